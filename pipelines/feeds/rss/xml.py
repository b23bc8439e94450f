"""From bytes to an XML tree: nothing that XML can do beside carrying text is let happen.

No document type is read, so no entity is expanded and no other file or address is opened. What the elements mean does
not belong here.
"""

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from pipelines.decoding import decode
from pipelines.fetching.answers import HEAD, looks_like_a_page
from warehouse.errors import UserError

_DECLARED = re.compile(rb"[^<]{0,20}<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)", re.I)
_CUT_OFF = (3, 5, 20)
"""Expat's codes for a document that ends too soon: no element found, unclosed token, unclosed CDATA section."""
AGAIN = "Save the feed again, as the publisher gives it."


def parse(content: bytes, charset: str | None = None) -> Element:
    """The root element. `charset` is what the server said; else a byte order mark, the XML declaration or UTF-8 counts.

    Raises UserError: empty, not of its encoding, no XML, a web page, cut off, not well-formed, with a document type.
    """
    declared = _DECLARED.match(content)
    try:
        text = decode(content, charset or (declared[1].decode() if declared else None)).lstrip("\ufeff \t\n")
    except UserError as error:
        raise UserError(error.problem, AGAIN) from error
    if looks_like_a_page(text[:HEAD].encode()):
        raise UserError("It is a web page, not a feed", "Give the address of the feed, or save the feed itself.")
    if not text.startswith("<"):
        raise UserError("It is no XML", AGAIN)
    try:
        root: Element = ElementTree.fromstring(text, forbid_dtd=True)
    except DefusedXmlException as error:
        raise UserError(
            "It has a document type, which can hide entities and open files, and is not read",
            "If you trust it, delete its <!DOCTYPE ...> and put it in again.",
        ) from error
    except ParseError as error:
        raise UserError(_fault(error), AGAIN) from error
    return root


def _fault(error: ParseError) -> str:
    line, column = error.position
    if error.code in _CUT_OFF:
        return f"It is cut off in line {line}"
    return f"It is not well-formed XML: {str(error).partition(':')[0]}, line {line}, column {column + 1}"
