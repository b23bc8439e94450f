"""Where a text speaks of actors, and who they are.

Here belongs the walk over the parsed text: noun phrases, what completes them ("members of the Taliban"), persons met
before with their office, and phrases that point back ("the group", "the government"). How one phrase is read is in
`actor_phrases`; the names themselves are in `registry`. Pronouns are left to the reading of roles.
"""

from bisect import bisect_left
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Phrase

from pipelines.coding import actor_phrases, registry
from pipelines.coding.actor_phrases import Reading, Sense, word_list
from pipelines.coding.record import Actor, Document, Span
from pipelines.coding.registry import Context, Facts, Match, Word


def find_actors(doc: Doc, document: Document) -> list[Actor]:
    """Every mention of an actor in text order; its span runs from the name or description to the end of the phrase.

    States after a preposition of place ("in Iraq") are places and left out, as are capitals that do not speak or act.
    A phrase that only points back is resolved where the text allows an answer. Unknown attackers have kind `unknown`.
    """
    return _Text(doc, document).actors()


def resolve(phrase: str, context: Context | None = None) -> Actor | None:
    """The actor that a noun phrase standing alone means, None where it names none; its span is empty.

    "senior Pentagon officials" is the United States, "Qais Khazali, founder of Asaib Ahl al-Haq" is Asaib Ahl al-Haq.
    """
    found: Reading | None = None
    for part in _parts(phrase):
        text_words = registry.words(part)
        readings = actor_phrases.read(text_words, registry.find(text_words), context) if text_words else []
        if readings and (found is None or readings[0].actor_id):
            found = readings[0]
            if found.actor_id:
                break
    return Actor(phrase, found.canonical, Span(0, 0), found.actor_id, found.iso3, found.kind) if found else None


def _parts(phrase: str) -> list[str]:
    """The phrase up to its first relative clause, comma or "of", then what follows each: the order of likelihood."""
    parts = [phrase]
    for cut in (" who ", " that ", " which ", ", ", " of ", " for ", " from "):
        parts = [piece for part in parts for piece in part.split(cut)]
    return parts


_OF = ("of", "for", "from", "with")
_ARMED = ("militia", "rebel", "terrorist")
_LISTED = ("force", "government", "police", "armed", "group", "coalition", "unknown")
"""Senses whose head words point back to who was last called so."""


class _Text:
    """One text being read: its words, the names in them, and what it has told so far."""

    def __init__(self, doc: Doc, document: Document) -> None:
        self.doc = doc
        self.document = document
        self.words: list[Word] = registry.words(doc.text)
        self.starts = [word.start for word in self.words]
        self.matches: list[Match] = registry.find(self.words)
        self.match_starts = [match.start for match in self.matches]
        self.context = registry.context_of(self.words, self.matches, document.published.year)
        self.persons: dict[str, Reading] = {}
        self.heads: dict[str, Reading] = {}
        self.last_armed: Facts | None = None
        self.found: list[tuple[int, Reading]] = []

    def actors(self) -> list[Actor]:
        """The mentions, in order and without overlap: the one that begins first, then the longer, stands."""
        read = 0
        for chunk in self.doc.noun_chunks:
            first, last = self._range(chunk.start_char, chunk.end_char)
            self._between(read, first)
            first = max(first, read)
            last = max([last, *(match.end for match in self._beginning(first, last))])
            if first < last:
                self._chunk(chunk, first, last)
            read = max(read, last)
        self._between(read, len(self.words))
        text = self.document.text if len(self.document.text) == len(self.doc.text) else self.doc.text
        kept: list[Actor] = []
        for span, reading in sorted(((self._span(*item), item[1]) for item in self.found), key=_order):
            if not kept or not kept[-1].span.meets(span):
                actor_id = reading.actor_id
                kept.append(Actor(span.of(text), reading.canonical, span, actor_id, reading.iso3, reading.kind))
        return kept

    def _between(self, first: int, last: int) -> None:
        """Names that no noun phrase holds; capitals among them are places."""
        for match in self._matches(first, last):
            name = registry.choose(match, self.context)
            if name and name.role != "seat":
                self.found.append((match.start, actor_phrases.of_facts(0, match.end - match.start, name.facts)))

    def _chunk(self, chunk: Phrase, first: int, last: int) -> None:
        """One noun phrase, with the names that reach beyond it ("Liberation Tigers of Tamil Eelam")."""
        phrase = self.words[first:last]
        _, sense = actor_phrases.head_sense(phrase)
        readings = [r for r in self._read(first, last) if not self._is_place(chunk, first, r)]
        if not readings or readings[0].actor_id is None:
            readings = self._completed(chunk, first, last, sense) or readings
        if not readings:
            readings = self._remembered(phrase) or self._pointing_back(chunk, phrase, sense)
        elif sense and sense.name == "armed" and actor_phrases.bare_length(phrase) == 1 and chunk[0].dep_ != "poss":
            readings = self._pointing_back(chunk, phrase, sense) or self._known_group(chunk, phrase) or readings
        self.found.extend((first, reading) for reading in readings)
        if readings:
            self._learn(phrase, sense, readings[0])

    def _read(self, first: int, last: int) -> list[Reading]:
        inside = [Match(m.start - first, m.end - first, m.names) for m in self._matches(first, last)]
        return actor_phrases.read(self.words[first:last], inside, self.context)

    def _is_place(self, chunk: Phrase, first: int, reading: Reading) -> bool:
        """Whether the name of a state or capital, alone, is a place: "in Iraq", "Mosul, Iraq", "Kabul fell"."""
        if reading.kind != "state" or reading.sense:
            return False
        match = next((m for m in self._matches(first + reading.start, first + reading.end)), None)
        name = registry.choose(match, self.context) if match else None
        if match is None or name is None or name.role not in ("name", "seat"):
            return False
        root = next((t for t in chunk if t.idx == self.words[match.end - 1].start), chunk.root)
        if name.role == "seat":
            return not _speaks(root)
        if root.i != chunk.root.i:
            return False
        while root.dep_ == "conj" and root.head.i < root.i:
            root = root.head
        if root.dep_ == "pobj" and root.head.lower_ in word_list("where"):
            return True
        return root.dep_ in ("appos", "npadvmod", "nmod") and not self._state_at(root.head)

    def _state_at(self, token: Token) -> bool:
        return bool(self._matches(*self._range(token.idx, token.idx + len(token))))

    def _completed(self, chunk: Phrase, first: int, last: int, sense: Sense | None) -> list[Reading]:
        """A phrase and what completes it: "members of the Taliban", "militias tied to Iran", "X, founder of Y"."""
        for child in chunk.root.children:
            if child.i < chunk.root.i:
                continue
            if child.dep_ == "prep" and child.lower_ in _OF and sense and sense.name not in ("civilians", "place"):
                end, readings = self._below(child)
                if readings and (child.lower_ == "of" or readings[0].kind != "state"):
                    return [replace(readings[0], start=0, end=end - first, sense=sense.name)]
            if child.dep_ in ("acl", "amod") and child.lower_ in word_list("tie") and sense:
                end, tied = self._tied(child) if sense.name in ("armed", "group") else (last, [])
                if tied:
                    return [replace(tied[0], start=0, end=end - first, sense=sense.name)]
            if child.dep_ == "appos" and chunk.root.pos_ == "PROPN":
                readings = self._read_tree(child)[1]
                if readings and readings[0].sense not in (None, "civilians", "unknown", "place"):
                    return [replace(readings[0], start=0, end=last - first, sense="person")]
        return []

    def _tied(self, tie: Token) -> tuple[int, list[Reading]]:
        """Who is served by the people before "backed by", "loyal to" and the like, and the word after the name."""
        span = self._range(tie.left_edge.idx, tie.right_edge.idx + len(tie.right_edge))
        named = [(m.end, name) for m in self._matches(*span) if (name := registry.choose(m, self.context, True))]
        named.sort(key=lambda item: item[1].facts.kind == "state")
        return named[0][0] if named else 0, [actor_phrases.backed(name.facts, "militia") for _, name in named[:1]]

    def _below(self, preposition: Token) -> tuple[int, list[Reading]]:
        for child in preposition.children:
            if child.dep_ == "pobj":
                return self._read_tree(child)
        return 0, []

    def _read_tree(self, token: Token) -> tuple[int, list[Reading]]:
        """The actors of the noun phrase that a token heads, "of" phrases included, and the word after it."""
        first, last = self._range(token.left_edge.idx, token.idx + len(token))
        readings = self._read(first, last)
        if readings:
            return last, readings
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in _OF:
                last, readings = self._below(child)
                if readings:
                    return last, [replace(readings[0], sense="person")]
        return last, []

    def _remembered(self, phrase: list[Word]) -> list[Reading]:
        """A person met before with their office: "Khazali" after "Qais Khazali, founder of Asaib Ahl al-Haq"."""
        reading = self.persons.get(phrase[-1].text)
        return [replace(reading, start=0, end=len(phrase))] if reading else []

    def _pointing_back(self, chunk: Phrase, phrase: list[Word], sense: Sense | None) -> list[Reading]:
        """A phrase without a name whose head word tells whom to look for: "the group", "the government".

        What a pronoun owns ("its troops") is left to the reading of roles, as is what is new to the text ("a group").
        """
        word, size, first = phrase[-1].fold, len(phrase), chunk[0]
        if (
            sense is None
            or actor_phrases.bare_length(phrase) > 4
            or first.dep_ == "poss"
            or first.lower_ in ("a", "an")
        ):
            return []
        if sense.name in _LISTED and word in self.heads and first.lower_ in word_list("definite"):
            return [replace(self.heads[word], start=0, end=size)]
        if phrase[-1].text[0].isupper() and chunk.start != chunk.sent.start and sense.name != "person":
            return []
        facts = self._home() if self._is_domestic(phrase, sense) else None
        return [actor_phrases.of_facts(0, size, facts, sense)] if facts else []

    def _known_group(self, chunk: Phrase, phrase: list[Word]) -> list[Reading]:
        """Who "the rebels" are: the only armed group that the text names, or for "the" the one it named last."""
        named = [registry.actor(actor_id) for actor_id in self.context.actors]
        armed = [facts for facts in named if facts.kind in _ARMED]
        if len(armed) != 1 and (chunk[0].lower_ not in word_list("definite") or self.last_armed is None):
            return []
        facts = armed[0] if len(armed) == 1 else self.last_armed
        return [actor_phrases.of_facts(0, len(phrase), facts)] if facts else []

    def _is_domestic(self, phrase: list[Word], sense: Sense) -> bool:
        """Whether the phrase means the state of the country that the text is about, though it does not name it.

        "the army", "security forces" and "army officers" do; a minister by name and "soldiers" only where the text is
        clearly about one country.
        """
        head = actor_phrases.head_sense(phrase)[0]
        before, last = phrase[head - 1].fold if head else "", head == len(phrase) - 1
        if sense.name in ("force", "police", "government"):
            return phrase[-1].fold in word_list("home") or before in word_list("guarded") or self._one_country()
        if sense.name != "person":
            return False
        if last:
            return phrase[head].fold.endswith("s") and before in word_list("official")
        return phrase[head].fold in word_list("office") and self._one_country()

    def _one_country(self) -> bool:
        counts = [count for iso3, count in self.context.countries.most_common(2) if registry.state(iso3)]
        return counts[:1] >= [6] and (len(counts) == 1 or counts[0] >= 2 * counts[1])

    def _home(self) -> Facts | None:
        """The country that the text is about: the one named most."""
        ranked = (registry.state(iso3) for iso3, _ in self.context.countries.most_common())
        return next((facts for facts in ranked if facts), None)

    def _learn(self, phrase: list[Word], sense: Sense | None, reading: Reading) -> None:
        """Remember the head word, and a person's surname, for phrases to come."""
        head = actor_phrases.head_sense(phrase)[0]
        if sense and sense.name in _LISTED and reading.kind not in ("civilians", "unknown"):
            self.heads[phrase[head].fold] = reading
        if reading.actor_id and reading.kind in _ARMED:
            self.last_armed = registry.actor(reading.actor_id)
        surname = phrase[-1]
        titled = (sense is not None and sense.name == "person" and head < len(phrase) - 1) or reading.sense == "person"
        if (
            titled
            and surname.text[0].isupper()
            and len(surname.text) > 2
            and surname.fold not in actor_phrases.senses()
        ):
            self.persons[surname.text] = reading

    def _span(self, first: int, reading: Reading) -> Span:
        last = first + max(reading.end, reading.start + 1) - 1
        return Span(self.words[first + reading.start].start, self.words[last].end)

    def _matches(self, first: int, last: int) -> list[Match]:
        return [match for match in self._beginning(first, last) if match.end <= last]

    def _beginning(self, first: int, last: int) -> list[Match]:
        return self.matches[bisect_left(self.match_starts, first) : bisect_left(self.match_starts, last)]

    def _range(self, start: int, end: int) -> tuple[int, int]:
        return bisect_left(self.starts, start), bisect_left(self.starts, end)


def _order(item: tuple[Span, Reading]) -> tuple[int, int]:
    return item[0].start, -item[0].end


def _speaks(token: Token) -> bool:
    """Whether a capital's name stands for its government: it speaks, decides, is spoken to or is party to something."""
    if token.dep_ == "conj":
        return _speaks(token.head)
    lemma = token.head.lemma_.lower()
    if token.dep_ in ("nsubj", "dobj", "poss"):
        return lemma in word_list({"nsubj": "telling", "dobj": "addressing", "poss": "policy"}[token.dep_])
    return token.dep_ == "pobj" and token.head.lower_ in ("between", "by", "against", "with")
