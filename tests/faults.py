"""What the servers of faults have in common, whatever protocol they speak badly."""

from __future__ import annotations

import json
import threading
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Optional, TypeVar

Row = tuple[int, str, float, float]  # id, name, longitude, latitude
CAP = 100
HTML = "<!DOCTYPE html><html><head><title>Log in</title></head><body>Log in</body></html>"
Own = TypeVar("Own", bound="Faults")


def known_rows(count: int = 350) -> list[Row]:
    """Return rows in Borneo and around, no two alike."""
    return [
        (
            n,
            f"Deposit {n} é&<",
            round(105.0 + n * 37 % count * 17.5 / count, 6),
            round(-5.0 + n * 91 % count * 10.5 / count, 6),
        )
        for n in range(1, count + 1)
    ]


def less_of_many(page: list[Row]) -> list[Row]:
    """Return a page whose rows say less from the fortieth on, but for the last three."""
    return [
        (row[0], "?", row[2], row[3]) if 40 <= at < len(page) - 3 else row
        for at, row in enumerate(page)
    ]


class Faults:
    """Answers on loopback in one mode; remembers what it was asked.

    :ivar changes_at: the page with which the data change, in the modes in which they do.
    """

    changes_at = 4

    def __init__(self, handler: type[BaseHTTPRequestHandler], mode: str, count: int) -> None:
        self.mode, self.rows = mode, known_rows(count)
        self.asked: list[dict[str, str]] = []
        self.pages = 0
        self.seen: dict[str, int] = {}
        self.released = threading.Event()
        self.delay = 0.0
        self.silent_to = ""  # a part of the questions that are never answered
        self.silences = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self: Own) -> Own:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self,
        _kind: Optional[type[BaseException]],
        _error: Optional[BaseException],
        _trace: Optional[TracebackType],
    ) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()

    def once(self, what: str) -> bool:
        """Whether this is the first time."""
        self.seen[what] = self.seen.get(what, 0) + 1
        return self.seen[what] == 1

    def change(self) -> None:
        """Let the data change behind the client's back, while it pages."""
        self.pages += 1
        if self.pages != self.changes_at:
            return
        if self.mode == "grows":
            self.rows = [(9001, "New", 110.0, 1.0), *self.rows]
        elif self.mode == "shrinks":
            self.rows = self.rows[1:]
        elif self.mode == "moves":
            self.rows = [*self.rows[1:], (9001, "New", 110.0, 1.0)]
        elif self.mode == "changes-value":
            self.rows = [(g, f"{name}!", x, y) for g, name, x, y in self.rows]


class FaultHandler(BaseHTTPRequestHandler):
    """Sends bodies, whole or not.

    :ivar usual_type: media type of its answers.
    :ivar beginning: what an answer begins with that breaks off.
    """

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    usual_type = "text/xml"
    beginning = ""

    def send(
        self,
        body: Any,
        status: int = 200,
        content_type: str = "",
        promised: int = -1,
        headers: Optional[dict[str, str]] = None,
    ) -> None:
        """Send a text, bytes, or anything else as JSON.

        :param promised: length that the head promises, where it is another.
        """
        text = body if isinstance(body, (bytes, str)) else json.dumps(body)
        data = text if isinstance(text, bytes) else text.encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", content_type or self.usual_type)
        self.send_header("Content-Length", str(len(data) if promised < 0 else promised))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def stays_silent(self, faults: Faults, question: str) -> bool:
        """Take a question and send nothing, if it is one of those; say whether it was."""
        is_meant = bool(faults.silent_to) and faults.silent_to.lower() in question.lower()
        if is_meant:
            faults.silences += 1
            faults.released.wait(30)
            self.close_connection = True
        return is_meant

    def spoil(self, faults: Faults, mode: str, start: int) -> Optional[bool]:
        """Answer in place of a page, as any server may fail.

        :return: whether it did; None where that is the protocol's own matter.
        """
        is_first = faults.once(str(start))
        only_once = mode.endswith("-once") or mode.startswith(("429", "503", "error-429"))
        if only_once and not is_first:
            return False
        kind = mode.replace("-once", "")
        if kind in ("html-200", "html", "html-late"):
            self.send(HTML, 200, "text/html")
        elif kind in ("empty-body", "empty"):
            self.send("")
        elif kind in ("reset", "gone-late", "stall"):
            self.send(self.beginning, promised=5000)
            if kind == "stall":
                faults.released.wait(30)
            self.close_connection = True
        elif kind in ("429", "503"):
            self.send("", int(kind), headers={"Retry-After": "1"})
        elif kind == "429-date":
            moment = datetime.now(timezone.utc) + timedelta(seconds=2)
            self.send("", 429, headers={"Retry-After": format_datetime(moment, True)})
        else:
            return None
        return True

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""
