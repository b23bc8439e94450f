"""Connections that lead to no private address, whatever a name is said to mean when it is looked up once more.

Here belongs the last look, at the address that was really reached, before anything is sent. Which requests are guarded
is `connection`'s to say; through a proxy it is the proxy that looks names up.
"""

import socket
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from pipelines.fetching.addresses import is_public
from pipelines.fetching.faults import BY_HAND, FetchError


class GuardedAdapter(HTTPAdapter):
    """An adapter whose direct connections are closed where they have reached a private address."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Have each new connection looked at."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}


def _looked_at(reached: socket.socket, host: str) -> socket.socket:
    if is_public(str(reached.getpeername()[0])):
        return reached
    reached.close()
    raise FetchError(f"{host} leads to a private address", BY_HAND)


class _Connection(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _looked_at(super()._new_conn(), self.host)


class _SecureConnection(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _looked_at(super()._new_conn(), self.host)


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection
