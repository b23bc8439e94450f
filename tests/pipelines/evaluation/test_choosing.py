"""The fit of what the coder weighs: on made-up questions with known answers, and on one labelled text."""

from datetime import date

import pytest

from pipelines.coding import weighing, words
from pipelines.coding.record import Document
from pipelines.evaluation.choosing import Labelled, Trial, fit, fit_each, labelled, try_out, write_choices
from pipelines.evaluation.tellings import heard_and_refused, numbers_and_folds

NEAR, FAR, NONE = {"near": 1.0}, {"far": 1.0}, {"not told": 1.0}


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask each question once, not once for every reading of the text, and of the rules alone."""
    monkeypatch.setattr(words, "MODELS", words.MODELS[:1])
    monkeypatch.setattr(weighing, "weights", dict)


def case(number: int, right: int, *options: dict[str, float], by_rules: int | None = 0) -> Labelled:
    found = tuple(place == right for place in range(len(options)))
    return Labelled(f"d{number}", "place", options, found, by_rules)


def test_a_signal_weighs_as_often_as_it_is_right():
    cases = [case(n, 0 if n < 30 else 1, NEAR, FAR) for n in range(40)]
    weights = fit(cases)
    assert weights == {"far": -0.438, "near": 0.438}  # log(30 / 10) apart, drawn together by the ridge


def test_questions_with_one_answer_and_signals_seldom_seen_teach_nothing():
    cases = [case(n, 0, NEAR, FAR) for n in range(7)]
    assert fit(cases) == {}
    assert fit([case(n, 0, NEAR) for n in range(20)]) == {}


def test_a_trial_counts_what_rules_and_weights_get_right_on_other_documents():
    cases = [case(n, 1, NEAR, FAR, NONE, by_rules=None if n % 2 else 0) for n in range(40)]
    assert try_out(cases) == [Trial("place", 40, 40, 0, 40)]


def test_the_seed_holds_each_choice_and_signal_once(tmp_path):
    write_choices(fit_each([case(n, 1, NEAR, FAR) for n in range(20)]), tmp_path / "choices.csv")
    lines = (tmp_path / "choices.csv").read_text("utf-8").splitlines()
    assert [line.rpartition(",")[0] for line in lines] == ["choice,signal", "place,far", "place,near"]


@pytest.mark.usefixtures("read_once")
def test_the_questions_of_a_labelled_text_know_which_option_the_label_bears_out():
    text = (
        "Rebels of the M23 shelled the town of Sake on Monday. Doctors in Goma were on strike."
        " The attackers later killed four policemen at a roadblock."
    )
    trigger = text.index("killed")
    gold = {
        "doc_id": "d",
        "event_id": "d#1",
        "type": "attack",
        "subtype": "armed_assault",
        "status": "occurred",
        "actors": {"source": [{"surface": "M23", "canonical": "M23", "kind": "rebel"}]},
        "locations": {"at": [{"surface": "Sake", "canonical": "Sake", "country": "COD", "level": "city"}]},
        "trigger": {"text": "killed", "start": trigger, "end": trigger + 6},
        "sentence": {"start": text.index("The attackers"), "end": len(text)},
    }
    found = {case.choice: case for case in labelled([(Document("d", text, date(2020, 6, 15)), [gold])])}
    assert found["place"].right == (True, False)
    assert found["attacker"].right == (True, False)
    assert found["place"].by_rules == 0


def test_words_that_the_rules_refuse_are_cases_where_the_gold_has_an_event_that_they_miss_and_where_it_has_none():
    text = "Rebels shelled Gao on Monday. Vessels of the fleet left Kidal. Ministers left Bamako for Paris."
    first, last = text.index("left Kidal"), text.index("Ministers")
    gold = {
        "doc_id": "d",
        "event_id": "d#1",
        "type": "troop_movement",
        "subtype": "withdrawal",
        "trigger": {"text": "left", "start": first, "end": first + 4},
        "sentence": {"start": text.index("Vessels"), "end": last - 1},
    }
    document = Document("d", text, date(2020, 6, 15))
    moves = [case for case in heard_and_refused([(document, [gold])]) if case.choice == "told movement"]
    assert {(case.right, case.by_rules) for case in moves} == {((True, False), 1), ((False, True), 1)}


@pytest.mark.usefixtures("read_once")
def test_a_mention_that_the_rules_fold_is_a_case_where_the_gold_has_an_event_that_is_missed():
    text = "Rebels shelled Gao on Monday. They shelled the barracks again. The shelling killed two soldiers."
    first, again = text.index("shelled"), text.rindex("shelled the")
    gold = [
        {
            "doc_id": "d",
            "event_id": f"d#{at}",
            "type": "attack",
            "subtype": "shelling",
            "trigger": {"text": "shelled", "start": at, "end": at + 7},
        }
        for at in (first, again)
    ]
    document = Document("d", text, date(2020, 6, 15))
    found = [(case.choice, case.right) for case in numbers_and_folds([(document, gold)])]
    assert found == [("another attack", (True, False)), ("another attack", (False, True))]


@pytest.mark.usefixtures("read_once")
def test_a_number_is_a_case_where_the_gold_has_a_level_and_where_it_has_none():
    text = "There are 2,500 soldiers in Mali. Rebels killed 40 soldiers in Gao. The army may call on 700 conscripts."
    gold = [
        {
            "doc_id": "d",
            "event_id": f"d#{word}",
            "type": "force_level",
            "trigger": {"text": word, "start": at, "end": at + len(word)},
        }
        for word in ("2,500", "700")
        for at in [text.index(word)]
    ]
    document = Document("d", text, date(2020, 6, 15))
    found = [case for case in numbers_and_folds([(document, gold)]) if case.choice == "told level"]
    assert [(case.right, case.by_rules) for case in found] == [
        ((True, False), 0),
        ((False, True), 1),
        ((True, False), 1),
    ]
