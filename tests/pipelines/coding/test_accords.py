"""Agreements on war, peace and forces, and what only sounds like one. All sentences are our own."""

import pytest

from tests.pipelines.coding.coded import one

WAR = "The rebels have mortars, and the soldiers have missiles. "


def accords(text: str) -> list[str]:
    """The agreements of a text: subtype, parties, and the word that names each."""
    text = WAR + text
    return [
        f"{e.subtype} | {', '.join(a.canonical for a in (*e.source, *e.target))} | {e.trigger.of(text)}"
        for e in one(text)
        if e.type == "agreement"
    ]


MADE = [
    ("Chad and Sudan signed a truce of the African Union.", "ceasefire | Chad, Sudan | truce"),
    ("Thailand and Cambodia settled on a halt to hostilities.", "ceasefire | Thailand, Cambodia | halt"),
    ("Israel and Hamas accepted a seven-day humanitarian pause.", "ceasefire | Israel, Hamas | pause"),
    ("Kyiv and Moscow agreed to a lull in strikes on ports.", "ceasefire | Ukraine, Russia | lull"),
    ("Sudan and Chad agreed to hold their fire.", "ceasefire | Sudan, Chad | hold"),
    ("Mali and Algeria arrived at an agreement on the ceasing of fire.", "ceasefire | Mali, Algeria | agreement"),
    ("Kosovo and Serbia signed a protocol on joint patrols.", "security_agreement | Kosovo, Serbia | protocol"),
    ("Turkey and Libya signed a memorandum on military aid.", "security_agreement | Turkey, Libya | memorandum"),
    ("Chad and France signed a defence accord.", "security_agreement | Chad, France | accord"),
    ("Ethiopia and Eritrea made peace in July.", "peace_agreement | Ethiopia, Eritrea | made"),
    ("Israel and Hamas negotiated a truce.", "ceasefire | Israel, Hamas | truce"),
    ("A U.S.-brokered truce between Israel and Hamas took hold.", "ceasefire | Israel, Hamas | truce"),
    ("A truce mediated by Qatar and signed by Israel and Hamas took hold.", "ceasefire | Israel, Hamas | truce"),
    ("Turkey and Qatar brokered a truce between Chad and Sudan.", "ceasefire | Chad, Sudan | truce"),
    ("India and Nepal agreed to pull back their soldiers.", "withdrawal_agreement | India, Nepal | agreed"),
    (
        "The memorandum concluded by Russia and Turkey commits both to the removal of militiamen from Manbij.",
        "withdrawal_agreement | Russia, Turkey | memorandum",
    ),
    (
        "The pact of May 3, by which Chad and Libya had undertaken to cease fire, bound their soldiers.",
        "ceasefire | Chad, Libya | pact",
    ),
    (
        "Under the truce, signed on Monday by Chad and Sudan, Libyan soldiers are to leave.",
        "ceasefire | Chad, Sudan | truce",
    ),
    ("Chad broke off a truce in May with Sudan.", "ceasefire | Chad, Sudan | truce"),
    ("The rebels proposed a three-day halt so that the dead could be gathered.", "ceasefire | rebels | halt"),
    ("The rebels offered to abjure violence for 72 days.", "ceasefire | rebels | abjure"),
    (
        "Chad and Libya stay apart under the peace signed in Dayton by Chad and Libya.",
        "peace_agreement | Chad, Libya | peace",
    ),
    ("Chad and Sudan agreed to stop shooting at noon.", "ceasefire | Chad, Sudan | stop"),
    ("A warlord of Chad has proclaimed a ceasefire by short-wave radio.", "ceasefire | Chad | ceasefire"),
    ("Generals of both armies held a meeting at the border on Monday.", "talks | rebels | meeting"),
    ("Chad and Sudan struck a bargain on the withdrawal.", "security_agreement | Chad, Sudan | bargain"),
    ("NATO is to end its task in Kunduz on July 15.", "mission_end | NATO | end"),
    ("Oman granted American forces access to two bases.", "basing_agreement | Oman | granted"),
]


@pytest.mark.parametrize(("text", "expected"), MADE)
def test_an_agreement_is_read_whatever_it_is_called(text: str, expected: str) -> None:
    assert accords(text) == [expected]


NAMELESS = [
    ("The ceasefire terms of May oblige Chad to leave Aouzou.", "ceasefire"),
    ("Talks are due in Geneva on Monday.", "talks"),
    ("Russia keeps its men in bases for which treaties were signed in May.", "security_agreement"),
    ("Operation Serval is over.", "mission_end"),
]


@pytest.mark.parametrize(("text", "expected"), NAMELESS)
def test_an_agreement_is_read_where_the_clause_names_no_parties(text: str, expected: str) -> None:
    assert [line.split(" | ")[0] for line in accords(text)] == [expected]


def test_an_agreement_that_two_sides_reached_is_known_by_its_day() -> None:
    text = "Under the four-point understanding reached yesterday, the army and the rebels will exchange prisoners."
    assert [line.split(" | ")[0] for line in accords(text)] == ["security_agreement"]


NONE = [
    "Dockers and the company agreed to a truce in Durban.",
    "The parties in Helsinki agreed on a truce over taxes.",
    "Unions and employers in Lima agreed to a halt to the strikes.",
    "Kenya agreed to send 400 soldiers to Haiti.",
    "A memorandum on wheat and petrol was signed by the two armies' countries.",
    "Residents reached an understanding with their landlord, a former soldier.",
    "The police protocol requires soldiers to show papers.",
    "The minister called for a halt to the fighting.",
    "The declaration of human rights was read out to the soldiers.",
    "The workers announced a three-day halt of the trams.",
    "The minister put down his pen after a long pause.",
    "Rain brought a halt to the shelling.",
    "The soldiers came to a halt at the border.",
    "The two generals agreed that the weather was bad.",
    "Peace was near, the soldiers said.",
    "Talks on a railway are due in Geneva on Monday.",
    "A meeting of the cabinet was held on Monday.",
    "The game of the soldiers was over by noon.",
]


@pytest.mark.parametrize("text", NONE)
def test_the_same_words_tell_no_agreement(text: str) -> None:
    assert accords(text) == []


def test_the_fighting_that_a_pause_stops_is_no_attack() -> None:
    assert [e.type for e in one(WAR + "Sudan's army and the rebels agreed on a pause in the fighting.")] == [
        "agreement"
    ]


def test_a_withdrawal_agreement_is_no_withdrawal() -> None:
    events = one(WAR + "A withdrawal agreement in May between the army and the rebels had fixed a day in Goma.")
    assert [event.subtype for event in events] == ["withdrawal_agreement"]


BROKEN = [
    ("Peru has broken off peace talks with the rebels.", "cancelled"),
    ("Chad suspended its military pact with France.", "cancelled"),
    ("Chad broke its truce with the rebels.", "occurred"),
    ("Chad tore up its military pact with France.", "cancelled"),
    ("Chad scrapped its truce with the rebels.", "cancelled"),
]


@pytest.mark.parametrize(("text", "status"), BROKEN)
def test_what_is_broken_off_is_cancelled(text: str, status: str) -> None:
    assert [event.status for event in one(WAR + text) if event.type == "agreement"] == [status]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chad and the rebels have kept to the humanitarian ceasefire around Abeche since Friday.",
            "ceasefire occurred",
        ),
        ("Shells fell on Goma after the ceasefire, which collapsed on Monday night.", "ceasefire occurred"),
        ("The rebels on Sunday dismissed a ceasefire proposal by the army of Mali.", "ceasefire denied"),
        ("The Security Council on Friday renewed the mandate of the peacekeepers in Mali.", "vote_resolution occurred"),
        (
            "The Security Council agreed to a six-month extension of the mandate of the peacekeeping force in Lebanon.",
            "vote_resolution occurred",
        ),
    ],
)
def test_accords_and_votes_that_few_words_tell_of(text: str, expected: str) -> None:
    assert expected in [f"{event.subtype} {event.status}" for event in one(text)]
