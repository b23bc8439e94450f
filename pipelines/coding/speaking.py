"""Who speaks in a text: whose "we" and "our" it is.

Here belongs what source, dateline and letter tell of it. Whose the "we" of one quotation is, is in `reading`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from pipelines.coding import actors
from pipelines.coding.actor_kinds import STATE_KINDS
from pipelines.coding.lexicon import TROOPS, words
from pipelines.coding.record import Actor, Document, Span

SPEAKER = words("i we our us my")
_INSTITUTIONS = ("house", "ministry", "department", "pentagon", "kremlin", "headquarters", "palace", "command")
"""Words of a dateline that names an office and not a town: there the office speaks."""


def speaker(doc: Doc, document: Document, found: Sequence[Actor]) -> list[Actor]:
    """Whose "we" and "our" it is: the state behind the document's source, else the state whose forces a letter calls
    ours. `found` are the actors of the text."""
    spoken = actors.resolve(document.source) if document.source else None
    if spoken is not None and spoken.kind in STATE_KINDS | {"coalition", "igo"}:
        named = [actor for actor in found if actor.canonical == spoken.canonical][:1]
        voice = next((t for t in doc if t.lower_ in SPEAKER), None)
        if named or voice is None:
            return named
        return [replace(spoken, surface=voice.text, span=Span(voice.idx, voice.idx + len(voice)))]
    signed = document.dateline or ""
    if any(word in signed.lower() for word in _INSTITUTIONS) and (office := actors.resolve(signed.title())):
        return [office]
    ours = any(t.lower_ == "our" and t.head.lemma_.lower() in TROOPS for t in doc)
    ours = ours and sum(t.text == "I" for t in doc) > 1 + sum(t.lemma_ == "say" for t in doc)
    states = Counter(a.canonical for a in found if a.kind in STATE_KINDS)
    if not ours or not states:
        return []
    main = states.most_common(1)[0][0]
    return [actor for actor in found if actor.canonical == main][:1]
