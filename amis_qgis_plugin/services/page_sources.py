"""Which page source reads the layers of which protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable, Optional

from .arcgis_pages import ArcgisPages
from .errors import WrongService
from .ogcapi_pages import OgcApiPages
from .pages import PageSource
from .patience import Patience
from .service import Service, ServiceLayer
from .wfs_pages import WfsPages

if TYPE_CHECKING:
    import requests

_SOURCES: dict[str, Callable[..., PageSource]] = {
    "wfs": WfsPages, "ogcapi": OgcApiPages, "arcgis": ArcgisPages,
}  # fmt: skip


def page_source(
    session: requests.Session,
    service: Service,
    layer: ServiceLayer,
    attribute_filter: str = "",
    *,
    patience: Optional[Patience] = None,
) -> PageSource:
    """Return the features of a layer, page by page.

    :param attribute_filter: in the language of the protocol; empty for none.
    :raises WrongService: when layers of this protocol have no features that can be asked for.
    """
    source = _SOURCES.get(service.protocol)
    if source is None:
        raise WrongService(
            f"Layers of this protocol, {service.protocol}, cannot be taken offline.",
            subject=service.url,
            hint="Give the address of the features of the same server, if it has one.",
        )
    return source(session, service, layer, attribute_filter, patience=patience)
