"""From bytes to text: encodings, and files that are no texts.

Here belongs what is true of any text file. What a page or a sidecar says belongs to the feeds.
"""

import codecs
import re

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
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
_AS_TEXT = "Save its text as a UTF-8 .txt file."


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


def _decoded(content: bytes, charset: str | None) -> str:
    mark, encoding = next(
        ((mark, name) for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)), (b"", _encoding(charset))
    )
    if not mark and b"\0" in content:
        raise UserError("The file is binary, not a text", _AS_TEXT)
    try:
        return content[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        place = len(mark) + error.start
        raise UserError(
            f"The file is not {encoding.upper()}: byte {place} is 0x{content[place]:02X}",
            "Save it as UTF-8; for a Western file from Windows: iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW.",
        ) from error


def _encoding(charset: str | None) -> str:
    name = _WEB_NAMES.get((charset or "").lower(), charset or "utf-8")
    try:
        return name if codecs.lookup(name)._is_text_encoding else "utf-8"
    except LookupError:
        return "utf-8"
