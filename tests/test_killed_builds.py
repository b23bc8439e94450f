"""A build killed at any stage leaves what is published whole, and the next build succeeds."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.killed_builds import STAGES

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def published(home: Path) -> dict[str, object]:
    """What a reader sees, read and proved: rows of the database, and every file of `latest` against its checksum."""
    latest = (home / "releases" / "latest").resolve()
    for line in (latest / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.sha256((latest / name).read_bytes()).hexdigest() == digest
    with duckdb.connect(str(home / "casus.duckdb"), read_only=True) as connection:
        rows = connection.execute("SELECT * FROM reports ORDER BY report_id").fetchall()
    return {"release": latest.name, "reports": rows}


def test_a_build_killed_at_any_stage_leaves_what_is_published_whole(tmp_path: Path, first_build: Path) -> None:
    """Each stage starts from what the killed one before it left."""
    home = tmp_path / "home"
    subprocess.run(["cp", "-a", str(first_build), str(home)], check=True)
    before = published(home)
    environment = os.environ | {"CASUS_HOME": str(home), "CASUS_OFFLINE": "1"}
    command = [sys.executable, "-m", "tests.killed_builds"]
    root = Path(__file__).parents[1]
    with subprocess.Popen(
        command, cwd=root, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as driver:
        assert driver.stdout is not None
        assert driver.stdin is not None
        for stage in STAGES:
            line = json.loads(driver.stdout.readline())
            assert line == {"stage": list(stage), "killed": True}
            assert published(home)["reports"] == before["reports"], stage
            print("next", file=driver.stdin, flush=True)
        assert json.loads(driver.stdout.readlines()[-1]) == {"stage": None, "code": 0}
    after = published(home)
    assert after["reports"] == before["reports"]
    assert after["release"] != before["release"]
    assert not list((home / "releases").glob(".*partial"))
