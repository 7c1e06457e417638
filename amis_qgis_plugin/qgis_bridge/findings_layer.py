"""The findings of a check as features: a point for each, to load and to zoom to."""

from __future__ import annotations

from collections.abc import Iterator

from qgis.core import QgsFeature, QgsFields, QgsGeometry, QgsPointXY, QgsVectorLayer

from ..core.checks.report import CheckReport
from .compat import text_field

_COLUMNS = ("severity", "code", "title", "field", "detail", "feature_id", "action")


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
        feature.setAttributes([*values, row.feature_id, finding.action])
        if row.place is not None:
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*row.place)))
        yield feature


def findings_layer(report: CheckReport) -> QgsVectorLayer:
    """Return the findings as a temporary layer for the project."""
    layer = QgsVectorLayer("Point?crs=EPSG:4326", f"Findings: {report.layer}", "memory")
    provider = layer.dataProvider()
    provider.addAttributes(list(findings_fields()))
    layer.updateFields()
    provider.addFeatures(list(findings_features(report)))
    layer.updateExtents()
    return layer
