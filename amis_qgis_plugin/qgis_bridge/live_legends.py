"""The legend of a live layer that is drawn by commodity: only what its filter leaves is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from qgis.core import QgsProject, QgsVectorLayer

from ..core.occurrence_filter import OccurrenceFilter
from .layer_filter import Outcome
from .legend_groups import show_only_used

if TYPE_CHECKING:
    from .live_values import LiveValues


def explain_server(
    project: QgsProject, outcome: Outcome, values: Optional[LiveValues], wanted: OccurrenceFilter
) -> None:
    """Keep the legend of a server's layer to what its filter leaves.

    Those of files follow what is in the file, see :class:`..gui.map_looks.MapLooks`.

    :param outcome: what became of the filter; under one with a problem, all may be shown.
    """
    if outcome.layer.providerType() != "ogr":
        shown = OccurrenceFilter() if outcome.problem else wanted
        explain_only_shown(project, outcome.layer, values, shown)


def explain_only_shown(
    project: QgsProject,
    layer: QgsVectorLayer,
    values: Optional[LiveValues],
    wanted: OccurrenceFilter,
) -> None:
    """Leave out of a live layer's legend the classes that a filter leaves no rows of.

    A layer that has classes of something else is left alone.

    :param values: what the layer is known to have; None where nobody knows.
    """
    node = project.layerTreeRoot().findLayer(layer)
    if node is None or values is None or values.index is None or values.drawn is None:
        return
    renderer = layer.renderer()
    if renderer is None or renderer.type() != "categorizedSymbol":
        return
    if renderer.classAttribute() != values.drawn_by:
        return
    from ..core.facet_counts import flags_of

    is_dirty = project.isDirty()
    show_only_used(_refresh, node, values.drawn.among(flags_of(wanted, values.index)))
    project.setDirty(is_dirty)


def _refresh(node: Any) -> None:
    node.layer().legendChanged.emit()
