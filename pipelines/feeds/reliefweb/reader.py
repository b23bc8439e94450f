"""From a snapshot to the texts that are coded: one of each report, with what ReliefWeb says of it.

Read are: id, title, body (Markdown; else body-html, else headline.summary), date.original (else date.created),
date.changed, source, language, url_alias (else url). Left out by name, as Casus reads who, where and what from the
text: country, disaster, disaster_type, feature, file, format, image, ocha_product, origin, primary_country, redirects,
status, theme, vulnerable_groups, and of the record href and score. A field that no list has is told of.
"""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pipelines.contents import Article, Contents, Refusal, check_published
from pipelines.feeds.reliefweb.envelope import Envelope, parse
from pipelines.fetching import is_web
from pipelines.markup import from_html, from_markdown, one_line
from pipelines.rejects import REFUSED
from pipelines.snapshots import Snapshot
from warehouse.errors import UserError

_READ = ("id", "title", "body", "body-html", "headline", "date", "source", "language", "url", "url_alias")
_LEFT_OUT = (
    *("country", "disaster", "disaster_type", "feature", "file", "format", "image", "ocha_product", "origin"),
    *("primary_country", "redirects", "status", "theme", "vulnerable_groups"),
)
_REMEDY = "Nothing need be done; to have it all the same, put its text into inbox/article with a sidecar."
_BROKEN = "Save the API's answer again, as it comes."


def read(snapshot: Snapshot, content: bytes) -> Contents:
    """Every report as an article or a refusal; a file that is no answer of the API is one refusal."""
    try:
        envelope = parse(content)
    except UserError as error:
        raw = None if b"\0" in content else content[:4000].decode(errors="backslashreplace")
        return Contents(refusals=(Refusal(error.problem, error.remedy, raw),), layout=REFUSED)
    articles, refusals, unknown, bare = [], [], Counter[str](), 0
    for number, record in enumerate(envelope.records, 1):
        label = f"report {number}"
        try:
            raw = json.dumps(record, ensure_ascii=False)
            raw.encode()  # JSON can write half a character, which is no text
            fields = _fields(record)
            articles.append(_article(record, fields, label))
        except UnicodeEncodeError:
            refusals.append(Refusal("It holds half a character", _BROKEN, None, label))
        except UserError as error:
            refusals.append(Refusal(error.problem, error.remedy, raw, label))
        else:
            bare += articles[-1].text == articles[-1].title
            unknown.update(fields.keys() - {*_READ, *_LEFT_OUT})
    return Contents(tuple(articles), tuple(refusals), envelope.layout, _issues(envelope, snapshot, bare, unknown))


def changed_at(record: Any) -> datetime | None:
    """When the report was last changed (UTC); None where it does not say, or says nothing that is an instant."""
    try:
        return _instant(_fields(record), "changed")
    except UserError:
        return None


def _article(record: Mapping[str, Any], fields: Mapping[str, Any], label: str) -> Article:
    """The report as a text. Raises UserError where it has none, is not in English, or has no day of publication."""
    title, words = one_line(_text(fields, "title") or ""), _body(fields)
    if not (title or words):
        raise UserError("It has neither a headline nor a text", _REMEDY)
    languages = _named(fields, "language", "code", "name")
    if languages and not {"en", "english"} & {name.lower() for name in languages}:
        raise UserError(f"Its language is {' and '.join(languages)}, and Casus codes English", _REMEDY)
    published = _instant(fields, "original") or _instant(fields, "created")
    if published is None:
        raise UserError("It has no publication date, and none is assumed", _REMEDY)
    check_published(published.date(), "feed", _REMEDY)
    return Article(
        words if words.startswith(title) else f"{title}\n\n{words}".strip(),
        published.date(),
        "feed",
        title=title or None,
        publisher="; ".join(_named(fields, "source", "name", "shortname")) or None,
        language="en" if languages else None,
        url=next((url for name in ("url_alias", "url") if (url := _text(fields, name)) and is_web(url)), None),
        record=label,
        source_record_id=_identity(record, fields),
        changed_at=_instant(fields, "changed"),
    )


def _fields(record: Any) -> Mapping[str, Any]:
    fields = record.get("fields") if isinstance(record, dict) else None
    if not isinstance(fields, dict):
        raise UserError('It has no "fields", so it is no report of ReliefWeb', _BROKEN)
    return fields


def _identity(record: Mapping[str, Any], fields: Mapping[str, Any]) -> str:
    """The report's id, which comes as a text or as a number."""
    given = record.get("id", fields.get("id"))
    if isinstance(given, bool) or not isinstance(given, (int, str)) or not str(given).strip():
        raise UserError("It has no id", _BROKEN)
    return str(given).strip()


def _text(fields: Mapping[str, Any], name: str) -> str | None:
    given = fields.get(name)
    if given is not None and not isinstance(given, str):
        raise UserError(f"Its {name} is no text", _BROKEN)
    return given.strip() if given else None


def _body(fields: Mapping[str, Any]) -> str:
    if body := _text(fields, "body"):
        return from_markdown(body)
    if page := _text(fields, "body-html"):
        return from_html(page)
    headline = fields.get("headline")
    return from_html(_text(headline, "summary") or "") if isinstance(headline, dict) else ""


def _named(fields: Mapping[str, Any], name: str, *keys: str) -> list[str]:
    """Of each entry of a list of objects, the first of `keys` that it has. A lone one may come without a list."""
    given = fields.get(name) or []
    entries = given if isinstance(given, list) else [given]
    if not all(isinstance(entry, dict) for entry in entries):
        raise UserError(f"Its {name} is no list of objects", _BROKEN)
    found = (next((entry[key] for key in keys if isinstance(entry.get(key), str)), "") for entry in entries)
    return [words.strip() for words in found if words.strip()]


def _instant(fields: Mapping[str, Any], name: str) -> datetime | None:
    """One of the report's dates (UTC)."""
    dates = fields.get("date") or {}
    if not isinstance(dates, dict):
        raise UserError("Its date is no object", _BROKEN)
    if (written := dates.get(name)) is None:
        return None
    try:
        moment = datetime.fromisoformat(written.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (AttributeError, ValueError, OverflowError) as error:
        raise UserError(f"Its date.{name} {str(written)[:40]!r} is no instant", _BROKEN) from error


def _issues(envelope: Envelope, snapshot: Snapshot, bare: int, unknown: Mapping[str, int]) -> str | None:
    """What is odd about the file as a whole."""
    held = len(envelope.records)
    said = [envelope.issues] if envelope.issues else []
    if snapshot.origin == "inbox" and envelope.total is not None and envelope.total > held:
        said.append(f"It holds {held:,} of the {envelope.total:,} reports that its query found")
    if bare:
        said.append(f"{bare:,} of {held:,} reports have a headline and no text; the headline is coded")
    if unknown:
        names = ", ".join(f"{name[:40]} ({count:,})" for name, count in sorted(unknown.items())[:10])
        said.append(f"Fields that no list has were passed over: {names}")
    return "; ".join(said) or None
