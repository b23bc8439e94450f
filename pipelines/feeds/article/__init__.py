"""News articles: texts that a person puts into the inbox, or names by their address.

How far to trust it: as far as each publisher. What Casus codes from a text is the coder's reading, with the words that
it rests on and a probability; the text decides. An article is never republished unless its sidecar names an open
licence; facts coded from it are.

`inbox/article/` takes `.txt`, `.md`, `.html` and `.htm`, each with an optional sidecar `<same name>.json`, and
`urls.txt`. Where no feed has anything else, a brief that comes with Casus is read, until one has.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb

import warehouse
from pipelines import snapshots
from pipelines.collecting import listed
from pipelines.documents import read_documents, retire
from pipelines.feeds.article.inbox import FEED as NAME
from pipelines.feeds.article.inbox import URL_LIST, collect_folder, store
from pipelines.feeds.article.reader import read as read_text
from pipelines.feeds.article.web import collect_addresses
from pipelines.inbox import is_ignored
from pipelines.licences import UNKNOWN
from pipelines.snapshots import Snapshot
from pipelines.sources import Bounds, Collected, Counts, Feed, Progress, Request
from warehouse.home import Home, is_offline

BRIEF = Path(warehouse.__file__).parent / "seeds" / "brief" / "coalition-in-iraq.txt"


def collect(home: Home, request: Request) -> Collected:
    """The inbox's files and the addresses asked for; the bundled brief where nobody has given anything to any feed."""
    folder = request.folder(NAME)
    urls = [*request.urls, *(listed(folder / URL_LIST) if folder else ())]
    files = collect_folder(home, folder) if folder else Collected()
    pages = collect_addresses(home, urls, request.offline or is_offline())
    brief = () if urls or (request.inbox and _holds_files(request.inbox)) else _bundled(home)
    return Collected((*files.snapshots, *pages.snapshots, *brief), (*files.rejects, *pages.rejects))


def read(connection: duckdb.DuckDBPyConnection, home: Home, held: Sequence[Snapshot], progress: Progress) -> Counts:
    """Code the texts that are not coded yet. The bundled brief makes room as soon as any feed holds anything else."""
    given = [snapshot for snapshot in held if snapshot.origin != "bundled"]
    if given or _others_hold(home):
        retire(connection, [snapshot for snapshot in held if snapshot.origin == "bundled"])
        held = given
    return read_documents(connection, home, held, read_text, progress)


def _holds_files(inbox: Path) -> bool:
    """Whether any folder of the inbox that bears a feed's name has something in it, or cannot be listed."""
    try:
        folders = [entry for entry in inbox.iterdir() if entry.is_dir() and entry.name in _feeds()]
        return any(not is_ignored(entry.name) for folder in folders for entry in folder.iterdir())
    except OSError:
        return True


def _others_hold(home: Home) -> bool:
    return any(not s.gave_nothing for feed in _feeds() - {NAME} for s in snapshots.held(home, feed))


def _feeds() -> set[str]:
    return {entry.name for entry in Path(__file__).parents[1].iterdir()}


def _bundled(home: Home) -> tuple[Snapshot, ...]:
    if snapshots.held(home, NAME) or _others_hold(home):
        return ()
    return (store(home, BRIEF.name, BRIEF.read_bytes(), BRIEF.with_suffix(".json").read_text("utf-8"), "bundled"),)


FEED = Feed(
    name=NAME,
    title="News articles",
    publisher="The publisher of each article",
    homepage=None,
    citation="Cite each article by its publisher, title, date and address, as in the table documents.",
    trust="As far as each publisher; what is coded is a reading of the text, with its words and a probability.",
    cadence="Whenever a file is put into the inbox or an address is named.",
    licence=UNKNOWN,
    collect=collect,
    read=read,
    bounds=(Bounds(1, 1),),
)
