"""The vocabularies of linking: by which rule and to which end two reports were put together or kept apart.

Here belong codes of our own decisions. Codes of what sources say belong to `codes`.
"""

LINKING: dict[str, dict[str, str]] = {
    "link_rule": {
        "single": "The event rests on this report alone.",
        "exact_repeat": "The feed gives the same record once more.",
        "likeness": "What the reports state agrees well enough, weighed by the linking model, and nothing contradicts.",
        "coverage": "One report sums up several events, and the other tells of one of them.",
        "override": "A person decided it, with name and reason.",
        "indirect": "It was joined by way of reports that are not shown here.",
    },
    "link_decision": {
        "joined": "The two tell of one event.",
        "apart": "The two are alike and tell of different events.",
        "covers": "The first sums up several events, and the second tells of one of them.",
    },
    "redirect_kind": {
        "merge": "The old event became part of another.",
        "split": "Some reports of the old event became an event of their own.",
    },
}
