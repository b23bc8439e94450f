"""What tests of the rules share: they hold the rules alone, for weights change with every fit, and one reading of a
text, for what a rule does is seen on one parse."""

import pytest

from pipelines.coding import words


@pytest.fixture(autouse=True)
def _nothing_is_weighed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave open what the rules leave open, unless a test asks for the whole coder by the mark `weighed`."""
    if "read_twice" not in request.keywords:
        monkeypatch.setattr("pipelines.coding.words.MODELS", words.MODELS[:1])
    if "weighed" not in request.keywords:
        monkeypatch.setattr("pipelines.coding.coder.choose", lambda drafts, reading: drafts)
        monkeypatch.setattr("pipelines.coding.event_words.belief.WEIGHED", {})
        monkeypatch.setattr("pipelines.coding.merging.apart.WEIGHED", frozenset())
        monkeypatch.setattr("pipelines.coding.slots.counted.TAKEN_FROM", 1.0)
        monkeypatch.setattr("pipelines.coding.slots.counted.DROPPED_BELOW", 0.0)
