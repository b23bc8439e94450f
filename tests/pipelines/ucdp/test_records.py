"""UCDP's records: all layouts, what becomes of a row, and what is refused."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.sources import Counts
from pipelines.ucdp.layouts import LAYOUTS
from pipelines.ucdp.reading import QUERY
from tests.conftest import SHARED
from tests.tabular_feeds import TableDesk, lost_columns
from tests.texts import CHARACTERS

SAMPLES = Path(__file__).parents[2] / "samples"
COLUMNS = LAYOUTS[0].columns
FIRST = next(csv.DictReader((SAMPLES / "ucdp_candidate" / "GEDEvent_v26_0_7.csv").open(encoding="utf-8")))


@pytest.fixture
def desk(tmp_path: Path) -> TableDesk:
    return TableDesk(tmp_path, "ucdp_candidate")


def table(*records: dict[str, str], columns: tuple[str, ...] = COLUMNS, header: bool = True) -> str:
    """A file whose records are the sample's first with other cells."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", restval="x")
    if header:
        writer.writeheader()
    writer.writerows({**FIRST, **record} for record in records)
    return text.getvalue()


def test_a_candidate_file_gives_its_reports(desk: TableDesk) -> None:
    shutil.copy(SAMPLES / "ucdp_candidate" / "GEDEvent_v26_0_7.csv", desk.folder)
    desk.build()
    what = "source_record_id, source_code, event_type, event_subtype, status, source_actor_id, source_actor_name"
    assert desk.reports(f"{what}, source_iso3, target_actor_id, target_actor_name, target_iso3") == [
        ("900001", "1", "attack", "armed_clash", "occurred", "state:SYR", "Government of Syria", "SYR",
         "group:islamic-state", "IS", None),
        ("900002", "3", "attack", "armed_assault", "occurred", None, None, None, None, "Civilians", None),
        ("900003", "2", "attack", "armed_clash", "occurred", None, "Sample Clan", None, "group:houthis", "Ansarallah",
         None),
    ]  # fmt: skip
    assert desk.reports("date_start, date_end, date_precision, source_date_precision, date_basis") == [
        ("2026-07-04", "2026-07-04", "day", "1", "absolute"),
        ("2026-07-10", "2026-07-14", "week", "2", "absolute"),
        ("2026-07-01", "2026-07-31", "month", "4", "absolute"),
    ]
    assert desk.reports("place_name, country_iso3, latitude, longitude, geo_precision, source_geo_precision") == [
        ("Samplabad town", "SYR", 35.25, 38.5, "exact", "1"),
        ("Sample state", "MEX", 20.5, -100.25, "admin1", "4"),
        ("Yemen", "YEM", None, None, "country", "6"),
    ]
    assert desk.reports("fatalities_low, fatalities_best, fatalities_high, flags, source_count, is_summary") == [
        (2, 3, 5, None, 2, False),
        (5, 4, 4, "fatalities_disorder", 2, False),
        (2, 3, 5, "country_centroid", None, True),
    ]
    assert [d for (d,) in desk.reports("description")] == [
        "Shells fall; two dead;Toll rises",
        "Shells fall; two dead;Toll rises",
        "the market of Samplabad",
    ]
    details = json.loads(desk.reports("details")[1][0])
    assert (details["code_status"], details["active_year"], details["side_a_new_id"]) == ("Check dyad", "0", "3702")
    assert details["source_article"] == FIRST["source_article"]
    assert desk.refused() == {
        "GEDEvent_v26_0_7.csv, record 4, id 900004": "date_prec '0' is in no codebook",
        "GEDEvent_v26_0_7.csv, record 5, id 900001": "It repeats an earlier record of the file",
    }
    assert desk.account() == (5, 3, 2)


@pytest.mark.parametrize(("cells", "expected"), [
    ({}, "Shells fall; two dead;Toll rises"),
    ({"source_headline": ""}, "the market of Samplabad"),
    ({"source_article": 'Agency 3 May 2011 "Two die in Samplabad"; Watch 12 "Gunmen raid Sample home'},
        "Two die in Samplabad;Gunmen raid Sample home"),
    ({"source_article": '"Report on Samplabad,2013-12-01,Killings (p. 8)"'}, "the market of Samplabad"),
])  # fmt: skip
def test_headlines_are_the_words_of_a_record_wherever_they_stand(desk: TableDesk, cells: dict[str, str], expected: str):
    cells = cells if cells == {} else {"source_headline": "", "where_description": "the market of Samplabad"} | cells
    desk.put("GEDEvent_v26_0_7.csv", table(cells))
    desk.build()
    assert desk.reports("description") == [(expected,)]


def test_the_same_record_in_another_spelling_is_no_news(desk: TableDesk) -> None:
    """The API has true for 1, a statistics program 230.0 for 230: the next release is another text, and the same."""
    desk.put("GEDEvent_v26_0_7.csv", table({"gwnob": "2, 200"}))
    assert desk.build().added == Counts(reports=1)
    numbers = [name for name, cell in FIRST.items() if cell.isdecimal() and name != "active_year"]
    spelt = {name: f"{FIRST[name]}.0" for name in numbers} | {"active_year": "True", "gwnob": "2, 200"}
    assert FIRST["active_year"] == "1"
    desk.put("GEDEvent_v26_01_26_09.csv", table(spelt))
    assert desk.build().added == Counts()
    details = json.loads(desk.reports("details")[0][0])
    assert (details["active_year"], details["gwnob"]) == ("1", "2, 200")


def test_final_files_of_every_layout_give_their_reports(tmp_path: Path) -> None:
    desk = TableDesk(tmp_path, "ucdp_ged")
    shutil.copytree(SAMPLES / "ucdp_ged", desk.folder, dirs_exist_ok=True)
    desk.build()
    assert desk.reports("source_record_id, source_actor_id, source_iso3, target_actor_id, country_iso3") == [
        ("600001", "state:NGA", "NGA", "group:boko-haram", "NGA"),
        ("700001", "state:SYR", "SYR", "group:islamic-state", "SYR"),
        ("800001", "group:houthis", None, "state:YEM", "YEM"),
        ("800002", "state:YEM", "YEM", "group:houthis", "YEM"),
        ("800003", None, None, "group:islamic-state", "SYR"),
        ("800004", "state:SYR", "SYR", "group:islamic-state", "SYR"),
    ]
    assert desk.reports("date_start, date_end, date_precision, geo_precision, latitude, flags, fatalities_best") == [
        ("2011-01-03", "2011-01-03", "day", "exact", 11.75, None, 3),
        ("2016-01-04", "2016-01-10", "week", "exact", 35.25, None, 3),
        ("2021-09-20", "2021-09-20", "day", "admin2", 35.25, None, 3),
        ("2014-09-20", "2014-09-21", "day", "near", 35.25, None, 3),
        ("2003-01-01", "2003-12-31", "year", "admin1", 14.25, None, 3),
        ("2003-03-05", "2003-03-25", "range", "admin1", None, "null_island", 3),
    ]
    assert desk.account() == (6, 6, 0)


def test_no_column_is_dropped_in_silence() -> None:
    assert lost_columns(LAYOUTS, QUERY) == set()


def test_a_value_that_cannot_be_is_refused_by_its_name(desk: TableDesk) -> None:
    refused = {
        "id '12a' is no whole number": {"id": "12a"},
        "type_of_violence '4' is in no codebook": {"type_of_violence": "4"},
        "date_start '2026-02-30' is no day": {"date_start": "2026-02-30"},
        "date_end 'infinity' is no day": {"date_end": "infinity"},
        "date_prec '0' is in no codebook": {"date_prec": "0"},
        "where_prec is empty": {"where_prec": ""},
        "event_clarity '3' is in no codebook": {"event_clarity": "3"},
        "latitude '91' is none": {"latitude": "91"},
        "longitude 'east' is none": {"longitude": "east"},
        "country_id '999' is in no published list": {"country_id": "999"},
        "best is empty": {"best": ""},
        "low '-1' is no count": {"low": "-1"},
        "high '1e300' is no count": {"high": "1e300"},
        "number_of_sources 'many' is no count": {"number_of_sources": "many"},
        "number_of_sources '1e3' is no count": {"number_of_sources": "1e3"},
        "best '1e3' is no count": {"best": "1e3", "high": "1e3"},
        "low '1_0' is no count": {"low": "1_0"},
        "high '1.234' is no count": {"high": "1.234"},
        "best '+3' is no count": {"best": "+3"},
        "id is empty": {"id": ""},
    }
    desk.put("part.csv", table(*({"id": str(n), **cells} for n, cells in enumerate(refused.values()))))
    desk.build()
    assert sorted(desk.refused().values()) == sorted(refused)
    assert desk.account() == (20, 0, 20)


def test_odd_values_that_the_source_is_known_for_are_taken_with_a_flag(desk: TableDesk) -> None:
    later = {"date_start": "2026-07-09T00:00:00", "date_end": "2026-07-04", "date_prec": "2"}
    desk.put("part.csv", table({"id": "1", **later}, {"id": "2", "latitude": ""}, {"id": "3", "date_prec": "5"}))
    desk.build()
    assert desk.reports("date_start, date_end, date_precision, flags, latitude") == [
        ("2026-07-04", "2026-07-09", "week", "date_disorder", 35.25),
        ("2026-07-04", "2026-07-04", "day", "one_coordinate", None),
        ("2026-07-04", "2026-07-04", "range", None, 35.25),
    ]


def test_a_missing_header_and_a_column_too_many_are_told_and_stop_nothing(desk: TableDesk) -> None:
    desk.put("GEDEvent_v24_0_1.csv", table({"id": "1", "source_article": "first;\nthen"}, header=False))
    desk.put("GEDEvent_v24_0_10.csv", table({"id": "2"}, columns=("#", *COLUMNS)))
    desk.build()
    assert len(desk.reports("report_id")) == 2
    issues = [str(issue) for (issue,) in desk.rows("SELECT issues FROM readings ORDER BY records_read, issues DESC")]
    assert any("no header" in issue for issue in issues)
    assert any("#" in issue for issue in issues)


def test_a_renamed_column_fails_the_feed_by_name_and_keeps_what_was_read(desk: TableDesk) -> None:
    desk.put("a.csv", table({"id": "1"}))
    desk.build()
    desk.put("b.csv", table({"id": "2"}).replace("date_prec", "date_precision", 1))
    outcome = desk.build()
    assert outcome.state == "failed"
    assert "lacks the column date_prec" in str(outcome.message)
    assert desk.reports("source_record_id") == [("1",)]


def test_a_page_in_the_place_of_a_table_fails_the_feed(desk: TableDesk) -> None:
    desk.put("a.csv", b"<!DOCTYPE html><html></html>")
    assert "is a web page" in str(desk.build().message)


CELLS = st.dictionaries(st.sampled_from(COLUMNS), st.text(CHARACTERS, max_size=8), max_size=12)


@settings(max_examples=4, deadline=None)
@given(st.lists(CELLS, min_size=20, max_size=20))
def test_any_cells_are_a_report_or_a_reject(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, str]]
) -> None:
    desk = TableDesk(tmp_path_factory.mktemp("any"), "ucdp_candidate")
    desk.put("a.csv", table(*({**cells, "id": str(number)} for number, cells in enumerate(records))))
    state = desk.build().state
    read, taken, rejected = desk.account()
    assert state == ("read" if taken else "failed")
    assert (read, taken + rejected) == (20, 20)
    desk.reports("report_id")


@pytest.mark.shared
def test_the_real_candidate_file_is_accounted_for(desk: TableDesk) -> None:
    shutil.copy(SHARED / "inbox" / "ucdp_candidate" / "GEDEvent_v21_01_21_12.csv", desk.folder)
    desk.build()
    assert desk.account() == (17407, 17401, 6)
    assert desk.rows("SELECT count(*) FROM reports WHERE flags = 'fatalities_disorder'") == [(707,)]
