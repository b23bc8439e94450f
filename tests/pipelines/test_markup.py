"""From pieces of HTML and Markdown to plain text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.markup import from_html, from_markdown, one_line
from tests.texts import CHARACTERS
from warehouse.errors import UserError


@pytest.mark.parametrize(
    "fragment, text",
    [
        ("Three &lt; four &amp; five.", "Three < four & five."),
        ("3 < 4\nand more", "3 < 4 and more"),
        ("<p>One.</p>\n<p>Two<br/>lines.</p>", "One.\n\nTwo\nlines."),
        ("<ul><li>a</li><li>b</ul>c", "a\nb\n\nc"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1 2\n3"),
        ("<style>p{}</style>A<script>alert(1)</script> b<!-- c -->", "A b"),
        ("<html><head><title>no</title></head><body>Yes</body></html>", "Yes"),
        ("half <b>open", "half open"),
        ("\x00null\x0b", "null"),
        ("", ""),
        ("<img src=x onerror=y>", ""),
    ],
)
def test_html_becomes_its_words(fragment: str, text: str) -> None:
    assert from_html(fragment) == text


def test_markdown_becomes_its_words() -> None:
    source = "# Head\n\n**Bold** [link](x) ![pic](y)\n\n* a\n* b\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\nin \\_it\\_"
    assert from_markdown(source) == "Head\n\nBold link\n\na\nb\n\nx y\n\n1 2\n\nin _it_"


def test_a_headline_is_one_line() -> None:
    assert one_line("\n  Troops <em>leave</em>\n  Gao\n") == "Troops leave Gao"


def test_words_that_lie_too_deep_are_not_lost_in_silence() -> None:
    assert from_html("<div>" * 1000 + "deep") == "deep"
    with pytest.raises(UserError, match="nested too deep"):
        from_html("<div>" * 5000 + "deep")


@settings(max_examples=100, deadline=None)
@given(st.text(CHARACTERS))
def test_any_text_is_read_and_is_clean(text: str) -> None:
    for words in (from_html(text), from_markdown(text)):
        assert words == words.strip()
        assert "\n\n\n" not in words
        words.encode()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(st.characters(categories=("L", "N")), min_size=1), min_size=1))
def test_no_word_of_a_paragraph_is_lost(words: list[str]) -> None:
    assert from_html("".join(f"<p>{word}</p>" for word in words)).split("\n\n") == words
