"""Files of own reports: what their columns are called, as CSV or as Parquet.

Here belongs naming a column that is wrong or missing; what a value may be belongs to `query`.
"""

import difflib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from pipelines.feeds.own.query import COLUMNS, GIVEN, REQUIRED
from pipelines.snapshots import Snapshot
from pipelines.tabular import Dialect, Layout, Opened, delimited
from pipelines.tabular.layouts import fields
from pipelines.tabular.texts import first_line, lines, readable
from warehouse.ddl import quoted
from warehouse.errors import UserError

_NAMES = tuple(column.name for column in COLUMNS)
LAYOUT = Layout(
    "reports of Casus",
    (*_NAMES, *GIVEN),
    left_out=dict.fromkeys(GIVEN, "Casus gives it"),
    optional=frozenset(_NAMES) - frozenset(REQUIRED),
)
SUFFIXES = (".csv", ".tsv", ".txt")
_DELIMITERS = (",", ";", "\t")


def opening(path: Path, snapshot: Snapshot, folder: Path) -> Opened:
    """Open CSV (plain, or in a zip or gzip) or Parquet; columns that it lacks are NULL.

    Raises UserError: no table, a column that is not of `reports`, a required column that is missing.
    """
    with path.open("rb") as file:
        is_parquet = file.read(4) == b"PAR1"
    opened = _parquet(path, snapshot.name) if is_parquet else _text(path, snapshot, folder)
    lacking = "".join(f', NULL::VARCHAR AS "{name}"' for name in _NAMES if name not in opened.columns)
    return replace(opened, relation=f"(SELECT *{lacking} FROM {opened.relation})")


def _text(path: Path, snapshot: Snapshot, folder: Path) -> Opened:
    text, issues = readable(path, snapshot.name, folder, SUFFIXES)
    first = next(iter(lines(text, 1)), "")
    headers = [[cell.strip().lstrip("\ufeff") for cell in fields(first, d)] for d in _DELIMITERS]
    header, delimiter = max(zip(headers, _DELIMITERS, strict=True), key=lambda h: (len({*h[0]} & {*_NAMES}), len(h[0])))
    _refuse_other_columns(header, snapshot.name)
    opened = delimited((LAYOUT,), Dialect((delimiter,)), SUFFIXES)(text, snapshot, folder)
    return replace(opened, issues=(*issues, *opened.issues))


def _parquet(path: Path, name: str) -> Opened:
    relation = f"read_parquet({quoted(str(path))})"
    try:
        with duckdb.connect(":memory:") as connection:
            described = connection.execute(f"DESCRIBE FROM {relation}").fetchall()
    except duckdb.Error as error:
        raise UserError(f"{name} cannot be read as Parquet ({first_line(error, name)})", "Write it again.") from error
    columns = tuple(str(row[0]) for row in described)
    _refuse_other_columns(columns, name)
    cells = ", ".join(f'"{column}"::VARCHAR AS "{column}"' for column in columns)
    return Opened(f"(SELECT {cells} FROM {relation})", columns, f"{LAYOUT.name} (Parquet)")


def _refuse_other_columns(given: Sequence[str], name: str) -> None:
    if not {*given} & {*LAYOUT.columns}:
        first = ", ".join(repr(column[:40]) for column in given[:3])
        instead = f"none of {first} ... is a column of reports" if any(given) else "its first line is blank"
        raise UserError(
            f"{name} has no header: {instead}",
            f"Write the names of its columns into the first line; a file must have {', '.join(REQUIRED)}.",
        )
    unknown = [column for column in given if column not in LAYOUT.columns]
    near = {column: difflib.get_close_matches(column.lower(), _NAMES, 3, 0.5) for column in unknown}
    meant = "; ".join(f"{column!r} may be meant as {' or '.join(found)}" for column, found in near.items() if found)
    hint = f"{meant}. " if meant else ""
    if unknown:
        called = ", ".join(repr(column) if column else "a column without a name" for column in unknown)
        raise UserError(
            f"{name} has {called}, where reports has no such column",
            f"{hint}Rename or remove it; the codebook lists the columns of reports.",
        )
    if missing := [column for column in REQUIRED if column not in given]:
        raise UserError(
            f"{name} lacks the column {', '.join(missing)}",
            f"Add it; a file must have {', '.join(REQUIRED)}, and what they may hold the codebook says.",
        )
