"""`make bench`: seconds, pairs and peak memory of linking 100 thousand, 300 thousand and a million generated reports.

Not a test: nothing here is asserted. Reports are made up: a thousand a day from a feed of persons, one that is coded by
hand and one by machine, which says things again and again; a few cities have most of them, and one city on one day has
a hundredth of all. Each size runs in a process of its own; afterwards one more day is linked to what is there.
"""

import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from pipelines.linking import Outcome, link
from tests.bench import peak
from tests.rows import empty_build
from warehouse.database import open_build
from warehouse.derive import derivation_order, derive

SIZES = (100_000, 300_000, 1_000_000)
A_DAY = 1_000
_EVENTS = """
CREATE OR REPLACE TEMP TABLE happened AS
WITH drawn AS (SELECT i, hash(i, {seed}) AS h FROM range({first}, {last}) AS t(i)),
shares AS (
    SELECT i, (h % 100003) / 100003.0 AS u, (h // 100003 % 99991) / 99991.0 AS v, (h // 7 % 50021) / 50021.0 AS w,
        i % 100 = 0 AND i < {clump} AS in_clump
    FROM drawn
)
SELECT
    i,
    u, v, w,
    if(in_clump, 0, floor(pow(20000, u)))::INTEGER AS city,
    DATE '2020-01-01' + if(in_clump, 40, {day_from} + floor(v * {days}))::INTEGER AS day,
    ['airstrike', 'shelling', 'bombing', 'armed_clash', 'armed_assault'][1 + floor(w * 5)::INTEGER] AS kind,
    'Side ' || (city % 200) AS one, 'Side ' || (city % 200 + 1 + floor(w * 3)::INTEGER) AS other,
    CASE WHEN w < 0.5 THEN floor(1 / (0.02 + v))::BIGINT END AS killed
FROM shares
"""
_REPORTS = """
INSERT INTO reports BY NAME
WITH told AS (
    SELECT *, 'ucdp_candidate' AS feed, 0 AS again FROM happened WHERE w < 0.35
    UNION ALL
    SELECT *, 'acled' AS feed, 0 AS again FROM happened WHERE v < 0.75
    UNION ALL
    SELECT *, 'gdelt_events' AS feed, unnest(range(least(floor(0.5 / (1.01 - u)), 40)::INTEGER)) AS again FROM happened
),
placed AS (
    SELECT *, feed || i || '-' || again AS source_record_id, (hash(city) % 1200) / 10.0 - 55 AS y,
        (hash(city, 1) % 3400) / 10.0 - 170 AS x, hash(i, feed, again) % 100 AS luck
    FROM told
)
SELECT
    left(sha256(source_record_id), 16) AS report_id,
    feed,
    'snapshot' AS snapshot_id,
    source_record_id,
    'licence' AS licence_id,
    'attack' AS event_type,
    kind AS event_subtype,
    'occurred' AS status,
    day + if(luck < 8, 1, 0) AS date_start,
    day + if(luck < 8, 1, 0) AS date_end,
    'day' AS date_precision,
    'absolute' AS date_basis,
    one AS source_actor_name,
    if(luck > 70, NULL, other) AS target_actor_name,
    'City ' || city AS place_name,
    'C' || chr(65 + city % 26) || 'X' AS country_iso3,
    if(luck BETWEEN 10 AND 13, NULL, y + (luck % 7) / 100.0) AS latitude,
    if(luck BETWEEN 10 AND 13, NULL, x) AS longitude,
    CASE WHEN luck BETWEEN 10 AND 13 THEN 'country' WHEN luck > 90 THEN 'admin1' ELSE 'exact' END AS geo_precision,
    if(luck > 50, killed + luck % 2, killed) AS fatalities_best,
    'not_applicable' AS quantity_state,
    day + 1 AS published_on,
    CASE WHEN feed = 'gdelt_events' THEN 'https://example.org/' || i || '/' || (again // 3) END AS source_url,
    false AS is_summary,
    TIMESTAMPTZ '2024-01-01 00:00:00Z' AS recorded_at
FROM placed
"""


def fill(connection: duckdb.DuckDBPyConnection, reports: int, day_from: int = 0) -> int:
    """Add about so many reports from `day_from` on; returns how many reports there are now."""
    events, days = reports * 2 // 5, max(reports // A_DAY, 1)
    first = day_from * A_DAY
    clump = first + events if day_from == 0 else 0
    facts = {"seed": 1, "first": first, "last": first + events, "clump": clump, "day_from": day_from, "days": days}
    connection.execute(_EVENTS.format(**facts))
    connection.execute(_REPORTS)
    return int(connection.execute("SELECT count(*) FROM reports").fetchone()[0])


def measure(size: int) -> None:
    """Link so many reports and one day more, and print a line of each."""
    with TemporaryDirectory() as folder, open_build(empty_build(Path(folder))) as connection:
        held = fill(connection, size)
        show(held, "all", *timed(connection))
        start = time.perf_counter()
        for name in derivation_order():
            derive(connection, name)
        print(f"{'':>9}  derived tables {time.perf_counter() - start:>6.1f} s")
        day = max(size // A_DAY, 1)
        show(fill(connection, A_DAY, day + 2), "one day", *timed(connection))


def timed(connection: duckdb.DuckDBPyConnection) -> tuple[float, Outcome]:
    """Seconds of one linking, and what it did."""
    start = time.perf_counter()
    outcome = link(connection)
    return time.perf_counter() - start, outcome


def show(reports: int, what: str, seconds: float, outcome: Outcome) -> None:
    """One line of the table."""
    each = outcome.pairs / max(outcome.fresh, 1)
    print(
        f"{reports:>9,}  {what:<8}{seconds:>7.1f} s{outcome.pairs:>12,} pairs ({each:.2f} a report)"
        f"{outcome.links_begun:>10,} links{peak():>8,.0f} MB",
        flush=True,
    )


def main() -> None:
    """Each size in a process of its own, or only the one that is named."""
    if len(sys.argv) > 1:
        measure(int(sys.argv[1]))
        return
    for size in SIZES:
        subprocess.run([sys.executable, "-m", "tests.bench_linking", str(size)], check=True)


if __name__ == "__main__":
    main()
