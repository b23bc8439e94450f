"""Fetching, against a server on loopback."""

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from urllib3.util import Retry

from pipelines import fetching
from pipelines.fetching import Fetcher, FetchError, is_private, shown, user_agent

HTML = ("text/html", "text/plain")
QUICK = fetching.RETRIES.new(backoff_factor=0, backoff_jitter=0)


class Site(ThreadingHTTPServer):
    """A site whose pages are given as path -> list of (status, headers, body); the last answer stays."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.pages: dict[str, list[tuple[int, dict[str, str], bytes]]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def page(self, path: str, *answers: tuple[int, dict[str, str], bytes]) -> str:
        self.pages[path] = list(answers)
        return self.url(path)


class Answers(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        answers = self.server.pages.get(self.path, [(404, {}, b"")])
        status, headers, body = answers.pop(0) if len(answers) > 1 else answers[0]
        self.send_response(status)
        for key, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(pause=0, retries=QUICK)


def page(body: bytes = b"<p>Text</p>", media_type: str = "text/html; charset=utf-8", **more: str):
    return 200, {"Content-Type": media_type} | {k.replace("_", "-"): v for k, v in more.items()}, body


def test_an_answer_with_its_charset_and_validators(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/story", page(ETag='"v1"', Last_Modified="Fri, 27 Sep 2024 10:00:00 GMT"))
    answer = fetcher.fetch(url, accept=HTML, limit=1000)
    assert answer.content == b"<p>Text</p>"
    assert (answer.media_type, answer.charset) == ("text/html", "utf-8")
    assert (answer.etag, answer.last_modified) == ('"v1"', "Fri, 27 Sep 2024 10:00:00 GMT")
    assert site.asked[0][1]["User-Agent"] == user_agent()


def test_what_has_not_changed_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/story", (304, {}, b""))
    answer = fetcher.fetch(url, accept=HTML, limit=1000, etag='"v1"', last_modified="Fri, 27 Sep 2024 10:00:00 GMT")
    assert answer.content is None
    assert site.asked[0][1]["If-None-Match"] == '"v1"'
    assert site.asked[0][1]["If-Modified-Since"] == "Fri, 27 Sep 2024 10:00:00 GMT"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_passing_failure_is_tried_again(site: Site, fetcher: Fetcher, status: int) -> None:
    url = site.page("/story", (status, {}, b""), (status, {}, b""), page())
    assert fetcher.fetch(url, accept=HTML, limit=1000).content == b"<p>Text</p>"
    assert len(site.asked) == 3


def test_retry_after_is_obeyed_up_to_a_minute(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("urllib3.util.retry.time.sleep", slept.append)
    url = site.page("/story", (429, {"Retry-After": "7"}, b""), (429, {"Retry-After": "9999"}, b""), page())
    Fetcher(pause=0).fetch(url, accept=HTML, limit=1000)
    assert [seconds for seconds in slept if seconds] == [7, 60]


def test_a_lasting_failure_is_told_without_the_query(site: Site) -> None:
    url = site.page("/story?key=secret", (500, {}, b""))
    with pytest.raises(FetchError) as failed:
        Fetcher(pause=0, retries=Retry(total=1, status_forcelist=[500], raise_on_status=False)).fetch(
            url, accept=HTML, limit=1000
        )
    assert failed.value.problem == f"{site.url('/story')}?… answers HTTP 500"
    assert "secret" not in str(failed.value)


@pytest.mark.parametrize(
    "answer, problem",
    [
        ((404, {}, b""), "answers HTTP 404"),
        ((401, {}, b""), "refuses access (HTTP 401)"),
        ((403, {}, b""), "refuses access (HTTP 403)"),
        (page(b"%PDF", "application/pdf"), "is application/pdf, not a text"),
        ((200, {}, b"what"), "is of no stated media type, not a text"),
        (page(b"x" * 1001), "is larger than 0 MB"),
        (page(gzip.compress(b"x" * 100_000), Content_Encoding="gzip"), "is larger than 0 MB"),
        (page(b"broken", Content_Encoding="gzip"), "did not answer (its answer is broken)"),
        (page(b"<form>Subscribers: <INPUT name=p type='password'></form>"), "is a page to sign in"),
        ((302, {"Location": "/account/login?next=/story"}, b""), "leads to a page to sign in"),
        ((302, {"Location": "/story"}, b""), "redirects more than 5 times"),
        ((302, {"Location": "file:///etc/passwd"}, b""), "redirects to something that is no web page"),
    ],
)
def test_what_is_no_article_is_refused(site: Site, fetcher: Fetcher, answer, problem: str) -> None:
    url = site.page("/story", answer)
    with pytest.raises(FetchError) as refused:
        fetcher.fetch(url, accept=HTML, limit=1000)
    assert problem in refused.value.problem
    assert refused.value.problem.startswith(site.url("/story"))
    assert refused.value.remedy.endswith("Save the page by hand and put it into the inbox.")


def test_redirects_are_followed(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/old", (301, {"Location": "new"}, b""))
    site.page("/new", page())
    assert fetcher.fetch(url, accept=HTML, limit=1000).content == b"<p>Text</p>"


def test_a_public_address_may_not_lead_to_a_private_one(
    site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = site.page("/story", (302, {"Location": site.url("/inner")}, b""))
    site.page("/inner", page(b"secret"))
    monkeypatch.setattr(fetching, "is_private", lambda asked: asked.endswith("/inner"))
    with pytest.raises(FetchError, match="redirects to the private address"):
        fetcher.fetch(url, accept=HTML, limit=1000)
    assert [path for path, _ in site.asked] == ["/story"]


def test_no_server_is_no_connection(fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match=r"did not answer \(no connection\)"):
        Fetcher(pause=0, retries=Retry(total=0)).fetch("http://127.0.0.1:9/", accept=HTML, limit=1000)


def test_two_requests_to_one_host_keep_their_distance(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(fetching.time, "sleep", slept.append)
    url = site.page("/story", page())
    polite = Fetcher(pause=30)
    for _ in range(2):
        polite.fetch(url, accept=HTML, limit=1000)
    assert slept[0] == 0
    assert 29 < slept[1] <= 30


@pytest.mark.parametrize(
    "url, private",
    [
        ("http://127.0.0.1/", True),
        ("http://10.1.2.3/", True),
        ("http://169.254.169.254/", True),
        ("http://[::1]/", True),
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
