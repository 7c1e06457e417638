"""A real HTTP server on loopback that answers as the test tells it to."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Callable, Union
from urllib.parse import parse_qsl, urlsplit

XML = "text/xml"


@dataclass
class Reply:
    """What to answer; a ``promised`` length larger than the body cuts the answer short."""

    body: bytes = b""
    status: int = 200
    content_type: str = XML
    headers: Mapping[str, str] = field(default_factory=dict)
    promised: int = -1


@dataclass
class Asked:
    path: str
    query: dict[str, str]
    headers: dict[str, str]


Answering = Union[Reply, Callable[[Asked], Reply]]


@dataclass
class Loopback:
    url: str
    asked: list[Asked]


@contextmanager
def serving(answer: Answering) -> Iterator[Loopback]:
    """Serve on 127.0.0.1 while the block runs; keys of the query arrive in lower case."""
    asked: list[Asked] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {k.lower(): v for k, v in parse_qsl(parts.query, keep_blank_values=True)}
            asked.append(Asked(parts.path, query, {k.lower(): v for k, v in self.headers.items()}))
            reply = answer if isinstance(answer, Reply) else answer(asked[-1])
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.content_type)
            length = reply.promised if reply.promised >= 0 else len(reply.body)
            self.send_header("Content-Length", str(length))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield Loopback(f"http://127.0.0.1:{server.server_address[1]}/ows", asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
