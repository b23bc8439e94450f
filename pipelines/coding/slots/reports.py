"""Reports that are denied or doubted: "rejected the claim that troops had crossed", "reports that it left are false".

Here belongs what is said of a noun for what others say. Tense and the verbs that govern an event are read in `status`.
"""

from itertools import islice

from spacy.tokens import Token

from pipelines.coding.slots.status_words import DENIED, DENYING, FALSE, POSSIBLE, REPORTS, UNSURE
from pipelines.coding.words.syntax import is_verb


def doubted(verb: Token) -> tuple[str, Token | None] | None:
    """The status that is said of a report of it, and the word that says so; None where nothing is said of one."""
    said = next((t for t in (verb, *islice(verb.ancestors, 2)) if t.dep_ in ("acl", "ccomp", "relcl")), None)
    report = said.head if said is not None else None
    if report is None or report.lemma_.lower() not in REPORTS:
        return None
    over = report.head
    particles = {c.lower_ for c in over.children if c.dep_ in ("prt", "advmod")}
    if report.dep_ in ("dobj", "nsubjpass") and is_verb(over):
        off = over.lemma_ in ("brush", "laugh", "wave", "shrug") and bool(particles & {"aside", "off", "away"})
        return (DENIED, over) if off or over.lemma_ in DENYING | {"reject", "dismiss", "rebut", "deny"} else None
    if report.dep_ == "nsubj" and over.lemma_ == "be":
        said_of = {c.lemma_.lower(): c for c in over.children if c.dep_ in ("acomp", "attr")}
        told = {FALSE: DENIED, UNSURE: POSSIBLE}
        return next(((status, said_of[w]) for ws, status in told.items() for w in ws if w in said_of), None)
    return None
