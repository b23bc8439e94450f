"""What linking knows of each report: `profiles`, one row each, and `leaders`, those that are no exact repeat.

Here belongs the reading of reports and of the seeds about feeds and kinds (`warehouse/seeds/linking/`). How profiles
are compared belongs to `comparisons`.
"""

from collections.abc import Iterable
from pathlib import Path
from string import Template

import duckdb

from pipelines.crosswalks import seed
from pipelines.linking.stories import make_stories
from pipelines.linking.words import make_readers
from warehouse.database import CATALOG, in_written_order

_QUERY = Template((Path(__file__).parent / "profiles.sql").read_text("utf-8"))
_EARTH_KM = 6371.0


def make_profiles(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `profiles` from the current reports; `linked_before` (report_id) lists those that need no new look."""
    connection.execute(
        f"""CREATE OR REPLACE TABLE feed_traits AS
        SELECT feed, records_are_distinct::BOOLEAN AS records_are_distinct,
            kinds_are_coarse::BOOLEAN AS kinds_are_coarse, place_error_km::INTEGER AS place_error_km,
            records_may_repeat::BOOLEAN AS records_may_repeat
        FROM {seed("linking/feeds")}"""
    )
    connection.execute(
        f"""CREATE OR REPLACE TABLE kinds AS
        WITH words AS (
            SELECT event_subtype, unnest(string_split(kinds, ' ')) AS kind
            FROM {seed("linking/kinds")}
        ),
        bits AS (SELECT *, 1::BIGINT << (dense_rank() OVER (ORDER BY kind) - 1) AS bit FROM words)
        SELECT event_subtype, bit_or(bit) AS kinds FROM bits GROUP BY event_subtype"""
    )
    connection.execute("CREATE OR REPLACE MACRO key_of(value) AS CASE WHEN value IS NOT NULL THEN hash(value) END")
    connection.execute("CREATE OR REPLACE MACRO wording_of(told) AS key_of(nullif(lower(trim(told)), ''))")
    make_readers(connection)
    make_stories(connection)
    with in_written_order(connection):
        connection.execute(_QUERY.substitute(house=f"{CATALOG}.main", earth_km=_EARTH_KM))


def make_leaders(connection: duckdb.DuckDBPyConnection, apart: Iterable[int] = ()) -> None:
    """Make `repeats` (number, leader) and `leaders` from `profiles`.

    A leader is the first of the reports of one content within one feed: exact repeats are one event without more ado,
    but for those in `apart`, on which a person decided; each of these leads itself. `leaders` is a view: most reports
    lead themselves, and a second table as wide as the first would not find room beside it.
    """
    connection.execute(
        """CREATE OR REPLACE TABLE repeats AS
        SELECT number,
            min(number) OVER (PARTITION BY content, if(number IN (SELECT unnest($apart)), number, 0)) AS leader
        FROM profiles""",
        {"apart": [0, *sorted(apart)]},
    )
    connection.execute("CREATE OR REPLACE TABLE aside AS SELECT number FROM repeats WHERE number <> leader")
    connection.execute("CREATE OR REPLACE VIEW leaders AS FROM profiles ANTI JOIN aside USING (number)")


def fill_trust(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill `feed_trust` from the seed."""
    connection.execute(f"DELETE FROM {CATALOG}.main.feed_trust")
    connection.execute(
        f"""INSERT INTO {CATALOG}.main.feed_trust BY NAME
        SELECT feed, trust_rank::BIGINT AS trust_rank, why AS reason
        FROM {seed("linking/feeds")}"""
    )
