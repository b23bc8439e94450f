"""Actors in our own sentences: who they are, and the words that say so."""

from datetime import date

import pytest

from pipelines.coding.actors.actor_finding import find_actors
from pipelines.coding.actors.resolving import resolve
from pipelines.coding.record import Actor, Document
from pipelines.coding.words import language


def read(text: str, published: date = date(2024, 6, 1)) -> list[Actor]:
    return find_actors(language.parse(text), Document("d", text, published))


def found(text: str, published: date = date(2024, 6, 1)) -> dict[str, str]:
    return {actor.surface: actor.canonical for actor in read(text, published)}


@pytest.mark.parametrize(
    ("phrase", "canonical", "iso3", "kind"),
    [
        ("the Danish government", "Denmark", "DNK", "state"),
        ("senior Pentagon officials", "United States", "USA", "state"),
        ("President Barack Obama", "United States", "USA", "state"),
        ("Russian missiles", "Russia", "RUS", "state"),
        ("Qais Khazali, founder of Asaib Ahl al-Haq", "Asaib Ahl al-Haq", None, "militia"),
        ("members of the Taliban", "Taliban", None, "militia"),
        ("the Foreign Ministry of Iraq", "Iraq", "IRQ", "state"),
        ("Yemen's Houthis", "Houthis", None, "militia"),
        ("Kenyan police officers", "Kenya", "KEN", "state"),
        ("Kenyan police", "Kenya", "KEN", "police"),
        ("Iranian-backed militia groups", "Iran-backed militias", None, "militia"),
        ("Rwanda-backed rebels", "Rwanda-backed rebels", None, "rebel"),
        ("al-Qaeda-linked fighters", "al-Qaeda-linked militants", None, "terrorist"),
        ("Colombian guerrillas", "Colombian guerrillas", None, "rebel"),
        ("Chad's rebels", "Chadian rebels", None, "rebel"),
        ("U.N. peacekeepers", "United Nations", None, "igo"),
        ("NATO-led troops", "NATO", None, "coalition"),
        ("three Afghan civilians", "civilians", "AFG", "civilians"),
        ("masked gunmen", "masked gunmen", None, "unknown"),
        ("Russian armed forces", "Russia", "RUS", "state"),
        ("a Karen guerrilla stronghold", "Karen National Union", None, "rebel"),
        ("Serbian President Vojislav Kostunica", "Serbia", "SRB", "state"),
        ("rebel positions", "rebels", None, "militia"),
        ("pro-Assad forces", "pro-Assad forces", None, "militia"),
        ("an ISIS-held building", "Islamic State", None, "terrorist"),
        ("the European Union", "European Union", None, "igo"),
        ("Soviet paratroopers", "Soviet Union", "SUN", "state"),
    ],
)
def test_a_phrase_standing_alone(phrase: str, canonical: str, iso3: str | None, kind: str) -> None:
    actor = resolve(phrase)
    assert actor is not None
    assert (actor.canonical, actor.iso3, actor.kind) == (canonical, iso3, kind)


@pytest.mark.parametrize(
    "phrase", ["the bill", "a ceasefire", "the Syrian city", "Lebanon Hotel", "heavy rain", "", "a Russian-made tank"]
)
def test_what_is_no_actor(phrase: str) -> None:
    assert resolve(phrase) is None


def test_surfaces_run_from_the_name_to_the_end_of_the_phrase() -> None:
    text = "More than 300 Ethiopian soldiers crossed the river, and two Somali drones circled above."
    actors = read(text)
    assert [a.surface for a in actors] == ["Ethiopian soldiers", "Somali drones"]
    assert all(text[a.span.start : a.span.end] == a.surface for a in actors)


def test_coordinated_forces_are_two_actors() -> None:
    assert found("Ugandan and Congolese troops shelled the rebels.") == {
        "Ugandan": "Uganda",
        "Congolese troops": "DR Congo",
        "rebels": "rebels",
    }


def test_a_state_that_something_happens_in_is_a_place() -> None:
    assert found("Turkey bombed the PKK in Iraq and Syria.") == {"Turkey": "Turkey", "PKK": "Kurdistan Workers' Party"}


def test_a_capital_speaks_but_does_not_fall() -> None:
    assert found("Moscow warned Kyiv on Monday.")["Moscow"] == "Russia"
    assert "Kabul" not in found("Kabul fell within hours.")
    assert "Mosul" not in found("A convoy was hit near Mosul, Iraq.")
    assert "Iraq" not in found("A convoy was hit near Mosul, Iraq.")


def test_a_person_is_remembered_with_the_office() -> None:
    text = "Norwegian Defence Minister Kari Solberg spoke in Oslo. Solberg said the ships would return."
    assert found(text)["Solberg"] == "Norway"


def test_an_apposition_tells_whom_a_person_stands_for() -> None:
    text = "Tariq Bello, a spokesman for Boko Haram, claimed the raid. Bello promised more."
    assert found(text)["Bello"] == "Boko Haram"


def test_phrases_point_back_to_the_last_of_their_kind() -> None:
    text = "Philippine troops chased Abu Sayyaf militants on Jolo. The militants fled; the troops lost two men."
    assert found(text)["The militants"] == "Abu Sayyaf"
    assert found(text)["the troops"] == "Philippines"


def test_the_government_is_that_of_the_country_of_the_text() -> None:
    text = "Fighting went on in Sudan on Tuesday. The government said the army had retaken two towns in Sudan."
    assert found(text)["The government"] == "Sudan"


def test_what_a_pronoun_owns_is_left_to_the_reading_of_roles() -> None:
    assert "its troops" not in found("Ukraine said Russia had lost many of its troops.")


def test_militias_tied_to_a_state_by_a_participle() -> None:
    text = "Militias allied with Iran fired rockets at the base."
    assert found(text) == {"Militias allied with Iran": "Iran-backed militias"}


def test_unknown_groups_keep_their_words() -> None:
    text = "A group calling itself Saraya al-Nahr took responsibility, and the Blue River Liberation Front denied it."
    names = found(text)
    assert names["Blue River Liberation Front"] == "Blue River Liberation Front"
    assert names["Saraya al-Nahr"] == "Saraya al-Nahr"


def test_all_words_of_a_name_that_goes_beyond_its_noun_phrase() -> None:
    text = "The Revolutionary Armed Forces of Colombia freed a mayor."
    assert found(text, date(2008, 1, 1)) == {"Revolutionary Armed Forces of Colombia": "FARC"}


def test_look_alike_signs_do_not_move_the_spans() -> None:
    text = "“Iran‑backed militias” struck the Houthis’ foes."
    assert [(a.surface, a.canonical) for a in read(text)][:1] == [("Iran‑backed militias", "Iran-backed militias")]


def test_a_description_after_a_name_is_the_named_group() -> None:
    text = "Officials blamed Kataib Hezbollah, an Iran-backed Iraqi militia, for the rockets."
    assert set(found(text).values()) == {"Kataib Hezbollah"}


def test_harm_done_to_soldiers_is_done_to_the_country_of_the_text() -> None:
    text = "Gunmen killed nine soldiers at a post in Niger on Sunday. More troops may be sent."
    assert found(text)["nine soldiers"] == "Niger"
    assert "More troops" not in found(text)


def test_a_press_release_does_not_name_its_own_forces() -> None:
    text = "On March 3 I ordered additional forces to deploy to Kuwait."
    document = Document("d", text, date(2026, 3, 4), source="The White House")
    assert [a.canonical for a in find_actors(language.parse(text), document)][:1] == ["United States"]


def test_a_news_agency_is_not_the_army_of_the_same_letters() -> None:
    assert resolve("AFP") is None
    assert resolve("Voice of America") is None


def test_officials_in_a_capital_are_those_of_its_state() -> None:
    assert found("Officials in Seoul denied it.") == {"Officials in Seoul": "South Korea"}


def test_the_armed_forces_are_no_armed_group() -> None:
    text = "Talks went on in Colombia. The armed forces killed a FARC commander there."
    assert found(text, date(2008, 1, 1))["The armed forces"] == "Colombia"


def test_warplanes_are_those_of_the_only_country_of_the_text() -> None:
    text = "Warplanes bombed a village in Sudan. Sudan said nothing; aid groups in Sudan counted forty dead."
    assert found(text)["Warplanes"] == "Sudan"
    assert "Drones" not in found(text.replace("Warplanes", "Drones"))
    assert "Warplanes" not in found("Warplanes bombed a village. Sudan blamed Chad, and Chad blamed Sudan.")


def test_forces_of_a_commander_are_those_of_his_army() -> None:
    text = "Forces of the eastern commander Khalifa Haftar shelled the port of Tripoli."
    assert found(text, date(2019, 5, 1))["Forces of the eastern commander Khalifa Haftar"] == "Libyan National Army"


def test_title_and_dateline_say_what_country_a_text_is_about() -> None:
    text = "The army retook the town, a resident said."
    document = Document(
        "d", text, date(2014, 3, 1), title="Bangui calm after raid", dateline="BANGUI, Central African Republic"
    )
    assert [a.canonical for a in find_actors(language.parse(text), document)][:1] == ["Central African Republic"]


def test_an_attacker_from_a_group_is_of_that_group() -> None:
    text = "A suicide bomber from the local branch of the Islamic State killed two men."
    assert "Islamic State" in set(found(text).values())
    assert "suicide bomber" not in set(found(text).values())


def test_rebels_are_known_once_the_text_has_named_their_group() -> None:
    text = "Rebels and insurgents were about. Ansar Dine and MUJAO met in Mali. MUJAO left, and the insurgents cheered."
    names = [(a.surface, a.canonical) for a in read(text, date(2013, 1, 1))]
    assert ("Rebels", "rebels") in names
    assert ("the insurgents", "MUJAO") in names
