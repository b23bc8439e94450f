"""Casus's own accuracy, as every release publishes it: the coder's, measured by the very coder that read, and of links.

Measuring the coder takes seconds, so its figures ship, and count as long as all that they hang on is as it was: else it
is measured anew, once, and the figures kept under `cache/` in the state folder. The records that links are measured on
cannot ship; their last figures do.
"""

import hashlib
import json
import os
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipelines import progress
from pipelines.coders import rules_name
from pipelines.coding.words import MODELS
from pipelines.evaluation import report
from pipelines.evaluation.likeness import ALIASES
from pipelines.evaluation.links import measured
from pipelines.evaluation.run import CHECK_DOCS, CHECK_GOLD, DOCS, GOLD, evaluate_coder
from pipelines.linking import linker_name
from warehouse.home import Home

PREFACE = """# How right the coder is

Measured by `{coder}` on Casus's own gold sets: texts in our own words on many wars, labelled by hand, shipped with
Casus and open to anyone (`warehouse/seeds/gold`). `casus evaluate` repeats the measurement. An event is right in its
core slots where status, date, source actor and place are all right. What the coder weighs, and its confidences, are
fitted on a third set of texts.

"""
LINKS = """# How right the links are

Measured on {measured_on} on labelled pairs of reports (`warehouse/seeds/links`), with {linker}. A pair counts as joined
where both reports tell of one event. Hard pairs were sought, so the shares are of these pairs and not of all that a
build compares; the weighted ones come nearer to that. `casus evaluate --links --data DIR` repeats the measurement on
the same records:

{sources}

"""
NEWS = """# How right news is, from the text to the event

Measured on {measured_on} on Casus's own invented stories (`warehouse/seeds/links/stories`), each told in several
articles, with {by}. Of two mentions of one happening, `right` are those that became one event, `missed` those that
became two, `of uncoded` those of which the coder found no event for one. `casus evaluate --news` repeats it.

"""
SETS = {
    "held_back": (
        "Held back: no rule was made from these texts, and nothing was fitted on them",
        CHECK_GOLD,
        CHECK_DOCS,
    ),
    "open": ("Open: these texts were read while rules were made", GOLD, DOCS),
}
SHIPPED = GOLD.with_name("measured.json")
"""The figures of the coder that ships; `casus evaluate --write` makes them anew."""


def accuracy_pages(home: Home, coder: str) -> dict[str, str]:
    """`ACCURACY.md` and `accuracy.json` for the coder of that name, by file name."""
    cache = home.root / "cache" / "accuracy.json"
    pages = _kept(SHIPPED, coder) or _kept(cache, coder)
    if pages is None:
        cache.parent.mkdir(parents=True, exist_ok=True)
        pages = measure(coder, cache)
    return _with_links(pages)


def measure(coder: str, path: Path = SHIPPED) -> dict[str, str]:
    """Measure the coder of that name, write the pages to `path`, and return them by file name."""
    pages = _measured(coder)
    aside = path.with_suffix(f".{os.getpid()}")
    aside.write_text(json.dumps({"basis": basis(coder), "pages": pages}, ensure_ascii=False, indent=1) + "\n", "utf-8")
    aside.replace(path)
    return pages


def basis(coder: str) -> str:
    """All that the coder's figures hang on, as one name: its rules, the labels, the measuring, and the parser."""
    files = [*sorted(Path(report.__file__).parent.glob("*.py")), Path(__file__)]
    files += [ALIASES, *(path for _, *paths in SETS.values() for path in paths)]
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files))
    return f"{coder}, measure {digest.hexdigest()[:12]}, spaCy {version('spacy')}, {', '.join(map(version, MODELS))}"


def _with_links(pages: dict[str, str]) -> dict[str, str]:
    """The pages, with the last measured figures of links, and of news, behind those of the coder."""
    links, news = measured.kept(measured.MEASURED), measured.kept(measured.NEWS)
    for name, figures, preface in (("links", links, _of_links), ("news", news, _of_news)):
        if figures is not None:
            shown = {key: value for key, value in figures.items() if key != "page"}
            pages = {
                "ACCURACY.md": f"{pages['ACCURACY.md']}{preface(figures)}{figures['page']}\n",
                "accuracy.json": json.dumps(
                    json.loads(pages["accuracy.json"]) | {name: shown}, ensure_ascii=False, indent=2
                )
                + "\n",
            }
    return pages


def _of_links(links: dict[str, Any]) -> str:
    is_current = links["linker"] == linker_name()
    return LINKS.format(
        measured_on=links["measured_on"],
        linker="this release's linker" if is_current else "an earlier linker than this release's",
        sources="\n".join(f"- {source}" for source in links["sources"]),
    )


def _of_news(news: dict[str, Any]) -> str:
    is_current = (news["coder"], news["linker"]) == (rules_name(), linker_name())
    by = "this release's rules and linker" if is_current else "earlier rules or an earlier linker than this release's"
    return NEWS.format(measured_on=news["measured_on"], by=by)


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


def _kept(path: Path, coder: str) -> dict[str, str] | None:
    try:
        kept = json.loads(path.read_text("utf-8"))
        pages = {str(name): str(page) for name, page in kept["pages"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return pages if kept.get("basis") == basis(coder) else None
