"""Which pairs of reports are compared at all: blocks by what both state, as exactly as they state it.

A report is at *home* in the blocks of its own values and a *guest* in those nearby; a pair is compared where at least
one of the two is at home. Exact places and days meet in cells and days; what is stated more coarsely meets only through
narrow keys (the same actors, the same toll, the same address). A block whose pairs would outgrow its members is split
by a stated rule, so that pairs grow with the number of reports and not with its square. How alike a pair is belongs to
`comparisons`.
"""

import duckdb

from pipelines.linking.comparisons import PATTERN
from pipelines.linking.possible import COVERED, JOINABLE
from warehouse.ddl import quoted
from warehouse.derive import count_rows

PAIRS_A_MEMBER = 40
"""A block with more pairs than this for each of its members is split."""
_CELL, _SLACK = 0.3, 0.15
"""Degrees: the size of a cell, and how far beyond its border a report is still a guest (17 km)."""

_POINT_DAY = f"""
    SELECT
        hash('day and place', is_force, day, y, x) AS key,
        number,
        day = first_day AND y = home_y AND x = home_x AS is_home
    FROM (
        SELECT *, unnest(range(west, east + 1)) AS x FROM (
            SELECT *, unnest(range(south, north + 1)) AS y FROM (
                SELECT
                    number, is_force, first_day,
                    unnest(range(first_day, last_day + 2)) AS day,
                    floor(latitude / {_CELL})::BIGINT AS home_y,
                    floor(longitude / {_CELL})::BIGINT AS home_x,
                    floor((latitude - {_SLACK}) / {_CELL})::BIGINT AS south,
                    floor((latitude + {_SLACK}) / {_CELL})::BIGINT AS north,
                    {_SLACK} / greatest(cos(radians(latitude)), 0.25) AS slack_x,
                    floor((longitude - slack_x) / {_CELL})::BIGINT AS west,
                    floor((longitude + slack_x) / {_CELL})::BIGINT AS east
                FROM leaders WHERE reach <= 40 AND span <= 8
            )
        )
    )
    WHERE day > first_day OR y > home_y OR (y = home_y AND x >= home_x)
"""
_IS_COARSE = "coalesce(reach, 999) > 40"
_SIDES = "unnest(list_distinct([wide_a, wide_b]))"
_DAYS = "unnest(range(first_day - 1, last_day + 2))"
_ON_OWN_DAY = "day BETWEEN first_day AND last_day"
"""Of the days on which a report is in a block, those on which it is at home: beside its own ones it is a guest."""
_DAY_ACTOR = f"""
    SELECT hash('day and actor', is_force, country, day, actor) AS key, number, is_home
    FROM (
        SELECT *, {_SIDES} AS actor, {_IS_COARSE} AND {_ON_OWN_DAY} AS is_home FROM (
            SELECT *, {_DAYS} AS day FROM leaders WHERE span <= 8 AND country IS NOT NULL
        )
    )
    WHERE actor IS NOT NULL
"""
_PERIOD_ACTOR = f"""
    SELECT hash('period and actor', month, actor, scope) AS key, number, is_home
    FROM (
        SELECT *, {_SIDES} AS actor FROM (
            SELECT *, unnest(range(first_day // 30, last_day // 30 + 1)) AS month FROM (
                SELECT number, span > 8 AS is_home, wide_a, wide_b, first_day, last_day, unnest([
                    coalesce(place, hash(country, event_subtype, wide_a, wide_b)),
                    CASE WHEN deaths >= 4 THEN hash(country, deaths) END
                ]) AS scope
                FROM leaders WHERE span <= 100 AND country IS NOT NULL
            )
        )
    )
    WHERE actor IS NOT NULL AND scope IS NOT NULL
"""
_PLAN = """
    SELECT hash('plan and act', month, kinds, wide_a, scope) AS key, number, is_plan AS is_home
    FROM (
        SELECT *, unnest([place, hash(country)]) AS scope FROM (
            SELECT number, is_plan, kinds, wide_a, place, country,
                unnest(range(first_day // 30 - if(is_plan, 2, 0), last_day // 30 + 1 + if(is_plan, 2, 0))) AS month
            FROM leaders
            WHERE span <= 100 AND wide_a IS NOT NULL AND country IS NOT NULL AND is_force AND NOT is_vague
        )
    )
    WHERE scope IS NOT NULL
"""
_TOLL = f"""
    SELECT hash('day and toll', country, deaths, day) AS key, number,
        {_IS_COARSE} AND {_ON_OWN_DAY} AS is_home
    FROM (
        SELECT *, {_DAYS} AS day FROM leaders WHERE span <= 8 AND deaths >= 5 AND country IS NOT NULL
    )
"""
_PLACE_NAME = """
    SELECT hash('day and name of place', is_force, place, day) AS key, number,
        reach IS NULL AND day = first_day AS is_home
    FROM (
        SELECT number, is_force, place, reach, first_day, unnest(range(first_day, last_day + 2)) AS day
        FROM leaders WHERE place IS NOT NULL AND span <= 1
    )
"""
_NAME_IN_WORDS = """
    WITH quiet AS (FROM leaders WHERE month_company = 1 AND span <= 1 AND country IS NOT NULL),
    named AS (
        SELECT *, unnest(range(first_day - 1, last_day + 2)) AS day, true AS is_home
        FROM (SELECT number, feed, is_force, country, unnest(place_words) AS word, first_day, last_day FROM quiet)
    ),
    heard AS (
        SELECT *, unnest(range(first_day, last_day + 1)) AS day, false AS is_home
        FROM (SELECT number, feed, is_force, country, unnest(words) AS word, first_day, last_day FROM quiet)
    )
    SELECT hash('day and name in words', is_force, country, word, day) AS key, number,
        is_home
    FROM (FROM named UNION ALL FROM heard)
    WHERE (is_force, country, word, day) IN (
        SELECT (is_force, country, word, day) FROM named JOIN heard USING (is_force, country, word, day)
        WHERE named.feed <> heard.feed
    )
"""
_ADDRESS = """
    SELECT hash('address', is_force, address) AS key, number, true AS is_home
    FROM leaders WHERE address IS NOT NULL
"""
_SUMMARY = """
    SELECT hash('summary', country, month) AS key, number, is_summary AS is_home
    FROM (
        SELECT number, is_summary, country, unnest(range(first_day // 30, last_day // 30 + 1)) AS month
        FROM leaders WHERE is_force AND span <= CASE WHEN is_summary THEN 400 ELSE 8 END AND country IS NOT NULL
    )
"""
_DAY_AREA = f"""
    SELECT hash('day and area', is_force, country, day) AS key, number,
        reach > 40 AND {_ON_OWN_DAY} AS is_home
    FROM (
        SELECT *, {_DAYS} AS day FROM leaders WHERE span <= 1 AND reach IS NOT NULL AND country IS NOT NULL
    )
"""
_IS_DATED = "span <= if(is_plan, 31, 8)"
_TEXTS = f"""
    SELECT hash('day and country of texts', is_force, country, day) AS key, number,
        {_ON_OWN_DAY} AS is_home
    FROM (
        SELECT *, {_DAYS} AS day FROM leaders WHERE document IS NOT NULL AND {_IS_DATED} AND country IS NOT NULL
    )
"""
_NAMES = f"""
    WITH texts AS (FROM leaders WHERE names IS NOT NULL AND {_IS_DATED})
    SELECT hash('day and name in texts', is_force, name, day) AS key, number,
        country IS NULL AND {_ON_OWN_DAY} AS is_home
    FROM (
        SELECT *, {_DAYS} AS day FROM (
            SELECT *, unnest(names) AS name FROM texts
            WHERE EXISTS (FROM texts AS lost WHERE lost.country IS NULL)
        )
    )
"""
_SPOTS = f"""
    SELECT hash('day and place of texts', is_force, spot, day) AS key, number,
        {_ON_OWN_DAY} AS is_home
    FROM (
        SELECT *, {_DAYS} AS day FROM (SELECT *, unnest(spots) AS spot FROM leaders WHERE {_IS_DATED})
    )
"""
_RULES = {
    "day and place": _POINT_DAY,
    "day and country of texts": _TEXTS,
    "day and place of texts": _SPOTS,
    "day and name in texts": _NAMES,
    "day and area": _DAY_AREA,
    "day and actor": _DAY_ACTOR,
    "period and actor": _PERIOD_ACTOR,
    "plan and act": _PLAN,
    "day and toll": _TOLL,
    "day and name of place": _PLACE_NAME,
    "day and name in words": _NAME_IN_WORDS,
    "address": _ADDRESS,
}
_SPLITS = (
    ("by actors", "hash(least(wide_a, wide_b), greatest(wide_a, wide_b))"),
    ("by place and killed", "hash(place, deaths)"),
    ("by source", "hash(address)"),
    (
        f"into runs of {PAIRS_A_MEMBER}",
        f"""(row_number() OVER (PARTITION BY key ORDER BY NOT is_home, latitude, longitude, number) - 1)
            // {PAIRS_A_MEMBER}""",
    ),
)
_SEEN = """
    SELECT key, number, is_home, is_fresh, kinds, address, is_distinct,
        CASE WHEN document IS NULL AND NOT (is_distinct AND may_repeat) THEN feed END AS pool,
        CASE WHEN wide_a IS NOT NULL THEN hash(wide_a, wide_b) END AS sides,
        CASE WHEN place IS NOT NULL THEN hash(event_subtype, place) END AS spot
    FROM blocks JOIN leaders USING (number)
"""
"""Two records of one pool are never one event where their source holds its records apart, and else only if they agree
in one of `_WITHIN_A_POOL` (see `possible`). In a block they meet through these alone: nine pairs in ten need no look.
"""
_WITHIN_A_POOL = ("address", "sides", "spot")


def find_candidates(connection: duckdb.DuckDBPyConnection) -> None:
    """From `leaders` make `candidates` (number_l < number_r, numbers of profiles, once, and their agreement `pattern`)
    and `covered` (number_l < number_r), and list in `oversized` the blocks that were split.
    """
    connection.execute(
        "CREATE OR REPLACE TABLE oversized (rule VARCHAR, key UBIGINT, members BIGINT, pairs BIGINT, split VARCHAR)"
    )
    _compare(connection, "candidates", _RULES, JOINABLE, f", {PATTERN} AS pattern")
    _compare(connection, "covered", {"summary": _SUMMARY}, COVERED)


def _compare(
    connection: duckdb.DuckDBPyConnection, name: str, rules: dict[str, str], condition: str, columns: str = ""
) -> None:
    """Make the table `name` of the pairs that meet by `rules` and fulfil `condition`."""
    connection.execute("CREATE OR REPLACE TABLE met (number_l INTEGER, number_r INTEGER)")
    for rule, blocks in rules.items():
        _meet(connection, rule, blocks)
    connection.execute(
        f"""CREATE OR REPLACE TABLE {name} AS
        SELECT number_l, number_r{columns} FROM (SELECT DISTINCT * FROM met)
        JOIN {side(connection, "l")} USING (number_l) JOIN {side(connection, "r")} USING (number_r)
        WHERE {condition}"""
    )
    connection.execute("DROP TABLE met")


def _meet(connection: duckdb.DuckDBPyConnection, rule: str, blocks: str) -> None:
    """Add to `met` (number_l < number_r) the pairs of a rule's blocks that may be one event at first sight."""
    connection.execute(f"CREATE OR REPLACE TABLE blocks AS {blocks}")
    connection.execute(
        """DELETE FROM blocks WHERE key NOT IN (
            SELECT key FROM blocks JOIN profiles USING (number)
            GROUP BY key HAVING count(*) > 1 AND bool_or(is_home) AND bool_or(is_fresh)
        )"""
    )
    if count_rows(connection, "blocks"):
        _split(connection, rule)
        connection.execute(f"CREATE OR REPLACE TABLE seen AS {_SEEN}")
        connection.execute(
            """CREATE OR REPLACE TABLE mixed AS SELECT key FROM seen GROUP BY key
            HAVING count(pool) < count(*) OR min(pool) <> max(pool)"""
        )
        left, right = side(connection, "l", "seen"), side(connection, "r", "seen")
        ways = [
            f"SELECT * FROM {left} JOIN {right} ON key_l = key_r AND pool_l = pool_r AND {way}_l = {way}_r"
            for way in _WITHIN_A_POOL
        ]
        connection.execute(
            f"""INSERT INTO met
            SELECT DISTINCT least(number_l, number_r), greatest(number_l, number_r) FROM (
                SELECT * FROM {left} JOIN {right} ON key_l = key_r
                WHERE key_l IN (FROM mixed) AND coalesce(pool_l <> pool_r, true)
                UNION ALL
                SELECT * FROM ({" UNION ALL ".join(ways)}) WHERE NOT is_distinct_l AND NOT is_distinct_r
            )
            WHERE is_home_l AND (NOT is_home_r OR number_l < number_r) AND number_l <> number_r
                AND (is_fresh_l OR is_fresh_r) AND (kinds_l & kinds_r) > 0"""
        )
        for table in ("seen", "mixed"):
            connection.execute(f"DROP TABLE {table}")
    connection.execute("DROP TABLE blocks")


def side(connection: duckdb.DuckDBPyConnection, letter: str, table: str = "profiles") -> str:
    """`profiles`, or those of them in another table, as a subquery whose columns end in `_l` or `_r`."""
    names = [row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()]
    return f"(SELECT {', '.join(f'{name} AS {name}_{letter}' for name in names)} FROM {table})"


def _split(connection: duckdb.DuckDBPyConnection, rule: str) -> None:
    """Give the rows of oversized blocks narrower keys, step by step, and list what was split."""
    for name, part in _SPLITS:
        connection.execute(
            f"""CREATE OR REPLACE TABLE too_large AS
            SELECT key, count(*) AS members, sum(is_home::INTEGER)::BIGINT AS homes,
                homes * (homes - 1) // 2 + homes * (members - homes) AS pairs
            FROM blocks GROUP BY key HAVING pairs > {PAIRS_A_MEMBER} * members"""
        )
        if not count_rows(connection, "too_large"):
            break
        connection.execute(f"INSERT INTO oversized SELECT {quoted(rule)}, key, members, pairs, '{name}' FROM too_large")
        connection.execute(
            f"""CREATE OR REPLACE TABLE blocks AS
            SELECT key, number, is_home FROM blocks ANTI JOIN too_large USING (key)
            UNION ALL
            SELECT hash(key, {part}) AS key, number, is_home
            FROM blocks SEMI JOIN too_large USING (key) JOIN leaders USING (number)"""
        )
    connection.execute("DROP TABLE too_large")
