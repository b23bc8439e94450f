"""Query results and explanations: rows as a table, CSV or JSON."""

import csv
import json
import sys
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.measure import Measurement

from pipelines.terminal.screen import counted, new_table, out, write_line

if TYPE_CHECKING:
    from pipelines.explaining import Explanation

WIDEST = 10_000
LONGEST_CELL = 60


def show_explanation(explanation: "Explanation") -> None:
    """An event, its reports side by side, and why they were joined."""
    for section in explanation.sections:
        write_line("")
        write_line(f"[bold]{escape(section.title)}[/]")
        show_rows(section.names, section.rows, "table")


def show_rows(names: Sequence[str], rows: Sequence[Sequence[Any]], form: str) -> None:
    """Query results as a table, CSV or JSON. NULL is `·` in a table, empty in CSV, null in JSON."""
    if form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([_csv_cell(cell) for cell in row] for row in rows)
    elif form == "json":
        records = [dict(zip(names, row, strict=True)) for row in rows]
        sys.stdout.write(json.dumps(records, ensure_ascii=False, indent=2, default=_json_cell) + "\n")
    else:
        grid = new_table(*(f"#{name}" if _is_numeric(rows, i) else name for i, name in enumerate(names)))
        for row in rows:
            grid.add_row(*(_cell(cell) for cell in row))
        if Measurement.get(out, out.options.update(max_width=WIDEST), grid).maximum > out.width:
            _show_records(names, rows)
        else:
            out.print(grid)
            write_line(f"[dim]{counted(len(rows), 'row')}[/]")


def _show_records(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Rows too wide for the screen, as one block each, columns without a value left out."""
    width = max(map(len, names))
    for number, row in enumerate(rows, 1):
        if len(rows) > 1:
            write_line(f"[dim]── row {number} of {len(rows)} ──[/]")
        for name, cell in zip(names, row, strict=True):
            if cell is not None:
                write_line(f"[cyan]{name.ljust(width)}[/]  {escape(_printable(cell))}", width + 2)
    write_line(f"[dim]{counted(len(rows), 'row')}; columns without a value are left out[/]")


def _is_numeric(rows: Sequence[Sequence[Any]], column: int) -> bool:
    cells = [row[column] for row in rows if row[column] is not None]
    return bool(cells) and all(isinstance(cell, (int, float, Decimal)) and not isinstance(cell, bool) for cell in cells)


def _cell(cell: Any) -> str:
    if cell is None:
        return "[dim]·[/]"
    text = " ".join(_printable(cell).split())
    return escape(text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…")


def _printable(cell: Any) -> str:
    """A cell without what a terminal would obey: it may be anybody's text."""
    return "".join(c if c.isprintable() or c.isspace() else "�" for c in str(_json_safe(cell)))


def _json_safe(cell: Any) -> Any:
    return cell.isoformat() if isinstance(cell, (date, datetime)) else cell


def _csv_cell(cell: Any) -> Any:
    return "" if cell is None else _json_safe(cell)


def _json_cell(cell: Any) -> Any:
    if isinstance(cell, Decimal):
        return float(cell)
    safe = _json_safe(cell)
    return safe if safe is not cell else str(cell)
