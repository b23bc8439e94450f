"""Files that list many texts: what each record becomes, and what a later list replaces or leaves alone."""

from dataclasses import replace
from typing import Any

from pipelines import snapshots
from pipelines.contents import Contents
from pipelines.documents import read_documents
from pipelines.snapshots import Snapshot
from pipelines.sources import Counts
from tests.pipelines.documents.small_feed import Desk, read


def test_a_file_of_many_records_gives_a_document_each_and_every_record_is_accounted_for(desk: Desk) -> None:
    desk.give_records({"id": "1", "text": "One! Two!"}, {"id": "2"}, {"id": "3", "text": "Three!"})
    assert desk.build() == Counts(documents=2, reports=3, rejects=1)
    assert desk.rows("SELECT source_record_id, text FROM documents ORDER BY 1") == [("1", "One! Two!"), ("3", "Three!")]
    assert desk.readings() == [("list.json", 3, 2, 1)]
    assert desk.refused() == [("list.json, item 2", "It has no text.")]
    assert desk.build() == Counts()
    assert desk.coded == ["One! Two!", "Three!"]


def test_a_list_that_rolls_on_codes_what_is_new_replaces_what_is_edited_and_ends_nothing_that_is_gone(
    desk: Desk,
) -> None:
    desk.give_records({"id": "1", "text": "Gone!"}, {"id": "2", "text": "Stays!"}, {"id": "3", "text": "Old!"})
    desk.build()
    desk.at(7)
    desk.give_records({"id": "2", "text": "Stays!"}, {"id": "3", "text": "New!"}, name="later.json")
    assert desk.build() == Counts(documents=1, reports=1, superseded=1)
    assert desk.documents() == {"Gone!": None, "Stays!": None, "Old!": 7, "New!": None}
    assert desk.readings() == [("list.json", 3, 3, 0), ("later.json", 2, 2, 0)]
    desk.at(9)
    desk.give_records({"id": "2", "text": "Stays!"}, name="last.json")
    assert desk.build() == Counts()
    assert desk.coded == ["Gone!", "Stays!", "Old!", "New!"]
    desk.by_coder("second")
    assert desk.build() == Counts()
    assert desk.coded[4:] == ["Gone!", "Stays!", "New!"], "what was replaced rests"


def test_a_list_that_goes_back_to_an_earlier_text(desk: Desk) -> None:
    first = desk.give_records({"id": "1", "text": "Old!"}, {"id": "2", "text": "Other!"})
    desk.build()
    desk.at(7)
    desk.give_records({"id": "1", "text": "New!"}, {"id": "2", "text": "Other!"}, name="later.json")
    desk.build()
    desk.at(9)
    snapshots.see_again(desk.home, first)
    assert desk.build() == Counts(reports=1, superseded=1)
    assert desk.documents() == {"Old!": None, "Other!": None, "New!": 9}
    assert desk.build() == Counts()


def test_the_sources_own_clock_decides_which_version_is_later(desk: Desk) -> None:
    desk.give_records({"id": "1", "text": "New!", "changed": 5})
    desk.build()
    desk.at(7)
    desk.give_records({"id": "1", "text": "Old!", "changed": 4}, name="older-export.json")
    assert desk.build() == Counts(rejects=1)
    assert desk.documents() == {"New!": None}
    assert desk.refused() == [("older-export.json, item 1", "A later version of it is held.")]
    assert desk.readings()[1] == ("older-export.json", 1, 0, 1)


def test_records_that_repeat_another_are_told_of(desk: Desk) -> None:
    desk.give_records(
        {"id": "1", "text": "Earlier!", "changed": 1},
        {"id": "1", "text": "Later!", "changed": 2},
        {"id": "2", "text": "Later!"},
    )
    assert desk.build() == Counts(documents=1, reports=1, rejects=2)
    assert desk.documents() == {"Later!": None}
    assert desk.refused() == [
        ("list.json, item 1", "It repeats item 2, which was taken."),
        ("list.json, item 3", "It has the same text as 1 of the feed article, and a text is one document."),
    ]
    assert desk.readings() == [("list.json", 3, 1, 2)]


def test_what_a_new_reading_of_a_list_does_not_find_any_more_is_replaced(desk: Desk, monkeypatch: Any) -> None:
    desk.give_records({"id": "1", "text": "One!"}, {"id": "2", "text": "Two!"})
    desk.build()
    desk.at(7)
    desk.by_coder("second")

    def without_second(snapshot: Snapshot, content: bytes) -> Contents:
        return replace(read(snapshot, content), articles=read(snapshot, content).articles[:1])

    monkeypatch.setattr("tests.pipelines.documents.small_feed.read", without_second)
    assert desk.build() == Counts(superseded=1)
    assert desk.documents() == {"One!": None, "Two!": 7}


def test_a_record_may_have_a_licence_of_its_own(desk: Desk) -> None:
    desk.give_records({"id": "1", "text": "Open!", "licence": "public domain"}, {"id": "2", "text": "Shut!"})
    desk.build()
    assert desk.rows("SELECT text, licence_id FROM documents ORDER BY 1") == [
        ("Open!", "public-domain"),
        ("Shut!", "unknown"),
    ]
    assert desk.rows("SELECT text_may_be_republished FROM licences") == [(True,)]


def test_many_texts_are_coded_in_pieces_and_told_of_as_they_are_done(desk: Desk, monkeypatch: Any) -> None:
    monkeypatch.setattr("pipelines.documents.CHUNK", 2)
    desk.give_records(*({"id": str(number), "text": f"{number}!"} for number in range(5)))
    told: list[tuple[int, int]] = []
    held = snapshots.held(desk.home, "article")
    read_documents(desk.connection, desk.home, held, read, lambda _, *step: told.append(step))
    assert told == [(0, 1), (0, 5), (2, 5), (4, 5), (5, 5)]
