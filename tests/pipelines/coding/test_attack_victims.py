"""Who is behind an attack and whom it hits, where the words go round it: claims that come later, enemies, people by
their trade, and the dead told in idioms. All sentences are our own."""

import pytest

from tests.pipelines.coding.coded import attacks, one

BEHIND = [
    (
        "Fighters on motorcycles overran a barracks in Djibo on Friday. JNIM, a branch of al-Qaeda, claimed the raid.",
        ["ground_offensive: JNIM > Burkina Faso @ Djibo"],
    ),
    (
        "A bomb killed four soldiers in Quetta on Friday. The Baloch Liberation Army owned up to it.",
        ["bombing: Balochistan Liberation Army > Pakistan @ Quetta k4"],
    ),
    (
        "Shells hit a hospital in Khartoum. The army pointed the finger at the Rapid Support Forces.",
        ["shelling: Rapid Support Forces > civilians @ Khartoum"],
    ),
    (
        "Gunmen believed to be bandits killed nine farmers in Zamfara State.",
        ["armed_assault: bandits > civilians @ Zamfara State k9"],
    ),
    (
        "The Fano are strong in Amhara. These have ambushed an Ethiopian patrol near Gondar.",
        ["armed_assault: Fano > Ethiopia @ Gondar"],
    ),
    (
        "In Lebanon, enemy warplanes raided the town of Khiam. An Israeli drone fell near Tyre.",
        ["airstrike: Israel > Lebanon @ Khiam", "drone_strike: Israel > Lebanon @ Tyre"],
    ),
    (
        "Armed men stormed a post in Djibo. Army jets bombed the jihadists later. JNIM said it was behind the raid.",
        ["armed_assault: JNIM > Burkina Faso @ Djibo", "airstrike: Burkina Faso > JNIM @ Djibo"],
    ),
    (
        "Turkey, whose outpost at Morek came under mortar fire, sent soldiers.",
        ["shelling: > Turkey @ Morek"],
    ),
    (
        "Russian air defences destroyed 22 Ukrainian drones over Kursk.",
        ["interception: Russia > Ukraine @ Kursk"],
    ),
    (
        "Five militants were killed in an operation of the security forces in Quetta.",
        ["unspecified: Pakistan > militants @ Quetta k5"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), BEHIND)
def test_who_is_behind_an_attack_may_be_told_in_other_words(text: str, expected: list[str]) -> None:
    assert attacks(text) == expected


HIT = [
    ("Armenian troops shelled a depot near Ganja.", "shelling: Armenia > Azerbaijan @ Ganja"),
    ("Rebels burned down a granary near Bunia.", "armed_assault: rebels > civilians @ Bunia"),
    ("Rebels shelled a bus station in Bunia.", "shelling: rebels > civilians @ Bunia"),
    ("A grenade was thrown at a Belgian-owned bakery in Bunia by rebels.", "armed_assault: rebels > civilians @ Bunia"),
    ("Rebels blew up an army lorry in Bunia.", "bombing: rebels > DR Congo @ Bunia"),
    ("Rebels shot dead a village chief in Bunia.", "armed_assault: rebels > civilians @ Bunia k1"),
    ("The rebels claimed the killing of a village chief in Bunia.", "unspecified: rebels > civilians @ Bunia k1"),
    ("Rebels dragged a farmer from his hut in Bunia and shot him dead.", "armed_assault: rebels > @ Bunia k1"),
    ("Rebels raided Bunia. A nurse died.", "armed_assault: rebels > civilians @ Bunia k1"),
    ("A woman, 68, was killed when rebels shelled Bunia.", "shelling: rebels > civilians @ Bunia k1"),
    (
        "A bomb went off in Quetta, leaving two officers and a vendor dead.",
        "bombing: > civilians @ Quetta k3",
    ),
    (
        "Two Pakistani soldiers embraced martyrdom when militants attacked their patrol in Quetta.",
        "unspecified: militants > Pakistan @ Quetta k2",
    ),
    (
        "In Mannar, two army personnel were killed in a mine attack near Vavuniya, in Sri Lanka.",
        "bombing: > Sri Lanka @ Mannar k2",
    ),
    (
        "A colonel and 15 Ethiopian soldiers lost their lives in an ambush near Gondar.",
        "unspecified: > Ethiopia @ Gondar k16",
    ),
]


@pytest.mark.parametrize(("text", "expected"), HIT)
def test_whom_an_attack_hits_is_told_by_trade_place_and_idiom(text: str, expected: str) -> None:
    assert attacks(text) == [expected]


def test_a_bare_day_of_the_month_is_the_last_such_day() -> None:
    text = "On the 9th a Chadian patrol was ambushed near Bol. Rebels attacked a post at Liwa on the 4th with mortars."
    assert [str(event.period.start) for event in one(text) if event.period] == ["2020-06-09", "2020-06-04"]
