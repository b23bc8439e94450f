"""How likely a later word for an attack tells of another attack, though the rules take it for one told before.

Here belong the signals. What the rules ask for is in `sameness`: they know what one event is told by, and not how often
a story goes on to the next without saying so. Weights, fitted on labelled texts, tell which is likelier. Mentions of
other types are left to the rules: of them too few are taken for others to learn from.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from pipelines.coding.context.story import same_paragraph
from pipelines.coding.merging.kinship import answers_back, definite, says_what_it_was
from pipelines.coding.merging.sameness import another, besides, names
from pipelines.coding.merging.tellings import is_claim_of, is_outcome, many, of_the_dead, others_hurt
from pipelines.coding.reading import Reading
from pipelines.coding.record import Actor, Quantity
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.weighing import chances, speaking
from pipelines.coding.words.lexicon import words
from pipelines.coding.words.syntax import SUBJECTS, is_noun, is_verb, path_length
from pipelines.coding.words.topics import is_day_list

CHOICE = "another attack"
"""The name of the weights."""
WEIGHED = frozenset(("attack",))
"""The types of events that are weighed."""
_LIKELIER = 0.5
_TURNS = words("also meanwhile separately elsewhere")
_PLENTY, _MANY, _FAR, _LONG = 20, 10, 6, 8


@dataclass(frozen=True, eq=False)
class Fold:
    """A mention that the rules take for an event told before, and what speaks for its being another one."""

    home: Draft
    later: Draft
    signals: Mapping[str, float]


Judge = Callable[[Fold], bool]
"""Whether a mention is another event than the one that the rules take it for."""


def is_another(fold: Fold) -> bool:
    """Whether the later mention is likelier another event, by the weights; never where it is not weighed."""
    return bool(fold.signals) and chances(CHOICE, [fold.signals, {}])[0] > _LIKELIER


def never(_: Fold) -> bool:
    """No mention: whatever the rules fold is one event."""
    return False


def weigh(home: Draft, later: Draft, told: Sequence[Draft], reading: Reading) -> Fold:
    """The question whether a later mention is the event that the rules take it for; `told` are all told before it."""
    if later.type not in WEIGHED:
        return Fold(home, later, {})
    found = {"always": True, **_values(home, later), **_kinds(home, later), **_telling(home, later, told, reading)}
    return Fold(home, later, speaking(found))


def _values(home: Draft, later: Draft) -> dict[str, float]:
    """What both say of places, days, sides and numbers, or only one of them."""
    places = [{p.canonical for p in d.where.any()} for d in (home, later)]
    days = [{(d.period.start, d.period.end)} if d.period else set() for d in (home, later)]
    weapons = [{d.weapon.lemma_} if d.weapon is not None else set() for d in (home, later)]
    struck = [{t.lemma_.lower() for t in d.struck} for d in (home, later)]
    return {
        _said("places", *places): True,
        _said("small places", names(home), names(later)): True,
        _said("days", *days): True,
        _said("doers", _who(home.source), _who(later.source)): True,
        _said("sufferers", _who(home.target), _who(later.target)): True,
        _said("struck", *struck): True,
        _said("killed", _number(home.fatalities), _number(later.fatalities)): True,
        _said("hurt", _number(home.wounded), _number(later.wounded)): True,
        _said("arms", _number(home.quantity), _number(later.quantity)): True,
        _said("weapon", *weapons): True,
    }


def _said(what: str, first: Collection[object], second: Collection[object]) -> str:
    """Whether both mentions tell something, and have any of it in common."""
    if first and second:
        return f"{what}: {'shared' if set(first) & set(second) else 'others'}"
    return f"{what}: only the first" if first else f"{what}: only the later" if second else f"{what}: none"


def _who(actors: list[Actor]) -> set[str]:
    return {actor.canonical for actor in actors}


def _number(quantity: Quantity | None) -> list[float | None]:
    return [] if quantity is None else [quantity.value]


def _kinds(home: Draft, later: Draft) -> dict[str, float]:
    """The words themselves and what kinds of attack they are."""
    first, second = home.token, later.token
    determiners = {c.lower_ for c in second.children if c.dep_ == "det"}
    stage = "in one sentence" if home.sentence.start == later.sentence.start else "in another sentence"
    return {
        f"first {home.subtype}": True,
        f"later {later.subtype}": True,
        f"{home.subtype}, then {later.subtype}": True,
        "of one kind": home.subtype == later.subtype,
        f"first told as {home.frame}": True,
        f"later told as {later.frame}": True,
        f"told as {home.frame}, then {later.frame}, {stage}": True,
        f"status {home.status}, then {later.status}": home.status != later.status,
        "of one status": home.status == later.status,
        f"word {second.lemma_.lower()}": True,
        "the same word": first.lemma_ == second.lemma_,
        "a noun": is_noun(second),
        "two nouns": is_noun(first) and is_noun(second),
        "two verbs": is_verb(first) and is_verb(second),
        "a noun after a verb": is_verb(first) and is_noun(second),
        "points back": definite(later),
        "points at it": bool(determiners & {"this", "these", "that"}),
        "indefinite": bool(determiners & {"a", "an", "another"}),
        "a plural": many(later),
        "a plural first": many(home),
        "two plurals": many(home) and many(later),
        f"stands as {second.dep_}": True,
        f"clause {later.anchor.dep_}": True,
        f"tense {later.anchor.tag_}": True,
    }


def _telling(home: Draft, later: Draft, told: Sequence[Draft], reading: Reading) -> dict[str, float]:
    """How the text goes from one to the other."""
    together = home.sentence.start == later.sentence.start
    helpers = {c.lower_ for c in later.anchor.children if c.dep_ in ("aux", "auxpass")}
    between = sum(bool(t.is_sent_start) for t in reading.doc[home.sentence.start : later.sentence.start])
    return {
        "in one sentence": together,
        "in another sentence": not together,
        "in the next sentence": not together and home.sentence.end == later.sentence.start,
        "in one paragraph": same_paragraph(home, later, reading),
        "sentences between": min(between, _FAR) / _FAR,
        "words between": min(path_length(later.token, home.token), _LONG) / _LONG if together else 0,
        "the first of the text": home.sentence.start == 0,
        "the last one told": bool(told) and told[-1] is home,
        "how many told": min(len(told), _MANY) / _MANY,
        "told more than once": bool(home.also),
        "another": another(later),
        "besides": besides(later),
        "a turn of the story": bool({t.lower_ for t in later.sentence[:3]} & _TURNS),
        "had": "had" in helpers,
        "a pronoun does it": any(c.tag_ in ("PRP", "DT") for c in later.anchor.children if c.dep_ in SUBJECTS),
        "a claim": is_claim_of(home, later),
        "an outcome": is_outcome(home, later),
        "an answer": answers_back(later),
        "of the dead": of_the_dead(later),
        "others hurt": others_hurt(later),
        "says what it was": says_what_it_was(later),
        "a day list": is_day_list(reading.document),
        "how much of war": min(reading.conflict, _PLENTY) / _PLENTY,
    }
