"""The optional libraries: which are here, what they serve, how to get one that is missing."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from ..analysis.libraries import library_states
from .icons import icon

_ABOUT = (
    "Catalogue, filter and packages need none of these. They serve analysis in Python"
    " (amis_qgis_plugin.analysis). AMIS Explorer never installs anything into your QGIS."
)


class LibrariesDialog(QDialog):
    """Shows the state of every optional library."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Optional libraries")
        self.resize(640, 300)
        about = QLabel(_ABOUT, self)
        about.setWordWrap(True)
        table = QTreeWidget(self)
        table.setAccessibleName("Optional libraries")
        table.setRootIsDecorated(False)
        table.setHeaderLabels(["Library", "Version", "Serves", "How to get it"])
        for state in library_states():
            row = QTreeWidgetItem(
                [state.name, state.version or "missing", state.serves, state.how_to_get]
            )
            row.setIcon(0, icon("complete" if state.version else "incomplete"))
            row.setToolTip(3, state.how_to_get)
            table.addTopLevelItem(row)
        for column in range(3):
            table.resizeColumnToContents(column)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(about)
        layout.addWidget(table, 1)
        layout.addWidget(buttons)
