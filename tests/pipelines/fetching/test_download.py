"""Downloading files, against a site on loopback that cuts, changes, ignores and lies."""

import hashlib
import random
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.fetching import CSV, ZIP, Downloaded, Fetcher, FetchError, Patience
from tests.loopback import Heard, Reply, Site

BYTES = random.Random(4).randbytes(300_000)
OTHER = random.Random(5).randbytes(300_000)
ETAG = {"Content-Type": "application/zip", "ETag": '"v1"'}
DATED = {"Content-Type": "application/zip", "Last-Modified": "Fri, 27 Sep 2024 10:00:00 GMT"}
CUT = 200_000

Bring = Callable[..., Downloaded]


@pytest.fixture
def bring(fetcher: Fetcher, tmp_path: Path) -> Bring:
    def bring(url: str, **more: object) -> Downloaded:
        return fetcher.download(url, tmp_path / "a.zip", **{"accept": ZIP, "limit": 1_000_000} | more)

    return bring


def rest(content: bytes, headers: dict[str, str]) -> Callable[[Heard], Reply]:
    """A server that knows ranges: the rest where the version is still the one held, else the whole."""

    def reply(heard: Heard) -> Reply:
        asked, condition = heard.headers.get("range"), heard.headers.get("if-range")
        if asked is None or condition not in (headers.get("ETag"), headers.get("Last-Modified")):
            return Reply(200, headers, content)
        start = int(asked.removeprefix("bytes=").removesuffix("-"))
        place = {"Content-Range": f"bytes {start}-{len(content) - 1}/{len(content)}"}
        return Reply(206, {k: v for k, v in headers.items() if k == "ETag"} | place, content[start:])

    return reply


def test_a_file_arrives_whole_under_its_name(site: Site, bring: Bring, tmp_path: Path) -> None:
    url = site.page("/a.zip", Reply(200, ETAG, BYTES))
    brought = bring(url, md5=hashlib.md5(BYTES).hexdigest().upper(), size=len(BYTES), headers={"token": "t"})
    assert brought == Downloaded(tmp_path / "a.zip", 300_000, "application/zip", '"v1"', None, 0)
    assert (tmp_path / "a.zip").read_bytes() == BYTES
    assert [file.name for file in tmp_path.iterdir()] == ["a.zip"]
    assert site.heard[0].headers["accept-encoding"] == "identity"
    assert site.heard[0].headers["token"] == "t"


def test_what_has_not_changed_is_not_sent_again(site: Site, bring: Bring, tmp_path: Path) -> None:
    url = site.page("/a.zip", Reply(304, {"ETag": '"v1"'}))
    assert bring(url, etag='"v1"').path is None
    assert site.heard[0].headers["if-none-match"] == '"v1"'
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("headers", [ETAG, DATED])
def test_what_broke_off_is_taken_up_again(site: Site, bring: Bring, tmp_path: Path, headers: dict[str, str]) -> None:
    url = site.page("/a.zip", Reply(200, headers, BYTES, CUT), rest(BYTES, headers))
    brought = bring(url, md5=hashlib.md5(BYTES).hexdigest())
    assert (tmp_path / "a.zip").read_bytes() == BYTES
    assert 100_000 < brought.resumed_at <= CUT
    assert site.heard[1].headers["range"] == f"bytes={brought.resumed_at}-"
    assert site.heard[1].headers["if-range"] == headers.get("ETag", headers.get("Last-Modified"))
    assert (brought.media_type, brought.last_modified) == ("application/zip", headers.get("Last-Modified"))


def test_a_later_run_takes_up_what_an_earlier_one_left(site: Site, bring: Bring, tmp_path: Path) -> None:
    url = site.page("/a.zip", Reply(200, ETAG, BYTES, CUT), Reply(404))
    with pytest.raises(FetchError, match="HTTP 404"):
        bring(url)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.zip.part", "a.zip.part.json"]
    site.page("/a.zip", rest(BYTES, ETAG))
    assert Fetcher(pause=0).download(url, tmp_path / "a.zip", accept=ZIP, limit=1_000_000).resumed_at > 0
    assert (tmp_path / "a.zip").read_bytes() == BYTES


LIES = {
    "the file was changed": Reply(200, ETAG | {"ETag": '"v2"'}, OTHER),
    "changed, and the condition ignored": Reply(
        206, {"ETag": '"v2"', "Content-Range": "bytes 196608-299999/300000"}, OTHER[196_608:]
    ),
    "another place": Reply(206, {"ETag": '"v1"', "Content-Range": "bytes 0-299999/300000"}, OTHER),
    "no place": Reply(206, {"ETag": '"v1"'}, OTHER[196_608:]),
    "shorter now": Reply(416, {"Content-Range": "bytes */100"}),
    "ranges ignored": Reply(200, ETAG, OTHER),
}


@pytest.mark.parametrize("lie", LIES)
def test_two_versions_are_never_joined(site: Site, bring: Bring, tmp_path: Path, lie: str) -> None:
    url = site.page("/a.zip", Reply(200, ETAG, BYTES, CUT), LIES[lie], Reply(200, ETAG | {"ETag": '"v2"'}, OTHER))
    assert bring(url).resumed_at == 0
    assert (tmp_path / "a.zip").read_bytes() == OTHER


def test_without_a_version_the_file_is_read_from_its_start(site: Site, bring: Bring, tmp_path: Path) -> None:
    plain = {"Content-Type": "application/zip", "ETag": 'W/"weak"'}
    url = site.page("/a.zip", Reply(200, plain, BYTES, CUT), Reply(200, plain, OTHER))
    assert bring(url).resumed_at == 0
    assert (tmp_path / "a.zip").read_bytes() == OTHER
    assert "range" not in site.heard[1].headers


def test_a_part_of_another_address_is_not_built_upon(site: Site, bring: Bring, tmp_path: Path) -> None:
    with pytest.raises(FetchError):
        bring(site.page("/old.zip", Reply(200, ETAG, BYTES, CUT), Reply(404)))
    assert bring(site.page("/new.zip", rest(OTHER, ETAG))).resumed_at == 0
    assert (tmp_path / "a.zip").read_bytes() == OTHER


def test_lines_that_break_again_and_again_wear_out_patience(site: Site, bring: Bring) -> None:
    url = site.page("/a.zip", Reply(200, {"Content-Type": "application/zip"}, BYTES, CUT))
    with pytest.raises(FetchError, match=r"did not answer \(it broke off\)"):
        bring(url)
    assert len(site.heard) == 4


def test_each_million_bytes_renews_patience(site: Site, tmp_path: Path) -> None:
    content = BYTES * 20

    def cut(heard: Heard) -> Reply:
        whole = rest(content, ETAG)(heard)
        return Reply(whole.status, whole.headers, whole.body, 1_500_000)

    url = site.page("/a.zip", cut)
    fetcher = Fetcher(pause=0, patience=Patience(attempts=2, first_wait=0, jitter=0))
    assert fetcher.download(url, tmp_path / "a.zip", accept=ZIP, limit=10_000_000).byte_count == 6_000_000
    assert (tmp_path / "a.zip").read_bytes() == content
    assert len(site.heard) == 5


@pytest.mark.parametrize(
    "answer, more, problem",
    [
        (Reply(200, ETAG, BYTES), {"md5": "0" * 32}, "has the MD5 .* where its publisher states 00000000"),
        (Reply(200, ETAG, BYTES), {"size": 7}, "has 300,000 bytes where its publisher states 7"),
        (Reply(200, ETAG, BYTES), {"limit": 1000}, "is larger than 1,000 bytes"),
        (Reply(200, ETAG | {"Content-Type": "text/html"}, BYTES), {}, "is text/html, not application/zip or"),
        (Reply(200, ETAG, b"<!doctype html><p>Sorry"), {}, "answers with a web page, not with data"),
        (Reply(200, {"Content-Type": "text/csv"}, b'{"error": "quota"}'), {"accept": CSV}, "with a JSON message"),
        (Reply(302, {"Location": "/user/login?to=a"}), {}, "leads to a page to sign in"),
        (Reply(403), {}, "refuses access"),
    ],
)
def test_what_is_not_the_file_leaves_nothing(
    site: Site, bring: Bring, tmp_path: Path, answer: Reply, more: dict[str, object], problem: str
) -> None:
    (tmp_path / "a.zip").write_bytes(b"yesterday's")
    with pytest.raises(FetchError, match=problem):
        bring(site.page("/a.zip", answer), **more)
    assert [file.name for file in tmp_path.iterdir()] == ["a.zip"]
    assert (tmp_path / "a.zip").read_bytes() == b"yesterday's"


def test_a_length_that_is_not_stated_is_limited_too(site: Site, bring: Bring, tmp_path: Path) -> None:
    chunks = b"".join(b"10000\r\n" + BYTES[:65_536] + b"\r\n" for _ in range(4)) + b"0\r\n\r\n"
    answer = Reply(200, ETAG | {"Transfer-Encoding": "chunked", "Content-Length": ""}, chunks)
    with pytest.raises(FetchError, match="is larger than 100,000 bytes"):
        bring(site.page("/a.zip", answer), limit=100_000)
    assert list(tmp_path.iterdir()) == []


def test_memory_does_not_grow_with_the_file(site: Site, bring: Bring) -> None:
    content = bytes(20_000_000)
    url = site.page("/a.zip", Reply(200, ETAG, content))
    tracemalloc.start()
    try:
        bring(url, limit=30_000_000, md5=hashlib.md5(content).hexdigest())
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


def test_no_secret_stands_beside_a_part(site: Site, bring: Bring, tmp_path: Path) -> None:
    url = site.page("/a.zip", Reply(200, ETAG, BYTES, CUT), Reply(404)) + "?key=s3cret"
    with pytest.raises(FetchError):
        bring(url, headers={"token": "s3cret"})
    assert "s3cret" not in (tmp_path / "a.zip.part.json").read_text()
