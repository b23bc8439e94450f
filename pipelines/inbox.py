"""The inbox's folders: which entries are files to be read, and why the others are not.

Names are labels, never paths: nothing is opened but the entries of the folder itself. What is in a file belongs to the
feed that reads it.
"""

import errno
import stat
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.rejects import Reject
from pipelines.snapshots import in_turn

_LEFT_BY_SYSTEMS = ("thumbs.db", "desktop.ini")
_REMEDIES = {
    errno.EACCES: "Give yourself the right to read it, and to enter its folder.",
    errno.EPERM: "Give yourself the right to read it, and to enter its folder.",
    errno.ENOENT: "Put it back, or mend the link.",
    errno.ELOOP: "Remove it, or mend the link.",
}


@dataclass
class Entries:
    """The files of a folder by label, and what was refused."""

    files: dict[str, Path] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)


def entries(
    folder: Path, feed: str, suffixes: Collection[str], limit: int, divide: str, passed_over: Collection[str] = ()
) -> Entries:
    """The files of the folder whose name ends in one of `suffixes` (lower case) and that have at most `limit` bytes.

    `divide` says what to do with a larger one. Files named in `passed_over`, hidden files, editors' copies and what
    desktops leave behind are passed over in silence.
    """
    found = Entries()
    for entry in sorted(folder.iterdir(), key=lambda entry: in_turn(entry.name)):
        if is_ignored(entry.name) or entry.name in passed_over:
            continue
        label = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in entry.name)
        refusal = _refusal(entry, folder, feed, suffixes, limit, divide)
        if label in found.files:
            refusal = ("Its name is shown as that of another file", "Give it a name of printable characters.")
        if refusal:
            found.rejects.append(Reject(feed, label, *refusal))
        else:
            found.files[label] = entry
    return found


def is_ignored(name: str) -> bool:
    """Hidden files, editors' copies and what desktops leave behind."""
    return name.startswith((".", "~$")) or name.endswith("~") or name.lower() in _LEFT_BY_SYSTEMS


def unreadable(feed: str, name: str, error: OSError) -> Reject:
    """The reject of a file that the system does not let us read."""
    return Reject(feed, name, f"It cannot be read ({error.strerror})", remedy_of(error))


def remedy_of(error: OSError) -> str:
    """What to do where the system does not let us read a file."""
    return _REMEDIES.get(error.errno or 0, "Look whether its disk is sound, and put a copy of the file there.")


def _refusal(
    entry: Path, folder: Path, feed: str, suffixes: Collection[str], limit: int, divide: str
) -> tuple[str, str] | None:
    """Why an entry of the folder is not even opened, and what to do."""
    try:
        facts = entry.stat()
    except OSError as error:
        return f"It cannot be read ({error.strerror})", remedy_of(error)
    if entry.is_symlink() and not entry.resolve().is_relative_to(folder.resolve()):
        return "It is a link that leads out of the inbox", "Put a copy of the file there."
    if stat.S_ISDIR(facts.st_mode):
        return "It is a folder", f"Put the files into {feed}/ itself."
    if not stat.S_ISREG(facts.st_mode):
        return "It is no ordinary file", "Put a copy of the text there."
    if not entry.name.lower().endswith(tuple(suffixes)):
        kinds = ", ".join(suffixes)
        return f"Files ending in {entry.suffix or 'nothing'} are not read", f"Save the text as one of {kinds}."
    if facts.st_size > limit:
        return f"It has {facts.st_size / 1e6:.0f} MB, more than {limit / 1e6:.0f}", divide
    return None
