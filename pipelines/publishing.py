"""From a build whose checks hold to what people see: the release, the published database, and `latest`, in that order.

A run killed between two steps leaves each of them whole: the last one or the new one. A build in which no
source says anything is no release.
"""

from pipelines import release as releases
from pipelines.accuracy import accuracy_pages
from pipelines.coders import rules_name
from pipelines.release import Release
from warehouse.database import open_build, publish_build
from warehouse.derive import count_rows
from warehouse.errors import NothingReadError
from warehouse.home import Home

IN_FORCE = ("documents WHERE replaced_at IS NULL", "reports WHERE superseded_at IS NULL", "mentions")
"""What sources say at present."""


def publish(home: Home) -> Release:
    """Write the release, move the build onto the published database, move `latest`.

    Raises NothingReadError where no source says anything, UserError where the disk refuses; then the last release
    and the published database are as they were.
    """
    _refuse_nothing(home)
    release_id = releases.new_release_id(home)
    release = releases.write_release(home, release_id=release_id, pages=accuracy_pages(home, rules_name()))
    publish_build(home)
    releases.move_latest(home, release)
    return release


def _refuse_nothing(home: Home) -> None:
    with open_build(home) as connection:
        if any(count_rows(connection, table) for table in IN_FORCE):
            return
        refused = count_rows(connection, "rejects")
    if refused:
        raise NothingReadError(
            "Nothing that was given could be read, so nothing was published", "Mend what was refused, and build again."
        )
    raise NothingReadError(
        "There was nothing to read, so nothing was published",
        f"Put files into {home.inbox}/<feed>/, or build without --offline and CASUS_OFFLINE.",
    )
