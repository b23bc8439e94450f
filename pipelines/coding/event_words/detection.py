"""Finding event words: each verb or noun of the tables that stands in a sentence becomes a mention.

Here belongs the match of a word with its sense, and of a noun with the light verb that carries it. Who stands where in
the clause is read in `frames`; whether a mention is believed is decided in `evidence`.
"""

from spacy.tokens import Span, Token

from pipelines.coding.event_words.frames import Mention, beats_off, verb_mention
from pipelines.coding.event_words.motion import hung_on_object, way_of
from pipelines.coding.event_words.noun_frames import noun_mention
from pipelines.coding.event_words.triggers import (
    AGREE_ON,
    AGREE_VERBS,
    HAPPEN,
    LIGHT_VERBS,
    NO_EVENTS,
    NOUNS,
    VERBS,
    Sense,
)
from pipelines.coding.event_words.weapons import refine
from pipelines.coding.words.clauses import whole_of
from pipelines.coding.words.lexicon import ARMED, BASES, CRAFT, SERIES, TROOPS, words
from pipelines.coding.words.syntax import SUBJECTS, after, is_noun, is_verb, objects, subjects

_CARRIERS = words("plan deal agreement process deadline timetable effort order operation campaign term terms")
"""Nouns whose compound modifier still tells of the event: "the withdrawal plan", "a ceasefire deal"."""
_ACCORDS = words("deal agreement accord pact proposal offer")
_TAKEN = ("dobj", "nsubjpass", "xcomp", "oprd", "npadvmod")
_BESIDE = ("prt", "prep", "advmod", "acomp", "oprd")
_SHOTS = words("fire gunfire shot artillery shell shelling missile rocket")
_TAKE_PART = words("involve participate engage implicate")
_ANSWER = words("respond retaliate reply answer react hit strike open begin start launch resume renew")
"""What a side does with an attack of its own."""


def find_mentions(sentence: Span) -> list[Mention]:
    """A mention for every sense of every event word of the sentence, in text order; a light verb and its noun are
    one."""
    found: list[Mention] = []
    for token in sentence:
        if token.tag_ == "VBG" and _is_gerund(token) and not _is_under_way(token):
            found += [noun_mention(token, sense, _anchor(token)) for sense in _noun_senses(token)]
        elif is_verb(token) and not (_is_participle_noun(token) or _is_state(token)):
            found += [verb_mention(token, sense) for sense in _verb_senses(token)]
        elif is_noun(token):
            found += [noun_mention(token, sense, _anchor(token)) for sense in _noun_senses(token)]
    for mention in found:
        mention.subtype, mention.weapon = refine(mention)
    return found


def _is_gerund(token: Token) -> bool:
    """Whether a participle is used as a noun: "shelling of the port", "shelling resumed", but not "shelling towns"."""
    below = {c.dep_ for c in token.children}
    as_noun = token.dep_ in ("nsubj", "nsubjpass", "csubj", "csubjpass", "dobj", "pobj") and "dobj" not in below
    told = token.dep_ == "pcomp" and is_noun(token.head.head) and "dobj" not in below  # "the toll of fighting at"
    leads = token.dep_ == "advmod" and token.i < token.head.i and not subjects(token.head)  # "heavy shelling shook Bor"
    leads = leads or (token.dep_ == "acl" and token.head.tag_ == "JJ" and token.head.dep_ == "nsubj")
    sided = told and not any(c.lower_ in _BY_VERB or c.dep_ == "nsubj" for c in token.children)
    return as_noun or sided or leads or any(c.lower_ == "of" for c in token.children)


def _is_under_way(token: Token) -> bool:
    """Whether a gerund tells what somebody is about: "are in the process of withdrawing from"."""
    return token.dep_ == "pcomp" and token.head.head.lemma_ == "process" and not _noun_senses(token)


def _is_state(token: Token) -> bool:
    """Whether a participle with its particle says how a thing looks: "a burned-out lorry", "a bombed-out street"."""
    dashed = token.i + 1 < len(token.doc) and token.nbor().text == "-" and not token.whitespace_
    return token.tag_ == "VBN" and token.dep_ == "amod" and dashed


_BY_VERB = ("with", "against", "for")


def _is_participle_noun(token: Token) -> bool:
    """Whether a participle stands for people: "some twenty wounded were flown out", "visited the wounded"."""
    counted = any(c.dep_ in ("det", "nummod", "poss") and c.i < token.i for c in token.children)
    return token.tag_ == "VBN" and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj") and counted


def verb_keys(token: Token) -> list[str]:
    """How the tables may write a verb together with what stands beside it, the longest first.

    "come to:blow", "take up:position", "pull out of", "open:fire", "pull out", and last the verb alone.
    """
    lemma = token.lemma_.lower()
    taken = [c.lemma_.lower() for c in token.children if c.dep_ in _TAKEN]
    taken += [token.head.lemma_.lower()] if token.dep_ == "acl" and token.tag_ == "VBN" else []  # "bombs dropped on"
    whole = [(c, p) for c in token.children if c.dep_ in ("dobj", "nsubjpass") for p in c.children if p.lower_ == "of"]
    of = [f"{c.lemma_.lower()} of" for c, _ in whole]
    taken += [
        o.lemma_.lower() for c, p in whole if c.lemma_.lower() in SERIES for o in p.children
    ]  # "a salvo of rockets"
    beside = [
        *hung_on_object(token),
        *_torn_off(token),
        *(c for c in token.children if c.dep_ in _BESIDE and c.i > token.i),
    ]
    particles = [c.lower_ for c in beside if c.dep_ in ("prt", "advmod")]
    prepositions = [c for c in beside if c.dep_ == "prep" and not _dates(c)]
    keys = [f"{p.lower_}:{o.lemma_.lower()}" for p in prepositions for o in p.children if o.dep_ == "pobj"]
    keys += [f"{particle}:{noun}" for particle in particles for noun in taken]
    keys += [f"{particle} {p.lower_}" for particle in particles for p in prepositions]
    keys += [f"{c.lower_} {p.lower_}" for c in beside for p in c.children if p.dep_ == "prep"]
    keys = [f"{lemma} {key}" for key in keys] + [f"{lemma}:{noun}" for noun in (*of, *taken)]
    return [*keys, *(f"{lemma} {c.lower_}" for c in beside if not _dates(c)), lemma]


def _torn_off(verb: Token) -> list[Token]:
    """The particle behind a verb that the parser hung on what stands after it: "fell back behind the river", "were shot
    down there"."""
    after = [c for c in verb.children if c.dep_ in ("prep", "advmod") and c.i == verb.i + 2]
    return [w for c in after for w in c.lefts if w.i == verb.i + 1 and w.lower_ in _PARTICLES]


_PARTICLES = words("back out off away home in up down on")


def _dates(preposition: Token) -> bool:
    """Whether a preposition leads to a time: who closes a base "on Monday" does not close on anything."""
    return any(o.dep_ == "pobj" and o.ent_type_ in ("DATE", "TIME") for o in preposition.children)


def _verb_senses(token: Token) -> list[Sense]:
    keys = verb_keys(token)
    bound = any(c.dep_ == "prt" for c in token.children) or not any(c.dep_ == "dobj" for c in token.children)
    targets = any(c.lower_ == "targets" for c in token.children)
    idioms = NO_EVENTS - {"hit:target"} if targets else NO_EVENTS  # "hit 25 rebel targets" is none
    idle = next((n for n, key in enumerate(keys) if key in idioms and (":" in key or bound)), len(keys))
    known = next((n for n, key in enumerate(keys) if key in VERBS), len(keys) - 1)
    found = keys[known]
    way = None if ":" in found else way_of(token)
    over_a_line = way is not None and way.subtype in ("incursion", "advance")  # "came across the border"
    ashore = way is not None and way.subtype == "arrival"  # "came ashore from a ship"
    if token.dep_ in ("aux", "auxpass") or (idle <= known and not (over_a_line or ashore)) or _leaves_in_a_state(token):
        return []
    due_to = [t for c in token.children if c.lower_ == "due" for t in c.children if t.dep_ == "xcomp"]
    if found == "be due" and any(t.lemma_ in VERBS for t in due_to):
        return []  # who is due to leave leaves
    opened = {t.lemma_.lower() for t in objects(token) or subjects(token)}
    if found == "open" and not opened & BASES and (opened & {*NOUNS, "game"} or not objects(token)):
        return []  # "the war games opened on Tuesday", "opened an exercise"
    if token.lemma_ == "order" and any(c.lemma_ == "be" and c.dep_ in ("xcomp", "ccomp") for c in token.children):
        return []  # "ordered them to be out by May"
    if token.lemma_ == "bring" and any(c.lower_ == "together" for c in token.children):
        return []  # "the exercise brings together 900 soldiers"
    if found == "board" and any(after(t, ("for",)) for t in (token, *objects(token))):
        return []  # who boards a plane for Chad seizes none
    senses = VERBS.get(found, [])
    if token.lemma_ in ("eject", "sink") and (not objects(token) or any(c.dep_ == "prt" for c in token.children)):
        return []  # pilots eject, and ships "sink off" a coast, by themselves
    if token.lemma_ == "drive" and ":" not in found and not objects(token):
        senses = [sense for sense in senses if sense.type != "attack"]  # who drives out of a town drives nobody out
        found = keys[-1]
    if way is not None and (found == keys[-1] or over_a_line):
        return [way, *(sense for sense in senses if sense != way)]
    if " " in found and ":" in found:
        return senses  # who comes to blows does not come
    others = [*([way] if way is not None else []), *VERBS.get(keys[-1], [])]
    return [*senses, *(sense for sense in others if sense not in senses)]


def _leaves_in_a_state(verb: Token) -> bool:
    """Whether the verb tells what becomes of its object: "left the garrison short of men", "without men".

    A force that leaves a base without its guns goes away: after "without" the subject must be no force.
    """
    if verb.lemma_ != "leave":
        return False
    if any(c.dep_ in ("oprd", "acomp") and c.pos_ == "ADJ" for c in verb.children):
        return True
    state = {o.lemma_.lower() for c in verb.children if c.lower_ in ("in", "without") for o in c.children}
    if verb.tag_ == "VBG" and (state & _STATES or any(c.lower_ == "without" for c in verb.children)):
        return True  # "seized the dam, leaving the capital without power"
    things = [s for s in subjects(verb) if s.tag_ in ("NN", "NNS") and s.lemma_.lower() not in TROOPS | ARMED | CRAFT]
    return bool(things) and any(c.lower_ == "without" for c in verb.children)


_STATES = words("ruin rubble darkness chaos flame tatter shamble shock mourning limbo doubt danger")


def _noun_senses(token: Token) -> list[Sense]:
    lemma = token.lower_ if token.tag_ == "VBG" else token.lemma_.lower()
    if token.lower_ == "reinforcements" or _is_month(token):
        return []  # people, not the act
    if lemma == "crossing" and any(c.dep_ == "compound" for c in token.children):
        return []  # "opened the Rafah crossing"
    if _is_first_half(token) or (lemma in ("move", "shift") and _is_a_step(token)):
        return []
    if (
        token.dep_ in ("compound", "nmod")
        and is_noun(token.head)
        and token.head.lemma_.lower() not in _CARRIERS | _ACCORDS
    ):
        return []  # "attack helicopter", "withdrawal symptoms": the head of the phrase decides
    if token.dep_ == "compound" and token.head.lemma_.lower() in _ACCORDS:
        return [sense for sense in NOUNS.get(lemma, []) if sense.type == "agreement"]
    for child in token.children:
        if child.dep_ in ("compound", "amod", "nmod") and f"{child.lemma_.lower()} {lemma}" in NOUNS:
            return NOUNS[f"{child.lemma_.lower()} {lemma}"]
    if lemma == "attempt" and any(o.lemma_ == "life" for c in token.children if c.lower_ == "on" for o in c.children):
        return NOUNS["assassination"]  # "survived an attempt on his life"
    if lemma == "exchange" and any(
        o.lemma_.lower() in _SHOTS for c in token.children if c.lower_ == "of" for o in c.children
    ):
        return NOUNS["firefight"]  # "an exchange of fire"
    return NOUNS.get(lemma, [])


def _is_month(token: Token) -> bool:
    """Whether "March" is the month: a name, or beside a number."""
    beside = token.doc[max(token.i - 1, token.sent.start) : token.i + 2]
    return token.text == "March" and (token.tag_ == "NNP" or any(t.like_num for t in beside))


def _is_a_step(noun: Token) -> bool:
    """Whether a move is a step that somebody takes and goes nowhere: "in a move that", "the move follows"."""
    if any(c.dep_ == "prep" and c.lower_ in _ENDS for c in noun.children):
        return False
    told = any(c.dep_ in ("relcl", "acl") for c in noun.children)
    return told or (noun.dep_ in SUBJECTS and noun.head.lemma_ in _STEPS) or noun.head.lower_ == "in"


_ENDS = words("to into from onto out across towards toward home back of by")
_STEPS = words("follow come mark signal mean reflect represent raise prompt draw spark aim be")


def _is_first_half(token: Token) -> bool:
    """Whether the noun is the first half of a word with a hyphen: "combat-equipped", but not "cease-fire"."""
    joined = len(token.lemma_) > len(token)
    return not joined and not token.whitespace_ and token.i + 1 < len(token.doc) and token.nbor().text == "-"


def _joined(word: Token) -> Token | None:
    """The verb of taking part that "in" leads to: "participate in", "take part in"."""
    if word.lemma_ in _TAKE_PART:
        return word
    part = word if word.lemma_ == "part" else next((c for c in word.children if c.lemma_ == "part"), None)
    verb = part.head if part is not None and part.dep_ == "dobj" else None
    return verb if verb is not None and verb.lemma_ == "take" else None


def _agreed_on(noun: Token) -> bool:
    """Whether the noun is what is agreed on: "arrived at an agreement", "settled on a halt"."""
    return (
        noun.dep_ == "pobj"
        and noun.head.lower_ in ("on", "at", "to", "into", "upon")
        and noun.head.head.lemma_ in AGREE_ON
    )


def _is_accord(noun: Token) -> bool:
    """Whether a noun names an agreement or talks."""
    return any(sense.type == "agreement" for sense in NOUNS.get(noun.lemma_.lower(), []))


def _anchor(token: Token) -> Token:
    """The verb that carries an event noun ("launched a series of attacks", "the attack killed"), else the noun
    itself."""
    noun = token
    while (noun.dep_ == "conj" and is_noun(noun.head)) or whole_of(noun) != noun:
        noun = noun.head if noun.dep_ == "conj" else whole_of(noun)
    verb = noun.head
    lemma = verb.lemma_.lower()
    parties = lemma in AGREE_VERBS and _is_accord(token)
    light = lemma in LIGHT_VERBS and not (lemma == "carry" and _is_accord(token))  # "carrying out the accord"
    if noun.dep_ in ("dobj", "nsubjpass") and (light or parties or beats_off(verb)):
        return verb
    if noun.dep_ in ("nsubj", "nsubjpass") and is_verb(verb) and lemma in HAPPEN:
        return verb
    if _agreed_on(noun) and _is_accord(token):
        return verb.head
    if noun.dep_ == "pobj" and verb.lower_ == "in" and (joined := _joined(verb.head)) is not None:
        return joined
    if noun.dep_ == "pobj" and verb.lower_ == "with":  # "opened the campaign with attacks on the port"
        answer = verb.head.head if verb.head.dep_ == "dobj" else verb.head
        if answer.lemma_ in _ANSWER:
            return answer
    under = noun.dep_ == "pobj" and verb.lower_ == "under" and verb.head.lemma_ in ("come", "be", "remain", "fall")
    return verb.head if under else token
