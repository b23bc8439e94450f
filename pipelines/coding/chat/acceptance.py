"""What of an answer is accepted: codes of the vocabularies, and values whose quotes stand in the text.

Here belongs the judgement on one answer. Everything refused is handed back with its reason. What quoted words mean is
looked up in `quotes`.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pipelines.coding.chat import quotes
from pipelines.coding.chat.prompt import LISTED, SINGLE, STATUSES, SUBTYPES_OF
from pipelines.coding.reading import Reading
from pipelines.coding.record import CodedEvent, Span

MOST_EVENTS = 200
"""Events that one piece of text may hold; more are no reading of it."""
FIELDS = {"from": "origin", "to": "destination", "at": "location", "date": "period"}
"""The slots that `CodedEvent` calls otherwise."""
_Value = TypeVar("_Value")


class AnswerError(Exception):
    """The answer is no list of events."""


@dataclass(frozen=True)
class Rejected:
    """A value, or under the slot `event` a whole event, that was not accepted. `said` is what the model gave."""

    doc_id: str
    slot: str
    said: str
    reason: str


@dataclass
class Judged:
    """The events of one answer in text order, and what was refused of it."""

    events: list[CodedEvent] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


class _RefusedError(Exception):
    """An event that cannot stand."""


def events_in(answer: str) -> list[Any]:
    """The events of an answer; prose around the JSON object is passed over. Raises AnswerError."""
    try:
        found, _ = json.JSONDecoder().raw_decode(answer, answer.index("{"))
    except (ValueError, RecursionError) as error:
        raise AnswerError("an answer that holds no JSON object") from error
    events = found.get("events") if isinstance(found, dict) else None
    if not isinstance(events, list):
        raise AnswerError("an answer without a list of events")
    if len(events) > MOST_EVENTS:
        raise AnswerError(f"an answer of more than {MOST_EVENTS} events")
    return events


def judge(events: list[Any], reading: Reading) -> Judged:
    """Every event and value of an answer held against the text."""
    judged, taken = Judged(), set[tuple[str, str, Span]]()
    for told in events:
        try:
            event = _Judge(told, reading, judged.rejected).event()
            identity = (event.type, event.subtype, event.trigger)
            if identity in taken:
                raise _RefusedError("it is told twice")
        except _RefusedError as refused:
            said = json.dumps(told, ensure_ascii=False)[:500]
            judged.rejected.append(Rejected(reading.document.doc_id, "event", said, str(refused)))
            continue
        taken.add(identity)
        judged.events.append(event)
    judged.events.sort(key=lambda event: event.trigger)
    return judged


class _Judge:
    """One event as told, slot by slot. A value without its words in the text is left out."""

    def __init__(self, told: Any, reading: Reading, rejected: list[Rejected]) -> None:
        if not isinstance(told, dict):
            raise _RefusedError("it is no JSON object")
        self.told: dict[str, Any] = told
        self.reading = reading
        self.rejected = rejected

    def event(self) -> CodedEvent:
        """The event with the values that stand. Raises _RefusedError for a code that is none, and a trigger, status or
        level without words."""
        kind, subtype, status = (self._text(slot) for slot in ("type", "subtype", "status"))
        if subtype not in SUBTYPES_OF.get(kind, ()):
            raise _RefusedError(f"{kind!r} / {subtype!r} is no type and subtype")
        if status not in STATUSES:
            raise _RefusedError(f"{status!r} is no status")
        trigger = self._trigger()
        status_span = self._where(self._text("status_quote"), trigger)
        if status_span is None and status != "occurred":
            raise _RefusedError(f"no words of the text say that it is {status}")
        values = self._values(trigger)
        if kind == "force_level" and "quantity" not in values:
            raise _RefusedError("a level without a number in the text")
        return CodedEvent(
            self.reading.document.doc_id,
            kind,
            subtype,
            status,
            trigger,
            self._sentence(trigger),
            status_span=status_span,
            confidence=None,
            **values,
        )

    def _values(self, trigger: Span) -> dict[str, Any]:
        """The accepted values by the fields of `CodedEvent`."""
        reading, values = self.reading, {}
        readers: dict[str, tuple[Callable[[Span], Any], str]] = {
            "source": (lambda s: quotes.actor(s, reading), ""),
            "target": (lambda s: quotes.actor(s, reading), ""),
            **dict.fromkeys(("from", "to", "at"), (lambda s: quotes.place(s, reading), "no place is known by it")),
            "date": (lambda s: quotes.period(s, reading), "no date is read from it"),
            "quantity": (lambda s: quotes.count(s, reading, None), "no number of a thing is read from it"),
            "fatalities": (lambda s: quotes.count(s, reading, "killed"), "no number is read from it"),
            "wounded": (lambda s: quotes.count(s, reading, "wounded"), "no number is read from it"),
            "weapon": (lambda s: (s.of(reading.document.text), s), ""),
        }
        for slot in (*LISTED, *SINGLE):
            told = self.told.get(slot)
            listed = told if isinstance(told, list) and slot in LISTED else [] if told in (None, "") else [told]
            read, why_not = readers[slot]
            found = [value for quote in listed if (value := self._value(slot, quote, trigger, read, why_not))]
            if found:
                values[FIELDS.get(slot, slot)] = found if slot in LISTED else found[0]
        return values

    def _value(
        self, slot: str, quote: Any, trigger: Span, read: Callable[[Span], _Value | None], why_not: str
    ) -> _Value | None:
        span = self._where(quote, trigger) if isinstance(quote, str) else None
        value = read(span) if span else None
        if value is None:
            reason = why_not if span else "its words do not stand in the text"
            self.rejected.append(Rejected(self.reading.document.doc_id, slot, str(quote)[:500], reason))
        return value

    def _trigger(self) -> Span:
        """The trigger: inside the quoted sentence where that stands in the text, else the only one there is."""
        text = self.reading.document.text
        found = quotes.occurrences(self._text("trigger"), text)
        if not found:
            raise _RefusedError("its trigger does not stand in the text")
        for sentence in quotes.occurrences(self._text("sentence").strip(" .!?\"'"), text):
            for span in found:
                if sentence.start <= span.start and span.end <= sentence.end:
                    return span
        if len(found) > 1:
            raise _RefusedError("its trigger stands in several places, and its sentence in none of them")
        return found[0]

    def _where(self, quote: str, trigger: Span) -> Span | None:
        return quotes.nearest(quotes.occurrences(quote, self.reading.document.text), trigger)

    def _sentence(self, trigger: Span) -> Span:
        sentence = self.reading.head(trigger).sent
        return Span(sentence.start_char, sentence.end_char)

    def _text(self, slot: str) -> str:
        value = self.told.get(slot)
        return value if isinstance(value, str) else ""
