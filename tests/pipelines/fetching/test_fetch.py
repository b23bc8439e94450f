"""Fetching pages, against a site on loopback."""

import gzip
import logging
import traceback
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from pipelines.fetching import CSV, Fetcher, FetchError, Patience, connection, guarded, is_private, shown, user_agent
from tests.loopback import Reply, Site, serving

HTML = ("text/html", "text/plain")
SECRET = "s3cret"


def page(body: bytes = b"<p>Text</p>", media_type: str = "text/html; charset=utf-8", **more: str) -> Reply:
    return Reply(200, {"Content-Type": media_type} | {k.replace("_", "-"): v for k, v in more.items()}, body)


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds waited, without waiting: the clock is put on instead."""
    waits: list[float] = []
    began = connection.time.monotonic()
    monkeypatch.setattr(connection.time, "sleep", lambda seconds: waits.append(round(seconds, 1)))
    monkeypatch.setattr(connection.time, "monotonic", lambda: began + sum(waits))
    return waits


def test_an_answer_with_its_charset_and_validators(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/story", page(ETag='"v1"', Last_Modified="Fri, 27 Sep 2024 10:00:00 GMT"))
    answer = fetcher.fetch(url, accept=HTML, limit=1000)
    assert answer.content == b"<p>Text</p>"
    assert (answer.media_type, answer.charset) == ("text/html", "utf-8")
    assert (answer.etag, answer.last_modified) == ('"v1"', "Fri, 27 Sep 2024 10:00:00 GMT")
    assert site.heard[0].headers["user-agent"] == user_agent()


def test_what_has_not_changed_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/story", Reply(304))
    answer = fetcher.fetch(url, accept=HTML, limit=1000, etag='"v1"', last_modified="Fri, 27 Sep 2024 10:00:00 GMT")
    assert answer.content is None
    assert site.heard[0].headers["if-none-match"] == '"v1"'
    assert site.heard[0].headers["if-modified-since"] == "Fri, 27 Sep 2024 10:00:00 GMT"


@pytest.mark.parametrize(
    "failing",
    [Reply(429), Reply(500), Reply(503), Reply(522), Reply(200, {"Content-Type": "text/html"}, b"x" * 500, 100)],
)
def test_a_passing_failure_is_tried_again(site: Site, fetcher: Fetcher, failing: Reply) -> None:
    url = site.page("/story", failing, failing, page())
    assert fetcher.fetch(url, accept=HTML, limit=1000).content == b"<p>Text</p>"
    assert len(site.heard) == 3


def test_a_body_shorter_than_stated_is_no_answer(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/story", Reply(200, {"Content-Type": "text/html"}, b"x" * 500, cut_after=100))
    with pytest.raises(FetchError, match=r"did not answer \(it broke off\)"):
        fetcher.fetch(url, accept=HTML, limit=1000)
    assert len(site.heard) == 4


def test_waits_double_and_retry_after_is_obeyed(site: Site, slept: list[float]) -> None:
    asked = Reply(429, {"Retry-After": "7"})
    url = site.page("/story", Reply(500), Reply(500), Reply(500), asked, page())
    Fetcher(pause=0, patience=Patience(jitter=0)).fetch(url, accept=HTML, limit=1000)
    assert [seconds for seconds in slept if seconds] == [0.5, 1, 2, 7]


def test_retry_after_may_be_a_date(site: Site, fetcher: Fetcher) -> None:
    at = datetime.now(UTC) + timedelta(hours=2)
    url = site.page("/story", Reply(503, {"Retry-After": format_datetime(at, usegmt=True)}))
    with pytest.raises(FetchError) as late:
        fetcher.fetch(url, accept=HTML, limit=1000)
    assert late.value.problem.startswith(f"{url} asks to come back later, at {at:%Y-%m-%d %H:}")
    assert late.value.remedy.startswith("Try again after that.")


def test_a_server_that_asks_for_an_hour_is_left_alone_for_this_run(site: Site, fetcher: Fetcher) -> None:
    site.page("/a", Reply(429, {"Retry-After": "3600"}))
    site.page("/b", page())
    for path in ("/a", "/b"):
        with pytest.raises(FetchError, match="asks to come back later"):
            fetcher.fetch(site.url(path), accept=HTML, limit=1000)
    assert [heard.path for heard in site.heard] == ["/a"]


@pytest.mark.parametrize("header", ["soon", "-5", "", "Fri, 99 Foo", "Sun, 06 Nov 1994 08:49:37 GMT"])
def test_an_odd_retry_after_asks_for_nothing(header: str) -> None:
    assert connection.seconds_asked(header) == 0


@pytest.mark.parametrize(
    "answer, problem",
    [
        (Reply(404), "answers HTTP 404"),
        (Reply(401), "refuses access (HTTP 401)"),
        (Reply(403), "refuses access (HTTP 403)"),
        (page(b"%PDF", "application/pdf"), "is application/pdf, not text/html or text/plain"),
        (Reply(200, {}, b"what"), "is of no stated media type, not text/html or text/plain"),
        (page(b"x" * 1001), "is larger than 1,000 bytes"),
        (page(gzip.compress(b"x" * 100_000), Content_Encoding="gzip"), "is larger than 1,000 bytes"),
        (page(b"broken", Content_Encoding="gzip"), "did not answer (its answer is broken)"),
        (page(b"<form>Subscribers: <INPUT name=p type='password'></form>"), "is a page to sign in"),
        (Reply(302, {"Location": "/account/login?next=/story"}), "leads to a page to sign in"),
        (Reply(302, {"Location": "/story"}), "redirects more than 5 times"),
        (Reply(302, {"Location": "file:///etc/passwd"}), "redirects to something that is no web page"),
        (Reply(302, {"Location": "http://[::1"}), "redirects to something that is no web page"),
        (Reply(302, {"Location": "http://127.0.0.1:99999/"}), "redirects to something that is no web page"),
    ],
)
def test_what_is_no_article_is_refused(site: Site, fetcher: Fetcher, answer: Reply, problem: str) -> None:
    url = site.page("/story", answer)
    with pytest.raises(FetchError) as refused:
        fetcher.fetch(url, accept=HTML, limit=1000)
    assert problem in refused.value.problem
    assert refused.value.problem.startswith(site.url("/story"))
    assert refused.value.remedy.endswith("Save it by hand and put it into the inbox.")


@pytest.mark.parametrize(
    "body, problem",
    [
        (b"\xef\xbb\xbf\n<!-- a cache -->\n<!DOCTYPE html><title>Sorry</title>", "answers with a web page, not with"),
        (b'<html lang="en">', "answers with a web page, not with data"),
        (b'{"error": "quota"}', "answers with a JSON message, not with data"),
        (b'[{"message": 1}]', "answers with a JSON message, not with data"),
    ],
)
def test_a_message_served_as_data_is_refused(site: Site, fetcher: Fetcher, body: bytes, problem: str) -> None:
    url = site.page("/data.csv", page(body, "text/csv"))
    with pytest.raises(FetchError, match=problem):
        fetcher.fetch(url, accept=CSV, limit=1000)


def test_rows_that_speak_of_pages_are_data(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/data.csv", page(b"id,words\n1,<html>\n", "text/csv"))
    assert fetcher.fetch(url, accept=CSV, limit=1000).content == b"id,words\n1,<html>\n"


def test_redirects_are_followed(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/old", Reply(301, {"Location": "new"}))
    site.page("/new", page())
    assert fetcher.fetch(url, accept=HTML, limit=1000).content == b"<p>Text</p>"


def test_a_name_that_means_another_address_when_it_is_asked_is_not_asked(
    site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = site.page("/story", page())
    monkeypatch.setattr(connection, "is_private", lambda _: False)
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 leads to a private address"):
        fetcher.fetch(url, accept=HTML, limit=1000)
    assert site.heard == []


def test_a_public_address_may_not_lead_to_a_private_one(
    site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = site.page("/story", Reply(302, {"Location": site.url("/inner")}))
    site.page("/inner", page(b"secret"))
    monkeypatch.setattr(connection, "is_private", lambda asked: asked.endswith("/inner"))
    monkeypatch.setattr(guarded, "is_public", lambda _: True)
    with pytest.raises(FetchError, match="redirects to the private address"):
        fetcher.fetch(url, accept=HTML, limit=1000)
    assert [heard.path for heard in site.heard] == ["/story"]


def test_no_server_is_no_connection(fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match=r"did not answer \(no connection\)"):
        fetcher.fetch("http://127.0.0.1:9/", accept=HTML, limit=1000)


def test_two_requests_to_one_host_keep_their_distance_and_others_do_not_wait(site: Site, slept: list[float]) -> None:
    polite = Fetcher(pause=30)
    with serving() as other:
        for place in (site, site, other):
            polite.fetch(place.page("/story", page()), accept=HTML, limit=1000)
    assert slept == [0, 30, 0]


def test_a_token_reaches_its_own_host_only(site: Site, fetcher: Fetcher) -> None:
    with serving() as other:
        site.page("/a", Reply(302, {"Location": "/b"}))
        site.page("/b", Reply(302, {"Location": other.page("/c", page())}))
        tokens = {"Authorization": "Bearer secret", "x-ucdp-access-token": "secret"}
        fetcher.fetch(site.url("/a"), accept=HTML, limit=1000, headers=tokens)
    assert [heard.headers["authorization"] for heard in site.heard] == ["Bearer secret"] * 2
    assert "secret" not in repr(other.heard[0])


def test_the_machine_s_netrc_does_not_replace_a_token(
    site: Site, fetcher: Fetcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password word\n")
    monkeypatch.setenv("NETRC", str(netrc))
    fetcher.fetch(site.page("/a", page()), accept=HTML, limit=1000, headers={"authorization": "Bearer right"})
    assert site.heard[0].headers["authorization"] == "Bearer right"


@pytest.mark.parametrize(
    "answer, headers",
    [
        (Reply(500), {"token": SECRET}),
        (Reply(200, {"Content-Type": "text/html"}, b"x" * 9, cut_after=3), {"token": SECRET}),
        (Reply(302, {"Location": f"http://127.0.0.1:9/?key={SECRET}"}), {"token": SECRET}),
        (page(), {"token": f"{SECRET}\n"}),
        (page(), {"token": f"{SECRET}\N{SNOWMAN}"}),
    ],
)
def test_secrets_stand_in_no_log_and_no_error(
    site: Site, fetcher: Fetcher, caplog: pytest.LogCaptureFixture, answer: Reply, headers: dict[str, str]
) -> None:
    caplog.set_level(logging.DEBUG)
    url = site.page("/a", answer) + f"?key={SECRET}"
    with pytest.raises(FetchError) as refused:
        fetcher.fetch(url.replace("127", f"me:{SECRET}@127"), accept=HTML, limit=1000, headers=headers)
    whole = "".join(traceback.format_exception(refused.value)) + repr(refused.value)
    assert refused.value.__context__ is None
    assert SECRET not in whole + caplog.text


@pytest.mark.parametrize("url", ["ftp://example.org/a", "http:///a", "http://[::1", "http://h:99999/", "story.txt"])
def test_what_is_no_address_is_said_so(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(FetchError, match="is no web address"):
        fetcher.fetch(url, accept=HTML, limit=1000)


@pytest.mark.parametrize(
    "url, private",
    [
        ("http://127.0.0.1/", True),
        ("http://10.1.2.3/", True),
        ("http://169.254.169.254/", True),
        ("http://[::1]/", True),
        ("http://[::ffff:10.0.0.1]/", True),
        ("http://0.0.0.0/", True),
        ("http://8.8.8.8/", False),
        ("http://no.such.name.invalid/", False),
    ],
)
def test_private_addresses(url: str, private: bool) -> None:
    assert is_private(url) is private


def test_addresses_are_shown_without_secrets() -> None:
    assert shown("https://user:word@example.org/a/b?token=1#x") == "https://example.org/a/b?…"


def test_the_user_agent_names_the_contact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASUS_CONTACT", "desk@example.org")
    assert user_agent().endswith(" (+desk@example.org)")
    monkeypatch.setenv("CASUS_CONTACT", "two\r\nlines: x")
    assert "lines" not in user_agent()
