"""How right the links are: labelled pairs of reports against the events that a warehouse put them into.

Here belong the reading of labelled pairs, what became of each, the rules of others that stand beside ours, the figures
and their rendering. Linking itself does not: whatever fills `event_reports` can be measured.

Rooms: `pairs` (what is read), `judging` (what became of each pair, ours and by the baselines), `figures` (precision and
recall with intervals), `report` (the figures for people), `material` (a warehouse made from files in a folder), `scad`
(a data set that comes in as own reports), `run` (the two ways to measure), `news` (stories of our own, from their
texts), `measured` (the figures that ship).
"""

from pipelines.evaluation.links import report
from pipelines.evaluation.links.measured import keep, keep_news
from pipelines.evaluation.links.news import evaluate_news
from pipelines.evaluation.links.run import PAIRS, evaluate_files, evaluate_warehouse

__all__ = ["PAIRS", "evaluate_files", "evaluate_news", "evaluate_warehouse", "keep", "keep_news", "report"]
