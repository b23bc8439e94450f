"""The ICEWS feed: both layouts, what becomes of the rows, and what is refused."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.feeds.icews import LAYOUTS, TABLE
from pipelines.sources import Counts
from tests.conftest import SHARED
from tests.tabular_feeds import TableDesk, lost_columns
from tests.texts import CHARACTERS

SAMPLES = Path(__file__).parents[2] / "samples" / "icews"
HEADER, *ROWS = (SAMPLES / "events.2019.sample.tab").read_text("utf-8").splitlines()
COLUMNS = HEADER.split("\t")
REAL = SHARED / "inbox" / "icews" / "events.2018.sample.tab"


@pytest.fixture
def desk(tmp_path: Path) -> TableDesk:
    return TableDesk(tmp_path, "icews")


def record(**cells: str) -> str:
    """The first row of the sample with other cells; blanks in column names are written as `_`."""
    changed = {name.replace("_", " "): value for name, value in cells.items()}
    assert changed.keys() <= set(COLUMNS)
    return "\t".join(changed.get(name, cell) for name, cell in zip(COLUMNS, ROWS[0].split("\t"), strict=True))


def table(*records: str) -> str:
    return "\n".join((HEADER, *records)) + "\n"


def test_the_samples_give_their_reports(desk: TableDesk) -> None:
    for sample in SAMPLES.iterdir():
        shutil.copy(sample, desk.folder)
    desk.build()
    assert desk.reports("source_record_id, source_code, event_type, event_subtype, status, date_start, date_end") == [
        ("70000001|2017-01-09", "0871", "agreement", "ceasefire", "occurred", "2017-01-09", "2017-01-09"),
        ("90000001|2019-03-04", "0874", "troop_movement", "withdrawal", "occurred", "2019-03-04", "2019-03-04"),
        ("90000002|2019-03-04", "040", "agreement", "talks", "occurred", "2019-03-04", "2019-03-04"),
        ("90000003|2019-03-04", "040", "agreement", "talks", "occurred", "2019-03-04", "2019-03-04"),
        ("90000004|2019-03-05", "138", "statement", "threat", "occurred", "2019-03-05", "2019-03-05"),
        ("90000005|2019-03-05", "193", "attack", "armed_assault", "occurred", "2019-03-05", "2019-03-05"),
    ]
    assert desk.reports("source_actor_id, source_iso3, target_actor_name, target_actor_id, target_iso3") == [
        ("state:MLI", "MLI", "Armed Rebel (Mali)", None, "MLI"),
        ("state:IRQ", "IRQ", "Islamic State", "group:islamic-state", None),
        ("state:EST", "EST", "Latvia", "state:LVA", "LVA"),
        ("state:LVA", "LVA", "Sample Minister", "state:EST", "EST"),
        (None, "TCD", "Unspecified Actor", None, None),
        (None, None, "Citizen (Chad)", None, "TCD"),
    ]
    assert desk.reports("place_name, country_iso3, latitude, longitude, geo_precision, flags, quantity_state") == [
        ("Sample Region", "MLI", 17.5, -1.25, "admin1", "date_assumed", "not_applicable"),
        ("Samplabad", "IRQ", 36.2, 43.1, "near", "date_assumed", "not_reported"),
        ("Estonia", "EST", None, None, "country", "date_assumed; country_centroid", "not_applicable"),
        ("Estonia", "EST", None, None, "country", "date_assumed; country_centroid", "not_applicable"),
        ("Sample District", "TCD", None, None, "admin2", "date_assumed; null_island", "not_applicable"),
        (None, None, None, None, "unknown", "date_assumed", "not_applicable"),
    ]
    assert json.loads(desk.reports("details")[2][0]) == {
        "Event Text": "Consult",
        "Source Sectors": "Executive,Government",
        "Source Country": "Estonia",
        "Target Country": "Latvia",
        "Story ID": "80000002",
        "Sentence Number": "1",
        "Publisher": "Sample Wire",
    }
    assert desk.account() == (6, 6, 0)


def test_no_column_is_dropped_in_silence() -> None:
    assert lost_columns(LAYOUTS, TABLE.query) == set()


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0)])
def test_the_latest_edition_has_the_word_on_its_year_in_any_order(desk: TableDesk, order: tuple[int, ...]) -> None:
    files = (
        ("events.2018.20190101000000.tab", table(record(Event_ID="1"), record(Event_ID="2"), record(Event_ID="3"))),
        ("Events.2018.20200427085336.tab", table(record(Event_ID="1"), record(Event_ID="3", City="Elsewhere"))),
        ("20180601-icews-events.tab", table(record(Event_ID="1"), record(Event_ID="4"))),
    )
    for number in order:
        desk.put(*files[number])
        desk.build()
    current = desk.reports("source_record_id, place_name")
    assert [(key.partition("|")[0], place) for key, place in current] == [
        ("1", "Samplabad"),
        ("3", "Elsewhere"),
        ("4", "Samplabad"),
    ]
    assert desk.build().added == Counts()


def test_an_id_of_two_days_is_two_reports_and_a_file_read_again_changes_nothing(desk: TableDesk) -> None:
    desk.put("a.tab", table(record(), record(Event_Date="2019-04-01"), record()))
    assert desk.build().added.reports == 2
    assert desk.refused() == {
        "a.tab, record 3, id 90000001|2019-03-04": "It repeats an earlier record of the file",
    }
    desk.put("a-1.tab", table(record(Event_Date="2019-04-01"), record()))
    assert desk.build().added == Counts(rejects=0)


def test_what_cannot_be_read_is_refused_by_name(desk: TableDesk) -> None:
    wrong = {
        "CAMEO Code '999' is in no published list": {"CAMEO_Code": "999"},
        "CAMEO Code '19' is in no published list": {"CAMEO_Code": "19"},
        "Event Date '2019-02-30' is no day": {"Event_Date": "2019-02-30"},
        "Event Date '6/1/2019' is no day": {"Event_Date": "6/1/2019"},
        "Event Date '6/1/19' is no day": {"Event_Date": "6/1/19", "CAMEO_Code": "NA"},
        "Country 'Atlantis' is in no published list": {"Country": "Atlantis"},
        "Latitude '93.0' is no latitude": {"Latitude": "93.0"},
        "Longitude 'east' is no longitude": {"Longitude": "east"},
        "Event Text 'Dance' is in no published list, and there is no CAMEO Code": {
            "CAMEO_Code": "NA",
            "Event_Text": "Dance",
        },
        "Event ID is blank": {"Event_ID": ""},
    }
    desk.put("a.tab", table(record(), *(record(**{"Event_ID": "9", **cells}) for cells in wrong.values())))
    desk.build()
    assert {row[0] for row in desk.rows("SELECT reason FROM rejects")} == {f"{reason}." for reason in wrong}
    assert desk.account() == (11, 1, 10)


def test_odd_values_are_flagged(desk: TableDesk) -> None:
    desk.put("a.tab", table(record(Source_Country="Atlantis", Longitude="NA")))
    desk.build()
    assert desk.reports("source_iso3, latitude, flags") == [
        (None, None, "date_assumed; one_coordinate; unknown_actor_code")
    ]


def test_lines_that_cannot_be_divided_are_kept_and_other_bytes_are_read_as_latin_1(desk: TableDesk) -> None:
    rows = [record(), record(Event_ID="2") + "\tmore", "90000003\t2019-03-04", record(Event_ID="4", City="Málaga")]
    desk.put("a.tab", table(*rows[:3]).encode() + rows[3].encode("latin-1") + b"\n")
    desk.build()
    assert desk.refused() == {
        "a.tab, line 3": "It has more than 20 columns",
        "a.tab, line 4": "It has fewer than 20 columns",
    }
    assert desk.reports("place_name") == [("Málaga",), ("Samplabad",)]
    assert desk.reading()[1:] == (4, 2, 2, "bytes that are no UTF-8 read as Latin-1")


def test_a_file_that_is_no_table_of_the_feed_fails_by_name(desk: TableDesk) -> None:
    wrong = {
        "a.tab lacks the column Event Date": table(record()).replace("Event Date", "Date of Event"),
        "b.tab has no header that the feed knows": table(record()).replace("\t", ";"),
        "c.tab is a web page, not a table": "<!DOCTYPE html><html><body>Sign in</body></html>",
    }
    desk.put("good.tab", table(record()))
    assert desk.build().state == "read"
    for problem, content in wrong.items():
        desk.put(problem[:5], content)
        outcome = desk.build()
        assert outcome.state == "failed"
        assert (outcome.message or "").startswith(problem)
        assert len(desk.reports("report_id")) == 1, "the last good data stand"
        (snapshot,) = (p for p in desk.home.snapshots.glob("*") if p.suffix == "" and p.read_text("utf-8") == content)
        for path in (*desk.home.snapshots.glob(f"{snapshot.name}*"), desk.folder / problem[:5]):
            path.unlink()


def test_a_file_without_header_and_a_new_column_are_told(desk: TableDesk) -> None:
    desk.put("a.tab", f"{record()}\n")
    desk.build()
    assert desk.reading()[4] == "no header; its columns are taken in the provider's order"
    desk.put("b.tab", f"{HEADER}\tTone\n{record(Event_ID='2')}\t1\n")
    desk.build()
    issues = desk.rows("SELECT issues FROM readings WHERE issues LIKE 'new%'")
    assert issues == [("new column 'Tone', not taken",)]
    assert desk.account() == (2, 2, 0)


@pytest.mark.shared
def test_the_texts_of_a_real_file_have_the_codes_that_stand_beside_them(desk: TableDesk) -> None:
    with REAL.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    code = rows[0].index("CAMEO Code")
    desk.put("a.tab", "".join("\t".join(row[:code] + row[code + 1 :]) + "\n" for row in rows))
    desk.build()
    given = dict(desk.rows("SELECT split_part(source_record_id, '|', 1), source_code FROM reports"))
    assert given == {row[0]: row[code] for row in rows[1:]}
    assert desk.account() == (3705, 3705, 0)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(CHARACTERS, max_size=12), min_size=19, max_size=21), min_size=5, max_size=30))
def test_whatever_the_fields_hold_every_record_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]]
) -> None:
    desk = TableDesk(tmp_path_factory.mktemp("any"), "icews")
    clean = ["\t".join("".join(c for c in cell if c.isprintable()) for cell in row) for row in cells]
    desk.put("a.tab", table(*(row for row in clean if row.strip())))
    state = desk.build().state
    read, taken, rejected = desk.account()
    assert state in (("failed",) if rejected and not taken else ("read", "empty"))
    assert (read, rejected) == (sum(bool(row.strip()) for row in clean), read - taken)
