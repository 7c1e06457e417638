"""How it ended: each layer with its completeness, its features, and the evidence for it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any, Optional

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QHeaderView,
    QSplitter,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..core.completeness import Completeness
from ..qgis_bridge.offline_batch import Ending, Wish
from .icons import icon
from .offline_words import ending_words, state_words, type_title

_ICONS = {
    Completeness.COMPLETE_PROVEN: "complete",
    Completeness.COMPLETE_UNPROVEN: "unproven",
    Completeness.INCOMPLETE: "incomplete",
}
_ROLE = Qt.ItemDataRole.UserRole


class OfflineResults(QWidget):
    """A list of layers, and below it all that is known about the one that is chosen."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._ended = -1
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName("Layers that were taken")
        self.tree.setHeaderLabels(["Layer", "State", "Features", "Type"])
        self.tree.setRootIsDecorated(False)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.currentItemChanged.connect(lambda now, _before: self._tell_about(now))
        self.details = QTextBrowser(self)
        self.details.setAccessibleName("About the current layer")
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self.tree)
        split.addWidget(self.details)
        split.setSizes([150, 220])
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)

    def show_endings(self, endings: Sequence[Ending], path: Path) -> None:
        """Show how it ended; the first layer that is not whole is chosen."""
        self.tree.clear()
        for ending in endings:
            self.tree.addTopLevelItem(_item(ending, path))
        rows = [number for number, one in enumerate(endings) if one.is_left] or [0]
        self.tree.setCurrentItem(self.tree.topLevelItem(rows[0]))

    def show_so_far(
        self, layers: Sequence[tuple[Wish, Optional[Ending]]], path: Path, is_anew: bool
    ) -> None:
        """Show which layers have ended, which one is being taken, and which wait."""
        ended = sum(ending is not None for _wish, ending in layers)
        if not is_anew and self._ended == ended:
            return
        self._ended = ended
        self.tree.clear()
        for number, (wish, ending) in enumerate(layers):
            waiting = "Being taken" if number == ended else "Waiting"
            item = QTreeWidgetItem([wish.name, waiting, ""])
            self.tree.addTopLevelItem(item if ending is None else _item(ending, path))
        self.details.setVisible(ended > 0)
        self.tree.setCurrentItem(self.tree.topLevelItem(max(0, ended - 1)))

    def _tell_about(self, item: Any) -> None:
        lines = (item.data(0, _ROLE) if item is not None else None) or []
        told = "".join(f"<p style='margin:4px 0'>{escape(line)}</p>" for line in lines if line)
        self.details.setHtml(told)


def _item(ending: Ending, path: Path) -> QTreeWidgetItem:
    done, state = ending.done, state_words(ending)
    features = f"{done.result.rows_out:,}" if done is not None else "–"
    item = QTreeWidgetItem([ending.wish.name, state, features, type_title(ending)])
    name = _ICONS[done.result.completeness] if done is not None else "incomplete"
    name = "unproven" if ending.is_empty else name
    item.setIcon(1, icon(name))
    item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{ending.wish.name}: {state}")
    item.setData(0, _ROLE, [f"{ending.wish.name}: {state.lower()}", *ending_words(ending, path)])
    return item
