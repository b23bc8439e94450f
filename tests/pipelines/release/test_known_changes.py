"""A diff from what is known to have changed in the build says what one of the files says."""

import shutil

from pipelines import release_files
from pipelines.release import move_latest
from tests.pipelines.release.small_build import change, write
from warehouse.changes import Step, find_changes
from warehouse.database import open_build
from warehouse.fingerprints import fingerprint
from warehouse.tables import TABLES


def test_a_diff_from_known_changes_is_that_of_the_files(home, monkeypatch):
    looked_at: dict[str, str | None] = {}

    def compared(connection, table, before, after, known):
        looked_at[table.name] = known
        return compare(connection, table, before, after, known)

    compare = release_files.compare
    monkeypatch.setattr(release_files, "compare", compared)
    move_latest(home, write(home, "a"))
    shutil.copyfile(home.build, home.published)
    with open_build(home) as connection:
        noted = {table: fingerprint(connection, table) for table in TABLES}
    change(
        home,
        "UPDATE reports SET quantity_best = 2400 WHERE report_id = 'report_id-2'",
        "INSERT INTO places SELECT * REPLACE (place_id || '-x' AS place_id) FROM places",
        "UPDATE places SET source = 'elsewhere' WHERE place_id = 'place_id-1'",
    )
    of_files = write(home, "b").diff
    assert set(looked_at.values()) == {None}
    with open_build(home) as connection:
        steps = {t: Step(mark, now) for t, mark in noted.items() if (now := fingerprint(connection, t)) != mark}
        known = find_changes(connection, home.published, steps)
    assert write(home, "c").diff == of_files
    assert {"reports", "events", "troop_movements"} <= {name for name, rows in looked_at.items() if rows} <= known
    assert of_files["tables"]["reports"]["columns_changed"] == {"quantity_best": 1}
