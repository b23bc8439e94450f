"""UCDP's releases: what their names say, and which one has the word, in whatever order they come in."""

import itertools
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.feed import FEEDS, read
from pipelines.sources import Request
from pipelines.ucdp import reading
from pipelines.ucdp.releases import release
from tests.pipelines.ucdp.test_records import table
from tests.rows import begun_build
from warehouse.database import open_build
from warehouse.home import Home

FINAL, QUARTER, FEBRUARY, MARCH, APRIL = FILES = (
    "GEDEvent_v26_1.csv",
    "GEDEvent_v25_01_25_03.csv",
    "GEDEvent_v25_0_2.csv",
    "GEDEvent_v25_0_3.csv",
    "GEDEvent_v25_0_4.csv",
)
"""Of 2025: the final, January to March, and three months."""


def rows(*records: str) -> str:
    """Records given as "id month deaths"."""
    split = [record.split() for record in records]
    days = [(number, f"2025-{month}-10", deaths) for number, month, deaths in split]
    return table(*({"id": n, "date_start": day, "date_end": day, "best": dead, "high": "99"} for n, day, dead in days))


CONTENT = {
    FEBRUARY: rows("1 02 4", "2 02 4", "3 02 4"),
    MARCH: rows("2 02 5", "4 03 4", "5 03 4"),
    QUARTER: rows("1 02 6", "2 02 6", "4 03 6"),
    APRIL: rows("1 02 7", "5 03 7", "6 04 7", "7 04 7"),
    FINAL: rows("1 02 8", "4 03 8", "6 04 8", "9 05 8"),
}


class Uppsala:
    """Both feeds in one warehouse that stays open."""

    def __init__(self, home: Home, connection: duckdb.DuckDBPyConnection) -> None:
        self.home = home
        self.connection = connection

    def put(self, name: str, content: str, feed: str | None = None) -> str:
        feed = feed or ("ucdp_ged" if release(name).is_final else "ucdp_candidate")
        (self.home.inbox / feed / name).write_text(content, "utf-8")
        return feed

    def add(self, name: str, content: str, feed: str | None = None) -> None:
        """Put the file there and read; the other feed has nothing new."""
        self.read(self.put(name, content, feed))

    def read(self, *feeds: str) -> None:
        for feed in feeds or ("ucdp_candidate", "ucdp_ged"):
            FEEDS[feed].collect(self.home, Request(self.home.inbox))
            read(FEEDS[feed], self.connection, self.home, lambda *_: None)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(query).fetchall()

    def current(self) -> list[tuple[str, str, int]]:
        query = "SELECT feed, source_record_id, fatalities_best FROM reports WHERE superseded_at IS NULL ORDER BY 2"
        return [(feed.removeprefix("ucdp_"), number, dead) for feed, number, dead in self.rows(query)]


@pytest.fixture
def uppsala(tmp_path: Path) -> Iterator[Uppsala]:
    home = begun_build(tmp_path)
    for feed in ("ucdp_candidate", "ucdp_ged"):
        (home.inbox / feed).mkdir()
    with open_build(home) as connection:
        yield Uppsala(home, connection)


@pytest.mark.parametrize(
    ("name", "is_final", "days"),
    [
        ("GEDEvent_v26_0_7.csv", False, None),
        ("GEDEvent_v26_0_7 (1).csv", False, None),
        ("GEDEvent_v26_01_26_03.csv", False, (date(2026, 1, 1), date(2026, 3, 31))),
        ("GEDEvent_v25_01_25_12.csv", False, (date(2025, 1, 1), date(2025, 12, 31))),
        ("GEDEvent_v26_1.csv", True, (date(1989, 1, 1), date(2025, 12, 31))),
        ("ged261-csv.zip", True, (date(1989, 1, 1), date(2025, 12, 31))),
        ("GEDEvent_v26.0.7.ndjson", False, None),
        ("GEDEvent_v26_01_26_03.csv.zip", False, (date(2026, 1, 1), date(2026, 3, 31))),
        ("GEDEvent_v26_1.CSV.gz", True, (date(1989, 1, 1), date(2025, 12, 31))),
    ],
)
def test_a_name_says_which_release_it_is(name: str, is_final: bool, days: tuple[date, date] | None) -> None:
    found = release(name)
    assert found.is_named
    assert (found.is_final, found.first and (found.first, found.last)) == (is_final, days)


@pytest.mark.parametrize("name", ["ged_libya_2014.csv", "GEDEvent_v26_1_libya.csv", "GEDEvent_v26_0_13.csv"])
def test_a_part_of_a_release_is_no_release(name: str) -> None:
    assert not release(name).is_named


def test_releases_are_in_order_of_trust_within_a_feed() -> None:
    ranks = [release(name).rank for name in (FEBRUARY, MARCH, QUARTER, APRIL)]
    assert ranks == sorted(ranks)


CANDIDATES = [("candidate", "1", 7), ("candidate", "2", 6), ("candidate", "4", 6), ("candidate", "5", 7)]
AFTER = [("candidate", "6", 7), ("candidate", "7", 7)]


@pytest.mark.parametrize("order", list(itertools.permutations((FEBRUARY, QUARTER, APRIL)))[1::3])
def test_later_and_covering_releases_have_the_word_in_any_order(uppsala: Uppsala, order: tuple[str, ...]) -> None:
    for name in (*order, MARCH):
        uppsala.add(name, CONTENT[name])
    assert uppsala.current() == CANDIDATES + AFTER


@pytest.mark.parametrize("order", [(FINAL, APRIL, QUARTER), (APRIL, FINAL, QUARTER), (QUARTER, APRIL, FINAL)])
def test_a_final_has_the_word_on_its_years_in_any_order(uppsala: Uppsala, order: tuple[str, ...]) -> None:
    for name in order:
        uppsala.add(name, CONTENT[name])
    finals = [("ged", "1", 8), ("ged", "4", 8), ("ged", "6", 8), ("ged", "9", 8)]
    assert uppsala.current() == finals
    kept = uppsala.rows("SELECT count(*) FROM reports WHERE feed = 'ucdp_candidate'")
    assert kept == [(7,)]


def test_a_final_that_is_a_page_has_no_word(uppsala: Uppsala) -> None:
    uppsala.add(FINAL, "<html>Sign in</html>")
    for name in (FEBRUARY, QUARTER, APRIL, MARCH):
        uppsala.add(name, CONTENT[name])
    assert uppsala.current() == CANDIDATES + AFTER


@pytest.mark.parametrize("order", list(itertools.permutations((FEBRUARY, QUARTER, FINAL))))
def test_a_release_that_is_cut_off_withdraws_nothing(uppsala: Uppsala, order: tuple[str, ...]) -> None:
    cut_off = {QUARTER: rows("1 02 6", "2 02 6")[:-40], FINAL: rows("3 02 8", "4 03 8", "9 05 8")[:-40]}
    for name in order:
        uppsala.add(name, {**CONTENT, **cut_off}[name])
    assert uppsala.current() == [("candidate", "1", 6), ("candidate", "2", 4), ("ged", "3", 8), ("ged", "4", 8)]
    told = "lines that cannot be divided, so what else it lacks is not taken for withdrawn"
    issues = dict(uppsala.rows("SELECT name, issues FROM readings JOIN snapshots USING (snapshot_id)"))
    assert {name for name, said in issues.items() if told in said} == {QUARTER, FINAL}


@pytest.mark.parametrize("order", list(itertools.permutations((FEBRUARY, QUARTER, FINAL))))
def test_a_release_without_a_record_withdraws_nothing(uppsala: Uppsala, order: tuple[str, ...]) -> None:
    for name in order:
        uppsala.add(name, CONTENT[FEBRUARY] if name == FEBRUARY else rows() if name == QUARTER else rows("5 03 few"))
    assert uppsala.current() == [("candidate", "1", 4), ("candidate", "2", 4), ("candidate", "3", 4)]


@pytest.mark.parametrize("order", list(itertools.permutations((FEBRUARY, QUARTER, FINAL))))
def test_what_a_release_has_and_cannot_be_read_is_not_withdrawn_by_it(uppsala: Uppsala, order: tuple[str, ...]) -> None:
    content = {FEBRUARY: rows("1 02 4", "2 02 4", "3 02 4"), QUARTER: rows("1 02 6", "2 02 few", "3 02 few")}
    for name in order:
        uppsala.add(name, {**content, FINAL: rows("1 02 few", "2 02 few", "2 02 few", "9 05 8")}[name])
    assert uppsala.current() == [("candidate", "1", 6), ("candidate", "2", 4), ("ged", "9", 8)]
    if order[-1] == FINAL:
        (told,) = uppsala.rows("SELECT issues FROM readings WHERE feed = 'ucdp_ged'")
        assert str(told[0]).startswith("refused records that stand as an earlier file has them: 2; ")
    uppsala.add("GEDEvent_v27_1.csv", rows("9 05 8"))
    assert uppsala.current() == [("ged", "9", 8)]


@pytest.mark.parametrize("order", [(FEBRUARY, QUARTER), (QUARTER, FEBRUARY)])
def test_a_release_with_a_record_that_nobody_can_name_withdraws_nothing(
    uppsala: Uppsala, order: tuple[str, ...]
) -> None:
    for name in order:
        uppsala.add(name, rows("1 02 6", "no 02 6").replace("no,", ",", 1) if name == QUARTER else CONTENT[name])
    assert uppsala.current() == [("candidate", "1", 6), ("candidate", "2", 4), ("candidate", "3", 4)]
    told = "records that nobody can name, so what else it lacks is not taken for withdrawn"
    (issues,) = uppsala.rows("SELECT issues FROM readings WHERE records_rejected > 0")
    assert str(issues[0]).startswith(told)


def test_a_record_that_other_rules_refuse_ends(uppsala: Uppsala, monkeypatch: pytest.MonkeyPatch) -> None:
    uppsala.add(APRIL, CONTENT[APRIL])
    monkeypatch.setattr(
        reading, "QUERY", reading.QUERY.replace("WHEN id IS NULL", "WHEN id = '6' THEN 'odd' WHEN id IS NULL")
    )
    uppsala.read("ucdp_candidate")
    assert uppsala.current() == [("candidate", "1", 7), ("candidate", "5", 7), ("candidate", "7", 7)]
    assert uppsala.rows("SELECT records_read, records_taken FROM readings") == [(4, 3)]


def test_all_at_once_is_as_one_by_one_and_again_changes_nothing(uppsala: Uppsala) -> None:
    for name in FILES:
        uppsala.put(name, CONTENT[name])
    uppsala.read()
    before = uppsala.current()
    assert {feed for feed, _, _ in before} == {"ged"}
    uppsala.read()
    assert uppsala.current() == before


def test_a_later_final_withdraws_and_an_earlier_one_changes_nothing(uppsala: Uppsala) -> None:
    uppsala.add("GEDEvent_v27_1.csv", rows("1 02 9", "9 05 9"))
    uppsala.add(FINAL, CONTENT[FINAL])
    assert uppsala.current() == [("ged", "1", 9), ("ged", "9", 9)]


def test_another_upload_of_a_month_withdraws_what_it_lacks(uppsala: Uppsala, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    uppsala.add(APRIL, CONTENT[APRIL])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000001")
    uppsala.add(APRIL, rows("6 04 8"))
    assert uppsala.current() == [("candidate", "6", 8)]


def test_a_second_download_that_lies_beside_the_first_has_the_word(uppsala: Uppsala) -> None:
    for number, mark in enumerate(("", " (1)", " (2)", " (10)"), 4):
        uppsala.put(APRIL.replace(".csv", f"{mark}.csv"), rows(f"6 04 {number}"))
    uppsala.read("ucdp_candidate")
    assert uppsala.current() == [("candidate", "6", 7)]


def test_a_part_of_unknown_age_changes_nothing_in_the_years_of_a_final(uppsala: Uppsala) -> None:
    uppsala.add(FINAL, CONTENT[FINAL])
    uppsala.add("part.csv", rows("1 02 1", "8 02 1"), "ucdp_ged")
    assert uppsala.current() == [
        ("ged", "1", 8),
        ("ged", "4", 8),
        ("ged", "6", 8),
        ("ged", "9", 8),
    ]


def test_a_file_in_the_other_feeds_folder_is_refused_alone(uppsala: Uppsala) -> None:
    uppsala.put(APRIL, CONTENT[APRIL], "ucdp_ged")
    found = FEEDS["ucdp_ged"].collect(uppsala.home, Request(uppsala.home.inbox))
    assert found.snapshots == ()
    assert [(r.record, r.reason, r.remedy) for r in found.rejects] == [
        (APRIL, "Its name is that of a release of ucdp_candidate", "Move it to the folder ucdp_candidate.")
    ]
