"""What a build brought and how the feeds stand, as a person sees it."""

from collections.abc import Sequence
from pathlib import Path

from rich.markup import escape

from pipelines.overview import FeedStatus
from pipelines.summary import BrokenRule, Summary
from pipelines.terminal.screen import MOST_LISTED, new_table, number, out, write_line
from warehouse.codes import VOCABULARIES

STATUSES = tuple(VOCABULARIES["status"])


def show_summary(summary: Summary, release: Path | None) -> None:
    """What a build brought: feeds, events by type and status, refused records, checks, and where the release lies."""
    told = [feed for feed in summary.feeds if feed.state != "empty"]
    has_mentions = any(feed.mentions for feed in told)
    feeds = new_table("Feed", "State", "#Documents", "#Reports", *(["#Mentions"] * has_mentions), "#Rejects", "")
    for feed in told:
        numbers = (feed.documents, feed.reports, *([feed.mentions] * has_mentions), feed.rejects)
        feeds.add_row(feed.feed, feed.state, *map(number, numbers), escape(feed.message or ""))
    if told:
        out.print(feeds)
    if silent := [feed.feed for feed in summary.feeds if feed.state == "empty"]:
        write_line(f"[dim]Nothing from  {', '.join(silent)}[/]")
    used = [status for status in STATUSES if any(status in counts for counts in summary.events.values())]
    events = new_table("Events", *(f"#{status}" for status in used), "#total")
    for event_type, counts in summary.events.items():
        row = [number(counts[status]) if status in counts else "·" for status in used]
        events.add_row(event_type, *row, number(sum(counts.values())))
    if summary.events:
        out.print(events)
    else:
        write_line("Events        none")
    write_line(f"Force levels  {number(summary.force_levels)} observations")
    show_rejects(summary)
    held = f"[green]{number(summary.rules_held)} rules held[/]"
    out.print(f"Checks        {held}" + (f", [yellow]{len(summary.broken)} warnings[/]" if summary.broken else ""))
    show_broken(summary.broken)
    if release:
        out.print(f"Release       {escape(str(release))}", soft_wrap=True)


def show_rejects(summary: Summary) -> None:
    """The refused records by reason, the commonest first, each with one of them in full."""
    if summary.rejects:
        total = sum(reject.times for reject in summary.rejects)
        write_line(f"Rejects       [yellow]{number(total)} records refused[/] (all in the table rejects)")
    for reject in summary.rejects[:MOST_LISTED]:
        more = f" [dim](and {number(reject.times - 1)} like it)[/]" if reject.times > 1 else ""
        write_line(
            f"  {escape(reject.feed)}: {escape(reject.record)}: {escape(reject.reason)} {escape(reject.remedy)}{more}"
        )


def show_feeds(feeds: Sequence[FeedStatus]) -> None:
    """Every feed in a line, and below what is to be said of those that have something to say."""
    table = new_table("Feed", "State", "Latest", "#Files", "#Records", "#Reports", "#Rejects", "Licence")
    for feed in feeds:
        colour = {"failed": "red", "skipped": "yellow", "read": "green"}.get(feed.state, "dim")
        table.add_row(
            feed.feed,
            f"[{colour}]{feed.state}[/]",
            _age(feed),
            *(number(n) if n else "[dim]·[/]" for n in (feed.snapshots, feed.records_read, feed.reports, feed.rejects)),
            escape(feed.licence) + ("" if feed.is_republished else " [dim](not republished)[/]"),
        )
    out.print(table)
    for feed in feeds:
        refused = [f"{reason} ({number(times)})" for reason, times in feed.reasons]
        flagged = (
            ["flagged " + ", ".join(f"{flag} {number(times)}" for flag, times in feed.flags)] if feed.flags else []
        )
        notes = [*([feed.message] if feed.message else []), *refused, *flagged, *feed.issues[:MOST_LISTED]]
        if notes:
            write_line(f"[bold]{feed.feed}[/]  [dim]{escape(feed.title)}[/]")
        for note in notes:
            write_line(f"  {escape(note)}")


def _age(feed: FeedStatus) -> str:
    if feed.latest is None or feed.age_days is None:
        return "[dim]·[/]"
    day = f"{feed.latest:%Y-%m-%d}"
    return f"{day} [yellow]stale[/]" if feed.is_stale else day


def show_broken(broken: Sequence[BrokenRule]) -> None:
    """The rules that did not hold, with sample rows."""
    for rule in broken:
        colour = "red" if rule.severity == "error" else "yellow"
        out.print(
            f"  [{colour}]{rule.severity}[/] {rule.table}.{rule.rule}: {escape(rule.description)}"
            f" {number(rule.rows_failed)} rows break it: {escape(rule.sample or '')}",
            soft_wrap=True,
        )
