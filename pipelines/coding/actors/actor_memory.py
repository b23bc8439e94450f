"""What a text has told of its actors so far, and whom a phrase without a name means by it.

Here belong back-references ("the group", "the rebels", "Haftar" after his office was named) and the country that a text
is about ("the army"). What a phrase says by itself is in `actor_phrases`. Pronouns are left to the reading of roles.
"""

from collections import Counter
from dataclasses import replace

from spacy.tokens import Span as Phrase

from pipelines.coding.actors import actor_phrases, actor_words, registry
from pipelines.coding.actors.actor_names import Context
from pipelines.coding.actors.actor_phrases import Reading
from pipelines.coding.actors.actor_words import Sense, word_list
from pipelines.coding.actors.registry import Facts, Word

_ARMED = ("militia", "rebel", "terrorist")
_LISTED = ("force", "government", "police", "armed", "group", "coalition")
"""Senses whose head words point back to who was last called so."""


_DEEDS = frozenset(("strike", "airstrike", "raid", "attack", "assault", "offensive", "bombardment", "shelling", "fire"))
"""What "army" before it does: "army shelling"."""


class Memory:
    """The actors of one text by head word and by surname, the armed group named last, and the countries named.

    `speaker` is the state or alliance whose own text it is (a press release, a letter), if it is one.
    """

    def __init__(self, context: Context, speaker: Facts | None, setting: Counter[str]) -> None:
        self.context = context
        self.countries = context.countries + setting
        self.setting = setting
        self.speaker = speaker
        self.persons: dict[str, Reading] = {}
        self.heads: dict[str, Reading] = {}
        self.last_armed: Facts | None = None

    def learn(self, phrase: list[Word], sense: Sense | None, reading: Reading) -> None:
        """Keep the head word of a phrase that was read, and the surname of a person with an office."""
        head = actor_words.head_sense(phrase)[0]
        telling = reading.actor_id is not None or actor_phrases.bare_length(phrase) > 1
        if sense and sense.name in _LISTED and telling and reading.kind not in ("civilians", "unknown"):
            self.heads[phrase[head].fold] = reading
        if reading.actor_id and reading.kind in _ARMED:
            self.last_armed = registry.actor(reading.actor_id)
        surname = phrase[-1]
        titled = sense is not None and sense.name == "person" and head < len(phrase) - 1
        named = surname.text[0].isupper() and len(surname.text) > 2 and surname.fold not in actor_words.senses()
        if named and (titled or reading.sense == "person"):
            self.persons[surname.text] = reading

    def person(self, phrase: list[Word]) -> list[Reading]:
        """A person met before with an office: "Khazali" after "Qais Khazali, founder of Asaib Ahl al-Haq"."""
        reading = self.persons.get(phrase[-1].text)
        return [replace(reading, start=0, end=len(phrase))] if reading else []

    def nameless(self, chunk: Phrase, phrase: list[Word], sense: Sense | None) -> list[Reading]:
        """Whom a phrase without a name and without a description means: "the group", "the troops", "the government".

        What a pronoun owns ("its troops") is left to the reading of roles, as is what is new to the text ("a group").
        """
        if sense is not None and (sense.name == "enemy" or any(w.fold in word_list("hostile") for w in phrase[:-1])):
            meant = chunk[0].lower_ in ("the", *word_list("hostile")) and chunk[0].dep_ != "poss"
            facts = self._enemy() if meant and sense.name in ("enemy", "force", "craft", "site") else None
            return [actor_phrases.of_facts(0, len(phrase), facts)] if facts else []
        first, last = chunk[0].lower_, phrase[-1]
        if sense is None or actor_phrases.bare_length(phrase) > 4 or chunk[0].dep_ == "poss":
            return []
        counted = len(phrase) > 2 and phrase[1].fold in word_list("count")  # "a thousand government soldiers"
        if (
            first in ("a", "an")
            and not counted
            and not _guarded(phrase, sense)
            and not _is_one_of_the_forces(chunk, phrase, sense)
        ):
            return []
        if first in word_list("definite") and sense.name in _LISTED:
            if last.fold in self.heads:
                return [replace(self.heads[last.fold], start=0, end=len(phrase))]
            if sense.name == "group" and actor_phrases.bare_length(phrase) == 1 and self.last_armed:
                return [actor_phrases.of_facts(0, len(phrase), self.last_armed, sense)]
        facts = self._domestic(chunk, phrase, sense)
        return [actor_phrases.of_facts(0, len(phrase), facts, sense)] if facts else []

    def owner(self, chunk: Phrase, phrase: list[Word]) -> list[Reading]:
        """Whom the owner in a phrase means: the army of "the army's offensive"."""
        struck = chunk.root.lemma_.lower() in _DEEDS  # "an army air strike"
        deps = ("poss", "compound") if struck else ("poss",)
        owner = next((c for c in chunk.root.children if c.dep_ in deps and c.tag_ in ("NN", "NNS")), None)
        held = [word for word in phrase if owner is not None and word.start < owner.idx + len(owner)]
        sense = actor_words.head_sense(held)[1] if held else None
        if owner is None or sense is None or sense.name not in ("force", "government", "police"):
            return []
        return self.nameless(owner.doc[owner.left_edge.i : owner.i + 1], held, sense)

    def described(self, chunk: Phrase, phrase: list[Word], sense: Sense, reading: Reading) -> list[Reading]:
        """Who "the rebels", "rebel boats" or "the Iran-backed group" are, where the text names the armed group."""
        definite = chunk[0].lower_ in word_list("definite")
        plain = all(w.fold in word_list("armed") for w in phrase[:-1] if not actor_words.is_filler(w))
        if reading.kind == "coalition" and sense.name in ("force", "craft", "coalition"):
            return [actor_phrases.of_facts(reading.start, reading.end, f, sense) for f in self._alliance()]
        if chunk[0].dep_ == "poss" or chunk[0].lower_ in ("a", "an"):
            return []
        if sense.name == "group":
            if self.last_armed is None or not definite or phrase[-1].fold.endswith("s"):
                return []
            return [actor_phrases.of_facts(reading.start, reading.end, self.last_armed, sense)]
        if not plain or sense.name not in ("armed", "force", "craft", "site"):
            return []
        if definite and sense.name == "armed" and phrase[-1].fold in self.heads:
            return [replace(self.heads[phrase[-1].fold], start=0, end=len(phrase))]
        return self._group(phrase, sense, definite)

    def _group(self, phrase: list[Word], sense: Sense, definite: bool) -> list[Reading]:
        """The only armed group that the text names, or for "the rebels" the one that it named last."""
        named = [registry.actor(actor_id) for actor_id in self.context.actors]
        armed = [facts for facts in named if facts.kind in _ARMED]
        facts = self.last_armed if definite else None
        if len(armed) == 1 and (definite or sense.kind != "terrorist"):
            facts = armed[0]
        return [actor_phrases.of_facts(0, len(phrase), facts, sense)] if facts else []

    def _alliance(self) -> list[Facts]:
        """The only coalition or mission that the text names: who "the multinational force" is."""
        named = [registry.actor(actor_id) for actor_id in self.context.actors]
        joint = [f for f in named if f.kind == "coalition" or (f.kind == "igo" and f.parent_id)]
        parents = {f.parent_id for f in joint}
        joint = [f for f in joint if f.actor_id not in parents]
        return joint if len(joint) == 1 else []

    def _domestic(self, chunk: Phrase, phrase: list[Word], sense: Sense) -> Facts | None:
        """The state of the country that the text is about, where a phrase means it without naming it.

        "the army", "military jets", "army officers" do; "soldiers" do where harm is done to them; "the Armed Forces"
        are the speaker's own. "Warplanes bombed" and a minister by name need a text that is clearly about one country.
        """
        head = actor_words.head_sense(phrase)[0]
        before, last = phrase[head - 1].fold if head else "", phrase[head]
        lent = any(c.dep_ == "prep" and c.lower_ == "from" for c in chunk.root.children)  # "battalions from Niger"
        if sense.name == "force" and self.speaker and before != "national" and not lent:
            return self._mission() or self.speaker
        if last.fold.startswith("peacekeeper"):
            named = [facts for actor_id in self.context.actors if (facts := registry.actor(actor_id)).kind == "igo"]
            return named[0] if len(named) == 1 else None
        if last.text[0].isupper() and chunk.start != chunk.sent.start and sense.name != "person":
            return None
        if last.fold in ("guard", "guards") and before == "security":
            return None
        if sense.name in ("force", "police", "government", "craft", "site"):
            meant = last.fold in word_list("home") or before in word_list("guarded")
            meant |= last.fold == "force" and before == "air"
            meant |= sense.name in ("craft", "site") and before in word_list("equipped")
            meant |= sense.name == "force" and _harmed(chunk)
            crewed = sense.name == "force" or (sense.name == "craft" and last.fold not in word_list("unmanned"))
            home = self.home() if meant or (crewed and _strikes(chunk) and self._alone()) else None
            troops = sense.name in ("force", "craft", "site") and before not in ("security", "police")
            occupier = _OCCUPIERS.get(home.iso3 or "") if home is not None and troops else None
            return registry.state(occupier) if occupier else home
        if sense.name == "person" and head == len(phrase) - 1:
            many = last.fold.endswith("s") or _is_one_of_the_forces(chunk, phrase, sense)
            return self.home() if many and before in word_list("official") else None
        if sense.name == "armed":
            return self.home() if before in word_list("ruling") else None
        office = sense.name == "person" and last.fold in word_list("office")
        return self._spoken_of() if office and (self._alone() or _harmed(chunk)) else None

    def two_sides(self, phrase: list[Word], sense: Sense | None) -> list[Reading]:
        """The state and its enemy in one phrase: "government and rebel forces", "army and rebel positions"."""
        at = next((n for n, word in enumerate(phrase) if word.fold == "and"), 0)
        if sense is None or sense.name not in ("force", "craft", "site") or not 0 < at < len(phrase) - 2:
            return []
        home = self.home()
        armed = [n for n in (at - 1, at + 1) if phrase[n].fold in word_list("armed") - word_list("official")]
        ruled = [n for n in (at - 1, at + 1) if phrase[n].fold in word_list("guarded") and n not in armed]
        if home is None or len(armed) != 1 or len(ruled) != 1:
            return []
        group = next(iter(self._group(phrase, sense, definite=True)), None)
        noun = f"{phrase[armed[0]].fold.removesuffix('s')}s"
        group = group or Reading(0, 0, noun, "rebel", None, None, sense.name)
        ends = {at - 1: (at - 1, at), at + 1: (at + 1, len(phrase))}
        sides = [(ends[ruled[0]], actor_phrases.of_facts(0, 0, home, sense)), (ends[armed[0]], group)]
        return [replace(side, start=start, end=end) for (start, end), side in sorted(sides, key=lambda s: s[0])]

    def _enemy(self) -> Facts | None:
        """Who the enemy of a partisan text is: the one that it names most among states and armed groups, but for its
        own side and the state in which it happens."""
        own = {self.speaker.actor_id} if self.speaker else set()
        home = self.home()
        own |= {home.actor_id} if home and not own else set()
        named = Counter({registry.actor(i): n for i, n in self.context.actors.items()})
        named += Counter({f: n for iso3, n in self.context.countries.items() if (f := registry.state(iso3))})
        ranked = [(f, n) for f, n in named.most_common() if f.kind in ("state", *_ARMED) and f.actor_id not in own]
        clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][1] > ranked[1][1])
        return ranked[0][0] if clear else None

    def _mission(self) -> Facts | None:
        """The mission of the organisation that speaks, where the text names one: its forces are that mission's."""
        named = [registry.actor(actor_id) for actor_id, _ in self.context.actors.most_common()]
        return next(
            (f for f in named if self.speaker and f.parent_id == self.speaker.actor_id and f.kind == "igo"), None
        )

    def home(self) -> Facts | None:
        """The country that the text is about: the one that is named most and in which most of it happens."""
        named = sorted(self.countries, key=lambda iso3: (-self.countries[iso3], -self.setting[iso3]))
        ranked = (registry.state(iso3) for iso3 in named)
        return next((facts for facts in ranked if facts), None)

    def _spoken_of(self) -> Facts | None:
        """Whose ministers speak without their country: the state that a text set in one country names most."""
        named = Counter({i: n for i, n in self.context.countries.items() if registry.state(i)}).most_common(2)
        clear = len(named) == 1 or (len(named) == 2 and named[0][1] > named[1][1])
        return registry.state(named[0][0]) if named and clear else self.home()

    def _alone(self) -> bool:
        counts = [count for iso3, count in self.countries.most_common(2) if registry.state(iso3)]
        return counts[:1] >= [6] and (len(counts) == 1 or counts[0] >= 2 * counts[1])


_OCCUPIERS = {"PSE": "ISR"}
"""Whose army is meant where the state of the place has police and security forces only."""


def _is_one_of_the_forces(chunk: Phrase, phrase: list[Word], sense: Sense) -> bool:
    """Whether one of the home forces suffers, though new to the text: "a soldier was killed"."""
    officer = sense.name == "person" and len(phrase) > 1 and phrase[-2].fold in ("army", "police", "military", "navy")
    return (officer or sense.name in ("force", "police")) and _harmed(chunk)


def _guarded(phrase: list[Word], sense: Sense) -> bool:
    """Whether a site or vehicle is one of the forces of the state, though new to the text: "an army post"."""
    before = phrase[-2].fold if len(phrase) > 1 else ""
    return sense.name in ("site", "craft") and before in (word_list("guarded") | {"military"}) - {
        "armed",
        "paramilitary",
    }


def _harmed(chunk: Phrase) -> bool:
    """Whether the phrase suffers: "soldiers were killed", "ambushed two soldiers", "five soldiers died"."""
    verb = chunk.root.head.lemma_.lower()
    if chunk.root.dep_ in ("dobj", "nsubjpass"):
        return verb in word_list("harm")
    return chunk.root.dep_ == "nsubj" and verb in word_list("dying")


def _strikes(chunk: Phrase) -> bool:
    acting = chunk.root.dep_ == "nsubj" and chunk.root.tag_ == "NNS"
    return acting and chunk.root.head.lemma_.lower() in word_list("striking")
