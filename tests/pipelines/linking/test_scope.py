"""A later build links only what it must, and comes to the events that linking everything anew comes to."""

from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.pipelines.linking.world import add, at, events, link, moved, report, told
from tests.rows import empty_build
from warehouse.database import open_build

ADDRESS = "https://agency.example/live"


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


MAY = {"date_end": "2024-05-31", "date_precision": "month"}
SIDES = ("source_actor_id", "source_actor_name", "source_iso3", "target_actor_id")
PARTNERS = {
    "the day after": (report("a"), report("b", "pitf", "2024-05-05")),
    "an address, the day unknown": (
        report("a", "gdelt_events", None, fatalities_best=None, source_url=ADDRESS),
        report("b", "reliefweb", "2024-05-04", fatalities_best=None, source_url=ADDRESS),
    ),
    "a period": (
        report("a", "pitf", "2024-05-01", **MAY, fatalities_best=30),
        report("b", "acled", "2024-05-20", fatalities_best=30, target_actor_id=None, target_actor_name=None),
    ),
    "a plan": (
        report("a", "article", "2024-05-01", **MAY, document_id="a", status="planned", fatalities_best=None),
        report("b", "article", "2024-06-20", document_id="b", fatalities_best=None),
    ),
    "a summary": (
        report("a", "pitf", "2024-05-01", **MAY, is_summary=True, fatalities_best=30),
        report("b", "acled", "2024-05-20", **dict.fromkeys(SIDES), target_actor_name="Villagers"),
    ),
}
BYSTANDERS = [
    report("far", "own", "2020-01-01", **at(20)),
    report(
        "near", "own", "2024-05-29", **at(60), country_iso3="ABC", source_actor_name="Who", target_actor_name="Whom"
    ),
]


def pairs_on_record(folder: Path, *portions: list[dict[str, Any]]) -> dict[str, list[tuple[Any, ...]]]:
    """What is on record of pairs in each world, by its mark, after each portion was added and linked."""
    folder.mkdir()
    with open_build(empty_build(folder)) as connection:
        for portion in portions:
            add(connection, *portion)
            link(connection)
        rows = connection.execute("FROM link_pairs ORDER BY ALL").fetchall()
    assert all(left[:3] == right[:3] for left, right, *_ in rows)
    return {mark: [*pairs] for mark, pairs in groupby(rows, lambda row: row[0][:3])}


@pytest.mark.parametrize("is_turned", [False, True])
def test_what_one_linking_would_compare_two_compare_too(tmp_path, is_turned):
    early, late, standers = [], [], []
    for number, partners in enumerate(PARTNERS.values()):
        old, new = reversed(partners) if is_turned else partners
        early.append(moved(old, number))
        late.append(moved(new, number))
        standers += [moved(one, number) for one in BYSTANDERS]
    at_once = pairs_on_record(tmp_path / "once", [*early, *late, *standers])
    assert {mark: len(pairs) for mark, pairs in at_once.items()} == {f"{n:02}-": 1 for n in range(len(PARTNERS))}
    assert pairs_on_record(tmp_path / "twice", [*early, *standers], late) == at_once
