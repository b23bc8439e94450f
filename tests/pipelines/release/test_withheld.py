"""What a licence forbids to pass on is nowhere in a release."""

import json
from pathlib import Path

import duckdb

from tests.pipelines.release.small_build import change, derive_all, withdrawal, write
from tests.rows import insert, row
from warehouse.database import open_build
from warehouse.schema import Type
from warehouse.tables import BY_NAME

MARKER = "planted-mark"


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


def rows_in(release, table):
    return next(facts.rows for facts in release.tables if facts.name == f"{table}.parquet")


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
