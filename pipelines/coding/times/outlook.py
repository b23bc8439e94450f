"""The verb over a time expression: does it look ahead, and is it the speech that the time dates?

Here belong the verbs of planning and of saying, and the tense that decides between last and next Friday. What the words
of a time expression mean, and the status of an event, do not.
"""

from itertools import chain

from spacy.tokens import Token


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PLANNING = _words(
    "due plan schedule expect set slate intend hope aim want agree promise pledge vow order ask call urge demand "
    "decide decision propose proposal prepare threaten authorize authorise instruct request offer commit bind "
    "deadline ready poise likely able earmark tentatively target timetable invite allow free"
)
"""Words whose infinitive is to come: "ordered to leave", "a plan to withdraw"; their participles look ahead alone."""
SPEECH = _words(
    "say tell report announce add state declare confirm note quote write warn claim insist brief reiterate tweet post "
    "comment respond reply acknowledge deny speak reveal disclose remark testify cite explain recall admit estimate"
)
_ISSUING = _words("issue release publish post air broadcast print date circulate quote cite")
_RECORDS = _words(
    "statement report release communique communiqué video message bulletin interview speech letter article dispatch "
    "broadcast briefing editorial tweet conference"
)
_PAST_HELPERS = ("was", "were", "had", "been")


def outlook(token: Token) -> bool | None:
    """True where the verbs over a token speak of what is to come, False of what is past, None if they do not tell."""
    if _dates_a_thing(token):
        return False
    infinitive, deadline = token.tag_ == "VB", False
    for above in chain([token], token.ancestors):
        lemma = above.lemma_.lower()
        if lemma == "ahead" or lemma == "deadline":
            return True
        if lemma in PLANNING and (infinitive or above.tag_ in ("VBN", "JJ")):
            return None if any(child.lower_ in _PAST_HELPERS for child in above.children) and not infinitive else True
        if above.pos_ == "NOUN" and any(_told_of(t) and t.i > token.i for t in above.subtree):
            return False  # "the attack Monday that killed ten"
        deadline = deadline or above.lower_ in ("until", "till", "by")
        if above.pos_ not in ("VERB", "AUX"):
            continue
        told = _tense(above, infinitive)
        if told is not None:
            return told
        if above.tag_ == "VBN" and above.dep_ == "acl" and not deadline:
            return False  # "under a deal reached on May 3, they will leave"
        if above.tag_ in ("VBZ", "VBP"):
            deadline = deadline or any(child.lower_ in ("due", "bound", "scheduled") for child in above.children)
            return True if deadline or _on_a_timetable(above) else None
        infinitive = infinitive or above.tag_ == "VB"
    return None


def _dates_a_thing(token: Token) -> bool:
    """Whether a day is that of a thing that was made on it: "under the agreement of 3 May", no deadline."""
    while token.dep_ in ("nummod", "compound", "nmod", "amod") and token.head.ent_type_ == "DATE":
        token = token.head
    of = token.head
    made = token.dep_ == "pobj" and of.lower_ == "of" and of.head.lemma_.lower() in _MADE
    return made and token.ent_type_ == "DATE"


_MADE = _words(
    "agreement accord deal pact treaty truce ceasefire protocol memorandum resolution decree order letter statement "
    "declaration decision attack raid coup battle massacre bombing"
)


def _told_of(clause: Token) -> bool:
    """Whether a clause on a noun tells in the past tense what it did."""
    return clause.dep_ == "relcl" and clause.tag_ == "VBD"


_TIMETABLED = _words("begin start expire end resume leave depart arrive open meet fly sail return embark reconvene")


def _on_a_timetable(verb: Token) -> bool:
    """Whether a present tense tells what is to come: "the truce begins on Sunday", "takes effect at midnight"."""
    if verb.lemma_ in ("take", "come", "go", "enter", "get"):
        return any(child.lower_ in ("effect", "force", "place", "under") for child in verb.subtree)
    return verb.lemma_ in _TIMETABLED


def _tense(verb: Token, infinitive: bool) -> bool | None:
    """What a verb's own form says; `infinitive` where the token stands under an infinitive of it ("is to leave")."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if any(child.tag_ == "MD" for child in helpers):
        return not any(child.lemma_ == "have" for child in helpers)
    if verb.lemma_ == "be" and verb.tag_ in ("VBZ", "VBP") and infinitive:
        return True
    if verb.tag_ == "VBG" and any(child.tag_ in ("VBZ", "VBP") for child in helpers):
        return True
    if verb.tag_ == "VB" and verb.dep_ == "ROOT" and any(child.lower_ == "to" for child in helpers):
        return True
    if verb.tag_ == "VBD" or any(child.tag_ in ("VBD", "VBZ", "VBP") for child in helpers):
        return False
    return None


def dates_speech(token: Token) -> bool:
    """Whether a time at this token is that of saying ("said Friday", "in a statement on Monday")."""
    before = token.doc[max(token.i - 4, token.sent.start) : token.i]
    said = [word for word in before if word.lemma_.lower() in SPEECH and word.pos_ in ("VERB", "AUX")]
    if said and not any(
        word.pos_ in ("VERB", "PUNCT", "SCONJ", "AUX") or word.tag_ == "NN"
        for word in token.doc[said[-1].i + 1 : token.i]
    ):
        return True
    over = next((word for word in token.ancestors if _can_govern(word)), None)
    if over is None:
        return False
    lemma = over.lemma_.lower()
    if lemma in _RECORDS and over.pos_ == "NOUN":
        return True
    if lemma in _ISSUING and any(word.lemma_.lower() in _RECORDS for word in chain([over.head], over.children)):
        return True
    if lemma not in SPEECH or over.pos_ != "VERB":
        return False
    return not any(
        child.dep_ in ("ccomp", "xcomp", "dobj") and over.i < child.i < token.i - 3 for child in over.children
    )


def _can_govern(word: Token) -> bool:
    return word.pos_ in ("VERB", "AUX") or (word.pos_ in ("NOUN", "PROPN") and word.ent_type_ not in ("DATE", "TIME"))
