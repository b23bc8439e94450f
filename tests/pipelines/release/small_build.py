"""A build with a few rows of everything, changed and released as a test asks."""

from pathlib import Path

from pipelines.linking import link
from pipelines.release import write_release
from tests.rows import DAY, row
from warehouse.database import open_build
from warehouse.derive import derivation_order, derive

PAGES = {"ACCURACY.md": "# Accuracy\n", "accuracy.json": "{}\n"}


def withdrawal(number, **values):
    day = {"date_start": DAY, "date_end": DAY, "date_precision": "day", "published_on": DAY}
    count = {"quantity_best": 2500, "quantity_unit": "troops", "quantity_state": "reported", "quantity_kind": "approx"}
    point = {
        "place_id": "place_id-1",
        "place_name": "place",
        "latitude": 1.5,
        "longitude": 2.5,
        "geo_precision": "exact",
    }
    return row("reports", number, **(day | count | point | values))


def level(number):
    return withdrawal(number, event_type="force_level", event_subtype="troops_present", confidence=0.5)


def change(home, *statements):
    with open_build(home) as connection:
        for statement in statements:
            connection.execute(statement)
    derive_all(home)


def derive_all(home):
    with open_build(home) as connection:
        link(connection)
        for name in derivation_order():
            derive(connection, name)


def write(home, release_id="20240927T120000Z"):
    return write_release(
        home,
        release_id=release_id,
        pages=PAGES,
    )


def content(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(path.iterdir())}
