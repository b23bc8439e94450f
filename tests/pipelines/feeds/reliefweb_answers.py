"""Answers of ReliefWeb's API as a test writes them, report by report."""

import json
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parents[2] / "samples" / "reliefweb"


def report(number: int | str = 1, changed: str = "2023-04-08T08:00:00+00:00", **fields: Any) -> dict[str, Any]:
    dates = {"original": "2023-04-06T00:00:00+00:00", "created": "2023-04-07T09:00:00+00:00", "changed": changed}
    return {"id": number, "fields": {"title": f"Report {number}", "body": "Words.", "date": dates} | fields}


def envelope(*records: Any, **more: Any) -> str:
    return json.dumps({"totalCount": len(records), "count": len(records), "data": records} | more)
