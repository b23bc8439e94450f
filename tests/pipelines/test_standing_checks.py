"""What is checked again in a build that changed little: what can be found otherwise, and nothing else."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.expectations import Finding, check, check_build, running, standing
from pipelines.expectations.conditions import Condition, conditions
from tests.pipelines.healthy import healthy_build
from warehouse.database import open_build
from warehouse.home import Home
from warehouse.schema import Severity, Table


@pytest.fixture(scope="module")
def checked_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build database of a healthy build that was checked. Not to be written to: copy it."""
    home = healthy_build(tmp_path_factory.mktemp("checked"))
    check_build(home)
    return home.build


@pytest.fixture
def home(checked_build: Path, tmp_path: Path) -> Home:
    """A healthy build that was checked."""
    home = Home(tmp_path / "home").prepare()
    shutil.copyfile(checked_build, home.build)
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


def execute(home: Home, statement: str) -> None:
    with open_build(home) as connection:
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
