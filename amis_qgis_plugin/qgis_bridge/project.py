"""Adding layers to the project, in a group by theme or of a name, once each."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsLayerTreeGroup, QgsMapLayer, QgsProject

from ..core.catalogue import load_catalogue
from .compat import geometry_word, is_vector
from .layers import layer_id

OTHER = "Other layers"


def find_layer(project: QgsProject, wanted: str) -> Optional[QgsMapLayer]:
    """Return the project's layer with a stamped id."""
    return next((one for one in project.mapLayers().values() if layer_id(one) == wanted), None)


def add_layer(project: QgsProject, layer: QgsMapLayer, theme_id: str) -> QgsMapLayer:
    """Add a layer in its theme's group, or return the one that is there already.

    Points come above lines, lines above areas, areas above pictures, so that nothing hides what
    was loaded before it.
    """
    there = find_layer(project, layer_id(layer))
    if there is not None:
        return there
    return _add_to(project, _theme_group(project, theme_id), layer)


def add_layer_in_group(project: QgsProject, layer: QgsMapLayer, title: str) -> QgsMapLayer:
    """Add a layer in a group of its own name at the top, or return the one that is there already.

    :param title: of the group, which is made when it is missing.
    """
    there = find_layer(project, layer_id(layer))
    if there is not None:
        return there
    root = project.layerTreeRoot()
    return _add_to(project, root.findGroup(title) or root.insertGroup(0, title), layer)


def _add_to(project: QgsProject, group: QgsLayerTreeGroup, layer: QgsMapLayer) -> QgsMapLayer:
    project.addMapLayer(layer, False)
    above = [node for node in group.findLayers() if _rank(node.layer()) < _rank(layer)]
    group.insertLayer(len(above), layer)
    return layer


def _rank(layer: QgsMapLayer | None) -> int:
    """Return how far down in its group a layer belongs."""
    word = geometry_word(layer) if is_vector(layer) else "raster"
    order = ("point", "line", "polygon", "", "raster")
    return order.index(word)


def _theme_group(project: QgsProject, theme_id: str) -> QgsLayerTreeGroup:
    """Return the group of a theme, made at its place when it is missing."""
    root = project.layerTreeRoot()
    order = _stacking()
    title = next((name for key, name in order if key == theme_id), OTHER)
    found = root.findGroup(title)
    if found is not None:
        return found
    titles = [name for _key, name in order]
    rank = titles.index(title) if title in titles else len(titles)
    before = 0
    for position, child in enumerate(root.children()):
        if child.name() in titles and titles.index(child.name()) < rank:
            before = position + 1
    return root.insertGroup(before, title)


def _stacking() -> list[tuple[str, str]]:
    """Return theme ids and titles from the top of the map to its bottom.

    Occurrences and mines lie above geology, geology above remote sensing and context.
    """
    top = ("mineral", "industry", "exploration", "geochem", "geology", "geophys", "remote")
    themes = {theme.theme_id: theme.title for theme in load_catalogue().themes}
    rest = [key for key in themes if key not in top]
    return [(key, themes[key]) for key in (*top, *rest) if key in themes]
