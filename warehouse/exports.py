"""Table -> Parquet with the codebook inside, and the file's facts: rows, bytes, SHA-256 and what it was made of.

Here belongs how one table becomes one file. Which rows may be in it is decided by `warehouse.licensing`, and which
files make a release by `pipelines.release`. The bytes depend on the data and the declaration alone: rows are sorted by
key, and neither the clock nor the number of threads leaves a mark.
"""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.codebook import parquet_metadata
from warehouse.ddl import quoted
from warehouse.fingerprints import fingerprint
from warehouse.schema import Table


@dataclass(frozen=True)
class FileFacts:
    """A finished file: its name, size in bytes and SHA-256 in hexadecimal."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class TableFacts(FileFacts):
    """A table's Parquet file, with its number of rows and a hash of these and of the way in which they were written:
    what has the same `content` has the same bytes.
    """

    rows: int
    content: str


def export(
    connection: duckdb.DuckDBPyConnection, table: Table, folder: Path, earlier: tuple[Path, TableFacts] | None = None
) -> TableFacts:
    """Write what the connection's `table` holds to `folder/<table>.parquet`, sorted by key, and return its facts.

    `earlier` is the file of an earlier release and its facts: where it would be the same, and still is what it was, it
    is copied. Instants are stored in UTC. Raises duckdb.IOException where the disk refuses, OSError in copying.
    """
    path = folder / f"{table.name}.parquet"
    pairs = ", ".join(f"{quoted(key)}: {quoted(value)}" for key, value in parquet_metadata(table).items())
    query = f"SELECT {', '.join(table.column_names)} FROM {table.name} ORDER BY {', '.join(table.key)}"
    options = f"FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, KV_METADATA {{{pairs}}}"
    rows = fingerprint(connection, table)
    content = hashlib.sha256("\0".join((rows, query, options, duckdb.__version__)).encode()).hexdigest()
    if earlier and earlier[1].content == content and earlier[0].is_file():
        shutil.copyfile(earlier[0], path)
        if facts_of(path).sha256 == earlier[1].sha256:
            return earlier[1]
    connection.execute(f"COPY ({query}) TO {quoted(str(path))} ({options})")
    return TableFacts(**vars(facts_of(path)), rows=int(rows.split(":")[0]), content=content)


def facts_of(path: Path) -> FileFacts:
    """The facts of a finished file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return FileFacts(path.name, path.stat().st_size, digest)
