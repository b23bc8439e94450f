"""The releases over HTTP, asked by real clients on a free port of the loopback."""

import hashlib
import http.client
import json
import re
import shutil
import socket
from io import RawIOBase
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd
import pyarrow.parquet as pq
import pytest
import requests

from pipelines.release import move_latest, write_release
from pipelines.release_files import PUBLIC, TEXTS
from pipelines.serving import Server
from pipelines.serving.pages import moment, size
from tests.rows import empty_build, insert, row
from warehouse.database import open_build
from warehouse.derive import derivation_order, derive
from warehouse.errors import UserError

OLD, NEW = "20240927T120000Z", "20240928T120000Z"
PAGES = {"ACCURACY.md": "# Accuracy\n", "accuracy.json": "{}\n"}


@pytest.fixture(scope="module")
def releases(tmp_path_factory) -> Path:
    """Two releases, the later one the latest, with markup in what sources say of themselves."""
    home = empty_build(tmp_path_factory.mktemp("served"))
    with open_build(home) as connection:
        insert(connection, "licences", row("licences", title="<b>Terms</b>", url="javascript:alert(1)"))
        insert(
            connection, "feeds", row("feeds", title="<script>alert(1)</script>", homepage="https://example.org/?a&b")
        )
        insert(connection, "snapshots", row("snapshots"))
        insert(connection, "reports", row("reports", 1), row("reports", 2))
    for release_id in (OLD, NEW):
        with open_build(home) as connection:
            connection.execute("DELETE FROM reports WHERE report_id = 'report_id-2' AND ?", [release_id == NEW])
            for name in derivation_order():
                derive(connection, name)
        move_latest(home, write_release(home, release_id=release_id, pages=PAGES))
    (home.releases / ".20240929T120000Z.partial").mkdir()
    (home.releases / ".20240929T120000Z.partial" / "manifest.json").write_text("secret")
    (home.releases / OLD / ".hidden").write_text("secret")
    (home.releases / OLD / "link").symlink_to(home.build)
    (home.releases / "stray.txt").write_text("secret")
    return home.releases


@pytest.fixture(scope="module")
def server(releases):
    with Server(releases, "127.0.0.1", 0) as server:
        yield server


@pytest.fixture
def get(server):
    return lambda path, **options: requests.get(server.address + path, timeout=10, **options)


def page(get, path):
    answer = get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    return answer.text


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


@pytest.mark.parametrize(
    "path",
    [
        "/../build.duckdb",
        "/%2e%2e/build.duckdb",
        "/latest/../../build.duckdb",
        "/latest/..%2f..%2fbuild.duckdb",
        "/latest/%2e%2e/%2e%2e/build.duckdb",
        "//etc/passwd",
        "/latest//etc/passwd",
        "/..%5c..%5cbuild.duckdb",
        "/.20240929T120000Z.partial/manifest.json",
        "/.20240929T120000Z.partial/",
        f"/{OLD}/.hidden",
        f"/{OLD}/link",
        f"/{OLD}/absent.parquet",
        "/stray.txt",
        "/20200101T000000Z/",
        "/20200101T000000Z",
        "/latest/%00",
        "/latest/" + "a" * 5000,
    ],
)
def test_nothing_outside_the_releases_is_given(server, path):
    """Sent as they stand: a client would tidy the dots away."""
    connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status == 404
    assert body == b"There is no such file in the releases. The page at / lists what there is.\n"


def test_only_reading_is_allowed(server):
    for method in (requests.post, requests.put, requests.delete):
        assert method(f"{server.address}/{NEW}/events.parquet", timeout=10).status_code == 405


def test_pages_of_other_sites_may_read(server, get):
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    asked["Access-Control-Request-Headers"] = "range"
    answer = requests.options(f"{server.address}/{NEW}/events.parquet", headers=asked, timeout=10)
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (200, "*")
    answer = get(f"/{NEW}/events.parquet", headers={"Origin": "https://example.org"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Content-Range" in answer.headers["Access-Control-Expose-Headers"]


def test_the_index_lists_the_releases_newest_first_and_marks_the_latest(get):
    listed = re.findall(
        r'<tr>\n<td><a href="/(\w+)/"><code>\w+</code></a>( <span class="mark">latest)?', page(get, "/")
    )
    assert listed == [(NEW, ' <span class="mark">latest'), (OLD, "")]


def test_a_release_page_links_every_file_with_its_facts(get, releases):
    text = page(get, f"/{NEW}/")
    linked = re.findall(r'<td><a href="([\w.]+)"><code>\1</code></a></td>', text)
    assert sorted(linked) == sorted([f"{table.name}.parquet" for table in PUBLIC] + list(TEXTS))
    events = next(
        f for f in json.loads((releases / NEW / "manifest.json").read_text())["files"] if f["name"] == "events.parquet"
    )
    assert events["sha256"] in text
    assert "What happened, is happening or is planned" in text
    assert 'There is a <a href="/latest/">later release</a>' in page(get, f"/{OLD}/")


def test_a_release_page_tells_what_changed_and_how_to_cite(get, releases):
    text = page(get, f"/{NEW}/")
    assert re.search(r'<td><code>reports</code></td><td class="right">0</td><td class="right">1</td>', text)
    assert json.loads((releases / NEW / "manifest.json").read_text())["citation"] in text
    assert f"@misc{{casus_{NEW}," in text


def test_the_examples_name_this_server_and_this_release(get, server):
    text = page(get, f"/{OLD}/")
    address = f"{server.address}/{OLD}/events.parquet"
    for line in (
        f"read_parquet(&#39;{address}&#39;)",
        f"pandas.read_parquet(&#34;{address}&#34;)",
        f"curl -O {address}",
    ):
        assert line in text


def test_what_sources_say_of_themselves_is_shown_as_text(get):
    text = page(get, f"/{NEW}/")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<td>&lt;b&gt;Terms&lt;/b&gt;</td>" in text
    assert 'href="https://example.org/?a&amp;b"' in text
    assert "javascript:" not in text
    assert text.count("<script>") == 1


def test_pages_load_nothing_from_elsewhere(get):
    for path in ("/", f"/{NEW}/"):
        text = page(get, path)
        assert not re.findall(r"""(?:src|@import|url\()""", text)
        assert re.findall(r"<link [^>]*>", text) == ['<link rel="icon" href="data:,">']


def test_without_a_release_the_page_says_what_to_do(tmp_path):
    with Server(tmp_path / "none", "127.0.0.1", 0) as server:
        answer = requests.get(server.address + "/", timeout=10)
        assert "There is no release yet. <code>casus build</code> makes the first." in answer.text
        assert requests.get(server.address + "/latest/", timeout=10).status_code == 404


def test_a_new_release_is_seen_without_a_restart(releases, tmp_path):
    shutil.copytree(releases / OLD, tmp_path / OLD, symlinks=True)
    with Server(tmp_path, "127.0.0.1", 0) as server:
        shutil.copytree(releases / NEW, tmp_path / NEW)
        (tmp_path / "latest").symlink_to(NEW)
        assert requests.get(f"{server.address}/latest/manifest.json", timeout=10).json()["release_id"] == NEW


def test_a_damaged_release_hides_no_other(releases, tmp_path):
    for name in (OLD, NEW):
        shutil.copytree(releases / name, tmp_path / name, symlinks=True)
    (tmp_path / OLD / "manifest.json").write_text('{"release_id": "cut sh')
    with Server(tmp_path, "127.0.0.1", 0) as server:
        index = requests.get(f"{server.address}/", timeout=10)
        damaged = requests.get(f"{server.address}/{OLD}/", timeout=10)
        assert requests.get(f"{server.address}/{OLD}/events.parquet", timeout=10).status_code == 200
    assert (index.status_code, NEW in index.text, OLD in index.text) == (200, True, False)
    assert damaged.status_code == 500
    assert damaged.text == (
        f"The release {OLD} cannot be shown (manifest.json or SHA256SUMS is damaged)."
        " Fetch its files by name, or remove its folder.\n"
    )


def test_an_address_that_is_taken_is_said_in_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(
            UserError,
            match=rf"Cannot listen on 127\.0\.0\.1, port {port} \(Address already in use\)\. Name another with",
        ):
            Server(Path(), "127.0.0.1", port)


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (22254, "22.3 kB"),
        (358_400, "358 kB"),
        (999_900, "1.0 MB"),
    ],
)
def test_sizes_are_for_people(count, shown):
    assert size(count) == shown


def test_instants_are_for_people():
    assert moment("2024-09-07T05:30:00Z") == "7 September 2024, 05:30 UTC"
