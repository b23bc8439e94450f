"""Which words of news English name an event and which only seem to. All sentences are our own."""

from datetime import date

import pytest

from pipelines.coding import coder
from pipelines.coding.record import Document

PLAIN = "The rebels have mortars, and the soldiers have missiles. "
"""A sentence that makes any text one about war."""


def kinds(text: str, **facts: str) -> list[str]:
    """The subtypes of a text's events, with the word that names each, in text order."""
    [(_, events)] = coder.code([Document("d", text, date(2020, 6, 15), **facts)])
    return [f"{event.subtype}: {event.trigger.of(text)}" for event in events]


BORROWED = {
    "sport": """The striker fired in two goals as the hosts launched one attack after another, and their rivals were
        left in full retreat. It was a battle for midfield that the captain had long seen coming, he told the crowd.""",
    "trade": """The two capitals have been at war over soybeans since March, and each has struck at the exports of the
        other. The truce that was agreed in May has collapsed, the minister said on the day the new duties came.""",
    "crime": """Four people were shot and wounded at the weekend when a gunman opened fire after a quarrel outside a bar
        on the south side. The mayor said that he would hire more officers, and families lit candles in the street.
        A judge set bail for two of the suspects, and schools nearby were to open again on Wednesday.""",
    "smuggling": """Traffickers sank the vessel when the navy intercepted it off the coast with four tons of cocaine on
        board. The men were brought ashore and charged, and a judge will decide whether they can be sent abroad.
        Their lawyer said that none of them had known what lay under the deck when they left the harbour.""",
}


@pytest.mark.parametrize("matter", BORROWED)
def test_a_text_that_only_borrows_the_words_of_war_has_no_event(matter: str) -> None:
    assert kinds(" ".join(BORROWED[matter].split())) == []


NONE = [
    "Doctors went on strike in Freetown.",
    "A strike by teachers closed the schools.",
    "Three soldiers were killed in an avalanche near Gilgit.",
    "Twelve marines died when their helicopter crashed off Okinawa.",
    "The war has killed 30,000 people.",
    "Two combat-equipped teams toured the port.",
    "He built bombs for attacks on the coalition.",
    "The governor, a former general, died in his sleep.",
    "They used the valley as a base for fighting the state.",
    "The envoy made a new call for a ceasefire.",
    "A ceasefire was not part of the accord's first draft.",
    "The army did not shell the town.",
    "The gunmen fled on motorcycles.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_seems_an_event_is_none(text: str) -> None:
    assert kinds(PLAIN + text) == []


def test_what_a_blast_leaves_is_no_withdrawal() -> None:
    assert kinds(PLAIN + "The blast left a deep crater.") == ["bombing: blast"]


FOUND = [
    ("Shelling resumed near Mariupol on Sunday.", ["shelling: Shelling"]),
    ("New shelling battered the port of Mariupol.", ["shelling: shelling"]),
    ("Peru lost nine soldiers in an ambush.", ["armed_assault: lost"]),
    (
        "Soldiers freed two villages. Later they overran the rebel camp.",
        ["ground_offensive: freed", "ground_offensive: overran"],
    ),
    ("Militants seized two aid workers in Maroua.", ["abduction: seized"]),
    ("Five soldiers were killed, and ten hurt, following clashes in Bria.", ["armed_clash: killed"]),
    (
        "Fighting broke out in Bria. Fighting also broke out in Bangui.",
        ["armed_clash: Fighting", "armed_clash: Fighting"],
    ),
    ("The army, backed by air strikes, retook Sirte.", ["ground_offensive: retook"]),
    ("Uganda entered South Sudan in January.", ["incursion: entered"]),
    ("A total of 40 service members and clerks will deploy to Niger.", ["deployment: deploy"]),
    ("USS Cole sailed to Aden.", ["deployment: sailed"]),
    ("Norway will reduce its presence in Mali.", ["drawdown: reduce"]),
    ("The brigade will rotate home from Kosovo.", ["withdrawal: rotate"]),
    ("British forces handed over control of the base at Basra.", ["base_transfer: handed"]),
    ("There are 100 soldiers deployed in Chad.", ["troops_present: 100"]),
    ("Spain still has 700 soldiers deployed in Chad.", ["troops_present: 700"]),
    ("The rebels would leave a 100-strong contingent at the airport.", ["ceiling: 100-strong"]),
    ("Sudan signed a deal with the rebel group.", ["security_agreement: deal"]),
    ("The rebels left Goma after a deal brokered by Uganda.", ["withdrawal: left", "security_agreement: deal"]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_an_event_is_found(text: str, expected: list[str]) -> None:
    assert kinds(PLAIN + text) == expected


def test_an_answer_is_an_attack_of_its_own() -> None:
    text = (
        "A rocket fired from Idlib killed one person in Kilis. The Turkish army responded with artillery fire on Idlib."
    )
    assert kinds(text) == ["rocket_attack: killed", "shelling: fire"]


def test_a_place_in_the_name_of_a_group_is_not_where_it_strikes() -> None:
    text = "Fighters of the Islamic State of Iraq and the Levant bombed a market in Tunis."
    [(_, [event])] = coder.code([Document("d", text, date(2016, 1, 26))])
    assert [place.surface for place in event.location] == ["Tunis"]


ONE = [
    ("The sides signed a truce in Minsk on June 3. The truce followed a battle at Ilovaisk in May.", "ceasefire"),
    ("Chad sent 500 soldiers to Mali on June 3. The deployment followed talks in Paris.", "deployment"),
    ("Rebels blew up a bus in Tunis. Police said that the bombing began a new wave of terror in Egypt.", "bombing"),
]


@pytest.mark.parametrize(("text", "kind"), ONE)
def test_a_noun_that_only_points_back_tells_no_second_event(text: str, kind: str) -> None:
    assert [name.split(": ")[0] for name in kinds(PLAIN + text)].count(kind) == 1


GONE = [
    "Veterans spoke of the Korean War, in which rebels shelled the port.",
    "In June 1942 the navy attacked the base at Midway.",
    "Parliament voted down the EU withdrawal agreement.",
    "Hungary withdrew from the European Union.",
    "A cargo plane flew from Karachi to Delhi.",
    "The envoy described the step as a redeployment.",
    "The army denied that it had carried out any strike.",
]


@pytest.mark.parametrize("text", GONE)
def test_what_is_long_past_or_of_another_kind_is_left_out(text: str) -> None:
    assert kinds(PLAIN + text) == []


MORE = [
    ("Germany flew out its last 264 men from Herat.", ["withdrawal: flew"]),
    ("Italy lowered its flag in Herat.", ["base_transfer: lowered"]),
    ("President Kiir ordered 200 soldiers to take part in the force.", ["deployment: ordered"]),
    ("There are now some 90,000, as many as in May.", ["troops_present: some 90,000"]),
    ("The bill left the strength of the force at some 3,750.", ["troops_present: some 3,750"]),
]


@pytest.mark.parametrize(("text", "expected"), MORE)
def test_more_ways_of_going_and_of_counting(text: str, expected: list[str]) -> None:
    assert kinds("The Taliban attacked soldiers with mortars and missiles. " + text)[1:] == expected
