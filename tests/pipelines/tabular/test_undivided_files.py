"""A file that DuckDB stops at is refused alone, whichever of those that are read together it is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from pipelines.feeds import gdelt_events
from pipelines.rejects import REFUSED
from pipelines.snapshots import Snapshot
from pipelines.tabular import Opened
from tests.tabular_feeds import TableDesk
from warehouse import home
from warehouse.ddl import quoted

SAMPLES = Path(__file__).parents[2] / "samples"
EVENT = (SAMPLES / "gdelt_events" / "20240504101500.export.CSV").read_text("utf-8").splitlines()[0]


def parquet_of(folder: Path, number: int) -> bytes:
    """Own reports as Parquet."""
    target = folder / f"{number}.parquet"
    duckdb.execute(
        f"""COPY (SELECT '{number}' AS source_record_id, 'attack' AS event_type, 'shelling' AS event_subtype,
            'occurred' AS status, DATE '2030-01-02' AS date_start, 'day' AS date_precision, 'unknown' AS geo_precision)
        TO {quoted(str(target))} (FORMAT parquet)"""
    )
    return target.read_bytes()


def events(*numbers: int) -> str:
    return "".join("\t".join((str(number), *EVENT.split("\t")[1:])) + "\n" for number in numbers)


def stop_at(names: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Have DuckDB stop within the GDELT files of these names."""
    table = gdelt_events.TABLE

    def opening(path: Path, snapshot: Snapshot, folder: Path) -> Opened:
        opened = table.opening(path, snapshot, folder)
        broken = f"(SELECT * FROM {opened.relation} WHERE error('no end in {quoted(str(path))[1:-1]} of \"{path}\"'))"
        return replace(opened, relation=broken) if snapshot.name in names else opened

    monkeypatch.setattr(gdelt_events, "TABLE", replace(table, opening=opening))


def test_a_parquet_file_with_a_broken_page_is_refused_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    desk = TableDesk(tmp_path, "own")
    for number in range(3):
        desk.put(f"{number}.parquet", parquet_of(tmp_path, number))
    whole = parquet_of(tmp_path, 1)
    desk.put("1.parquet", whole[:4] + b"\xff" * 60 + whole[64:])
    desk.put("1.json", '{"licence": "CC BY 4.0"}')
    outcome = desk.build()
    assert (outcome.state, outcome.added.reports, outcome.added.rejects) == ("failed", 2, 1)
    assert (outcome.message or "").startswith("1.parquet cannot be divided into records (")
    assert (outcome.message or "").endswith("). Fetch the file again, and put it into the inbox whole.")
    assert desk.reports("source_record_id") == [("0",), ("2",)]
    assert list(desk.refused()) == ["1.parquet"]
    assert str(tmp_path) not in desk.refused()["1.parquet"]
    account = "SELECT name, layout, records_read, records_rejected FROM readings JOIN snapshots USING (snapshot_id)"
    assert desk.rows(f"{account} ORDER BY ALL") == [
        ("0.parquet", "reports of Casus (Parquet)", 1, 0),
        ("1.parquet", REFUSED, 1, 1),
        ("2.parquet", "reports of Casus (Parquet)", 1, 0),
    ]
    assert desk.build().state == "failed"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int((home.now() + timedelta(days=1)).timestamp())))
    desk.put("1.parquet", whole)
    assert desk.build().state == "read"
    assert desk.reports("source_record_id") == [("0",), ("1",), ("2",)]


def test_those_of_several_that_are_read_together_are_found_and_the_others_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_at(("2.CSV", "4.CSV"), monkeypatch)
    desk = TableDesk(tmp_path, "gdelt_events")
    for number in range(6):
        desk.put(f"{number}.CSV", events(number))
    desk.put("5.CSV", "<html>Sign in</html>")
    assert desk.build().added.reports == 3
    assert [row[0] for row in desk.reports("source_record_id")] == ["0", "1", "3"]
    assert sorted(desk.refused()) == ["2.CSV", "4.CSV", "5.CSV"]
    assert desk.refused()["2.CSV"].startswith("2.CSV cannot be divided into records (Invalid Input Error: no end in ")
    assert desk.account() == (6, 3, 3)


def test_what_is_held_stays_and_a_later_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stop_at(("b.CSV",), monkeypatch)
    desk = TableDesk(tmp_path, "gdelt_events")
    desk.put("a.CSV", events(1))
    assert desk.build().state == "read"
    desk.put("b.CSV", events(1, 2))
    desk.put("c.CSV", events(3))
    assert desk.build().added.reports == 1
    assert [row[0] for row in desk.reports("source_record_id")] == ["1", "3"]


def test_a_fault_of_the_query_is_no_fault_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faulty = gdelt_events.TABLE.query.replace("FROM raw", "FROM (SELECT * FROM raw WHERE error('ours'))", 1)
    monkeypatch.setattr(gdelt_events, "TABLE", replace(gdelt_events.TABLE, query=faulty))
    desk = TableDesk(tmp_path, "gdelt_events")
    desk.put("a.CSV", events(1))
    with pytest.raises(duckdb.InvalidInputException, match="ours"):
        desk.build()
