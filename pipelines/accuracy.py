"""The coder's own accuracy, as every release publishes it: measured on the open gold set by the very coder that read.

Measuring takes seconds, so the figures are kept under `cache/` in the state folder until the coder changes.
"""

import json
import os
from typing import Any

from pipelines import progress
from pipelines.evaluation import report
from pipelines.evaluation.run import CHECK_DOCS, CHECK_GOLD, DOCS, GOLD, evaluate_coder
from warehouse.home import Home

PREFACE = """# How right the coder is

Measured by `{coder}` on Casus's own gold sets: texts in our own words on many wars, labelled by hand, shipped with
Casus and open to anyone (`warehouse/seeds/gold`). `casus evaluate` repeats the measurement. An event is right in its
core slots where status, date, source actor and place are all right.

"""
SETS = {
    "held_back": ("Held back: no rule was made from these texts", CHECK_GOLD, CHECK_DOCS),
    "open": ("Open: these texts were read while rules were made, and the confidence is fitted on them", GOLD, DOCS),
}


def accuracy_pages(home: Home, coder: str) -> dict[str, str]:
    """`ACCURACY.md` and `accuracy.json` for the coder of that name, by file name."""
    kept = home.root / "cache" / "accuracy.json"
    pages = _kept(kept.read_text("utf-8"), coder) if kept.is_file() else None
    if pages is None:
        pages = _measured(coder)
        kept.parent.mkdir(parents=True, exist_ok=True)
        aside = kept.with_suffix(f".{os.getpid()}")
        aside.write_text(json.dumps({"coder": coder, "pages": pages}), "utf-8")
        aside.replace(kept)
    return pages


def _measured(coder: str) -> dict[str, str]:
    progress.report("Measuring the coder", 0, len(SETS))
    figures: dict[str, Any] = {"coder": coder}
    page = PREFACE.format(coder=coder)
    for number, (name, (title, gold, docs)) in enumerate(SETS.items(), 1):
        evaluation = evaluate_coder(gold, docs)
        figures[name] = {key: value for key, value in report.to_json(evaluation).items() if key != "errors"}
        page += f"## {title}\n\n{report.to_markdown(evaluation)}\n"
        progress.report("Measuring the coder", number, len(SETS))
    return {"ACCURACY.md": page, "accuracy.json": json.dumps(figures, ensure_ascii=False, indent=2) + "\n"}


def _kept(text: str, coder: str) -> dict[str, str] | None:
    try:
        kept = json.loads(text)
        pages = {str(name): str(page) for name, page in kept["pages"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return pages if kept["coder"] == coder else None
