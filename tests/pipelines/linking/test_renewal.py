"""Derived tables after a later linking: only what changed is derived again, and all is as if derived anew."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines import linking
from tests.pipelines.linking.world import add, at, report
from tests.rows import empty_build
from warehouse.database import open_build
from warehouse.derive import derivation_order, derive
from warehouse.home import Home
from warehouse.renewal import renew

OTHERS = [report(f"other{n}", day=f"2023-{n % 12 + 1:02}-11", **at(20 + n)) for n in range(40)]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Forty-two events of one report each, and what is derived from them."""
    home = empty_build(tmp_path_factory.mktemp("finished"))
    with open_build(home) as connection:
        add(connection, *OTHERS, report("a"), report("far", **at(53)))
        brought_up_to_date(connection)
    return home


@pytest.fixture
def build(finished: Home, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    home = Home(tmp_path).prepare()
    shutil.copyfile(finished.build, home.build)
    with open_build(home) as connection:
        yield connection


def brought_up_to_date(build: duckdb.DuckDBPyConnection) -> int:
    """Link and renew; returns how many events changed."""
    linking.link(build)
    for name in derivation_order():
        assert renew(build, name) == len(rows(build, name))
    return len(rows(build, "work.changed_events"))


def rows(build: duckdb.DuckDBPyConnection, name: str) -> list[tuple[Any, ...]]:
    return build.execute(f"FROM {name} ORDER BY ALL").fetchall()


def ended(build: duckdb.DuckDBPyConnection, *names: str) -> None:
    build.execute("UPDATE reports SET superseded_at = now() WHERE report_id IN (SELECT unnest(?))", [list(names)])


CHANGES = {
    "nothing": (lambda build: None, 0),
    "a second report": (lambda build: add(build, report("b", "acled")), 1),
    "an event of its own": (lambda build: add(build, report("b", "acled", "2022-01-01")), 1),
    "a summary that covers": (
        lambda build: add(
            build, report("sum", "pitf", "2024-05-01", date_end="2024-05-31", is_summary=True, fatalities_best=30)
        ),
        1,
    ),
    "a report that ends": (lambda build: ended(build, "a"), 1),
    "one of each": (
        lambda build: (ended(build, "other3"), add(build, report("b", "acled"), report("c", "pitf", **at(53)))),
        3,
    ),
    "more than a third": (lambda build: ended(build, *(f"other{n}" for n in range(20))), 20),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_renewed_is_what_would_be_derived(build: duckdb.DuckDBPyConnection, change: str) -> None:
    made, changed = CHANGES[change]
    made(build)

    assert brought_up_to_date(build) == changed

    renewed = {name: rows(build, name) for name in derivation_order()}
    for name in derivation_order():
        derive(build, name)
        assert rows(build, name) == renewed[name], name


def test_rows_of_events_that_did_not_change_are_left_alone(build: duckdb.DuckDBPyConnection) -> None:
    build.execute("UPDATE events SET confidence = 0.125 WHERE place_name LIKE 'Place 2%'")
    marked = len(rows(build, "(FROM events WHERE confidence = 0.125)"))
    add(build, report("b", "acled"))

    brought_up_to_date(build)

    assert marked > 3
    assert len(rows(build, "(FROM events WHERE confidence = 0.125)")) == marked


def test_a_table_whose_query_is_another_now_is_derived_whole(build: duckdb.DuckDBPyConnection) -> None:
    build.execute("UPDATE events SET confidence = 0.125")
    build.execute("UPDATE work.derivations SET rules = 'of an older version'")

    brought_up_to_date(build)

    assert rows(build, "(FROM events WHERE confidence = 0.125)") == []


def test_a_table_that_did_not_follow_a_linking_is_derived_whole(build: duckdb.DuckDBPyConnection) -> None:
    add(build, report("b", "acled"))
    linking.link(build)
    add(build, report("c", "pitf", **at(53)))

    assert brought_up_to_date(build) == 1

    assert rows(build, "(FROM events WHERE report_count = 2)") != []
    renewed = rows(build, "events")
    derive(build, "events")
    assert rows(build, "events") == renewed
