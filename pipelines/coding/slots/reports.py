"""Reports that are denied or doubted, and what is ruled out: "rejected the claim that troops had crossed", "reports
that it left are false", "ruled out sending troops".

Here belongs what is said of a noun for what others say. Tense and the verbs that govern an event are read in `status`.
"""

from itertools import islice

from spacy.tokens import Token

from pipelines.coding.slots.status_words import DENIED, DENYING, FALSE, POSSIBLE, REPORTS, UNSURE
from pipelines.coding.words.lexicon import words
from pipelines.coding.words.syntax import is_verb

_PROVING = words("confirm verify corroborate prove establish ascertain")


def _turned_down(noun: Token) -> Token | None:
    """The verb by which a proposal, a plan or a request is refused."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or not is_verb(verb) or noun.lemma_.lower() not in _PROPOSALS:
        return None
    particles = {c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod")}
    down = (verb.lemma_ in ("turn", "vote") and "down" in particles) or (verb.lemma_ == "rule" and "out" in particles)
    refused = verb.lemma_ in ("reject", "veto", "refuse", "dismiss", "decline", "spurn", "rebuff")
    return verb if (down or refused) and not any(c.dep_ == "neg" for c in verb.children) else None


_PROPOSALS = words("proposal plan offer idea request suggestion call demand motion bid")


def doubted(verb: Token) -> tuple[str, Token | None] | None:
    """The status that is said of a report of it, and the word that says so; None where nothing is said of one."""
    unproved = verb.head
    open_still = unproved.lemma_ in _PROVING and any(c.dep_ == "neg" for c in unproved.children)
    if verb.dep_ in ("ccomp", "csubj", "csubjpass") and open_still:
        return POSSIBLE, unproved  # "it could not be confirmed that they had left"
    if refusal := next((v for t in islice(verb.ancestors, 3) if (v := _turned_down(t)) is not None), None):
        return DENIED, refusal  # "a proposal to send a force has been turned down"
    said = next((t for t in (verb, *islice(verb.ancestors, 2)) if t.dep_ in ("acl", "ccomp", "relcl")), None)
    report = said.head if said is not None else None
    if report is None or report.lemma_.lower() not in REPORTS:
        return None
    called = next((t for t in islice(report.ancestors, 3) if t.lemma_ in _REFUSING), None)
    if called is not None and any(c.lower_ == "as" for c in called.children):
        return DENIED, called  # "rejects as slander the claim that troops are massing"
    over = report.head
    particles = {c.lower_ for c in over.children if c.dep_ in ("prt", "advmod")}
    if report.dep_ in ("dobj", "nsubjpass") and is_verb(over):
        off = over.lemma_ in ("brush", "laugh", "wave", "shrug") and bool(particles & {"aside", "off", "away"})
        return (DENIED, over) if off or over.lemma_ in _REFUSING else None
    if report.dep_ == "nsubj" and over.lemma_ == "be":
        said_of = {c.lemma_.lower(): c for c in over.children if c.dep_ in ("acomp", "attr")}
        told = {FALSE: DENIED, UNSURE: POSSIBLE}
        return next(((status, said_of[w]) for ws, status in told.items() for w in ws if w in said_of), None)
    return None


_REFUSING = DENYING | words("reject dismiss rebut")
"""What is done to a report that is denied."""


def imagined(noun: Token) -> tuple[str, Token] | None:
    """The status of an event noun of which only is said what it would be or do, or what is thought of it: "a pullout is
    a condition", "the debate over the deployment", "a deal must include the withdrawal"."""
    over, verb = noun.head, noun.head
    if over.lower_ in ("over", "about") and over.dep_ == "prep" and over.head.lemma_ in _ARGUMENTS:
        return POSSIBLE, over.head
    if not is_verb(verb):
        return None
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if noun.dep_ == "dobj" and helpers & {"must", "should"}:
        return POSSIBLE, verb
    ideas = [c for c in verb.children if c.dep_ in ("attr", "acomp", "oprd") and c.lemma_.lower() in _IDEAS]
    effect = verb.lemma_ in _EFFECTS and bool(helpers & {"would", "could", "might"})
    return (POSSIBLE, (ideas or [verb])[0]) if noun.dep_ == "nsubj" and (ideas or effect) else None


_ARGUMENTS = words("debate dispute row quarrel disagreement argument rift feud wrangle haggle disagree argue quibble")
_IDEAS = words(
    """condition precondition prerequisite goal aim objective priority demand requirement mistake option question hope
    disaster error necessary essential inevitable unacceptable impossible unthinkable"""
)
_EFFECTS = words(
    "leave embolden weaken help hurt destabilise destabilize create make mean risk undermine plunge harm endanger"
)
"""What a thing that may come would do."""


def against(head: Token) -> bool:
    """Whether what stands below the word is ruled out, or decided against."""
    if head.lower_ == "against":
        return head.head.lemma_ in ("decide", "vote")
    if head.lemma_ in _TRACES and any(none(c) for c in head.children):
        return True  # "shows no sign of leaving"
    return head.lemma_ == "rule" and any(c.lower_ == "out" for c in head.children)


_TRACES = words("sign hint indication prospect timetable")
"""What there would be of a thing to come."""


def rules_out(verb: Token) -> bool:
    """Whether a gerund tells what is ruled out, wherever the parser hung it: "has ruled out sending soldiers"."""
    return verb.tag_ == "VBG" and verb.head == verb.nbor(-2) and against(verb.head) if verb.i > 1 else False


def none(word: Token) -> bool:
    """Whether "no" says that there is none: not in "no more than 900 would go"."""
    return word.lower_ == "no" and word.nbor().lower_ not in ("more", "fewer", "less", "later")
