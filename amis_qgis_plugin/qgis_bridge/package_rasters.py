"""Rasters of a QGIS project as files for a package, and those of a package as layers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any, Optional

from qgis.core import (
    QgsContrastEnhancement,
    QgsMapLayer,
    QgsProject,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsRasterMinMaxOrigin,
    QgsReadWriteContext,
    QgsSingleBandGrayRenderer,
)
from qgis.PyQt.QtXml import QDomDocument

from ..core.licences import UNKNOWN, read_licence
from ..core.package_plan import PackagePlan
from ..core.package_rasters import PlannedRaster, RasterFile, part_of_file
from ..packages.report.language import language_of
from .layers import NO_LICENCE, make_package_raster

_PROVIDER = "gdal"
_CLASSES = "paletted"
_DRAWN_BY = QgsMapLayer.StyleCategory.Symbology | QgsMapLayer.StyleCategory.Rendering
_TAG = re.compile(r'<([\w:.-]+)((?:\s+[\w:.-]+="[^"]*")+)')
_ATTRIBUTE = re.compile(r'[\w:.-]+="[^"]*"')


def rasters_of_project(project: QgsProject) -> tuple[RasterFile, ...]:
    """Return the rasters of local files in a project, in the order of its tree, each once."""
    return rasters_of_layers(project.layerTreeRoot().layerOrder())


def rasters_of_layers(layers: Iterable[Any]) -> tuple[RasterFile, ...]:
    """Return the rasters of local files among layers; others are passed over."""
    found = [raster for raster in map(_raster_file, layers) if raster is not None]
    return tuple({raster.gdal_name: raster for raster in reversed(found)}.values())[::-1]


def rasters_of_no_file(project: QgsProject) -> list[str]:
    """Return the titles of local rasters that are no file of their own, but a part of one."""
    layers = [one for one in project.layerTreeRoot().layerOrder() if _is_local(one)]
    return [layer.name() for layer in layers if _file_of(layer) is None]


def add_rasters(project: QgsProject, folder: Path, plan: PackagePlan) -> list[QgsRasterLayer]:
    """Add the rasters of a package to its project, below all other layers, and return them.

    QGIS takes the style that lies beside each. They are not ticked: each has a map theme, and all
    together they would cover land and each other.

    :param folder: of the package.
    :raises PackageError: when QGIS cannot open one.
    """
    name = language_of(plan).words["maps"]["rasters"]
    group = project.layerTreeRoot().addGroup(name) if plan.rasters else None
    added = []
    for raster in plan.rasters:
        layer = make_package_raster(
            folder / raster.path,
            raster.title,
            raster.licence,
            raster.attribution,
            _layer_id(raster),
        )
        if not raster.style_path:
            _stretch(layer)
        project.addMapLayer(layer, False)
        group.addLayer(layer).setItemVisibilityChecked(False)
        added.append(layer)
    return added


def raster_themes(plan: PackagePlan) -> dict[str, str]:
    """Return the names of the map themes of a package's rasters, by the ids of their layers."""
    form = language_of(plan).words["maps"]["raster"]
    found: dict[str, str] = {}
    for raster in plan.rasters:
        name = form.format(title=raster.title)
        tries = (name, *(f"{name} ({number})" for number in range(2, len(found) + 2)))
        found[_layer_id(raster)] = next(one for one in tries if one not in found.values())
    return found


def raster_files(plan: PackagePlan) -> dict[str, str]:
    """Return what the maps of rasters are called as files, by the names of their themes."""
    names = raster_themes(plan)
    return {names[_layer_id(one)]: f"raster_{PurePosixPath(one.path).stem}" for one in plan.rasters}


def _layer_id(raster: PlannedRaster) -> str:
    return f"package:{raster.path}"


def _stretch(layer: QgsRasterLayer) -> None:
    """Stretch the greys of a raster over its values, where QGIS takes bytes as greys.

    What is there may be a few of them, and a legend would have no key.
    """
    renderer = layer.renderer()
    if not isinstance(renderer, QgsSingleBandGrayRenderer):
        return
    known = renderer.contrastEnhancement()
    nothing = QgsContrastEnhancement.ContrastEnhancementAlgorithm.NoEnhancement
    if known is None or known.contrastEnhancementAlgorithm() == nothing:
        layer.setContrastEnhancement(
            QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum,
            QgsRasterMinMaxOrigin.Limits.MinMax,
        )


def _raster_file(layer: Any) -> Optional[RasterFile]:
    found = _file_of(layer) if _is_local(layer) else None
    if found is None:
        return None
    path, part = found
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
        part=part,
    )


def _is_local(layer: Any) -> bool:
    is_raster = isinstance(layer, QgsRasterLayer) and layer.isValid()
    return is_raster and layer.providerType() == _PROVIDER


def _file_of(layer: QgsRasterLayer) -> Optional[tuple[Path, str]]:
    """Return the file that a layer shows and the part of it; nothing where that is not known."""
    file, part = part_of_file(layer.source())
    said = QgsProviderRegistry.instance().decodeUri(_PROVIDER, layer.source())
    path = Path(file or said.get("path") or layer.source())
    is_known = part or not said.get("layerName")
    return (path, part) if is_known and path.is_file() else None


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
    return in_order(document.toString(1))


def in_order(text: str) -> str:
    """Return XML with the attributes of its tags by name: Qt has another order in each process."""
    return _TAG.sub(_in_order, text)


def _in_order(tag: re.Match[str]) -> str:
    return f"<{tag[1]} {' '.join(sorted(_ATTRIBUTE.findall(tag[2])))}"
