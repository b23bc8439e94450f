"""Gold and coded events as they stand in JSON lines, read strictly into plain values.

Here belong the record, its parts and the errors that a bad file causes. What makes two records alike does not. The
record is the one of warehouse/seeds/gold/README.md. Of a coded event only `doc_id`, `type` and a span (of its trigger
or its sentence) are needed; a value that is absent is not known, and that is never the same as zero or an empty text.
"""

import calendar
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.coding.record import Document, Span
from warehouse.errors import UserError

ROLES = ("from", "to", "at")


class RecordError(UserError):
    """A gold, coded or document file, or a record in it, that cannot be used."""


@dataclass(frozen=True)
class Party:
    """A participant as labelled; `surface` are the text's words."""

    surface: str
    canonical: str
    iso3: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class Spot:
    """A place as labelled; `lat` and `lon` in degrees (WGS 84)."""

    surface: str
    canonical: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    level: str | None = None

    @property
    def coordinates(self) -> tuple[float, float] | None:
        """Latitude and longitude, or None where either is not given."""
        return None if self.lat is None or self.lon is None else (self.lat, self.lon)


@dataclass(frozen=True)
class Amount:
    """A count; at least one of the three is known."""

    value: float | None
    min: float | None
    max: float | None

    @property
    def best(self) -> float | None:
        """The one number to compare: the value, else the lower bound, else the upper."""
        return next((n for n in (self.value, self.min, self.max) if n is not None), None)


@dataclass(frozen=True)
class Event:
    """One labelled or coded event. `triggers` and `sentences` hold the first mention first, then the later ones."""

    doc_id: str
    event_id: str
    type: str
    subtype: str | None
    status: str | None
    start: date | None
    end: date | None
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    places: Mapping[str, tuple[Spot, ...]]
    quantity: Amount | None
    fatalities: Amount | None
    wounded: Amount | None
    triggers: tuple[Span, ...]
    sentences: tuple[Span, ...]
    later_mentions: int = 0
    alternatives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    optional: bool = False
    historic: bool = False
    confidence: float | None = None
    notes: str = ""

    @property
    def all_places(self) -> tuple[Spot, ...]:
        """Every place of the event, whatever its role."""
        return tuple(spot for role in ROLES for spot in self.places[role])


def read_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line number and JSON object of every line that is not blank.

    Raises RecordError when the file cannot be read or a line is not a JSON object.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise RecordError(f"{path}: no such file", "Give the path of a JSON-lines file.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise RecordError(f"{path}: cannot be read as UTF-8 text ({error})", "Give a JSON-lines file.") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise RecordError(
                f"{path}, line {number}: not JSON ({error.msg})", "Each line must hold one whole JSON object."
            ) from None
        if not isinstance(row, dict):
            raise RecordError(
                f"{path}, line {number}: a JSON {type(row).__name__}", "Each line must hold one JSON object."
            )
        yield number, row


def read_gold(path: Path) -> list[dict[str, Any]]:
    """The records of a gold or coded file, each proved readable. Raises RecordError naming file and line."""
    return [row for number, row in read_lines(path) if _proved(path, number, event, row)]


def read_docs(path: Path) -> list[dict[str, Any]]:
    """The documents of a file, each with `doc_id`, `text` and `published`. Raises RecordError naming file and line."""
    return [row for number, row in read_lines(path) if _proved(path, number, _document, row)]


def document(row: Mapping[str, Any]) -> Document:
    """A row that `read_docs` has proved, as the coder takes it."""
    return Document(
        doc_id=row["doc_id"],
        text=row["text"],
        published=date.fromisoformat(row["published"]),
        title=row.get("title"),
        dateline=row.get("dateline"),
        source=row.get("source"),
    )


def _proved(path: Path, number: int, reader: Any, row: dict[str, Any]) -> bool:
    try:
        reader(row)
    except RecordError as error:
        raise RecordError(f"{path}, line {number}: {error.problem}", error.remedy) from None
    return True


def _document(row: dict[str, Any]) -> None:
    for key in ("doc_id", "text", "published"):
        if not isinstance(row.get(key), str) or not row[key].strip():
            raise RecordError(f"the document has no {key}", "Add it as a JSON string (published as YYYY-MM-DD).")
    try:
        date.fromisoformat(row["published"])
    except ValueError:
        raise RecordError(f"published is {row['published']!r}", "Write it as YYYY-MM-DD.") from None


def event(row: Mapping[str, Any], number: int = 0) -> Event:
    """The record as values; `number` names an event that has no id. Raises RecordError with the remedy."""
    for key in ("doc_id", "type"):
        if not isinstance(row.get(key), str) or not row[key]:
            raise RecordError(f"the event has no {key}", "Add it as a JSON string.")
    actors, places = _mapping(row, "actors"), _mapping(row, "locations")
    triggers, sentences = _spans(row)
    if not triggers and not sentences:
        raise RecordError("the event has no span", 'Add "trigger" or "sentence" with "start" and "end" offsets.')
    start = _day(row.get("date_start"), last=False)
    end = _day(row.get("date_end") or row.get("date_start"), last=True)
    if start and end and start > end:
        start, end = end, start
    return Event(
        doc_id=row["doc_id"],
        event_id=row.get("event_id") or f"coded#{number}",
        type=row["type"],
        subtype=row.get("subtype"),
        status=row.get("status"),
        start=start,
        end=end,
        source=tuple(_party(a) for a in _listed(actors.get("source"))),
        target=tuple(_party(a) for a in _listed(actors.get("target"))),
        places={role: tuple(_spot(p) for p in _listed(places.get(role))) for role in ROLES},
        quantity=_amount(row.get("quantity")),
        fatalities=_amount(row.get("fatalities")),
        wounded=_amount(row.get("wounded")),
        triggers=triggers,
        sentences=sentences,
        later_mentions=len(_listed(row.get("also"))),
        alternatives={key: tuple(_listed(value)) for key, value in _mapping(row, "alternatives").items()},
        optional=bool(row.get("optional")),
        historic=bool(row.get("historic")),
        confidence=row.get("confidence"),
        notes=row.get("notes") or "",
    )


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _mapping(row: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = row.get(key) or {}
    if not isinstance(value, dict):
        raise RecordError(f'"{key}" is a JSON {type(value).__name__}', "Write it as an object.")
    return value


def _named(value: Any) -> dict[str, Any]:
    """An actor or place with both names filled; a bare string is both."""
    facts = {"surface": value} if isinstance(value, str) else dict(value)
    name = facts.get("surface") or facts.get("canonical") or ""
    return facts | {"surface": name, "canonical": facts.get("canonical") or name}


def _party(value: Any) -> Party:
    facts = _named(value)
    return Party(facts["surface"], facts["canonical"], facts.get("iso3") or facts.get("country"), facts.get("kind"))


def _spot(value: Any) -> Spot:
    facts = _named(value)
    country = facts.get("country") or facts.get("iso3")
    return Spot(facts["surface"], facts["canonical"], country, facts.get("lat"), facts.get("lon"), facts.get("level"))


def _amount(value: Any) -> Amount | None:
    if isinstance(value, int | float):
        return Amount(value, None, None)
    if not value:
        return None
    amount = Amount(value.get("value"), value.get("min"), value.get("max"))
    return None if amount.best is None else amount


def _day(text: Any, *, last: bool) -> date | None:
    """A day from YYYY, YYYY-MM or YYYY-MM-DD: the first of the stretch, or its last."""
    if not text:
        return None
    try:
        parts = [int(part) for part in str(text)[:10].split("-")]
        year, month = parts[0], (parts[1] if len(parts) > 1 else 12 if last else 1)
        day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1] if last else 1
        return date(year, month, day)
    except ValueError:
        raise RecordError(f"the date {text!r} is not one", "Write YYYY-MM-DD, YYYY-MM or YYYY.") from None


def _span(value: Any) -> list[Span]:
    if isinstance(value, dict) and isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
        return [Span(value["start"], value["end"])]
    return []


def _spans(row: Mapping[str, Any]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The spans of the triggers and of the sentences, the first mention first."""
    triggers, sentences = _span(row.get("trigger")), _span(row.get("sentence"))
    for mention in _listed(row.get("also")):
        triggers += _span(mention)
        sentences += _span(mention.get("sentence"))
    return tuple(triggers), tuple(sentences)
