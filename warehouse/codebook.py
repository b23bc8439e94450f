"""Table -> the words that explain it: Parquet metadata, the Markdown codebook, and the data-package descriptor.

Here belongs every rendering of a declaration for readers of a release. Nothing is worded twice: all of it is computed
from `warehouse.tables` and `warehouse.codes`.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from warehouse.codes import VOCABULARIES
from warehouse.schema import Column, Table, Type

_FIELD_TYPES = {
    Type.TEXT: "string",
    Type.WHOLE: "integer",
    Type.REAL: "number",
    Type.FLAG: "boolean",
    Type.DATE: "date",
    Type.INSTANT: "datetime",
}
# How pandas, through which the frictionless command reads Parquet, spells an absent value of these types.
_ABSENT = {Type.WHOLE: "nan", Type.REAL: "nan", Type.INSTANT: "NaT"}
_PREFACE = (
    "Every table is one Parquet file of the same name, sorted by its key. Dates include both ends; instants are in UTC;"
    " coordinates are decimal degrees, WGS 84. An empty value (NULL) is never a zero: what it stands for is said for"
    " each column, and a column without such a word is never empty. Words of a source stand only where its licence"
    " allows it."
)
_APART = (
    "What follows is in the published database and in no release. The schema `work` of the database is what one build"
    " notes for the next (`changed_events`, `derivations`, `checked_states`): it is no data and may change."
)


def parquet_metadata(table: Table) -> dict[str, str]:
    """The codebook of one table as key-value metadata of its Parquet file; `casus.columns` is JSON."""
    return {
        "casus.table": table.name,
        "casus.title": table.title,
        "casus.description": table.description,
        "casus.key": json.dumps(table.key),
        "casus.columns": json.dumps([_column(c) for c in table.columns], ensure_ascii=False),
    }


def _column(column: Column) -> dict[str, Any]:
    facts = {
        "name": column.name,
        "type": str(column.type),
        "description": column.description,
        "unit": column.unit,
        "codes": VOCABULARIES[column.codes] if column.codes else None,
        "null_means": column.null_means,
        "references": column.references,
    }
    return {name: value for name, value in facts.items() if value is not None}


def markdown(tables: Sequence[Table], rows: dict[str, int], manuals: Sequence[str] = ()) -> str:
    """The codebook: every public table with its rows, key, columns and rules, then what the database has beside them,
    the manuals of files that people make, and every vocabulary in use.
    """
    public, apart = ([table for table in tables if table.public is is_public] for is_public in (True, False))
    overview = [(f"[{t.name}](#{t.name})", t.description, f"{rows[t.name]:,}") for t in public]
    used = sorted({c.codes for t in tables for c in t.columns if c.codes})
    lines = [
        "# Codebook",
        "",
        _PREFACE,
        "",
        *_grid(("Table", "What it holds", "Rows"), overview),
        *(line for t in public for line in _section(t)),
        *(["## In the database alone", "", _APART, ""] if apart else []),
        *(line for t in apart for line in _section(t, "###")),
        *manuals,
        "## Codes",
        "",
        *(line for name in used for line in _vocabulary(name)),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _section(table: Table, level: str = "##") -> list[str]:
    rules = [f"- {rule.description}" for rule in table.rules]
    return [
        f"{level} {table.name}",
        "",
        f"**{table.title}.** {table.description} Key: {', '.join(f'`{k}`' for k in table.key)}.",
        "",
        *_grid(("Column", "Type", "Meaning", "Unit or codes", "Empty means"), [_line(c) for c in table.columns]),
        *(["In every row:", "", *rules, ""] if rules else []),
    ]


def _line(column: Column) -> tuple[str, ...]:
    meaning = column.description
    if column.references:
        meaning += f" Points at `{column.references}`."
    measure = f"[{column.codes}](#codes-{column.codes})" if column.codes else column.unit or ""
    return (f"`{column.name}`", column.type.lower(), meaning, measure, column.null_means or "")


def _vocabulary(name: str) -> list[str]:
    rows = [(f"`{code}`", definition) for code, definition in VOCABULARIES[name].items()]
    return [f'### <a id="codes-{name}"></a>{name}', "", *_grid(("Code", "Meaning"), rows)]


def _grid(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    cells = [head, ("---",) * len(head), *rows]
    return [*("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in cells), ""]


def data_resource(table: Table) -> dict[str, Any]:
    """The table as a resource of a data package, without the file's facts (datapackage.org, Table Schema)."""
    schema: dict[str, Any] = {
        "fields": [_field(c) for c in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [],
    }
    links = [(c.name, *c.references.split(".")) for c in table.columns if c.references]
    if links:
        schema["foreignKeys"] = [
            {
                "fields": [name],
                "reference": {"resource": "" if target == table.name else target, "fields": [key]},
            }
            for name, target, key in links
        ]
    return {
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "path": f"{table.name}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _FIELD_TYPES[column.type],
        "description": column.description,
    }
    limits = {
        "required": None if column.nullable else True,
        "enum": list(VOCABULARIES[column.codes]) if column.codes else None,
        "pattern": column.pattern,
        "minimum": column.minimum,
        "maximum": column.maximum,
    }
    constraints = {name: value for name, value in limits.items() if value is not None}
    if constraints:
        field["constraints"] = constraints
    if column.unit:
        field["unit"] = column.unit
    if column.null_means:
        field["nullMeans"] = column.null_means
        if column.type in _ABSENT:
            field["missingValues"] = [_ABSENT[column.type]]
    return field
