"""The words of actors: what head words stand for, and the lists of words by which phrases are read.

Here belongs the loading of `heads.csv` and `words.csv` in `warehouse/seeds/actors/`, and where the head word of a
phrase stands. How a whole phrase is read is in `actor_phrases`.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import warehouse
from pipelines.coding.actors.registry import Word

_SEEDS = Path(warehouse.__file__).parent / "seeds" / "actors"


@dataclass(frozen=True, slots=True)
class Sense:
    """What a head word stands for (the first column of `heads.csv`) and the kind of actor that it makes by itself."""

    name: str
    kind: str


@cache
def senses() -> dict[str, Sense]:
    """Every head word of `heads.csv`, folded, with its sense."""
    return {w: Sense(r["sense"], r["kind"]) for r in _rows("heads") for w in r["words"].split("|")}


@cache
def vouching() -> frozenset[str]:
    """Head words that show that the abbreviation before them is an armed actor: "AA fighters"."""
    return frozenset(w for w, sense in senses().items() if sense.name in ("force", "armed", "group", "police"))


@cache
def word_list(name: str) -> frozenset[str]:
    """One list of `words.csv`; KeyError for an unknown list."""
    return {row["list"]: frozenset(row["words"].split("|")) for row in _rows("words")}[name]


def head_sense(phrase: list[Word]) -> tuple[int, Sense | None]:
    """Where the head word stands and its sense: the last word, or the last known noun before a person's name."""
    known, last = senses(), len(phrase) - 1
    for i in range(last, -1, -1):
        sense = known.get(phrase[i].fold)
        if sense and i and phrase[i - 1].fold == "fire" and phrase[i].fold.startswith("fighter"):
            return i, known["firefighter"]
        if sense and (i == last or sense.name in ("person", "government", "group", "force", "armed")):
            return i, sense
        if not (phrase[i].text[0].isupper() or phrase[i].text[0].isdigit() or phrase[i].fold in word_list("particle")):
            break
    return last, None


def rebels_of_leaders(phrase: list[Word]) -> int | None:
    """Where the word for rebels stands in "rebel leaders" and "insurgent commanders", who speak for them."""
    at = len(phrase) - 2
    return at if at >= 0 and phrase[-1].fold.endswith("s") and _rebel(phrase[at]) else None


def rebels_beside_the_state(phrase: list[Word]) -> int | None:
    """Where it stands in "Chadian government and rebel forces": whatever the noun, two sides have it."""
    rows = (at for at in range(2, len(phrase) - 1) if phrase[at - 1].fold == "and" and _rebel(phrase[at]))
    return next((at for at in rows if phrase[at - 2].fold in ("government", "army", "military", "state")), None)


def _rebel(word: Word) -> bool:
    sense = senses().get(word.fold)
    return sense is not None and sense.kind == "rebel"


def is_filler(word: Word) -> bool:
    """Whether a word is an article, a number, a title or the like, and says nothing of who is meant."""
    sized = word.joined and word.fold in ("man", "strong")  # "a 2,000-man militia"
    return word.fold in word_list("filler") or word.text[0].isdigit() or sized


def _rows(table: str) -> list[dict[str, str]]:
    with (_SEEDS / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
