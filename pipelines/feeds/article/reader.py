"""From a snapshot to the text that is coded: its facts from the sidecar, else the page, else the dateline, never a
guess.
"""

from datetime import date

from pipelines.contents import Article, Contents, Refusal, check_published
from pipelines.decoding import decode
from pipelines.feeds.article import sidecar as sidecars
from pipelines.feeds.article.pages import Page, article_of, decode_page
from pipelines.feeds.article.sidecar import Sidecar
from pipelines.snapshots import Snapshot
from warehouse.errors import UserError


def read(snapshot: Snapshot, content: bytes) -> Contents:
    """The text with its facts, or why there is none. Beside a text, what is wrong although it could be read."""
    written = snapshot.details.get("sidecar")
    try:
        sidecar = sidecars.parse(written) if written else Sidecar()
    except UserError as error:
        return Contents(refusals=(Refusal(error.problem, error.remedy, written),))
    notes: tuple[Refusal, ...] = ()
    if sidecar.unknown:
        reason = f"The sidecar has unknown keys, which were passed over: {', '.join(sidecar.unknown)}"
        notes = (Refusal(reason, sidecars.hint(sidecar.unknown), written, is_note=True),)
    try:
        page = _page(snapshot, content)
    except UserError as error:
        raw = None if b"\0" in content else content.decode(errors="backslashreplace")
        return Contents(refusals=(*notes, Refusal(error.problem, error.remedy, raw)))
    try:
        return Contents((_article(page, sidecar, _how_to_date(snapshot)),), notes)
    except UserError as error:
        return Contents(refusals=(*notes, Refusal(error.problem, error.remedy, page.text)))


def _page(snapshot: Snapshot, content: bytes) -> Page:
    charset = snapshot.details.get("charset")
    if snapshot.media_type in ("text/html", "application/xhtml+xml"):
        return article_of(decode_page(content, charset), snapshot.address)
    return Page(decode(content, charset), None, None, None, None, snapshot.address)


def _article(page: Page, sidecar: Sidecar, how_to_date: str) -> Article:
    published_on, basis = _publication(page, sidecar, how_to_date)
    language = sidecar.language or page.language
    if language not in (None, "en"):
        raise UserError(
            f"Its language is {language}, and Casus codes English",
            'Give it in English; if it is English, say "language": "en" in a sidecar.',
        )
    return Article(
        page.text,
        published_on,
        basis,
        title=sidecar.title or page.title,
        publisher=sidecar.publisher or page.publisher,
        language=language,
        url=sidecar.url or page.url,
    )


def _how_to_date(snapshot: Snapshot) -> str:
    place = "Save the page into the inbox and put" if snapshot.origin == "network" else "Put"
    return f'{place} a file of the same name ending in .json beside it, with {{"published_on": "2024-09-27"}}.'


def _publication(page: Page, sidecar: Sidecar, how_to_date: str) -> tuple[date, str]:
    for day, basis in (
        (sidecar.published_on, "sidecar"),
        (page.published_on, "metadata"),
        (_dateline(page.text), "dateline"),
    ):
        if day is None:
            continue
        check_published(day, basis, how_to_date)
        return day, basis
    raise UserError("It has no publication date, and none is assumed", how_to_date)


def _dateline(text: str) -> date | None:
    from pipelines.coding.times.datelines import (
        find_dateline,  # takes spaCy with it: only a run with something to read pays
    )

    return find_dateline(text)
