"""What the coder makes of texts of several sentences, and of many texts. All sentences are our own."""

from datetime import date

import pytest

from pipelines.coding import coder
from pipelines.coding.record import Document, Span
from pipelines.coding.words import language
from tests.pipelines.coding.coded import one, row


def test_later_mentions_are_folded_into_the_first() -> None:
    text = (
        "Gunmen attacked a police post near Maiduguri on Saturday. The attack killed six officers. "
        "Boko Haram claimed responsibility for the raid."
    )
    [event] = one(text)
    assert row(event) == "attack/armed_assault/occurred | Boko Haram | @ Maiduguri | 2020-06-13 | killed 6"
    assert [span.of(text) for span in event.also] == ["attack", "raid"]


def test_two_ends_told_in_two_sentences_are_one_redeployment() -> None:
    text = "French troops will leave the base at Gao in July. They will be transferred to Niamey, officials said."
    [event] = one(text)
    assert (event.subtype, event.status) == ("redeployment", "planned")
    assert [place.surface for place in event.destination] == ["Niamey"]


def test_forces_that_are_pointed_back_to_are_those_that_moved_last_whoever_speaks_between() -> None:
    text = (
        "Chadian soldiers will withdraw from the camp at Kidal in July, Malian officials said. "
        "Those soldiers will be moved to Gao."
    )
    [event] = one(text)
    assert row(event) == "troop_movement/redeployment/planned | Chad | Kidal > Gao | 2020-07-01..2020-07-31 |"


def test_spans_are_offsets_into_the_given_text() -> None:
    text = "\u201cWe withdrew,\u201d he said.\n\nRussian troops withdrew from Kabul on\u00a0Friday."
    [event] = [e for e in one(text) if e.origin]
    assert event.trigger.of(text) == "withdrew"
    assert text[event.origin[0].span.start : event.origin[0].span.end] == "Kabul"
    assert event.period is not None
    assert event.period.span is not None
    assert event.period.span.of(text) == "Friday"


def test_headings_are_no_events_but_their_items_are() -> None:
    text = "Armed conflicts and attacks\nTigray War\nEritrean soldiers kill 30 civilians in the town of Adwa, Ethiopia."
    [event] = one(text, title="Portal:Current events, 2020-06-15")
    assert row(event) == "attack/armed_assault/occurred | Eritrea | @ Adwa | 2020-06-14..2020-06-15 | killed 30"


def test_first_person_is_the_state_that_speaks() -> None:
    text = "Our forces will leave Afghanistan by August 31. The United States invaded Afghanistan in 2001."
    events = one(text, source="The White House")
    assert (
        row(events[0]) == "troop_movement/withdrawal/planned | United States | Afghanistan > | 2020-06-15..2020-08-31 |"
    )


def test_documents_keep_their_order_with_one_process_or_two(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["Shells killed three people in Donetsk.", "The rebels shelled Goma.", "The cup final ended in a draw."]
    monkeypatch.setattr(coder, "BATCH", 1)
    documents = [Document(str(n), text, date(2020, 6, 15)) for n, text in enumerate(texts)]
    alone = [(d.doc_id, [row(e) for e in events]) for d, events in coder.code(documents)]
    shared = [(d.doc_id, [row(e) for e in events]) for d, events in coder.code(documents, processes=2)]
    assert alone == shared
    assert [doc_id for doc_id, _ in alone] == [str(n) for n in range(3)]


def test_a_long_document_is_coded_piece_by_piece_with_offsets_into_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "CHUNK_CHARS", 2_000)
    filler = "The rain went on all day and nothing else was said about it in the whole of the town. " * 20
    text = f"{filler}\n\nRebels shelled the town of Goma on Friday.\n\n{filler}\n\nTroops left Gao on Monday."
    events = one(text)
    assert [(event.subtype, event.trigger.of(text)) for event in events] == [
        ("shelling", "shelled"),
        ("withdrawal", "left"),
    ]
    assert events[0].sentence == Span(text.index("Rebels"), text.index("Friday.") + len("Friday.") + 2)


def test_an_empty_text_has_no_events() -> None:
    assert one("") == []
    assert one(" \n ") == []
