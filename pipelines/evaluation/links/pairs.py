"""Labelled pairs of reports, read strictly from a CSV file.

Here belongs the record and what can be wrong with it. The project's own pairs and how they were labelled are described
in `warehouse/seeds/links/README.md`; a user's file has the same columns.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import UserError

SAME, PART, DIFFERENT = "same", "part", "different"
LABELS = (SAME, PART, DIFFERENT)
NEEDED = ("feed_l", "source_record_id_l", "feed_r", "source_record_id_r", "label")
"""The columns that a file must have. `country`, `fold`, `stratum`, `weight` and `reason` may be there; others may too,
and are ignored.
"""


@dataclass(frozen=True, order=True)
class Record:
    """A record of a source, as `reports` identifies it."""

    feed: str
    source_record_id: str

    def __str__(self) -> str:
        return f"{self.feed} {self.source_record_id}"


@dataclass(frozen=True)
class Pair:
    """Two records and whether they tell of one event. `part` says that one sums up several events, the other's among
    them. `weight` is the number of pairs that it stands for, None where it was not drawn by chance.
    """

    left: Record
    right: Record
    label: str
    fold: str = ""
    country: str = ""
    weight: float | None = None
    reason: str = ""

    @property
    def feeds(self) -> str:
        """The feeds of both records, in the order of the alphabet."""
        return " and ".join(sorted((self.left.feed, self.right.feed)))


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a CSV file with a header; raises UserError, naming file and line, for what cannot be used."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if missing := [name for name in NEEDED if name not in (reader.fieldnames or ())]:
                raise UserError(f"{path} has no column {', '.join(missing)}", f"It needs {', '.join(NEEDED)}.")
            rows = [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UserError(f"{path} cannot be read ({error})", "Give a CSV file of labelled pairs in UTF-8.") from error
    pairs: dict[frozenset[Record], Pair] = {}
    for line, row in rows:
        pair = _pair(row, f"{path}, line {line}")
        key = frozenset((pair.left, pair.right))
        if key in pairs:
            raise UserError(f"{path}, line {line} labels {pair.left} and {pair.right} again", "Label each pair once.")
        pairs[key] = pair
    if not pairs:
        raise UserError(f"{path} has no pairs", "Give at least one labelled pair.")
    return list(pairs.values())


def _pair(row: Mapping[str | None, str | None], where: str) -> Pair:
    cells = {name: (row.get(name) or "").strip() for name in (*NEEDED, "fold", "country", "weight", "reason")}
    if blank := [name for name in NEEDED if not cells[name]]:
        raise UserError(f"{where} has no {blank[0]}", "Fill it in or take the line out.")
    if cells["label"] not in LABELS:
        raise UserError(f"{where} has the label {cells['label']!r}", f"Labels are {', '.join(LABELS)}.")
    left, right = (
        Record(cells["feed_l"], cells["source_record_id_l"]),
        Record(cells["feed_r"], cells["source_record_id_r"]),
    )
    if left == right:
        raise UserError(f"{where} pairs {left} with itself", "Name two records.")
    return Pair(
        left, right, cells["label"], cells["fold"], cells["country"], _weight(cells["weight"], where), cells["reason"]
    )


def _weight(cell: str, where: str) -> float | None:
    if not cell:
        return None
    try:
        weight = float(cell)
    except ValueError:
        weight = 0.0
    if not 0 < weight < float("inf"):
        raise UserError(f"{where} has the weight {cell!r}", "A weight is a number above 0, or blank.")
    return weight
