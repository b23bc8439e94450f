"""RSS feeds as a test writes them, item by item."""

from pathlib import Path

SAMPLES = Path(__file__).parents[2] / "samples" / "rss"
DATE = "<pubDate>Tue, 14 Mar 2023 21:30:00 GMT</pubDate>"


def feed(*items: str, channel: str = "<title>The Paper</title>", root: str = '<rss version="2.0">') -> str:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f"{root}<channel>{channel}{inside}</channel></rss>"


def item(guid: str = "1", title: str = "One", text: str = "", date: str = DATE) -> str:
    return f"<guid>https://e.org/{guid}</guid><title>{title}</title><description>{text}</description>{date}"
