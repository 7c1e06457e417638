"""``amis:filteroccurrences``: the wanted occurrences of a workspace as a layer."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import (
    QgsFeatureSink,
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
)

from ..core.schemas import OCCURRENCES
from ..core.words import describe_filter
from .base import (
    OUTPUT,
    WORKSPACE,
    AmisAlgorithm,
    is_in_memory,
    told_by_processing,
    without_labels,
)
from .filter_parameters import HELP as FILTER_HELP

COUNT, TOTAL = "COUNT", "TOTAL"


class FilterOccurrences(AmisAlgorithm):
    """Selects occurrences by every wish that a filter has."""

    ID = "filteroccurrences"
    TITLE = "Filter mineral occurrences"
    ICON = "filter"
    HELP = (
        "Selects mineral occurrences of a workspace GeoPackage by commodity, country,"
        " critical-minerals list, deposit type, kind, status, name, source and area, as the Filter"
        f" panel does.\n\n{FILTER_HELP}\n\n"
        "COUNT is the number of occurrences found, TOTAL the number in the workspace."
    )

    def initAlgorithm(self, _configuration: Optional[dict[str, Any]] = None) -> None:
        """Declare parameters and outputs."""
        self.add_filter_parameters()
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                OUTPUT, "Filtered occurrences", QgsProcessing.SourceType.TypeVectorPoint
            )
        )
        self.addOutput(QgsProcessingOutputNumber(COUNT, "Occurrences found"))
        self.addOutput(QgsProcessingOutputNumber(TOTAL, "Occurrences in the workspace"))

    def processAlgorithm(
        self, parameters: dict[str, Any], context: Any, feedback: Any
    ) -> dict[str, Any]:
        """Copy the wanted rows to the sink."""
        from ..qgis_bridge.layer_filter import filter_workspace_layer
        from ..qgis_bridge.layers import make_workspace_layer
        from ..workspace.contents import read_layers
        from ..workspace.sources import must_have_sources

        with told_by_processing():
            wanted = self.filter(parameters, context)
            path = self.workspace(parameters, context)
            offered = {one.table: one for one in read_layers(path)}
            if OCCURRENCES not in offered:
                raise QgsProcessingException(f"{path} has no table {OCCURRENCES}.")
            must_have_sources(path, wanted.sources)
            layer = make_workspace_layer(offered[OCCURRENCES])
            outcome = filter_workspace_layer(layer, wanted)
        if outcome.problem:
            raise QgsProcessingException(outcome.problem)
        feedback.pushInfo(f"Filter: {describe_filter(wanted)}")
        fields = layer.fields()
        if is_in_memory(parameters.get(OUTPUT)):
            fields = without_labels(fields)
        sink, output = self.parameterAsSink(
            parameters, OUTPUT, context, fields, layer.wkbType(), layer.crs()
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, OUTPUT))
        count = 0
        for count, feature in enumerate(layer.getFeatures(), start=1):
            if feedback.isCanceled():
                break
            if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
                raise QgsProcessingException(self.writeFeatureError(sink, parameters, OUTPUT))
            feedback.setProgress(100 * count / max(1, outcome.shown))
        if not sink.flushBuffer():
            raise QgsProcessingException(self.writeFeatureError(sink, parameters, OUTPUT))
        total = offered[OCCURRENCES].features
        feedback.pushInfo(f"{count} of {total} occurrences")
        return {OUTPUT: output, COUNT: count, TOTAL: total, WORKSPACE: str(path)}
