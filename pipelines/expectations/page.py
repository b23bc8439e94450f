"""The findings as one HTML page that needs nothing else: no script, no outside font, style or picture."""

import json
from collections.abc import Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from pipelines.expectations.findings import Finding, blocking

_STYLE = Path(__file__).with_suffix(".css")
_MARKS = {"error": "✕ Error", "warning": "! Warning"}


def report_html(findings: Sequence[Finding], *, title: str, release_id: str) -> str:
    """One page: the verdict, then each table, with what did not hold and its sample rows open and what held folded.

    Tables stand in the order of `findings`, which must have those of a table together.
    """
    tables = "\n".join(_table(name, list(group)) for name, group in groupby(findings, lambda f: f.table))
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}: {escape(release_id)}</title>
<style>
{_STYLE.read_text("utf-8")}</style>
</head>
<body>
<header>
<p class="release">Release <code>{escape(release_id)}</code></p>
<h1>{escape(title)}</h1>
{_verdict(findings)}
</header>
<main class="tables">
{tables}
</main>
<footer>
<p>A rule speaks of every row; an absent value breaks it only where the rule says so. An error stops a release, a
warning is published with it. Samples show up to five rows by their key, never a source's words. Where a licence
withholds rows, neither samples nor their numbers are shown.</p>
</footer>
</body>
</html>
"""


def _verdict(findings: Sequence[Finding]) -> str:
    errors = len(blocking(findings))
    held = sum(f.passed for f in findings)
    warnings = len(findings) - held - errors
    if errors:
        verdict = "A rule that blocks the release is broken."
    elif warnings:
        verdict = "No rule that blocks a release is broken; read the warnings before use."
    else:
        verdict = "Every rule holds."
    counts = "".join(
        f'<li class="{kind}{" some" if number else ""}"><b>{number:,}</b> {words}</li>'
        for kind, number, words in (
            ("held", held, "rule holds" if held == 1 else "rules hold"),
            ("warning", warnings, "warning" if warnings == 1 else "warnings"),
            ("error", errors, "error" if errors == 1 else "errors"),
        )
    )
    broken = ", ".join(
        f'<a href="#{escape(name)}"><code>{escape(name)}</code></a>'
        for name in dict.fromkeys(f.table for f in findings if not f.passed)
    )
    where = f'\n<p class="broken">Broken in {broken}</p>' if broken else ""
    return f'<p class="verdict">{verdict}</p>\n<ul class="counts">{counts}</ul>{where}'


def _table(name: str, findings: list[Finding]) -> str:
    broken = sorted((f for f in findings if not f.passed), key=lambda f: f.severity)
    held = [f for f in findings if f.passed]
    rules = _grid(["Rule", "What must hold"], [[f"<code>{escape(f.rule)}</code>", escape(f.description)] for f in held])
    all_held = f"✓ {_number(len(held), 'rule')} {'holds' if len(held) == 1 else 'hold'}"
    checked = [f.rows_checked for f in findings if f.rows_checked is not None]
    rows = _number(max(checked), "row") if checked else "some rows withheld"
    head = f'<h2><code>{escape(name)}</code></h2><span class="rows">{rows}</span>'
    if not broken:
        inside = (
            f'<details><summary class="line">{head}<span class="all">{all_held}</span></summary>\n{rules}\n</details>'
        )
    else:
        inside = "\n".join(
            [
                f'<div class="line">{head}<span>{_number(len(broken), "rule")} broken</span></div>',
                *(_broken(f) for f in broken),
                f'<details><summary><span class="all">{all_held}</span></summary>\n{rules}\n</details>' if held else "",
            ]
        )
    return f'<section id="{escape(name)}">\n{inside}\n</section>'


def _broken(finding: Finding) -> str:
    failed, checked = finding.rows_failed, finding.rows_checked
    share = f"{failed:,} of {_number(checked, 'row')} break it" if failed and checked is not None else ""
    return f"""<article class="{finding.severity}">
<h3><span class="severity">{_MARKS[finding.severity]}</span><code>{escape(finding.rule)}</code></h3>
<p>{escape(finding.description)}</p>
<p class="rows">{share}</p>
{_sample(json.loads(finding.sample or "[]"))}
</article>"""


def _sample(rows: list[dict[str, Any]]) -> str:
    names = list(dict.fromkeys(name for row in rows for name in row))
    cells = [[_value(row.get(name)) for name in names] for row in rows]
    return f'<div class="scroll" tabindex="0">{_grid(names, cells)}</div>' if rows else ""


def _grid(names: list[str], rows: list[list[str]]) -> str:
    """A table whose cells are HTML; the first of a row is its heading."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    body = "\n".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in others)}</tr>'
        for first, *others in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>"


def _value(value: Any) -> str:
    if value is None:
        return '<span class="null">absent</span>'
    return escape(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _number(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"
