"""The server: what it refuses, whom it lets read, and what it makes of folders that change or are damaged."""

import http.client
import shutil
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from pipelines.serving import Server
from tests.pipelines.serving.served import NEW, OLD
from warehouse.errors import UserError


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
