"""Casus's own accuracy, as every release publishes it: the coder's, measured by the very coder that read, and of links.

Measuring the coder takes seconds, so its figures are kept under `cache/` in the state folder until the coder changes.
The records that links are measured on cannot ship; their last figures do.
"""

import json
import os
from typing import Any

from pipelines import progress
from pipelines.evaluation import report
from pipelines.evaluation.links import measured
from pipelines.evaluation.run import CHECK_DOCS, CHECK_GOLD, DOCS, GOLD, evaluate_coder
from pipelines.linking import linker_name
from warehouse.home import Home

PREFACE = """# How right the coder is

Measured by `{coder}` on Casus's own gold sets: texts in our own words on many wars, labelled by hand, shipped with
Casus and open to anyone (`warehouse/seeds/gold`). `casus evaluate` repeats the measurement. An event is right in its
core slots where status, date, source actor and place are all right. The confidences are fitted on the labels of both
sets.

"""
LINKS = """# How right the links are

Measured on {measured_on} on labelled pairs of reports (`warehouse/seeds/links`), with {linker}. A pair counts as joined
where both reports tell of one event. Hard pairs were sought, so the shares are of these pairs and not of all that a
build compares; the weighted ones come nearer to that. `casus evaluate --links --data DIR` repeats the measurement on
the same records:

{sources}

"""
SETS = {
    "held_back": (
        "Held back: no rule was made from these texts, on which the confidence is fitted, too",
        CHECK_GOLD,
        CHECK_DOCS,
    ),
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
    return _with_links(pages)


def _with_links(pages: dict[str, str]) -> dict[str, str]:
    """The pages, with the last measured figures of links behind those of the coder."""
    links = measured.kept(measured.MEASURED)
    if links is None:
        return pages
    is_current = links["linker"] == linker_name()
    preface = LINKS.format(
        measured_on=links["measured_on"],
        linker="this release's linker" if is_current else "an earlier linker than this release's",
        sources="\n".join(f"- {source}" for source in links["sources"]),
    )
    figures = json.loads(pages["accuracy.json"]) | {"links": {name: links[name] for name in links if name != "page"}}
    return {
        "ACCURACY.md": f"{pages['ACCURACY.md']}{preface}{links['page']}",
        "accuracy.json": json.dumps(figures, ensure_ascii=False, indent=2) + "\n",
    }


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
