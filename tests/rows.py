"""Valid rows made from the table declarations, for tests of everything that reads the warehouse.

`row("reports", 2, status="planned")` is a row that breaks no rule: its own texts end in `-2`, what points at another
table points at that table's first row, nullable columns are NULL, and named values take the place of these.
"""

import atexit
import datetime as dt
import hashlib
import re
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import duckdb

from pipelines.crosswalks import load_crosswalks
from warehouse.codes import VOCABULARIES
from warehouse.database import begin_build, open_build
from warehouse.home import Home
from warehouse.schema import Column, Table, Type
from warehouse.tables import BY_NAME

DAY = dt.date(2024, 9, 27)
INSTANT = dt.datetime(2024, 10, 1, 6, 30, tzinfo=dt.UTC)
# The code that fits a row whose nullable columns are all NULL, where the vocabulary's first code would not.
_CODES = {"date_precision": "unknown", "geo_precision": "unknown", "quantity_state": "not_applicable"}


def empty_build(folder: Path) -> Home:
    """A state folder in `folder` whose build database has every table and no row; made once and copied."""
    return _copied(_empty(), folder)


def begun_build(folder: Path) -> Home:
    """The same with what a run knows before any feed is read: actors, countries, and what the codes of others mean."""
    return _copied(_begun(), folder)


def _copied(build: Path, folder: Path) -> Home:
    home = Home(folder / "home").prepare()
    shutil.copyfile(build, home.build)
    return home


@cache
def _empty() -> Path:
    home = Home(Path(mkdtemp(prefix="casus-"))).prepare()
    atexit.register(shutil.rmtree, home.root)
    begin_build(home)
    return home.build


@cache
def _begun() -> Path:
    home = _copied(_empty(), _empty().parent)
    with open_build(home) as connection:
        load_crosswalks(connection)
    return home.build


def row(table: str, number: int = 1, **values: Any) -> dict[str, Any]:
    """A valid row of `table`, whose key differs for each `number`; `values` replace what is made up."""
    declared = BY_NAME[table]
    strangers = values.keys() - set(declared.column_names)
    assert not strangers, f"{table} has no column {sorted(strangers)}"
    return {c.name: values[c.name] if c.name in values else _value(declared, c, number) for c in declared.columns}


def insert(connection: duckdb.DuckDBPyConnection, table: str, *rows: dict[str, Any]) -> None:
    """Put rows made by `row` into `table`."""
    names = BY_NAME[table].column_names
    marks = ", ".join("?" * len(names))
    for values in rows:
        connection.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", [values[n] for n in names])


def insert_first_rows(connection: duckdb.DuckDBPyConnection, *tables: str) -> None:
    """Put the first row of each of `tables` in, so that what points at them is whole."""
    for table in tables:
        insert(connection, table, row(table))


def _value(table: Table, column: Column, number: int) -> Any:
    is_key = column.name in table.key
    if column.nullable:
        return None
    if column.codes:
        return _CODES.get(column.codes) or next(iter(VOCABULARIES[column.codes]))
    if column.references:
        parent, key = column.references.split(".")
        return _value(BY_NAME[parent], BY_NAME[parent].column(key), number if table.key == (column.name,) else 1)
    if column.type is Type.TEXT:
        return _text(table, column, number)
    if column.type is Type.WHOLE:
        return number if is_key else int(column.minimum or 0)
    if column.type is Type.REAL:
        return float(column.minimum or 0)
    return {Type.FLAG: True, Type.DATE: DAY, Type.INSTANT: INSTANT}[column.type]


def _text(table: Table, column: Column, number: int) -> str:
    if (table.name, column.name) == ("documents", "document_id"):
        return _digest(f"text_sha256-{number}")[:16]
    if column.pattern == "[A-Z]{3}":
        return f"AA{chr(ord('A') + number)}"
    plain = f"{column.name}-{number}"
    return plain if column.pattern is None or re.fullmatch(column.pattern, plain) else _digest(plain)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
