"""The figures of links for people and for programs: plain text, Markdown and JSON, and wrong pairs side by side.

Here belongs how an Evaluation looks. What its figures mean does not.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from pipelines.evaluation.links.figures import HELD, OURS, Evaluation, Interval, Score
from pipelines.evaluation.links.judging import Judged, Side
from pipelines.evaluation.links.news import News
from pipelines.evaluation.report import Table, aligned, markdown

_NONE = "–"
_FOLDS = {
    HELD: "Held back: these pairs were not read while rules were made",
    "tune": "Open: these pairs were read while rules were made",
}
_DESCRIPTION = 300
"""Characters of a description that are shown."""


def to_text(evaluation: Evaluation) -> str:
    """Aligned tables and a summary, for a terminal."""
    parts = [f"{title}\n{aligned(table)}" for title, table in _sections(evaluation)]
    return "\n\n".join([*parts, "\n".join(_summary(evaluation))]) + "\n"


def to_markdown(evaluation: Evaluation) -> str:
    """The same tables and summary as Markdown."""
    parts = [f"### {title}\n\n{markdown(table)}" for title, table in _sections(evaluation)]
    return "\n\n".join([*parts, "\n".join(f"- {line}" for line in _summary(evaluation))]) + "\n"


def to_json(evaluation: Evaluation) -> dict[str, Any]:
    """Every figure as JSON values; `precision`, `recall`, `f1` and `pairs` are those over all pairs that were there."""
    return {
        **_score_json(evaluation.score),
        "absent": evaluation.absent,
        "parts": asdict(evaluation.parts),
        "baselines": {name: _score_json(score) for name, score in evaluation.baselines.items()},
        "folds": {fold: {n: _score_json(s) for n, s in rules.items()} for fold, rules in evaluation.folds.items()},
        "groups": {name: {g: _score_json(s) for g, s in groups.items()} for name, groups in evaluation.groups.items()},
        "weighted": _weighted_json(evaluation),
    }


def _score_json(score: Score) -> dict[str, Any]:
    return {
        "pairs": score.pairs,
        "precision": score.precision,
        "precision_interval": score.precision_interval,
        "recall": score.recall,
        "recall_interval": score.recall_interval,
        "f1": score.f1,
        "right": score.right,
        "false": score.false,
        "missed": score.missed,
        "apart": score.apart,
    }


def _weighted_json(evaluation: Evaluation) -> dict[str, Any]:
    rules = {
        name: {"precision": s.precision, "recall": s.recall, "f1": s.f1} for name, s in evaluation.weighted.items()
    }
    return {"pairs": evaluation.weighted_pairs, "stand_for": evaluation.weighted[OURS].pairs, "rules": rules}


def _sections(evaluation: Evaluation) -> list[tuple[str, Table]]:
    sections = [(_FOLDS.get(fold, f"Pairs of the fold {fold}"), _rules(r)) for fold, r in evaluation.folds.items()]
    sections.append(("All pairs", _rules({OURS: evaluation.score, **evaluation.baselines})))
    if evaluation.weighted_pairs:
        stand_for = f"{evaluation.weighted_pairs} pairs that stand for {evaluation.weighted[OURS].pairs:,.0f}"
        sections.append((f"Weighted as drawn ({stand_for})", _weighted(evaluation.weighted)))
    titles = {
        "feeds": "By feeds",
        "time": "By how exactly both tell the time",
        "place": "By how exactly both tell the place",
    }
    return sections + [(title, _scores(name, evaluation.groups[name])) for name, title in titles.items()]


def _rules(scores: Mapping[str, Score]) -> Table:
    return _scores("joined by", scores)


def _weighted(scores: Mapping[str, Score]) -> Table:
    shares = ((name, *map(_share, (s.precision, s.recall, s.f1))) for name, s in scores.items())
    return ("joined by", "precision", "recall", "F1"), [*shares]


def _scores(first: str, scores: Mapping[str, Score]) -> Table:
    head = (first, "pairs", "right", "false", "missed", "precision", "95 %", "recall", "95 %", "F1")
    rows: list[Sequence[str]] = [
        (
            name,
            *(f"{n:.0f}" for n in (score.pairs, score.right, score.false, score.missed)),
            _share(score.precision),
            _interval(score.precision_interval),
            _share(score.recall),
            _interval(score.recall_interval),
            _share(score.f1),
        )
        for name, score in scores.items()
    ]
    return head, rows


def _summary(evaluation: Evaluation) -> list[str]:
    parts = evaluation.parts
    told = f"attached: {parts.attached}, wrongly merged: {parts.merged}"
    lines = [f"Pairs of which one sums up several events: {parts.pairs}; {told}"]
    if evaluation.absent:
        lines.append(f"Pairs of which a report is not in the warehouse, in no figure: {evaluation.absent}")
    return lines


def _share(value: float | None) -> str:
    return _NONE if value is None else f"{value:.3f}"


def _interval(value: Interval | None) -> str:
    return _NONE if value is None else f"{value[0]:.2f}-{value[1]:.2f}"


def news_to_text(news: Mapping[str, News]) -> str:
    """The figures of news, a line a fold, for a terminal."""
    return aligned(_news(news)) + "\n"


def news_to_markdown(news: Mapping[str, News]) -> str:
    """The same table as Markdown."""
    return markdown(_news(news)) + "\n"


def news_to_json(news: Mapping[str, News]) -> dict[str, Any]:
    """Every figure of news as JSON values, by fold."""
    return {
        fold: {
            "articles": one.documents,
            "mentions": one.mentions,
            "coded": one.coded,
            "uncoded_pairs": one.uncoded,
            "recall_of_all": one.recall_of_all,
            **_score_json(one.score),
        }
        for fold, one in news.items()
    }


def _news(news: Mapping[str, News]) -> Table:
    counted = ("articles", "mentions", "coded", "right", "false", "missed")
    head = ("stories", *counted, "precision", "recall", "of uncoded", "recall of all")
    rows: list[Sequence[str]] = []
    for fold, one in news.items():
        score = one.score
        counts = (one.documents, one.mentions, one.coded, score.right, score.false, score.missed)
        shares = (_share(score.precision), _share(score.recall), str(one.uncoded), _share(one.recall_of_all))
        rows.append((_FOLDS.get(fold, fold).partition(":")[0].lower(), *(f"{n:.0f}" for n in counts), *shares))
    return head, rows


def errors_side_by_side(errors: Iterable[Judged]) -> str:
    """Each wrong pair: what is wrong, why it is labelled so, our reasons, and both reports line by line."""
    return "\n\n".join(_side_by_side(error) for error in errors) + "\n"


def _side_by_side(error: Judged) -> str:
    pair = error.pair
    kind = "falsely joined" if error.is_joined else "missed"
    by = [name for name, joined in error.baselines.items() if joined]
    lines = [
        f"{kind} ({pair.label}): {pair.left} | {pair.right}",
        f"  label: {pair.reason or _NONE}",
        *(f"  ours: {reason}" for reason in error.reasons),
        f"  joined by: {', '.join(by) or _NONE}",
    ]
    rows = [(name, str(ours), str(theirs)) for name, ours, theirs in _values(error.left, error.right)]
    widths = [max(len(row[i]) for row in rows) for i in (0, 1)]
    lines += [f"  {name.ljust(widths[0])}  {left.ljust(widths[1])}  {right}" for name, left, right in rows]
    for side, name in ((error.left, "left"), (error.right, "right")):
        if side.description:
            lines.append(f"  {name}: {' '.join(side.description.split())[:_DESCRIPTION]}")
    return "\n".join(lines)


def _values(left: Side, right: Side) -> Iterable[tuple[str, object, object]]:
    for name in Side.__dataclass_fields__:
        ours, theirs = getattr(left, name), getattr(right, name)
        if name != "description" and (ours is not None or theirs is not None):
            yield name, _NONE if ours is None else ours, _NONE if theirs is None else theirs
