"""How likely a word tells of an attack, a movement or an agreement, by what stands around it and what the rules say.

Here belong the signals. The rules' own tests are in `evidence`; a mention that they refuse may be right all the same,
and one that they believe wrong: the weights, fitted on labelled texts, tell which is likelier.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from pipelines.coding.actors.actor_kinds import ARMED_KINDS, STATE_KINDS
from pipelines.coding.event_words.evidence import FIGURE, refusal
from pipelines.coding.event_words.force_nouns import fighters, is_force
from pipelines.coding.event_words.frames import Mention, around
from pipelines.coding.reading import Reading
from pipelines.coding.record import Actor
from pipelines.coding.weighing import chances, speaking
from pipelines.coding.words.lexicon import ARMED, BASES, CASUALTY, CIVIL, CRAFT, GROUND, TARGETS, TROOPS, WEAPONS, words
from pipelines.coding.words.syntax import is_noun, path_length
from pipelines.coding.words.topics import is_day_list


@dataclass(frozen=True)
class Weighed:
    """The name of a type's weights, and the chances from which they overrule the rules, which know idioms that weights
    do not: to take what they refuse, and to drop what they believe."""

    choice: str
    taken_from: float
    dropped_below: float


WEIGHED = {
    "attack": Weighed("told attack", 0.6, 0.25),
    "troop_movement": Weighed("told movement", 0.65, 0.25),
    "agreement": Weighed("told agreement", 0.7, 0.0),
}
"""The types of events that are weighed."""
_ENDS = ("from", "to", "into", "toward", "towards", "out", "onto", "across", "through", "back", "off", "over")
_STANDS = ("in", "at", "on", "near", "along", "around", "inside")
_MARTIAL = words("military joint naval live-fire annual armed air ground land sea drill combat troop army")
_STANDING = ("pobj", "dobj", "nsubj", "nsubjpass", "compound", "conj", "amod", "acl")
_CONDITIONS = words("if unless whether until once")
_REPORTING = words("say tell report add announce")
_PLENTY = 20
_MANY = 5
_FAR = 6
_LONG = 35


@dataclass(frozen=True, eq=False)
class Claim:
    """A mention, whether the rules believe it, and what speaks for its being an event; nothing where not weighed."""

    mention: Mention
    by_rules: bool
    signals: Mapping[str, float]


def is_likely(claim: Claim) -> bool:
    """Whether it is taken for an event: as the rules have it, unless the weights are clearly of another mind."""
    weighed = WEIGHED.get(claim.mention.sense.type)
    if weighed is None:
        return claim.by_rules
    return chance(claim) > (weighed.dropped_below if claim.by_rules else weighed.taken_from)


def chance(claim: Claim) -> float:
    """How likely it is an event, by the weights alone; 1 where it is not weighed."""
    weighed = WEIGHED.get(claim.mention.sense.type)
    return 1.0 if weighed is None else chances(weighed.choice, [claim.signals, {}])[0]


def claims(told: Sequence[Mention], refused: Iterable[Mention], reading: Reading) -> list[Claim]:
    """Every mention as a claim: first those that the rules believe, then those that they refuse, but for figures of
    speech.
    """
    doubted = [(m, refusal(m, reading)) for m in refused if m.sense.type in WEIGHED and m.sense.need not in _OF_SHIPS]
    return [
        *(Claim(m, True, _signals(m, told, "believed", reading)) for m in told),
        *(Claim(m, False, _signals(m, told, why, reading)) for m, why in doubted if why != FIGURE),
    ]


_OF_SHIPS = ("piracy", "vessel")
"""Senses of verbs that only ships give them."""


def _signals(mention: Mention, told: Sequence[Mention], verdict: str, reading: Reading) -> dict[str, float]:
    if mention.sense.type not in WEIGHED:
        return {}
    others = [m for m in told if m.token.i != mention.token.i]
    found = {
        "always": True,
        f"the rules: {verdict}": True,
        f"needs {mention.sense.need}": True,
        f"needs {mention.sense.need}, the rules: {verdict}": True,
        f"frame {mention.frame}": True,
        f"word {mention.token.lemma_.lower()}": True,
        f"word {mention.token.lemma_.lower()}, the rules: {verdict}": True,
        "how much of war": min(reading.conflict, _PLENTY) / _PLENTY,
        f"kind {mention.subtype}": True,
        f"kind {mention.subtype}, the rules: {verdict}": True,
        **_form(mention, reading.document.text),
        **_clause(mention, reading),
        **_roles(mention, reading),
        **_sentence(mention, reading),
        **_places(mention, reading),
        **_company(mention, others),
    }
    return speaking(found)


def _form(mention: Mention, text: str) -> dict[str, float]:
    """How the word and the verb above it stand in the sentence."""
    token, anchor = mention.token, mention.anchor
    determiners = {c.lower_ for c in token.children if c.dep_ == "det"}
    kind = "noun" if is_noun(token) else "verb"
    led = {c.lower_ for c in token.children if c.dep_ in ("prep", "agent", "prt")}
    before = {c.lemma_.lower() for c in token.children if c.dep_ in ("amod", "compound", "poss") and c.i < token.i}
    return {
        **{f"{kind} with {word}": True for word in sorted(led)},
        "with a word before": bool(before),
        "military": bool(before & _MARTIAL),
        "a noun": is_noun(token),
        "a plural": token.tag_ == "NNS",
        "definite": bool(determiners & {"the", "this", "that", "these", "those"}),
        "indefinite": bool(determiners & {"a", "an"}),
        f"tense {anchor.tag_}": anchor.tag_.startswith("VB"),
        f"stands as {token.dep_}": token.dep_ in _STANDING,
        f"clause {anchor.dep_}": anchor.dep_ in ("ROOT", "relcl", "acl", "advcl", "ccomp", "xcomp", "conj"),
        "negated": any(c.dep_ == "neg" for c in anchor.children),
        "with a modal": any(c.tag_ == "MD" for c in anchor.children),
        "in a short sentence": len(token.sent) < 12,
        "in quotes": text[: token.idx].count('"') % 2 == 1,
    }


def _clause(mention: Mention, reading: Reading) -> dict[str, float]:
    """The words of its clause and the one above it, by what they are to it."""
    anchor, above = mention.anchor, mention.anchor.head
    beside = {c for t in (mention.token, anchor) for c in t.children if c.dep_ in ("advmod", "npadvmod", "mark")}
    marks = {c.lower_ for t in (anchor, *anchor.ancestors) for c in t.children if c.dep_ == "mark"}
    return {
        **{f"with {c.lower_}": True for c in anchor.children if c.dep_ in ("aux", "auxpass")},
        **{f"done by {t.lemma_.lower()}": True for t in mention.agents},
        **{f"done to {t.lemma_.lower()}": True for t in mention.patients},
        **{f"beside {c.lower_}": True for c in beside},
        f"under {above.lemma_.lower()}": above != anchor,
        f"as {anchor.dep_} under {above.pos_}": True,
        f"carried by {anchor.lemma_.lower()}": anchor != mention.token,
        f"tag {mention.token.tag_}": True,
        "on a condition": bool(marks & _CONDITIONS),
        "in a report": above.lemma_ in _REPORTING,
        "a time below it": any(
            t.ent_type_ in ("DATE", "TIME")
            for c in {*mention.token.children, *anchor.children}
            if c.dep_ in ("prep", "npadvmod")
            for t in c.subtree
        ),
        "a day list": is_day_list(reading.document),
        "in the title": mention.token.lemma_.lower() in (reading.document.title or "").lower(),
        "in a long sentence": len(mention.token.sent) > _LONG,
    }


def _roles(mention: Mention, reading: Reading) -> dict[str, float]:
    """Who does it and to whom it is done."""
    doing, suffering = _named(mention.agents, reading), _named(mention.patients, reading)
    taking_part = [*mention.agents, *mention.patients]
    heads = {t.lemma_.lower() for t in taking_part}
    wide = {w.lemma_.lower() for t in taking_part for w in t.subtree}
    found: dict[str, float] = {
        "done by somebody": bool(mention.agents),
        "done to somebody": bool(mention.patients),
        "fighters do it": fighters(mention.agents, reading),
        "fighters suffer it": fighters(mention.patients, reading),
        "known doers": bool(doing),
        "known sufferers": bool(suffering),
        "a state does it": any(a.kind in STATE_KINDS for a in doing),
        "armed groups in it": any(a.kind in ARMED_KINDS for a in (*doing, *suffering)),
        "a force in it": any(is_force(t, reading) for t in taking_part),
        "a pronoun in it": any(t.pos_ == "PRON" for t in taking_part),
        "a person in it": any(t.ent_type_ == "PERSON" for t in taking_part),
        "a body in it": any(t.ent_type_ == "ORG" for t in taking_part),
        "a name in it": any(t.tag_.startswith("NNP") for t in taking_part),
        "a number in it": any(t.like_num or any(c.like_num for c in t.children) for t in taking_part),
        "nobody in it": not taking_part,
        **{f"counted {c.unit} in it": True for t in taking_part for c in reading.count_at.get(t.i, [])},
    }
    for name, group in _GROUPS.items():
        found |= {f"{name} in it": bool(heads & group), f"{name} around it": bool(wide & group)}
    return found


_GROUPS = {
    "troops": TROOPS,
    "craft": CRAFT,
    "armed men": ARMED,
    "civilians": CIVIL,
    "weapons": WEAPONS,
    "ground": GROUND,
    "bases": BASES,
    "targets": TARGETS,
}


def _named(tokens: Iterable[Token], reading: Reading) -> list[Actor]:
    return [actor for token in tokens for actor in reading.who(token)]


def _sentence(mention: Mention, reading: Reading) -> dict[str, float]:
    """What else its sentence tells."""
    sentence, near = mention.token.sent, around(mention)
    start, end = sentence.start_char, sentence.end_char
    actors = [a for a in reading.actors if start <= a.span.start < end]
    lemmas = {t.lemma_.lower() for t in sentence}
    return {
        "a place in the sentence": any(start <= p.span.start < end for p in reading.places),
        "a time in the sentence": any(p.span and start <= p.span.start < end for p in reading.periods),
        "a number in the sentence": any(start <= c.span.start < end for c in reading.counts),
        "armed groups in the sentence": any(a.kind in ARMED_KINDS - STATE_KINDS for a in actors),
        "a state in the sentence": any(a.kind in STATE_KINDS for a in actors),
        "civilians in the sentence": any(a.kind == "civilians" for a in actors),
        "troops in the sentence": bool(lemmas & TROOPS),
        "craft in the sentence": bool(lemmas & CRAFT),
        "killed or hurt near by": bool(near & CASUALTY),
        "weapons near by": bool(near & WEAPONS),
    }


def _places(mention: Mention, reading: Reading) -> dict[str, float]:
    """How places hang on it."""
    prepositions = [c for t in {mention.token, mention.anchor} for c in t.children if c.dep_ == "prep"]
    leading = {c.lower_ for c in prepositions if any(t.i in reading.place_at for t in c.subtree)}
    return {
        "from or to a place": any(word in _ENDS for word in leading),
        "at a place": any(word in _STANDS for word in leading),
        "a place is its object": any(t.i in reading.place_at for p in mention.patients for t in p.subtree),
        "a place below it": any(t.i in reading.place_at for t in mention.anchor.subtree),
    }


def _company(mention: Mention, others: Sequence[Mention]) -> dict[str, float]:
    """Which other mentions the rules believe."""
    alike = [m for m in others if m.sense.type == mention.sense.type]
    sentence = mention.token.sent
    near = [m for m in others if m.token.sent.start == sentence.start]
    heads = {t.lemma_.lower() for t in (*mention.agents, *mention.patients)}
    steps = min((path_length(mention.token, m.token) for m in near), default=_FAR)
    return {
        "an event below it": any(mention.token.is_ancestor(m.token) for m in others),
        "an event above it": any(m.token.is_ancestor(mention.token) for m in near),
        "another event in the sentence": bool(near),
        "one of its type in the sentence": any(m.token.sent.start == sentence.start for m in alike),
        "one of its type just before": any(m.token.sent.end == sentence.start for m in alike),
        "how many of its type": min(_MANY, len(alike)) / _MANY,
        "how much of its type": len(alike) / max(1, len(others)),
        "words to the next": min(steps, _FAR) / _FAR,
        "the only one of its type": not alike,
        "the only one of its kind": all(m.subtype != mention.subtype for m in alike),
        "told of the same": any(heads & {t.lemma_.lower() for t in (*m.agents, *m.patients)} for m in alike),
        "the same word": any(m.token.lemma_ == mention.token.lemma_ for m in alike),
        **{f"{m.sense.type} in the sentence": True for m in near},
        **{f"{m.sense.type} before it": True for m in others if m.token.sent.end == sentence.start},
        **{f"{m.sense.type} after it": True for m in others if m.token.sent.start == sentence.end},
    }
