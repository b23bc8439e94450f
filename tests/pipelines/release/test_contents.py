"""What the files of a release hold, and what they say of themselves and of the release before."""

import hashlib
import json

import duckdb
import frictionless

from pipelines.release_files import PUBLIC, TEXTS
from tests.pipelines.release.small_build import change, content, write
from tests.rows import insert, row
from warehouse.database import open_build


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


def test_the_checksums_are_those_of_all_other_files(published):
    _, release = published
    lines = (release.path / "SHA256SUMS").read_text().splitlines()
    held = {name: hashlib.sha256(body).hexdigest() for name, body in content(release.path).items()}
    assert lines == [f"{digest}  {name}" for name, digest in held.items() if name != "SHA256SUMS"]


def test_the_data_package_holds_for_frictionless_which_reads_the_data(published):
    _, release = published
    package = frictionless.Package(str(release.path / "datapackage.json"))
    assert faults(package.validate()) == set()
    spoil(release.path / "events.parquet", "SELECT * REPLACE ('guessed' AS status) FROM held")
    spoil(release.path / "snapshots.parquet", "FROM held WHERE false")
    assert faults(package.get_resource("events").validate()) == {("events", "constraint-error")}
    assert faults(package.get_resource("rejects").validate()) == {("rejects", "foreign-key")}


def faults(report):
    return {(task.name, error.type) for task in report.tasks for error in task.errors}


def spoil(path, query):
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"CREATE TABLE held AS FROM '{path}'")
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")


def test_the_same_data_give_the_same_bytes_at_another_time(home, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1727438400")
    first = write(home, "a")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1827438400")
    second = write(home, "b")
    assert first.tables == second.tables
    manifests = [json.loads((r.path / "manifest.json").read_text()) for r in (first, second)]
    assert manifests[0]["created_at"] != manifests[1]["created_at"]
    assert manifests[0]["data_sha256"] == manifests[1]["data_sha256"]


def test_of_a_table_that_did_not_change_the_last_release_s_file_is_taken_over_if_it_is_still_that_file(published):
    """The last release's files say what their manifest has of them, though other rows: so it shows where they went."""
    home, first = published
    other = {name: restate(first.path, name, "FROM held WHERE false") for name in ("events", "places", "reports")}
    spoil(first.path / "places.parquet", "SELECT *, 1 AS more FROM held")
    change(home, "UPDATE reports SET source_code = 'another' WHERE report_id = 'report_id-1'")
    second = {facts.name: facts.sha256 for facts in write(home, "b").tables}
    before = {facts.name: facts.sha256 for facts in first.tables}
    assert second["events.parquet"] == other["events"] != before["events.parquet"]
    assert second["places.parquet"] == before["places.parquet"] != other["places"]
    assert second["reports.parquet"] not in (before["reports.parquet"], other["reports"])
    lines = (home.releases / "b" / "SHA256SUMS").read_text().splitlines()
    assert f"{other['events']}  events.parquet" in lines


def test_a_release_whose_manifest_is_spoilt_is_none_to_take_files_from(published):
    home, first = published
    (first.path / "manifest.json").write_text("{")
    assert write(home, "b").tables == first.tables


def restate(release, table, query):
    """Have a table's file in a release, and its manifest with it, say something else; the file's SHA-256."""
    path = release / f"{table}.parquet"
    spoil(path, query)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest = json.loads((release / "manifest.json").read_text())
    next(file for file in manifest["files"] if file["name"] == path.name)["sha256"] = digest
    (release / "manifest.json").write_text(json.dumps(manifest))
    return digest


def test_the_diff_counts_rows_by_key_and_names_the_events_that_came_and_went(published):
    home, _ = published
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


def test_a_table_that_the_last_release_lacked_is_said_to_be_new(published):
    home, first = published
    (first.path / "statements.parquet").rename(first.path / "speeches.parquet")
    diff = write(home, "b").diff
    assert (diff["tables_added"], diff["tables_removed"]) == (["statements"], ["speeches"])


def test_only_sources_of_which_something_is_in_the_release_are_named_and_each_licence_once(home):
    with open_build(home) as connection:
        geonames = {"licence_id": "CC-BY-4.0", "title": "CC BY 4.0", "attribution": "Name the maker."}
        insert(connection, "licences", row("licences", 2, **geonames), row("licences", 3))
        insert(connection, "feeds", row("feeds", 2, licence_id="licence_id-3"), row("feeds", 3))
        gone = {"feed": "feed-3", "licence_id": "CC-BY-4.0", "snapshot_id": None}
        insert(connection, "rejects", row("rejects", 3, **gone))
    path = write(home).path
    manifest = json.loads((path / "manifest.json").read_text())
    assert [source["title"] for source in manifest["sources"]] == ["title-1", "title-3", "GeoNames"]
    assert [licence["licence_id"] for licence in manifest["licences"]] == ["CC-BY-4.0", "licence_id-1"]
    assert manifest["licences"][0]["attribution"].startswith("Name the maker. Names and points of places")
    package = json.loads((path / "datapackage.json").read_text())
    assert [licence["name"] for licence in package["licenses"]] == ["CC-BY-4.0", "licence_id-1"]
    assert [source["title"] for source in package["sources"]] == ["title-1", "title-3", "GeoNames"]
    assert "title-2" not in (path / "CITATION.md").read_text()
    assert (path / "LICENCES.md").read_text().count("CC-BY-4.0") == 1


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
    assert "Nothing that was read was left out" in licences
