"""Who a noun phrase means that stands alone, without the text around it: a document's source, a description.

Here belongs the reading of one phrase given as characters. Phrases in a parsed text are read in `actor_finding`.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.coding.actors import actor_names, actor_phrases, actor_words, registry
from pipelines.coding.actors.actor_kinds import REBEL_KINDS
from pipelines.coding.actors.actor_names import Context, Match
from pipelines.coding.actors.actor_phrases import Reading
from pipelines.coding.actors.registry import Word
from pipelines.coding.record import Actor, Span


def resolve(phrase: str, context: Context | None = None) -> Actor | None:
    """The actor that a noun phrase standing alone means, None where it names none; its span is empty.

    "senior Pentagon officials" is the United States, "Qais Khazali, founder of Asaib Ahl al-Haq" is Asaib Ahl al-Haq.
    """
    reading = read_alone(phrase, context)
    if reading is None:
        return None
    return Actor(phrase, reading.canonical, Span(0, 0), reading.actor_id, reading.iso3, reading.kind)


def same_fighters(span: Span, text: str, found: Sequence[Actor]) -> list[Actor]:
    """Who the armed people of a phrase are that stands before another noun ("the militants' shelling"): those last
    called so before it, else what the words say. `found` are the actors of the text, in order."""
    words = span.of(text).lower().split()
    earlier = [a for a in found if a.span.end <= span.start and a.surface.lower().split()[-1:] == words[-1:]]
    actor = earlier[-1] if earlier else resolve(span.of(text))
    return [replace(actor, span=span)] if actor is not None and actor.kind in REBEL_KINDS else []


def read_alone(phrase: str, context: Context | None) -> Reading | None:
    """The reading of the first part that names an actor, else of the first that describes one.

    The parts are the phrase up to its first relative clause or comma, then what follows each; what follows "of" counts
    only after a word for people or offices ("members of", not "Bank of").
    """
    for cut in (" who ", " that ", " which "):
        phrase = phrase.split(cut)[0]
    described: Reading | None = None
    for part in phrase.split(", "):
        pieces = [piece for of in part.split(" of ") for piece in of.split(" from ")]
        for number, piece in enumerate(pieces):
            text_words = registry.words(piece)
            before = actor_words.head_sense(registry.words(pieces[number - 1]))[1] if number else None
            if not text_words or (number and before is None):
                continue
            readings = actor_phrases.read(text_words, _names(text_words, context or Context()))
            if readings and readings[0].actor_id:
                return readings[0]
            described = described or (readings[0] if readings else None)
    return described


def _names(text_words: list[Word], context: Context) -> list[Match]:
    return actor_names.decide(text_words, actor_names.find(text_words), context, actor_words.vouching())
