"""Waiting for a Qt network reply in the thread that asked, and reading its body as a file."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, Optional

import requests
from qgis.PyQt.QtCore import QEventLoop, QTimer
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest, QSslError

from ..core.errors import Cancelled

Cancelling = Callable[[], Optional[bool]]

_TICK = 0.05  # seconds between two looks at whether the person wants to stop


class ReplyWait:
    """Runs an event loop until a reply has something to give.

    :param cancelled: asked at every tick; true, or an error of its own, ends the reply.
    :param first: seconds of silence that are borne before the headers; without end when None.
    :param between: seconds of silence that are borne between two parts of the body.
    """

    def __init__(
        self,
        reply: QNetworkReply,
        cancelled: Optional[Cancelling],
        first: Optional[float],
        between: Optional[float],
    ) -> None:
        self._reply = reply
        self._cancelled = cancelled
        self._first = first
        self._between = between
        self._loop = QEventLoop()
        self._timer = QTimer()
        self._timer.timeout.connect(self._loop.quit)
        self._timer.setInterval(int(_TICK * 1000))
        for signal in (reply.finished, reply.readyRead, reply.metaDataChanged):
            signal.connect(self._loop.quit)
        self._certificate_faults: list[str] = []
        reply.sslErrors.connect(self._note_certificate_faults)

    def for_headers(self) -> None:
        """Wait for the status line.

        :raises requests.Timeout: after too long a silence.
        :raises Cancelled: when the person has stopped the work.
        """
        if not self._until(self._has_status, self._first):
            self._reply.abort()
            raise requests.ReadTimeout(f"no answer within {self._first:g} s")

    def for_body(self) -> None:
        """Wait for more of the body, or its end.

        :raises TimeoutError: after too long a silence.
        :raises Cancelled: when the person has stopped the work.
        """
        if not self._until(lambda: self._reply.bytesAvailable() > 0, self._between):
            self._reply.abort()
            raise TimeoutError(f"nothing more of the answer within {self._between:g} s")

    def error(self) -> Optional[requests.RequestException]:
        """Return what kept the server from answering; None when it has answered."""
        error = network_error(self._reply)
        if isinstance(error, requests.exceptions.SSLError) and self._certificate_faults:
            return requests.exceptions.SSLError("; ".join(self._certificate_faults))
        return error

    def end(self) -> None:
        """Give up the reply; what has not come yet is not wanted."""
        self._timer.stop()
        if not self._reply.isFinished():
            self._reply.abort()
        self._reply.deleteLater()

    def _note_certificate_faults(self, errors: list[QSslError]) -> None:
        self._certificate_faults += [error.errorString() for error in errors]

    def _has_status(self) -> bool:
        return attribute(self._reply, QNetworkRequest.Attribute.HttpStatusCodeAttribute) is not None

    def _until(self, ready: Callable[[], bool], limit: Optional[float]) -> bool:
        silent = 0.0
        # Counting ticks, not time: QGIS may hold this thread while it asks about a certificate.
        self._timer.start()
        try:
            while not ready() and not self._reply.isFinished():
                if self._cancelled is not None and self._cancelled():
                    raise Cancelled()
                if limit is not None and silent >= limit:
                    return False
                self._loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
                silent += _TICK
        finally:
            self._timer.stop()
        return True


class ReplyBody(io.RawIOBase):
    """The body of a reply as a file, read in the thread that sent the request."""

    def __init__(self, reply: QNetworkReply, wait: ReplyWait) -> None:
        super().__init__()
        self._reply = reply
        self._wait = wait

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read what is there, waiting for at least one byte; 0 at the end.

        :raises OSError: when the connection ended before the body did.
        """
        self._wait.for_body()
        data = bytes(self._reply.read(len(buffer)) or b"")
        if not data:
            error = self._wait.error()
            if error is not None:
                raise OSError(str(error))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Give up what has not been read."""
        if not self.closed:
            self._wait.end()
        super().close()


def attribute(reply: QNetworkReply, name: Any) -> Any:
    """Return an attribute of a reply; None when it has none."""
    return reply.attribute(name)


def network_error(reply: QNetworkReply) -> Optional[requests.RequestException]:
    """Return the error of a reply in the words of requests; None for any answer of a server.

    An answer with status 404 or 500 is an answer, as in requests.
    """
    error = reply.error()
    number = int(getattr(error, "value", error))
    status = attribute(reply, QNetworkRequest.Attribute.HttpStatusCodeAttribute)
    names = QNetworkReply.NetworkError
    if number == 0 or (status is not None and number > 200 and error != names.ProtocolFailure):
        return None
    text = reply.errorString()
    # QGIS's own time limit aborts the reply; ours and the person's raise before they get here.
    if error in (names.TimeoutError, names.OperationCanceledError):
        return requests.ReadTimeout(text)
    if error == names.SslHandshakeFailedError:
        return requests.exceptions.SSLError(text)
    if 100 < number < 200:
        return requests.exceptions.ProxyError(text)
    return requests.ConnectionError(text)
