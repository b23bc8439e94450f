from pathlib import Path

import duckdb
import pytest

from warehouse.differences import LIST_LIMIT, compare, new_redirects
from warehouse.schema import Column, Table, Type

VESSELS = Table(
    name="vessels",
    title="Vessels",
    description="Ships that were boarded, one row a visit.",
    group="events",
    columns=(
        Column("ship", Type.TEXT, "Hull number of the ship."),
        Column("visit", Type.WHOLE, "Which visit it was.", unit="position"),
        Column("crew", Type.WHOLE, "Number of people aboard.", null_means="nobody counted", unit="person"),
    ),
    key=("ship", "visit"),
)


@pytest.fixture
def connection():
    with duckdb.connect(":memory:") as connection:
        yield connection


def written(connection, path: Path, query: str) -> Path:
    connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path


def ships(*rows, names="ship, visit, crew"):
    return f"SELECT {names} FROM (VALUES {', '.join(map(str, rows))}) AS held(ship, visit, crew)".replace(
        "None", "NULL"
    )


def test_rows_are_counted_and_named_by_key(connection, tmp_path):
    before = written(connection, tmp_path / "a", ships(("A", 1, 10), ("A", 2, 0), ("B", 1, 5)))
    after = written(connection, tmp_path / "b", ships(("A", 1, 11), ("A", 2, None), ("C", 1, 5)))
    assert compare(connection, VESSELS, before, after) == {
        "rows_before": 3,
        "rows_after": 3,
        "added": 1,
        "removed": 1,
        "changed": 2,
        "added_keys": ["C/1"],
        "removed_keys": ["B/1"],
        "changed_keys": ["A/1", "A/2"],
        "columns_changed": {"crew": 2},
        "columns_added": [],
        "columns_removed": [],
        "columns_retyped": [],
    }


def test_nothing_changed_is_said_as_such(connection, tmp_path):
    same = written(connection, tmp_path / "a", ships(("A", 1, None)))
    found = compare(connection, VESSELS, same, same)
    assert (found["added"], found["removed"], found["changed"], found["columns_changed"]) == (0, 0, 0, {})


def test_columns_that_came_went_or_changed_their_type_are_named_and_not_compared(connection, tmp_path):
    before = written(
        connection, tmp_path / "a", ships(("A", 1, 10), names="ship, visit, crew::VARCHAR AS crew, 1 AS old")
    )
    after = written(connection, tmp_path / "b", ships(("A", 1, 10), names="ship, visit, crew, 2 AS new"))
    found = compare(connection, VESSELS, before, after)
    assert found["changed"] == 0
    assert (found["columns_added"], found["columns_removed"]) == (["new"], ["old"])
    assert found["columns_retyped"] == ["crew"]


@pytest.mark.parametrize("damage", ["absent", "no parquet", "another key"])
def test_without_a_comparable_file_every_row_is_added(connection, tmp_path, damage):
    before = tmp_path / "a"
    if damage == "no parquet":
        before.write_text("not a Parquet file, though long enough to be opened as one")
    elif damage == "another key":
        written(connection, before, ships(("A", 1, 10), names="ship AS hull, visit, crew"))
    after = written(connection, tmp_path / "b", ships(("A", 1, 10)))
    found = compare(connection, VESSELS, before, after)
    assert (found["rows_before"], found["rows_after"], found["added"]) == (0, 1, 1)
    assert compare(connection, VESSELS, None, after)["added_keys"] == ["A/1"]


def test_lists_stay_small(connection, tmp_path):
    after = written(
        connection, tmp_path / "b", "SELECT 'A' AS ship, range AS visit, 1::BIGINT AS crew FROM range(1000)"
    )
    found = compare(connection, VESSELS, None, after)
    assert found["added"] == 1000
    assert len(found["added_keys"]) == LIST_LIMIT


def redirects(*rows):
    names = "old_event_id, event_id, kind, recorded_at"
    return f"SELECT * FROM (VALUES {', '.join(map(str, rows))}) AS held({names})"


def test_merges_and_splits_since_the_last_file_are_listed(connection, tmp_path):
    known = ("aa", "bb", "merge", "2024-01-01")
    before = written(connection, tmp_path / "before.parquet", redirects(known))
    since = [
        ("cc", "bb", "merge", "2024-02-01"),
        ("dd", "ee", "split", "2024-02-01"),
        ("dd", "ff", "split", "2024-02-01"),
    ]
    after = written(connection, tmp_path / "after.parquet", redirects(known, *since))
    assert new_redirects(connection, before, after) == {
        "merges": [{"old_event_id": "cc", "event_id": "bb"}],
        "splits": [{"old_event_id": "dd", "event_id": "ee"}, {"old_event_id": "dd", "event_id": "ff"}],
    }
    assert len(new_redirects(connection, None, after)["merges"]) == 2
