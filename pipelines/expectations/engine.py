"""Great Expectations on a DuckDB file, read-only.

Great Expectations fetches rows after it has given the connection back, and the roll-back on return throws DuckDB's
pending result away. Validation only reads, so the dialect here begins, commits and rolls back nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import great_expectations as gx
from duckdb_sqlalchemy import Dialect
from great_expectations import ExpectationSuite
from great_expectations.core import ExpectationValidationResult
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.datasource.fluent.sql_datasource import SQLDatasource, TableAsset
from sqlalchemy.dialects import registry
from sqlalchemy.engine import URL

from warehouse.database import limits

_NAME = "casus_reading"


class ReadingDialect(Dialect):
    """DuckDB without transactions."""

    supports_statement_cache = True

    def do_begin(self, dbapi_connection: object) -> None:
        """Nothing: reading needs no transaction."""

    def do_commit(self, dbapi_connection: object) -> None:
        """Nothing: there is nothing to commit."""

    def do_rollback(self, dbapi_connection: object) -> None:
        """Nothing: a roll-back would throw away a result that is still to be fetched."""


registry.register(_NAME, __name__, ReadingDialect.__name__)


@contextmanager
def reading(
    path: Path, tables: Iterable[str]
) -> Iterator[Callable[[ExpectationSuite], list[ExpectationValidationResult]]]:
    """A function that holds the one of `tables` named like a suite, in the DuckDB file at `path`, against that suite.

    The file is closed again at the end. Raises Great Expectations' own error where there is no such table. All tables
    are told at once: at each one told later it writes down all that it knows.
    """
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    url = URL.create(_NAME, database=str(path), query={"access_mode": "read_only", **limits(path)})
    assets = [TableAsset(name=name, table_name=name) for name in tables]
    source = context.data_sources.add_sql(
        SQLDatasource(name="casus", connection_string=url.render_as_string(), assets=assets)
    )

    def validate(suite: ExpectationSuite) -> list[ExpectationValidationResult]:
        table = source.get_asset(suite.name)
        return list(table.get_batch(table.build_batch_request()).validate(suite).results)

    try:
        yield validate
    finally:
        source.get_execution_engine().close()
        source.get_engine().dispose()
