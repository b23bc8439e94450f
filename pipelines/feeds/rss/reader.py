"""From a snapshot to the texts that are coded: one of each item, with what the feed says of it.

The text is the headline, a blank line, and the item's own words. What an element is called belongs to `items`.
"""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from pipelines.contents import Article, Contents, Refusal, check_published
from pipelines.feeds.rss.items import Channel, Item, channel_of
from pipelines.feeds.rss.xml import parse
from pipelines.fetching import is_web
from pipelines.licences import Licence, named
from pipelines.markup import from_html, one_line
from pipelines.rejects import REFUSED
from pipelines.snapshots import Snapshot
from warehouse.errors import UserError

FEDERAL_WORK = named("US federal government work")
_FEDERAL = re.compile(r"(?:.+\.)?(?:mil|war\.gov|defense\.gov|whitehouse\.gov|state\.gov)")
"""Hosts whose own words are works of the US federal government, in the public domain (17 USC 105): all of .mil, and of
.gov, which states and towns use too, those named here.
"""
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_DAY_ALONE = re.compile(r"(?:[A-Za-z]{3,9},? )?\d{1,2} [A-Za-z]{3,9} \d{4}")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_BY_HAND = "Nothing need be done; to have it all the same, put its text into inbox/article with a sidecar."


def read(snapshot: Snapshot, content: bytes) -> Contents:
    """Every item as an article or a refusal; a file that is no feed is one refusal."""
    try:
        channel = channel_of(parse(content, snapshot.details.get("charset")))
    except UserError as error:
        raw = None if b"\0" in content else content[:4000].decode(errors="backslashreplace")
        return Contents(refusals=(Refusal(error.problem, error.remedy, raw),), layout=REFUSED)
    articles, refusals, bare = [], [], 0
    for number, item in enumerate(channel.items, 1):
        try:
            articles.append(_article(channel, item, f"item {number}", snapshot.address))
            bare += not item.text
        except UserError as error:
            raw = "\n".join(filter(None, (item.title, item.text)))
            refusals.append(Refusal(error.problem, error.remedy, raw or None, f"item {number}"))
    return Contents(tuple(articles), tuple(refusals), channel.layout, _issues(channel, bare))


def _article(channel: Channel, item: Item, record: str, address: str | None) -> Article:
    """The item as a text. Raises UserError where it has none, is not in English, or has no day of publication."""
    title = one_line(item.title or "")
    text = _text(title, from_html(item.text or ""))
    language = _language(item.language or channel.language)
    if language not in (None, "en"):
        raise UserError(f"Its language is {language}, and Casus codes English", _BY_HAND)
    published = moment(item.published or "")
    if published is None:
        unread = f", as {item.published[:40]!r} is no date" if item.published else ""
        raise UserError(f"It has no publication date{unread}, and none is assumed", _BY_HAND)
    check_published(published.date(), "feed", _BY_HAND)
    url = _address(item.link, channel.link or address)
    return Article(
        text,
        published.date(),
        "feed",
        title=title or None,
        publisher=one_line(channel.title or "") or None,
        language=language,
        url=url,
        record=record,
        source_record_id=_identity(channel, item, url, title),
        changed_at=_in_utc(moment(item.changed or "")),
        licence=_licence(address, channel.link, url),
    )


def moment(written: str) -> datetime | None:
    """A date as feeds write it, RFC 822 or ISO 8601, with the zone that it states, at least a day; None where it is
    none.

    >>> moment("Fri, 21 Aug 2026 23:00:54 -0400").date().isoformat(), moment("2026-08-21T10:00:00Z").hour
    ('2026-08-21', 10)
    """
    written = " ".join(written.split())
    if _DAY_ALONE.fullmatch(written):
        written += " 00:00 -0000"
    try:
        return datetime.fromisoformat(written) if _ISO.match(written) else parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _text(title: str, words: str) -> str:
    if not (title or words):
        raise UserError("It has neither a headline nor a text", "Nothing need be done.")
    if words.startswith(title):
        return words
    return f"{title}\n\n{words}".strip()


def _language(written: str | None) -> str | None:
    found = re.match(r"[a-z]{2,3}(?![a-z])", (written or "").strip().lower())
    return found[0] if found else None


def _address(link: str | None, base: str | None) -> str | None:
    """The item's address in full; None where it is no web address."""
    try:
        url = urljoin(base or "", link or "") if link else ""
    except ValueError:
        return None
    return url if is_web(url) else None


def _identity(channel: Channel, item: Item, url: str | None, title: str) -> str:
    """What stays the same over all versions: the guid, else the address, else the headline. What is not unique in the
    world by itself is so within its feed.
    """
    identity = item.guid or url or title or item.published or ""
    return identity if _URI.fullmatch(identity) else f"{channel.link or channel.title or ''} {identity}".strip()


def _licence(*addresses: str | None) -> Licence | None:
    """Public domain where the feed and the item stand on hosts of the US federal government, else the snapshot's."""
    hosts = [urlsplit(address).hostname or "" for address in addresses if address and is_web(address)]
    return FEDERAL_WORK if hosts and all(_FEDERAL.fullmatch(host) for host in hosts) else None


def _in_utc(when: datetime | None) -> datetime | None:
    try:
        return when and (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:
        return None


def _issues(channel: Channel, bare: int) -> str | None:
    """What is odd about the feed as a whole."""
    total = len(channel.items)
    said = []
    if not total:
        said.append("It holds no item: the publisher may have moved it, which does not mean that there is no news")
    if bare:
        said.append(f"{bare:,} of {total:,} items have a headline and no text; the headline is coded")
    if channel.unknown:
        names = ", ".join(f"{name[:40]} ({count:,})" for name, count in sorted(channel.unknown.items())[:10])
        said.append(f"Elements that no list has were passed over: {names}")
    return "; ".join(said) or None
