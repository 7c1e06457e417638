"""Putting a filter on the loaded occurrence layers, and giving back what they had before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Optional

from qgis.core import QgsFeatureRequest, QgsMapLayer, QgsProject, QgsVectorLayer

from ..core.errors import WorkspaceError
from ..core.expressions import (
    ValueFilter,
    to_value_expression,
    to_value_sql,
    to_value_where,
    to_workspace_sql,
)
from ..core.occurrence_filter import Extent, OccurrenceFilter
from ..core.schemas import OCCURRENCES
from ..core.user_terms import NO_TERMS, UserTerms
from ..workspace.file_state import has_commodity_index, has_name_index
from .compat import LEAVES_READ_ONLY, count_features, counts_slowly, reason_of, reopened
from .layers import LAYER_TYPE, workspace_path
from .live_maps import is_ours, live_fields_of
from .server_log import failure_in, listening
from .subsets import forget_subset, note_subset, own_subset

if TYPE_CHECKING:
    from ..core.live_groups import Group
    from .live_values import LiveValues

IN_ONE_LIST = 8
LONG_FILTER = 1000


class Kind(Enum):
    """How a layer can be filtered."""

    WORKSPACE = "workspace"
    LIVE = "live"


@dataclass(frozen=True)
class Outcome:
    """What became of one layer.

    :param shown: features now shown; negative when the server does not tell, or nobody counted.
    :param problem: why the layer is not filtered as asked; empty when it is.
    :param box: (west, south, east, north) in degrees around the features shown, where that is known
        without looking at them all.
    """

    layer: QgsVectorLayer
    shown: int
    problem: str = ""
    box: Optional[Extent] = None


def occurrence_layers(project: QgsProject) -> list[tuple[QgsVectorLayer, Kind]]:
    """Return the project's layers that the filter is for.

    Those of ours: mineral occurrences of files with a commodity index, and whatever else has a
    commodity field, on a server or in a file.
    """
    found = []
    for layer in project.mapLayers().values():
        kind = _kind(layer)
        if kind is not None:
            found.append((layer, kind))
    return sorted(found, key=lambda pair: pair[0].name())


def filter_workspace_layer(
    layer: QgsVectorLayer, wanted: OccurrenceFilter, exactly: bool = True
) -> Outcome:
    """Filter a workspace layer by SQL on its commodity index.

    :param exactly: false where the number of features shown is known from elsewhere: counting them
        in a large table would take its time.
    """
    has_names = has_name_index(workspace_path(layer))
    return _set_subset(layer, to_workspace_sql(wanted, has_names=has_names), exactly)


def filter_live_layer(
    layer: QgsVectorLayer,
    wanted: OccurrenceFilter,
    values: LiveValues,
    terms: UserTerms = NO_TERMS,
) -> Outcome:
    """Filter a live layer by the values it is known to have, through its provider.

    :param terms: what the person decided about unknown terms.
    """
    from ..core.live_fields import unsupported
    from ..core.live_groups import live_groups

    said = (unsupported(wanted, values.fields), values.problem, _inexact(wanted, values))
    problem = "; ".join(filter(None, said))
    groups = live_groups(wanted, values.fields, values.values, terms)
    render = _RENDERED.get(layer.providerType(), _server_expression)
    expression = render(groups)
    with listening() as heard:
        outcome = _set_subset(layer, expression)
        has_features = outcome.shown == 0 and _has_features(layer)
    # QGIS passes a server's refusal off as an empty layer. Every value asked for was seen there, so
    # one field alone cannot be empty; of two together only a long filter gives rise to doubt.
    there_is_some = bool(groups) and not any(group[0].keeps_nothing for group in groups)
    doubtful = len(groups) == 1 or len(expression) > LONG_FILTER
    if outcome.shown == 0 and there_is_some and not (has_features or doubtful):
        doubtful = _refuses(layer, render(groups[:1]))
    if there_is_some and has_features:
        outcome = replace(outcome, shown=-1)  # servers of WFS 1.0.0 do not count
    elif outcome.shown == 0 and there_is_some and doubtful:
        failure = failure_in(heard) or "its server may have refused the filter"
        problem = problem or f"it shows none; {failure}"
    return Outcome(layer, outcome.shown, outcome.problem or problem)


def _inexact(wanted: OccurrenceFilter, values: LiveValues) -> str:
    """Return a sentence where single fields, as servers filter them, do not tell all of a row."""
    from ..core.live_rows import rows_read_otherwise

    if values.mixed is None:
        return "its commodity fields are filtered one by one, alignment reads them together"
    count = rows_read_otherwise(wanted, values.mixed)
    if not count:
        return ""
    they = "feature says" if count == 1 else "features say"
    return f"{count:,} {they} something else when all fields are read together"


def clear_filter(layer: QgsVectorLayer, exactly: bool = True) -> Outcome:
    """Give a layer back the subset it had before ours.

    :param exactly: as for :func:`filter_workspace_layer`.
    """
    return _set_subset(layer, "", exactly)


def _refuses(layer: QgsVectorLayer, expression: str) -> bool:
    """Whether an ArcGIS server refuses a filter that is known to fit something.

    It is asked for numbers only; a WFS or an OGC API would send all the features.
    """
    if layer.providerType() != "arcgisfeatureserver":
        return False
    again = reopened(layer)
    return not again.setSubsetString(expression) or again.featureCount() == 0


def _has_features(layer: QgsVectorLayer) -> bool:
    request = QgsFeatureRequest().setLimit(1)
    request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    return any(True for _feature in layer.getFeatures(request))


def _kind(layer: QgsMapLayer) -> Kind | None:
    if not is_ours(layer):
        return None
    if layer.providerType() == "ogr" and has_commodity_index(workspace_path(layer)):
        return Kind.WORKSPACE if layer.customProperty(LAYER_TYPE) == OCCURRENCES else None
    fields = live_fields_of(layer)
    return Kind.LIVE if fields.tell_commodities else None


def _set_subset(layer: QgsVectorLayer, ours: str, exactly: bool = True) -> Outcome:
    before = own_subset(layer)
    together = f"({before}) AND ({ours})" if before and ours else before or ours
    if layer.subsetString() != together:
        refusal = _refusal(layer, before, ours)
        if not refusal and not layer.setSubsetString(together):
            refusal = reason_of(layer, "its provider refuses the filter")
        if refusal:
            return Outcome(layer, count_features(layer), refusal)
    shown, is_refused = _count(layer, exactly)
    if ours and is_refused:
        layer.setSubsetString(before)  # GDAL took the filter unread and cannot follow it
        ours, problem = "", "its file does not have what the filter needs"
    else:
        problem = ""
    if ours:
        note_subset(layer, before)
    else:
        forget_subset(layer)
    return Outcome(layer, count_features(layer) if problem else shown, problem)


def _count(layer: QgsVectorLayer, exactly: bool) -> tuple[int, bool]:
    """Return how many features a layer shows, and whether its file refuses the subset."""
    if not exactly and counts_slowly(layer):
        return -1, False
    try:
        shown = count_features(layer)
    except WorkspaceError:
        return -1, True
    return shown, shown < 0 and layer.providerType() == "ogr"


def _refusal(layer: QgsVectorLayer, before: str, ours: str) -> str:
    """Return why the subset cannot be changed now; empty when it can."""
    from ..workspace.packaged import is_packaged

    if layer.isEditable():
        return "it is being edited; save your edits first"
    if ours and not layer.dataProvider().supportsSubsetString():
        # QGIS 3.22 has no filter for layers of ArcGIS.
        return "this version of QGIS cannot filter layers of its kind; all of it is shown"
    if ours and layer.readOnly() and not LEAVES_READ_ONLY and is_packaged(workspace_path(layer)):
        return (
            "this version of QGIS would change the package's file, which stays as it was made; all"
            " of it is shown"
        )
    if ours and before.lstrip().lower().startswith("select"):
        return "its own filter is a whole SELECT statement"
    return ""


def _server_expression(groups: Iterable[Group]) -> str:
    """Return the expression for a server, its alternatives as a tree of few levels.

    QGIS writes a long ``IN`` as one flat ``Or``. MapServer nests that one level for each value,
    SQLite gives up somewhere above 30, and QGIS takes the server's error for an empty layer.
    """
    parts = [[_as_tree(choice) for choice in group] for group in groups]
    return " AND ".join(part[0] if len(part) == 1 else f"({' OR '.join(part)})" for part in parts)


def _as_tree(choice: ValueFilter) -> str:
    if len(choice.values) <= IN_ONE_LIST:
        return to_value_expression([(choice,)])
    middle = len(choice.values) // 2
    halves = (
        replace(choice, values=choice.values[:middle]),
        replace(choice, values=choice.values[middle:], containing=()),
    )
    return "(" + " OR ".join(_as_tree(half) for half in halves) + ")"


# GDAL filters foreign files by SQL, ArcGIS by a where that it hands to its database; QGIS turns an
# expression into what a WFS or an OGC API takes, and filters itself where the server cannot.
_RENDERED = {"ogr": to_value_sql, "arcgisfeatureserver": to_value_where}
