"""The RSS and Atom feed over several builds: what its files and addresses add, replace and refuse."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipelines.feeds import rss
from pipelines.fetching import Fetcher
from tests.conftest import SHARED
from tests.document_feeds import Desk
from tests.loopback import Reply, Site
from tests.pipelines.feeds.rss_feeds import SAMPLES, feed, item
from tests.rows import begun_build

XML = {"Content-Type": "application/rss+xml; charset=utf-8"}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr("pipelines.coding.coder.code", lambda documents, **_: ((d, []) for d in documents))
    return Desk(begun_build(tmp_path), "rss")


def test_the_samples_give_their_reports(tmp_path: Path) -> None:
    desk = Desk(begun_build(tmp_path), "rss")
    shutil.copytree(SAMPLES, desk.folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.jsonl"))
    desk.build()
    desk.check_reports(SAMPLES / "expected.jsonl")
    assert desk.refused() == {
        "bulletin.atom, item 2": "Its language is fr, and Casus codes English",
        "releases.xml, item 3": "It has no publication date, and none is assumed",
    }


def test_the_next_feed_adds_what_is_new_and_replaces_what_was_edited(desk: Desk) -> None:
    desk.put("monday.xml", feed(item("1", "First"), item("2", "Second"), item("3", "Third")))
    assert desk.build().added.documents == 3
    desk.put("tuesday.xml", feed(item("2", "Second"), item("3", "Third, corrected"), item("4", "Fourth")))
    assert desk.build().added.documents == 2
    assert desk.texts() == ["First", "Fourth", "Second", "Third, corrected"]
    assert desk.rows("SELECT text FROM documents WHERE replaced_at IS NOT NULL") == [("Third",)]
    assert desk.refused() == {}
    assert desk.build().added.documents == 0


def test_repeated_items_are_told_of(desk: Desk) -> None:
    desk.put("a.xml", feed(item("1", "New"), item("1", "Old"), item("2", "New")))
    desk.build()
    assert desk.texts() == ["New"]
    assert desk.refused() == {
        "a.xml, item 2": "It repeats item 1, which was taken",
        "a.xml, item 3": "It has the same text as https://e.org/1 of the feed rss, and a text is one document",
    }
    assert desk.reading()[:4] == ("RSS 2.0", 3, 1, 2)


def test_what_is_no_feed_in_the_inbox_is_told_by_name(desk: Desk) -> None:
    desk.put("good.xml", feed(item()))
    desk.put("page.xml", "<html><body>no</body></html>")
    desk.put("notes.pdf", "x")
    desk.put("urls.txt", "https://e.org/feed")
    outcome = desk.build()
    assert (outcome.state, (outcome.message or "")[:38]) == ("failed", "page.xml: It is a web page, not a feed")
    assert desk.refused() == {
        "page.xml": "It is a web page, not a feed",
        "notes.pdf": "Files ending in .pdf are not read",
        "https://e.org/feed": "It was not fetched: the network is forbidden",
    }
    assert desk.texts() == ["One"]


def test_offline_the_default_addresses_are_not_missed(desk: Desk) -> None:
    outcome = desk.build()
    assert (outcome.state, outcome.message) == ("empty", None)
    assert desk.refused() == {}


@pytest.fixture
def online(monkeypatch: pytest.MonkeyPatch, fetcher: Fetcher) -> None:
    monkeypatch.delenv("CASUS_OFFLINE")
    monkeypatch.setattr("pipelines.collecting.Fetcher", lambda: fetcher)


@pytest.mark.usefixtures("online")
def test_an_address_is_asked_only_whether_it_changed(desk: Desk, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(heard: Any) -> Reply:
        return Reply(304) if heard.headers.get("if-none-match") == '"1"' else Reply(200, {**XML, "ETag": '"1"'}, raw)

    raw = feed(item("1", "From the net")).encode()
    monkeypatch.setenv("CASUS_RSS_URLS", f"{site.page('/a', answer)}\n {site.page('/b', Reply(404))}")
    desk.put("urls.txt", "https://e.org/never-asked")
    for _ in range(2):
        assert desk.build().state == "read"
        assert desk.refused() == {site.url("/b"): f"{site.url('/b')} answers HTTP 404"}
    assert desk.texts() == ["From the net"]
    assert [(heard.path, heard.headers.get("if-none-match")) for heard in site.heard] == [
        ("/a", None),
        ("/b", None),
        ("/a", '"1"'),
        ("/b", None),
    ]
    assert desk.rows("SELECT origin, address, name FROM snapshots") == [("network", site.url("/a"), "a")]


@pytest.mark.usefixtures("online")
def test_a_feed_none_of_whose_addresses_answers_has_failed(desk: Desk, site: Site) -> None:
    blocked = Reply(200, {"Content-Type": "text/html"}, b"<html>no</html>")
    desk.put("urls.txt", f"{site.page('/a', blocked)}\n{site.page('/b', blocked)}\n")
    outcome = desk.build()
    assert outcome.state == "failed"
    assert outcome.message is not None
    assert outcome.message.startswith(f"None of its addresses could be read; {site.url('/a')} is text/html, not")
    desk.put("own.xml", feed(item()))
    assert desk.build().state == "read", "there is a file to read"
    assert desk.texts() == ["One"]


@pytest.mark.usefixtures("online")
def test_an_address_that_gave_no_feed_is_no_trouble_once_it_is_taken_off_the_list(
    desk: Desk, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(heard: Any) -> Reply:
        return Reply(304) if heard.headers.get("if-none-match") else Reply(200, {**XML, "ETag": '"1"'}, b"<rss><item>")

    broken, good = site.page("/a", answer), site.page("/b", Reply(200, XML, feed(item()).encode()))
    states = []
    for second, listed in enumerate((broken, broken, good, f"{broken}\n{good}", good)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1_800_000_000 + second))
        desk.put("urls.txt", listed)
        states.append(desk.build().state)
    assert states == ["failed", "failed", "read", "read", "read"]
    assert list(desk.refused()) == [site.url("/a")]


@pytest.mark.usefixtures("online")
def test_without_a_list_the_default_addresses_are_asked(
    desk: Desk, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = site.page("/default", Reply(200, XML, feed(item()).encode()))
    monkeypatch.setattr(rss, "DEFAULT_ADDRESSES", (page,))
    desk.build()
    assert desk.texts() == ["One"]


@pytest.mark.shared
def test_the_white_house_file_is_read_whole(desk: Desk) -> None:
    shutil.copy(SHARED / "inbox" / "rss" / "whitehouse_briefings_rss.xml", desk.folder)
    assert desk.build().added.documents == 29
    assert desk.reading() == ("RSS 2.0", 30, 29, 1, "30 of 30 items have a headline and no text; the headline is coded")
    ((record, reason),) = desk.refused().items()
    assert record == "whitehouse_briefings_rss.xml, item 9"
    assert reason.startswith("It has the same text as https://www.whitehouse.gov/releases/2026/08/president-trump-")
    assert desk.rows("SELECT min(published_on), max(published_on), count(DISTINCT url) FROM documents") == [
        (date(2026, 8, 7), date(2026, 8, 21), 29)
    ]
    assert desk.rows("SELECT DISTINCT publisher, licence_id FROM documents") == [
        ("The White House Briefing Room", "public-domain")
    ]
