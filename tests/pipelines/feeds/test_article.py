"""The article feed: what lies in the inbox or at an address, and what becomes of it."""

import json
import os
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipelines.feed import FEEDS, Outcome, Request, collect, read
from pipelines.feeds.article import BRIEF, inbox, web
from pipelines.fetching import Fetched, Fetcher, FetchError
from pipelines.licences import UNKNOWN, add_licences
from tests.rows import empty_build
from warehouse.database import open_build
from warehouse.errors import UserError
from warehouse.home import Home

SAMPLES = Path(__file__).parents[2] / "samples" / "article"
STORY = "The army said that it left the town."
DATED = {"published_on": "2023-04-05"}
ARTICLE = FEEDS["article"]


class Inbox:
    """An inbox and the builds that read it. Nothing is coded unless a test asks for the real coder."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.folder = home.inbox / "article"
        self.folder.mkdir()

    def put(self, name: str, content: str | bytes = STORY, **sidecar: Any) -> None:
        raw = content.encode() if isinstance(content, str) else content
        (self.folder / name).write_bytes(raw)
        if sidecar:
            self.folder.joinpath(name).with_suffix(".json").write_text(json.dumps(sidecar))

    def build(self, *urls: str, offline: bool = False) -> Outcome:
        collect(ARTICLE, self.home, Request(self.home.inbox, urls, offline))
        with open_build(self.home) as connection:
            outcome = read(ARTICLE, connection, self.home, lambda *_: None)
            add_licences(connection, [UNKNOWN])
        return outcome

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with open_build(self.home) as connection:
            return connection.execute(query).fetchall()

    def document(self) -> dict[str, Any]:
        """The one document that there is."""
        with open_build(self.home) as connection:
            cursor = connection.execute("FROM documents")
            names = [column[0] for column in cursor.description]
            (values,) = cursor.fetchall()
        return dict(zip(names, values, strict=True))

    def refused(self) -> dict[str, str]:
        """Record -> reason. Every reject has a remedy and a licence that is on record."""
        assert self.rows("SELECT record FROM rejects ANTI JOIN licences USING (licence_id)") == []
        assert self.rows("SELECT record FROM rejects WHERE length(remedy) < 10") == []
        return {record: reason.removesuffix(".") for record, reason in self.rows("SELECT record, reason FROM rejects")}


@pytest.fixture
def mail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Inbox:
    monkeypatch.setattr("pipelines.coding.coder.code", lambda documents, **_: ((d, []) for d in documents))
    return Inbox(empty_build(tmp_path))


def test_the_samples_give_their_reports(tmp_path: Path) -> None:
    mail = Inbox(empty_build(tmp_path))
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


def tomorrow(days: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()


BAD: dict[str, tuple[str | bytes, dict[str, Any], str]] = {
    "empty.txt": (b"", DATED, "The file is empty"),
    "binary.txt": (b"\x7fELF\x00\x01", DATED, "The file is binary, not a text"),
    "pdf.txt": (b"%PDF-1.4\n", DATED, "The file is a PDF file, not a text"),
    "latin-1.md": (b"caf\xe9", DATED, "The file is not UTF-8: byte 3 is 0xE9"),
    "bare.html": ("<html><body><script>x()</script></body></html>", DATED, "The page has no text"),
    "undated.txt": (STORY, {}, "It has no publication date, and none is assumed"),
    "null.txt": (STORY + "1", {"published_on": None}, "It has no publication date, and none is assumed"),
    "future.txt": (
        STORY + "2",
        {"published_on": tomorrow(3)},
        f"Its publication date {tomorrow(3)} (sidecar) is impossible: it lies in the future",
    ),
    "ancient.txt": (
        STORY + "3",
        {"published_on": "1850-01-01"},
        "Its publication date 1850-01-01 (sidecar) is impossible: before 1900",
    ),
    "no-such-day.txt": (
        STORY + "4",
        {"published_on": "2023-02-30"},
        'In the sidecar published_on must be a day such as 2024-09-27, not "2023-02-30"',
    ),
    "number.txt": (
        STORY + "5",
        {"published_on": 20230405, "title": ["x"]},
        'In the sidecar published_on must be a day such as 2024-09-27, not 20230405; title must be a text, not ["x"]',
    ),
    "address.txt": (
        STORY + "6",
        DATED | {"url": "javascript:alert(1)"},
        'In the sidecar url must be a web address, not "javascript:alert(1)"',
    ),
    "french.txt": (STORY + "7", DATED | {"language": "fr"}, "Its language is fr, and Casus codes English"),
}


def test_bad_input_is_one_clear_reject_each_and_the_rest_is_read(mail: Inbox) -> None:
    for name, (content, sidecar, _) in BAD.items():
        mail.put(name, content, **sidecar)
    mail.put("good.txt", "A good text.", **DATED)
    assert mail.build().state == "read"
    assert mail.refused() == {name: reason for name, (_, _, reason) in BAD.items()}
    assert mail.document()["text"] == "A good text."
    kept = mail.rows("SELECT snapshot_id FROM rejects")
    assert all((mail.home.snapshots / snapshot_id).exists() for (snapshot_id,) in kept)


MALFORMED: dict[str, tuple[str | bytes, str]] = {
    "half": ("{", "The sidecar is not valid JSON (Expecting property name"),
    "twice": ('{"title": "a", "title": "b"}', "The sidecar is not valid JSON (a key stands twice)"),
    "list": ("[1]", "The sidecar is no JSON object"),
    "deep": ("[" * 100_000, "The sidecar is not valid JSON"),
    "latin-1": (b'{"title": "caf\xe9"}', "The sidecar is not valid JSON"),
    "half-a-character": ('{"title": "\\ud800"}', "The sidecar is not valid JSON"),
    "half-a-key": ('{"\\ud800": 1}', "The sidecar is not valid JSON"),
}


def test_a_malformed_sidecar_is_shown_as_it_came(mail: Inbox) -> None:
    for name, (written, _) in MALFORMED.items():
        mail.put(f"{name}.txt", f"Text beside {name}.")
        (mail.folder / f"{name}.json").write_bytes(written.encode() if isinstance(written, str) else written)
    mail.build()
    for name, (written, reason) in MALFORMED.items():
        ((said, raw),) = mail.rows(f"SELECT reason, raw FROM rejects WHERE record = '{name}.txt'")
        assert said.startswith(reason)
        assert raw == (written[:2000] if isinstance(written, str) else written.decode(errors="backslashreplace"))
    assert mail.rows("SELECT count(*) FROM documents") == [(0,)]


def test_a_corrected_sidecar_is_read_at_the_next_build(mail: Inbox) -> None:
    mail.put("a.txt", published="2023-04-05")
    mail.build()
    assert mail.rows("SELECT count(*) FROM documents") == [(0,)]
    mail.put("a.txt", published_on="2023-04-05")
    mail.build()
    assert mail.refused() == {}
    assert mail.document()["published_on"] == date(2023, 4, 5)


def test_unknown_keys_are_named_and_the_text_is_read(mail: Inbox) -> None:
    mail.put("a.txt", **DATED, licens="CC BY 4.0", mood="grim")
    mail.build()
    ((reason, remedy),) = mail.rows("SELECT reason, remedy FROM rejects")
    assert reason == "The sidecar has unknown keys, which were passed over: licens, mood."
    assert remedy.startswith("licens may be meant as licence; The keys are language, licence,")
    assert mail.document()["licence_id"] == "unknown"


def test_what_is_no_document_is_told_by_name(mail: Inbox, tmp_path: Path) -> None:
    mail.put("good.txt", **DATED)
    mail.put("scan.docx")
    mail.put("README")
    mail.put("alone.json", '{"title": "x"}')
    (mail.folder / "deep").mkdir()
    (tmp_path / "outside.txt").write_text("secret")
    (mail.folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (mail.folder / "broken.txt").symlink_to(mail.folder / "nowhere")
    os.mkfifo(mail.folder / "pipe.txt")
    for ignored in (".hidden.txt", "good.txt~", "Thumbs.db", ".DS_Store"):
        mail.put(ignored)
    mail.build()
    assert mail.refused() == {
        "scan.docx": "Files ending in .docx are not read",
        "README": "Files ending in nothing are not read",
        "alone.json": "It is a sidecar without a document",
        "deep": "It is a folder",
        "link.txt": "It is a link that leads out of the inbox",
        "broken.txt": "It cannot be read (No such file or directory)",
        "pipe.txt": "It is no ordinary file",
    }
    assert mail.document()["text"] == STORY


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


def test_a_document_of_5_mb_is_read_and_one_over_20_is_not(mail: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    long = (STORY + "\n") * (5_000_000 // len(STORY))
    mail.put("long.txt", long, **DATED)
    (mail.folder / "huge.txt").write_bytes(b"x")
    os.truncate(mail.folder / "huge.txt", 20_000_001)
    mail.build()
    assert mail.document()["character_count"] == len(long) - 1
    assert mail.refused() == {"huge.txt": "It has 20 MB, more than 20"}


def test_an_unreadable_file_is_refused_and_the_rest_is_read(mail: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    mail.put("good.txt", **DATED)
    mail.put("shut.txt")
    read_bytes = Path.read_bytes

    def guarded(path: Path) -> bytes:
        if path.name == "shut.txt":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", guarded)
    mail.build()
    assert mail.refused() == {"shut.txt": "It cannot be read (Permission denied)"}
    assert mail.document()["text"] == STORY


def test_one_text_with_two_sidecars_is_told_of_and_stays_as_it_is(mail: Inbox) -> None:
    mail.put("a.txt", published_on="2023-04-05")
    mail.put("b.txt", published_on="2023-05-06")
    mail.put("c.txt")
    for _ in range(2):
        mail.build()
        assert mail.document()["published_on"] == date(2023, 4, 5)
        assert mail.refused() == {"b.txt": "It has the same content as a.txt and another sidecar; that of a.txt counts"}


def test_a_file_that_is_gone_from_the_inbox_stays_in_the_warehouse(mail: Inbox) -> None:
    mail.put("a.txt", **DATED)
    mail.build()
    (mail.folder / "a.txt").unlink()
    (mail.folder / "a.json").unlink()
    mail.build()
    assert mail.document()["replaced_at"] is None


def test_the_brief_is_read_where_there_is_nothing_else_until_there_is(tmp_path: Path) -> None:
    mail = Inbox(empty_build(tmp_path))
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


class Web:
    """Addresses and what they answer, in the place of the network."""

    def __init__(self) -> None:
        self.pages: dict[str, Fetched | UserError] = {}
        self.asked: list[tuple[str, str | None]] = []

    def fetch(self, _: Fetcher, url: str, *, etag: str | None = None, **_more: Any) -> Fetched:
        self.asked.append((url, etag))
        answer = self.pages[url]
        if isinstance(answer, UserError):
            raise answer
        return Fetched(None, "", None, None, None) if etag and answer.etag == etag else answer


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch) -> Web:
    fake = Web()
    monkeypatch.delenv("CASUS_OFFLINE", raising=False)
    monkeypatch.setattr(Fetcher, "fetch", lambda *a, **k: fake.fetch(*a, **k))
    return fake


def page(number: int = 120, etag: str | None = None) -> Fetched:
    raw = (SAMPLES / "baltic-plans.html").read_bytes().replace(b"120", str(number).encode())
    return Fetched(raw, "text/html", "utf-8", etag, None)


def test_addresses_come_from_the_command_and_from_a_list(mail: Inbox, net: Web) -> None:
    net.pages = {"https://example.org/a?id=1": page(1), "https://example.org/b": page(2)}
    (mail.folder / "urls.txt").write_text("\ufeff# mine\nhttps://example.org/b\n\nhttps://example.org/b\n", "utf-8")
    mail.build("https://example.org/a?id=1")
    assert [url for url, _ in net.asked] == ["https://example.org/a?id=1", "https://example.org/b"]
    assert mail.rows("SELECT url, origin, name FROM documents JOIN snapshots USING (snapshot_id) ORDER BY 1") == [
        ("https://example.org/a?id=1", "network", "a"),
        ("https://example.org/b", "network", "b"),
    ]
    assert mail.refused() == {}


def test_a_page_is_asked_for_by_its_etag_and_a_new_text_replaces_the_old(mail: Inbox, net: Web) -> None:
    net.pages = {"https://example.org/a": page(1, '"1"')}
    mail.build("https://example.org/a")
    mail.build("https://example.org/a")
    assert net.asked[1] == ("https://example.org/a", '"1"')
    assert mail.document()["replaced_at"] is None
    net.pages = {"https://example.org/a": page(2, '"2"')}
    mail.build("https://example.org/a")
    assert mail.rows("SELECT text LIKE '% 2 %', replaced_at IS NULL FROM documents ORDER BY 1") == [
        (False, False),
        (True, True),
    ]


def test_an_address_that_gives_nothing_is_refused_alone(mail: Inbox, net: Web) -> None:
    net.pages = {
        "https://example.org/a": page(),
        "https://me:pass@example.org/b?key=1": FetchError("It is gone", "Save it by hand."),
    }
    mail.build("https://example.org/a", "https://me:pass@example.org/b?key=1", "ftp://example.org/c", "http://[bad")
    assert mail.refused() == {
        "https://example.org/b?…": "It is gone",
        "ftp://example.org/c": "It is no web address",
        "http://[bad": "It is no web address",
    }
    assert mail.document()["title"] == "Plans for the Baltic"


def test_a_page_without_a_date_says_how_to_supply_it(mail: Inbox, net: Web) -> None:
    undated = (SAMPLES / "baltic-plans.html").read_bytes().replace(b"article:published_time", b"x")
    net.pages = {"https://example.org/a": Fetched(undated, "text/html", None, None, None)}
    mail.build("https://example.org/a")
    ((record, remedy),) = mail.rows("SELECT record, remedy FROM rejects")
    assert record == "https://example.org/a"
    assert remedy == (
        "Save the page into the inbox and put a file of the same name ending in .json beside it,"
        ' with {"published_on": "2024-09-27"}.'
    )


@pytest.mark.parametrize("by_environment", [True, False])
def test_offline_nothing_is_fetched_and_files_are_read(
    mail: Inbox, net: Web, monkeypatch: pytest.MonkeyPatch, by_environment: bool
) -> None:
    if by_environment:
        monkeypatch.setenv("CASUS_OFFLINE", "1")
    mail.put("a.txt", **DATED)
    mail.build("https://example.org/a", offline=not by_environment)
    assert net.asked == []
    assert mail.refused() == {"https://example.org/a": "It was not fetched: the network is forbidden"}
    assert mail.document()["text"] == STORY


def test_a_list_of_addresses_that_is_no_text_fails_the_feed(mail: Inbox) -> None:
    (mail.folder / "urls.txt").write_bytes(b"\xff\xfe\x00")
    assert mail.build().state == "failed"


def test_only_the_feeds_own_files_name_it() -> None:
    assert inbox.FEED == ARTICLE.name == web.FEED
