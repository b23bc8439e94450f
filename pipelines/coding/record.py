"""What the coder says of a text: the coded event, its parts, and its JSON-lines form.

Here belong the plain values that the rooms of `pipelines.coding` hand to one another. How they are found does not.
Offsets are Python character offsets into `Document.text`, end exclusive (the record of the gold set's guidelines).
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, order=True)
class Span:
    """Characters `start` to `end` (exclusive) of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves, line breaks and runs of white space shown as one space."""
        return " ".join(text[self.start : self.end].split())

    def meets(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def within(self, other: "Span") -> bool:
        """Whether it lies in a longer one: "Iraq" in "Islamic State of Iraq"."""
        return self != other and other.start <= self.start and self.end <= other.end


@dataclass(frozen=True)
class Document:
    """One text to code. `published` is never guessed: a document without it is refused before it comes here."""

    doc_id: str
    text: str
    published: date
    title: str | None = None
    dateline: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Actor:
    """A participant. `actor_id` is the registry's id, None for a group that the registry does not know."""

    surface: str
    canonical: str
    span: Span
    actor_id: str | None = None
    iso3: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class Place:
    """A place. `place_id` is `geonames:<id>` or the seed table's id; `level` a code of `place_level`."""

    surface: str
    canonical: str
    span: Span
    place_id: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    level: str | None = None


@dataclass(frozen=True)
class Quantity:
    """A count as stated. `value` is None where only bounds are known; `kind` is a code of `quantity_kind`."""

    value: int | None
    min: int | None
    max: int | None
    unit: str
    kind: str
    span: Span


@dataclass(frozen=True)
class Period:
    """A stretch of days, both ends included, with its precision and where it comes from.

    `precision` is a code of `date_precision`, `basis` one of `date_basis`.
    """

    start: date
    end: date
    precision: str
    basis: str
    span: Span | None = None


@dataclass
class CodedEvent:
    """One event or force level as one text tells it: the row that becomes a report."""

    doc_id: str
    type: str
    subtype: str
    status: str
    trigger: Span
    sentence: Span
    period: Period | None = None
    source: list[Actor] = field(default_factory=list)
    target: list[Actor] = field(default_factory=list)
    origin: list[Place] = field(default_factory=list)
    destination: list[Place] = field(default_factory=list)
    location: list[Place] = field(default_factory=list)
    quantity: Quantity | None = None
    fatalities: Quantity | None = None
    wounded: Quantity | None = None
    weapon: tuple[str, Span] | None = None
    also: list[Span] = field(default_factory=list)
    confidence: float | None = 1.0
    status_span: Span | None = None
    readings: int = 1  # how many readings of the text tell it

    def spans(self) -> dict[str, list[Span]]:
        """The characters that every coded value rests on, by slot; a value without words has none."""
        found: dict[str, list[Span]] = {"event_type": [self.trigger]}
        if self.status_span:
            found["status"] = [self.status_span]
        if self.period and self.period.span:
            found["date"] = [self.period.span]
        for slot, actors in (("source", self.source), ("target", self.target)):
            if actors:
                found[slot] = [a.span for a in actors]
        for slot, places in (("from", self.origin), ("to", self.destination), ("at", self.location)):
            if places:
                found[slot] = [p.span for p in places]
        for slot, count in (("quantity", self.quantity), ("fatalities", self.fatalities), ("wounded", self.wounded)):
            if count:
                found[slot] = [count.span]
        if self.weapon:
            found["weapon"] = [self.weapon[1]]
        return found

    def to_record(self, text: str, event_id: str) -> dict[str, Any]:
        """The event in the gold set's record, with Casus's own `confidence` and `spans`, ready for `json.dumps`."""
        return {
            "doc_id": self.doc_id,
            "event_id": event_id,
            "type": self.type,
            "subtype": self.subtype,
            "status": self.status,
            "date_start": self.period.start.isoformat() if self.period else None,
            "date_end": self.period.end.isoformat() if self.period else None,
            "date_precision": self.period.precision if self.period else "unknown",
            "actors": {"source": [_actor(a) for a in self.source], "target": [_actor(a) for a in self.target]},
            "locations": {
                "from": [_place(p) for p in self.origin],
                "to": [_place(p) for p in self.destination],
                "at": [_place(p) for p in self.location],
            },
            "quantity": _count(self.quantity, with_unit=True),
            "fatalities": _count(self.fatalities),
            "wounded": _count(self.wounded),
            "weapon": self.weapon[0] if self.weapon else None,
            "trigger": {"text": self.trigger.of(text), "start": self.trigger.start, "end": self.trigger.end},
            "sentence": {"start": self.sentence.start, "end": self.sentence.end},
            "also": [{"text": s.of(text), "start": s.start, "end": s.end} for s in self.also],
            "confidence": None if self.confidence is None else round(self.confidence, 3),
            "spans": {slot: [[s.start, s.end] for s in spans] for slot, spans in self.spans().items()},
        }


def _actor(actor: Actor) -> dict[str, Any]:
    return {"surface": actor.surface, "canonical": actor.canonical, "iso3": actor.iso3, "kind": actor.kind}


def _place(place: Place) -> dict[str, Any]:
    return {
        "surface": place.surface,
        "canonical": place.canonical,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "level": place.level,
    }


def _count(count: Quantity | None, with_unit: bool = False) -> dict[str, Any] | None:
    if count is None:
        return None
    bounds: dict[str, Any] = {"value": count.value, "min": count.min, "max": count.max}
    return bounds | ({"unit": count.unit, "kind": count.kind} if with_unit else {})
