"""The figures for people and for programs: plain text, Markdown and JSON, and errors beside their text.

Here belongs how an Evaluation looks. What its figures mean does not. Strings carry no colours: the caller may add them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from pipelines.evaluation.calibration import Cut, Reliability
from pipelines.evaluation.records import ROLES, Amount, Event, Party, Spot
from pipelines.evaluation.scoring import ALL, CORE, Error, Evaluation

_SHOWN = {"troop_movement": "troop movement", "force_level": "force level", CORE: "core (no statements)"}
_UNKNOWN = "–"
# the rows of the side-by-side view that a slot is about, where they are not called like it
_ROWS_OF = {
    "subtype": ("type",),
    "status_strict": ("status",),
    "date_overlap": ("date",),
    "date_tight": ("date",),
    "source_unknown": ("source",),
    "location_any": ROLES,
    "location_role": ROLES,
    "location_recall": ROLES,
    "location_country": ROLES,
}

Table = tuple[Sequence[str], list[Sequence[str]]]


def _share(value: float) -> str:
    return f"{value:.3f}"


def _detection(evaluation: Evaluation) -> Table:
    head = ("type", "right", "false", "missed", "precision", "recall", "F1", "F1 core", "F1 all slots")
    rows: list[Sequence[str]] = []
    for name, score in evaluation.detection.items():
        if name in (CORE, ALL) or score.right + score.false + score.missed:
            counts = (str(score.right), str(score.false), str(score.missed))
            shares = (score.precision, score.recall, score.f1)
            whole = (evaluation.core_slots[name].f1, evaluation.all_slots[name].f1)
            rows.append((_SHOWN.get(name, name), *counts, *map(_share, shares + whole)))
    return head, rows


def _slots(evaluation: Evaluation) -> Table:
    types = [t for t in evaluation.slots_by_type if evaluation.slots_by_type[t]]
    head = ("slot", "n", "accuracy", *(_SHOWN.get(t, t) for t in types))
    rows: list[Sequence[str]] = []
    for slot, accuracy in evaluation.slots.items():
        by_type = (evaluation.slots_by_type[t].get(slot) for t in types)
        cells = (f"{one.share:.3f} ({one.n})" if one else "" for one in by_type)
        rows.append((slot.replace("_", " "), str(accuracy.n), _share(accuracy.share), *cells))
    return head, rows


def _statuses(evaluation: Evaluation) -> Table:
    confusion = evaluation.status_confusion
    coded = sorted({pair[1] for pair in confusion})
    rows: list[Sequence[str]] = [
        (status, *(str(confusion.get((status, other), 0) or "·") for other in coded))
        for status in sorted({pair[0] for pair in confusion})
    ]
    return ("gold \\ coded", *coded), rows


def _reliability(figures: Reliability) -> Table:
    rows: list[Sequence[str]] = [
        (f"{b.low:.1f}-{b.high:.1f}", str(b.n), _share(b.mean_confidence), _share(b.share_right)) for b in figures.bins
    ]
    return ("confidence", "events", "mean", "share right"), rows


def _cuts(cuts: Sequence[Cut]) -> Table:
    rows: list[Sequence[str]] = [
        (f"{cut.threshold:.1f}", str(cut.kept), _share(cut.precision), _share(cut.recall)) for cut in cuts
    ]
    return ("at least", "events kept", "share right", "gold events right"), rows


def aligned(table: Table) -> str:
    """Columns padded to their widest cell, the first to the left and the others to the right."""
    head, rows = table
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    lines = []
    for row in (head, ["-" * width for width in widths], *rows):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        lines.append("  " + "  ".join(cells).rstrip())
    return "\n".join(lines)


def markdown(table: Table) -> str:
    """The table in Markdown, the first column to the left and the others to the right."""
    head, rows = table
    rule = ["---", *("---:" for _ in head[1:])]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *rows))


def _sections(evaluation: Evaluation) -> list[tuple[str, Table]]:
    mode = "an event told twice counts as false" if evaluation.strict else "an event told twice is forgiven"
    sections = [
        (f"Detection and whole events over {evaluation.documents} documents ({mode})", _detection(evaluation)),
        ("Slots of the detected events: share right", _slots(evaluation)),
        ("Status, gold against coded", _statuses(evaluation)),
    ]
    if evaluation.reliability:
        sections.append(("Confidence against outcome", _reliability(evaluation.reliability)))
        sections.append(("What leaving out unsure events does", _cuts(evaluation.cuts)))
    return [(title, table) for title, table in sections if table[1]]


def _summary(evaluation: Evaluation) -> list[str]:
    found = (f"{group} {of[0]}/{of[1]}" for group, of in evaluation.found_by.items() if not group.startswith("subtype"))
    lines = [
        f"Headline (F1 of events right in status, date, source and place; no statements): {evaluation.headline:.3f}",
        f"Mean slot accuracy: {evaluation.slot_mean:.3f}",
        f"Optional events found: {evaluation.optional_found}; events told twice: {evaluation.duplicates}",
        f"False events in documents without any: {evaluation.false_in_empty_documents}",
        f"Detected, by status and age: {', '.join(found)}",
    ]
    if evaluation.reliability:
        figures = evaluation.reliability
        lines.append(
            f"Confidence: expected calibration error {figures.expected_error:.3f}, Brier score {figures.brier:.3f} "
            f"over {figures.n} judged events"
        )
    if evaluation.ignored:
        lines.append(f"Coded events of documents that are not in the set, ignored: {evaluation.ignored}")
    return lines


def to_text(evaluation: Evaluation) -> str:
    """Aligned tables and a summary, for a terminal."""
    parts = [f"{title}\n{aligned(table)}" for title, table in _sections(evaluation)]
    return "\n\n".join([*parts, "\n".join(_summary(evaluation))]) + "\n"


def to_markdown(evaluation: Evaluation) -> str:
    """The same tables and summary as Markdown, for a release."""
    parts = [f"### {title}\n\n{markdown(table)}" for title, table in _sections(evaluation)]
    return "\n\n".join([*parts, "\n".join(f"- {line}" for line in _summary(evaluation))]) + "\n"


def to_json(evaluation: Evaluation) -> dict[str, Any]:
    """Every figure and error as JSON values; shares are unrounded."""
    by_type = {}
    for name, score in evaluation.detection.items():
        counts = {"right": score.right, "false": score.false, "missed": score.missed}
        core, whole = evaluation.core_slots[name].f1, evaluation.all_slots[name].f1
        shares = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
        by_type[name] = counts | shares | {"f1_core_slots": core, "f1_all_slots": whole}
    return {
        "strict": evaluation.strict,
        "documents": evaluation.documents,
        "headline": evaluation.headline,
        "slot_mean": evaluation.slot_mean,
        "detection": by_type,
        "slots": {slot: asdict(accuracy) for slot, accuracy in evaluation.slots.items()},
        "slots_by_type": {
            name: {slot: asdict(accuracy) for slot, accuracy in slots.items()}
            for name, slots in evaluation.slots_by_type.items()
        },
        "status_confusion": [
            {"gold": gold, "coded": coded, "events": n} for (gold, coded), n in evaluation.status_confusion.items()
        ],
        "found_by": {group: {"found": of[0], "of": of[1]} for group, of in evaluation.found_by.items()},
        "optional_found": evaluation.optional_found,
        "duplicates": evaluation.duplicates,
        "false_in_empty_documents": evaluation.false_in_empty_documents,
        "ignored": evaluation.ignored,
        "reliability": asdict(evaluation.reliability) if evaluation.reliability else None,
        "cuts": [asdict(cut) | {"precision": cut.precision, "recall": cut.recall} for cut in evaluation.cuts],
        "errors": [_error_json(error) for error in evaluation.errors],
    }


def _error_json(error: Error) -> dict[str, Any]:
    return {
        "doc_id": error.doc_id,
        "kind": error.kind,
        "gold": error.gold.event_id if error.gold else None,
        "coded": error.coded.event_id if error.coded else None,
        "slots": list(error.slots),
        "words": " ".join(error.words.split()),
    }


def errors_side_by_side(errors: Iterable[Error]) -> str:
    """Each error as its sentence, the triggers marked, and below it every slot as the gold and as the coder has it."""
    return "\n\n".join(_side_by_side(error) for error in errors) + "\n"


def _side_by_side(error: Error) -> str:
    gold, coded = error.gold, error.coded
    names = " = ".join(event.event_id for event in (gold, coded) if event)
    wrong = f": {', '.join(error.slots)}" if error.slots else ""
    ours, theirs = _described(gold), _described(coded)
    marked = {row for slot in error.slots for row in _ROWS_OF.get(slot, (slot,))}
    rows: list[Sequence[str]] = [
        ("!" if slot in marked else "", slot, ours.get(slot, ""), theirs.get(slot, ""))
        for slot in dict.fromkeys([*ours, *theirs])
        if {ours.get(slot, _UNKNOWN), theirs.get(slot, _UNKNOWN)} != {_UNKNOWN}
    ]
    note = [f"  note: {gold.notes}"] if gold and gold.notes else []
    return "\n".join([f"{error.kind} {error.doc_id} {names}{wrong}", f"  {_marked(error)}", *note, _left_aligned(rows)])


def _left_aligned(rows: list[Sequence[str]]) -> str:
    table = [("", "", "gold", "coded"), *rows]
    widths = [max(len(row[i]) for row in table) for i in range(4)]
    return "\n".join(
        "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table
    )


def _marked(error: Error) -> str:
    """The words with the gold's first trigger in [brackets] and the coder's in {braces}."""
    opened, closed = defaultdict[int, str](str), defaultdict[int, str](str)
    for event, (opening, closing) in ((error.gold, "[]"), (error.coded, "{}")):
        for span in event.triggers[:1] if event else ():
            opened[span.start - error.words_start] += opening
            closed[span.end - error.words_start] = closing + closed[span.end - error.words_start]
    words = (closed[at] + opened[at] + letter for at, letter in enumerate([*error.words, ""]))
    return " ".join("".join(words).split())


def _described(event: Event | None) -> dict[str, str]:
    if event is None:
        return {}
    date = f"{event.start}..{event.end}" if event.start != event.end else str(event.start or _UNKNOWN)
    return {
        "type": f"{event.type}/{event.subtype or _UNKNOWN}",
        "status": event.status or _UNKNOWN,
        "date": date,
        "source": _names(event.source),
        "target": _names(event.target),
        **{role: _names(event.places[role]) for role in ROLES},
        "quantity": _count(event.quantity),
        "fatalities": _count(event.fatalities),
        "wounded": _count(event.wounded),
    }


def _names(values: Sequence[Party | Spot]) -> str:
    return "; ".join(value.canonical for value in values) or _UNKNOWN


def _count(amount: Amount | None) -> str:
    if amount is None:
        return _UNKNOWN
    if amount.value is not None:
        return f"{amount.value:,g}"
    return f"{_UNKNOWN if amount.min is None else amount.min}..{_UNKNOWN if amount.max is None else amount.max}"
