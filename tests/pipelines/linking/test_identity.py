"""Ids of events through time: new reports, other orders, merges, splits, decisions of persons, what may be shown."""

import hashlib
import itertools
import shutil

import duckdb
import pytest

from tests.pipelines.linking.world import add, at, events, ids, link, report, told
from tests.rows import empty_build, insert, row
from warehouse.database import open_build, open_published
from warehouse.errors import UserError
from warehouse.history import instant, use_past
from warehouse.licensing import show_publishable

EARLY, LATE = "2024-05-10 00:00:00+00", "2024-05-20 00:00:00+00"
JOIN, APART = "join", "apart"


@pytest.fixture
def home(tmp_path):
    return empty_build(tmp_path)


@pytest.fixture
def build(home):
    with open_build(home) as connection:
        yield connection


def identity(name: str, feed: str = "ucdp_ged") -> str:
    return hashlib.sha256(f"{feed}|{name}-record".encode()).hexdigest()[:16]


def decision(action: str, left: tuple[str, str], right: tuple[str, str], reason: str = "read both") -> tuple[str, ...]:
    (l_name, l_feed), (r_name, r_feed) = left, right
    return (action, l_feed, f"{l_name}-record", r_feed, f"{r_name}-record", "A. Person", "2024-09-27", reason)


def redirects(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str]]:
    return connection.execute("SELECT old_event_id, event_id, kind FROM event_redirects ORDER BY ALL").fetchall()


WEEK = [
    report(name, feed, day, fatalities_best=killed, recorded_at=EARLY if name < "m" else LATE, **at(place))
    for name, feed, day, killed, place in (
        ("a", "acled", "2024-05-04", 3, 50),
        ("b", "gdelt_events", "2024-05-04", None, 50),
        ("c", "pitf", "2024-05-05", 9, 50.05),
        ("n", "ucdp_ged", "2024-05-04", 3, 50),
        ("o", "own", "2024-05-05", 9, 50.05),
        ("p", "ucdp_ged", "2024-05-09", 5, 51),
        ("q", "acled", "2024-05-09", 5, 51),
    )
]


def test_the_order_of_feeds_changes_nothing(tmp_path):
    found = []
    for number, order in enumerate(itertools.islice(itertools.permutations(WEEK), 0, 5040, 5039)):
        (tmp_path / str(number)).mkdir()
        with open_build(empty_build(tmp_path / str(number))) as connection:
            add(connection, *order)
            link(connection)
            found.append((ids(connection), connection.execute("FROM link_pairs ORDER BY ALL").fetchall()))
    assert found[0] == found[1]
    assert sorted(found[0][0]) == ["a", "b", "c", "n", "o", "p", "q"]


def test_one_more_day_gives_what_linking_all_at_once_gives_and_looks_only_at_that_day(build, tmp_path):
    add(build, *WEEK[:3])
    first = link(build)
    before = build.execute("FROM report_links ORDER BY ALL").fetchall()
    add(build, *WEEK[3:])
    later = link(build)
    (tmp_path / "whole").mkdir()
    with open_build(empty_build(tmp_path / "whole")) as whole:
        add(whole, *WEEK)
        once = link(whole)
        assert (events(build), ids(build)) == (events(whole), ids(whole))
    assert (first.fresh, later.fresh, once.fresh) == (3, 4, 7)
    assert later.links_begun == 4
    assert [row for row in before if row not in build.execute("FROM report_links").fetchall()] == []
    again = link(build)
    assert (again.fresh, again.pairs, again.links_begun, again.links_ended, again.redirects) == (0, 0, 0, 0, 0)


def test_an_id_stays_when_reports_come_change_and_go(build):
    add(build, report("z", "ucdp_ged"))
    link(build)
    add(build, report("a", "acled", recorded_at=LATE))
    build.execute("UPDATE reports SET superseded_at = ? WHERE report_id = 'z'", [LATE])
    add(build, report("z2", "ucdp_ged", source_record_id="z-record", fatalities_best=4, recorded_at=LATE))
    link(build)
    assert ids(build) == dict.fromkeys(("a", "z2"), identity("z"))
    build.execute("UPDATE reports SET superseded_at = now() WHERE report_id = 'z2'")
    link(build)
    assert ids(build) == {"a": identity("z")}
    assert redirects(build) == []


def test_a_merge_keeps_the_older_id_and_a_split_leaves_a_redirect(build, tmp_path):
    add(build, report("old", "ucdp_ged", recorded_at=EARLY), report("new", "acled", recorded_at=LATE, **at(70)))
    link(build, folder=tmp_path)
    assert ids(build) == {"old": identity("old"), "new": identity("new", "acled")}
    pair = (("old", "ucdp_ged"), ("new", "acled"))
    link(build, decision(JOIN, *pair), folder=tmp_path)
    assert ids(build) == dict.fromkeys(("old", "new"), identity("old"))
    assert redirects(build) == [(identity("new", "acled"), identity("old"), "merge")]
    assert told(build, "old", "new") == ("joined", "override", "A. Person, 2024-09-27: read both")
    link(build, folder=tmp_path)
    assert ids(build) == {"old": identity("old"), "new": identity("new", "acled")}
    assert (identity("old"), identity("new", "acled"), "split") in redirects(build)


def test_a_person_holds_apart_what_is_alike(build, tmp_path):
    add(build, report("x", "ucdp_ged"), report("y", "acled"), report("w", "pitf"))
    link(build, decision(APART, ("x", "ucdp_ged"), ("y", "acled"), "two bridges"), folder=tmp_path)
    assert sorted(map(len, map(str.split, events(build)))) == [1, 2]
    assert told(build, "x", "y") == ("apart", "override", "A. Person, 2024-09-27: two bridges")


def test_decisions_that_contradict_one_another_are_refused_by_line(build, tmp_path):
    add(build, report("x"), report("y", "acled"), report("w", "pitf"))
    x, y, w = ("x", "ucdp_ged"), ("y", "acled"), ("w", "pitf")
    with pytest.raises(UserError) as refused:
        link(build, decision(JOIN, x, y), decision(JOIN, y, w), decision(APART, w, x), folder=tmp_path)
    assert str(refused.value).startswith(
        "link_overrides.csv, line 4 holds pitf w-record and ucdp_ged x-record apart, but"
        " line 2 joins ucdp_ged x-record and acled y-record; line 3 joins acled y-record and pitf w-record"
    )


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (("merge", "a", "1", "b", "2", "me", "2024-01-01", "why"), "line 2: the action 'merge' is none"),
        (("join", "a", "1", "b", "2", "", "2024-01-01", ""), "line 2: author, reason is empty"),
        (("join", "a", "1", "b", "2", "me", "1.1.2024", "why"), "line 2: '1.1.2024' is no day"),
        (("apart", "a", "1", "a", "1", "me", "2024-01-01", "why"), "line 2: both records are a 1"),
    ],
)
def test_a_decision_that_says_too_little_is_refused(build, tmp_path, line, problem):
    with pytest.raises(UserError, match=problem):
        link(build, line, folder=tmp_path)


def test_a_decision_on_a_record_that_is_not_there_waits(build, tmp_path):
    add(build, report("x"))
    outcome = link(build, decision(JOIN, ("x", "ucdp_ged"), ("gone", "acled")), folder=tmp_path)
    assert outcome.warnings == (
        "link_overrides.csv, line 2: there is no current report acled gone-record; the decision waits",
    )


def test_nothing_of_a_closed_source_shows_in_links_ids_or_reasons(build):
    closed = {"licence_id": "closed", "recorded_at": EARLY}
    add(build, report("secret", "acled", **closed), report("open", "ucdp_ged", recorded_at=LATE))
    insert(build, "licences", row("licences", 2, licence_id="closed", rows_may_be_republished=False))
    for table in ("feeds", "snapshots"):
        insert(build, table, row(table))
    build.execute("UPDATE reports SET feed = 'feed-1' WHERE report_id = 'open'")
    link(build)
    assert ids(build) == dict.fromkeys(("open", "secret"), identity("open", "feed-1"))
    show_publishable(build)
    rows = build.execute("SELECT report_id, link_rule, link_reason, partner_report_id FROM event_reports").fetchall()
    assert rows == [("open", "single", "no other report tells of it", None)]
    assert build.execute("SELECT count(*) FROM link_pairs").fetchone() == (0,)


def test_an_id_made_from_a_closed_record_is_given_up_once_an_open_one_joins(build):
    add(build, report("secret", "acled", licence_id="closed", recorded_at=EARLY))
    insert(build, "licences", row("licences", 2, licence_id="closed", rows_may_be_republished=False))
    link(build)
    assert ids(build) == {"secret": identity("secret", "acled")}
    add(build, report("open", "ucdp_ged", recorded_at=LATE))
    link(build)
    assert ids(build) == dict.fromkeys(("open", "secret"), identity("open"))
    assert build.execute("SELECT report_id, kind FROM event_redirects").fetchall() == [("secret", "merge")]


def test_the_past_has_the_events_that_were_known_then(home, build, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1717200000")
    add(build, report("x", recorded_at=EARLY), report("y", "acled", recorded_at=LATE, **at(70)))
    link(build, folder=tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1719800000")
    link(build, decision(JOIN, ("x", "ucdp_ged"), ("y", "acled")), folder=tmp_path)
    build.execute("CHECKPOINT")
    shutil.copyfile(home.build, home.published)
    found = {}
    for moment in ("2024-05-15", "2024-06-15", "2024-07-15"):
        with open_published(home) as connection:
            use_past(connection, instant(moment))
            found[moment] = connection.execute("SELECT event_id, report_count FROM events ORDER BY 1").fetchall()
    assert found == {
        "2024-05-15": [(identity("x"), 1)],
        "2024-06-15": sorted([(identity("x"), 1), (identity("y", "acled"), 1)]),
        "2024-07-15": [(identity("x"), 2)],
    }


def test_a_record_that_comes_back_as_another_event_takes_no_id_that_is_in_use(build):
    add(build, report("a", "acled", recorded_at=EARLY), report("b", "pitf", recorded_at=EARLY))
    link(build)
    build.execute("UPDATE reports SET superseded_at = ? WHERE report_id = 'a'", [LATE])
    link(build)
    again = {"source_record_id": "a-record", "fatalities_best": 9, "recorded_at": "2024-05-25 00:00:00+00"}
    add(build, report("a2", "acled", "2024-07-25", **again, **at(53)))
    link(build)
    founder = identity("a", "acled")
    fallback, last = (hashlib.sha256(name.encode()).hexdigest()[:16] for name in ("a2", "a3"))
    assert ids(build) == {"b": founder, "a2": fallback}
    assert redirects(build) == [(founder, fallback, "split")]
    add(build, report("c", "ucdp_ged", "2024-07-25", fatalities_best=9, **at(53)))
    link(build)
    assert ids(build) == {"b": founder, "a2": fallback, "c": fallback}
    build.execute("UPDATE reports SET superseded_at = '2024-05-26 00:00:00+00' WHERE report_id = 'a2'")
    link(build)
    again["recorded_at"] = "2024-05-27 00:00:00+00"
    add(build, report("a3", "acled", "2024-09-25", **again, **at(20)))
    link(build)
    assert ids(build) == {"b": founder, "c": fallback, "a3": last}


def test_an_id_of_a_closed_record_is_not_shown_after_that_record_ended(build):
    insert(build, "licences", row("licences", 2, licence_id="closed", rows_may_be_republished=False))
    add(build, report("a", "acled", licence_id="closed"), report("q", "polecat", licence_id="closed"))
    link(build)
    build.execute("UPDATE reports SET superseded_at = TIMESTAMPTZ '2030-01-01 00:00:00+00' WHERE report_id = 'a'")
    link(build)
    assert ids(build) == {"q": identity("a", "acled")}
    add(build, report("o", "pitf"))
    link(build)
    assert ids(build) == dict.fromkeys(("o", "q"), identity("o", "pitf"))


def test_an_id_of_an_open_record_stays_after_that_record_ended(build):
    insert(build, "licences", row("licences", 2, licence_id="closed", rows_may_be_republished=False))
    add(build, report("o", "pitf"), report("q", "polecat", licence_id="closed"))
    link(build)
    build.execute("UPDATE reports SET superseded_at = TIMESTAMPTZ '2030-01-01 00:00:00+00' WHERE report_id = 'o'")
    add(build, report("p", "ucdp_ged"))
    link(build)
    assert ids(build) == dict.fromkeys(("p", "q"), identity("o", "pitf"))
