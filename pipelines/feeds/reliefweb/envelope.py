"""From bytes to records: what ReliefWeb's API answers, saved as a file or just come, and what is taken for it.

Here belongs the shell around the reports. What a report says belongs to `reader`.
"""

import json
from dataclasses import dataclass
from typing import Any

from pipelines.decoding import decode
from pipelines.fetching.answers import HEAD, looks_like_a_page
from warehouse.errors import UserError

AGAIN = "Save the API's answer again, as it comes."


@dataclass(frozen=True)
class Envelope:
    """The records as they came, `total` being how many the query found, where the answer says so."""

    layout: str
    records: tuple[Any, ...]
    total: int | None = None
    issues: str | None = None


def parse(content: bytes) -> Envelope:
    """The records in `{"data": [...]}` or in a bare list.

    Raises UserError: empty, no UTF-8, a web page, no JSON, cut off, an error message, JSON of another shape.
    """
    given = _value(content)
    if isinstance(given, list):
        return Envelope("ReliefWeb API: a list of reports", tuple(given))
    if not isinstance(given, dict):
        raise UserError("It is JSON without reports", AGAIN)
    if "data" not in given and (given.get("error") or given.get("errors") or given.get("status")):
        raise UserError(f"It is an error of ReliefWeb, no reports: {_words(given)}", AGAIN)
    if not isinstance(given.get("data"), list):
        raise UserError('It has no list under "data", so it is no answer of ReliefWeb\'s API', AGAIN)
    records, count, total = given["data"], given.get("count"), given.get("totalCount")
    issue = None
    if isinstance(count, int) and count != len(records):
        issue = f"It says that it holds {count:,} reports and holds {len(records):,}"
    return Envelope("ReliefWeb API v2", tuple(records), total if isinstance(total, int) else None, issue)


def _value(content: bytes) -> Any:
    try:
        text = decode(content)
    except UserError as error:
        raise UserError(error.problem, AGAIN) from error
    if looks_like_a_page(text[:HEAD].encode()):
        raise UserError("It is a web page, not an answer of ReliefWeb's API", AGAIN)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
            raise UserError(f"It is cut off in line {error.lineno}", AGAIN) from error
        raise UserError(f"It is no JSON: {error.msg}, line {error.lineno}, column {error.colno}", AGAIN) from error
    except (ValueError, RecursionError) as error:
        raise UserError("It is no JSON that can be read: a number too long, or nested too deep", AGAIN) from error


def _words(given: dict[str, Any]) -> str:
    error = given.get("error") or given.get("errors") or given.get("message") or f"status {given['status']}"
    words = error.get("message") or error if isinstance(error, dict) else error
    return " ".join(str(words).split())[:300].encode(errors="replace").decode()
