"""Which layers can be taken offline: those of servers that were read, live ones of a project."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Optional

from qgis.core import QgsDataSourceUri, QgsMapLayer, QgsProject

from ..core.errors import AmisError
from ..core.mapping.field_map import FieldMap
from ..core.sources import PAGED
from ..services.service import Service
from ..services.urls import clean_url
from .compat import geometry_word, is_vector
from .layers import layer_id, live_id, parts_of_live_id, service_layer_id
from .offline import OfflineRequest
from .offline_batch import Wish
from .profile_store import saved_map
from .subsets import own_subset

_OF_PROVIDERS = {"WFS": "wfs", "OAPIF": "ogcapi", "arcgisfeatureserver": "arcgis"}
Offered = tuple[str, Wish, str]  # key, wish, icon


def can_be_taken(layer: Optional[QgsMapLayer]) -> bool:
    """Whether a layer of the project is read live from a server that can be asked for all of it."""
    return is_vector(layer) and _OF_PROVIDERS.get(_provider(layer), "") in PAGED


def key_of_layer(layer: QgsMapLayer) -> str:
    """Return what a live layer is known by, whether it came through the Catalogue or not."""
    stamped = layer_id(layer)
    if parts_of_live_id(stamped)[0] in PAGED:
        return stamped
    uri = QgsDataSourceUri(layer.source())
    url, name = uri.param("url"), uri.param("typename")
    return live_id(_OF_PROVIDERS[_provider(layer)], url, name)


def wishes_of_project(project: QgsProject) -> Iterator[Offered]:
    """Yield the live layers of a project with the field maps that were saved for them.

    One whose address carries a password or is none is left out: nothing may ask there.
    """
    for layer in project.mapLayers().values():
        if can_be_taken(layer):
            protocol, url, name = parts_of_live_id(key_of_layer(layer))
            try:
                address = clean_url(url)
            except AmisError:
                continue
            authcfg = QgsDataSourceUri(layer.source()).authConfigId()
            request = OfflineRequest(address, name, protocol, authcfg=authcfg)
            yield (
                key_of_layer(layer),
                Wish(request, layer.name(), _saved(layer)),
                geometry_word(layer) or "table",
            )


def wishes_of_service(service: Service, authcfg: str) -> Iterator[Offered]:
    """Yield the layers of a server that can be taken."""
    if service.protocol in PAGED:
        for layer in service.layers:
            if layer.name and layer.queryable:
                request = OfflineRequest(service.url, layer.name, service.protocol, authcfg=authcfg)
                key = service_layer_id(service, layer.name)
                yield key, Wish(request, layer.title or layer.name), layer.geometry or "live"


def own_filters(project: QgsProject) -> dict[str, str]:
    """Return the live layers that have a filter of their own, which is not followed: key, name."""
    return {
        key_of_layer(layer): layer.name()
        for layer in project.mapLayers().values()
        if can_be_taken(layer) and own_subset(layer)
    }


def _provider(layer: QgsMapLayer) -> str:
    return str(layer.providerType())


def _saved(layer: Any) -> Optional[FieldMap]:
    try:
        return saved_map(layer)
    except AmisError:
        return None  # Field mapping says so; a proposal does here
