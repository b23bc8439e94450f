import errno
import hashlib
import json
import os
import resource
import shutil
from pathlib import Path

import duckdb
import frictionless
import pytest

from pipelines import release as module
from pipelines.linking import link
from pipelines.release import latest_release, move_latest, new_release_id, releases, write_release
from pipelines.release_files import PUBLIC, TEXTS
from tests.rows import DAY, INSTANT, empty_build, insert, row
from warehouse.database import open_build
from warehouse.derive import derivation_order, derive
from warehouse.errors import UserError
from warehouse.home import Home
from warehouse.schema import Type
from warehouse.tables import BY_NAME

MARKER = "planted-mark"
PAGES = {"ACCURACY.md": "# Accuracy\n", "accuracy.json": "{}\n"}


@pytest.fixture(scope="module")
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


def withdrawal(number, **values):
    day = {"date_start": DAY, "date_end": DAY, "date_precision": "day", "published_on": DAY}
    count = {"quantity_best": 2500, "quantity_unit": "troops", "quantity_state": "reported", "quantity_kind": "approx"}
    point = {
        "place_id": "place_id-1",
        "place_name": "place",
        "latitude": 1.5,
        "longitude": 2.5,
        "geo_precision": "exact",
    }
    return row("reports", number, **(day | count | point | values))


def level(number):
    return withdrawal(number, event_type="force_level", event_subtype="troops_present", confidence=0.5)


def change(home, *statements):
    with open_build(home) as connection:
        for statement in statements:
            connection.execute(statement)
    derive_all(home)


def derive_all(home):
    with open_build(home) as connection:
        link(connection)
        for name in derivation_order():
            derive(connection, name)


def write(home, release_id="20240927T120000Z"):
    return write_release(
        home,
        release_id=release_id,
        pages=PAGES,
    )


def content(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(path.iterdir())}


def test_a_release_holds_every_public_table_and_what_explains_it(home):
    release = write(home)
    assert {p.name for p in release.path.iterdir()} == {f"{t.name}.parquet" for t in PUBLIC} | TEXTS.keys()
    rows = {facts.name: facts.rows for facts in release.tables}
    assert (rows["reports.parquet"], rows["events.parquet"], rows["force_levels.parquet"]) == (4, 2, 1)
    assert "<title>Checks of the Casus release: 20240927T120000Z</title>" in (release.path / "checks.html").read_text()
    manifest = json.loads((release.path / "manifest.json").read_text())
    assert manifest["release_id"] == "20240927T120000Z"
    assert manifest["since"] is None
    assert manifest["snapshots"] == [row("snapshots")["snapshot_id"]]
    assert manifest["rows_withheld_from"] == []
    files = {file["name"]: file for file in manifest["files"]}
    assert files["events.parquet"]["title"] == "Events"
    assert files["events.parquet"]["bytes"] == (release.path / "events.parquet").stat().st_size


def test_the_checksums_are_those_of_all_other_files(home):
    release = write(home)
    lines = (release.path / "SHA256SUMS").read_text().splitlines()
    held = {name: hashlib.sha256(body).hexdigest() for name, body in content(release.path).items()}
    assert lines == [f"{digest}  {name}" for name, digest in held.items() if name != "SHA256SUMS"]


def test_the_data_package_holds_for_frictionless_which_reads_the_data(home):
    release = write(home)
    package = frictionless.Package(str(release.path / "datapackage.json"))
    assert faults(package.validate()) == set()
    spoil(release.path / "events.parquet", "SELECT * REPLACE ('guessed' AS status) FROM held")
    spoil(release.path / "snapshots.parquet", "FROM held WHERE false")
    assert faults(package.get_resource("events").validate()) == {("events", "constraint-error")}
    assert faults(package.get_resource("rejects").validate()) == {("rejects", "foreign-key")}


def faults(report):
    return {(task.name, error.type) for task in report.tasks for error in task.errors}


def rows_in(release, table):
    return next(facts.rows for facts in release.tables if facts.name == f"{table}.parquet")


def spoil(path, query):
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"CREATE TABLE held AS FROM '{path}'")
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")


def test_the_same_data_give_the_same_bytes_at_another_time(home, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1727438400")
    first = write(home, "a")
    move_latest(home, first)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1827438400")
    second = write(home, "b")
    assert first.tables == second.tables
    manifests = [json.loads((r.path / "manifest.json").read_text()) for r in (first, second)]
    assert manifests[0]["created_at"] != manifests[1]["created_at"]
    assert manifests[0]["data_sha256"] == manifests[1]["data_sha256"]


def test_the_diff_counts_rows_by_key_and_names_the_events_that_came_and_went(home):
    move_latest(home, write(home, "a"))
    change(
        home,
        "UPDATE reports SET quantity_best = 900, quantity_low = 800 WHERE report_id = 'report_id-2'",
        "UPDATE reports SET report_id = 'other', source_record_id = 'another' WHERE report_id = 'report_id-1'",
    )
    diff = json.loads((write(home, "b").path / "diff.json").read_text())
    assert (diff["release_id"], diff["since"], diff["tables_added"], diff["tables_removed"]) == ("b", "a", [], [])
    events = diff["tables"]["events"]
    assert (events["added"], events["removed"], events["changed"]) == (1, 1, 1)
    assert events["added_keys"] == [hashlib.sha256(b"feed-1|another").hexdigest()[:16]]
    assert events["removed_keys"] == [hashlib.sha256(b"feed-1|source_record_id-1").hexdigest()[:16]]
    assert events["columns_changed"] == {"quantity_best": 1, "quantity_high": 1, "quantity_low": 1}
    assert diff["tables"]["reports"]["changed_keys"] == ["report_id-2"]
    actors = diff["tables"]["actors"]
    assert (actors["added"], actors["removed"], actors["changed"]) == (0, 0, 0)


def test_a_table_that_the_last_release_lacked_is_said_to_be_new(home):
    first = write(home, "a")
    move_latest(home, first)
    (first.path / "statements.parquet").rename(first.path / "speeches.parquet")
    diff = write(home, "b").diff
    assert (diff["tables_added"], diff["tables_removed"]) == (["statements"], ["speeches"])


def test_citation_and_licences_are_ready_to_paste(home, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1727438400")
    change(
        home, "UPDATE licences SET title = 'Terms | ours', text_may_be_republished = false, url = 'https://example.org'"
    )
    release = write(home)
    citation = (release.path / "CITATION.md").read_text()
    digest = json.loads((release.path / "manifest.json").read_text())["data_sha256"]
    assert (
        "> Casus (2024). Casus: conflict events from news and feeds. Release 20240927T120000Z, Casus 0.1.0."
        f" Data SHA-256 {digest[:16]}.\n"
    ) in citation
    assert "@misc{casus_20240927T120000Z,\n" in citation
    assert "- **title-1**, publisher-1. citation-1\n" in citation
    assert "- **GeoNames**, geonames.org. Geographical database of place names and coordinates," in citation
    licences = (release.path / "LICENCES.md").read_text()
    assert (
        "| [Terms \\| ours](https://example.org) (`licence_id-1`) | may be passed on | withheld | attribution-1 |"
    ) in licences
    assert "(https://creativecommons.org/licenses/by/4.0/) (`CC-BY-4.0`)" in licences
    assert "Nothing was left out" in licences


def plant(home, number, licence_id, **licence):
    """A feed with one row of everything under `licence_id`, its texts marked wherever the source may have a say."""
    mark = f"{MARKER}-{licence_id}"

    def marked(table, verbatim_only=False, **values):
        free = [c for c in BY_NAME[table].columns if c.type is Type.TEXT and not c.codes and not c.references]
        words = {c.name: f"{mark} {c.name}" for c in free if c.verbatim or not verbatim_only}
        return row(table, number, **(words | values))

    words_only = licence.get("rows_may_be_republished", True)
    own = {"feed": f"{mark} feed", "snapshot_id": f"{mark} snapshot_id", "licence_id": licence_id}
    if words_only:
        own |= {"feed": "feed-1", "snapshot_id": row("snapshots")["snapshot_id"]}
    with open_build(home) as connection:
        insert(connection, "licences", marked("licences", words_only, licence_id=licence_id, **licence))
        if not words_only:
            insert(connection, "feeds", marked("feeds", licence_id=licence_id))
            insert(connection, "snapshots", marked("snapshots", feed=own["feed"], licence_id=licence_id))
            insert(connection, "places", marked("places"))
        documents = marked("documents", words_only, **own)
        insert(connection, "documents", documents)
        report = marked("reports", words_only, **own, document_id=documents["document_id"]) | {
            name: withdrawal(2)[name] for name in ("date_start", "date_end", "date_precision", "published_on")
        }
        insert(connection, "reports", report)
        children = {"report_id": report["report_id"]}
        place = {} if words_only else {"place_id": f"{mark} place_id"}
        insert(connection, "report_places", marked("report_places", words_only, **children, **place))
        insert(connection, "report_actors", marked("report_actors", words_only, **children))
        insert(connection, "report_spans", marked("report_spans", words_only, **children))
        insert(connection, "rejects", marked("rejects", words_only, **own))
        insert(connection, "checks", row("checks", number, sample=f"{mark} sample"))
    derive_all(home)


def everything_readable_in(path: Path) -> str:
    """All that a reader of the release can see: cells and metadata of Parquet, and the text of the other files."""
    seen = [file.read_text("utf-8") for file in path.iterdir() if file.suffix != ".parquet"]
    with duckdb.connect(":memory:") as connection:
        for file in path.glob("*.parquet"):
            seen.append(str(connection.execute(f"FROM read_parquet('{file}')").fetchall()))
            seen.append(str(connection.execute(f"FROM parquet_kv_metadata('{file}')").fetchall()))
            seen.append(str(connection.execute(f"FROM parquet_metadata('{file}')").fetchall()))
    return "\n".join(seen)


def test_nothing_of_a_forbidden_source_is_anywhere_in_the_release(home):
    plant(home, 7, "closed", rows_may_be_republished=False)
    with open_build(home) as connection:
        held = connection.execute(
            "SELECT count(*) FROM events WHERE source_actor_name LIKE ?", [f"{MARKER}%"]
        ).fetchone()
    assert held == (1,)
    release = write(home)
    assert MARKER not in everything_readable_in(release.path)
    assert rows_in(release, "events") == 2
    withheld = json.loads((release.path / "manifest.json").read_text())["rows_withheld_from"]
    assert set(withheld) >= {
        "documents",
        "feeds",
        "rejects",
        "report_actors",
        "report_places",
        "report_spans",
        "reports",
    }
    licences = (release.path / "LICENCES.md").read_text()
    assert (
        f"Some rows are left out, with all that rests on them, because a licence forbids it: of {', '.join(withheld)}."
        in licences
    )


def test_facts_of_a_source_are_in_the_release_without_the_words_that_its_licence_withholds(home):
    plant(home, 7, "facts-only", text_may_be_republished=False)
    change(home, "DELETE FROM checks WHERE table_name = 'table_name-7'")
    release = write(home)
    assert MARKER not in everything_readable_in(release.path)
    assert rows_in(release, "events") == 3
    assert rows_in(release, "documents") == 2


@pytest.fixture(scope="module")
def first(filled, tmp_path_factory) -> Path:
    """A state folder whose first release is the latest one."""
    home = Home(tmp_path_factory.mktemp("first")).prepare()
    shutil.copyfile(filled, home.build)
    move_latest(home, write(home, "a"))
    return home.root


@pytest.fixture
def published(first, tmp_path):
    """A copy of it, with what the files of its release hold."""
    home = Home(shutil.copytree(first, tmp_path / "home", symlinks=True))
    return home, content(home.releases / "a")


def assert_untouched(home, held):
    assert latest_release(home) == home.releases / "a"
    assert content(home.releases / "a") == held
    assert [p.name for p in releases(home.releases)] == ["a"]
    assert sorted(p.name for p in home.releases.iterdir()) == ["a", "latest"]


@pytest.mark.parametrize("call", ["fsync", "rename"])
def test_a_full_disk_leaves_the_last_release_as_it_was(published, monkeypatch, call):
    home, held = published

    def full(*args):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(*((module.os, "fsync", full) if call == "fsync" else (Path, "rename", full)))
    with pytest.raises(UserError, match=r"No space left on device\)\. Free space there .* the last release stands"):
        write(home, "b")
    assert_untouched(home, held)


def test_a_disk_that_fills_up_while_duckdb_writes_does_so_too(published):
    """The largest size of a file that the system allows stands for the full disk."""
    home, held = published
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, hard))
    try:
        with pytest.raises(UserError, match="could not be written"):
            write(home, "b")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert_untouched(home, held)


def test_an_interrupt_leaves_nothing_behind(published, monkeypatch):
    home, held = published

    def stop(*args):
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "write_files", stop)
    with pytest.raises(KeyboardInterrupt):
        write(home, "b")
    assert_untouched(home, held)


def test_what_a_killed_run_left_is_no_release_and_the_next_run_removes_it(published):
    home, _ = published
    left_over = home.releases / ".b.partial"
    left_over.mkdir()
    (left_over / "manifest.json").write_text("{}")
    (home.releases / ".latest.partial").symlink_to("b")
    assert [p.name for p in releases(home.releases)] == ["a"]
    assert latest_release(home) == home.releases / "a"
    move_latest(home, write(home, "b"))
    assert sorted(p.name for p in home.releases.iterdir()) == ["a", "b", "latest"]


def test_latest_moves_only_when_told_and_lies_beside_the_releases(published):
    home, _ = published
    second = write(home, "b")
    assert latest_release(home) == home.releases / "a"
    move_latest(home, second)
    assert latest_release(home) == home.releases / "b"
    assert (home.releases / "latest").readlink() == Path("b")


def test_where_links_are_not_allowed_a_file_names_the_latest(home, monkeypatch):
    def refuse(*args, **kwargs):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    assert latest_release(home) is None
    move_latest(home, write(home, "a"))
    assert (home.releases / "latest.txt").read_text() == "a\n"
    assert latest_release(home) == home.releases / "a"


def test_a_pointer_to_nothing_is_no_release(published):
    home, _ = published
    (home.releases / "latest").unlink()
    (home.releases / "latest").symlink_to("gone")
    assert latest_release(home) is None


def test_a_release_is_never_written_over(published):
    home, held = published
    with pytest.raises(UserError, match="a exists already"):
        write(home, "a")
    assert_untouched(home, held)


@pytest.mark.parametrize("name", ["latest", "", "../up", ".hidden", "a/b"])
def test_a_name_that_is_none_is_refused(home, name):
    with pytest.raises(ValueError, match="cannot be the name"):
        write(home, name)


def test_the_name_of_a_release_is_its_instant_and_never_taken_twice(home, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1727438400")
    for expected in ("20240927T120000Z", "20240927T120000Z-2", "20240927T120000Z-3"):
        assert new_release_id(home) == expected
        (home.releases / expected).mkdir()
        (home.releases / expected / "manifest.json").write_text("{}")
    assert [p.name for p in releases(home.releases)] == [
        "20240927T120000Z-3",
        "20240927T120000Z-2",
        "20240927T120000Z",
    ]
