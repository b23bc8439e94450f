"""The tables of event words: every row can be read, and every word means something that the rest of the coder knows."""

from collections.abc import Iterable

import pytest

from pipelines.coding.event_words import detection, evidence, triggers
from pipelines.coding.event_words.triggers import NO_EVENTS, NOUNS, VERBS
from pipelines.coding.words import language, lexicon, topics
from pipelines.coding.words.syntax import is_verb

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


@pytest.mark.parametrize("listed", ["raid, raid", "raid,, storm", "raid,\n storm,\n raid"])
def test_a_word_twice_in_a_row_and_an_empty_place_are_refused(listed: str) -> None:
    with pytest.raises(ValueError, match="empty or twice"):
        triggers._table(f"attack unspecified strike armed: {listed}")


def test_words_with_two_senses_keep_their_order() -> None:
    assert [sense.subtype for sense in VERBS["leave"]] == ["withdrawal", "base_transfer"]


def test_phrases_that_are_no_events_are_clean() -> None:
    assert {"take:part", "strike:deal", "engage with"} <= NO_EVENTS
    assert all(phrase == phrase.strip() and phrase for phrase in NO_EVENTS)


def sentences(key: str) -> list[str]:
    """Sentences of news English in which a verb of the tables may be found as it is written there."""
    head, _, noun = key.partition(":")
    verb, _, particle = head.partition(" ")
    if verb == "be" and noun:
        return [f"Troops were {particle} their {noun}.", f"Troops were {particle} {noun}."]
    if noun:
        told = [
            f"{particle} {article}{noun}{s} in Goma." for article in ("the ", "their ", "a ", "") for s in ("", "s")
        ]
        return [f"Rebels will {verb} {rest}" for rest in told]
    after = (
        f"{particle} Iraq.",
        f"{particle} the town.",
        f"them {particle}.",
        f"{particle} on Monday.",
        f"{particle}.",
    )
    return [f"Rebels will {verb} {rest}" for rest in after] + [f"The town was {verb}."]


def test_every_verb_and_phrase_is_written_as_a_sentence_gives_it() -> None:
    open_keys, written = {key: sentences(key) for key in (*VERBS, *NO_EVENTS)}, set[str]()
    for turn in range(8):
        tried = [
            (" ".join(told[turn].split()), key)
            for key, told in open_keys.items()
            if key not in written and turn < len(told)
        ]
        for doc, key in language.load().pipe(tried, as_tuples=True, disable=["ner"]):
            if any(key in detection.verb_keys(token) for token in doc if is_verb(token)):
                written.add(key)
    assert set(open_keys) - written == set()


@pytest.mark.parametrize(
    "table",
    [VERBS, NOUNS, lexicon.TROOPS, lexicon.CRAFT, lexicon.CONFLICT, lexicon.PEACETIME, *topics.TOPICS],
    ids=lambda table: next(iter(sorted(table))),
)
def test_no_word_is_one_that_the_tokenizer_splits(table: Iterable[str]) -> None:
    tokenizer = language.load().tokenizer
    assert [word for word in table for part in word.replace(":", " ").split() if len(tokenizer(part)) > 1] == []


@pytest.mark.parametrize("table", [lexicon.TROOPS, lexicon.ARMED, *topics.TOPICS], ids=lambda t: next(iter(sorted(t))))
def test_every_word_of_a_class_is_a_lemma(table: frozenset[str]) -> None:
    frames = ("They saw the {}.", "It was very {}.", "They will {} it.", "They flew to {}.")
    texts = [frame.format(form) for word in sorted(table) for frame in frames for form in (word, word.title())]
    docs = language.load().pipe(texts, disable=["parser", "ner"])
    assert table - {token.lemma_.lower() for doc in docs for token in doc} == set()
