"""Made-up reports for tests of linking, and what became of them.

A linking takes a second, be it of two reports or of two hundred: so all rows of a table are linked at once, and of all
tables of a module (`Together`), each in a world of its own, `PERIOD` after the one before. Nothing in two worlds meets,
so each has the events that it has alone.
"""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines import linking
from pipelines.linking.overrides import COLUMNS
from tests.rows import empty_build, insert, row
from warehouse.database import open_build
from warehouse.derive import derive
from warehouse.home import Home

PERIOD = dt.timedelta(days=36 * 30)
"""More than any rule reaches, and whole months of thirty days, as linking counts them."""
ACTORS = (("state:KRS", "Karsk", None), ("group:north", "Northern Front", None), ("group:band", "Band", "group:north"))


Rows = Sequence[tuple[Any, ...]]
World = Callable[..., Sequence[dict[str, Any]]]


def report(name: str, feed: str = "ucdp_ged", day: str | None = "2024-05-04", **values: Any) -> dict[str, Any]:
    """A report `name` of `feed`: Karsk and the Northern Front fight at 50/10 on 4 May 2024, three are killed."""
    known = {
        "report_id": name,
        "feed": feed,
        "source_record_id": f"{name}-record",
        "event_type": "attack",
        "event_subtype": "armed_clash",
        "date_start": day,
        "date_end": day,
        "date_precision": "day" if day else "unknown",
        "date_basis": "absolute" if day else None,
        "source_actor_id": "state:KRS",
        "source_actor_name": "Karsk",
        "source_iso3": "KRS",
        "target_actor_id": "group:north",
        "target_actor_name": "Northern Front",
        "latitude": 50.0,
        "longitude": 10.0,
        "geo_precision": "exact",
        "place_name": "Dolna",
        "country_iso3": "KRS",
        "fatalities_best": 3,
        "published_on": "2024-05-06",
        "is_summary": False,
    }
    return row("reports", 1, **known | values)


def at(latitude: float, longitude: float = 10.0, **values: Any) -> dict[str, Any]:
    """The columns of another place."""
    return {"latitude": latitude, "longitude": longitude, "place_name": f"Place {latitude}/{longitude}"} | values


def add(connection: duckdb.DuckDBPyConnection, *reports: dict[str, Any]) -> None:
    """Put reports in, with the licence and the actors that they point at. One of a text has its place and, where it
    `goes_to` one beside its columns, that one.
    """
    if not connection.execute("SELECT 1 FROM actors").fetchone():
        insert(connection, "licences", row("licences"))
        for actor, name, parent in ACTORS:
            insert(connection, "actors", row("actors", 1, actor_id=actor, name=name, parent_id=parent))
    insert(connection, "reports", *reports)
    for one in reports:
        if one["document_id"] and one["place_name"]:
            insert(
                connection, "report_places", *places(one["report_id"], "at", one["place_name"], one["geo_precision"])
            )
        if "goes_to" in one:
            insert(connection, "report_places", *places(one["report_id"], "to", one["goes_to"]))


def places(name: str, role: str, told: str, level: str = "town") -> list[dict[str, Any]]:
    """The places that the report `name` has in a role, named with `; ` between them."""
    known = {"report_id": name, "role": role, "level": "country" if level == "country" else "town"}
    return [
        row("report_places", 1, **known, ordinal=n, place_name=place) for n, place in enumerate(told.split("; "), 1)
    ]


def link(connection: duckdb.DuckDBPyConnection, *overrides: tuple[str, ...], folder: Path | None = None) -> Any:
    """Link and derive which reports are of which event; overrides are rows of the file. Returns what linking did."""
    more = {}
    if folder:
        path = folder / "link_overrides.csv"
        path.write_text("\n".join([",".join(COLUMNS), *map(",".join, overrides)]) + "\n", "utf-8")
        more["overrides"] = path
    outcome = linking.link(connection, **more)
    derive(connection, "event_reports")
    return outcome


def events(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The reports of each event, joined with a blank, in order."""
    rows = connection.execute(
        "SELECT string_agg(report_id, ' ' ORDER BY report_id) AS names FROM event_reports GROUP BY event_id ORDER BY 1"
    ).fetchall()
    return [names for (names,) in rows]


def ids(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The event of each report."""
    return dict(connection.execute("SELECT report_id, event_id FROM event_reports").fetchall())


def told(connection: duckdb.DuckDBPyConnection, left: str, right: str) -> tuple[str, str, str]:
    """Decision, rule and reason of a pair on record."""
    rows = connection.execute(
        "SELECT decision, rule, reason FROM link_pairs WHERE (report_id_l, report_id_r) IN ((?, ?), (?, ?))",
        [left, right, right, left],
    ).fetchall()
    assert len(rows) == 1, f"{left} and {right}: {len(rows)} rows"
    return rows[0]


def outcomes(rows: Rows) -> dict[str, Any]:
    """What each row of a table expects, its last value, by the values before it."""
    return {repr(row[:-1]): row[-1] for row in rows}


def events_of_each(connection: duckdb.DuckDBPyConnection, rows: Rows, world: World) -> dict[str, list[str]]:
    """The events of the reports that `world` makes of each row, but for those of bystanders, whose names begin with
    `x`; to be compared with `outcomes`.
    """
    _add_worlds(connection, rows, world)
    link(connection)
    return _events_found(connection, rows)


def _events_found(connection: duckdb.DuckDBPyConnection, rows: Rows, first: int = 0) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {_mark(n): [] for n in range(first, first + len(rows))}
    for names in events(connection):
        for mark in {name[:3] for name in names.split()} & found.keys():
            found[mark].append(names.replace(mark, ""))
    return {
        repr(row[:-1]): [event for event in found[_mark(n)] if not event.startswith("x")]
        for n, row in enumerate(rows, first)
    }


def told_of_each(connection: duckdb.DuckDBPyConnection, rows: Rows, world: World) -> dict[str, tuple[str, str, str]]:
    """Decision, rule and reason of the pair `a` and `b` in the world of each row."""
    _add_worlds(connection, rows, world)
    link(connection)
    return _told_found(connection, rows)


def _told_found(connection: duckdb.DuckDBPyConnection, rows: Rows, first: int = 0) -> dict[str, tuple[str, str, str]]:
    return {repr(row[:-1]): told(connection, f"{_mark(n)}a", f"{_mark(n)}b") for n, row in enumerate(rows, first)}


class Together:
    """The tables of one module, of which each is a test of its own; their worlds are linked together, once.

    `@TOGETHER.events` and `@TOGETHER.told` make a test of a function that gives rows and the world of a row, as
    `events_of_each` and `told_of_each` take them. `prepare` puts in what all worlds need.
    """

    def __init__(self, prepare: Callable[[duckdb.DuckDBPyConnection], None] = lambda _: None) -> None:
        self._prepare = prepare
        self._reports: list[dict[str, Any]] = []
        self._worlds = 0
        self._home: Home | None = None

    def events(self, table: Callable[[], tuple[Rows, World]]) -> Callable[[pytest.TempPathFactory], None]:
        """A test of the events of each row."""
        return self._test(table, _events_found)

    def told(self, table: Callable[[], tuple[Rows, World]]) -> Callable[[pytest.TempPathFactory], None]:
        """A test of what is told of the pair `a` and `b` of each row."""
        return self._test(table, _told_found)

    def _test(
        self, table: Callable[[], tuple[Rows, World]], found: Callable[..., dict[str, Any]]
    ) -> Callable[[pytest.TempPathFactory], None]:
        rows, world = table()
        first = self._worlds
        self._worlds += len(rows)
        self._reports += [moved(one, n) for n, row in enumerate(rows, first) for one in world(*row[:-1])]

        def test(tmp_path_factory: pytest.TempPathFactory) -> None:
            with open_build(self._linked(tmp_path_factory)) as connection:
                assert found(connection, rows, first) == outcomes(rows)

        return test

    def _linked(self, folders: pytest.TempPathFactory) -> Home:
        if self._home is None:
            home = empty_build(folders.mktemp("together"))
            with open_build(home) as connection:
                add(connection, *self._reports)
                self._prepare(connection)
                link(connection)
            self._home = home
        return self._home


def pairs_of_each(connection: duckdb.DuckDBPyConnection, rows: Rows, world: World) -> dict[str, int]:
    """How many pairs are compared in the world of each row."""
    found: list[str] = []

    def look(_: str, done: int, steps: int) -> None:
        if done == steps:
            pairs = connection.execute("SELECT report_id FROM candidates JOIN profiles ON number = number_l").fetchall()
            found.extend(name[:3] for (name,) in pairs)

    _add_worlds(connection, rows, world)
    assert linking.link(connection, look).pairs == len(found)
    return {repr(row[:-1]): found.count(_mark(n)) for n, row in enumerate(rows)}


def _mark(number: int) -> str:
    return f"{number:02}-"


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + digit) for digit in divmod(number, 26))


def _add_worlds(connection: duckdb.DuckDBPyConnection, rows: Rows, world: World) -> None:
    add(connection, *(moved(one, n) for n, row in enumerate(rows) for one in world(*row[:-1])))


def moved(known: dict[str, Any], number: int) -> dict[str, Any]:
    """A report in the world of that number: in its time, and with its mark in what is never the same in two."""
    dates = ("date_start", "date_end", "published_on")
    moved = {name: str(dt.date.fromisoformat(known[name]) + number * PERIOD) for name in dates if known[name]}
    marked = {name: _mark(number) + known[name] for name in ("report_id", "source_record_id")}
    if url := known["source_url"]:
        marked["source_url"] = re.sub(
            "(?i)(dolna)", _letters(number) + r"\1", url.replace("://", f"://{_mark(number)}")
        )
    return known | moved | marked
