"""All that is known of the completeness of a layer, as text that can be copied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout

from ..core.sources import Source
from .completeness_words import full_text


class CompletenessDialog(QDialog):
    """Shows the evidence of every source that a layer shows.

    :param name: the layer's name.
    """

    def __init__(self, name: str, sources: Sequence[Source], parent: Any = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Completeness of {name}")
        self.resize(560, 360)
        self.text = QTextBrowser(self)
        self.text.setAccessibleName("Evidence of completeness")
        self.text.setOpenLinks(False)
        by_mouse = Qt.TextInteractionFlag.TextSelectableByMouse
        self.text.setTextInteractionFlags(
            by_mouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setHtml(full_text(sources))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addWidget(buttons)
