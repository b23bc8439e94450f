"""How many: the found counts that belong to an event, as its toll or as the size of the force that moves.

Here belongs the choice among found counts by syntax. Reading numbers is the work of `numbers`.
"""

from collections.abc import Iterable, Sequence

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from pipelines.coding.counts.numbers import Count
from pipelines.coding.event_words.force_nouns import is_force
from pipelines.coding.event_words.frames import Mention
from pipelines.coding.event_words.stand_ins import made_of
from pipelines.coding.event_words.units import FORMATIONS
from pipelines.coding.reading import Reading
from pipelines.coding.record import Quantity, Span
from pipelines.coding.words.clauses import beside, contrasted
from pipelines.coding.words.lexicon import CRAFT, words
from pipelines.coding.words.syntax import (
    after,
    is_passive,
    is_verb,
    own_subjects,
    path_length,
    phrase,
    wide_phrase,
)

_PARTS = words("including include among comprising")
FORCE_UNITS = words("troops soldiers ships aircraft personnel tanks units")


def counts_in(sentence: Sentence, reading: Reading, units: Iterable[str]) -> list[Count]:
    """The counts of these units in a sentence, in text order."""
    wanted = set(units)
    return [c for c in reading.counts if sentence.start_char <= c.span.start < sentence.end_char and c.unit in wanted]


def toll_of(
    mention: Mention, others: list[Mention], sentence: Sentence, reading: Reading, unit: str
) -> Quantity | None:
    """The killed or wounded that the mention's own clause counts; several counts side by side are added up."""
    own = hurt_by(mention, others, sentence, reading, (unit,))
    return added(_without_totals([c for c in own if c.value != 0] or own, reading))


def _without_totals(counts: list[Count], reading: Reading) -> list[Count]:
    """The counts without those they are summed up in, or the sum alone where they are the last of it: of "seven died,
    bringing the toll since May to 16" seven, of "the toll rose to 16 after two more died" sixteen."""
    sums = [c for c in counts if c.governor is not None and reading.doc[c.governor].lemma_ in _SUMMING]
    parts = [c for c in counts if c not in sums]
    verbs = [reading.doc[c.governor] for c in sums if c.governor is not None]
    if any(t.lower_ in ("since", "year", "war") for verb in verbs for t in verb.subtree if verb.lemma_ == "bring"):
        return parts
    more = any(t.lower_ in ("more", "another", "other") for c in parts for t in reading.head(c.span).subtree)
    if sums and parts:
        return sums if more or verbs[0].lemma_ != "bring" else parts
    return counts


_SUMMING = words("bring rise climb increase jump reach mount grow go")
"""Verbs of a toll that has come to so many."""


def hurt_by(
    mention: Mention, others: list[Mention], sentence: Sentence, reading: Reading, units: Iterable[str]
) -> list[Count]:
    """The counts of killed and wounded in the mention's own clause."""
    return [c for c in counts_in(sentence, reading, units) if _belongs(c, mention, others, reading)]


def _belongs(count: Count, mention: Mention, others: list[Mention], reading: Reading) -> bool:
    """Whether the word that kills or wounds is the mention's own, or else the count stands nearer to it than to
    another."""
    head = reading.head(count.span)
    if is_part(head):
        return False
    if count.governor is not None:
        head = reading.doc[count.governor]
        first = _first_of_its_subject(head)
        for verb in (head, first):
            if verb in (mention.token, mention.anchor):
                return True
            if any(verb in (o.token, o.anchor) for o in others):
                return False
        if _others_do(first, mention):
            return False
        head = head.head if head.tag_ == "VBG" and head.dep_ == "advcl" else head  # "attacked the camp, killing five"
    apart = [o for o in others if not _one(o, mention)]
    return _steps(head, mention) <= min((_steps(head, o) for o in apart), default=99)


def _first_of_its_subject(verb: Token) -> Token:
    """The first of a row of verbs that have one subject: "opened fire" of "opened fire and killed four"."""
    while verb.dep_ == "conj" and is_verb(verb.head) and not own_subjects(verb) and _alike(verb, verb.head):
        verb = verb.head
    return verb


def _alike(one: Token, other: Token) -> bool:
    """Whether both verbs are active or both passive: who "was fired on and killed two" did only one of the two."""
    return is_passive(one) == is_passive(other)


def _others_do(verb: Token, mention: Mention) -> bool:
    """Whether a verb that kills or hurts has doers of its own beside the clause of the mention."""
    active = is_verb(verb) and any(c.dep_ == "dobj" for c in verb.children)
    return active and beside(verb, _first_of_its_subject(mention.anchor))


def _steps(head: Token, mention: Mention) -> int:
    return min(path_length(head, mention.token), path_length(head, mention.anchor))


def _one(one: Mention, other: Mention) -> bool:
    if contrasted(one.anchor, other.anchor):
        return False
    return path_length(one.anchor, other.token) <= 2 or path_length(one.token, other.anchor) <= 2


def is_part(head: Token) -> bool:
    """Whether a count is a part of one that was given before it ("12 people, including three children"; "21 hurt, among
    them two boys"; "four soldiers, two of them badly")."""
    if head.dep_ == "appos" and any(t.lower_ == "them" for t in after(head, ("of",))):
        return True
    left = head.left_edge.i
    if any(t.lower_ in _PARTS for t in head.doc[max(left - 2, head.sent.start) : left]):
        return True
    for token in head.ancestors:
        if token.lower_ in _PARTS and token.i < head.i and token.dep_ in ("prep", "acl"):
            return True
        if token.dep_ == "relcl":  # "in two towns, including the scene of a raid that killed ten"
            return False
    return head.lower_ in _PARTS


def added(counts: Sequence[Quantity]) -> Quantity | None:
    """One count out of several disjoint ones: values and bounds added; None out of none."""
    if not counts:
        return None
    if len(counts) == 1:
        return counts[0]
    first = counts[0]
    if any(c.value is None for c in counts):
        return first
    total = sum(c.value or 0 for c in counts)
    low = sum(c.min if c.min is not None else c.value or 0 for c in counts)
    highs = [c.max for c in counts]
    high = None if None in highs else sum(h or 0 for h in highs)
    return Quantity(total, low, high, first.unit, first.kind, first.span)


def changes_whole(mention: Mention) -> bool:
    """Whether the mention changes the number of a force that stays: "reduce its contingent of 500"."""
    return mention.frame == "change" or mention.sense.subtype == "drawdown"


def is_whole(head: Token) -> bool:
    """Whether a number is the size of a known force: that of "its garrison of 500", not of "a force of 500"."""
    if head.dep_ != "pobj" or head.head.lower_ != "of":
        return False
    return any(c.dep_ == "poss" or c.lower_ == "the" for c in head.head.head.children)


def inside_movement(head: Token, mentions: list[Mention]) -> bool:
    """Whether a number is of those who move or are struck, and so tells no level."""
    for mention in mentions:
        if mention.sense.type == "troop_movement":
            sized = is_whole(head) or top_of_count(head).dep_ == "appos"  # "the force, 900 men, is to grow"
            if (changes_whole(mention) and sized) or _whole_of_part(head):
                continue
            movers = {t.i for token in [*mention.patients, *mention.agents] for t in wide_phrase(token)}
            if head.i in movers or top_of_count(head) in after(mention.token, ("with",)):
                return True  # "reinforced the garrison with 1,000 men"
        elif mention.sense.type == "attack" and head.i in {t.i for token in mention.patients for t in phrase(token)}:
            return True
    return False


def _whole_of_part(head: Token) -> bool:
    """Whether the number is the whole of which a part moves: "4,000 of the 19,000 men there"."""
    top = top_of_count(head)
    part = top.head.head if top.dep_ == "pobj" and top.head.lower_ == "of" else None
    return part is not None and part.like_num


def top_of_count(head: Token) -> Token:
    """The noun that a number belongs to."""
    while (
        head.dep_ in ("nummod", "quantmod", "compound", "amod", "nmod") and head.head != head and not is_verb(head.head)
    ):
        head = head.head
    return head


def size_of(mention: Mention, reading: Reading) -> Quantity | None:
    """The number of troops, ships or aircraft that move; the level that a change reaches is none of it."""
    if mention.anchor != mention.token and mention.anchor.lemma_ == "leave":
        return None  # "the departure leaves 56,000 in Iraq": those who stay
    reached = (
        {t.i for r in after(mention.token, ("to",)) for t in wide_phrase(r)} if mention.frame == "change" else set()
    )
    sides = [mention.agents, mention.patients] if mention.frame == "leave" else [mention.patients, mention.agents]
    movers = [t for side in sides for t in side if t.i not in reached]
    movers += [t for mover in movers for t in made_of(mover)]  # "the last of the 300 Danes"
    if changes_whole(mention):
        wholes = {c.noun for c in reading.counts if is_whole(reading.head(c.span))}
        movers = [t for t in movers if t.i not in wholes]
    for token in movers:
        for count in reading.counts:
            if count.noun == token.i and count.unit not in ("killed", "wounded", "battalions") and count.value != 0:
                return count
    for token in movers:
        if token.like_num and (size := _bare(token, reading)):
            return size  # "of the 88 observers 12 had arrived"
        for part in wide_phrase(token):
            for count in reading.count_at.get(part.i, []):
                if count.unit in FORCE_UNITS and part.i not in reached and count.value != 0:
                    return count
    if units := [c for t in movers for c in reading.counts if c.noun == t.i and c.unit == "battalions"]:
        return units[0]
    forces = [t for t in movers if is_force(t, reading)]
    sizes = (find(token, reading) for find in (_bare, _numbered, _single) for token in forces)
    return next((size for size in sizes if size is not None), None)


def _bare(token: Token, reading: Reading) -> Quantity | None:
    """The number that stands for those who move: "sent 300 more"."""
    if not (token.like_num or token.lemma_ == "more"):
        return None
    start, end = token.left_edge.idx, token.idx + len(token)
    for amount in reading.numbers(start, end):
        return Quantity(amount.value, amount.min, amount.max, "troops", amount.kind, Span(amount.start, amount.end))
    return None


def _numbered(token: Token, reading: Reading) -> Quantity | None:
    """The number before a noun that no table of units knows ("the first 90 Slovaks", "sixty lorries"), or behind it
    ("the battalion, 700 strong")."""
    behind = token.doc[token.i + 1 : min(token.i + 5, token.sent.end)]
    strong = next((t for t in behind if t.lower_ == "strong"), None)
    start, end = (token.left_edge.idx, token.idx) if strong is None else (behind[0].idx, strong.idx)
    if strong is None and not any(c.dep_ == "nummod" for c in token.children):
        return None
    for amount in reading.numbers(start, end):
        return Quantity(amount.value, amount.min, amount.max, "troops", amount.kind, Span(amount.start, amount.end))
    return None


def _single(token: Token, _: Reading) -> Quantity | None:
    """One, for a single unit or ship: "another battalion", "the carrier Foch"."""
    article = next((c for c in token.children if c.dep_ == "det" and c.lower_ in ("a", "an", "another")), None)
    named = token.lemma_.lower() in CRAFT and any(c.tag_ == "NNP" and c.i > token.i for c in token.children)
    if token.tag_ != "NN" or token.lemma_.lower() not in FORMATIONS | CRAFT or not (article or named):
        return None
    word = article or token
    return Quantity(1, 1, 1, "units", "stated", Span(word.idx, word.idx + len(word)))


def arms_of(mention: Mention, reading: Reading) -> Quantity | None:
    """How many attacks, rockets or targets: the count on the event noun itself, on the weapon, or on what is hit."""
    wanted = [
        mention.token,
        *([mention.weapon] if mention.weapon is not None else []),
        *mention.agents,
        *mention.patients,
    ]
    for token in wanted:
        for count in reading.counts:
            if count.noun == token.i and count.unit in _ARMS and not (token.tag_ == "NN" and (count.value or 0) > 1):
                return count  # "the 2013 attack" is one
    return None


_ARMS = words("attacks rockets missiles bombs drones targets")
