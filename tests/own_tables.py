"""Tables of own reports in a test, as CSV."""

import csv
import io

HIT = {
    "source_record_id": "1",
    "event_type": "attack",
    "event_subtype": "shelling",
    "status": "occurred",
    "date_start": "2030-01-02",
    "date_precision": "day",
    "geo_precision": "unknown",
}


def table(*rows: dict[str, str]) -> str:
    """CSV with the columns of all rows; each has those of HIT where it says nothing else."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(dict.fromkeys(name for row in (HIT, *rows) for name in row)))
    writer.writeheader()
    writer.writerows({**HIT, **row} for row in rows)
    return text.getvalue()
