"""Reports whose days lie next to one another are compared, whichever of the two tells its place more coarsely."""

from tests.pipelines.linking.world import at, outcomes, pairs_of_each, report

NOBODY = {"source_actor_id": None, "source_actor_name": None, "source_iso3": None}
NO_SIDES = NOBODY | {"target_actor_id": None, "target_actor_name": None}
COUNTRY = {"latitude": None, "longitude": None, "place_name": "Karsk", "geo_precision": "country"}
PROVINCE = at(50.6, geo_precision="admin1")


COARSE = {
    "area": {"fatalities_best": None, **NO_SIDES, **PROVINCE},
    "actor": {"fatalities_best": None, **COUNTRY},
    "toll": {"fatalities_best": 8, **NO_SIDES, **COUNTRY},
}
NEAR = {"2024-05-02": 0, "2024-05-03": 1, "2024-05-04": 1, "2024-05-05": 1, "2024-05-06": 0}


def test_a_coarse_report_is_compared_with_an_exact_one_of_a_day_before_and_after(build):
    rows = [(told, day, pairs) for told in COARSE for day, pairs in NEAR.items()]

    def world(told, day):
        return [report("a", fatalities_best=8), report("b", "acled", day, **COARSE[told])]

    assert pairs_of_each(build, rows, world) == outcomes(rows)
