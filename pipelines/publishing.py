"""From a build whose checks hold to what people see: the release, the published database, and `latest`, in that order.

A run killed between two steps leaves each of them whole: the last one or the new one.
"""

from pipelines import release as releases
from pipelines.accuracy import accuracy_pages
from pipelines.coders import rules_name
from pipelines.expectations import recorded, report_html
from pipelines.release import Release
from warehouse.database import open_build, publish_build
from warehouse.home import Home


def publish(home: Home) -> Release:
    """Write the release, move the build onto the published database, move `latest`.

    Raises UserError where the disk refuses; then the last release and the published database are as they were.
    """
    release_id = releases.new_release_id(home)
    with open_build(home) as connection:
        findings = recorded(connection)
    page = report_html(findings, title="Checks of the Casus release", release_id=release_id)
    pages = {"checks.html": page, **accuracy_pages(home, rules_name())}
    release = releases.write_release(home, release_id=release_id, pages=pages)
    publish_build(home)
    releases.move_latest(home, release)
    return release
