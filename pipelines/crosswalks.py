"""What is known before any feed is read, filled from the seeds: actors, countries, and what the codes of others mean.

Here belongs loading and how names, codes, numbers and days are made alike, by four SQL functions of the connection:
`folded(text)`; `whole(text)`, which writes a whole number that came as "12.0" as "12" and leaves all else;
`count_in(text)`, the whole number that a text is, NULL where it is another text; and `day_of(stamp)`, NULL in a year
of which no source tells. How codes map belongs to `warehouse/seeds/crosswalks/`, what reports point at to `reference`.
"""

import hashlib
from functools import cache
from pathlib import Path

import duckdb

import warehouse
from warehouse.ddl import quoted

_SEEDS = Path(warehouse.__file__).parent / "seeds"
_ACTORS = ("actors/states", "actors/groups", "actors/organizations")
_FOLDED = """CREATE OR REPLACE TEMP MACRO folded(name) AS lower(trim(regexp_replace(
    regexp_replace(strip_accents(name), '[''’ʼ.]', '', 'g'), '\\s+', ' ', 'g')))"""

_WHOLE = r"""CREATE OR REPLACE TEMP MACRO whole(code) AS
    if(contains(code, '.'), regexp_replace(code, '\.0+$', ''), code)"""

_COUNT_IN = r"""CREATE OR REPLACE TEMP MACRO count_in(number) AS
    try_cast(if(regexp_full_match(number, '\s*-?\d+(\.0{1,2})?\s*'), number, NULL) AS BIGINT)"""
"""A cast alone makes 1 of "1.234" and "1.000", and 1680000000 of the "1.68E+09" that a spreadsheet leaves of a time."""

_DAY_OF = "CREATE OR REPLACE TEMP MACRO day_of(stamp) AS if(year(stamp) BETWEEN 1900 AND 2099, stamp::DATE, NULL)"
"""A cast alone makes a day of the year 18 of the "6/1/18" that a spreadsheet leaves."""


def load_crosswalks(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill actors, crosswalks, countries, country_codes and actor_codes anew, and make the functions known to SQL.

    A name in `country_codes` and `actor_codes` is folded, and stands there only where it means one country or actor.
    """
    _make_functions(connection)
    for table, query in _QUERIES.items():
        connection.execute(f"DELETE FROM {table}")
        connection.execute(f"INSERT INTO {table} BY NAME {query}")


def know_crosswalks(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the functions known to a further connection of the build, and fill the tables where nobody has yet."""
    _make_functions(connection)
    if connection.execute("FROM crosswalks LIMIT 1").fetchone() is None:
        load_crosswalks(connection)


def _make_functions(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(_FOLDED)
    connection.execute(_WHOLE)
    connection.execute(_COUNT_IN)
    connection.execute(_DAY_OF)


@cache
def crosswalks_fingerprint() -> str:
    """Changes with the seeds that are loaded."""
    files = [_SEEDS / f"{name}.csv" for name in (*_ACTORS, "places/countries")]
    files += sorted((_SEEDS / "crosswalks").glob("*.csv"))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


def seed(*files: str) -> str:
    """An SQL relation of the rows of seeds, all as text. A file is named by its path below `warehouse/seeds/`.

    The dialect is told: to find it out took DuckDB longer than to read the file.
    """
    paths = ", ".join(quoted(str(_SEEDS / f"{file}.csv")) for file in files)
    dialect = """delim = ',', quote = '"', escape = '"', header = true, all_varchar = true, strict_mode = true"""
    return f"read_csv([{paths}], {dialect}, union_by_name = true)"


_QUERIES = {
    "actors": f"""SELECT actor_id, name, aliases, coalesce(kind, 'state') AS kind, iso3, parent_id,
            active_from::BIGINT AS active_from, active_until::BIGINT AS active_until, ucdp_actor_id
        FROM {seed(*_ACTORS)}""",
    "crosswalks": f"FROM {seed('crosswalks/events')}",
    "countries": f"SELECT iso3, name, iso2, iso_numeric FROM {seed('crosswalks/countries')}",
    "country_codes": f"""WITH own AS (FROM {seed("crosswalks/countries")}), candidates AS (
            SELECT system, code, iso3, note, 1 AS rank FROM {seed("crosswalks/country_codes")}
            UNION ALL SELECT 'iso3', iso3, iso3, NULL, 2 FROM own
            UNION ALL SELECT system, code, iso3, NULL, 2
                FROM (UNPIVOT own ON iso2, iso_numeric, fips, gw, cow, cameo INTO NAME system VALUE code)
            UNION ALL SELECT 'name', folded(unnest(string_split(concat_ws('|', name, other_names), '|'))), iso3, NULL, 2
                FROM own
            UNION ALL SELECT 'name', folded(unnest(string_split(concat_ws('|', name, aliases), '|'))), country_iso3,
                NULL, 3 FROM {seed("places/countries")}
        )
        SELECT system, code, min(iso3) AS iso3, min(note) AS note
        FROM (FROM candidates QUALIFY rank = min(rank) OVER (PARTITION BY system, code))
        GROUP BY system, code HAVING count(DISTINCT iso3) <= 1""",
    "actor_codes": f"""WITH names AS (
            SELECT actor_id, kind, unnest(string_split(concat_ws('|', name, aliases, bodies), '|')) AS name
            FROM (SELECT *, coalesce(kind, 'state') AS kind
                FROM {seed(*_ACTORS)})
        ), candidates AS (
            SELECT system, code, actor_id, 1 AS rank FROM {seed("crosswalks/actor_codes")}
            UNION ALL SELECT 'ucdp', ucdp_actor_id, actor_id, if(active_until IS NULL, 2, 3)
                FROM actors WHERE ucdp_actor_id IS NOT NULL
            UNION ALL SELECT 'iso3', iso3, actor_id, 2 FROM actors WHERE kind = 'state'
            UNION ALL SELECT system, code, 'state:' || iso3, 3
                FROM country_codes WHERE system IN ('iso3', 'cameo') OR (system IN ('gw', 'cow') AND note IS NULL)
            UNION ALL SELECT 'name', unnest([code, 'government of ' || code]), 'state:' || iso3, 2
                FROM country_codes WHERE system = 'name' AND note IS NULL
            UNION ALL SELECT 'name', folded(name), actor_id, 2
                FROM names WHERE name NOT LIKE '?%' AND (length(name) > 2 OR kind IN ('state', 'igo'))
        )
        SELECT system, code, min(actor_id) AS actor_id
        FROM (FROM candidates SEMI JOIN actors USING (actor_id)
            QUALIFY rank = min(rank) OVER (PARTITION BY system, code))
        GROUP BY system, code HAVING count(DISTINCT actor_id) = 1""",
}
