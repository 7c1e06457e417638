"""The connections to WFS, WMS and OGC API Features that QGIS already keeps."""

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
            # QGIS keeps an OGC API among the WFS, as one of their versions.
            is_api = uri.param("version") == "OGC_API_FEATURES"
            kind = "ogcapi" if is_api else protocol
            found.append(Server(name, uri.param("url"), kind, uri.authConfigId()))
    return [server for server in found if server.url]
