"""Checks of a table of which a part changed: only rows that can break a rule which all rows kept until now.

A row that stands breaks a rule only where what the rule reads of other rows changed, and what each rule reads is
declared with it. So new rows are looked at, and those that stand whose looked-up rows are others now. Where one of them
breaks a rule, all rules are held against the whole table, as are those that were broken and those of which it is not
known what they read: what is found is what checking everything finds. Which tables changed belongs to `standing`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import duckdb

from pipelines.expectations.conditions import Condition, conditions
from pipelines.expectations.findings import Finding
from pipelines.expectations.running import findings_of, rule_of
from warehouse.changes import changes_of
from warehouse.database import number_of, open_build
from warehouse.derive import count_rows
from warehouse.home import Home
from warehouse.schema import Lookup, Table

_ASIDE = "recheck_"
"""What the names of tables begin with that hold the rows of others to be looked at."""
_MOST = 3
"""Where more than one row of so many has to be looked at, the whole table is."""


@dataclass(frozen=True)
class Part:
    """What was found of a table, and the rules that need no look at its rows that stand."""

    table: Table
    earlier: tuple[Finding, ...]
    traced: tuple[Condition, ...]


def gather(
    connection: duckdb.DuckDBPyConnection,
    earlier: Mapping[Table, Sequence[Finding]],
    changed: frozenset[str],
    known: frozenset[str],
    published: Mapping[str, int],
) -> list[Part]:
    """Put the rows of each table that have to be looked at aside, for `check_parts`. Tables of which these are too many
    are not among the parts that it returns.

    `changed` are the tables that are others now, `known` those of them of which `changes_of` has the rows.
    """
    parts = []
    for table, findings in earlier.items():
        kept = {finding.rule for finding in findings if finding.passed}
        rules = [
            rule
            for rule in conditions(table, published)
            if rule.rule in kept and rule.is_traced and not {x.table for x in rule.lookups} & (changed - known)
        ]
        lookups = {x for rule in rules for x in rule.lookups if x.table in changed}
        if _put_aside(connection, table, table.name in changed, lookups):
            parts.append(Part(table, tuple(findings), tuple(rules)))
    return parts


def check_parts(home: Home, parts: Sequence[Part], published: Mapping[str, int]) -> list[Finding]:
    """What is found of tables of which the rows to be looked at were put aside. The build must be closed."""
    from pipelines.expectations.engine import reading
    from pipelines.expectations.suites import COLUMNS_RULE, JOINT_RULE, joint_suite, suite_for

    stands: dict[Table, frozenset[str]] = {}
    with reading(home.build, [part.table.name for part in parts], _ASIDE) as validate:
        for part in parts:
            results = validate(joint_suite(part.table, part.traced))
            held = {rule_of(result) for result in results if result.success}
            traced = {rule.rule for rule in part.traced} if JOINT_RULE in held else set()
            kept = {finding.rule for finding in part.earlier if finding.passed}
            stands[part.table] = frozenset(kept & (traced | held & {COLUMNS_RULE}))
    rest = {
        part.table: suite_for(part.table, published, {f.rule for f in part.earlier} - stands[part.table])
        for part in parts
    }
    anew = list(findings_of(home.build, {table: suite for table, suite in rest.items() if suite.expectations}))
    with open_build(home) as connection:
        found = [*anew, *chain.from_iterable(_standing(connection, part, stands[part.table]) for part in parts)]
        for part in parts:
            connection.execute(f"DROP TABLE {_ASIDE}{part.table.name}")
    return found


def _standing(connection: duckdb.DuckDBPyConnection, part: Part, rules: frozenset[str]) -> Iterator[Finding]:
    rows = count_rows(connection, part.table.name)
    return (replace(finding, rows_checked=rows) for finding in part.earlier if finding.rule in rules)


def _put_aside(
    connection: duckdb.DuckDBPyConnection, table: Table, is_changed: bool, lookups: Iterable[Lookup]
) -> bool:
    """Make the table of the rows to be looked at; returns whether they are few."""
    ways = [_rows_that_meet(table, lookup) for lookup in sorted(lookups, key=repr)]
    if is_changed:
        ways.append(
            _rows_by(table, table.key, f"SELECT {', '.join(table.key)} FROM {changes_of(table.name)} WHERE is_new")
        )
    ways = ways or [f"SELECT rowid AS row FROM {table.name} WHERE false"]
    connection.execute(f"CREATE OR REPLACE TEMP TABLE rows_to_check AS {' UNION '.join(ways)}")
    if number_of(connection, "SELECT count(*) FROM temp.rows_to_check") * _MOST > count_rows(connection, table.name):
        return False
    connection.execute(
        f"CREATE OR REPLACE TABLE {_ASIDE}{table.name} AS"
        f" SELECT * FROM {table.name} WHERE rowid IN (FROM temp.rows_to_check)"
    )
    return True


def _rows_that_meet(table: Table, lookup: Lookup) -> str:
    """The rows of which a rule can find others than before, by whatever it reads."""
    theirs = ", ".join(lookup.theirs)
    reads = ", ".join(dict.fromkeys((*lookup.theirs, *lookup.read)))
    keys = f"SELECT {theirs} FROM {changes_of(lookup.table)} GROUP BY {reads} HAVING sum(if(is_new, 1, -1)) <> 0"
    return _rows_by(table, lookup.ours, keys)


def _rows_by(table: Table, columns: Sequence[str], keys: str) -> str:
    names = ", ".join(f"key_{n}" for n in range(len(columns)))
    same = " AND ".join(f"{column} = key_{n}" for n, column in enumerate(columns))
    return f"SELECT rowid AS row FROM {table.name} SEMI JOIN ({keys}) AS keys({names}) ON {same}"
