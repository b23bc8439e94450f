"""Linking: which reports tell of one event, why, and under which id that event stays known.

The doors: `link(connection, progress)` puts every current report of a build into an event and fills `report_links`,
`link_pairs`, `event_redirects`, `feed_trust` and `oversized_blocks`; `estimate_weights(connection)` fits the weights of
the model on the reports at hand, to hold them against those that ship. What an event takes from its reports belongs to
`warehouse/sql/`.

Rooms, in the order of a run: `profiles` (what is known of each report), `words` (what its words say) and `stories`
(which addresses are of one story), `overrides` (what persons decided), `blocking` (where reports meet) and `possible`
(which pairs can be one event at all), `terms` (what two share), `comparisons` and `model` (how alike they are),
`rivals` (which have no other that fits), `components` and `clustering` (which reports are one event), `reasons` (why,
in words), `identity` (ids and redirects), `linker` (the run).
"""

from pipelines.linking.linker import Outcome, estimate_weights, link, linker_name

__all__ = ["Outcome", "estimate_weights", "link", "linker_name"]
