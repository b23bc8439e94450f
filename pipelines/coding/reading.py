"""A text with everything found in it: the parse, its places, actors, periods and counts, each reachable from a token.

Here belong look-ups between tokens and found things, and the simple back-references ("it", "the forces", "we"), not
what a found thing does in an event.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import Protocol, TypeVar

from spacy.tokens import Doc, Token

from pipelines.coding.actors import actor_finding, resolving
from pipelines.coding.actors.actor_kinds import ARMED_KINDS, REBEL_KINDS, STATE_KINDS
from pipelines.coding.actors.pronouns import may_have, meant_by_pronoun, others_than, speaks_of
from pipelines.coding.actors.speaking import SPEAKER, quoted, speaker
from pipelines.coding.counts import numbers
from pipelines.coding.counts.numbers import Count
from pipelines.coding.counts.numerals import Amount
from pipelines.coding.places import place_finding, setting
from pipelines.coding.places.national_places import national_places, sided
from pipelines.coding.places.unknown_places import unknown_places
from pipelines.coding.record import Actor, Document, Period, Place, Span
from pipelines.coding.times import periods
from pipelines.coding.times.datelines import dateline_span
from pipelines.coding.words import lexicon, topics
from pipelines.coding.words.arms import common_noun
from pipelines.coding.words.clauses import taken_for
from pipelines.coding.words.lexicon import ARMED, CARRIERS, CRAFT, GROUPS, MEMBERS, PARTITIVES, STATE_BODIES, TROOPS
from pipelines.coding.words.syntax import SUBJECTS, clause, on_the_way, phrase, relative_head, subjects, wide_phrase

_PRONOUNS = lexicon.words("it they he she its their his her them who theirs")
_JOINED = ("amod", "nmod", "compound")
"""What a nationality is to its noun in "Ugandan and Congolese troops"."""


class _Found(Protocol):
    @property
    def span(self) -> Span | None: ...


_F = TypeVar("_F", bound=_Found)


class Reading:
    """One parsed text and what the rooms for places, actors, periods and counts found in it."""

    def __init__(self, doc: Doc, document: Document) -> None:
        self.doc = doc
        self.document = document
        self._known: dict[int, list[Actor]] = {}
        named = [*sided(place_finding.find_places(doc, document), document), *national_places(doc, document)]
        self.written = [place for place in named if place.span.meets(self.dateline)]
        self.places: list[Place] = sorted((p for p in named if p not in self.written), key=lambda place: place.span)
        self.setting: Counter[str] = setting.countries(self.places, self.written, doc, document)
        found = actor_finding.find_actors(doc, document, self.setting)
        self.actors: list[Actor] = [a for a in found if not a.span.meets(self.dateline)]
        self.periods: list[Period] = periods.find_periods(doc, document.published)
        self.counts: list[Count] = numbers.find_counts(doc)
        groups = [a.span for a in self.actors if a.kind in ARMED_KINDS - STATE_KINDS and a.span]
        self.places = [p for p in self.places if not any(p.span.within(g) for g in groups)]
        self.actor_at = self._by_token(self.actors)
        self.place_at = self._by_token(self.places)
        unknown = unknown_places(doc, self.place_at, set(self.actor_at), document.text, self.setting)
        self.places = sorted([*self.places, *unknown], key=lambda place: place.span)
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

    def place_of(self, token: Token) -> Place | None:
        """The place that a noun or pronoun stands for: its name, the name beside it, or for "it" and "there" the
        last one."""
        beside = (t for t in token.children if t.dep_ == "appos")
        if named := [t for t in (token, *beside) if t.i in self.place_at]:
            return self.place_at[named[0].i][0]
        if token.lower_ in ("it", "there", "which"):
            earlier = [p for p in self.places if token.sent.start_char - 200 <= p.span.start < token.idx]
            subjects = [p for p in earlier if self.head(p.span).dep_ in SUBJECTS]
            return next(reversed(subjects or earlier), None)
        return None

    @cached_property
    def counted(self) -> frozenset[int]:
        """The tokens that a number counts."""
        return frozenset(count.noun for count in self.counts if count.noun is not None)

    def numbers(self, start: int, end: int) -> list[Amount]:
        """The numbers between two characters that are no dates, measures or years."""
        first = bisect_left(self._amounts, start, key=lambda amount: amount.start)
        last = bisect_left(self._amounts, end, key=lambda amount: amount.start)
        return self._amounts[first:last]

    @cached_property
    def _amounts(self) -> list[Amount]:
        text = self.document.text
        dated = [p.span for p in self.periods if p.span]
        found = []
        for amount in numbers.plain_amounts(text):
            at = bisect_left(dated, Span(amount.start, amount.end))
            if not any(span.meets(Span(amount.start, amount.end)) for span in dated[max(at - 1, 0) : at + 1]):
                found.append(amount)
        return found

    @cached_property
    def dateline(self) -> Span:
        """The line at the head of a dispatch that says where it was written; empty without one."""
        return Span(*dateline_span(self.document.text))

    @cached_property
    def conflict(self) -> float:
        """How much the text is about armed conflict."""
        armed = sum(1 for actor in self.actors if actor.kind in ARMED_KINDS)
        national = topics.national_forces(self.doc, [a.span for a in self.actors if a.kind in STATE_KINDS])
        return topics.conflict(self.doc, armed, national, topics.is_day_list(self.document))

    @cached_property
    def _subjects(self) -> list[tuple[int, list[Actor]]]:
        found = [(t.i, self.named(t)) for t in self.doc if t.dep_ in SUBJECTS and t.lower_ not in _PRONOUNS]
        acting = [(i, [a for a in who if a.kind not in ("civilians", "unknown")]) for i, who in found]
        return [(i, who) for i, who in acting if who]

    @cached_property
    def speaker(self) -> list[Actor]:
        """Whose "we" and "our" it is."""
        return speaker(self.doc, self.document, self.actors)

    def named(self, token: Token) -> list[Actor]:
        """The actors that a noun phrase names at its head, in its modifiers, or for some heads in what completes it."""
        if token.dep_ == "appos" and token.head.i in self.actor_at:
            token = token.head  # "Asaib Ahl al-Haq, a militia that ..."
        apposed = [c for c in token.children if c.dep_ == "appos" and c.i in self.actor_at]
        if apposed and token.i not in self.actor_at and token.lemma_.lower() in TROOPS | {"mission"}:
            token = apposed[0]  # "the mission, MONUSCO, is to quit"
        if token.i in self.actor_at:
            joined = [t for t in phrase(token) if t.dep_ in _JOINED and any(c.dep_ == "conj" for c in t.children)]
            beside = [*self._row_of_nations(token), *(t for j in joined for t in (*j.lefts, j))]
            return _unique([a for t in beside for a in self.actor_at.get(t.i, [])] + self.actor_at[token.i][:1])
        core = [a for t in phrase(token) for a in self.actor_at.get(t.i, [])]
        if core:
            return _unique(core)
        head = token.lemma_.lower()
        if head in CARRIERS:  # "planes carrying Russian peacekeepers"
            return _unique(a for t in token.subtree if not on_the_way(t) for a in self.actor_at.get(t.i, []))
        if head in PARTITIVES | TROOPS or token.like_num:
            return _unique(a for t in wide_phrase(token) for a in self.actor_at.get(t.i, []))
        if head in ARMED:  # "a bomber from the Islamic State", but not "gunmen from Pakistan"
            return _unique(a for t in wide_phrase(token) for a in self.actor_at.get(t.i, []) if a.kind in ARMED_KINDS)
        return []

    def _row_of_nations(self, noun: Token) -> list[Token]:
        """The nationalities in a row before a noun: "Danish, Kenyan and Togolese soldiers"."""
        row = [t for t in phrase(noun) if t != noun and any(a.iso3 for a in self.actor_at.get(t.i, []))]
        spans = [self.actor_at[t.i][0].span for t in (*row, noun)]
        between = (self.document.text[a.end : b.start].strip(" ,") for a, b in pairwise(spans))
        return row if all(words in ("", "and") for words in between) else []

    def who(self, token: Token) -> list[Actor]:
        """The actors that a noun phrase or pronoun stands for, back-references followed."""
        if token.i not in self._known:
            self._known[token.i] = []  # a reference cannot rest on itself
            self._known[token.i] = self._who(token)
        return self._known[token.i]

    def _who(self, token: Token) -> list[Actor]:
        if token.lower_ in SPEAKER:
            return self.speaker or quoted(token, self.actors, self.named)
        if token.lower_ in _PRONOUNS:
            return self._them(token) if token.lower_ == "them" else self.before(token)
        if token.lower_ in ("these", "those") and token.dep_ in SUBJECTS:
            near = [a for a in self.actors if token.sent.start_char - 200 <= a.span.start < token.idx]
            return [a for a in near if a.kind in REBEL_KINDS][-1:] or self.before(token)
        if suspected := taken_for(token):
            return self.who(suspected)
        head = token.lemma_.lower()
        inner = [t for c in token.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]
        owned = any(c.dep_ == "poss" and c.lower_ in _PRONOUNS for t in inner for c in t.children)
        if inner and (head in PARTITIVES | MEMBERS | CRAFT or token.like_num) and (owned or not self.named(token)):
            return self.who(inner[0])  # "one of their planes", "men of the Mahdi Army"
        military = head in TROOPS | ARMED | CRAFT | MEMBERS
        determiners = {c.lower_ for c in token.children if c.dep_ == "det"}
        points_back = determiners & {"these", "those"} and head in TROOPS and not self.explicit(token)
        if points_back and (forces := self._forces_before(token)):
            return forces
        owners = [c for c in token.children if c.dep_ == "poss"]
        if owners and owners[0].lower_ == "whose" and (told := relative_head(owners[0])) != owners[0]:
            return self.who(told)
        if owners and owners[0].lower_ in _PRONOUNS | SPEAKER and (military or not self.named(token)):
            return self.who(owners[0])
        if direct := self.named(token) or (self.who(owners[0]) if owners and military else []):
            return direct
        if determiners & {"the", "these", "those", "this", "that"} and (military or head in GROUPS):
            return self._pointed_at(token)
        kind = common_noun(token)
        plural = token.tag_ == "NNS" or (kind != head and token.text.endswith("s"))  # "when F-16s bombed the port"
        if kind in TROOPS | CRAFT and plural and not determiners:
            return [a for a in self.before(token) if self._subjects_here(token) and may_have(a, kind)]
        return self._described(token) if head in ARMED else []

    def _pointed_at(self, token: Token) -> list[Actor]:
        """Who "the soldiers" or "the group" are: those who acted last, but not who acts in the token's own clause."""
        beside = {a.canonical for a in self._across(token)}
        meant = [a for a in self.before(token) if a.canonical not in beside]
        if not meant and token.lemma_.lower() in ARMED and token.dep_ == "poss":
            span = Span(phrase(token)[0].idx, token.idx + len(token))
            return resolving.same_fighters(span, self.document.text, self.actors)
        return [a for a in meant if a.kind not in REBEL_KINDS] if token.lemma_.lower() in STATE_BODIES else meant

    def _forces_before(self, token: Token) -> list[Actor]:
        """Whose the forces are that were last a subject, whoever spoke since: "officials said. Those forces"."""
        at = bisect_left(self._subject_nouns, token.i)
        near = (self.doc[i] for i in reversed(self._subject_nouns[:at]) if token.sent.start - i <= 60)
        return next((who for t in near if t.lemma_.lower() in TROOPS and (who := self.named(t))), [])

    def _them(self, token: Token) -> list[Actor]:
        """Whom "them" means: not who acts in its own clause, but for "200 of them will stay"."""
        verb, top = clause(token), token.head.head if token.dep_ == "pobj" else token
        doing = subjects(verb) if verb is not None and top.dep_ not in SUBJECTS else []
        acting = {a.canonical for s in doing for a in self.who(s)}
        found = [a for a in self.before(token) if a.canonical not in acting]
        return found or others_than(acting, token, self.actors, self._subjects)

    def _across(self, token: Token) -> list[Actor]:
        """Who is the subject of the clause in which the token is something else: "the rebels fought the army"."""
        verb = clause(token)
        own = [c for c in verb.children if c.dep_ in SUBJECTS] if verb is not None else []
        return [] if token in own else [a for c in own for a in self.named(c)]

    def _subjects_here(self, token: Token) -> bool:
        """Whether a clause before the token, in its own sentence, has an actor for a subject."""
        return any(token.sent.start <= i < token.i for i, _ in self._subjects)

    def _described(self, token: Token) -> list[Actor]:
        """The actor that a description means which the registry can read: "militias backed by Iran"."""
        described = wide_phrase(token)
        span = Span(described[0].idx, described[-1].idx + len(described[-1]))
        actor = resolving.resolve(span.of(self.document.text))
        known = len(described) > 2 and actor is not None and actor.kind in ARMED_KINDS
        return [replace(actor, span=span)] if known and actor is not None else []

    def explicit(self, token: Token) -> list[Actor]:
        """The actors whose name or nationality stands in the noun phrase itself: "Syrian troops", not "the troops"."""
        owners = [c for c in token.children if c.dep_ == "poss"]
        if owners and token.lemma_.lower() in TROOPS:
            return self.who(owners[0])  # "its soldiers from Iraq" are not Iraq's
        near = wide_phrase(token) if token.lemma_.lower() in PARTITIVES | CARRIERS | TROOPS else phrase(token)
        core = [t for t in near if t.tag_ in ("NNP", "NNPS", "JJ") or t.ent_type_ in ("NORP", "GPE", "ORG")]
        if not any(t.lemma_.lower() not in TROOPS | ARMED | CRAFT for t in core):
            return []
        return self.named(token)

    def last_subject(self, token: Token) -> Token | None:
        """The last noun before the token that is a subject, in its sentence or the one before: what "they" may mean."""
        at = bisect_left(self._subject_nouns, token.i) - 1
        if at < 0 or token.sent.start - self._subject_nouns[at] > 60:
            return None
        return self.doc[self._subject_nouns[at]]

    @cached_property
    def _subject_nouns(self) -> list[int]:
        return [t.i for t in self.doc if t.dep_ in SUBJECTS and t.lower_ not in _PRONOUNS | SPEAKER]

    def before(self, token: Token) -> list[Actor]:
        """The actor that was last the subject of a clause before the token, in its sentence or the one before."""
        at = bisect_left(self._subjects, token.i, key=lambda pair: pair[0]) - 1
        at -= at > 0 and speaks_of(self.doc[self._subjects[at][0]], token)
        i, who = self._subjects[at] if at >= 0 else (-100, [])
        if i >= token.sent.start:
            return who
        if at > 0 and token.lower_ in _PRONOUNS:
            i, who = meant_by_pronoun(token, self._subjects[: at + 1], self.doc)
        here = [a for a in self.actors if token.sent.start_char <= a.span.start and a.span.end <= token.idx]
        acting = [a for a in here if a.kind not in ("civilians", "unknown")]
        if acting and token.dep_ == "poss":
            return acting[-1:]
        return who if token.sent.start - i <= 60 else []


def _unique(found: Iterable[Actor]) -> list[Actor]:
    kept: dict[str, Actor] = {}
    for actor in found:
        kept.setdefault(actor.canonical, actor)
    return list(kept.values())
