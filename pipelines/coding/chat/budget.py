"""What a run has used, and whether another request still fits: seconds, tokens, cost.

Here belong the account and its limits. Nothing is asked here.
"""

import time
from dataclasses import dataclass, field

from pipelines.coding.chat.settings import Settings

SIGNS_PER_TOKEN = 2
"""Bytes of UTF-8 that make at least one token of English in common tokenizers (about 4 on average): an estimate on the
safe side, for use before a request, or after one whose server tells no usage."""
LONGEST_ANSWER = 4096
"""Tokens of output that one request may ask for."""
SHORTEST_ANSWER = 64
"""Tokens of output below which a request is not worth its input."""


class BudgetError(Exception):
    """A limit would be exceeded; the message names it."""


@dataclass
class Budget:
    """The account of one run. Seconds count from the first question whether a request fits."""

    settings: Settings
    tokens_in: int = 0
    tokens_out: int = 0
    _started: float | None = field(default=None, repr=False)

    @property
    def cost(self) -> float:
        """In the currency of the prices."""
        return self._cost(self.tokens_in, self.tokens_out)

    @property
    def seconds(self) -> float:
        """Since the first request; 0 before it."""
        return 0.0 if self._started is None else time.monotonic() - self._started

    def seconds_left(self) -> float:
        """Until the limit of time; infinite without one."""
        limit = self.settings.max_seconds
        return float("inf") if limit is None else limit - self.seconds

    def grant(self, prompt_bytes: int) -> int:
        """How many tokens of output a request with a prompt of so many bytes may ask for.

        Raises BudgetError where even a short answer could exceed a limit.
        """
        if self._started is None:
            self._started = time.monotonic()
        if self.seconds_left() <= 0:
            raise BudgetError(f"the limit of {self.settings.max_seconds:g} seconds is reached")
        asked, room = estimate(prompt_bytes), float(LONGEST_ANSWER)
        if self.settings.max_tokens is not None:
            room = min(room, self.settings.max_tokens - self.tokens_in - self.tokens_out - asked)
            if room < SHORTEST_ANSWER:
                raise BudgetError(f"the next request could exceed the limit of {self.settings.max_tokens:,.0f} tokens")
        if self.settings.max_cost is not None:
            left = self.settings.max_cost - self._cost(self.tokens_in + asked, self.tokens_out)
            price = self.settings.price_out / 1e6
            room = min(room, left / price if price else room if left >= 0 else 0)
            if room < SHORTEST_ANSWER:
                raise BudgetError(f"the next request could exceed the limit of cost, {self.settings.max_cost:g}")
        return int(room)

    def spend(self, tokens_in: int, tokens_out: int) -> None:
        """Put a request to the account."""
        self.tokens_in += tokens_in
        self.tokens_out += tokens_out

    def _cost(self, tokens_in: int, tokens_out: int) -> float:
        return (tokens_in * self.settings.price_in + tokens_out * self.settings.price_out) / 1e6


def estimate(size: int) -> int:
    """Tokens in so many bytes of text, rather too many than too few."""
    return -(-size // SIGNS_PER_TOKEN)
