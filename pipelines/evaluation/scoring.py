"""The figures: precision, recall and F1 of detection and of whole events, slot accuracies, confusions, errors.

Here belong what a pair of events is worth and how worths are summed up. How the figures look does not.

Two kinds of figure: an event is *detected* when a coded event of its type stands at its words; its *core* is right
when status, date (the stretches meet), source and place are right too, wherever the gold has them. The F1 of the core
over all types but statements is the headline: plain detection can be reached by spotting keywords, the core cannot.
Optional gold events are neither rewarded nor missed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pipelines.evaluation.calibration import Cut, Judged, Reliability, cuts, reliability
from pipelines.evaluation.likeness import any_same, dates_agree, dates_meet, same_actor, same_amount, same_place
from pipelines.evaluation.matching import acceptable, pair
from pipelines.evaluation.records import ROLES, Event, event

TYPES = ("attack", "troop_movement", "force_level", "agreement", "statement")
CORE, ALL = "core", "all"  # sums: every type but statements; every type
CORE_SLOTS = ("status", "date_overlap", "source", "location_any")
# stricter or looser views of another slot: shown, and never needed for an event that is right in all slots
VIEWS = ("status_strict", "date_tight", "source_unknown", "location_recall", "location_country")
SLOTS = (
    "subtype", "status", "status_strict", "date_overlap", "date_tight", "source", "source_unknown", "target",
    "location_any", "location_role", "location_recall", "location_country", "quantity", "fatalities", "wounded",
)  # fmt: skip


@dataclass(frozen=True)
class Score:
    """Events right, events coded and not right, events of the gold that were not got right."""

    right: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of the coded events that are right; 0 where none was coded."""
        return self.right / (self.right + self.false) if self.right + self.false else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold's events that are right; 0 where there is none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = 2 * self.right + self.false + self.missed
        return 2 * self.right / both if both else 0.0


@dataclass(frozen=True)
class Accuracy:
    """Share right among `n` paired events whose gold has the slot."""

    n: int
    share: float


@dataclass(frozen=True)
class Error:
    """A gold event MISSED, a coded event FALSE, or a pair with wrong `slots` (SLOT), and the words it stands in."""

    doc_id: str
    kind: str
    gold: Event | None
    coded: Event | None
    slots: tuple[str, ...]
    words: str
    words_start: int


@dataclass(frozen=True)
class Evaluation:
    """All figures of one comparison. Scores have the types as keys, then `core` (no statements) and `all`."""

    strict: bool
    documents: int
    detection: dict[str, Score]
    core_slots: dict[str, Score]
    all_slots: dict[str, Score]
    slots: dict[str, Accuracy]
    slots_by_type: dict[str, dict[str, Accuracy]]
    status_confusion: dict[tuple[str, str], int]  # (gold, coded) -> pairs
    found_by: dict[str, tuple[int, int]]  # "status planned", "historic", ... -> detected, in the gold
    optional_found: int
    duplicates: int
    false_in_empty_documents: int
    ignored: int  # coded events of documents that nobody labelled
    judged: tuple[Judged, ...]
    reliability: Reliability | None  # None where no coded event has a confidence
    cuts: tuple[Cut, ...]  # what abstaining below a threshold does to events right in their core
    errors: tuple[Error, ...]

    @property
    def headline(self) -> float:
        """F1 of events right in status, date, source and place, statements aside."""
        return self.core_slots[CORE].f1

    @property
    def slot_mean(self) -> float:
        """Mean accuracy over the slots that occur."""
        return sum(slot.share for slot in self.slots.values()) / len(self.slots) if self.slots else 0.0


def slot_values(gold: Event, coded: Event) -> dict[str, float]:
    """For each slot that the gold has: 1 where the coded event is right, 0 where not, a share for `location_recall`."""
    right: dict[str, float] = {
        "subtype": acceptable(gold, "subtype", coded.subtype),
        "status": acceptable(gold, "status", coded.status),
        "status_strict": gold.status == coded.status,
    }
    if gold.start:
        right |= {"date_overlap": dates_meet(gold, coded), "date_tight": dates_agree(gold, coded)}
    if gold.source:
        right["source"] = any_same(gold.source, coded.source, same_actor)
    elif gold.type == "attack":
        right["source_unknown"] = all(actor.kind == "unknown" or not actor.canonical for actor in coded.source)
    if gold.target:
        right["target"] = any_same(gold.target, coded.target, same_actor)
    if gold.all_places:
        right |= _place_values(gold, coded)
    for slot in ("quantity", "fatalities", "wounded"):
        amount = getattr(gold, slot)
        if amount:
            right[slot] = same_amount(amount, getattr(coded, slot))
    return {slot: float(value) for slot, value in right.items()}


def _place_values(gold: Event, coded: Event) -> dict[str, float]:
    places, others = gold.all_places, coded.all_places
    roles = [role for role in ROLES if gold.places[role]]
    right = {
        "location_any": any_same(places, others, same_place),
        "location_role": all(any_same(gold.places[role], coded.places[role], same_place) for role in roles),
        "location_recall": sum(any_same([place], others, same_place) for place in places) / len(places),
    }
    countries = {place.country for place in places if place.country}
    return right | ({"location_country": bool(countries & {place.country for place in others})} if countries else {})


class _Tally:
    """Running counts over the documents; `result` turns them into an Evaluation."""

    def __init__(self, strict: bool, texts: Mapping[str, str]) -> None:
        self.strict = strict
        self.texts = texts
        self.right = Counter[str]()
        self.false = Counter[str]()
        self.missed = Counter[str]()
        self.core_right = Counter[str]()
        self.all_right = Counter[str]()
        self.slots: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        self.confusion = Counter[tuple[str, str]]()
        self.found = Counter[str]()
        self.wanted = Counter[str]()
        self.optional_found = self.duplicates = self.false_in_empty = 0
        self.judged: list[Judged] = []
        self.errors: list[Error] = []

    def add(self, gold: list[Event], coded: list[Event]) -> None:
        """Count one document."""
        pairing = pair(gold, coded)
        for i, labelled in enumerate(gold):
            partner = coded[pairing.pairs[i]] if i in pairing.pairs else None
            if labelled.optional:
                self.optional_found += partner is not None
            else:
                self._required(labelled, partner)
        for j in (*pairing.false, *(pairing.duplicates if self.strict else ())):
            self.false[coded[j].type] += 1
        for j in pairing.false:
            self._judge(coded[j], right=False)
            self._error("FALSE", None, coded[j], ())
        self.duplicates += len(pairing.duplicates)
        self.false_in_empty += 0 if gold else len(pairing.false)

    def _required(self, gold: Event, coded: Event | None) -> None:
        groups = (f"status {gold.status}", "historic" if gold.historic else "current", f"subtype {gold.subtype}")
        self.wanted.update(groups)
        if coded is None:
            self.missed[gold.type] += 1
            self._error("MISSED", gold, None, ())
            return
        self.found.update(groups)
        self.right[gold.type] += 1
        self.confusion[gold.status or "none", coded.status or "none"] += 1
        values = slot_values(gold, coded)
        for slot, value in values.items():
            self.slots[slot].append((gold.type, value))
        core_right = all(values.get(slot, 1) for slot in CORE_SLOTS)
        self.core_right[gold.type] += core_right
        self.all_right[gold.type] += all(value == 1 for slot, value in values.items() if slot not in VIEWS)
        self._judge(coded, right=core_right)
        wrong = tuple(slot for slot, value in values.items() if value != 1)
        if wrong:
            self._error("SLOT", gold, coded, wrong)

    def _judge(self, coded: Event, *, right: bool) -> None:
        if coded.confidence is not None:
            self.judged.append(Judged(coded.doc_id, coded.confidence, right, coded.event_id))

    def _error(self, kind: str, gold: Event | None, coded: Event | None, slots: tuple[str, ...]) -> None:
        at = gold or coded
        assert at is not None
        span = (at.sentences or at.triggers)[0]
        words = self.texts.get(at.doc_id, "")[span.start : span.end]
        self.errors.append(Error(at.doc_id, kind, gold, coded, slots, words, span.start))

    def _scores(self, types: list[str], right: Counter[str]) -> dict[str, Score]:
        """A score for each type and sum, where `right` of the detected events count."""
        groups = {t: [t] for t in types} | {CORE: [t for t in types if t != "statement"], ALL: types}
        scores = {}
        for name, members in groups.items():
            good = sum(right[t] for t in members)
            coded = sum(self.right[t] + self.false[t] for t in members)
            labelled = sum(self.right[t] + self.missed[t] for t in members)
            scores[name] = Score(good, coded - good, labelled - good)
        return scores

    def _accuracies(self, only: str | None = None) -> dict[str, Accuracy]:
        kept = {slot: [v for t, v in self.slots[slot] if only in (None, t)] for slot in SLOTS}
        return {slot: Accuracy(len(values), sum(values) / len(values)) for slot, values in kept.items() if values}

    def result(self, documents: int, ignored: int) -> Evaluation:
        """The figures of everything counted."""
        types = [*TYPES, *sorted((set(self.right) | set(self.false) | set(self.missed)) - set(TYPES))]
        return Evaluation(
            strict=self.strict,
            documents=documents,
            detection=self._scores(types, self.right),
            core_slots=self._scores(types, self.core_right),
            all_slots=self._scores(types, self.all_right),
            slots=self._accuracies(),
            slots_by_type={t: self._accuracies(t) for t in types},
            status_confusion=dict(sorted(self.confusion.items())),
            found_by={group: (self.found[group], self.wanted[group]) for group in sorted(self.wanted)},
            optional_found=self.optional_found,
            duplicates=self.duplicates,
            false_in_empty_documents=self.false_in_empty,
            ignored=ignored,
            judged=tuple(self.judged),
            reliability=reliability(self.judged) if self.judged else None,
            cuts=cuts(self.judged, self.right.total() + self.missed.total()),
            errors=tuple(self.errors),
        )


def evaluate(
    gold: Iterable[Mapping[str, Any]],
    system: Iterable[Mapping[str, Any]],
    docs: Iterable[Mapping[str, Any]],
    strict: bool = False,
) -> Evaluation:
    """Hold coded records against gold records, over the documents given (those without gold events count as empty).

    With `strict`, an event told twice counts as a false one. Raises records.RecordError for a bad record.
    """
    texts = {doc["doc_id"]: doc["text"] for doc in docs}
    labelled: defaultdict[str, list[Event]] = defaultdict(list)
    coded: defaultdict[str, list[Event]] = defaultdict(list)
    for number, row in enumerate(gold):
        labelled[row["doc_id"]].append(event(row, number))
    for number, row in enumerate(system):
        coded[row["doc_id"]].append(event(row, number))
    documents = list(dict.fromkeys([*texts, *labelled]))
    tally = _Tally(strict, texts)
    for doc_id in documents:
        tally.add(labelled[doc_id], coded[doc_id])
    ignored = sum(len(events) for doc_id, events in coded.items() if doc_id not in labelled and doc_id not in texts)
    return tally.result(len(documents), ignored)
