"""A threading HTTP server on 127.0.0.1 that remembers the requests it was asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Seen:
    """One request as it arrived."""

    method: str
    target: str
    headers: dict[str, str]
    body: str = ""

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def parameters(self) -> dict[str, str]:
        """The query's parameters, their names in capitals."""
        pairs = parse_qs(urlsplit(self.target).query, keep_blank_values=True)
        return {name.upper(): values[-1] for name, values in pairs.items()}


@dataclass
class Site:
    """A running server.

    :param url: its origin, such as ``http://127.0.0.1:40001``.
    """

    url: str
    seen: list[Seen] = field(default_factory=list)

    def asked(self, operation: str) -> list[Seen]:
        """Return the requests of one OGC operation so far."""
        wanted = operation.lower()
        return [s for s in self.seen if s.parameters.get("REQUEST", "").lower() == wanted]


class Handler(BaseHTTPRequestHandler):
    """Notes every request in ``site`` and lets ``answer`` reply to it."""

    site: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._handle(b"")

    def do_POST(self) -> None:
        self._handle(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def answer(self, body: bytes) -> None:
        raise NotImplementedError

    def send(self, status: int, content_type: str, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet; ``site.seen`` is the log."""

    def _handle(self, body: bytes) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.site.seen.append(Seen(self.command, self.path, headers, body.decode("latin-1")))
        self.answer(body)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that hang up; tests make them do it."""


@contextmanager
def serve(handler: type[Handler]) -> Iterator[Site]:
    """Run a server of ``handler`` on a free port for as long as the block lasts."""
    with _Server(("127.0.0.1", 0), handler) as server:
        site = handler.site = Site(f"http://127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
