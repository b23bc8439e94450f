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
class Facts:
    """What a file holds: its name, rows (None where it has none), size in bytes and SHA-256 in hexadecimal."""

    name: str
    rows: int | None
    bytes: int
    sha256: str


def export(connection: duckdb.DuckDBPyConnection, table: Table, folder: Path) -> Facts:
    """Write what the connection's `table` holds to `folder/<table>.parquet`, sorted by key, and return its facts.

    Instants are stored in UTC. Raises duckdb.IOException where the disk refuses.
    """
    path = folder / f"{table.name}.parquet"
    pairs = ", ".join(f"{quoted(key)}: {quoted(value)}" for key, value in parquet_metadata(table).items())
    row = connection.execute(
        f"COPY (SELECT {', '.join(table.column_names)} FROM {table.name} ORDER BY {', '.join(table.key)})"
        f" TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{pairs}}})"
    ).fetchone()
    assert row is not None
    return facts_of(path, int(row[0]))


def facts_of(path: Path, rows: int | None = None) -> Facts:
    """The facts of a finished file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Facts(path.name, rows, path.stat().st_size, digest)
