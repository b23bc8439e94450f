"""Table -> Parquet with the codebook inside, and the file's facts: rows, bytes, SHA-256.

Here belongs how one table becomes one file. Which rows may be in it is decided by `warehouse.licensing`, and which
files make a release by `pipelines.release`. The bytes depend on the data and the declaration alone: rows are sorted by
key, and neither the clock nor the number of threads leaves a mark.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.codebook import parquet_metadata
from warehouse.ddl import quoted
from warehouse.schema import Table


@dataclass(frozen=True)
class FileFacts:
    """A finished file: its name, size in bytes and SHA-256 in hexadecimal."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class TableFacts(FileFacts):
    """A table's Parquet file, with its number of rows."""

    rows: int


def export(connection: duckdb.DuckDBPyConnection, table: Table, folder: Path) -> TableFacts:
    """Write what the connection's `table` holds to `folder/<table>.parquet`, sorted by key, and return its facts.

    Instants are stored in UTC. Raises duckdb.IOException where the disk refuses.
    """
    path = folder / f"{table.name}.parquet"
    pairs = ", ".join(f"{quoted(key)}: {quoted(value)}" for key, value in parquet_metadata(table).items())
    row = connection.execute(
        f"COPY (SELECT {', '.join(table.column_names)} FROM {table.name} ORDER BY {', '.join(table.key)})"
        f" TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, KV_METADATA {{{pairs}}})"
    ).fetchone()
    assert row is not None
    return TableFacts(**vars(facts_of(path)), rows=int(row[0]))


def facts_of(path: Path) -> FileFacts:
    """The facts of a finished file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return FileFacts(path.name, path.stat().st_size, digest)
