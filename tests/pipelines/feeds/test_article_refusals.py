"""The article feed: what it refuses or reads with a remark, and in which words it says so."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.pipelines.feeds.article_inbox import DATED, STORY, Inbox


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


def test_a_feed_of_which_all_was_refused_has_failed_until_something_is_taken(mail: Inbox) -> None:
    mail.put("undated.txt")
    mail.put("picture.pdf")
    outcome = mail.build()
    assert (outcome.state, outcome.message) == ("failed", "None of its records could be taken (1 refused).")
    mail.put("undated.txt", **DATED)
    outcome = mail.build()
    assert (outcome.state, outcome.message) == ("read", None)
    assert len(mail.refused()) == 1


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
    for ignored in (".hidden.txt", "good.txt~", "~$good.txt", "Thumbs.db", ".DS_Store"):
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


def test_of_two_files_whose_names_look_the_same_none_is_passed_over_in_silence(mail: Inbox) -> None:
    mail.put("a\nb.txt", **DATED)
    mail.put("a\\nb.txt", "Another story.")
    mail.build()
    assert mail.refused() == {"a\\nb.txt": "Its name is shown as that of another file"}
    assert mail.document()["text"] == STORY


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


def test_of_two_sidecars_of_one_text_the_stricter_licence_counts(mail: Inbox) -> None:
    mail.put("a.txt", published_on="2023-04-05", licence="CC BY 4.0")
    mail.put("b.txt", published_on="2023-04-05", licence="all rights reserved")
    mail.build()
    assert mail.document()["licence_id"] == "all-rights-reserved"
    assert mail.refused() == {"a.txt": "It has the same content as b.txt and another sidecar; that of b.txt counts"}
