import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.coding.confidence import SIGNAL_NAMES, interpolate
from pipelines.evaluation.calibration import (
    Case,
    Judged,
    Model,
    Point,
    calibrate,
    cuts,
    fit,
    fit_weights,
    reliability,
    write_model,
)


def test_reliability_counts_the_gap_by_events():
    outcomes = [(0.9, True), (0.9, False), (0.1, False), (1.0, True)]
    figures = reliability([Judged("a", confidence, right) for confidence, right in outcomes])
    assert [(b.low, b.n, b.share_right) for b in figures.bins] == [(0.1, 1, 0.0), (0.9, 3, pytest.approx(2 / 3))]
    assert figures.expected_error == pytest.approx((0.1 + 3 * abs(2.8 / 3 - 2 / 3)) / 4)
    assert figures.brier == pytest.approx((0.01 + 0.81 + 0.01 + 0) / 4)


def test_a_threshold_trades_recall_for_precision():
    outcomes = [Judged("d", 0.1, False), Judged("d", 0.35, True), Judged("d", 0.8, True), Judged("d", 0.8, False)]
    found = [(cut.threshold, cut.kept, cut.precision, cut.recall) for cut in cuts(outcomes, wanted=4)]
    assert found == [(0.0, 4, 0.5, 0.5), (0.2, 3, pytest.approx(2 / 3), 0.5), (0.4, 2, 0.5, 0.25)]


def test_the_map_rises_and_pools_what_does_not():
    wobbling = [Judged("d", i / 100, (i % 3 == 0) if i < 60 else i % 6 != 0) for i in range(100)]
    points = fit(wobbling)
    assert [p.probability for p in points] == sorted(p.probability for p in points)
    assert sum(p.events for p in points) == 100
    assert points[0].probability == pytest.approx(1 / 3, abs=0.06)
    assert points[-1].probability == pytest.approx(5 / 6, abs=0.06)


def test_a_dozen_right_events_are_no_certainty():
    low, high = fit([Judged("d", score, score > 0.5) for score in [0.2] * 12 + [0.8] * 12])
    assert (low.raw, low.probability, low.events) == (pytest.approx(0.2), pytest.approx(1 / 14), 12)
    assert (high.raw, high.probability, high.events) == (pytest.approx(0.8), pytest.approx(13 / 14), 12)


def test_nothing_to_fit_is_an_error():
    with pytest.raises(ValueError, match="no judged events"):
        fit([])


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=80))
@settings(deadline=None, max_examples=50)
def test_the_map_never_falls(events):
    points = fit([Judged("d", score, right) for score, right in events])
    scores, shares = tuple(p.raw for p in points), tuple(p.probability for p in points)
    mapped = [interpolate(scores, shares, raw / 20) for raw in range(21)]
    assert all(low <= high + 1e-12 for low, high in pairwise(mapped))
    assert all(0 <= share <= 1 for share in mapped)


def sampled(n, seed=3):
    """Cases of 60 documents whose first real signal decides four in five outcomes and whose second decides none."""
    hand = random.Random(seed)
    cases = []
    for i in range(n):
        telling, idle = hand.random() < 0.5, hand.random() < 0.5
        cases.append(Case(f"d{i % 60}", (1.0, float(telling), float(idle)), telling == (hand.random() < 0.8)))
    return cases


def test_weights_find_the_signal_that_tells():
    base, telling, idle = fit_weights(sampled(600))
    assert telling == pytest.approx(2.77, abs=0.4)  # logit 0.8 less logit 0.2
    assert base == pytest.approx(-1.39, abs=0.3)
    assert abs(idle) < 0.3


def test_confidence_holds_on_documents_held_back():
    result = calibrate(sampled(600))
    assert result.held_back.n == 600
    assert result.held_back.expected_error < 0.06
    assert result.held_back.brier == pytest.approx(0.16, abs=0.02)  # 0.8 times 0.2
    assert result.model.probability((1.0, 1.0, 0.0)) == pytest.approx(0.8, abs=0.07)
    assert result.model.probability((1.0, 0.0, 0.0)) == pytest.approx(0.2, abs=0.07)


def test_a_model_is_stored_as_the_coder_reads_it(tmp_path):
    weights = tuple(number / 10 for number in range(len(SIGNAL_NAMES)))
    model = Model(weights, (Point(0.2, 1 / 14, 12), Point(0.8, 13 / 14, 12)))
    write_model(model, tmp_path / "confidence.csv", tmp_path / "calibration.csv")
    assert (tmp_path / "confidence.csv").read_text(encoding="utf-8").splitlines()[:3] == [
        "signal,weight",
        "always,0.000",
        "date in the sentence,0.100",
    ]
    assert (tmp_path / "calibration.csv").read_text(encoding="utf-8") == (
        "raw,probability,events\n0.2000,0.0714,12\n0.8000,0.9286,12\n"
    )
