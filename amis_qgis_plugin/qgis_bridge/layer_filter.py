"""Putting a filter on the loaded occurrence layers, and giving back what they had before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from qgis.core import NULL, QgsMapLayer, QgsProject, QgsVectorLayer

from ..core.expressions import (
    ValueFilter,
    to_value_expression,
    to_value_sql,
    to_workspace_sql,
)
from ..core.live_fields import (
    LiveFields,
    commodity_values,
    country_values,
    find_live_fields,
    unsupported,
)
from ..core.occurrence_filter import OccurrenceFilter
from .compat import count_features, is_vector, reason_of
from .layers import LAYER_ID, LAYER_TYPE, WORKSPACE

OCCURRENCES = "mineral_occurrences"
IN_ONE_LIST = 8
LONG_FILTER = 1000
# The subset a layer had before ours, and ours: a subset that is neither is the person's newest.
BEFORE, OURS = "amis/subset_before", "amis/subset_ours"


class Kind(Enum):
    """How a layer can be filtered."""

    WORKSPACE = "workspace"
    LIVE = "live"


@dataclass(frozen=True)
class Outcome:
    """What became of one layer.

    :param shown: features now shown; negative when the server does not tell.
    :param problem: why the layer is not filtered as asked; empty when it is.
    """

    layer: QgsVectorLayer
    shown: int
    problem: str = ""


@dataclass(frozen=True)
class LiveValues:
    """The distinct values of a live layer's filter fields."""

    fields: LiveFields
    commodities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


def occurrence_layers(project: QgsProject) -> list[tuple[QgsVectorLayer, Kind]]:
    """Return the project's layers that the filter is for.

    Workspace layers of mineral occurrences, and live layers of ours with a commodity field.
    """
    found = []
    for layer in project.mapLayers().values():
        kind = _kind(layer)
        if kind is not None:
            found.append((layer, kind))
    return sorted(found, key=lambda pair: pair[0].name())


def filter_workspace_layer(layer: QgsVectorLayer, wanted: OccurrenceFilter) -> Outcome:
    """Filter a workspace layer by SQL on its commodity index."""
    return _set_subset(layer, to_workspace_sql(wanted))


def filter_live_layer(
    layer: QgsVectorLayer, wanted: OccurrenceFilter, values: LiveValues
) -> Outcome:
    """Filter a live layer by the values it is known to have, through its provider."""
    problem = unsupported(wanted, values.fields)
    choices = []
    if wanted.commodity_sets() and values.fields.commodity:
        choices.append(commodity_values(wanted, values.fields.commodity, values.commodities))
    if wanted.countries and values.fields.country:
        choices.append(country_values(wanted, values.fields.country, values.countries))
    # GDAL's layers of foreign files are filtered by SQL, WFS layers by QGIS expressions.
    render = to_value_sql if layer.providerType() == "ogr" else _server_expression
    expression = render(choices)
    outcome = _set_subset(layer, expression)
    # QGIS passes a server's refusal off as an empty layer. Every value asked for was seen there, so
    # one field alone cannot be empty; of two together only a long filter gives rise to doubt.
    there_is_some = bool(choices) and not any(choice.keeps_nothing for choice in choices)
    doubtful = len(choices) == 1 or len(expression) > LONG_FILTER
    if outcome.shown == 0 and there_is_some and doubtful:
        problem = problem or "it shows none; its server may have refused the filter"
    return Outcome(layer, outcome.shown, outcome.problem or problem)


def read_live_values(layer: QgsVectorLayer) -> LiveValues:
    """Return the distinct values of a live layer; asks the server, so call it in a task.

    :param layer: a clone that nobody else uses, without our subset.
    """
    fields = find_live_fields(layer.fields().names())
    return LiveValues(
        fields,
        _distinct(layer, fields.commodity),
        _distinct(layer, fields.country),
    )


def unfiltered_clone(layer: QgsVectorLayer) -> QgsVectorLayer:
    """Return a copy of a layer for a task, with the subset it had before ours."""
    clone = layer.clone()
    clone.setSubsetString(own_subset(layer))
    return clone


def clear_filter(layer: QgsVectorLayer) -> Outcome:
    """Give a layer back the subset it had before ours."""
    return _set_subset(layer, "")


def _kind(layer: QgsMapLayer) -> Kind | None:
    if not is_vector(layer) or not layer.isValid() or not layer.customProperty(LAYER_ID):
        return None
    if layer.customProperty(WORKSPACE):
        return Kind.WORKSPACE if layer.customProperty(LAYER_TYPE) == OCCURRENCES else None
    return Kind.LIVE if find_live_fields(layer.fields().names()).commodity else None


def own_subset(layer: QgsVectorLayer) -> str:
    """Return the subset that a layer had before ours, or has now in place of it."""
    current = str(layer.subsetString())
    return _noted(layer, BEFORE) if current == _noted(layer, OURS) else current


def _noted(layer: QgsVectorLayer, name: str) -> str:
    """Return what a custom property notes; a project file gives back nothing for an empty text."""
    value = layer.customProperty(name)
    return value if isinstance(value, str) else ""


def _set_subset(layer: QgsVectorLayer, ours: str) -> Outcome:
    before = own_subset(layer)
    if layer.isEditable():
        return Outcome(layer, count_features(layer), "it is being edited; save your edits first")
    if before.lstrip().lower().startswith("select") and ours:
        return Outcome(layer, count_features(layer), "its own filter is a whole SELECT statement")
    together = f"({before}) AND ({ours})" if before and ours else before or ours
    if layer.subsetString() != together and not layer.setSubsetString(together):
        reason = reason_of(layer, "its provider refuses the filter")
        return Outcome(layer, count_features(layer), reason)
    shown = count_features(layer)
    if ours and shown < 0 and layer.providerType() == "ogr":
        layer.setSubsetString(before)  # GDAL took the filter unread and cannot follow it
        ours, problem = "", "its file does not have what the filter needs"
    else:
        problem = ""
    if ours:
        layer.setCustomProperty(BEFORE, before)
        layer.setCustomProperty(OURS, layer.subsetString())
    else:
        layer.removeCustomProperty(BEFORE)
        layer.removeCustomProperty(OURS)
    return Outcome(layer, count_features(layer) if problem else shown, problem)


def _server_expression(choices: Iterable[ValueFilter]) -> str:
    """Return the expression for a server, its alternatives as a tree of few levels.

    QGIS writes a long ``IN`` as one flat ``Or``. MapServer nests that one level for each value,
    SQLite gives up somewhere above 30, and QGIS takes the server's error for an empty layer.
    """
    return " AND ".join(_as_tree(choice) for choice in choices)


def _as_tree(choice: ValueFilter) -> str:
    if len(choice.values) <= IN_ONE_LIST:
        return to_value_expression([choice])
    middle = len(choice.values) // 2
    halves = (
        replace(choice, values=choice.values[:middle]),
        replace(choice, values=choice.values[middle:], containing=()),
    )
    return "(" + " OR ".join(_as_tree(half) for half in halves) + ")"


def _distinct(layer: QgsVectorLayer, field: str) -> tuple[str, ...]:
    if not field:
        return ()
    values = layer.uniqueValues(layer.fields().lookupField(field))
    return tuple(sorted(str(value) for value in values if value not in (None, NULL, "")))
