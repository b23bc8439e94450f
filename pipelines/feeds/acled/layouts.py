"""The layouts of ACLED's exports, as CSV and as JSON, and of its lists of deleted events.

Source: ACLED's own R package (acledR 1.0.1) and ACLED's guide to the changes of columns of 20 March 2023. Here belongs
opening a file; what a column means stands in `reports.sql`.
"""

import json
from pathlib import Path

import duckdb

from pipelines.snapshots import Snapshot
from pipelines.tabular import Dialect, Layout, Opened, delimited
from warehouse.database import number_of
from warehouse.ddl import quoted
from warehouse.errors import UserError

_PEOPLE = "an estimate of the people who live nearby, and no fact of the event"
LEFT_OUT = {
    "year": "the year of event_date",
    "interaction": "joins inter1 and inter2",
    "region": "follows from the country",
    "data_id": "changed with every update, and was removed in 2023",
    "event_id_no_cnty": "the number within event_id_cnty; removed in 2023",
    "iso3": "says again what iso says; removed in 2023",
    **dict.fromkeys(("population_1km", "population_2km", "population_5km", "population_best"), _PEOPLE),
}
_SIDES = "actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction"
_PLACE = "country admin1 admin2 admin3 location latitude longitude geo_precision source source_scale notes fatalities"
_NOW = (
    f"event_id_cnty event_date year time_precision disorder_type event_type sub_event_type {_SIDES}"
    f" civilian_targeting iso region {_PLACE} tags timestamp"
)
_FORMER = (
    f"data_id iso event_id_cnty event_id_no_cnty event_date year time_precision event_type sub_event_type {_SIDES}"
    f" region {_PLACE} timestamp iso3"
)


def _layout(name: str, columns: str) -> Layout:
    names = tuple(columns.split())
    return Layout(name, names, {c: why for c, why in LEFT_OUT.items() if c in names})


LAYOUTS = (
    _layout("ACLED since 20 March 2023", _NOW),
    _layout("ACLED with population", f"{_NOW} population_1km population_2km population_5km population_best"),
    _layout("ACLED before 20 March 2023", _FORMER),
)
DELETED = Layout("ACLED deleted events", ("event_id_cnty", "deleted_timestamp"))
_DIALECT = Dialect(delimiters=(",", ";", "\t"), ignores_case=True)
_EVENTS, _DELETED = delimited(LAYOUTS, _DIALECT), delimited((DELETED,), _DIALECT)
_HEAD = 4096


def opened_events(path: Path, snapshot: Snapshot, folder: Path) -> Opened:
    """An export of events, CSV (also in a zip) or JSON. Raises UserError as `delimited` does, and where JSON holds no
    list of records.
    """
    return _EVENTS(_as_csv(path, snapshot, folder), snapshot, folder)


def opened_deleted(path: Path, snapshot: Snapshot, folder: Path) -> Opened:
    """The same for a list of deleted events."""
    return _DELETED(_as_csv(path, snapshot, folder), snapshot, folder)


def tells_of_deleted(path: Path) -> bool:
    """Whether the file is a list of deleted events and none of events."""
    head = _start(path).lower()
    return b"deleted_timestamp" in head and b"event_type" not in head


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _as_csv(path: Path, snapshot: Snapshot, folder: Path) -> Path:
    """The file itself, or its JSON records as CSV, with every name that any record has as a column."""
    if _start(path).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
        return path
    target = folder / "records.csv"
    with duckdb.connect() as connection:
        try:
            names = _record_names(connection, path)
        except duckdb.Error as error:
            raise UserError(f"{snapshot.name} is no whole JSON", "Fetch the file again.") from error
        if not names:
            raise UserError(f"{snapshot.name} {_instead(path)}", "Export the events again, as CSV or JSON.")
        if odd := number_of(connection, "SELECT count(*) FROM records WHERE json_type(record) <> 'OBJECT'"):
            raise UserError(f"{snapshot.name} has {odd} entries that are no records", "Export the events again.")
        cells = ", ".join(f"record->>{quoted(_pointer(name))} AS {_identifier(name)}" for name in names)
        connection.execute(f"COPY (SELECT {cells} FROM records) TO {quoted(str(target))} (HEADER, FORCE_QUOTE *)")
    return target


def _record_names(connection: duckdb.DuckDBPyConnection, path: Path) -> list[str]:
    """Put the records into the table `records`; the names in them, in the order in which they come."""
    connection.execute(
        f"""CREATE TEMP TABLE records AS
        WITH whole AS (SELECT ltrim(content, chr(65279))::JSON AS value FROM read_text({quoted(str(path))}))
        SELECT unnest(if(json_type(value) = 'ARRAY', value->'$[*]', value->'$.data[*]')) AS record FROM whole"""
    )
    rows = connection.execute(
        """WITH keys AS (SELECT json_keys(record) AS names FROM records WHERE json_type(record) = 'OBJECT')
        SELECT name FROM (SELECT unnest(names) AS name, generate_subscripts(names, 1) AS place FROM keys)
        GROUP BY name ORDER BY min(place), name"""
    ).fetchall()
    return [name for (name,) in rows]


def _instead(path: Path) -> str:
    """What a JSON file without records is."""
    try:
        value = json.loads(path.read_text("utf-8-sig"))
    except RecursionError:
        return "holds no events, but lists in lists"
    except ValueError:
        return "is no whole JSON"
    said = isinstance(value, dict) and (value.get("error") or value.get("message"))
    return f"holds a message of ACLED and no events: {str(said)[:200]}" if said else "holds no events"


def _pointer(name: str) -> str:
    return "/" + name.replace("~", "~0").replace("/", "~1")


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
