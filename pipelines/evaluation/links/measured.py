"""The last measured figures of links, which ship with the project because the records behind them do not.

Here belongs writing and reading `warehouse/seeds/links/measured.json` and `stories/measured.json` beside it, with their
pages for a release.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import warehouse
from pipelines.coders import coder_name
from pipelines.evaluation.links import report
from pipelines.evaluation.links.figures import Evaluation
from pipelines.evaluation.links.news import STORIES, News
from pipelines.evaluation.links.scad import CITATION as SCAD
from pipelines.feed import FEEDS
from pipelines.linking import linker_name
from warehouse.home import now

NEWS = STORIES / "measured.json"
MEASURED = Path(warehouse.__file__).parent / "seeds" / "links" / "measured.json"


def keep(evaluation: Evaluation, path: Path = MEASURED, citations: Mapping[str, str] | None = None) -> None:
    """Write the figures of an evaluation, with the day, the linker, and the citation of each feed that it used."""
    known = citations or {**{name: feed.citation for name, feed in FEEDS.items()}, "own": SCAD}
    kept = {
        "measured_on": now().date().isoformat(),
        "linker": linker_name(),
        "sources": [known[name] for name in evaluation.feeds],
        "figures": report.to_json(evaluation),
        "page": report.to_markdown(evaluation),
    }
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", "utf-8")


def keep_news(news: Mapping[str, News], path: Path = NEWS) -> None:
    """Write the figures of news, with the day, the linker, and the coder that read: the one that is asked for."""
    kept = {
        "measured_on": now().date().isoformat(),
        "coder": coder_name(),
        "linker": linker_name(),
        "figures": report.news_to_json(news),
        "page": report.news_to_markdown(news),
    }
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", "utf-8")


def kept(path: Path = MEASURED) -> dict[str, Any] | None:
    """What was measured last, None where nothing is kept."""
    return dict(json.loads(path.read_text("utf-8"))) if path.is_file() else None
