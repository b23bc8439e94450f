"""A quarter's workbook as text: one row a location, with the day that it is as of.

Here belongs finding the table in the workbook: title, header, sections, totals and notes, by what they say and not by
their row. Whether the totals add up belongs to `sums`, what a cell means to `reports.sql`.
"""

import csv
import re
import zipfile
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from pipelines.archives import check_members, extract_only_member
from pipelines.feeds.dmdc.layouts import ALL, HEAD, LAYOUTS, plain_component, plain_group
from pipelines.feeds.dmdc.sums import faults
from pipelines.snapshots import Snapshot
from pipelines.tabular import Dialect, Opened, delimited
from pipelines.tabular.texts import refuse_no_table
from warehouse.errors import UserError

LIMIT = 50_000_000
"""Bytes of the largest workbook, unpacked; a quarter's has half a million."""
RATIO = 200
ROWS, COLUMNS = 20_000, 60
"""How far a sheet is read: a quarter's has some 240 rows, and a thousand blank ones behind them."""
_TABLE = delimited(LAYOUTS, Dialect())
_AS_OF = re.compile(r"\bas of ([A-Z][a-z]+) (?:(\d{1,2}), )?(\d{4})", re.IGNORECASE)
_PREPARED = re.compile(r"\bprepared\b.* on ([A-Z][a-z]+) (\d{1,2}), (\d{4})", re.IGNORECASE)
_IN_NAME = re.compile(r"(?<!\d)(?:(\d{4})-|(\d{2}))(0[1-9]|1[0-2])(?:_old)?\.(?:xlsx|zip)$", re.IGNORECASE)
_AGAIN = "Fetch the quarter's workbook (.xlsx) again."


@dataclass
class Sheet:
    """The table of a workbook: titles above it, labels of its columns, its rows, printed totals, notes below it."""

    titles: list[str]
    labels: list[str]
    rows: list[list[str]] = field(default_factory=list)
    totals: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def opening(path: Path, snapshot: Snapshot, folder: Path) -> Opened:
    """Open a workbook, or a zip that holds one; what does not add up in it is an issue.

    Raises UserError: no workbook, dangerous or broken, no table in it, no day, a day other than that of its name, a
    column missing or renamed, a table that breaks off before its grand total.
    """
    sheet, name = _sheet(_unpacked(path, snapshot.name, folder), snapshot.name), snapshot.name
    as_of = _as_of(sheet.titles, name)
    titles = [title for title in sheet.titles if not re.match(r"as of|sources?:", title, re.IGNORECASE)]
    prepared = next((found for note in sheet.notes if (found := _day(_PREPARED.search(note)))), None)
    text = folder / "table.csv"
    with text.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow((*HEAD, *sheet.labels))
        for row in sheet.rows:
            writer.writerow((as_of, prepared or "", " ".join(titles), *row))
    opened = _TABLE(text, snapshot, folder)
    absent = {c for layout in LAYOUTS for c in layout.columns} - {*opened.columns}
    lacking = "".join(f', NULL::VARCHAR AS "{column}"' for column in sorted(absent))
    return replace(
        opened,
        relation=f"(SELECT *{lacking} FROM {opened.relation})",
        issues=(*opened.issues, *faults(sheet.labels, sheet.rows, sheet.totals)),
    )


def day_of(name: str) -> date | None:
    """The end of the month that a file's name says (YYMM, as DMDC writes, or YYYY-MM), None where it says none."""
    found = _IN_NAME.search(name)
    return _month_end(int(found[1] or f"20{found[2]}"), int(found[3])) if found else None


def _unpacked(path: Path, name: str, folder: Path) -> Path:
    with path.open("rb") as file:
        refuse_no_table(file.read(4096), name)
    check_members(path, name=name, limit_bytes=LIMIT, limit_ratio=RATIO)
    with zipfile.ZipFile(path) as archive:
        if "[Content_Types].xml" in archive.namelist():
            return path
    target = folder / "workbook.xlsx"
    extract_only_member(path, target, suffixes=(".xlsx",), limit_bytes=LIMIT, limit_ratio=RATIO, name=name)
    check_members(target, name=name, limit_bytes=LIMIT, limit_ratio=RATIO)
    return target


def _sheet(path: Path, name: str) -> Sheet:
    try:
        for lines in _sheets(path):
            start = next((n for n, line in enumerate(lines) if any(_is_active(cell) for cell in line)), None)
            if start is not None:
                return _divided(lines, start, name)
    except (InvalidFileException, zipfile.BadZipFile, SyntaxError, LookupError, ValueError, TypeError) as error:
        why = str(error).replace(str(path), name).split("\n")[0].rstrip(".")
        raise UserError(f"{name} cannot be read as a workbook ({type(error).__name__}: {why})", _AGAIN) from error
    raise UserError(f"{name} has no sheet with the columns ACTIVE DUTY", _AGAIN)


def _sheets(path: Path) -> Iterator[list[list[str]]]:
    with path.open("rb") as file:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            rows = sheet.iter_rows(max_row=ROWS, max_col=COLUMNS, values_only=True)
            yield [[_text(cell) for cell in row] for row in rows]


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else " ".join(str(cell).split())


def _is_active(cell: str) -> bool:
    return cell.upper().startswith("ACTIVE DUTY")


def _divided(lines: Sequence[list[str]], start: int, name: str) -> Sheet:
    """The sheet's lines by what they are; `start` is the line of the groups, above that of the components."""
    components = lines[start + 1] if start + 1 < len(lines) else []
    labels = _labels(lines[start], components)
    sheet = Sheet([line[0] for line in lines[:start] if line and line[0]], labels)
    section, width = "", len(labels) + 2
    for line in lines[start + 2 :]:
        first, second, *cells = [*line, *[""] * width][: max(width, len(line))]
        total = first or second
        if total.upper().endswith("TOTAL") and not (first and second) and ALL not in sheet.totals:
            sheet.totals[f"{section} TOTAL" if total.upper() == "TOTAL" else total.upper()] = cells[: len(labels)]
        elif first and not second and not any(cells):
            sheet.notes += [first] if ALL in sheet.totals else []
            section = "" if ALL in sheet.totals else first
        elif first or second or any(cells):
            section = "" if ALL in sheet.totals else first or section
            sheet.rows.append([section, second, *cells[: len(labels)]])
    if ALL not in sheet.totals:
        raise UserError(f"{name} breaks off: it has no row GRAND TOTAL", _AGAIN)
    return sheet


def _labels(groups: Sequence[str], components: Sequence[str]) -> list[str]:
    """The names of the columns of counts; the group stands above the first of its columns alone."""
    labels, group = [], ""
    for number in range(2, max(len(groups), len(components))):
        above = groups[number] if number < len(groups) else ""
        below = components[number] if number < len(components) else ""
        group = plain_group(above) if above else group
        labels.append(f"{group} {plain_component(below)}" if below else group if above else "")
    while labels and not labels[-1]:
        labels.pop()
    return labels


def _as_of(titles: Sequence[str], name: str) -> date:
    said, named = next((day for t in titles if (day := _day(_AS_OF.search(t)))), None), day_of(name)
    if said and named and said != named:
        raise UserError(
            f"{name} says that it is as of {said}, its name that it is as of {named}",
            "Look which of the two holds, and name the file after it.",
        )
    if not (said or named):
        raise UserError(
            f"{name} does not say as of which day it is", "Name it after its month, as in report_2010-09.xlsx."
        )
    return said or named or date.min


def _day(found: re.Match[str] | None) -> date | None:
    if not found:
        return None
    month, day, year = found.groups()
    try:
        start = datetime.strptime(f"1 {month} {year}", "%d %B %Y").date()
        return start.replace(day=int(day)) if day else _month_end(start.year, start.month)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
