import json

import pytest

from pipelines.evaluation.records import Amount, Party, RecordError, event, read_docs, read_gold
from tests.pipelines.evaluation.samples import DOC, LEFT

BARE = {"doc_id": "t1", "type": "attack", "trigger": {"start": 3, "end": 9}}


def test_a_bare_record_knows_nothing_more():
    bare = event(BARE, 7)
    assert (bare.event_id, bare.start, bare.quantity, bare.source, bare.all_places) == ("coded#7", None, None, (), ())
    assert bare.confidence is None


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2003", "2003-01-01", "2003-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2015-05-04", "2015-05-04", "2015-05-04"),
    ],
)
def test_dates_cover_what_they_name(written, first, last):
    read = event(BARE | {"date_start": written})
    assert (str(read.start), str(read.end)) == (first, last)


def test_short_forms_are_read():
    read = event(BARE | {"actors": {"source": "rebels"}, "fatalities": 4, "locations": {"at": "Goma"}})
    assert read.source == (Party("rebels", "rebels"),)
    assert read.fatalities == Amount(4, None, None)
    assert read.places["at"][0].canonical == "Goma"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON"),
        ("[1]", "a JSON list"),
        ('{"type": "attack"}', "the event has no doc_id"),
        ('{"doc_id": "a", "type": "attack"}', "the event has no span"),
        (json.dumps(BARE | {"date_start": "May 2015"}), "the date 'May 2015' is not one"),
        (json.dumps(BARE | {"actors": ["rebels"]}), '"actors" is a JSON list'),
    ],
)
def test_a_bad_line_is_named_with_its_remedy(tmp_path, line, message):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(LEFT) + "\n\n" + line + "\n", encoding="utf-8")
    with pytest.raises(RecordError) as error:
        read_gold(path)
    assert str(error.value).startswith(f"{path}, line 3: {message}")
    assert error.value.remedy


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"text": None}, "the document has no text"),
        ({"published": "6 May"}, "published is '6 May'"),
    ],
)
def test_a_document_needs_its_text_and_date(tmp_path, change, message):
    path = tmp_path / "docs.jsonl"
    path.write_text(json.dumps(DOC | change), encoding="utf-8")
    with pytest.raises(RecordError, match=message):
        read_docs(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(RecordError, match="no such file"):
        read_gold(tmp_path / "none.jsonl")
