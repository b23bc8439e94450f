"""A tabular feed in a test: files in its inbox, builds that read it, and what every such feed must hold to."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.tabular import Layout
from tests.document_feeds import Desk
from tests.rows import begun_build
from warehouse.tables import BY_NAME


class TableDesk(Desk):
    """The inbox of one tabular feed, and the builds that read it."""

    def __init__(self, folder: Path, feed: str) -> None:
        super().__init__(begun_build(folder), feed)

    def reports(self, columns: str) -> list[tuple[Any, ...]]:
        """The current reports in the order of their ids, days as text. No rule on reports is broken."""
        broken = (
            f"SELECT '{r.name}', report_id FROM reports WHERE NOT ({r.condition})" for r in BY_NAME["reports"].rules
        )
        assert self.rows(" UNION ALL ".join(broken)) == []
        query = f"SELECT {columns} FROM reports WHERE superseded_at IS NULL ORDER BY source_record_id"
        return [tuple(str(v) if isinstance(v, date) else v for v in row) for row in self.rows(query)]

    def account(self) -> tuple[int, int, int]:
        """Records read, taken and rejected, over all files; none is lost."""
        self.refused()
        (sums,) = self.rows("SELECT sum(records_read), sum(records_taken), sum(records_rejected) FROM readings")
        return (int(sums[0] or 0), int(sums[1] or 0), int(sums[2] or 0))


def lost_columns(layouts: Sequence[Layout], query: str) -> set[str]:
    """Columns that the feed neither reads nor leaves out by name, and those of which it claims both."""
    words = set(re.findall(r"\w+", query.lower()))
    quoted = {name.lower() for name in re.findall(r'"(\w[\w ]*)"', query)}
    taken = {c for layout in layouts for c in layout.columns if c.lower() in (words | quoted)}
    lost = {c for layout in layouts for c in layout.columns if c not in layout.left_out and c not in taken}
    both = {c for layout in layouts for c in layout.left_out if c.lower() in quoted}
    return lost | both
