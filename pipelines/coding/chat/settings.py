"""Which model is asked, where, and within which limits: the settings of the chat coder, from the environment.

Here belong the variables, their defaults and what is refused. Keeping to the limits is the work of `budget`.
"""

import ipaddress
import os
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from pipelines.fetching import is_private, shown
from warehouse.errors import UserError
from warehouse.home import is_offline


@dataclass(frozen=True)
class Settings:
    """`url` is the base address, as http://127.0.0.1:8080/v1. Limits hold for one run and are None where there is none;
    prices are per million tokens, in the currency of `max_cost`. The key is in no message and no `repr`.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    max_seconds: float | None = None
    max_tokens: float | None = None
    max_cost: float | None = None
    price_in: float = 0.0
    price_out: float = 0.0

    @property
    def endpoint(self) -> str:
        """Where completions are asked for."""
        parts = urlsplit(self.url)
        return urlunsplit(parts._replace(path=parts.path.rstrip("/") + "/chat/completions"))

    @property
    def is_loopback(self) -> bool:
        """Whether the address is this machine by its form; no name but `localhost` is looked up."""
        host = urlsplit(self.url).hostname or ""
        try:
            return host == "localhost" or ipaddress.ip_address(host).is_loopback
        except ValueError:
            return False


def from_environment() -> Settings:
    """The settings that `CASUS_CHAT_URL`, `_MODEL`, `_KEY`, `_MAX_SECONDS`, `_MAX_TOKENS`, `_MAX_COST`, `_PRICE_IN` and
    `_PRICE_OUT` give.

    Raises UserError: address or model missing, no address of the web, a number that is none, a limit of cost without
    prices, a key that no header can carry or that would travel unencrypted, or an address beyond this machine while
    the network is forbidden.
    """
    settings = Settings(
        _address(),
        model_from_environment(),
        os.environ.get("CASUS_CHAT_KEY", "").strip() or None,
        _number("CASUS_CHAT_MAX_SECONDS"),
        _number("CASUS_CHAT_MAX_TOKENS"),
        _number("CASUS_CHAT_MAX_COST"),
        _number("CASUS_CHAT_PRICE_IN") or 0.0,
        _number("CASUS_CHAT_PRICE_OUT") or 0.0,
    )
    if settings.max_cost is not None and not (settings.price_in or settings.price_out):
        raise UserError(
            "CASUS_CHAT_MAX_COST is set without prices",
            "Set CASUS_CHAT_PRICE_IN and CASUS_CHAT_PRICE_OUT, per million tokens.",
        )
    if is_offline() and not settings.is_loopback:
        raise UserError(
            f"{shown(settings.url)} is not asked: the network is forbidden",
            "Unset CASUS_OFFLINE, or name an address on this machine (127.0.0.1, ::1 or localhost).",
        )
    _check_key(settings)
    return settings


def model_from_environment() -> str:
    """The name of the model; raises UserError where `CASUS_CHAT_MODEL` gives none."""
    return _wanted("CASUS_CHAT_MODEL", "the name of the model, as its server calls it")


def _address() -> str:
    url = _wanted("CASUS_CHAT_URL", "the base address, as http://127.0.0.1:8080/v1")
    try:
        parts = urlsplit(url)
        is_usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        has_user = "@" in parts.netloc
    except ValueError:
        is_usable = has_user = False
    if not is_usable or has_user:
        raise UserError(
            "CASUS_CHAT_URL is no base address of the web, or holds a user",
            "Give it as http://127.0.0.1:8080/v1, and the key as CASUS_CHAT_KEY.",
        )
    return url


def _wanted(name: str, meaning: str) -> str:
    value = os.environ.get(name, "").strip()
    if not value:
        raise UserError(f"The chat coder needs {name}", f"Set it to {meaning}.")
    return value


def _number(name: str) -> float | None:
    written = os.environ.get(name, "").strip()
    if not written:
        return None
    try:
        value = float(written)
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise UserError(f"{name} is {written!r}, no number from 0", "Give a number, or unset it.")
    return value


def _check_key(settings: Settings) -> None:
    if not settings.key:
        return
    if not (settings.key.isascii() and settings.key.isprintable() and " " not in settings.key):
        raise UserError("CASUS_CHAT_KEY holds signs that no key has", "Give it without spaces and line breaks.")
    if urlsplit(settings.url).scheme == "http" and not settings.is_loopback and not is_private(settings.url):
        raise UserError(
            f"{shown(settings.url)} would carry the key unencrypted over the public network",
            "Use an https address, or unset CASUS_CHAT_KEY.",
        )
