"""The tables of event words: every row can be read, and every word means something that the rest of the coder knows."""

import pytest

from pipelines.coding import evidence, triggers
from pipelines.coding.triggers import NOUNS, VERBS

FRAMES = {"strike", "kill", "clash", "burst", "victim", "seize", "lose", "move", "leave", "change", "site", "agree"}


@pytest.mark.parametrize("table", [VERBS, NOUNS], ids=["verbs", "nouns"])
def test_frames_and_needs_are_known(table: dict[str, list[triggers.Sense]]) -> None:
    assert {sense.frame for senses in table.values() for sense in senses} <= FRAMES
    assert {sense.need for senses in table.values() for sense in senses} <= set(evidence._NEEDS)


@pytest.mark.parametrize("table", [VERBS, NOUNS], ids=["verbs", "nouns"])
def test_words_are_lower_case_and_short(table: dict[str, list[triggers.Sense]]) -> None:
    assert all(word == " ".join(word.lower().split()) and len(word.split()) <= 3 for word in table)


def test_a_word_broken_over_two_lines_is_one_phrase() -> None:
    table = triggers._table(
        "attack bombing strike armed: blast, car\n        bombing\nagreement talks agree parties: talk"
    )
    assert table == {
        "blast": [triggers.Sense("attack", "bombing", "strike", "armed")],
        "car bombing": [triggers.Sense("attack", "bombing", "strike", "armed")],
        "talk": [triggers.Sense("agreement", "talks", "agree", "parties")],
    }


def test_words_with_two_senses_keep_their_order() -> None:
    assert [sense.subtype for sense in VERBS["leave"]] == ["withdrawal", "base_transfer"]


def test_phrases_that_are_no_events_are_clean() -> None:
    assert {"take:part", "strike:deal", "engage with"} <= triggers.NO_EVENTS
    assert all(phrase == phrase.strip() and phrase for phrase in triggers.NO_EVENTS)
