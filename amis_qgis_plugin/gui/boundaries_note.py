"""A line on the map while country outlines are loaded: they are no opinion on boundaries."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QEvent, QObject, Qt
from qgis.PyQt.QtWidgets import QLabel

from ..qgis_bridge.project import find_layer
from ..qgis_bridge.world_map import DISCLAIMER, LAYER_ID

_TEXT = "Outlines for orientation only; no opinion on boundaries or names is implied."
_STYLE = (
    "QLabel { color: #303030; background: rgba(255, 255, 255, 190); padding: 1px 5px;"
    " font-size: 8pt; }"
)


class BoundariesNote(QObject):
    """Shows the note at the foot of the canvas as long as the outlines are in the project.

    :param canvas: the map canvas of the window.
    """

    def __init__(self, canvas: Any, project: QgsProject) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._project = project
        self.label = QLabel(_TEXT, canvas)
        self.label.setStyleSheet(_STYLE)
        self.label.setToolTip(DISCLAIMER)
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.label.hide()
        canvas.installEventFilter(self)
        for signal in self._signals():
            signal.connect(self.update)
        self.update()

    def update(self, *_args: Any) -> None:
        """Show or hide the note, at the lower left of the map."""
        self.label.adjustSize()
        self.label.move(4, self._canvas.height() - self.label.height() - 4)
        self.label.setVisible(find_layer(self._project, LAYER_ID) is not None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the canvas as it changes its size."""
        if event.type() == QEvent.Type.Resize:
            self.update()
        return super().eventFilter(watched, event)

    def release(self) -> None:
        """Take the note away and let go of canvas and project."""
        for signal in self._signals():
            signal.disconnect(self.update)
        self._canvas.removeEventFilter(self)
        self.label.deleteLater()
        self.deleteLater()

    def _signals(self) -> tuple[Any, ...]:
        return (self._project.layersAdded, self._project.layersRemoved, self._project.cleared)
