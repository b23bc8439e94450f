"""The events of one text, with the words that they rest on."""

from collections.abc import Sequence

from rich.markup import escape

from pipelines.coding.record import CodedEvent, Document, Period, Quantity
from pipelines.terminal.screen import counted, write_line

WORDS_AROUND = 60
INDENT = 4


def show_coded(document: Document, events: Sequence[CodedEvent]) -> None:
    """The events of one text, a block each: what, when, who, where, how many, and the words around the trigger."""
    title = document.title or document.doc_id
    write_line(f"[bold]{escape(title)}[/]  [dim]published {document.published}[/]")
    for number, event in enumerate(events, 1):
        write_line("")
        write_line(
            f"[dim]{number:>2}[/]  [bold]{event.type}[/] {event.subtype}  [cyan]{event.status}[/]"
            f"  {_when(event.period)}{_confidence(event)}",
            INDENT,
        )
        for line in (_who(event), _where(event), _numbers(event), _words(event, document.text)):
            if line:
                write_line(f"    {line}", INDENT)
    write_line("")
    write_line(counted(len(events), "event"))


def _confidence(event: CodedEvent) -> str:
    return "" if event.confidence is None else f"  [dim]confidence {event.confidence:.2f}[/]"


def _when(period: Period | None) -> str:
    if period is None:
        return "[dim]no date[/]"
    if period.start == period.end:
        return period.start.isoformat()
    return f"{period.start} to {period.end} [dim]({period.precision})[/]"


def _who(event: CodedEvent) -> str:
    source, target = ("; ".join(actor.canonical for actor in side) for side in (event.source, event.target))
    return f"{escape(source) or '[dim]nobody named[/]'}{' → ' + escape(target) if target else ''}"


def _where(event: CodedEvent) -> str:
    lines = [("from", event.origin), ("to", event.destination), ("at", event.location)]
    return "  ".join(
        f"[dim]{word}[/] {escape(', '.join(place.canonical for place in places))}" for word, places in lines if places
    )


def _numbers(event: CodedEvent) -> str:
    counts = ((event.quantity, ""), (event.fatalities, "killed"), (event.wounded, "wounded"))
    return ", ".join(f"{_quantity(count)} {word or count.unit}" for count, word in counts if count)


def _words(event: CodedEvent, text: str) -> str:
    """The trigger, bold, with the words around it, none of them in part."""
    start = max(event.sentence.start, event.trigger.start - WORDS_AROUND)
    if start > event.sentence.start:
        start = text.find(" ", start, event.trigger.start) + 1 or start
    end = min(event.sentence.end, event.trigger.end + WORDS_AROUND)
    if end < event.sentence.end:
        end = max(text.rfind(" ", event.trigger.end, end), event.trigger.end)
    left, right = text[start : event.trigger.start], text[event.trigger.end : end]
    dots = ("…" if start > event.sentence.start else "", "…" if end < event.sentence.end else "")
    shown = f"{escape(left)}[bold]{escape(event.trigger.of(text))}[/]{escape(right)}"
    return f"[dim]“{dots[0]}{' '.join(shown.split())}{dots[1]}”[/]"


def _quantity(count: Quantity) -> str:
    if count.value is not None:
        return f"{count.value:,}"
    if count.min is not None and count.max is not None:
        return f"{count.min:,}–{count.max:,}"
    return f"≥ {count.min:,}" if count.min is not None else f"≤ {count.max:,}"
