"""The project's own gold sets: every label stands in its text, in the closed vocabularies, and says why."""

from collections import Counter

import pytest

from pipelines.evaluation import evaluate
from pipelines.evaluation.records import read_docs, read_gold
from pipelines.evaluation.run import CHECK_DOCS, CHECK_GOLD, DOCS, FIT_DOCS, FIT_GOLD, GOLD
from warehouse.codes import SUBTYPES, VOCABULARIES

OPEN = (read_docs(DOCS), read_gold(GOLD))
CHECK = (read_docs(CHECK_DOCS), read_gold(CHECK_GOLD))
DOCUMENTS = {doc["doc_id"]: doc for docs, _ in (OPEN, CHECK) for doc in docs}
EVENTS = OPEN[1] + CHECK[1]
SUBTYPES_OF = {(subtype.event_type, subtype.code) for subtype in SUBTYPES}
WITH_EVENTS = sorted({event["doc_id"] for event in EVENTS})


def one_line(text):
    return " ".join(text.split())


def of(doc_id):
    return [event for event in EVENTS if event["doc_id"] == doc_id]


def actors(event):
    return event["actors"]["source"] + event["actors"]["target"]


def places(event):
    return [place for role in ("from", "to", "at") for place in event["locations"][role]]


@pytest.mark.parametrize("doc_id", WITH_EVENTS)
def test_labels_stand_in_their_text(doc_id):
    text = DOCUMENTS[doc_id]["text"]
    for event in of(doc_id):
        for mention in (event["trigger"], *event["also"]):
            sentence = mention.get("sentence", event["sentence"])
            assert one_line(text[mention["start"] : mention["end"]]) == mention["text"]
            assert sentence["start"] <= mention["start"] < mention["end"] <= sentence["end"]
        assert [v["surface"] for v in actors(event) + places(event) if v["surface"] not in one_line(text)] == []
        assert event["weapon"] is None or event["weapon"] in text


@pytest.mark.parametrize("doc_id", WITH_EVENTS)
def test_labels_keep_to_the_vocabularies_and_give_a_reason(doc_id):
    for event in of(doc_id):
        assert (event["type"], event["subtype"]) in SUBTYPES_OF
        assert event["status"] in VOCABULARIES["status"]
        assert event["date_precision"] in VOCABULARIES["date_precision"]
        assert (event["date_start"] is None) == (event["date_end"] is None) == (event["date_precision"] == "unknown")
        assert event["date_start"] is None or event["date_start"] <= event["date_end"]
        assert {actor["kind"] for actor in actors(event)} <= VOCABULARIES["actor_kind"].keys()
        assert {place["level"] for place in places(event)} <= VOCABULARIES["place_level"].keys()
        assert event["quantity"] is None or event["quantity"]["kind"] in VOCABULARIES["quantity_kind"]
        assert len(event["notes"]) > 8


@pytest.mark.parametrize(
    ("gold_set", "passages", "conflicts", "empty", "required", "optional"),
    [(OPEN, 77, 27, 26, 457, 99), (CHECK, 33, 30, 12, 248, 45)],
    ids=["open", "check"],
)
def test_the_sets_are_as_wide_as_the_readme_says(gold_set, passages, conflicts, empty, required, optional):
    docs, events = gold_set
    with_events = {event["doc_id"] for event in events}
    assert (len(with_events), len(docs) - len(with_events)) == (passages, empty)
    assert len({DOCUMENTS[doc_id]["conflict"] for doc_id in with_events}) == conflicts
    assert Counter(bool(event["optional"]) for event in events) == {False: required, True: optional}
    readme = (GOLD.parent / "README.md").read_text(encoding="utf-8")
    assert f"{passages}, over {conflicts} conflicts" in readme
    assert f"{len(events)}, of which {required} are required and {optional} optional" in readme


def test_the_texts_for_fitting_are_as_many_as_the_readme_says_and_their_labels_stand_in_them():
    docs, events = read_docs(FIT_DOCS), read_gold(FIT_GOLD)
    texts = {doc["doc_id"]: doc["text"] for doc in docs}
    for event in events:
        assert (event["type"], event["subtype"]) in SUBTYPES_OF
        assert event["status"] in VOCABULARIES["status"]
        for mention in (event["trigger"], *event.get("also", ())):
            assert texts[event["doc_id"]][mention["start"] : mention["end"]] == mention["text"]
    empty = len(docs) - len({event["doc_id"] for event in events})
    required = sum(not event.get("optional") for event in events)
    readme = (GOLD.parent / "README.md").read_text(encoding="utf-8")
    assert f"{len(docs):,} texts, {empty} of them without any event" in readme
    assert f"{len(events):,} events, {required:,} of them required" in readme


def test_no_text_is_in_two_sets():
    ids = [doc["doc_id"] for path in (DOCS, CHECK_DOCS, FIT_DOCS) for doc in read_docs(path)]
    assert len(set(ids)) == len(ids)
    assert len({event["event_id"] for event in EVENTS}) == len(EVENTS)


def test_the_gold_agrees_with_itself():
    result = evaluate(EVENTS, EVENTS, DOCUMENTS.values(), strict=True)
    assert (result.headline, result.detection["all"].f1, result.slot_mean) == (1.0, 1.0, 1.0)
