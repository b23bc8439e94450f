"""What GDELT's feeds share: licence, dialect, and the files of GDELT 2.0, one every 15 minutes, named in a list.

Here belongs finding and keeping the files of a window of time, and naming the slots that have none. What their columns
mean belongs to each feed.

`lastupdate.txt` names the newest files, `masterfilelist.txt` all of them, each line with size, MD5 and address; both
stand on a server whose certificate does not fit its name, and again, with a fitting one, on the host that is asked
here. The list of a day with holes is kept as a snapshot of its own, so that the holes are known from the snapshots.
"""

import os
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from pipelines import snapshots
from pipelines.collecting import keep_files, with_network
from pipelines.fetching import CSV, ZIP, Fetcher, FetchError
from pipelines.licences import Licence
from pipelines.rejects import Reject
from pipelines.snapshots import Snapshot
from pipelines.sources import Collected, Request
from pipelines.tabular import Dialect
from warehouse.errors import UserError
from warehouse.home import Home, now
from warehouse.rows import insert
from warehouse.tables import BY_NAME

ADDRESS = "https://storage.googleapis.com/data.gdeltproject.org/gdeltv2"
LICENCE = Licence(
    "gdelt",
    "GDELT Project: unlimited and unrestricted use with citation",
    "https://www.gdeltproject.org/about.html",
    rows_may_be_republished=True,
    text_may_be_republished=True,
    attribution="The GDELT Project (https://www.gdeltproject.org/)",
)
CITATION = (
    "Leetaru, Kalev, and Philip A. Schrodt. 2013. GDELT: Global Data on Events, Location and Tone, 1979-2012."
    " ISA Annual Convention."
)
DIALECT = Dialect(delimiters=("\t",), quote="", has_header=False)
SLOT = timedelta(minutes=15)
FILES = 200
"""Files that a run fetches at most for a feed: two days; a longer window goes on in the next run."""
FROM, TO = "CASUS_GDELT_FROM", "CASUS_GDELT_TO"
_MEDIA_TYPES = {".csv": "text/tab-separated-values", ".zip": "application/zip", ".gz": "application/gzip"}
_FILE_LIMIT = 10_000_000_000
"""Bytes of the largest file in the inbox: a year of GDELT 1.0 has some four thousand million."""
_SLOT_LIMIT = 100_000_000
_LINE = re.compile(r"(\d+) ([0-9a-f]{32}) \S*/(\d{14})\.(export|mentions)\.CSV\.zip")
_LINE_BYTES, _LIST_LIMIT = 450, 250_000_000
"""Bytes that the three lines of a slot have at most in the list; bytes of its end that are read at most."""
_LISTS = "text/plain"


def collect(home: Home, request: Request, feed: str, kind: str) -> Collected:
    """The inbox's files, and those of GDELT 2.0 in the window asked for. Raises UserError where a list gives nothing.

    `kind` is what the files are called: export or mentions. The window is the slice of the request, else the days from
    CASUS_GDELT_FROM to CASUS_GDELT_TO (UTC, included), else the day of the newest file and the one before.
    """
    files = keep_files(home, feed, request.folder(feed), _MEDIA_TYPES, LICENCE, limit=_FILE_LIMIT)
    return with_network(files, request, lambda: _window_of(home, request, feed, kind))


def _window_of(home: Home, request: Request, feed: str, kind: str) -> Collected:
    fetcher = Fetcher(pause=0.1)
    listed = _listed(fetcher.fetch(f"{ADDRESS}/lastupdate.txt", accept=CSV, limit=10_000).content or b"", kind)
    if not listed:
        raise UserError("GDELT's lastupdate.txt names no file", "Try again later.")
    newest = max(listed)
    start, end = _window(request, newest)
    listed |= _list(fetcher, start, kind)
    found, refused = _fetched(home, fetcher, feed, kind, {t: listed[t] for t in sorted(listed) if start <= t < end})
    lists = _kept_lists(home, feed, kind, listed, start, min(end, newest + SLOT))
    return Collected((*found, *lists), tuple(refused))


def note_gaps(connection: duckdb.DuckDBPyConnection, home: Home, held: Sequence[Snapshot]) -> list[Snapshot]:
    """Put the slots that the lists of files do not have into `gaps`; returns the snapshots that are tables."""
    lists = [s for s in held if s.media_type == _LISTS]
    tables = [s for s in held if s.media_type != _LISTS]
    if lists:
        feed = lists[0].feed
        connection.execute("DELETE FROM gaps WHERE feed = ?", [feed])
        rows = {slot: _gap(listing, slot) for listing in lists for slot in _holes(home, listing, tables)}
        insert(connection, BY_NAME["gaps"], [rows[slot] for slot in sorted(rows)])
    return tables


def _window(request: Request, newest: datetime) -> tuple[datetime, datetime]:
    first, last = request.slice_start or _day(FROM), request.slice_end or _day(TO)
    if first is None and last is None:
        return _midnight(newest.date() - timedelta(days=1)), newest + SLOT
    first, last = first or last or newest.date(), last or newest.date()
    if first > last:
        raise UserError(f"{FROM} is after {TO}", "Set the earlier day first.")
    return _midnight(first), _midnight(last + timedelta(days=1))


def _day(variable: str) -> date | None:
    text = os.environ.get(variable, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UserError(f"{variable} is {text!r}, no day", "Write it as 2026-01-31.") from error


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _list(fetcher: Fetcher, start: datetime, kind: str) -> dict[datetime, tuple[int, str]]:
    """The files from `start` on, by the list's end: later slots alone stand behind them."""
    wanted = (max(now() - start, timedelta()) // SLOT + 96) * _LINE_BYTES
    tail = fetcher.tail(f"{ADDRESS}/masterfilelist.txt", wanted, accept=CSV, limit=_LIST_LIMIT)
    return _listed(b"\n".join(tail.lines()), kind)


def _listed(content: bytes, kind: str) -> dict[datetime, tuple[int, str]]:
    found = (_LINE.fullmatch(line.strip()) for line in content.decode("ascii", "replace").splitlines())
    return {_instant(m[3]): (int(m[1]), m[2]) for m in found if m and m[4] == kind}


def _instant(digits: str) -> datetime:
    return datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def _name(slot: datetime, kind: str) -> str:
    return f"{slot:%Y%m%d%H%M%S}.{kind}.CSV.zip"


def _fetched(
    home: Home, fetcher: Fetcher, feed: str, kind: str, wanted: dict[datetime, tuple[int, str]]
) -> tuple[list[Snapshot], list[Reject]]:
    """Fetch the files that are not held; one that gives nothing is refused alone."""
    names = {snapshot.name for snapshot in snapshots.held(home, feed)}
    missing = {slot: facts for slot, facts in wanted.items() if _name(slot, kind) not in names}
    found, refused = [], []
    with TemporaryDirectory(prefix="casus-") as folder:
        for slot in list(missing)[:FILES]:
            name = _name(slot, kind)
            try:
                found.append(_kept(home, fetcher, feed, name, *missing[slot], Path(folder) / name))
            except FetchError as error:
                refused.append(Reject(feed, name, error.problem, error.remedy))
    if len(missing) > FILES:
        rest = f"The window has {len(missing) - FILES:,} more files than the {FILES} that a run fetches"
        refused.append(Reject(feed, ADDRESS, rest, "Build again: it goes on from there."))
    return found, refused


def _kept(home: Home, fetcher: Fetcher, feed: str, name: str, size: int, md5: str, target: Path) -> Snapshot:
    address = f"{ADDRESS}/{name}"
    fetcher.download(address, target, accept=ZIP, limit=_SLOT_LIMIT, size=size, md5=md5)
    snapshot = snapshots.store(
        home,
        target,
        feed=feed,
        name=name,
        origin="network",
        address=address,
        media_type="application/zip",
        licence_id=LICENCE.licence_id,
    )
    target.unlink()
    return snapshot


def _kept_lists(
    home: Home, feed: str, kind: str, listed: dict[datetime, tuple[int, str]], start: datetime, end: datetime
) -> list[Snapshot]:
    """Keep the list of each day that has holes: a line for each file, and the slots that it speaks for."""
    kept, known = [], {snapshot.snapshot_id for snapshot in snapshots.held(home, feed)}
    while start < end:
        until = min(end, _midnight(start.date() + timedelta(days=1)))
        slots = _slots(start, until)
        if any(slot not in listed for slot in slots):
            lines = [f"{feed} {start.isoformat()} {until.isoformat()}"]
            lines += [f"{listed[slot][0]} {listed[slot][1]} {_name(slot, kind)}" for slot in slots if slot in listed]
            snapshot = snapshots.store(
                home,
                "\n".join(lines).encode(),
                feed=feed,
                name=f"{start:%Y%m%d}.{kind}.files.txt",
                origin="network",
                address=f"{ADDRESS}/masterfilelist.txt",
                media_type=_LISTS,
                licence_id=LICENCE.licence_id,
            )
            kept += [] if snapshot.snapshot_id in known else [snapshot]
        start = until
    return kept


def _slots(start: datetime, end: datetime) -> list[datetime]:
    """The slots of which GDELT publishes files, from `start` to before `end`."""
    first = start + (_midnight(start.date()) - start) % SLOT
    return [first + SLOT * number for number in range(-((first - end) // SLOT))]


def _holes(home: Home, listing: Snapshot, tables: Sequence[Snapshot]) -> list[datetime]:
    head, *lines = snapshots.content(home, listing).decode().splitlines()
    start, end = (datetime.fromisoformat(text) for text in head.split()[1:])
    stamps = {line.split()[-1][:14] for line in lines} | {table.name[:14] for table in tables}
    return [slot for slot in _slots(start, end) if f"{slot:%Y%m%d%H%M%S}" not in stamps]


def _gap(listing: Snapshot, slot: datetime) -> dict[str, object]:
    return {
        "feed": listing.feed,
        "licence_id": listing.licence_id,
        "slot_start": slot,
        "slot_end": slot + SLOT,
        "reason": "GDELT's list of files does not have it.",
        "recorded_at": listing.retrieved_at,
    }
