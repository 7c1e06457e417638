"""The WFS and WMS connections that QGIS already keeps."""

from __future__ import annotations

from qgis.core import QgsOwsConnection

from .settings import Server

_SERVICES = (("WFS", "wfs"), ("WMS", "wms"))


def stored_connections() -> list[Server]:
    """Return QGIS's stored connections; their passwords stay where they are.

    A connection with a user name and password of its own is offered without them: the person
    chooses an entry of the authentication database instead.
    """
    found = []
    for service, protocol in _SERVICES:
        for name in QgsOwsConnection.connectionList(service):
            uri = QgsOwsConnection(service, name).uri()
            found.append(Server(name, uri.param("url"), protocol, uri.authConfigId()))
    return [server for server in found if server.url]
