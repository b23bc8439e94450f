"""What lies in an inbox and is no file that can be read: nothing hangs, nothing is lost, and each is told in words."""

import gzip
import hashlib
import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipelines import collecting
from pipelines.feed import FEEDS, Request, collect
from pipelines.feeds.own import sidecars
from tests.document_feeds import Desk
from tests.rows import begun_build

ROWS = (Path(__file__).parents[1] / "samples" / "icews" / "events.2019.sample.tab").read_bytes()
TABLE = (Path(__file__).parents[1] / "samples" / "own" / "collection.csv").read_bytes()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    return Desk(begun_build(tmp_path), "icews")


def test_what_is_no_file_is_never_opened(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.put("events.tab", ROWS)
    for name, target in {"a.tab": "b.tab", "b.tab": "a.tab", "gone.tab": "nowhere", "self.tab": "."}.items():
        (desk.folder / name).symlink_to(desk.folder / target)
    (tmp_path / "outside.tab").write_bytes(ROWS)
    (desk.folder / "outside.tab").symlink_to(tmp_path / "outside.tab")
    (desk.folder / "zero.tab").symlink_to("/dev/zero")
    os.mkfifo(desk.folder / "pipe.tab")
    (desk.folder / "folder.tab").mkdir()
    monkeypatch.chdir(desk.folder)
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind("socket.tab")
        assert desk.build().state == "read"
    leads_out = "It is a link that leads out of the inbox"
    assert desk.refused() == {
        **dict.fromkeys(("a.tab", "b.tab"), "It cannot be read (Too many levels of symbolic links)"),
        "gone.tab": "It cannot be read (No such file or directory)",
        **dict.fromkeys(("outside.tab", "zero.tab"), leads_out),
        **dict.fromkeys(("pipe.tab", "socket.tab"), "It is no ordinary file"),
        **dict.fromkeys(("folder.tab", "self.tab"), "It is a folder"),
    }


def test_names_of_any_bytes_are_labels(desk: Desk) -> None:
    for name in (b"caf\xe9.tab", b"a\nb.tab", b"\x1b[31mred.tab", b"%s{x}*?;'.tab", b"n" * 250 + b".tab"):
        (desk.folder / os.fsdecode(name)).write_bytes(ROWS + name[:9].hex().encode() + b"\n")
    assert desk.build().state == "read"
    shown = {name for (name,) in desk.rows("SELECT name FROM snapshots")}
    assert shown == {"caf\\udce9.tab", "a\\nb.tab", "\\x1b[31mred.tab", "%s{x}*?;'.tab", "n" * 250 + ".tab"}


@pytest.mark.parametrize(
    ("feed", "name"),
    [
        ("acled", "events.csv"),
        ("gdelt_events", "20240504101500.export.CSV"),
        ("icews", "events.2019.sample.tab"),
        ("pitf", "pitf.world.20150501-20150731.csv"),
        ("ucdp_candidate", "GEDEvent_v26_0_7.csv"),
    ],
)
def test_a_table_may_come_packed(tmp_path: Path, feed: str, name: str) -> None:
    plain, packed = ((tmp_path / way) for way in ("plain", "packed"))
    content = (Path(__file__).parents[1] / "samples" / feed / name).read_bytes()
    desks = [Desk(begun_build(way), feed) for way in (plain, packed)]
    desks[0].put(name, content)
    desks[1].put(f"{name}.gz", gzip.compress(content))
    added = [desk.build().added for desk in desks]
    assert added[0] == added[1]
    assert added[0].reports > 0


def act_after(monkeypatch: pytest.MonkeyPatch, where: Any, name: str, act: Callable[[], object]) -> None:
    """Have something done each time when the function has done its work."""
    function = getattr(where, name)

    def acting(*given: Any, **named: Any) -> Any:
        found = function(*given, **named)
        act()
        return found

    monkeypatch.setattr(where, name, acting)


@pytest.mark.parametrize(
    ("feed", "where", "name"),
    [("icews", collecting, "entries"), ("own", sidecars, "entries"), ("icews", hashlib, "file_digest")],
)
def test_a_file_that_is_gone_before_it_is_read_is_told(
    tmp_path: Path, feed: str, where: Any, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(begun_build(tmp_path), feed)
    for file in ("events.txt", "events.tsv"):
        desk.put(file, ROWS if feed == "icews" else TABLE)
    act_after(monkeypatch, where, name, lambda: (desk.folder / "events.txt").unlink(missing_ok=True))
    if feed == "own":
        assert desk.build().state == "read", "it was gone before anybody counted on it"
        return
    desk.build()
    assert desk.rows("SELECT record, reason, remedy FROM rejects WHERE record = 'events.txt'") == [
        ("events.txt", "It cannot be read (No such file or directory).", "Put it back, or mend the link.")
    ]


def test_a_file_that_is_being_written_is_not_kept_until_it_is_whole(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def grow() -> None:
        with (desk.folder / "events.tab").open("ab") as file:
            file.write(b"more\n")

    desk.put("events.tab", ROWS)
    with monkeypatch.context() as patch:
        act_after(patch, shutil, "copyfile", grow)
        outcome = desk.build()
    assert (outcome.state, outcome.message) == ("empty", None)
    assert desk.rows("SELECT record, reason, remedy FROM rejects") == [
        ("events.tab", "events.tab changed while it was read.", "Build again when it is whole.")
    ]
    assert list(desk.home.snapshots.iterdir()) == []
    assert desk.build().state == "read"


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize("make", [make_pipe, Path.mkdir, lambda path: path.symlink_to("/dev/zero")])
def test_a_list_of_addresses_that_is_no_file_is_not_opened(tmp_path: Path, make: Callable[[Path], None]) -> None:
    desk = Desk(begun_build(tmp_path), "rss")
    make(desk.folder / "urls.txt")
    outcome = desk.build()
    assert outcome.state == "failed"
    assert outcome.message == (
        f"{desk.folder / 'urls.txt'} cannot be read (it is no file of at most 10,000,000 bytes)."
        " Write one address a line, as UTF-8."
    )


def test_a_folder_that_must_not_be_entered_fails_its_feed_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(begun_build(tmp_path), "rss")
    shut = desk.home.inbox / "own"
    shut.mkdir()
    iterdir, stat = Path.iterdir, Path.stat

    def refuse(reading: Callable[..., Any], blocked: Path) -> Callable[..., Any]:
        def refusing(path: Path, **options: Any) -> Any:
            if path == blocked:
                raise PermissionError(13, "Permission denied", str(path))
            return reading(path, **options)

        return refusing

    monkeypatch.setattr(Path, "iterdir", refuse(iterdir, shut))
    monkeypatch.setattr(Path, "stat", refuse(stat, desk.folder / "urls.txt"))
    assert str(desk.build().message) == (
        f"{desk.folder / 'urls.txt'} cannot be read (Permission denied). Give yourself the right to read it, and to"
        " enter its folder."
    )
    found = collect(FEEDS["article"], desk.home, Request(desk.home.inbox))
    assert (found.failure, found.snapshots) == (None, ()), "the bundled brief is for an inbox without anything"
    failure = collect(FEEDS["own"], desk.home, Request(desk.home.inbox)).failure
    assert failure == f"{shut} cannot be listed (Permission denied). Give yourself the right to read it."
