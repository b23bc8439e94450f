"""A text with everything found in it: the parse, its places, actors, periods and counts, each reachable from a token.

Here belong look-ups between tokens and found things, and the simple back-references ("it", "the forces", "we").
Deciding what a found thing does in an event does not belong here.
"""

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from typing import Protocol, TypeVar

from spacy.tokens import Doc, Token

from pipelines.coding import actors, numbers, periods, places
from pipelines.coding.lexicon import ARMED, CONFLICT, CRAFT, PARTITIVES, PEACETIME, PLAIN_WAR, TROOPS, words
from pipelines.coding.record import Actor, Document, Period, Place, Quantity, Span
from pipelines.coding.syntax import SUBJECTS, phrase, wide_phrase

_PRONOUNS = words("it they he she its their his her them who")
_SPEAKER = words("i we our us my")


class _Found(Protocol):
    @property
    def span(self) -> Span | None: ...


_F = TypeVar("_F", bound=_Found)


class Reading:
    """One parsed text and what the rooms for places, actors, periods and counts found in it."""

    def __init__(self, doc: Doc, document: Document) -> None:
        self.doc = doc
        self.document = document
        self.places: list[Place] = places.find_places(doc, document)
        self.actors: list[Actor] = actors.find_actors(doc, document)
        self.periods: list[Period] = periods.find_periods(doc, document.published)
        self.counts: list[Quantity] = numbers.find_counts(doc)
        self.place_at = self._by_token(self.places)
        self.actor_at = self._by_token(self.actors)
        self.count_at = self._by_token(self.counts)

    def head(self, span: Span) -> Token:
        """The syntactic head of a character span."""
        found = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        assert found is not None, f"{span} lies outside of the text"
        return found.root

    def _by_token(self, items: Iterable[_F]) -> dict[int, list[_F]]:
        found: dict[int, list[_F]] = {}
        for item in items:
            span = item.span
            tokens = self.doc.char_span(span.start, span.end, alignment_mode="expand") if span else None
            for token in tokens or ():
                found.setdefault(token.i, []).append(item)
        return found

    @cached_property
    def conflict(self) -> float:
        """How much the text is about armed conflict: distinct words of war, less those of peacetime matters."""
        lemmas = {token.lemma_.lower() for token in self.doc}
        armed = sum(1 for actor in self.actors if actor.kind in ARMED_KINDS)
        return len(lemmas & CONFLICT) + len(lemmas & PLAIN_WAR) + min(armed, 3) - len(lemmas & PEACETIME)

    @cached_property
    def _subjects(self) -> list[tuple[int, list[Actor]]]:
        found = [(t.i, self.named(t)) for t in self.doc if t.dep_ in SUBJECTS and t.lower_ not in _PRONOUNS]
        acting = [(i, [a for a in who if a.kind not in ("civilians", "unknown")]) for i, who in found]
        return [(i, who) for i, who in acting if who]

    @cached_property
    def speaker(self) -> list[Actor]:
        """Whose "we" and "I" it is in a statement or letter: the state behind the document's source, if it is in the text."""
        if not self.document.source:
            return []
        spoken = actors.resolve(self.document.source)
        if spoken is None or spoken.kind not in ("state", "coalition", "igo", "government", "state_military"):
            return []
        return [actor for actor in self.actors if actor.canonical == spoken.canonical][:1] or [spoken]

    def named(self, token: Token) -> list[Actor]:
        """The actors that a noun phrase names, at its head or else in its modifiers or after "of"; back-references not followed."""
        if token.i in self.actor_at:
            return _unique(self.actor_at[token.i][:1])
        core = [a for t in phrase(token) for a in self.actor_at.get(t.i, [])]
        if core:
            return _unique(core)
        if token.lemma_.lower() in PARTITIVES or token.like_num:
            return _unique(a for t in wide_phrase(token) for a in self.actor_at.get(t.i, []))
        return []

    def who(self, token: Token) -> list[Actor]:
        """The actors that a noun phrase or pronoun stands for, back-references followed."""
        if token.lower_ in _SPEAKER:
            return self.speaker
        owner = [c for c in token.children if c.dep_ == "poss" and c.lower_ in (_PRONOUNS | _SPEAKER)]
        if owner and token.lemma_.lower() in TROOPS | ARMED | CRAFT:
            return self.who(owner[0])
        direct = self.named(token)
        if direct:
            return direct
        definite = any(c.dep_ == "det" and c.lower_ in ("the", "these", "those") for c in token.children)
        if token.lower_ in _PRONOUNS or (definite and token.lemma_.lower() in TROOPS | ARMED | _GROUPS):
            return self.before(token)
        return []

    def before(self, token: Token) -> list[Actor]:
        """The actor that was last the subject of a clause before the token, in its sentence or the one before."""
        at = bisect_left(self._subjects, token.i, key=lambda pair: pair[0]) - 1
        if at < 0:
            return []
        i, who = self._subjects[at]
        near = token.sent.start - i <= 60
        return who if near else []


_GROUPS = words("group government movement organisation organization faction country side party coalition alliance")
ARMED_KINDS = words("militia rebel terrorist armed_group state_military military coalition insurgent")
"""Kinds of actors that fight."""


def _unique(found: Iterable[Actor]) -> list[Actor]:
    kept: dict[str, Actor] = {}
    for actor in found:
        kept.setdefault(actor.canonical, actor)
    return list(kept.values())
