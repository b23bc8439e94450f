"""Times that date no event: they say among which others it is the first or the worst.

Here belongs the test of one time in its sentence. The choice among the times of a sentence is in `timing`.
"""

from datetime import timedelta

from spacy.tokens import Span as Sentence

from pipelines.coding.reading import Reading
from pipelines.coding.record import Period
from pipelines.coding.times.relative_dates import RANKED


def ranks(period: Period, sentence: Sentence, reading: Reading) -> bool:
    """Whether the time only says among which others an attack is the first or worst, and the sentence tells its day:
    "in the deadliest raid this year, five were killed on Monday"."""
    span, text = period.span, reading.document.text
    if span is None or period.end - period.start < timedelta(days=7):
        return False
    said = text[max(span.start - _BEFORE, sentence.start_char) : span.end]
    ranked = RANKED.search(said[: span.start - span.end])
    days = (p for p in reading.periods if p.span and sentence.start_char <= p.span.start < sentence.end_char)
    within = ranked is not None and not {",", "since"} & {*said[ranked.start() :].replace(",", " , ").split()}
    return within and any(p.precision == "day" for p in days)


_BEFORE = 60
"""Characters before a time in which a rank may stand."""
