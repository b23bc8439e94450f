"""What the rules leave open is chosen by weights, among what the text offers."""

from dataclasses import replace
from datetime import date

import pytest

from pipelines.coding import weighing
from pipelines.coding.choices.choosing import questions
from pipelines.coding.choices.options import Question, likeliest
from pipelines.coding.coder import code, drafted
from pipelines.coding.record import CodedEvent, Document
from pipelines.coding.weighing import chances
from pipelines.coding.words import language

SAKE = (
    "Rebels of the M23 shelled the town of Sake on Monday. Doctors in Goma were on strike."
    " The attackers later killed four policemen at a roadblock."
)
AIRPORT = "The M23 fought Congolese soldiers in Goma. On Monday the airport was shelled."


@pytest.fixture
def weights(monkeypatch):
    """Weights that a test sets in place of the fitted ones."""
    found: dict[str, dict[str, float]] = {}
    monkeypatch.setattr(weighing, "weights", lambda: found)
    return found


def asked(text: str) -> list[Question]:
    document = Document("d", text, date(2020, 6, 15))
    return questions(*drafted(language.load()(language.plain(text)), document))


def coded(text: str) -> list[CodedEvent]:
    [(_, events)] = code([Document("d", text, date(2020, 6, 15))])
    return events


def options(question: Question) -> list[str]:
    """Each option as one word or line."""
    found = []
    for option in question.options:
        value = option.value
        if isinstance(value, list):
            found.append(", ".join(one.canonical for one in value) or "-")
        elif isinstance(value, str):
            found.append(value)
        else:
            found.append(f"{value.start}..{value.end}" if value else "-")
    return found


def test_chances_are_shares_of_the_exponentials_of_summed_weights(weights):
    weights["place"] = {"near": 1.0, "often": 0.5}
    found = chances("place", [{"near": 1.0, "often": 2.0}, {"near": 1.0}, {"unknown": 9.0}])
    assert [round(share, 4) for share in found] == [0.6652, 0.2447, 0.09]


def test_of_equal_options_the_first_is_taken_and_without_weights_all_are_equal(weights):
    [question] = [q for q in asked("Rebels fled Goma. Soldiers were killed by shelling.") if q.choice == "days"][:1]
    assert chances("days", [option.signals for option in question.options])[0] == pytest.approx(
        1 / len(question.options)
    )
    assert likeliest(question) is question.options[0]


def test_an_attack_is_laid_to_nobody_where_none_is_likely_enough(weights):
    text = "The M23 and the CODECO are in Ituri. Six soldiers were killed there by shelling on Monday."
    [question] = [q for q in asked(text) if q.choice == "attacker"]
    assert (options(question), likeliest(question).value) == (["M23", "CODECO", "-"], [])
    weights["attacker"] = {"last of its side named": 0.5}
    assert options(replace(question, options=[likeliest(question)])) == ["CODECO"]


def test_somebody_is_taken_for_struck_from_four_in_ten(weights):
    [question] = [q for q in asked(AIRPORT) if q.choice == "target"]
    assert (options(question), likeliest(question).value[0].canonical) == (["DR Congo", "-"], "DR Congo")
    weights["target"] = {"not told": 0.5}
    assert likeliest(question).value == []


@pytest.mark.weighed
def test_nobody_is_taken_for_struck_who_strikes(weights):
    text = "The M23 and the CODECO are in Ituri. On Monday there was shelling there."
    weights |= {"attacker": {"rebels": 3.0, "last of its side named": 3.0}, "target": {"rebels": 3.0}}
    [event] = coded(text)
    assert ([a.canonical for a in event.source], [a.canonical for a in event.target]) == (["CODECO"], ["M23"])
    weights["target"]["last of its side named"] = 3.0
    [event] = coded(text)
    assert ([a.canonical for a in event.source], event.target) == (["CODECO"], [])


@pytest.mark.weighed
@pytest.mark.parametrize(("weight", "kind"), [(3.4, "shelling"), (3.5, "massacre")])
def test_the_kind_of_an_attack_is_overruled_from_thirteen_in_twenty(weights, weight, kind):
    weights["kind of attack"] = {"massacre, many killed": weight}
    [event] = coded("Rebels of the M23 shelled Goma on Monday, killing 40 civilians.")
    assert event.subtype == kind


def test_the_kinds_of_other_attacks_speak_for_a_kind():
    text = "Rebels shelled Goma on Monday. They ambushed a convoy in Sake on Friday."
    [_, second] = [q for q in asked(text) if q.choice == "kind of attack"]
    by_kind = {option.value: option.signals for option in second.options}
    assert (len(by_kind), second.options[-1].value) == (18, "armed_assault")
    assert by_kind["shelling"]["the last attack told"] == by_kind["shelling"]["shelling, another attack"] == 1.0
    assert "the last attack told" not in by_kind["massacre"]
    assert by_kind["massacre"]["massacre, word ambush"] == 1.0


def test_what_the_own_words_tell_is_not_asked():
    assert [q.choice for q in asked("Rebels of the M23 shelled Goma on Monday.")] == ["kind of attack"]


def test_a_question_offers_what_the_text_names_and_that_it_tells_nothing():
    assert {q.choice: options(q) for q in asked(SAKE) if q.choice != "kind of attack"} == {
        "place": ["Sake", "Goma"],
        "attacker": ["M23", "-"],
        "target": ["civilians", "-"],
    }


def test_nobody_is_offered_as_the_attacker_of_himself():
    text = "Malian soldiers are in Gao with the M23. More than 200 M23 rebels were killed there on Monday."
    assert [options(q) for q in asked(text) if q.choice == "attacker"] == [["Mali", "-"]]


@pytest.mark.weighed
def test_a_later_attack_of_a_story_is_put_where_the_story_is_and_laid_to_who_attacks_in_it():
    event = coded(SAKE)[-1]
    assert ([p.canonical for p in event.location], [a.canonical for a in event.source]) == (["Sake"], ["M23"])


@pytest.mark.weighed
def test_whom_nobody_knows_is_not_guessed():
    text = "No one claimed responsibility for the bombing of a mosque in Kano that killed 12 people."
    assert [event.source for event in coded(text)] == [[]]


@pytest.mark.weighed
def test_the_whole_coder_gives_chosen_places_the_words_that_name_them():
    event = coded(SAKE)[-1]
    assert [place.span.of(SAKE) for place in event.location] == ["Sake"]
    assert [span.of(SAKE) for span in event.spans()["source"]] == ["Rebels of the M23"]
