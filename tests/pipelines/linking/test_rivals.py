"""A pair of two registers that has no rival is one event on less than others."""

from tests.pipelines.linking.world import at, events_of_each, outcomes, report

NOBODY = {"source_actor_id": None, "source_actor_name": "Gunmen", "source_iso3": None, "target_actor_id": None}
HERE, BESIDE = at(50.16), at(50.17)
"""1 km apart, but each counts its own company."""
NEXT = {"feed": "own", "day": "2024-05-05", "fatalities_best": 4, "target_actor_name": None} | NOBODY


def test_a_pair_without_a_rival_is_one_event_on_less(build):
    rows = [
        ({}, [], ["a b"]),
        ({"day": "2024-05-06"}, [], ["a", "b"]),
        ({"fatalities_best": 30}, [], ["a", "b"]),
        ({"feed": "polecat"}, [], ["a", "b"]),
        ({"geo_precision": "admin1"}, [], ["a", "b"]),
        ({}, [NEXT | BESIDE], ["a", "b", "d"]),
        ({}, [NEXT | BESIDE | {"fatalities_best": 40}], ["a b", "d"]),
        ({}, [NEXT | BESIDE | {"feed": "acled"}], ["a b d"]),
    ]

    def world(values, more):
        return [
            report("a", **HERE),
            report("x", day="2024-05-11", **HERE),
            report("b", **NEXT | HERE | values),
            *(report("d", **one) for one in more),
        ]

    assert events_of_each(build, rows, world) == outcomes(rows)
