"""A table's declaration as a Great Expectations suite.

Great Expectations' own column expectations cost some ten milliseconds and several queries each, and its regular
expressions are not supported for DuckDB; a table here has up to a hundred rules. So the conditions are counted by one
expectation of ours whose metric Great Expectations bundles: one scan of the table counts the breaks of them all.
Importing this module imports Great Expectations.
"""

import os
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

os.environ["GX_ANALYTICS_ENABLED"] = "false"

import sqlalchemy as sa
from great_expectations import ExpectationSuite
from great_expectations.compatibility import pydantic
from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.core.metric_function_types import MetricPartialFunctionTypes
from great_expectations.execution_engine.sqlalchemy_execution_engine import SqlAlchemyExecutionEngine
from great_expectations.expectations.core.expect_table_columns_to_match_ordered_list import (
    ExpectTableColumnsToMatchOrderedList,
)
from great_expectations.expectations.core.expect_table_row_count_to_be_between import ExpectTableRowCountToBeBetween
from great_expectations.expectations.expectation import BatchExpectation, Expectation
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
from great_expectations.expectations.metadata_types import FailureSeverity
from great_expectations.expectations.metrics.metric_provider import metric_partial
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

from pipelines.expectations.conditions import Condition, conditions, licence_conditions
from warehouse.schema import Severity, Table

_SEVERITY = {Severity.ERROR: FailureSeverity.CRITICAL, Severity.WARNING: FailureSeverity.WARNING}


class RowsThatBreak(TableMetricProvider):
    """The number of rows for which a condition is false."""

    metric_name = "table.rows_that_break"
    value_keys = ("condition",)

    @metric_partial(
        engine=SqlAlchemyExecutionEngine,
        partial_fn_type=MetricPartialFunctionTypes.AGGREGATE_FN,
        domain_type=MetricDomainTypes.TABLE,
    )
    def _sqlalchemy(
        cls,  # noqa: N805
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],
        **_: object,
    ) -> tuple[sa.ColumnElement[int], dict[str, Any], dict[str, Any]]:
        broken = sa.literal_column(f"NOT ({metric_value_kwargs['condition']})", sa.Boolean)
        return sa.func.count(sa.case((broken, 1))), metric_domain_kwargs, {}


class ExpectRowsToMeetCondition(BatchExpectation):
    """Expect an SQL condition to be false for no row of the table; NULL passes."""

    condition: str
    metric_dependencies: ClassVar[tuple[str, ...]] = ("table.rows_that_break",)
    success_keys: ClassVar[tuple[str, ...]] = ("condition",)
    domain_keys: ClassVar[tuple[str, ...]] = ("batch_id",)
    _told: ExpectationConfiguration | None = pydantic.PrivateAttr(None)

    @property
    def configuration(self) -> ExpectationConfiguration:
        """The rule as Great Expectations passes it on, made once: it asks ten times for each rule."""
        if self._told is None:
            self._told = super().configuration
        return self._told

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: object = None,  # noqa: ARG002
        execution_engine: object = None,  # noqa: ARG002
    ) -> dict[str, Any]:
        broken = metrics["table.rows_that_break"]
        return {"success": broken == 0, "result": {"unexpected_count": broken}}


def suite_for(table: Table, published: Mapping[str, int] | None = None) -> ExpectationSuite:
    """The suite of a table: its columns and their order, its least number of rows, and every condition of its rows.

    `published` has the number of current reports of each feed in the published database, where there is one.
    """
    shape: list[Expectation] = [
        ExpectTableColumnsToMatchOrderedList(
            column_list=list(table.column_names), **_words("columns.as_declared", "The columns are those declared.")
        )
    ]
    least = table.minimum_rows
    if least:
        words = _words("rows.enough", f"The table has at least {least:,} row{'' if least == 1 else 's'}.")
        shape.append(ExpectTableRowCountToBeBetween(min_value=least, **words))
    return ExpectationSuite(table.name, expectations=[*shape, *_rows(conditions(table, published))])


def licence_suite(table: Table) -> ExpectationSuite:
    """The suite of a table in a public release: nothing that a licence withholds."""
    return ExpectationSuite(table.name, expectations=_rows(licence_conditions(table)))


def _rows(rules: Iterable[Condition]) -> list[ExpectRowsToMeetCondition]:
    return [
        ExpectRowsToMeetCondition(condition=c.sql, **_words(c.rule, c.description, c.severity, c.columns))
        for c in rules
    ]


def _words(
    rule: str, description: str, severity: Severity = Severity.ERROR, columns: tuple[str, ...] = ()
) -> dict[str, Any]:
    meta = {"rule": rule, "severity": str(severity), "columns": list(columns)}
    return {"description": description, "severity": _SEVERITY[severity], "meta": meta}
