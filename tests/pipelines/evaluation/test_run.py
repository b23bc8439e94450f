from functools import cache

import pytest

from pipelines.evaluation.records import RecordError
from pipelines.evaluation.run import CHECK_DOCS, CHECK_GOLD, DOCS, GOLD, evaluate_coder


@cache
def measured():
    return evaluate_coder()


def test_the_coder_is_measured_on_the_own_gold_by_default():
    result = measured()
    assert result.documents == 103
    assert result.ignored == 0
    assert result.detection["all"].right + result.detection["all"].missed == 457


def test_the_coder_is_no_worse_than_it_was():
    result = measured()
    assert result.headline > 0.6
    assert result.detection["core"].f1 > 0.88
    assert result.slot_mean > 0.79
    assert result.false_in_empty_documents <= 8


def test_every_coded_event_has_a_confidence():
    figures = measured().reliability
    assert figures is not None
    assert figures.n == measured().detection["all"].right + measured().detection["all"].false


def test_confidence_tells_right_from_wrong_on_texts_that_it_was_not_fitted_on():
    figures = evaluate_coder(CHECK_GOLD, CHECK_DOCS).reliability
    assert figures is not None
    share = sum(b.n * b.share_right for b in figures.bins) / figures.n
    assert figures.brier < share * (1 - share) - 0.01  # what always saying the share right would score


def test_gold_without_its_documents_is_a_clear_mistake(tmp_path):
    with pytest.raises(RecordError, match="no such file"):
        evaluate_coder(GOLD, tmp_path / "docs.jsonl")
    with pytest.raises(RecordError, match="line 1: the document has no text"):
        evaluate_coder(GOLD, GOLD)
    with pytest.raises(RecordError, match="line 1: the event has no type"):
        evaluate_coder(DOCS, DOCS)
