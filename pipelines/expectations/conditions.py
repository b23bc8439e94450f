"""Declarations as conditions: what must hold for each row, as SQL that Great Expectations counts and we sample.

Here belongs how a column's type, codes, range, pattern, reference and a table's key become a condition. A condition
breaks where it is false; NULL passes, as in a CHECK constraint. Rules in words of their own are declared in
`warehouse.tables`; how conditions are run belongs to `suites` and `running`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from warehouse.codes import SUBTYPES, VOCABULARIES, Subtype
from warehouse.ddl import quoted
from warehouse.schema import Column, Severity, Table, Type
from warehouse.tables.across import RULES

FALL = 0.2


@dataclass(frozen=True)
class Condition:
    """One rule over the rows of a table. `columns` are those that it speaks of, without the words of a source."""

    rule: str
    description: str
    sql: str
    columns: tuple[str, ...]
    severity: Severity = Severity.ERROR


def conditions(table: Table, published: Mapping[str, int] | None = None) -> list[Condition]:
    """Every condition of a table: key, columns in their order, then its rules.

    `published` has the number of current reports of each feed in the published database, where there is one.
    """
    found = [_key(table), *(c for column in table.columns for c in _column(column))]
    found += _subtypes(table)
    found += [
        Condition(rule.name, rule.description, rule.condition, _spoken_of(table, rule.condition), rule.severity)
        for rule in (*table.rules, *RULES.get(table.name, ()))
    ]
    if table.name == "feeds":
        found.append(_coverage(published or {}))
    return found


def licence_conditions(table: Table) -> list[Condition]:
    """What must hold for a table in a public release: no row and no words that its licence withholds."""
    rows, words = (licensed(table, flag) for flag in ("rows_may_be_republished", "text_may_be_republished"))
    found = []
    if rows is not None:
        found.append(Condition("licensed", "The licence lets the row be republished.", rows, ()))
    found += [
        Condition(
            f"{column.name}.licensed",
            f"The licence lets the words of {column.name} be republished.",
            f"{column.name} IS NULL OR {words or 'false'}",
            (),
        )
        for column in table.columns
        if column.verbatim
    ]
    return found


def licensed(table: Table, flag: str) -> str | None:
    """Whether a row's licence has `flag`, as SQL; None for tables whose rows come under no licence."""
    having = f"SELECT licence_id FROM licences WHERE {flag}"
    reports = f"SELECT report_id FROM reports WHERE licence_id IN ({having})"
    if "licence_id" in table.column_names:
        return f"licence_id IN ({having})"
    if "report_id" in table.column_names:
        return f"report_id IN ({reports})"
    if "event_id" in table.column_names:
        return f"event_id NOT IN (SELECT event_id FROM event_reports WHERE report_id NOT IN ({reports}))"
    return None


def _key(table: Table) -> Condition:
    columns = ", ".join(table.key)
    row = f"({columns})" if len(table.key) > 1 else columns
    words = " and ".join(table.key)
    return Condition(
        "key.unique",
        f"No two rows have the same {words}.",
        f"{row} NOT IN (SELECT {row} FROM {table.name} GROUP BY {columns} HAVING count(*) > 1)",
        table.key,
    )


def _column(column: Column) -> Iterator[Condition]:
    name, shown = column.name, () if column.verbatim else (column.name,)

    def condition(rule: str, description: str, sql: str) -> Condition:
        return Condition(f"{name}.{rule}", description, sql, shown)

    if not column.nullable:
        yield condition("not_null", f"Every row has {name}.", f"{name} IS NOT NULL")
    if column.codes is not None:
        codes = ", ".join(quoted(code) for code in VOCABULARIES[column.codes])
        yield condition("known_code", f"{name} is a code of the vocabulary {column.codes}.", f"{name} IN ({codes})")
    elif column.pattern is not None:
        yield condition(
            "well_formed",
            f"{name} has the form {column.pattern}.",
            f"regexp_full_match({name}, {quoted(column.pattern)})",
        )
    elif column.type is Type.TEXT:
        # Most texts begin with something to be seen: the cheaper question comes first.
        yield condition("not_blank", f"{name} is not blank.", rf"ascii({name}) > 32 OR regexp_matches({name}, '\S')")
    bounds = [f"{name} {sign} {bound}" for sign, bound in _bounds(column)]
    if bounds:
        yield condition("in_range", f"{' and '.join(bounds)}, in {column.unit}.", " AND ".join(bounds))
    if column.references is not None:
        other, key = column.references.split(".")
        found = f"{name} IS NULL OR {name} IN (SELECT {key} FROM {other})"  # NULL IN an empty table is false, not NULL
        yield condition("refers", f"{name} is found in {other}.", found)


def _bounds(column: Column) -> list[tuple[str, float]]:
    sides = ((">=", column.minimum), ("<=", column.maximum))
    return [(sign, bound) for sign, bound in sides if bound is not None]


def _subtypes(table: Table) -> Iterator[Condition]:
    columns = ("event_type", "event_subtype")
    if set(columns) <= set(table.column_names):
        fits = " ".join(
            f"WHEN {quoted(event_type)} THEN event_subtype IN ({', '.join(quoted(s.code) for s in subtypes)})"
            for event_type, subtypes in groupby(sorted(SUBTYPES, key=_type), _type)
        )
        yield Condition(
            "event_subtype.fits_type",
            "event_subtype belongs to event_type.",
            f"CASE event_type {fits} END",
            columns,
        )


def _type(subtype: Subtype) -> str:
    return subtype.event_type


def _spoken_of(table: Table, condition: str) -> tuple[str, ...]:
    return tuple(c.name for c in table.columns if not c.verbatim and re.search(rf"\b{c.name}\b", condition))


def _coverage(published: Mapping[str, int]) -> Condition:
    """Stands also where nothing is published yet, so that a first build and its repetition have the same rules."""
    floors = " ".join(
        f"WHEN feed = {quoted(feed)} THEN {count * (1 - FALL)}" for feed, count in sorted(published.items())
    )
    return Condition(
        "reports_not_shrinking",
        f"A feed has not lost more than {FALL:.0%} of its current reports since the published database.",
        f"reports >= CASE {floors} WHEN true THEN 0 END",
        ("reports",),
        Severity.WARNING,
    )
