"""How things look on a terminal: progress bars, the summary of a build, tables of rows and of coded events.

Here belong looks only; what is shown comes as data. Colours and bars appear on a terminal alone.
"""

import csv
import json
import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.measure import Measurement
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from pipelines.coding.record import CodedEvent, Document, Period, Quantity
from pipelines.progress import Listener
from pipelines.summary import BrokenRule, Explanation, Summary
from warehouse.codes import VOCABULARIES
from warehouse.errors import UserError

WIDTH_OF_A_FILE = 160
WIDEST = 10_000
WORDS_AROUND = 60
MOST_LISTED = 10
LONGEST_CELL = 60

out = Console(highlight=False, width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else WIDTH_OF_A_FILE)
err = Console(stderr=True, highlight=False)
STATUSES = tuple(VOCABULARIES["status"])


class Bars:
    """Progress bars on a terminal, one a label; silent elsewhere."""

    def __init__(self) -> None:
        self._bars = Progress(
            SpinnerColumn(finished_text="[green]✓[/]"),
            TextColumn("{task.description}"),
            BarColumn(bar_width=28),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=err,
            disable=not err.is_terminal,
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Listener:
        self._bars.start()
        return self._advance

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def _advance(self, label: str, done: int, total: int) -> None:
        if label not in self._tasks:
            self._tasks[label] = self._bars.add_task(escape(label), total=total)
        self._bars.update(self._tasks[label], completed=done, total=total)


def show_mistake(error: UserError) -> None:
    """One line: what is wrong and what to do."""
    err.print(f"[bold red]casus:[/] {escape(str(error))}", soft_wrap=True)


def show_summary(summary: Summary, release: Path | None) -> None:
    """What a build brought: feeds, events by type and status, refused records, checks, and where the release lies."""
    feeds = _table("Feed", "State", "#Documents", "#Reports", "#Rejects", "")
    for feed in summary.feeds:
        feeds.add_row(
            feed.feed,
            feed.state,
            _count(feed.documents),
            _count(feed.reports),
            _count(feed.rejects),
            feed.message or "",
        )
    out.print(feeds)
    used = [status for status in STATUSES if any(status in counts for counts in summary.events.values())]
    events = _table("Events", *(f"#{status}" for status in used), "#total")
    for event_type, counts in summary.events.items():
        row = [_count(counts[status]) if status in counts else "·" for status in used]
        events.add_row(event_type, *row, _count(sum(counts.values())))
    if summary.events:
        out.print(events)
    else:
        _line("Events        none")
    _line(f"Force levels  {_count(summary.force_levels)} observations")
    show_rejects(summary)
    held = f"[green]{_count(summary.rules_held)} rules held[/]"
    out.print(f"Checks        {held}" + (f", [yellow]{len(summary.broken)} warnings[/]" if summary.broken else ""))
    show_broken(summary.broken)
    if release:
        out.print(f"Release       {escape(str(release))}", soft_wrap=True)


def show_rejects(summary: Summary) -> None:
    """The refused records, the first few in full."""
    if summary.rejects:
        _line(f"Rejects       [yellow]{_count(len(summary.rejects))} records refused[/] (all in the table rejects)")
    for reject in summary.rejects[:MOST_LISTED]:
        _line(f"  {escape(reject.feed)}: {escape(reject.record)}: {escape(reject.reason)} {escape(reject.remedy)}")


def show_broken(broken: Sequence[BrokenRule]) -> None:
    """The rules that did not hold, with sample rows."""
    for rule in broken:
        colour = "red" if rule.severity == "error" else "yellow"
        out.print(
            f"  [{colour}]{rule.severity}[/] {rule.table}.{rule.rule}: {escape(rule.description)}"
            f" {_count(rule.rows_failed)} rows break it: {escape(rule.sample or '')}",
            soft_wrap=True,
        )


def show_coded(document: Document, events: Sequence[CodedEvent]) -> None:
    """The events of one text, a block each: what, when, who, where, how many, and the words around the trigger."""
    title = document.title or document.doc_id
    _line(f"[bold]{escape(title)}[/]  [dim]published {document.published}[/]")
    for number, event in enumerate(events, 1):
        _line(
            f"\n[dim]{number:>2}[/]  [bold]{event.type}[/] {event.subtype}  [cyan]{event.status}[/]"
            f"  {_when(event.period)}{_confidence(event)}"
        )
        for line in (_who(event), _where(event), _numbers(event), _words(event, document.text)):
            if line:
                _line(f"    {line}")
    _line(f"\n{len(events)} events" if len(events) != 1 else "\n1 event")


def show_explanation(explanation: Explanation) -> None:
    """An event, its reports side by side, and why they were joined."""
    for section in explanation.sections:
        _line(f"\n[bold]{escape(section.title)}[/]")
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
        table = _table(*(f"#{name}" if _is_numeric(rows, i) else name for i, name in enumerate(names)))
        for row in rows:
            table.add_row(*(_cell(cell) for cell in row))
        if Measurement.get(out, out.options.update(max_width=WIDEST), table).maximum > out.width:
            _show_records(names, rows)
        else:
            out.print(table)
            _line(f"[dim]{_rows(len(rows))}[/]")


def _show_records(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Rows too wide for the screen, as one block each, columns without a value left out."""
    width = max(map(len, names))
    for number, row in enumerate(rows, 1):
        _line(f"[dim]── row {number} of {len(rows)} ──[/]")
        for name, cell in zip(names, row, strict=True):
            if cell is not None:
                out.print(f"[cyan]{name.ljust(width)}[/]  {escape(str(_json_safe(cell)))}", soft_wrap=True)
    _line(f"[dim]{_rows(len(rows))}; columns without a value are left out[/]")


def _line(text: str) -> None:
    """A line that the terminal wraps as it likes: it is copied whole."""
    out.print(text, soft_wrap=True)


def _table(*headings: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading.removeprefix("#"), justify="right" if heading.startswith("#") else "left")
    return table


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


def _count(number: int) -> str:
    return f"{number:,}"


def _is_numeric(rows: Sequence[Sequence[Any]], column: int) -> bool:
    cells = [row[column] for row in rows if row[column] is not None]
    return bool(cells) and all(isinstance(cell, (int, float, Decimal)) and not isinstance(cell, bool) for cell in cells)


def _cell(cell: Any) -> str:
    if cell is None:
        return "[dim]·[/]"
    text = " ".join(str(_json_safe(cell)).split())
    return escape(text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…")


def _json_safe(cell: Any) -> Any:
    return cell.isoformat() if isinstance(cell, (date, datetime)) else cell


def _csv_cell(cell: Any) -> Any:
    return "" if cell is None else _json_safe(cell)


def _json_cell(cell: Any) -> Any:
    if isinstance(cell, Decimal):
        return float(cell)
    safe = _json_safe(cell)
    return safe if safe is not cell else str(cell)


def _confidence(event: CodedEvent) -> str:
    return "" if event.confidence is None else f"  [dim]confidence {event.confidence:.2f}[/]"


def _when(period: Period | None) -> str:
    if period is None:
        return "[dim]no date[/]"
    if period.start == period.end:
        return period.start.isoformat()
    return f"{period.start} to {period.end} [dim]({period.precision})[/]"


def _who(event: CodedEvent) -> str:
    source, target = ("; ".join(actor.canonical for actor in side) for side in (event.source, event.target))
    return f"{escape(source) or '[dim]nobody named[/]'}{' → ' + escape(target) if target else ''}"


def _where(event: CodedEvent) -> str:
    lines = [("from", event.origin), ("to", event.destination), ("at", event.location)]
    return "  ".join(
        f"[dim]{word}[/] {escape(', '.join(place.canonical for place in places))}" for word, places in lines if places
    )


def _numbers(event: CodedEvent) -> str:
    counts = ((event.quantity, ""), (event.fatalities, "killed"), (event.wounded, "wounded"))
    return ", ".join(f"{_quantity(count)} {word or count.unit}" for count, word in counts if count)


def _words(event: CodedEvent, text: str) -> str:
    """The trigger, bold, with the words around it."""
    start = max(event.sentence.start, event.trigger.start - WORDS_AROUND)
    end = min(event.sentence.end, event.trigger.end + WORDS_AROUND)
    left, right = text[start : event.trigger.start], text[event.trigger.end : end]
    dots = ("…" if start > event.sentence.start else "", "…" if end < event.sentence.end else "")
    shown = f"{escape(left)}[bold]{escape(event.trigger.of(text))}[/]{escape(right)}"
    return f"[dim]“{dots[0]}{' '.join(shown.split())}{dots[1]}”[/]"


def _quantity(count: Quantity) -> str:
    if count.value is not None:
        return f"{count.value:,}"
    if count.min is not None and count.max is not None:
        return f"{count.min:,}–{count.max:,}"
    return f"≥ {count.min:,}" if count.min is not None else f"≤ {count.max:,}"
