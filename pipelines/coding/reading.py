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
from pipelines.coding.lexicon import ARMED, CONFLICT, CRAFT, PARTITIVES, PEACETIME, PLAIN_WAR, SITES, TROOPS, words
from pipelines.coding.numbers import Count
from pipelines.coding.record import Actor, Document, Period, Place, Span
from pipelines.coding.syntax import SUBJECTS, phrase, wide_phrase

_PRONOUNS = words("it they he she its their his her them who")
_WHERE = words("in at near outside around from to into on")
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
        self.counts: list[Count] = numbers.find_counts(doc)
        self.actor_at = self._by_token(self.actors)
        self.place_at = self._by_token(self.places)
        self.places = sorted([*self.places, *self._unresolved()], key=lambda place: place.span)
        self.place_at = self._by_token(self.places)
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

    def _unresolved(self) -> list[Place]:
        """Names that stand where a place stands and that the gazetteer does not know: "the village of X", "X in Kunar"."""
        found = []
        for head in self.doc:
            if not head.tag_.startswith("NNP") or head.dep_ not in ("pobj", "dobj", "nsubjpass", "conj", "appos"):
                continue
            name = [t for t in phrase(head) if t.tag_.startswith("NNP") and t.i <= head.i]
            if any(t.i in self.place_at or t.i in self.actor_at or t.ent_type_ in ("DATE", "NORP", "TIME") for t in name):
                continue
            if self._sited(head):
                start, end = name[0].idx, head.idx + len(head)
                surface = self.doc.text[start:end]
                found.append(Place(surface, surface, Span(start, end)))
        return found

    def _sited(self, head: Token) -> bool:
        """Whether a name follows "the town of", or "in", or is itself followed by the known place that it lies in."""
        if head.dep_ == "conj" and head.head.tag_.startswith("NNP"):
            return self._sited(head.head) and head.head.i not in self.place_at
        if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lemma_.lower() in SITES:
            return True
        if any(c.dep_ in ("prep", "appos") and c.i == head.i + 1 + (c.dep_ == "appos") for c in head.children):
            below = [t for c in head.children if c.dep_ in ("prep", "appos") and c.i <= head.i + 2 for t in c.subtree][:4]
            if any(t.i in self.place_at for t in below) and head.ent_type_ != "PERSON":
                return True
        return head.dep_ == "pobj" and head.head.lower_ in _WHERE and head.ent_type_ in ("GPE", "LOC", "FAC")

    def place_of(self, token: Token) -> Place | None:
        """The place that a noun or pronoun stands for: its name, the name beside it, or for "it" and "there" the last one."""
        if token.i in self.place_at:
            return self.place_at[token.i][0]
        for child in token.children:
            if child.dep_ == "appos" and child.i in self.place_at:
                return self.place_at[child.i][0]
        if token.lower_ in ("it", "there", "which"):
            earlier = [p for p in self.places if token.sent.start_char - 200 <= p.span.start < token.idx]
            subjects = [p for p in earlier if self.head(p.span).dep_ in SUBJECTS]
            return (subjects or earlier or [None])[-1]
        return None

    @cached_property
    def conflict(self) -> float:
        """How much the text is about armed conflict: distinct words of war, less those of peacetime matters."""
        lemmas = {token.lemma_.lower() for token in self.doc}
        armed = sum(1 for actor in self.actors if actor.kind in ARMED_KINDS)
        war = len(lemmas & CONFLICT) + len(lemmas & PLAIN_WAR) + min(armed, 3)
        return war - 1.5 * len(lemmas & PEACETIME)

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
        if token.dep_ == "appos" and token.head.i in self.actor_at:
            token = token.head  # "Asaib Ahl al-Haq, a militia that ..."
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
            return self.speaker or self._quoted(token)
        if token.lower_ in _PRONOUNS:
            return self.before(token)
        owner = [c for c in token.children if c.dep_ == "poss" and c.lower_ in (_PRONOUNS | _SPEAKER)]
        if owner and token.lemma_.lower() in TROOPS | ARMED | CRAFT:
            return self.who(owner[0])
        direct = self.named(token)
        if direct:
            return direct
        holder = [c for c in token.children if c.dep_ == "poss" and c.lower_ not in _PRONOUNS]
        if holder and token.lemma_.lower() in TROOPS | ARMED | CRAFT:
            return self.who(holder[0])
        definite = any(c.dep_ == "det" and c.lower_ in ("the", "these", "those") for c in token.children)
        return self.before(token) if definite and token.lemma_.lower() in TROOPS | ARMED | _GROUPS else []

    def explicit(self, token: Token) -> list[Actor]:
        """The actors whose name or nationality stands in the noun phrase itself: "Syrian troops", not "the troops"."""
        core = [t for t in phrase(token) if t.tag_ in ("NNP", "NNPS", "JJ") or t.ent_type_ in ("NORP", "GPE", "ORG")]
        if not any(t.lemma_.lower() not in TROOPS | ARMED | CRAFT for t in core):
            return []
        return self.named(token)

    def _quoted(self, token: Token) -> list[Actor]:
        """Who speaks the sentence of a "we": the subject of its verb of saying, or the person named at its end."""
        said = [t for t in token.sent if t.lemma_ in ("say", "tell", "add") and t.i != token.head.i]
        for verb in said:
            for child in verb.children:
                if child.dep_ == "nsubj" and child.lower_ not in _SPEAKER and (found := self.named(child)):
                    return found
        people = [e.start_char for e in token.sent.ents if e.label_ == "PERSON" and e.start > token.i]
        later = [a for a in self.actors if people and people[0] <= a.span.end and a.span.start < token.sent.end_char]
        return [a for a in later if a.span.start > token.idx][:1]

    def before(self, token: Token) -> list[Actor]:
        """The actor that was last the subject of a clause before the token, in its sentence or the one before."""
        at = bisect_left(self._subjects, token.i, key=lambda pair: pair[0]) - 1
        i, who = self._subjects[at] if at >= 0 else (-100, [])
        if i >= token.sent.start:
            return who
        here = [a for a in self.actors if token.sent.start_char <= a.span.start and a.span.end <= token.idx]
        acting = [a for a in here if a.kind not in ("civilians", "unknown")]
        if acting and token.dep_ == "poss":
            return acting[-1:]
        return who if token.sent.start - i <= 60 else []


_GROUPS = words("group government movement organisation organization faction country side party coalition alliance")
ARMED_KINDS = words("militia rebel terrorist armed_group state_military military coalition insurgent")
"""Kinds of actors that fight."""


STATE_KINDS = words("state government state_military military")
"""Kinds of actors that are states or parts of them."""


def _unique(found: Iterable[Actor]) -> list[Actor]:
    kept: dict[str, Actor] = {}
    for actor in found:
        kept.setdefault(actor.canonical, actor)
    return list(kept.values())
