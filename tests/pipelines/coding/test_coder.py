"""What the coder makes of single sentences, over many wars and years. All sentences are our own."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pipelines.coding.coded import one, row

ONE = [
    # sentence | type/subtype/status | source | target | from > to @ at | day or range | troops, killed, wounded
    (
        "Turkish warplanes bombed Kurdish positions near Sinjar on Tuesday, killing nine fighters.",
        "attack/airstrike/occurred | Turkey | @ Sinjar | 2020-06-09 | killed 9",
    ),
    (
        "Rebels led by Laurent Nkunda seized the town of Rutshuru on October 29.",
        "attack/ground_offensive/occurred | CNDP | @ Rutshuru | 2019-10-29 |",
    ),
    (
        "The Taliban captured Kunduz in September 2015 and held it for three days.",
        "attack/ground_offensive/occurred | Taliban | @ Kunduz | 2015-09-01..2015-09-30 |",
    ),
    (
        "Ethiopian troops have begun withdrawing from Mogadishu.",
        "troop_movement/withdrawal/ongoing | Ethiopia | Mogadishu > | 2020-06-15 |",
    ),
    (
        "Germany plans to send 250 soldiers to northern Mali in September.",
        "troop_movement/deployment/planned | Germany | > northern Mali | 2020-09-01..2020-09-30 | quantity 250",
    ),
    (
        "The Netherlands may pull its 600 troops out of Uruzgan next year.",
        "troop_movement/withdrawal/possible | Netherlands | Uruzgan > | 2021-01-01..2021-12-31 | quantity 600",
    ),
    (
        "About 3,000 Russian soldiers left Georgia for bases in Armenia last week.",
        "troop_movement/redeployment/occurred | Russia | Georgia > Armenia | 2020-06-08..2020-06-14 | quantity 3000",
    ),
    (
        "British troops will hand over the air base at Basra to Iraqi forces in December.",
        "troop_movement/base_transfer/planned | United Kingdom | @ Basra | 2020-12-01..2020-12-31 |",
    ),
    (
        "Chinese warships crossed the median line of the Taiwan Strait on Sunday.",
        "troop_movement/incursion/occurred | China | > Taiwan Strait | 2020-06-14 |",
    ),
    (
        "Ukrainian forces shot down 14 drones over Odesa overnight.",
        "attack/interception/occurred | Ukraine | @ Odesa | 2020-06-14..2020-06-15 | quantity 14",
    ),
    (
        "North Korea fired two ballistic missiles into the Sea of Japan on Wednesday.",
        "attack/missile_strike/occurred | North Korea | @ Sea of Japan | 2020-06-10 | quantity 2",
    ),
    (
        "A suicide bomber killed five policemen in Quetta on Friday.",
        "attack/suicide_bombing/occurred | | @ Quetta | 2020-06-12 | killed 5",
    ),
    (
        "Al-Shabaab claimed responsibility for the car bombing in Mogadishu that killed 18 people on Saturday.",
        "attack/bombing/occurred | al-Shabaab | @ Mogadishu | 2020-06-13 | killed 18",
    ),
    (
        "No one claimed responsibility for the bombing of a mosque in Kano that killed 12 people.",
        "attack/bombing/occurred | | @ Kano | | killed 12",
    ),
    (
        "Nigeria denied that its army had attacked the village of Baga.",
        "attack/unspecified/denied | Nigeria | @ Baga | |",
    ),
    (
        "The parliament in Baghdad called for the withdrawal of American forces from Iraq.",
        "statement/demand_withdrawal/occurred | Iraq | @ Baghdad, Iraq | |",
    ),
    (
        "The United States has about 28,500 troops in South Korea.",
        "force_level/troops_present/ongoing | United States | @ South Korea | 2020-06-15 | quantity 28500",
    ),
    (
        "The last Australian soldiers are to leave East Timor by the end of March.",
        "troop_movement/withdrawal/planned | Australia | East Timor > | 2020-06-15..2021-03-31 |",
    ),
    (
        "Turkey's parliament approved a deployment of troops in Libya on Thursday.",
        "statement/vote_resolution/occurred | Turkey | @ Libya | 2020-06-11 |",
    ),
    (
        "U.N. peacekeepers will remain in Goma until December.",
        "statement/continued_presence/planned | United Nations | @ Goma | 2020-06-15..2020-12-31 |",
    ),
    (
        "The mission in Mali grew to 13,000 troops in 2014.",
        "force_level/troops_present/occurred | | @ Mali | 2014-01-01..2014-12-31 | quantity 13000",
    ),
    (
        "The army said on Monday it had called off its planned withdrawal from Juba.",
        "troop_movement/withdrawal/cancelled | South Sudan | Juba > | |",
    ),
    (
        "South Sudan's rebels accused the army of shelling Malakal.",
        "attack/shelling/occurred | South Sudan | @ Malakal | |",
    ),
]
NONE = [
    "The mayor attacked the press in a speech about the rebels.",
    "Senators withdrew the bill on troop pay after the battle over the budget.",
    "The company will deploy its 5G network to fight off competition from a rival.",
    "Firefighters battled the blaze near the military base for two days.",
    "The striker fired a shot over the bar as the visitors attacked in the second half of the match.",
    "Talks between the union and the airline ended without agreement, and pilots will strike on Monday.",
    "A soldier and his dog won the agility cup at the county show.",
    "The minister withdrew from the race after a bruising campaign.",
    "The hackers attacked the bank's servers with malware.",
]


@pytest.mark.parametrize(("text", "expected"), ONE)
def test_a_sentence_with_one_event(text: str, expected: str) -> None:
    assert [row(event) for event in one(text)] == [expected]


@pytest.mark.parametrize("text", NONE)
def test_figures_of_speech_and_peacetime_are_no_events(text: str) -> None:
    assert one(text) == []


def test_coordinated_days_are_several_attacks() -> None:
    events = one("Israeli strikes on Khan Younis on May 3, May 9 and May 12 killed dozens of people.")
    assert [event.period.start for event in events if event.period] == [
        date(2020, 5, 3),
        date(2020, 5, 9),
        date(2020, 5, 12),
    ]
    assert {event.location[0].surface for event in events} == {"Khan Younis"}


def test_a_cut_to_a_number_is_a_movement_and_the_level_that_stays() -> None:
    events = one("France will cut its force in the Central African Republic to 350 soldiers.")
    assert [row(event) for event in events] == [
        "troop_movement/drawdown/planned | France | Central African Republic > | |",
        "force_level/ceiling/planned | France | @ Central African Republic | | quantity 350",
    ]


def test_a_bare_number_before_a_place_counts_what_was_counted_before() -> None:
    events = one("Some 1,200 Italian soldiers are stationed in Kosovo and 300 in Albania.")
    assert [row(event) for event in events] == [
        "force_level/troops_present/ongoing | Italy | @ Kosovo | 2020-06-15 | quantity 1200",
        "force_level/troops_present/ongoing | Italy | @ Albania | 2020-06-15 | quantity 300",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "About 2,900 Ghanaian soldiers are deployed in Liberia.",
            "force_level/troops_present/ongoing | Ghana | @ Liberia | 2020-06-15 | quantity 2900",
        ),
        (
            "Some 500 Egyptian soldiers are deployed to Somalia.",
            "troop_movement/deployment/occurred | Egypt | > Somalia | 2020-06-14..2020-06-15 | quantity 500",
        ),
        (
            "Sweden has about 600 soldiers stationed in Gao.",
            "force_level/troops_present/ongoing | Sweden | @ Gao | 2020-06-15 | quantity 600",
        ),
    ],
)
def test_a_number_that_is_deployed_somewhere_is_a_level_and_one_deployed_there_from_elsewhere_a_movement(
    text: str, told: str
) -> None:
    [event] = one(text)
    assert row(event) == told


def test_who_wants_to_withdraw_plans_and_who_wants_others_to_leave_demands() -> None:
    [plan] = one("Poland's government wants to withdraw its 900 soldiers from Iraq by October.")
    assert (plan.type, plan.subtype, [a.iso3 for a in plan.source]) == ("troop_movement", "withdrawal", ["POL"])
    [demand] = one("Chad wants French troops to leave N'Djamena.")
    assert (demand.type, demand.subtype) == ("statement", "demand_withdrawal")


def test_the_past_of_what_is_left_does_not_date_the_leaving() -> None:
    [event] = one("Belgian troops will leave the barracks that they have used in Kigali since 1991.")
    assert (event.status, event.period) == ("planned", None)


def test_events_older_than_a_generation_are_left_out() -> None:
    assert one("Soviet troops invaded Afghanistan in December 1979.") == []


@given(
    st.lists(st.sampled_from([text for text, _ in ONE] + NONE + ["\n\n", "\u201c", " - ", "1."]), max_size=6),
    st.integers(0, 40),
)
@settings(max_examples=15, deadline=None)
def test_every_coded_value_rests_on_characters_of_the_text(parts: list[str], cut: int) -> None:
    text = " ".join(parts)[cut:]
    for event in one(text, source="The White House"):
        record = event.to_record(text, "1")
        assert " ".join(text[event.trigger.start : event.trigger.end].split()) == record["trigger"]["text"]
        assert all(0 <= a < b <= len(text) for spans in record["spans"].values() for a, b in spans)
        assert 0 <= event.confidence <= 1
