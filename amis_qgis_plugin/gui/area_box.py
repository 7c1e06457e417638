"""Where occurrences have to lie, and the ways to say it."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.occurrence_filter import OccurrenceFilter
from ..core.words import describe_extent
from .icons import icon

_WAYS = (
    ("view", "map_view", "Map &view", "Only what the map shows now"),
    ("draw", "draw_polygon", "&Draw", "Draw a polygon on the map: click its corners, double-click"
     " the last one; Esc gives up"),
    ("layer", "polygon", "&Layer", "Inside the polygons of a layer, or those selected in it"),
    ("country", "pick_country", "&Country", "Click on countries in the map to choose them; Esc"
     " ends. Outlines are those of QGIS's world map; no opinion on boundaries."),
)  # fmt: skip


class AreaBox(QWidget):
    """Four ways to say where, and what was said.

    ``way_asked`` tells ``view``, ``draw`` or ``country`` and whether it is to begin; ``layer_menu``
    is filled by who knows the layers; ``follow_asked`` tells whether the area follows the map.
    """

    way_asked = pyqtSignal(str, bool)
    follow_asked = pyqtSignal(bool)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, QToolButton] = {}
        self.layer_menu = QMenu(self)
        row = QHBoxLayout()
        row.setSpacing(2)
        for way, picture, text, tip in _WAYS:
            self.buttons[way] = self._make_button(way, picture, text, tip)
            row.addWidget(self.buttons[way])
        self.follow = QCheckBox("&Follow the map when it moves", self)
        self.follow.clicked.connect(self.follow_asked.emit)
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 4)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.follow)
        layout.addWidget(self.said)

    def set_filter(self, wanted: OccurrenceFilter) -> None:
        """Say where a filter wants occurrences; emits nothing."""
        said = []
        if wanted.extent is not None:
            said.append(f"Within {describe_extent(wanted.extent)}")
        if wanted.area is not None:
            said.append(f"In a polygon within {describe_extent(wanted.area.box)}")
        self.said.setText("\n".join(said) or "Anywhere")

    def show_way(self, way: str, is_on: bool) -> None:
        """Show whether a map tool is in use; emits nothing."""
        self.buttons[way].setChecked(is_on)

    def show_follow(self, is_on: bool) -> None:
        """Show whether the area follows the map; emits nothing."""
        self.follow.setChecked(is_on)

    def _make_button(self, way: str, picture: str, text: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(picture))
        button.setIconSize(QSize(20, 20))
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(text.replace("&", ""))
        button.setAccessibleDescription(tip)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setCheckable(way in ("draw", "country"))
        if way == "layer":
            button.setMenu(self.layer_menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        else:
            button.clicked.connect(
                lambda is_on: self.way_asked.emit(way, bool(is_on) or way == "view")
            )
        return button
