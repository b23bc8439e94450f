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


@pytest.mark.parametrize(("moved", "other"), [("x", "y"), ("p", "q")])
def test_an_event_that_merged_is_gone_though_the_clock_stood_still(
    build: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch, moved: str, other: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1717200000")
    known = {"day": "2024-09-01", "recorded_at": "2024-06-01T00:00:00Z"}
    add(build, report(moved, "acled", **known), report(other, "pitf", **at(50.9), **known))
    brought_up_to_date(build)
    build.execute("UPDATE reports SET superseded_at = recorded_at WHERE report_id = ?", [moved])
    add(build, report("z", "acled", **at(50.9), source_record_id=f"{moved}-record", **known))

    brought_up_to_date(build)

    assert rows(build, f"(SELECT report_id FROM event_reports WHERE report_id IN ('{other}', 'z'))") == [
        (other,),
        ("z",),
    ]
    assert rows(build, "(SELECT report_count FROM events WHERE date_start = '2024-09-01')") == [(2,)]


def test_another_linker_looks_at_reports_that_moved_before(build: duckdb.DuckDBPyConnection) -> None:
    build.execute(
        "INSERT INTO report_links SELECT * REPLACE ('0' AS event_id, recorded_at - INTERVAL 2 DAY AS recorded_at,"
        " recorded_at - INTERVAL 1 DAY AS superseded_at) FROM report_links"
    )
    build.execute("UPDATE report_links SET linker = 'of an older version'")

    assert linking.link(build).fresh == len(OTHERS) + 2


def test_feeds_are_trusted_as_declared_where_nothing_is_there_to_link(tmp_path: Path) -> None:
    with open_build(empty_build(tmp_path)) as connection:
        linking.link(connection)

        assert rows(connection, "(SELECT trust_rank FROM feed_trust WHERE feed = 'ucdp_ged')") == [(1,)]
