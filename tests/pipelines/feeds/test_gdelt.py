"""GDELT's events and mentions: files of our own in the true format, and what each of them must give."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines import feed as feeds
from pipelines.feed import Outcome, Request
from pipelines.feeds.gdelt_events.layouts import LAYOUTS as EVENT_LAYOUTS
from pipelines.feeds.gdelt_mentions.layouts import LAYOUTS as MENTION_LAYOUTS
from tests.conftest import SHARED
from tests.rows import begun_build
from warehouse.database import open_build

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "tests" / "samples"
GOOD = {
    "GLOBALEVENTID": "77",
    "SQLDATE": "20240504",
    "EventCode": "190",
    "NumSources": "1",
    "ActionGeo_Type": "4",
    "ActionGeo_CountryCode": "SY",
    "ActionGeo_Lat": "35.9",
    "ActionGeo_Long": "36.6",
    "DATEADDED": "20240504101500",
}


class Reading:
    """A build into which a feed's files are read, one after the other."""

    def __init__(self, folder: Path, feed: str = "gdelt_events") -> None:
        self.home, self.feed, self.inbox = begun_build(folder), feeds.FEEDS[feed], folder / "inbox"
        (self.inbox / feed).mkdir(parents=True)

    def file(self, name: str, content: bytes) -> Outcome:
        (self.inbox / self.feed.name / name).write_bytes(content)
        return self.read(self.inbox)

    def read(self, inbox: Path) -> Outcome:
        feeds.collect(self.feed, self.home, Request(inbox=inbox, offline=True))
        with open_build(self.home) as connection:
            return feeds.read(self.feed, connection, self.home, lambda *_: None)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with open_build(self.home) as connection:
            return connection.execute(query).fetchall()


def line(layout: int = 0, **values: str) -> bytes:
    cells = GOOD | values
    return ("\t".join(cells.get(column, "") for column in EVENT_LAYOUTS[layout].columns) + "\n").encode()


def test_the_samples_of_events_give_these_reports(tmp_path: Path) -> None:
    reading = Reading(tmp_path)
    assert reading.read(SAMPLES).added.reports == 6
    told = reading.rows(
        "SELECT source_record_id, event_type, event_subtype, status, date_start, date_basis, published_on, source_count"
        " FROM reports ORDER BY 1"
    )
    may, day = dt.date(2024, 5, 4), dt.date
    assert told == [
        ("9", "agreement", "ceasefire", "occurred", day(2004, 4, 1), "publication", day(2004, 4, 1), 2),
        ("9000000001", "unrest", "protest", "occurred", day(2020, 1, 1), "relative", day(2020, 1, 2), 2),
        ("9100000001", "attack", "unspecified", "occurred", may, "publication", may, 2),
        ("9100000002", "statement", "pledge", "planned", day(2023, 5, 5), "relative", may, 2),
        ("9100000003", "troop_movement", "deployment", "occurred", day(2024, 4, 27), "relative", may, 2),
        ("9100000004", "other", "other", "occurred", may, "publication", may, 2),
    ]
    who = reading.rows(
        "SELECT source_actor_id, source_actor_name, source_iso3, target_actor_id, target_actor_name, target_iso3"
        " FROM reports ORDER BY source_record_id"
    )
    assert who == [
        ("state:ISR", "ISRAEL", "ISR", "group:hamas", "HAMAS", "PSE"),
        (None, "IRAQI CIVILIANS", "IRQ", None, None, None),
        ("state:SYR", "SYRIAN ARMY", "SYR", None, "GUNMEN", None),
        ("state:USA", "UNITED STATES", "USA", None, "TEXAN", "USA"),
        ("org:united-nations", "UN PEACEKEEPERS", None, None, "MINISTRY", None),
        (None, "PRESIDENT", None, None, None, None),
    ]
    where = reading.rows(
        "SELECT place_name, country_iso3, latitude, longitude, geo_precision, source_geo_precision, flags, source_url"
        " FROM reports ORDER BY source_record_id"
    )
    web = "https://example.org"
    assert where == [
        ("Maine, United States", "USA", 45.25, -69.0, "admin1", "2", None, None),
        ("Salem, Oregon, United States", "USA", None, None, "near", "3", "date_mended; one_coordinate", f"{web}/march"),
        ("Idlib, Idlib, Syria", "SYR", 35.93, 36.63, "near", "4", None, f"{web}/idlib"),
        ("Iraq", "IRQ", None, None, "country", "1", "date_far; country_centroid", f"{web}/year-ago"),
        ("Null Region, Nigeria", "NGA", None, None, "admin1", "5", "null_island; unknown_actor_code", f"{web}/unit"),
        (None, None, None, None, "unknown", "0", None, f'{web}/nothing?q="a"b'),
    ]
    assert reading.rows("SELECT layout, records_read, records_rejected FROM readings ORDER BY 1") == [
        ("GDELT 1.0 by day (58 columns)", 1, 0),
        ("GDELT 1.0 by month or year (57 columns)", 1, 0),
        ("GDELT 2.0 (61 columns)", 4, 0),
    ]
    assert reading.read(SAMPLES).added.reports == 0, "what was read is not read again"


def test_the_sample_of_mentions_gives_these_mentions(tmp_path: Path) -> None:
    reading = Reading(tmp_path, "gdelt_mentions")
    assert reading.read(SAMPLES).added.reports == 3
    both = ("gdelt_events", "9100000001", dt.timedelta(minutes=15), 2100, -4.25)
    assert reading.rows(
        "SELECT mentioned_feed, source_record_id, mentioned_at - event_at, document_characters, document_tone, medium,"
        " publisher, url, sentence, in_raw_text, confidence_percent, translated_from FROM mentions ORDER BY sentence"
    ) == [
        *[(*both, "web", "example.org", "https://example.org/idlib", 3, True, 70, None)] * 2,
        (*both, "citation", "Radio Example", "Radio Example, 4 May", 12, False, 10, "srclc:ara;eng:GT-ARA 1.0"),
    ]
    assert reading.rows("SELECT reason FROM rejects") == [("It repeats an earlier record of the file.",)]
    later = (SAMPLES / "gdelt_mentions" / "20240504103000.mentions.CSV").read_bytes().splitlines(keepends=True)
    assert reading.file("20240504104500.mentions.CSV", later[0]).added.reports == 0, "it stands already"
    assert reading.rows("SELECT count(*) FROM mentions") == [(3,)]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"EventCode": "999"}, "EventCode '999' is in no published list."),
        ({"EventCode": ""}, "EventCode is blank."),
        ({"GLOBALEVENTID": "1.2E+09"}, "GLOBALEVENTID '1.2E+09' is no number."),
        ({"SQLDATE": "20240230"}, "SQLDATE '20240230' is no day."),
        ({"SQLDATE": "99991231"}, "SQLDATE '99991231' is no day."),
        ({"DATEADDED": "2.02E+13"}, "DATEADDED '2.02E+13' is no day."),
        ({"NumSources": "many"}, "NumSources 'many' is no count."),
        ({"ActionGeo_Type": "9"}, "ActionGeo_Type '9' is no type of place."),
        ({"ActionGeo_CountryCode": "9Z"}, "ActionGeo_CountryCode '9Z' is in no published list."),
        ({"ActionGeo_Lat": "91.5"}, "ActionGeo_Lat '91.5' is no latitude."),
        ({"ActionGeo_Long": "east"}, "ActionGeo_Long 'east' is no longitude."),
    ],
)
def test_a_bad_value_refuses_its_row_alone(tmp_path: Path, changed: dict[str, str], reason: str) -> None:
    reading = Reading(tmp_path)
    added = reading.file("a.export.CSV", line() + line(**{"GLOBALEVENTID": "78"} | changed)).added
    assert (added.reports, added.rejects) == (1, 1)
    assert reading.rows("SELECT reason FROM rejects") == [(reason,)]


def test_ragged_repeated_and_contradicting_rows_are_sorted_out(tmp_path: Path) -> None:
    reading = Reading(tmp_path)
    other = line(1, SOURCEURL="https://example.org/x")
    content = other + line(2, GLOBALEVENTID="78") + other + line(1, EventCode="010") + line(0, GLOBALEVENTID="79")
    reading.file("20240504.export.CSV", content)
    assert sorted(reading.rows("SELECT record, reason FROM rejects")) == [
        ("20240504.export.CSV, line 2", "It has fewer than 58 columns."),
        ("20240504.export.CSV, line 5", "It has more than 58 columns."),
        ("20240504.export.CSV, record 3, id 77", "It repeats an earlier record of the file."),
        ("20240504.export.CSV, record 4, id 77", "An earlier record of the file has the same id and other values."),
    ]
    assert reading.rows("SELECT count(*) FROM reports") == [(1,)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"<!DOCTYPE html><html></html>", "is a web page, not a table"),
        (b'{"error": "no"}', "is JSON, not a table"),
        (line().replace(b"\t", b","), "has 1 column divided by tabs, not 57, 58 or 61"),
        ("\t".join(EVENT_LAYOUTS[0].columns).encode() + b"\n" + line(), "has a header; the provider's files have none"),
        (b"PK\x03\x04 cut off", "is no whole archive"),
    ],
)
def test_what_is_no_file_of_gdelt_fails_and_keeps_the_last_data(tmp_path: Path, content: bytes, message: str) -> None:
    reading = Reading(tmp_path)
    reading.file("good.export.CSV", line())
    outcome = reading.file("bad.export.CSV", content)
    assert outcome.state == "failed"
    assert message in str(outcome.message)
    assert reading.rows("SELECT count(*) FROM reports") == [(1,)]


def test_bytes_that_are_no_utf_8_are_read_as_latin_1(tmp_path: Path) -> None:
    reading = Reading(tmp_path)
    name = "Besançon, France"
    reading.file("a.export.CSV", line(ActionGeo_FullName=name).decode().encode("latin-1"))
    assert reading.rows("SELECT place_name FROM reports") == [(name,)]
    assert reading.rows("SELECT issues FROM readings") == [("bytes that are no UTF-8 read as Latin-1",)]


@pytest.mark.parametrize(
    ("name", "usual"),
    [
        ("20240504101500.export.CSV", "a file of 15 minutes has 50 to 20,000"),
        ("20240504101500.translation.export.CSV", "a file of 15 minutes has 50 to 20,000"),
        ("20240504.export.CSV", "a file of a day has 5,000 to 1,000,000"),
        ("200605.csv", "a file of a month or year has 50,000 to 40,000,000"),
        ("1980.csv", "a file of a month or year has 50,000 to 40,000,000"),
    ],
)
def test_a_part_of_a_file_is_told_by_what_its_kind_holds(tmp_path: Path, name: str, usual: str) -> None:
    reading = Reading(tmp_path)
    reading.file(name, line())
    assert reading.rows("SELECT issues FROM readings") == [(f"records: 1, where {usual}",)]


@pytest.mark.parametrize(
    ("folder", "layouts"), [("gdelt_events/reports", EVENT_LAYOUTS), ("gdelt_mentions/mentions", MENTION_LAYOUTS)]
)
def test_every_column_is_read_or_left_out_by_name(folder: str, layouts: tuple[Any, ...]) -> None:
    words = set(re.findall(r"\w+", (ROOT / "pipelines" / "feeds" / f"{folder}.sql").read_text("utf-8")))
    for layout in layouts:
        assert set(layout.columns) - words == set(layout.left_out)
        assert all(layout.left_out.values())


CELLS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\t\r\n\0"), max_size=12)


@settings(max_examples=12, deadline=None)
@given(rows=st.lists(st.fixed_dictionaries({name: CELLS | st.just(value) for name, value in GOOD.items()}), min_size=1))
def test_whatever_the_fields_hold_every_record_is_accounted(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]]
) -> None:
    reading = Reading(tmp_path_factory.mktemp("any"))
    outcome = reading.file("a.export.CSV", line() + b"".join(line(**row) for row in rows))
    assert outcome.state == "read", outcome.message
    assert reading.rows("SELECT records_read FROM readings") == [(len(rows) + 1,)]


@pytest.mark.shared
def test_the_real_files_are_taken_whole(tmp_path: Path) -> None:
    events, mentions = Reading(tmp_path / "e"), Reading(tmp_path / "m", "gdelt_mentions")
    events.read(SHARED / "inbox")
    mentions.read(SHARED / "inbox")
    assert events.rows("SELECT records_taken, records_rejected FROM readings ORDER BY 1") == [
        (100, 0),
        (720, 0),
        (2414, 0),
    ]
    assert mentions.rows("SELECT count(*), count(DISTINCT source_record_id) FROM mentions") == [(1983, 1631)]
