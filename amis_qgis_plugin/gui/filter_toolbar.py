"""The buttons at the top of the Filter panel."""

from __future__ import annotations

from typing import Any, Callable

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtWidgets import QAction, QMenu, QToolBar, QToolButton

from .icons import icon


class FilterToolbar(QToolBar):
    """Small buttons, each with a name; keys reach them as they reach every other control."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.setIconSize(QSize(18, 18))

    def add(self, picture: str, text: str, slot: Callable[..., Any]) -> QAction:
        """Add a button.

        :return: its action.
        """
        action = QAction(icon(picture), text, self)
        action.triggered.connect(lambda *_checked: slot())
        self._put(action)
        return action

    def add_menu(self, picture: str, text: str) -> QMenu:
        """Add a button that opens a menu.

        :return: the menu.
        """
        action = QAction(icon(picture), text, self)
        menu = QMenu(self)
        action.setMenu(menu)
        button = self._put(action)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        return menu

    def _put(self, action: QAction) -> QToolButton:
        self.addAction(action)
        button = self.widgetForAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(action.text())
        return button
