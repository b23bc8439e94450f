"""Licences: what may be passed on under them, and which one a publisher's phrase names.

A phrase is taken for an open licence only where it is exactly the name or the address of one: "not CC BY" or "CC
BY-NC" is not. Everything else keeps its own words as its title, and its text is withheld from public releases.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

import duckdb

from warehouse.rows import insert
from warehouse.tables import BY_NAME


@dataclass(frozen=True)
class Licence:
    """The terms of a source. `rows_may_be_republished` is about facts read from it, `text_...` about its own words."""

    licence_id: str
    title: str
    url: str | None
    rows_may_be_republished: bool
    text_may_be_republished: bool
    attribution: str


_CREATIVE_COMMONS = re.compile(
    r"(?:cc|creative commons) (?:(?:by|attribution)(?P<alike> (?:sa|share ?alike))?)(?: (?P<version>[1-4]\.0))?"
    r"(?: (?:international|unported|generic|igo|licen[cs]e))*"
)
_CREATIVE_COMMONS_URL = re.compile(
    r"https?://creativecommons\.org/licenses/(?P<kind>by|by-sa)/(?P<version>[1-4]\.0)(?:/.*)?"
)
_CC0 = re.compile(
    r"(?:cc ?0|cc zero|creative commons zero)(?: 1\.0)?(?: universal)?|https?://creativecommons\.org/publicdomain/zero/.*"
)
_PUBLIC_DOMAIN = re.compile(
    r"(?:(?:in the )?public domain"
    r"|(?:a )?(?:works? of the )?(?:us|u\.s\.|united states)(?: federal)? government(?: works?)?)"
    r"(?:[,;]? (?:in the )?public domain)?|https?://creativecommons\.org/publicdomain/mark/.*"
)

UNKNOWN = Licence(
    "unknown",
    "Unknown licence: text not republished",
    None,
    rows_may_be_republished=True,
    text_may_be_republished=False,
    attribution="Name the publisher and the title.",
)


def named(phrase: str | None) -> Licence:
    """The licence that a publisher's phrase names; facts that Casus codes from a text may be published under any of
    them.

    >>> named("CC BY-SA 4.0").text_may_be_republished, named("CC BY-NC 4.0").text_may_be_republished
    (True, False)
    """
    words = " ".join((phrase or "").split())
    if not words:
        return UNKNOWN
    plain = words.lower().rstrip(".")
    spaced = re.sub(r"[-_ ]+", " ", plain)
    if found := _CREATIVE_COMMONS.fullmatch(spaced):
        return _creative_commons("by-sa" if found["alike"] else "by", found["version"] or "4.0")
    if found := _CREATIVE_COMMONS_URL.fullmatch(plain):
        return _creative_commons(found["kind"], found["version"])
    if _CC0.fullmatch(spaced) or _CC0.fullmatch(plain):
        return _open("CC0-1.0", "CC0 1.0 Universal", "https://creativecommons.org/publicdomain/zero/1.0/")
    if _PUBLIC_DOMAIN.fullmatch(spaced) or _PUBLIC_DOMAIN.fullmatch(plain):
        return _open("public-domain", "Public domain", "https://creativecommons.org/publicdomain/mark/1.0/")
    return Licence(
        _identifier(plain),
        words,
        None,
        rows_may_be_republished=True,
        text_may_be_republished=False,
        attribution="Name the publisher and the title.",
    )


def add_licences(connection: duckdb.DuckDBPyConnection, licences: Iterable[Licence]) -> None:
    """Put licences that came with sources into their table. Of two of one id the stricter counts: no phrase beside a
    file opens what another licence closes.
    """
    flags = "SELECT licence_id, rows_may_be_republished, text_may_be_republished FROM licences"
    held = {licence_id: (rows, text) for licence_id, rows, text in connection.execute(flags).fetchall()}
    for licence in licences:
        rows, text = held.get(licence.licence_id, (True, True))
        stricter = replace(
            licence,
            rows_may_be_republished=licence.rows_may_be_republished and rows,
            text_may_be_republished=licence.text_may_be_republished and text,
        )
        held[licence.licence_id] = (stricter.rows_may_be_republished, stricter.text_may_be_republished)
        declare_licences(connection, [stricter])


def declare_licences(connection: duckdb.DuckDBPyConnection, licences: Iterable[Licence]) -> None:
    """Put licences that Casus itself declares into their table; one of the same id is replaced."""
    rows = {licence.licence_id: asdict(licence) for licence in licences}
    connection.execute("DELETE FROM licences WHERE list_contains(?, licence_id)", [list(rows)])
    insert(connection, BY_NAME["licences"], list(rows.values()))


def _creative_commons(kind: str, version: str) -> Licence:
    title = "Attribution-ShareAlike" if kind == "by-sa" else "Attribution"
    return _open(
        f"CC-{kind.upper()}-{version}",
        f"Creative Commons {title} {version}",
        f"https://creativecommons.org/licenses/{kind}/{version}/",
    )


def _open(licence_id: str, title: str, url: str) -> Licence:
    return Licence(
        licence_id,
        title,
        url,
        rows_may_be_republished=True,
        text_may_be_republished=True,
        attribution="Name the publisher, the title and the licence.",
    )


def _identifier(plain: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    short = slug[:40].rstrip("-")
    return short if short == slug and slug else f"{short or 'terms'}-{hashlib.sha256(plain.encode()).hexdigest()[:8]}"
