"""The article feed: what the files in its inbox become, over several builds too."""

import json
import os
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipelines.feed import FEEDS, Request, collect
from pipelines.feeds.article import BRIEF, inbox, web
from tests.document_feeds import Desk
from tests.pipelines.feeds.article_inbox import ARTICLE, DATED, SAMPLES, STORY, Inbox
from tests.rows import begun_build


def test_the_samples_give_their_reports(tmp_path: Path) -> None:
    mail = Inbox(begun_build(tmp_path))
    shutil.copytree(SAMPLES, mail.folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.jsonl"))
    mail.build()
    expected = [json.loads(line) for line in (SAMPLES / "expected.jsonl").read_text("utf-8").splitlines()]
    given = mail.rows(
        f"SELECT {', '.join(expected[0])} FROM reports JOIN documents USING (document_id) ORDER BY title, event_subtype"
    )
    assert [[str(v) if isinstance(v, date) else v for v in row] for row in given] == [
        list(line.values()) for line in expected
    ]
    assert mail.rows(
        "SELECT title, publisher, published_on, published_basis, licence_id FROM documents ORDER BY 1"
    ) == [
        ("Engineers go home", "The Sample Courier", date(2023, 3, 14), "dateline", "CC-BY-4.0"),
        ("Plans for the Baltic", "The Sample Courier", date(2022, 5, 6), "metadata", "unknown"),
    ]
    lost = "SELECT quote FROM report_spans JOIN reports USING (report_id) JOIN documents USING (document_id)"
    assert mail.rows(f"{lost} WHERE substring(text, span_start + 1, span_end - span_start) <> quote") == []


def test_a_text_with_its_sidecar(mail: Inbox) -> None:
    mail.put(
        "story.txt",
        STORY + "\r\nNothing more.\r\n",
        title="A town",
        publisher="The Paper",
        published_on="2023-04-05T10:00:00+02:00",
        published_basis="printed on it",
        url="https://example.org/town",
        language="en-GB",
        licence="CC BY-SA 4.0",
        retrieved_at="2023-04-06T12:00:00+02:00",
    )
    assert mail.build().added.documents == 1
    made = mail.document()
    assert made["text"] == STORY + "\nNothing more."
    assert (made["title"], made["publisher"], made["url"]) == ("A town", "The Paper", "https://example.org/town")
    assert (made["published_on"], made["published_basis"]) == (date(2023, 4, 5), "sidecar")
    assert (made["language"], made["licence_id"]) == ("en", "CC-BY-SA-4.0")
    assert made["recorded_at"] == datetime(2023, 4, 6, 10, tzinfo=UTC)
    assert mail.rows("SELECT text_may_be_republished FROM licences JOIN documents USING (licence_id)") == [(True,)]
    assert mail.refused() == {}


def test_a_text_without_a_licence_is_not_republished(mail: Inbox) -> None:
    mail.put("story.txt", **DATED)
    mail.build()
    facts = "licences.title, rows_may_be_republished, text_may_be_republished"
    assert mail.rows(f"SELECT {facts} FROM documents JOIN licences USING (licence_id)") == [
        ("Unknown licence: text not republished", True, False)
    ]


@pytest.mark.parametrize(
    "content",
    [STORY.encode(), b"\xef\xbb\xbf" + STORY.encode(), STORY.encode("utf-16"), b"\xfe\xff" + STORY.encode("utf-16-be")],
)
def test_the_same_text_in_any_encoding_is_the_same_document(mail: Inbox, content: bytes) -> None:
    mail.put("story.md", content, **DATED)
    mail.build()
    assert mail.document()["text"] == STORY


def test_the_sidecar_counts_before_the_page_and_the_page_before_the_dateline(mail: Inbox) -> None:
    page = (SAMPLES / "baltic-plans.html").read_text("utf-8")
    dated = page.replace("<p>Denmark", "<p>RIGA, Latvia, May 7, 2022 - Denmark")
    mail.put("a.html", dated, published_on="2022-05-05", title="Mine")
    mail.put("b.html", dated.replace("120", "121"))
    mail.put("c.HTM", dated.replace("120", "122").replace("article:published_time", "x"))
    mail.build()
    assert mail.rows("SELECT published_on, published_basis, title FROM documents ORDER BY 1") == [
        (date(2022, 5, 5), "sidecar", "Mine"),
        (date(2022, 5, 6), "metadata", "Plans for the Baltic"),
        (date(2022, 5, 7), "dateline", "Plans for the Baltic"),
    ]


def test_a_corrected_sidecar_is_read_at_the_next_build(mail: Inbox) -> None:
    mail.put("a.txt", published="2023-04-05")
    mail.build()
    assert mail.rows("SELECT count(*) FROM documents") == [(0,)]
    mail.put("a.txt", published_on="2023-04-05")
    mail.build()
    assert mail.refused() == {}
    assert mail.document()["published_on"] == date(2023, 4, 5)


def test_a_link_inside_the_inbox_is_followed(mail: Inbox) -> None:
    mail.put("story.txt", **DATED)
    (mail.folder / "again.txt").symlink_to(mail.folder / "story.txt")
    mail.build()
    assert mail.refused() == {}
    assert mail.document()["text"] == STORY


def test_a_name_is_a_label_only(mail: Inbox) -> None:
    name = "x..\\..\\;DROP TABLE documents;--'\n.txt"
    mail.put(name, **DATED)
    (mail.folder / os.fsdecode(b"bad\xff.txt")).write_text("Another text.")
    mail.build()
    assert mail.rows("SELECT name FROM documents JOIN snapshots USING (snapshot_id)") == [(name.replace("\n", "\\n"),)]
    assert mail.refused() == {"bad\\udcff.txt": "It has no publication date, and none is assumed"}


def test_a_file_that_is_gone_from_the_inbox_stays_in_the_warehouse(mail: Inbox) -> None:
    mail.put("a.txt", **DATED)
    mail.build()
    (mail.folder / "a.txt").unlink()
    (mail.folder / "a.json").unlink()
    mail.build()
    assert mail.document()["replaced_at"] is None


def test_the_brief_is_read_where_there_is_nothing_else_until_there_is(tmp_path: Path) -> None:
    mail = Inbox(begun_build(tmp_path))
    mail.folder.rmdir()
    mail.build()
    brief = mail.document()
    assert (brief["publisher"], brief["published_on"], brief["licence_id"]) == ("Casus", date(2024, 9, 27), "CC-BY-4.0")
    assert brief["text"] == BRIEF.read_text("utf-8").rstrip()
    assert mail.rows("SELECT DISTINCT recorded_at FROM reports") == [(datetime(2026, 11, 24, tzinfo=UTC),)]
    assert mail.rows("SELECT count(*) > 8 FROM reports WHERE superseded_at IS NULL") == [(True,)]
    mail.folder.mkdir()
    mail.put("own.txt", "A text of my own.", **DATED)
    mail.build()
    assert mail.rows("SELECT text FROM documents WHERE replaced_at IS NULL") == [("A text of my own.",)]
    assert mail.rows("SELECT count(*) FROM reports WHERE superseded_at IS NULL") == [(0,)]
    (mail.folder / "own.txt").unlink()
    mail.build()
    assert mail.rows("SELECT count(*) FROM documents WHERE replaced_at IS NULL") == [(1,)]


def test_the_brief_makes_room_for_what_is_given_to_any_feed(tmp_path: Path) -> None:
    mail = Inbox(begun_build(tmp_path))
    mail.build()
    assert mail.rows("SELECT count(*) FROM documents WHERE replaced_at IS NULL") == [(1,)]
    (mail.home.inbox / "icews").mkdir()
    shutil.copy(SAMPLES.parent / "icews" / "events.2019.sample.tab", mail.home.inbox / "icews")
    collect(FEEDS["icews"], mail.home, Request(mail.home.inbox, (), True))
    mail.build()
    assert mail.rows("SELECT count(*) FROM documents WHERE replaced_at IS NULL") == [(0,)]


def test_the_brief_is_read_where_all_that_was_given_was_refused_and_taken_away(tmp_path: Path) -> None:
    mail = Inbox(begun_build(tmp_path))
    mistaken = Desk(mail.home, "icews")
    mistaken.put("events.tab", "<html>Sign in</html>")
    mistaken.build()
    mail.build()
    assert mail.rows("FROM documents") == []
    (mistaken.folder / "events.tab").unlink()
    mail.build()
    assert mail.rows("SELECT publisher FROM documents WHERE replaced_at IS NULL") == [("Casus",)]


def test_the_brief_is_not_read_where_an_inbox_has_files_of_another_feed(tmp_path: Path) -> None:
    mail = Inbox(begun_build(tmp_path))
    (mail.home.inbox / "icews").mkdir()
    (mail.home.inbox / "icews" / "events.tab").write_text("rows")
    mail.build()
    assert mail.rows("FROM documents") == []


def test_only_the_feeds_own_files_name_it() -> None:
    assert inbox.FEED == ARTICLE.name == web.FEED
