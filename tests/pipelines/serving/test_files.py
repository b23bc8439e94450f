"""The files of a release over HTTP, whole and in parts, asked for by real clients."""

import hashlib
from io import RawIOBase

import pandas as pd
import pyarrow.parquet as pq
import pytest
import requests

from tests.pipelines.serving.served import NEW, OLD, page


def test_every_file_comes_whole_with_its_hash_as_entity_tag(get, releases):
    for line in (releases / NEW / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        answer = get(f"/{NEW}/{name}")
        assert hashlib.sha256(answer.content).hexdigest() == digest
        assert answer.headers["ETag"] == f'"{digest}"'
        assert int(answer.headers["Content-Length"]) == len(answer.content)
        assert answer.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("events.parquet", "application/vnd.apache.parquet"),
        ("CODEBOOK.md", "text/markdown; charset=utf-8"),
        ("datapackage.json", "application/json"),
        ("checks.html", "text/html; charset=utf-8"),
        ("SHA256SUMS", "text/plain; charset=utf-8"),
    ],
)
def test_files_have_their_types(get, name, media_type):
    assert get(f"/{NEW}/{name}").headers["Content-Type"] == media_type


@pytest.mark.parametrize(
    ("asked", "code", "given"),
    [
        ("bytes=0-3", 206, slice(0, 4)),
        ("bytes=-4", 206, slice(-4, None)),
        ("bytes=10-", 206, slice(10, None)),
        ("bytes=4-99999999", 206, slice(4, None)),
        ("bytes=99999999-", 416, None),
    ],
)
def test_a_range_is_given_as_asked(get, releases, asked, code, given):
    whole = (releases / NEW / "events.parquet").read_bytes()
    answer = get(f"/{NEW}/events.parquet", headers={"Range": asked})
    assert answer.status_code == code
    if given is None:
        assert answer.headers["Content-Range"] == f"bytes */{len(whole)}"
    else:
        start = given.indices(len(whole))[0]
        assert answer.content == whole[given]
        assert answer.headers["Content-Range"] == f"bytes {start}-{start + len(whole[given]) - 1}/{len(whole)}"


def test_several_ranges_come_in_parts(get, releases):
    whole = (releases / NEW / "events.parquet").read_bytes()
    answer = get(f"/{NEW}/events.parquet", headers={"Range": "bytes=0-3, 10-13"})
    assert answer.status_code == 206
    assert answer.headers["Content-Type"].startswith("multipart/byteranges; boundary=")
    assert answer.content.count(b"Content-Range: bytes ") == 2
    assert whole[10:14] in answer.content


def test_a_range_of_another_version_gives_the_whole_file(get, releases):
    tag = get(f"/{NEW}/events.parquet").headers["ETag"]
    answers = [get(f"/{NEW}/events.parquet", headers={"Range": "bytes=0-3", "If-Range": t}) for t in (tag, '"other"')]
    assert [answer.status_code for answer in answers] == [206, 200]
    assert answers[1].content == (releases / NEW / "events.parquet").read_bytes()


def test_a_file_that_the_client_has_is_not_sent_again(get):
    tag = get(f"/{NEW}/events.parquet").headers["ETag"]
    answer = get(f"/{NEW}/events.parquet", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", tag)
    assert get(f"/{NEW}/events.parquet", headers={"If-None-Match": '"other"'}).status_code == 200


def test_head_tells_size_and_tag_without_the_bytes(server, releases):
    answer = requests.head(f"{server.address}/{NEW}/events.parquet", timeout=10)
    assert int(answer.headers["Content-Length"]) == (releases / NEW / "events.parquet").stat().st_size
    assert (answer.status_code, answer.content) == (200, b"")
    assert requests.head(server.address + "/", timeout=10).status_code == 200


def test_latest_follows_the_pointer(get):
    assert get("/latest/manifest.json").json()["release_id"] == NEW
    assert get("/latest/events.parquet").headers["ETag"] == get(f"/{NEW}/events.parquet").headers["ETag"]
    assert f"<h1>Release {NEW}</h1>" in page(get, "/latest/")
    assert get("/latest", allow_redirects=False).headers["Location"] == "/latest/"


def test_pandas_reads_in_place(server):
    frame = pd.read_parquet(f"{server.address}/{OLD}/reports.parquet")
    assert list(frame["report_id"]) == ["report_id-1", "report_id-2"]


class RemoteFile(RawIOBase):
    """A file over HTTP whose every read is one range request."""

    def __init__(self, address: str) -> None:
        self.address, self.position, self.fetched = address, 0, 0
        self.size = int(requests.head(address, timeout=10).headers["Content-Length"])

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.position

    def seek(self, offset: int, whence: int = 0) -> int:
        self.position = offset + (0, self.position, self.size)[whence]
        return self.position

    def readinto(self, buffer) -> int:
        last = min(self.position + len(buffer), self.size) - 1
        if last < self.position:
            return 0
        asked = {"Range": f"bytes={self.position}-{last}"}
        content = requests.get(self.address, headers=asked, timeout=10).content
        buffer[: len(content)] = content
        self.position += len(content)
        self.fetched += len(content)
        return len(content)


def test_arrow_reads_one_column_by_ranges_alone(server):
    remote = RemoteFile(f"{server.address}/{OLD}/reports.parquet")
    assert pq.read_table(remote, columns=["status"])["status"].to_pylist() == ["occurred", "occurred"]
    assert remote.fetched < remote.size * 1.5
