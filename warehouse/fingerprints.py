"""What tells two states of a table apart without holding one against the other: a hash of all that it holds.

Here belongs how a table's content becomes one short text. What is spared where it did not change is decided by
those who ask: a release that need not write a file again, checks that need not be run again.
"""

import duckdb

from warehouse.schema import Table


def fingerprint(connection: duckdb.DuckDBPyConnection, table: Table) -> str:
    """The number of rows and a hash of the declared columns of them all, in whichever order they stand.

    Rows are hashed once more before they are summed: the parts of a row meet by XOR, so that sums over rows that
    exchange a value could be the same. The hash is DuckDB's and may change with its version.
    """
    of_row = f"hash(hash({', '.join(table.column_names)}))"
    rows, total = connection.execute(f"SELECT count(*), coalesce(sum({of_row}), 0) FROM {table.name}").fetchall()[0]
    return f"{rows}:{total:x}"
