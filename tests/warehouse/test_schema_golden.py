"""The public schema, held against a golden file, so that no change of it goes unseen in review."""

import os
from pathlib import Path

from warehouse.codes import VOCABULARIES
from warehouse.schema import Column
from warehouse.tables import TABLES

GOLDEN = Path(__file__).with_name("golden") / "public_schema.txt"
REMEDY = "The public schema changed. If that is meant: CASUS_WRITE_GOLDEN=1 python -m pytest " + Path(__file__).name


def public_schema() -> str:
    """One line a column, then one line a vocabulary."""
    public = [table for table in TABLES if table.public]
    lines = []
    for table in public:
        lines.append(f"{table.name} ({', '.join(table.key)})")
        lines += [f"  {line(column)}" for column in table.columns]
    used = sorted({c.codes for t in public for c in t.columns if c.codes})
    lines += [f"{name}: {', '.join(VOCABULARIES[name])}" for name in used]
    return "\n".join(lines) + "\n"


def line(column: Column) -> str:
    facts = [
        column.name,
        column.type.lower(),
        "" if column.nullable else "not null",
        f"in {column.unit}" if column.unit else "",
        f"one of {column.codes}" if column.codes else "",
        f"-> {column.references}" if column.references else "",
        "verbatim" if column.verbatim else "",
    ]
    return "  ".join(fact for fact in facts if fact)


def test_the_public_schema_is_the_one_agreed_on() -> None:
    if os.environ.get("CASUS_WRITE_GOLDEN"):
        GOLDEN.write_text(public_schema(), "utf-8")
    assert public_schema() == GOLDEN.read_text("utf-8"), REMEDY
