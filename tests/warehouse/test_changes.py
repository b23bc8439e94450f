"""Which rows of a build differ from the published ones, and when that is not known."""

import shutil
from pathlib import Path

import duckdb
import pytest

from tests.rows import empty_build, insert, row
from warehouse import changes
from warehouse.changes import Step, changes_of, find_changes, known_changes
from warehouse.database import open_build, publish_build
from warehouse.fingerprints import fingerprint
from warehouse.home import Home
from warehouse.tables import BY_NAME

PLACES = BY_NAME["places"]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A build of twenty places that was begun from a published database of the same."""
    home = empty_build(tmp_path)
    with open_build(home) as connection:
        insert(connection, "places", *(row("places", n, name=f"place {n}") for n in range(1, 21)))
    shutil.copyfile(home.build, home.published)
    return home


def found(home: Home, *statements: str) -> tuple[frozenset[str], list[tuple[str, bool]]]:
    with open_build(home) as connection:
        before = fingerprint(connection, PLACES)
        for statement in statements:
            connection.execute(statement)
        known = find_changes(connection, home.published, {PLACES: Step(before, fingerprint(connection, PLACES))})
        rows = f"SELECT name, is_new FROM {changes_of('places')} ORDER BY ALL"
        return known, connection.execute(rows).fetchall() if known else []


ADDED = "INSERT INTO places SELECT * REPLACE ('x' AS place_id, 'place x' AS name) FROM places WHERE name = 'place 1'"
CHANGED = "UPDATE places SET name = 'place y' WHERE name = 'place 2'"
LOST = "DELETE FROM places WHERE name = 'place 3'"
REPEATED = "INSERT INTO places FROM places WHERE name = 'place 4'"


@pytest.mark.parametrize(
    ("statements", "rows"),
    [
        ((), []),
        ((ADDED,), [("place x", True)]),
        ((LOST,), [("place 3", False)]),
        ((CHANGED,), [("place 2", False), ("place y", True)]),
        ((LOST, ADDED), [("place 3", False), ("place x", True)]),
        (
            (CHANGED, "CREATE OR REPLACE TABLE places AS FROM places ORDER BY place_id DESC"),
            [("place 2", False), ("place y", True)],
        ),
    ],
)
def test_rows_that_came_and_went_are_found_wherever_they_stand(home, statements, rows):
    assert found(home, *statements) == ({"places"}, rows)


@pytest.mark.parametrize("statements", [(REPEATED,), (REPEATED, LOST), (REPEATED, CHANGED)])
def test_of_rows_that_stand_twice_nothing_is_known(home, statements):
    assert found(home, *statements) == (frozenset(), [])


def test_of_many_changes_nothing_is_known(home, monkeypatch):
    monkeypatch.setattr(changes, "_FEW", 10)
    assert found(home, "UPDATE places SET name = 'place' WHERE length(name) = 8") == (frozenset(), [])


def test_of_a_published_table_that_is_not_what_was_noted_nothing_is_known(home):
    with duckdb.connect(str(home.published)) as connection:
        connection.execute("DELETE FROM places WHERE name = 'place 9'")
    assert found(home, ADDED) == (frozenset(), [])


def test_without_a_published_database_that_can_be_read_nothing_is_known(home):
    home.published.write_text("no database")
    assert found(home, ADDED) == (frozenset(), [])


def test_what_is_known_goes_when_the_build_is_published(home):
    with open_build(home) as connection:
        assert known_changes(connection) == {}
    found(home, "UPDATE places SET name = 'place'")
    with open_build(home) as connection:
        assert known_changes(connection).keys() == {"places"}
    publish_build(home)
    with duckdb.connect(str(home.published), read_only=True) as connection:
        assert connection.execute("SELECT 1 FROM duckdb_schemas() WHERE schema_name = 'changes'").fetchall() == []
