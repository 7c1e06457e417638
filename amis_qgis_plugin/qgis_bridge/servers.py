"""Reading what a server offers, through QGIS's own network stack."""

from __future__ import annotations

from ..core.progress import Progress
from ..services.capabilities import Service, describe_service
from ..services.urls import clean_url
from .network import session_for_qgis
from .settings import Server


def read_server(server: Server, progress: Progress) -> Service:
    """Return the description of a server; call it in a task.

    :param server: its address may be as a person pastes it.
    :raises ServiceError: saying what the server answered instead.
    """
    with session_for_qgis(server.authcfg, clean_url(server.url), progress) as session:
        is_open = not server.authcfg
        return describe_service(session, server.url, server.protocol, progress, is_open)
