"""What changed between two Parquet files of one table: rows by key, and columns; and which events merged or split.

Here belongs the comparison of data at rest. Which release is compared with which is decided by `pipelines.release`.
"""

from filecmp import cmp
from pathlib import Path
from typing import Any

import duckdb

from warehouse.ddl import quoted
from warehouse.schema import Table

LIST_LIMIT = 20


def compare(connection: duckdb.DuckDBPyConnection, table: Table, before: Path | None, after: Path) -> dict[str, Any]:
    """Counts of rows added, removed and changed by the table's key, with up to 20 keys of each.

    `before` is None or unreadable where there is nothing to compare with: then every row is added. `columns_changed`
    counts the changed rows by column, over the columns that both files have in the same type. A key of several columns
    is listed as their values joined with '/'.
    """
    new = _columns(connection, after)
    old = _columns(connection, before) if before else {}
    comparable = all(old.get(name) == new[name] for name in table.key)
    kept = [name for name in new if old.get(name) == new[name]] if comparable else []
    values = [name for name in kept if name not in table.key]
    source = f"SELECT {', '.join(kept)} FROM read_parquet({quoted(str(before))})" if kept else _nothing(table, new)
    target = f"read_parquet({quoted(str(after))})"
    is_same = before is not None and bool(old) and cmp(before, after, shallow=False)
    key, content = ", ".join(table.key), f"hash({', '.join(values)})" if values else "0"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE compared AS
        SELECT {key}, concat_ws('/', {key}) AS row_key,
            CASE WHEN is_old IS NULL THEN 'added' WHEN is_new IS NULL THEN 'removed' ELSE 'changed' END AS change
        FROM (SELECT {key}, {content} AS content, true AS is_old FROM ({source})) AS old
        FULL JOIN (SELECT {key}, {content} AS content, true AS is_new FROM {target}) AS new USING ({key})
        WHERE {not is_same} AND (is_old IS NULL OR is_new IS NULL OR old.content <> new.content)"""
    )
    differing = f"""
        SELECT name, count(*) FROM (
            SELECT unnest({_changed_columns(values)}) AS name
            FROM compared JOIN ({source}) AS old USING ({key}) JOIN {target} AS new USING ({key})
            WHERE change = 'changed'
        ) GROUP BY name ORDER BY name"""
    sizes = f"SELECT (SELECT count(*) FROM ({source})), (SELECT count(*) FROM {target})"
    rows_before, rows_after = connection.execute(sizes).fetchall()[0]
    found = {change: (rows, keys) for change, rows, keys in connection.execute(_BY_CHANGE).fetchall()}
    return {
        "rows_before": rows_before,
        "rows_after": rows_after,
        **{change: found.get(change, (0, []))[0] for change in _CHANGES},
        **{f"{change}_keys": found.get(change, (0, []))[1] for change in _CHANGES},
        "columns_changed": dict(connection.execute(differing).fetchall()) if "changed" in found else {},
        "columns_added": sorted(new.keys() - old.keys()) if old else [],
        "columns_removed": sorted(old.keys() - new.keys()),
        "columns_retyped": sorted(name for name in new.keys() & old.keys() if new[name] != old[name]),
    }


def new_redirects(
    connection: duckdb.DuckDBPyConnection, before: Path | None, after: Path
) -> dict[str, list[dict[str, str]]]:
    """The merges and splits of events that the file `after` of `event_redirects` has and `before` has not, by kind.

    Each tells the old id and one id that its reports have now: an event that was split stands once for each part.
    """
    earlier = f"read_parquet({quoted(str(before))})" if before and _columns(connection, before) else None
    unless = f" ANTI JOIN {earlier} AS old USING (old_event_id, event_id, recorded_at)" if earlier else ""
    rows = connection.execute(
        f"SELECT kind, old_event_id, event_id FROM read_parquet({quoted(str(after))}) AS new{unless} ORDER BY ALL"
    ).fetchall()
    return {
        f"{kind}s": [{"old_event_id": old, "event_id": new} for this, old, new in rows if this == kind]
        for kind in ("merge", "split")
    }


_CHANGES = ("added", "removed", "changed")
_BY_CHANGE = f"""
    SELECT change, count(*), min(row_key, {LIST_LIMIT}) FROM compared GROUP BY change
"""


def _columns(connection: duckdb.DuckDBPyConnection, path: Path) -> dict[str, str]:
    """Names and types; none where the file is absent or is no Parquet."""
    try:
        rows = connection.execute(f"DESCRIBE FROM read_parquet({quoted(str(path))})").fetchall()
    except (duckdb.IOException, duckdb.InvalidInputException):
        return {}
    return {row[0]: row[1] for row in rows}


def _nothing(table: Table, types: dict[str, str]) -> str:
    return f"SELECT {', '.join(f'CAST(NULL AS {types[key]}) AS {key}' for key in table.key)} WHERE false"


def _changed_columns(names: list[str]) -> str:
    if not names:
        return "CAST([] AS VARCHAR[])"
    cases = ", ".join(f"CASE WHEN old.{n} IS DISTINCT FROM new.{n} THEN '{n}' END" for n in names)
    return f"list_filter([{cases}], lambda name: name IS NOT NULL)"
