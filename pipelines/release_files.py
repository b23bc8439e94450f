"""The files of a release, written into a folder: Parquet, codebook, data package, citation, terms, changes, checksums.

Here belongs which files there are and what is in them. How the folder becomes a release belongs to `pipelines.release`.
"""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, fields
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb

from pipelines import progress
from pipelines.citation import TITLE, Edition, Terms, citation_page, licences_page, terms_of
from pipelines.expectations import recorded, report_html
from pipelines.feed import FEEDS
from warehouse.codebook import data_resource, markdown
from warehouse.database import connect
from warehouse.differences import compare, new_redirects
from warehouse.exports import FileFacts, TableFacts, export, facts_of
from warehouse.home import Home, now
from warehouse.licensing import show_publishable
from warehouse.tables import TABLES

PUBLIC = tuple(table for table in TABLES if table.public)
MANUALS = tuple(feed.manual for feed in FEEDS.values() if feed.manual)
MANIFEST = "manifest.json"
CHECKSUMS = "SHA256SUMS"
WRITING = ("Writing the release", len(PUBLIC) + 1)
"""The steps of it: each table, and what is written about them."""
TEXTS = {
    "CODEBOOK.md": ("Codebook", "Every table, column, unit and code, and what an empty value stands for."),
    "CITATION.md": ("How to cite", "The release and its sources, ready to paste, also for BibTeX."),
    "LICENCES.md": ("Licences", "The terms of each source and how it asks to be named."),
    "checks.html": ("Checks", "What the data was held against, and what was found."),
    "ACCURACY.md": (
        "Accuracy",
        "How right the coder is on the open gold set, as casus evaluate measures it.",
    ),
    "accuracy.json": ("Accuracy, for programs", "The same figures as numbers."),
    "diff.json": (
        "Changes",
        "Rows and columns added, removed and changed since the release before; events merged and split.",
    ),
    "datapackage.json": ("Data package", "The codebook for programs: names, types, keys and codes of every table."),
    MANIFEST: ("Manifest", "What the release is made of: inputs, versions, and the facts of every file."),
    CHECKSUMS: ("Checksums", "The SHA-256 of every file, for sha256sum -c."),
}


def write_files(
    home: Home, folder: Path, release_id: str, before: Path | None, pages: Mapping[str, str]
) -> tuple[tuple[TableFacts, ...], dict[str, Any]]:
    """Write every file of the release from the build database; returns the Parquet files' facts, and what changed.

    `before` is the last release, which the new one is compared with. Raises OSError or duckdb.IOException where the
    disk refuses.
    """
    with connect(home.build, read_only=True) as connection:
        withheld = show_publishable(connection)
        tables = _export(connection, folder, before)
        terms = terms_of(connection)
        snapshots = [row[0] for row in connection.execute("SELECT snapshot_id FROM snapshots ORDER BY ALL").fetchall()]
        diff = _diff(connection, folder, before)
        checks = report_html(recorded(connection), title="Checks of the Casus release", release_id=release_id)
    digest = hashlib.sha256("".join(f"{t.sha256}  {t.name}\n" for t in tables).encode()).hexdigest()
    edition = Edition(release_id, version("casus"), now(), digest)
    texts = {
        "CODEBOOK.md": markdown(TABLES, {Path(facts.name).stem: facts.rows for facts in tables}, MANUALS),
        "CITATION.md": citation_page(edition, terms),
        "LICENCES.md": licences_page(terms, withheld),
        "checks.html": checks,
        **pages,
        "diff.json": _json({"release_id": release_id, "since": before.name if before else None, **diff}),
        "datapackage.json": _json(_data_package(edition, terms)),
    }
    written: list[FileFacts] = [*tables, *(_write(folder / name, text) for name, text in texts.items())]
    manifest = {
        "release_id": release_id,
        "created_at": _stamp(edition),
        "casus_version": edition.casus_version,
        "data_sha256": digest,
        "since": before.name if before else None,
        "citation": edition.citation,
        "bibtex": edition.bibtex,
        "snapshots": snapshots,
        "rows_withheld_from": withheld,
        "sources": terms.sources,
        "licences": terms.licences,
        "files": [_described(facts) for facts in written],
    }
    written.append(_write(folder / MANIFEST, _json(manifest)))
    lines = (f"{facts.sha256}  {facts.name}\n" for facts in sorted(written, key=lambda facts: facts.name))
    _write(folder / CHECKSUMS, "".join(lines))
    return tables, diff


def _export(connection: duckdb.DuckDBPyConnection, folder: Path, before: Path | None) -> tuple[TableFacts, ...]:
    exported: list[TableFacts] = []
    earlier = _earlier(before) if before else {}
    for table in PUBLIC:
        with progress.step(*WRITING):
            exported.append(export(connection, table, folder, earlier.get(table.name)))
    return tuple(exported)


def _earlier(release: Path) -> dict[str, tuple[Path, TableFacts]]:
    """The Parquet files of a release with their facts, by table, as its manifest has them."""
    names = [column.name for column in fields(TableFacts)]
    with suppress(ValueError):
        files = json.loads((release / MANIFEST).read_text("utf-8")).get("files", [])
        facts = [TableFacts(*(file[name] for name in names)) for file in files if set(names) <= file.keys()]
        return {Path(of.name).stem: (release / of.name, of) for of in facts}
    return {}


def _diff(connection: duckdb.DuckDBPyConnection, folder: Path, before: Path | None) -> dict[str, Any]:
    old = {path.stem: path for path in before.glob("*.parquet")} if before else {}
    return {
        "tables_added": [table.name for table in PUBLIC if before and table.name not in old],
        "tables_removed": sorted(old.keys() - {table.name for table in PUBLIC}),
        "events": new_redirects(connection, old.get("event_redirects"), folder / "event_redirects.parquet"),
        "tables": {t.name: compare(connection, t, old.get(t.name), folder / f"{t.name}.parquet") for t in PUBLIC},
    }


def _data_package(edition: Edition, terms: Terms) -> dict[str, Any]:
    return {
        "name": f"casus-{edition.release_id.lower()}",
        "title": TITLE,
        "version": edition.release_id,
        "created": _stamp(edition),
        "description": edition.citation,
        "licenses": [_present(name=x["licence_id"], title=x["title"], path=x["url"]) for x in terms.licences],
        "sources": [_present(title=x["title"], path=x["homepage"]) for x in terms.sources],
        "resources": [data_resource(table) for table in PUBLIC],
    }


def _described(facts: FileFacts) -> dict[str, Any]:
    by_file = {f"{table.name}.parquet": table for table in PUBLIC}
    if table := by_file.get(facts.name):
        return {"title": table.title, "description": table.description, "group": table.group, **asdict(facts)}
    title, description = TEXTS[facts.name]
    return {"title": title, "description": description, **asdict(facts)}


def _present(**values: str | None) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _stamp(edition: Edition) -> str:
    return f"{edition.created_at:%Y-%m-%dT%H:%M:%SZ}"


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _write(path: Path, text: str) -> FileFacts:
    path.write_text(text, "utf-8")
    return facts_of(path)
