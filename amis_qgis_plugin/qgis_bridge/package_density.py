"""Many occurrences on the maps of a package are a heat map, as they are in the window."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from qgis.core import QgsColorRampLegendNodeSettings, QgsMapLayer, QgsProject, QgsRectangle

from ..packages.report.language import Language
from .compat import count_features
from .density import MANY, STYLE, is_density, show_density, wants_density
from .layout_legend import TITLE
from .package_views import LAND, is_occurrences, record_of

_METRES_OF_DEGREE = 111_320.0


def scale_of(frame: QgsRectangle, width: float, height: float) -> float:
    """Return the scale of a map in degrees that shows a frame, nearly.

    :param frame: in degrees.
    :param width: of the map, in millimetres, as is ``height``.
    """
    degrees = max(frame.width() / width, frame.height() / height)
    return 1000.0 * _METRES_OF_DEGREE * math.cos(math.radians(frame.center().y())) * degrees


def draw_many(project: QgsProject, scale: float) -> None:
    """Draw the occurrences of a project as a heat map where a map of this scale is better with one.

    Both styles are with the layer then, and are known in every QGIS.
    """
    for layer in _occurrences(project):
        show_density(layer, wants_density(count_features(layer), scale))


def add_themes_of_many(project: QgsProject, language: Language) -> str:
    """Add a map theme for each way to draw many occurrences.

    :returns: the name of that of the heat map; empty where there are not so many.
    """
    layers = _occurrences(project)
    if not any(count_features(layer) > MANY for layer in layers):
        return ""
    words, below = language.words["maps"], _below(project)
    for is_dense in (False, True):
        with _drawn(layers, is_dense):
            for layer in layers:
                _name_colours(layer, words)
            name = words["density" if is_dense else "symbols"]
            project.mapThemeCollection().insert(name, record_of([*layers, *below]))
    return str(words["density"])


@contextmanager
def drawn_as_in(project: QgsProject, theme: str) -> Iterator[None]:
    """Draw occurrences as a map theme does, as long as the block lasts: legends look at that."""
    records = project.mapThemeCollection().mapThemeState(theme).layerRecords()
    dense = {one.layer().id() for one in records if one.currentStyle == STYLE}
    with _drawn([layer for layer in _occurrences(project) if layer.id() in dense], True):
        yield


def name_density(node: Any, language: Language) -> None:
    """Say in a legend how a heat map is to be read: only later releases of QGIS draw its colours.

    :param node: of a layer in the legend.
    """
    if is_density(node.layer()):
        words = language.words["maps"]["density_legend"]
        node.setCustomProperty(TITLE, words.format(title=node.layer().name()))


def _name_colours(layer: QgsMapLayer, words: Mapping[str, str]) -> None:
    """Name the ends of the ramp that later releases of QGIS have in the legend of a heat map."""
    renderer = layer.renderer()
    if is_density(layer) and hasattr(renderer, "legendSettings"):
        settings = QgsColorRampLegendNodeSettings(renderer.legendSettings())
        settings.setMinimumLabel(words["few"])
        settings.setMaximumLabel(words["many"])
        renderer.setLegendSettings(settings)


def _occurrences(project: QgsProject) -> list[QgsMapLayer]:
    layers = project.layerTreeRoot().layerOrder()
    return [layer for layer in layers if layer.isSpatial() and is_occurrences(layer)]


def _below(project: QgsProject) -> list[QgsMapLayer]:
    return [
        layer for layer in project.layerTreeRoot().layerOrder() if layer.customProperty(LAND, False)
    ]


@contextmanager
def _drawn(layers: list[QgsMapLayer], is_dense: bool) -> Iterator[None]:
    changed = [layer for layer in layers if show_density(layer, is_dense)]
    try:
        yield
    finally:
        for layer in changed:
            show_density(layer, not is_dense)
