"""What the context menu of a vector layer in the Layers panel offers of ours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Callable

from qgis.PyQt.QtWidgets import QAction

from ..qgis_bridge.compat import vector_type
from .icons import icon


class LayerActions:
    """Adds actions to the context menu of every vector layer.

    :param iface: the running ``QgisInterface``.
    :param offered: text, icon name, and what is called with the layer.
    """

    def __init__(
        self, iface: Any, menu: str, offered: Sequence[tuple[str, str, Callable[[Any], Any]]]
    ) -> None:
        self._iface = iface
        self._actions = []
        for text, name, slot in offered:
            action = QAction(icon(name), text, iface.mainWindow())
            action.triggered.connect(lambda _checked, slot=slot: slot(iface.activeLayer()))
            iface.addCustomActionForLayerType(action, menu, vector_type(), True)
            self._actions.append(action)

    def release(self) -> None:
        """Take the actions out of the menus."""
        for action in self._actions:
            self._iface.removeCustomActionForLayerType(action)
            action.deleteLater()
