"""Event words about which weights are of another mind than the rules."""

from datetime import date

import pytest

from pipelines.coding import weighing
from pipelines.coding.event_words.belief import Claim, is_likely
from pipelines.coding.event_words.hearing import doubts, heard, heard_by_rules
from pipelines.coding.reading import Reading
from pipelines.coding.record import Document
from pipelines.coding.words import language

TEXT = "French troops left Gao for Niamey on Monday. Ministers came to Paris. Rebels killed nine soldiers in Mali."


def reading() -> Reading:
    return Reading(language.load()(language.plain(TEXT)), Document("d", TEXT, date(2020, 6, 15)))


def words(heard: dict[int, list]) -> list[str]:
    return [mention.token.text for mentions in heard.values() for mention in mentions]


@pytest.fixture
def weights(monkeypatch):
    """Weights that a test sets in place of the fitted ones."""
    found: dict[str, dict[str, float]] = {f"told {kind}": {} for kind in ("attack", "movement", "agreement")}
    monkeypatch.setattr(weighing, "weights", lambda: found)
    return found


@pytest.mark.weighed
@pytest.mark.parametrize(
    ("weight", "taken", "kept"),
    [(0.0, False, True), (0.7, True, True), (0.6, False, True), (-1.0, False, True), (-1.2, False, False)],
)
def test_weights_take_movements_from_thirteen_in_twenty_and_drop_them_below_one_in_four(weights, weight, taken, kept):
    weights["told movement"] = {"always": weight}
    found = {(claim.mention.token.text, claim.by_rules): is_likely(claim) for claim in doubts(reading())}
    assert (found["came", False], found["left", True]) == (taken, kept)


@pytest.mark.weighed
def test_what_is_taken_stands_among_what_the_rules_believe_in_the_order_of_the_text(weights):
    weights["told movement"] = {"word come": 9.0}
    assert (words(heard_by_rules(reading())), words(heard(reading()))) == (
        ["left", "killed"],
        ["left", "came", "killed"],
    )


@pytest.mark.weighed
@pytest.mark.parametrize(("weight", "taken", "kept"), [(0.9, True, True), (0.8, False, True), (-9.0, False, True)])
def test_weights_take_agreements_from_seven_in_ten_and_drop_none(weights, weight, taken, kept):
    weights["told agreement"] = {"always": weight}
    text = "Rebels shelled Gao. Mali and the rebels signed a ceasefire. The treaty was renewed in Niamey."
    claims = doubts(Reading(language.parse(text), Document("d", text, date(2020, 6, 15))))
    found = {(claim.mention.token.text, claim.by_rules): is_likely(claim) for claim in claims}
    assert (found["treaty", False], found["ceasefire", True]) == (taken, kept)


@pytest.mark.weighed
@pytest.mark.parametrize(
    ("weight", "taken", "kept"),
    [(0.5, True, True), (0.4, False, True), (-1.0, False, True), (-1.2, False, False)],
)
def test_weights_take_attacks_from_three_in_five_and_drop_them_below_one_in_four(weights, weight, taken, kept):
    weights["told attack"] = {"always": weight}
    [killed] = [claim for claim in doubts(reading()) if claim.mention.token.text == "killed"]
    refused = Claim(killed.mention, False, killed.signals)
    assert (is_likely(refused), is_likely(killed)) == (taken, kept)


@pytest.mark.weighed
@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled Gao. Large fires broke out in the market.",
        "Rebels shelled Gao. Police told of the capture of a known smuggler.",
        "Rebels shelled Gao. French troops will leave the bases that they have occupied for years.",
        "Rebels shelled Gao. Critics attacked the budget.",
    ],
)
def test_figures_of_speech_are_not_weighed(weights, text):
    weights["told attack"] = {"always": 9.0}
    found = heard(Reading(language.parse(text), Document("d", text, date(2020, 6, 15))))
    assert [m.token.text for told in found.values() for m in told if m.sense.type == "attack"] == ["shelled"]


@pytest.mark.weighed
def test_a_claim_says_what_it_rests_on():
    [claim] = [c for c in doubts(reading()) if (c.mention.token.text, c.by_rules) == ("left", True)]
    assert {
        "the rules: believed",
        "frame leave",
        "troops in it",
        "a place is its object",
        "a time in the sentence",
    } <= set(claim.signals)
    assert claim.signals["always"] == 1.0


@pytest.mark.weighed
def test_ministers_who_travel_move_no_force():
    assert words(heard(reading())) == ["left", "killed"]
