"""Taking layers of servers offline through QGIS's own network stack."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Callable, Optional

from ..core.errors import ServiceError
from ..core.mapping.field_map import FieldMap
from ..core.progress import Progress
from ..core.user_terms import UserTerms
from ..services.capabilities import describe_service
from ..services.page_sources import page_source
from ..services.patience import Patience
from ..services.service import Service, ServiceLayer
from ..services.urls import clean_url
from ..workspace.offline.download import Downloaded, Wanted, download
from ..workspace.offline.rows import StoredRows
from .alignment import Outlines, suggested_id
from .network import connections_for_qgis, session_for_qgis

if TYPE_CHECKING:
    import requests

AUTO, WFS, WMS = "auto", "wfs", "wms"


@dataclass(frozen=True)
class OfflineRequest:
    """A layer of a server.

    :param layer: its name, with or without prefix, or its title; empty where there is one only.
    :param attribute_filter: in the language of the protocol: CQL or OGC's filter in XML for a WFS,
        CQL2 for an OGC API, SQL for ArcGIS.
    :param authcfg: id of an entry of QGIS's authentication database.
    """

    url: str
    layer: str
    protocol: str = AUTO
    attribute_filter: str = ""
    authcfg: str = ""


def take_offline(
    request: OfflineRequest,
    wanted: Wanted,
    fields_of: Callable[[StoredRows], FieldMap],
    *,
    outlines: Outlines = lambda: None,
    terms: UserTerms,
    progress: Optional[Progress] = None,
) -> Downloaded:
    """Take a layer offline; may run on any thread.

    :param wanted: with an empty source id for one made of the layer's title.
    :raises AmisError: as :func:`..workspace.offline.download.download` does.
    """
    progress = progress or Progress()
    with session_for_qgis(request.authcfg, clean_url(request.url), progress) as session:
        service = describe_features(
            session, request.url, request.protocol, progress.part(0.0, 0.05)
        )
        layer = find_layer(service, request.layer)
        patience = Patience(progress.part(0.05, 0.1))
        source = page_source(session, service, layer, request.attribute_filter, patience=patience)
        if not wanted.source_id:
            wanted = replace(wanted, source_id=suggested_id(layer.title))
        return download(
            source, layer, wanted, fields_of, outlines=outlines, terms=terms,
            connections=connections_for_qgis(request.authcfg, clean_url(request.url)),
            progress=progress,
        )  # fmt: skip


def describe_features(
    session: requests.Session, url: str, protocol: str, progress: Optional[Progress] = None
) -> Service:
    """Return a server with layers of features; a WFS where an address has a WMS beside it.

    :param protocol: ``auto`` for what answers there.
    :raises ServiceError: when none answers.
    """
    service = describe_service(session, url, protocol, progress)
    if protocol == AUTO and service.protocol == WMS:
        return describe_service(session, url, WFS, progress)
    return service


def find_layer(service: Service, wanted: str) -> ServiceLayer:
    """Return a layer by its name, its name without prefix, or its title.

    :param wanted: empty for the only one, at the address of a single layer.
    :raises ServiceError: when none has it, or several.
    """
    if not wanted and len(service.layers) == 1:
        return service.layers[0]
    named = {
        "name": lambda one: one.name,
        "local": lambda one: one.name.rpartition(":")[2],
        "title": lambda one: one.title,
    }
    for name_of in named.values():
        found = [one for one in service.layers if name_of(one) == wanted]
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(one.name for one in found)
            raise ServiceError(f"Several layers are called so: {names}.", subject=wanted)
    offered = ", ".join(one.name for one in service.layers[:20])
    raise ServiceError(
        "The server has no layer of this name.",
        subject=wanted,
        hint=f"It has: {offered}." if offered else "It has no layers.",
    )
