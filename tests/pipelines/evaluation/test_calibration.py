import csv
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.coding.confidence import CALIBRATION, calibrated, interpolate
from pipelines.evaluation.calibration import Judged, calibrate, fit, reliability, write_points


def judged(scores, right_from, documents=20):
    """Events with these scores, right from a score on, spread over documents."""
    return [Judged(f"d{i % documents}", score, score >= right_from) for i, score in enumerate(scores)]


def test_reliability_counts_the_gap_by_events():
    figures = reliability(
        [Judged("a", 0.9, True), Judged("a", 0.9, False), Judged("b", 0.1, False), Judged("b", 1.0, True)]
    )
    assert [(b.low, b.n, b.share_right) for b in figures.bins] == [(0.1, 1, 0.0), (0.9, 3, pytest.approx(2 / 3))]
    assert figures.expected_error == pytest.approx((0.1 + 3 * abs(2.8 / 3 - 2 / 3)) / 4)
    assert figures.brier == pytest.approx((0.01 + 0.81 + 0.01 + 0) / 4)


def test_the_fit_rises_and_pools_what_does_not():
    wobbling = [Judged("d", i / 100, (i % 3 == 0) if i < 60 else i % 6 != 0) for i in range(100)]
    points = fit(wobbling)
    assert [p.probability for p in points] == sorted(p.probability for p in points)
    assert sum(p.events for p in points) == 100
    assert points[0].probability == pytest.approx(1 / 3, abs=0.06)
    assert points[-1].probability == pytest.approx(5 / 6, abs=0.06)


def test_a_dozen_right_events_are_no_certainty():
    (point,) = fit(judged([0.8] * 12, right_from=0.5))
    assert (point.raw, point.probability, point.events) == (pytest.approx(0.8), 1.0, 12)
    low, high = fit(judged([0.2] * 12 + [0.8] * 12, right_from=0.5))
    assert (low.probability, high.probability) == (pytest.approx(1 / 14), pytest.approx(13 / 14))


def test_nothing_to_fit_is_an_error():
    with pytest.raises(ValueError, match="no judged events"):
        fit([])


def test_calibrating_lowers_the_error_on_documents_held_back():
    overconfident = [Judged(f"d{i % 40}", 0.6 + 0.4 * (i % 10) / 10, i % 10 >= 7) for i in range(400)]
    result = calibrate(overconfident)
    assert result.held_back.n == 400
    assert result.raw.expected_error > 0.4
    assert result.held_back.expected_error < 0.1
    assert result.held_back.brier < result.raw.brier


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=80))
@settings(deadline=None, max_examples=50)
def test_the_map_never_falls(events):
    points = fit([Judged("d", score, right) for score, right in events])
    scores, shares = tuple(p.raw for p in points), tuple(p.probability for p in points)
    mapped = [interpolate(scores, shares, raw / 20) for raw in range(21)]
    assert all(low <= high + 1e-12 for low, high in pairwise(mapped))
    assert all(0 <= share <= 1 for share in mapped)


def test_the_table_is_stored_as_read(tmp_path):
    points = fit(judged([0.2] * 12 + [0.8] * 12, right_from=0.5))
    write_points(points, tmp_path / "calibration.csv")
    text = (tmp_path / "calibration.csv").read_text(encoding="utf-8")
    assert text == "raw,probability,events\n0.2000,0.0714,12\n0.8000,0.9286,12\n"


@pytest.mark.parametrize(("raw", "share"), [(0.0, 0.1), (0.2, 0.1), (0.35, 0.2), (0.5, 0.3), (0.9, 0.7), (1.0, 0.7)])
def test_between_the_knots_the_map_is_a_line(raw, share):
    assert interpolate((0.2, 0.5, 0.9), (0.1, 0.3, 0.7), raw) == pytest.approx(share)


def test_the_stored_table_is_a_rising_map_of_shares():
    with CALIBRATION.open(encoding="utf-8", newline="") as file:
        rows = [(float(row["raw"]), float(row["probability"])) for row in csv.DictReader(file)]
    assert rows == sorted(rows)
    assert len({raw for raw, _ in rows}) == len(rows)
    assert all(0 <= share <= 1 for _, share in rows)
    assert [calibrated(raw) for raw, _ in rows] == pytest.approx([share for _, share in rows])
