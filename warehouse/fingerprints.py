"""What tells two states of a table apart without holding one against the other: a hash of all that it holds.

Here belongs how a table's content becomes one short text. What is spared where it did not change is decided by
those who ask: a release that need not write a file again, checks that need not be run again.
"""

import duckdb

from warehouse.schema import Table


def fingerprint(connection: duckdb.DuckDBPyConnection, table: Table, relation: str | None = None) -> str:
    """The number of rows and a hash of the declared columns of them all, in whichever order they stand.

    `relation` is where the rows are, where that is not the connection's table of this name.
    """
    total = f"SELECT count(*), coalesce(sum({row_hash(table)}), 0) FROM {relation or table.name}"
    rows, content = connection.execute(total).fetchall()[0]
    return f"{rows}:{content:x}"


def row_hash(table: Table) -> str:
    """An SQL expression: a hash of what a row holds.

    Rows are hashed once more, for they are summed: the parts of a row meet by XOR, so that sums over rows that exchange
    a value could be the same. The hash is DuckDB's and may change with its version.
    """
    return f"hash(hash({', '.join(table.column_names)}))"
