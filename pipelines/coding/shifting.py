"""Moving an event's spans from a piece of a document to the whole document.

Here belongs arithmetic on offsets only.
"""

from dataclasses import fields, replace
from typing import Any

from pipelines.coding.record import CodedEvent, Span


def shifted(event: CodedEvent, offset: int) -> CodedEvent:
    """The event with every span moved `offset` characters to the right."""
    if offset == 0:
        return event
    return replace(event, **{f.name: _moved(getattr(event, f.name), offset) for f in fields(event)})


def _moved(value: Any, offset: int) -> Any:
    if isinstance(value, Span):
        return Span(value.start + offset, value.end + offset)
    if isinstance(value, list):
        return [_moved(item, offset) for item in value]
    if isinstance(value, tuple):
        return tuple(_moved(item, offset) for item in value)
    if isinstance(getattr(value, "span", None), Span):
        return replace(value, span=_moved(value.span, offset))
    return value
