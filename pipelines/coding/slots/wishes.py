"""What is wanted of forces: that they go, stay or come, told by a verb or noun of wanting and the clause below it.

Here belong the classes of such verbs and of what is wanted. Movements that are only demanded are made statements in
`declarations`, and so are the drafts of what is found here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from pipelines.coding.actors.actor_kinds import ARMED_KINDS, STATE_KINDS
from pipelines.coding.event_words.force_nouns import is_force
from pipelines.coding.places.gazetteer import country_of_nationals
from pipelines.coding.reading import Reading
from pipelines.coding.words.lexicon import words
from pipelines.coding.words.syntax import SUBJECTS, after, is_noun, is_verb, modifiers, objects, subjects

_WANTING = words("demand urge call ask want request appeal press seek implore beg plead invite")
_SAYING = words("say reiterate repeat stress insist warn tell declare state maintain add")
"""Verbs of saying: with "must" or "have to" in what is said they demand."""
_MUST = words("must should have ought need")
_GOING = words("go leave withdraw quit depart evacuate vacate return retreat disengage")
_AWAY = words("out gone home off away ship way")
"""What forces are told to be: "out by May", "gone", "on their ships"."""
_STAYING = words("stay remain keep maintain continue retain")
_HELPING = words("protect guard defend intervene come help patrol secure police assist send deploy")
_LEAVES = words("permission right business mandate reason place excuse")
_REQUESTS = words("request appeal plea call demand invitation")


@dataclass(frozen=True)
class Wish:
    """What is wanted: the subtype of statement, the forces, and the clause that says it, if it is one."""

    subtype: str
    forces: list[Token]
    clause: Token | None = None


def wish_of(word: Token, reading: Reading) -> Wish | None:
    """What a verb or noun of wanting wants of forces; None for nothing."""
    lemma = word.lemma_.lower()
    if any(c.dep_ == "neg" for c in word.children):
        return None
    if is_noun(word):
        return _requested(word, reading) if lemma in _REQUESTS else None
    if lemma in ("want", "demand", "need") and (forces := _out(word, reading)):
        return Wish("demand_withdrawal", forces)
    if lemma in _WANTING and (forces := _ended(word, reading)):
        return Wish("demand_withdrawal", forces)
    for clause, forces in _contents(word, reading):
        subtype = _subtype(clause)
        told = lemma in _SAYING and _obliged(clause) and subtype == "demand_withdrawal"
        if subtype and (told or lemma in _WANTING):
            return Wish(subtype, forces, clause)
        if _unwelcome(clause):
            return Wish("demand_withdrawal", forces, clause)
    return None


def means_forces(token: Token, reading: Reading) -> bool:
    """Whether a word stands for forces: a noun for them, their nationality, or "they" for a side of the war."""
    if is_force(token, reading) or country_of_nationals(token.text) is not None:
        return True
    sided = any(a.kind in STATE_KINDS | ARMED_KINDS for a in reading.who(token))
    return token.lower_ in ("they", "them") and reading.conflict >= _PLAINLY and sided


_PLAINLY = 5.0
"""From so much of war in a text on, those who are to go or stay have arms."""


def _obliged(clause: Token) -> bool:
    """Whether a clause says what has to be: "must go", "had to leave", "insisted that they be gone"."""
    helpers = [c for c in clause.children if c.dep_ in ("aux", "auxpass")]
    subjunctive = clause.head.lemma_ == "insist" and any(c.lower_ == "be" for c in helpers[:1])
    return subjunctive or bool({c.lemma_.lower() for c in helpers} & _MUST) or clause.head.lemma_ == "have"


def _unwelcome(clause: Token) -> bool:
    """Whether forces are said to "have no right to stay"."""
    grounds = [o for o in objects(clause) if o.lemma_ in _LEAVES and any(c.lower_ == "no" for c in o.children)]
    return any(c.lemma_ in _STAYING or c.lemma_ == "be" for o in grounds for c in o.children)


def _requested(noun: Token, reading: Reading) -> Wish | None:
    """What a request is for: "a request that its troops protect the railway", "its appeal for a foreign force"."""
    asked = [t for t in after(noun, ("for",)) if is_force(t, reading)]
    if asked:
        return Wish("request_presence", asked)
    for clause, forces in _contents(noun, reading):
        if subtype := _subtype(clause):
            return Wish(subtype, forces, clause)
    return None


def _contents(word: Token, reading: Reading) -> Iterator[tuple[Token, list[Token]]]:
    """The clauses that say what is wanted, with the forces in them."""
    plain = [c for c in word.children if c.pos_ == "ADJ"]  # "made plain that they must go"
    for child in (c for t in (word, *plain) for c in t.children):
        if child.dep_ not in ("ccomp", "xcomp", "acl", "advcl") or not is_verb(child) or is_asked(child):
            continue
        below = [c for c in child.children if c.dep_ == "xcomp" and child.lemma_ == "have"]  # "had to leave"
        for clause in (child, *below):
            kept = clause.lemma_ in ("keep", "maintain", "leave", "send", "deploy", "retain")
            actors = [*subjects(clause), *(objects(clause) if kept else []), *objects(word)]
            forces = [t for t in actors if means_forces(t, reading)]
            if forces:
                yield clause, list(dict.fromkeys(forces))


def is_asked(clause: Token) -> bool:
    """Whether a clause is a question and no wish: "asked whether the soldiers had come under fire"."""
    return any(c.lower_ in _QUESTIONS for c in clause.children if c.dep_ in ("mark", "advmod"))


_QUESTIONS = ("if", "whether", "when", "why", "how", "where")


def _out(verb: Token, reading: Reading) -> list[Token]:
    """The forces that somebody wants out: "wants every Indian soldier out by April"."""
    ways = [c for c in verb.children if c.lower_ in _AWAY]
    out = any(c.dep_ in ("prt", "advmod", "prep", "oprd", "acomp") for c in ways)
    wanted = [t for c in ways for t in c.children if t.dep_ in SUBJECTS]
    wanted += objects(verb) if out else []
    wanted += [o for o in objects(verb) if any(c.lower_ in _AWAY for c in o.rights)]
    return [t for t in wanted if means_forces(t, reading)]


def _ended(verb: Token, reading: Reading) -> list[Token]:
    """Whose presence is to have an end: "demanded an end to the Israeli presence", "called for the expulsion of"."""
    wanted = [*objects(verb), *after(verb, ("for",))]
    ends = [p for o in wanted if o.lemma_ in _ENDS for p in after(o, ("to", "of"))]
    return [t for p in ends for t in (p, *_owners(p)) if _is_side(t, reading)]


def _owners(presence: Token) -> list[Token]:
    """Whose a presence is: the words beside it, and what stands after "of" and "by"."""
    return [*modifiers(presence), *after(presence, ("of", "by"))] if presence.lemma_ in _PRESENCE else []


def _is_side(token: Token, reading: Reading) -> bool:
    sided = any(a.kind in STATE_KINDS | ARMED_KINDS for a in reading.who(token))
    return means_forces(token, reading) or (sided and token.dep_ != "pobj")


_ENDS = words("end expulsion removal exit eviction ouster")
_PRESENCE = words("presence occupation deployment")


def _subtype(clause: Token) -> str | None:
    """Whether a clause says that forces go, or that they stay or come."""
    lemma = clause.lemma_.lower()
    beside = {t.lemma_.lower() for c in clause.children if c.dep_ in _BESIDE for t in (c, *c.children)}
    behind = lemma == "leave" and "behind" in beside
    denied = any(c.dep_ == "neg" for c in clause.children)
    goes = not behind and (lemma in _GOING or (lemma in ("get", "be", "pull", "move") and bool(beside & _AWAY)))
    stays = behind or lemma in _STAYING
    if (goes and not denied) or (stays and denied):
        return "demand_withdrawal"
    if goes or stays or lemma in _HELPING:
        return "request_presence"
    return None


_BESIDE = ("prt", "advmod", "prep", "acomp", "attr", "oprd")
