"""A release: a folder written aside and renamed once it is whole; then `latest` moves.

Here belongs how a release comes into being and is found again. Which files are in it belongs to
`pipelines.release_files`, and which rows to `warehouse.licensing`. A release is never altered once it has its name.
"""

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipelines import progress
from pipelines.release_files import MANIFEST, WRITING, write_files
from warehouse.errors import UserError
from warehouse.exports import TableFacts
from warehouse.home import Home, now

LATEST = "latest"
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]*")


@dataclass(frozen=True)
class Release:
    """A finished release: its folder, the facts of its Parquet files, and what changed since the one before."""

    release_id: str
    path: Path
    tables: tuple[TableFacts, ...]
    diff: dict[str, Any]


def new_release_id(home: Home) -> str:
    """The present instant as `20240927T120000Z`, with `-2`, `-3` ... where there is such a release already."""
    stamp = f"{now():%Y%m%dT%H%M%SZ}"
    taken = {release.name for release in releases(home.releases)}
    names = (stamp if n == 1 else f"{stamp}-{n}" for n in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def releases(folder: Path) -> list[Path]:
    """The finished releases in `folder`, the newest first. Left-overs of killed runs are none."""
    found = folder.iterdir() if folder.is_dir() else iter(())
    return sorted((path for path in found if _is_release(path)), reverse=True)


def _is_release(path: Path) -> bool:
    return bool(_ID.fullmatch(path.name)) and not path.is_symlink() and (path / MANIFEST).is_file()


def latest_release(home: Home) -> Path | None:
    """The release that `latest` points at; None where there is none yet."""
    return latest_in(home.releases)


def latest_in(folder: Path) -> Path | None:
    """The same for a folder of releases."""
    link, note = folder / LATEST, folder / f"{LATEST}.txt"
    if link.is_symlink():
        name = link.readlink().name
    elif note.is_file():
        name = note.read_text("utf-8").strip()
    else:
        return None
    return next((release for release in releases(folder) if release.name == name), None)


def write_release(home: Home, *, release_id: str, pages: Mapping[str, str]) -> Release:
    """Write what may be published of the build database to `releases/<release_id>/`.

    `pages` are files that others made, by name: the checks, the coder's accuracy.

    The last release and `latest` are not touched. Raises UserError where the disk refuses or the release exists; what
    was written until then is removed.
    """
    if not _ID.fullmatch(release_id) or release_id == LATEST:
        raise ValueError(f"{release_id!r} cannot be the name of a release")
    folder = home.prepare().releases
    target, partial = folder / release_id, folder / f".{release_id}.partial"
    if target.exists():
        raise UserError(f"The release {target} exists already", "A release is never altered; build under another name.")
    with _explaining_the_disk(folder):
        _remove_left_overs(folder)
        partial.mkdir()
        try:
            with progress.step(*WRITING):
                tables, diff = write_files(home, partial, release_id, latest_release(home), pages)
            for path in (*partial.iterdir(), partial):
                _sync(path)
            partial.rename(target)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise
        _sync(folder)
    return Release(release_id, target, tables, diff)


def move_latest(home: Home, release: Release) -> None:
    """Point `latest` at the release in one step; where links are not allowed, write its name to `latest.txt`."""
    pointer, aside = home.releases / LATEST, home.releases / f".{LATEST}.partial"
    with _explaining_the_disk(home.releases):
        aside.unlink(missing_ok=True)
        try:
            aside.symlink_to(release.release_id, target_is_directory=True)
        except (NotImplementedError, PermissionError):
            pointer = pointer.with_suffix(".txt")
            aside.write_text(release.release_id + "\n", "utf-8")
        aside.replace(pointer)
        _sync(home.releases)


def _remove_left_overs(folder: Path) -> None:
    for path in folder.glob(".*.partial"):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _sync(path: Path) -> None:
    """Have the disk keep a file, or a folder's names, before anything is built on it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _explaining_the_disk(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, duckdb.IOException) as error:
        cause = error.strerror if isinstance(error, OSError) and error.strerror else str(error).splitlines()[0]
        raise UserError(
            f"The release could not be written to {folder} ({cause})",
            "Free space there or mend its rights, and run `casus build` again; the last release stands as it was.",
        ) from error
