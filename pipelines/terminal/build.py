"""What a build brought and how the feeds stand, as a person sees it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.padding import Padding

from pipelines.terminal.screen import MOST_LISTED, VALUES, counted, new_table, number, out, write_line
from warehouse.codes import VOCABULARIES

if TYPE_CHECKING:
    from pipelines.overview import FeedStatus
    from pipelines.summary import BrokenRule, Reject, Summary, Withheld

STATUSES = tuple(VOCABULARIES["status"])
FURTHER = 4
"""The column in which a remark on a feed or a record goes on."""
ROOM_FOR_FILES = 90
"""Columns of a terminal from which on the number of files is shown too."""


def show_summary(summary: "Summary", release: Path | None, passed_over: Sequence[str]) -> None:
    """What a build brought: feeds, events by type and status, refused records, checks, and where the release lies;
    `passed_over` is what no feed reads in the inbox.
    """
    told = [feed for feed in summary.feeds if feed.state != "empty"]
    has_mentions = any(feed.mentions for feed in told)
    feeds = new_table("Feed", "State", "#Documents", "#Reports", *(["#Mentions"] * has_mentions), "#Rejects")
    for feed in told:
        numbers = (feed.documents, feed.reports, *([feed.mentions] * has_mentions), feed.rejects)
        feeds.add_row(feed.feed, feed.state, *map(number, numbers))
    if told:
        out.print(feeds)
    messages = {feed.feed: feed.message for feed in told if feed.message}
    show_troubles(messages)
    if silent := [feed.feed for feed in summary.feeds if feed.state == "empty"]:
        write_line(f"[dim]Nothing from  {', '.join(silent)}[/]", VALUES)
    show_passed_over(passed_over)
    used = [status for status in STATUSES if any(status in counts for counts in summary.events.values())]
    events = new_table("Events", *(f"#{status}" for status in used), "#total")
    events.collapse_padding, events.show_edge = True, False  # every status fits into 80 columns
    for event_type, counts in summary.events.items():
        row = [number(counts[status]) if status in counts else "·" for status in used]
        events.add_row(event_type, *row, number(sum(counts.values())))
    if summary.events:
        out.print("", events, "", sep="\n")
    else:
        write_line("Events        none")
    write_line(f"Force levels  {counted(summary.force_levels, 'observation')}")
    show_rejects(summary.rejects, told=" ".join(messages.values()))
    held = f"[green]{counted(summary.rules_held, 'rule')} held[/]"
    warned = f", [yellow]{counted(len(summary.broken), 'warning')}[/]" if summary.broken else ""
    write_line(f"Checks        {held}{warned}")
    show_broken(summary.broken)
    if release:
        write_line(f"Release       {escape(str(release))}", VALUES)
    _show_withheld(summary.withheld)


def _show_withheld(withheld: "Withheld") -> None:
    counts = ((withheld.events, "event"), (withheld.force_levels, "force level"))
    told = [counted(count, word) for count, word in counts if count > 0]
    if told:
        write_line(f"Not released  [yellow]{' and '.join(told)}[/] (licence of {', '.join(withheld.feeds)})", VALUES)


def show_troubles(messages: Mapping[str, str]) -> None:
    """What is to be said of feeds, by their name."""
    for feed, message in messages.items():
        write_line(f"  [yellow]{feed}[/]: {escape(message)}", FURTHER)


def show_passed_over(names: Sequence[str]) -> None:
    """What no feed reads in the inbox."""
    if names:
        write_line(
            f"Not read      [yellow]{escape(', '.join(names))}[/] (each folder of the inbox bears a feed's name)",
            VALUES,
        )


def show_rejects(rejects: Sequence["Reject"], where: str = " (all in the table rejects)", told: str = "") -> None:
    """The refused records by reason, the commonest first, each with one of them in full, but for those that were `told`
    already; `where` says where all are.
    """
    if rejects:
        total = sum(reject.times for reject in rejects)
        write_line(f"Rejects       [yellow]{counted(total, 'record')} refused[/]{where}", VALUES)
    untold = [reject for reject in rejects if f"{reject.reason} {reject.remedy}" not in told]
    for reject in untold[:MOST_LISTED]:
        more = f" [dim](and {number(reject.times - 1)} like it)[/]" if reject.times > 1 else ""
        which = "" if reject.reason.startswith(reject.record) else f"{escape(reject.record)}: "
        write_line(f"  {escape(reject.feed)}: {which}{escape(reject.reason)} {escape(reject.remedy)}{more}", FURTHER)


def show_feeds(feeds: Sequence["FeedStatus"]) -> None:
    """Every feed in a line, and below its licence and what else is to be said of it."""
    has_room = out.width >= ROOM_FOR_FILES
    table = new_table("Feed", "State", "Latest", *(["#Files"] * has_room), "#Records", "#Reports", "#Rejects", "Public")
    table.collapse_padding = True
    for column in table.columns:
        column.no_wrap = True
    for feed in feeds:
        state = "stale" if feed.is_stale and feed.state == "read" else feed.state
        colour = {"failed": "red", "skipped": "yellow", "stale": "yellow", "read": "green"}.get(state, "dim")
        counts = (*([feed.snapshots] * has_room), feed.records_read, feed.reports, feed.rejects)
        table.add_row(
            feed.feed,
            f"[{colour}]{state}[/]",
            f"{feed.latest:%Y-%m-%d}" if feed.latest else "[dim]·[/]",
            *(number(n) if n else "[dim]·[/]" for n in counts),
            _public(feed),
        )
    out.print(table)
    write_line("[dim]Records: those of the files, and what could not be taken at all, each as one.[/]")
    write_line(
        "[dim]Public: whether a release has its rows; part: those of some files; facts: without the source's words.[/]"
    )
    out.print()
    for feed in feeds:
        out.print(f"[bold]{feed.feed}[/]  {escape(feed.title)}")
        for note in (f"[dim]{escape(feed.licence)}[/]", *map(escape, _notes(feed))):
            out.print(Padding(note, (0, 0, 0, 2), expand=False))


def _public(feed: "FeedStatus") -> str:
    if not feed.wholly_republished:
        return "part" if feed.is_republished else "no"
    return "yes" if feed.words_republished else "facts"


def _notes(feed: "FeedStatus") -> list[str]:
    notes = [feed.message] if feed.message else []
    if feed.is_stale:
        notes.append(
            f"Nothing new for {feed.age_days:.0f} days; its source is silent for {feed.interval_days:.0f} at most"
        )
    if feed.credential and feed.credential.split()[0] not in (feed.message or ""):
        notes.append(feed.credential)
    if feed.mentions:
        notes.append(f"{number(feed.mentions)} mentions")
    untold = [(reason, times) for reason, times in feed.reasons if reason not in (feed.message or "")]
    notes += [f"{number(times)} refused: {reason}" for reason, times in untold]
    if feed.flags:
        notes.append("flagged: " + ", ".join(f"{number(times)} {flag}" for flag, times in feed.flags))
    further = len(feed.issues) - MOST_LISTED
    return (
        notes
        + feed.issues[:MOST_LISTED]
        + ([f"and {number(further)} more files of which something is said in readings"] if further > 0 else [])
    )


def show_broken(broken: Sequence["BrokenRule"]) -> None:
    """The rules that did not hold, with sample rows."""
    for rule in broken:
        colour = "red" if rule.severity == "error" else "yellow"
        breach = f"{counted(rule.rows_failed, 'row')} break{'s' if rule.rows_failed == 1 else ''} it"
        write_line(
            f"  [{colour}]{rule.severity}[/] {rule.table}.{rule.rule}: {escape(rule.description)}"
            f" {breach}: {escape(rule.sample or '')}",
            FURTHER,
        )
