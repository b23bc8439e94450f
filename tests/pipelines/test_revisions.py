from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.revisions import INCOMING_COLUMNS, Revision, identified, revise
from tests.rows import empty_build, row
from warehouse.database import open_build
from warehouse.schema import DeclarationError
from warehouse.tables import BY_NAME

START = datetime(2024, 1, 1, tzinfo=UTC)
COLUMNS = [(name, BY_NAME["reports"].column(name).type) for name in INCOMING_COLUMNS] + [("evidence", "VARCHAR")]


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_build(empty_build(tmp_path)) as opened:
        yield opened


def read(connection: duckdb.DuckDBPyConnection, day: int, records: dict[str, object], scope: str = "true") -> Revision:
    """A reading on the given day of records, each with the number of killed, or with other values."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE incoming ({', '.join(f'{n} {t}' for n, t in COLUMNS)})")
    for record, said in records.items():
        values = said if isinstance(said, dict) else {"fatalities_best": said}
        given_row = row("reports", source_record_id=record, **{k: v for k, v in values.items() if k != "evidence"})
        cells = {n: given_row[n] for n in INCOMING_COLUMNS} | {"evidence": values.get("evidence")}
        connection.execute(f"INSERT INTO incoming VALUES ({', '.join('?' * len(COLUMNS))})", list(cells.values()))
    once = f"SELECT DISTINCT ON (version) * FROM ({identified('FROM incoming')}) ORDER BY version"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE read_today AS {once}")
    return revise(connection, "read_today", scope, START + timedelta(days=day))


def current(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    return dict(
        connection.execute(
            "SELECT source_record_id, fatalities_best FROM reports WHERE superseded_at IS NULL"
        ).fetchall()
    )


def history(connection: duckdb.DuckDBPyConnection, record: str) -> list[tuple[int, int, int | None]]:
    """Number of killed, day recorded, day superseded."""
    rows = connection.execute(
        "SELECT fatalities_best, recorded_at, superseded_at FROM reports WHERE source_record_id = ?"
        " ORDER BY recorded_at",
        [record],
    ).fetchall()
    return [(killed, (r - START).days, (s - START).days if s else None) for killed, r, s in rows]


def test_what_is_unchanged_stays_and_what_changed_or_vanished_ends(connection: duckdb.DuckDBPyConnection) -> None:
    assert read(connection, 0, {"a": 1, "b": 2, "c": 3}) == Revision(added=3, superseded=0, unchanged=0)
    assert read(connection, 5, {"a": 1, "b": 9, "d": 4}) == Revision(added=2, superseded=2, unchanged=1)
    assert current(connection) == {"a": 1, "b": 9, "d": 4}
    assert history(connection, "a") == [(1, 0, None)]
    assert history(connection, "b") == [(2, 0, 5), (9, 5, None)]
    assert history(connection, "c") == [(3, 0, 5)]


def test_the_same_reading_again_changes_nothing(connection: duckdb.DuckDBPyConnection) -> None:
    read(connection, 0, {"a": 1, "b": None})
    before = connection.execute("FROM reports ORDER BY ALL").fetchall()
    assert read(connection, 1, {"a": 1, "b": None}) == Revision(0, 0, 2)
    assert connection.execute("FROM reports ORDER BY ALL").fetchall() == before


def test_a_content_that_returns_is_a_row_of_its_own(connection: duckdb.DuckDBPyConnection) -> None:
    for day, killed in enumerate((1, 2, 1, 2, 1)):
        read(connection, day, {"a": killed})
    assert history(connection, "a") == [(1, 0, 1), (2, 1, 2), (1, 2, 3), (2, 3, 4), (1, 4, None)]
    ids = [i for (i,) in connection.execute("SELECT report_id FROM reports ORDER BY recorded_at").fetchall()]
    assert [i[16:] for i in ids] == ["", "", ".2", ".2", ".3"]
    assert len({i[:16] for i in ids}) == 2
    assert read(connection, 9, {"a": 1}) == Revision(0, 0, 1)


def test_only_the_rows_of_the_scope_are_spoken_for(connection: duckdb.DuckDBPyConnection) -> None:
    read(connection, 0, {"a": {"country_iso3": "IRQ"}, "b": {"country_iso3": "SYR"}})
    assert read(connection, 1, {}, "country_iso3 = 'SYR'") == Revision(0, 1, 0)
    assert list(current(connection)) == ["a"]


def test_evidence_counts_as_content_and_the_snapshot_does_not(connection: duckdb.DuckDBPyConnection) -> None:
    read(connection, 0, {"a": {"evidence": "one"}})
    assert read(connection, 1, {"a": {"evidence": "one", "snapshot_id": "f" * 64}}) == Revision(0, 0, 1)
    assert read(connection, 2, {"a": {"evidence": "two"}}) == Revision(1, 1, 0)


def test_fresh_reports_are_listed_for_what_hangs_on_them(connection: duckdb.DuckDBPyConnection) -> None:
    read(connection, 0, {"a": 1, "b": 2})
    read(connection, 1, {"a": 1, "b": 3, "c": 4})
    listed = connection.execute("SELECT source_record_id FROM fresh_reports ORDER BY 1").fetchall()
    assert listed == [("b",), ("c",)]


def test_a_clock_that_ran_back_supersedes_nothing_before_it_was_recorded(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    read(connection, 5, {"a": 1})
    read(connection, 0, {"a": 2})
    assert connection.execute("SELECT count(*) FROM reports WHERE superseded_at < recorded_at").fetchone() == (0,)


def test_a_reading_with_other_columns_is_refused(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("CREATE TEMP TABLE odd (feed VARCHAR, evidence VARCHAR, extra VARCHAR)")
    with pytest.raises(DeclarationError, match="extra"):
        revise(connection, "odd", "true", START)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.integers(0, 2)), max_size=5))
def test_after_any_readings_the_last_one_is_current_and_nothing_is_lost(readings: list[dict[str, int]]) -> None:
    with duckdb.connect(":memory:") as connection:
        names = ", ".join(f"{c.name} {c.type}" for c in BY_NAME["reports"].columns)
        connection.execute(f"SET TimeZone = 'UTC'; CREATE TABLE reports ({names})")
        told = set()
        for day, records in enumerate(readings):
            read(connection, day, dict(records))
            told |= set(records.items())
            assert current(connection) == records
        held = connection.execute("SELECT source_record_id, fatalities_best FROM reports").fetchall()
        ids = connection.execute("SELECT count(*) - count(DISTINCT report_id) FROM reports").fetchone()
    assert set(held) == told
    assert ids == (0,)
