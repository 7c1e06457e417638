"""Layers of workspaces that QGIS opened by itself count as those of the Catalogue.

Somebody drags a workspace from the browser, or opens a project that was made without the plugin:
filter, legend and coverage are meant for these layers as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from qgis.core import QgsProject, QgsProviderRegistry

from ..core.errors import WorkspaceError
from ..workspace.glance import glance
from .compat import is_vector
from .layers import LAYER_ID, WORKSPACE, mark, workspace_layer_id


class OwnLayers:
    """Marks such layers as soon as they come into a project.

    Made before whoever looks at the marks: QGIS tells of new layers in that order.
    """

    def __init__(self, project: QgsProject) -> None:
        self._project = project
        project.layersAdded.connect(mark_own)
        mark_own(project.mapLayers().values())

    def release(self) -> None:
        """Look at no further layers."""
        self._project.layersAdded.disconnect(mark_own)


def mark_own(layers: Iterable[Any]) -> None:
    """Mark the layers that read an aligned table of a workspace and bear no mark yet."""
    for layer in layers:
        if (
            is_vector(layer)
            and layer.providerType() == "ogr"
            and not layer.customProperty(LAYER_ID)
        ):
            _mark(layer)


def _mark(layer: Any) -> None:
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    path, table = Path(str(parts.get("path") or "")), str(parts.get("layerName") or "")
    if path.suffix.lower() != ".gpkg" or not table or not path.is_file():
        return
    try:
        known = glance(path).layers.get(table)
    except WorkspaceError:  # not ours to tell: QGIS shows the layer, or says why not
        return
    if known is not None:
        layer.setCustomProperty(WORKSPACE, str(path))
        mark(layer, workspace_layer_id(path, table), known.layer_type, known.theme_id)
