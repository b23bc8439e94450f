"""Every table, declared once, by family. `TABLES` has them all in the order of the codebook."""

from warehouse.schema import Table
from warehouse.tables import claims, crosswalks, events, evidence, linking, reading, reference, runs

TABLES: tuple[Table, ...] = (
    *events.TABLES,
    *claims.TABLES,
    *evidence.TABLES,
    *linking.TABLES,
    *reading.TABLES,
    *reference.TABLES,
    *crosswalks.TABLES,
    *runs.TABLES,
)
BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
