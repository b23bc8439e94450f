"""Which event words of a text are taken for events: those that the rules believe, then what their weights make of all.

Here belong the choice of one sense for each word and of one word for each event within a sentence. What the rules ask
for is in `evidence`, what is weighed in `belief`.
"""

from collections.abc import Callable

from spacy.tokens import Token

from pipelines.coding.event_words.belief import Claim, chance, claims, is_likely
from pipelines.coding.event_words.detection import find_mentions
from pipelines.coding.event_words.evidence import believed, believed_alone
from pipelines.coding.event_words.frames import Mention
from pipelines.coding.event_words.triggers import VERBS
from pipelines.coding.reading import Reading
from pipelines.coding.words.language import is_heading
from pipelines.coding.words.syntax import is_noun, is_verb

Heard = dict[int, list[Mention]]
"""The mentions taken for events, in text order, by the first token of their sentence."""


def heard(reading: Reading, kept: Callable[[Mention], bool] = lambda _: False) -> Heard:
    """The mentions that are taken for events, of what the rules believe and of what they refuse: each word in the sense
    that is likeliest, a sense that the rules believe before all others. What the rules believe and is to be `kept` is
    not weighed.
    """
    listened = _listened(reading)
    found: Heard = {start: [] for start in listened}
    likely = [c for c in _claims(listened, reading) if is_likely(c) or (c.by_rules and kept(c.mention))]
    likely.sort(key=lambda c: (not c.by_rules, -chance(c)))
    for claim in likely:
        taken = found[claim.mention.token.sent.start]
        if all(m.token.i != claim.mention.token.i for m in taken):
            taken.append(claim.mention)
    return {start: sorted(mentions, key=lambda m: m.token.i) for start, mentions in found.items()}


def heard_by_rules(reading: Reading) -> Heard:
    """The mentions for which there is evidence, one for each event."""
    return {start: told for start, (told, _) in _listened(reading).items()}


def doubts(reading: Reading) -> list[Claim]:
    """Every mention of a text that may be an event, those that the rules believe first."""
    return _claims(_listened(reading), reading)


_Listened = dict[int, tuple[list[Mention], list[Mention]]]
"""What the rules believe and what they refuse, by the first token of its sentence."""


def _claims(listened: _Listened, reading: Reading) -> list[Claim]:
    told = [mention for believed, _ in listened.values() for mention in believed]
    return claims(told, [mention for _, refused in listened.values() for mention in refused], reading)


def _listened(reading: Reading) -> _Listened:
    found: _Listened = {}
    for sentence in reading.doc.sents:
        if not is_heading(sentence):
            mentions = find_mentions(sentence)
            told = _told(mentions, reading)
            found[sentence.start] = (_one_for_each(told), [m for m in mentions if m.token.i not in told])
    return found


def _told(mentions: list[Mention], reading: Reading) -> dict[int, Mention]:
    """The first of the senses of each event word that holds."""
    found: dict[int, Mention] = {}
    for mention in mentions:
        if mention.token.i not in found and believed(mention, reading):
            found[mention.token.i] = mention
    if not any(m.sense.type == "attack" for m in found.values()):
        hurt = [m for m in mentions if m.token.i not in found and believed_alone(m, reading)]
        found = dict(sorted([*found.items(), *((m.token.i, m) for m in hurt)]))
    return found


def _one_for_each(found: dict[int, Mention]) -> list[Mention]:
    carriers = {m.anchor.i for m in found.values() if m.anchor != m.token}
    ended = {m.token for m in found.values() if m.sense.type == "agreement" and is_verb(m.token)}
    papers = {m.token for m in found.values() if m.sense.type == "agreement" and not is_verb(m.token)}
    return [  # "repelled an attack" is one event, told by its noun; "agreed to stop fighting" is one, told by its verb
        m
        for i, m in found.items()
        if i not in carriers
        and not (m.sense.type == "attack" and m.token.head in ended and m.token not in ended)
        and not (m.token in ended and _inside_another(m, papers))
        and not (
            is_noun(m.token) and m.anchor != m.token.head and m.token.head.i in found and _phrase_of(m.token) in VERBS
        )
    ]


def _inside_another(mention: Mention, papers: set[Token]) -> bool:
    """Whether an agreement is only what another one says: "the pact by which they had undertaken to cease fire"."""
    clauses = (t for t in (mention.token, *mention.token.ancestors) if t.dep_ in ("relcl", "acl"))
    return any(papers & {t.head, *t.head.ancestors} for t in clauses)


def _phrase_of(noun: Token) -> str:
    """How the tables write a verb with the noun that is its object: "exchange:fire"."""
    return f"{noun.head.lemma_}:{noun.lemma_}"
