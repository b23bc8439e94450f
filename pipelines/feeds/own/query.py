"""The query that reads own reports, made from the declaration of the table: types, codes, ranges, references, rules.

Here belongs nothing that the declaration of `reports` says already: what a column may hold is read from it, and what
breaks it becomes a reason that names the column and the value. Here belongs what is filled in where a column is blank.
"""

from pipelines.expectations.conditions import Condition, conditions
from pipelines.tabular.staging import TARGETS
from warehouse.codes import SUBTYPES, VOCABULARIES
from warehouse.ddl import quoted
from warehouse.schema import Column, Severity, Type
from warehouse.tables import BY_NAME

_REPORTS = BY_NAME["reports"]
GIVEN = (*TARGETS["reports"], "place_id")
"""Columns of reports that Casus gives by itself."""
COLUMNS = tuple(column for column in _REPORTS.columns if column.name not in GIVEN)
"""What a file may have."""
_KINDS = {
    Type.WHOLE: "a whole number",
    Type.REAL: "a number",
    Type.DATE: "a day such as 2024-09-27",
    Type.FLAG: "true or false",
}
_FEW = 10
"""Codes up to which a reason names all that there are."""
_ACTOR_KNOWN = "(SELECT code, actor_id FROM actor_codes WHERE system = 'name')"
FILLED = {
    "is_summary": "coalesce(given.is_summary, false)",
    "quantity_state": """coalesce(given.quantity_state, CASE
            WHEN coalesce(quantity_low, quantity_best, quantity_high) IS NOT NULL THEN 'reported'
            WHEN given.event_type IN ('troop_movement', 'force_level') THEN 'not_reported'
            ELSE 'not_applicable' END)""",
    "date_end": "coalesce(date_end, if(date_precision = 'day', date_start, NULL))",
    "date_basis": "coalesce(date_basis, if(date_start IS NULL, NULL, 'absolute'))",
    "plover_mode": "if(given.plover_type IS NULL, coalesce(given.plover_mode, kinds.plover_mode), given.plover_mode)",
    "plover_type": "coalesce(given.plover_type, kinds.plover_type)",
    "source_actor_id": "coalesce(given.source_actor_id, source_name.actor_id)",
    "source_iso3": "coalesce(given.source_iso3, source_actor.iso3)",
    "target_actor_id": "coalesce(given.target_actor_id, target_name.actor_id)",
    "target_iso3": "coalesce(given.target_iso3, target_actor.iso3)",
}
"""What stands where a file is silent, as SQL. An actor is looked up by its name, the first where there are several."""
BLANK = {
    "is_summary": "false",
    "quantity_state": "`reported` with a quantity; else `not_reported` for a movement or a force level,"
    " `not_applicable` for all others",
    "date_end": "`date_start`, where the precision is day",
    "date_basis": "`absolute`, where there is a date",
    "plover_type": "PLOVER's type of the subtype",
    "plover_mode": "PLOVER's mode of the subtype, where `plover_type` is blank too",
    "source_actor_id": "the registry's id of the first name in `source_actor_name`",
    "source_iso3": "the state of that actor",
    "target_actor_id": "the registry's id of the first name in `target_actor_name`",
    "target_iso3": "the state of that actor",
}
"""The same in words."""
REQUIRED = tuple(column.name for column in COLUMNS if not column.nullable and column.name not in FILLED)
"""What a file must have."""


def query() -> str:
    """One SELECT over `raw`, which has every column of COLUMNS."""
    kinds = ", ".join(
        f"({_text(s.event_type)}, {_text(s.code)}, {_text(s.plover_type)}, {_text(s.plover_mode)})" for s in SUBTYPES
    )
    broken = ",\n        ".join(_reason(condition) for condition in _rules())
    filled = ",\n        ".join(f"{sql} AS {name}" for name, sql in FILLED.items())
    return f"""WITH kinds (event_type, event_subtype, plover_type, plover_mode) AS (VALUES {kinds}),
given AS (
    SELECT record,
        {", ".join(f"{_typed(column)} AS {column.name}" for column in COLUMNS)},
        nullif(concat_ws('; ', {", ".join(_untyped(column) for column in COLUMNS if column.type in _KINDS)}), '')
            AS untyped
    FROM raw
), filled AS (
    SELECT given.* REPLACE ({filled}), NULL::VARCHAR AS document_id
    FROM given
    LEFT JOIN kinds ON kinds.event_type = given.event_type AND kinds.event_subtype = given.event_subtype
    {_actor("source")}
    {_actor("target")}
)
SELECT * EXCLUDE (untyped, document_id), 'Correct it; the codebook says what each column may hold.' AS remedy,
    coalesce(untyped, nullif(concat_ws('; ',
        {broken},
        if(details IS NOT NULL AND json_type(try_cast(details AS JSON)) IS DISTINCT FROM 'OBJECT',
            'details is no JSON object', NULL)
    ), '')) AS reason
FROM filled"""


def _blank_is_null(name: str) -> str:
    return f"nullif(trim(raw.{name}), '')"


def _typed(column: Column) -> str:
    text = _blank_is_null(column.name)
    if column.type is Type.WHOLE:
        return f"count_in({text})"
    if column.type is Type.DATE:
        day = r"[1-9]\d{3}-\d\d-\d\d([ T]00:00:00.*)?"
        return f"CASE WHEN regexp_full_match({text}, '{day}') THEN try_cast(left({text}, 10) AS DATE) END"
    if column.type is Type.REAL:
        return f"CASE WHEN isfinite(try_cast({text} AS DOUBLE)) THEN try_cast({text} AS DOUBLE) END"
    return f"try_cast({text} AS BOOLEAN)" if column.type is Type.FLAG else text


def _untyped(column: Column) -> str:
    text, kind = _blank_is_null(column.name), _KINDS[column.type]
    message = f"'{column.name} ''' || {text} || ''' is not {kind}'"
    return f"if({text} IS NOT NULL AND ({_typed(column)}) IS NULL, {message}, NULL)"


def _rules() -> list[Condition]:
    """The errors that a record can make by itself, as they are declared; a table's row is coded from no text."""
    known = {column.name for column in COLUMNS} | {"document_id"}
    return [c for c in conditions(_REPORTS) if {*c.columns} <= known and c.severity is Severity.ERROR]


def _reason(condition: Condition) -> str:
    told = " || ', ' || ".join(
        f"'{name} ' || coalesce('''' || {name}::VARCHAR || '''', 'blank')"
        for name in condition.columns
        if name != "document_id"
    )
    shown = f"{told} || ': ' || " if told else ""
    return f"CASE WHEN NOT ({condition.sql}) THEN {shown}{quoted(_rule(condition))} END"


def _rule(condition: Condition) -> str:
    """What is wrong, in words: for a column of codes, which there are."""
    codes = _REPORTS.column(condition.columns[0]).codes if condition.rule.endswith("known_code") else None
    if codes and len(VOCABULARIES[codes]) <= _FEW:
        return f"it is none of {', '.join(VOCABULARIES[codes])}"
    return condition.description.rstrip(".")


def _actor(role: str) -> str:
    return (
        f"LEFT JOIN {_ACTOR_KNOWN} AS {role}_name"
        f" ON {role}_name.code = folded(split_part(given.{role}_actor_name, ';', 1))"
        f" LEFT JOIN actors AS {role}_actor"
        f" ON {role}_actor.actor_id = coalesce(given.{role}_actor_id, {role}_name.actor_id)"
    )


def _text(value: str | None) -> str:
    return "NULL" if value is None else quoted(value)
