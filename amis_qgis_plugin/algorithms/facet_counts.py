"""``amis:facetcounts``: what stands behind every choice of a filter, as a table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterVectorLayer,
    QgsVectorLayer,
)

from ..core.facet_names import FACETS, SOURCE, facet_labels
from ..core.words import describe_filter
from .base import OUTPUT, AmisAlgorithm, progress_of, told_by_processing
from .filter_parameters import HELP as FILTER_HELP

if TYPE_CHECKING:
    from ..core.facet_counts import ChoiceCounts
    from ..core.facets import FacetIndex
    from ..core.progress import Progress

LAYER, MATCHING, TOTAL = "LAYER", "MATCHING", "TOTAL"
_FIELDS = (("facet", "text"), ("value", "text"), ("label", "text"), ("count", "integer"))


class FacetCounts(AmisAlgorithm):
    """Counts the occurrences behind every value of every facet under a filter."""

    ID = "facetcounts"
    TITLE = "Count what stands behind every choice of a filter"
    ICON = "filter"
    HELP = (
        "Counts the mineral occurrences that have each commodity, group, critical-minerals list,"
        " country, deposit model, kind, mine status, source and completeness, as the Filter panel"
        " shows it: a row for each value, with facet, value, label and count.\n\n"
        "A count is taken under what the filter says of the other facets. Several commodities of"
        " which *all* are wanted narrow one another too. Values that nothing has are listed with"
        f" 0.\n\n{FILTER_HELP}\n\n"
        "LAYER takes the place of the workspace: a layer of a workspace stands for its whole file,"
        " any other layer for the features under its own filter, counted by the fields that tell"
        " commodities, countries and so on.\n\n"
        "MATCHING is the number of occurrences that the filter finds, TOTAL that of all."
    )

    def initAlgorithm(self, _configuration: Optional[dict[str, Any]] = None) -> None:
        """Declare parameters and outputs."""
        self.add_filter_parameters()
        self.addParameter(
            QgsProcessingParameterVectorLayer(
                LAYER, "Layer in place of the workspace", optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                OUTPUT, "Facet counts", QgsProcessing.SourceType.TypeVector
            )
        )
        self.addOutput(QgsProcessingOutputNumber(MATCHING, "Occurrences found"))
        self.addOutput(QgsProcessingOutputNumber(TOTAL, "Occurrences in all"))

    def prepareAlgorithm(self, parameters: dict[str, Any], context: Any, _feedback: Any) -> bool:
        """Look at the layer while on its thread: a live one is read through a source of its own."""
        self._live, self._path = None, None
        layer = self.parameterAsVectorLayer(parameters, LAYER, context)
        if layer is None and parameters.get(LAYER) not in (None, ""):
            raise QgsProcessingException(self.invalidSourceError(parameters, LAYER))
        with told_by_processing():
            if layer is None:
                self._path = self.workspace(parameters, context)
            else:
                self._look_at(layer)
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: Any, feedback: Any
    ) -> dict[str, Any]:
        """Count and write."""
        from ..core.facet_counts import count_choices
        from ..workspace.sources import must_have_sources

        with told_by_processing():
            wanted = self.filter(parameters, context)
            if self._path is not None:
                must_have_sources(self._path, wanted.sources)
            index, labels = self._index(progress_of(feedback))
            counts = count_choices(wanted, [index])
        feedback.pushInfo(f"Filter: {describe_filter(wanted)}")
        rows = _rows(counts, labels)
        output = self.write_table(parameters, context, OUTPUT, _FIELDS, rows)
        feedback.pushInfo(f"{counts.matching} of {counts.total} occurrences")
        return {OUTPUT: output, MATCHING: counts.matching, TOTAL: counts.total}

    def _look_at(self, layer: QgsVectorLayer) -> None:
        from ..core.schemas import OCCURRENCES
        from ..qgis_bridge.layers import LAYER_TYPE, workspace_path
        from ..qgis_bridge.live_maps import live_fields_of
        from ..qgis_bridge.live_values import live_source
        from ..qgis_bridge.profile_store import read_terms
        from ..workspace.file_state import has_commodity_index

        path = workspace_path(layer)
        is_ours = layer.providerType() == "ogr" and has_commodity_index(path)
        kind = layer.customProperty(LAYER_TYPE) or str(layer.source())
        if is_ours and OCCURRENCES in kind:
            self._path = path
        elif live_fields_of(layer).tell_commodities:
            self._live = live_source(layer, read_terms())
        else:
            raise QgsProcessingException(
                f"{layer.name()} has no field that tells commodities. Name one in Field mapping."
            )

    def _index(self, progress: Progress) -> tuple[FacetIndex, dict[str, str]]:
        """Return the index that is asked, and the titles of its sources."""
        from ..qgis_bridge.facet_reading import read_workspace_facets
        from ..qgis_bridge.live_values import read_live_values
        from ..workspace.sources import read_sources

        if self._live is not None:
            values = read_live_values(self._live, progress)
            if values.problem:
                raise QgsProcessingException(f"{self._live.name}: {values.problem}.")
            return values.index, {}
        path: Path = self._path
        titles = {one.source_id: one.title for one in read_sources(path)}
        return read_workspace_facets(path, progress), titles


def _rows(counts: ChoiceCounts, titles: dict[str, str]) -> Iterator[tuple[str, str, str, int]]:
    """Yield facet, value, label and count, in the order of the vocabularies."""
    for facet in FACETS:
        labels = titles if facet == SOURCE else facet_labels(facet)
        for value, count in counts.counts[facet].items():
            yield facet, value, labels.get(value) or value, count
