"""`make bench`, the part of the feeds: from a provider's bulk file to reports, and to a checked release.

Not a test: nothing here is asserted. Files in the true format of GDELT 1.0 and UCDP GED are made; each step runs in a
process of its own, so that its peak memory is its own. The baseline is DuckDB's bare conversion of the same file to
Parquet with every column as text.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from pipelines import feed as feeds
from pipelines.feeds.gdelt_events import layouts as gdelt
from pipelines.sources import Request
from pipelines.ucdp import layouts as ucdp
from tests.rows import empty_build
from warehouse.database import MEMORY, open_build
from warehouse.derive import count_rows
from warehouse.home import Home

ROWS = {"gdelt_events": 2_000_000, "ucdp_ged": 2_000_000}
DAYS = 20
_STATES = """(VALUES
    ('US', 'USA', 39, -98), ('NI', 'NGA', 9, 8), ('IS', 'ISR', 31, 35), ('UK', 'GBR', 52, -1), ('AS', 'AUS', -25, 134),
    ('IR', 'IRN', 32, 54), ('BE', 'BEL', 50, 4), ('CH', 'CHN', 35, 104), ('IN', 'IND', 22, 79), ('RP', 'PHL', 12, 122),
    ('IZ', 'IRQ', 33, 44), ('SY', 'SYR', 35, 38), ('RS', 'RUS', 56, 50), ('UP', 'UKR', 49, 31), ('AF', 'AFG', 34, 66),
    ('PK', 'PAK', 30, 70)
) AS states(fips, country, lat, lon)"""
_WARS = """(VALUES
    ('Afghanistan', 700, 130, 'Taleban', 303, 'Asia', 34, 66), ('Iraq', 645, 116, 'IS', 234, 'Middle East', 33, 44),
    ('Syria', 652, 118, 'Syrian insurgents', 4456, 'Middle East', 35, 38),
    ('Mali', 432, 72, 'JNIM', 6716, 'Africa', 17, -4), ('Nigeria', 475, 84, 'IS', 234, 'Africa', 9, 8),
    ('Somalia', 520, 95, 'Al-Shabaab', 717, 'Africa', 5, 46),
    ('DR Congo (Zaire)', 490, 89, 'APCLS', 1200, 'Africa', -3, 24),
    ('Egypt', 651, 117, 'IS', 234, 'Middle East', 27, 30),
    ('Yemen (North Yemen)', 678, 123, 'Forces of Hadi', 6254, 'Middle East', 15, 48),
    ('Ukraine', 369, 61, 'DPR', 6711, 'Europe', 49, 31), ('Myanmar (Burma)', 775, 144, 'KIO', 201, 'Asia', 21, 96),
    ('Ethiopia', 530, 97, 'TPLF', 410, 'Africa', 9, 40), ('India', 750, 141, 'CPI-Maoist', 195, 'Asia', 22, 79),
    ('Pakistan', 770, 142, 'TTP', 356, 'Asia', 30, 70), ('Philippines', 840, 154, 'CPP', 169, 'Asia', 12, 122),
    ('Turkey', 640, 115, 'PKK', 323, 'Middle East', 39, 35)
) AS wars(country, gw, state_id, rebels, rebels_id, region, lat, lon)"""
_CODES = """[
    '010', '020', '036', '040', '042', '042', '043', '043', '046', '051', '057', '060', '080', '090', '110', '111',
    '112', '120', '130', '138', '141', '171', '173', '174', '180', '190', '190', '193', '1831', '195'
]"""
_POINT = """place_type, if(place_type = 1, country, 'Town ' || town || ', Region, ' || country), fips,
    if(place_type = 1, NULL, fips || '07'), y, x, '-' || (3000000 + town)"""


def write_gdelt(path: Path, first: int, rows: int, day: str, days: int = DAYS) -> None:
    """A file of GDELT 1.0 with `rows` records added in the `days` up to `day`: 58 columns divided by tabs, no header,
    no quotes (GDELT codebook 1.0). A story has five records, as GDELT's have on average, which name the same and other
    places and sides; a few towns have most of them.
    """
    drawn = f"""SELECT 500000000 + i AS id, i // 5 AS story, (hash(i) // 2)::BIGINT AS h,
            (hash(story) // 2)::BIGINT AS story_h,
            DATE '{day}' - ((i - {first}) * {days} // {rows})::INTEGER AS added,
            added - CASE WHEN h % 100 < 3 THEN 365 WHEN h % 100 < 5 THEN 1 ELSE 0 END AS d,
            ({_CODES})[1 + h // 101 % 30] AS code,
            floor(pow(20000, (if(h // 7 % 10 < 7, story_h, h) // 11 % 99991) / 99991.0))::INTEGER AS town,
            ([1, 4, 4, 3, 2, 4, 4, 1])[1 + (town + h // 13 % 2) % 8] AS place_type,
            1 + town % 16 AS state
        FROM range({first}, {first + rows}) AS numbers(i)"""
    query = f"""
        WITH states AS (SELECT row_number() OVER () AS state, * FROM {_STATES}),
        placed AS (
            SELECT *, round(lat + hash(town) % 300 / 100 - 1.5, 4) AS y,
                round(lon + hash(town, 1) % 300 / 100 - 1.5, 4) AS x,
                if(story_h % 8 = 0, NULL, if(h // 17 % 2 = 0, country, 'USA')) AS one,
                if(h // 19 % 10 < 3, NULL, if(h // 17 % 2 = 0, 'USA', country)) AS other
            FROM ({drawn}) JOIN states USING (state)
        )
        SELECT id, strftime(d, '%Y%m%d'), strftime(d, '%Y%m'), year(d), year(d) || '.' || (1000 + id % 8999),
        one, one || ' ' || (story % 20), one, NULL, '', '', '', if(story_h % 3 = 0, 'MIL', NULL), '', '',
        other, other || ' ' || (story % 30), other, NULL, '', '', '', if(story_h % 5 = 0, 'GOV', NULL), '', '',
        id % 2, code, left(code, 3), left(code, 2), 4, '-10.0', 1 + id % 20, 1 + id % 3, 1 + id % 20,
        '-3.41567890' || (id % 99), {_POINT}, {_POINT}, {_POINT}, strftime(added, '%Y%m%d'),
        'http://www.example.org/news/world/2014/11/' || story || '/a-headline-of-usual-length-on-'
            || translate(story::VARCHAR, '0123456789', 'abcdefghij') || '.html'
        FROM placed"""
    _copy(query, path, "FORMAT csv, DELIMITER '\t', HEADER false, QUOTE ''")


def write_ucdp(path: Path, rows: int) -> None:
    """A yearly UCDP GED file with `rows` events of 1989 to 2024: 49 columns with a header, commas and quotes, its texts
    as long as UCDP's are on average. A few towns have most of the events.
    """
    drawn = f"""SELECT i, (hash(i) // 2)::BIGINT AS h, DATE '1989-01-01' + (h % 13149)::INTEGER AS d,
            floor(pow(20000, h // 11 % 99991 / 99991.0))::INTEGER AS town, 1 + town % 16 AS war,
            ([1, 1, 1, 2, 2, 3])[1 + h // 7 % 6] AS kind, h // 13 % 10 AS dead, h // 17 % 20 AS rarity
        FROM range({rows}) AS numbers(i)"""
    source = f"""WITH wars AS (SELECT row_number() OVER () AS war, * FROM {_WARS})
        SELECT *, if(kind = 1, 'Government of ' || country, rebels) AS one, if(kind = 1, state_id, rebels_id) AS one_id,
            CASE kind WHEN 1 THEN rebels WHEN 2 THEN 'Militia of ' || country ELSE 'Civilians' END AS other,
            CASE kind WHEN 1 THEN rebels_id WHEN 2 THEN 8000 + war ELSE 9999 END AS other_id, kind * 1000 + war AS dyad,
            printf('%.6f', lat + hash(town) % 3000000 / 1e6 - 1.5) AS y,
            printf('%.6f', lon + hash(town, 1) % 3000000 / 1e6 - 1.5) AS x,
            other || ' and ' || one || ' clash near Town ' || town || ', ' || dead || ' people reported killed, says '
                || translate((i // 2)::VARCHAR, '0123456789', 'abcdefghij') AS headline
        FROM ({drawn}) JOIN wars USING (war)"""
    given = {
        "id": "100000 + i",
        "relid": "'GED-' || year(d) || '-' || kind || '-' || dyad || '-' || i",
        "year": "year(d)",
        "active_year": "if(rarity = 0, 0, 1)",
        "code_status": "'Clear'",
        "type_of_violence": "kind",
        **dict.fromkeys(("conflict_dset_id", "conflict_new_id"), "300 + war"),
        "conflict_name": "country || ': Government'",
        **dict.fromkeys(("dyad_dset_id", "dyad_new_id"), "dyad"),
        "dyad_name": "one || ' - ' || other",
        **dict.fromkeys(("side_a_dset_id", "side_a_new_id"), "one_id"),
        "side_a": "one",
        **dict.fromkeys(("side_b_dset_id", "side_b_new_id"), "other_id"),
        "side_b": "other",
        "number_of_sources": "if(year(d) < 2013, -1, 1 + rarity % 4)",
        "source_article": "'\"Agency of news,' || d || ',' || headline || '\"'",
        "source_office": "'Agency of news, office ' || war",
        "source_date": "d",
        "source_headline": "headline",
        "source_original": "'officials of Town ' || town",
        "where_prec": "1 + h // 19 % 9 // 2",
        "where_coordinates": "'Town ' || town || ' town'",
        "where_description": "'a village near Town ' || town || ', ' || h // 23 % 90 || ' km from it by road'",
        "adm_1": "'Province ' || town % 541",
        "adm_2": "if(rarity < 3, NULL, 'District ' || town % 1992)",
        "latitude": "y",
        "longitude": "x",
        "geom_wkt": "'POINT (' || x || ' ' || y || ')'",
        "priogrid_gid": "100000 + town",
        "country": "country",
        "country_id": "gw",
        "region": "region",
        "event_clarity": "if(rarity = 1, 2, 1)",
        "date_prec": "if(rarity < 3, 2, 1)",
        "date_start": "strftime(d, '%Y-%m-%d 00:00:00.000')",
        "date_end": "strftime(d + if(rarity < 3, 1 + dead % 5, 0)::INTEGER, '%Y-%m-%d 00:00:00.000')",
        "deaths_b": "dead",
        **dict.fromkeys(("deaths_a", "deaths_civilians", "deaths_unknown"), "0"),
        **dict.fromkeys(("best", "high", "low"), "dead"),
        "gwnoa": "if(kind = 1, gw, NULL)",
    }
    cells = ", ".join(f"{given.get(name, 'NULL')} AS {name}" for name in ucdp.LAYOUTS[0].columns)
    _copy(f"SELECT {cells} FROM ({source})", path, "FORMAT csv, HEADER true")


def _copy(query: str, path: Path, options: str) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO '{path}' ({options})")


def bare(source: Path, feed: str, folder: Path) -> int:
    """(a) DuckDB alone: the file to Parquet, every column as text."""
    tabs = feed == "gdelt_events"
    names = gdelt.LAYOUTS[1].columns if tabs else ucdp.LAYOUTS[0].columns
    shape = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
    dialect = "delim = '\t', quote = '', escape = '', header = false" if tabs else "quote = '\"', header = true"
    with duckdb.connect() as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        relation = f"read_csv('{source}', auto_detect = false, {dialect}, columns = {{{shape}}})"
        connection.execute(f"COPY (FROM {relation}) TO '{folder / 'bare.parquet'}' (FORMAT parquet)")
        found = connection.execute(f"SELECT count(*) FROM '{folder / 'bare.parquet'}'").fetchone()
    assert found is not None
    return int(found[0])


def to_reports(source: Path, feed: str, folder: Path) -> int:
    """(b) Casus: the file to `reports` and `rejects` in the build database."""
    home = empty_build(folder)
    inbox = _inbox(source, feed, folder)
    feeds.collect(feeds.FEEDS[feed], home, Request(inbox=inbox, offline=True))
    with open_build(home) as connection:
        feeds.read(feeds.FEEDS[feed], connection, home, lambda *_: None)
        return count_rows(connection, "reports") + count_rows(connection, "rejects")


def to_release(source: Path, feed: str, folder: Path) -> int:
    """(c) Casus: the file to a checked release, by the command that a person runs."""
    inbox = _inbox(source, feed, folder)
    casus = [sys.executable, "-c", "import casus; casus.main()"]
    command = [*casus, "build", "--offline", "--inbox", str(inbox), "--feed", feed]
    environment = os.environ | {"CASUS_HOME": str(folder / "home")}
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    facts = json.loads((Home(folder / "home").releases / "latest" / "manifest.json").read_text())
    return int(next(file["rows"] for file in facts["files"] if file["name"] == "reports.parquet"))


STEPS: dict[str, Callable[[Path, str, Path], int]] = {
    "(a) bare conversion": bare,
    "(b) to reports": to_reports,
    "(c) to a checked release": to_release,
}


def _inbox(source: Path, feed: str, folder: Path) -> Path:
    place = folder / "inbox" / feed
    place.mkdir(parents=True, exist_ok=True)
    if not (place / source.name).exists():
        (place / source.name).hardlink_to(source)
    return folder / "inbox"


def _measure(step: str, source: Path, feed: str, folder: Path) -> None:
    start = time.perf_counter()
    rows = STEPS[step](source, feed, folder)
    spent = time.perf_counter() - start
    used = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"rows": rows, "seconds": spent, "megabytes": used / 1024}))


def _run(step: str, source: Path, feed: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench_feeds", "--step", step, str(source), feed, str(folder)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return dict(json.loads(lines[-1]))


def _table(feed: str, source: Path, folder: Path) -> None:
    print(f"\n{feed}: {ROWS[feed]:,} rows, {source.stat().st_size / 1e6:,.0f} MB")
    print(f"  {'step':<36}{'rows':>12}{'seconds':>10}{'ratio':>8}{'peak MB':>10}")
    base = 0.0
    for step in STEPS:
        (folder / step[:3]).mkdir()
        found = _run(step, source, feed, folder / step[:3])
        base = base or found["seconds"]
        ratio = found["seconds"] / base
        print(
            f"  {step:<36}{found['rows']:>12,.0f}{found['seconds']:>10.1f}{ratio:>8.2f}{found['megabytes']:>10,.0f}",
            flush=True,
        )


def _one_more_day(folder: Path) -> None:
    """A second build of the same home with one more day, against a build of that day alone in a home of its own; and a
    third with nothing new: what it costs to check and publish the history again.
    """
    rows = ROWS["gdelt_events"] // DAYS
    day = folder / "20141201.export.CSV"
    write_gdelt(day, ROWS["gdelt_events"], rows, "2014-12-01", 1)
    (folder / "alone").mkdir()
    places = ("alone", "(c)", "(c)")
    alone, again, still = (_run("(c) to a checked release", day, "gdelt_events", folder / p)["seconds"] for p in places)
    print(
        f"  one more day, of {rows:,} rows: a build of that day alone {alone:.1f} s, with the history {again:.1f} s"
        f" ({again / alone:.1f} times); once more with nothing new {still:.1f} s",
        flush=True,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--step", choices=STEPS)
    parser.add_argument("rest", nargs="*")
    parser.add_argument("--rows", type=int, help="rows of the GDELT file")
    given = parser.parse_args()
    if given.step:
        source, feed, folder = given.rest
        _measure(given.step, Path(source), feed, Path(folder))
        return
    ROWS["gdelt_events"] = given.rows or ROWS["gdelt_events"]
    for feed in ROWS:
        with tempfile.TemporaryDirectory(prefix="casus-bench-") as place:
            folder = Path(place)
            source = folder / ("20141130.export.CSV" if feed == "gdelt_events" else "GEDEvent_v25_1.csv")
            if feed == "gdelt_events":
                write_gdelt(source, 0, ROWS[feed], "2014-11-30")
            else:
                write_ucdp(source, ROWS[feed])
            _table(feed, source, folder)
            if feed == "gdelt_events":
                _one_more_day(folder)


if __name__ == "__main__":
    main()
