"""ACLED from the network, against a server on loopback: tokens, pages, what changed, what was deleted, what refuses."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, parse_qsl

import pytest

from pipelines.feed import collect
from pipelines.feeds.acled import access, pages
from pipelines.fetching import Fetcher
from pipelines.sources import Collected, Request
from tests.loopback import Heard, Reply, Site
from tests.pipelines.feeds.test_acled import ROWS
from tests.tabular_feeds import TableDesk

USER, PASSWORD = "someone@example.org", "correct horse"
TOKENS = ("first-token", "second-token", "refresh-one")
JSON, HTML = {"Content-Type": "application/json"}, {"Content-Type": "text/html"}
TOKEN, READ, DELETED = "/oauth/token", "/api/acled/read", "/api/deleted/read"


@pytest.fixture
def acled(
    tmp_path_factory: pytest.TempPathFactory, site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> Iterator[TableDesk]:
    for name in ("COUNTRIES", "FROM"):
        monkeypatch.delenv(f"CASUS_ACLED_{name}", raising=False)
    monkeypatch.delenv("CASUS_OFFLINE")
    monkeypatch.setenv("CASUS_ACLED_USER", USER)
    monkeypatch.setenv("CASUS_ACLED_PASSWORD", PASSWORD)
    monkeypatch.setenv("CASUS_ACLED_FROM", "2024-01-01")
    monkeypatch.setattr(access, "SITE", site.url(""))
    monkeypatch.setattr(pages, "Fetcher", lambda: fetcher)
    monkeypatch.setattr(pages, "PAGE", 2)
    site.page(TOKEN, said({"access_token": TOKENS[0], "refresh_token": TOKENS[2], "expires_in": 86400}))
    yield (desk := TableDesk(tmp_path_factory.mktemp("acled"), "acled"))
    for path in desk.home.root.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert not [s for s in (PASSWORD, USER, *TOKENS) if s.encode() in content], f"{path} holds a secret"


def said(body: Any, status: int = 200) -> Reply:
    return Reply(status, JSON, json.dumps(body).encode())


def events(*numbers: int, second: int = 1_710_000_000) -> Reply:
    rows = [ROWS[0] | {"event_id_cnty": f"SMP{n}", "timestamp": second + n} for n in numbers]
    return said({"success": True, "data": rows})


def ask(desk: TableDesk) -> Collected:
    return collect(desk.feed, desk.home, Request())


def asked(site: Site, path: str) -> list[dict[str, str]]:
    """The questions put to the path, in order."""
    return [dict(parse_qsl(h.path.partition("?")[2])) for h in site.heard if h.path.partition("?")[0] == path]


def test_pages_are_asked_for_until_a_short_one_then_only_what_changed(acled: TableDesk, site: Site) -> None:
    site.page(READ, events(1, 2), events(3), events(3, second=1_710_000_500), events(3, second=1_710_000_500))
    site.page(DELETED, said({"data": [{"event_id_cnty": "SMP1", "deleted_timestamp": 1710000600}]}), said({"data": []}))
    assert [s.name for s in ask(acled).snapshots] == ["events-all-1.json", "events-all-2.json"]
    assert [s.name for s in ask(acled).snapshots] == ["events-1710000003-1.json", "deleted-1710000003.json"]
    assert ask(acled).snapshots == (), "the same answer again is nothing new"
    plain = {"_format": "json", "limit": "2"}
    first = plain | {"event_date": "2024-01-01", "event_date_where": ">="}
    later = plain | {"timestamp": "1710000003", "timestamp_where": ">=", "page": "1"}
    last = later | {"timestamp": "1710000503"}
    assert asked(site, READ) == [first | {"page": "1"}, first | {"page": "2"}, later, last]
    deletions = {"_format": "json", "deleted_timestamp_where": ">=", "limit": "0"}
    assert asked(site, DELETED) == [deletions | {"deleted_timestamp": s} for s in ("1710000003", "1710000503")]
    tokens = [h for h in site.heard if h.path == TOKEN]
    assert len(tokens) == 3, "one a build: tokens are kept in memory only"
    assert parse_qs(tokens[0].body.decode()) == {
        "username": [USER],
        "password": [PASSWORD],
        "grant_type": ["password"],
        "client_id": ["acled"],
        "scope": ["authenticated"],
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CASUS_OFFLINE", "1")
        acled.build()
    assert acled.reports("source_record_id, published_on") == [("SMP2", "2024-03-09"), ("SMP3", "2024-03-09")]


def test_a_sweep_that_breaks_off_is_begun_anew(acled: TableDesk, site: Site) -> None:
    site.page(READ, events(1, 2), *[Reply(503)] * 4, events(1, 2), events(3))
    assert "ACLED's server answers with a failure of its own (HTTP 503)" in (ask(acled).failure or "")
    assert [s.name for s in ask(acled).snapshots] == ["events-all-2.json"]
    assert [q["page"] for q in asked(site, READ)] == ["1", "2", "2", "2", "2", "1", "2"]


def test_another_scope_starts_anew(acled: TableDesk, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.page(READ, events(1))
    ask(acled)
    monkeypatch.setenv("CASUS_ACLED_COUNTRIES", "Iraq | Syria")
    ask(acled)
    second = asked(site, READ)[1]
    assert (second["country"], second["event_date"]) == ("Iraq|Syria", "2024-01-01")


def test_a_token_that_is_spent_is_refreshed(acled: TableDesk, site: Site) -> None:
    site.page(TOKEN, said({"access_token": TOKENS[0], "refresh_token": TOKENS[2]}), said({"access_token": TOKENS[1]}))

    def answer(heard: Heard) -> Reply:
        return events(1) if heard.headers["authorization"] == f"Bearer {TOKENS[1]}" else said({"error": "expired"}, 401)

    site.page(READ, answer)
    assert len(ask(acled).snapshots) == 1
    forms = [parse_qs(h.body.decode()) for h in site.heard if h.path == TOKEN]
    assert forms[1] == {"grant_type": ["refresh_token"], "refresh_token": [TOKENS[2]], "client_id": ["acled"]}


BAD = f"invalid_grant: the password {PASSWORD} of {USER} is wrong"
NOT_TAKEN = "ACLED does not take the name and password in CASUS_ACLED_USER and CASUS_ACLED_PASSWORD"
PAGE = Reply(200, HTML, b"<!DOCTYPE html><html><body>Checking your browser</body></html>")


@pytest.mark.parametrize(
    ("path", "reply", "failure"),
    [
        (
            TOKEN,
            said({"error": BAD}, 400),
            f"{NOT_TAKEN} (HTTP 400: invalid_grant: the password … of … is wrong)",
        ),
        (TOKEN, said({"message": "No"}, 200), "ACLED does not take the name and password"),
        (TOKEN, Reply(502), "ACLED's server answers with a failure of its own (HTTP 502)"),
        (TOKEN, PAGE, "ACLED's server answers with a web page (HTTP 200)"),
        (
            READ,
            said({"error": "Access denied"}, 403),
            "ACLED takes the password, but the account may not read the data (HTTP 403: Access denied)",
        ),
        (
            READ,
            said({"message": f"Access denied for {TOKENS[0]}"}),
            "ACLED takes the password, but the account may not read the data (HTTP 200: Access denied for …)",
        ),
        (READ, said({"error": "expired"}, 401), "ACLED takes the password, but the account may not read the data"),
        (READ, Reply(500), "ACLED's server answers with a failure of its own (HTTP 500)"),
        (READ, PAGE, "ACLED's server answers with a web page (HTTP 200)"),
        (READ, said({"success": False, "message": "Bad field"}), "ACLED answers with an error (HTTP 200: Bad field)"),
        (READ, said({"data": "none"}), "ACLED answers without a list of records (no data)"),
    ],
)
def test_each_way_of_failing_has_words_of_its_own(
    acled: TableDesk, site: Site, caplog: pytest.LogCaptureFixture, path: str, reply: Reply, failure: str
) -> None:
    caplog.set_level("DEBUG")
    site.page(path, reply)
    message = ask(acled).failure or ""
    assert message.startswith(failure)
    assert not [s for s in (PASSWORD, USER, *TOKENS) if s in message or s in caplog.text]


def test_the_same_page_for_two_is_no_endless_sweep(acled: TableDesk, site: Site) -> None:
    site.page(READ, events(1, 2))
    assert "ACLED gives the same page for two" in (ask(acled).failure or "")


def test_a_list_of_deleted_events_without_ids_is_not_kept(acled: TableDesk, site: Site) -> None:
    site.page(READ, events(1))
    ask(acled)
    site.page(DELETED, said({"data": [{"deleted_timestamp": 1710000600}]}))
    assert "a record without id or time" in (ask(acled).failure or "")


def test_without_an_account_the_feed_says_what_to_set(acled: TableDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CASUS_ACLED_PASSWORD")
    needs = ask(acled).needs or ""
    assert needs.startswith("Set CASUS_ACLED_PASSWORD (a myACLED account")
    monkeypatch.setenv("CASUS_ACLED_PASSWORD", PASSWORD)
    monkeypatch.setenv("CASUS_ACLED_FROM", "January")
    assert "CASUS_ACLED_FROM is 'January', which is no day" in (ask(acled).failure or "")
