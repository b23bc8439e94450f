"""The pages that list the releases and explain each: what is read from a release's own files, put into the templates.

Here belongs what a page says; how it looks is in the templates beside this module. Jinja escapes every value.
"""

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipelines.release import LATEST
from pipelines.release_files import CHECKSUMS, MANIFEST, TEXTS
from pipelines.serving.prose import html_of
from warehouse.errors import UserError

PAGES = {name.removesuffix(".md") + ".html": name for name in TEXTS if name.endswith(".md")}
"""The pages of a release's Markdown files, with the file that each shows."""
_UNITS = ("bytes", "kB", "MB", "GB", "TB")
_COUNTED = ("events", "reports", "documents")


def index_page(found: list[Path], latest: Path | None, base: str) -> str:
    """All releases that can be shown, the newest first; `base` is the server's own address with a slash at the end."""
    listed = []
    for release in found:
        with suppress(UserError):
            listed.append(_described(release))
    return _TEMPLATES.get_template("index.html").render(
        releases=listed, latest=latest.name if latest else None, examples=_examples(f"{base}{LATEST}/"), base=base
    )


def release_page(release: Path, latest: Path | None, base: str) -> str:
    """One release: how to read it, its files, what changed, how to cite it, and the terms of its sources."""
    facts = _described(release)
    return _TEMPLATES.get_template("release.html").render(
        release=facts,
        latest=latest.name if latest else None,
        examples=_examples(f"{base}{release.name}/"),
        changes=_changes(release),
        base=base,
    )


def text_page(release: Path, name: str) -> str:
    """A Markdown file of a release as a page. Raises FileNotFoundError where the release has none of that name."""
    return _TEMPLATES.get_template("text.html").render(
        release_id=release.name, name=name, title=TEXTS[name][0], body=html_of((release / name).read_text("utf-8"))
    )


def _described(release: Path) -> dict[str, Any]:
    """What the page tells of a release; raises UserError where its manifest is not as Casus writes it."""
    try:
        return _facts(release)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(
            f"The release {release.name} cannot be shown ({MANIFEST} or {CHECKSUMS} is damaged)",
            "Fetch its files by name, or remove its folder.",
        ) from error


def _facts(release: Path) -> dict[str, Any]:
    """The manifest, with the facts of the manifest itself and of the checksums, which it cannot hold."""
    manifest: dict[str, Any] = json.loads((release / MANIFEST).read_text("utf-8"))
    digests = {name: digest for digest, name in map(str.split, (release / CHECKSUMS).read_text("utf-8").splitlines())}
    for name in (MANIFEST, CHECKSUMS):
        title, description = TEXTS[name]
        own = {"name": name, "title": title, "description": description, "bytes": (release / name).stat().st_size}
        manifest["files"].append(own | {"sha256": digests.get(name)})
    tables = [file for file in manifest["files"] if "group" in file]
    groups = dict.fromkeys(table["group"] for table in tables)
    pages = {name: page for page, name in PAGES.items()}
    rows = {table["name"]: int(table["rows"]) for table in tables}
    return manifest | {
        "groups": {group: [table for table in tables if table["group"] == group] for group in groups},
        "texts": [file | {"page": pages.get(file["name"])} for file in manifest["files"] if "group" not in file],
        "size": sum(file["bytes"] for file in manifest["files"]),
        "counted": {name: rows.get(f"{name}.parquet", 0) for name in _COUNTED},
    }


def _changes(release: Path) -> list[dict[str, Any]]:
    tables = json.loads((release / "diff.json").read_text("utf-8"))["tables"]
    counts = ({"name": n, **{k: t[k] for k in ("added", "removed", "changed")}} for n, t in tables.items())
    return [line for line in counts if line["added"] or line["removed"] or line["changed"]]


def _examples(address: str) -> list[tuple[str, str]]:
    """One line for each of the usual tools."""
    events = f"{address}events.parquet"
    return [
        ("DuckDB", f"SELECT event_subtype, count(*) FROM read_parquet('{events}') GROUP BY ALL;"),
        ("pandas", f'events = pandas.read_parquet("{events}")'),
        ("R", f'download.file("{events}", f <- tempfile(), mode = "wb"); events <- arrow::read_parquet(f)'),
        ("Shell", f"curl -O {events}"),
    ]


def size(count: int) -> str:
    """A number of bytes for people: powers of 1000, two or three digits."""
    amount = float(count)
    for unit in _UNITS:
        if amount < 999.5 or unit == _UNITS[-1]:
            break
        amount /= 1000
    return f"{amount:.0f} {unit}" if unit == "bytes" or amount >= 99.5 else f"{amount:.1f} {unit}"


def moment(stamp: str) -> str:
    """`2024-09-27T12:00:00Z` for people: `27 September 2024, 12:00 UTC`."""
    at = datetime.fromisoformat(stamp)
    return f"{at.day} {at:%B %Y, %H:%M} UTC"


_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters |= {"size": size, "moment": moment, "number": "{:,}".format}
