"""``amis:comparepackages``: what changed from one version of a package to another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputBoolean,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from .base import AmisAlgorithm, progress_of, told_by_processing

if TYPE_CHECKING:
    from ..core.progress import Progress

BEFORE, AFTER, ROWS, REPORT = "BEFORE", "AFTER", "ROWS", "REPORT"
ADDED, REMOVED, CHANGED, SAME, SUMMARY = "ADDED", "REMOVED", "CHANGED", "SAME", "SUMMARY"
REPORTS = "Web page (*.html);;Text (*.txt);;JSON (*.json)"
_NUMBERS = ("fid_before", "fid_after")


def add_difference_outputs(algorithm: AmisAlgorithm) -> None:
    """Declare what an algorithm that compares two packages tells."""
    for name, text in (
        (ADDED, "Rows added"),
        (REMOVED, "Rows removed"),
        (CHANGED, "Rows changed"),
    ):
        algorithm.addOutput(QgsProcessingOutputNumber(name, text))
    algorithm.addOutput(QgsProcessingOutputBoolean(SAME, "Nothing changed but the date"))
    algorithm.addOutput(QgsProcessingOutputString(SUMMARY, "What changed"))


class ComparePackages(AmisAlgorithm):
    """Compares two versions of a package."""

    ID = "comparepackages"
    TITLE = "Compare two prospectivity packages"
    ICON = "table"
    HELP = (
        "Tells what changed from one version of a prospectivity package to another (folders or"
        " .zip): choices and filter, sources that came, went or were taken again, layers, rows,"
        " columns, vocabularies and findings.\n\n"
        "Rows are told by their source and their id there, else by feature id, and compared column"
        " by column, geometry among them. ROWS lists each row that was added or removed, and each"
        " field of a changed row with its value before and after.\n\n"
        "REPORT is a page, JSON or text, by the ending of its name. Neither package is changed;"
        " verify them first if you do not know where they have been."
    )

    def initAlgorithm(self, _configuration: Optional[dict[str, Any]] = None) -> None:
        """Declare parameters and outputs."""
        for name, text in ((BEFORE, "Older package"), (AFTER, "Newer package")):
            self.addParameter(QgsProcessingParameterString(name, f"{text} (folder or .zip)"))
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                ROWS,
                "Rows that differ",
                QgsProcessing.SourceType.TypeVector,
                optional=True,
                createByDefault=False,
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                REPORT, "Report", REPORTS, optional=True, createByDefault=False
            )
        )
        add_difference_outputs(self)

    def processAlgorithm(
        self, parameters: dict[str, Any], context: Any, feedback: Any
    ) -> dict[str, Any]:
        """Compare and tell."""
        from ..packages.compare import compare_packages
        from ..packages.compare_words import comparison_text, write_comparison

        before, after = (
            Path(self.parameterAsString(parameters, name, context)) for name in (BEFORE, AFTER)
        )
        progress = progress_of(feedback)
        results: dict[str, Any] = {}
        with told_by_processing():
            found = compare_packages(before, after, progress.part(0.0, 0.5))
            text = comparison_text(found)
            feedback.pushInfo(text)
            report = self.parameterAsFileOutput(parameters, REPORT, context)
            if report:
                write_comparison(found, Path(report))
                results[REPORT] = report
            if parameters.get(ROWS) not in (None, ""):
                part = progress.part(0.5, 1.0)
                results[ROWS] = self._write(parameters, context, before, after, part)
        rows = found.rows
        return {
            **results,
            ADDED: rows["added"],
            REMOVED: rows["removed"],
            CHANGED: rows["changed"],
            SAME: found.is_same,
            SUMMARY: text,
        }

    def _write(
        self,
        parameters: dict[str, Any],
        context: Any,
        before: Path,
        after: Path,
        progress: Progress,
    ) -> str:
        from ..packages.compare import differing_rows
        from ..packages.compare_words import COLUMNS, lines_of

        columns = [(name, "integer" if name in _NUMBERS else "text") for name in COLUMNS]
        rows = (
            [*line[:-2], _text(line[-2]), _text(line[-1])]
            for row in differing_rows(before, after, progress)
            for line in lines_of(row)
        )
        return self.write_table(parameters, context, ROWS, columns, rows)


def _text(value: Any) -> Optional[str]:
    """Return a value as the column of texts takes it; a number as Python writes it."""
    return None if value is None else str(value)
