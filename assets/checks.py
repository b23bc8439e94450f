"""The expectations as Dagster sees them: the table of findings, with one blocking check for each table."""

from collections.abc import Iterator

import dagster as dg

from assets.metadata import column_schema
from assets.resources import Workspace
from pipelines import expectations, progress
from warehouse.tables import BY_NAME

CHECKED = tuple(name for name in BY_NAME if name != "checks")


@dg.asset(
    name="checks",
    group_name="runs",
    description=BY_NAME["checks"].description,
    deps=[dg.AssetKey(name) for name in CHECKED],
    check_specs=[
        dg.AssetCheckSpec(
            name=name, asset="checks", blocking=True, description=f"The expectations that {name} is held against."
        )
        for name in CHECKED
    ],
    metadata={"dagster/column_schema": column_schema("checks")},
    kinds={"greatexpectations", "duckdb"},
)
def checks(workspace: Workspace) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:  # type: ignore[type-arg]
    """Hold every table against its expectations; an error blocks the release."""
    home = workspace.home()
    with progress.whole(expectations.LABEL, len(CHECKED)):
        findings = expectations.check_build(home, baseline=home.published if home.published.exists() else None)
    yield dg.MaterializeResult(asset_key="checks", metadata={"dagster/row_count": len(findings)})
    for name in CHECKED:
        yield _result(name, [f for f in findings if f.table == name])


def _result(name: str, findings: list[expectations.Finding]) -> dg.AssetCheckResult:
    broken = [f for f in findings if not f.passed]
    blocking = expectations.blocking(broken)
    return dg.AssetCheckResult(
        check_name=name,
        asset_key="checks",
        passed=not broken,
        severity=dg.AssetCheckSeverity.ERROR if blocking else dg.AssetCheckSeverity.WARN,
        metadata={"rules": len(findings)}
        | {f.rule: f"{f.description} {f.rows_failed} of {f.rows_checked} rows break it: {f.sample}" for f in broken},
    )
