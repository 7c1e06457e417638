"""Taking layers of servers offline through QGIS's own network stack."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Callable, Optional

from ..core.errors import ServiceError
from ..core.mapping.field_map import FieldMap
from ..core.progress import Progress
from ..core.user_terms import UserTerms
from ..services.capabilities import describe_service
from ..services.errors import WrongService
from ..services.patience import Patience
from ..services.service import Service, ServiceLayer
from ..services.urls import clean_url, guess_protocol
from ..services.wfs_pages import WfsPages
from ..workspace.offline.download import Downloaded, Wanted, download
from ..workspace.offline.rows import StoredRows
from .alignment import Outlines, suggested_id
from .network import session_for_qgis

AUTO, WFS = "auto", "wfs"


@dataclass(frozen=True)
class OfflineRequest:
    """A layer of a server.

    :param layer: its name, with or without prefix, or its title.
    :param attribute_filter: CQL, or OGC's filter in XML.
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
    _must_be_readable(request)
    url = clean_url(request.url)
    with session_for_qgis(request.authcfg, url, progress) as session:
        service = describe_service(session, request.url, WFS, progress.part(0.0, 0.05))
        layer = find_layer(service, request.layer)
        source = WfsPages(
            session, service, layer, request.attribute_filter,
            patience=Patience(progress.part(0.05, 0.1)),
        )  # fmt: skip
        if not wanted.source_id:
            wanted = replace(wanted, source_id=suggested_id(layer.title))
        return download(
            source, layer, wanted, fields_of, outlines=outlines, terms=terms, progress=progress
        )


def find_layer(service: Service, wanted: str) -> ServiceLayer:
    """Return a layer by its name, its name without prefix, or its title.

    :raises ServiceError: when none has it, or several.
    """
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


def _must_be_readable(request: OfflineRequest) -> None:
    protocol = guess_protocol(request.url) if request.protocol == AUTO else request.protocol
    if protocol not in (AUTO, WFS):
        raise WrongService(
            f"Layers of this protocol, {protocol}, cannot be taken offline by this version.",
            subject=clean_url(request.url),
            hint="Give the address of a WFS of the same server, if it has one.",
        )
