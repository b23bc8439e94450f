import csv
from dataclasses import replace
from datetime import date

import pytest

from pipelines.coding.confidence import (
    CALIBRATION,
    SIGNAL_NAMES,
    WEIGHTS,
    calibrated,
    interpolate,
    rate,
    score,
    signals,
)
from pipelines.coding.record import Actor, CodedEvent, Period, Place, Quantity, Span

BARE = CodedEvent("d", "attack", "unspecified", "possible", Span(10, 16), Span(0, 80))
FULL = replace(
    BARE,
    subtype="shelling",
    status="occurred",
    period=Period(date(2014, 9, 6), date(2014, 9, 6), "day", "relative", Span(60, 68)),
    source=[Actor("Army", "Karsk", Span(0, 4), actor_id="karsk", iso3="KRS", kind="state")],
    target=[Actor("rebels", "rebels", Span(20, 26))],
    location=[Place("Dolna", "Dolna", Span(30, 35), level="city"), Place("Karsk", "Karsk", Span(90, 95))],
    fatalities=Quantity(9, 9, 9, "killed", "stated", Span(40, 44)),
    also=[Span(100, 104)],
    readings=2,
)


def said(event, others=()):
    return dict(zip(SIGNAL_NAMES, signals([event, *others])[0], strict=True))


def test_signals_say_what_an_event_rests_on():
    bare, full = said(BARE), said(FULL)
    assert {name for name, value in bare.items() if value == 1} == {
        "always", "no date", "no place", "no source", "kind of attack open", "possible or denied",
    }  # fmt: skip
    assert {name for name, value in full.items() if value == 1} == {
        "always", "date in the sentence", "place in the sentence", "place smaller than a country", "several places",
        "source in the sentence", "source in the registry", "target", "told again", "number or weapon", "occurred",
        "told by all readings",
    }  # fmt: skip
    assert full["length of the sentence"] == 0.8


def test_what_stands_elsewhere_is_not_in_the_sentence():
    moved = replace(FULL, sentence=Span(96, 200))
    assert said(moved)["place in the sentence"] == said(moved)["source in the sentence"] == 0
    assert said(moved)["date in the sentence"] == said(moved)["no date"] == 0


def test_neighbours_share_the_sentence():
    other = replace(BARE, trigger=Span(50, 55))
    apart = replace(BARE, sentence=Span(81, 120))
    assert said(BARE, [other, apart])["neighbours in the sentence"] == 1


def test_an_event_that_rests_on_more_is_surer():
    bare, full = rate([BARE, replace(FULL, sentence=Span(0, 81))])
    assert 0 <= bare.confidence < full.confidence <= 1
    assert replace(bare, confidence=BARE.confidence) == BARE


@pytest.mark.parametrize(("raw", "share"), [(0.0, 0.1), (0.2, 0.1), (0.35, 0.2), (0.5, 0.3), (0.9, 0.7), (1.0, 0.7)])
def test_between_the_knots_the_map_is_a_line(raw, share):
    assert interpolate((0.2, 0.5, 0.9), (0.1, 0.3, 0.7), raw) == pytest.approx(share)


def test_a_score_is_a_logistic_share():
    assert score((0.0, 2.0), (1.0, 0.0)) == 0.5
    assert score((1.0, 2.0), (1.0, -0.5)) == 0.5
    assert score((0.0, 1.0), (1.0, 2.0)) == pytest.approx(0.8808, abs=1e-4)


def test_the_stored_map_rises_and_stays_a_share():
    with CALIBRATION.open(encoding="utf-8", newline="") as file:
        rows = [(float(row["raw"]), float(row["probability"])) for row in csv.DictReader(file)]
    assert rows == sorted(rows)
    assert len({raw for raw, _ in rows}) == len(rows)
    assert all(0 <= share <= 1 for _, share in rows)
    assert [calibrated(raw) for raw, _ in rows] == pytest.approx([share for _, share in rows])


def test_every_signal_has_its_weight():
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        assert tuple(row["signal"] for row in csv.DictReader(file)) == SIGNAL_NAMES
