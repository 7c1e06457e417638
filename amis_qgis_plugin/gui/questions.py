"""Asking before something is done that cannot be taken back, and telling what no line holds."""

from __future__ import annotations

from typing import Any, Callable

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QMessageBox


def ask(
    parent: Any, title: str, text: str, yes: str, on_answer: Callable[[bool], None]
) -> QMessageBox:
    """Ask whether to go on; *Cancel* is what Enter and Esc do.

    :param yes: text of the button that goes on, a verb.
    :param on_answer: called with whether that button was pressed.
    """
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    go = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.finished.connect(lambda _result: on_answer(box.clickedButton() == go))
    box.open()
    return box


def show_text(parent: Any, title: str, text: str) -> QMessageBox:
    """Show a text that is too long for the message bar; it can be copied."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Information)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    by_mouse = Qt.TextInteractionFlag.TextSelectableByMouse
    box.setTextInteractionFlags(by_mouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
    box.addButton(QMessageBox.StandardButton.Close)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
