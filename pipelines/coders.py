"""Which coder reads the texts of a build, under which name, and from which confidence on its events count.

The rules are the default. `CASUS_CODER=chat` has a chat model asked first; `CASUS_MIN_CONFIDENCE` leaves out what is
less sure. Both are part of the coder's name, which every document carries: a change of them has texts coded anew.
"""

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pipelines.coding
import warehouse
from pipelines.coding.record import CodedEvent, Document
from pipelines.rejects import Reject
from warehouse.errors import UserError

if TYPE_CHECKING:
    from pipelines.coding.chat.coder import Session


def coder_name() -> str:
    """Name and version of the coder that the environment asks for; raises UserError where it asks for none there is."""
    name = rules_name()
    if _wants_chat():
        from pipelines.coding.chat import prompt
        from pipelines.coding.chat.settings import model_from_environment

        name = f"casus {version('casus')}, chat {model_from_environment()}, prompt {prompt.VERSION}, {name}"
    least = _least_confidence()
    return f"{name}, confidence from {least:g}" if least else name


@cache
def rules_name() -> str:
    """The rules' own name: a hash of them and of their seeds."""
    seeds = Path(warehouse.__file__).parent / "seeds"
    files = [
        *sorted(Path(pipelines.coding.__file__).parent.rglob("*.py")),
        *(path for folder in ("actors", "places") for path in sorted((seeds / folder).glob("*.csv"))),
        *(seeds / name for name in ("calibration.csv", "choices.csv", "confidence.csv")),
    ]
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return f"casus {version('casus')}, rules {digest.hexdigest()[:12]}"


@dataclass
class Coder:
    """The coder of one run. With a chat model it keeps the account of what it cost and what was rejected."""

    least: float = field(default_factory=lambda: _least_confidence())
    session: "Session | None" = None

    def __post_init__(self) -> None:
        if _wants_chat():
            from pipelines.coding.chat.coder import Session

            self.session = Session()

    def code(self, rows: Sequence[dict[str, Any]]) -> list[list[CodedEvent]]:
        """The events of each row of `documents`. What fell back to the rules bears their name, to be asked again."""
        coded = [[e for e in events if _is_sure(e, self.least)] for _, events in self._code(rows)]
        for row in rows:
            if self.session and row["document_id"] in self.session.fell_back:
                row["coder"] = rules_name()
        return coded

    def rejects(self, rows: Sequence[dict[str, Any]]) -> list[Reject]:
        """What of a chat model's answers on these documents was not accepted."""
        if self.session is None:
            return []
        rejected, self.session.rejected = self.session.rejected, []
        by_id = {row["document_id"]: row for row in rows}
        return [
            Reject(
                by_id[r.doc_id]["feed"],
                f"document {r.doc_id}: {r.slot} {r.said[:200]!r}",
                f"The chat model gave it and {r.reason}.",
                "Nothing need be done: the value was left out.",
                snapshot_id=by_id[r.doc_id]["snapshot_id"],
                licence_id=by_id[r.doc_id]["licence_id"],
            )
            for r in rejected
        ]

    def tell(self) -> None:
        """Say on standard error what a chat model cost and why it was not asked, if it was to be."""
        for line in self.session.lines() if self.session else ():
            print(line, file=sys.stderr)  # noqa: T201

    def _code(self, rows: Sequence[dict[str, Any]]) -> Iterator[tuple[Document, list[CodedEvent]]]:
        from pipelines.coding import coder as rules  # takes the language model with it: only who codes pays for it

        documents = (
            Document(row["document_id"], row["text"], row["published_on"], row["title"], source=row["publisher"])
            for row in rows
        )
        processes = min(os.cpu_count() or 1, -(-len(rows) // rules.BATCH))
        if self.session is None:
            return rules.code(documents, processes=processes)
        from pipelines.coding.chat import coder as chat

        return chat.code(documents, session=self.session, processes=processes)


def _is_sure(event: CodedEvent, least: float) -> bool:
    return event.confidence is None or event.confidence >= least


def _wants_chat() -> bool:
    asked = os.environ.get("CASUS_CODER", "").strip() or "rules"
    if asked not in ("rules", "chat"):
        raise UserError(f"CASUS_CODER is {asked!r}", "Set it to rules or chat, or leave it out.")
    return asked == "chat"


def _least_confidence() -> float:
    written = os.environ.get("CASUS_MIN_CONFIDENCE", "").strip() or "0"
    try:
        least = float(written)
    except ValueError:
        least = -1
    if not 0 <= least <= 1:
        raise UserError(f"CASUS_MIN_CONFIDENCE is {written!r}", "Give a number from 0 to 1, or leave it out.")
    return least
