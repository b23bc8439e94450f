"""Armed groups and followers that no register knows: they are actors under the names that the text gives them."""

from collections import Counter
from datetime import date

import pytest

from pipelines.coding.actors.actor_finding import find_actors
from pipelines.coding.record import Document
from pipelines.coding.words import language


def named(text: str) -> list[tuple[str, str | None]]:
    """Canonical name and kind of each actor of a text, in order, each once."""
    found = find_actors(language.parse(text), Document("d", text, date(2019, 6, 1)))
    return list(dict.fromkeys((actor.canonical, actor.kind) for actor in found))


NAMES = [
    ("Rebels of the UNLX raided a market.", [("UNLX", "rebel")]),
    ("Fighters of the Savannah Islamic Party took the bridge.", [("Savannah Islamic Party", "militia")]),
    (
        "The Patriotic Front for the Rebirth of Lokoro (PFRL) seized the ferry. The PFRL burned two boats.",
        [("Patriotic Front for the Rebirth of Lokoro", "militia")],
    ),
    ("Forces loyal to the warlord Hamid Barre shelled the port of Kismayo.", [("pro-Hamid Barre forces", "militia")]),
    ("A militia loyal to Chief Okello burned the huts.", [("pro-Chief Okello fighters", "militia")]),
    ("Liwaa Al-Fajr stormed the mill.", [("Liwaa Al-Fajr", "militia")]),
    ("The Gulf-backed rebel forces fled.", [("rebels", "militia")]),
    ("Rival Congolese factions met.", [("Congolese factions", "militia")]),
    ("Army fighter jets left.", []),
    ("Members of the Chamber of Trade met.", []),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_a_group_that_nobody_knows_keeps_its_name(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


def test_what_sort_of_group_it_is_adds_nobody_to_its_name() -> None:
    assert named("The Somali militant group al Shabaab fled.") == [("al-Shabaab", "terrorist")]


def test_a_tie_reaches_no_further_than_its_own_words() -> None:
    text = "A band of militiamen loyal to Elder Mbeki, blamed for killing a U.N. team, fled."
    assert ("UN-backed militias", "militia") not in named(text)


def test_forces_of_the_state_are_known_by_who_rules() -> None:
    text = "Regime fighters fled Homs in Syria. Anti-government fighters followed."
    assert named(text)[0] == ("Syria", "state")
    assert ("Anti-government fighters", "militia") in named(text)
    assert ("Syria", "state") in named("Members of the presidential guard fled. Syria said so.")


def test_one_phrase_may_hold_both_sides() -> None:
    text = "Government and rebel forces met near Homs in Syria."
    assert named(text)[:2] == [("Syria", "state"), ("rebels", "rebel")]


def test_one_soldier_who_suffers_is_one_of_the_home_forces() -> None:
    assert named("A policeman was killed in Kenya.") == [("Kenya", "police")]
    assert named("A senior police officer was shot in Kenya.") == [("Kenya", "state")]
    assert named("A policeman spoke in Kenya.") == []
    assert named("A security guard was killed in Kenya.") == []


def test_the_home_forces_are_those_of_where_it_happens() -> None:
    text = "A thousand government soldiers left Kunduz for Tajikistan."
    found = find_actors(language.parse(text), Document("d", text, date(2019, 6, 1)), Counter({"AFG": 3, "TJK": 1}))
    assert [a.canonical for a in found][:1] == ["Afghanistan"]


def test_an_army_is_known_by_its_letters_where_it_is_at_home() -> None:
    text = "The SAA took the mill."
    for setting, expected in ((Counter({"SYR": 3}), ["Syria"]), (Counter({"PER": 3}), [])):
        found = find_actors(language.parse(text), Document("d", text, date(2019, 6, 1)), setting)
        assert [a.canonical for a in found] == expected


def test_people_who_are_counted_are_people_and_no_state() -> None:
    assert named("Nine Sudanese were killed.") == [("Sudanese", "civilians")]


def test_ministers_are_those_of_the_state_that_is_spoken_of() -> None:
    text = "Russian tanks left Gori. Russian soldiers stayed at Poti. Defence Minister Oleg Petrov spoke."
    setting = Counter({"GEO": 12, "RUS": 2})
    found = find_actors(language.parse(text), Document("d", text, date(2008, 8, 20)), setting)
    assert found[-1].canonical == "Russia"


def test_the_army_in_occupied_towns_is_the_occupiers() -> None:
    for text, owner in (("The army shot a man in Nablus.", "Israel"), ("The police left.", "Palestinian Authority")):
        found = find_actors(language.parse(text), Document("d", text, date(2019, 6, 1)), Counter({"PSE": 8}))
        assert found[0].canonical == owner


def test_a_force_is_known_by_the_name_it_is_to_have() -> None:
    assert named("The force, to be called KFOR, is to grow.")[0] == ("NATO (KFOR)", "coalition")


def test_units_that_states_lend_are_theirs_and_not_the_speakers() -> None:
    text = "UNAMID met. Battalions from Ethiopia and Rwanda will leave."
    document = Document("d", text, date(2017, 6, 1), source="United Nations")
    lent = [a.canonical for a in find_actors(language.parse(text), document) if a.surface.startswith("Battalions")]
    assert lent == []


def test_an_enemy_is_that_of_the_speaker_only() -> None:
    assert named("Syria joined a list of enemies of Turkey. The group's enemy fled.")[-1] != ("Syria", "state")
