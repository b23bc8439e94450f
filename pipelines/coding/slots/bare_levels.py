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

FEWEST = 20
"""Troops, or fighters, or men who only watch or wait; fewer are no level."""
_FORCE = (
    r"(?:strength|number|total|size|force|mission|contingent|presence|garrison|level|army|troop|soldier|headcount|"
    r"deployment|detachment|brigade|battalion|regiment|division|battlegroup|they|it|that|which|who)"
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
_OWN = "(?:its|his|their|our|her) (?:own )?(?:man |soldier |troop |fighter )?"
_MAY_BE = "(?:(?:may|might|could|can|must|will|would|shall) )?be"
_ADV = "(?:still |now |then |already )?"
_THERE = "in|at|there|on|here|inside|ashore|abroad|aboard"
_HAVING = "have|with|field|count|muster|comprise|keep|maintain|number|include|command|host|contribute"
_BODY = "garrison|force|contingent|presence|army|mission|detachment|strength|company|host"
_BODIES = words("garrison force contingent army mission detachment militia battalion brigade battlegroup")
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
    # put the number at 9,000; estimated them at 20,000; guessed at 6,000
    Phrase(rf"\bput {_GAP}{{1,9}}at $", "", True, "now"),
    Phrase(rf"\b(?:estimate|guess|reckon|assess|judge) {_GAP}{{0,5}}at $", "", True, "now"),
    # the 20,000 that observers had estimated
    Phrase(r"\bthe $", rf"^(?:that|which) {_GAP}{{0,6}}?(?:estimate|count|report) ", True, "now"),
    # cut the force to 2,500; their number would come down to 22,000; bringing the mission to nearly 800
    Phrase(rf"\b(?:{_SCALED}) {_GAP}{{0,9}}?to (?:little |a )?$", "", True, "result"),
    Phrase(rf"\b(?:{_BROUGHT}) {_GAP}{{0,6}}?(?:{_WHOLE}) {_GAP}{{0,4}}?to $", "", True, "result"),
    # taking the total beyond 4,000; the battalion is to be brought up to 800
    Phrase(
        rf"\b(?:{_BROUGHT}) {_GAP}{{0,4}}?(?:total|number|strength|level) {_GAP}{{0,3}}?(?:above|beyond|over|past) $",
        "",
        True,
        "result",
    ),
    Phrase(r"\b(?:bring|build|make) up to $", "", True, "result"),
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
    Phrase("", rf"^(?:have )?be {_ADV}(?:{_THERE}) ", True, "now"),
    # about 700 of them here; no more than 1,500 of its own were in the city; against 9,250 today
    Phrase("", rf"^of (?:they|those|we|{_OWN}) ?(?:be )?{_ADV}(?:{_THERE}) ", True, "now"),
    Phrase(r"\b(?:against|versus|compare (?:with|to)) $", r"^(?:today|now|at present|currently) ", True, "here"),
    # there were 34,400 Americans; with 250 men; it fields 90,000 men; at its peak it counted 5,100 men
    Phrase(rf"\bthere {_MAY_BE} {_ADV}$", "", False, "now"),
    Phrase(rf"\bthere {_MAY_BE} {_ADV}(?:some |about )?$", r"^(?:[.,;]|of (?:they|those)|by |that )", True, "now"),
    # face 400 men; that makes 4,500 men; about 150 are left of the 300 who worked there
    Phrase(r"\b(?:that make|face) $", "", False, "now"),
    Phrase(r"\b(?:be|have) leave of the $", "", True, "before"),
    # the 9,500 of Task Force Helmand
    Phrase(r"\bthe $", rf"^of (?:the )?{_GAP}{{0,2}}?(?:force|contingent|mission|brigade|battalion) ", True, "here"),
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
        if (amount.value or amount.min or 0) < FEWEST:
            continue
        tokens = reading.doc.char_span(amount.start, amount.end, alignment_mode="expand")
        if tokens is None or not len(tokens):
            continue
        bare = reading.head(Span(amount.bare_start, amount.bare_end))
        root, last = bare if tokens.root.dep_ == "det" else tokens.root, tokens.end - 1
        sized = tokens.text.lower().endswith(_SIZED)
        kind, after_noun = ("men", last + 1) if sized and _is_body(last + 1, sentence) else counted(root, last)
        if kind == "other" or not military(tokens.start, last, reading) or hurt(root) or asked_for(root):
            continue
        if any(
            _lemma(t) in ("lose", "exercise", "drill")
            for t in reading.doc[max(tokens.start - 3, sentence.start) : tokens.start]
        ):
            continue
        left = before(tokens.start, sentence)
        right = behind(after_noun, sentence)
        sense = _sense(left, right, kind)
        if sense is None and amount.kind == "up to":
            sense = _sense(before(bare.i, sentence), right, kind)  # "is to be brought up to 900"
        if sized and sense != "plan":
            sense = "now"
        if foreseen(root):
            sense = "plan"
        if sense is None and _of_a_force(root, reading):
            sense = "here"
        if sense is not None:
            sense = "cap" if CAP.search(left) and sense != "plan" else sense
            yield Found(amount, root, sense, bool(PEAK.search(left + right)))


_SIZED = ("strong", "-man")


def _is_body(index: int, sentence: Sentence) -> bool:
    """Whether the word there names a body of soldiers: "a 2,500-man militia", not "a 200-man crew"."""
    return index < sentence.end and _lemma(sentence.doc[index]) in _BODIES


def before(index: int, sentence: Sentence) -> str:
    """The lemmas of the ten words before one, each with a space behind it, less a last word that only bounds it."""
    first, last = max(index - 10, sentence.start), index
    while last > first and sentence.doc[last - 1].lower_ in _BOUNDING:
        last -= 1
    return " ".join(_lemma(t) for t in sentence.doc[first:last]) + " "


_BOUNDING = words("some about around roughly perhaps maybe only just nearly almost")


def behind(index: int, sentence: Sentence) -> str:
    """The lemmas of ten words from one on, each with a space behind it."""
    return " ".join(_lemma(t) for t in sentence.doc[index : min(index + 10, sentence.end)]) + " "


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
PEAK = re.compile(r"\b(?:peak|height|record|at its high|a high of|never exceed|once (?:a|the) |heyday)\b")
CAP = re.compile(r"\b(?:ceiling|cap|limit|maximum|authoris|authoriz|target (?:strength|level|size|number))")


def _sense(left: str, right: str, kind: str) -> str | None:
    """The sense of the first phrase that fits the words around a number, None if none does."""
    for before, after, phrase in _COMPILED:
        if (phrase.loose or kind == "men") and before.search(left) and after.search(right):
            return phrase.sense
    return None


def _lemma(token: Token) -> str:
    return token.lemma_.lower()


def counted(root: Token, last: int) -> tuple[str, int]:
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


def military(first: int, last: int, reading: Reading) -> bool:
    """Whether soldiers are spoken of just before or after the number."""
    doc = reading.doc
    near = doc[max(first - _REACH_BACK, 0) : min(last + _REACH_ON, len(doc))]
    return reading.conflict >= 3 and any(_lemma(t) in _MARTIAL for t in near)


def hurt(root: Token) -> bool:
    """Whether the clause counts the dead, the displaced or other people, whoever it is that counts them."""
    clause = next((t for t in (root, *root.ancestors) if t.pos_ in ("VERB", "AUX")), root)
    told = [t for t in clause.children if t.dep_ not in ("conj", "ccomp", "advcl")]
    if _lemma(clause) in COUNTING:
        told = [t for t in told if t.dep_ not in SUBJECTS]
    told += [t for c in clause.children if c.dep_ == "dobj" for t in c.subtree]  # "the number known to have died"
    told = [t for t in told if not (t.dep_ in SUBJECTS and _lemma(t.head) in COUNTING)]  # "that experts had estimated"
    near = {_lemma(t) for t in (clause, *told, *root.head.children) if not _no_people(t)}
    return bool(near & (CASUALTY | CIVIL - words("government state country nation party man people child")))


def _no_people(word: Token) -> bool:
    """Whether a word of people is none: "the world body", "1,800 men and women" of an army."""
    return word.lower_ == "body" or (word.lower_ == "women" and word.dep_ == "conj")


COUNTING = words("put estimate reckon say think believe count give")
"""Verbs by which others say how many there are."""
