"""Reading one RSS or Atom file: which facts are taken from it, and what is said of what cannot be."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.contents import Contents
from pipelines.feeds.rss.reader import moment, read
from pipelines.snapshots import Snapshot
from tests.pipelines.feeds.rss_feeds import DATE, SAMPLES, feed, item
from tests.rows import INSTANT
from tests.texts import CHARACTERS


def snapshot(address: str | None = None, **details: str) -> Snapshot:
    return Snapshot("0", "rss", "f.xml", "inbox", address, "text/xml", 1, "unknown", INSTANT, INSTANT, INSTANT, details)


def contents(raw: str | bytes, **details: str) -> Contents:
    return read(snapshot(**details), raw.encode() if isinstance(raw, str) else raw)


def refusal(raw: str | bytes) -> str:
    found = contents(raw)
    assert found.articles == ()
    return "; ".join(r.reason for r in found.refusals)


def test_every_fact_of_an_rss_item_is_taken() -> None:
    article = contents((SAMPLES / "releases.xml").read_bytes()).articles[0]
    assert article.text == (
        "Command strikes depot near Palmyra\n\nOn March 12, U.S. forces conducted an airstrike on a weapons depot near"
        " Palmyra, Syria, killing four fighters of the Islamic State.\n\nNo civilian was hurt there."
    )
    assert article.title == "Command strikes depot near Palmyra"
    assert article.publisher == "Sample Command: Press Releases"
    assert (article.published_on, article.published_basis, article.language) == (date(2023, 3, 14), "feed", "en")
    assert article.url == "https://www.example.mil/MEDIA/RELEASES/View/Article/101/"
    assert article.source_record_id == "https://www.example.mil/MEDIA/RELEASES/ 101", "a number is no name in the world"
    assert article.licence is not None
    assert article.licence.licence_id == "public-domain"


def test_every_fact_of_an_atom_entry_is_taken() -> None:
    (article,) = contents((SAMPLES / "bulletin.atom").read_bytes()).articles
    assert article.text == (
        "A company for Lithuania\n\nDenmark will deploy 150 soldiers to Lithuania in June.\n\nThe weather is fair."
    )
    assert (article.title, article.publisher) == ("A company for Lithuania", "The Sample Bulletin")
    assert (article.published_on, article.language) == (date(2022, 5, 6), "en")
    assert article.url == "https://bulletin.example.org/stories/41"
    assert article.source_record_id == "tag:bulletin.example.org,2022:41"
    assert article.changed_at == datetime(2022, 5, 7, 4, tzinfo=UTC)
    assert article.licence is None


def test_white_space_around_values_is_none_of_them() -> None:
    article = contents((SAMPLES / "releases.xml").read_bytes()).articles[1]
    assert article.text == article.title == "200 Latvian soldiers arrived in Mali on 11 March"
    assert article.published_on == date(2023, 3, 13), "the day in the zone that the feed states"
    assert article.url == article.source_record_id == "https://www.example.mil/MEDIA/RELEASES/View/Article/102/"


def test_what_is_odd_about_a_feed_is_said() -> None:
    assert contents(feed(item(), item("2", text="Words"))).issues == (
        "1 of 2 items have a headline and no text; the headline is coded"
    )
    assert contents(feed(item(text="x") + "<mood/><mood/>", item("2", text="y"))).issues == (
        "Elements that no list has were passed over: mood (2)"
    )
    empty = contents(feed())
    assert (empty.articles, empty.refusals, empty.layout) == ((), (), "RSS 2.0")
    assert (
        empty.issues == "It holds no item: the publisher may have moved it, which does not mean that there is no news"
    )


@pytest.mark.parametrize(
    "given_item, reason",
    [
        (item(date=""), "It has no publication date, and none is assumed"),
        (
            item(date="<pubDate>last Tuesday</pubDate>"),
            "It has no publication date, as 'last Tuesday' is no date, and none is assumed",
        ),
        (
            item(date="<pubDate>Tue, 14 Mar 2933 21:30:00 GMT</pubDate>"),
            "Its publication date 2933-03-14 (feed) is impossible: it lies in the future",
        ),
        (
            item(date="<pubDate>Tue, 14 Mar 1823 21:30:00 GMT</pubDate>"),
            "Its publication date 1823-03-14 (feed) is impossible: before 1900",
        ),
        (f"<guid>7</guid>{DATE}", "It has neither a headline nor a text"),
    ],
)
def test_an_item_that_cannot_be_taken_says_why(given_item: str, reason: str) -> None:
    found = contents(feed(given_item, item("2")))
    assert [(r.record, r.reason) for r in found.refusals] == [("item 1", reason)]
    assert [article.record for article in found.articles] == ["item 2"]


BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
UNREADABLE = {
    "bomb": (BOMB + feed(item(title="&b;")), "It has a document type, which can hide entities and open files"),
    "outside": (OUTSIDE + feed(item(title="&x;")), "It has a document type, which can hide entities and open files"),
    "document type": (
        '<!DOCTYPE rss SYSTEM "http://e.org/rss.dtd">' + feed(),
        "It has a document type, which can hide",
    ),
    "page": ("<!DOCTYPE html><html><body>Access denied</body></html>", "It is a web page, not a feed"),
    "message": ('{"error": "denied"}', "It is no XML"),
    "cut": (feed(item(), item())[:-40], "It is cut off in line 1"),
    "cut in CDATA": ('<rss version="2.0"><channel><title><![CDATA[half', "It is cut off in line 1"),
    "entity": (feed(item(title="a&nbsp;b")), "It is not well-formed XML: undefined entity, line 1, column"),
    "ampersand": (
        feed(item(title="\nthis & that")),
        "It is not well-formed XML: not well-formed (invalid token), line 2",
    ),
    "root": (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>',
        "Its root element is <urlset>, not <rss>",
    ),
    "no channel": ('<rss version="2.0"/>', "It is RSS without a channel"),
    "empty": ("", "The file is empty"),
    "undeclared latin-1": (feed(item(title="Café")).encode("latin-1"), "The file is not UTF-8: byte"),
    "binary": (b"PK\x03\x04" + b"\0" * 20, "The file is a ZIP archive or an Office document, not a text"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_is_no_feed_says_what_it_is(name: str) -> None:
    raw, reason = UNREADABLE[name]
    assert refusal(raw).startswith(reason)


@pytest.mark.parametrize(
    "raw, details",
    [
        (("<?xml version='1.0' encoding='ISO-8859-1'?>" + feed(item(title="Café “x”"))).encode("cp1252"), {}),
        (feed(item(title="Café “x”")).encode("cp1252"), {"charset": "windows-1252"}),
        (b"\xef\xbb\xbf" + feed(item(title="Café “x”")).encode(), {}),
        (feed(item(title="Café “x”")).encode("utf-16"), {}),
        (("\n <?xml version='1.0'?>" + feed(item(title="<![CDATA[Caf&eacute; “x”]]>"))).encode(), {}),
        (feed(item(title="Caf&#233; &#8220;x&#8221;")).encode(), {}),
    ],
)
def test_an_encoding_that_is_told_is_followed(raw: bytes, details: dict[str, str]) -> None:
    (article,) = contents(raw, **details).articles
    assert article.title == "Café “x”"


def test_links_lead_to_the_web_or_nowhere() -> None:
    channel = "<title>P</title><link>https://e.org/news/</link>"
    links = ("javascript:alert(1)", "story?id=3#top", "http://[bad", "//f.org/x", "")
    items = (f"<guid isPermaLink='false'>{n}</guid><link>{x}</link><title>T</title>{DATE}" for n, x in enumerate(links))
    assert [article.url for article in contents(feed(*items, channel=channel)).articles] == [
        None,
        "https://e.org/news/story?id=3#top",
        None,
        "https://f.org/x",
        None,
    ]


@pytest.mark.parametrize(
    "address, link, is_open",
    [
        (None, "https://www.centcom.mil/a", True),
        ("https://www.war.gov/rss", "https://www.war.gov/a", True),
        ("https://e.org/rss", "https://www.war.gov/a", False),
        (None, "https://war.gov.e.org/a", False),
        (None, "https://www.ny.gov/a", False),
        (None, "https://news.un.org/a", False),
    ],
)
def test_only_works_of_the_federal_government_are_free(address: str | None, link: str, is_open: bool) -> None:
    found = read(snapshot(address), feed(f"<link>{link}</link><title>T</title>{DATE}").encode())
    licence = found.articles[0].licence
    assert (licence is not None and licence.text_may_be_republished) is is_open


def test_ten_thousand_items_are_read() -> None:
    found = contents(feed(*(item(str(number), f"Headline {number}", f"Text {number}") for number in range(10_000))))
    assert len({article.document_id for article in found.articles}) == 10_000
    assert found.refusals == ()


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_one_refusal(raw: bytes) -> None:
    found = contents(raw)
    assert len(found.refusals) == 1
    assert found.articles == ()


_WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
_ITEMS = st.lists(st.fixed_dictionaries({"guid": _WORDS, "title": _WORDS, "date": _WORDS}), max_size=5)


@settings(max_examples=80, deadline=None)
@given(_ITEMS)
def test_every_item_is_an_article_or_a_refusal(items: list[dict[str, str]]) -> None:
    def cdata(words: str) -> str:
        return f"<![CDATA[{words.replace(']]>', '')}]]>"

    raw = feed(
        *(
            f"<guid>{cdata(x['guid'])}</guid><title>{cdata(x['title'])}</title><pubDate>{cdata(x['date'])}</pubDate>"
            for x in items
        )
    )
    found = contents(raw)
    assert len(found.articles) + len(found.refusals) == len(items)


@settings(max_examples=80, deadline=None)
@given(st.datetimes(datetime(1970, 1, 1), timezones=st.just(UTC)), st.text(CHARACTERS, max_size=30))
def test_dates_are_read_as_they_are_written(when: datetime, noise: str) -> None:
    when = when.replace(microsecond=0)
    assert moment(when.strftime("%a, %d %b %Y %H:%M:%S +0000")) == when
    assert moment(when.isoformat()) == when
    for form in ("%d %b %Y", "%a, %d %B %Y"):
        day = moment(when.strftime(form))
        assert day
        assert day.date() == when.date()
    moment(noise)
