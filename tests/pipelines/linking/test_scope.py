"""A later build links only what it must, and comes to the events that linking everything anew comes to."""

import duckdb
import pytest

from tests.pipelines.linking.world import add, at, events, link, report, told
from tests.rows import empty_build
from warehouse.database import open_build

ADDRESS = "https://agency.example/live"


@pytest.fixture
def build(tmp_path):
    with open_build(empty_build(tmp_path)) as connection:
        yield connection


def decision(action: str, left: tuple[str, str], right: tuple[str, str]) -> tuple[str, ...]:
    (l_name, l_feed), (r_name, r_feed) = left, right
    return (action, l_feed, f"{l_name}-record", r_feed, f"{r_name}-record", "A. Person", "2024-09-27", "read both")


def end(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    connection.execute("UPDATE reports SET superseded_at = now() WHERE report_id = ?", [name])


def test_a_join_that_waited_holds_once_its_second_record_is_there_however_unlike(build, tmp_path):
    join = decision("join", ("a", "ucdp_ged"), ("b", "pitf"))
    add(build, report("a"))
    assert len(link(build, join, folder=tmp_path).warnings) == 1
    add(build, report("b", "pitf", "2024-05-25", **at(53)))
    assert link(build, join, folder=tmp_path).warnings == ()
    assert events(build) == ["a b"]


def test_what_a_person_kept_apart_through_a_third_report_is_weighed_again_when_that_one_ends(build, tmp_path):
    apart = decision("apart", ("a", "ucdp_ged"), ("b", "acled"))
    add(build, report("a"), report("b", "acled", **at(50.03)), report("c", "pitf"))
    link(build, apart, folder=tmp_path)
    assert events(build) == ["a c", "b"]
    add(build, report("elsewhere", "own", "2023-01-01", **at(20)))
    link(build, apart, folder=tmp_path)
    assert told(build, "b", "c")[:2] == ("apart", "override")
    end(build, "a")
    link(build, apart, folder=tmp_path)
    assert events(build) == ["b c", "elsewhere"]


def test_an_address_that_becomes_the_feeds_own_is_none_and_one_again_when_it_is_given_less_often(build):
    mates = [
        report(f"mate{n}", "gdelt_events", f"{2000 + n // 12}-{n % 12 + 1:02}-15", source_url=ADDRESS)
        for n in range(100)
    ]
    add(build, report("one", "gdelt_events", source_url=ADDRESS), *mates[:99])
    add(build, report("two", "reliefweb", source_url=ADDRESS, fatalities_best=None, **at(50.15)))
    link(build)
    assert "one two" in events(build)
    add(build, mates[99])
    link(build)
    assert {"one", "two"} < set(events(build))
    end(build, "mate7")
    link(build)
    assert "one two" in events(build)
    assert link(build).fresh == 0
