"""Which reports hang together at all, and which of these groups are one event without more ado.

A component is what pairs that are probably one event connect. Events of one do not depend on those of another, so each
can be looked at alone. Where all its reports can be one event together, it is one, for whatever holds all of them holds
each step towards it: that is found for all components at once. The others are put together pair by pair in
`clustering`.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import duckdb
import numpy as np

from pipelines.linking.blocking import side
from pipelines.linking.model import JOIN_FROM
from pipelines.linking.possible import ELSEWHERE
from pipelines.linking.terms import DISTANCE

TIME_SLACK = 1
"""Days by which two stated times may miss one another: clocks and time zones differ."""
PLAN_SLACK = 31
"""Days by which an act may miss the day for which it was planned."""
PAIRS_AT_A_TIME = 100_000
"""So many pairs are looked at together, or one component: what is in memory does not grow with the reports."""
_LEAST_REACH = 12.5
_KM_A_DEGREE = 111.2
_FAR = "1e6"

_BOUNDS = f"""
    SELECT number, component, is_decided, kinds, parties,
        CASE WHEN document IS NOT NULL THEN 'document ' || document WHEN is_distinct THEN feed END AS holder,
        if(first_day IS NULL OR last_day IS NULL, -{_FAR}, first_day - slack) AS first,
        if(first_day IS NULL OR last_day IS NULL, {_FAR}, last_day + slack) AS last,
        coalesce(latitude - tall, -{_FAR}) AS south, coalesce(latitude + tall, {_FAR}) AS north,
        coalesce(longitude - wide, -{_FAR}) AS west, coalesce(longitude + wide, {_FAR}) AS east,
        coalesce(reach, 999) > 40 OR coalesce(span, 999) > 8 AS is_coarse
    FROM (
        SELECT *, if(is_plan, {PLAN_SLACK}, {TIME_SLACK / 2}) AS slack,
            greatest(reach, error_km / 2, {_LEAST_REACH}, if(is_astray, {_FAR}, 0)) / {_KM_A_DEGREE} AS tall,
            tall / greatest(cos(radians(latitude)), 0.1) AS wide
        FROM profiles JOIN connected USING (number)
    )
"""
"""What each report admits of an event that it tells of: days, a box on the map, kinds of act, the parties."""

_EDGES = f"""
    SELECT l.component, number_l, number_r, weight,
        CASE WHEN l.is_coarse AND NOT r.is_coarse THEN number_l WHEN r.is_coarse AND NOT l.is_coarse THEN number_r END
            AS coarse,
        profile_l.feed = profile_r.feed AND profile_l.is_distinct AND profile_l.document IS NULL
            AND profile_r.document IS NULL AS is_repeat
    FROM scored JOIN bounds AS l ON l.number = number_l JOIN bounds AS r ON r.number = number_r
    JOIN profiles AS profile_l ON profile_l.number = number_l JOIN profiles AS profile_r ON profile_r.number = number_r
    WHERE probability >= {JOIN_FROM}
"""
"""The pairs that are probably one event; which of the two tells time or place coarsely, where one alone does; and
whether they are of one source that holds its records apart."""


def find_astray(connection: duckdb.DuckDBPyConnection) -> None:
    """From `profiles` and `scored` make `astray` (number): the reports of pairs that are likely one event though their
    points lie apart. One of the two points is wrong, so neither bounds the event.
    """
    connection.execute(
        f"""CREATE OR REPLACE TABLE astray AS
        SELECT DISTINCT unnest([number_l, number_r]) AS number FROM scored
        JOIN {side(connection, "l")} USING (number_l) JOIN {side(connection, "r")} USING (number_r)
        WHERE {DISTANCE} > greatest(reach_l + reach_r, 25) AND {ELSEWHERE} AND probability >= {JOIN_FROM}"""
    )


def find_components(
    connection: duckdb.DuckDBPyConnection, joins: Sequence[tuple[int, int]], aparts: Sequence[tuple[int, int]]
) -> None:
    """From `profiles`, `scored` and `astray` make `bounds` (a row for each report with a likely pair or a person's
    word) and `edges`, both with their component.
    """
    likely = connection.execute(f"SELECT number_l, number_r FROM scored WHERE probability >= {JOIN_FROM}").fetchnumpy()
    persons = np.array([*joins, *aparts], dtype=np.int32).reshape(-1, 2)
    lows = np.concatenate([likely["number_l"], persons[:, 0]])
    highs = np.concatenate([likely["number_r"], persons[:, 1]])
    numbers, components = _connected(lows, highs)
    connection.register("labels", {"number": numbers, "component": components})
    connection.execute(
        """CREATE OR REPLACE TABLE connected AS
        SELECT *, component IN (
            SELECT component FROM labels WHERE number IN (SELECT unnest($decided::INTEGER[]))
        ) AS is_decided, number IN (FROM astray) AS is_astray
        FROM labels""",
        {"decided": persons.ravel().tolist()},
    )
    connection.unregister("labels")
    connection.execute(f"CREATE OR REPLACE TABLE bounds AS {_BOUNDS}")
    connection.execute(f"CREATE OR REPLACE TABLE edges AS {_EDGES}")


def _connected(lows: np.ndarray, highs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The numbers that stand in pairs, and the component of each."""
    from scipy import sparse  # type: ignore[import-untyped]  # takes a fifth of a second: only who links pays for it

    size = int(max(lows.max(initial=0), highs.max(initial=0))) + 1
    stands = np.zeros(size, bool)
    stands[lows] = stands[highs] = True
    pairs = sparse.coo_array((np.ones(len(lows), np.int8), (lows, highs)), shape=(size, size))
    labels = sparse.csgraph.connected_components(pairs, directed=False)[1]
    return np.flatnonzero(stands).astype(np.int32), labels[stands]


def join_whole(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `grouped` (number, cluster) and `decisions` of the components that are one event, and take these out of
    `bounds` and `edges`.

    One that holds a coarsely told report is left to be fitted with care, where it has more than the one pair; so is one
    on which a person decided.
    """
    connection.execute(
        """CREATE OR REPLACE TABLE whole AS
        SELECT component, min(number) AS cluster FROM bounds GROUP BY component
        HAVING NOT any_value(is_decided) AND (count(*) = 2 OR NOT bool_or(is_coarse))
            AND max(first) <= min(last) AND max(south) <= min(north) AND max(west) <= min(east)
            AND bit_and(kinds) <> 0 AND count(DISTINCT parties) < 2 AND count(holder) = count(DISTINCT holder)"""
    )
    connection.execute(
        "CREATE OR REPLACE TABLE grouped AS SELECT number, cluster FROM bounds JOIN whole USING (component)"
    )
    connection.execute(
        "CREATE OR REPLACE TABLE decisions AS"
        " SELECT number_l, number_r, 'joined' AS decision FROM edges SEMI JOIN whole USING (component)"
    )
    for table in ("bounds", "edges"):
        connection.execute(f"DELETE FROM {table} WHERE component IN (SELECT component FROM whole)")


def slices(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[list[Any], list[Any]]]:
    """The rows of `bounds` and of `edges` that are left, some components at a time; of the edges the best first."""
    spans = connection.execute(
        f"""SELECT min(component), max(component) FROM (
            SELECT component, sum(count(*)) OVER (ORDER BY component) // {PAIRS_AT_A_TIME} AS slice
            FROM (SELECT component FROM edges UNION ALL SELECT component FROM bounds) GROUP BY component
        ) GROUP BY slice ORDER BY slice"""
    ).fetchall()
    for span in spans:
        members = connection.execute(
            """SELECT number, (first, last), ((south, north), (west, east)), kinds, holder, parties
            FROM bounds WHERE component BETWEEN ? AND ?""",
            span,
        ).fetchall()
        pairs = connection.execute(
            """SELECT number_l, number_r, weight, coarse, is_repeat FROM edges
            WHERE component BETWEEN ? AND ? ORDER BY weight DESC, number_l, number_r""",
            span,
        ).fetchall()
        yield members, pairs
