"""A warehouse made from files that a person has, only to measure its links: the files go through the feeds.

Here belongs finding the files in a folder and running feeds and linking over them. What a feed reads, and how reports
are linked, does not.
"""

import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

import duckdb

from pipelines import feed as feeds
from pipelines import linking
from pipelines.crosswalks import load_crosswalks
from pipelines.evaluation.links.scad import write_own_reports
from pipelines.reference import fill_reference
from pipelines.sources import Progress, Request
from warehouse.database import begin_build, open_build
from warehouse.derive import derive
from warehouse.errors import UserError
from warehouse.home import Home

WANTED = "DIR/<feed>/ or DIR/inbox/<feed>/; UCDP GED as ged_*.csv and SCAD as scad_*.csv in DIR or DIR/linking"
"""Where files are looked for."""


def build(data: Path, names: Collection[str], home: Home, progress: Progress) -> None:
    """Fill the build database of `home` from the files in `data` that belong to the feeds `names`, and link it.

    Raises UserError where `data` holds nothing for any of them, and where a feed cannot read what it holds.
    """
    inbox = home.root / "files"
    lay_out(data, names, inbox)
    begin_build(home)
    with open_build(home) as connection:
        load_crosswalks(connection)
    for folder in sorted(inbox.iterdir()):
        _read(feeds.FEEDS[folder.name], home, Request(inbox=inbox, offline=True), progress)
    with open_build(home) as connection:
        fill_reference(connection)
        link(connection, progress)


def lay_out(data: Path, names: Collection[str], inbox: Path) -> None:
    """Copy what `data` holds for the feeds `names` into `inbox`, one folder a feed; SCAD becomes own reports."""
    if not data.is_dir():
        raise UserError(f"{data} is no folder", f"Give a folder with the labelled records: {WANTED}.")
    folders = [folder for folder in (data, data / "linking") if folder.is_dir()]
    for name in sorted({*names} & feeds.FEEDS.keys()):
        files = [path for part in (name, f"inbox/{name}") for path in _files(data / part, "*")]
        files += [path for folder in folders for path in _files(folder, "ged_*.csv") if name == "ucdp_ged"]
        scad = [path for folder in folders for path in _files(folder, "scad_*.csv") if name == "own"]
        if files or scad:
            (inbox / name).mkdir(parents=True)
        for path in files:
            shutil.copyfile(path, inbox / name / path.name)
        if scad:
            write_own_reports(scad, inbox / name / "scad.csv")
    if not inbox.exists():
        raise UserError(f"{data} holds no file of {', '.join(sorted(names))}", f"Give {WANTED}.")


def link(connection: duckdb.DuckDBPyConnection, progress: Progress) -> None:
    """Put the reports of the build into events, as a build does."""
    linking.link(connection, progress)
    for name in ("event_reports", "event_coverage"):
        derive(connection, name)


def _files(folder: Path, pattern: str) -> Sequence[Path]:
    return sorted(path for path in folder.glob(pattern) if path.is_file() and not path.name.startswith("."))


def _read(feed: feeds.Feed, home: Home, request: Request, progress: Progress) -> None:
    collected = feeds.collect(feed, home, request)
    if collected.failure:
        raise UserError(f"The files of {feed.name} cannot be taken: {collected.failure}", "Mend or remove them.")
    with open_build(home) as connection:
        outcome = feeds.read(feed, connection, home, progress)
    if outcome.state == "failed":
        raise UserError(f"The files of {feed.name} cannot be read: {outcome.message}", "Mend or remove them.")
