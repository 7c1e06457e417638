"""The part of the Export dialog that says where the other layers are taken from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Optional

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QVBoxLayout, QWidget

from ..core.countries import members
from ..core.package_choices import (
    AROUND,
    BY_FILTER,
    COUNTRIES,
    DEGREES,
    EXTENT,
    KILOMETRES,
    POLYGON,
    PackageChoices,
)
from .checkable_box import CheckableBox
from .plain_tip import plain_tip

_KINDS = (
    (BY_FILTER, "The filter's area, or around the occurrences"),
    (AROUND, "Around the occurrences"),
    (EXTENT, "The map view"),
    (POLYGON, "A polygon"),
    (COUNTRIES, "Outlines of countries"),
)
_UNITS = ((DEGREES, "degrees", 45.0, 2, 0.1), (KILOMETRES, "km", 5000.0, 0, 10.0))
_OWN_POLYGON = "The filter's polygon"


class ExportArea(QWidget):
    """A choice of the kind of area, and beside it what that kind needs."""

    changed = pyqtSignal()

    def __init__(
        self, layers: Sequence[QgsVectorLayer], has_polygon: bool, parent: Any = None
    ) -> None:
        super().__init__(parent)
        self._has_polygon = has_polygon
        self._layers = list(layers)
        self.kind = QComboBox(self)
        self.kind.setAccessibleName("Area of the other layers")
        _narrow(self.kind)
        for key, label in _KINDS:
            if key != POLYGON or has_polygon or self._layers:
                self.kind.addItem(label, key)
        self.margin, self.unit = self._make_margin()
        self.polygon = self._make_polygons()
        self.countries = CheckableBox("Countries whose outlines are taken", "Those of the filter")
        self.countries.offer((one.iso3, one.name, "") for one in members())
        self._lay_out()
        self.kind.currentIndexChanged.connect(lambda _index: self._on_kind())
        self.margin.valueChanged.connect(lambda _value: self.changed.emit())
        self.unit.currentIndexChanged.connect(lambda _index: self._on_unit())
        self.polygon.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.countries.chosen.connect(lambda _keys: self.changed.emit())
        self._show_needed()

    def values(self) -> dict[str, Any]:
        """Return the choices that were made here; extents and polygons of layers come later."""
        return {
            "area_kind": self.kind.currentData(),
            "margin": self.margin.value(),
            "margin_unit": self.unit.currentData(),
            "countries": self.countries.keys() if self.kind.currentData() == COUNTRIES else (),
        }

    def layer(self) -> Optional[QgsVectorLayer]:
        """Return the layer whose polygons are the area; nothing where no layer is."""
        number = self.polygon.currentData()
        is_layer = self.kind.currentData() == POLYGON and number is not None and number >= 0
        return self._layers[number] if is_layer else None

    def show_choices(self, choices: PackageChoices) -> None:
        """Show choices; nothing is told."""
        self.blockSignals(True)
        _set(self.unit, choices.margin_unit)
        self._fit_margin()
        self.margin.setValue(choices.margin)
        _set(self.kind, choices.area_kind)
        self.countries.show_keys(choices.countries)
        self._show_needed()
        self.blockSignals(False)

    def _on_kind(self) -> None:
        self._show_needed()
        self.changed.emit()

    def _on_unit(self) -> None:
        self._fit_margin()
        self.changed.emit()

    def _fit_margin(self) -> None:
        _key, _label, largest, decimals, step = _UNITS[self.unit.currentIndex()]
        self.margin.setDecimals(decimals)
        self.margin.setSingleStep(step)
        self.margin.setMaximum(largest)

    def _show_needed(self) -> None:
        kind = self.kind.currentData()
        for widget in (self.margin, self.unit):
            widget.setVisible(kind in (BY_FILTER, AROUND))
        self.polygon.setVisible(kind == POLYGON)
        self.countries.setVisible(kind == COUNTRIES)

    def _make_margin(self) -> tuple[QDoubleSpinBox, QComboBox]:
        margin = QDoubleSpinBox(self)
        margin.setAccessibleName("Margin around the occurrences")
        margin.setPrefix("Margin ")
        margin.setKeyboardTracking(False)
        unit = QComboBox(self)
        unit.setAccessibleName("Unit of the margin")
        for key, label, *_rest in _UNITS:
            unit.addItem(label, key)
        return margin, unit

    def _make_polygons(self) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName("Polygon that the other layers are taken from")
        _narrow(box)
        if self._has_polygon:
            box.addItem(_OWN_POLYGON, -1)
        for number, layer in enumerate(self._layers):
            chosen = layer.selectedFeatureCount()
            name = f"{layer.name()} ({chosen} selected)" if chosen else layer.name()
            box.addItem(name, number)
            box.setItemData(box.count() - 1, plain_tip(name), Qt.ItemDataRole.ToolTipRole)
        return box

    def _lay_out(self) -> None:
        needed = QHBoxLayout()
        needed.addWidget(self.margin, 1)
        needed.addWidget(self.unit)
        needed.addWidget(self.polygon, 1)
        needed.addWidget(self.countries, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.kind)
        layout.addLayout(needed)
        self.setFocusProxy(self.kind)


def _narrow(box: QComboBox) -> None:
    """Let a box be narrower than its longest choice."""
    box.setMinimumContentsLength(16)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)


def _set(box: QComboBox, key: str) -> None:
    box.setCurrentIndex(max(0, box.findData(key)))
