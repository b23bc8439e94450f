"""The two database files: the build that a run writes, and the published one that readers read.

DuckDB lets one process write and blocks it while another reads, so a run writes `build.duckdb` and moves the finished
file onto `casus.duckdb` in one rename: readers keep what they had open. All SQL runs against an attached catalog.
"""

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from warehouse.ddl import comments, create_table, quoted
from warehouse.errors import UserError
from warehouse.home import Home
from warehouse.tables import TABLES

CATALOG = "casus"
STORAGE = "v1.4.0"
"""The form of the files. It packs texts a third faster than the form before it, and as small."""
OLDEST_READER = "1.4.2"
"""The oldest DuckDB that reads files of this form which 1.5 wrote: 1.4.0 and 1.4.1 fail at the pointers to a table's
metadata.
"""
MEMORY = "2500MB"
"""What DuckDB may take before it uses the disk, where `CASUS_MEMORY` says nothing: a build does not grow with the
machine.
"""


def limits(path: Path) -> dict[str, str]:
    """DuckDB's settings for work on the file at `path`: how much memory, and where what does not fit goes.

    Raises UserError where `CASUS_MEMORY` is no size.
    """
    memory = os.environ.get("CASUS_MEMORY", "").strip() or MEMORY
    if not re.fullmatch(r"\d+(\.\d+)? ?[KMGT]i?B", memory):
        raise UserError(f"CASUS_MEMORY is {memory!r}, which is no size", "Say how much memory to take, as 6GB.")
    return {"memory_limit": memory, "temp_directory": str(path.with_name(".duckdb"))}


@contextmanager
def connect(path: Path, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection whose current catalog is the file at `path`; closed at the end. Times are shown in UTC.

    It takes what `limits` allow; what does not fit goes to a folder beside the file.
    """
    connection = duckdb.connect(":memory:", config=dict(limits(path)))
    try:
        connection.execute("SET TimeZone = 'UTC'")
        mode = "READ_ONLY" if read_only else f"STORAGE_VERSION {quoted(STORAGE)}"
        connection.execute(f"ATTACH {quoted(str(path))} AS {CATALOG} ({mode})")
        connection.execute(f"USE {CATALOG}")
        yield connection
    finally:
        connection.close()


def number_of(connection: duckdb.DuckDBPyConnection, statement: str, values: Sequence[object] = ()) -> int:
    """The one number that a statement gives: a count, or how many rows it changed."""
    row = connection.execute(statement, list(values)).fetchone()
    assert row is not None
    return int(row[0])


@contextmanager
def between_transactions(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """End the transaction under way, so that what was done in it stands, and begin another one afterwards."""
    connection.execute("COMMIT")
    try:
        yield
    finally:
        connection.execute("BEGIN")


@contextmanager
def in_written_order(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Have joins keep the order of the query: what is large, then what is looked up. DuckDB expects a few dozen rows of
    a file, and fewer of a join than it gives: it would gather the large side in memory. It belongs between
    transactions: after an error DuckDB resets nothing in one.
    """
    connection.execute("SET disabled_optimizers = 'build_side_probe_side'")
    try:
        yield
    finally:
        connection.execute("RESET disabled_optimizers")


@contextmanager
def open_build(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """The build database, to write."""
    with connect(home.build) as connection:
        yield connection


@contextmanager
def open_published(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published database, read-only; raises UserError where nothing is published yet."""
    if not home.published.exists():
        raise UserError(f"Nothing is published in {home.root} yet", "Run `casus build` first.")
    try:
        with connect(home.published, read_only=True) as connection:
            yield connection
    except duckdb.IOException as error:
        raise UserError(
            f"{home.published} cannot be opened ({str(error).splitlines()[0]})",
            "Close the program that holds it open for writing, or delete it and run `casus build`.",
        ) from error


def begin_build(home: Home) -> bool:
    """Start a build from the published database, or from nothing where its tables are no longer as declared.

    Returns whether the history was taken over. Left-overs of a killed build are removed first.
    """
    discard_build(home)
    if home.published.exists():
        shutil.copyfile(home.published, home.build)
        with suppress(duckdb.Error), open_build(home) as connection:
            if _is_as_declared(connection):
                return True
        discard_build(home)
    with open_build(home) as connection:
        connection.execute("BEGIN")
        for table in TABLES:
            connection.execute(create_table(table))
            for comment in comments(table):
                connection.execute(comment)
        connection.execute("COMMIT")
    return False


def publish_build(home: Home) -> None:
    """Move the finished build onto the published database in one step."""
    with open_build(home) as connection:
        connection.execute("CHECKPOINT")
    with home.build.open("rb+") as file:
        os.fsync(file.fileno())
    home.build.replace(home.published)


def discard_build(home: Home) -> None:
    """Remove the build database and its write-ahead log."""
    for path in (home.build, home.build.with_name(home.build.name + ".wal")):
        path.unlink(missing_ok=True)


def _is_as_declared(connection: duckdb.DuckDBPyConnection) -> bool:
    held = connection.execute(
        "SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns()"
        f" WHERE database_name = '{CATALOG}' AND schema_name = 'main' AND NOT internal"
        " AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE database_name = 'casus')"
        " ORDER BY table_name, column_index"
    ).fetchall()
    declared = [
        (t.name, c.name, str(c.type), c.nullable) for t in sorted(TABLES, key=lambda t: t.name) for c in t.columns
    ]
    return held == declared
