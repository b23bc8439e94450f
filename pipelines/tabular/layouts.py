"""What a provider's file looks like: its layouts with every column taken or left out by name, and its dialect.

Here belongs holding a file's header, or the width of its rows, against what the feed declares. Which columns a query
reads is the feed's to say; a layout says which ones it leaves out and why, so that none is dropped in silence.
"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipelines.snapshots import Snapshot
from pipelines.tabular.texts import lines, readable
from warehouse.ddl import quoted
from warehouse.errors import UserError

_RECORD_LINES = 100
"""Lines that the first record may have."""
_DELIMITERS = {";": "semicolons", ",": "commas", "|": "bars", "\t": "tabs"}
_LONGEST = 20_000_000
"""Bytes of the longest record. By itself DuckDB reads in parts of sixteen times that size: then one thread would have
the whole of most files.
"""
COUNTED = 50_000_000
"""Bytes up to which records are numbered: numbering keeps DuckDB to one core. Beyond, a reject is named by its id."""


@dataclass(frozen=True)
class Layout:
    """One layout of a feed: its name, its columns in the provider's order, why some are not taken, and which of them
    may be missing. `further` are columns that some files have beyond, anywhere, and why they are not taken.
    """

    name: str
    columns: tuple[str, ...]
    left_out: Mapping[str, str] = field(default_factory=dict, hash=False)
    optional: frozenset[str] = frozenset()
    further: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def required(self) -> tuple[str, ...]:
        """The columns without which a file is not of this layout."""
        return tuple(name for name in self.columns if name not in self.optional and name not in self.left_out)


@dataclass(frozen=True)
class Dialect:
    """How fields are divided. `quote` is empty where quotes are ordinary characters. The header, where there is one,
    stands within the first `header_within` lines: what stands above is a preamble.
    """

    delimiters: tuple[str, ...] = (",",)
    quote: str = '"'
    has_header: bool = True
    header_within: int = 1
    ignores_case: bool = False


@dataclass(frozen=True)
class Opened:
    """A file as a relation: SQL that gives every column of `columns` as VARCHAR, named as at the source.

    `layout` is for people; `issues` says what was odd and did not stop it. `skipped` is how many lines stand above the
    first record, `is_counted` whether records are numbered, `text` the file of lines, where there is one.
    """

    relation: str
    columns: tuple[str, ...]
    layout: str
    issues: tuple[str, ...] = ()
    skipped: int = 0
    is_counted: bool = True
    text: Path | None = None


Opening = Callable[[Path, Snapshot, Path], Opened]
"""Opens the snapshot's file; may write into the (temporary) folder given last. Raises UserError for the whole file."""


def delimited(layouts: Sequence[Layout], dialect: Dialect, suffixes: tuple[str, ...] = (".csv",)) -> Opening:
    """An opening of delimited text, plain or the only member of a zip or gzip, in one of these layouts.

    Raises UserError: empty, a web page or JSON instead of a table, a wrong delimiter, a missing, renamed or repeated
    column, a number of columns that no layout has.
    """

    def opening(path: Path, snapshot: Snapshot, folder: Path) -> Opened:
        text, issues = readable(path, snapshot.name, folder, suffixes)
        found = _with_header if dialect.has_header else _by_width
        opened = found(text, snapshot.name, layouts, dialect, issues)
        return replace(opened, relation=_with_absent(opened, layouts))

    return opening


def _with_absent(opened: Opened, layouts: Sequence[Layout]) -> str:
    """The relation with the columns that only other layouts have, as NULL, so that one query reads all of them."""
    has = {column.lower() for column in opened.columns}
    absent = dict.fromkeys(c for layout in layouts for c in layout.columns if c.lower() not in has)
    nulls = "".join(f', NULL::VARCHAR AS "{column}"' for column in absent)
    return f"(SELECT *{nulls} FROM {opened.relation})" if nulls else opened.relation


def _with_header(text: Path, name: str, layouts: Sequence[Layout], dialect: Dialect, issues: tuple[str, ...]) -> Opened:
    known = {_plain(column, dialect) for layout in layouts for column in layout.columns}
    head = list(lines(text, dialect.header_within))
    candidates = [
        (len(known & {_plain(cell, dialect) for cell in cells}), -number, delimiter, cells)
        for number, line in enumerate(head)
        for delimiter in dialect.delimiters
        for cells in [_cells(line, delimiter, dialect)]
    ]
    hits, number, delimiter, cells = max(candidates, key=lambda c: c[:2])
    if hits == 0 and (found := _headless(text, layouts, dialect)):
        layout, delimiter = found
        lost = "no header; its columns are taken in the provider's order"
        return _opened(text, layout.columns, layout.name, (*issues, lost), delimiter, dialect, skipped=0)
    if hits * 2 < min(len(layout.required) for layout in layouts):
        divided = _other_delimiter(head, known, dialect)
        raise UserError(f"{name} has no header that the feed knows{divided}", _wanted(layouts, dialect))
    columns = [cell.strip().lstrip("\ufeff") for cell in cells]
    layout, news = _layout(columns, name, layouts, dialect)
    names = {_plain(column, dialect): column for column in layout.columns}
    renamed = tuple(names.get(_plain(column, dialect), column) for column in columns)
    return _opened(text, renamed, layout.name, (*issues, *news), delimiter, dialect, skipped=1 - number)


def _headless(text: Path, layouts: Sequence[Layout], dialect: Dialect) -> tuple[Layout, str] | None:
    """The layout that is as wide as the first record, whose fields may have lines, and what divides them."""
    first = "".join(lines(text, _RECORD_LINES if dialect.quote else 1))
    widths = {delimiter: len(_cells(first, delimiter, dialect)) for delimiter in dialect.delimiters}
    fitting = ((layout, d) for d, width in widths.items() for layout in layouts if len(layout.columns) == width)
    return next(fitting, None)


def _other_delimiter(head: Sequence[str], known: set[str], dialect: Dialect) -> str:
    """What is to be said where a header is there, divided by what the provider does not divide by."""
    found = {
        other: max(len(known & {_plain(cell, dialect) for cell in _cells(line, other, dialect)}) for line in head)
        for other in _DELIMITERS
        if other not in dialect.delimiters and head
    }
    best = max(found, key=lambda other: found[other], default=None)
    own = " or ".join(_DELIMITERS[delimiter] for delimiter in dialect.delimiters)
    return f": it is divided by {_DELIMITERS[best]}, not by {own}" if best and found[best] > 2 else ""


def _layout(
    columns: Sequence[str], name: str, layouts: Sequence[Layout], dialect: Dialect
) -> tuple[Layout, tuple[str, ...]]:
    """The layout that lacks the fewest columns, and the columns that it does not know, as an issue."""
    given = [_plain(column, dialect) for column in columns]
    if twice := sorted({column for column in given if column and given.count(column) > 1}):
        raise UserError(f"{name} has the column {', '.join(twice)} twice", "Remove one of the two columns.")
    lacking = {layout: [c for c in layout.required if _plain(c, dialect) not in given] for layout in layouts}
    layout = min(layouts, key=lambda candidate: (len(lacking[candidate]), -_shared(candidate, given, dialect)))
    known = {_plain(column, dialect) for column in (*layout.columns, *layout.further)}
    new = [c for c in columns if _plain(c, dialect) not in known]
    if lacking[layout]:
        beyond = f"; it has {', '.join(map(repr, new))}, which the feed does not know" if new else ""
        raise UserError(
            f"{name} lacks the column {', '.join(lacking[layout])} of the layout {layout.name}{beyond}",
            "Where the provider renamed it, add the new name to the feed's layouts; else fetch the file again.",
        )
    called = ", ".join(repr(column) if column else "without a name" for column in new)
    return layout, (f"new column {called}, not taken",) if new else ()


def _by_width(text: Path, name: str, layouts: Sequence[Layout], dialect: Dialect, issues: tuple[str, ...]) -> Opened:
    delimiter = dialect.delimiters[0]
    first = next(iter(lines(text, 1)), "")
    cells = _cells(first, delimiter, dialect)
    known = {_plain(column, dialect) for layout in layouts for column in layout.columns}
    for other in dict.fromkeys((delimiter, *_DELIMITERS)):
        if len(known & {_plain(cell, dialect) for cell in _cells(first, other, dialect)}) > 2:
            own = _DELIMITERS[delimiter]
            divided = "" if other == delimiter else f" and is divided by {_DELIMITERS[other]}, not by {own}"
            raise UserError(
                f"{name} has a header{divided}; the provider's files have none",
                "Fetch the provider's own file, not a converted one.",
            )
    widths = {len(layout.columns): layout for layout in layouts}
    if len(cells) not in widths:
        raise UserError(
            f"{name} has {len(cells)} column{'s' * (len(cells) > 1)} divided by {_DELIMITERS[delimiter]}, not"
            f" {_or(widths)}",
            "Fetch the provider's own file, not a converted one.",
        )
    layout = widths[len(cells)]
    return _opened(text, layout.columns, layout.name, issues, delimiter, dialect, skipped=0)


def _opened(
    text: Path,
    columns: Sequence[str],
    layout: str,
    issues: tuple[str, ...],
    delimiter: str,
    dialect: Dialect,
    skipped: int,
) -> Opened:
    named = tuple(column or f"column {number}" for number, column in enumerate(columns, 1))
    shape = ", ".join(f"{quoted(column)}: 'VARCHAR'" for column in named)
    relation = (
        f"read_csv({quoted(str(text))}, auto_detect = false, header = false, skip = {skipped},"
        f" delim = {quoted(delimiter)}, quote = {quoted(dialect.quote)}, escape = {quoted(dialect.quote)},"
        f" columns = {{{shape}}}, nullstr = '', store_rejects = true,"
        f" max_line_size = {_LONGEST}, buffer_size = {2 * _LONGEST})"
    )
    return Opened(relation, named, layout, issues, skipped, text.stat().st_size <= COUNTED, text)


def fields(line: str, delimiter: str, quote: str = '"') -> list[str]:
    """The fields of a line that may be a header; one with a field longer than any name is divided without quotes."""
    try:
        return next(csv.reader(io.StringIO(line), delimiter=delimiter, quotechar=quote), [])
    except csv.Error:
        return line.rstrip("\r\n").split(delimiter)


def _cells(line: str, delimiter: str, dialect: Dialect) -> list[str]:
    if not dialect.quote:
        return line.rstrip("\r\n").split(delimiter)
    return fields(line, delimiter, dialect.quote)


def _plain(column: str, dialect: Dialect) -> str:
    name = column.strip().lstrip("\ufeff")
    return name.lower() if dialect.ignores_case else name


def _shared(layout: Layout, given: Sequence[str], dialect: Dialect) -> int:
    return sum(_plain(column, dialect) in given for column in layout.columns)


def _wanted(layouts: Sequence[Layout], dialect: Dialect) -> str:
    first = ", ".join(layouts[0].columns[:4])
    where = "first line" if dialect.header_within == 1 else f"first {dialect.header_within} lines"
    return f"The provider's files have it in the {where}, with {first} ...; put it back, or fetch the file again."


def _or(widths: Mapping[int, Layout]) -> str:
    numbers = [str(width) for width in sorted(widths)]
    return " or ".join([", ".join(numbers[:-1]), numbers[-1]] if len(numbers) > 1 else numbers)
