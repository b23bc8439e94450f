"""SCAD, the Social Conflict Analysis Database, as a file of own reports: it has no feed, but it tells of wars that UCDP
tells of, too, and so measures links.

Here belongs the translation of its columns; codes are those of its codebook.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb

import warehouse
from warehouse.ddl import quoted
from warehouse.errors import UserError

CITATION = (
    "Salehyan, Hendrix, Hamner, Case, Linebarger, Stull and Williams (2012), Social Conflict in Africa: A New Database,"
    " International Interactions 38 (4): 503-511."
)
_COUNTRIES = Path(warehouse.__file__).parent / "seeds" / "crosswalks" / "countries.csv"
_NEEDED = (
    *("eventid", "ccode", "startdate", "enddate", "etype", "actor1", "actor2", "actor3", "target1", "target2"),
    *("ndeath", "elocal", "locnum", "issuenote", "notes", "latitude", "longitude"),
)
_KINDS = """(VALUES
    ('1', 'unrest', 'protest'), ('2', 'unrest', 'protest'), ('3', 'unrest', 'riot'), ('4', 'unrest', 'riot'),
    ('5', 'unrest', 'protest'), ('6', 'unrest', 'protest'), ('7', 'attack', 'unspecified'),
    ('8', 'attack', 'unspecified'), ('9', 'attack', 'unspecified'), ('10', 'attack', 'unspecified')
) AS kinds (etype, event_type, event_subtype)"""
"""Demonstrations and strikes, riots, and violence by, against or without the government."""
_APART_KM, _LONG_DAYS = 25, 7
"""An event whose places lie farther apart, or violence that lasts longer, is a series of events in other data sets."""
_QUERY = """
WITH told AS (
    SELECT * FROM read_csv({files}, header = true, all_varchar = true, union_by_name = true, ignore_errors = false)
),
events AS (
    SELECT
        eventid,
        min(ccode) AS ccode,
        min(startdate)::DATE AS date_start,
        max(enddate)::DATE AS date_end,
        min(etype) AS etype,
        min(elocal) AS elocal,
        min(concat_ws('; ', nullif(actor1, ''), nullif(actor2, ''), nullif(actor3, ''))) AS actors,
        min(concat_ws('; ', nullif(target1, ''), nullif(target2, ''))) AS targets,
        max(try_cast(ndeath AS BIGINT)) AS killed,
        min(locnum) AS location_type,
        array_to_string(list_sort(list_distinct(list(nullif(concat_ws(' ', issuenote, notes), '')))), ' ') AS words,
        avg(latitude::DOUBLE) AS latitude,
        avg(longitude::DOUBLE) AS longitude,
        111.2 * greatest(
            max(latitude::DOUBLE) - min(latitude::DOUBLE),
            (max(longitude::DOUBLE) - min(longitude::DOUBLE)) * cos(radians(avg(latitude::DOUBLE)))
        ) AS spread
    FROM told
    GROUP BY eventid
)
SELECT
    eventid AS source_record_id, event_type, event_subtype, 'occurred' AS status, etype AS source_code,
    date_start, date_end, CASE WHEN date_end > date_start THEN 'range' ELSE 'day' END AS date_precision,
    nullif(actors, '') AS source_actor_name, nullif(targets, '') AS target_actor_name,
    elocal AS place_name, iso3 AS country_iso3,
    CASE WHEN has_point THEN latitude END AS latitude, CASE WHEN has_point THEN longitude END AS longitude,
    CASE
        WHEN NOT has_point THEN 'country'
        WHEN location_type = '6' THEN 'admin1'
        WHEN spread > 0 THEN 'near'
        ELSE 'exact'
    END AS geo_precision,
    CASE WHEN killed >= 0 THEN killed END AS fatalities_best,
    spread > {apart} OR (event_type <> 'unrest' AND date_end - date_start > {long}) AS is_summary,
    nullif(words, '') AS description
FROM (SELECT *, spread <= {apart} AND location_type NOT IN ('7', '-99') AS has_point FROM events)
LEFT JOIN {kinds} USING (etype)
LEFT JOIN (SELECT cow, iso3 FROM read_csv({countries}, header = true, all_varchar = true)) ON cow = ccode
ORDER BY source_record_id
"""


def write_own_reports(sources: Sequence[Path], target: Path) -> int:
    """Write the events of SCAD's files as one CSV file in the columns of own reports; return their number.

    An event that SCAD lists once a place is one report, with a point where its places lie together. Raises UserError
    for a file that is not SCAD's.
    """
    for path in sources:
        with path.open(encoding="utf-8", errors="replace") as file:
            header = file.readline()
        if missing := [name for name in _NEEDED if f'"{name}"' not in header and name not in header.strip().split(",")]:
            raise UserError(f"{path} has no column {missing[0]}", "Give a file of SCAD events with its header.")
    files = "[" + ", ".join(quoted(str(path)) for path in sources) + "]"
    query = _QUERY.format(
        files=files, countries=quoted(str(_COUNTRIES)), kinds=_KINDS, apart=_APART_KM, long=_LONG_DAYS
    )
    with duckdb.connect(":memory:") as connection:
        try:
            row = connection.execute(f"COPY ({query}) TO {quoted(str(target))} (HEADER)").fetchone()
        except duckdb.Error as error:
            raise UserError(
                f"{', '.join(map(str, sources))} cannot be read as SCAD events ({str(error).splitlines()[0]})",
                "Give the files as SCAD publishes them, as CSV in UTF-8.",
            ) from error
    assert row is not None
    return int(row[0])
