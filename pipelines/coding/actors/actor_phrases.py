"""What one noun phrase says of an actor: "Taliban fighters", "the Syrian army", "Iran-backed militias", "two gunmen".

Here belongs reading of the words of one phrase: its names (found by `registry`), its head word (`heads.csv`) and how
they go together (`words.csv`, both in `warehouse/seeds/actors/`). Syntax is in `actor_finding`, what was told before in
`actor_memory`.
"""

from dataclasses import dataclass, replace
from functools import cache

from pipelines.coding.actors import registry
from pipelines.coding.actors.actor_names import Match
from pipelines.coding.actors.actor_words import (
    Sense,
    head_sense,
    is_filler,
    rebels_beside_the_state,
    rebels_of_leaders,
    senses,
    word_list,
)
from pipelines.coding.actors.registry import Facts, Name, Word


@dataclass(frozen=True, slots=True)
class Reading:
    """An actor read from words `start` to `end` (exclusive) of a phrase; `sense` is that of the head word, if any."""

    start: int
    end: int
    canonical: str
    kind: str | None
    iso3: str | None
    actor_id: str | None
    sense: str | None = None


def read(phrase: list[Word], matches: list[Match]) -> list[Reading]:
    """The actors that the phrase names or describes, in order; empty where it is no actor or only points back.

    `matches` are the names in the phrase, decided, at positions in its words.
    """
    _, sense = head_sense(phrase)
    named = [(match, match.names[0]) for match in matches]
    own = [(m, name) for m, name in named if not _aside(phrase, m)]
    sponsors = [(m, name) for m, name in named if _is_tied(phrase, m)]
    if sponsors and sense == Sense("armed", "militia") and all(name.facts.kind == "state" for _, name in own):
        return _sponsored(phrase, *sponsors[0], sense)
    if own and sense is None and own[-1][0].end < len(phrase) and phrase[-1].fold in word_list("institution"):
        return []
    rebels = _rebels(phrase, rebels_beside_the_state(phrase))
    if own and rebels and own[-1][0].end < rebels.start:
        return [*_named(phrase[: rebels.start - 1], own, senses()["government"]), rebels]
    if own:
        readings = _named(phrase, own, sense)
        return [r for r in readings if not (sense and sense.name == "place" and r.kind == "state")]
    if sponsors:
        return _sponsored(phrase, *sponsors[0], sense)
    holders = [(m, name) for m, name in named if _after(phrase, m) in word_list("held")]
    if holders and (sense is None or sense.name != "place"):
        return [of_facts(m.start, m.end, name.facts) for m, name in holders[:1]]
    return _described(phrase, sense)


def backed(sponsor: Facts, kind: str) -> Reading:
    """A group known only by whom it serves: "militias associated with Iran" are `Iran-backed militias`."""
    if sponsor.kind not in ("state", "coalition", "igo"):
        kind = "terrorist" if sponsor.kind == "terrorist" else kind
        return Reading(0, 0, f"{sponsor.name}-linked militants", kind, None, None)
    state = sponsor if sponsor.kind != "state" or not sponsor.iso3 else registry.actor(f"state:{sponsor.iso3}")
    noun = {"militia": "militias", "coalition": "forces"}.get(kind, f"{kind}s")
    return Reading(0, 0, f"{_label(state)}-backed {noun}", kind, None, None)


def led(leader: Facts) -> Reading:
    """Who is led by an actor: a coalition of the state, or the alliance or group itself ("the HTS-led rebels")."""
    if leader.kind != "state":
        return of_facts(0, 0, leader)
    return Reading(0, 0, f"{_label(leader)}-led coalition", "coalition", None, None)


def of_facts(start: int, end: int, facts: Facts, sense: Sense | None = None) -> Reading:
    """A registered actor as words `start` to `end`; a state's police keep their kind."""
    kind = "police" if sense and sense.name == "police" and facts.kind == "state" else facts.kind
    name = facts.name if kind == "coalition" else facts.name.partition(" (")[0]
    return Reading(start, end, name, kind, facts.iso3, facts.actor_id, sense.name if sense else None)


def bare_length(phrase: list[Word]) -> int:
    """How many words the phrase has without articles, numbers and the like."""
    return sum(1 for word in phrase if not is_filler(word))


def _after(phrase: list[Word], match: Match) -> str:
    return phrase[match.end].fold if match.end < len(phrase) else ""


def _aside(phrase: list[Word], match: Match) -> bool:
    """Whether a name only says whose or against whom somebody else is: "anti-Taliban", "Iran-backed", "Iraq Bank"."""
    before = phrase[match.start - 1].fold if match.start and phrase[match.start].joined else ""
    after = _after(phrase, match)
    other = word_list("apart") | word_list("held")
    if match.names[0].facts.kind == "state" and not (after == "post" and phrase[match.end].text.islower()):
        other |= word_list("institution")
    return before in word_list("against") or _is_tied(phrase, match) or after in other


def _is_tied(phrase: list[Word], match: Match) -> bool:
    """Whether a word of support follows the name: with a hyphen any ("Iran-armed"), without one only the plainest."""
    after = _after(phrase, match)
    return after in word_list("tie") and (phrase[match.end].joined or after in word_list("plain tie"))


def _named(phrase: list[Word], own: list[tuple[Match, Name]], sense: Sense | None) -> list[Reading]:
    """Actors of a phrase with names of its own: the last, which the others describe, or each that "and" joins."""
    readings: list[Reading] = []
    start: int | None = None
    for number, (match, name) in enumerate(own):
        following = own[number + 1] if number + 1 < len(own) else None
        if following and not _apart(phrase, match.end, following[0].start):
            if _outranks(name, following[1]):
                own[number + 1] = (Match(match.start, following[0].end, match.names), name)
            elif name.facts == following[1].facts:
                start = match.start if start is None else start
            continue
        reading = _one(phrase, match, name, sense)
        reading = replace(reading, start=reading.start if start is None else start)
        readings.append(replace(reading, end=match.end) if following else reading)
        start = None
    return readings


def _outranks(name: Name, following: Name) -> bool:
    """Whether a name and not the state after it is meant: "Hamas's Gaza chief", "Serbian President" before a name."""
    if following.facts.kind != "state":
        return False
    kind = name.facts.kind
    return kind not in ("state", "igo", "coalition") or (kind == "state" and following.role == "person")


def _one(phrase: list[Word], match: Match, name: Name, sense: Sense | None) -> Reading:
    facts, whole = name.facts, match.end == len(phrase)
    end = match.end if sense is None else len(phrase)
    if match.start and phrase[match.start - 1].fold == "ethnic":
        kind = "militia" if sense and sense.name in ("force", "armed") else "civilians"
        words = _spell(phrase[match.start - 1 : end])
        return Reading(match.start - 1, end, words, kind, None, None, sense.name if sense else None)
    counted = any(word.fold in word_list("count") or word.text.isdigit() for word in phrase[: match.start])
    if name.role == "adjective" and whole and facts.iso3 and (counted or name.text.endswith(("s", "men"))):
        return Reading(match.start, match.end, name.text, "civilians", facts.iso3, None, "civilians")
    if facts.kind != "state" or sense is None or whole or name.role == "person":
        return of_facts(match.start, end, facts, sense)
    if sense.name == "civilians":
        return Reading(match.start, end, "civilians", "civilians", facts.iso3, None, sense.name)
    if sense.name == "people" or (sense.name == "group" and not _is_armed(phrase)):
        return Reading(match.start, end, _spell(phrase[match.start :]), "civilians", facts.iso3, None, sense.name)
    if sense.name in ("armed", "unknown", "group"):
        label = name.text if name.role == "adjective" else registry.demonym(facts)
        words = " ".join([label, _spell(phrase[match.end :])])
        kind = "militia" if sense.name == "unknown" else sense.kind
        return Reading(match.start, end, words, kind, None, None, sense.name)
    return of_facts(match.start, end, facts, sense)


def _apart(phrase: list[Word], start: int, end: int) -> bool:
    """Whether two names are two actors: joined by "and" or by a hyphen ("the Iran-Israel war")."""
    return (start == end and phrase[end].joined) or any(word.fold in word_list("beside") for word in phrase[start:end])


def _sponsored(phrase: list[Word], match: Match, name: Name, sense: Sense | None) -> list[Reading]:
    end = len(phrase)
    if _after(phrase, match) == "led":
        if sense is None or sense.name not in ("armed", "group", "force", "coalition"):
            return [of_facts(match.start, match.end, name.facts)]
        return [replace(led(name.facts), start=match.start, end=end, sense=sense.name)]
    if sense is None or sense.name not in ("armed", "group", "force", "unknown", "coalition"):
        return []
    reading = backed(name.facts, sense.kind if sense.name == "armed" else "militia")
    return [Reading(match.start, end, reading.canonical, reading.kind, None, None, sense.name)]


def _label(facts: Facts) -> str:
    return {"United States": "US", "United Nations": "UN", "Saudi Arabia": "Saudi"}.get(facts.name, facts.name)


def _described(phrase: list[Word], sense: Sense | None) -> list[Reading]:
    """A phrase without any known name: civilians, attackers, armed people of some description, an unknown group."""
    kept = [i for i, word in enumerate(phrase) if not is_filler(word)]
    if not kept:
        return []
    start, end = kept[0], len(phrase)
    chief = sense is not None and sense.name == "person" and any(w.fold in word_list("civil") for w in phrase)
    if sense and (sense.name == "civilians" or chief):
        return [Reading(start, end, "civilians", "civilians", None, None, "civilians")]
    if sense and sense.name == "person" and (theirs := _rebels(phrase, rebels_of_leaders(phrase))):
        return [theirs]
    if sense and sense.name == "armed" and (rows := _two_peoples(phrase, start, sense)):
        return rows
    jets = phrase[-1].fold == "fighters" and any(w.joined and w.text[0].isdigit() for w in phrase)  # "Su-30 fighters"
    if sense and sense.name == "armed" and (jets or _of_the_rulers(phrase)):
        return []
    if sense and sense.name in ("force", "craft", "site"):
        start = _where_armed(phrase, start)
    if sense and _is_described(phrase[start:], sense):
        first, people = phrase[start].fold, sense.name in ("force", "craft", "site")
        canonical = f"{first}s" if people and first in senses() else _spell(phrase[start:])
        kind = "militia" if people else sense.kind
        kind = "coalition" if first in word_list("manifold") else kind
        kind = "unknown" if first in word_list("nameless") else kind
        if sense.name == "unknown" and (raiders := _whose_raiders(phrase[kept[0] :])):
            canonical, kind = _spell(raiders), "militia"
        elif sense.name == "unknown" and first in word_list("people"):
            kind = "militia"  # "Chechen gunmen" are somebody
        return [Reading(start, end, canonical, kind, None, None, sense.name)]
    if is_group_name(phrase[start:]):
        return [Reading(start, end, _spell(phrase[start:]), "militia", None, None, "group")]
    return []


def _rebels(phrase: list[Word], at: int | None) -> Reading | None:
    """The rebels whose word stands there, with the noun behind it: "rebel forces", "rebel leaders"."""
    return None if at is None else Reading(at, len(phrase), f"{phrase[at].fold}s", "rebel", None, None, "armed")


def _of_the_rulers(phrase: list[Word]) -> bool:
    """Whether fighters are those of the state: "regime fighters", but not "anti-government fighters"."""
    before = [word.fold for word in phrase[:-1]][-2:]
    return bool(before) and before[-1] in word_list("ruling") and not set(before) & word_list("against")


def _where_armed(phrase: list[Word], start: int) -> int:
    """Where a description of forces begins: behind words that say only whose, or of what sort: "Gulf-backed rebel
    forces"."""
    known = senses()
    for at in range(start, len(phrase) - 1):
        sense = known.get(phrase[at].fold)
        if phrase[at].fold in word_list("guarded") | word_list("against"):
            break
        if sense is not None and sense.name == "armed" and not phrase[at].fold.startswith("fighter"):
            return at  # a "fighter jet" is no jet of fighters
    return start


def _whose_raiders(phrase: list[Word]) -> list[Word]:
    """Raiders with the name of their people, and the head word: "suspected Turkana raiders"; a capital that the word
    may owe to its place in the sentence is no name."""
    named = [n for n, word in enumerate(phrase[:-1]) if n and word.text[0].isupper() and word.fold not in senses()]
    return phrase[named[0] :] if named and phrase[-1].fold in word_list("raiding") else []


def _two_peoples(phrase: list[Word], start: int, sense: Sense) -> list[Reading]:
    """The two sides of "Baluba and Lulua warriors"."""
    if len(phrase) - start != 4 or phrase[start + 1].fold != "and":
        return []
    names, noun = (phrase[start], phrase[start + 2]), phrase[-1].text
    if not all(name.text[0].isupper() for name in names) or phrase[start].fold in senses():
        return []
    ends = ((start, start + 1), (start + 2, len(phrase)))
    return [
        Reading(*ends[n], f"{name.text} {noun}", sense.kind, None, None, sense.name) for n, name in enumerate(names)
    ]


def _is_described(words: list[Word], sense: Sense) -> bool:
    """Whether a nameless phrase is somebody of its own: "rebels", "Kurdish forces", "pro-Assad troops"."""
    if sense.name in ("force", "craft", "site"):
        plane = sense.name == "craft" and words[0].fold == "fighter"
        armed = None if plane else senses().get(words[0].fold)
        own = word_list("people") | word_list("against") | word_list("manifold") | word_list("nameless")
        jet = sense.name == "craft" and words[0].fold == "fighter"
        return words[0].fold in own or (armed is not None and armed.name == "armed" and not jet)
    return sense.name in ("armed", "unknown", "people") or (sense.name == "group" and _is_armed(words[:-1]))


def _is_armed(words: list[Word]) -> bool:
    return any(word.fold in word_list("armed") for word in words)


def is_group_name(words: list[Word]) -> bool:
    """Whether unknown capitalised words look like an armed group's name: "Saraya al-Mukhtar", "Oromo Freedom Front"."""
    capital = [word for word in words if word.text[0].isupper()]
    if len(words) < 2 or not words[0].text[0].isupper():
        return False
    return words[0].text in word_list("forename") or (
        len(capital) == len(words) >= 3 and words[-1].text in word_list("surname")
    )


def _spell(words: list[Word]) -> str:
    """The words with their hyphens, a capital lowered that a common word owes only to its place in the sentence."""
    text = "".join(("-" if word.joined else " ") * (i > 0) + word.text for i, word in enumerate(words))
    sense = senses().get(words[0].fold)
    common = (sense and sense.name != "people") or words[0].fold in _plain()
    return text[0].lower() + text[1:] if common and not text[1:2].isupper() else text


@cache
def _plain() -> frozenset[str]:
    """Adjectives that are never part of a name."""
    return word_list("nameless") | word_list("armed") | word_list("manifold")
