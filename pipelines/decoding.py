"""From bytes to text: encodings, and the article in a web page with what the page says of itself.

Here belongs what is true of any text file or page. Sidecars and where files come from belong to the feeds.
"""

import codecs
import re
from dataclasses import dataclass
from datetime import date

from warehouse.errors import UserError

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FORMATS = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
)
_WEB_NAMES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "utf-8", "ascii": "utf-8"}
"""What pages that declare the left are written in (WHATWG Encoding Standard; ASCII is part of UTF-8)."""
_META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_PAGE_LANGUAGE = re.compile(r"<html[^>]*?\slang\s*=\s*[\"']?\s*([a-z]{2})\b", re.I)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
_AS_TEXT = "Save its text as a UTF-8 .txt file."
_DATES = {"extensive_search": False, "original_date": True, "min_date": "1500-01-01", "max_date": "2500-01-01"}
"""Only dates that the page states as its own, whatever they are: an impossible one is to be refused, not passed over.
"""


@dataclass(frozen=True)
class Page:
    """The article of a web page, and what the page says of itself."""

    text: str
    title: str | None
    publisher: str | None
    published_on: date | None
    language: str | None
    url: str | None


def decode(content: bytes, charset: str | None = None) -> str:
    """The text of a file: UTF-8, or as its byte order mark or the declared `charset` says.

    Line ends become `\\n` and white space at the end goes; nothing else is changed. Raises UserError for an empty or
    binary file and for bytes that are not of the encoding.
    """
    if not content.strip():
        raise UserError("The file is empty", "Put the article's text into it, or remove it.")
    for prefix, kind in _FORMATS:
        if content.startswith(prefix):
            raise UserError(f"The file is {kind}, not a text", _AS_TEXT)
    text = _decoded(content, charset)
    if len(_CONTROLS.findall(text)) * 100 > len(text):
        raise UserError("The file is binary, not a text", _AS_TEXT)
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip()
    if not text.strip("\ufeff \n\t"):
        raise UserError("The file has no text", "Put the article's text into it, or remove it.")
    return text


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


def _decoded(content: bytes, charset: str | None) -> str:
    encoding = _encoding(charset)
    for mark, name in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            content, encoding = content[len(mark) :], name
            break
    else:
        if b"\0" in content:
            raise UserError("The file is binary, not a text", _AS_TEXT)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        byte = f"byte {error.start} is 0x{content[error.start]:02X}" if error.start < len(content) else "it breaks off"
        raise UserError(
            f"The file is not {encoding.upper()}: {byte}",
            "Save it as UTF-8; for a Western file from Windows: iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW.",
        ) from error


def _encoding(charset: str | None) -> str:
    name = _WEB_NAMES.get((charset or "").lower(), charset or "utf-8")
    try:
        return name if codecs.lookup(name)._is_text_encoding else "utf-8"
    except LookupError:
        return "utf-8"
