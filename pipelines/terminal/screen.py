"""The two consoles, the progress bars, and the plain pieces that every view is made of: lines, tables, numbers."""

import os
import sys

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from pipelines.progress import Listener
from warehouse.errors import UserError

WIDTH_OF_A_FILE = 160
MOST_LISTED = 10

out = Console(highlight=False, width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else WIDTH_OF_A_FILE)
err = Console(stderr=True, highlight=False)


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


def show_stop(by: str, *notes: str) -> None:
    """One line: what stopped the command, and what that left."""
    err.print(" ".join((f"[bold red]casus:[/] Stopped by {by}.", *map(escape, notes))), soft_wrap=True)


def write_line(text: str) -> None:
    """A line that the terminal wraps as it likes: it is copied whole."""
    out.print(text, soft_wrap=True)


def new_table(*headings: str) -> Table:
    """A table with these headings; `#` before one puts its column to the right, as for numbers."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading.removeprefix("#"), justify="right" if heading.startswith("#") else "left")
    return table


def number(value: int) -> str:
    """A number with its thousands apart."""
    return f"{value:,}"
