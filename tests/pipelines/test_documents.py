"""Texts over several builds: what is coded once, what is replaced, what a rebuild from the snapshots gives."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines import snapshots
from pipelines.coding.record import CodedEvent, Document, Span
from pipelines.contents import Article, Contents, Refusal
from pipelines.documents import read_documents
from pipelines.feed import _mark_as_read
from pipelines.licences import named
from pipelines.snapshots import Snapshot
from pipelines.sources import Counts
from tests.rows import empty_build
from warehouse.database import open_build
from warehouse.home import Home
from warehouse.tables import BY_NAME

EPOCH = 1_700_000_000


class Desk:
    """A small document feed: `give` puts a text into the snapshots, `build` reads them as a build does.

    Its coder finds one attack at each "!" and counts the texts that it was given.
    """

    def __init__(self, home: Home, connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home = home
        self.connection = connection
        self.patch = monkeypatch
        self.coded: list[str] = []
        monkeypatch.setattr("pipelines.coding.coder.code", self.code)
        self.by_coder("first")
        self.at(0)

    def at(self, second: int) -> None:
        self.patch.setenv("SOURCE_DATE_EPOCH", str(EPOCH + second))

    def by_coder(self, name: str) -> None:
        self.patch.setattr("pipelines.documents.coder_name", lambda: name)

    def give(self, text: str, name: str = "a.txt", licence_id: str = "unknown", **details: str) -> Snapshot:
        return snapshots.store(
            self.home,
            text.encode(),
            feed="article",
            name=name,
            origin="inbox",
            media_type="text/plain",
            licence_id=licence_id,
            details=details or None,
        )

    def give_records(self, *records: dict[str, Any], name: str = "list.json") -> Snapshot:
        return self.give("\n".join(map(json.dumps, records)), name)

    def build(self) -> Counts:
        held = snapshots.held(self.home, "article")
        counts = read_documents(self.connection, self.home, held, read, lambda *_: None)
        _mark_as_read(self.connection, held)
        return counts

    def forget(self) -> None:
        """Lose the database and keep the snapshots."""
        for table in BY_NAME:
            self.connection.execute(f"DELETE FROM {table}")

    def code(self, documents: Iterable[Document], *, processes: int) -> Iterator[tuple[Document, list[CodedEvent]]]:
        for document in documents:
            self.coded.append(document.text)
            marks = [Span(i, i + 1) for i, letter in enumerate(document.text) if letter == "!"]
            yield document, [CodedEvent(document.doc_id, "attack", "bombing", "occurred", m, m) for m in marks]

    def readings(self) -> list[tuple[Any, ...]]:
        """Name, read, taken, rejected of every snapshot."""
        return self.rows(
            "SELECT name, records_read, records_taken, records_rejected"
            " FROM readings JOIN snapshots USING (snapshot_id) ORDER BY retrieved_at, name"
        )

    def refused(self) -> list[tuple[Any, ...]]:
        return self.rows("SELECT record, reason FROM rejects ORDER BY ALL")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(query).fetchall()

    def documents(self) -> dict[str, int | None]:
        """Text -> second at which it was replaced."""
        return {t: second(r) for t, r in self.rows("SELECT text, replaced_at FROM documents")}

    def reports(self) -> list[tuple[str, int | None, int | None]]:
        """Text, second recorded, second superseded."""
        query = (
            "SELECT text, reports.recorded_at, superseded_at FROM reports JOIN documents USING (document_id)"
            " ORDER BY reports.recorded_at, superseded_at, text"
        )
        return [(t, second(r), second(s)) for t, r, s in self.rows(query)]


def second(moment: datetime | None) -> int | None:
    return int(moment.timestamp()) - EPOCH if moment else None


def read(snapshot: Snapshot, content: bytes) -> Contents:
    text = content.decode().strip()
    if text == "bad":
        return Contents(refusals=(Refusal("It is bad", "Mend it.", text),))
    published = date.fromisoformat(snapshot.details.get("published_on", "2023-11-01"))
    if not text.startswith("{"):
        return Contents((Article(text, published, "sidecar", url=snapshot.details.get("url")),))
    records = [json.loads(line) for line in text.splitlines()]
    articles = (
        Article(
            record["text"],
            published,
            "feed",
            record=f"item {number}",
            source_record_id=record["id"],
            changed_at=datetime.fromtimestamp(EPOCH + record["changed"], UTC) if "changed" in record else None,
            licence=named(record.get("licence")) if "licence" in record else None,
        )
        for number, record in enumerate(records, 1)
        if "text" in record
    )
    lost = (
        Refusal("It has no text", "Give it one.", None, f"item {n}")
        for n, r in enumerate(records, 1)
        if "text" not in r
    )
    return Contents(tuple(articles), tuple(lost), layout="lines")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with open_build(empty_build(tmp_path)) as connection:
        yield Desk(Home(tmp_path / "home"), connection, monkeypatch)


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
    found = read

    def without_second(snapshot: Snapshot, content: bytes) -> Contents:
        return replace(found(snapshot, content), articles=found(snapshot, content).articles[:1])

    monkeypatch.setitem(globals(), "read", without_second)
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


def test_other_rules_of_reading_read_again_and_code_again(desk: Desk, monkeypatch: Any) -> None:
    desk.give("One!")
    desk.build()
    monkeypatch.setattr("pipelines.documents.rules_of", lambda _: "other")
    assert desk.build() == Counts()
    assert desk.coded == ["One!", "One!"]
    assert desk.build() == Counts()
    assert desk.coded == ["One!", "One!"]
