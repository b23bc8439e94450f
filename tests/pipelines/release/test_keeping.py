"""What a release that fails leaves as it was, which release is the latest, and how releases are named."""

import errno
import os
import resource
from pathlib import Path

import pytest

from pipelines import release as module
from pipelines.release import latest_release, move_latest, new_release_id, releases
from tests.pipelines.release.small_build import content, write
from warehouse.errors import UserError


@pytest.fixture
def kept(published):
    """A state folder whose first release is the latest one, with what the files of the release hold."""
    home, release = published
    return home, content(release.path)


def assert_untouched(home, held):
    assert latest_release(home) == home.releases / "a"
    assert content(home.releases / "a") == held
    assert [p.name for p in releases(home.releases)] == ["a"]
    assert sorted(p.name for p in home.releases.iterdir()) == ["a", "latest"]


@pytest.mark.parametrize("call", ["fsync", "rename"])
def test_a_full_disk_leaves_the_last_release_as_it_was(kept, monkeypatch, call):
    home, held = kept

    def full(*args):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(*((module.os, "fsync", full) if call == "fsync" else (Path, "rename", full)))
    with pytest.raises(UserError, match=r"No space left on device\)\. Free space there .* the last release stands"):
        write(home, "b")
    assert_untouched(home, held)


def test_a_disk_that_fills_up_while_duckdb_writes_does_so_too(kept):
    """The largest size of a file that the system allows stands for the full disk."""
    home, held = kept
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, hard))
    try:
        with pytest.raises(UserError, match="could not be written"):
            write(home, "b")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert_untouched(home, held)


def test_an_interrupt_leaves_nothing_behind(kept, monkeypatch):
    home, held = kept

    def stop(*args):
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "write_files", stop)
    with pytest.raises(KeyboardInterrupt):
        write(home, "b")
    assert_untouched(home, held)


def test_what_a_killed_run_left_is_no_release_and_the_next_run_removes_it(kept):
    home, _ = kept
    left_over = home.releases / ".b.partial"
    left_over.mkdir()
    (left_over / "manifest.json").write_text("{}")
    (home.releases / ".latest.partial").symlink_to("b")
    assert [p.name for p in releases(home.releases)] == ["a"]
    assert latest_release(home) == home.releases / "a"
    move_latest(home, write(home, "b"))
    assert sorted(p.name for p in home.releases.iterdir()) == ["a", "b", "latest"]


def test_latest_moves_only_when_told_and_lies_beside_the_releases(kept):
    home, _ = kept
    second = write(home, "b")
    assert latest_release(home) == home.releases / "a"
    move_latest(home, second)
    assert latest_release(home) == home.releases / "b"
    assert (home.releases / "latest").readlink() == Path("b")


def test_where_links_are_not_allowed_a_file_names_the_latest(home, monkeypatch):
    def refuse(*args, **kwargs):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    assert latest_release(home) is None
    move_latest(home, write(home, "a"))
    assert (home.releases / "latest.txt").read_text() == "a\n"
    assert latest_release(home) == home.releases / "a"


def test_a_pointer_to_nothing_is_no_release(kept):
    home, _ = kept
    (home.releases / "latest").unlink()
    (home.releases / "latest").symlink_to("gone")
    assert latest_release(home) is None


def test_a_release_is_never_written_over(kept):
    home, held = kept
    with pytest.raises(UserError, match="a exists already"):
        write(home, "a")
    assert_untouched(home, held)


@pytest.mark.parametrize("name", ["latest", "", "../up", ".hidden", "a/b"])
def test_a_name_that_is_none_is_refused(home, name):
    with pytest.raises(ValueError, match="cannot be the name"):
        write(home, name)


def test_the_name_of_a_release_is_its_instant_and_never_taken_twice(home, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1727438400")
    for expected in ("20240927T120000Z", "20240927T120000Z-2", "20240927T120000Z-3"):
        assert new_release_id(home) == expected
        (home.releases / expected).mkdir()
        (home.releases / expected / "manifest.json").write_text("{}")
    assert [p.name for p in releases(home.releases)] == [
        "20240927T120000Z-3",
        "20240927T120000Z-2",
        "20240927T120000Z",
    ]
