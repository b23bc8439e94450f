"""Which kinds of actors fight, are states, or are armed and no state.

Here belong sets of the codes of `actor_kind` and nothing else.
"""

from pipelines.coding.words.lexicon import words

REBEL_KINDS = words("militia rebel terrorist armed_group insurgent")
"""Kinds of actors that are armed and no state."""
ARMED_KINDS = words("militia rebel terrorist armed_group state_military military coalition insurgent")
"""Kinds of actors that fight."""
STATE_KINDS = words("state government state_military military")
"""Kinds of actors that are states or parts of them."""
