"""What a build says of itself: the findings of its checks."""

from warehouse.schema import Column, Table, Type

_WITHHELD = "a licence withholds rows of the table, and with them their number"
CHECKS = Table(
    name="checks",
    title="Checks",
    description="Every expectation that the data was held against, with what it found.",
    group="runs",
    columns=(
        Column("table_name", Type.TEXT, "The table that was checked; some are in the database alone."),
        Column("rule", Type.TEXT, "Short name of the rule, with the column where it has one."),
        Column("description", Type.TEXT, "What must hold, in a sentence."),
        Column("severity", Type.TEXT, "What a break does.", codes="severity"),
        Column("passed", Type.FLAG, "Whether it held."),
        Column("rows_checked", Type.WHOLE, "Rows looked at.", null_means=_WITHHELD, unit="row", minimum=0),
        Column("rows_failed", Type.WHOLE, "Rows that break it.", null_means=_WITHHELD, unit="row", minimum=0),
        Column(
            "sample",
            Type.TEXT,
            "Up to five of the rows that break it, as JSON, without the words of a source.",
            null_means="no row breaks it, or a licence withholds rows",
        ),
    ),
    key=("table_name", "rule"),
)

TABLES = (CHECKS,)
