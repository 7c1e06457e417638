"""What the Catalogue offers: one entry a layer, whatever it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Callable, Optional

from qgis.core import QgsMapLayer

from ..core.completeness import worst
from ..core.theme_guess import guess_theme
from . import world_map
from .layers import (
    make_arcgis_layer,
    make_ogcapi_layer,
    make_wfs_layer,
    make_wms_layer,
    make_workspace_layer,
    service_layer_id,
    workspace_layer_id,
)

if TYPE_CHECKING:
    from ..services.capabilities import Service
    from ..workspace.contents import WorkspaceLayer

MAKERS = {
    "wfs": make_wfs_layer,
    "wms": make_wms_layer,
    "ogcapi": make_ogcapi_layer,
    "arcgis": make_arcgis_layer,
}
SHORT_NAMES = {"wfs": "WFS", "wms": "WMS", "ogcapi": "OGC API", "arcgis": "ArcGIS REST"}


@dataclass(frozen=True)
class Entry:
    """A layer that can be added to the project.

    :param entry_id: the id that the loaded layer is stamped with.
    :param geometry: ``point``, ``line``, ``polygon``, ``table``, ``raster`` or empty.
    :param source_title: where it comes from, in a few words.
    :param live: whether it is read from a server each time.
    :param features: number of rows, when known without asking a server.
    :param completeness: the least of its sources' completeness; empty when there is no record.
    :param package: the folder of the package that it lies in; empty for none.
    :param make: makes the QGIS layer.
    """

    entry_id: str
    title: str
    geometry: str
    theme_id: str
    source_title: str
    licence: str
    attribution: str
    description: str
    notice: str
    live: bool
    make: Callable[[], QgsMapLayer] = field(repr=False, compare=False)
    features: Optional[int] = None
    completeness: str = ""
    package: str = ""


def workspace_entries(path: Path, source_title: str, read_only: bool = False) -> Iterator[Entry]:
    """Yield the layers of a GeoPackage.

    :param read_only: let the layers leave every byte of the file as it is.
    :raises WorkspaceError: when it cannot be read.
    """
    from ..workspace.contents import read_layers

    for layer in read_layers(path):
        yield Entry(
            entry_id=workspace_layer_id(layer.path, layer.table),
            title=layer.title,
            geometry=layer.geometry or "table",
            theme_id=layer.theme_id or guess_theme(f"{layer.title} {layer.table}"),
            source_title=source_title,
            licence=layer.licence,
            attribution=layer.attribution,
            description=layer.description,
            notice=layer.notice,
            live=False,
            make=partial(make_workspace_layer, layer, read_only),
            features=layer.features,
            completeness=_least(layer),
        )


def service_entries(service: Service, authcfg: str) -> Iterator[Entry]:
    """Yield the layers of a server that has been read, those that QGIS can show."""
    make, is_map = MAKERS[service.protocol], service.protocol == "wms"
    for layer in service.layers:
        if layer.name and (layer.queryable or is_map):
            yield Entry(
                entry_id=service_layer_id(service, layer.name),
                title=layer.title or layer.name,
                geometry="raster" if is_map else layer.geometry,
                theme_id=guess_theme(f"{layer.title} {layer.name}"),
                source_title=f"{service.title or service.url} · {SHORT_NAMES[service.protocol]}",
                licence=layer.licence,
                attribution=layer.attribution,
                description=layer.abstract,
                notice="",
                live=True,
                make=partial(make, service, layer, authcfg),
            )


def outline_entry() -> Entry:
    """Return the entry for the country outlines that QGIS carries."""
    return Entry(
        entry_id=world_map.LAYER_ID,
        title=world_map.TITLE,
        geometry="polygon",
        theme_id="context",
        source_title="This QGIS",
        licence="Public domain",
        attribution=world_map.ATTRIBUTION,
        description="",
        notice=world_map.DISCLAIMER,
        live=False,
        make=world_map.make_country_outlines,
        features=None,
    )


def _least(layer: WorkspaceLayer) -> str:
    state = worst(source.completeness for source in layer.sources)
    return state.value if state is not None else ""
