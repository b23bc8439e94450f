"""The loops over feeds, with feeds that behave and feeds that do not."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipelines import snapshots
from pipelines.credentials import Credential
from pipelines.feed import FEEDS, Bounds, Collected, Counts, Feed, Request, check_request, collect, read
from pipelines.licences import UNKNOWN
from pipelines.reference import fill_reference
from pipelines.rejects import Reject
from tests.rows import begun_build, insert, row
from warehouse.database import open_build
from warehouse.errors import UserError
from warehouse.home import Home


def take_one(home: Home, _request: Request) -> Collected:
    taken = snapshots.store(
        home, b"raw", feed="wire", name="a", origin="inbox", media_type="text/plain", licence_id="unknown"
    )
    return Collected((taken,), (Reject("wire", "b", "It is odd", "Mend it."),))


def take_none(_home: Home, _request: Request) -> Collected:
    return Collected()


def fail(*_: Any) -> Any:
    raise UserError("The wire is cut", "Splice it.")


def read_one(connection: Any, *_: Any) -> Counts:
    insert(connection, "documents", row("documents", feed="wire"))
    return Counts(documents=1)


def read_half(connection: Any, *_: Any) -> Counts:
    insert(connection, "documents", row("documents", 7, feed="wire"))
    return fail()


WIRE = Feed(
    "wire", "Wire", "Nobody", None, "Cite it.", "Little.", "Daily.", UNKNOWN, take_one, read_one, (Bounds(1, 1),)
)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    return begun_build(tmp_path)


def run(home: Home, feed: Feed) -> tuple[Collected, dict[str, Any]]:
    """Collect and read; the feed's row afterwards."""
    collected = collect(feed, home, Request())
    with open_build(home) as connection:
        outcome = read(feed, connection, home, lambda *_: None)
        fill_reference(connection)
        cursor = connection.execute("FROM feeds WHERE feed = 'wire'")
        names = [column[0] for column in cursor.description]
        found = dict(zip(names, cursor.fetchone(), strict=True))
        assert (found["state"], found["message"]) == (outcome.state, outcome.message)
    return collected, found


def rows(home: Home, table: str) -> int:
    with open_build(home) as connection:
        return rows_of(connection, table)


def rows_of(connection: Any, table: str) -> int:
    return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_a_feed_is_collected_read_and_counted(home: Home) -> None:
    collected, feed = run(home, WIRE)
    assert [s.name for s in collected.snapshots] == ["a"]
    assert (feed["state"], feed["snapshots"], feed["documents"], feed["rejects"]) == ("read", 1, 1, 1)
    assert feed["latest_snapshot_at"] == collected.snapshots[0].retrieved_at
    assert rows(home, "snapshots") == 1


def test_a_file_of_a_size_that_its_kind_never_has_is_told_of_and_read(home: Home) -> None:
    records = {"1981.txt": 10, "1982.txt": 3000, "198201.txt": 3000, "198202.txt": 10, "part of 1983.txt": 1}

    def take(home: Home, _request: Request) -> Collected:
        for name in records:
            facts = {"origin": "inbox", "media_type": "text/plain", "licence_id": "unknown"}
            snapshots.store(home, name.encode(), feed="wire", name=name, **facts)
        return Collected()

    def count(connection: Any, _home: Any, held: Any, _progress: Any) -> Counts:
        for snapshot in held if not rows_of(connection, "readings") else ():
            read = records[snapshot.name]
            counts = {"records_read": read, "records_taken": read, "records_rejected": 0}
            issues = "new column 'x'" if snapshot.name == "1981.txt" else None
            facts = {"snapshot_id": snapshot.snapshot_id, "feed": "wire", "issues": issues}
            insert(connection, "readings", row("readings", **facts, **counts))
        return Counts()

    kinds = (Bounds(1, 100, r"\d{6}\.TXT", "a month"), Bounds(1000, 5000, r"\d+\.txt", "a year"))
    for _ in range(2):
        _, feed = run(home, replace(WIRE, collect=take, read=count, bounds=kinds))
    with open_build(home) as connection:
        query = "SELECT name, issues FROM readings JOIN snapshots USING (snapshot_id) WHERE issues IS NOT NULL"
        assert connection.execute(f"{query} ORDER BY ALL").fetchall() == [
            ("1981.txt", "new column 'x'; records: 10, where a year has 1,000 to 5,000"),
            ("198201.txt", "records: 3,000, where a month has 1 to 100"),
        ]
    assert feed["state"] == "read"


def test_a_feed_without_anything_is_empty(home: Home) -> None:
    _, feed = run(home, replace(WIRE, collect=take_none, read=lambda *_: Counts()))
    assert (feed["state"], feed["message"], feed["snapshots"]) == ("empty", None, 0)


def test_a_feed_that_lacks_its_credential_is_skipped_and_its_files_are_read(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CASUS_OFFLINE", raising=False)
    needs = "Set WIRE_KEY (free) to read the wire."
    asked: list[bool] = []

    def take_what_may_be(home: Home, request: Request) -> Collected:
        asked.append(request.offline)
        return Collected() if len(asked) == 1 else take_one(home, request)

    key = Credential(("WIRE_KEY",), "read the wire", "free")
    idle = replace(WIRE, read=lambda *_: Counts(), credential=key, collect=take_what_may_be)
    _, feed = run(home, idle)
    assert (feed["state"], feed["message"]) == ("skipped", needs)
    _, feed = run(home, idle)
    assert (feed["state"], feed["message"]) == ("read", needs)
    monkeypatch.setenv("WIRE_KEY", "x")
    _, feed = run(home, idle)
    assert (feed["state"], feed["message"]) == ("read", None)
    assert asked == [True, True, False], "without it the network is not asked"


def test_a_source_that_held_nothing_the_last_time_is_an_alarm_until_it_does(home: Home) -> None:
    def read_none(connection: Any, _home: Any, held: Any, _progress: Any) -> Counts:
        connection.execute("DELETE FROM readings")
        for number, snapshot in enumerate(held):
            insert(
                connection,
                "readings",
                row(
                    "readings",
                    snapshot_id=snapshot.snapshot_id,
                    feed="wire",
                    records_read=number,
                    records_taken=number,
                    records_rejected=0,
                ),
            )
        return Counts()

    _, feed = run(home, replace(WIRE, read=read_none))
    alarm = "a held nothing the last time: look whether the source has moved."
    assert (feed["state"], feed["message"]) == ("read", alarm)
    snapshots.store(home, b"2", feed="wire", name="a", origin="inbox", media_type="text/plain", licence_id="unknown")
    _, feed = run(home, replace(WIRE, read=read_none))
    assert (feed["state"], feed["message"]) == ("read", None)


def test_a_feed_that_cannot_be_collected_has_failed_and_keeps_what_it_has(home: Home) -> None:
    run(home, WIRE)
    collected, feed = run(home, replace(WIRE, collect=fail, read=lambda *_: Counts()))
    assert collected.failure == "The wire is cut. Splice it."
    assert (feed["state"], feed["message"], feed["documents"]) == ("failed", "The wire is cut. Splice it.", 1)


def test_a_feed_that_cannot_be_read_leaves_no_half_of_it(home: Home) -> None:
    _, feed = run(home, replace(WIRE, read=read_half))
    assert (feed["state"], feed["documents"]) == ("failed", 0)
    assert rows(home, "documents") == 0
    assert rows(home, "snapshots") == 0, "not read: it is to be read by the next build"


def test_a_feed_that_has_recovered_is_read_again(home: Home) -> None:
    run(home, replace(WIRE, collect=fail, read=lambda *_: Counts()))
    _, feed = run(home, WIRE)
    assert (feed["state"], feed["message"]) == ("read", None)


def test_a_bug_is_not_a_failed_feed(home: Home) -> None:
    def bug(*_: Any) -> Counts:
        raise KeyError("slip")

    with pytest.raises(KeyError, match="slip"):
        run(home, replace(WIRE, read=bug))


def test_rejects_without_a_snapshot_stand_as_long_as_the_run_makes_them(home: Home) -> None:
    run(home, WIRE)
    run(home, replace(WIRE, collect=take_none, read=lambda *_: Counts()))
    assert rows(home, "rejects") == 0


def test_a_place_is_as_its_latest_report_has_it(home: Home) -> None:
    with open_build(home) as connection:
        for number, level in ((1, "city"), (2, "site")):
            moment = row("reports", number)["recorded_at"].replace(year=2024 + number)
            insert(connection, "reports", row("reports", number, recorded_at=moment))
            report_id = row("reports", number)["report_id"]
            insert(
                connection,
                "report_places",
                row("report_places", report_id=report_id, place_id="casus:x", place_name=f"X{number}", level=level),
            )
        fill_reference(connection)
        places = connection.execute("SELECT place_id, name, level, source FROM places").fetchall()
    assert places == [("casus:x", "X2", "site", "Casus")]


def test_the_folder_is_the_registry() -> None:
    assert all(name == feed.name for name, feed in FEEDS.items())
    assert "article" in FEEDS


def test_an_inbox_that_is_not_there_or_holds_no_feed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        check_request(Request(tmp_path / "none"))
    (tmp_path / "file").write_text("x")
    with pytest.raises(UserError, match="cannot be read"):
        check_request(Request(tmp_path / "file"))
    with pytest.raises(UserError, match="no folder that bears a feed's name") as refused:
        check_request(Request(tmp_path))
    assert "article/" in refused.value.remedy


def test_an_empty_inbox_one_with_a_feed_and_none_are_accepted(tmp_path: Path) -> None:
    check_request(Request())
    (tmp_path / "Thumbs.db").write_text("x")
    check_request(Request(tmp_path))
    (tmp_path / "article").mkdir()
    (tmp_path / "notes.txt").write_text("x")
    check_request(Request(tmp_path))


def test_a_feed_folder_that_cannot_be_listed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "wire").write_text("x")
    with pytest.raises(UserError, match="is a file"):
        Request(tmp_path).folder("wire")
    (tmp_path / "desk").mkdir()

    def forbidden(_path: Path) -> Iterator[Path]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", forbidden)
    with pytest.raises(UserError, match=r"cannot be listed \(Permission denied\)"):
        Request(tmp_path).folder("desk")
