"""Why a pair was joined or kept apart, in words, and what is kept on record of it.

Here belongs the making of `link_pairs`. The words of each level of agreement belong to `comparisons`, those of each
contradiction to `clustering`.
"""

from collections.abc import Sequence

import duckdb

from pipelines.linking.blocking import side
from pipelines.linking.clustering import APART
from pipelines.linking.comparisons import COMPARISONS, level_of
from pipelines.linking.model import JOIN_FROM
from pipelines.linking.overrides import Decided
from warehouse.database import CATALOG
from warehouse.ddl import quoted

COVERED_AT_MOST = 200
"""So many reports a summary covers at most: the nearest in time and place; more would be no evidence."""
_HOUSE = f"{CATALOG}.main"
_PAIRS = f"{_HOUSE}.link_pairs"


def _words(names: tuple[str, ...] = ()) -> str:
    """An SQL expression: the words of all levels that are not silent, of the comparisons `names` or of all."""
    parts = []
    for comparison in COMPARISONS:
        if not names or comparison.name in names:
            words = ", ".join("NULL" if level.is_silent else quoted(level.words) for level in comparison.levels)
            parts.append(f"[{words}][{level_of(comparison)} + 1]")
    return f"concat_ws(', ', {', '.join(parts)})"


def write_pairs(connection: duckdb.DuckDBPyConnection, told: Sequence[Decided]) -> None:
    """Put the pairs of `scored` with their `decisions`, the exact repeats, the covered pairs and what persons decided
    into `link_pairs`; rows that say the same already stay.

    Of pairs that are probably not one event only the likeliest of each report is kept.
    """
    causes = " ".join(f"WHEN {quoted(cause)} THEN {quoted(f'{words}: ')}" for cause, words in APART.items())
    connection.execute(
        f"""CREATE OR REPLACE TABLE kept AS
        SELECT number_l, number_r, decision, weight, probability
        FROM scored LEFT JOIN decisions USING (number_l, number_r)
        QUALIFY probability >= {JOIN_FROM}
            OR weight = greatest(max(weight) OVER (PARTITION BY number_l), max(weight) OVER (PARTITION BY number_r))"""
    )
    connection.execute(
        f"""CREATE OR REPLACE TABLE weighed AS
        SELECT report_id_l, report_id_r, if(decision = 'joined', 'joined', 'apart') AS decision,
            if(decision = 'person', 'override', 'likeness') AS rule, weight, probability,
            CASE decision WHEN 'joined' THEN '' {causes} ELSE 'too little agrees: ' END || {_words()} AS reason
        FROM kept JOIN {side(connection, "l")} USING (number_l) JOIN {side(connection, "r")} USING (number_r)"""
    )
    connection.execute(
        """CREATE OR REPLACE TABLE repeated AS
        SELECT first.report_id AS report_id_l, again.report_id AS report_id_r, 'joined' AS decision,
            'exact_repeat' AS rule, NULL::DOUBLE AS weight, NULL::DOUBLE AS probability,
            'the feed tells the same once more' AS reason
        FROM repeats JOIN profiles AS again USING (number) JOIN profiles AS first ON first.number = leader
        WHERE repeats.number <> leader"""
    )
    summary = "CASE WHEN is_summary_l THEN report_id_{0} ELSE report_id_{1} END"
    connection.execute(
        f"""CREATE OR REPLACE TABLE covers AS
        SELECT {summary.format("l", "r")} AS report_id_l, {summary.format("r", "l")} AS report_id_r,
            'covers' AS decision, 'coverage' AS rule, NULL::DOUBLE AS weight, NULL::DOUBLE AS probability,
            'a summary that it falls into: ' || {_words(("time", "place", "actors"))} AS reason
        FROM covered
        JOIN {side(connection, "l")} USING (number_l) JOIN {side(connection, "r")} USING (number_r)
        QUALIFY row_number() OVER (
            PARTITION BY {summary.format("l", "r")} ORDER BY abs(first_day_l - first_day_r), number_l, number_r
        ) <= {COVERED_AT_MOST}"""
    )
    _tell(connection, told)
    for made in ("weighed", "repeated", "covers", "decided_pairs"):
        connection.execute(
            f"""CREATE OR REPLACE TABLE changed AS
            FROM {made} ANTI JOIN {_PAIRS} USING (report_id_l, report_id_r, decision, rule, reason)"""
        )
        connection.execute(
            f"DELETE FROM {_PAIRS} WHERE (report_id_l, report_id_r) IN (SELECT (report_id_l, report_id_r) FROM changed)"
        )
        connection.execute(f"INSERT INTO {_PAIRS} BY NAME FROM changed")


def _tell(connection: duckdb.DuckDBPyConnection, told: Sequence[Decided]) -> None:
    """Make `decided_pairs` of what persons decided, in the shape of `link_pairs`."""
    facts = {
        "l": [one.pair[0] for one in told],
        "r": [one.pair[1] for one in told],
        "decision": ["joined" if one.action == "join" else "apart" for one in told],
        "reason": [one.reason for one in told],
    }
    connection.execute(
        """CREATE OR REPLACE TABLE decided_pairs AS
        SELECT l.report_id AS report_id_l, r.report_id AS report_id_r, any_value(decision) AS decision,
            'override' AS rule, any_value(weight) AS weight, any_value(probability) AS probability,
            string_agg(reason, '; ' ORDER BY reason) AS reason
        FROM (
            SELECT unnest($l::INTEGER[]) AS number_l, unnest($r::INTEGER[]) AS number_r,
                unnest($decision::VARCHAR[]) AS decision, unnest($reason::VARCHAR[]) AS reason
        )
        JOIN profiles AS l ON l.number = number_l JOIN profiles AS r ON r.number = number_r
        LEFT JOIN scored USING (number_l, number_r)
        GROUP BY l.report_id, r.report_id""",
        facts,
    )


def write_oversized(connection: duckdb.DuckDBPyConnection) -> None:
    """Put the blocks that this linking split into `oversized_blocks`, in place of those of the last."""
    connection.execute(f"DELETE FROM {_HOUSE}.oversized_blocks")
    connection.execute(
        f"""INSERT INTO {_HOUSE}.oversized_blocks BY NAME
        SELECT rule, printf('%016x', key) AS block_id, split, members, pairs FROM oversized"""
    )
