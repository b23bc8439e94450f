"""The sides of attacks: who strikes and who is struck, named or only pointed at. All sentences are our own."""

import pytest

from tests.pipelines.coding.coded import attacks, one

SIDES = [
    ("Rebels attacked an army base in Baidoa.", "unspecified: rebels > Somalia @ Baidoa"),
    ("Rebels attacked a police station in Baidoa.", "unspecified: rebels > Somalia @ Baidoa"),
    ("Rebels ambushed a patrol near Baidoa.", "armed_assault: rebels > Somalia @ Baidoa"),
    ("Rebels attacked an outpost manned by Kenyan soldiers in Baidoa.", "unspecified: rebels > Kenya @ Baidoa"),
    ("Rockets struck a base housing U.S. troops in Erbil.", "rocket_attack: > United States @ Erbil"),
    ("Al-Shabaab fighters captured Baidoa.", "ground_offensive: al-Shabaab > Somalia @ Baidoa"),
    ("M23 rebels fled. The army bombed their positions near Bunia.", "airstrike: DR Congo > M23 @ Bunia"),
    ("Rebels shelled a hospital in Bunia.", "shelling: rebels > civilians @ Bunia"),
    ("A bomb exploded in a mosque in Kabul, killing nine people.", "bombing: > civilians @ Kabul k9"),
    ("Rebels shelled the hills around Bunia.", "shelling: rebels > @ Bunia"),
    ("The army attacked M-23 near Bunia.", "unspecified: DR Congo > M23 @ Bunia"),
    ("Congolese troops shelled Bunia.", "shelling: DR Congo > @ Bunia"),
]


@pytest.mark.parametrize(("text", "expected"), SIDES)
def test_whom_an_attack_strikes_is_told_by_what_it_strikes(text: str, expected: str) -> None:
    assert attacks(text) == [expected]


def test_what_is_shot_down_is_the_attackers() -> None:
    text = "Russian drones attacked Kharkiv on Friday. Ukraine said it shot down 60 of them."
    assert attacks(text) == ["drone_strike: Russia > Ukraine @ Kharkiv", "interception: Ukraine > Russia @ Kharkiv"]


def test_two_peoples_are_two_sides() -> None:
    assert attacks("Dinka and Nuer fighters clashed near Bor, killing nine people.") == [
        "armed_clash: Dinka fighters > Nuer fighters @ Bor k9"
    ]


def test_the_two_sides_of_a_clash_are_those_named_before() -> None:
    text = "Ethiopian and Sudanese troops met at Gallabat. The two armies traded fire for six hours."
    assert attacks(text) == ["armed_clash: Ethiopia > Sudan @ Gallabat"]


CLAIMS = [
    ("Al-Shabaab said its men were responsible.", "al-Shabaab"),
    ("The government said al-Shabaab was behind the attack.", "al-Shabaab"),
    ("The government accused al-Shabaab of the bombing.", "al-Shabaab"),
    ("Al-Shabaab took responsibility.", "al-Shabaab"),
    ("Al-Shabaab, which is based in the south, claimed the bombing.", "al-Shabaab"),
    ("No group has said it was responsible.", ""),
    ("Al-Shabaab denied responsibility.", ""),
    ("The army is responsible for security in the town.", ""),
    ("Suspicion fell on al-Shabaab.", ""),
    ("Al-Shabaab has claimed the deed.", "al-Shabaab"),
    ("Al-Shabaab took the credit.", "al-Shabaab"),
    ("Al-Shabaab condemned the deed.", ""),
]


@pytest.mark.parametrize(("later", "source"), CLAIMS)
def test_an_attack_is_by_whom_a_later_sentence_names(later: str, source: str) -> None:
    [event] = one(f"A car bomb killed 40 policemen in Baidoa on Friday. {later}")
    assert [a.canonical for a in event.source] == ([source] if source else [])


WHO_AND_WHOM = [
    (
        "Rebels stormed Bunia on Friday. On Saturday the attackers shot two nurses near Beni.",
        ["armed_assault: rebels > @ Bunia", "armed_assault: rebels > civilians @ Beni"],
    ),
    (
        "Rebels shelled Homs. Government forces responded with shelling of Idlib, where medics said six men died.",
        ["shelling: rebels > @ Homs", "shelling: Syria > civilians @ Idlib k6"],
    ),
    (
        "Boko Haram is at war with Nigeria. U.N. experts say it killed 370 people in Gwoza last year.",
        ["unspecified: Boko Haram > civilians @ Gwoza k370"],
    ),
    (
        "At least 38 people were hacked or shot to death by rebels in Bunia.",
        ["armed_assault: rebels > civilians @ Bunia k38"],
    ),
    (
        "Rebels opened fire on a lorry in Bunia, killing the driver and 24 other people.",
        ["armed_assault: rebels > civilians @ Bunia k25"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), WHO_AND_WHOM)
def test_attackers_and_victims_are_found_where_they_are_only_pointed_at(text: str, expected: list[str]) -> None:
    assert attacks(text) == expected


def test_a_state_that_alone_strikes_from_afar_is_behind_the_next_such_strike() -> None:
    told = "Russian missiles struck Kyiv on Friday. Missiles also fell on Odesa on Saturday, killing two nurses."
    assert attacks(told) == ["missile_strike: Russia > Ukraine @ Kyiv", "missile_strike: Russia > civilians @ Odesa k2"]
    told = "U.S. jets bombed a camp in Anbar in Iraq on Friday. Rockets hit a U.S. base in Anbar on Saturday."
    assert attacks(told)[1:] == ["rocket_attack: > United States @ Anbar"]


FRAMES = [
    ("Turkish jets hit 25 PKK targets near Sinjar.", ["airstrike: Turkey > Kurdistan Workers' Party @ Sinjar"]),
    ("Rebels fled. Turkey hit its target for exports in May.", []),
    ("The army lost control of Goma to M23 rebels.", ["ground_offensive: M23 > DR Congo @ Goma"]),
    ("Rebels fled. The driver lost control of the bus near Goma.", []),
    (
        "Ten people died in a suicide attack at a mosque in Kunduz claimed by Islamic State.",
        ["suicide_bombing: Islamic State > civilians @ Kunduz k10"],
    ),
    (
        "War goes on. At dawn on Friday M23 rebels entered Rutshuru, killing nine people.",
        ["armed_assault: M23 > civilians @ Rutshuru k9"],
    ),
    ("War goes on. On Friday M23 rebels pillaged the town of Bunia.", ["armed_assault: M23 > @ Bunia"]),
    ("Rebels fled. On Friday 20 Israeli jets bombed targets in Iran.", ["airstrike: Israel > Iran @ Iran"]),
    (
        "JNIM is at war with Mali. Nine soldiers died in an ambush at Gao that was claimed by the same group.",
        ["armed_assault: JNIM > Mali @ Gao k9"],
    ),
    (
        "Nine nuns fell victim to an attack by the CODECO militia in Bunia.",
        ["unspecified: CODECO > civilians @ Bunia k9"],
    ),
    ("Rebels fled. A drone crashed into a depot in Feodosia in Crimea.", ["drone_strike: > @ Feodosia"]),
    ("Rebels fled. A plane crashed into a hill in Nepal, killing 40 people.", []),
    ("Armed men kidnapped 87 pupils from a school in Kuriga in Nigeria.", ["abduction: > civilians @ Kuriga"]),
    ("Two policemen were ambushed and killed by rebels in Bunia.", ["armed_assault: rebels > DR Congo @ Bunia k2"]),
    ("Rebels fled. Chad and Sudan accused each other of shelling Tine.", ["shelling: Chad, Sudan > @ Tine"]),
    (
        "The army said seven communist rebels died in a clash in Iloilo.",
        ["armed_clash: Philippines > communist rebels @ Iloilo k7"],
    ),
    ("Taliban fighters overran the district centre of Kunduz.", ["ground_offensive: Taliban > Afghanistan @ Kunduz"]),
]


@pytest.mark.parametrize(("text", "expected"), FRAMES)
def test_attacks_are_read_in_the_frames_of_news(text: str, expected: list[str]) -> None:
    assert attacks(text) == expected


WARS = [
    (
        "Ethiopian troops attacked Eritrean positions at Badme on Monday. On Tuesday warplanes bombed Assab.",
        ["unspecified: Ethiopia > Eritrea @ Badme", "airstrike: Ethiopia > Eritrea @ Assab"],
    ),
    (
        "Tamil Tiger rebels ambushed the Sri Lankan army near Vavuniya on Monday. Jets bombed a depot at Jaffna.",
        [
            "armed_assault: Liberation Tigers of Tamil Eelam > Sri Lanka @ Vavuniya",
            "airstrike: Sri Lanka > Liberation Tigers of Tamil Eelam @ Jaffna",
        ],
    ),
    (
        "Azerbaijani forces shelled Armenian posts at Tavush on Sunday. F-16s bombed a bridge near Goris on Monday.",
        ["shelling: Azerbaijan > Armenia @ Tavush", "airstrike: Azerbaijan > Armenia @ Goris"],
    ),
    (
        "A bomb went off in a market in Kabul, killing nine people. Taliban fighters attacked a base in Kunduz.",
        ["bombing: > civilians @ Kabul k9", "unspecified: Taliban > Afghanistan @ Kunduz"],
    ),
    (
        "Gunmen shot dead two teachers in Mopti. The army clashed with JNIM fighters near Gao on Monday.",
        ["armed_assault: > civilians @ Mopti k2", "armed_clash: Mali > JNIM @ Gao"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), WARS)
def test_who_fights_whom_is_told_once_for_all_attacks_of_a_text(text: str, expected: list[str]) -> None:
    assert attacks(text) == expected


ARMS = [
    ("MiGs bombed Goma on Friday.", "airstrike: > @ Goma"),
    ("Two Su-25s fired on a column of rebels near Goma.", "airstrike: DR Congo > rebels @ Goma"),
    ("A Grad fell on a school in Goma, killing two pupils.", "rocket_attack: > civilians @ Goma k2"),
]


@pytest.mark.parametrize(("text", "expected"), ARMS)
def test_arms_are_known_by_their_names(text: str, expected: str) -> None:
    assert attacks(text) == [expected]


LAUNCHED = [
    (
        "The Abkhaz side resumed hostilities on Friday with attacks on Gori.",
        "unspecified: Abkhazia > @ Gori",
    ),
    (
        "Two rebel boats were sunk by the guns of HMS Somerset near Basra.",
        "naval_attack: United Kingdom > rebels @ Basra",
    ),
    (
        "A Maoist bomb killed two soldiers near Gidhni in India.",
        "bombing: CPI-Maoist > India @ Gidhni k2",
    ),
    (
        "Islamic State rockets rained on a camp near Bashiqa, wounding one trainer.",
        "rocket_attack: Islamic State > @ Bashiqa w1",
    ),
    (
        "A ship was hit by missiles released from aircraft of the Iranian navy near Basra.",
        "missile_strike: Iran > civilians @ Basra",
    ),
    (
        "Mortar rounds fired by M23 rebels fell on Goma on Friday, wounding five.",
        "shelling: M23 > @ Goma w5",
    ),
    (
        "Nine people were put to death at Bunia by assailants whom survivors identify as M23 militants.",
        "massacre: M23 > civilians @ Bunia k9",
    ),
]


@pytest.mark.parametrize(("text", "expected"), LAUNCHED)
def test_who_strikes_is_told_by_whose_the_arms_are(text: str, expected: str) -> None:
    assert attacks(text) == [expected]


BEHIND = [
    ("Troops of Kenya captured two men in raids on Lamu.", "attack_series: Kenya > @ Lamu"),
    ("A bomb killed two nurses in Bunia, in an attack that police blamed on M23 rebels.", "bombing: M23 > civilians"),
    ("A bomb killed two nurses in Bunia. The mayor blamed the attack on M23.", "bombing: M23 > civilians"),
    ("A bomb killed two nurses in Bunia. The mayor accused M23 of staging the attack.", "bombing: M23 > civilians"),
    ("Shelling by M23 rebels killed two nurses in Bunia.", "shelling: M23 > civilians"),
    (
        "A series of Kenyan airstrikes against al-Shabaab killed nine militants in Baidoa.",
        "airstrike: Kenya > al-Shabaab",
    ),
    ("M23 rebels seized the town from the Congolese army in Bunia.", "ground_offensive: M23 > DR Congo"),
    ("M23 rebels shelled the positions of Burundian troops near Bunia.", "shelling: M23 > Burundi"),
    ("M23 rebels shelled a town under the control of Burundian troops near Bunia.", "shelling: M23 > Burundi"),
    ("The army shelled M23-held hills near Bunia.", "shelling: DR Congo > M23"),
    (
        "According to a report by the army, M23 rebels and their allies stormed a Burundian post near Bunia.",
        "armed_assault: M23 > Burundi",
    ),
    ("Fighting broke out in Bunia, whose people Uganda and Rwanda feed.", "armed_clash: >"),
    ("Ibrahim Sesay killed two soldiers in Baidoa in Somalia. The army fled.", "unspecified: > Somalia"),
    ("She was shot by American soldiers in Mosul.", "armed_assault: United States >"),
    ("While repelling the attack on Gao, Malian soldiers killed nine JNIM rebels.", "armed_assault: JNIM > Mali"),
]


@pytest.mark.parametrize(("text", "expected"), BEHIND)
def test_who_is_behind_an_attack_is_told_in_many_ways(text: str, expected: str) -> None:
    assert any(told.startswith(expected) for told in attacks(text)), attacks(text)


def test_nameless_attackers_are_not_those_of_the_next_attack() -> None:
    text = "Gunmen killed a nurse in Cairo on Friday when Egyptian soldiers raided a mosque."
    assert attacks(text)[0] == "armed_assault: > civilians @ Cairo k1"
    text = "Gunmen killed a cleric opposed to the campaign launched by M23 near Bunia."
    assert attacks(text)[0].startswith("armed_assault: > ")


GUESSES = [
    ("Two Greek soldiers were wounded in an attack near Kabul. Afghanistan is at war.", "unspecified: > Greece"),
    ("Afghan soldiers fought fighters. A Ugandan base near Kabul was overrun.", "ground_offensive: > Uganda"),
    (
        "Fighting went on in Russia. A band of Chechens attacked a village in Dagestan, killing nine soldiers.",
        "unspecified: Chechens >",
    ),
]


def test_the_invasion_is_the_foreign_states_that_takes_ground() -> None:
    told = "Russian troops shelled Kharkiv in Ukraine."
    text = f"{told} Kherson was the only capital that they had captured since the invasion began on May 24."
    assert attacks(text)[-1] == "ground_offensive: Russia > Ukraine @ Kharkiv"


@pytest.mark.parametrize(("text", "expected"), GUESSES)
def test_nobody_is_guessed_to_attack_whom_nothing_tells_to(text: str, expected: str) -> None:
    assert any(told.startswith(expected) for told in attacks(text)), attacks(text)


MORE = [
    ("Six nurses were killed by the militants' shelling of Bunia.", "shelling: militants > civilians @ Bunia k6"),
    ("Nine people were shot near Lodwar by suspected Turkana raiders.", "armed_assault: Turkana raiders > civilians"),
    ("Only 12 foreign soldiers were killed by Taliban fighters in Kabul.", "armed_assault: Taliban > foreign soldiers"),
    (
        "The Syrian army, backed by the Syrian Social Nationalist Party, launched an assault on Tal Kurdi.",
        "armed_assault: Syria > @ Tal Kurdi",
    ),
]


@pytest.mark.parametrize(("text", "expected"), MORE)
def test_helpers_are_not_struck_and_nameless_hands_are_known_by_their_people(text: str, expected: str) -> None:
    assert any(told.startswith(expected) for told in attacks(text)), attacks(text)
