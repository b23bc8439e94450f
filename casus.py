"""The front door: the command line. What is done stands in `assets`, `pipelines` and `warehouse`.

Exit codes: 0 done; 1 the data did not hold, nothing was published; 2 a mistake of input or use (also an inbox of which
nothing can be read); 3 another build is at work; 130 stopped by Ctrl-C, 143 by SIGTERM.
"""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from pipelines import progress, stopping, terminal
from warehouse.errors import ChecksFailedError, NothingReadError, UserError
from warehouse.home import Home


def _examples(text: str) -> str:
    return "\b\nExamples:\n" + "\n".join(f"  {line.strip()}" for line in text.strip().splitlines())


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="casus")
def main() -> None:
    """Conflict events from news and feeds: coded, checked, citable.

    State lives in the folder that CASUS_HOME names (default: data). CASUS_OFFLINE=1 forbids the network.
    """


@main.command(
    epilog=_examples("""
    casus build                                     what lies in data/inbox and what open feeds have on the network
    casus build --offline                           what lies in data/inbox, else the bundled brief
    casus build --inbox ~/downloads --feed article  only articles, from ~/downloads/article/
    casus build --url https://example.org/story     an article from the web
    """)
)
@click.option("--inbox", type=click.Path(path_type=Path), help="Read files from DIR/<feed>/ instead of data/inbox.")
@click.option("--feed", "feeds", multiple=True, metavar="NAME", help="Read only this feed; may be repeated.")
@click.option("--url", "urls", multiple=True, metavar="URL", help="Fetch and read this article; may be repeated.")
@click.option("--offline", is_flag=True, help="Forbid any use of the network.")
@click.option(
    "--wait", "wait_seconds", type=float, default=0, metavar="SECONDS", help="Wait for a running build to end."
)
@terminal.for_people
def build(inbox: Path | None, feeds: Sequence[str], urls: Sequence[str], offline: bool, wait_seconds: float) -> None:
    """Run the whole pipeline once: fetch, read, code, link, check, release.

    Every feed takes part, unless --feed names those that do: it reads its files in the inbox and, where its publisher
    allows it and neither --offline nor CASUS_OFFLINE forbids it, asks for what is new on the network.
    """
    home = Home.from_environment().prepare()
    if offline:
        os.environ["CASUS_OFFLINE"] = "1"
    with terminal.Bars() as listener, progress.listening(listener):
        with progress.step(*progress.STARTING):
            from assets.run import RunRequest, run_build  # Dagster takes a second: only this command pays for it
            from pipelines.feed import passed_over
            from pipelines.release import latest_release
            from pipelines.summary import broken_in_build, refused_in_build, summarize, troubles_in_build

        try:
            run_build(home, RunRequest(inbox, tuple(urls), tuple(feeds), offline, wait_seconds))
        except ChecksFailedError:
            terminal.show_broken(broken_in_build(home))
            raise
        except NothingReadError:
            troubles = troubles_in_build(home)
            terminal.show_troubles(troubles)
            terminal.show_passed_over(passed_over(inbox or home.inbox))
            terminal.show_rejects(refused_in_build(home), "", " ".join(troubles.values()))
            raise
    terminal.show_summary(summarize(home), latest_release(home), passed_over(inbox or home.inbox))


@main.command(
    epilog=_examples("""
    casus code story.txt --published 2024-09-27
    casus code https://example.org/story --format jsonl
    pbpaste | casus code - --published 2024-09-27
    casus code --docs documents.jsonl > events.jsonl
    casus code story.txt --coder chat               ask the model that CASUS_CHAT_URL and CASUS_CHAT_MODEL name
    """)
)
@click.argument("source", required=False, metavar="FILE|URL|-")
@click.option("--published", metavar="DATE", help="Day of publication, as 2024-09-27; relative dates count from it.")
@click.option(
    "--docs", type=click.Path(path_type=Path), metavar="FILE", help="Code many texts, one JSON object a line."
)
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), help="Default: table; with --docs: jsonl.")
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out events below this confidence."
)
@click.option("--coder", type=click.Choice(["rules", "chat"]), default="rules", show_default=True, help="Who reads.")
@terminal.for_people
def code(
    source: str | None, published: str | None, docs: Path | None, form: str | None, min_confidence: float, coder: str
) -> None:
    """Code a text and show its events. Touches no warehouse."""
    from pipelines.coding import coder as rules
    from pipelines.coding.chat import coder as chat
    from pipelines.texts import read_jsonl, read_one

    if (source is None) == (docs is None):
        raise UserError("One text or --docs FILE is needed, not both", "See casus code --help.")
    documents = read_jsonl(docs) if docs else [read_one(str(source), published)]
    processes = (os.cpu_count() or 1) if docs else 1
    session = chat.Session() if coder == "chat" else None
    coded = (
        chat.code(documents, session=session, processes=processes)
        if session
        else rules.code(documents, processes=processes)
    )
    for document, events in coded:
        events = [e for e in events if e.confidence is None or e.confidence >= min_confidence]
        if (form or ("jsonl" if docs else "table")) == "jsonl":
            for number, event in enumerate(events, 1):
                record = event.to_record(document.text, f"{document.doc_id}#{number:02d}")
                click.echo(json.dumps(record, ensure_ascii=False))
        else:
            terminal.show_coded(document, events)
    for line in session.lines() if session else ():
        click.echo(line, err=True)


@main.command(
    epilog=_examples("""
    casus query "SELECT * FROM troop_movements"
    casus query "SELECT event_subtype, count(*) FROM attacks GROUP BY ALL" --format csv
    casus query "SELECT * FROM force_levels" --as-of $(date -u +%F)   as known at the end of today
    """)
)
@click.argument("sql")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@click.option("--as-of", metavar="DATE", help="Answer with what was known at the end of that day (UTC).")
@terminal.for_people
def query(sql: str, form: str, as_of: str | None) -> None:
    """Read the published database with SQL."""
    from warehouse.asking import ask

    names, rows = stopping.aside(lambda: ask(Home.from_environment(), sql, as_of))
    terminal.show_rows(names, rows, form)


@main.command(epilog=_examples("casus feeds"))
@terminal.for_people
def feeds() -> None:
    """Show every feed: state, counts, staleness, licence, what it refused and why, and what it needs."""
    from pipelines.overview import feed_statuses

    terminal.show_feeds(feed_statuses(Home.from_environment()))


@main.command(
    epilog=_examples("""
    casus evaluate                                  the coder, on Casus's own gold set
    casus evaluate --gold gold.jsonl --docs documents.jsonl --errors errors.txt
    casus evaluate --links --data ~/conflict-data   the links, on Casus's own labelled pairs
    casus evaluate --links --pairs pairs.csv --format json
    casus evaluate --news                           whether articles on one happening become one event
    """)
)
@click.option(
    "--gold", type=click.Path(path_type=Path), help="Labelled events, JSON lines. Default: Casus's own gold set."
)
@click.option(
    "--docs", type=click.Path(path_type=Path), help="The texts, JSON lines. Default: those of the own gold set."
)
@click.option("--strict", is_flag=True, help="Count a second event for the same labelled one as false.")
@click.option("--links", is_flag=True, help="Measure the links between reports, not the coder.")
@click.option("--news", is_flag=True, help="Measure coder and links together, on Casus's own invented news stories.")
@click.option("--pairs", type=click.Path(path_type=Path), help="Labelled pairs, CSV. Default: Casus's own pairs.")
@click.option(
    "--data", type=click.Path(path_type=Path), help="Link the files in DIR for it. Default: the published warehouse."
)
@click.option("--write", is_flag=True, help="Keep the figures in the project, for releases to show.")
@click.option("--errors", type=click.Path(path_type=Path), help="Write each error, side by side, to FILE.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@terminal.for_people
def evaluate(links: bool, news: bool, errors: Path | None, form: str, **chosen: Any) -> None:
    """Measure the coder on labelled texts, the links on labelled pairs of reports, or both on stories told twice."""
    if news:
        _evaluate_news({"links": links, "errors": errors, **chosen}, form)
        return
    if odd := [f"--{name}" for name in (("gold", "docs", "strict") if links else ("pairs", "data")) if chosen[name]]:
        raise UserError(
            f"{odd[0]} does not go {'with' if links else 'without'} --links", "See casus evaluate --help for examples."
        )
    if links:
        _evaluate_links(chosen["pairs"], chosen["data"], chosen["write"], errors, form)
    else:
        _evaluate_coder(chosen["gold"], chosen["docs"], chosen["strict"], chosen["write"], errors, form)


def _evaluate_coder(
    gold: Path | None, docs: Path | None, strict: bool, write: bool, errors: Path | None, form: str
) -> None:
    from pipelines.accuracy import measure
    from pipelines.coders import rules_name
    from pipelines.evaluation import report
    from pipelines.evaluation.run import DOCS, GOLD, evaluate_coder

    if (gold is None) != (docs is None):
        raise UserError("--gold and --docs go together", "Give both, or neither for Casus's own gold set.")
    if write and (gold or strict):
        raise UserError("--write keeps figures on Casus's own gold sets", "Give neither --gold nor --strict.")
    if write:
        measure(rules_name())
    evaluation = evaluate_coder(gold or GOLD, docs or DOCS, strict=strict)
    if errors:
        errors.write_text(report.errors_side_by_side(evaluation.errors), "utf-8")
    click.echo(json.dumps(report.to_json(evaluation), indent=2) if form == "json" else report.to_text(evaluation))


def _evaluate_links(pairs: Path | None, data: Path | None, write: bool, errors: Path | None, form: str) -> None:
    from pipelines.evaluation.links import PAIRS, evaluate_files, evaluate_warehouse, keep, report

    if write and (data is None or pairs is not None):
        raise UserError("--write keeps figures on Casus's own pairs", "Give --data DIR, and no --pairs.")
    with terminal.Bars() as listener, progress.listening(listener):
        path = pairs or PAIRS
        evaluation = evaluate_files(data, path) if data else evaluate_warehouse(Home.from_environment(), path)
    if write:
        keep(evaluation)
    if errors:
        errors.write_text(report.errors_side_by_side(evaluation.errors), "utf-8")
    click.echo(json.dumps(report.to_json(evaluation), indent=2) if form == "json" else report.to_text(evaluation))


def _evaluate_news(given: dict[str, Any], form: str) -> None:
    from pipelines.evaluation.links import evaluate_news, keep_news, report

    write = given.pop("write")
    if odd := [f"--{name}" for name, value in given.items() if value]:
        raise UserError(f"{odd[0]} does not go with --news", "See casus evaluate --help for examples.")
    with terminal.Bars() as listener, progress.listening(listener):
        figures = evaluate_news()
    if write:
        keep_news(figures)
    click.echo(json.dumps(report.news_to_json(figures), indent=2) if form == "json" else report.news_to_text(figures))


@main.command(epilog=_examples("casus explain 1f0c9a7be2d35480"))
@click.argument("event_id")
@terminal.for_people
def explain(event_id: str) -> None:
    """Show an event, the reports that it rests on, and why they were joined."""
    from pipelines.explaining import explain_event

    terminal.show_explanation(explain_event(Home.from_environment(), event_id))


@main.command(epilog=_examples("casus serve --port 8000"))
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; other than loopback is public."
)
@terminal.for_people
def serve(port: int, host: str) -> None:
    """Offer the releases over HTTP: an index page and range requests."""
    from pipelines.serving import serve as serve_releases

    serve_releases(Home.from_environment().releases, host, port)


if __name__ == "__main__":
    main()
