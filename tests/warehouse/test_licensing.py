"""What a licence forbids does not leave the house, nor does anything that rests on it."""

import re
from pathlib import Path

import pytest

from tests.rows import empty_build, insert, row
from warehouse.database import connect, open_build
from warehouse.derive import QUERIES, derivation_order, derive
from warehouse.home import Home
from warehouse.licensing import show_publishable
from warehouse.tables import BY_NAME

BASE = [name for name in BY_NAME if name not in QUERIES]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return empty_build(tmp_path)


def fill(home, *rows):
    with open_build(home) as connection:
        for table, values in rows:
            insert(connection, table, values)
        for name in derivation_order():
            derive(connection, name)


def shown(home, query):
    """What the query finds among the publishable rows, with the rows withheld."""
    with connect(home.build, read_only=True) as connection:
        withheld = show_publishable(connection)
        return connection.execute(query).fetchall(), withheld


def two_sources(**closed):
    """A feed under an open licence and one under `closed`, with a report each of one act."""
    act = {
        "event_type": "attack",
        "event_subtype": "airstrike",
        "source_actor_id": "actor_id-1",
        "source_actor_name": "actor",
        "place_id": "place_id-1",
        "place_name": "place",
        "date_start": "2024-09-27",
        "date_end": "2024-09-27",
        "date_precision": "day",
    }
    return [
        *((table, row(table)) for table in ("licences", "feeds", "snapshots", "places", "actors")),
        ("licences", row("licences", 2, licence_id="closed", **closed)),
        ("feeds", row("feeds", 2, licence_id="closed")),
        ("snapshots", row("snapshots", 2, feed="feed-2", licence_id="closed")),
        ("reports", row("reports", 1, fatalities_best=3, published_on="2024-09-28", **act)),
        (
            "reports",
            row(
                "reports",
                2,
                feed="feed-2",
                licence_id="closed",
                snapshot_id=row("snapshots", 2)["snapshot_id"],
                fatalities_best=9,
                published_on="2024-09-29",
                **act,
            ),
        ),
        *(
            ("report_links", row("report_links", 1, report_id=f"report_id-{number}", event_id="event"))
            for number in (1, 2)
        ),
        ("link_pairs", row("link_pairs", 1, report_id_r="report_id-2", decision="joined", rule="likeness")),
    ]


def test_derived_values_never_come_from_a_forbidden_row(home):
    fill(home, *two_sources(rows_may_be_republished=False))
    with open_build(home) as connection:
        assert connection.execute("SELECT report_count, fatalities_best FROM attacks").fetchall() == [(2, 9)]
    rows, withheld = shown(home, "SELECT report_count, fatalities_low, fatalities_best, fatalities_high FROM attacks")
    assert rows == [(1, 3, 3, 3)]
    assert withheld == ["feeds", "link_pairs", "report_links", "reports", "snapshots"]


def test_without_a_forbidden_row_everything_is_shown_as_it_is(home):
    fill(home, *two_sources())
    rows, withheld = shown(home, "SELECT report_count, fatalities_low, fatalities_best FROM attacks")
    assert (rows, withheld) == ([(2, 3, 9)], [])


def test_a_child_ships_only_with_its_parents(home):
    fill(
        home,
        *two_sources(rows_may_be_republished=False),
        ("report_spans", row("report_spans", 1)),
        ("report_spans", row("report_spans", 2, report_id="report_id-2")),
    )
    assert shown(home, "SELECT report_id FROM report_spans")[0] == [("report_id-1",)]


def test_words_are_withheld_where_the_rows_own_licence_withholds_them(home):
    words = {"title": "A headline of our own", "text": "A text of our own."}
    fill(
        home,
        *((table, row(table)) for table in ("licences", "feeds", "snapshots")),
        ("licences", row("licences", 2, text_may_be_republished=False)),
        ("documents", row("documents", 1, **words)),
        ("documents", row("documents", 2, licence_id="licence_id-2", **words)),
        ("reports", row("reports", 1)),
        ("reports", row("reports", 2, licence_id="licence_id-2")),
        ("report_spans", row("report_spans", 1, quote="words")),
        ("report_spans", row("report_spans", 1, report_id="report_id-2", quote="words")),
        ("rejects", row("rejects", 1, raw="raw")),
        ("rejects", row("rejects", 2, raw="raw", licence_id="licence_id-2")),
    )
    by_licence = "FROM documents ORDER BY licence_id"
    assert shown(home, f"SELECT title, text {by_licence}")[0] == [(words["title"], words["text"]), (None, None)]
    assert shown(home, "SELECT quote FROM report_spans ORDER BY report_id")[0] == [("words",), (None,)]
    assert shown(home, "SELECT raw FROM rejects ORDER BY reject_id")[0] == [("raw",), (None,)]
    assert shown(home, "SELECT count(*) FROM report_spans WHERE quote_sha256 IS NOT NULL")[0] == [(2,)]


def test_rows_without_a_known_licence_are_withheld(home):
    fill(home, ("licences", row("licences")), ("feeds", row("feeds", licence_id="never-declared")))
    assert shown(home, "FROM feeds") == ([], [])


def test_places_that_only_withheld_reports_name_are_not_shown(home):
    fill(
        home,
        *two_sources(rows_may_be_republished=False),
        ("places", row("places", 2)),
        ("report_places", row("report_places", 1, report_id="report_id-2", place_id="place_id-2")),
    )
    assert shown(home, "SELECT place_id FROM places")[0] == [("place_id-1",)]


def test_checks_say_nothing_of_rows_that_are_withheld_and_not_how_many_they_are(home):
    said = {"rows_checked": 2, "rows_failed": 1, "sample": '[{"fatalities": 9}]'}
    checks = [("checks", row("checks", table_name=name, **said)) for name in ("actors", "events", "reports")]
    fill(home, *two_sources(rows_may_be_republished=False), *checks)
    assert shown(home, "SELECT table_name, rows_checked, rows_failed, sample FROM checks ORDER BY ALL")[0] == [
        ("actors", 2, 1, None),
        ("events", None, None, None),
        ("reports", None, None, None),
    ]


def test_no_derived_table_holds_or_reads_words_of_a_source():
    words = {column.name for table in BY_NAME.values() for column in table.columns if column.verbatim}
    assert not [f"{name}.{c.name}" for name in QUERIES for c in BY_NAME[name].columns if c.verbatim]
    assert not [
        f"{name}: {word}" for name, query in QUERIES.items() for word in words if re.search(rf"\b{word}\b", query)
    ]


def test_a_closed_feed_that_nothing_was_read_from_leaves_samples_as_they_are(home):
    fill(
        home,
        ("licences", row("licences", rows_may_be_republished=False)),
        ("feeds", row("feeds")),
        ("checks", row("checks", sample='[{"fatalities": 9}]')),
    )
    assert shown(home, "SELECT sample FROM checks") == ([('[{"fatalities": 9}]',)], [])


def test_where_only_declared_rows_are_withheld_checks_count_those_that_are_shown(home):
    found = [row("checks", table_name=name, rows_checked=2, rows_failed=0) for name in ("feeds", "licences", "reports")]
    fill(
        home,
        ("licences", row("licences", 1)),
        ("licences", row("licences", 2, rows_may_be_republished=False)),
        ("feeds", row("feeds", 1)),
        ("feeds", row("feeds", 2, licence_id="licence_id-2")),
        *(("checks", finding) for finding in found),
        ("checks", row("checks", table_name="feeds", rule="broken", rows_checked=2, rows_failed=1)),
    )
    counts, withheld = shown(home, "SELECT table_name, rows_checked, rows_failed FROM checks ORDER BY ALL")
    assert counts == [("feeds", 1, 0), ("feeds", 1, None), ("licences", 1, 0), ("reports", 2, 0)]
    assert withheld == []


def test_every_verbatim_column_finds_its_licence(home):
    """A table with words of a source under no licence would always be empty of them: a mistake in the declaration."""
    fill(home)
    verbatim = {name for name in BASE if any(c.verbatim for c in BY_NAME[name].columns)}
    assert verbatim == {"documents", "reports", "report_spans", "rejects"}
    with connect(home.build, read_only=True) as connection:
        show_publishable(connection)
        query = "SELECT view_name FROM duckdb_views() WHERE schema_name = 'publishable' AND sql LIKE '%WHEN (false)%'"
        assert connection.execute(query).fetchall() == []
