"""How a release is cited and under which terms it stands, as text ready to paste.

Here belongs the wording; which rows the terms let out is decided by `warehouse.licensing`. Everything is read from the
tables of the release itself, so that no source is named that is not in it, and none that is in it goes unnamed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from warehouse.tables import TABLES

TITLE = "Casus: conflict events from news and feeds"
_GEONAMES = {
    "feed": "geonames",
    "title": "GeoNames",
    "publisher": "geonames.org",
    "homepage": "https://www.geonames.org",
    "citation": "Geographical database of place names and coordinates, https://www.geonames.org, CC BY 4.0.",
    "licence_id": "CC-BY-4.0",
}
_GEONAMES_LICENCE = {
    "licence_id": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "url": "https://creativecommons.org/licenses/by/4.0/",
    "rows_may_be_republished": True,
    "text_may_be_republished": True,
    "attribution": 'Names and points of places whose id begins with "geonames:" are from GeoNames; Casus chose among'
    " them and gave them a country and a level.",
}
_SINGLE_EVENT = (
    "A single event is cited with its `event_id` and the release. The documents behind it are in `documents.parquet`,"
    " with publisher, date and address."
)
_NO_OWN_TERMS = (
    "Casus adds no terms of its own to these data. Each report, document, snapshot and rejected record names the"
    " licence that it stands under in `licence_id`; an event stands under those of its reports."
)
_WORDS = (
    "*Words* are headlines, texts, quotes and raw records. Where a licence withholds them the columns are empty; the"
    " facts, the places of the words in the text and their SHA-256 stand."
)


_UNLISTED = (
    "`feeds` and `licences` list no source whose licence forbids rows, whether or not anything was read from it."
)


@dataclass(frozen=True)
class Edition:
    """Which release it is. `data_sha256` is of the data alone: two releases with the same one hold the same."""

    release_id: str
    casus_version: str
    created_at: datetime
    data_sha256: str

    @property
    def citation(self) -> str:
        """One line of a bibliography."""
        return (
            f"Casus ({self.created_at.year}). {TITLE}. Release {self.release_id}, Casus {self.casus_version}."
            f" Data SHA-256 {self.data_sha256[:16]}."
        )

    @property
    def bibtex(self) -> str:
        """The same for BibTeX."""
        return (
            f"@misc{{casus_{self.release_id},\n  author  = {{{{Casus}}}},\n  title   = {{{{{TITLE}}}}},\n"
            f"  year    = {{{self.created_at.year}}},\n  version = {{{self.release_id}}},\n"
            f"  note    = {{Casus {self.casus_version}, data SHA-256 {self.data_sha256}}}\n}}"
        )


@dataclass(frozen=True)
class Terms:
    """The sources of a release, as rows of `feeds`, and their licences, as rows of `licences`; GeoNames among them."""

    sources: list[dict[str, Any]]
    licences: list[dict[str, Any]]


def terms_of(connection: duckdb.DuckDBPyConnection) -> Terms:
    """The terms of what the connection's tables hold: of the sources that any of their rows is from."""
    feeds = _rows(
        connection,
        "SELECT feed, title, publisher, homepage, citation, licence_id FROM feeds"
        f" WHERE feed IN ({_found('feed')}) ORDER BY feed",
    )
    licences = _rows(connection, f"SELECT * FROM licences WHERE licence_id IN ({_found('licence_id')}) ORDER BY ALL")
    if _rows(connection, "SELECT 1 FROM places WHERE starts_with(place_id, 'geonames:') LIMIT 1"):
        return Terms([*feeds, _GEONAMES], _with_geonames(licences))
    return Terms(feeds, licences)


_FROM_SOURCES = tuple(t.name for t in TABLES if {"feed", "licence_id"} <= {*t.column_names} and t.name != "feeds")
"""The tables of what came from sources, each row with its feed and licence."""


def _found(column: str) -> str:
    return " UNION ".join(f"SELECT {column} FROM {name}" for name in _FROM_SOURCES)


def _with_geonames(licences: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The licences with that of GeoNames; where a source has the same one, it is one, and asks for both."""
    own = next((licence for licence in licences if licence["licence_id"] == _GEONAMES_LICENCE["licence_id"]), None)
    if own is None:
        return [*licences, _GEONAMES_LICENCE]
    both = own | {"attribution": f"{own['attribution']} {_GEONAMES_LICENCE['attribution']}"}
    return [both if licence is own else licence for licence in licences]


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    answer = connection.execute(query)
    names = [column[0] for column in answer.description or []]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def citation_page(edition: Edition, terms: Terms) -> str:
    """CITATION.md: the release, BibTeX, and the sources to be named beside it."""
    sources = [f"- **{source['title']}**, {source['publisher']}. {source['citation']}" for source in terms.sources]
    parts = [
        "# How to cite",
        f"The release:\n\n> {edition.citation}",
        f"```bibtex\n{edition.bibtex}\n```",
        "The sources that it rests on, to be named beside it:",
        "\n".join(sources),
        _SINGLE_EVENT,
    ]
    return "\n\n".join(parts) + "\n"


def licences_page(terms: Terms, withheld: Sequence[str]) -> str:
    """LICENCES.md: the terms of each source, how it asks to be named, and of which tables rows were left out."""
    head = "| Licence | Rows | Words | Attribution |\n| --- | --- | --- | --- |"
    parts = [
        "# Licences",
        _NO_OWN_TERMS,
        "\n".join([head, *map(_licence_line, terms.licences)]),
        _WORDS,
        f"Some rows are left out, with all that rests on them, because a licence forbids it: of {', '.join(withheld)}."
        if withheld
        else "Nothing that was read was left out because of a licence that forbids rows.",
        _UNLISTED,
    ]
    return "\n\n".join(parts) + "\n"


def _licence_line(licence: dict[str, Any]) -> str:
    title = f"[{_cell(licence['title'])}]({licence['url']})" if licence["url"] else _cell(licence["title"])
    words = "may be passed on" if licence["text_may_be_republished"] else "withheld"
    return f"| {title} (`{licence['licence_id']}`) | may be passed on | {words} | {_cell(licence['attribution'])} |"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
