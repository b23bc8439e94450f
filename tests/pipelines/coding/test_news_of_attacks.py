"""Attacks as agencies tell them: their heads, their words for arms and people, their turns of phrase. All sentences are
our own."""

import pytest

from tests.pipelines.coding.coded import attacks, one

WAR = "Rebels with mortars have fought the army for years. "
"""A text of war before a sentence."""


@pytest.mark.parametrize(
    "head",
    [
        "Sarh, June 15 (Baobab) ",
        "Sarh, June 15 ",
        "Sarh, Chad, June 15 (Baobab) June 15, 2020\n",
    ],
)
def test_a_dispatch_may_begin_behind_its_day_without_a_dash(head: str) -> None:
    assert attacks(f"{head}Boko Haram gunmen attacked a post of the army near Bol on Sunday.") == [
        "armed_assault: Boko Haram > Chad @ Bol"
    ]


def test_a_bomb_is_of_war_whoever_digs_afterwards() -> None:
    text = "A bomb went off in a tram in Gaziantep at noon and killed six pupils. A firefighter and a rescuer came. "
    assert attacks(text + "The driver was burned, a survivor lay in snow and rubble by the smoke.") == [
        "bombing: > civilians @ Gaziantep k6"
    ]


ARMS = [
    ("Twice that week fighter jets of the Arab alliance bombed Dhamar.", "airstrike: Saudi-led coalition > @ Dhamar"),
    (
        "Chechen gunmen shot at a Russian patrol near Khasavyurt.",
        "armed_assault: Chechen gunmen > Russia @ Khasavyurt",
    ),
    ("Goma has fallen into the hands of the rebels.", "ground_offensive: rebels > DR Congo @ Goma"),
]


@pytest.mark.parametrize(("text", "expected"), ARMS)
def test_arms_and_people_by_the_names_that_news_gives_them(text: str, expected: str) -> None:
    assert attacks(WAR + text)[-1] == expected


def test_what_is_shot_down_there_is_no_shooting() -> None:
    assert [e.subtype for e in one(WAR + "Two Shaheds reached Lutsk, and both were shot down there by guns.")] == [
        "armed_clash",
        "interception",
    ]


def test_a_bomber_who_blows_himself_up_has_no_plane() -> None:
    told = attacks("A man blew himself up at the gate of a Kabul mosque. The bomber had targeted soldiers of the army.")
    assert [line.partition(":")[0] for line in told] == ["suicide_bombing"]


def test_a_country_that_falls_into_war_is_not_taken() -> None:
    assert len(attacks(WAR + "Bolivia fell into turmoil over a bridge in May.")) == 1


HURT = [
    (
        "Two shepherds died and one was hurt near noon in a wave of air strikes by Turkey around Zakho.",
        ["airstrike: Turkey > civilians @ Zakho k2 w1"],
    ),
    (
        "Three teachers were killed and a guard was injured after a grenade attack on a school at Limbe.",
        ["bombing: > civilians @ Limbe k3 w1"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), HURT)
def test_what_people_are_hurt_in_is_what_kills_them(text: str, expected: list[str]) -> None:
    assert attacks(text) == expected


def test_a_rank_among_the_attacks_of_a_year_is_no_day() -> None:
    [event] = one("Rebels shot 30 soldiers of the army near Kaya on Friday in the worst ambush this year.")
    assert event.period is not None
    assert event.period.start.isoformat() == event.period.end.isoformat() == "2020-06-12"


ONCE = [
    (
        "Rebels stormed a bank in Lagos.",
        "The rebel raid on the bank in the Surulere neighborhood of the city lasted until Sunday evening.",
        "armed_assault: rebels > civilians @ Surulere neighborhood",
    ),
    (
        "A Kenyan helicopter was shot down by rebels at Kismayo.",
        "It was the second Kenyan helicopter shot down in Somalia this year.",
        "interception: rebels > Kenya @ Kismayo",
    ),
    (
        "A mine killed 3 policemen in Quetta on Saturday.",
        "Lashkar-e-Jhangvi claimed a bomb attack that it said killed 8 in Quetta on Saturday.",
        "bombing: Lashkar-e-Jhangvi > Pakistan @ Quetta k3",
    ),
    (
        "Two grenade attacks in Bujumbura hurt 12 people on Friday.",
        "The separate blasts were blamed on rebels.",
        "bombing: rebels > civilians @ Bujumbura w12",
    ),
    (
        "The army shelled rebels at Aru for a day.",
        "Shelling by the army at Aru is blamed for killing nine herders.",
        "shelling: DR Congo > rebels @ Aru k9",
    ),
    (
        "Three Kenyan soldiers were killed by a mine near the border with Somalia.",
        "A lorry burned in the attack at Liboi.",
        "bombing: > Kenya @ Liboi k3",
    ),
]


@pytest.mark.parametrize(("first", "again", "expected"), ONCE)
def test_an_attack_told_twice_is_one(first: str, again: str, expected: str) -> None:
    assert attacks(f"{first} {again}") == [expected]


def test_a_place_is_not_in_the_country_that_it_is_far_from() -> None:
    [event] = one("Gunmen attacked soldiers of Niger on Sunday at Tassaba, an hour from the border with Algeria.")
    assert [(p.surface, p.country) for p in event.location] == [("Tassaba", "NER")]


MORE = [
    (
        "Guerrillas lobbed mortars at a barracks in Jaffna, a colonel said, hurting three cooks, one of them badly.",
        ["shelling: guerrillas > Sri Lanka @ Jaffna w3"],
    ),
    (
        "Rebels set fire to a mill at Bo on Monday and bombed a dam at Bumbuna.",
        ["armed_assault: rebels > @ Bo", "bombing: rebels > @ Bumbuna"],
    ),
    ("Rebels holding a nun stormed the barracks at Bo.", ["armed_assault: rebels > Sierra Leone @ Bo"]),
    ("Turkish jets struck PKK camps at Sidakan.", ["airstrike: Turkey > Kurdistan Workers' Party @ Sidakan"]),
    (
        "The Somali army's offensive at Jowhar is over, rebels said. The army's raid on rebels at Merca went on.",
        ["ground_offensive: Somalia > rebels @ Jowhar", "unspecified: Somalia > rebels @ Merca"],
    ),
    (
        "Two grenades killed nine, three of them nurses, at a clinic in Gao on Friday. Rebels claimed the blasts.",
        ["bombing: rebels > @ Gao k9"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), MORE)
def test_attacks_in_the_turns_of_news(text: str, expected: list[str]) -> None:
    assert attacks(text) == expected


AGAIN = [
    (
        "Gunmen killed four clerks when they raided a lorry. The gunmen raided the lorry at Dosso in Niger.",
        ["armed_assault: > civilians @ Dosso k4"],
    ),
    (
        "A suicide attack in Kandahar cost 12 lives. A boy blew himself up in Malik Square on Sunday.",
        ["suicide_bombing: > @ Kandahar k12"],
    ),
    (
        "Kurdish fighters bombed a depot in eastern Turkey on Friday. The PKK said the bombing at Bingol was its work.",
        ["bombing: Kurdish fighters > @ Bingol"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), AGAIN)
def test_an_attack_is_told_in_the_lead_and_then_in_full(text: str, expected: list[str]) -> None:
    assert attacks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Rebels freed two hostages from a hut at Sake on Friday.",
        "The army drove past burned-out cars at Sake.",
        "A helicopter of the army hit a pylon at Sake and burst into flames.",
        "A pilot of the army ejected over Sake.",
    ],
)
def test_what_news_tells_beside_attacks(text: str) -> None:
    assert len(attacks(WAR + text)) == 1


def test_the_capital_of_a_country_of_two_words() -> None:
    [event] = one("Rebels shelled South Sudan's capital on Sunday.")
    assert [(p.surface, p.canonical) for p in event.location] == [("South Sudan's capital", "Juba")]


@pytest.mark.weighed
def test_a_place_told_more_closely_later_is_not_weighed() -> None:
    text = "Rebels stormed an army camp in Kunar on Sunday. The camp lies in Asadabad. Kunar borders Pakistan."
    assert attacks(text)[0].endswith("@ Asadabad")
