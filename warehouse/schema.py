"""The declaration of a table: columns, types, meanings, units, codes, keys, references and rules, frozen.

Here belongs what a table *is*. What is computed from it (DDL, expectations, codebook, exports) lives with its reader,
and which tables there are lives in `warehouse.tables`. A declaration that leaves out a key, a meaning, a unit or
what NULL stands for is refused when it is made.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from warehouse.codes import VOCABULARIES


class Type(StrEnum):
    """The column types in use, by their DuckDB names."""

    TEXT = "VARCHAR"
    WHOLE = "BIGINT"
    REAL = "DOUBLE"
    FLAG = "BOOLEAN"
    DATE = "DATE"
    INSTANT = "TIMESTAMP WITH TIME ZONE"


class Severity(StrEnum):
    """What a broken rule does: an error blocks the release, a warning is published with it."""

    ERROR = "error"
    WARNING = "warning"


class DeclarationError(ValueError):
    """A table was declared incompletely or inconsistently: a mistake of ours, found at import."""


_NAME = re.compile(r"[a-z][a-z0-9_]*")
_NUMERIC = (Type.WHOLE, Type.REAL)


@dataclass(frozen=True)
class Column:
    """One column. `null_means` says what an absent value stands for; without it the column is NOT NULL.

    `codes` names a closed vocabulary of `warehouse.codes`. `pattern` is a regular expression that the whole value
    matches. `references` is `table.column`. `verbatim` marks words of the source, which leave the house only where the
    licence allows it. `is_long` marks texts of a sentence or more that hardly two rows share, which the database
    packs by another method.
    """

    name: str
    type: Type
    description: str
    null_means: str | None = None
    unit: str | None = None
    codes: str | None = None
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    references: str | None = None
    verbatim: bool = False
    is_long: bool = False

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise DeclarationError(f"column name {self.name!r} is not lower_snake_case")
        if len(self.description) < 10 or not self.description.endswith("."):
            raise DeclarationError(f"column {self.name} needs a description that is a sentence")
        if self.type in _NUMERIC and not self.unit:
            raise DeclarationError(f"numeric column {self.name} needs a unit")
        if self.codes is not None and self.codes not in VOCABULARIES:
            raise DeclarationError(f"column {self.name} names an unknown vocabulary {self.codes!r}")
        if self.verbatim and self.null_means is None:
            raise DeclarationError(f"verbatim column {self.name} must be nullable: a licence may withhold it")

    @property
    def nullable(self) -> bool:
        """Whether NULL is allowed."""
        return self.null_means is not None


@dataclass(frozen=True)
class Rule:
    """A statement about each row: an SQL condition that must not be false (NULL passes, as in a CHECK constraint)."""

    name: str
    description: str
    condition: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True)
class Table:
    """One table. `key` is what makes a row unique and the order in which it is exported; `group` its family.

    `minimum_rows` is the least number of rows a healthy release has; an empty table below it blocks the release.
    """

    name: str
    title: str
    description: str
    group: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rules: tuple[Rule, ...] = ()
    public: bool = True
    minimum_rows: int = 0

    def __post_init__(self) -> None:
        names = [c.name for c in self.columns]
        if not _NAME.fullmatch(self.name):
            raise DeclarationError(f"table name {self.name!r} is not lower_snake_case")
        if len(self.description) < 20 or not self.description.endswith("."):
            raise DeclarationError(f"table {self.name} needs a description that is a sentence")
        if len(set(names)) != len(names):
            raise DeclarationError(f"table {self.name} declares a column twice")
        if not self.key or not set(self.key) <= set(names):
            raise DeclarationError(f"table {self.name} needs a key made of its own columns")
        if any(self.column(k).nullable for k in self.key):
            raise DeclarationError(f"table {self.name} has a nullable key column")

    def column(self, name: str) -> Column:
        """The column of that name; raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names in declared order."""
        return tuple(c.name for c in self.columns)
