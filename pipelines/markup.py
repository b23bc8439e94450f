"""From markup to plain text: pieces of HTML and Markdown as feeds carry them, paragraphs kept apart.

Finding the article in a whole web page does not belong here.
"""

import re

from lxml import etree, html
from lxml.html import defs

from warehouse.errors import UserError

_SILENT = ("script", "style", "noscript", "template", "head", "title", "iframe", "object", "svg", "audio", "video")
_BLOCKS = defs.block_tags - {"li", "tr", "td", "th", "col", "colgroup", "del", "ins"} | {
    *("article", "aside", "details", "figcaption", "figure", "footer", "header", "main", "nav", "section", "summary")
}
_LINES = frozenset(("br", "li", "tr"))
_CELLS = frozenset(("td", "th"))
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_PARSER = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)


def from_html(fragment: str) -> str:
    """The words of a piece of HTML, or of plain text: a blank line between blocks, a line for each item and row.

    Raises UserError where it is nested deeper than the parser goes: the words below would be lost.

    >>> from_html("<p>One &amp; two.</p><ul><li>three<li>four</ul>")
    'One & two.\\n\\nthree\\nfour'
    """
    clean = _CONTROLS.sub(" ", fragment)
    if "<" not in clean and "&" not in clean:
        return " ".join(clean.split())
    root = html.document_fromstring(f"<html><body><div>{clean}</div></body></html>".encode(), parser=_PARSER)
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in _PARSER.error_log):
        raise UserError("Its markup is nested too deep", "Save its words as a text file.")
    etree.strip_elements(root, *_SILENT, with_tail=False)
    parts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        parts.append(_break(element.tag, is_start=event == "start"))
        words = element.text if event == "start" else element.tail
        parts.append(re.sub(r"\s+", " ", words or ""))
    text = re.sub(r" *\n *", "\n", re.sub(r" {2,}", " ", "".join(parts)))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def from_markdown(source: str) -> str:
    """The words of a text in Markdown, which may hold HTML: headings, lists and tables without their signs."""
    from markdown_it import MarkdownIt  # a tenth of a second to import: only who reads Markdown pays for it

    return from_html(MarkdownIt("commonmark").enable("table").render(_CONTROLS.sub(" ", source)))


def one_line(fragment: str) -> str:
    """The words of a piece of HTML, such as a headline, on one line."""
    return " ".join(from_html(fragment).split())


def _break(tag: object, *, is_start: bool) -> str:
    if tag in _BLOCKS:
        return "\n\n"
    if tag in _LINES:
        return "\n" if is_start else ""
    return " " if tag in _CELLS and is_start else ""
