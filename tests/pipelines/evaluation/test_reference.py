"""The figures are those of the reference scorer, on coded events that a seeded hand has spoilt.

Where two coded events agree equally well with a label, the two may pair it differently; the seeds bring no such tie
that shows in the figures.
"""

import copy
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.evaluation import evaluate

GOLD_SET = Path(__file__).parents[3].parent / "shared" / "gold"


def spoilt(gold, docs, seed):
    """Each gold event none, one or two times, some with another value in a slot, another span or another document."""
    hand = random.Random(seed)
    events = []
    for label in gold:
        for _ in range(hand.choice([0, 1, 1, 1, 2])):
            row, other = copy.deepcopy(label), copy.deepcopy(hand.choice(gold))
            row["status"] = hand.choice([row["status"]] * 4 + ["planned", "possible"])
            row["subtype"] = hand.choice([row["subtype"]] * 5 + ["airstrike"])
            row["doc_id"] = hand.choice([row["doc_id"]] * 20 + [hand.choice(docs)["doc_id"]])
            for slot in ("actors", "locations", "quantity", "fatalities", "date_end"):
                row[slot] = hand.choice([row[slot]] * 5 + [other[slot]])
            shift = hand.choice([0] * 6 + [40])
            for part in ("trigger", "sentence"):
                row[part] = row[part] | {end: row[part][end] + shift for end in ("start", "end")}
            events.append({key: row[key] for key in row if key not in ("alternatives", "optional", "also")})
    return events


@pytest.mark.shared
@pytest.mark.skipif(not (GOLD_SET / "score.py").exists(), reason="the reference gold set is not beside the checkout")
@pytest.mark.parametrize(("seed", "strict"), [(1, False), (14, True)])
def test_figures_agree_with_the_reference_scorer(tmp_path, seed, strict):
    gold = [json.loads(line) for line in (GOLD_SET / "gold_dev.jsonl").read_text(encoding="utf-8").splitlines()]
    docs = [json.loads(line) for line in (GOLD_SET / "docs_dev.jsonl").read_text(encoding="utf-8").splitlines()]
    coded = spoilt(gold, docs, seed)
    (tmp_path / "coded.jsonl").write_text("".join(json.dumps(row) + "\n" for row in coded), encoding="utf-8")
    command = [sys.executable, str(GOLD_SET / "score.py"), "--gold", str(GOLD_SET / "gold_dev.jsonl")]
    command += ["--sys", str(tmp_path / "coded.jsonl"), "--docs", str(GOLD_SET / "docs_dev.jsonl")]
    command += ["--json", str(tmp_path / "figures.json"), *(["--strict"] if strict else [])]
    subprocess.run(command, check=True, capture_output=True)
    reference = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))

    ours = evaluate(gold, coded, docs, strict)

    assert 0.2 < ours.headline < 0.8
    assert ours.detection["core"].f1 == pytest.approx(reference["detection"]["core (no statements)"]["f1"], abs=0.01)
    assert ours.headline == pytest.approx(reference["headline"], abs=0.01)
    assert ours.slot_mean == pytest.approx(reference["slot_mean"], abs=0.01)
    assert ours.false_in_empty_documents == reference["false_in_empty_docs"]
    assert {slot: accuracy.share for slot, accuracy in ours.slots.items()} == pytest.approx(
        {slot: figure["accuracy"] for slot, figure in reference["slots"].items()}, abs=0.03
    )
