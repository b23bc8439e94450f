"""Own reports: what a file may say, what is filled in, and which mistakes are named."""

import gzip
import shutil
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.evaluation.links.scad import write_own_reports
from pipelines.feeds.own.query import COLUMNS, GIVEN, REQUIRED
from pipelines.sources import Counts
from tests.conftest import SHARED
from tests.own_tables import HIT, table
from tests.tabular_feeds import TableDesk
from tests.texts import CHARACTERS
from warehouse.codes import SUBTYPES
from warehouse.tables import BY_NAME

SAMPLE = Path(__file__).parents[2] / "samples" / "own" / "collection.csv"


@pytest.fixture
def desk(tmp_path: Path) -> TableDesk:
    return TableDesk(tmp_path, "own")


def test_the_sample_gives_its_reports_with_what_it_leaves_out(desk: TableDesk) -> None:
    shutil.copy(SAMPLE, desk.folder)
    desk.build()
    assert desk.reports("source_record_id, date_start, date_end, date_basis, quantity_state, is_summary") == [
        ("base-1", "2030-09-01", "2030-09-30", "absolute", "reported", False),
        ("base-2", "2030-02-03", "2030-02-03", "absolute", "not_reported", False),
        ("level-1", "2030-03-01", "2030-03-01", "absolute", "suppressed", False),
        ("raid-1", None, None, None, "not_applicable", True),
    ]
    assert desk.reports("source_actor_id, source_iso3, target_actor_id, target_iso3, plover_type, plover_mode") == [
        ("state:USA", "USA", "state:IRQ", "IRQ", "RETREAT", "withdraw"),
        (None, None, None, None, "MOBILIZE", "troops"),
        ("state:USA", "USA", None, None, None, None),
        ("group:kataib-hezbollah", None, "state:IRQ", "IRQ", "ASSAULT", "drone"),
    ]
    assert desk.reports("latitude, quantity_best, fatalities_low, fatalities_high, description, details")[0] == (
        *(33.5, 500, None, None, 'They will leave, "all of them",\nby autumn.', '{"note": "ours"}'),
    )
    assert desk.account() == (4, 4, 0)


def test_a_record_that_became_wrong_stands_as_it_was_until_it_is_mended_or_gone(
    desk: TableDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, dead in enumerate(("3", "many", "4", "none", None)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1_800_000_000 + number))
        first = [] if dead is None else [{**HIT, "fatalities_best": dead}]
        desk.put("a.csv", table(*first, {**HIT, "source_record_id": "2", "fatalities_best": str(number)}))
        desk.build()
        assert desk.reports("source_record_id, fatalities_best") == [
            *([] if dead is None else [("1", 4 if number > 1 else 3)]),
            ("2", number),
        ]
        told = desk.rows("SELECT issues FROM readings WHERE replaced_by IS NULL")
        is_wrong = dead in ("many", "none")
        assert told == [("refused records that stand as an earlier file has them: 1" if is_wrong else None,)]
        if is_wrong:
            assert desk.rows("SELECT source_record_id FROM rejects") == [("1",)]


def test_a_file_may_have_every_column_of_reports_and_those_that_casus_gives_are_left_out(desk: TableDesk) -> None:
    assert {*BY_NAME["reports"].column_names} == {column.name for column in COLUMNS} | {*GIVEN}
    assert {*REQUIRED} == {
        *("source_record_id", "event_type", "event_subtype", "status", "date_precision", "geo_precision"),
    }
    given = dict.fromkeys((*GIVEN, *(column.name for column in COLUMNS)), "")
    desk.put("a.csv", table({**given, **HIT, "feed": "elsewhere", "place_id": "nowhere"}))
    desk.build()
    assert desk.reports("feed, place_id, source_record_id") == [("own", None, "1")]


def test_every_subtype_of_the_codebook_is_taken(desk: TableDesk) -> None:
    codes = [(s.event_type, s.code) for s in SUBTYPES]
    desk.put("a.csv", table(*({"source_record_id": c, "event_type": t, "event_subtype": c} for t, c in codes)))
    desk.build()
    assert desk.refused() == {}
    assert sorted(desk.reports("event_type, event_subtype")) == sorted(codes)


def test_a_wrong_value_is_refused_with_its_column(desk: TableDesk) -> None:
    bounds = "latitude >= -90 and latitude <= 90"
    wrong: dict[str, dict[str, str]] = {
        "status 'occured': it is none of occurred, ongoing, planned, possible, denied, cancelled": {
            "status": "occured"
        },
        "date_basis 'said': it is none of absolute, relative, carried, publication": {"date_basis": "said"},
        "event_type 'attack', event_subtype 'withdrawal': event_subtype belongs to event_type": {
            "event_subtype": "withdrawal"
        },
        "status blank: Every row has status": {"status": ""},
        "date_start '2030-02-30' is not a day such as 2024-09-27": {"date_start": "2030-02-30"},
        "date_start '02/03/2030' is not a day such as 2024-09-27": {"date_start": "02/03/2030"},
        "date_start '2030-01-02', date_end '2030-01-01': The first day is not after the last": {
            "date_end": "2030-01-01"
        },
        "fatalities_best '2.5' is not a whole number": {"fatalities_best": "2.5"},
        "fatalities_best '1.000' is not a whole number": {"fatalities_best": "1.000"},
        "fatalities_best '-1': fatalities_best >= 0, in person": {"fatalities_best": "-1"},
        "is_summary 'perhaps' is not true or false": {"is_summary": "perhaps"},
        "wounded_low '5', wounded_best blank, wounded_high '2': The bounds of wounded are in order": {
            "wounded_low": "5",
            "wounded_high": "2",
        },
        "latitude '10.0', longitude blank: Latitude and longitude stand together": {
            "geo_precision": "exact",
            "latitude": "10",
        },
        f"latitude '91.0': {bounds}, in degree": {"geo_precision": "exact", "latitude": "91", "longitude": "0"},
        "longitude 'inf' is not a number": {"longitude": "inf"},
        "source_actor_id 'state:NOWHERE': source_actor_id is found in actors": {"source_actor_id": "state:NOWHERE"},
        "details is no JSON object": {"details": "[1]"},
    }
    names = list(dict.fromkeys(name for cells in wrong.values() for name in cells))
    rows = [{"source_record_id": str(number), **cells} for number, cells in enumerate(wrong.values())]
    desk.put("a.csv", table(dict.fromkeys(set(names) - HIT.keys(), "") | {"source_record_id": "good"}, *rows))
    desk.build()
    assert desk.refused() == {f"a.csv, record {n + 2}, id {n}": reason for n, reason in enumerate(wrong)}
    assert desk.reports("source_record_id") == [("good",)]


def test_a_wrong_column_fails_the_file_and_names_the_nearest(desk: TableDesk) -> None:
    twice = table(HIT).replace("status,", "status,status,").replace("occurred,", "occurred,occurred,")
    wrong: dict[str, str | bytes] = {
        "a.csv has 'event_sub_type', where reports has no such column": table({"event_sub_type": "x"}),
        "b.csv lacks the column geo_precision": table(HIT).replace("geo_precision", "flags"),
        "c.csv has the column status twice": twice,
        "d.csv is a web page, not a table": "<html><body>Sign in</body></html>",
        "e.csv is empty": "",
        "f.csv cannot be read as Parquet": b"PAR1 and nothing of it",
        "g.csv has no header: none of '1', 'attack', 'shelling' ... is a column of reports": table(HIT).partition("\n")[
            2
        ],
        "h.csv has no header: none of 'xxxxx": "x" * 200_000,
        "i.csv has no header: its first line is blank": "\n" + table(HIT),
        "j.csv has a column without a name, where reports has no such column": table(HIT).replace("\r\n", ",\r\n"),
    }
    for problem, content in wrong.items():
        desk.put(problem[:5], content)
    desk.put("good.csv", table(HIT))
    desk.build()
    told = desk.rows("SELECT reason, remedy FROM rejects ORDER BY record")
    assert [reason[: len(problem)] for (reason, _), problem in zip(told, wrong, strict=True)] == list(wrong)
    assert told[0][1].startswith("'event_sub_type' may be meant as event_subtype")
    assert told[1][1].startswith("Add it; a file must have source_record_id, event_type")
    assert desk.reports("source_record_id") == [("1",)]


def test_parquet_gzip_and_semicolons_say_the_same_as_csv(desk: TableDesk, tmp_path: Path) -> None:
    csv_file, parquet = tmp_path / "a.csv", desk.folder / "a.parquet"
    rows = [{"source_record_id": str(n), "fatalities_best": str(n), "latitude": "", "weapon": "howitzer"} for n in "12"]
    csv_file.write_text(table(*rows))
    duckdb.execute(f"COPY (FROM '{csv_file}') TO '{parquet}'")
    desk.build()
    told = desk.reports("source_record_id, date_start, date_end, fatalities_best, weapon, latitude")
    assert told == [
        ("1", "2030-01-02", "2030-01-02", 1, "howitzer", None),
        ("2", "2030-01-02", "2030-01-02", 2, "howitzer", None),
    ]
    desk.put("b.csv.gz", gzip.compress(csv_file.read_bytes()))
    desk.put("c.csv", csv_file.read_text().replace(",", ";"))
    assert desk.build().added == Counts(), "the same records under other names are no news"


def test_a_file_takes_the_place_of_the_earlier_one_of_its_name(
    desk: TableDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    faulty = table({"source_record_id": "1"}, {"source_record_id": "2"}, {"source_record_id": "9", "status": "sure"})
    desk.put("a.csv", faulty)
    desk.put("b.csv", table({"source_record_id": "3"}))
    desk.build()
    assert list(desk.refused()) == ["a.csv, record 3, id 9"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000060")
    desk.put("a.csv", table({"source_record_id": "1", "weapon": "mortar"}))
    assert desk.build().added == Counts(reports=1, superseded=2)
    assert desk.reports("source_record_id, weapon") == [("1", "mortar"), ("3", None)]
    assert desk.refused() == {}, "what was mended is no longer refused"
    trail = "SELECT records_read, records_rejected, replaced_by IS NULL FROM readings ORDER BY ALL DESC"
    assert desk.rows(trail) == [(3, 1, False), (1, 0, True), (1, 0, True)]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000120")
    desk.put("a.csv", faulty)
    assert desk.build().added == Counts(reports=2, superseded=1, rejects=1), "the first version is back"
    assert list(desk.refused()) == ["a.csv, record 3, id 9"]
    assert desk.build().added == Counts()
    assert desk.reports("source_record_id, weapon") == [("1", None), ("2", None), ("3", None)]


def test_a_file_with_a_broken_line_ends_nothing_that_it_lacks(desk: TableDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    whole = table(*({"source_record_id": n, "weapon": "mortar"} for n in "123"))
    desk.put("a.csv", whole)
    desk.build()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000060")
    desk.put("a.csv", whole.replace("mortar", "howitzer")[:-50])
    desk.build()
    assert list(desk.refused()) == ["a.csv, line 4"]
    assert desk.reports("source_record_id, weapon") == [("1", "howitzer"), ("2", "howitzer"), ("3", "mortar")]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000120")
    desk.put("a.csv", table({"source_record_id": "1"}))
    desk.build()
    assert desk.reports("source_record_id, weapon") == [("1", None)]


def test_a_copy_of_what_a_file_was_before_does_not_undo_its_change(
    desk: TableDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    before = table({"source_record_id": "1"})
    desk.put("a.csv", before)
    desk.build()
    desk.put("copy of a.csv", before)
    for minute in (1, 2):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1900000000 + 60 * minute))
        desk.put("a.csv", table({"source_record_id": "1", "weapon": "mortar"}))
        desk.build()
        assert desk.reports("source_record_id, weapon") == [("1", "mortar")]
        assert desk.refused() == {"copy of a.csv": "It is what a.csv was before"}
    (desk.folder / "a.csv").unlink()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000180")
    desk.build()
    assert desk.reports("source_record_id, weapon") == [("1", None)], "it alone is left"


@pytest.mark.shared
def test_scad_comes_in_whole(desk: TableDesk) -> None:
    write_own_reports(sorted((SHARED / "linking").glob("scad_*.csv")), desk.folder / "scad.csv")
    desk.build()
    assert desk.account() == (272, 272, 0)


_CELLS = st.dictionaries(
    st.sampled_from([column.name for column in COLUMNS]), st.text(CHARACTERS, max_size=12), max_size=9
)


@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_CELLS, min_size=10, max_size=40))
def test_whatever_the_cells_hold_every_record_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]]
) -> None:
    desk = TableDesk(tmp_path_factory.mktemp("any"), "own")
    printable = [{k: "".join(c for c in v if c.isprintable()) for k, v in row.items()} for row in rows]
    desk.put("a.csv", table(*(row | {"source_record_id": str(n)} for n, row in enumerate(printable))))
    desk.build()
    read, taken, rejected = desk.account()
    assert (read, rejected) == (len(rows), read - taken)
    desk.reports("report_id")
