"""The JSON file beside a document: what it may say, and what is wrong with one that cannot be used."""

import difflib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from warehouse.errors import UserError


@dataclass(frozen=True)
class Sidecar:
    """What a sidecar says; None where it does not. `unknown` are its keys that mean nothing to Casus."""

    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    published_basis: str | None = None
    url: str | None = None
    language: str | None = None
    licence: str | None = None
    retrieved_at: datetime | None = None
    unknown: tuple[str, ...] = ()


def parse(text: str) -> Sidecar:
    """The sidecar's content. Raises UserError where it is no JSON object or a value is not what its key asks for."""
    try:
        given = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_without_repeats)
        json.dumps(given, ensure_ascii=False).encode()  # JSON can write half a character, which is no text
    except (ValueError, RecursionError) as error:
        raise UserError(f"The sidecar is not valid JSON ({error})", "Correct it, as UTF-8.") from error
    if not isinstance(given, dict):
        raise UserError("The sidecar is no JSON object", 'Write it as {"published_on": "2024-09-27", ...}.')
    facts: dict[str, Any] = {}
    wrong = []
    for key in _FIELDS.keys() & given.keys():
        read, asked = _FIELDS[key]
        try:
            facts[key] = read(given[key]) if given[key] not in (None, "") else None
        except (TypeError, ValueError):
            wrong.append(f"{key} must be {asked}, not {json.dumps(given[key], ensure_ascii=False)[:60]}")
    if wrong:
        raise UserError(f"In the sidecar {'; '.join(sorted(wrong))}", "Correct it.")
    return Sidecar(**facts, unknown=tuple(sorted(given.keys() - _FIELDS.keys())))


def hint(unknown: tuple[str, ...]) -> str:
    """What to do about unknown keys."""
    near = {key: difflib.get_close_matches(key, _FIELDS, 1, 0.6) for key in unknown}
    meant = [f"{key} may be meant as {found[0]}" for key, found in near.items() if found]
    return "; ".join([*meant, f"The keys are {', '.join(sorted(_FIELDS))}"]) + "."


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    given = dict(pairs)
    if len(given) < len(pairs):
        raise ValueError("a key stands twice")
    return given


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value.strip()


def _day(value: object) -> date:
    text = _text(value)
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text).date()


def _instant(value: object) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _address(value: object) -> str:
    text = _text(value)
    if urlsplit(text).scheme not in ("http", "https") or not urlsplit(text).hostname:
        raise ValueError
    return text


def _language(value: object) -> str:
    found = re.fullmatch(r"([a-z]{2})(?:[-_][a-z0-9]+)*", _text(value).lower())
    if not found:
        raise ValueError
    return found[1]


_FIELDS: dict[str, tuple[Callable[[object], object], str]] = {
    "title": (_text, "a text"),
    "publisher": (_text, "a text"),
    "published_on": (_day, "a day such as 2024-09-27"),
    "published_basis": (_text, "a text that says how the day is known"),
    "url": (_address, "a web address"),
    "language": (_language, "a code such as en"),
    "licence": (_text, "a text"),
    "retrieved_at": (_instant, "an instant such as 2024-09-27T12:00:00Z"),
}
