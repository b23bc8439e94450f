"""Articles in web pages: the text without the menus around it, and what the page says of itself.

A publication date is taken only where the page states it as its own. A guess from any timestamp in the source would
often be the day on which the page was made or shown.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from pipelines.decoding import decode
from warehouse.errors import UserError

_META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_META_KEYS = ("property", "name", "itemprop")
_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "date.published",
    "publication_date",
    "publish_date",
    "publish-date",
    "publishdate",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "dcterms.created",
    "dc.date.created",
    "article.created",
    "date",
)
"""Keys of <meta> that hold the day of publication, the surest first (Open Graph, schema.org, Dublin Core, others)."""
_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]([01]\d)[/-]([0-3]\d)(?=[/-]|$)")
_ISO_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?=\D|$|T)")


@dataclass(frozen=True)
class Page:
    """The article of a web page, and what the page says of itself."""

    text: str
    title: str | None
    publisher: str | None
    published_on: date | None
    language: str | None
    url: str | None


def decode_page(content: bytes, charset: str | None = None) -> str:
    """The HTML of a page: as `decode`, where the page itself may declare its charset. Raises UserError as `decode`."""
    declared = _META_CHARSET.search(content[:4096])
    return decode(content, charset or (declared[1].decode() if declared else None))


def article_of(html: str, url: str | None = None) -> Page:
    """The article in a page. Raises UserError where there is no text in it."""
    import trafilatura  # takes half a second to import: only a run that reads pages pays for it

    found = trafilatura.bare_extraction(html, url=url, with_metadata=True, include_comments=False)
    tree = trafilatura.load_html(html)
    text = (found.text or "").strip() if found and not isinstance(found, dict) else ""
    if not found or isinstance(found, dict) or tree is None or not text:
        raise UserError("The page has no text", "Save the article's text as a UTF-8 .txt file.")
    address = found.url or url
    return Page(
        text,
        found.title or None,
        found.sitename or None,
        published_on(tree, address),
        _language(tree),
        address,
    )


def published_on(tree: Any, address: str | None) -> date | None:
    """The day that the page states as that of its publication: <meta>, JSON-LD, <time>, the address, in this order."""
    stated = (*_in_meta(tree), *_in_json_ld(tree), *_in_time(tree))
    days = (day for value in stated if (day := _day(value)))
    return next(days, None) or (_day_in(address) if address else None)


def _in_meta(tree: Any) -> Iterator[str]:
    given: dict[str, str] = {}
    for element in tree.xpath("//meta[@content]"):
        for key in _META_KEYS:
            given.setdefault((element.get(key) or "").lower(), element.get("content"))
    return (given[key] for key in _PUBLISHED if key in given)


def _in_json_ld(tree: Any) -> Iterator[str]:
    for element in tree.xpath("//script[@type='application/ld+json']"):
        try:
            yield from _dates_published(json.loads(element.text_content()))
        except (ValueError, RecursionError):
            continue


def _dates_published(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("datePublished"), str):
            yield node["datePublished"]
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from _dates_published(child)


def _in_time(tree: Any) -> Iterator[str]:
    """Of <time> the marked ones; the others only where all of them name one day."""
    yield from tree.xpath("//time[@pubdate or contains(@itemprop, 'datePublished')]/@datetime")
    others = tree.xpath("//time/@datetime")
    if len({_day(value) for value in others}) == 1:
        yield others[0]


def _day_in(address: str) -> date | None:
    found = _DAY_IN_ADDRESS.search(address)
    return _day("-".join(found.groups())) if found else None


def _day(value: str) -> date | None:
    """The day in a date as pages write it (ISO 8601, RFC 2822, in words); None where it is none."""
    from pipelines.coding.times.datelines import (
        find_dateline,  # takes spaCy with it: only a run that reads pages pays for it
    )

    value = value.strip()
    if iso := _ISO_DAY.match(value):
        try:
            return date(*map(int, iso.groups()))
        except ValueError:
            return None
    try:
        moment: datetime = parsedate_to_datetime(value)
        return moment.date()
    except ValueError:
        return find_dateline(value)


def _language(tree: Any) -> str | None:
    found = re.match(r"[a-z]{2}(?![a-z])", (tree.xpath("string(//html/@lang)") or "").strip().lower())
    return found[0] if found else None
