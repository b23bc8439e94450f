"""What tests of serving share: two releases, and a server of them on a free port of the loopback."""

from pathlib import Path

import pytest
import requests

from pipelines.release import move_latest, write_release
from pipelines.serving import Server
from tests.pipelines.release.small_build import PAGES
from tests.pipelines.serving.served import NEW, OLD
from tests.rows import empty_build, insert, row
from warehouse.database import open_build
from warehouse.derive import derivation_order, derive


@pytest.fixture(scope="session")
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
