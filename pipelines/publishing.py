"""From a build whose checks hold to what people see: the release, the published database, and `latest`, in that order.

A run killed between two steps leaves each of them whole: the last one or the new one.
"""

from pipelines import progress
from pipelines import release as releases
from pipelines.accuracy import accuracy_pages
from pipelines.coders import rules_name
from pipelines.release import Release
from warehouse.database import publish_build
from warehouse.home import Home


def publish(home: Home) -> Release:
    """Write the release, move the build onto the published database, move `latest`.

    Raises UserError where the disk refuses; then the last release and the published database are as they were.
    """
    release_id = releases.new_release_id(home)
    release = releases.write_release(home, release_id=release_id, pages=accuracy_pages(home, rules_name()))
    with progress.whole("Publishing", 1):
        publish_build(home)
        releases.move_latest(home, release)
    return release
