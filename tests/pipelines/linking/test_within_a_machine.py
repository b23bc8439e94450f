"""Which records of one machine are compared: those that agree in an address, in both sides, or in kind, place and a
side. The machine repeats itself, and all that it tells of a town and a day would be too much to compare.
"""

from pipelines.linking.comparisons import COMPARISONS
from tests.pipelines.linking.world import add, link, outcomes, pairs_of_each, report

OTHERS = {"source_actor_id": None, "source_actor_name": "Guards", "source_iso3": None}
OTHERS |= {"target_actor_id": None, "target_actor_name": "Miners", "target_iso3": None}
ASIDE = {"latitude": 50.05, "place_name": "Horna"}
ONE_SIDE = {"target_actor_id": None, "target_actor_name": "Miners"}


def test_one_machine_compares_what_agrees_and_another_source_all_that_is_near(build):
    rows = [
        ("gdelt_events", OTHERS | ASIDE | {"source_url": "https://agency.example/1"}, 1),
        ("gdelt_events", OTHERS | ASIDE | {"source_url": "https://agency.example/2"}, 0),
        ("gdelt_events", ASIDE | {"source_url": "https://agency.example/2"}, 1),
        ("gdelt_events", ONE_SIDE | {"source_url": "https://agency.example/2"}, 1),
        ("gdelt_events", ONE_SIDE | {"event_subtype": "bombing", "source_url": "https://agency.example/2"}, 0),
        ("gdelt_events", ONE_SIDE | ASIDE | {"source_url": "https://agency.example/2"}, 0),
        ("icews", OTHERS | ASIDE | {"source_url": "https://agency.example/2"}, 1),
        ("ucdp_ged", {"fatalities_best": 9}, 1),
    ]
    first = report("a", "gdelt_events", source_url="https://agency.example/1")
    assert pairs_of_each(build, rows, lambda feed, values: [first, report("b", feed, **values)]) == outcomes(rows)


def test_records_that_their_source_holds_apart_are_not_compared_and_those_beside_them_are(build):
    add(build, report("a"), report("b", fatalities_best=4), report("c", "gdelt_events"))
    assert link(build).pairs == 2


def test_a_pattern_has_one_digit_for_each_comparison():
    assert max(len(comparison.levels) for comparison in COMPARISONS) <= 10
    assert len(COMPARISONS) <= 18, "more digits than a BIGINT has"
