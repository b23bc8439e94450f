"""What is checked again in a build that changed little: what can be found otherwise, and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from pipelines.expectations import Finding, check, check_build, rechecking, running, standing
from pipelines.expectations.conditions import Condition, conditions
from tests.pipelines.healthy import healthy_build
from warehouse.changes import Step, find_changes
from warehouse.database import CATALOG, open_build
from warehouse.fingerprints import fingerprint
from warehouse.home import Home
from warehouse.schema import Severity, Table

COUNTEREXAMPLES = sorted((Path(__file__).parents[1] / "counterexamples").glob("*/*.sql"))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A healthy build that was checked."""
    home = healthy_build(tmp_path)
    check_build(home)
    return home


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tables that are checked from here on."""
    names: list[str] = []

    def told(home: Home, tables: Sequence[Table], baseline: Path | None) -> list[Finding]:
        names.extend(table.name for table in tables)
        return running.check(home, tables, baseline)

    monkeypatch.setattr(standing, "check", told)
    return names


def execute(home: Home, *statements: str) -> None:
    with open_build(home) as connection:
        for statement in statements:
            connection.execute(statement)


def test_what_did_not_change_is_not_checked_again_and_its_findings_stand(home: Home, checked: list[str]) -> None:
    execute(home, "UPDATE places SET latitude = 91.5")
    broken = check_build(home)
    assert [(f.table, f.rule) for f in broken if not f.passed] == [("places", "latitude.in_range")]
    assert "places" in checked
    assert not {"snapshots", "licences", "rejects"} & set(checked)
    checked.clear()
    assert check_build(home) == broken == sorted(check(home), key=lambda f: (f.table, f.rule))
    assert checked == []


def test_a_table_is_checked_again_where_what_its_rules_look_up_changed(home: Home, checked: list[str]) -> None:
    execute(home, "DELETE FROM event_history WHERE report_id = 'fell'")
    found = [(f.table, f.rule) for f in check_build(home) if not f.passed]
    assert ("event_reports", "report_in_history") in found
    assert found == sorted((f.table, f.rule) for f in check(home) if not f.passed)
    assert "places" not in checked


def test_a_table_is_checked_again_by_another_rule(
    home: Home, checked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stricter(table: Table, published: object) -> list[Condition]:
        rules = conditions(table)
        return [replace(rule, severity=Severity.WARNING) for rule in rules] if table.name == "gaps" else rules

    monkeypatch.setattr(standing, "conditions", stricter)
    check_build(home)
    assert checked == ["gaps"]


def test_coverage_is_held_against_what_is_published(home: Home, checked: list[str], tmp_path: Path) -> None:
    (tmp_path / "larger").mkdir()
    larger = healthy_build(tmp_path / "larger")
    execute(larger, "INSERT INTO reports SELECT * REPLACE (report_id || '-more' AS report_id) FROM reports")
    found = check_build(home, baseline=larger.build)
    assert [(f.table, f.rule) for f in found if not f.passed] == [("feeds", "reports_not_shrinking")]
    assert checked == ["feeds"]


def published(home: Home) -> Path:
    """What the build would publish."""
    home.published.write_bytes(home.build.read_bytes())
    return home.published


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tables of which a part is checked from here on, however large the part."""
    names: list[str] = []

    def told(home: Home, parts: Sequence[rechecking.Part], counts: Mapping[str, int]) -> list[Finding]:
        names.extend(part.table.name for part in parts)
        return rechecking.check_parts(home, parts, counts)

    monkeypatch.setattr(standing, "check_parts", told)
    monkeypatch.setattr(rechecking, "_MOST", 0)
    return names


def counted(connection: duckdb.DuckDBPyConnection, rules: Sequence[Condition], rows: str) -> list[bool]:
    """Which rules a row of a table breaks, by plain SQL."""
    counts = ", ".join(f"count(*) FILTER (WHERE NOT ({rule.sql})) > 0" for rule in rules)
    return list(connection.execute(f"SELECT {counts} FROM {rows}").fetchall()[0]) if rules else []


def test_the_rows_looked_at_again_break_every_rule_on_other_rows_that_the_table_breaks(
    home: Home, parts: list[str]
) -> None:
    baseline, missed, looked_at = published(home), [], 0
    with duckdb.connect() as connection:
        connection.execute(
            f"SET threads = 1; ATTACH ':memory:' AS {CATALOG}; ATTACH '{baseline}' AS sound (READ_ONLY);"
            f" COPY FROM DATABASE sound TO {CATALOG}; DETACH sound; USE {CATALOG}"
        )
        noted = {table: fingerprint(connection, table) for table in running.CHECKED}
        kept = {t: [Finding(t.name, c.rule, "", c.severity, True, 1, 0) for c in conditions(t)] for t in noted}
        of_others = {t.name: [rule.rule for rule in conditions(t) if rule.lookups] for t in noted}
        reads = {table: standing.tables_read(table, {}) for table in noted}
        for path in COUNTEREXAMPLES:
            statement = path.read_text("utf-8")
            if not any(rule in statement.splitlines()[0] for rule in of_others[path.parent.name]):
                continue
            connection.execute(statement)
            steps = {t: Step(mark, now) for t, mark in noted.items() if (now := fingerprint(connection, t)) != mark}
            changed = frozenset(table.name for table in steps)
            known = find_changes(connection, baseline, steps)
            asked = {t: kept[t] for t in noted if reads[t] & changed and (t.name in known or t.name not in changed)}
            for part in rechecking.gather(connection, asked, changed, known, {}):
                rules = [rule for rule in part.traced if rule.lookups]
                aside = counted(connection, rules, f"recheck_{part.table.name}")
                looked_at += sum(aside)
                if aside != counted(connection, rules, part.table.name):
                    missed.append((path.stem, part.table.name))
            _restore(connection, baseline, changed)
    assert missed == []
    assert looked_at > 20


def _restore(connection: duckdb.DuckDBPyConnection, baseline: Path, names: Iterable[str]) -> None:
    connection.execute(f"ATTACH '{baseline}' AS sound (READ_ONLY)")
    for name in names:
        connection.execute(f"DELETE FROM {name}")
        connection.execute(f"INSERT INTO {name} FROM sound.main.{name}")
    connection.execute("DETACH sound")


def test_of_a_table_that_changed_in_part_that_part_is_checked(home: Home, parts: list[str], checked: list[str]) -> None:
    baseline = published(home)
    execute(
        home,
        "INSERT INTO places SELECT * REPLACE ('other' AS place_id, 91.5 AS latitude) FROM places",
        "DELETE FROM event_history WHERE report_id = 'fell'",
        "UPDATE reports SET status = 'planned', date_start = '2031-01-01', date_end = '2031-01-01'"
        " WHERE report_id = 'vowed'",
    )
    found = check_build(home, baseline)
    assert found == sorted(check(home, baseline=baseline), key=lambda f: (f.table, f.rule))
    assert [(f.table, f.rule) for f in found if not f.passed] == [
        ("event_reports", "report_in_history"),
        ("places", "latitude.in_range"),
    ]
    assert {"places", "event_history", "event_reports", "reports"} <= set(parts)
    assert checked == ["feeds"]
