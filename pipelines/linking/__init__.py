"""Linking: which reports tell of one event, why, and under which id that event stays known.

The doors: `link(connection, progress)` puts every current report of a build into an event and fills `report_links`,
`link_pairs`, `event_redirects`, `feed_trust` and `oversized_blocks`; `score_pairs(connection)` shows what became of the
pairs. What an event takes from its reports belongs to `warehouse/sql/`.

Rooms, in the order of a run: `profiles` (what is known of each report), `overrides` (what persons decided), `blocking`
(which pairs are compared), `comparisons` and `model` (how alike they are), `clustering` (which reports are one event),
`reasons` (why, in words), `identity` (ids and redirects), `linker` (the run).
"""

from pipelines.linking.linker import Outcome, link, linker_name, score_pairs

__all__ = ["Outcome", "link", "linker_name", "score_pairs"]
