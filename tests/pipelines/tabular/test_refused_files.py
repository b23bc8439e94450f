"""A file that is no table of its feed is refused alone: others are read, and the feed says so until a newer one is."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.tabular_feeds import TableDesk
from warehouse import home

SAMPLE = Path(__file__).parents[2] / "samples" / "icews" / "events.2019.sample.tab"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TableDesk:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    return TableDesk(tmp_path, "icews")


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    at = home.now() + timedelta(days=days)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(at.timestamp())))


def test_a_page_beside_a_table_is_refused_alone(desk: TableDesk) -> None:
    desk.put("events.2019.sample.tab", SAMPLE.read_bytes())
    desk.put("events.2020.tab", "<html>Sign in</html>")
    outcome = desk.build()
    assert outcome.state == "failed"
    assert (outcome.message or "").startswith("events.2020.tab is a web page, not a table. ")
    assert desk.refused() == {"events.2020.tab": "events.2020.tab is a web page, not a table"}
    records = len(SAMPLE.read_text("utf-8").splitlines()) - 1
    assert desk.account() == (records + 1, records, 1)


def test_the_feed_recovers_with_a_newer_file_and_the_reject_stays(
    desk: TableDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.put("events.2020.tab", "<html>Sign in</html>")
    assert desk.build().state == "failed"
    assert desk.build().state == "failed"
    later(monkeypatch, days=1)
    desk.put("events.2020.tab", SAMPLE.read_bytes())
    assert desk.build().state == "read"
    assert list(desk.refused()) == ["events.2020.tab"]
