"""Movements as dispatches tell them: whose, where, when and how many. All sentences are our own, on 15 June 2020."""

import pytest

from tests.pipelines.coding.coded import one, row


def moves(text: str) -> list[str]:
    """The movements of a text, a line each."""
    return [
        row(event).removeprefix("troop_movement/").rstrip(" |") for event in one(text) if event.type == "troop_movement"
    ]


OTHERS_DAYS = [
    (
        "Danish soldiers digging wells in Chad since 1997 left the country on Friday.",
        "withdrawal/occurred | Denmark | the country > | 2020-06-12",
    ),
    (
        "The pullout of Danish soldiers from Timbuktu comes under a May 2 truce.",
        "withdrawal/occurred | Denmark | Timbuktu > | 2020-06-14..2020-06-15",
    ),
    (
        "The pullout of Danish soldiers from Timbuktu crowns a truce signed in May.",
        "withdrawal/occurred | Denmark | Timbuktu >",
    ),
    (
        "Under the accords signed April 14, Danish soldiers will leave Gao.",
        "withdrawal/planned | Denmark | Gao >",
    ),
    (
        "Danish soldiers left Gao on Friday, three days after the truce.",
        "withdrawal/occurred | Denmark | Gao > | 2020-06-12",
    ),
]


@pytest.mark.parametrize(("text", "expected"), OTHERS_DAYS)
def test_the_day_of_another_thing_does_not_date_a_movement(text: str, expected: str) -> None:
    assert moves(text) == [expected]


OTHERS_PLACES = [
    (
        "Denmark decided to withdraw its soldiers from Chad over a row between Copenhagen and Manila.",
        "withdrawal/planned | Denmark | Chad >",
    ),
    (
        "By 9:15 (Lisbon time) the last Danish soldiers had left Chad.",
        "withdrawal/occurred | Denmark | Chad >",
    ),
    (
        "American jets will be sent from Ohio to the Middle East.",
        "redeployment/planned | United States | Ohio > Middle East",
    ),
]


@pytest.mark.parametrize(("text", "expected"), OTHERS_PLACES)
def test_names_of_states_clocks_and_namesakes_are_no_ends_of_a_movement(text: str, expected: str) -> None:
    assert moves(text) == [expected]


OBLIGED = [
    ("Danish soldiers have to leave Chad by July 4.", "withdrawal/planned | Denmark | Chad > | 2020-06-15..2020-07-04"),
    (
        "The second stage will see 200 Danish soldiers leave nine camps in Chad.",
        "withdrawal/planned | Denmark | Chad > | | quantity 200",
    ),
]


@pytest.mark.parametrize(("text", "expected"), OBLIGED)
def test_what_forces_have_to_do_or_a_plan_will_see_is_to_come(text: str, expected: str) -> None:
    assert moves(text) == [expected]


def test_soldiers_beside_fighter_jets_are_not_theirs_and_a_capital_with_its_name_is_that_one() -> None:
    [level] = one("Denmark has 900 soldiers based in the capital Lima along with fighter jets.")
    assert row(level) == "force_level/troops_present/ongoing | Denmark | @ Lima | 2020-06-15 | quantity 900"


NO_MOVES = [
    "Reporters asked whether Danish soldiers had come under fire during the drawdown in Chad.",
    "The minister wept at the forced mass exodus of the Tuareg population from Timbuktu.",
]


@pytest.mark.parametrize("text", NO_MOVES)
def test_a_question_is_no_demand_and_people_who_are_driven_out_no_force(text: str) -> None:
    assert not [event for event in one(text) if event.type == "statement" or event.subtype == "withdrawal"]


def test_a_step_that_somebody_takes_goes_nowhere() -> None:
    text = "Denmark has sent a second frigate squadron to the Red Sea in a move that will cheer traders in Egypt."
    assert moves(text) == ["deployment/occurred | Denmark | > Red Sea | 2020-06-12..2020-06-15 | quantity 1"]


def sides(text: str) -> list[str]:
    """Subtype, source and target of the events of a text."""
    names = [[", ".join(a.canonical for a in side) for side in (e.source, e.target)] for e in one(text)]
    return [f"{e.subtype}: {' > '.join(side)}" for e, side in zip(one(text), names, strict=True)]


PARTIES = [
    (
        "The pullout is part of a peace deal that Denmark signed with the Taliban insurgency in May.",
        "peace_agreement: Denmark > Taliban",
    ),
    (
        "The Chadian government and rebel leaders have signed a ceasefire agreement in Cairo.",
        "ceasefire: Chad > rebels",
    ),
    (
        "Danish government and African Union troops have reached the Chadian border.",
        "arrival: Denmark, African Union > ",
    ),
]


@pytest.mark.parametrize(("text", "expected"), PARTIES)
def test_both_of_two_sides_are_told(text: str, expected: str) -> None:
    assert expected in sides(text)


def test_what_forces_are_sent_for_is_not_what_is_agreed() -> None:
    text = "Chad and Kenya agreed to send troops to Sudan to help to enforce the ceasefire between the army and rebels."
    assert "security_agreement: Chad > Kenya" in sides(text)


def told(text: str) -> list[str]:
    """Every event of a text, a line each."""
    return [row(event).rstrip(" |") for event in one(text)]


UNDER_ORDERS = [
    (
        "Up to about 80 Danish soldiers are deploying to Chad to guard the embassy.",
        ["troop_movement/deployment/planned | Denmark | > Chad | | quantity 80"],
    ),
    (
        "Denmark has directed that 80 more Danish soldiers be positioned in Chad.",
        ["troop_movement/deployment/planned | Denmark | > Chad | | quantity 80"],
    ),
    (
        "All Danish and NATO troops are in the process of pulling out of Chad.",
        ["troop_movement/withdrawal/ongoing | Denmark, NATO | Chad > | 2020-06-15"],
    ),
    (
        "Denmark plans to bring back its 60 military observers from Chad in July.",
        ["troop_movement/withdrawal/planned | Denmark | Chad > | 2020-07-01..2020-07-31 | quantity 60"],
    ),
    (
        "Denmark must cut its forces in Chad to 900 soldiers by July 4.",
        [
            "troop_movement/drawdown/planned | Denmark | Chad > | 2020-06-15..2020-07-04",
            "force_level/troops_present/planned | Denmark | @ Chad | 2020-06-15..2020-07-04 | quantity 900",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), UNDER_ORDERS)
def test_forces_move_under_orders_accords_and_plans(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_a_brigade_that_is_due_to_grow_arrives_nowhere() -> None:
    text = "The Danish brigade in Chad, now 700 strong, is due to reach its full strength of 1,200 in July."
    levels = [(e.type, e.status, e.quantity.value) for e in one(text) if e.quantity]
    assert levels == [("force_level", "ongoing", 700), ("force_level", "planned", 1200)]


@pytest.mark.parametrize(
    "text",
    [
        "Danish soldiers drove to the airport and boarded an Antonov for Entebbe.",
        "Under the accord the rebels must hand in 840 rifles at the Danish base in Abeche.",
    ],
)
def test_who_boards_a_plane_or_hands_in_arms_takes_no_ship_and_gives_no_base(text: str) -> None:
    assert not {e.subtype for e in one(text)} & {"boarding", "base_transfer"}


def test_who_is_called_on_to_leave_is_addressed() -> None:
    text = "Denmark called upon Chad and Sudan to withdraw their forces from Abeche."
    assert "demand_withdrawal: Denmark > Chad, Sudan" in sides(text)


def test_an_agreement_of_a_day_is_of_a_day_past() -> None:
    found = one(
        "Danish soldiers are to enter Abeche next week under the peace agreement of 20 March with rebels in Chad."
    )
    assert [str(e.period.start) for e in found if e.type == "agreement" and e.period] == ["2020-03-20"]


MORE = [
    (
        "80 Danish soldiers, who had set out from Abeche on Friday, stood 30 km short of Biltine on Sunday.",
        ["redeployment/occurred | Denmark | Abeche > Biltine | 2020-06-12 | quantity 80"],
    ),
    (
        "Norway said a battalion of 500 Norwegian men could be flown in to Chad within a week.",
        ["deployment/possible | Norway | > Chad | 2020-06-15..2020-06-22 | quantity 500"],
    ),
    ("Denmark has ruled out sending its army back into Chad.", ["deployment/denied | Denmark | > Chad"]),
    (
        "A Kenyan company joined the Danish soldiers in Abeche on Sunday.",
        ["deployment/occurred | Kenya | > Abeche | 2020-06-14"],
    ),
    (
        "The Danish soldiers left Bergen on the ships Turin and Bari on Sunday.",
        ["withdrawal/occurred | Denmark | Bergen > | 2020-06-14"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), MORE)
def test_who_goes_is_neither_joined_nor_aboard_a_town(text: str, expected: list[str]) -> None:
    assert moves(text) == expected


def test_war_games_open_at_a_base_and_open_none_and_no_ship_of_a_list_is_a_town() -> None:
    for games in ("War games of Danish soldiers opened at a base in Chad", "Danish soldiers opened war games in Chad"):
        assert moves(f"{games} on Friday.") == ["exercise/occurred | Denmark | @ Chad | 2020-06-12"]
    ships = "Danish soldiers came to Chad aboard the ships Bari, Gao and Timbuktu on Friday."
    assert moves(ships) == ["deployment/occurred | Denmark | > Chad | 2020-06-12"]


def test_a_deal_is_of_the_day_on_which_it_was_signed_and_of_both_who_signed_it() -> None:
    text = (
        "Rebels left Aden under the peace deal of the government of Hadi and the Southern Transitional Council, which "
    )
    text = text.replace("deal of", "deal between") + "was signed in Riyadh on Friday."
    [deal] = [event for event in one(text) if event.type == "agreement"]
    assert " | 2020-06-12 |" in row(deal)
    assert [a.canonical for a in deal.target] == ["Southern Transitional Council"]


def test_a_base_that_is_given_up_is_not_the_land_that_is_left() -> None:
    text = "The Danish force handed its base at Abeche to the Chadian army on Friday, starting its withdrawal from the "
    assert [m.split(" | ")[0] for m in moves(text + "country.")] == ["base_transfer/occurred", "withdrawal/ongoing"]


def test_the_label_of_a_line_is_no_end_of_a_movement() -> None:
    assert moves("\u2022 Denmark: The carrier Havet has left the coast of Chad, the navy said on Friday.") == [
        "withdrawal/occurred | Denmark | Chad > | 2020-06-12..2020-06-15 | quantity 1"
    ]


def test_storms_in_the_plural_with_a_capital_are_jets() -> None:
    assert moves(
        "British jets bombed the rebels. Four more Tornados and six Typhoons flew to Akrotiri air base on Friday."
    )[0].startswith("deployment/")


ASIDE = [
    (
        "Camps in Chad have been closed by Denmark; about 80 Danish soldiers have left for Tunis.",
        "withdrawal/occurred | Denmark | Chad > Tunis | 2020-06-12..2020-06-15 | quantity 80",
    ),
    (
        "Some 350 soldiers, from Kenya, Sudan and Ghana, had massed on the island of Zanzibar.",
        "deployment/occurred | Kenya, Sudan, Ghana | > Zanzibar | | quantity 350",
    ),
    (
        "The Danish minister Rao, whose soldiers left Abeche on June 1, said that they would not go back to Chad.",
        "withdrawal/occurred | Denmark | Abeche > | 2020-06-01",
    ),
]


@pytest.mark.parametrize(("text", "expected"), ASIDE)
def test_each_clause_has_the_places_of_its_own(text: str, expected: str) -> None:
    assert expected in moves(text)


def test_who_orders_others_out_demands_it_and_sends_nobody() -> None:
    text = "Chad has ordered Danish and Kenyan members of the force on its border with Sudan to be out within 10 days."
    assert [e.subtype for e in one(text)] == ["demand_withdrawal"]
