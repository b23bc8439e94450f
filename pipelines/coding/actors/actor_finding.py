"""Where a text speaks of actors, and who they are.

Here belongs the walk over the parsed text: noun phrases, what completes them ("members of the Taliban"), and whether a
state's name is an actor or a place. How the words of one phrase are read is in `actor_phrases`, whom a phrase without a
name means in `actor_memory`; the names themselves are in `registry`.
"""

from bisect import bisect_left
from collections import Counter
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Phrase

from pipelines.coding.actors import actor_names, actor_phrases, actor_words, registry, unknown_groups
from pipelines.coding.actors.actor_memory import Memory
from pipelines.coding.actors.actor_names import Match
from pipelines.coding.actors.actor_phrases import Reading
from pipelines.coding.actors.actor_words import Sense, word_list
from pipelines.coding.actors.registry import Facts, Word
from pipelines.coding.actors.resolving import read_alone
from pipelines.coding.record import Actor, Document, Span


def find_actors(doc: Doc, document: Document, setting: Counter[str] | None = None) -> list[Actor]:
    """Every mention of an actor in text order; its span runs from the name or description to the end of the phrase.

    States after a preposition of place ("in Iraq") are places and left out, as are capitals that do not speak or act.
    A phrase that only points back is resolved where the text allows an answer. Unknown attackers have kind `unknown`.
    `setting` weighs the countries by code in which the text is set, for "the army" and the like.
    """
    return _Text(doc, document, setting or Counter()).actors()


_BRANCHES = ("branch", "affiliate", "offshoot", "wing", "arm", "franchise")
"""What a group is of another: "JNIM, the regional branch of al-Qaeda"."""
_CALLING = ("call", "name", "dub")
"""How a force is told its name: "the force, to be called KFOR"."""
_OF = ("of", "for", "from", "with")
_OFFICES = ("person", "government", "police")
_TITLED = ("person", "member", "armed", "group", "force", "police", "government", "coalition")


class _Text:
    """One text being read: its words, the names in them, and what it has told so far."""

    def __init__(self, doc: Doc, document: Document, setting: Counter[str]) -> None:
        self.doc = doc
        self.document = document
        self.text = doc.text
        self.words: list[Word] = registry.words(self.text)
        self.starts = [word.start for word in self.words]
        matches, year = actor_names.find(self.words), document.published.year
        self.context = actor_names.context_of(self.words, matches, year)
        above = registry.words(f"{document.title or ''}. {document.dateline or ''}")
        self.context.add(actor_names.context_of(above, actor_names.find(above), year))
        told = replace(self.context, setting=setting)
        self.matches = actor_names.decide(self.words, matches, told, actor_words.vouching())
        self.match_starts = [match.start for match in self.matches]
        self.memory = Memory(self.context, _speaker(document), setting)
        self.found: list[tuple[int, Reading]] = []
        self.short: dict[str, Reading] = {}

    def actors(self) -> list[Actor]:
        """The mentions, in order and without overlap: the one that begins first, then the longer, stands."""
        read = 0
        for chunk in self.doc.noun_chunks:
            first, last = self._range(chunk.start_char, chunk.end_char)
            first = max(first, read, self._between(read, first))
            last = max([last, *(match.end for match in self._beginning(first, last))])
            if first < last:
                self._chunk(chunk, first, last)
            read = max(read, last)
        self._between(read, len(self.words))
        text = self.document.text if len(self.document.text) == len(self.text) else self.text
        kept: list[Actor] = []
        for span, reading in sorted(((self._span(*item), item[1]) for item in self.found), key=_order):
            if not kept or not kept[-1].span.meets(span):
                actor_id = reading.actor_id
                kept.append(Actor(span.of(text), reading.canonical, span, actor_id, reading.iso3, reading.kind))
        return kept

    def _between(self, first: int, last: int) -> int:
        """Names that no noun phrase holds, or that one cuts in two ("Jaish-e-Mohammed"); capitals among them are
        places. Gives the word behind the last of them."""
        names = self._beginning(first, last)
        for match in names:
            if match.names[0].role != "seat":
                facts = match.names[0].facts
                self.found.append((match.start, actor_phrases.of_facts(0, match.end - match.start, facts)))
        return max((match.end for match in names), default=first)

    def _chunk(self, chunk: Phrase, first: int, last: int) -> None:
        """One noun phrase, with the names that reach beyond it ("Liberation Tigers of Tamil Eelam")."""
        phrase = self.words[first:last]
        _, sense = actor_words.head_sense(phrase)
        readings = [r for r in self._read(first, last) if not self._is_place(chunk, first, r)]
        if not readings or readings[0].actor_id is None:
            readings = self._unregistered(chunk, first, last) or self._completed(chunk, first, last, sense) or readings
        if not readings:
            readings = self.memory.two_sides(phrase, sense) or self.memory.person(phrase)
            readings = readings or self.memory.nameless(chunk, phrase, sense) or self.memory.owner(chunk, phrase)
        elif sense and (readings[0].actor_id is None or chunk.root.lemma_.lower() in _BRANCHES):
            known = self._apposed(chunk, first, sense)
            if not known and readings[0].actor_id is None:
                known = self.memory.described(chunk, phrase, sense, readings[0])
            readings = known or readings
        self.found.extend((first, reading) for reading in readings)
        if readings:
            self.memory.learn(phrase, sense, readings[0])
            behind = self._span(first, readings[-1]).end
            if short := unknown_groups.abbreviation(self.text[behind : behind + 12]):
                self.short.setdefault(short, readings[-1])

    def _unregistered(self, chunk: Phrase, first: int, last: int) -> list[Reading]:
        """A group that no register knows: by its abbreviation told before, or by a name that goes on behind the phrase
        ("the Popular Front for the Renewal of Ituri")."""
        for at, word in enumerate(self.words[first:last]):
            if word.text in self.short and len(word.text) > 1:
                return [replace(self.short[word.text], start=at, end=last - first)]
        end = unknown_groups.long_name(chunk)
        if end is None:
            return []
        end = self._range(chunk.start_char, end)[1]
        capital = (n for n in range(first, end) if self.words[n].text[0].isupper())
        at = next((n for n in capital if not actor_words.is_filler(self.words[n])), first)
        name = " ".join(word.text for word in self.words[at:end])
        return [Reading(at - first, end - first, name, "militia", None, None, "group")]

    def _read(self, first: int, last: int) -> list[Reading]:
        inside = [Match(m.start - first, m.end - first, m.names) for m in self._matches(first, last)]
        return actor_phrases.read(self.words[first:last], inside)

    def _is_place(self, chunk: Phrase, first: int, reading: Reading) -> bool:
        """Whether the name of a state or capital, alone, is a place: "in Iraq", "Mosul, Iraq", "Kabul fell"."""
        if reading.kind != "state" or reading.sense:
            return False
        match = next((m for m in self._matches(first + reading.start, first + reading.end)), None)
        role = match.names[0].role if match else None
        if match is None or role not in ("name", "seat"):
            return False
        root = next((t for t in chunk if t.idx == self.words[match.end - 1].start), chunk.root)
        if role == "seat":
            return not _speaks(root)
        if root.i != chunk.root.i:
            return False
        while root.dep_ == "conj" and root.head.i < root.i:
            root = root.head
        if root.dep_ == "pobj" and root.head.lower_ in word_list("where"):
            return True
        return root.dep_ in ("appos", "npadvmod", "nmod") and not self._named_at(root.head)

    def _named_at(self, token: Token) -> bool:
        return bool(self._matches(*self._range(token.idx, token.idx + len(token))))

    def _completed(self, chunk: Phrase, first: int, last: int, sense: Sense | None) -> list[Reading]:
        """A phrase and what completes it: "members of the Taliban", "militias tied to Iran", "X, founder of Y"."""
        for child in chunk.root.children:
            if child.i < chunk.root.i:
                continue
            if child.dep_ == "prep" and sense and sense.name in (*_TITLED, "craft", "unknown"):
                end, readings = self._below(child)
                if readings and _completes(child, sense, readings[0]):
                    return [replace(readings[0], start=0, end=end - first, sense=sense.name)]
                if not readings and (own := self._of_unknown(child, first, sense)):
                    return own
            if child.dep_ in ("acl", "amod") and child.lower_ in word_list("tie") and sense:
                end, readings = self._tied(child, sense)
                if readings:
                    return [replace(readings[0], start=0, end=end - first, sense=sense.name)]
            called = [c for c in child.children if c.dep_ in ("oprd", "attr")] if child.lemma_ in _CALLING else []
            if child.dep_ == "appos" or (called and sense):
                readings = self._read_tree(called[0] if called else child)[1]
                office = sense is not None and sense.name == "person"
                office |= bool(readings) and (bool(called) or _is_what_group_it_is(sense, readings[0]))
                if readings and (office or (chunk.root.pos_ == "PROPN" and readings[0].sense in _TITLED)):
                    return [replace(readings[0], start=0, end=last - first, sense="person")]
        return []

    def _of_unknown(self, preposition: Token, first: int, sense: Sense) -> list[Reading]:
        """Whose people they are by a name that no register knows: "rebels of the NDFX", "forces of warlord X"."""
        if preposition.lower_ != "of" or sense.name not in ("armed", "member", "group", "force"):
            return []
        noun = next((t for t in preposition.children if t.dep_ == "pobj"), None)
        named = unknown_groups.name_of(noun) if noun is not None else None
        if named is None:
            return []
        end = self._range(named.start_char, named.end_char)[1]
        kind = sense.kind if sense.name == "armed" else "militia"
        return [Reading(0, end - first, named.text, kind, None, None, sense.name)]

    def _apposed(self, chunk: Phrase, first: int, sense: Sense) -> list[Reading]:
        """Who a description right after a group's name is: "Asaib Ahl al-Haq, an Iraqi Shiite militia"."""
        if not self.found or sense.name not in ("armed", "group") or chunk[0].lower_ not in ("a", "an", "the"):
            return []
        before, reading = self.found[-1]
        between = self.text[self._span(before, reading).end : chunk.start_char].strip()
        named = reading.actor_id is not None and not reading.actor_id.startswith("state:")
        return (
            [replace(reading, start=0, end=self._range(chunk.start_char, chunk.end_char)[1] - first)]
            if named and between.lstrip(")") == ","
            else []
        )

    def _tied(self, tie: Token, sense: Sense) -> tuple[int, list[Reading]]:
        """Who is served by the people before "backed by", "led by" and the like, and the word after the name."""
        spans = [self._range(first.idx, last.idx + len(last)) for first, last in unknown_groups.tied_to(tie)]
        named = [match for span in spans for match in self._matches(*span)]
        named.sort(key=lambda match: match.names[0].facts.kind == "state")
        if not named:
            return self._loyal(tie, sense, spans)
        end, facts = named[0].end, named[0].names[0].facts
        if tie.lower_ == "loyal" and sense.name == "force":
            return end, [actor_phrases.of_facts(0, 0, facts)]
        if tie.lower_ == "led" and sense.name in ("armed", "group", "force", "coalition"):
            return end, [actor_phrases.led(facts)]
        return end, [actor_phrases.backed(facts, "militia")] if sense.name in ("armed", "group") else []

    def _loyal(self, tie: Token, sense: Sense, spans: list[tuple[int, int]]) -> tuple[int, list[Reading]]:
        """The followers of somebody whom no register knows: "forces loyal to General X"."""
        if tie.lower_ != "loyal" or sense.name not in ("armed", "group", "force", "member") or not spans:
            return 0, []
        name = [word.text for word in self.words[slice(*spans[-1])] if word.text[0].isupper()]
        noun = sense.name if sense.name == "force" else "fighter"
        return spans[-1][1], [Reading(0, 0, f"pro-{' '.join(name)} {noun}s", "militia", None, None)] if name else []

    def _below(self, preposition: Token) -> tuple[int, list[Reading]]:
        for child in preposition.children:
            if child.dep_ == "pobj":
                return self._read_tree(child)
        return 0, []

    def _read_tree(self, token: Token) -> tuple[int, list[Reading]]:
        """The actors of the noun phrase that a token heads, "of" phrases included, and the word after it."""
        first, last = self._range(token.left_edge.idx, token.idx + len(token))
        last = max([last, *(match.end for match in self._beginning(first, last))])
        readings = self._read(first, last)
        sense = actor_words.head_sense(self.words[first:last])[1] if first < last else None
        if readings or sense is None or sense.name not in _TITLED:
            return last, readings
        for child in token.children:
            end = last
            if child.dep_ == "prep" and child.lower_ in _OF:
                end, readings = self._below(child)
            elif child.dep_ == "appos":
                end, readings = self._read_tree(child)
            if readings:
                return end, [replace(readings[0], sense=sense.name)]
        return last, []

    def _span(self, first: int, reading: Reading) -> Span:
        last = first + max(reading.end, reading.start + 1) - 1
        return Span(self.words[first + reading.start].start, self.words[last].end)

    def _matches(self, first: int, last: int) -> list[Match]:
        return [match for match in self._beginning(first, last) if match.end <= last]

    def _beginning(self, first: int, last: int) -> list[Match]:
        return self.matches[bisect_left(self.match_starts, first) : bisect_left(self.match_starts, last)]

    def _range(self, start: int, end: int) -> tuple[int, int]:
        return bisect_left(self.starts, start), bisect_left(self.starts, end)


def _speaker(document: Document) -> Facts | None:
    """The state or alliance whose own text it is, told by the document's source ("The White House")."""
    reading = read_alone(document.source.split(" (")[0], None) if document.source else None
    facts = registry.actor(reading.actor_id) if reading and reading.actor_id else None
    return facts if facts and facts.kind in ("state", "coalition", "igo") else None


def _order(item: tuple[Span, Reading]) -> tuple[int, int]:
    return item[0].start, -item[0].end


def _is_what_group_it_is(sense: Sense | None, named: Reading) -> bool:
    """Whether a group is named right after the words that say what it is: "the militant group al-Shabaab"."""
    group = sense is not None and sense.name in ("armed", "group")
    return group and named.actor_id is not None and named.kind not in ("state", "igo", "coalition")


def _completes(preposition: Token, sense: Sense, reading: Reading) -> bool:
    """Whether a prepositional phrase says whose people they are: "of" does; "in Kyiv" does for officials only."""
    word = preposition.lower_
    if word == "in":
        return sense.name in _OFFICES and reading.kind == "state" and reading.sense is None
    return word == "of" or (word in _OF and reading.kind != "state")


def _speaks(token: Token) -> bool:
    """Whether a capital's name stands for its government: it speaks, acts, is spoken to or is party to something."""
    if token.dep_ == "conj":
        return _speaks(token.head)
    head, lemma = token.head, token.head.lemma_.lower()
    if token.dep_ == "nsubj":
        acts = any(child.dep_ in ("dobj", "ccomp", "xcomp") for child in head.children)
        return lemma in word_list("telling") or (acts and lemma not in word_list("witnessing"))
    if token.dep_ in ("dobj", "poss"):
        return lemma in word_list("addressing" if token.dep_ == "dobj" else "policy")
    return token.dep_ == "pobj" and head.lower_ in ("between", "by", "against", "with")
