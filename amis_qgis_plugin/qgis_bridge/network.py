"""HTTP through QGIS: its proxy, its certificates, its authentication database, its logger."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Optional

from qgis.PyQt.QtCore import QCoreApplication, QEventLoop, QThread

from ..core.progress import Progress
from ..services.session import make_session
from ..services.team import Connections

if TYPE_CHECKING:
    import requests


def session_for_qgis(
    authcfg: str = "", url: str = "", progress: Optional[Progress] = None
) -> requests.Session:
    """Return a session whose requests QGIS sends; it works in any thread, but in one only.

    Redirects are followed here and not by Qt, so that a login stays with its server.

    :param authcfg: id of an entry of QGIS's authentication database; empty for no login.
    :param url: the server the login is for; empty for the one that is asked first.
    :param progress: looked at while waiting, so that a person can stop a server that is silent.
    :raises MissingLibrary: when this QGIS has no requests.
    """
    session = make_session()
    from .transport import QgisTransport

    transport = QgisTransport(authcfg, url, progress)
    for prefix in [*session.adapters]:
        session.mount(prefix, transport)
    session.trust_env = False  # proxies and certificates are QGIS's
    return session


def connections_for_qgis(authcfg: str = "", url: str = "") -> Connections:
    """Return how further connections to a server are made, each for a thread of its own.

    :param authcfg: id of an entry of QGIS's authentication database; empty for no login.
    :param url: the server the login is for.
    """
    return Connections(partial(_session, authcfg, url), _let_qt_work)


def _session(authcfg: str, url: str, progress: Progress) -> requests.Session:
    QEventLoop()  # a thread of Python has no timers before, and QGIS starts one with each request
    return session_for_qgis(authcfg, url, progress)


def _let_qt_work() -> None:
    """Let Qt handle what other threads ask of the main one, while that waits for them."""
    application = QCoreApplication.instance()
    if application is not None and QThread.currentThread() == application.thread():
        flags = QEventLoop.ProcessEventsFlag
        QCoreApplication.processEvents(flags.ExcludeUserInputEvents, 10)
