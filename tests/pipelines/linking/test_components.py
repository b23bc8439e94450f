"""What is found for all components at once is what joining pair by pair finds."""

from functools import cache
from itertools import chain

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.linking import clustering, components

REPORT = st.tuples(
    st.integers(0, 6),  # first day
    st.integers(0, 9),  # span
    st.booleans(),  # is a plan
    st.one_of(st.none(), st.floats(50, 50.6)),  # latitude
    st.sampled_from((5, 25, 150)),  # reach
    st.sampled_from((1, 2, 3)),  # kinds
    st.sampled_from((None, None, 7, 8)),  # parties
    st.sampled_from((None, None, None, 11, 12)),  # document
    st.booleans(),  # of a feed that holds its records apart
    st.sampled_from((False, False, True)),  # with a point astray
)
NUMBERS = st.integers(1, 9)


PROFILES = (
    "number INTEGER, first_day INTEGER, last_day INTEGER, span INTEGER, is_plan BOOLEAN, latitude DOUBLE,"
    " longitude DOUBLE, reach INTEGER, error_km INTEGER, kinds BIGINT, parties UBIGINT, document UBIGINT,"
    " is_distinct BOOLEAN, feed VARCHAR, lies_astray BOOLEAN"
)
SCORED = "number_l INTEGER, number_r INTEGER, weight DOUBLE, probability DOUBLE"


@cache
def connected() -> duckdb.DuckDBPyConnection:
    """One DuckDB for all examples: to start one took as long as to cluster one."""
    return duckdb.connect()


def fill(connection: duckdb.DuckDBPyConnection, table: str, columns: str, rows: list[tuple]) -> None:
    connection.execute(f"CREATE OR REPLACE TABLE {table} ({columns})")
    if rows:
        marks = f"({', '.join('?' * len(rows[0]))})"
        connection.execute(f"INSERT INTO {table} VALUES {', '.join([marks] * len(rows))}", list(chain(*rows)))


def events(reports, pairs, joins, aparts, pairs_at_a_time: int, *, pair_by_pair: bool):
    connection = connected()
    profiles = []
    for number, report in enumerate(reports, 1):
        day, span, is_plan, latitude, reach, kinds, parties, document, is_distinct, is_astray = report
        place = (None, None, None) if latitude is None else (latitude, 10.0, reach)
        feed = "ucdp_ged" if is_distinct else "rss"
        told = (kinds, parties, document, is_distinct, feed, is_astray)
        profiles.append((number, day, day + span, span, is_plan, *place, 0, *told))
    fill(connection, "profiles", PROFILES, profiles)
    connection.execute("CREATE OR REPLACE TABLE astray AS SELECT number FROM profiles WHERE lies_astray")
    connection.execute("CREATE OR REPLACE TABLE repeats AS SELECT number, number AS leader FROM profiles")
    fill(connection, "scored", SCORED, [(*pair, weight, 0.9) for pair, weight in pairs.items()])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(components, "PAIRS_AT_A_TIME", pairs_at_a_time)
        if pair_by_pair:
            find = components.join_whole

            def join_nothing(connection: duckdb.DuckDBPyConnection) -> None:
                connection.execute("UPDATE bounds SET is_decided = true")
                find(connection)

            patch.setattr(components, "join_whole", join_nothing)
        clustering.cluster(connection, joins, aparts)
        return [connection.execute(f"FROM {table} ORDER BY ALL").fetchall() for table in ("clusters", "decisions")]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(
    st.lists(REPORT, min_size=9, max_size=9),
    st.dictionaries(
        st.tuples(NUMBERS, NUMBERS).filter(lambda pair: pair[0] < pair[1]), st.integers(1, 20).map(float), max_size=14
    ),
    st.lists(st.tuples(NUMBERS, NUMBERS).filter(lambda pair: pair[0] < pair[1]), max_size=1),
    st.lists(st.tuples(NUMBERS, NUMBERS).filter(lambda pair: pair[0] < pair[1]), max_size=1),
)
def test_components_at_once_and_in_slices_are_what_pair_by_pair_finds(reports, pairs, joins, aparts):
    at_once = events(reports, pairs, joins, aparts, 2, pair_by_pair=False)
    assert at_once == events(reports, pairs, joins, aparts, 10**6, pair_by_pair=True)
    assert len(at_once[0]) == 9


def test_reports_that_can_all_be_one_event_are_one_and_one_that_cannot_is_left_out():
    one = (0, 1, False, 50.0, 5, 3, None, None, False, False)
    far = (0, 1, False, 50.5, 5, 3, None, None, False, False)
    clusters, decisions = events(
        [one, one, one, far, one, one],
        {(1, 2): 5.0, (2, 3): 4.0, (3, 4): 3.0, (5, 6): 2.0},
        (),
        (),
        2,
        pair_by_pair=False,
    )
    assert clusters == [(1, 1), (2, 1), (3, 1), (4, 4), (5, 5), (6, 5)]
    assert decisions == [(1, 2, "joined"), (2, 3, "joined"), (3, 4, "place"), (5, 6, "joined")]
