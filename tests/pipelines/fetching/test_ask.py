"""Asking interfaces and the ends of long files, against a site on loopback."""

import pytest

from pipelines.fetching import CSV, Answer, Fetcher, FetchError, connection, guarded
from tests.loopback import Heard, Reply, Site, serving

JSON = {"Content-Type": "application/json; charset=utf-8"}


def test_an_answer_of_an_interface(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/api", Reply(200, JSON | {"X-Left": "9"}, b'\xef\xbb\xbf{"data": [1]}'))
    answer = fetcher.ask(url, limit=1000, params={"page": "2", "key": "s3cret"}, headers={"token": "s3cret"})
    assert (answer.status, answer.media_type, answer.headers["x-left"]) == (200, "application/json", "9")
    assert answer.good().json() == {"data": [1]}
    assert answer.address == url
    assert site.heard[0].path == "/api?page=2&key=s3cret"
    assert repr(answer) == f"Answer(address='{url}', status=200, media_type='application/json')"


def test_a_form_is_posted_and_its_token_comes_back(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/oauth/token", Reply(200, JSON, b'{"access_token": "t"}'))
    answer = fetcher.ask(url, method="POST", body={"username": "me", "password": "a&b"}, limit=1000)
    assert answer.json()["access_token"] == "t"
    assert site.heard[0].body == b"username=me&password=a%26b"
    assert site.heard[0].headers["content-type"] == "application/x-www-form-urlencoded"


def test_a_document_is_posted_as_json(site: Site, fetcher: Fetcher) -> None:
    fetcher.ask(site.page("/api", Reply(200, JSON, b"{}")), method="POST", json={"limit": 5}, limit=1000)
    assert site.heard[0].body == b'{"limit": 5}'


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 500, 503])
def test_a_status_is_the_callers_to_judge(site: Site, fetcher: Fetcher, status: int) -> None:
    url = site.page("/api", Reply(status, JSON, b'{"error": {"type": "X", "message": "not an approved\\n name"}}'))
    answer = fetcher.ask(url, limit=1000)
    assert (answer.status, answer.complaint()) == (status, "not an approved name")
    assert len(site.heard) == (4 if status >= 500 else 1)
    with pytest.raises(FetchError, match=f"answers HTTP {status}"):
        answer.good()


@pytest.mark.parametrize(
    "method, said, times", [("GET", None, 3), ("GET", False, 1), ("POST", None, 1), ("POST", True, 3)]
)
def test_only_what_does_no_harm_is_asked_twice(
    site: Site, fetcher: Fetcher, method: str, said: bool | None, times: int
) -> None:
    url = site.page("/api", Reply(503), Reply(429), Reply(200, JSON, b"{}"))
    fetcher.ask(url, limit=1000, method=method, is_idempotent=said)
    assert len(site.heard) == times


def test_a_post_that_breaks_off_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/api", Reply(200, JSON, b'{"a": 1}', cut_after=3))
    with pytest.raises(FetchError, match=r"did not answer \(it broke off\)"):
        fetcher.ask(url, method="POST", body={"password": "s3cret"}, limit=1000)
    assert len(site.heard) == 1


def test_retry_after_an_hour_is_said(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="asks to come back later, at 20"):
        fetcher.ask(site.page("/api", Reply(429, {"Retry-After": "3600"})), limit=1000)


@pytest.mark.parametrize(
    "body, kind",
    [
        (b"<!DOCTYPE html><p>Maintenance", "a web page"),
        (b'{"data": [1, 2', "no JSON"),
        (b"", "nothing"),
        (b"\xff\xfe", "no JSON"),
        (b"[" * 100_000, "no JSON"),
    ],
)
def test_what_is_no_json_is_told_of_the_address(site: Site, fetcher: Fetcher, body: bytes, kind: str) -> None:
    url = site.page("/api", Reply(200, JSON, body))
    answer = fetcher.ask(url, params={"key": "s3cret"}, limit=200_000)
    with pytest.raises(FetchError) as broken:
        answer.json()
    assert broken.value.problem == f"{url} answers {kind} where JSON was asked (HTTP 200)"
    assert answer.complaint() is None


@pytest.mark.parametrize(
    "body, words",
    [
        (b'{"success": false, "status": 200}', "an error without words"),
        (b'{"status": 403, "message": "Access denied"}', "Access denied"),
        (b'{"error": "invalid_grant", "error_description": "Wrong password"}', "Wrong password"),
        (b'{"success": true, "error": null, "messages": ["hello"], "data": []}', None),
        (b"[]", None),
    ],
)
def test_an_error_under_status_200_is_noticed(body: bytes, words: str | None) -> None:
    assert Answer("https://example.org/", 200, "application/json", {}, body).complaint() == words


def test_what_was_sent_goes_to_no_other_host(site: Site, fetcher: Fetcher) -> None:
    with serving() as other:
        site.page("/a", Reply(307, {"Location": other.page("/b", Reply(200, JSON, b"{}"))}))
        with pytest.raises(FetchError, match="passes what was sent on to"):
            fetcher.ask(site.url("/a"), method="POST", body={"password": "s3cret"}, limit=1000)
        site.page("/a", Reply(303, {"Location": other.url("/b")}))
        fetcher.ask(site.url("/a"), method="POST", body={"password": "s3cret"}, headers={"token": "s3cret"}, limit=1000)
        site.page("/a", Reply(302, {"Location": other.url("/b")}))
        fetcher.ask(site.url("/a"), params={"key": "s3cret"}, limit=1000)
    assert [heard.method for heard in other.heard] == ["GET", "GET"]
    assert "s3cret" not in repr(other.heard)


def test_no_redirect_to_a_private_address(site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    url = site.page("/a", Reply(302, {"Location": "/inner"}))
    monkeypatch.setattr(connection, "is_private", lambda asked: asked.endswith("/inner"))
    monkeypatch.setattr(guarded, "is_public", lambda _: True)
    with pytest.raises(FetchError, match="redirects to the private address"):
        fetcher.ask(url, limit=1000)


def test_a_redirect_of_any_size_is_not_read(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/a", Reply(302, {"Location": "/b", "Content-Length": "9999999999"}, b"x"))
    site.page("/b", Reply(200, JSON, b"{}"))
    assert fetcher.ask(url, limit=1000).json() == {}


LIST = b"".join(b"%d line\n" % number for number in range(1000))
TEXT = {"Content-Type": "text/plain"}


def ending(heard: Heard) -> Reply:
    wanted = min(int(heard.headers["range"].removeprefix("bytes=-")), len(LIST))
    place = {"Content-Range": f"bytes {len(LIST) - wanted}-{len(LIST) - 1}/{len(LIST)}"}
    return Reply(206, TEXT | place, LIST[len(LIST) - wanted :])


def test_the_end_of_a_long_list_without_its_cut_line(site: Site, fetcher: Fetcher) -> None:
    tail = fetcher.tail(site.page("/list.txt", ending), 20, accept=CSV, limit=100)
    assert (tail.content, tail.start, tail.is_ranged) == (LIST[-20:], len(LIST) - 20, True)
    assert tail.lines() == [b"998 line", b"999 line"]


def test_a_list_shorter_than_asked_keeps_its_first_line(site: Site, fetcher: Fetcher) -> None:
    tail = fetcher.tail(site.page("/list.txt", ending), 1_000_000, accept=CSV, limit=1_000_000)
    assert tail.lines()[0] == b"0 line"
    assert len(tail.lines()) == 1000


def test_a_server_that_ignores_ranges_is_read_up_to_the_limit(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/list.txt", Reply(200, TEXT, LIST))
    tail = fetcher.tail(url, 20, accept=CSV, limit=100_000)
    assert (tail.content, tail.start, tail.is_ranged) == (LIST[-20:], len(LIST) - 20, False)
    with pytest.raises(FetchError, match="is larger than 100 bytes"):
        fetcher.tail(url, 20, accept=CSV, limit=100)


@pytest.mark.parametrize(
    "answer, problem",
    [
        (Reply(206, TEXT, b"x" * 20), "answers a range with something else"),
        (Reply(206, TEXT | {"Content-Range": "bytes 0-99/100"}, b"x" * 100), "answers a range with something else"),
        (Reply(200, TEXT, b"<html>Sorry"), "answers with a web page"),
        (Reply(200, {"Content-Type": "text/html"}, b"<html>Sorry"), "is text/html, not"),
        (Reply(416), "answers HTTP 416"),
    ],
)
def test_what_is_no_end_of_a_file(site: Site, fetcher: Fetcher, answer: Reply, problem: str) -> None:
    with pytest.raises(FetchError, match=problem):
        fetcher.tail(site.page("/list.txt", answer), 20, accept=CSV, limit=1000)
