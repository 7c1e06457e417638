"""Rasters of a QGIS project as files for a package, and those of a package as layers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Optional

from qgis.core import (
    QgsMapLayer,
    QgsProject,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsReadWriteContext,
)
from qgis.PyQt.QtXml import QDomDocument

from ..core.errors import PackageError
from ..core.licences import UNKNOWN, read_licence
from ..core.package_plan import PackagePlan
from ..core.package_rasters import RasterFile
from ..packages.report.language import language_of
from .layers import LAYER_ID, NO_LICENCE, Credit, credit

_PROVIDER = "gdal"
_CLASSES = "paletted"
_DRAWN_BY = QgsMapLayer.StyleCategory.Symbology | QgsMapLayer.StyleCategory.Rendering
_LIKE_AN_ARCHIVE = re.compile(r"\.(zip|tar|t?gz)", re.IGNORECASE)
_ARCHIVES_ONLY = (
    "This release of QGIS takes a folder with .zip, .tar or .gz in its name for an archive;"
    " choose a folder without."
)
_TAG = re.compile(r'<([\w:.-]+)((?:\s+[\w:.-]+="[^"]*")+)')
_ATTRIBUTE = re.compile(r'[\w:.-]+="[^"]*"')


def rasters_of_project(project: QgsProject) -> tuple[RasterFile, ...]:
    """Return the rasters of local files in a project, in the order of its tree, each file once."""
    return rasters_of_layers(project.layerTreeRoot().layerOrder())


def rasters_of_layers(layers: Iterable[Any]) -> tuple[RasterFile, ...]:
    """Return the rasters of local files among layers; others are passed over."""
    found = [raster for raster in map(_raster_file, layers) if raster is not None]
    return tuple({raster.source: raster for raster in reversed(found)}.values())[::-1]


def rasters_of_no_file(project: QgsProject) -> list[str]:
    """Return the titles of local rasters that are no file of their own, but a part of one."""
    layers = [one for one in project.layerTreeRoot().layerOrder() if _is_local(one)]
    return [layer.name() for layer in layers if _file_of(layer) is None]


def add_rasters(project: QgsProject, folder: Path, plan: PackagePlan) -> list[QgsRasterLayer]:
    """Add the rasters of a package to its project, below all other layers, and return them.

    QGIS takes the style that lies beside each.

    :param folder: of the package.
    :raises PackageError: when QGIS cannot open one.
    """
    name = language_of(plan).words["maps"]["rasters"]
    group = project.layerTreeRoot().addGroup(name) if plan.rasters else None
    added = []
    for raster in plan.rasters:
        file = folder / raster.path
        layer = QgsRasterLayer(str(file), raster.title, _PROVIDER)
        if not layer.isValid():
            raise PackageError(
                f"QGIS cannot open the raster {raster.title}: {layer.error().summary()}.",
                subject=raster.path,
                hint=_ARCHIVES_ONLY if _LIKE_AN_ARCHIVE.search(str(file.parent)) else "",
            )
        credit(layer, Credit(raster.title, "", raster.licence, raster.attribution))
        layer.setCustomProperty(LAYER_ID, f"package:{raster.path}")
        project.addMapLayer(layer, False)
        group.addLayer(layer)
        added.append(layer)
    return added


def _raster_file(layer: Any) -> Optional[RasterFile]:
    path = _file_of(layer) if _is_local(layer) else None
    if path is None:
        return None
    licence, attribution = _stated(layer)
    own = layer.dataProvider().crs()
    is_given = layer.crs().isValid() and layer.crs() != own
    renderer = layer.renderer()
    return RasterFile(
        path,
        layer.name(),
        licence,
        attribution,
        crs=layer.crs().toWkt() if is_given else "",
        style=_style(layer),
        is_classes=renderer is not None and renderer.type() == _CLASSES,
    )


def _is_local(layer: Any) -> bool:
    is_raster = isinstance(layer, QgsRasterLayer) and layer.isValid()
    return is_raster and layer.providerType() == _PROVIDER


def _file_of(layer: QgsRasterLayer) -> Optional[Path]:
    """Return the file that a layer shows as a whole; nothing where it shows a part of one."""
    parts = QgsProviderRegistry.instance().decodeUri(_PROVIDER, layer.source())
    path = Path(parts.get("path") or layer.source())
    return path if not parts.get("layerName") and path.is_file() else None


def _stated(layer: QgsMapLayer) -> tuple[str, str]:
    """Return licence and attribution as the metadata of a layer state them.

    A statement of rights that says what it allows is a licence, too.
    """
    metadata = layer.metadata()
    licences = [one.strip() for one in metadata.licenses() if one.strip() != NO_LICENCE]
    licence = "; ".join(filter(None, licences))
    rights = "; ".join(filter(None, map(str.strip, metadata.rights())))
    is_known, says_more = (read_licence(one).copying != UNKNOWN for one in (licence, rights))
    if says_more and not is_known:
        licence = "; ".join(filter(None, [licence, rights]))
    properties = layer.serverProperties()
    # A later QGIS moved it there and deprecated the layer's own.
    holder = properties if hasattr(properties, "attribution") else layer
    return licence, rights or holder.attribution().strip()


def _style(layer: QgsRasterLayer) -> str:
    """Return how a layer is drawn as QML, the same text for the same style."""
    document = QDomDocument()
    layer.exportNamedStyle(document, QgsReadWriteContext(), _DRAWN_BY)
    # Qt puts attributes in an order that is another one in each process.
    return _TAG.sub(_in_order, document.toString(1))


def _in_order(tag: re.Match[str]) -> str:
    return f"<{tag[1]} {' '.join(sorted(_ATTRIBUTE.findall(tag[2])))}"
