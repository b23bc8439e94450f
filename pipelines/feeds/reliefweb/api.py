"""Asking ReliefWeb's API, page by page, and telling its refusals apart. What is asked for belongs to `scope`."""

from datetime import datetime

from pipelines import snapshots
from pipelines.credentials import Credential, Secret, secrets
from pipelines.feeds.reliefweb.envelope import parse
from pipelines.feeds.reliefweb.reader import changed_at
from pipelines.feeds.reliefweb.scope import Scope
from pipelines.fetching import Answer, Fetcher
from pipelines.fetching.answers import HEAD, looks_like_a_page
from pipelines.licences import Licence
from pipelines.snapshots import Snapshot
from warehouse.errors import UserError
from warehouse.home import Home

ADDRESS = "https://api.reliefweb.int/v2/reports"
APPNAME = Credential(
    ("CASUS_RELIEFWEB_APPNAME",),
    "read ReliefWeb from the network",
    "an approved app name, free on request at https://apidoc.reliefweb.int/parameters#appname",
)
PAGE = 500
"""Reports a call; the API gives at most 1,000."""
CALLS = 40
"""Calls a build; the API takes 1,000 a day."""
LIMIT = 100_000_000
"""Bytes of one answer."""
_LATER = "Build again later, or save the API's answer by hand into inbox/reliefweb."


def collect_pages(home: Home, feed: str, licence: Licence, scope: Scope) -> tuple[list[Snapshot], bool]:
    """Keep every page of what changed since the last build; whether that was all.

    Each page starts where the last one ended, so that a report changed meanwhile, which moves to the end, shifts no
    other out of sight; and what is kept when a later page fails is not asked for again. Raises UserError where the API
    refuses.
    """
    held = snapshots.held(home, feed)
    known = {snapshot.snapshot_id for snapshot in held}
    fetcher, (appname,) = Fetcher(), secrets(APPNAME)
    new: list[Snapshot] = []
    since, offset = scope.since(held), 0
    for _ in range(CALLS):
        answer = fetcher.ask(
            ADDRESS,
            params={"appname": appname.reveal()},
            method="POST",
            json=scope.query(since, PAGE, offset),
            limit=LIMIT,
            is_idempotent=True,
        )
        _refuse(answer, appname)
        records = parse(answer.content).records
        if not records:
            return new, True
        last = max(filter(None, map(changed_at, records)), default=since)
        snapshot = _keep(home, feed, licence, scope, answer, since, offset, last)
        if snapshot.snapshot_id not in known:
            new.append(snapshot)
        if len(records) < PAGE:
            return new, True
        since, offset = (last, 0) if last > since else (since, offset + PAGE)
    return new, False


def _keep(
    home: Home, feed: str, licence: Licence, scope: Scope, answer: Answer, since: datetime, offset: int, last: datetime
) -> Snapshot:
    return snapshots.store(
        home,
        answer.content,
        feed=feed,
        name=f"reports-{since:%Y%m%dT%H%M%SZ}-{offset}.json",
        origin="network",
        address=ADDRESS,
        media_type="application/json",
        licence_id=licence.licence_id,
        details={"scope": scope.digest},
        transport={"changed": last.isoformat()},
    )


def _refuse(answer: Answer, appname: Secret) -> None:
    """Raise UserError where the answer is no page of reports, with what a person can do about it."""
    said = (answer.complaint() or "").replace(appname.reveal(), "…")
    if answer.status == 410:
        raise UserError("ReliefWeb has retired this version of its API (HTTP 410)", "Update Casus.")
    if answer.status == 429:
        raise UserError("ReliefWeb takes no more calls for now (HTTP 429; it allows 1,000 a day)", _LATER)
    if looks_like_a_page(answer.content[:HEAD]):
        raise UserError(f"ReliefWeb answers with a web page (HTTP {answer.status}): it blocks us, or is down", _LATER)
    if answer.status in (400, 401, 403) and "appname" in said.lower():
        raise UserError(
            f"ReliefWeb does not take the app name in CASUS_RELIEFWEB_APPNAME (HTTP {answer.status}: {said})",
            "Correct it, or have it approved at https://apidoc.reliefweb.int/parameters#appname (not instant).",
        )
    if answer.status == 400:
        remedy = "Check CASUS_RELIEFWEB_THEMES and CASUS_RELIEFWEB_COUNTRIES."
        raise UserError(f"ReliefWeb does not understand the query ({said or 'HTTP 400'})", remedy)
    if said or not 200 <= answer.status < 300:
        raise UserError(f"ReliefWeb answers with an error (HTTP {answer.status}{said and ': ' + said})", _LATER)
