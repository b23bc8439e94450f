"""The registry: ids, facts and how words are made comparable."""

import pytest

from pipelines.coding.actors import registry


def test_words_keep_their_place_in_the_text() -> None:
    text = "Iran‑backed, the U.S.'s"
    assert [(w.text, text[w.start : w.end], w.joined) for w in registry.words(text)] == [
        ("Iran", "Iran", False),
        ("backed", "backed", True),
        ("the", "the", False),
        ("US", "U.S.", False),
    ]


def test_an_unknown_id_is_refused() -> None:
    with pytest.raises(KeyError):
        registry.actor("group:nobody")
    assert registry.state("XXX") is None
    assert registry.actor("group:quds-force").iso3 == "IRN"
