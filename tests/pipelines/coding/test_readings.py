"""Several readings of one text become one list: each event once, in its more confident telling."""

from dataclasses import replace
from datetime import date

import pytest

from pipelines.coding.coder import code
from pipelines.coding.merging.readings import united
from pipelines.coding.record import CodedEvent, Document, Span

ATTACK = CodedEvent("d", "attack", "shelling", "occurred", Span(10, 17), Span(0, 40), confidence=0.5)


def test_an_event_that_both_readings_tell_is_one_and_the_more_confident_telling_stands():
    surer = replace(ATTACK, subtype="missile_strike", confidence=0.7)
    assert united([[ATTACK], [surer]]) == [replace(surer, readings=2)]
    assert united([[surer], [ATTACK]]) == [replace(surer, readings=2)]


def test_of_equally_confident_tellings_that_of_the_earlier_reading_stands():
    assert united([[ATTACK], [replace(ATTACK, subtype="raid")]]) == [replace(ATTACK, readings=2)]


def test_what_one_reading_alone_tells_is_kept_in_the_order_of_the_text():
    later = replace(ATTACK, trigger=Span(60, 65), sentence=Span(50, 80))
    assert united([[later], [ATTACK]]) == [ATTACK, later]
    assert united([[], [ATTACK]]) == [ATTACK]
    assert united([[], []]) == []


def test_events_of_two_types_at_one_word_are_two():
    agreement = replace(ATTACK, type="agreement", subtype="ceasefire")
    assert len(united([[ATTACK], [agreement]])) == 2


def test_two_words_of_one_sentence_tell_one_event_unless_a_reading_tells_both():
    beside = replace(ATTACK, trigger=Span(25, 30))
    assert united([[ATTACK], [beside]]) == [replace(ATTACK, readings=2)]
    assert united([[ATTACK], [ATTACK, beside]]) == [replace(ATTACK, readings=2), beside]


def test_a_word_that_the_other_reading_has_for_a_later_mention_is_no_event_of_its_own():
    again = replace(ATTACK, trigger=Span(60, 65), sentence=Span(50, 80))
    with_it = replace(ATTACK, also=[Span(60, 65)])
    assert united([[with_it], [ATTACK, again]]) == [replace(with_it, readings=2)]
    assert united([[with_it], [again]]) == [replace(with_it, readings=2)]


@pytest.mark.read_twice
def test_each_text_is_read_twice():
    document = Document("d", "Rebels shelled Gao on Monday, killing two soldiers.", date(2020, 6, 15))
    [(_, [event])] = code([document])
    assert (event.type, event.readings) == ("attack", 2)
