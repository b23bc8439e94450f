"""Walking the dependency tree: subjects, objects, prepositions, governors, clauses.

Here belongs what is true of English sentences whatever they are about. Words that name events do not belong here.
All functions take spaCy tokens of one parsed sentence (ClearNLP dependency labels) and return tokens of it.
"""

from collections.abc import Iterable

from spacy.tokens import Token

from pipelines.coding.words.lexicon import words

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
NOUN_TAGS = ("NN", "NNS", "NNP", "NNPS")
_OBJECT_CONTROL = words(
    """order ask tell urge force allow send deploy lead enable direct authorize authorise instruct call invite want
    expect permit cause help prompt compel require oblige press dispatch bring see let make"""
)
_OBLIGING = words("oblige force order tell require compel ask urge instruct direct")
GRANTING = words("give grant allow offer leave")
_DEADLINES = words("end date day week month year hour noon midnight time deadline")
"""What a verb of granting gives to do something by: "gave the rebels until the end of May to leave"."""
_BLAMING = words("accuse suspect blame charge convict prevent stop bar keep discourage dissuade")
_OTHER = ("other", "another")
_SUBJECT_SHARING = words("xcomp conj advcl ccomp dep pcomp parataxis attr acomp")
_NP_MODIFIERS = words("amod compound poss nummod det quantmod nmod case punct advmod predet npadvmod neg")


def is_verb(token: Token) -> bool:
    """Whether the token is tagged as a verb form, auxiliaries included."""
    return token.tag_.startswith("VB") or token.pos_ in ("VERB", "AUX")


def is_noun(token: Token) -> bool:
    """Whether the token is tagged as a noun."""
    return token.tag_ in NOUN_TAGS


def conjuncts(token: Token) -> list[Token]:
    """The token and everything coordinated with it further right."""
    return [token, *(t for child in token.children if child.dep_ == "conj" for t in conjuncts(child))]


def spread(tokens: Iterable[Token]) -> list[Token]:
    """Each token with its conjuncts, no token twice."""
    return list(dict.fromkeys(part for token in tokens for part in conjuncts(token)))


def is_passive(verb: Token) -> bool:
    """Whether the verb is in the passive: with a passive auxiliary or subject, as a reduced relative, or coordinated
    with one."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if verb.tag_ != "VBN" and (verb.tag_, verb.dep_) != ("VBD", "acl"):
        return False
    if any(child.lower_ in ("have", "has", "had", "'ve", "having") for child in verb.children if child.dep_ == "aux"):
        return False
    if verb.dep_ in ("acl", "amod") or _torn_from_be(verb):
        return True
    if verb.dep_ == "conj" and not any(child.dep_ in ("nsubj", "dobj", "aux") for child in verb.children):
        return is_verb(verb.head) and is_passive(verb.head)
    return any(child.dep_ == "agent" for child in verb.children)


def _torn_from_be(verb: Token) -> bool:
    """Whether the parser tore the participle from its auxiliary: "was on Monday rammed into a base"."""
    return (
        verb.dep_ in ("advcl", "xcomp", "ccomp", "attr", "acomp")
        and verb.head.lemma_ == "be"
        and verb.head.i < verb.i <= verb.head.i + 4
    )


def own_subjects(verb: Token) -> list[Token]:
    """The subjects of a verb, or those that the parser hung on its auxiliary: "within hours armour was streaming"."""
    words = [verb, *(child for child in verb.children if child.dep_ in ("aux", "auxpass"))]
    return [child for word in words for child in word.children if child.dep_ in SUBJECTS]


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The tokens that stand as grammatical subject, found through relatives, coordination, control and participles."""
    own = own_subjects(verb)
    if own:
        return spread(_antecedents(own))
    head, dep = verb.head, verb.dep_
    if depth > 4 or head == verb:
        return []
    if dep in ("relcl", "acl"):
        return _of_a_clause_on(head, verb, depth)
    if controlled := _controlled(verb):
        return controlled
    had = dep == "dobj" and verb.tag_ == "VBN" and head.lemma_ == "have"  # "they have overrun" is parsed so at times
    if had or (dep in _SUBJECT_SHARING and is_verb(head)):
        return subjects(head, depth + 1)
    if dep == "pcomp" and head.dep_ == "prep" and head.head != head:
        governor = head.head
        if governor.dep_ == "dobj" and governor.head.lemma_ in _BLAMING:
            governor = governor.head  # "accused each other of shelling", as it is parsed at times
        if is_verb(governor) and governor.lemma_ in _BLAMING and (blamed := objects(governor)):
            mutual = any(c.lower_ in ("each", "one") for t in blamed for c in t.children if t.lower_ in _OTHER)
            return subjects(governor, depth + 1) if mutual else blamed
        if is_verb(governor):
            return subjects(governor, depth + 1)
        return spread(c for c in governor.children if c.dep_ == "poss") or _owners(governor, depth)
    if dep in ("xcomp", "acl") and head.pos_ == "ADJ":
        return subjects(head.head, depth + 1) if is_verb(head.head) else []
    return []


def _of_a_clause_on(noun: Token, verb: Token, depth: int) -> list[Token]:
    """The subject of a verb whose clause hangs on a noun: the noun, or with an infinitive whoever has it."""
    if verb.tag_ == "VB" and (verb.dep_ == "acl" or noun.lemma_ in _DEADLINES):  # "plan to withdraw"
        return _owners(noun, depth)
    if verb.tag_ == "VB" and noun.dep_ == "attr" and noun.tag_ in ("JJ", "NN"):
        return subjects(noun.head, depth + 1)  # "the marines will be the first to land"
    return conjuncts(noun)


def _controlled(verb: Token) -> list[Token]:
    """Who is told, helped or given the time to do something: the object of the verb above."""
    head = verb.head
    if not is_verb(head):
        return []
    obliged = verb.dep_ == "advcl" and verb.tag_ == "VB" and head.lemma_ in _OBLIGING
    if obliged or (verb.dep_ in ("xcomp", "ccomp") and head.lemma_ in _OBJECT_CONTROL):
        return spread(objects(head))
    to_do = verb.dep_ in ("xcomp", "advcl") and verb.tag_ == "VB"
    if to_do and head.lemma_ == "call" and not objects(head):
        return after(head, ("on", "upon"))  # "called on the rebels to leave"
    if to_do and head.lemma_ in GRANTING:
        given = [c for c in head.children if c.dep_ == "dative"]
        return spread(given) or objects(head)  # "gave the rebels until May to leave"
    return []


def _owners(noun: Token, depth: int) -> list[Token]:
    """Who has a plan, decision or order: its possessor, or the subject of the verb that governs it."""
    own = [child for child in noun.children if child.dep_ == "poss"]
    if own:
        return spread(own)
    verb = clause(noun)
    if verb is not None and verb.lemma_ in GRANTING:  # "gave the troops a month to leave", "until May to leave"
        given = [child for child in verb.children if child.dep_ == "dative"]
        if noun.dep_ == "dobj":
            return spread(given) or subjects(verb, depth + 1)
        if noun.lemma_ in _DEADLINES:
            return spread(given) or objects(verb)
    return subjects(verb, depth + 1) if verb is not None else []


def _antecedents(tokens: list[Token]) -> list[Token]:
    """Relative pronouns replaced by the noun that their clause hangs on."""
    return [
        relative_head(token)
        if token.tag_ in ("WDT", "WP") or (token.lower_ == "that" and token.tag_ != "DT")
        else token
        for token in tokens
    ]


def whose(owner: Token) -> Token:
    """The noun that "whose" stands for, any other owner itself: "the battalion, whose return to Basilan"."""
    return relative_head(owner) if owner.tag_ == "WP$" else owner


def relative_head(pronoun: Token) -> Token:
    """The noun that a relative pronoun stands for; "who" means people: "troops of the mission, who arrived in May"."""
    noun = next((ancestor.head for ancestor in pronoun.ancestors if ancestor.dep_ == "relcl"), pronoun)
    whole = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    people = pronoun.lower_ == "who" and noun.tag_ in ("NN", "NNP") and whole.tag_ == "NNS"
    return whole if people else noun


def objects(verb: Token) -> list[Token]:
    """What the verb is done to: its object, or in the passive its subject."""
    if is_passive(verb):
        own = [child for child in verb.children if child.dep_ == "nsubjpass"]
        return spread(_antecedents(own)) if own else subjects(verb)
    own = [c for c in verb.children if c.dep_ in ("dobj", "dative")]
    own += [t for c in verb.children if c.dep_ == "prt" for t in c.children if t.dep_ == "pobj"]  # "sent in marines"
    found = spread(_antecedents(own))
    if not found and verb.dep_ == "relcl" and _lacks_its_pronoun(verb):
        return conjuncts(verb.head)
    if not found and verb.dep_ == "conj" and is_verb(verb.head) and verb.nbor(-1).dep_ == "cc":
        right = [c for c in verb.head.children if c.dep_ == "dobj" and c.i > verb.i]
        found = spread(right)
    return found


def _lacks_its_pronoun(verb: Token) -> bool:
    """Whether a relative clause leaves out the pronoun that is its object: "the soldiers they sent"."""
    told = [t for t in verb.lefts if t.dep_ in SUBJECTS and t.i > verb.head.i]
    bare = not any(t.tag_ in ("WDT", "WP", "WRB") or t.lower_ == "that" for t in verb.lefts)
    return bool(told) and bare and verb.head.lemma_ not in _WHEN_AND_HOW and verb.head.ent_type_ != "DATE"


_WHEN_AND_HOW = words("way time day week month year night moment reason place")


def doers(verb: Token) -> list[Token]:
    """Who does what the verb says: its subject, or in the passive what stands after "by"."""
    if not is_passive(verb):
        return subjects(verb)
    return after(verb, ("by",))


def after(token: Token, words: tuple[str, ...]) -> list[Token]:
    """The nouns that stand after one of these prepositions, attached to the token or to a preposition of it."""
    found: list[Token] = []
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative", "prt") and child.lower_ in words:
            found += [t for t in child.children if t.dep_ in ("pobj", "pcomp")]
        elif child.dep_ == "prep":
            for inner in child.children:
                if inner.dep_ == "prep" and f"{child.lower_} {inner.lower_}" in words:
                    found += [t for t in inner.children if t.dep_ == "pobj"]
    return spread(found)


def clause(token: Token) -> Token | None:
    """The nearest verb above the token (not itself)."""
    for ancestor in token.ancestors:
        if is_verb(ancestor):
            return ancestor
    return None


def first_of_row(verb: Token) -> Token:
    """The first of a row of verbs of one form: what governs it governs all ("are to leave the base and move")."""
    while verb.dep_ == "conj" and is_verb(verb.head) and verb.tag_ == verb.head.tag_:
        verb = verb.head
    return verb


def phrase(token: Token) -> list[Token]:
    """The noun phrase around a head, in text order: its left modifiers and itself, not its clauses and coordinates."""
    found: list[Token] = []

    def take(head: Token) -> None:
        for child in head.lefts:
            if child.dep_ in _NP_MODIFIERS or child.dep_ == "conj":
                take(child)
        found.append(head)
        for child in head.rights:
            if child.dep_ in ("case",) or (child.dep_ in ("compound", "conj") and head != token):
                take(child)

    take(token)
    return sorted(found, key=lambda t: t.i)


def modifiers(token: Token) -> list[Token]:
    """Adjectives, compounds and possessors on the left of a noun, with theirs."""
    return [
        t for t in phrase(token) if t != token and t.dep_ in ("amod", "compound", "poss", "nmod", "npadvmod", "conj")
    ]


def wide_phrase(token: Token) -> list[Token]:
    """The noun phrase with its prepositional phrases and appositions, without its clauses and coordinates."""
    found: list[Token] = []

    def take(head: Token) -> None:
        found.append(head)
        for child in head.children:
            aside = child.dep_ in ("relcl", "cc", "punct", "advcl") or child.lower_ == "against"
            if aside or (child.dep_ == "conj" and head == token):
                continue
            if child.dep_ == "acl" and child.tag_ not in ("VBN",):
                continue
            take(child)

    take(token)
    return sorted(found, key=lambda t: t.i)


def on_the_way(token: Token) -> bool:
    """Whether a name is where something goes, and not who is in it: "lorries waiting to cross into Chad"."""
    while token.dep_ == "compound":
        token = token.head
    return token.dep_ == "pobj" and token.head.lower_ in ("into", "to", "from", "towards", "toward")


def clause_words(top: Token) -> set[str]:
    """The lemmas of everything below a word."""
    return {t.lemma_.lower() for t in top.subtree}


def path_length(token: Token, target: Token) -> int:
    """The number of tree edges between two tokens of a sentence; 99 if they are in different trees."""
    up = {token.i: 0}
    for steps, ancestor in enumerate(token.ancestors, 1):
        up[ancestor.i] = steps
    if target.i in up:
        return up[target.i]
    for steps, ancestor in enumerate(target.ancestors, 1):
        if ancestor.i in up:
            return up[ancestor.i] + steps
    return 99
