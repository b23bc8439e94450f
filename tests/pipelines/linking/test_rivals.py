"""A pair of two registers that has no rival is one event on less than others."""

import pytest

from tests.pipelines.linking.world import add, at, events, link, report
from tests.rows import empty_build
from warehouse.database import open_build

NOBODY = {"source_actor_id": None, "source_actor_name": "Gunmen", "source_iso3": None, "target_actor_id": None}
HERE, BESIDE = at(50.16), at(50.17)
"""1 km apart, but each counts its own company."""
NEXT = {"feed": "own", "day": "2024-05-05", "fatalities_best": 4, "target_actor_name": None} | NOBODY


@pytest.mark.parametrize(("values", "more", "expected"), [
    ({}, [], ["a b"]),
    ({"day": "2024-05-06"}, [], ["a", "b"]),
    ({"fatalities_best": 30}, [], ["a", "b"]),
    ({"feed": "polecat"}, [], ["a", "b"]),
    ({"geo_precision": "admin1"}, [], ["a", "b"]),
    ({}, [NEXT | BESIDE], ["a", "b", "d"]),
    ({}, [NEXT | BESIDE | {"fatalities_best": 40}], ["a b", "d"]),
    ({}, [NEXT | BESIDE | {"feed": "acled"}], ["a b d"]),
])  # fmt: skip
def test_a_pair_without_a_rival_is_one_event_on_less(tmp_path, values, more, expected):
    with open_build(empty_build(tmp_path)) as build:
        add(build, report("a", **HERE), report("c", day="2024-05-11", **HERE), report("b", **NEXT | HERE | values))
        add(build, *(report("d", **one) for one in more))
        link(build)
        assert [names for names in events(build) if names != "c"] == expected
