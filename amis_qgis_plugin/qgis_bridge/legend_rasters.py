"""What a legend tells of a raster: its values in the package, and the classes that a map shows."""

from __future__ import annotations

import math
from typing import Any, Optional

from osgeo import gdal
from qgis.core import (
    QgsBasicNumericFormat,
    QgsColorRampLegendNode,
    QgsColorRampLegendNodeSettings,
    QgsLayerTreeLayer,
    QgsMapLayerLegendUtils,
    QgsNumericFormatContext,
    QgsPalettedRasterRenderer,
    QgsRasterLayer,
    QgsSimpleLegendNode,
)

from ..core.errors import WorkspaceError
from ..packages.raster_figures import shown_values, stated_range
from ..workspace.gdal_calls import gdal_errors
from .package_rasters import in_order

LABEL = "amis/legend-label-"  # and the position: what a node of a legend is to say
_RAMP = "legend/custom-ramp-settings-"
_DIGITS, _MOST_DECIMALS = 3, 6  # digits that tell the values of a raster apart


def tell_of_raster(node: Any, most: int, numbers: QgsBasicNumericFormat, values: str) -> None:
    """Let a legend tell what a map shows of a raster.

    The name of its only band, which says nothing, gives its place to the values that are there: a
    style may be made for a larger raster, of which the package has a part.

    :param node: of the raster in the tree of a legend.
    :param most: number of classes.
    :param numbers: how numbers are written.
    :param values: the sentence for the values, from ``{low}`` to ``{high}``.
    """
    layer, dataset = node.layer(), _opened(node.layer())
    if dataset is None:
        return
    plain = QgsLayerTreeLayer(layer)  # has to outlive its nodes
    nodes = layer.legend().createLayerTreeModelLegendNodes(plain)
    shown = [*range(len(nodes))]
    used = _used_classes(layer, dataset)
    told = _range_of(layer, dataset) if used is None else None
    if told is not None:
        numbers = _with_decimals(numbers, told[1] - told[0])
    if dataset.RasterCount == 1:  # QGIS counts masks, too
        names = [at for at in shown if isinstance(nodes[at], QgsSimpleLegendNode)]
        shown = [at for at in shown if at not in names]
        if names and told is not None:
            node.setCustomProperty(f"{LABEL}{names[0]}", _said(values, told, numbers))
            shown.append(names[0])
    if used is not None:
        first = len(nodes) - len(layer.renderer().classes())
        shown = [first + at for at in used[:most]]
    for at in shown:
        if isinstance(nodes[at], QgsColorRampLegendNode):
            settings = QgsColorRampLegendNodeSettings(nodes[at].settings())
            settings.setNumericFormat(numbers.clone())  # it takes what it is given
            if told is not None and told[2]:
                settings.setSuffix(f" {told[2]}")
            QgsMapLayerLegendUtils.setLegendNodeColorRampSettings(node, at, settings)
            key = f"{_RAMP}{at}"  # it is kept as XML
            node.setCustomProperty(key, in_order(str(node.customProperty(key))))
    QgsMapLayerLegendUtils.setLegendNodeOrder(node, shown)


def _said(values: str, told: tuple[float, float, str], numbers: QgsBasicNumericFormat) -> str:
    low, high = (numbers.formatDouble(one, QgsNumericFormatContext()) for one in told[:2])
    return f"{values.format(low=low, high=high)} {told[2]}".rstrip()


def _with_decimals(numbers: QgsBasicNumericFormat, span: float) -> QgsBasicNumericFormat:
    """Return a form with as many decimals as tell values of a span apart."""
    size = math.floor(math.log10(span)) if span > 0 and math.isfinite(span) else 0
    form = QgsBasicNumericFormat(numbers)
    form.setNumberDecimalPlaces(max(0, min(_MOST_DECIMALS, _DIGITS - size)))
    return form


def _range_of(layer: QgsRasterLayer, dataset: gdal.Dataset) -> Optional[tuple[float, float, str]]:
    """Return the least and the most of the band that is drawn, and their unit."""
    bands = layer.renderer().usesBands()
    if len(bands) != 1 or not 1 <= bands[0] <= dataset.RasterCount:
        return None
    return stated_range(dataset, bands[0])


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
