"""Files that are read in one pass leave the same tables as files that are read one by one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pipelines.feed import Counts, Request, collect, read
from pipelines.feeds.gdelt_events.layouts import LAYOUTS
from pipelines.feeds.gdelt_mentions.layouts import COLUMNS
from pipelines.tabular import batches
from tests.tabular_feeds import TableDesk
from warehouse import home
from warehouse.database import open_build
from warehouse.errors import UserError

TABLES = ("reports", "mentions", "rejects", "readings")
EVENT = {"SQLDATE": "20240504", "EventCode": "190", "NumSources": "1", "DATEADDED": "20240504101500"}
MENTION = {
    "GLOBALEVENTID": "7",
    "EventTimeDate": "20240504101500",
    "MentionTimeDate": "20240504101500",
    "MentionType": "1",
    "InRawText": "1",
    "Confidence": "50",
}


def event(number: str, **values: str) -> str:
    cells = EVENT | {"GLOBALEVENTID": number} | values
    return "\t".join(cells.get(column, "") for column in LAYOUTS[0].columns) + "\n"


def mention(sentence: str, **values: str) -> str:
    cells = MENTION | {"SentenceID": sentence} | values
    return "\t".join(cells.get(column, "") for column in COLUMNS) + "\n"


EVENTS = (
    event("1") + event("2") + event("2") + "two\tfields\n" + event("3", EventCode="999") + event("4"),
    event("1", NumSources="5") + event("5") + "\t".join("abc") + "\n" + event("6", SQLDATE="20249999"),
    event("1") + event("2") + event("5", NumSources="2") + event("5", NumSources="3"),
)
MENTIONS = (mention("1") + mention("2") + mention("2"), mention("2") + mention("x") + mention("3"))


def tables_of(
    folder: Path, feed: str, files: Sequence[str], monkeypatch: pytest.MonkeyPatch, one_by_one: bool
) -> tuple[dict[str, list[tuple[Any, ...]]], Counts]:
    """The tables after the files have come in on one day after the other, and what the readings added."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    folder.mkdir()
    desk, added = TableDesk(folder, feed), Counts()
    for number, content in enumerate(files, 1):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int((home.now() + timedelta(days=1)).timestamp())))
        desk.put(f"{number}.CSV", content)
        collect(desk.feed, desk.home, Request(desk.home.inbox, (), True))
        if one_by_one or number == len(files):
            with open_build(desk.home) as connection:
                added += read(desk.feed, connection, desk.home, lambda *_: None).added
    return {name: desk.rows(f"FROM {name} ORDER BY ALL") for name in TABLES}, added


@pytest.mark.parametrize(("feed", "files"), [("gdelt_events", EVENTS), ("gdelt_mentions", MENTIONS)])
def test_files_read_together_leave_the_tables_of_files_read_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, feed: str, files: Sequence[str]
) -> None:
    alone, _ = tables_of(tmp_path / "alone", feed, files, monkeypatch, one_by_one=True)
    together, added = tables_of(tmp_path / "together", feed, files, monkeypatch, one_by_one=False)
    assert together == alone
    assert added.reports == len(alone["reports"] or alone["mentions"])


def test_a_feed_that_fails_once_a_file_is_entered_keeps_the_file_and_its_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "MOST_FILES", 1)
    desk = TableDesk(tmp_path, "gdelt_events")
    read_files = desk.feed.read

    def read_and_fail(*given: Any) -> Counts:
        read_files(*given)
        raise UserError("The publisher's list is gone", "Ask the publisher.")

    desk.feed = replace(desk.feed, read=read_and_fail)
    desk.put("1.CSV", event("1"))
    desk.put("2.CSV", event("2"))
    assert desk.build().state == "failed"
    entered = "SELECT source_record_id FROM reports JOIN snapshots USING (snapshot_id)"
    assert len(desk.rows(entered)) == 1
    assert desk.rows("SELECT snapshot_id FROM reports ANTI JOIN snapshots USING (snapshot_id)") == []
    desk.feed = replace(desk.feed, read=read_files)
    assert desk.build().state == "read"
    assert desk.rows(f"{entered} ORDER BY 1") == [("1",), ("2",)]


def test_line_ends_of_several_kinds_are_read_as_one(tmp_path: Path) -> None:
    desk = TableDesk(tmp_path, "gdelt_events")
    mixed = event("1").replace("\n", "\r\n") + event("2", Actor1Name="A\rB") + event("3").replace("\n", "\r\r\n")
    desk.put("mixed.CSV", mixed)
    assert desk.build().added.reports == 3
    assert desk.reports("source_actor_name") == [(None,), ("A B",), (None,)]
    assert desk.reading()[-1] == "line ends of several kinds read as one"
