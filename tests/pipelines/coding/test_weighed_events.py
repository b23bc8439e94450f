"""Numbers and later words about which weights are of another mind than the rules: levels, and attacks told as one."""

import pytest

from pipelines.coding import weighing
from tests.pipelines.coding.coded import attacks, one, row

pytestmark = pytest.mark.weighed

TROOPS = (
    "Rebels fought soldiers near Gao. There are 2,500 French soldiers in Mali. The army may call on 700 conscripts."
)
SHELLED = "Rebels shelled Gao on Monday, killing two women. The shelling went on for an hour."
LEFT = "French troops left Gao on Monday. The withdrawal took an hour."


@pytest.fixture
def weights(monkeypatch):
    """Weights that a test sets in place of the fitted ones."""
    found: dict[str, dict[str, float]] = {}
    monkeypatch.setattr(weighing, "weights", lambda: found)
    return found


@pytest.mark.parametrize(
    ("weight", "levels"),
    [(0.0, [2500]), (0.4, [2500]), (0.5, [2500, 700]), (-1.0, [2500]), (-1.2, [])],
)
def test_numbers_are_taken_from_three_in_five_and_dropped_below_one_in_four(weights, weight, levels):
    weights["told level"] = {"always": weight}
    found = [event.quantity for event in one(TROOPS) if event.type == "force_level"]
    assert [quantity.value for quantity in found if quantity] == levels


def test_a_level_that_no_rule_knows_is_told_by_the_words_around_it(weights):
    weights["told level"] = {"counts troops": 9.0}
    bread = "Rebels fought soldiers near Gao. In Kidal, bread is baked for 700 French soldiers."
    assert [row(event) for event in one(bread) if event.type == "force_level"] == [
        "force_level/troops_present/ongoing | France | @ Kidal | 2020-06-15 | quantity 700",
    ]


@pytest.mark.parametrize(("weight", "events"), [(-0.1, 1), (0.0, 1), (0.1, 3)])
def test_a_later_word_for_an_attack_is_another_one_where_that_is_likelier(weights, weight, events):
    weights["another attack"] = {"always": weight}
    assert len(attacks(SHELLED)) == events


def test_mentions_of_movements_are_left_to_the_rules(weights):
    weights["another attack"] = {"always": 9.0}
    assert [event.subtype for event in one(LEFT)] == ["withdrawal"]


def test_a_demand_stands_though_the_weights_see_no_movement(weights):
    weights["told movement"] = {"always": -9.0}
    text = "Rebels shelled Gao. Niger has demanded the withdrawal of French troops. French troops left Gao."
    assert [f"{e.type}/{e.subtype}" for e in one(text)] == ["attack/shelling", "statement/demand_withdrawal"]
