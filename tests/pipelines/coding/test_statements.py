"""What is said about forces and the use of force. All sentences are our own."""

import pytest

from tests.pipelines.coding.coded import one

WAR = "The rebels have mortars, and the soldiers have missiles. "


def statements(text: str) -> list[str]:
    """The statements of a text: subtype, status, speaker, and the word that names each."""
    text = WAR + text
    return [
        f"{e.subtype}/{e.status} | {', '.join(a.canonical for a in e.source)} | {e.trigger.of(text)}"
        for e in one(text)
        if e.type == "statement"
    ]


SAID = [
    ("Somalia demanded that Ethiopian troops leave Gedo.", "demand_withdrawal/occurred | Somalia | demanded"),
    ("Eritrea's army warned that it would answer any shelling with rockets.", "threat/occurred | Eritrea | warned"),
    ("The Houthis threatened to attack Jeddah.", "threat/occurred | Houthis | threatened"),
    ("Cuba's defence ministry threatened to take forceful countermeasures.", "threat/occurred | Cuba | threatened"),
    ("Iran vowed to retaliate for the raid on Damascus.", "vow/occurred | Iran | vowed"),
    ("Kenya promised retaliation for the raid on Lamu.", "vow/occurred | Kenya | promised"),
    ("Haiti's prime minister asked for a foreign force.", "request_presence/occurred | Haiti | asked"),
    ("The junta in Niger ordered the French troops out.", "demand_withdrawal/occurred | Niger | ordered"),
    ("Russia demanded that the Chinese go at once.", "demand_withdrawal/occurred | Russia | demanded"),
    (
        'Peru reiterated that the Chilean army "must be on its ships" by May.',
        "demand_withdrawal/occurred | Peru | reiterated",
    ),
    ("Iraq's parliament said the Turkish soldiers had to leave.", "demand_withdrawal/occurred | Iraq | said"),
    ("Iraq made plain that the Turkish troops had no right to stay.", "demand_withdrawal/occurred | Iraq | made"),
    ("The Houthis want every Saudi soldier out by April.", "demand_withdrawal/occurred | Houthis | want"),
    ("Chad asked that a French company be left behind in Abeche.", "request_presence/occurred | Chad | asked"),
    ("Somalia wants the Kenyan troops to remain in Gedo.", "request_presence/occurred | Somalia | wants"),
    ("Somalia begged Kenya to keep its soldiers in Gedo.", "request_presence/occurred | Somalia | begged"),
    ("Haiti repeated its appeal for a foreign force.", "request_presence/occurred | Haiti | appeal"),
    (
        "Georgia has put to Russia a request that its troops protect the railway.",
        "request_presence/occurred | Georgia | request",
    ),
    ("Kazakhstan turned to the CSTO for help.", "request_presence/occurred | Kazakhstan | turned"),
    ("French troops will not withdraw from Mali.", "continued_presence/planned | France | withdraw"),
    ("NATO will extend the mission in Libya by 90 days.", "continued_presence/planned | NATO | extend"),
    ("Portugal will remain in Guinea.", "continued_presence/planned | Portugal | remain"),
    ("Saudi Arabia intends to keep its troops in Yemen.", "continued_presence/planned | Saudi Arabia | keep"),
    ("Portuguese soldiers are to stay in Palma for a year.", "continued_presence/planned | Portugal | stay"),
    ("Chadian troops are expected to remain in Boma.", "continued_presence/planned | Chad | remain"),
    ("Peru was committed to keeping its troops in Haiti.", "continued_presence/planned | Peru | keeping"),
    ("The stay of the Belgian troops was extended until June.", "continued_presence/occurred | Belgium | extended"),
    ("Lebanon demanded an end to the Israeli presence in Tyre.", "demand_withdrawal/occurred | Lebanon | demanded"),
    ("Jordan called for the expulsion of Iranian troops from Syria.", "demand_withdrawal/occurred | Jordan | called"),
    ("The speaker said that all Kenyan troops must leave Somalia.", "demand_withdrawal/occurred |  | said"),
    ("Niger gave the French troops a month to leave.", "demand_withdrawal/occurred | Niger | gave"),
    ("Somalia set a deadline of June for the Kenyan soldiers to leave.", "demand_withdrawal/occurred | Somalia | set"),
]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_what_is_said_of_forces_is_a_statement(text: str, expected: str) -> None:
    assert statements(text) == [expected]


NOT_SAID = [
    "The army warned villagers to stay at home.",
    "The army warned that the rebels would attack Goma.",
    "Chad's president vowed to fight corruption.",
    "Kenya promised to answer the letter.",
    "Haiti's prime minister asked for help.",
    "Chad's president told his soldiers to leave Gao.",
    "The soldiers dug a trench to keep rebels out.",
    "Laos rejected as slander the claim that Chinese troops had massed at Phongsaly.",
    "Chad extended the opening hours of its border posts.",
    "Somalia wants water from Kenya.",
    "Kenya's president will remain in Paris until Friday.",
    "Kenya turned to Uganda for milk.",
    "Russian troops will not leave Goris before May.",
    "Sudan said that its soldiers must leave Kutum.",
    "A truce was signed between Chad and Libya in May. It calls for Libyan soldiers to leave Aouzou.",
]


@pytest.mark.parametrize("text", NOT_SAID)
def test_the_same_words_say_nothing_of_forces(text: str) -> None:
    assert statements(text) == []


def test_what_is_wanted_for_later_is_said_now() -> None:
    text = WAR + "Some Danish troops may remain at a base in Erbil after 2026 because Iraq wants them to stay."
    said = [(e.subtype, e.period) for e in one(text) if e.type == "statement" and e.status == "occurred"]
    assert said == [("request_presence", None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Somalia gave the Ethiopian contingent until Friday to leave Gedo.", "statement/demand_withdrawal/occurred"),
        ("Cairo gave the fighters until the end of June to leave Sirte.", "statement/demand_withdrawal/occurred"),
        ("The Ethiopian army shows no sign of leaving Baidoa.", "troop_movement/withdrawal/denied"),
        ("There is no timetable for the departure of the Danish troops from Mali.", "troop_movement/withdrawal/denied"),
    ],
)
def test_time_to_leave_is_a_demand_and_no_sign_of_leaving_a_denial(text: str, expected: str) -> None:
    assert [f"{e.type}/{e.subtype}/{e.status}" for e in one(WAR + text)] == [expected]
