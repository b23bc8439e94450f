"""The inbox of the article feed in a test, and the builds that read it."""

import json
from pathlib import Path
from typing import Any

from pipelines.feed import FEEDS, Outcome, Request, collect, read
from pipelines.licences import UNKNOWN, add_licences
from warehouse.database import open_build
from warehouse.home import Home

SAMPLES = Path(__file__).parents[2] / "samples" / "article"
STORY = "The army said that it left the town."
DATED = {"published_on": "2023-04-05"}
ARTICLE = FEEDS["article"]


class Inbox:
    """An inbox and the builds that read it. Nothing is coded unless a test asks for the real coder."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.folder = home.inbox / "article"
        self.folder.mkdir()

    def put(self, name: str, content: str | bytes = STORY, **sidecar: Any) -> None:
        raw = content.encode() if isinstance(content, str) else content
        (self.folder / name).write_bytes(raw)
        if sidecar:
            self.folder.joinpath(name).with_suffix(".json").write_text(json.dumps(sidecar))

    def build(self, *urls: str, offline: bool = False) -> Outcome:
        collect(ARTICLE, self.home, Request(self.home.inbox, urls, offline))
        with open_build(self.home) as connection:
            outcome = read(ARTICLE, connection, self.home, lambda *_: None)
            add_licences(connection, [UNKNOWN])
        return outcome

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with open_build(self.home) as connection:
            return connection.execute(query).fetchall()

    def document(self) -> dict[str, Any]:
        """The one document that there is."""
        with open_build(self.home) as connection:
            cursor = connection.execute("FROM documents")
            names = [column[0] for column in cursor.description]
            (values,) = cursor.fetchall()
        return dict(zip(names, values, strict=True))

    def refused(self) -> dict[str, str]:
        """Record -> reason. Every reject has a remedy and a licence that is on record."""
        assert self.rows("SELECT record FROM rejects ANTI JOIN licences USING (licence_id)") == []
        assert self.rows("SELECT record FROM rejects WHERE length(remedy) < 10") == []
        return {record: reason.removesuffix(".") for record, reason in self.rows("SELECT record, reason FROM rejects")}
