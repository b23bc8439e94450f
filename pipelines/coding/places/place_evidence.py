"""How much speaks for a name being a place where it stands: its fame, the words around it, persons and bodies.

Here belong the weights. Evidence and doubts are added up; `ENOUGH` decides. Finding and choosing happen elsewhere.
"""

from functools import cache

from spacy.tokens import Doc, Token

from pipelines.coding.places.gazetteer import Entry, capitals, country_of_demonym
from pipelines.coding.places.place_mentions import Mention
from pipelines.coding.places.place_verbs import assaulted, goes_there
from pipelines.coding.places.place_words import (
    ADJECTIVAL,
    AGENT_VERBS,
    ALONG,
    ARTICLES,
    BROADCASTERS,
    DIRECTIONS,
    HOUSES,
    INSTITUTION_WORDS,
    LANDFORMS,
    MONTHS,
    NAMESAKES,
    NOT_PLACES,
    PARTICLES,
    PERSON_TITLES,
    SAINTS,
    SHRINES,
    SITE_NAMES,
    SITE_WORDS,
    SPEECH_VERBS,
    TYPES,
    WEEKDAYS,
    WITHIN,
)
from pipelines.coding.words import language
from pipelines.coding.words.lexicon import words

ENOUGH = 2.0
"""A name with this much evidence is a place."""

_FAME = {"country": 5.0, "sea": 4.0, "region": 4.0, "province": 3.5, "district": 3.0, "site": 3.0}
_NEVER = -9.0


def weigh(doc: Doc, mentions: list[Mention]) -> None:
    """Set the `score` of each mention from its own words; what the rest of the text adds comes later."""
    persons = _persons(doc)
    lowered = {t.lower_ for t in doc if t.is_lower}
    for mention in mentions:
        mention.score = _fame(mention)
        mention.score += _around(doc, mention) + _form(doc, mention, persons, lowered)
        broadcaster = mention.folded.replace(" ", "") in BROADCASTERS and not mention.level
        never = broadcaster or _of_caliphate(doc, mention) or _of_a_clock_or_ship(doc, mention)
        mention.score += _NEVER if never else 0.0


def _of_caliphate(doc: Doc, mention: Mention) -> bool:
    """Whether a country is part of the name of an armed group: "the Islamic State of Iraq"."""
    before = [t.lower_ for t in doc[max(mention.start - 3, 0) : mention.start]]
    return before[:2] == ["islamic", "state"] and before[-1] in ("of", "in")


def _of_a_clock_or_ship(doc: Doc, mention: Mention) -> bool:
    """Whether a name is that of a clock, a ship or a war: "by 9:15 Lisbon time", "the frigates Bari and Turin"."""
    bare = mention.level is None and not mention.site
    ship = bare and _before(doc, mention).removesuffix("s") in _SHIPS
    return ship or doc[mention.last : mention.last + 1].text == "time" or mention.folded.startswith("world war")


_SHIPS = words("warship ship vessel frigate destroyer carrier submarine cruiser corvette gunboat minesweeper")


def is_called_place(doc: Doc, mention: Mention) -> bool:
    """Whether the words around an unknown name call it a place: `village of X`, `Camp X`, `shelled X in Darfur`."""
    before = doc[mention.first - 1] if mention.first else None
    titled = before is not None and before.text[0].isupper() and before.lower_ not in MONTHS | WEEKDAYS
    if before is not None and titled and (before.lower_.rstrip(".") in PERSON_TITLES or before.pos_ == "PROPN"):
        return False
    if any(mention.folded.startswith(lead + " ") for lead in SITE_NAMES):
        mention.level, mention.site = "site", True
        return True
    labels = {t.ent_type_ for t in doc[mention.start : mention.end] if t.is_alpha}
    if mention.level:
        called = before is not None and before.lower_ == "of"
        return called or not (_describes(doc, mention) or ("NORP" in labels and _tells_whose(doc, mention)))
    if (
        mention.end - mention.start > 1
        and doc[mention.start].lower_ in LANDFORMS
        and doc[mention.start].text[0].isupper()
    ):
        mention.score += 2.0
        return True
    if labels <= {"GPE", "LOC", "FAC"}:
        return before is not None and before.lower_ in WITHIN
    held = mention.holder is not None and any(e.seeded for e in mention.holder.entries) and "PERSON" not in labels
    listed = any(peer.entries and peer.score >= ENOUGH for peer in mention.peers)
    return (held or listed) and assaulted(doc[mention.start : mention.end].root)


def _describes(doc: Doc, mention: Mention) -> bool:
    """Whether a word with a capital only tells what kind of town it is: "a Nasa town", "the Indigenous town of X"."""
    if mention.last == mention.end:
        return False
    before = doc[mention.first - 1].lower_ if mention.first else ""
    of = mention.level == "city" and doc[mention.last : mention.last + 1].text == "of"
    return before in ("a", "an") or (before == "the" and of)


def _tells_whose(doc: Doc, mention: Mention) -> bool:
    """Whether what the parser takes for a people may be one: "the Nasa village", not "in Nasa village"."""
    before = doc[mention.first - 1].lower_ if mention.first else ""
    proper = all(t.tag_ in ("NNP", "NNPS") for t in doc[mention.start : mention.end] if t.is_alpha)
    return not proper or (mention.level == "city" and before in ("the", "this", "that"))


def is_actor(doc: Doc, mention: Mention, entry: Entry | None) -> bool:
    """Whether the name stands for the state or house that acts: `Washington said`, `US troops`, `the Kremlin`."""
    bare = mention.first == mention.start and mention.last == mention.end
    if mention.folded.replace(" ", "") in HOUSES:
        inside = _before(doc, mention) in WITHIN | {"on", "into"}
        return not inside and not assaulted(doc[mention.start : mention.end].root)
    head = doc[mention.start : mention.end].root
    if (
        mention.folded.replace(" ", "") in ADJECTIVAL
        and head.dep_ in ("compound", "amod", "nmod")
        and head.head.i > head.i
    ):
        return True
    if not bare or entry is None or not (entry.level == "country" or is_capital(entry)):
        return False
    return head.dep_ == "nsubj" and head.head.lemma_.lower() in AGENT_VERBS


def is_capital(entry: Entry) -> bool:
    """Whether the entry is the seat of its country's government."""
    return entry.level == "city" and entry.population > 50_000 and entry.name_key in capitals(entry.country or "")


def _fame(mention: Mention) -> float:
    best = 0.0
    for entry in mention.entries:
        if entry.seeded:
            single = " " not in mention.folded and entry.level in ("site", "province", "district") and not entry.own
            best = max(best, _FAME.get(entry.level, 2.0) - (1.0 if single else 0.0))
        else:
            size = entry.population
            fame = 3.0 if size >= 1_000_000 else 2.0 if size >= 100_000 else 1.0 if size >= 15_000 else 0.3
            best = max(best, fame - (0.0 if entry.own else 0.5))
    return best + (0.5 if mention.end - mention.start > 1 and mention.entries else 0.0)


def _before(doc: Doc, mention: Mention) -> str:
    """The word before the name, or before the list that it stands in."""
    while earlier := [peer for peer in mention.peers if peer.start < mention.start]:
        mention = earlier[0]
    at = mention.first - 1
    if at > 0 and doc[at].lower_ in ("the", "a"):
        at -= 1
    return doc[at].lower_ if at >= 0 else ""


def _around(doc: Doc, mention: Mention) -> float:
    """What the words before and after say for a place."""
    before = _before(doc, mention)
    score = 1.5 if before in WITHIN else 1.0 if before in ALONG else 0.0
    named = mention.site and doc[mention.last - 1].text[0].isupper()
    score += 2.5 if _heads_line(doc, mention) else 0.0
    root = doc[mention.start : mention.end].root
    score += 1.0 if assaulted(root) or goes_there(root) else 0.0
    score += 2.0 if mention.level and (not named or mention.score >= 2.0 or _own_name(doc, mention)) else 0.0
    score += 1.0 if mention.first < mention.start else 0.0
    if mention.holder and mention.entries:
        shared = {e.country for e in mention.entries} & {e.country for e in mention.holder.entries if e.level != "city"}
        score += 1.5 if shared else 0.0
    return score


def _own_name(doc: Doc, mention: Mention) -> bool:
    """Whether a site that no table knows has a name of its own: "Rasoul Checkpoint", not "Central Checkpoint"."""
    name = [t.lower_ for t in doc[mention.start : mention.end] if t.is_alpha]
    kinds = _common_words() | INSTITUTION_WORDS | PERSON_TITLES | NOT_PLACES
    return not mention.entries and not any(word in kinds for word in name if word not in PARTICLES)


def _heads_line(doc: Doc, mention: Mention) -> bool:
    """Whether the name stands before a colon at the head of a line, `Goma: residents tell of a night of fear`, or alone
    before a dash, `GOMA - Gunmen shot`."""
    sign = doc[mention.last : mention.last + 1].text
    alone = sign in ("-", "\u2013", "\u2014") and doc[mention.last].i == doc[mention.start].sent.end - 1
    return bool(doc[mention.start].is_sent_start) and (sign == ":" or alone)


def _form(doc: Doc, mention: Mention, persons: set[str], lowered: set[str]) -> float:
    """What the parser's labels, common words and longer names say for or against a place."""
    tokens = doc[mention.start : mention.end]
    labels = {t.ent_type_ for t in tokens}
    score = 1.5 if labels & {"GPE", "LOC", "FAC"} else 0.0
    score -= 1.0 if labels & {"DATE", "TIME", "LAW", "WORK_OF_ART"} or ("NORP" in labels and not mention.level) else 0.0
    score -= _person_doubt(doc, mention) if "PERSON" in labels else 0.0
    if len(tokens) == 1:
        word = tokens[0]
        score -= 2.0 if word.pos_ not in ("PROPN", "NOUN", "ADJ") else 0.0
        score -= 2.5 if word.lower_ in lowered else 0.0
        score -= 1.5 if word.lower_ in _common_words() else 0.0
        if word.lower_ in persons and _before(doc, mention) not in WITHIN:
            score -= 3.0
        if word.dep_ == "nsubj" and word.head.lemma_.lower() in SPEECH_VERBS:
            score -= 1.5
        if word.dep_ == "oprd" and word.head.lemma_ == "name" and word.head.head.lower_ not in TYPES:
            score -= 3.0  # "a fighter named Berlin"
    return score - _inside(doc, mention)


def _person_doubt(doc: Doc, mention: Mention) -> float:
    """The parser takes villages for persons: after `in` it is believed only of names that go on or own something."""
    after = doc[mention.last] if mention.last < len(doc) else None
    if after is not None and after.ent_type_ == "PERSON" and after.ent_iob_ == "I":
        return 4.0
    if mention.level or _heads_line(doc, mention):
        return 0.0
    owning = after is not None and after.lower_ == "'s"
    if goes_there(doc[mention.start : mention.end].root) and not owning:
        return 0.0
    return 1.5 if owning or _before(doc, mention) not in WITHIN else 0.0


def _inside(doc: Doc, mention: Mention) -> float:
    """What speaks against a name inside a longer one: of a person (`John London`), a body (`Baghdad University`)."""
    doubt = 0.0
    if mention.last < len(doc):
        after = doc[mention.last]
        titled = after.text[0].isupper()
        if after.lower_ in (INSTITUTION_WORDS if titled else NAMESAKES):
            return 6.0
        if titled and after.pos_ == "PROPN" and not _starts_anew(after):
            doubt += 2.5
        if after.lower_ in ARTICLES and mention.last + 1 < len(doc) and not doc[mention.last + 1].is_lower:
            doubt += 2.5
        if after.text == "-" and mention.last + 1 < len(doc) and doc[mention.last + 1].is_lower:
            if doc[mention.last + 1].lower_ not in ARTICLES:
                return 6.0
            doubt += 2.5
        elif after.text == "-" and mention.last + 1 < len(doc) and doc[mention.last + 1].text[0].isupper():
            doubt += 1.0
    if mention.first:
        before = doc[mention.first - 1]
        titled = before.text[0].isupper() and before.lower_.rstrip(".") in PERSON_TITLES
        if titled or _of_a_shrine(doc, mention):
            return 6.0
        if before.text[0].isupper() and before.pos_ == "PROPN" and not _ends_before(before):
            doubt += 2.5
        if before.text == "-" and mention.first > 1 and doc[mention.first - 2].is_lower:
            doubt += 1.0
    return doubt


def _of_a_shrine(doc: Doc, mention: Mention) -> bool:
    """Whether a saint's name is that of a building or a feast: `the chapel of Santa Isabel`."""
    before = [t.lower_ for t in doc[max(mention.first - 2, 0) : mention.first]]
    return mention.folded.startswith(SAINTS) and before[-1:] == ["of"] and before[0] in SHRINES


def _starts_anew(token: Token) -> bool:
    return token.is_sent_start or token.lower_ in DIRECTIONS | WEEKDAYS or token.lower_ in TYPES


def _ends_before(token: Token) -> bool:
    """Whether a capitalised word before a name is no part of it: a demonym, a direction, a sentence's first word."""
    return (
        bool(token.is_sent_start)
        or token.lower_ in DIRECTIONS | WEEKDAYS | WITHIN | ALONG
        or token.lower_ in TYPES
        or country_of_demonym(token.text) is not None
    )


def _persons(doc: Doc) -> set[str]:
    """The words of personal names in the text: after a title, or in an entity of two or more words."""
    names: set[str] = set()
    for ent in doc.ents:
        if ent.label_ == "PERSON" and len(ent) > 1 and ent[-1].lower_ not in TYPES.keys() | SITE_WORDS:
            names.update(t.lower_ for t in ent if t.is_alpha and t.text[0].isupper())
    for token in doc[:-1]:
        if token.text[0].isupper() and token.lower_.rstrip(".") in PERSON_TITLES and token.nbor().text[0].isupper():
            names.add(token.nbor().lower_)
    return names


@cache
def _common_words() -> frozenset[str]:
    """The verbs, adjectives and adverbs that the lemmatizer knows: `harden`, `mobile`, `nice`."""
    index = language.load().get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    return frozenset(word for kind in ("verb", "adj", "adv") for word in index[kind])
