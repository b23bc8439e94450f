"""The article feed: pages at addresses, and what becomes of them offline."""

from typing import Any

import pytest

from pipelines.fetching import Fetched, Fetcher, FetchError
from tests.pipelines.feeds.article_inbox import DATED, SAMPLES, STORY, Inbox
from warehouse.errors import UserError


class Web:
    """Addresses and what they answer, in the place of the network."""

    def __init__(self) -> None:
        self.pages: dict[str, Fetched | UserError] = {}
        self.asked: list[tuple[str, str | None]] = []

    def fetch(self, _: Fetcher, url: str, *, etag: str | None = None, **_more: Any) -> Fetched:
        self.asked.append((url, etag))
        answer = self.pages[url]
        if isinstance(answer, UserError):
            raise answer
        return Fetched(None, "", None, None, None) if etag and answer.etag == etag else answer


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch) -> Web:
    fake = Web()
    monkeypatch.delenv("CASUS_OFFLINE", raising=False)
    monkeypatch.setattr(Fetcher, "fetch", lambda *a, **k: fake.fetch(*a, **k))
    return fake


def page(number: int = 120, etag: str | None = None) -> Fetched:
    raw = (SAMPLES / "baltic-plans.html").read_bytes().replace(b"120", str(number).encode())
    return Fetched(raw, "text/html", "utf-8", etag, None)


def test_addresses_come_from_the_command_and_from_a_list(mail: Inbox, net: Web) -> None:
    net.pages = {"https://example.org/a?id=1": page(1), "https://example.org/b": page(2)}
    (mail.folder / "urls.txt").write_text("\ufeff# mine\nhttps://example.org/b\n\nhttps://example.org/b\n", "utf-8")
    mail.build("https://example.org/a?id=1")
    assert [url for url, _ in net.asked] == ["https://example.org/a?id=1", "https://example.org/b"]
    assert mail.rows("SELECT url, origin, name FROM documents JOIN snapshots USING (snapshot_id) ORDER BY 1") == [
        ("https://example.org/a?id=1", "network", "a"),
        ("https://example.org/b", "network", "b"),
    ]
    assert mail.refused() == {}


def test_a_page_is_asked_for_by_its_etag_and_a_new_text_replaces_the_old(mail: Inbox, net: Web) -> None:
    net.pages = {"https://example.org/a": page(1, '"1"')}
    mail.build("https://example.org/a")
    mail.build("https://example.org/a")
    assert net.asked[1] == ("https://example.org/a", '"1"')
    assert mail.document()["replaced_at"] is None
    net.pages = {"https://example.org/a": page(2, '"2"')}
    mail.build("https://example.org/a")
    assert mail.rows("SELECT text LIKE '% 2 %', replaced_at IS NULL FROM documents ORDER BY 1") == [
        (False, False),
        (True, True),
    ]


def test_an_address_that_gives_nothing_is_refused_alone(mail: Inbox, net: Web) -> None:
    net.pages = {
        "https://example.org/a": page(),
        "https://me:pass@example.org/b?key=1": FetchError("It is gone", "Save it by hand."),
    }
    mail.build("https://example.org/a", "https://me:pass@example.org/b?key=1", "ftp://example.org/c", "http://[bad")
    assert mail.refused() == {
        "https://example.org/b?…": "It is gone",
        "ftp://example.org/c": "It is no web address",
        "http://[bad": "It is no web address",
    }
    assert mail.document()["title"] == "Plans for the Baltic"


def test_a_page_without_a_date_says_how_to_supply_it(mail: Inbox, net: Web) -> None:
    undated = (SAMPLES / "baltic-plans.html").read_bytes().replace(b"article:published_time", b"x")
    net.pages = {"https://example.org/a": Fetched(undated, "text/html", None, None, None)}
    mail.build("https://example.org/a")
    ((record, remedy),) = mail.rows("SELECT record, remedy FROM rejects")
    assert record == "https://example.org/a"
    assert remedy == (
        "Save the page into the inbox and put a file of the same name ending in .json beside it,"
        ' with {"published_on": "2024-09-27"}.'
    )


@pytest.mark.parametrize("by_environment", [True, False])
def test_offline_nothing_is_fetched_and_files_are_read(
    mail: Inbox, net: Web, monkeypatch: pytest.MonkeyPatch, by_environment: bool
) -> None:
    if by_environment:
        monkeypatch.setenv("CASUS_OFFLINE", "1")
    mail.put("a.txt", **DATED)
    mail.build("https://example.org/a", offline=not by_environment)
    assert net.asked == []
    assert mail.refused() == {"https://example.org/a": "It was not fetched: the network is forbidden"}
    assert mail.document()["text"] == STORY


def test_a_list_of_addresses_that_is_no_text_fails_the_feed(mail: Inbox) -> None:
    (mail.folder / "urls.txt").write_bytes(b"\xff\xfe\x00")
    assert mail.build().state == "failed"
