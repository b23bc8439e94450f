"""Who attacks whom, where and when as agencies tell it, and what is no attack. All sentences are our own."""

import pytest

from tests.pipelines.coding.coded import attacks, one, side

WAR = "Rebels with mortars have fought the army for years. "
"""A text of war before a sentence."""

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
