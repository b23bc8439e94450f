"""The expectations hold on a healthy build, and each mistake of `tests/counterexamples/` is caught by its rule alone.

A run of Great Expectations takes seconds, so each mistake is held against the conditions by plain SQL, and one run over
a build with all the mistakes in it shows that Great Expectations finds the same rows.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines import expectations
from pipelines.expectations import Finding
from pipelines.expectations.conditions import conditions
from tests.pipelines.healthy import SHA256, healthy_build
from tests.rows import empty_build, insert, row
from warehouse.database import connect, open_build
from warehouse.home import Home
from warehouse.schema import Severity, Table
from warehouse.tables import BY_NAME, TABLES
from warehouse.tables.across import RULES

COUNTEREXAMPLES = sorted((Path(__file__).parents[1] / "counterexamples").glob("*/*.sql"))
OF_THE_TABLE = {"columns.as_declared", "rows.enough"}
CLOSED_LICENCE = (
    "INSERT INTO licences SELECT * REPLACE ('closed' AS licence_id, false AS rows_may_be_republished) FROM licences"
)


def mistaken(folder: Path, *statements: str) -> Home:
    home = healthy_build(folder)
    with open_build(home) as connection:
        for statement in statements:
            connection.execute(statement)
    return home


def broken(findings: list[Finding]) -> dict[str, Finding]:
    return {f"{f.table}: {f.rule}": f for f in findings if not f.passed}


def sample(finding: Finding) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(finding.sample or "[]")
    return rows


def caught_by(path: Path) -> set[str]:
    head = path.read_text("utf-8").splitlines()[0]
    return set(head.removeprefix("-- Caught by: ").split(", "))


def rows_that_break(connection: duckdb.DuckDBPyConnection, table: Table) -> dict[str, int]:
    """The number of rows that break each condition of a table, by plain SQL."""
    rules = conditions(table)
    counts = ", ".join(f"count(*) FILTER (WHERE NOT ({c.sql}))" for c in rules)
    found = connection.execute(f"SELECT {counts} FROM {table.name}").fetchone()
    assert found is not None
    return dict(zip([c.rule for c in rules], found, strict=True))


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_build(healthy_build(tmp_path_factory.mktemp("healthy"))) as connection:
        connection.execute("SET threads = 1")
        yield connection


def test_a_healthy_build_breaks_no_rule(healthy: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert [(t.name, r) for t in TABLES for r, rows in rows_that_break(healthy, t).items() if rows] == []
    findings = expectations.check(healthy_build(tmp_path), [BY_NAME["places"]])
    assert [f.rule for f in findings if not f.passed] == []
    assert next(f for f in findings if f.rule == "latitude.in_range") == Finding(
        table="places",
        rule="latitude.in_range",
        description="latitude >= -90 and latitude <= 90, in degree.",
        severity=Severity.ERROR,
        passed=True,
        rows_checked=1,
        rows_failed=0,
        sample=None,
    )


@pytest.mark.parametrize("path", COUNTEREXAMPLES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_a_counterexample_is_caught_by_its_rule_alone(
    path: Path, healthy: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    table = BY_NAME[path.parent.name]
    if caught_by(path) & OF_THE_TABLE:
        home = mistaken(tmp_path, path.read_text("utf-8"))
        assert {f.rule for f in expectations.check(home, [table]) if not f.passed} == caught_by(path)
        return
    healthy.begin()
    try:
        healthy.execute(path.read_text("utf-8"))
        assert {rule for rule, rows in rows_that_break(healthy, table).items() if rows} == caught_by(path)
    finally:
        healthy.rollback()


def test_every_named_rule_and_every_kind_of_rule_has_a_counterexample() -> None:
    shown = {rule.split(".")[-1] for path in COUNTEREXAMPLES for rule in caught_by(path)}
    named = {rule.name for table in TABLES for rule in (*table.rules, *RULES.get(table.name, ()))}
    kinds = {c.rule.split(".")[1] for table in TABLES for c in conditions(table) if "." in c.rule}
    assert (named | kinds | {"as_declared", "enough"}) - shown == set()
    assert all(re.fullmatch(r"-- Caught by: .+\n-- .+\.\n(?s:.+);\n", p.read_text("utf-8")) for p in COUNTEREXAMPLES)


def test_great_expectations_finds_in_all_the_mistakes_together_the_rows_that_plain_sql_finds(tmp_path: Path) -> None:
    of_rows = [p for p in COUNTEREXAMPLES if not caught_by(p) & OF_THE_TABLE]
    home = mistaken(tmp_path, *(p.read_text("utf-8") for p in of_rows))
    findings = expectations.check(home)
    assert list(dict.fromkeys(f.table for f in findings)) == [t.name for t in TABLES if t.name != "checks"]
    assert len({(f.table, f.rule) for f in findings}) == len(findings)
    with connect(home.build, read_only=True) as connection:
        counted = {table.name: rows_that_break(connection, table) for table in TABLES if table.name != "checks"}
    wanted = {(table, rule): rows for table, rules in counted.items() for rule, rows in rules.items()}
    found = {(f.table, f.rule): f.rows_failed for f in findings if f.rule not in OF_THE_TABLE}
    assert found == wanted
    assert sum(rows > 0 for rows in wanted.values()) > 35
    assert all(f.passed == (f.rows_failed == 0) == (f.sample is None) for f in findings)
    warnings = {f.rule for f in findings if not f.passed} - {f.rule for f in expectations.blocking(findings)}
    assert warnings <= {"occurred_before_told"}


def test_a_sample_shows_five_rows_by_key_and_what_the_rule_speaks_of(tmp_path: Path) -> None:
    home = empty_build(tmp_path)
    with open_build(home) as connection:
        places = [row("places", n, name=f"{'Long ' * 30}{n}", latitude=91.5) for n in range(1, 8)]
        insert(connection, "places", *places)
    found = broken(expectations.check(home, [BY_NAME["places"]]))
    assert list(found) == ["places: latitude.in_range", "places: point_whole"]
    assert (found["places: latitude.in_range"].rows_checked, found["places: latitude.in_range"].rows_failed) == (7, 7)
    assert sample(found["places: latitude.in_range"]) == [
        {"place_id": f"place_id-{n}", "latitude": 91.5} for n in range(1, 6)
    ]
    assert sample(found["places: point_whole"])[0] == {"place_id": "place_id-1", "latitude": 91.5, "longitude": None}


def test_a_sample_shows_no_words_of_a_source_and_only_the_key_of_a_row_that_may_not_be_shown(tmp_path: Path) -> None:
    home = mistaken(
        tmp_path,
        "UPDATE documents SET title = ' ', text = text || ' secret', language = repeat('a', 100)",
        CLOSED_LICENCE,
        "UPDATE reports SET licence_id = 'closed' WHERE report_id = 'fell'",
        "UPDATE reports SET fatalities_low = 10 WHERE report_id IN ('fell', 'vowed')",
        "UPDATE reports SET fatalities_high = 2 WHERE report_id = 'vowed'",
        "UPDATE report_actors SET role = 'victim' WHERE report_id = 'fell'",
        "UPDATE events SET country_iso3 = 'XX' WHERE event_type IN ('attack', 'agreement')",
    )
    tables = [BY_NAME[name] for name in ("documents", "reports", "report_actors", "events")]
    found = broken(expectations.check(home, tables))
    assert "secret" not in str(found)
    assert sorted(found) == [
        "documents: text_proved",
        "documents: title.not_blank",
        "events: country_iso3.well_formed",
        "report_actors: role.known_code",
        "reports: fatalities_order",
    ]
    assert sample(found["reports: fatalities_order"]) == [
        {
            "report_id": "fell",
            "fatalities_low": "withheld by its licence",
            "fatalities_best": "withheld by its licence",
            "fatalities_high": "withheld by its licence",
            "flags": "withheld by its licence",
        },
        {"report_id": "vowed", "fatalities_low": 10, "fatalities_best": None, "fatalities_high": 2, "flags": None},
    ]
    assert sample(found["documents: title.not_blank"]) == [{"document_id": SHA256[:16]}]
    assert sample(found["report_actors: role.known_code"]) == [
        {"report_id": "fell", "role": "victim", "ordinal": 1},
    ]
    attack, agreement = sorted(
        sample(found["events: country_iso3.well_formed"]), key=lambda r: r["country_iso3"], reverse=True
    )
    assert (attack["country_iso3"], agreement["country_iso3"]) == ("withheld by its licence", "XX")


def test_a_rule_that_cannot_be_checked_does_not_hold(tmp_path: Path) -> None:
    home = mistaken(tmp_path, "ALTER TABLE licences DROP COLUMN url")
    found = broken(expectations.check(home, [BY_NAME["licences"]]))
    assert list(found) == ["licences: url.not_blank", "licences: columns.as_declared"]
    assert "url" in sample(found["licences: url.not_blank"])[0]["could_not_be_checked"]
    assert sample(found["licences: columns.as_declared"]) == [
        {
            "missing": "url",
            "undeclared": "",
            "found": "licence_id, title, rows_may_be_republished, text_may_be_republished, attribution",
        }
    ]


def test_a_feed_that_lost_a_fifth_of_its_reports_since_the_published_database_is_a_warning(tmp_path: Path) -> None:
    published = healthy_build(tmp_path / "before").build
    home = mistaken(
        tmp_path / "after",
        "DELETE FROM reports WHERE report_id IN ('vowed', 'signed')",
        "UPDATE feeds SET reports = 3",
    )
    feeds = [BY_NAME["feeds"]]
    found = broken(expectations.check(home, feeds, baseline=published))
    assert list(found) == ["feeds: reports_not_shrinking"]
    assert found["feeds: reports_not_shrinking"].severity is Severity.WARNING
    assert sample(found["feeds: reports_not_shrinking"]) == [{"feed": "feed-1", "reports": 3}]
    assert expectations.blocking(found.values()) == []


def test_a_baseline_of_another_shape_is_nothing_to_shrink_from(tmp_path: Path) -> None:
    other = tmp_path / "old.duckdb"
    with connect(other) as connection:
        connection.execute("CREATE TABLE reports (feed VARCHAR)")
    findings = expectations.check(healthy_build(tmp_path), [BY_NAME["feeds"]], baseline=other)
    assert broken(findings) == {}
    assert "reports_not_shrinking" in {f.rule for f in findings if f.passed}


def test_a_release_may_hold_no_row_and_no_words_that_a_licence_withholds(tmp_path: Path) -> None:
    home = mistaken(
        tmp_path,
        CLOSED_LICENCE,
        "UPDATE reports SET licence_id = 'closed' WHERE report_id = 'fell'",
        "UPDATE licences SET text_may_be_republished = false",
        "UPDATE rejects SET raw = NULL",
    )
    with connect(home.build, read_only=True) as connection:
        for name in (
            "licences",
            "documents",
            "reports",
            "report_spans",
            "event_reports",
            "events",
            "rejects",
            "places",
        ):
            connection.execute(f"COPY {name} TO '{tmp_path / name}.parquet'")
    found = broken(expectations.check_release(tmp_path))
    assert {name: f.rows_failed for name, f in found.items()} == {
        "event_reports: licensed": 1,
        "events: licensed": 1,
        "licences: licensed": 1,
        "documents: text.licensed": 1,
        "reports: licensed": 1,
        "report_spans: licensed": 1,
        "report_spans: quote.licensed": 5,
    }
    assert sample(found["reports: licensed"]) == [{"report_id": "fell"}]


def test_findings_are_recorded_in_the_order_of_the_key_and_take_the_place_of_the_last(tmp_path: Path) -> None:
    held = Finding("places", "key.unique", "No two rows have the same place_id.", Severity.ERROR, True, 3, 0)
    failed = Finding("actors", "key.unique", "No two.", Severity.WARNING, False, 2, 1, '[{"actor_id": "a"}]')
    home = empty_build(tmp_path)
    with open_build(home) as connection:
        expectations.record(connection, [held])
        expectations.record(connection, [held, failed])
        assert connection.execute("FROM checks").fetchall() == [
            ("actors", "key.unique", "No two.", "warning", False, 2, 1, '[{"actor_id": "a"}]'),
            ("places", "key.unique", "No two rows have the same place_id.", "error", True, 3, 0, None),
        ]


def test_only_broken_errors_block() -> None:
    held = Finding("places", "a", "A.", Severity.ERROR, True, 1, 0)
    warned = Finding("places", "b", "B.", Severity.WARNING, False, 1, 1, "[{}]")
    error = Finding("places", "c", "C.", Severity.ERROR, False, 1, 1, "[{}]")
    assert expectations.blocking([held, warned, error]) == [error]


def test_great_expectations_is_not_imported_before_a_check_runs() -> None:
    code = "import sys, pipelines.expectations; print('great_expectations' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_what_points_nowhere_breaks_no_reference_even_where_there_is_nothing_to_point_at(tmp_path: Path) -> None:
    home = mistaken(
        tmp_path,
        "DELETE FROM report_places",
        "DELETE FROM places",
        *(f"UPDATE {table} SET place_id = NULL" for table in ("reports", "events", "attacks", "force_levels")),
    )
    findings = expectations.check(home, [BY_NAME["events"]])
    assert "events: place_id.refers" not in broken(findings)
