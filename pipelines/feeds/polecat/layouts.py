"""The two layouts of POLECAT's files: column 5 is called Intensity or Event Intensity, all else is the same.

Source: the header row as five independent readers of the files quote it; what they pass over beyond it.
"""

from pipelines.tabular import Layout

_ACTOR = (
    "Actor Name|Actor Country|Actor COW|Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw"
    "|Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors"
    "|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID"
)
_PLACE = (
    "Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source"
    "|Publication Date|Story People|Story Organizations|Story Locations|Language|Version"
)
_SCORE = "a score that follows from type and mode, and no fact of the event"
_STORY = "names anywhere in the story, which have no part in the event"
LEFT_OUT = {
    "Quad Code": "the kind of event in four classes, which follows from its type",
    **dict.fromkeys(("Story People", "Story Organizations", "Story Locations"), _STORY),
}
FURTHER = {
    **dict.fromkeys(("Headline", "Event Text"), "the words of the story, which are its publisher's"),
    **dict.fromkeys(("Feed", "Story ID"), "how the story came in, and no fact of the event"),
}
"""What some files of the archive have beyond the 40 columns."""
LAYOUTS = tuple(
    Layout(
        f"POLECAT (40 columns, {intensity})",
        tuple(f"Event ID|Event Date|Event Type|Event Mode|{intensity}|Quad Code|Contexts|{_ACTOR}|{_PLACE}".split("|")),
        LEFT_OUT | {intensity: _SCORE},
        further=FURTHER,
    )
    for intensity in ("Intensity", "Event Intensity")
)
