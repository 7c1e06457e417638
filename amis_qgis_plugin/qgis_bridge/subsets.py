"""What subset a layer had before ours, noted on the layer so that it can be given back."""

from __future__ import annotations

from qgis.core import QgsDataSourceUri, QgsProviderRegistry, QgsVectorLayer

from .compat import reopened

# The subset a layer had before ours, and ours: a subset that is neither is the person's newest.
BEFORE, OURS = "amis/subset_before", "amis/subset_ours"


def own_subset(layer: QgsVectorLayer) -> str:
    """Return the subset that a layer had before ours, or has now in place of it."""
    current = current_subset(layer)
    return _noted(layer, BEFORE) if current == _noted(layer, OURS) else current


def current_subset(layer: QgsVectorLayer) -> str:
    """Return the subset of a layer; of one that cannot be read, that of its source."""
    if layer.isValid():
        return str(layer.subsetString())
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    uri = QgsDataSourceUri(layer.source())
    return str(parts.get("subset") or uri.param("filter") or uri.sql() or "")


def under_own_subset(layer: QgsVectorLayer) -> QgsVectorLayer:
    """Return a layer whose rows are those under the subset that it had before ours.

    It is the layer itself, or one on the same source with nothing else of the layer: no name of a
    field for people, no edits that are not saved.
    """
    before = own_subset(layer)
    if str(layer.subsetString()) == before:
        return layer
    whole = reopened(layer)
    whole.setSubsetString(before)
    return whole


def note_subset(layer: QgsVectorLayer, before: str) -> None:
    """Note that the layer's subset is ours now, and what it was before."""
    layer.setCustomProperty(BEFORE, before)
    layer.setCustomProperty(OURS, layer.subsetString())


def forget_subset(layer: QgsVectorLayer) -> None:
    """Note that the layer's subset is its own again."""
    layer.removeCustomProperty(BEFORE)
    layer.removeCustomProperty(OURS)


def _noted(layer: QgsVectorLayer, name: str) -> str:
    """Return what a custom property notes; a project file gives back nothing for an empty text."""
    value = layer.customProperty(name)
    return value if isinstance(value, str) else ""
