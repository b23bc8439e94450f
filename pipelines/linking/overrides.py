"""What a person decided: two reports are one event, or are not, with name and reason; it always wins.

Here belongs the reading and checking of `warehouse/seeds/link_overrides.csv`. What a decision does to events belongs to
`clustering`.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

import warehouse
from warehouse.errors import UserError

PATH = Path(warehouse.__file__).parent / "seeds" / "link_overrides.csv"
COLUMNS = (
    "action",
    "feed_l",
    "source_record_id_l",
    "feed_r",
    "source_record_id_r",
    "author",
    "decided_on",
    "reason",
)
ACTIONS = ("join", "apart")

Record = tuple[str, str]
"""A report as its source names it: feed and source_record_id."""


@dataclass(frozen=True)
class Override:
    """One decision. `line` is its line in the file."""

    line: int
    action: str
    left: Record
    right: Record
    author: str
    decided_on: date
    reason: str


def read_overrides(path: Path = PATH) -> list[Override]:
    """The decisions in a file; raises UserError for a line that is incomplete and for lines that contradict another."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise UserError(f"{path.name} has other columns than it should", f"Give it the header {','.join(COLUMNS)}.")
        found = [_override(path, reader.line_num, row) for row in reader]
    _refuse_contradictions(path, found)
    return found


def _override(path: Path, line: int, row: dict[str, str]) -> Override:
    at = f"{path.name}, line {line}"
    if empty := [name for name in COLUMNS if not (row.get(name) or "").strip()]:
        raise UserError(
            f"{at}: {', '.join(empty)} is empty", "Give every decision both records, author, day and reason."
        )
    if row["action"] not in ACTIONS:
        raise UserError(f"{at}: the action {row['action']!r} is none", "Write join or apart.")
    try:
        decided_on = date.fromisoformat(row["decided_on"])
    except ValueError as error:
        raise UserError(f"{at}: {row['decided_on']!r} is no day", "Write it as 2024-09-27.") from error
    left, right = (row["feed_l"], row["source_record_id_l"]), (row["feed_r"], row["source_record_id_r"])
    if left == right:
        raise UserError(f"{at}: both records are {_shown(left)}", "Name two different records.")
    return Override(line, row["action"], left, right, row["author"], decided_on, row["reason"])


def _refuse_contradictions(path: Path, overrides: Sequence[Override]) -> None:
    """Raise UserError where records that are held apart are joined, directly or by way of others."""
    joins: dict[Record, list[tuple[Record, Override]]] = {}
    for one in overrides:
        if one.action == "join":
            joins.setdefault(one.left, []).append((one.right, one))
            joins.setdefault(one.right, []).append((one.left, one))
    for one in overrides:
        if one.action == "apart" and (way := _way(joins, one.left, one.right)):
            chain = "; ".join(
                f"line {step.line} joins {_shown(step.left)} and {_shown(step.right)}"
                for step in sorted(way, key=lambda step: step.line)
            )
            raise UserError(
                f"{path.name}, line {one.line} holds {_shown(one.left)} and {_shown(one.right)} apart, but {chain}",
                "Remove the line that is wrong.",
            )


def _way(joins: dict[Record, list[tuple[Record, Override]]], start: Record, end: Record) -> list[Override]:
    """The decisions that join `start` to `end`, the fewest; empty where none do."""
    ways: dict[Record, list[Override]] = {start: []}
    waiting = [start]
    for record in waiting:
        for other, decision in joins.get(record, []):
            if other not in ways:
                ways[other] = [*ways[record], decision]
                waiting.append(other)
    return ways.get(end, [])


def _shown(record: Record) -> str:
    return " ".join(record)


@dataclass(frozen=True)
class Decided:
    """A decision on two reports that are there: their numbers in `profiles`, the lower first, and why, in words."""

    action: str
    pair: tuple[int, int]
    reason: str


def locate(connection: duckdb.DuckDBPyConnection, overrides: Sequence[Override]) -> tuple[list[Decided], list[str]]:
    """The decisions on reports in `profiles`, and warnings about those on records that are not there."""
    numbers = _numbers(connection, {record for one in overrides for record in (one.left, one.right)})
    decided, warnings = [], []
    for one in overrides:
        absent = [record for record in (one.left, one.right) if record not in numbers]
        if absent:
            there = " and ".join(map(_shown, absent))
            warnings.append(f"{PATH.name}, line {one.line}: there is no current report {there}; the decision waits")
        else:
            low, high = sorted((numbers[one.left], numbers[one.right]))
            decided.append(Decided(one.action, (low, high), f"{one.author}, {one.decided_on}: {one.reason}"))
    return decided, warnings


def _numbers(connection: duckdb.DuckDBPyConnection, records: set[Record]) -> dict[Record, int]:
    wanted = sorted(records)
    rows = connection.execute(
        """SELECT wanted.feed, wanted.id, number
        FROM (SELECT unnest($feeds::VARCHAR[]) AS feed, unnest($ids::VARCHAR[]) AS id) AS wanted
        JOIN profiles ON profiles.feed = wanted.feed AND profiles.source_record_id = wanted.id""",
        {"feeds": [feed for feed, _ in wanted], "ids": [identity for _, identity in wanted]},
    ).fetchall()
    return {(feed, identity): number for feed, identity, number in rows}
