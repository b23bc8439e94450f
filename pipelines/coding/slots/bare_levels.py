"""Force levels told by the words around a number: "its strength stands at 17,626", "down from 36,000".

Here belong the phrases that make a level of a number which counts no troops by itself. Levels of counted troops
("2,500 soldiers are stationed") are in `levels`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from pipelines.coding.counts.numerals import Amount
from pipelines.coding.event_words.force_nouns import is_force
from pipelines.coding.places.gazetteer import country_of_nationals
from pipelines.coding.reading import Reading
from pipelines.coding.record import Span
from pipelines.coding.slots.counting import top_of_count
from pipelines.coding.words.lexicon import CASUALTY, CIVIL, STRICT_TROOPS, words
from pipelines.coding.words.syntax import SUBJECTS

_FEWEST = 20
_FORCE = (
    r"(?:strength|number|total|size|force|mission|contingent|presence|garrison|level|army|troop|soldier|headcount|"
    r"deployment|detachment|they|it|that|which|who)"
)
_GAP = r"(?:\S+ )"


@dataclass(frozen=True)
class Phrase:
    """Words around a number, as lemmas, that make it a level.

    left, right: what must stand directly before and after it. loose: whether the number may count nothing at all; else
    men, nationals or troops must follow. sense: `now` as the verb says, `here` whatever the verb says, `result` of a
    change, `before` a change, `cap` of what is allowed, `plan` of what is meant to be.
    """

    left: str
    right: str
    loose: bool
    sense: str


_SCALED = (
    "cut|reduce|lower|trim|slash|increase|raise|boost|swell|grow|shrink|dwindle|expand|lift|halve|scale|reinforce"
    "|bolster"
)
_BROUGHT = "bring|come|go|take|draw|rise|fall|drop|climb"
_WHOLE = "down|up|total|number|force|strength|troop|mission|contingent|presence|level|that|they"
_STANDING = "remain|stay|be still|be leave|be station|be base|be deploy|be garrison|be then|be now"
_THERE = "in|at|there|on|here|inside|ashore|abroad|aboard"
_HAVING = "have|with|field|count|muster|comprise|keep|maintain|number|include|command|host|contribute"
_BODY = "garrison|force|contingent|presence|army|mission|detachment|strength|company|host"
_POSTED = "station|base|garrison|deploy|post|quarter|encamp|billet"
_MEANT = "mean|suppose|intend|design|plan|authorise|authorize|expect"
_LEAVING = r"\bleave (?:just |only |behind |about )?$"
PHRASES = (
    # its strength now stands at 17,626; the mission numbers 4,500; they come to some 4,500
    Phrase(rf"\b{_FORCE} {_GAP}{{0,7}}?(?:stand at|number|total|come to|amount to|count|put at) $", "", True, "now"),
    Phrase(rf"\b(?:strength|number|total|size|headcount|figure|estimate) {_GAP}{{0,5}}?be $", "", True, "now"),
    # meant to be 4,650 strong
    Phrase(rf"\b(?:{_MEANT}) to (?:be|number|total|reach|comprise|have) {_GAP}{{0,2}}?$", "", True, "plan"),
    # the number of troops is to fall to 24,000
    Phrase(
        rf"\b{_FORCE} {_GAP}{{0,9}}?(?:fall|drop|rise|climb|grow|shrink|sink|decline|swell|increase) to $",
        "",
        True,
        "result",
    ),
    # the battlegroup is made up of about 1,700 troops
    Phrase(rf"\b{_FORCE} {_GAP}{{0,7}}?(?:make up|consist|compose) of $", "", False, "now"),
    # leaving the strength at some 3,750
    Phrase(rf"\b(?:strength|level|number) {_GAP}{{0,4}}?at $", "", True, "now"),
    # put the number at 9,000; puts them at 20,000
    Phrase(rf"\bput {_GAP}{{1,9}}at $", "", True, "now"),
    # cut the force to 2,500; their number would come down to 22,000; bringing the mission to nearly 800
    Phrase(rf"\b(?:{_SCALED}) {_GAP}{{0,9}}?to (?:little |a )?$", "", True, "result"),
    Phrase(rf"\b(?:{_BROUGHT}) {_GAP}{{0,6}}?(?:{_WHOLE}) {_GAP}{{0,4}}?to $", "", True, "result"),
    # bring its strength down from 2,000 to 1,200
    Phrase(r"\b(?:down|up) from (?:some |about )?[\d,]+ to (?:some |about |around |just )?$", "", True, "result"),
    # that leaves 25,000; leaving 3,500 men in the east
    Phrase(_LEAVING, r"^(?:[.,;]|in |at |there)", True, "result"),
    Phrase(_LEAVING, "", False, "result"),
    # down from 36,000; out of 13,156
    Phrase(r"\b(?:down|up|fall|rise|reduce|cut) from (?:a peak of |a high of )?$", "", True, "before"),
    Phrase(r"\bout of (?:a total of |the )?$", r"^(?:[.,;]|at |in |who|when)", True, "before"),
    # some 3,000 remain in the Sahel; 8,400 were left; about 2,400 were in Mali
    Phrase("", rf"^{_GAP}{{0,9}}?(?:{_STANDING}) ", True, "now"),
    Phrase("", rf"^be (?:still |now |then |already )?(?:{_THERE}) ", True, "now"),
    # about 700 of them here; against 9,250 today
    Phrase("", rf"^of (?:they|those|we) (?:be )?(?:still |now |then |already )?(?:{_THERE}) ", True, "now"),
    Phrase(r"\b(?:against|versus|compare (?:with|to)) $", r"^(?:today|now|at present|currently) ", True, "here"),
    # there were 34,400 Americans; with 250 men; it fields 90,000 men; at its peak it counted 5,100 men
    Phrase(r"\bthere be (?:still |now |then |already )?$", "", False, "now"),
    Phrase(
        r"\bthere be (?:still |now |then |already )?(?:some |about )?$", r"^(?:[.,;]|of (?:they|those))", True, "now"
    ),
    Phrase(rf"\b(?:{_HAVING}) {_GAP}{{0,2}}?$", "", False, "now"),
    Phrase(rf"\b(?:{_BODY}) of (?:just |only )?$", "", False, "now"),
    Phrase(rf"\b(?:{_BODY}) of (?:just |only )?$", r"^(?:[.,;]|in |at |on |there )", True, "now"),
    Phrase(rf"\bonce (?:a|the) (?:{_BODY}) of $", "", True, "now"),
    # the 37,500 stationed here; Iraq's 17,000 men stationed around Zarqa; 15,000 under arms
    Phrase(r"\b(?:the|of the|all) $", rf"^{_GAP}{{0,2}}?(?:{_POSTED}|serve|still) ", True, "now"),
    Phrase("", rf"^{_GAP}{{0,1}}?(?:{_POSTED}) ", False, "here"),
    Phrase("", rf"^{_GAP}{{0,2}}?under arm", True, "now"),
    # a ceiling of 8,735; capped at 500
    Phrase(rf"\b(?:ceiling|cap|limit|maximum) {_GAP}{{0,5}}?(?:of|at|to) $", "", True, "cap"),
)
"""The table of phrases; the first that fits is taken."""
_COMPILED = [(re.compile(p.left), re.compile(p.right), p) for p in PHRASES]

_SOLDIERLY = STRICT_TROOPS | words("man woman personnel officer regular staff marine helmet observer adviser trainer")
_OTHER_AFTER = words(
    "percent per km kilometre kilometer mile metre meter year month week day hour dollar euro time degree"
)
_MARTIAL = STRICT_TROOPS | words("mission peacekeeping deployment airbase garrison gendarme")
_REACH_BACK, _REACH_ON = 150, 14


@dataclass(frozen=True)
class Found:
    """A number that is a level: its characters, its amount, its head, the verb that tells its tense, and the sense."""

    amount: Amount
    head: Token
    sense: str
    peak: bool


def bare_levels(sentence: Sentence, reading: Reading) -> Iterator[Found]:
    """The numbers of a sentence that its phrases make force levels, in text order."""
    for amount in reading.numbers(sentence.start_char, sentence.end_char):
        if (amount.value or amount.min or 0) < _FEWEST:
            continue
        tokens = reading.doc.char_span(amount.start, amount.end, alignment_mode="expand")
        if tokens is None or not len(tokens):
            continue
        bare = reading.head(Span(amount.bare_start, amount.bare_end))
        root, last = bare if tokens.root.dep_ == "det" else tokens.root, tokens.end - 1
        kind, after_noun = _counted(root, last)
        if kind == "other" or not _military(tokens.start, last, reading):
            continue
        if _hurt(root) or asked_for(root):
            continue
        if any(
            _lemma(t) in ("lose", "exercise", "drill")
            for t in reading.doc[max(tokens.start - 3, sentence.start) : tokens.start]
        ):
            continue
        left = " ".join(_lemma(t) for t in reading.doc[max(tokens.start - 10, sentence.start) : tokens.start]) + " "
        right = " ".join(_lemma(t) for t in reading.doc[after_noun : min(after_noun + 10, sentence.end)]) + " "
        sense = _sense(left, right, kind)
        if tokens.text.endswith("strong") and sense != "plan":
            sense = "now"
        if foreseen(root):
            sense = "plan"
        if sense is None and _of_a_force(root, reading):
            sense = "here"
        if sense is not None:
            sense = "cap" if _CAP.search(left) and sense != "plan" else sense
            yield Found(amount, root, sense, bool(_PEAK.search(left + right)))


def asked_for(root: Token) -> bool:
    """Whether a force of that size is only voted on or asked for: "voted for a contingent of 150"."""
    above = [root, *islice(root.ancestors, 5)]
    return any(t.dep_ == "pobj" and t.head.lower_ == "for" and _lemma(t.head.head) in _ASKING for t in above)


_ASKING = words("vote ask call request appeal plea plan propose proposal")


def foreseen(head: Token) -> bool:
    """Whether a number is of a force that is only meant to be: "of the eventual 1,400", "the 7,200 men authorised"."""
    noun = top_of_count(head)
    told = [c for t in {head, noun} for c in t.children if c.dep_ in ("amod", "acl")]
    definite = any(c.lower_ in ("the", "its", "their", "an", "a") for t in (head, noun) for c in t.children)
    return definite and any(_lemma(c) in _FORESEEN for c in told)


def _of_a_force(root: Token, reading: Reading) -> bool:
    """Whether the number says how many a force is: "EUFOR, 700 Europeans who guard the airport"."""
    top = top_of_count(root)
    return top.dep_ == "appos" and top.tag_ in ("NNS", "NNPS") and is_force(top.head, reading)


_FORESEEN = words(
    """eventual planned projected envisaged envisioned intended promised pledged authorised authorized approved mandated
    proposed envisage envision promise pledge authorise authorize approve mandate foresee plan project"""
)
_PEAK = re.compile(r"\b(?:peak|height|record|at its high|once (?:a|the) |heyday)\b")
_CAP = re.compile(r"\b(?:ceiling|cap|limit|maximum|authoris|authoriz)")


def _sense(left: str, right: str, kind: str) -> str | None:
    """The sense of the first phrase that fits the words around a number, None if none does."""
    for before, after, phrase in _COMPILED:
        if (phrase.loose or kind == "men") and before.search(left) and after.search(right):
            return phrase.sense
    return None


def _lemma(token: Token) -> str:
    return token.lemma_.lower()


def _counted(root: Token, last: int) -> tuple[str, int]:
    """What the number counts: "men" for soldiers and nationals, "nothing" where no noun follows, else "other"; and
    where the words after it begin."""
    doc = root.doc
    before = doc[max(root.i - 1, root.sent.start)]
    if before.i < root.i and before.tag_ in ("NNP", "NNPS") and root in (before.head, *before.children):
        return "other", last  # "Base 101"
    for token in doc[last + 1 : last + 5]:
        lemma = _lemma(token)
        if token.tag_ == "NNP" and token.i == last + 1:
            return "other", last  # "42 Commando"
        if lemma in _SOLDIERLY or (token.tag_ in ("NNPS", "NNS") and country_of_nationals(token.text)):
            return "men", token.i + 1
        if token.tag_ in ("NN", "NNS", "NNP", "NNPS", "CD") or lemma in _OTHER_AFTER or lemma in CASUALTY:
            beside = token.i == last + 1 or token.head.i <= last or token.head == root
            return ("other" if beside and token.dep_ != "npadvmod" else "nothing"), last + 1
        if token.tag_ not in ("JJ", "JJR", "VBN", "VBG", "CC", "RB", "HYPH"):
            break
    return "nothing", last + 1


def _military(first: int, last: int, reading: Reading) -> bool:
    """Whether soldiers are spoken of just before or after the number."""
    doc = reading.doc
    near = doc[max(first - _REACH_BACK, 0) : min(last + _REACH_ON, len(doc))]
    return reading.conflict >= 3 and any(_lemma(t) in _MARTIAL for t in near)


def _hurt(root: Token) -> bool:
    """Whether the clause counts the dead, the displaced or other people, whoever it is that counts them."""
    clause = next((t for t in (root, *root.ancestors) if t.pos_ in ("VERB", "AUX")), root)
    told = [t for t in clause.children if t.dep_ not in ("conj", "ccomp", "advcl")]
    if _lemma(clause) in COUNTING:
        told = [t for t in told if t.dep_ not in SUBJECTS]
    told += [t for c in clause.children if c.dep_ == "dobj" for t in c.subtree]  # "the number known to have died"
    near = {_lemma(t) for t in (clause, *told, *root.head.children) if t.lower_ != "body"}  # "the world body"
    return bool(near & (CASUALTY | CIVIL - words("government state country nation party man people child")))


COUNTING = words("put estimate reckon say think believe count give")
"""Verbs by which others say how many there are."""
