"""How one mention is told beside another: as a claim of it, as what came some time before, as what it did to people.

Here belong readings of words and clauses. Whether two mentions are one event is decided in `sameness`.
"""

from pipelines.coding.merging.kinship import FAR, definite
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.words.clauses import contrasted, whole_of
from pipelines.coding.words.lexicon import words
from pipelines.coding.words.syntax import SUBJECTS, doers, is_noun, is_passive, subjects


def is_claim_of(first: Draft, second: Draft) -> bool:
    """Whether the second is the claim of the first, whoever was thought to be behind it: "the group claimed it"."""
    near = second.sentence.start_char - first.sentence.end_char <= FAR
    there = {p.canonical for p in first.where.any()} & {p.canonical for p in second.where.any()}
    days = [(d.period.start, d.period.end) for d in (first, second) if d.period and d.period.precision == "day"]
    then = len(days) > 1 and days[0] == days[1]
    return near and second.anchor.lemma_ == "claim" and (definite(second) or (bool(there) and then))


def told_as_earlier(first: Draft, second: Draft) -> bool:
    """Whether one is told as what came some time before or after the other: "an hour after troops had shelled it"; for
    two deeds that no toll binds, "after" alone says so."""
    tolls = {"kill", "victim", "burst"} & {d.frame for d in (first, second) if d.subtype != "abduction"}
    for one, other in ((first, second), (second, first)):
        for token in (other.anchor, *other.anchor.ancestors):
            if token == one.anchor or token.is_ancestor(one.anchor):
                break
            link = next((c for c in token.children if c.dep_ == "mark"), None) if token.dep_ == "advcl" else token
            if link is None or link.lower_ not in _ORDER:
                continue
            before = [t for c in (*link.children, *token.lefts) for t in c.subtree if t.i < link.i]
            before += link.doc[max(link.i - 1, link.sent.start) : link.i] if link != token else []
            apart = link.lower_ == "since" and link == token  # "has lost 400 men since May, when rebels attacked"
            if apart or any(t.lemma_ in _SPAN_OF_TIME for t in before) or (link != token and not tolls):
                return True
    return False


_ORDER = ("after", "before", "since", "as", "while")
_SPAN_OF_TIME = words("minute hour day week fortnight month year")


def same_things(first: Draft, second: Draft) -> bool:
    """Whether the second tells more of an attack by its sides: "ambushed a convoy. The attackers struck the convoy at
    Kaya"."""
    near = second.sentence.start_char - first.sentence.end_char <= FAR
    told = {t.lemma_.lower() for t in first.sentence if is_noun(t) and t.tag_ in ("NN", "NNS")}
    sides = [*second.struck, *doers(second.anchor)]
    definite_ones = [t for t in sides if any(c.lower_ in ("the", "this", "these") for c in t.children)]
    return near and any(t.lemma_.lower() in told | _HANDS for t in definite_ones)


_HANDS = words("attacker assailant gunman bomber raider kidnapper abductor killer hijacker")
"""Who "the attackers" are: those of the attack told before."""


def is_detail(first: Draft, second: Draft) -> bool:
    """Whether the second goes on about a rare deed that the lead tells without its day: "a suicide attack killed nine.
    A man blew himself up on Monday"."""
    leads = first.sentence.start == 0 or not any(t.is_sent_start for t in first.token.doc[1 : first.sentence.start])
    near = second.sentence.start_char - first.sentence.end_char <= FAR
    return leads and near and first.period is None and first.subtype == second.subtype in _RARE


_RARE = ("suicide_bombing", "abduction", "assassination", "massacre")


def hurt_in(first: Draft, second: Draft) -> bool:
    """Whether the second is what people were hurt in by the words of the first: "two were killed in a mine attack",
    "after an attack on the market"."""
    together = (first.sentence.start, first.status) == (second.sentence.start, second.status)
    if not together or first.frame not in ("kill", "victim"):
        return False
    return amid(second) or (amid(second, ("after", "by")) and not told_as_earlier(first, second))


def amid(draft: Draft, links: tuple[str, ...] = ("following", "during", "amid", "in")) -> bool:
    """Whether the noun tells in what people were hurt: "killed following clashes", "wounded in a series of raids"."""
    noun = whole_of(draft.token)
    return is_noun(noun) and noun.head.dep_ == "prep" and noun.head.lower_ in links


def told_when(first: Draft, second: Draft) -> bool:
    """Whether the second tells what the first was on its day: "its first strike in May, when jets hit a camp"."""
    verb = second.anchor
    when = verb.dep_ == "relcl" and any(c.lower_ == "when" for c in verb.children)
    return when and is_noun(first.token) and verb.head.ent_type_ == "DATE" and verb.head in first.anchor.subtree


def told_where(draft: Draft) -> bool:
    """Whether the dead are told in a clause of the place: "the shelling of Idlib, where rescuers said five died"."""
    chain = [draft.token, *draft.token.ancestors]
    return any(t.dep_ == "relcl" and any(c.lower_ == "where" for c in t.children) for t in chain)


def is_outcome(first: Draft, second: Draft) -> bool:
    """Whether a participle tells what the first did to people: "shelled the camp near the town, killing eight"."""
    token = second.token
    heads = [first.token, first.anchor]
    if first.anchor.dep_ == "ccomp" and first.anchor.i < first.anchor.head.i < token.i:
        heads.append(first.anchor.head)  # "shelled the camp, officials said, killing eight"
    whole = token.tag_ == "VBG" and token.dep_ == "advcl" and token.head in heads
    if token.dep_ == "pcomp" and token.head.head.lemma_ == "blame":  # "the raids are blamed for killing nine"
        whole = first.token in subjects(token.head.head)
    return whole and second.frame in ("kill", "victim")


def in_contrast(first: Draft, second: Draft) -> bool:
    """Whether "while" sets two deeds apart, and does not tell whom the first hurt besides: "five were killed, while
    several others were wounded"; or one tells what was before: "men who were kidnapped in May have been shot"."""
    if first.subtype == "abduction" and first.anchor.dep_ == "relcl" and second.token not in first.anchor.subtree:
        return first.anchor.head.dep_ in SUBJECTS
    return contrasted(first.anchor, second.anchor) and not ({first.frame} <= {"kill", "victim"} and others_hurt(second))


def others_hurt(second: Draft) -> bool:
    """Whether a mention tells whom an attack hurt besides those told before: "five other civilians died"."""
    hurt = second.frame in ("kill", "victim")
    return hurt and any(t.lemma_ in ("other", "more") for s in second.struck for t in (s, *s.children))


def of_the_dead(draft: Draft) -> bool:
    """Whether the mention tells only who died: "four soldiers and a boy died", "three of the victims were shot"."""
    alone = not draft.source and not draft.also
    return alone and (draft.frame == "victim" or (draft.frame == "kill" and is_passive(draft.token)))


def is_part_of_sum(first: Draft, second: Draft) -> bool:
    """Whether the first tells the dead of months or years and the second what was done in days of them: "24 have died
    since 2006; in June 2007 rebels stormed"."""
    if first.frame not in ("kill", "victim") or first.period is None or second.period is None:
        return False
    spans = [(d.period.end - d.period.start).days for d in (first, second) if d.period]
    return spans[0] > _LONG and spans[1] < _SHORT


_LONG = 60
"""Days of which the dead are a sum, not those of one fight."""
_SHORT = 32


def many(draft: Draft) -> bool:
    """Whether the mention is a plural noun: several attacks named as a whole."""
    return is_noun(draft.token) and draft.token.tag_ in ("NNS", "NNPS")


def first_of_many(first: Draft, second: Draft) -> bool:
    """Whether the second is one of the attacks that the first names as a whole: "the first raid, on Sunday"."""
    whole = first.subtype == "attack_series" or (many(first) and first.frame == "strike")
    one = is_noun(second.token) and not many(second)
    return whole and one and any(c.lower_ in _ORDINALS for c in second.token.children)


_ORDINALS = words("first second third fourth fifth last latest worst deadliest biggest largest heaviest")


def goes_on(first: Draft, second: Draft) -> bool:
    """Whether a participle tells what was aimed at in the attack that the main verb launches: "launched an assault in
    the province, targeting a depot in the town"."""
    verb = second.token
    return is_noun(first.token) and verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.head == first.anchor
