"""Articles in web pages: the text without the menus around it, and what the page says of itself."""

import re
from dataclasses import dataclass
from datetime import date

from pipelines.decoding import decode
from warehouse.errors import UserError

_META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_PAGE_LANGUAGE = re.compile(r"<html[^>]*?\slang\s*=\s*[\"']?\s*([a-z]{2})\b", re.I)
_DATES = {"extensive_search": False, "original_date": True, "min_date": "1500-01-01", "max_date": "2500-01-01"}
"""Only dates that the page states as its own; an impossible one is to be refused, not passed over."""


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

    found = trafilatura.bare_extraction(
        html, url=url, with_metadata=True, include_comments=False, date_extraction_params=_DATES
    )
    text = (found.text or "").strip() if found and not isinstance(found, dict) else ""
    if not found or isinstance(found, dict) or not text:
        raise UserError("The page has no text", "Save the article's text as a UTF-8 .txt file.")
    language = _PAGE_LANGUAGE.search(html[:4096])
    return Page(
        text,
        found.title or None,
        found.sitename or None,
        date.fromisoformat(found.date) if found.date else None,
        language[1].lower() if language else None,
        found.url or url,
    )
