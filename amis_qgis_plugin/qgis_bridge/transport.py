"""Carries requests of the library requests through QGIS's network access manager.

``QgsBlockingNetworkRequest`` cannot serve here: it sets its own cache attributes, so that a broken
answer is kept on disk and played back, and follows every redirect with the login attached.
"""

from __future__ import annotations

from typing import Any, Optional

import requests
from qgis.core import QgsApplication, QgsNetworkAccessManager
from qgis.PyQt.QtCore import QByteArray, QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict
from requests.utils import get_encoding_from_headers

from ..core.progress import Progress
from ..services.errors import LoginNeeded
from ..services.session import CONNECT_SECONDS, SILENCE_SECONDS
from ..services.urls import origin_of
from .reply_stream import ReplyStream

# Qt knows these better: it decompresses what it asked for itself, and QGIS names itself.
_QT_SETS = frozenset(("accept-encoding", "connection", "content-length", "host", "user-agent"))
# True of what came over the wire, not of what Qt hands on.
_OF_THE_WIRE = frozenset(("content-encoding", "content-length", "transfer-encoding"))


class QgisTransport(BaseAdapter):
    """Sends GET, POST and HEAD through QGIS and streams the answer.

    :param authcfg: id of an entry of the authentication database; empty for none.
    :param url: the server that the login is for; empty for the one that is asked first.
    :param progress: looked at while waiting.
    """

    def __init__(
        self, authcfg: str = "", url: str = "", progress: Optional[Progress] = None
    ) -> None:
        super().__init__()
        self._authcfg = authcfg
        self._origin = origin_of(url) if url else None
        self._progress = progress or Progress()

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: Any = True,
        cert: Any = None,
        proxies: Any = None,
    ) -> requests.Response:
        """Send a request and return once the headers are there.

        Certificates are always verified, whatever ``verify`` says; what QGIS was told to accept
        is accepted.

        :raises requests.exceptions.RequestException: as requests' own transport does.
        :raises LoginNeeded: when QGIS does not hand out the login.
        :raises Cancelled: when the person stopped it.
        """
        connect, silence = timeout if isinstance(timeout, tuple) else (timeout, timeout)
        wanted = self._with_login(_qt_request(request), str(request.url))
        reply = self._start(request, wanted)
        body = ReplyStream(reply, request, self._progress, silence or SILENCE_SECONDS)
        body.wait_for_headers((connect or CONNECT_SECONDS) + (silence or SILENCE_SECONDS))
        return _response(request, reply, body, self)

    def close(self) -> None:
        """Do nothing: the connections are QGIS's."""

    def _with_login(self, wanted: QNetworkRequest, url: str) -> QNetworkRequest:
        """Return the request with the login, when it goes to the server that the login is for."""
        if not self._authcfg:
            return wanted
        if self._origin is None:
            self._origin = origin_of(url)
        if origin_of(url) != self._origin:
            return wanted
        given, wanted = QgsApplication.authManager().updateNetworkRequest(wanted, self._authcfg)
        if not given:
            raise LoginNeeded(
                "QGIS does not hand out the stored login.",
                subject=self._authcfg,
                hint="Unlock the authentication database with its master password, or choose "
                "another login (Settings > Options > Authentication).",
            )
        return wanted

    def _start(self, request: requests.PreparedRequest, wanted: QNetworkRequest) -> QNetworkReply:
        manager = QgsNetworkAccessManager.instance()
        if request.method == "GET":
            reply = manager.get(wanted)
        elif request.method == "HEAD":
            reply = manager.head(wanted)
        elif request.method == "POST":
            body = request.body or b""
            data = body.encode("utf-8") if isinstance(body, str) else body
            reply = manager.post(wanted, QByteArray(data))
        else:
            raise requests.exceptions.InvalidSchema(f"{request.method} is not sent through QGIS")
        if self._authcfg and origin_of(str(request.url)) == self._origin:
            # Lets methods with certificates and tokens watch the answer; sends nothing.
            QgsApplication.authManager().updateNetworkReply(reply, self._authcfg)
        return reply


def _qt_request(request: requests.PreparedRequest) -> QNetworkRequest:
    attribute, no_redirect = QNetworkRequest.Attribute, QNetworkRequest.RedirectPolicy
    url = QUrl.fromEncoded(QByteArray(str(request.url).encode("ascii")))
    wanted = QNetworkRequest(url)
    for name, value in request.headers.items():
        if name.lower() not in _QT_SETS:
            raw = value if isinstance(value, bytes) else str(value).encode("latin-1")
            wanted.setRawHeader(QByteArray(name.encode("ascii")), QByteArray(raw))
    always = QNetworkRequest.CacheLoadControl.AlwaysNetwork
    wanted.setAttribute(attribute.CacheLoadControlAttribute, _number(always))
    wanted.setAttribute(attribute.CacheSaveControlAttribute, False)
    # QGIS's cookies are everybody's, and know no ports. Those of a session are kept by requests.
    manual = _number(QNetworkRequest.LoadControl.Manual)
    wanted.setAttribute(attribute.CookieLoadControlAttribute, manual)
    wanted.setAttribute(attribute.CookieSaveControlAttribute, manual)
    by_hand = no_redirect.ManualRedirectPolicy
    wanted.setAttribute(attribute.RedirectPolicyAttribute, _number(by_hand))
    return wanted


def _number(constant: Any) -> int:
    """Return the number of a Qt constant; PyQt 6 would hand the constant to Qt unread."""
    return int(getattr(constant, "value", constant))


def _response(
    request: requests.PreparedRequest,
    reply: QNetworkReply,
    body: ReplyStream,
    transport: QgisTransport,
) -> requests.Response:
    status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
    reason = reply.attribute(QNetworkRequest.Attribute.HttpReasonPhraseAttribute)
    response = requests.Response()
    response.status_code = int(status)
    response.reason = bytes(reason).decode("latin-1") if isinstance(reason, QByteArray) else reason
    headers = CaseInsensitiveDict()
    for name, value in reply.rawHeaderPairs():
        key = bytes(name).decode("latin-1")
        if key.lower() not in _OF_THE_WIRE:
            headers[key] = bytes(value).decode("latin-1")
    response.headers = headers
    body.keep_cookies(headers.get("Set-Cookie", ""))
    response.encoding = get_encoding_from_headers(headers)
    response.url = str(request.url)
    response.request = request
    response.raw = body
    response.connection = transport
    return response
