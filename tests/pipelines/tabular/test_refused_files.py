"""A file that is no table of its feed is refused alone: others are read, and the feed says so until a newer one is."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pipelines.feeds import icews
from pipelines.snapshots import Snapshot
from pipelines.tabular import Opened
from pipelines.tabular import reading as tables
from tests.document_feeds import Desk
from tests.rows import begun_build
from tests.tabular_feeds import TableDesk
from warehouse import home
from warehouse.errors import UserError

SAMPLE = Path(__file__).parents[2] / "samples" / "icews" / "events.2019.sample.tab"
MENTIONS = SAMPLE.parents[1] / "gdelt_mentions" / "20240504103000.mentions.CSV"

OWN = {
    "source_record_id": "1",
    "event_type": "attack",
    "event_subtype": "shelling",
    "status": "occurred",
}
OWN |= {"date_start": "2024-05-04", "date_precision": "day", "geo_precision": "unknown"}


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


def test_a_page_is_told_of_wherever_its_name_stands_among_others(desk: TableDesk) -> None:
    desk.put("events.2018.tab", "<html>Sign in</html>")
    desk.put("events.2019.sample.tab", SAMPLE.read_bytes())
    for _ in range(2):
        outcome = desk.build()
        assert (outcome.state, str(outcome.message)[:45]) == ("failed", "events.2018.tab is a web page, not a table. F")


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


@pytest.mark.parametrize("content", ["<html>Sign in</html>", SAMPLE.read_text("utf-8").splitlines()[0] + "\n"])
def test_a_file_that_is_taken_away_is_no_trouble_any_more(desk: TableDesk, content: str) -> None:
    desk.put("events.2019.sample.tab", SAMPLE.read_bytes())
    assert desk.build().message is None
    desk.put("events.2020.tab", content)
    told = desk.build()
    assert "events.2020.tab" in str(told.message)
    (desk.folder / "events.2020.tab").rename(desk.folder / "again.tab")
    assert desk.build() == told
    (desk.folder / "again.tab").unlink()
    outcome = desk.build()
    assert (outcome.state, outcome.message) == ("read", None)
    desk.put("events.2020.tab", content)
    assert desk.build() == told
    shutil.rmtree(desk.folder)
    outcome = desk.build()
    assert (outcome.state, outcome.message) == ("read", None)
    assert len(desk.reports("report_id")) > 0


def test_a_feed_is_empty_when_all_that_it_refused_is_taken_away(desk: TableDesk) -> None:
    desk.put("events.2020.tab", "<html>Sign in</html>")
    assert desk.build().state == "failed"
    (desk.folder / "events.2020.tab").unlink()
    outcome = desk.build()
    assert (outcome.state, outcome.message) == ("empty", None)
    assert desk.refused() == {"events.2020.tab": "events.2020.tab is a web page, not a table"}


def test_a_refused_file_is_read_as_soon_as_a_layout_fits(desk: TableDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(path: Path, snapshot: Snapshot, folder: Path) -> Opened:
        raise UserError(f"{snapshot.name} lacks the column CAMEO Code", "Add the new name to the feed's layouts.")

    good = icews.TABLE
    desk.put("events.2019.sample.tab", SAMPLE.read_bytes())
    monkeypatch.setattr(icews, "TABLE", replace(good, opening=refusing))
    assert desk.build().state == "failed"
    monkeypatch.setattr(icews, "TABLE", good)
    assert desk.build().state == "read"
    assert desk.refused() == {}


def test_a_file_that_was_put_into_the_wrong_folder_can_be_moved(tmp_path: Path) -> None:
    home = begun_build(tmp_path)
    desks = {feed: Desk(home, feed) for feed in ("gdelt_events", "gdelt_mentions")}
    desks["gdelt_events"].put(MENTIONS.name, MENTIONS.read_bytes())
    assert desks["gdelt_events"].build().state == "failed"
    desks["gdelt_mentions"].put(MENTIONS.name, MENTIONS.read_bytes())
    assert desks["gdelt_mentions"].build().state == "empty", "it still lies in the other folder"
    assert "has the same bytes as a file that the feed gdelt_events has read" in str(desks["gdelt_mentions"].refused())
    (desks["gdelt_events"].folder / MENTIONS.name).unlink()
    assert desks["gdelt_mentions"].build().state == "read"
    assert desks["gdelt_events"].build().state == "empty"
    assert desks["gdelt_mentions"].rows("SELECT feed, count(*) FROM mentions GROUP BY ALL") == [("gdelt_mentions", 3)]
    assert desks["gdelt_mentions"].rows("SELECT feed, name FROM snapshots") == [("gdelt_mentions", MENTIONS.name)]
    assert list(desks["gdelt_mentions"].refused()) == [f"{MENTIONS.name}, record 3, id 9100000001"]


def test_a_quote_that_takes_in_what_follows_is_told_apart_from_one_that_does_not(tmp_path: Path) -> None:
    desk = TableDesk(tmp_path, "own")
    head, row = (",".join(cells) for cells in zip(*OWN.items(), strict=True))
    desk.put("within.csv", f'{head}\r\n"a"b{row}\r\n{row}\r\n')
    desk.put("open.csv", f'{head}\r\n{row}\r\n"{row}\r\n{row}\r\n{row}\r\n')
    desk.build()
    told = "A quote in it is not closed, or stands within a field"
    assert desk.refused() == {
        "within.csv, line 2": told,
        "open.csv, line 3": f"{told}, and lines after it are lost with it",
    }


@pytest.mark.parametrize(
    "content, problem",
    [
        (SAMPLE.read_text("utf-8").encode("utf-16")[:-1], "is no whole UTF-16: it was cut off or is damaged"),
        (SAMPLE.read_text("utf-8").encode("utf-16-le"), "is binary, or UTF-16 without its mark"),
        (b"x" * 200_000, "has no header that the feed knows"),
        ("<html>Sign in</html>".encode("utf-16"), "is a web page, not a table"),
    ],
    ids=["half a character", "no mark", "one word", "a page of wide characters"],
)
def test_what_is_no_text_of_lines_is_refused_in_words(tmp_path: Path, content: bytes, problem: str) -> None:
    for feed, name in (("icews", "events.2020.tab"), ("ucdp_ged", "ged.csv")):
        (tmp_path / feed).mkdir()
        desk = TableDesk(tmp_path / feed, feed)
        desk.put(name, content)
        assert desk.build().state == "failed"
        assert desk.refused() == {name: f"{name} {problem}"}


def test_lists_in_lists_are_no_events(tmp_path: Path) -> None:
    desk = TableDesk(tmp_path, "acled")
    desk.put("deep.json", "[" * 100_000 + "]" * 100_000)
    assert desk.build().state == "failed"
    assert desk.refused() == {"deep.json": "deep.json holds no events, but lists in lists"}


def test_a_file_is_read_again_when_what_its_codes_mean_has_changed(
    desk: TableDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = icews.TABLE.fingerprint
    monkeypatch.setattr(tables, "crosswalks_fingerprint", lambda: "other seeds")
    assert icews.TABLE.fingerprint != before
