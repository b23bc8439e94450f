"""How likely a number tells how many troops are somewhere, by what stands around it and by what the rules say of it.

Here belong the signals. The rules' own phrases are in `levels` and `bare_levels`; weights, fitted on labelled texts,
take a number that they leave where it is likely a force level, and drop one that they take where it hardly is.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from pipelines.coding.actors.actor_kinds import ARMED_KINDS, STATE_KINDS
from pipelines.coding.counts.numerals import Amount
from pipelines.coding.event_words.force_nouns import is_force
from pipelines.coding.event_words.frames import Mention
from pipelines.coding.reading import Reading
from pipelines.coding.record import Span
from pipelines.coding.slots.bare_levels import (
    CAP,
    FEWEST,
    PEAK,
    Found,
    asked_for,
    before,
    behind,
    counted,
    foreseen,
    hurt,
    military,
)
from pipelines.coding.slots.counting import inside_movement, is_part, is_whole, top_of_count
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.weighing import chances, speaking
from pipelines.coding.words.clauses import nobody
from pipelines.coding.words.lexicon import CASUALTY, CIVIL, words
from pipelines.coding.words.syntax import clause, clause_words, subjects

CHOICE = "told level"
"""The name of the weights."""
TAKEN_FROM, DROPPED_BELOW = 0.6, 0.25
"""The chances from which weights overrule the rules: to take a number that they leave, to drop one that they take."""
_SIZES = (100, 1000, 10_000)
_HEADS = words(
    "strength garrison contingent force mission total station remain presence deploy stand number down peak ceiling"
)
_NOW = words("there here still now")
_PLENTY = 20


@dataclass(frozen=True, eq=False)
class Number:
    """A number, whether the rules take it for a force level, and what speaks for its being one."""

    amount: Amount
    tokens: Sentence
    head: Token
    by_rules: bool
    signals: Mapping[str, float]

    @property
    def span(self) -> Span:
        """Its characters."""
        return Span(self.amount.start, self.amount.end)


Judge = Callable[[Number], bool]
"""Whether a number is taken for a force level."""


def is_level(number: Number) -> bool:
    """Whether it is taken for one: as the rules have it, unless the weights are clearly of another mind."""
    chance = chances(CHOICE, [number.signals, {}])[0]
    return chance > (DROPPED_BELOW if number.by_rules else TAKEN_FROM)


def as_ruled(number: Number) -> bool:
    """Whether the rules take it for one."""
    return number.by_rules


def numbers_of(
    sentence: Sentence, taken: Sequence[Draft], earlier: Sequence[Draft], mentions: Sequence[Mention], reading: Reading
) -> Iterator[Number]:
    """The numbers of a sentence that may be force levels, in text order; `taken` are those that the rules take."""
    spans = [d.quantity.span for d in taken if d.quantity and d.quantity.span]
    known = [d for d in earlier if d.type == "force_level"]
    for amount in reading.numbers(sentence.start_char, sentence.end_char):
        span = Span(amount.start, amount.end)
        tokens = reading.doc.char_span(amount.start, amount.end, alignment_mode="expand")
        if size_of(amount) < FEWEST or tokens is None or not len(tokens):
            continue
        head, by_rules = _head(amount, tokens, reading), any(span.meets(other) for other in spans)
        found = {
            "always": True,
            "the rules take it": by_rules,
            **_amount(amount, tokens, head, sentence, reading),
            **_clause(head, mentions, reading),
            **_sentence(sentence, mentions, known, reading),
        }
        yield Number(amount, tokens, head, by_rules, speaking(found))


def read_anyway(number: Number, sentence: Sentence) -> Found:
    """A number as a level though no phrase makes it one: in the sense of its verb, if the words tell no other."""
    left = before(number.tokens.start, sentence)
    right = behind(counted(number.head, number.tokens.end - 1)[1], sentence)
    sense = "plan" if foreseen(number.head) else "cap" if CAP.search(left) else "now"
    return Found(number.amount, number.head, sense, bool(PEAK.search(left + right)))


def size_of(amount: Amount) -> float:
    """The one number that stands for an amount."""
    return amount.value or amount.min or amount.max or 0


def _head(amount: Amount, tokens: Sentence, reading: Reading) -> Token:
    """The head of the words of a number."""
    return reading.head(Span(amount.bare_start, amount.bare_end)) if tokens.root.dep_ == "det" else tokens.root


def _amount(amount: Amount, tokens: Sentence, head: Token, sentence: Sentence, reading: Reading) -> dict[str, float]:
    """The number itself, what it counts, and the words beside it."""
    kind, after = counted(head, tokens.end - 1)
    counts = (c.unit for c in reading.counts if c.span.meets(Span(amount.start, amount.end)))
    left = _lemmas(reading.doc[max(tokens.start - 2, sentence.start) : tokens.start])
    right = _lemmas(reading.doc[after : min(after + 2, sentence.end)])
    return {
        f"counts {next(counts, kind)}": True,
        f"told as {amount.kind}": True,
        f"of {sum(size_of(amount) >= size for size in _SIZES)} thousands": True,
        "troops near by": military(tokens.start, tokens.end - 1, reading),
        "foreseen": foreseen(head),
        "asked for": asked_for(head),
        "hurt": hurt(head),
        "a whole": is_whole(head),
        "a part": is_part(head),
        f"behind {left[-1] if left else 'nothing'}": True,
        f"before {right[0] if right else 'nothing'}": True,
        f"behind {' '.join(left)}": len(left) == 2,
        f"before {' '.join(right)}": len(right) == 2,
    }


def _lemmas(tokens: Sentence) -> list[str]:
    return [token.lemma_.lower() for token in tokens]


def _clause(head: Token, mentions: Sequence[Mention], reading: Reading) -> dict[str, float]:
    """How the number stands in its clause."""
    top = top_of_count(head)
    found: dict[str, float] = {
        f"noun {top.lemma_.lower()}": True,
        f"stands as {top.dep_}": True,
        "inside a movement": inside_movement(head, list(mentions)),
        "of a force": is_force(top, reading),
        "a place below it": any(t.i in reading.place_at for t in top.subtree),
        "there": any(t.lower_ == "there" for t in top.subtree),
    }
    if top.dep_ == "pobj":
        found |= {f"after {top.head.lower_}": True, f"after {top.head.head.lemma_.lower()} {top.head.lower_}": True}
    verb = clause(top)
    if verb is None:
        return found | {"no verb": True}
    near, helpers = clause_words(verb), {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    return found | {
        f"verb {verb.lemma_.lower()}": True,
        f"verb {verb.lemma_.lower()}, stands as {top.dep_}": True,
        f"tense {verb.tag_}": True,
        "to come": bool(helpers & {"will", "would", "to", "may", "could"}),
        "has": bool(helpers & {"has", "have", "had"}),
        "now": any(c.lower_ in _NOW for c in verb.children),
        "nobody": nobody(verb),
        "a force does it": any(is_force(t, reading) for t in subjects(verb)),
        "killed near by": bool(near & CASUALTY),
        "civilians near by": bool(near & CIVIL),
    }


def _sentence(
    sentence: Sentence, mentions: Sequence[Mention], known: Sequence[Draft], reading: Reading
) -> dict[str, float]:
    """What else the sentence tells, and whether levels were told before."""
    start, end = sentence.start_char, sentence.end_char
    kinds = {a.kind for a in reading.actors if start <= a.span.start < end}
    types, lemmas = {m.sense.type for m in mentions}, set(_lemmas(sentence))
    return {
        "a place in the sentence": any(start <= p.span.start < end for p in reading.places),
        "a time in the sentence": any(p.span and start <= p.span.start < end for p in reading.periods),
        "a state in the sentence": bool(kinds & STATE_KINDS),
        "armed groups in the sentence": bool(kinds & (ARMED_KINDS - STATE_KINDS)),
        "a level before": bool(known),
        "a level just before": bool(known) and known[-1].sentence.end == sentence.start,
        "a level in the sentence": bool(known) and known[-1].sentence.start == sentence.start,
        "how much of war": min(reading.conflict, _PLENTY) / _PLENTY,
        **{f"{name} in the sentence": True for name in sorted(types | (lemmas & _HEADS))},
    }
