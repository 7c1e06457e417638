"""The findings of a check as features: a point for each, to load and to zoom to."""

from __future__ import annotations

from collections.abc import Iterator

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeature,
    QgsFields,
    QgsGeometry,
    QgsMarkerSymbol,
    QgsPointXY,
    QgsProject,
    QgsRendererCategory,
    QgsVectorLayer,
)

from ..core.checks.kinds import SEVERITIES
from ..core.checks.report import CheckReport
from .compat import text_field

_COLUMNS = (
    "severity", "code", "title", "field", "detail", "feature_id", "identifier", "name", "where",
    "action",
)  # fmt: skip
FINDINGS_OF = "amis/findings_of"
_TITLES = {"error": "Errors", "warning": "Warnings", "note": "Notes"}
_COLOURS = {"error": "#c1272d", "warning": "#e08a00", "note": "#3a7ebf"}
_SHAPES = {"error": "triangle", "warning": "diamond", "note": "circle"}


def findings_fields() -> QgsFields:
    """Return the fields of the findings."""
    fields = QgsFields()
    for name in _COLUMNS:
        fields.append(text_field(name))
    return fields


def findings_features(report: CheckReport) -> Iterator[QgsFeature]:
    """Yield a feature for every finding about every row, gravest first.

    EPSG:4326; findings about the layer, and about rows without a place, have no geometry.
    """
    fields = findings_fields()
    for finding, row in report.each_row():
        feature = QgsFeature(fields)
        values = (finding.severity, finding.code, finding.title, finding.field, row.detail)
        names = (row.feature_id, row.identifier, row.name)
        feature.setAttributes([*values, *names, finding.where, finding.action])
        if row.place is not None:
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*row.place)))
        yield feature


def findings_layer(report: CheckReport, layer_id: str = "") -> QgsVectorLayer:
    """Return the findings as a temporary layer for the project.

    :param layer_id: id of the layer that was checked, to be found again by.
    """
    layer = QgsVectorLayer("Point?crs=EPSG:4326", f"Findings: {report.layer}", "memory")
    provider = layer.dataProvider()
    provider.addAttributes(list(findings_fields()))
    layer.updateFields()
    provider.addFeatures(list(findings_features(report)))
    layer.updateExtents()
    layer.setRenderer(_by_severity())
    layer.setCustomProperty(FINDINGS_OF, layer_id)
    return layer


def earlier_findings(project: QgsProject, layer_id: str) -> list[str]:
    """Return the ids of a project's layers with findings about a layer."""
    layers = project.mapLayers().items()
    return [one for one, layer in layers if layer.customProperty(FINDINGS_OF) == layer_id]


def _by_severity() -> QgsCategorizedSymbolRenderer:
    """Return a style that tells severities apart by colour and by shape; errors are on top."""
    categories = []
    for level, severity in enumerate(reversed(SEVERITIES)):
        properties = {
            "name": _SHAPES[severity],
            "color": _COLOURS[severity],
            "outline_color": "#ffffff",
            "size": "3.4",
        }
        symbol = QgsMarkerSymbol.createSimple(properties)
        symbol.symbolLayer(0).setRenderingPass(level)
        categories.append(QgsRendererCategory(severity, symbol, _TITLES[severity]))
    renderer = QgsCategorizedSymbolRenderer("severity", categories[::-1])
    renderer.setUsingSymbolLevels(True)
    return renderer
