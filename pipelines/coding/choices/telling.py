"""How a text is told: what is named and told where, before and after an event.

Here belong distances in sentences and paragraphs, shared by all choices. What they say for an option does not.
"""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from pipelines.coding.reading import Reading
from pipelines.coding.record import Span
from pipelines.coding.slots.drafts import Draft

_BACK = ("named in the sentence", "named one sentence before", "named two sentences before")
_MIDDLE = 5
"""Sentences back beyond which something is far."""


class Telling:
    """A text's drafts in its order, with the sentences and lines of its characters."""

    def __init__(self, drafts: Iterable[Draft], reading: Reading) -> None:
        self.reading = reading
        self.drafts = sorted(drafts, key=lambda d: d.span.start)
        self._sentences = [sentence.start_char for sentence in reading.doc.sents]
        self.lead = self._sentences[2] if len(self._sentences) > 2 else len(reading.document.text)
        """Where the third sentence begins."""

    @cached_property
    def _lines(self) -> list[int]:
        return [at for at, character in enumerate(self.reading.document.text) if character == "\n"]

    def sentence(self, at: int) -> int:
        """The number of the sentence in which a character stands."""
        return bisect_right(self._sentences, at) - 1

    def one_paragraph(self, at: int, other: int) -> bool:
        """Whether no line ends between two characters."""
        return bisect_right(self._lines, at) == bisect_right(self._lines, other)

    def others(self, draft: Draft) -> list[Draft]:
        """The other drafts, in the order of the text."""
        return [d for d in self.drafts if d is not draft]

    def before(self, draft: Draft) -> list[Draft]:
        """The drafts told before one, in the order of the text."""
        return [d for d in self.drafts if d.span.start < draft.span.start]

    def back(self, draft: Draft, starts: Iterable[int]) -> dict[str, float]:
        """How far before a draft something was last named that is named at these characters."""
        earlier = [at for at in starts if at < draft.span.start]
        if not earlier:
            return {"not named before": 1.0}
        near = max(earlier)
        sentences = self.sentence(draft.sentence.start_char) - self.sentence(near)
        far = "named some sentences before" if sentences <= _MIDDLE else "named far before"
        found = {_BACK[sentences] if sentences < len(_BACK) else far: 1.0}
        if self.one_paragraph(near, draft.sentence.start_char):
            found["named in the paragraph"] = 1.0
        return found


def told_in(draft: Draft, span: Span | None) -> bool:
    """Whether a span lies in a sentence that tells of the event, be it a later one."""
    told = (d.sentence for d in (draft, *draft.also))
    return span is not None and any(s.start_char <= span.start < s.end_char for s in told)


def same_days(one: Draft, other: Draft) -> bool:
    """Whether two drafts have the same first and last day."""
    a, b = one.period, other.period
    return a is not None and b is not None and (a.start, a.end) == (b.start, b.end)


def same_sources(one: Draft, other: Draft) -> bool:
    """Whether two drafts have an actor in common as source."""
    return bool({a.canonical for a in one.source} & {a.canonical for a in other.source})
