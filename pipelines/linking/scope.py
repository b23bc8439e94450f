"""What a linking has to look at again: nothing that no new, changed or ended report can reach.

A report is reached from another by a pair that is probably one event, by a repetition, by a person who joined them, or
by an event that they shared until now. What cannot be reached keeps its links, pairs and ids without a look; as the
events of one such component do not depend on those of another, the events are those of linking everything anew. Only
this can differ, since pairs once weighed are not compared again:

- Blocks that `blocking` splits. Which part a report falls into hangs on how many others are there, so two old reports
  can have met that would now fall into different parts, or fall into one part and not have met.
- A summary's covered reports. The `reasons.COVERED_AT_MOST` nearest of each linking are kept, so one that grows over
  many builds can cover more, and one that lost some is not filled up from farther ones.
- Pairs without rivals (`rivals`). A rival that comes later takes nothing from a pair, and an old one that is probably
  not one event is not seen.
- Pairs that are probably not one event. Each linking keeps the likeliest that it weighed, so some stay on record though
  a likelier came later; no event hangs on them.
- Headlines of one story (`stories`). A new one can bring two old ones into a story or draw one over to another, and
  can make a word frequent that led from one to another: old reports are not compared again for that.

Ids differ by purpose: they keep what was said before (`identity`).
"""

from collections.abc import Sequence

import duckdb

from pipelines.linking.model import JOIN_FROM
from warehouse.database import CATALOG
from warehouse.derive import count_rows
from warehouse.renewal import tell_changed_events

_HOUSE = f"{CATALOG}.main"
_PAIRS = f"{_HOUSE}.link_pairs"
_BEREFT = f"""
    SELECT DISTINCT event_id FROM {_HOUSE}.report_links AS links JOIN {_HOUSE}.reports AS reports USING (report_id)
    WHERE links.superseded_at IS NULL AND reports.superseded_at IS NOT NULL
"""
"""Events of which a report has ended since the last linking."""
REACH_DAYS = 62
"""Days by which a report at most is a guest in blocks beyond its own stated time, rounded up to two months."""
_IS_COARSE = "(is_summary OR (is_plan AND is_force) OR span > 1)"
_NEAR = f"""
    FROM leaders WHERE is_fresh
        OR address IN (SELECT address FROM fresh)
        OR list_has_any([first_day, last_day], (
            SELECT list(DISTINCT day)
            FROM (SELECT unnest(range(first_day - 2, last_day + 3)) AS day FROM fresh WHERE span <= 8)
        ))
        OR (
            last_day >= (SELECT min(first_day) FROM fresh) - {REACH_DAYS}
            AND first_day <= (SELECT max(last_day) FROM fresh) + {REACH_DAYS}
            AND (
                {_IS_COARSE}
                OR wide_a IN (SELECT unnest([wide_a, wide_b]) FROM fresh WHERE {_IS_COARSE})
                OR wide_b IN (SELECT unnest([wide_a, wide_b]) FROM fresh WHERE {_IS_COARSE})
                OR country IN (SELECT country FROM fresh WHERE is_summary)
            )
        )
"""
"""The leaders that some rule of `blocking` can bring together with a fresh report."""


def is_settled(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the links of `linked_before` are all that linking could find: no report is new, and none has ended."""
    found = connection.execute(
        f"""SELECT 1 FROM {_HOUSE}.reports
        WHERE event_type <> 'force_level' AND if(superseded_at IS NULL,
            report_id NOT IN (SELECT report_id FROM linked_before),
            report_id NOT IN (SELECT report_id FROM {_HOUSE}.report_links))
        LIMIT 1"""
    ).fetchone()
    return not (found or connection.execute(f"{_BEREFT} LIMIT 1").fetchone())


def narrow_leaders(connection: duckdb.DuckDBPyConnection) -> None:
    """Leave in `leaders` what can share a block with a fresh report: what tells of its days or the days around, what
    has its address, and, within `REACH_DAYS`, what a plan, a period or a summary meets.
    """
    if count_rows(connection, "(FROM profiles WHERE NOT is_fresh)"):
        connection.execute("CREATE OR REPLACE TABLE fresh AS FROM profiles WHERE is_fresh")
        connection.execute(f"CREATE OR REPLACE TABLE near AS {_NEAR}")
        connection.execute("CREATE OR REPLACE VIEW leaders AS FROM near")


def recall_pairs(connection: duckdb.DuckDBPyConnection) -> None:
    """Add to `scored` the alike pairs that an earlier linking weighed and that nothing touches, and forget on record
    those that are weighed anew.
    """
    fresh = "(SELECT report_id FROM profiles WHERE is_fresh)"
    connection.execute(f"DELETE FROM {_PAIRS} WHERE report_id_l IN {fresh} OR report_id_r IN {fresh}")
    connection.execute(
        f"""INSERT INTO scored
        SELECT least(l.leader, r.leader) AS number_l, greatest(l.leader, r.leader) AS number_r,
            max(weight), max(probability)
        FROM {_PAIRS}
        JOIN (FROM profiles JOIN repeats USING (number)) AS l ON l.report_id = report_id_l
        JOIN (FROM profiles JOIN repeats USING (number)) AS r ON r.report_id = report_id_r
        WHERE probability >= {JOIN_FROM}
        GROUP BY ALL HAVING (number_l, number_r) NOT IN (SELECT (number_l, number_r) FROM scored)"""
    )


def find_touched(connection: duckdb.DuckDBPyConnection, joins: Sequence[tuple[int, int]] = ()) -> None:
    """Make `touched` (number) of all reports that can be reached, and leave in `scored` and `repeats` only these.

    `joins` are pairs of numbers that a person joined: each reaches the other, however unlike.
    """
    connection.execute(
        f"""CREATE OR REPLACE TABLE placed AS
        SELECT number, event_id
        FROM {_HOUSE}.report_links JOIN profiles USING (report_id) WHERE superseded_at IS NULL"""
    )
    connection.execute(
        f"""CREATE OR REPLACE TABLE ways AS
        SELECT number_l AS start, number_r AS number FROM scored WHERE probability >= {JOIN_FROM}
        UNION ALL SELECT number_r, number_l FROM scored WHERE probability >= {JOIN_FROM}
        UNION ALL SELECT unnest($lows::INTEGER[]), unnest($highs::INTEGER[])
        UNION ALL SELECT unnest($highs::INTEGER[]), unnest($lows::INTEGER[])
        UNION ALL SELECT leader, number FROM repeats WHERE leader <> number
        UNION ALL SELECT number, leader FROM repeats WHERE leader <> number
        UNION ALL SELECT first, number FROM placed JOIN (
            SELECT event_id, min(number) AS first FROM placed GROUP BY event_id HAVING count(*) > 1
        ) USING (event_id)
        UNION ALL SELECT number, first FROM placed JOIN (
            SELECT event_id, min(number) AS first FROM placed GROUP BY event_id HAVING count(*) > 1
        ) USING (event_id)""",
        {"lows": [low for low, _ in joins], "highs": [high for _, high in joins]},
    )
    connection.execute(f"CREATE OR REPLACE TABLE bereft AS {_BEREFT}")
    connection.execute(
        """CREATE OR REPLACE TABLE touched AS
        SELECT number FROM profiles WHERE is_fresh UNION SELECT number FROM placed WHERE event_id IN (FROM bereft)"""
    )
    connection.execute("CREATE OR REPLACE TABLE wave AS FROM touched")
    while connection.execute("SELECT count(*) FROM wave").fetchone() != (0,):
        connection.execute(
            """CREATE OR REPLACE TABLE wave AS
            SELECT DISTINCT ways.number FROM ways JOIN wave ON ways.start = wave.number
            WHERE ways.number NOT IN (FROM touched)"""
        )
        connection.execute("INSERT INTO touched FROM wave")
    connection.execute("DELETE FROM scored WHERE number_l NOT IN (FROM touched)")
    connection.execute("DELETE FROM repeats WHERE number NOT IN (FROM touched)")


def tell_changed(connection: duckdb.DuckDBPyConnection) -> None:
    """Tell the derived tables which events changed: those, former and present, of `touched` and of ended reports."""
    tell_changed_events(
        connection,
        f"""SELECT event_id FROM placed WHERE number IN (FROM touched)
        UNION SELECT event_id FROM {_HOUSE}.report_links
        WHERE report_id IN (SELECT report_id FROM profiles JOIN touched USING (number))
        UNION FROM bereft""",
    )
