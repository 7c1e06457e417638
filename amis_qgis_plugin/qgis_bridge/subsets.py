"""What subset a layer had before ours, noted on the layer so that it can be given back."""

from __future__ import annotations

from qgis.core import QgsVectorLayer

# The subset a layer had before ours, and ours: a subset that is neither is the person's newest.
BEFORE, OURS = "amis/subset_before", "amis/subset_ours"


def own_subset(layer: QgsVectorLayer) -> str:
    """Return the subset that a layer had before ours, or has now in place of it."""
    current = str(layer.subsetString())
    return _noted(layer, BEFORE) if current == _noted(layer, OURS) else current


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
