"""The layers of a package as the Export dialog shows them, each with a tick to leave it out."""

from __future__ import annotations

from html import escape
from typing import Any

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from ..core.package_plan import PackagePlan, PlannedLayer
from ..core.schemas import OCCURRENCES
from .icons import icon

_SELECTIONS = {"filter": "by the filter", "area": "in the area", "whole": "whole table"}
_LEFT_OUT = "left out"
_TABLE = Qt.ItemDataRole.UserRole


class ExportContents(QTreeWidget):
    """Tells when a layer was left out or taken again; occurrences are always in a package."""

    changed = pyqtSignal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._left_out: dict[str, PlannedLayer] = {}
        self.setAccessibleName("Contents of the package")
        self.setHeaderLabels(["Layer", "Rows", "Selected", "Licence"])
        self.setRootIsDecorated(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(False)
        self._layers: dict[str, PlannedLayer] = {}
        self.itemChanged.connect(self._on_changed)

    @property
    def left_out(self) -> frozenset[str]:
        """The tables that are not to be in the package."""
        return frozenset(self._left_out)

    def take_all(self) -> None:
        """Leave nothing out any more; nothing is told."""
        self._left_out.clear()

    def show_plan(self, plan: PackagePlan) -> None:
        """Show the layers of a plan, and after them those that were left out."""
        self.blockSignals(True)
        self.clear()
        self._layers = {layer.table: layer for layer in plan.layers}
        for layer in plan.layers:
            how = _SELECTIONS.get(layer.selection, layer.selection)
            how = f"{how}, cut" if plan.clipped and layer.selection == "area" else how
            self._add(layer, f"{layer.features:,} of {layer.available:,}", how, True)
        for table, layer in self._left_out.items():
            if table not in self._layers:
                self._add(layer, f"0 of {layer.available:,}", _LEFT_OUT, False)
        self.blockSignals(False)

    def _add(self, layer: PlannedLayer, rows: str, how: str, is_taken: bool) -> None:
        licence = layer.licence or "no licence statement"
        item = QTreeWidgetItem([layer.title, rows, how, licence])
        item.setData(0, _TABLE, layer.table)
        item.setIcon(0, icon(layer.geometry or "table"))
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(0, f"<p>{escape(layer.title)}</p>")
        item.setToolTip(3, f"<p>{escape(layer.attribution)}</p>" if layer.attribution else "")
        if layer.table == OCCURRENCES:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
            item.setToolTip(0, f"<p>{escape(layer.title)}: always in a package</p>")
        else:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        state = Qt.CheckState.Checked if is_taken else Qt.CheckState.Unchecked
        item.setCheckState(0, state)
        self.addTopLevelItem(item)

    def _on_changed(self, item: QTreeWidgetItem, column: int) -> None:
        table = item.data(0, _TABLE)
        if column != 0 or table is None:
            return
        if item.checkState(0) == Qt.CheckState.Checked:
            self._left_out.pop(table, None)
        elif table in self._layers:
            self._left_out[table] = self._layers[table]
        self.changed.emit()
