"""What a page says of itself, and what it does not say."""

from datetime import date

import pytest

from pipelines.feeds.article.pages import article_of, decode_page
from warehouse.errors import UserError

BODY = (
    "<p>The army said that its soldiers left the base near the border on Monday.</p>"
    "<p>A second paragraph tells more of the same story in other words.</p>"
)


def page(head: str = "", body: str = BODY, attributes: str = "") -> str:
    return f"<!DOCTYPE html><html{attributes}><head>{head}</head><body><article>{body}</article></body></html>"


def json_ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    "head, body, day",
    [
        ('<meta property="article:published_time" content="2021-05-06T10:00:00Z">', "", date(2021, 5, 6)),
        ('<meta name="DC.date.issued" content="20210506">', "", date(2021, 5, 6)),
        ('<meta itemprop="datePublished" content="Thu, 06 May 2021 23:30:00 +0200">', "", date(2021, 5, 6)),
        ('<meta name="pubdate" content="May 6, 2021">', "", date(2021, 5, 6)),
        (
            '<meta name="date" content="2021-05-08"><meta property="article:published_time" content="2021-05-06">',
            "",
            date(2021, 5, 6),
        ),
        (json_ld('{"@graph": [{"@type": "NewsArticle", "datePublished": "2019-03-04T01:00Z"}]}'), "", date(2019, 3, 4)),
        ("", '<time datetime="2020-02-03">3 Feb</time>', date(2020, 2, 3)),
        (
            "",
            '<time datetime="2020-02-03">a</time><time itemprop="datePublished" datetime="2020-02-01">b</time>',
            date(2020, 2, 1),
        ),
        ('<link rel="canonical" href="https://example.org/2018/11/30/story">', "", date(2018, 11, 30)),
        ('<meta name="date" content="2031-01-01">', "", date(2031, 1, 1)),
    ],
)
def test_a_stated_day_is_taken(head: str, body: str, day: date) -> None:
    assert article_of(page(head, body + BODY)).published_on == day


@pytest.mark.parametrize(
    "head, body",
    [
        ("", "<footer>Copyright 2019. Page made on 2024-03-05.</footer>"),
        ('<meta name="render" content="2024-03-05T10:00:00Z">', '<div data-at="2024-03-05T10:00:00Z"></div>'),
        ('<meta property="article:modified_time" content="2024-03-05">', ""),
        ("", '<time datetime="2020-02-03">a</time><time datetime="2020-02-04">b</time>'),
        (json_ld('{"dateModified": "2024-03-05"}') + json_ld("{broken") + json_ld('{"datePublished": 5}'), ""),
        ('<meta name="date" content="2021-02-30"><meta name="pubdate" content="lately">', ""),
        ('<link rel="canonical" href="https://example.org/2018/story-20181130">', ""),
    ],
)
def test_no_day_is_made_up(head: str, body: str) -> None:
    assert article_of(page(head, body + BODY)).published_on is None


def test_the_text_is_that_of_the_article() -> None:
    menu, foot = "<nav><a href='/'>Home</a> World</nav>", "<footer>Copyright 2019</footer><script>x=1</script>"
    html = (
        page("<title>Base left</title>").replace("<article>", menu + "<article>").replace("</body>", foot + "</body>")
    )
    found = article_of(html, "https://example.org/base")
    assert found.text.splitlines() == [
        "The army said that its soldiers left the base near the border on Monday.",
        "A second paragraph tells more of the same story in other words.",
    ]
    assert found.title == "Base left"
    assert found.url == "https://example.org/base"


@pytest.mark.parametrize("attributes, language", [(' lang="en-GB"', "en"), (" lang=FR", "fr"), ("", None)])
def test_the_language_is_the_pages_own(attributes: str, language: str | None) -> None:
    assert article_of(page(attributes=attributes)).language == language


def test_a_page_without_text_is_refused() -> None:
    for html in (page(body=""), page(body="<script>load()</script>"), "<html></html>", "no markup <"):
        with pytest.raises(UserError, match="The page has no text"):
            article_of(html)


def test_a_page_declares_its_charset() -> None:
    raw = page('<meta charset="iso-8859-1">').replace("army", "armée").encode("latin-1")
    assert "armée" in decode_page(raw)
    assert "armйe" in decode_page(raw, "windows-1251"), "the answer's header comes first"
    with pytest.raises(UserError, match="is 0xE9"):
        decode_page(raw.replace(b"iso-8859-1", b"utf-8"))
