"""The two consoles, the progress bars, and the plain pieces that every view is made of: lines, tables, numbers."""

import os
import sys
from collections.abc import Iterator

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from pipelines.progress import Listener
from warehouse.errors import UserError

WIDTH_OF_A_FILE = 160
MOST_LISTED = 10
VALUES = 14
"""The column in which what is told stands, after its label."""

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
    _print(err, f"[bold red]casus:[/] {escape(str(error))}", len("casus: "))


def show_stop(by: str, *notes: str) -> None:
    """One line: what stopped the command, and what that left."""
    _print(err, " ".join((f"[bold red]casus:[/] Stopped by {by}.", *map(escape, notes))), len("casus: "))


def write_line(text: str, under: int = 2) -> None:
    """A line. A terminal that is too narrow for it breaks it between words, and goes on in column `under`; an address
    or a path that is longer than the screen is left whole, to be copied. A file gets it as it is.
    """
    _print(out, text, under)


def _print(console: Console, text: str, under: int) -> None:
    line = Text.from_markup(text)
    if not console.is_terminal or line.cell_len <= console.width:
        console.print(line, soft_wrap=True)
        return
    head, rest = line[:under], line[under:]
    for part in _broken(rest, console.width - under):
        console.print(head + part, soft_wrap=True)
        head = Text(" " * under)


def _broken(line: Text, width: int) -> Iterator[Text]:
    """The line in parts of at most `width` columns, but for a word that is longer."""
    part, space = Text(), Text(" ")
    for word in line.split(" "):
        if part and part.cell_len + 1 + word.cell_len > width:
            yield part
            part = word
        else:
            part = space.join((part, word)) if part else word
    yield part


def new_table(*headings: str) -> Table:
    """A table with these headings; `#` before one puts its column to the right, as for numbers."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading.removeprefix("#"), justify="right" if heading.startswith("#") else "left")
    return table


def counted(count: int, word: str) -> str:
    """So many of them, in words: `1 row`, `1,200 rows`."""
    return f"{number(count)} {word}{'' if count == 1 else 's'}"


def number(value: int) -> str:
    """A number with its thousands apart."""
    return f"{value:,}"
