"""Attacks as news tells them: one event for one fight, and how many are killed and hurt. All sentences are our own."""

import pytest

from tests.pipelines.coding.coded import attacks, count, one


def test_the_place_of_a_dateline_is_no_actor_under_whatever_title() -> None:
    told = "Insurgents shelled the port of Massawa on Friday, killing four soldiers."
    for head in ("ASMARA, June 12 (Horn Wire) - ", "Port shelled\n\nASMARA, June 12 (Horn Wire) - ", "ASMARA: "):
        assert attacks(head + told) == ["shelling: insurgents > Eritrea @ Massawa k4"]


HEADLINES = [
    (
        """Boko Haram kills four soldiers in Nigeria

        MAIDUGURI, June 12 (Savanna Wire) - Boko Haram fighters stormed an army camp at Gwoza on Friday, killing four
        soldiers, an officer said.""",
        ["armed_assault: Boko Haram > Nigeria @ Gwoza k4"],
    ),
    (
        """Air strike hits Saada market

        Saudi warplanes bombed the vegetable market of Saada in northern Yemen on Friday. At least nine people died.""",
        ["airstrike: Saudi Arabia > civilians @ Saada k9"],
    ),
    (
        """Rebels shell Goma hours after ambush near Sake

        M23 rebels shelled Goma on Friday. On Thursday they ambushed an army patrol near Sake, killing six soldiers.""",
        ["shelling: M23 > DR Congo @ Goma", "armed_assault: M23 > DR Congo @ Sake k6"],
    ),
    (
        """Mortars hit Masagaway base at nightfall

        Mortar shells landed on the army base in Masagaway in Somalia on Friday, killing two soldiers.""",
        ["shelling: > Somalia @ Masagaway k2"],
    ),
    (
        """Militants attack town of Kidal in Mali

        A bomb killed three soldiers in Gao on Friday. The army said it was searching for those who had laid it.""",
        ["unspecified: militants > @ Kidal", "bombing: > Mali @ Gao k3"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), HEADLINES)
def test_a_headline_and_its_story_are_one_event_with_what_the_story_knows(text: str, expected: list[str]) -> None:
    lines = [" ".join(part.split()) for part in text.split("\n\n")]
    assert attacks("\n\n".join(lines)) == expected


TOLLS = [
    ("Twelve soldiers are now known to have died in Friday's assault on the garrison of Diffa.", "k12"),
    ("Two soldiers are believed to have been killed in Friday's assault on the garrison of Diffa.", "k2"),
    ("An attack by rebels near Bunia caused the death of eight civilians.", "k8"),
    ("The number of people killed by Friday's car bomb in Baidoa rose to five.", "k5"),
    ("Rebels and soldiers fled. The number of injured in Friday's bombing in Baidoa has climbed to 17.", "w17"),
    ("Rebels overran a Ugandan base in Baidoa with the loss of at least 54 men.", "k54"),
    ("Rebels ambushed a patrol near Nyala, in which a Rwandan soldier was fatally shot.", "k1"),
    ("Rebels hacked 15 villagers to death near Bunia.", "k15"),
    ("Bomb kills three outside police station in Kabul, army says", "k3"),
    ("Rebels stormed a post in Diffa, killing nine soldiers, two officers and a local mayor said.", "k9"),
    ("Rebels shelled Bunia, killing four soldiers and two civilians, the army said.", "k6"),
    ("Rebels shelled Bunia, killing four people, including two guards, a priest and a nurse said.", "k4"),
    ("Rebels shelled Bunia, but nobody was hurt.", "k0 w0"),
]


@pytest.mark.parametrize(("text", "toll"), TOLLS)
def test_the_dead_and_hurt_are_counted_in_whatever_frame_they_are_told(text: str, toll: str) -> None:
    [event] = [e for e in one(text) if e.type == "attack"]
    assert " ".join(count("k", event.fatalities) + count("w", event.wounded)) == toll


AFTER = [
    ("At least nine people died, doctors said.", "unspecified: rebels > civilians @ Bunia k9"),
    ("The army lost four men.", "unspecified: rebels > DR Congo @ Bunia k4"),
    ("Nine bodies have been recovered since.", "unspecified: rebels > @ Bunia k9"),
    ("Rescuers found the bodies of six villagers.", "unspecified: rebels > civilians @ Bunia k6"),
    ("Ten soldiers fell in combat, and two were hurt.", "unspecified: rebels > DR Congo @ Bunia k10 w2"),
    ("Sadly, three nurses lost their lives.", "unspecified: rebels > civilians @ Bunia k3"),
    ("Doctors have registered 31 deaths and 64 injured people.", "unspecified: rebels > civilians @ Bunia k31 w64"),
    ("The army put its dead at seven.", "unspecified: rebels > @ Bunia k7"),
    ("There were no casualties.", "unspecified: rebels > @ Bunia k0 w0"),
]


@pytest.mark.parametrize(("later", "expected"), AFTER)
def test_a_toll_told_in_a_later_sentence_is_that_of_the_attack_before(later: str, expected: str) -> None:
    assert attacks(f"Rebels attacked Bunia on Friday. {later}") == [expected]


@pytest.mark.parametrize(
    "later",
    [
        "More than 6,000 people have died since the war began.",
        "In April 40 people died of cholera.",
        "The ruling party lost nine seats.",
        "Two people died in a crash.",
        "Five people died in Kampala.",
        "The river fell to 17 metres.",
    ],
)
def test_other_dead_are_not_those_of_the_attack_before(later: str) -> None:
    assert attacks(f"Rebels attacked Bunia on Friday. {later}") == ["unspecified: rebels > @ Bunia"]


DEEDS = [
    (
        "The fighters entered Bunia on Friday, shooting in the air before they prayed. Soldiers and rebels fled.",
        [],
    ),
    (
        "Drones dropped nine grenades on a police post in Bunia, wounding four people.",
        ["drone_strike: > DR Congo @ Bunia w4"],
    ),
    ("Terrorists fell upon the village of Bunia, a leader said.", ["unspecified: terrorists > @ Bunia"]),
    ("Fifteen soldiers and a helicopter landed on the field at Bunia. Rebels fled.", []),
    (
        "An al Shabaab suicide bomber rammed a lorry full of explosives into an army base in Baidoa.",
        ["suicide_bombing: al-Shabaab > Somalia @ Baidoa"],
    ),
    (
        "The army fled. A clash between Kenyan and Somali troops at Mandera killed at least nine people.",
        ["armed_clash: Kenya > Somalia @ Mandera k9"],
    ),
    ("Rebels fled. Six decades of conflict in Colombia have killed 450,000 people.", []),
    ("Rebels and the army fled after an exchange of fire near Bunia.", ["armed_clash: rebels > DR Congo @ Bunia"]),
    ("Rebels fled. Troops were clearing roads in Bunia before the return of residents.", []),
    ("Rebels fled. Juba denies targeting civilians.", []),
    ("Rebels fled and Kinshasa hit back at its critics in Goma.", []),
]


@pytest.mark.parametrize(("text", "expected"), DEEDS)
def test_deeds_are_attacks_by_what_is_done_to_whom(text: str, expected: list[str]) -> None:
    assert attacks(text) == expected


APART = [
    (
        "The raid on Bunia came exactly one week after rebels stormed the garrison of Goma and killed 16 soldiers.",
        ["unspecified: > @ Bunia", "armed_assault: rebels > DR Congo @ Goma k16"],
    ),
    (
        "Rebels attacked Bunia on Friday, a week after warplanes struck the market of Goma.",
        ["unspecified: rebels > @ Bunia", "airstrike: > civilians @ Goma"],
    ),
    ("Six soldiers died after rebels ambushed them near Goma.", ["armed_assault: rebels > DR Congo @ Goma k6"]),
]


@pytest.mark.parametrize(("text", "expected"), APART)
def test_what_was_done_some_time_before_is_another_attack(text: str, expected: list[str]) -> None:
    assert attacks(text) == expected


def test_a_report_of_relief_that_tells_of_an_attack_in_so_many_words_is_read() -> None:
    report = "Highlights\n\nAn attack by an armed group on 5 June in Ituri province caused the death of 8 civilians and"
    report += " the displacement of 4,310 people.\n\nNeeds\n\nFamilies need food, soap, drugs against malaria and"
    report += " blankets; clinics are short of nurses. The market is closed and schools lack teachers for the season."
    assert attacks(report) == ["unspecified: armed group > civilians @ Ituri province k8"]


ONCE = [
    (
        "Rebels attacked Bunia and killed seven people. Three of the victims were beheaded.",
        "armed_assault: rebels > civilians @ Bunia k7",
    ),
    (
        "Kenyan and Somali troops clashed at Mandera and nine people died. The two forces traded fire. Six boys died.",
        "armed_clash: Kenya > Somalia @ Mandera k9",
    ),
    (
        "Militants shelled an army base at Gao. The army returned fire with machine guns.",
        "shelling: militants > Mali @ Gao",
    ),
    (
        "Rebels raided Bunia, killing 22 people. The army chased the rebels, who had also set huts ablaze.",
        "armed_assault: rebels > civilians @ Bunia k22",
    ),
    ("Rebels attacked Bunia. It was the third raid there this year.", "unspecified: rebels > @ Bunia"),
    (
        "Gunmen killed six people and kidnapped 15 in a raid on Bunia.",
        "armed_assault: > civilians @ Bunia k6",
    ),
    (
        "At least 20 people were feared dead after jets bombed a market in Nyala. Sudan's army confirmed the strike.",
        "airstrike: Sudan > civilians @ Nyala k20",
    ),
    (
        "The number of people killed has risen to five.\nRussian forces attacked Kharkiv with drones on Friday.",
        "drone_strike: Russia > Ukraine @ Kharkiv k5",
    ),
    ("Militants killed two officers and a street vendor in Bunia.", "armed_assault: militants > civilians @ Bunia k3"),
    (
        "Rebels stormed a barracks in Bunia, killing between nine and 11 soldiers, one of the worst losses this year.",
        "armed_assault: rebels > DR Congo @ Bunia kNone",
    ),
]


@pytest.mark.parametrize(("text", "expected"), ONCE)
def test_one_fight_told_in_several_sentences_is_one_event(text: str, expected: str) -> None:
    assert attacks(text) == [expected]


def test_what_answers_on_another_day_or_elsewhere_is_another_fight() -> None:
    text = "Militants shelled an army base at Gao on Thursday. Troops repelled militants at Kidal on Friday."
    assert attacks(text) == ["shelling: militants > Mali @ Gao", "armed_clash: Mali > militants @ Kidal"]


ASIDE = [
    ("Some twenty wounded were flown to Kinshasa.", ["unspecified: rebels > @ Bunia w20"]),
    ("A further 21 nurses were injured, among them two aunts.", ["unspecified: rebels > civilians @ Bunia w21"]),
    ("Eleven lorries waiting to cross into Uganda were destroyed.", ["unspecified: rebels > @ Bunia"]),
    (
        "Gangs have killed and abducted thousands of people across Haiti.",
        ["unspecified: rebels > @ Bunia", "attack_series: gangs > civilians @ Haiti"],
    ),
    ("Fifteen military personnel fell on the field of honour.", ["unspecified: rebels > DR Congo @ Bunia k15"]),
]


@pytest.mark.parametrize(("later", "expected"), ASIDE)
def test_what_is_told_beside_an_attack_is_not_taken_for_another(later: str, expected: list[str]) -> None:
    assert attacks(f"Rebels attacked Bunia on Friday. {later}") == expected


TOLD_AGAIN = [
    ("Militants bombed a bridge in Gao. The blast killed four nurses.", "bombing: militants > civilians @ Gao k4"),
    ("Rebels fled. A fighter dropped bombs on a camp at Gao, killing six men.", "airstrike: > civilians @ Gao k6"),
    (
        "Dozens died in a raid by rebels on Bunia. At least 30 people were killed.",
        "unspecified: rebels > civilians @ Bunia k30",
    ),
    (
        "A bomb killed six nuns in Gao. The Islamic State claimed the attack.",
        "bombing: Islamic State > civilians @ Gao k6",
    ),
    ("Ten insurgents were sent to hell when Malian troops raided Gao.", "armed_assault: Mali > insurgents @ Gao k10"),
]


@pytest.mark.parametrize(("text", "expected"), TOLD_AGAIN)
def test_an_attack_told_again_gains_what_the_telling_knows(text: str, expected: str) -> None:
    assert attacks(text) == [expected]


def test_a_sum_of_years_and_a_fight_of_days_within_them_are_two() -> None:
    told = "Twelve Danish soldiers have died in Helmand since 2009."
    told += " In June 2011 Danish troops beat back a Taliban assault at Sangin."
    assert attacks(told)[1:] == ["armed_assault: Taliban > Denmark @ Sangin"]


def test_what_nobody_says_is_no_attack() -> None:
    told = "Mortar shells fell on an army base in Gao. No group has said it fired the shells."
    assert attacks(told) == ["shelling: > Mali @ Gao"]


@pytest.mark.parametrize(
    "text",
    [
        "The ambulance hit a cow near Bunia on Friday, injuring three nurses.",
        "Seven soldiers died of malaria in Bunia on Friday.",
        "The army warned of possible attacks on churches in Bunia.",
        "A memorial to the 40 people killed in Bunia in 1988 was unveiled on Friday.",
        "The army defused a bomb planted at a school in Gao on Friday.",
    ],
)
def test_what_hurts_without_an_attacker_or_did_not_happen_is_no_attack(text: str) -> None:
    assert attacks(f"Rebels fled. {text}") == []


def test_a_gas_blast_is_no_attack() -> None:
    assert attacks("Rebels fled. A gas blast killed six people in a shop in Karachi on Friday.") == []
