"""The chat coder: documents in, coded events out, as from the rules; what it cannot do, the rules do.

Here belongs the order of the steps and the account of a run. A document is coded whole by the one or by the other.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from pipelines.coding import coder as rules
from pipelines.coding.chat import cache, prompt, protocol
from pipelines.coding.chat.acceptance import AnswerError, Rejected, events_in, judge
from pipelines.coding.chat.budget import Budget, BudgetError
from pipelines.coding.chat.protocol import ChatError
from pipelines.coding.chat.settings import Settings, from_environment
from pipelines.coding.reading import Reading
from pipelines.coding.record import CodedEvent, Document
from pipelines.coding.shifting import shifted
from pipelines.coding.words import language

FAILURES_IN_A_ROW = 3
"""Documents with unusable answers after which the model is not asked again in the run."""


@dataclass
class Session:
    """One run: its settings, its account, and what became of the documents. `fell_back` says why, by `doc_id`, a
    document was coded by the rules; `stopped` why the model is not asked any more."""

    settings: Settings = field(default_factory=from_environment)
    asked: int = 0
    cached: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    fell_back: dict[str, str] = field(default_factory=dict)
    stopped: str | None = None
    coded: int = 0
    failures: int = 0

    def __post_init__(self) -> None:
        self.budget = Budget(self.settings)

    def lines(self) -> list[str]:
        """What a person should know at the end: usage and cost, rejected values, and the reason for falling back."""
        used = self.budget
        shown = [
            (
                f"Chat coder {self.settings.model}: {self.coded} texts, {self.asked} asked, {self.cached} cached,"
                f" {used.tokens_in:,} tokens in, {used.tokens_out:,} out, cost {used.cost:.4f}, {used.seconds:.1f} s."
            )
        ]
        if self.rejected:
            shown.append(
                f"{len(self.rejected)} of its values or events were rejected, the first: {_line(self.rejected[0])}"
            )
        if self.fell_back:
            reason = self.stopped or next(reversed(self.fell_back.values()))
            shown.append(f"{len(self.fell_back)} texts were coded by the rules: {reason}.")
        return shown


def code(documents: Iterable[Document], *, session: Session | None = None, processes: int = 1) -> Iterator[rules.Coded]:
    """Each document with its events, in the order given, as from the rules' `code`.

    `confidence` is None: nothing calibrates a model that may change. `processes` serve the
    rules once the model is no longer asked. Raises UserError where the settings cannot be used; never because of the
    server.
    """
    session = session or Session()
    source = iter(documents)
    for document in source:
        events = _coded(document, session) if session.stopped is None else None
        if events is not None:
            session.coded += 1
            yield document, events
        elif session.stopped is None:
            yield from rules.code([document])
        else:
            yield from rules.code(_noted(chain([document], source), session), processes=processes)


def _noted(documents: Iterable[Document], session: Session) -> Iterator[Document]:
    for document in documents:
        session.fell_back.setdefault(document.doc_id, str(session.stopped))
        yield document


def _coded(document: Document, session: Session) -> list[CodedEvent] | None:
    """The events of one document; None, with the reason kept in the session, where the rules must do it."""
    events: list[CodedEvent] = []
    rejected: list[Rejected] = []
    try:
        for offset, text in language.chunks(document.text):
            if text.strip():
                told = events_in(_answer(text, session))
                judged = judge(told, Reading(language.parse(text), replace(document, text=text)))
                events += [shifted(event, offset) for event in judged.events]
                rejected += judged.rejected
    except BudgetError as error:
        session.stopped = str(error)
    except (ChatError, AnswerError) as error:
        session.failures += 1
        session.fell_back[document.doc_id] = str(error)
        if (isinstance(error, ChatError) and error.is_lasting) or session.failures >= FAILURES_IN_A_ROW:
            session.stopped = str(error)
    else:
        session.failures = 0
        session.rejected += rejected
        return events
    return None


def _answer(text: str, session: Session) -> str:
    """From the cache, else from the model; kept only if it can be read."""
    model = session.settings.model
    kept = cache.load(model, text)
    if kept is not None:
        session.cached += 1
        return kept
    session.asked += 1
    answer = protocol.ask(session.settings, session.budget, prompt.request_for(model, text))
    events_in(answer)
    cache.store(model, text, answer)
    return answer


def _line(rejected: Rejected) -> str:
    return f"{rejected.slot} {' '.join(rejected.said.split())[:80]!r}, {rejected.reason}"
