"""From an XML tree to the items of a feed, RSS 2.0 (and its forerunners 0.9x) or Atom 1.0: which element says what.

Of RSS are read: title, link, guid, pubDate, description, and of its modules content:encoded, dc:date, dc:language,
dcterms:modified and atom:updated. Of Atom: id, title, link, published, updated, content, summary, xml:lang.
Left out by name, as they say nothing of events: author, category, cloud, comments, contributor, copyright, docs,
enclosure, generator, icon, image, logo, managingEditor, rating, rights, skipDays, skipHours, source, subtitle,
textInput, ttl, webMaster; and the elements of all other modules (those in a namespace of their own). An element of RSS
that no list has is told of.
"""

from collections import Counter
from dataclasses import dataclass
from xml.etree.ElementTree import Element, tostring

from warehouse.errors import UserError

_ATOM = "{http://www.w3.org/2005/Atom}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_RSS_ITEM = frozenset(
    ("author", "category", "comments", "description", "enclosure", "guid", "link", "pubDate", "source", "title")
)


@dataclass(frozen=True)
class Item:
    """One item as it stands. `title` and `text` may hold HTML; dates are as written; `guid` is its id at the source."""

    title: str | None
    text: str | None
    link: str | None
    guid: str | None
    published: str | None
    changed: str | None
    language: str | None


@dataclass(frozen=True)
class Channel:
    """A feed: its layout in words, title, address and language, its items, and elements that nobody knows, counted."""

    layout: str
    title: str | None
    link: str | None
    language: str | None
    items: tuple[Item, ...]
    unknown: Counter[str]


def channel_of(root: Element) -> Channel:
    """The feed in a tree. Raises UserError where its root is neither that of RSS nor that of Atom."""
    if root.tag == "rss":
        channel = root.find("channel")
        if channel is None:
            raise UserError("It is RSS without a channel", "Save the feed again, as the publisher gives it.")
        return _rss(channel, root.get("version"))
    if root.tag == f"{_ATOM}feed":
        return _atom(root)
    name = root.tag.rpartition("}")[2][:60]
    raise UserError(f"Its root element is <{name}>, not <rss> or the <feed> of Atom", "Give an RSS 2.0 or Atom feed.")


def _rss(channel: Element, version: str | None) -> Channel:
    elements = channel.findall("item")
    names = Counter(child.tag for element in elements for child in element if isinstance(child.tag, str))
    return Channel(
        f"RSS {version or 'without version'}",
        _words(channel, "title"),
        _words(channel, "link"),
        _words(channel, "language", f"{_DC}language"),
        tuple(map(_rss_item, elements)),
        Counter({name: n for name, n in names.items() if not name.startswith("{") and name not in _RSS_ITEM}),
    )


def _rss_item(element: Element) -> Item:
    guid = element.find("guid")
    identity = _words(element, "guid")
    is_address = guid is not None and guid.get("isPermaLink", "true").strip().lower() != "false"
    return Item(
        title=_words(element, "title"),
        text=_words(element, f"{_CONTENT}encoded", "description"),
        link=_words(element, "link") or (identity if is_address else None),
        guid=identity,
        published=_words(element, "pubDate", f"{_DC}date"),
        changed=_words(element, f"{_ATOM}updated", f"{_TERMS}modified"),
        language=_words(element, f"{_DC}language"),
    )


def _atom(feed: Element) -> Channel:
    return Channel(
        "Atom 1.0",
        _construct(feed.find(f"{_ATOM}title")),
        _link(feed),
        feed.get(_LANGUAGE),
        tuple(map(_entry, feed.findall(f"{_ATOM}entry"))),
        Counter(),
    )


def _entry(element: Element) -> Item:
    return Item(
        title=_construct(element.find(f"{_ATOM}title")),
        text=_construct(element.find(f"{_ATOM}content")) or _construct(element.find(f"{_ATOM}summary")),
        link=_link(element),
        guid=_words(element, f"{_ATOM}id"),
        published=_words(element, f"{_ATOM}published", f"{_ATOM}updated"),
        changed=_words(element, f"{_ATOM}updated"),
        language=element.get(_LANGUAGE),
    )


def _link(element: Element) -> str | None:
    """Where it stands on the web: the link that is marked as alternate, or not marked."""
    for link in element.findall(f"{_ATOM}link"):
        if link.get("rel", "alternate") == "alternate" and link.get("href"):
            return str(link.get("href")).strip()
    return None


def _construct(element: Element | None) -> str | None:
    """Text of Atom as HTML: plain text is escaped, XHTML loses its namespace; None for what is no text or elsewhere."""
    if element is None:
        return None
    kind = element.get("type", "text")
    if kind == "xhtml":
        for inner in element.iter():
            inner.tag = inner.tag.removeprefix(_XHTML) if isinstance(inner.tag, str) else inner.tag
        return "".join(tostring(child, "unicode", method="html") for child in element).strip() or None
    words = "".join(element.itertext()).strip()
    if kind in ("text", "text/plain"):
        words = words.replace("&", "&amp;").replace("<", "&lt;")
    elif kind not in ("html", "text/html"):
        return None
    return words or None


def _words(element: Element, *names: str) -> str | None:
    """The words of the first of these children that has any, without white space around them."""
    for name in names:
        child = element.find(name)
        if child is not None and (words := "".join(child.itertext()).strip()):
            return words
    return None
