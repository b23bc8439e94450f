"""A web site on loopback whose pages a test writes, with the faults that real ones have."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Heard:
    """A request as it came in. `path` has the query; the names of headers are in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Reply:
    """An answer. The line is cut after `cut_after` bytes of the body."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    cut_after: int | None = None


Page = Reply | Callable[[Heard], Reply]


class Site(ThreadingHTTPServer):
    """Pages by path without query; each request to a path gets the next of its answers, and the last one stays."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self._pages: dict[str, list[Page]] = {}
        self.heard: list[Heard] = []

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def page(self, path: str, *answers: Page) -> str:
        """Put the answers up; returns the address."""
        self._pages[path.partition("?")[0]] = list(answers)
        return self.url(path)

    def reply(self, heard: Heard) -> Reply:
        self.heard.append(heard)
        answers = self._pages.get(heard.path.partition("?")[0], [Reply(404)])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        return answer if isinstance(answer, Reply) else answer(heard)


class _Answering(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = self.server.reply(Heard(self.command, self.path, headers, self.rfile.read(length)))
        self.send_response(reply.status)
        for key, value in ({"Content-Length": str(len(reply.body))} | reply.headers).items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(reply.body[: reply.cut_after])

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[Site]:
    """A site while the block lasts."""
    site = Site()
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        thread.join()
        site.server_close()
