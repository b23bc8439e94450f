"""From the held files of one of the two feeds to reports, with what the other feed's releases mean for them.

Here belongs how releases bear on rows; how releases are named and ordered belongs to `releases`.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from pipelines import snapshots
from pipelines.snapshots import Snapshot
from pipelines.sources import Counts, Progress
from pipelines.tabular import Opened, Table, accounts, read_tables
from pipelines.ucdp import api
from pipelines.ucdp.layouts import opened_csv
from pipelines.ucdp.releases import order, release, settled_by, spoken_for, within
from warehouse.ddl import quoted
from warehouse.home import Home

FINAL, CANDIDATE = "ucdp_ged", "ucdp_candidate"
QUERY = (Path(__file__).parent / "reports.sql").read_text("utf-8")
KEY = "whole(raw.id)"


def read(connection: duckdb.DuckDBPyConnection, home: Home, held: Sequence[Snapshot], progress: Progress) -> Counts:
    """Read the files of one of the two feeds that were not read yet. Whichever comes first, a final release has the
    word on its years, and within a feed the later release; one that is cut off or empty, or
    has a record that nobody can name, has it on the records that it has; on a record that is refused none has it.
    """
    finals = snapshots.held(home, FINAL)

    def covers(snapshot: Snapshot, is_whole: bool) -> str:
        own = release(snapshot.name)
        speaks = "EXISTS (FROM taken)" if is_whole else "false"
        condition = f"{speaks} AND ({spoken_for(snapshot, held)})"
        if snapshot.feed == CANDIDATE:
            return condition
        ids = "source_record_id IN (SELECT source_record_id FROM taken)"
        return f"{condition} OR feed = {quoted(CANDIDATE)} AND ({ids} OR {speaks} AND {within(own)})"

    def settled(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot) -> str:
        read_before = accounts.read_whole(connection)
        newer = [s for s in held if order(s) > order(snapshot)]
        ruling = newer if snapshot.feed == FINAL else [*newer, *finals]
        condition = settled_by([s for s in ruling if s.snapshot_id in read_before])
        if snapshot.feed == FINAL:
            return condition
        final_ids = f"SELECT source_record_id FROM reports WHERE feed = {quoted(FINAL)} AND superseded_at IS NULL"
        return f"{condition} OR source_record_id IN ({final_ids})"

    table = Table(_opened, QUERY, KEY, release=order, covers=covers, settled=settled)
    return read_tables(connection, home, held, progress, table)


def _opened(path: Path, snapshot: Snapshot, folder: Path) -> Opened:
    by_api = snapshot.media_type == api.MEDIA_TYPE
    return api.opened_pages(path, snapshot, folder) if by_api else opened_csv(path, snapshot, folder)
