"""Levels, agreements and denials as dispatches tell them. All sentences are our own, on 15 June 2020."""

import pytest

from tests.pipelines.coding.coded import one, row


def levels(text: str) -> list[str]:
    """The force levels of a text, a line each."""
    return [row(event).removeprefix("force_level/") for event in one(text) if event.type == "force_level"]


LEVELS = [
    (
        "In Abeche, where Denmark keeps about 900 soldiers, all was quiet on Friday.",
        ["troops_present/ongoing | Denmark | @ Abeche | 2020-06-15 | quantity 900"],
    ),
    (
        "Some 200 Danish soldiers are based at Abeche and Sarh in Chad.",
        ["troops_present/ongoing | Denmark | @ Abeche, Sarh | 2020-06-15 | quantity 200"],
    ),
    (
        "The Pentagon puts the number of American troops in Chad at 840.",
        ["troops_present/ongoing | United States | @ Chad | 2020-06-15 | quantity 840"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), LEVELS)
def test_a_level_holds_on_the_day_of_publication_wherever_its_troops_are(text: str, expected: list[str]) -> None:
    assert levels(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The strength of the Danish mission in Chad never exceeded 770 soldiers.", ("peak", "occurred")),
        ("The Danish force in Chad counts 900 soldiers, down from a high of 1,320 in May.", ("peak", "occurred")),
        ("The Danish army in Chad has 700 soldiers; its target strength is 1,200.", ("ceiling", "ongoing")),
    ],
)
def test_a_number_may_be_the_highest_or_the_one_aimed_at(text: str, kind: tuple[str, str]) -> None:
    last = [event for event in one(text) if event.type == "force_level"][-1]
    assert (last.subtype, last.status) == kind


def test_no_more_than_so_many_are_to_go_all_the_same() -> None:
    [event] = one("Denmark says no more than 1,000 Danish soldiers would go to Chad.")
    assert row(event) == "troop_movement/deployment/planned | Denmark | > Chad | | quantity 1000"


def test_who_made_peace_also_made_the_truce_before_it() -> None:
    text = (
        "The Colombian government and the FARC rebels signed a peace deal in Oslo on Friday. A ceasefire agreed on in "
    )
    text += "March has held."
    made = [[a.canonical for a in (*e.source, *e.target)] for e in one(text) if e.type == "agreement"]
    assert made == [["Colombia", "FARC"], ["Colombia", "FARC"]]


def test_where_a_speaker_was_is_no_place_of_what_he_tells() -> None:
    text = "The Danish minister, who cut short a visit to Canada, said the soldiers had left Abeche."
    [event] = one(text)
    assert row(event).split(" | ")[2] == "Abeche >"


@pytest.mark.parametrize(
    "text",
    [
        "The exercise brings together 31,000 soldiers of 24 states in Poland.",
        "Egypt opened the Rafah crossing to lorries on Friday, soldiers said.",
    ],
)
def test_who_is_brought_together_goes_nowhere_and_a_crossing_may_be_a_gate(text: str) -> None:
    assert not {e.subtype for e in one(text)} & {"withdrawal", "deployment", "incursion"}


def test_who_denies_a_deed_denies_no_other_told_before() -> None:
    text = "Baku said it had shelled two batteries near Terter. Turkey denies that it has sent Syrian fighters there."
    assert [e.status for e in one(text)] == ["occurred", "denied"]


def test_who_asks_that_troops_be_brought_back_wants_them_gone() -> None:
    [event] = one("The United Nations appealed to Denmark to bring its troops back from Chad.")
    assert event.subtype == "demand_withdrawal"


def test_a_force_that_will_double_has_not_yet() -> None:
    last = [e for e in one("The Danish force in Chad will more than double to 650 soldiers.") if e.quantity][-1]
    assert (last.subtype, last.status) == ("ceiling", "planned")


def test_the_soldiers_of_a_people_are_their_states() -> None:
    text = "Danish troops landed in Chad in March. The Danes will stay for six months in Chad to guard the border."
    assert [[a.canonical for a in e.source] for e in one(text)] == [["Denmark"], ["Denmark"]]


def test_the_country_of_a_force_abroad_is_not_its_own() -> None:
    text = "Chad began withdrawing its troops from Mali. Chad has 4,000 troops in the country."
    assert [place.country for place in next(e for e in one(text) if e.type == "force_level").location] == ["MLI"]


def test_the_number_of_a_base_counts_nobody() -> None:
    text = "Danish troops are in Mali. Denmark has 400 soldiers in the country, most of them at Air Base 201 in Gao."
    assert [e.quantity and e.quantity.value for e in one(text)] == [400]


def test_those_whom_a_departure_leaves_stay() -> None:
    text = "Danish soldiers left Gao on Friday. Their departure leaves 700 Danish troops in Mali."
    assert [(e.subtype, e.quantity and e.quantity.value) for e in one(text)] == [
        ("withdrawal", None),
        ("troops_present", 700),
    ]


def test_who_has_days_to_withdraw_has_yet_to() -> None:
    assert [e.status for e in one("Denmark has two weeks to withdraw its soldiers from Mali.")] == ["planned"]
