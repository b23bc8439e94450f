import pytest

from pipelines.evaluation import evaluate
from pipelines.evaluation.scoring import Accuracy, Score
from tests.pipelines.evaluation.samples import DOC, EMPTY_DOC, GOLD, LEFT, SHELLED, coded, span

DOCS = [DOC, EMPTY_DOC]


def test_the_gold_itself_is_perfect():
    result = evaluate(GOLD, [coded(label) for label in GOLD], DOCS)
    assert result.detection["all"] == Score(2, 0, 0)
    assert result.headline == result.slot_mean == 1.0
    assert result.errors == ()
    assert result.documents == 2


def test_nothing_coded_misses_everything():
    result = evaluate(GOLD, [], DOCS)
    assert result.detection["core"] == Score(0, 0, 2)
    assert (result.detection["core"].precision, result.detection["core"].recall, result.headline) == (0.0, 0.0, 0.0)
    assert [(e.kind, e.words[:12]) for e in result.errors] == [("MISSED", "Two gunboats"), ("MISSED", "Insurgents s")]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"status": "planned"}, {"status", "status_strict"}),
        ({"subtype": "bombing"}, set()),
        ({"subtype": "airstrike"}, {"subtype"}),
        ({"date_start": "2015-05-05", "date_end": "2015-05-05"}, {"date_overlap", "date_tight"}),
        ({"date_start": "2015-05-01", "date_end": "2015-05-31"}, {"date_tight"}),
        ({"date_start": "2014", "date_end": "2016"}, {"date_overlap", "date_tight"}),
        ({"actors": {"source": ["navy"]}}, {"source"}),
        ({"actors": {}}, {"source"}),
        ({"fatalities": None}, {"fatalities"}),
        ({"fatalities": {"value": 11}}, {"fatalities"}),
        ({"locations": {"from": ["Dolna"]}}, {"location_role", "location_country"}),
        ({"locations": {"at": ["Karsk"]}}, {"location_any", "location_role", "location_recall", "location_country"}),
    ],
)
def test_each_slot_is_judged_by_itself(changes, wrong):
    result = evaluate([SHELLED], [coded(SHELLED, **changes)], [DOC])
    assert result.detection["attack"] == Score(1, 0, 0)
    assert {slot for slot, accuracy in result.slots.items() if accuracy.share < 1} == wrong
    core_wrong = wrong & {"status", "date_overlap", "source", "location_any"}
    assert result.headline == (0.0 if core_wrong else 1.0)


def test_slots_that_the_gold_lacks_are_not_counted():
    result = evaluate(GOLD, [coded(label) for label in GOLD], DOCS)
    assert result.slots["quantity"] == result.slots["fatalities"] == Accuracy(1, 1.0)
    assert "wounded" not in result.slots
    assert "target" not in result.slots


def test_an_unknown_attacker_must_stay_unknown():
    gold = coded(SHELLED, actors={})
    named = evaluate([gold], [coded(gold, actors={"source": ["insurgents"]})], [DOC])
    empty = evaluate([gold], [coded(gold)], [DOC])
    assert (named.slots["source_unknown"].share, empty.slots["source_unknown"].share) == (0.0, 1.0)


def test_events_in_a_text_without_any_are_false():
    invented = {"doc_id": "t2", "type": "attack", "trigger": span("attacked", EMPTY_DOC["text"])}
    result = evaluate(GOLD, [coded(LEFT), invented], DOCS)
    assert result.false_in_empty_documents == 1
    assert result.detection["attack"] == Score(0, 1, 1)


def test_events_of_unknown_texts_are_ignored():
    result = evaluate(GOLD, [coded(LEFT, doc_id="elsewhere")], DOCS)
    assert (result.ignored, result.detection["all"]) == (1, Score(0, 0, 2))


@pytest.mark.parametrize(("strict", "score"), [(False, Score(1, 0, 0)), (True, Score(1, 1, 0))])
def test_an_event_told_twice_is_false_only_when_strict(strict, score):
    result = evaluate([SHELLED], [coded(SHELLED), coded(SHELLED)], [DOC], strict)
    assert result.detection["attack"] == score
    assert result.duplicates == 1


def test_optional_events_are_neither_rewarded_nor_missed():
    optional = coded(SHELLED, optional=True)
    found = evaluate([LEFT, optional], [coded(LEFT), coded(SHELLED)], [DOC])
    missed = evaluate([LEFT, optional], [coded(LEFT)], [DOC])
    assert found.detection["all"] == missed.detection["all"] == Score(1, 0, 0)
    assert (found.optional_found, missed.optional_found) == (1, 0)


def test_the_better_of_two_candidates_is_taken():
    vague = coded(SHELLED, date_start=None, date_end=None, locations={}, fatalities=None, event_id="vague")
    result = evaluate([SHELLED], [vague, coded(SHELLED)], [DOC])
    assert result.slot_mean == 1.0
    assert result.duplicates == 1


def test_statements_are_left_out_of_the_headline():
    said = coded(LEFT, type="statement", subtype="threat")
    result = evaluate([said, SHELLED], [coded(SHELLED)], [DOC])
    assert result.headline == 1.0
    assert result.detection["all"] == Score(1, 0, 1)


def test_statuses_are_confused_as_counted():
    result = evaluate(GOLD, [coded(LEFT, status="planned"), coded(SHELLED)], DOCS)
    assert result.status_confusion == {("occurred", "occurred"): 1, ("occurred", "planned"): 1}
    assert result.found_by["status occurred"] == (2, 2)


def test_confidences_are_judged_on_the_core():
    system = [coded(LEFT, confidence=0.9), coded(SHELLED, confidence=0.4, status="planned")]
    result = evaluate(GOLD, system, DOCS)
    assert [(j.confidence, j.right) for j in result.judged] == [(0.9, True), (0.4, False)]
    assert result.reliability is not None
    assert result.reliability.brier == pytest.approx((0.1**2 + 0.4**2) / 2)
