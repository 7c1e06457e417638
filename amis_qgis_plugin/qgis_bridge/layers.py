"""Making QGIS layers: from a workspace or a server. Each carries its id, source and licence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Optional

from qgis.core import (
    QgsDataSourceUri,
    QgsLayerMetadata,
    QgsMapLayer,
    QgsProject,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

from ..core.errors import PackageError, ServiceError, WorkspaceError
from ..paths import bundled
from .compat import is_vector, reason_of
from .live_symbols import note_plain

if TYPE_CHECKING:
    from ..services.capabilities import Service, ServiceLayer
    from ..workspace.contents import WorkspaceLayer

LAYER_ID = "amis/layer_id"
LAYER_TYPE = "amis/layer_type"
WORKSPACE = "amis/workspace"
FIELD_MAP = "amis/field_map"
THEME = "amis/theme"
NO_LICENCE = "No licence statement"
# QGIS asks for 100 features at a time where a server does not tell more. That is slow over a long
# way, and MapServer 8.0 sends the first page again and again.
_PAGE = 1000
_ARCHIVES_ONLY = (
    "Older releases of QGIS take a folder with .zip, .tar or .gz in its name for an archive;"
    " choose a folder without."
)
NO_REASON = "its provider gives no reason"


@dataclass(frozen=True)
class Credit:
    """What has to stand beside a layer.

    :param notice: a warning such as *schematic*; empty for none.
    """

    title: str
    abstract: str
    licence: str
    attribution: str
    notice: str = ""


def workspace_layer_id(path: Path, table: str) -> str:
    """Return the id that a layer of a workspace is stamped with."""
    return f"workspace:{path}|{table}"


def service_layer_id(service: Service, name: str) -> str:
    """Return the id that a layer of a server is stamped with."""
    return live_id(service.protocol, service.url, name)


def live_id(protocol: str, url: str, name: str) -> str:
    """Return the same of a layer whose server has not been read."""
    return f"{protocol}:{url}|{name}"


def parts_of_live_id(layer_id: str) -> tuple[str, str, str]:
    """Return protocol, address and name from the id of a server's layer."""
    protocol, _colon, rest = layer_id.partition(":")
    url, _line, name = rest.partition("|")
    return protocol, url, name


def make_workspace_layer(layer: WorkspaceLayer, read_only: bool = False) -> QgsVectorLayer:
    """Return a QGIS layer on a table of a workspace or other GeoPackage.

    :param read_only: leave the file as it is, byte by byte; QGIS else changes its journal mode
        when it only looks. The layer cannot be edited, also when its project is opened again.
    :raises WorkspaceError: when QGIS cannot open it.
    """
    from ..workspace.styles import default_style

    parts = {"path": str(layer.path), "layerName": layer.table}
    uri = QgsProviderRegistry.instance().encodeUri("ogr", parts)
    options = QgsVectorLayer.LayerOptions()
    options.forceReadOnly = read_only
    options.loadDefaultStyle = False  # it is read below, once
    made = QgsVectorLayer(uri, layer.title, "ogr", options)
    made.setReadOnly(read_only)
    if not made.isValid():
        raise WorkspaceError(
            f"QGIS cannot open the layer {layer.table}: {reason_of(made, NO_REASON)}.",
            subject=layer.path.name,
        )
    if not read_only:
        apply_style(made, layer.style)
    elif not _apply_kept_style(made, default_style(layer.path, layer.table)) and layer.style:
        made.loadNamedStyle(str(bundled("styles", f"{layer.style}.qml")))
    made.setCustomProperty(WORKSPACE, str(layer.path))
    stamp(made, workspace_layer_id(layer.path, layer.table), layer.layer_type, layer.theme_id)
    credit(
        made,
        Credit(layer.title, layer.description, layer.licence, layer.attribution, layer.notice),
    )
    return made


def workspace_path(layer: QgsMapLayer) -> Path:
    """Return the GeoPackage that a workspace layer reads, wherever its project was moved to."""
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    return Path(str(parts.get("path", "")))


def layers_of_workspace(project: QgsProject, path: Path) -> list[QgsVectorLayer]:
    """Return the vector layers of a project that read a GeoPackage."""
    return [
        layer
        for layer in project.mapLayers().values()
        if is_vector(layer) and layer.providerType() == "ogr" and workspace_path(layer) == path
    ]


def make_wfs_layer(service: Service, layer: ServiceLayer, authcfg: str = "") -> QgsVectorLayer:
    """Return a live layer on a WFS type, through QGIS's own provider.

    :raises ServiceError: when the server does not give it.
    """
    uri = QgsDataSourceUri()
    uri.setParam("url", service.url)
    uri.setParam("typename", layer.name)
    uri.setParam("version", service.version or "auto")
    uri.setParam("pagingEnabled", "true")
    return _made(uri, "WFS", service, layer, authcfg)


def make_wms_layer(service: Service, layer: ServiceLayer, authcfg: str = "") -> QgsRasterLayer:
    """Return a live map image of a WMS layer, through QGIS's own provider.

    :raises ServiceError: when the server does not give it.
    """
    uri = QgsDataSourceUri()
    for name, value in (
        ("url", service.url),
        ("layers", layer.name),
        ("styles", ""),
        ("format", "image/png"),
        ("crs", _map_crs(layer)),
        ("contextualWMSLegend", "0"),
    ):
        uri.setParam(name, value)
    if authcfg:
        uri.setAuthConfigId(authcfg)
    encoded = bytes(uri.encodedUri()).decode("ascii")
    made = QgsRasterLayer(encoded, layer.title or layer.name, "wms")
    _check(made, service, layer)
    _finish_service_layer(made, service, layer)
    return made


def make_ogcapi_layer(service: Service, layer: ServiceLayer, authcfg: str = "") -> QgsVectorLayer:
    """Return a live layer on a collection of an OGC API, through QGIS's own provider.

    :raises ServiceError: when the server does not give it.
    """
    uri = QgsDataSourceUri()
    uri.setParam("url", service.url)
    uri.setParam("typename", layer.name)
    uri.setParam("pageSize", str(_PAGE))
    return _made(uri, "OAPIF", service, layer, authcfg)


def make_arcgis_layer(service: Service, layer: ServiceLayer, authcfg: str = "") -> QgsVectorLayer:
    """Return a live layer on a layer of ArcGIS REST, through QGIS's own provider.

    Layers of a MapServer that answer queries are read as those of a FeatureServer are.

    :raises ServiceError: when the server does not give it.
    """
    uri = QgsDataSourceUri()
    uri.setParam("url", layer.url)
    if layer.crs:
        uri.setParam("crs", layer.crs[0])
    return _made(uri, "arcgisfeatureserver", service, layer, authcfg)


def make_package_raster(
    path: Path, title: str, licence: str, attribution: str, layer_id: str
) -> QgsRasterLayer:
    """Return a QGIS layer on a raster of a package; QGIS takes the style that lies beside it.

    :raises PackageError: when QGIS cannot open it.
    """
    made = QgsRasterLayer(str(path), title, "gdal")
    if not made.isValid():
        raise PackageError(
            f"QGIS cannot open the raster {title}: {reason_of(made, NO_REASON)}.",
            subject=path.name,
            hint=_ARCHIVES_ONLY if _is_like_an_archive(path.parent) else "",
        )
    credit(made, Credit(title, "", licence, attribution))
    made.setCustomProperty(LAYER_ID, layer_id)
    return made


def _is_like_an_archive(folder: Path) -> bool:
    return any(end in str(folder).lower() for end in (".zip", ".tar", ".gz", ".tgz"))


def stamp(layer: QgsMapLayer, layer_id: str, layer_type: str, theme_id: str) -> None:
    """Mark a new layer as one of ours."""
    if is_vector(layer):
        note_plain(layer)
    mark(layer, layer_id, layer_type, theme_id)


def mark(layer: QgsMapLayer, layer_id: str, layer_type: str, theme_id: str) -> None:
    """Mark a layer as one of ours, whoever made and styled it."""
    layer.setCustomProperty(LAYER_ID, layer_id)
    layer.setCustomProperty(LAYER_TYPE, layer_type)
    layer.setCustomProperty(THEME, theme_id)


def apply_style(layer: QgsVectorLayer, style: str) -> None:
    """Give a layer the style that its file brought, else a bundled one if it is named."""
    _text, has_own = layer.loadDefaultStyle()
    if style and not has_own:
        layer.loadNamedStyle(str(bundled("styles", f"{style}.qml")))


def _apply_kept_style(layer: QgsVectorLayer, style: str) -> bool:
    """Give a layer the style that its file keeps.

    QGIS's own reading of it, in 3.22 at least, opens the file for writing: that changes its journal
    mode, and layers which are open already can no longer be counted.
    """
    document = QDomDocument()
    document.setContent(style)
    return bool(style and layer.importNamedStyle(document)[0])


def credit(layer: QgsMapLayer, about: Credit) -> None:
    """Write source, licence and attribution where QGIS shows them in the layer properties.

    What the layer's own metadata says stays where nothing else is known.
    """
    metadata = QgsLayerMetadata(layer.metadata())
    metadata.setTitle(about.title)
    abstract = about.abstract or metadata.abstract()
    metadata.setAbstract("\n\n".join(part for part in (about.notice, abstract) if part))
    rights = _stated(about.attribution, metadata.rights())
    metadata.setLicenses(_stated(about.licence, metadata.licenses()) or [NO_LICENCE])
    metadata.setRights(rights)
    layer.setMetadata(metadata)
    set_attribution(layer, about.attribution or "; ".join(rights))


def set_attribution(layer: QgsMapLayer, attribution: str) -> None:
    """Set the attribution shown in the map's copyright decoration."""
    properties = layer.serverProperties()
    # A later QGIS moved it there and deprecated the layer's own.
    holder = properties if hasattr(properties, "setAttribution") else layer
    holder.setAttribution(attribution)


def _stated(known: str, own: list[str]) -> list[str]:
    return [known] if known else [text for text in own if text.strip()]


def _finish_service_layer(made: QgsMapLayer, service: Service, layer: ServiceLayer) -> None:
    stamp(made, service_layer_id(service, layer.name), "", "")
    credit(
        made,
        Credit(
            layer.title or layer.name,
            layer.abstract,
            layer.licence,
            layer.attribution or service.title,
        ),
    )
    metadata = QgsLayerMetadata(made.metadata())
    # QGIS takes over the links of an OGC API by itself, as far as it understands them.
    known = [link.url for link in metadata.links()]
    if layer.metadata_url and layer.metadata_url not in known:
        link = QgsLayerMetadata.Link("describedby", "WWW:LINK", layer.metadata_url)
        metadata.addLink(link)
        made.setMetadata(metadata)


def _made(
    uri: QgsDataSourceUri, provider: str, service: Service, layer: ServiceLayer, authcfg: str
) -> QgsVectorLayer:
    """Return a live layer of features that works, with what its server says about it."""
    if authcfg:
        uri.setAuthConfigId(authcfg)
    made = QgsVectorLayer(uri.uri(False), layer.title or layer.name, provider)
    _check(made, service, layer)
    _finish_service_layer(made, service, layer)
    return made


def _check(made: QgsMapLayer, service: Service, layer: ServiceLayer) -> None:
    if not made.isValid():
        reason = reason_of(made, NO_REASON)
        raise ServiceError(
            f"The layer {layer.name} cannot be opened: {reason}.",
            subject=service.url,
            hint="Try again, or refresh the server in the Catalogue.",
        )


def _map_crs(layer: ServiceLayer) -> str:
    """Return the reference system to ask maps in: Web Mercator, then degrees, then the first."""
    for wanted in ("EPSG:3857", "EPSG:4326", "CRS:84"):
        if wanted in layer.crs:
            return wanted
    return layer.crs[0] if layer.crs else "EPSG:4326"


def layer_id(layer: Optional[QgsMapLayer]) -> str:
    """Return the id a layer was stamped with; empty for layers that are not ours."""
    return str(layer.customProperty(LAYER_ID, "")) if layer is not None else ""
