"""Which pairs have no rival: of two sources that keep one record an event, neither record has another that fits it.

Two such registers are linked one to one, so a pair without rivals is likelier one event than its likeness tells. How
alike pairs are belongs to `model`, which groups they form to `clustering`.
"""

import duckdb

from pipelines.linking.blocking import side
from pipelines.linking.clustering import CLEAR_BITS
from pipelines.linking.model import JOIN_FROM

GIVEN_BITS = 1.0
"""What a pair without rivals is given: it is twice as likely one event as others as alike. On the `tune` fold 31 of 34
pairs of UCDP GED and SCAD without rivals were one event, down to eight times less likely than not, and 1 of 23 others.
"""


def favour_unrivalled(connection: duckdb.DuckDBPyConnection) -> None:
    """Give `GIVEN_BITS` to the pairs of `scored` that lack them to be one event and have no rival.

    Both tell the day and the place, for what is told coarsely fits many. A rival is another record of the same source
    that fits nearly as well: not `CLEAR_BITS` worse.
    """
    connection.execute(
        f"""CREATE OR REPLACE TABLE unrivalled AS
        WITH pairs AS (
            SELECT number_l, number_r, weight, feed_l, feed_r, probability < {JOIN_FROM}
                AND greatest(reach_l, reach_r) <= 40 AND greatest(span_l, span_r) <= 8 AS is_wanting
            FROM scored JOIN {side(connection, "l")} USING (number_l) JOIN {side(connection, "r")} USING (number_r)
            WHERE is_distinct_l AND is_distinct_r AND feed_l <> feed_r
        ),
        sides AS (
            SELECT *, weight - max(weight) OVER others >= {CLEAR_BITS} OR count(*) OVER others = 0 AS is_clear
            FROM (
                SELECT *, number_l AS number, feed_r AS other_feed FROM pairs
                UNION ALL SELECT *, number_r, feed_l FROM pairs
            )
            WINDOW others AS (
                PARTITION BY number, other_feed
                ORDER BY weight ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW
            )
        )
        SELECT number_l, number_r FROM sides WHERE is_wanting GROUP BY ALL HAVING bool_and(is_clear)"""
    )
    connection.execute(
        f"""UPDATE scored SET weight = weight + {GIVEN_BITS},
            probability = 1 / (1 + pow(2, -weight - {GIVEN_BITS}))
        WHERE (number_l, number_r) IN (SELECT (number_l, number_r) FROM unrivalled)"""
    )
