"""What of own collections and of ACLED is in a release: what a file's own licence lets out, and nothing else."""

import json
from pathlib import Path

import duckdb
import pytest

from pipelines.feeds.own.manual import SAMPLE
from pipelines.feeds.own.query import BLANK, FILLED, GIVEN, REQUIRED
from pipelines.overview import feed_statuses
from pipelines.reference import fill_reference
from pipelines.release import Release, move_latest
from pipelines.summary import summarize
from pipelines.terminal import show_feeds, show_summary
from tests.document_feeds import Desk
from tests.own_tables import table
from tests.pipelines.release.small_build import derive_all, write
from tests.pipelines.release.test_withheld import everything_readable_in
from tests.rows import begun_build
from warehouse.database import open_build, publish_build
from warehouse.home import Home

SAMPLES = Path(__file__).parents[2] / "samples"
OPEN, MARK = '{"licence": "CC BY 4.0"}', "planted-mark"


@pytest.fixture
def house(tmp_path: Path) -> Home:
    return begun_build(tmp_path)


def released(home: Home, *desks: Desk) -> Release:
    for desk in desks:
        desk.build()
    with open_build(home) as connection:
        fill_reference(connection)
    derive_all(home)
    return write(home)


def rows(release: Release, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(":memory:") as connection:
        for file in release.path.glob("*.parquet"):
            connection.execute(f"CREATE VIEW {file.stem} AS FROM '{file}'")
        return connection.execute(query).fetchall()


def test_a_collection_under_an_open_licence_is_released_and_its_feed_with_it(house: Home) -> None:
    desk = Desk(house, "own")
    desk.put("collection.csv", (SAMPLES / "own" / "collection.csv").read_text("utf-8"))
    desk.put("collection.json", OPEN)
    release = released(house, desk)
    assert rows(release, "SELECT licence_id, count(*) FROM reports GROUP BY ALL") == [("CC-BY-4.0", 4)]
    assert rows(release, "SELECT count(*) FROM events") == [(3,)]
    assert rows(release, "SELECT description FROM reports WHERE source_record_id = 'base-1'") == [
        ('They will leave, "all of them",\nby autumn.',)
    ]
    assert rows(release, "SELECT state, snapshots, reports, rejects FROM feeds WHERE feed = 'own'") == [
        ("read", 1, 4, 0)
    ]
    assert json.loads((release.path / "manifest.json").read_text())["rows_withheld_from"] == []
    assert "Nothing that was read was left out" in (release.path / "LICENCES.md").read_text()


def test_of_two_collections_only_the_open_one_is_released_and_nothing_tells_of_the_other(house: Home) -> None:
    desk = Desk(house, "own")
    desk.put("a.csv", table({"source_record_id": "1"}))
    desk.put("a.json", OPEN)
    desk.put(f"{MARK}.csv", table({"source_record_id": f"{MARK}-2"}, {"source_record_id": f"{MARK}-3", "status": "?"}))
    desk.put(f"{MARK}-refused.csv", "not,a,table,of,reports\n")
    desk.put(f"{MARK}-picture.png", "no table")
    desk.put(f"{MARK}-alone.json", OPEN)
    release = released(house, desk)
    assert MARK not in everything_readable_in(release.path)
    assert rows(release, "SELECT source_record_id FROM reports") == [("1",)]
    assert rows(release, "SELECT state, message, snapshots, reports, rejects FROM feeds WHERE feed = 'own'") == [
        ("read", None, 1, 1, 0)
    ]
    with open_build(house) as connection:
        told = connection.execute("SELECT snapshots, reports, message FROM feeds WHERE feed = 'own'").fetchone()
    assert told[:2] == (3, 2)
    assert MARK in told[2]


def test_a_build_says_how_much_of_it_is_not_in_the_release_and_by_whose_licence(
    house: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(house, "own")
    sample = (SAMPLES / "own" / "collection.csv").read_text("utf-8")
    desk.put("closed.csv", sample)
    desk.put("open.csv", table({"source_record_id": "open"}))
    desk.put("open.json", OPEN)
    move_latest(house, released(house, desk))
    publish_build(house)
    summary = summarize(house)
    assert (sum(sum(counts.values()) for counts in summary.events.values()), summary.force_levels) == (4, 1)
    show_summary(summary, None, [])
    assert capsys.readouterr().out.splitlines()[-1] == "Not released  3 events and 1 force level (licence of own)"
    show_feeds(feed_statuses(house))
    lines = capsys.readouterr().out.splitlines()
    (line,) = (line for line in lines if line.split()[:2] == ["own", "read"])
    assert line.split()[-4:] == ["5", "5", "·", "part"]


def test_a_collection_without_a_licence_leaves_the_feed_as_if_it_had_never_come(house: Home) -> None:
    desk = Desk(house, "own")
    desk.put(f"{MARK}.csv", table({"source_record_id": MARK}))
    release = released(house, desk)
    assert MARK not in everything_readable_in(release.path)
    assert rows(release, "SELECT state, snapshots, reports, latest_snapshot_at FROM feeds WHERE feed = 'own'") == [
        ("empty", 0, 0, None)
    ]


def test_the_codebook_of_a_release_is_the_manual_of_own_collections(house: Home) -> None:
    desk = Desk(house, "own")
    desk.put("sample.csv", SAMPLE)
    text = (released(house, desk).path / "CODEBOOK.md").read_text("utf-8")
    chapter = text.split("\n## A collection of your own\n")[1].split("\n## ")[0]
    assert f"```csv\n{SAMPLE}```" in chapter
    with open_build(house) as connection:
        filled = "SELECT source_record_id, date_end::VARCHAR, quantity_state, is_summary, plover_type FROM reports"
        assert sorted(connection.execute(filled).fetchall()) == [
            ("1", "2024-09-27", "not_applicable", False, "ASSAULT"),
            ("2", None, "not_reported", False, "RETREAT"),
        ]
    assert all(f"`{name}`" in chapter for name in (*REQUIRED, *GIVEN, *BLANK))
    assert '`{"licence": "CC BY 4.0"}`' in chapter


def test_every_column_that_is_filled_in_is_told_of() -> None:
    assert list(BLANK) == list(dict.fromkeys([*BLANK, *FILLED]))


@pytest.mark.parametrize("is_read_last", [True, False])
def test_no_sidecar_opens_what_another_licence_closes(
    house: Home, monkeypatch: pytest.MonkeyPatch, is_read_last: bool
) -> None:
    monkeypatch.setattr("pipelines.coding.coder.code", lambda documents, **_: ((d, []) for d in documents))
    own, acled, article = (Desk(house, feed) for feed in ("own", "acled", "article"))
    acled.put("events.csv", (SAMPLES / "acled" / "events.csv").read_text("utf-8"))
    own.put("a.csv", table({"source_record_id": "closed-1"}))
    own.put("b.csv", table({"source_record_id": "closed-2"}))
    own.put("b.json", '{"licence": "CC BY-NC 4.0"}')
    own.put("c.csv", table({"source_record_id": "open"}))
    own.put("c.json", OPEN)
    for phrase in ("ACLED", "own-cc-by-nc-4-0", "own-unstated"):
        article.put(f"{phrase}.txt", f"Nothing happened on Monday, said {phrase}, and nobody knew why it should have.")
        article.put(f"{phrase}.json", json.dumps({"published_on": "2024-09-27", "licence": phrase}))
    release = released(house, *((own, acled, article) if is_read_last else (article, own, acled)))
    with open_build(house) as connection:
        held = connection.execute("SELECT DISTINCT feed FROM reports ORDER BY 1").fetchall()
    assert held == [("acled",), ("own",)]
    assert rows(release, "SELECT feed, source_record_id FROM reports") == [("own", "open")]
    assert rows(release, "SELECT count(*) FROM snapshots WHERE feed = 'acled'") == [(0,)]
