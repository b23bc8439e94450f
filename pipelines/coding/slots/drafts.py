"""An event before it is final: the coded values with the mention they come from and what the sentence said outright.

Here belongs the plain record that the steps of the coder hand on. The steps themselves do not.
"""

from dataclasses import dataclass, field, replace

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from pipelines.coding.record import Actor, CodedEvent, Period, Quantity, Span
from pipelines.coding.slots.siting import Where


@dataclass(eq=False)
class Draft:
    """One mention read in full. `period` and `where` are what its own sentence says; what is carried over comes
    later."""

    type: str
    subtype: str
    status: str
    token: Token
    sentence: Sentence
    anchor: Token
    frame: str = ""
    source: list[Actor] = field(default_factory=list)
    target: list[Actor] = field(default_factory=list)
    where: Where = field(default_factory=Where)
    period: Period | None = None
    quantity: Quantity | None = None
    fatalities: Quantity | None = None
    wounded: Quantity | None = None
    weapon: Token | None = None
    struck: list[Token] = field(default_factory=list)
    status_span: Span | None = None
    trigger: Span | None = None
    also: list["Draft"] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """The characters of the trigger."""
        return self.trigger or Span(self.token.idx, self.token.idx + len(self.token))

    def mark_redeployment(self) -> None:
        """A withdrawal or deployment with both ends named is a redeployment."""
        if self.where.origin and self.where.destination and self.subtype in ("withdrawal", "deployment"):
            self.subtype = "redeployment"

    def event(self, doc_id: str) -> CodedEvent:
        """The event as it is handed out."""
        weapon = None
        if self.weapon is not None:
            weapon = (self.weapon.text, Span(self.weapon.idx, self.weapon.idx + len(self.weapon)))
        return CodedEvent(
            doc_id=doc_id,
            type=self.type,
            subtype=self.subtype,
            status=self.status,
            trigger=self.span,
            sentence=Span(self.sentence.start_char, self.sentence.end_char),
            period=self.period,
            source=self.source,
            target=self.target,
            origin=self.where.origin,
            destination=self.where.destination,
            location=self.where.location,
            quantity=self.quantity,
            fatalities=self.fatalities,
            wounded=self.wounded,
            weapon=weapon,
            also=[d.span for d in self.also],
            status_span=self.status_span,
        )


def carried(period: Period) -> Period:
    """The same days, marked as taken over from elsewhere in the text."""
    return replace(period, basis="carried", span=None)
