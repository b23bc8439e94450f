"""Attacks as agencies tell them: their heads, their words for arms and people, their turns of phrase. All sentences are
our own."""

import pytest

from tests.pipelines.coding.coded import attacks, one, side

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


SIDES = [
    (
        "A salvo of Katyusha rockets fell on a barracks in Kiryat Shmona on Friday.",
        ["rocket_attack: > Israel @ Kiryat Shmona"],
    ),
    (
        "Two clerks were hurt when rebels shot at a bank in Jos, and a bishop was freed in Yola.",
        ["armed_assault: rebels > civilians @ Jos w2"],
    ),
    (
        "The navy shot down a rebel plane off Trincomalee when it was about to bomb the port.",
        ["interception: Sri Lanka > rebels @ Trincomalee"],
    ),
    ("Rebels overran the ruins of Bunia airport.", ["ground_offensive: rebels > DR Congo @ Bunia airport"]),
    (
        "The army killed six rebels at Bo. In another operation its troops shot two rebels at Kenema.",
        ["unspecified: Sierra Leone > rebels @ Bo k6", "armed_assault: Sierra Leone > rebels @ Kenema"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SIDES)
def test_arms_places_and_deeds_keep_to_their_clause(text: str, expected: list[str]) -> None:
    assert attacks(text) == expected


def test_what_was_only_about_to_be_done_is_no_attack() -> None:
    [event] = [e for e in one("Troops shot down a jet as it was about to bomb their post at Sake.") if e.weapon is None]
    assert event.subtype == "interception"


def test_ships_sink_by_themselves() -> None:
    assert len(attacks(WAR + "A ferry sank off Lobito, killing 56 passengers.")) == 1


def test_so_far_today_is_the_day_of_the_news() -> None:
    event = one("The rebels have attacked Avdiivka 14 times since the beginning of the day.")[0]
    assert event.period is not None
    assert event.period.start.isoformat() == event.period.end.isoformat() == "2020-06-15"


def test_nameless_soldiers_in_a_list_of_all_news_are_those_of_the_place() -> None:
    text = "Houthi rebels storm the Yemeni town of Mukalla and fight the army in Yemen.\nSoldiers die in a raid by "
    events = one(text + "gunmen on an army post at Ivanivka, Ukraine.", title="Current events of June 15, 2020")
    assert [a.canonical for a in events[-1].target] == ["Ukraine"]


def test_named_soldiers_in_a_list_of_all_news_stay_who_they_are() -> None:
    text = "Houthi rebels storm the town of Mukalla in Yemen.\nDanish soldiers are killed by Houthi gunmen near "
    events = one(text + "Aden, Yemen.", title="Current events of June 15, 2020")
    assert [a.canonical for a in events[-1].target] == ["Denmark"]


WHO = [
    ("KAMPALA (wire) - U.S. Marines shot two rebels at Arua.", "armed_assault: United States > rebels @ Arua"),
    (
        "The Malian army has lost a post. An army raid on a camp at Tessit cost five lives.",
        "unspecified: Mali > @ Tessit k5",
    ),
    (
        "Rebels killed nine Pokot herders at Baragoi.",
        "armed_assault: rebels > civilians @ Baragoi k9",
    ),
    ("A nun came back to Jolo. She had been taken when gunmen stopped her bus.", "abduction: > @ Jolo"),
    ("Rebels held Kidal. A lorry of the army hit a mine near Kidal.", "bombing: > Mali @ Kidal"),
    ("Rebels killed two soldiers by a mine at Arua. A second device went off in Koboko.", "bombing: > @ Koboko"),
]


@pytest.mark.parametrize(("text", "expected"), WHO)
def test_who_strikes_and_what_goes_off(text: str, expected: str) -> None:
    assert attacks(text)[-1] == expected


WORDS = [
    ("Their jeep was riddled with bullets at Rutshuru on Monday.", "armed_assault: rebels > DR Congo @ Rutshuru"),
    ("A minibus packed with dynamite blew up at a barracks in Bouira.", "bombing: > Algeria @ Bouira"),
    ("Three sappers were blown to pieces at Galle.", "bombing: > @ Galle"),
    ("A sergeant stepped on a booby trap near Galle and died.", "bombing: > @ Galle"),
    ("Deserters went on a killing spree at Bouake.", "armed_assault: > @ Bouake"),
    ("Ukrainian guns took down four drones over Sumy.", "interception: Ukraine > rebels @ Sumy"),
    ("Policemen opened up on a crowd at Thika.", "armed_assault: Kenya > civilians @ Thika"),
    ("Heavy shelling shook Bihac at dawn.", "shelling: > @ Bihac"),
    ("Raiders burned Kolofata to the ground.", "armed_assault: > @ Kolofata"),
    ("Two men were jailed over the 2013 attack on a church in Jos.", "unspecified: > civilians @ Jos"),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words_of_attack_in_news(text: str, expected: str) -> None:
    [event] = [e for e in one("The rebels had mortars, and the army had missiles. " + text) if e.type == "attack"]
    assert side(event) == expected
    assert event.quantity is None or event.quantity.value == 4


def test_a_semicolon_parts_two_attacks() -> None:
    text = "In Mosul, rebels shot a teacher; in Basra, a roadside bomb hurt two Danish soldiers."
    assert attacks(text) == ["armed_assault: rebels > civilians @ Mosul", "bombing: > Denmark @ Basra w2"]


def test_a_capture_after_a_year_of_fighting_has_no_year_of_days() -> None:
    event, *_ = one("Rebels took the town of Jijiga after a year of fighting with the army, elders said.")
    assert event.period is None or (event.period.end - event.period.start).days < 40


def test_a_clause_of_the_day_tells_the_same_strike() -> None:
    told = attacks("France made its first air strike on the rebels in January 2013, when jets hit a camp at Kona.")
    assert told == ["airstrike: France > rebels @ Kona"]


@pytest.mark.parametrize(
    "text",
    [
        "A wartime bomb was blown up by sappers at Goma.",
        "Fireworks exploded in a shed at Goma and killed seven boys.",
        "The army held a drill on Friday in which jets bombed hulks off Goma.",
    ],
)
def test_where_nobody_attacks(text: str) -> None:
    assert len(attacks(WAR + text)) == 1


def test_who_hits_back_from_the_air_attacks_and_in_its_own_place() -> None:
    told = attacks("Rebels in Tyre fired nine rockets at Haifa; Israeli jets hit back at tunnels in Bint Jbeil.")
    assert [line.rpartition("@ ")[2] for line in told] == ["Tyre, Haifa", "Bint Jbeil"]


def test_one_of_its_fighters_is_of_the_group() -> None:
    text = "A bomb killed nine guests in Herat. The Islamic State group wrote that two of its fighters made the raid."
    assert [line.partition(" >")[0] for line in attacks(text)] == ["bombing: Islamic State"]


def test_each_of_two_clauses_has_its_day() -> None:
    events = one("On Friday a bomb killed nine soldiers in Bor, and on Saturday shells hit the docks of Malakal.")
    assert [e.period.start.isoformat() for e in events if e.period] == ["2020-06-12", "2020-06-13"]


def test_lines_that_begin_with_a_place_tell_of_attacks_there() -> None:
    text = (
        "From Iraq:\n\nBAGHDAD - Gunmen shot a clerk.\n\nKIRKUK - A mine hit a lorry of the army and hurt two cooks."
        "\n\nMOSUL - Police found four bodies.\n\nRAMADI - A grenade killed a nun. Rebels were blamed for the blast."
    )
    assert attacks(text) == [
        "armed_assault: > @ BAGHDAD",
        "bombing: > Iraq @ KIRKUK w2",
        "bombing: rebels > civilians @ RAMADI k1",
    ]


FEW = [
    ("Nine drivers were taken from a coach at Derna on Sunday by hooded men.", ["abduction: > civilians @ Derna"]),
    (
        "The Kuwaiti army destroyed three Iranian drones and a skiff off Bubiyan.",
        ["interception: Kuwait > Iran @ Bubiyan"],
    ),
    (
        "The army shot down six rockets over Najran; the rest fell in a field.",
        ["interception: Saudi Arabia > rebels @ Najran"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), FEW)
def test_hooded_men_and_what_falls_from_the_sky(text: str, expected: list[str]) -> None:
    assert attacks("The rebels had mortars, and the marines had missiles. " + text) == expected
