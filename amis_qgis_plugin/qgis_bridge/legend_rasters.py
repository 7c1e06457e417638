"""What a legend tells of a raster: the classes that the map shows, numbers in its language."""

from __future__ import annotations

from typing import Any, Optional

from osgeo import gdal
from qgis.core import (
    QgsColorRampLegendNode,
    QgsColorRampLegendNodeSettings,
    QgsLayerTreeLayer,
    QgsMapLayerLegendUtils,
    QgsNumericFormat,
    QgsPalettedRasterRenderer,
    QgsRasterLayer,
    QgsSimpleLegendNode,
)

from ..core.errors import WorkspaceError
from ..packages.raster_figures import shown_values
from ..workspace.gdal_calls import gdal_errors
from .package_rasters import in_order

_RAMP = "legend/custom-ramp-settings-"


def leave_out_of_raster(node: Any, most: int, numbers: QgsNumericFormat) -> None:
    """Leave out of a legend what a map does not show of a raster.

    :param node: of the raster in the tree of a legend.
    :param most: number of classes.
    :param numbers: how the numbers beside a colour ramp are written.
    """
    layer, dataset = node.layer(), _opened(node.layer())
    if dataset is None:
        return
    plain = QgsLayerTreeLayer(layer)  # has to outlive its nodes
    nodes = layer.legend().createLayerTreeModelLegendNodes(plain)
    shown = [*range(len(nodes))]
    if dataset.RasterCount == 1:  # the name of the only band tells nothing; QGIS counts masks, too
        shown = [at for at in shown if not isinstance(nodes[at], QgsSimpleLegendNode)]
    used = _used_classes(layer, dataset)
    if used is not None:
        first = len(nodes) - len(layer.renderer().classes())
        shown = [first + at for at in used[:most]]
    for at in shown:
        if isinstance(nodes[at], QgsColorRampLegendNode):
            settings = QgsColorRampLegendNodeSettings(nodes[at].settings())
            settings.setNumericFormat(numbers.clone())  # it takes what it is given
            QgsMapLayerLegendUtils.setLegendNodeColorRampSettings(node, at, settings)
            key = f"{_RAMP}{at}"  # it is kept as XML
            node.setCustomProperty(key, in_order(str(node.customProperty(key))))
    QgsMapLayerLegendUtils.setLegendNodeOrder(node, shown)


def _opened(layer: QgsRasterLayer) -> Optional[gdal.Dataset]:
    """Return the file of a raster; nothing where GDAL cannot open it, as the map shows."""
    try:
        with gdal_errors(layer.name()):
            return gdal.Open(layer.source())
    except WorkspaceError:
        return None


def _used_classes(layer: QgsRasterLayer, dataset: gdal.Dataset) -> Optional[list[int]]:
    """Return the positions of the classes of which there are cells; None where all are shown."""
    renderer = layer.renderer()
    if not isinstance(renderer, QgsPalettedRasterRenderer):
        return None
    try:
        with gdal_errors(layer.name()):
            values = shown_values(dataset, renderer.usesBands()[0])
    except WorkspaceError:  # all are better than none
        return None
    return [at for at, one in enumerate(renderer.classes()) if one.value in values]
