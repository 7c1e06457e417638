"""``amis:checklayer``: a report on a layer that an agency submits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureSink,
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsWkbTypes,
)

from .base import progress_of, told_by_processing
from .layer_parameters import LayerAlgorithm

if TYPE_CHECKING:
    from ..core.checks.report import CheckReport

RULES, COMPARE_WITH = "RULES", "COMPARE_WITH"
HTML, JSON, FINDINGS = "HTML", "JSON", "FINDINGS"
SCORE, ERRORS, WARNINGS, NOTES, ROWS = "SCORE", "ERRORS", "WARNINGS", "NOTES", "ROWS"


class CheckLayer(LayerAlgorithm):
    """Checks a layer, as the panel *Check a submission* does."""

    ID = "checklayer"
    TITLE = "Check a submission"
    ICON = "check_layer"
    HELP = (
        "Reports on a layer before it is handed in: required fields, code lists, unknown terms,"
        " duplicates within the layer and against other sources, places outside the stated"
        " country, invalid geometry, reference system, damaged encoding, dates, metadata and"
        " licence, and a score for minimum information under a named rule set.\n\n"
        "The layer is never changed. HTML is for people, JSON for programs; FINDINGS has a point"
        " for each finding, to load and to zoom to.\n\n"
        "RULES is a JSON file that takes the place of the bundled, provisional rule set."
    )

    def initAlgorithm(self, _configuration: Optional[dict[str, Any]] = None) -> None:
        """Declare parameters and outputs."""
        self.add_layer_parameters()
        self.addParameter(
            QgsProcessingParameterFile(
                RULES,
                "Rule set (JSON; leave empty for the bundled one)",
                extension="json",
                optional=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterMultipleLayers(
                COMPARE_WITH,
                "Other sources to look for duplicates in",
                QgsProcessing.SourceType.TypeVectorAnyGeometry,
                optional=True,
            )
        )
        self.add_country_parameters()
        self.addParameter(
            QgsProcessingParameterFileDestination(
                HTML, "Report", "HTML files (*.html)", optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                JSON, "Report for programs", "JSON files (*.json)", None, True, False
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                FINDINGS,
                "Findings",
                QgsProcessing.SourceType.TypeVectorPoint,
                None,
                True,
                False,
            )
        )
        for name, text in (
            (SCORE, "Score for minimum information, 0 to 100"),
            (ERRORS, "Kinds of errors"),
            (WARNINGS, "Kinds of warnings"),
            (NOTES, "Kinds of notes"),
            (ROWS, "Rows checked"),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, text))

    def prepareAlgorithm(self, parameters: dict[str, Any], context: Any, feedback: Any) -> bool:
        """Take what belongs to the main thread."""
        from ..qgis_bridge.other_sources import take_others

        with told_by_processing():
            self.take_layer(parameters, context)
            self.take_outlines(parameters, context)
            layers = self.parameterAsLayerList(parameters, COMPARE_WITH, context) or []
            self._others = take_others(self.rows.layer, layers)
            if len(self._others) < len(layers):
                feedback.pushInfo("The layer is not compared with itself.")
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: Any, feedback: Any
    ) -> dict[str, Any]:
        """Check, then write what was asked for."""
        from ..core.checks.report_html import report_html
        from ..core.checks.rules import bundled_rules, read_rules
        from ..qgis_bridge.alignment import check_layer
        from ..qgis_bridge.findings_layer import findings_features, findings_fields
        from ..qgis_bridge.other_sources import with_maps
        from ..qgis_bridge.profile_store import write_json, write_text

        rules_file = self.parameterAsFile(parameters, RULES, context)
        with told_by_processing():
            rules = read_rules(Path(rules_file)) if rules_file else bundled_rules()
            fields = self.field_map(parameters, context, feedback)
            progress = progress_of(feedback)
            report = check_layer(
                self.rows,
                fields,
                rules,
                outlines=self.outlines(),
                others=with_maps(self._others, fields.layer_type, progress),
                terms=self.terms(),
                progress=progress,
            )
            results: dict[str, Any] = {}
            html = self.parameterAsFileOutput(parameters, HTML, context)
            if html:
                write_text(Path(html), report_html(report))
                results[HTML] = html
            as_json = self.parameterAsFileOutput(parameters, JSON, context)
            if as_json:
                write_json(Path(as_json), report.to_dict())
                results[JSON] = as_json
        sink, sink_id = self.parameterAsSink(
            parameters,
            FINDINGS,
            context,
            findings_fields(),
            QgsWkbTypes.Type.Point,
            QgsCoordinateReferenceSystem("EPSG:4326"),
        )
        if sink is not None:
            for feature in findings_features(report):
                if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
                    raise QgsProcessingException(self.writeFeatureError(sink, parameters, FINDINGS))
            results[FINDINGS] = sink_id
        _tell(report, feedback)
        return {
            **results,
            SCORE: round(report.score, 1),
            ERRORS: report.count("error"),
            WARNINGS: report.count("warning"),
            NOTES: report.count("note"),
            ROWS: report.rows,
        }


def _tell(report: CheckReport, feedback: Any) -> None:
    from ..core.map_gaps import unread_words
    from ..core.phrases import counted, under_filter

    feedback.pushInfo(
        f"Rule set {report.rules.title}, edition {report.rules.edition}:"
        f" {int(report.score)} of 100 for {counted(report.rows, 'row')}"
        f"{under_filter(report.filter)}"
    )
    for finding in report.findings:
        where = f" ({finding.where})" if finding.where else ""
        rows = f": {counted(finding.count, 'row')}" if finding.count else ""
        line = f"{finding.severity}: {finding.title}{where}{rows}. {finding.action}"
        (feedback.pushWarning if finding.severity == "error" else feedback.pushInfo)(line)
    if report.unread:
        feedback.pushInfo(unread_words(report.unread))
