"""Under which licence a person's own file may be passed on: what the JSON file beside it says.

`events.json` beside `events.csv` holds `{"licence": "CC BY 4.0"}`. Without it, and under any licence that is not known
to be open, neither rows nor words leave the house: whoever collects a table by hand may have it from anywhere.
"""

import json
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipelines.inbox import entries, unreadable
from pipelines.licences import Licence, named
from pipelines.rejects import Reject

UNSTATED = Licence(
    "own-unstated",
    "A person's own collection, without a licence: nothing republished",
    None,
    rows_may_be_republished=False,
    text_may_be_republished=False,
    attribution="Not to be republished.",
)
_KEYS = ("licence",)


@dataclass(frozen=True)
class Sidecars:
    """The text of each sidecar by the name that it shares with its file, and what was refused."""

    texts: dict[str, str] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)

    def described(self, name: str) -> tuple[str, dict[str, str]]:
        """Licence id and details of the file of that name."""
        text = self.texts.get(_stem(name))
        return licence_of(text).licence_id, {"sidecar": text} if text else {}


def find(folder: Path, feed: str, suffixes: tuple[str, ...]) -> Sidecars:
    """The sidecars of the folder. One that cannot be used, or has no file beside it, is refused by name."""
    others = [entry.name for entry in folder.iterdir() if entry.suffix.lower() != ".json"]
    listed = entries(folder, feed, (".json",), 1_000_000, "Keep to the licence.", others)
    stems = {_stem(name) for name in others if name.lower().endswith(suffixes)}
    found = Sidecars(rejects=listed.rejects)
    for label, path in listed.files.items():
        try:
            text = path.read_bytes().decode("utf-8-sig", errors="backslashreplace")
        except OSError as error:
            found.rejects.append(unreadable(feed, label, error))
            continue
        if wrong := _wrong(text):
            remedy = 'Write it as {"licence": "CC BY 4.0"}; until then nothing of its file is republished.'
            found.rejects.append(Reject(feed, label, wrong, remedy, text))
        elif _stem(label) not in stems:
            wanted = f"Put {_stem(label)}.csv beside it, or remove it."
            found.rejects.append(Reject(feed, label, "It is a sidecar without a file", wanted, text))
        else:
            found.texts[_stem(label)] = text
    return found


def licence_of(sidecar: str | None) -> Licence:
    """The licence that a sidecar's text names; closed unless it is known to be open."""
    phrase = json.loads(sidecar)["licence"] if sidecar else None
    if not phrase:
        return UNSTATED
    licence = named(phrase)
    if licence.text_may_be_republished:
        return licence
    closed = f"own-{licence.licence_id}"
    return replace(licence, licence_id=closed, rows_may_be_republished=False, attribution=UNSTATED.attribution)


def _wrong(text: str) -> str | None:
    try:
        said = json.loads(text)
        json.dumps(said, ensure_ascii=False).encode()  # JSON can write half a character, which is no text
    except (ValueError, RecursionError) as error:
        return f"It is not valid JSON ({error})"
    if not isinstance(said, dict) or not isinstance(said.get("licence"), str):
        return "It is no JSON object with a licence that is a text"
    unknown = sorted(said.keys() - {*_KEYS})
    return f"It says {', '.join(unknown)}, which means nothing to Casus" if unknown else None


def _stem(name: str) -> str:
    stem = name
    for ending in (".gz", ".zip", ".json", ".csv", ".tsv", ".txt", ".parquet"):
        stem = stem[: -len(ending)] if stem.lower().endswith(ending) else stem
    return stem
