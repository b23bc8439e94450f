"""Text to syntax: the loaded spaCy pipeline, where sentences begin, and how a long text is cut for parsing.

Here belongs what turns characters into tokens, sentences and a dependency tree. What the words mean does not.

The text that is parsed has the length of `Document.text`, character for character: look-alike signs (curly quotes, hard
spaces, unusual hyphens) are replaced one for one, so every offset of the parse is an offset of the document.
"""

import re
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from itertools import pairwise

import numpy
from spacy.attrs import SENT_START  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from pipelines.coding.times.datelines import dateline_span, item_heads
from pipelines.coding.words import MODELS, bare_days, lost_subjects
from pipelines.coding.words.lexicon import ARMED, CRAFT, PARTITIVES, TROOPS, WEAPONS, words
from pipelines.coding.words.tokens import teach

CHUNK_CHARS = 20_000
"""The longest stretch of text that is parsed at once; longer texts are cut at the end of a paragraph."""

_LOOKALIKES = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\t": " ",
        "\r": " ",
    }
)
_NAME_PARTICLES = words("al el ad as at ul an ash az de da von van bin ibn")


@cache
def load(model: str = MODELS[0]) -> Language:
    """An English pipeline, loaded once: tagger, parser, lemmatizer and entities, with our own sentence beginnings."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")  # trained with spaCy 3.7, whose form 3.8 reads as well
        nlp: Language = import_module(model).load()
    teach(nlp.tokenizer)
    nlp.add_pipe("casus_sentence_starts", before="parser")
    nlp.add_pipe("casus_tags", last=True)
    nlp.add_pipe(bare_days.NAME, last=True)
    nlp.add_pipe("casus_lemmas", last=True)
    nlp.add_pipe("casus_speakers", last=True)
    nlp.add_pipe(lost_subjects.NAME, last=True)
    return nlp


def plain(text: str) -> str:
    """The same number of characters, with look-alike quotes, hyphens and spaces replaced by the usual ones."""
    return text.translate(_LOOKALIKES)


def parse(text: str, model: str = MODELS[0]) -> Doc:
    """One text, parsed. For many texts use `load().pipe(map(plain, texts))`."""
    return load(model)(plain(text))


def chunks(text: str) -> Iterator[tuple[int, str]]:
    """Pairs of offset and piece, each at most CHUNK_CHARS characters, cut at a paragraph, line, sentence or word."""
    start, size = 0, CHUNK_CHARS
    while len(text) - start > size:
        window = text[start : start + size]
        cut = size
        for mark in ("\n\n", "\n", ". ", " "):
            at = window.rfind(mark)
            if at > size // 2:
                cut = at + len(mark)
                break
        yield start, window[:cut]
        start += cut
    yield start, text[start:]


def is_wrapped(text: str) -> bool:
    """Whether lines are broken at a fixed width, so that a line break is not the end of a paragraph."""
    lines = [len(line) for line in text.split("\n") if line.strip()]
    full = [n for n in lines if 45 <= n <= 90]
    return len(lines) >= 6 and len(full) >= 0.6 * len(lines) and max(lines) <= 100


def is_heading(sentence: Span) -> bool:
    """Whether a line is a heading: short, without a full stop and without a finite verb ("Kivu conflict", "Kharkiv
    strikes")."""
    tokens = [token for token in sentence if not token.is_space]
    if not tokens or len(tokens) > 14 or tokens[-1].text in (".", "!", "?", '"', ":", ",", ";", "'"):
        return False
    if sentence.end < len(sentence.doc) and "\n" not in sentence.doc[sentence.end - 1].text:
        return False
    if len(tokens) > 4 and any(t.tag_ == "VB" and t.dep_ == "ROOT" for t in tokens):
        return False  # "Kenya to send soldiers to Haiti" is a headline that tells an event
    return len(tokens) <= 4 or not any(
        t.tag_ in ("VBZ", "VBP", "VBD", "MD") and t.pos_ in ("VERB", "AUX") for t in tokens
    )


_BULLETS = ("\u2022", "\u25cf", "\u25aa", "\u00b7", "*")
"""Signs before the points of a list."""
_NO_START = 2**64 - 1
"""-1 as spaCy writes it: no sentence begins here."""


_STATES = ("U.S.", "U.N.", "U.K.", "E.U.")
"""Names with dots, which are no sentences."""


@Language.component("casus_sentence_starts")
def sentence_starts(doc: Doc) -> Doc:
    """Begin a sentence behind a dateline and at each line that is a paragraph or heading; never begin one inside a
    dateline, at a lower-case word after a full stop, at the sign that ends a quotation or behind a bullet."""
    text = doc.text
    line, line_end = dateline_span(text)
    items = {news for _, _, news in item_heads(text)}
    wrapped = is_wrapped(text)
    breaks: Callable[[str], bool] = (
        (lambda space: "\n\n" in re.sub(" +", "", space)) if wrapped else (lambda space: "\n" in space)
    )
    starts = numpy.zeros(len(doc), dtype="uint64")  # written at once: spaCy's own setter looks through the whole text
    for before, token in pairwise(doc):
        if token.is_space:
            continue
        if (before.is_space and breaks(before.text)) or before.idx < line_end <= token.idx or token.idx in items:
            starts[token.i] = 1
        elif (
            line < token.idx < line_end
            or (before.text in _STATES and (before.i == 0 or starts[before.i] == 1))  # "- U.S. Marines landed"
            or (token.is_lower and token.text not in _NAME_PARTICLES)
            or (token.text == '"' and before.text in (".", "!", "?") and not before.whitespace_)
            or before.text in _BULLETS
        ):
            starts[token.i] = _NO_START
    doc.from_array([SENT_START], starts)  # type: ignore[arg-type]
    return doc


_HYPHENED = {
    ("cease", "fire"): "ceasefire",
    ("peace", "keeper"): "peacekeeper",
    ("blue", "helmet"): "peacekeeper",
    ("blue", "beret"): "peacekeeper",
    ("pull", "out"): "pullout",
    ("pull", "back"): "pullback",
    ("hand", "over"): "handover",
    ("draw", "down"): "drawdown",
    ("build", "up"): "buildup",
    ("counter", "attack"): "counterattack",
    ("counter", "offensive"): "counteroffensive",
    ("air", "strike"): "airstrike",
    ("shoot", "out"): "shootout",
    ("half", "time"): "halftime",
    ("semi", "final"): "semifinal",
    ("quarter", "final"): "quarterfinal",
    ("re", "enactment"): "reenactment",
    ("fire", "fighter"): "firefighter",
    ("thinning", "out"): "drawdown",
    ("pulling", "out"): "pullout",
}
"""Words that the tokenizer splits at their hyphen: first word and lemma of the second, with the lemma they make."""


def _join(hyphen: Token) -> None:
    """Give the head of two words joined by a hyphen the lemma of the whole ("cease-fire")."""
    parts = hyphen.nbor(-1), hyphen.nbor(1)
    lemma = _HYPHENED.get((parts[0].lower_, parts[1].lemma_.lower()))
    if lemma:
        head = parts[0] if parts[1].head == parts[0] else parts[1]
        head.lemma_ = lemma


_IRREGULAR = {
    "bases": "base",
    "bussed": "bus",
    "bussing": "bus",
    "taxes": "tax",
    "retook": "retake",
    "retaken": "retake",
    "overran": "overrun",
    "corpses": "corpse",
    "slew": "slay",
    "sank": "sink",
    "sunk": "sink",
    "waging": "wage",
    "waged": "wage",
    "staging": "stage",
    "staged": "stage",
    "raging": "rage",
    "raged": "rage",
}
"""Forms that the lemmatizer does not know, or takes for another word ("basis", "taxis")."""
_OWN_LEMMAS = words("barracks headquarters outskirts waters species measles earnings athletics")
"""Nouns that the lemmatizer robs of an s that is part of the word."""
_PARTICIPLES = words("overrun quit cut hit")
"""Participles like their infinitives, which the tagger takes for nouns: "was overrun"."""
_AUXILIARIES = words("be have")


@Language.component("casus_lemmas")
def lemmas(doc: Doc) -> Doc:
    """Mend lemmas: plurals with a capital ("U.S. Forces"), irregular verbs ("retook"), "were gone", "blue helmets"."""
    for token in doc:
        if token.lower_ in _IRREGULAR:
            token.lemma_ = _IRREGULAR[token.lower_]
        elif token.lower_ in _OWN_LEMMAS and token.tag_ in ("NN", "NNS"):
            token.lemma_ = token.lower_
        elif (
            token.lower_ in _PARTICIPLES
            and token.tag_ in ("NN", "VB")
            and token.i
            and token.nbor(-1).lemma_ in _AUXILIARIES
        ):
            token.tag_, token.pos_ = "VBN", "VERB"
        elif token.lower_ == "wound" and token.i + 1 < len(doc) and token.nbor().lower_ in ("up", "down"):
            token.lemma_ = "wind"
        elif token.text == "-" and 0 < token.i < len(doc) - 1:
            _join(token)
        elif token.lower_ in ("member", "members") and token.i and token.nbor(-1).lower_ == "service":
            token.lemma_ = "serviceman"
        elif token.lower_ == "gone" and any(child.lemma_ == "be" for child in token.children):
            token.lemma_ = "gone"
        elif token.lower_ in ("helmets", "berets") and token.i and token.nbor(-1).lower_ == "blue":
            token.lemma_ = "peacekeeper"
        elif token.tag_ in ("NNPS", "NNP") and len(token) > 4 and token.text[1:].islower():
            singular = token.lower_[:-1] if token.text.endswith("s") else token.lower_.replace("men", "man")
            known = token.lower_ != singular and singular in TROOPS | ARMED | PARTITIVES | WEAPONS | CRAFT
            if known or (token.tag_ == "NNPS" and token.text.endswith("s")):
                token.lemma_ = singular
    return doc


@Language.component("casus_tags")
def tags(doc: Doc) -> Doc:
    """Tag as verbs those that the tagger took for nouns and the parser for verbs: "600 men are to land at Goma", "Laos
    rejects the claim"; and as a noun what there was: "there was shelling in the east"."""
    for token in doc:
        below = {c.dep_ for c in token.children}
        bare = any(c.tag_ == "TO" and c.dep_ == "aux" for c in token.children)
        doubles = token.lower_ in ("double", "triple") and any(c.tag_ == "MD" for c in token.children)
        if doubles or (bare and token.tag_ in ("NN", "NNP")):
            token.tag_, token.pos_ = "VB", "VERB"
        elif token.tag_ == "NNS" and token.dep_ == "ROOT" and "nsubj" in below:
            token.tag_, token.pos_ = "VBZ", "VERB"
        elif token.tag_ == "VBG" and "expl" in below and not below & {"dobj", "nsubj", "ccomp", "xcomp"}:
            token.tag_, token.pos_, token.lemma_ = "NN", "NOUN", token.lower_
    return doc


_TELLS = words("say tell add report announce write confirm")


@Language.component("casus_speakers")
def speakers(doc: Doc) -> Doc:
    """Give a verb of saying at the end of a sentence the subject that the parser took for more of what was said:
    "killing 12 soldiers, two officers and a mayor said"; and the verb of a sentence the one that it took for more of
    who is the source: "According to a report by the army, rebels took the town"."""
    for verb in doc:
        telling = verb.lemma_ in _TELLS or verb.sent[0].lower_ == "according"
        if not telling or verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.i == verb.sent.start:
            continue
        helpers = [c.i for c in verb.lefts if c.dep_ in ("aux", "auxpass", "advmod")]
        speaker = doc[max(min([verb.i, *helpers]) - 1, verb.sent.start)]
        if speaker.pos_ not in ("NOUN", "PROPN") or any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
            continue
        while speaker.dep_ in ("conj", "appos"):
            between = doc[speaker.head.i + 1 : speaker.left_edge.i]
            if speaker.is_ancestor(verb):
                break  # "the army, AFP reported" may be read as an AFP that is reported
            if any(t.text == "," for t in between) and not any(t.dep_ == "cc" for t in between):
                speaker.head, speaker.dep_ = verb, "nsubj"
                break
            speaker = speaker.head
    return doc
