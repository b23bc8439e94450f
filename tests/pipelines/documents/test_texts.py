"""Texts over several builds: what is coded once, what is replaced, what a rebuild from the snapshots gives."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from pipelines import snapshots
from pipelines.documents import read_documents
from pipelines.sources import Counts
from tests.pipelines.documents.small_feed import EPOCH, Desk, read, second


def test_a_text_is_coded_once(desk: Desk) -> None:
    desk.give("One! Two!")
    desk.at(5)
    assert desk.build() == Counts(documents=1, reports=2)
    assert desk.build() == Counts()
    assert desk.coded == ["One! Two!"]
    assert desk.reports() == [("One! Two!", 0, None)] * 2


def test_a_text_without_events_is_a_document_and_no_error(desk: Desk) -> None:
    desk.give("Nothing.")
    assert desk.build() == Counts(documents=1)
    assert desk.build() == Counts()
    assert desk.coded == ["Nothing."]


def test_one_text_from_two_files_is_one_document(desk: Desk) -> None:
    desk.give("Same!", "a.txt")
    desk.give("Same!\n", "b.txt")
    assert desk.build() == Counts(documents=1, reports=1)
    assert desk.build() == Counts()
    assert desk.rows("SELECT name FROM documents JOIN snapshots USING (snapshot_id)") == [("a.txt",)]


def test_a_new_coder_codes_again_and_keeps_what_is_the_same(desk: Desk) -> None:
    desk.give("One!")
    desk.build()
    desk.at(7)
    desk.by_coder("second")
    assert desk.build() == Counts()
    assert desk.coded == ["One!", "One!"]
    assert desk.rows("SELECT coder FROM documents") == [("second",)]
    assert desk.reports() == [("One!", 0, None)]


def test_a_corrected_description_ends_the_old_reports(desk: Desk) -> None:
    desk.give("One!", published_on="2023-01-01")
    desk.build()
    desk.at(7)
    desk.give("One!", published_on="2023-02-02")
    desk.at(8)
    assert desk.build() == Counts(reports=1, superseded=1)
    assert desk.reports() == [("One!", 0, 8), ("One!", 8, None)]
    assert desk.rows("SELECT published_on, recorded_at FROM documents") == [
        (date(2023, 2, 2), datetime.fromtimestamp(EPOCH, UTC))
    ]


def test_a_corrected_licence_holds_for_everything_that_was_read_from_the_text(desk: Desk) -> None:
    desk.give("One!", licence_id="CC-BY-4.0", published_on="2023-01-01")
    desk.build()
    desk.at(7)
    desk.give("One!", licence_id="closed", published_on="2023-02-02")
    desk.build()
    desk.at(9)
    desk.give("One!", licence_id="shut", published_on="2023-02-02")
    assert desk.build() == Counts()
    assert desk.rows("SELECT licence_id FROM documents") == [("shut",)]
    assert desk.rows("SELECT licence_id, superseded_at IS NULL FROM reports ORDER BY 2") == [
        ("shut", False),
        ("shut", True),
    ]


@pytest.mark.parametrize(
    "first, later",
    [
        ({"name": "a.txt"}, {"name": "a.txt"}),
        (
            {"name": "a.txt", "url": "https://example.org/story"},
            {"name": "b.txt", "url": "https://example.org/story#2"},
        ),
    ],
)
def test_a_later_text_of_the_same_source_takes_the_place_of_the_earlier(desk: Desk, first: Any, later: Any) -> None:
    desk.give("Old!", **first)
    desk.build()
    desk.at(7)
    desk.give("New!", **later)
    assert desk.build() == Counts(documents=1, reports=1, superseded=1)
    assert desk.documents() == {"Old!": 7, "New!": None}
    assert desk.reports() == [("Old!", 0, 7), ("New!", 7, None)]
    assert desk.build() == Counts()


@pytest.mark.parametrize(
    "first, later",
    [
        ({"name": "a.txt"}, {"name": "b.txt"}),
        ({"name": "a.txt"}, {"name": "a.txt", "published_on": "2023-11-02"}),
        ({"name": "a.txt", "url": "https://example.org/"}, {"name": "b.txt", "url": "https://example.org/"}),
    ],
)
def test_two_articles_stand_side_by_side(desk: Desk, first: Any, later: Any) -> None:
    desk.give("Old!", **first)
    desk.build()
    desk.at(7)
    desk.give("New!", **later)
    desk.build()
    assert desk.documents() == {"Old!": None, "New!": None}


def test_a_source_that_goes_back_to_its_first_text(desk: Desk) -> None:
    first = desk.give("Old!")
    desk.build()
    desk.at(7)
    desk.give("New!")
    desk.build()
    desk.at(9)
    snapshots.see_again(desk.home, first)
    assert desk.build() == Counts(reports=1, superseded=1)
    assert desk.documents() == {"Old!": None, "New!": 9}
    assert desk.reports() == [("Old!", 0, 7), ("New!", 7, 9), ("Old!", 9, None)]
    assert desk.build() == Counts()


def test_a_replaced_text_rests_when_the_coder_changes(desk: Desk) -> None:
    desk.give("Old!")
    desk.build()
    desk.at(7)
    desk.give("New!")
    desk.build()
    desk.by_coder("second")
    assert desk.build() == Counts()
    assert desk.coded == ["Old!", "New!", "New!"]
    assert desk.documents() == {"Old!": 7, "New!": None}


def test_two_files_of_one_address_in_one_run_are_told_of(desk: Desk) -> None:
    desk.give("A!", "a.txt", url="https://example.org/story")
    desk.give("B!", "b.txt", url="https://example.org/story")
    assert desk.build() == Counts(documents=2, reports=1, rejects=1)
    assert desk.documents() == {"A!": 0, "B!": None}
    ((record, reason),) = desk.rows("SELECT record, reason FROM rejects")
    assert record == "a.txt"
    assert reason == "It has the address of b.txt and another text; b.txt was taken for the latest."
    assert desk.build() == Counts()


def test_the_warehouse_is_rebuilt_from_the_snapshots_with_its_times(desk: Desk) -> None:
    for at, text, name in ((0, "Old!", "a.txt"), (3, "Other!", "b.txt"), (7, "New!", "a.txt")):
        desk.at(at)
        desk.give(text, name)
        desk.build()
    tables = ("documents", "reports", "report_spans", "snapshots")
    before = [desk.rows(f"FROM {table} ORDER BY ALL") for table in tables]
    desk.forget()
    desk.at(1000)
    desk.build()
    assert [desk.rows(f"FROM {table} ORDER BY ALL") for table in tables] == before


def test_what_gives_no_text_is_one_reject_until_it_does(desk: Desk) -> None:
    desk.give("bad")
    assert desk.build() == Counts(rejects=1)
    desk.at(5)
    assert desk.build() == Counts(rejects=1)
    ((record, reason, remedy, raw, at),) = desk.rows("SELECT record, reason, remedy, raw, recorded_at FROM rejects")
    assert (record, reason, remedy, raw) == ("a.txt", "It is bad.", "Mend it.", "bad")
    assert second(at) == 0


def test_progress_is_told_to_the_end(desk: Desk) -> None:
    told: list[tuple[str, int, int]] = []
    for number in range(3):
        desk.give(f"{number}!", f"{number}.txt")
    held = snapshots.held(desk.home, "article")
    read_documents(desk.connection, desk.home, held, read, lambda *step: told.append(step))
    assert told[0] == ("Coding article texts", 0, 3)
    assert told[-1] == ("Coding article texts", 3, 3)


def test_other_rules_of_reading_read_again_and_code_again(desk: Desk, monkeypatch: Any) -> None:
    desk.give("One!")
    desk.build()
    monkeypatch.setattr("pipelines.documents.rules_of", lambda _: "other")
    assert desk.build() == Counts()
    assert desk.coded == ["One!", "One!"]
    assert desk.build() == Counts()
    assert desk.coded == ["One!", "One!"]
