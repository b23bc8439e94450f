"""What tests of releases share: a build with a few rows of everything."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.release import Release, move_latest
from tests.pipelines.release.small_build import derive_all, level, withdrawal, write
from tests.rows import INSTANT, empty_build, insert, row
from warehouse.database import open_build
from warehouse.home import Home


@pytest.fixture(scope="session")
def filled(tmp_path_factory) -> Path:
    """A build database with a few rows of everything."""
    home = empty_build(tmp_path_factory.mktemp("filled"))
    with open_build(home) as connection:
        for table in ("licences", "feeds", "snapshots", "documents", "places", "actors", "checks"):
            insert(connection, table, row(table))
        insert(connection, "places", row("places", 2, place_id="geonames:98182", latitude=33.3, longitude=44.4))
        insert(connection, "reports", row("reports"), withdrawal(2), row("reports", 3, superseded_at=INSTANT), level(4))
        insert(connection, "report_places", row("report_places", place_id="geonames:98182"))
        insert(connection, "report_spans", row("report_spans", quote="our own words"))
        insert(connection, "rejects", row("rejects", snapshot_id=row("snapshots")["snapshot_id"]))
    derive_all(home)
    return home.build


@pytest.fixture
def home(filled, tmp_path) -> Home:
    home = Home(tmp_path / "home").prepare()
    shutil.copyfile(filled, home.build)
    return home


@pytest.fixture(scope="session")
def released(filled, tmp_path_factory) -> tuple[Path, Release]:
    """A state folder whose first release `a` is the latest one. Not to be written to: copy it."""
    home = Home(tmp_path_factory.mktemp("released")).prepare()
    shutil.copyfile(filled, home.build)
    release = write(home, "a")
    move_latest(home, release)
    return home.root, release


@pytest.fixture
def published(released, tmp_path) -> tuple[Home, Release]:
    """A copy of it, with its release."""
    root, release = released
    home = Home(shutil.copytree(root, tmp_path / "home", symlinks=True))
    return home, replace(release, path=home.releases / "a")
