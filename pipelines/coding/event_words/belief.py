"""How likely an event word tells of a movement, by what stands around it and by what the rules say of it.

Here belong the signals. The rules' own tests are in `evidence`; a mention that they refuse may be right all the same,
and one that they believe wrong: the weights, fitted on labelled texts, tell which is likelier. Other types are left to
the rules: weights found six attacks more among 378 of unread texts, and as many false ones.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from pipelines.coding.actors.actor_kinds import ARMED_KINDS, STATE_KINDS
from pipelines.coding.event_words.evidence import refusal
from pipelines.coding.event_words.force_nouns import fighters, is_force
from pipelines.coding.event_words.frames import Mention, around
from pipelines.coding.reading import Reading
from pipelines.coding.record import Actor
from pipelines.coding.weighing import chances, speaking
from pipelines.coding.words.lexicon import ARMED, CASUALTY, CIVIL, CRAFT, TROOPS, WEAPONS, words
from pipelines.coding.words.syntax import is_noun

WEIGHED = {"troop_movement": "told movement"}
"""The types of events that are weighed, and the names of their weights."""
_ENDS = ("from", "to", "into", "toward", "towards", "out", "onto", "across", "through", "back", "off", "over")
_STANDS = ("in", "at", "on", "near", "along", "around", "inside")
TAKEN_FROM, DROPPED_BELOW = 0.6, 0.25
"""The chances from which weights overrule the rules, which know idioms that weights do not: to take what they refuse,
and to drop what they believe."""
_MARTIAL = words("military joint naval live-fire annual armed air ground land sea drill combat troop army")
_STANDING = ("pobj", "dobj", "nsubj", "nsubjpass", "compound", "conj", "amod", "acl")
_PLENTY = 20
_MANY = 5


@dataclass(frozen=True, eq=False)
class Claim:
    """A mention, whether the rules believe it, and what speaks for its being an event; nothing where not weighed."""

    mention: Mention
    by_rules: bool
    signals: Mapping[str, float]


def is_likely(claim: Claim) -> bool:
    """Whether it is taken for an event: as the rules have it, unless the weights are clearly of another mind."""
    if claim.mention.sense.type not in WEIGHED:
        return claim.by_rules
    return chance(claim) > (DROPPED_BELOW if claim.by_rules else TAKEN_FROM)


def chance(claim: Claim) -> float:
    """How likely it is an event, by the weights alone; 1 where it is not weighed."""
    choice = WEIGHED.get(claim.mention.sense.type)
    return 1.0 if choice is None else chances(choice, [claim.signals, {}])[0]


def claims(told: Sequence[Mention], refused: Iterable[Mention], reading: Reading) -> list[Claim]:
    """Every mention as a claim: first those that the rules believe, then those that they refuse."""
    doubted = [m for m in refused if m.sense.type in WEIGHED]
    return [
        *(Claim(m, True, _signals(m, told, "believed", reading)) for m in told),
        *(Claim(m, False, _signals(m, told, refusal(m, reading), reading)) for m in doubted),
    ]


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
        **_form(mention, reading.document.text),
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
    }
    for name, group in _GROUPS.items():
        found |= {f"{name} in it": bool(heads & group), f"{name} around it": bool(wide & group)}
    return found


_GROUPS = {"troops": TROOPS, "craft": CRAFT, "armed men": ARMED, "civilians": CIVIL, "weapons": WEAPONS}


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
    start = mention.token.sent.start
    heads = {t.lemma_.lower() for t in (*mention.agents, *mention.patients)}
    return {
        "an event below it": any(mention.token.is_ancestor(m.token) for m in others),
        "another event in the sentence": any(m.token.sent.start == start for m in others),
        "one of its type in the sentence": any(m.token.sent.start == start for m in alike),
        "one of its type just before": any(start - m.token.sent.start > 0 and m.token.sent.end == start for m in alike),
        "how many of its type": min(_MANY, len(alike)) / _MANY,
        "told of the same": any(heads & {t.lemma_.lower() for t in (*m.agents, *m.patients)} for m in alike),
        "the same word": any(m.token.lemma_ == mention.token.lemma_ for m in alike),
    }
