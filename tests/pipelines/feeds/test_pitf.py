"""The PITF feed: files with two lines above a header that repeats names, ids out of fields, and what is refused."""

import csv
import hashlib
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import warehouse
from pipelines.feeds.pitf import QUERY
from pipelines.feeds.pitf.layouts import LAYOUT
from pipelines.sources import Counts
from tests.conftest import SHARED
from tests.tabular_feeds import TableDesk, lost_columns
from tests.texts import CHARACTERS

SAMPLE = Path(__file__).parents[2] / "samples" / "pitf" / "pitf.world.20150501-20150731.csv"
LINES = SAMPLE.read_text("utf-8").splitlines()
PREAMBLE, ROWS = LINES[:4], LINES[4:]
PAIRS = Path(warehouse.__file__).parent / "seeds" / "links" / "pairs.csv"


@pytest.fixture
def desk(tmp_path: Path) -> TableDesk:
    return TableDesk(tmp_path, "pitf")


def record(cells: dict[str, str]) -> str:
    """The first row of the sample with other cells."""
    assert cells.keys() <= set(LAYOUT.columns)
    return "\t".join(cells.get(name, cell) for name, cell in zip(LAYOUT.columns, ROWS[0].split("\t"), strict=True))


def table(*records: str) -> str:
    return "\n".join((*PREAMBLE, *records)) + "\n"


def record_id(row: str) -> str:
    return hashlib.sha256("\x1f".join(row.split("\t")).encode()).hexdigest()[:16]


def test_the_sample_gives_its_reports(desk: TableDesk) -> None:
    shutil.copy(SAMPLE, desk.folder)
    desk.build()
    rank = {**{record_id(row): n for n, row in enumerate(ROWS[:5])}, f"{record_id(ROWS[3])}.2": 5}
    assert len(rank) == len(ROWS)

    def reports(columns: str) -> list[tuple[object, ...]]:
        rows = desk.reports(f"source_record_id, {columns}")
        return [row[1:] for row in sorted(rows, key=lambda row: rank[row[0]])]

    assert reports("event_subtype, date_start, date_end, date_precision, is_summary, flags") == [
        ("armed_assault", "2015-05-07", "2015-05-07", "day", False, None),
        ("crackdown", "2015-06-01", "2015-06-30", "month", False, None),
        ("shelling", "2015-06-03", "2015-06-09", "range", True, None),
        ("unspecified", "2015-01-01", "2015-12-31", "year", False, "fatalities_disorder; country_centroid"),
        ("armed_clash", "2015-07-18", "2015-07-20", "range", False, "date_disorder"),
        ("unspecified", "2015-01-01", "2015-12-31", "year", False, "fatalities_disorder; country_centroid"),
    ]
    assert reports("source_actor_name, source_actor_id, source_iso3, target_actor_name") == [
        ("Boko Haram?", "group:boko-haram", None, "farmers; children"),
        ("police", "state:HND", "HND", "protesters"),
        (None, None, None, "civilians"),
        (None, None, None, None),
        ("herders; farmers", None, None, None),
        (None, None, None, None),
    ]
    assert reports("place_name, country_iso3, latitude, longitude, geo_precision") == [
        ("Sampleri", "NGA", 11.5, 13.26, "exact"),
        ("Sample District", "HND", 14.01, -87.5, "admin2"),
        ("Homs", "SYR", 34.716667, 36.716667, "admin1"),
        ("Somalia", "SOM", None, None, "country"),
        ("25 km from Sampletown", "KEN", -1.5, 37.0, "near"),
        ("Somalia", "SOM", None, None, "country"),
    ]
    assert reports("fatalities_low, fatalities_best, fatalities_high, wounded_low, wounded_best, wounded_high") == [
        (None, 12, None, 5, None, 24),
        (None, 3, None, None, 0, None),
        (25, 40, 49, None, None, None),
        (5, 30, 24, None, None, None),
        (None, 6, None, None, 4, None),
        (5, 30, 24, None, None, None),
    ]
    assert reports("weapon, source_code, source_url, description") == [
        ("Firearms", "Attack/Massacre/Firearms", None, "Gunmen shot farmers in a village of ours."),
        ("Firearms", "Protest/Firearms", None, "Police fired on a march."),
        ("Heavy Weapons", "Attack/Massacre/Heavy Weapons", "http://monitor.example/list", "A week's total."),
        (None, "Attack/Massacre/Unclear/Other", None, None),
        ("Primitive Weapons", "Clash/Primitive Weapons", "https://news.example/1", None),
        (None, "Attack/Massacre/Unclear/Other", None, None),
    ]
    details = json.loads(str(reports("details")[4][0]))
    assert (details["Distance (km)"], details["Distance direction"]) == ("25", "SW")
    assert desk.account() == (6, 6, 0)


def test_no_column_is_dropped_in_silence() -> None:
    named = [name for name in LAYOUT.columns if f'"{name}"' not in QUERY]
    assert named == []
    assert not lost_columns((LAYOUT,), QUERY) - {name for name in LAYOUT.columns if f'"{name}"' in QUERY}


def test_a_letter_of_direction_that_contradicts_the_country_is_flagged_and_kept(desk: TableDesk) -> None:
    west = record({"LONGITUDE Direction": "W"})
    abroad = record({"LONGITUDE Degrees": "60"})
    desk.put("a.csv", table(ROWS[0], west, abroad))
    desk.build()
    assert sorted(desk.reports("longitude, flags")) == [
        (-13.26, "point_outside_country"),
        (13.26, None),
        (60.26, None),
    ]


def test_every_place_that_casus_knows_lies_within_what_its_country_spans() -> None:
    def rows(name: str) -> list[dict[str, str]]:
        with (Path(warehouse.__file__).parent / "seeds" / "places" / f"{name}.csv").open(encoding="utf-8") as file:
            return list(csv.DictReader(file))

    spans = {
        row["country_iso3"]: {k: float(v) for k, v in row.items() if k != "country_iso3"} for row in rows("extents")
    }
    outside = [
        place["name"]
        for place in (*rows("countries"), *rows("provinces"), *rows("sites"))
        if (span := spans.get(place["country_iso3"]))
        and not (
            span["south"] <= float(place["latitude"]) <= span["north"]
            and span["west"] <= float(place["longitude"]) <= span["east"]
        )
    ]
    assert outside == []


def test_a_file_read_again_changes_nothing(desk: TableDesk) -> None:
    desk.put("a.csv", table(*ROWS))
    assert desk.build().added.reports == 6
    desk.put("b.csv", table(*ROWS[1:], ROWS[0]))
    assert desk.build().added == Counts()


def test_what_cannot_be_read_is_refused_by_name(desk: TableDesk) -> None:
    wrong = {
        "Event Type 'Rumour' is neither Campaign nor Incident": {"Event Type": "Rumour"},
        "Organization of Violence/Weapons 'Attack/Massacre/Magic' is in no published list": {"Weapons": "Magic"},
        "Country 'XQX' is in no published list": {"Country": "XQX"},
        "Start '31/02/2015' is no day": {"Start Day": "31", "Start Month": "02"},
        "Start '7/05/15' is no day": {"Start Year": "15"},
        "End '9/13/2015' is no day": {"End Day": "9", "End Month": "13", "End Year": "2015"},
        "Start '7/05/9999' is unknown though the end is known": {
            "Start Year": "9999",
            "End Day": "9",
            "End Month": "5",
            "End Year": "2015",
        },
        "LATITUDE '95 30 0 N' is no latitude": {"LATITUDE Degrees": "95"},
        "LONGITUDE '13 61 36 E' is no longitude": {"LONGITUDE Minutes": "61"},
        "LONGITUDE '13 15 36 Up' is no longitude": {"LONGITUDE Direction": "Up"},
        "Deaths Number 'a dozen' is no number": {"Deaths Number": "a dozen"},
        "Deaths Number '1.200' is no number": {"Deaths Number": "1.200"},
    }
    desk.put("a.csv", table(ROWS[0], *(record(cells) for cells in wrong.values())))
    desk.build()
    found = dict(desk.rows("SELECT regexp_extract(record, 'record (\\d+)', 1)::INT, reason FROM rejects"))
    assert found == {number: f"{reason}." for number, reason in enumerate(wrong, 2)}
    assert desk.account() == (13, 1, 12)


def test_ragged_rows_are_kept_by_their_line_and_other_bytes_are_read_as_latin_1(desk: TableDesk) -> None:
    rows = [ROWS[0], ROWS[1] + "\tmore", "Incident\t\tEyewitness Account", record({"Locality": "Málaga"})]
    desk.put("a.csv", table(*rows[:3]).encode() + rows[3].encode("latin-1") + b"\n")
    desk.build()
    assert desk.refused() == {
        "a.csv, line 6": "It has more than 73 columns",
        "a.csv, line 7": "It has fewer than 73 columns",
    }
    assert {name for (name,) in desk.reports("place_name")} == {"Málaga", "Sampleri"}
    assert desk.reading()[1:] == (4, 2, 2, "bytes that are no UTF-8 read as Latin-1")


@pytest.mark.parametrize(
    ("problem", "content"),
    [
        ("lacks the column Country of the layout PITF", table(ROWS[0]).replace("\tCountry\t", "\tState\t")),
        ("lacks the column LATITUDE Degrees", table(ROWS[0]).replace("\tLATITUDE\t", "\tBREADTH\t")),
        ("has no header that the feed knows", table(ROWS[0]).replace("\t", ";")),
        ("is a web page, not a table", "<html><body>Sign in</body></html>"),
        ("is empty", ""),
    ],
)
def test_a_file_that_is_no_table_of_the_feed_fails_by_name(desk: TableDesk, problem: str, content: str) -> None:
    desk.put("good.csv", table(*ROWS))
    desk.build()
    desk.put("bad.csv", content)
    outcome = desk.build()
    assert outcome.state == "failed"
    assert f"bad.csv {problem}" in (outcome.message or "")
    assert len(desk.reports("report_id")) == 6, "the last good data stand"


def test_what_stands_above_the_header_and_how_lines_end_does_not_matter(desk: TableDesk) -> None:
    desk.put("bare.csv", "\n".join((PREAMBLE[3], *ROWS[:2])))
    desk.put("returns.csv", table(*ROWS[2:4]).replace("\n", "\r"))
    desk.put("spaced.csv", table(*ROWS[4:5]).replace("\n", "\n\n"))
    desk.build()
    assert desk.refused() == {}
    assert sorted(desk.reports("source_record_id")) == sorted((record_id(row),) for row in ROWS[:5])


def test_a_file_without_header_and_a_new_column_are_told(desk: TableDesk) -> None:
    desk.put("a.csv", f"{ROWS[0]}\n")
    desk.build()
    assert desk.reading()[4] == "no header; its columns are taken in the provider's order"
    desk.put("b.csv", table(ROWS[1] + "\t1").replace("\tCoder\n", "\tCoder\tMood\n"))
    desk.build()
    assert desk.rows("SELECT issues FROM readings WHERE issues LIKE 'new%'") == [("new column 'Mood', not taken",)]
    assert desk.account() == (2, 2, 0)


@pytest.mark.shared
def test_every_labelled_record_is_found_in_the_real_file(desk: TableDesk) -> None:
    shutil.copy(SHARED / "inbox" / "pitf" / "pitf.world.20160101-20170930.csv", desk.folder)
    desk.build()
    with PAIRS.open(encoding="utf-8", newline="") as file:
        sides = [(row[f"feed_{s}"], row[f"source_record_id_{s}"]) for row in csv.DictReader(file) for s in "lr"]
    labelled = {record for feed, record in sides if feed == "pitf"}
    assert labelled - {record for (record,) in desk.reports("source_record_id")} == set()
    assert desk.account() == (4150, 4147, 3)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(CHARACTERS, max_size=8), min_size=72, max_size=74), min_size=5, max_size=20))
def test_whatever_the_fields_hold_every_record_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]]
) -> None:
    desk = TableDesk(tmp_path_factory.mktemp("any"), "pitf")
    clean = ["\t".join("".join(c for c in cell if c.isprintable()) for cell in row) for row in cells]
    desk.put("a.csv", table(*clean))
    state = desk.build().state
    read, taken, rejected = desk.account()
    assert state == ("read" if taken or not rejected else "failed")
    assert (read, rejected) == (len(clean), read - taken)
