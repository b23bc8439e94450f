"""The Markdown files of a release as HTML: headings with anchors, tables whose cells know their column.

What Markdown there is belongs to whoever writes the release. HTML in it is shown as text: a file may quote sources.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

_ANCHOR = re.compile(r'<a id="([\w-]+)"></a>')
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


def html_of(text: str) -> str:
    """The text as HTML. A heading's anchor is the one that it begins with (`<a id="..."></a>`), else its words in lower
    case, joined with `-`, and a number where another has the same. Tables lie in a box that scrolls; those of words
    may be stacked on a narrow screen, for which each cell has its column's head as `data-label`.

    >>> html_of("## Two words")
    '<h2 id="two-words">Two words</h2>\\n'
    """
    tokens = _MARKDOWN.parse(text)
    anchors: Counter[str] = Counter()
    for token, content in pairwise(tokens):
        if token.type == "heading_open":
            anchor = _anchor(content)
            anchors[anchor] += 1
            token.attrSet("id", anchor if anchors[anchor] == 1 else f"{anchor}-{anchors[anchor]}")
    _label(tokens)
    return str(_MARKDOWN.renderer.render([*_boxed(tokens)], _MARKDOWN.options, {}))


def _anchor(words: Token) -> str:
    """A heading's anchor; its mark is taken out of the words."""
    found = _ANCHOR.match(words.content)
    if found:
        words.content = words.content[found.end() :]
        words.children = _MARKDOWN.parseInline(words.content)[0].children
    return found[1] if found else re.sub(r"\W+", "-", words.content.lower()).strip("-")


def _label(tokens: Sequence[Token]) -> None:
    heads: list[str] = []
    column = 0
    table: Token | None = None
    for token, content in pairwise(tokens):
        if token.type == "table_open":
            heads, table = [], token
            table.attrSet("class", "stack")
        elif token.type == "tr_open":
            column = 0
        elif token.type == "th_open":
            heads.append(content.content)
            if table and token.attrGet("style"):
                table.attrSet("class", "numbers")
        elif token.type == "td_open":
            token.attrSet("data-label", heads[column])
            column += 1


def _boxed(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "table_open":
            box = Token("box_open", "div", 1)
            box.attrSet("class", "wide")
            yield box
        yield token
        if token.type == "table_close":
            yield Token("box_close", "div", -1)
