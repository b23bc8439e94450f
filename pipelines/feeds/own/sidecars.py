"""Under which licence a person's own file may be passed on: what the JSON file beside it says.

`events.json` beside `events.csv` holds `{"licence": "CC BY 4.0"}`. Without it, and under any licence that is not known
to be open, neither rows nor words leave the house: whoever collects a table by hand may have it from anywhere.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
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
BY_FILE = Licence(
    "own-by-file",
    "Own collections: each file says under which licence it stands",
    None,
    rows_may_be_republished=True,
    text_may_be_republished=False,
    attribution="As the licence of each file asks.",
)
"""What the feed as a whole stands under: it closes nothing by itself, and no file is under it."""
EXAMPLE = '{"licence": "CC BY 4.0"}'
"""What a sidecar looks like."""
_KEYS = ("licence",)
_UNUSABLE = '{"licence": ""}'
"""In the place of a sidecar that says nothing usable: who wrote one meant to say something."""
_ANY_SIZE = 1 << 62


@dataclass(frozen=True)
class Sidecars:
    """The text of each sidecar by the name of the file that it is for, and what was refused."""

    texts: dict[str, str] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)

    def described(self, name: str) -> tuple[str, dict[str, str]]:
        """Licence id and details of the file of that name."""
        text = self.texts.get(name)
        return licence_of(text).licence_id, {"sidecar": text} if text else {}


def find(folder: Path, feed: str, suffixes: tuple[str, ...]) -> Sidecars:
    """The sidecars of the folder. One that cannot be used, or has no file beside it, is refused by name. Files of the
    same bytes are under one licence, the strictest that one of them is given.
    """
    names = [entry.name for entry in folder.iterdir()]
    beside = [name for name in names if not name.lower().endswith(".json")]
    files = entries(folder, feed, suffixes, _ANY_SIZE, "", set(names) - set(beside)).files
    listed = entries(folder, feed, (".json",), 1_000_000, "Keep to the licence.", beside)
    found = Sidecars(rejects=listed.rejects)
    for label, path in listed.files.items():
        try:
            text = path.read_bytes().decode("utf-8-sig", errors="backslashreplace")
        except OSError as error:
            found.rejects.append(unreadable(feed, label, error))
            continue
        its = [name for name in files if _stem(name) == _stem(label)]
        if wrong := _wrong(text):
            remedy = f"Write it as {EXAMPLE}; until then nothing of its file is republished."
            found.rejects.append(Reject(feed, label, wrong, remedy, text))
        elif not its:
            wanted = f"Put {_stem(label)}.csv beside it, or remove it."
            found.rejects.append(Reject(feed, label, "It is a sidecar without a file", wanted, text))
        else:
            found.texts.update(dict.fromkeys(its, text))
    meant = {_stem(name) for name in names if name.lower().endswith(".json")}
    found.texts.update({name: _UNUSABLE for name in files if name not in found.texts and _stem(name) in meant})
    for twins in _of_the_same_bytes(files):
        _agree(found, feed, twins)
    return found


def _of_the_same_bytes(files: Mapping[str, Path]) -> list[list[str]]:
    """The names of files that are copies of one another, as groups."""
    sizes: dict[str, int] = {}
    for name, path in files.items():
        with suppress(OSError):
            sizes[name] = path.stat().st_size
    times = Counter(sizes.values())
    groups: dict[str, list[str]] = {}
    for name in sizes:
        if times[sizes[name]] > 1:
            with suppress(OSError), files[name].open("rb") as file:
                groups.setdefault(hashlib.file_digest(file, "sha256").hexdigest(), []).append(name)
    return [names for names in groups.values() if len(names) > 1]


def _agree(found: Sidecars, feed: str, twins: Sequence[str]) -> None:
    """Put copies under the strictest licence that one of them is given, and tell of those that were given another."""
    given = [name for name in twins if name in found.texts]
    if not given:
        return
    strictest = min(given, key=lambda name: (licence_of(found.texts[name]).rows_may_be_republished, name))
    licence = licence_of(found.texts[strictest])
    for name in given:
        if licence_of(found.texts[name]) != licence:
            reason = f"It has the same bytes as {strictest} and another licence; that of {strictest} counts"
            found.rejects.append(Reject(feed, name, reason, "Remove one of the two, or give both one licence."))
    found.texts.update(dict.fromkeys(twins, found.texts[strictest]))


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
