"""Reads a network reply of Qt like a file, in the thread that asked for it."""

from __future__ import annotations

import time
from email.message import Message
from types import SimpleNamespace
from typing import Any, Callable, Optional

import requests
from qgis.PyQt.QtCore import QCoreApplication, QEventLoop, QTimer
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest, QSslError

from ..core.errors import Cancelled
from ..core.progress import Progress
from .certificates import is_accepted

_TICK = 50  # milliseconds between looks at the person and the clock
_LONGEST_TICK = 0.5  # seconds; the clock stands still while QGIS shows a dialog of its own

_SSL_WORDS = {
    QSslError.SslError.SelfSignedCertificate: "self-signed",
    QSslError.SslError.SelfSignedCertificateInChain: "self-signed",
    QSslError.SslError.CertificateExpired: "expired",
    QSslError.SslError.HostNameMismatch: "hostname mismatch",
    QSslError.SslError.UnableToGetLocalIssuerCertificate: "local issuer",
    QSslError.SslError.UnableToVerifyFirstCertificate: "issuer",
    QSslError.SslError.CertificateUntrusted: "issuer",
}
_Errors = QNetworkReply.NetworkError
# Qt's own texts are in the language of the desktop; these are what the errors mean.
_UNREACHED = {
    _Errors.ConnectionRefusedError: "connection refused",
    _Errors.RemoteHostClosedError: "connection closed",
    _Errors.HostNotFoundError: "host name not known",
    _Errors.TemporaryNetworkFailureError: "network unreachable",
    _Errors.NetworkSessionFailedError: "network unreachable",
    _Errors.UnknownNetworkError: "network unreachable",
}
_PROXY = (
    _Errors.ProxyConnectionRefusedError,
    _Errors.ProxyConnectionClosedError,
    _Errors.ProxyNotFoundError,
    _Errors.ProxyTimeoutError,
    _Errors.ProxyAuthenticationRequiredError,
    _Errors.UnknownProxyError,
)
_TIMEOUTS = (_Errors.TimeoutError, _Errors.OperationCanceledError)


class ReplyStream:
    """The body of a reply as requests reads it: ``read``, ``tell``, ``close``.

    :param progress: looked at while waiting.
    :param silence: seconds without a byte after which the server counts as gone.
    """

    def __init__(
        self,
        reply: QNetworkReply,
        request: requests.PreparedRequest,
        progress: Progress,
        silence: float,
    ) -> None:
        self._reply: Optional[QNetworkReply] = reply
        self._request = request
        self._progress = progress
        self._silence = silence
        self._received = 0
        self._ssl_words: list[str] = []
        # QGIS would ask the person, in the main thread, once for each request. Before 3.28 a
        # background thread may miss the answer and wait for ever. What was decided before is kept.
        reply.sslErrors.disconnect()
        reply.sslErrors.connect(self._judge_certificate)

    def wait_for_headers(self, seconds: float) -> None:
        """Return once status and headers are there.

        :raises requests.exceptions.RequestException: when they do not come.
        :raises Cancelled: when the person stopped it.
        """
        self._wait(lambda: self._status() is not None, seconds)
        if self._status() is None:
            error = self._error() or requests.exceptions.ConnectionError(
                "connection closed", request=self._request
            )
            self.close()
            raise error

    def read(self, size: int = -1) -> bytes:
        """Return up to so many bytes, or all that are left; nothing at the end.

        :raises requests.exceptions.RequestException: when the answer broke off.
        :raises Cancelled: when the person stopped it.
        """
        if self._reply is None:
            return b""
        if size < 0:
            return b"".join(iter(lambda: self.read(65536), b""))
        self._wait(lambda: self._reply.bytesAvailable() > 0, self._silence)
        data = bytes(self._reply.read(size) or b"")  # Qt says None at the end
        self._received += len(data)
        if not data:
            error = self._error()
            self.close()
            if error is not None:
                raise error
        return data

    def keep_cookies(self, header: str) -> None:
        """Hand the cookies of an answer to requests, which looks for them where urllib3 has them.

        :param header: as Qt has it, one cookie on each line.
        """
        message = Message()
        for line in filter(None, header.split("\n")):
            message["Set-Cookie"] = line
        self._original_response = SimpleNamespace(msg=message)

    def tell(self) -> int:
        """Return the number of bytes read."""
        return self._received

    def close(self) -> None:
        """Stop the reply, if it still runs, and let Qt forget it."""
        reply, self._reply = self._reply, None
        if reply is not None:
            reply.sslErrors.disconnect(self._judge_certificate)
            if not reply.isFinished():
                reply.abort()
            _retire(reply)

    def release_conn(self) -> None:
        """Do nothing; requests asks connections of its own for this."""

    def _wait(self, is_enough: Callable[[], bool], seconds: float) -> None:
        """Let Qt work until there is enough or the reply has ended."""
        loop, ticker = QEventLoop(), QTimer()
        flags = QEventLoop.ProcessEventsFlag
        ticker.start(_TICK)
        waited, last = 0.0, time.monotonic()
        try:
            while not is_enough() and not self._reply.isFinished():
                loop.processEvents(flags.WaitForMoreEvents | flags.ExcludeUserInputEvents)
                now = time.monotonic()
                waited, last = waited + min(now - last, _LONGEST_TICK), now
                self._progress.check()
                if waited > seconds:
                    raise requests.exceptions.ReadTimeout("timed out", request=self._request)
        except (Cancelled, requests.exceptions.ReadTimeout):
            self.close()
            raise
        finally:
            del loop, ticker  # here and now: a traceback would carry them into another thread

    def _status(self) -> Any:
        return self._reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)

    def _error(self) -> Optional[requests.exceptions.RequestException]:
        """Return what went wrong below HTTP; an HTTP status that is an error is none."""
        kinds, error = requests.exceptions, self._reply.error()
        if error == _Errors.NoError:
            return None
        if error == _Errors.SslHandshakeFailedError:
            words = ", ".join(dict.fromkeys(self._ssl_words))
            return kinds.SSLError(words or "handshake failed", request=self._request)
        if error in _PROXY:
            return kinds.ProxyError("proxy", request=self._request)
        if error in _TIMEOUTS:  # QGIS's own limit ends a request by cancelling it
            return kinds.ReadTimeout("timed out", request=self._request)
        if self._status() is None:
            reason = _UNREACHED.get(error, "")
            return kinds.ConnectionError(reason, request=self._request)
        if error in _UNREACHED:
            return kinds.ChunkedEncodingError("broke off", request=self._request)
        if error == _Errors.ProtocolFailure or error == _Errors.ProtocolUnknownError:
            return kinds.ContentDecodingError("not as HTTP has it", request=self._request)
        return None

    def _judge_certificate(self, errors: list[Any]) -> None:
        """Let Qt go on when the person has accepted this certificate; else it stops."""
        if self._reply is not None and is_accepted(self._reply, errors):
            self._reply.ignoreSslErrors(errors)
        for error in errors:
            self._ssl_words.append(_SSL_WORDS.get(error.error(), "not trusted"))


def _retire(reply: QNetworkReply) -> None:
    """Let a reply be destroyed in the main thread.

    PyQt learns there that an object is gone. From another thread the news comes late, when the
    next reply may already live at the same place in memory: that one would be taken for dead.
    """
    reply.setParent(None)
    reply.moveToThread(QCoreApplication.instance().thread())
    reply.deleteLater()
