"""UCDP's API: a release page by page, kept as one file of its answers, and that file as a relation.

Here belongs what the API asks and gives. Which releases there are belongs to `calendar`. Source: UCDP's API
documentation of 2026 (the token as a header, 1,000 records a page, 5,000 calls a day).
"""

import hashlib
from pathlib import Path
from typing import Any

import duckdb

from pipelines.credentials import Credential, secrets
from pipelines.fetching import Answer, Fetcher, FetchError
from pipelines.snapshots import Snapshot
from pipelines.tabular import Opened
from pipelines.ucdp.layouts import FORMER, LAYOUTS
from warehouse.ddl import quoted
from warehouse.errors import UserError

BY_API = "CASUS_UCDP_API"
"""The environment variable that asks for the API in the place of the files."""
TOKEN = Credential(
    ("CASUS_UCDP_TOKEN",),
    "read UCDP by its API",
    "a token, free on request at https://ucdp.uu.se/apidocs/",
    only_with=BY_API,
)
ADDRESS = "https://ucdpapi.pcr.uu.se/api/gedevents"
MEDIA_TYPE = "application/x-ndjson"
PAGE = 1000
_LIMIT = 100_000_000
_LATER = "Build again later, or without CASUS_UCDP_API: the files need no token."


def download(fetcher: Fetcher, version: str, target: Path, known: str | None) -> str | None:
    """Write the answers of a release to `target`, a page a line; returns the digest of its first page.

    None where there is no such release, or its first page still has the digest `known`: a release is asked for again
    only where that changed. Raises UserError where the token is not taken, FetchError where the API fails or the
    release changed meanwhile.
    """
    first = _page(fetcher, f"{ADDRESS}/{version}", 0)
    body = first.json() if first else {}
    if not first or not body.get("Result"):
        return None
    digest = hashlib.sha256(first.content).hexdigest()
    if digest == known:
        return None
    count = len(body["Result"])
    with target.open("wb") as file:
        file.write(_line(first))
        for number in range(1, int(body["TotalPages"])):
            page = _page(fetcher, f"{ADDRESS}/{version}", number)
            if page is None:
                break
            count += len(page.json()["Result"] or ())
            file.write(_line(page))
    if count != body["TotalCount"]:
        raise FetchError(f"The API gave {count:,} of {body['TotalCount']:,} records of {version}", _LATER)
    return digest


def opened_pages(path: Path, snapshot: Snapshot, folder: Path) -> Opened:  # noqa: ARG001 - the shape of an Opening
    """The records of a file that `download` wrote. Raises UserError where a column is missing."""
    layout = LAYOUTS[0]
    source = f"read_json({quoted(str(path))}, format = 'newline_delimited', maximum_object_size = {_LIMIT}, columns"
    names = f"SELECT DISTINCT unnest(json_keys(record)) FROM (SELECT unnest(Result) AS record FROM {source} = "
    found = {row[0] for row in duckdb.execute(f"{names}{{Result: 'JSON[]'}}))").fetchall()}
    if lacking := [column for column in layout.required if column not in found]:
        raise UserError(
            f"{snapshot.name} lacks the column {', '.join(lacking)}",
            "Where UCDP renamed it, add the new name to the layouts; else build again.",
        )
    new = sorted(found - set(layout.columns))
    issues = (f"new columns that are not read: {', '.join(new)}",) if new else ()
    shape = ", ".join(f'"{column}" VARCHAR' for column in layout.columns)
    cells = ", ".join(f"nullif({column}, '') AS {column}" for column in layout.columns)
    former = ", ".join(f"NULL::VARCHAR AS {column}" for column in FORMER)
    records = f"SELECT unnest(Result, max_depth := 2) FROM {source} = {{Result: {quoted(f'STRUCT({shape})[]')}}})"
    return Opened(f"(SELECT {cells}, {former} FROM ({records}))", layout.columns, "of the API", issues)


def _page(fetcher: Fetcher, address: str, number: int) -> Answer | None:
    """A page, None where there is none."""
    (token,) = secrets(TOKEN)
    answer = fetcher.ask(
        address,
        params={"pagesize": str(PAGE), "page": str(number)},
        headers={"x-ucdp-access-token": token.reveal()},
        limit=_LIMIT,
    )
    if answer.status in (401, 402, 403):
        raise UserError(
            f"UCDP does not take the token in CASUS_UCDP_TOKEN (HTTP {answer.status})",
            f"Correct it, or set {TOKEN.variables[0]} to {TOKEN.where_to_get}.",
        )
    if answer.status in (400, 404):
        return None
    if said := answer.good().complaint():
        raise FetchError(f"UCDP's API answers with an error ({said.replace(token.reveal(), '…')})", _LATER)
    body = answer.json()
    if not _is_page(body):
        raise FetchError("UCDP's API answers with something that is no page of records", _LATER)
    return answer


def _is_page(body: Any) -> bool:
    """Whether it has records (of a release that is not out perhaps null) and says how many there are in all."""
    return (
        isinstance(body, dict)
        and {"Result", "TotalPages", "TotalCount"} <= body.keys()
        and all(isinstance(body[name], int) for name in ("TotalPages", "TotalCount"))
        and isinstance(body["Result"], list | None)
        and all(isinstance(record, dict) for record in body["Result"] or ())
    )


def _line(page: Answer) -> bytes:
    """The answer on one line: in JSON a line break is white space and never part of a text."""
    return page.content.removeprefix(b"\xef\xbb\xbf").replace(b"\r", b" ").replace(b"\n", b" ") + b"\n"
