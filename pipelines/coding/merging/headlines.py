"""The headline: the line above a story that tells its news for the first time, in fewer words.

Here belongs finding that line, and whether an event of the story is the one that its headline tells. What two mentions
must share at least is in `sameness`, putting their values together in `merging`.
"""

from pipelines.coding.context.story import same_paragraph
from pipelines.coding.merging.sameness import names
from pipelines.coding.reading import Reading
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.words.topics import is_day_list

_LONGEST = 200
"""Characters; a longer first line is a paragraph of the story."""
_CLOSED = (".", "?", "!", ":", '"')


def headline_end(reading: Reading) -> int:
    """Where the headline of a text ends; 0 if its first line is none."""
    text = reading.document.text
    start = len(text) - len(text.lstrip())
    line, mark, rest = text[start:].partition("\n")
    title = (reading.document.title or "").strip()
    told = line.strip() == title or not line.rstrip().endswith(_CLOSED)
    if not mark or not rest.strip() or not line.strip() or len(line) > _LONGEST or not told:
        return 0
    return 0 if is_day_list(reading.document) else start + len(line)


def in_story(headline: Draft, drafts: list[Draft], reading: Reading) -> list[Draft]:
    """The drafts that may be the event of a headline's: those of its type in the first paragraph that tells of any, and
    later ones with its place or toll; nothing for a draft of the story itself."""
    end = headline_end(reading)
    if headline.sentence.start_char >= end:
        return []
    told = [d for d in drafts if d.sentence.start_char >= end and d.type == headline.type]
    return [
        d for d in told if same_paragraph(told[0], d, reading) or same_toll(headline, d) or names(headline) & names(d)
    ]


def same_toll(headline: Draft, draft: Draft) -> bool:
    """Whether both count as many dead, which is proof enough where they name their place by different names."""
    killed = [d.fatalities.value if d.fatalities else None for d in (headline, draft)]
    return headline.type == draft.type and bool(killed[0]) and killed[0] == killed[1]
