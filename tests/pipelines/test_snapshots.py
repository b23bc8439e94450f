import errno
import hashlib
import json
import os
import shutil
from pathlib import Path

import pytest

from pipelines import snapshots
from pipelines.snapshots import FileError, Snapshot
from warehouse.errors import UserError
from warehouse.home import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path).prepare()


def at(monkeypatch: pytest.MonkeyPatch, second: int) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1_700_000_000 + second))


def keep(home: Home, content: bytes, name: str = "a.txt", feed: str = "article", **more: object) -> Snapshot:
    facts = {"origin": "inbox", "media_type": "text/plain", "licence_id": "unknown"} | more
    return snapshots.store(home, content, feed=feed, name=name, **facts)


def test_bytes_are_kept_as_they_came_under_their_hash(home: Home) -> None:
    raw = b"\x00\xffraw\r\n"
    snapshot = keep(home, raw)
    assert snapshot.snapshot_id == hashlib.sha256(raw).hexdigest()
    assert snapshot.byte_count == 7
    assert (home.snapshots / snapshot.snapshot_id).read_bytes() == raw
    assert snapshots.content(home, snapshot) == raw
    assert snapshots.held(home, "article") == [snapshot]
    assert snapshots.held(home, "other") == []


def test_the_same_bytes_are_the_first_snapshot(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, 0)
    first = keep(home, b"same", "a.txt", details={"sidecar": "{}"})
    at(monkeypatch, 9)
    assert keep(home, b"same", "b.txt", licence_id="other") == first
    assert len(snapshots.held(home, "article")) == 1


def test_a_new_description_is_taken_and_dated_but_the_bytes_keep_their_time(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, 0)
    first = keep(home, b"same", details={"sidecar": "old"})
    at(monkeypatch, 9)
    second = keep(home, b"same", details={"sidecar": "new"}, licence_id="CC-BY-4.0")
    assert (second.details, second.licence_id) == ({"sidecar": "new"}, "CC-BY-4.0")
    assert second.retrieved_at == first.retrieved_at
    assert (second.described_at - first.described_at).total_seconds() == 9
    at(monkeypatch, 20)
    third = keep(home, b"same", transport={"etag": '"1"'})
    assert third.transport == {"etag": '"1"'}
    assert (third.details, third.described_at) == (second.details, second.described_at)


def test_snapshots_are_listed_oldest_first_and_one_seen_again_last(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    for second, name in enumerate(("c", "a", "b")):
        at(monkeypatch, second)
        keep(home, name.encode(), name)
    assert [s.name for s in snapshots.held(home, "article")] == ["c", "a", "b"]
    snapshots.see_again(home, snapshots.held(home, "article")[0])
    assert [s.name for s in snapshots.held(home, "article")] == ["a", "b", "c"]


def test_the_same_bytes_in_the_folder_of_another_feed_are_refused(home: Home) -> None:
    keep(home, b"rows", feed="events")
    with pytest.raises(FileError, match="the feed events"):
        keep(home, b"rows", feed="mentions")


def test_altered_or_lost_bytes_are_noticed(home: Home) -> None:
    snapshot = keep(home, b"true")
    file = home.snapshots / snapshot.snapshot_id
    file.write_bytes(b"false")
    with pytest.raises(UserError, match="was altered"):
        snapshots.content(home, snapshot)
    file.unlink()
    with pytest.raises(UserError, match="cannot be read"):
        snapshots.content(home, snapshot)


def test_a_broken_description_is_named(home: Home) -> None:
    snapshot = keep(home, b"text")
    file = home.snapshots / f"{snapshot.snapshot_id}.article.json"
    for broken in ("{", "[]", json.dumps({"feed": "article"})):
        file.write_text(broken)
        with pytest.raises(UserError, match=r"\.article\.json cannot be read"):
            snapshots.held(home, "article")


def test_a_full_disk_leaves_nothing_half_written(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="the disk is full"):
        keep(home, b"text")
    assert list(home.snapshots.iterdir()) == []
    monkeypatch.undo()
    assert snapshots.held(home, "article") == []
    assert keep(home, b"text").byte_count == 4


def keep_file(home: Home, path: Path, feed: str = "gdelt_events") -> Snapshot:
    return snapshots.store(
        home, path, feed=feed, name=path.name, origin="inbox", media_type="text/csv", licence_id="unknown"
    )


def test_a_large_file_is_kept_as_it_came_and_once(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "LARGE", 4)
    path = tmp_path / "large.csv"
    path.write_bytes(b"1\t2\r\n\xff")
    snapshot = keep_file(home, path)
    assert (snapshot.snapshot_id, snapshot.byte_count) == (hashlib.sha256(b"1\t2\r\n\xff").hexdigest(), 6)
    assert snapshots.content(home, snapshot) == b"1\t2\r\n\xff"
    assert keep_file(home, path) == snapshot
    with pytest.raises(FileError):
        keep_file(home, path, "gdelt_mentions")
    kept = {snapshot.snapshot_id, f"{snapshot.snapshot_id}.gdelt_events.json"}
    assert {entry.name for entry in home.snapshots.iterdir()} == kept


def test_a_large_file_that_is_held_is_not_copied_again(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[Path] = []
    copy = shutil.copyfile
    monkeypatch.setattr(shutil, "copyfile", lambda source, target: copied.append(source) or copy(source, target))
    monkeypatch.setattr(snapshots, "LARGE", 4)
    path = tmp_path / "large.csv"
    path.write_bytes(b"1\t2\r\n\xff")
    snapshot = keep_file(home, path)
    assert keep_file(home, path) == snapshot
    assert copied == [path]


def test_a_large_file_that_finds_no_space_leaves_nothing_and_one_that_is_held_needs_none(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "large.csv"
    path.write_bytes(b"1\t2\r\n\xff")
    monkeypatch.setattr(snapshots, "LARGE", 4)
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "copyfile", full)
        with pytest.raises(UserError, match="the disk is full"):
            keep_file(home, path)
        assert list(home.snapshots.iterdir()) == []
    snapshot = keep_file(home, path)
    monkeypatch.setattr(shutil, "copyfile", full)
    assert keep_file(home, path) == snapshot
    assert len(list(home.snapshots.iterdir())) == 2
