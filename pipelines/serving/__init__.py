"""The releases over HTTP, to be downloaded and read in place: index pages, files, byte ranges.

Here belongs the server: which address it listens on and how it starts and stops. What it answers belongs to
`pipelines.serving.site`, and how its pages look to `pipelines.serving.pages`.
"""

import socket
import threading
import time
from pathlib import Path
from types import TracebackType

import uvicorn

from pipelines import terminal
from pipelines.serving.site import site
from warehouse.errors import UserError

_PATIENCE_SECONDS = 10.0


class Server:
    """Offers the releases in `folder`. As a context manager it serves from a thread; port 0 takes a free one.

    Raises UserError where the address cannot be had.
    """

    def __init__(self, folder: Path, host: str, port: int) -> None:
        self._socket = _listening(host, port)
        self._server = uvicorn.Server(
            uvicorn.Config(
                site(folder),
                log_level="warning",
                lifespan="off",
                ws="none",
                server_header=False,
                timeout_graceful_shutdown=2,
            )
        )
        self._thread = threading.Thread(target=self.run, daemon=True)

    @property
    def address(self) -> str:
        """Where it is reached, without a slash at the end."""
        host, port = self._socket.getsockname()[:2]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    def run(self) -> None:
        """Serve until interrupted."""
        self._server.run(sockets=[self._socket])

    def __enter__(self) -> "Server":
        self._thread.start()
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not self._server.started and time.monotonic() < deadline:
            time.sleep(0.01)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.should_exit = True
        self._thread.join(_PATIENCE_SECONDS)
        self._socket.close()


def serve(folder: Path, host: str, port: int) -> None:
    """Serve the releases in `folder` until Ctrl-C; loopback is `127.0.0.1`, every address of the machine `0.0.0.0`."""
    server = Server(folder, host, port)
    terminal.out.print(f"Serving {folder} at {server.address}/ (Ctrl-C ends it)", soft_wrap=True, markup=False)
    try:
        server.run()
    except KeyboardInterrupt:
        terminal.out.print("Stopped.")


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        cause = str(getattr(error, "strerror", None) or error).partition(" (while")[0]
        raise UserError(
            f"Cannot listen on {host}, port {port} ({cause})",
            "Name another with --port (0 takes a free one) or --host.",
        ) from error
