"""Attacks as news tells them: who strikes, who is struck, how many are killed and hurt. All sentences are our own."""

import pytest

from pipelines.coding.record import CodedEvent, Quantity
from tests.pipelines.coding.coded import one


def count(mark: str, quantity: Quantity | None) -> list[str]:
    return [f"{mark}{quantity.value}"] if quantity else []


def side(event: CodedEvent) -> str:
    """An attack in one line: subtype, attackers > attacked, places, killed and wounded."""
    source = ", ".join(a.canonical for a in event.source)
    target = ", ".join(a.canonical for a in event.target)
    where = ", ".join(p.surface for p in event.location)
    tolls = count("k", event.fatalities) + count("w", event.wounded)
    return " ".join(f"{event.subtype}: {source} > {target} @ {where} {' '.join(tolls)}".split())


def attacks(text: str) -> list[str]:
    return [side(event) for event in one(text) if event.type == "attack"]


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
        ["shelling: M23 > @ Goma", "armed_assault: M23 > DR Congo @ Sake k6"],
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
    ("Ten soldiers fell in combat, and two were hurt.", "unspecified: rebels > @ Bunia k10 w2"),
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
