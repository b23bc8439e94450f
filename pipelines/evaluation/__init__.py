"""How good the coder is: labelled texts against what a coder said of them.

Here belong the reading of gold files, the pairing of labelled with coded events, the figures, their calibration and
their rendering. Coding itself does not: whatever speaks the gold set's record can be measured, this project's coder
or another.

Rooms: `records` (what is read), `likeness` (are two names, dates, numbers the same?), `matching` (which event is
which), `scoring` (the figures), `calibration` (do confidences mean what they say?), `report` (the figures for
people), `run` (the coder measured on files).
"""

from pipelines.evaluation.report import errors_side_by_side, to_json, to_markdown, to_text
from pipelines.evaluation.scoring import Evaluation, evaluate

__all__ = ["Evaluation", "errors_side_by_side", "evaluate", "to_json", "to_markdown", "to_text"]
