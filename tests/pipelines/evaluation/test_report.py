import json

from pipelines.evaluation import errors_side_by_side, evaluate, to_json, to_markdown, to_text
from tests.pipelines.evaluation.samples import DOC, GOLD, LEFT, SHELLED, coded

RESULT = evaluate(GOLD, [coded(SHELLED, status="planned", fatalities=12, confidence=0.7)], [DOC])


def test_the_text_is_a_table_to_read():
    lines = to_text(RESULT).splitlines()
    assert lines[:7] == [
        "Detection and whole events over 1 documents (an event told twice is forgiven)",
        "  type                  right  false  missed  precision  recall     F1  F1 core  F1 all slots",
        "  --------------------  -----  -----  ------  ---------  ------  -----  -------  ------------",
        "  attack                    1      0       0      1.000   1.000  1.000    0.000         0.000",
        "  troop movement            0      0       1      0.000   0.000  0.000    0.000         0.000",
        "  core (no statements)      1      0       1      1.000   0.500  0.667    0.000         0.000",
        "  all                       1      0       1      1.000   0.500  0.667    0.000         0.000",
    ]
    assert "  0.7-0.8          1  0.700        0.000" in lines
    assert lines[-1] == ("Confidence: expected calibration error 0.700, Brier score 0.490 over 1 judged events")


def test_markdown_has_the_same_figures():
    text = to_markdown(RESULT)
    assert "| attack | 1 | 0 | 0 | 1.000 | 1.000 | 1.000 | 0.000 | 0.000 |" in text
    assert "| occurred | 1 |" in text


def test_the_json_is_json():
    figures = json.loads(json.dumps(to_json(RESULT)))
    assert figures["detection"]["core"]["recall"] == 0.5
    assert figures["status_confusion"] == [{"gold": "occurred", "coded": "planned", "events": 1}]
    assert [(e["kind"], e["gold"], e["slots"]) for e in figures["errors"]] == [
        ("MISSED", "t1#01", []),
        ("SLOT", "t1#02", ["status", "status_strict", "fatalities"]),
    ]


def test_an_error_stands_beside_its_text():
    missed, wrong = errors_side_by_side(RESULT.errors).split("\n\n")
    assert missed.splitlines()[:3] == [
        "MISSED t1 t1#01",
        "  Two gunboats [left] Karsk on Monday, the navy said.",
        "  note: boats go",
    ]
    assert [line.split() for line in wrong.splitlines()[2:]] == [
        ["gold", "coded"],
        ["type", "attack/shelling", "attack/shelling"],
        ["!", "status", "occurred", "planned"],
        ["date", "2015-05-03", "2015-05-03"],
        ["source", "insurgents", "insurgents"],
        ["at", "Dolna", "Dolna"],
        ["!", "fatalities", "9", "12"],
    ]
    assert "[{shelled}]" in wrong


def test_a_false_event_shows_its_sentence():
    twice = evaluate([LEFT], [coded(LEFT), coded(SHELLED)], [DOC])
    assert errors_side_by_side(twice.errors).splitlines()[:2] == [
        "FALSE t1 t1#02",
        "  Insurgents {shelled} the harbour at Dolna on 3 May, killing nine people.",
    ]
