"""How things look on a terminal: progress bars, the summary of a build, feeds, tables of rows and of coded events.

Here belong looks only; what is shown comes as data. Colours and bars appear on a terminal alone.
"""

from pipelines.terminal.build import (
    show_broken,
    show_feeds,
    show_passed_over,
    show_rejects,
    show_summary,
    show_troubles,
)
from pipelines.terminal.coded import show_coded
from pipelines.terminal.leaving import for_people
from pipelines.terminal.rows import show_explanation, show_rows
from pipelines.terminal.screen import Bars, out, show_mistake

__all__ = [
    "Bars",
    "for_people",
    "out",
    "show_broken",
    "show_coded",
    "show_explanation",
    "show_feeds",
    "show_mistake",
    "show_passed_over",
    "show_rejects",
    "show_rows",
    "show_summary",
    "show_troubles",
]
