"""What can be told of an address without asking it: how to show it, whether it is private, whether two are one place.

Here belongs what looks at addresses. Asking them does not.
"""

import ipaddress
import re
import socket
from urllib.parse import urljoin, urlsplit

_SIGN_IN = re.compile(r"(?:^|[/._-])(?:log-?in|sign-?in|sso|oauth2?|saml2?|authenticate|subscribe)(?:$|[/._-])", re.I)
_PORTS = {"http": 80, "https": 443}


def shown(url: str) -> str:
    """The address without user, password, query and fragment: they may hold a secret."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "an address that is none"
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}" + ("?…" if parts.query else "")


def is_private(url: str) -> bool:
    """Whether the address lies on this machine or in a private network. A name that cannot be resolved here is not."""
    host = urlsplit(url).hostname or ""
    try:
        found = socket.getaddrinfo(host, None, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError):
        return False
    return any(not is_public(str(entry[4][0])) for entry in found)


def is_public(host: str) -> bool:
    """Whether a numeric address belongs to the open internet."""
    address = ipaddress.ip_address(host.split("%")[0])
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None) or address
    return bool(inner.is_global)


def server(url: str) -> str:
    """Host and port, for keeping a distance between two requests to one server."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{_port(url)}"


def is_same_origin(asked: str, given: str) -> bool:
    """Whether what was meant for `asked` may be sent to `given`: same host, port and scheme, or a step up to HTTPS."""
    one, other = urlsplit(asked), urlsplit(given)
    if one.hostname != other.hostname:
        return False
    steps_up = (one.scheme, other.scheme) == ("http", "https") and (_port(asked), _port(given)) == (80, 443)
    return steps_up or (one.scheme == other.scheme and _port(asked) == _port(given))


def asks_to_sign_in(asked: str, given: str) -> bool:
    """Whether `given` reads like a page to sign in where `asked` does not."""
    return bool(_SIGN_IN.search(urlsplit(given).path)) and not _SIGN_IN.search(urlsplit(asked).path)


def joined(step: str, target: str) -> str | None:
    """Where a redirect from `step` leads; None where that is no web page."""
    try:
        url = urljoin(step, target)
        return url if is_web(url) else None
    except ValueError:
        return None


def is_web(url: str) -> bool:
    """Whether this is an address that can be asked at all."""
    try:
        return urlsplit(url).scheme in _PORTS and bool(urlsplit(url).hostname) and _port(url) != 0
    except ValueError:
        return False


def _port(url: str) -> int | None:
    parts = urlsplit(url)
    return parts.port or _PORTS.get(parts.scheme)
