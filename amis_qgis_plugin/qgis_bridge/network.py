"""Requests of the services sent through QGIS: its proxy, its certificates, its authentication.

A :class:`requests.Session` with :class:`QgisTransport` mounted speaks through
``QgsNetworkAccessManager``. ``QgsBlockingNetworkRequest`` will not do: it follows redirects by
itself, applies the credentials again to wherever they lead, and saves every answer in the cache.
"""

from __future__ import annotations

from typing import Any, Optional

import requests
from qgis.core import QgsApplication, QgsNetworkAccessManager
from qgis.PyQt.QtCore import QByteArray, QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest
from requests.adapters import BaseAdapter, HTTPAdapter
from urllib3 import HTTPResponse

from ..services.session import make_session
from ..services.urls import origin_of
from .replies import Cancelling, ReplyBody, ReplyWait, attribute

# Qt writes these itself; a copy of ours could contradict what it sends.
_SET_BY_QT = frozenset({"connection", "content-length", "host", "user-agent"})


def session_for_qgis(authcfg: str = "", cancelled: Optional[Cancelling] = None) -> requests.Session:
    """Return a session whose requests go through QGIS's network stack.

    :param authcfg: id in QGIS's authentication database; its credentials go to the origin of the
        session's first request and nowhere else.
    :param cancelled: asked several times a second while waiting, in the thread that waits. True
        ends the request with :class:`Cancelled`; it may raise that itself. ``feedback.isCanceled``
        of a ``QgsFeedback`` and ``progress.check`` both do.
    """
    session = make_session()
    session.trust_env = False  # proxies and passwords are QGIS's business, not .netrc's
    transport = QgisTransport(authcfg, cancelled)
    session.mount("http://", transport)
    session.mount("https://", transport)
    return session


class QgisTransport(BaseAdapter):
    """Sends each request of a session through QGIS, in whichever thread asks.

    :param authcfg: see :func:`session_for_qgis`.
    :param cancelled: see :func:`session_for_qgis`.
    """

    def __init__(self, authcfg: str = "", cancelled: Optional[Cancelling] = None) -> None:
        super().__init__()
        self._authcfg = authcfg
        self._cancelled = cancelled
        self._origin: Optional[tuple[str, str, int]] = None
        self._responses = HTTPAdapter()

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: Any = True,
        cert: Any = None,
        proxies: Any = None,
    ) -> requests.Response:
        """Return the answer once its headers are here; the body follows as it is read.

        Redirects come back as they are, for the session to follow by its rules.

        :param timeout: seconds of silence, or a pair for connecting and reading, as in requests.
        :param verify: not used, as ``cert`` and ``proxies``: QGIS's settings decide.
        :raises requests.ConnectionError: or its kin ``SSLError``, ``ProxyError``; ``Timeout``.
        :raises Cancelled: when the person has stopped the work.
        """
        authcfg = self._authcfg_for(str(request.url))
        reply = _start(_to_qt(request, authcfg), request)
        wait = ReplyWait(reply, self._cancelled, *_silences(timeout))
        if authcfg:
            QgsApplication.authManager().updateNetworkReply(reply, authcfg)
        try:
            wait.for_headers()
            error = wait.error()
            if error is not None:
                raise error
        except requests.RequestException as error:
            error.request = request
            wait.end()
            raise
        except BaseException:
            wait.end()
            raise
        return self._responses.build_response(request, _to_urllib3(reply, wait, request))

    def close(self) -> None:
        """Do nothing: the connections are QGIS's."""

    def _authcfg_for(self, url: str) -> str:
        """Return the credentials to send to an address: none but to the first origin."""
        origin = origin_of(url)
        self._origin = self._origin or origin
        return self._authcfg if origin == self._origin else ""


def _to_qt(request: requests.PreparedRequest, authcfg: str) -> QNetworkRequest:
    url = QUrl.fromEncoded(QByteArray(str(request.url).encode("ascii")))
    url.setUserInfo("")
    wanted = QNetworkRequest(url)
    names = QNetworkRequest.Attribute
    policy = QNetworkRequest.RedirectPolicy.ManualRedirectPolicy
    load = QNetworkRequest.CacheLoadControl.AlwaysNetwork
    wanted.setAttribute(names.RedirectPolicyAttribute, _number(policy))
    wanted.setAttribute(names.CacheLoadControlAttribute, _number(load))
    wanted.setAttribute(names.CacheSaveControlAttribute, False)
    # A stated encoding keeps Qt from unpacking, so that lengths and limits stay those of the wire.
    headers = {"Accept-Encoding": "identity", **request.headers}
    for name, value in headers.items():
        if name.lower() not in _SET_BY_QT:
            wanted.setRawHeader(_octets(name), _octets(value))
    if not authcfg:
        return wanted
    allowed, updated = QgsApplication.authManager().updateNetworkRequest(wanted, authcfg)
    if not allowed:
        raise requests.ConnectionError(
            f"QGIS cannot apply the authentication {authcfg}; is its database unlocked?"
        )
    return updated


def _start(wanted: QNetworkRequest, request: requests.PreparedRequest) -> QNetworkReply:
    manager = QgsNetworkAccessManager.instance()
    method = (request.method or "GET").upper()
    if method == "GET":
        return manager.get(wanted)
    if method == "HEAD":
        return manager.head(wanted)
    if method == "POST":
        body = request.body or b""
        return manager.post(wanted, QByteArray(body.encode() if isinstance(body, str) else body))
    raise requests.exceptions.InvalidSchema(f"{method} is not sent through QGIS")


def _to_urllib3(
    reply: QNetworkReply, wait: ReplyWait, request: requests.PreparedRequest
) -> HTTPResponse:
    names = QNetworkRequest.Attribute
    headers = [
        (bytes(name).decode("latin-1"), bytes(value).decode("latin-1"))
        for name, value in reply.rawHeaderPairs()
    ]
    return HTTPResponse(
        body=ReplyBody(reply, wait),
        headers=headers,
        status=int(attribute(reply, names.HttpStatusCodeAttribute)),
        reason=attribute(reply, names.HttpReasonPhraseAttribute) or "",
        preload_content=False,
        decode_content=False,
        request_method=request.method,
    )


def _silences(timeout: Any) -> tuple[Optional[float], Optional[float]]:
    """Return the seconds without a sign before the headers and between parts of the body."""
    if timeout is None:
        return None, None
    if isinstance(timeout, (int, float)):
        return float(timeout), float(timeout)
    connect, read = timeout
    # Qt does not tell when it is connected, so both may pass before the headers.
    return (None if connect is None or read is None else connect + read), read


def _octets(text: Any) -> QByteArray:
    return QByteArray(text if isinstance(text, bytes) else str(text).encode("latin-1"))


def _number(constant: Any) -> int:
    """Return the number of a Qt constant; PyQt 6 would wrap the constant itself unread."""
    return int(getattr(constant, "value", constant))
