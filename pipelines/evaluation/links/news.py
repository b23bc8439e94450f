"""News measured: whether one happening that several articles tell becomes one event, on stories of Casus's own.

Here belong the stories' form, finding what was coded of each mention, and the figures. The stories are invented and
stand in `warehouse/seeds/links/stories/`; they go through the coder and the linker as any article does.
"""

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

import warehouse
from pipelines import feed as feeds
from pipelines import progress
from pipelines.crosswalks import load_crosswalks
from pipelines.evaluation.links.figures import Score
from pipelines.evaluation.links.material import link
from pipelines.evaluation.records import read_lines
from pipelines.reference import fill_reference
from pipelines.sources import Request
from warehouse.database import begin_build, open_build
from warehouse.home import Home

STORIES = Path(warehouse.__file__).parent / "seeds" / "links" / "stories"
"""`docs.jsonl` (doc_id, fold, published, title, text) and `mentions.csv`, a row for each mention of a happening."""
_TYPES = {
    "attack": ("attack",),
    "movement": ("troop_movement",),
    "agreement": ("agreement",),
    "level": ("force_level",),
    "statement": ("statement",),
}
"""The types of event that a kind of happening is coded as."""
_PLAY = timedelta(days=1)
"""How far the coded days may be from the labelled one where the mention is not known by its words."""


@dataclass(frozen=True)
class Mention:
    """What a document says of a happening, in the characters from `start` to before `end` of its text."""

    doc_id: str
    happening: str
    kind: str
    day: date
    start: int
    end: int


@dataclass(frozen=True)
class News:
    """The figures of a fold: mentions, those of which something was coded, and the pairs of such mentions in two
    documents: `score` counts the joined and the others, `uncoded` the pairs of one happening of which one lacks.
    """

    documents: int
    mentions: int
    coded: int
    score: Score
    uncoded: int

    @property
    def recall_of_all(self) -> float | None:
        """The share of all pairs of one happening that are one event, whether lost in coding or in linking."""
        told = self.score.right + self.score.missed + self.uncoded
        return self.score.right / told if told else None


@dataclass(frozen=True)
class _Coded:
    event_id: str
    event_type: str
    start: int
    first_day: date | None
    last_day: date | None


def read_mentions(path: Path = STORIES / "mentions.csv") -> list[Mention]:
    """The mentions in the order of the file."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Mention(
                row["doc_id"],
                row["happening"],
                row["kind"],
                date.fromisoformat(row["day"]),
                int(row["start"]),
                int(row["end"]),
            )
            for row in csv.DictReader(file)
        ]


def evaluate_news(folder: Path = STORIES) -> dict[str, News]:
    """The figures of each fold of the stories in `folder`. Nothing of the warehouse that is made for it is kept."""
    docs = [row for _, row in read_lines(folder / "docs.jsonl")]
    mentions = read_mentions(folder / "mentions.csv")
    figures = {}
    for fold in sorted({doc["fold"] for doc in docs}):
        of_fold = {doc["doc_id"]: doc for doc in docs if doc["fold"] == fold}
        coded = _coded(list(of_fold.values()))
        told = [mention for mention in mentions if mention.doc_id in of_fold]
        figures[fold] = _measure(len(of_fold), [(m, _events(m, coded.get(m.doc_id, ()), told)) for m in told])
    return figures


def _coded(docs: Sequence[dict[str, str]]) -> dict[str, list[_Coded]]:
    """What was coded of each document, and the event that it became."""
    with TemporaryDirectory(prefix="casus-news-") as folder:
        home = Home(Path(folder) / "home").prepare()
        inbox = Path(folder) / "inbox"
        _lay_out(docs, inbox / "article")
        begin_build(home)
        with open_build(home) as connection:
            load_crosswalks(connection)
        feeds.collect(feeds.FEEDS["article"], home, Request(inbox=inbox, offline=True))
        with open_build(home) as connection:
            feeds.read(feeds.FEEDS["article"], connection, home, progress.report)
            fill_reference(connection)
            link(connection, progress.report)
            return _by_document(connection, docs)


def _lay_out(docs: Sequence[dict[str, str]], folder: Path) -> None:
    folder.mkdir(parents=True)
    for doc in docs:
        (folder / f"{doc['doc_id']}.txt").write_text(doc["text"], "utf-8")
        told = {"title": doc["title"], "published_on": doc["published"], "language": "en"}
        (folder / f"{doc['doc_id']}.json").write_text(json.dumps(told), "utf-8")


def _by_document(connection: duckdb.DuckDBPyConnection, docs: Sequence[dict[str, str]]) -> dict[str, list[_Coded]]:
    named = {doc["title"]: doc["doc_id"] for doc in docs}
    found: dict[str, list[_Coded]] = {}
    for title, *values in connection.execute(
        """SELECT title, event_id, event_type, string_split(reports.source_record_id, ':')[-1]::INTEGER AS begun,
            date_start, date_end
        FROM reports JOIN documents USING (document_id) JOIN event_reports USING (report_id)
        WHERE superseded_at IS NULL ORDER BY ALL"""
    ).fetchall():
        found.setdefault(named[title], []).append(_Coded(*values))
    return found


def _events(mention: Mention, coded: Sequence[_Coded], mentions: Iterable[Mention]) -> set[str]:
    """The events that a mention became: those coded from its words; without such, what the document says elsewhere of
    that kind and day, and of no other mention.
    """
    of_kind = [one for one in coded if one.event_type in _TYPES[mention.kind]]
    if own := {one.event_id for one in of_kind if mention.start <= one.start < mention.end}:
        return own
    others = [m for m in mentions if m.doc_id == mention.doc_id and m is not mention]
    return {
        one.event_id
        for one in of_kind
        if one.first_day
        and one.last_day
        and one.first_day - _PLAY <= mention.day <= one.last_day + _PLAY
        and not any(other.start <= one.start < other.end for other in others)
    }


def _measure(documents: int, told: Sequence[tuple[Mention, set[str]]]) -> News:
    counts = dict.fromkeys([(True, True), (True, False), (False, True), (False, False)], 0)
    uncoded = 0
    for (one, ours), (other, theirs) in combinations(told, 2):
        is_same = one.happening == other.happening
        if one.doc_id == other.doc_id:
            continue
        if ours and theirs:
            counts[bool(ours & theirs), is_same] += 1
        else:
            uncoded += is_same
    score = Score(counts[True, True], counts[True, False], counts[False, True], counts[False, False])
    return News(documents, len(told), sum(bool(events) for _, events in told), score, uncoded)
