"""``amis:coverage``: what workspaces have for each theme and member state, as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterMultipleLayers,
)

from .base import OUTPUT, AmisAlgorithm, progress_of, told_by_processing

WORKSPACES, THEMES, SUMMARY = "WORKSPACES", "THEMES", "SUMMARY"


class CoverageTable(AmisAlgorithm):
    """Counts the rows of workspaces by theme and country."""

    ID = "coverage"
    TITLE = "Coverage by theme and country"
    ICON = "coverage"
    HELP = (
        "Counts what GeoPackages have for each theme of the AMEXS-aligned (provisional) catalogue"
        " and each member state of ASEAN, as the dock AMIS Coverage does: a row for every theme and"
        " member, also where there is nothing, with state, layers, rows, newest day of taking,"
        " newest date in the data, worst completeness and the sources. Rows of other countries and"
        " rows that tell none follow where there are any.\n\n"
        "WORKSPACES are GeoPackages of this plugin, of its packages, or any other; without one the"
        " ASEAN samples are counted. The column *basis* says *extent* where a layer tells no"
        " country: its rows then count for every country whose box they meet.\n\n"
        "THEMES is the number of themes with data, SUMMARY the whole in words. An empty cell is"
        " missing data, not missing minerals."
    )

    def initAlgorithm(self, _configuration: Optional[dict[str, Any]] = None) -> None:
        """Declare parameters and outputs."""
        self.addParameter(
            QgsProcessingParameterMultipleLayers(
                WORKSPACES,
                "GeoPackages (leave empty for the ASEAN samples)",
                QgsProcessing.SourceType.TypeFile,
                optional=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                OUTPUT, "Coverage", QgsProcessing.SourceType.TypeVector
            )
        )
        self.addOutput(QgsProcessingOutputNumber(THEMES, "Themes with data"))
        self.addOutput(QgsProcessingOutputString(SUMMARY, "The whole in words"))

    def prepareAlgorithm(self, parameters: dict[str, Any], context: Any, _feedback: Any) -> bool:
        """Look at the countries' boxes while on the main thread: they come from a layer."""
        from ..qgis_bridge.coverage import country_boxes
        from ..qgis_bridge.samples import sample_workspace

        names = self.parameterAsFileList(parameters, WORKSPACES, context)
        with told_by_processing():
            paths = [Path(name) for name in names if name] or [sample_workspace()]
            self._paths = list(dict.fromkeys(paths))
        self._boxes, self._notes = country_boxes()
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: Any, feedback: Any
    ) -> dict[str, Any]:
        """Count and write."""
        from ..core.coverage import Coverage
        from ..core.coverage_tables import COLUMNS, rows_of
        from ..core.coverage_words import headline, remarks
        from ..workspace.coverage import count_coverage

        progress, found = progress_of(feedback), []
        with told_by_processing():
            for number, path in enumerate(self._paths):
                step = progress.part(number / len(self._paths), (number + 1) / len(self._paths))
                found += count_coverage(path, path.stem, self._boxes, step)
        coverage = Coverage(tuple(found), self._notes)
        summary = " ".join((headline(coverage), *remarks(coverage)))
        feedback.pushInfo(summary)
        rows = rows_of(coverage)
        output = self.write_table(parameters, context, OUTPUT, COLUMNS, rows)
        return {OUTPUT: output, THEMES: len(coverage.themes_with_data()), SUMMARY: summary}
