"""Choosing an area: what the map shows, a layer, a country, a box, or everything."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import QgsProject
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ..core.countries import members
from ..core.errors import AmisError
from ..qgis_bridge.extents import in_degrees, layer_in_degrees, member_boxes
from ..services.service import Extent
from .icons import icon
from .offline_words import area_problem, area_text, area_words, read_area
from .placeholders import show_hint

VIEW, LAYER, COUNTRY, BOX, ALL = "view", "layer", "country", "box", "all"
_KINDS = (
    ("What the map shows", VIEW),
    ("Extent of a layer", LAYER),
    ("Country", COUNTRY),
    ("Box", BOX),
    ("Everything", ALL),
)
_COUNTRY_NOTE = "The box around its outline in QGIS's world map; no opinion on boundaries."


class AreaChoice(QWidget):
    """One way to say where, and what it comes to in degrees.

    ``changed`` tells that the area may be another; ``draw_asked`` that a box is to be drawn.
    """

    changed = pyqtSignal()
    draw_asked = pyqtSignal()

    def __init__(self, canvas: Any, project: QgsProject, parent: Any = None) -> None:
        super().__init__(parent)
        self._canvas, self._project = canvas, project
        self.kind = QComboBox(self)
        self.kind.setAccessibleName("Area")
        self.setFocusProxy(self.kind)
        for text, key in _KINDS:
            self.kind.addItem(text, key)
        self.layer = QgsMapLayerComboBox(self)
        self.layer.setAccessibleName("Layer whose extent is the area")
        self.country = QComboBox(self)
        self.country.setAccessibleName("Country")
        for one in members():
            self.country.addItem(one.name, one.iso3)
        self.box = QLineEdit(self)
        show_hint(self.box, "west, south, east, north in degrees")
        self.box.setAccessibleName("Box: west, south, east, north in degrees")
        end = QLineEdit.ActionPosition.TrailingPosition
        self.wrong = self.box.addAction(icon("incomplete"), end)
        self.wrong.setVisible(False)
        self.draw = QPushButton("&Draw on the map", self)
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self._lay_out()
        self.kind.currentIndexChanged.connect(lambda _row: self._on_kind())
        self.layer.layerChanged.connect(lambda _layer: self._tell())
        self.country.currentIndexChanged.connect(lambda _row: self._tell())
        self.box.textChanged.connect(lambda _text: self._tell())
        self.draw.clicked.connect(lambda _checked: self.draw_asked.emit())
        self._canvas.extentsChanged.connect(self._on_view)
        self._canvas.destinationCrsChanged.connect(self._on_view)
        self.problem = ""
        self._tell()

    def release(self) -> None:
        """Let go of the map."""
        self._canvas.extentsChanged.disconnect(self._on_view)
        self._canvas.destinationCrsChanged.disconnect(self._on_view)

    def extent(self) -> Optional[Extent]:
        """Return the area in degrees; None for everything, and where there is a problem."""
        return self._extent

    def show_box(self, extent: Extent) -> None:
        """Choose a box."""
        self.box.setText(area_text(extent))
        self.choose(BOX)

    def choose(self, kind: str) -> None:
        """Choose a way to say where."""
        self.kind.setCurrentIndex(self.kind.findData(kind))

    def _lay_out(self) -> None:
        boxes = QWidget(self)
        row = QHBoxLayout(boxes)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box, 1)
        row.addWidget(self.draw)
        self._pages = {
            VIEW: QWidget(self), LAYER: self.layer, COUNTRY: self.country, BOX: boxes,
            ALL: QWidget(self),
        }  # fmt: skip
        self._stack = QStackedWidget(self)
        for page in self._pages.values():
            self._stack.addWidget(page)
        upper = QHBoxLayout()
        upper.addWidget(self.kind)
        upper.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(upper)
        layout.addWidget(self.said)
        QWidget.setTabOrder(self.kind, self.layer)
        QWidget.setTabOrder(self.layer, self.country)
        QWidget.setTabOrder(self.country, self.box)
        QWidget.setTabOrder(self.box, self.draw)

    def _on_kind(self) -> None:
        self._stack.setCurrentWidget(self._pages[self.kind.currentData()])
        self._tell()

    def _on_view(self) -> None:
        if self.kind.currentData() == VIEW:
            self._tell()

    def _tell(self) -> None:
        self._extent, self.problem = self._find()
        kind = self.kind.currentData()
        text = self.problem or area_words(self._extent)
        if kind == COUNTRY and not self.problem:
            text = f"{text}. {_COUNTRY_NOTE}"
        self.said.setText(text)
        is_wrong = bool(kind == BOX and self.problem and self.box.text().strip())
        self.wrong.setVisible(is_wrong)
        self.wrong.setToolTip(self.problem if is_wrong else "")
        self.box.setAccessibleDescription(self.problem if is_wrong else "")
        self.changed.emit()

    def _find(self) -> tuple[Optional[Extent], str]:
        """Return the area and what is wrong with it."""
        kind = self.kind.currentData()
        if kind == ALL:
            return None, ""
        if kind == VIEW:
            crs = self._canvas.mapSettings().destinationCrs()
            found = in_degrees(self._canvas.extent(), crs, self._project)
            return found, "" if found else "The map shows no area that can be had in degrees."
        if kind == LAYER:
            layer = self.layer.currentLayer()
            found = layer_in_degrees(layer, self._project) if layer is not None else None
            return found, "" if found else "Choose a layer that has an extent."
        if kind == BOX:
            text = self.box.text()
            return read_area(text), area_problem(text)
        try:
            return member_boxes()[self.country.currentData()], ""
        except AmisError as error:
            return None, str(error)
