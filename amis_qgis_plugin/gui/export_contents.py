"""The layers of a package as the Export dialog shows them, each with a tick to leave it out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import Any

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from ..core.package_plan import PackagePlan, PlannedLayer
from ..core.package_rasters import EDGE, WHOLE, PlannedRaster
from ..core.package_words import selection_word
from ..core.schemas import OCCURRENCES
from ..core.transfer import size_words
from .icons import icon

_SELECTIONS = {
    "filter": "by the filter",
    "countries": "by country",
    "area": "in the area",
    "cut": "in the area, cut",
    "whole": "whole table",
}
_LEFT_OUT = "left out"
_WIDEST = 300  # pixels of a column
_KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class _Entry:
    """One line.

    :param key: the table, or the file of a raster.
    :param size: rows, or columns and rows of cells.
    :param size_left_out: what of it is shown when it is left out.
    :param tip: more about its size.
    """

    key: str
    is_raster: bool
    title: str
    size: str
    size_left_out: str
    how: str
    licence: str
    attribution: str
    icon: str
    tip: str = ""

    @classmethod
    def of_layer(cls, plan: PackagePlan, layer: PlannedLayer) -> _Entry:
        """Return the line of a layer."""
        return cls(
            layer.table,
            False,
            layer.title,
            f"{layer.features:,} of {layer.available:,}",
            f"0 of {layer.available:,}",
            _SELECTIONS[selection_word(plan, layer)],
            layer.licence,
            layer.attribution,
            layer.geometry or "table",
        )

    @classmethod
    def of_raster(cls, raster: PlannedRaster) -> _Entry:
        """Return the line of a raster."""
        how = {WHOLE: "whole raster", EDGE: "in the area, cut"}.get(raster.cut, "in the area")
        file_size = f"{raster.columns_in:,} × {raster.rows_in:,}"
        return cls(
            raster.source.gdal_name,
            True,
            raster.title,
            f"{raster.size} cells",
            "0 cells",
            f"{how}, resampled" if raster.resampling else how,
            raster.licence,
            raster.attribution,
            "raster",
            f"Columns × rows of cells, of {file_size} in {raster.source.told};"
            f" about {size_words(raster.estimated_bytes)}",
        )


class ExportContents(QTreeWidget):
    """Tells when a layer was left out or taken again; occurrences are always in a package."""

    changed = pyqtSignal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._left_out: dict[str, _Entry] = {}
        self.setAccessibleName("Contents of the package")
        self.setHeaderLabels(["Layer", "Rows", "Selected", "Licence"])
        self.setRootIsDecorated(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.header()
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        for column in (0, 1, 2):  # a licence may be cut: its tip tells all of it
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setMaximumSectionSize(_WIDEST)
        self._entries: dict[str, _Entry] = {}
        self.itemChanged.connect(self._on_changed)

    @property
    def left_out(self) -> frozenset[str]:
        """The tables that are not to be in the package."""
        return frozenset(one.key for one in self._left_out.values() if not one.is_raster)

    @property
    def rasters_left_out(self) -> frozenset[str]:
        """The files of rasters that are not to be in the package."""
        return frozenset(one.key for one in self._left_out.values() if one.is_raster)

    def take_all(self) -> None:
        """Leave nothing out any more; nothing is told."""
        self._left_out.clear()

    def show_plan(self, plan: PackagePlan) -> None:
        """Show the layers and rasters of a plan, and after them those that were left out."""
        self.blockSignals(True)
        self.clear()
        entries = [_Entry.of_layer(plan, layer) for layer in plan.layers]
        entries += [_Entry.of_raster(raster) for raster in plan.rasters]
        self._entries = {entry.key: entry for entry in entries}
        for entry in entries:
            self._add(entry, True)
        for key, entry in self._left_out.items():
            if key not in self._entries:
                self._add(replace(entry, size=entry.size_left_out, how=_LEFT_OUT), False)
        self.blockSignals(False)

    def _add(self, entry: _Entry, is_taken: bool) -> None:
        licence = entry.licence or "no licence statement"
        item = QTreeWidgetItem([entry.title, entry.size, entry.how, licence])
        item.setData(0, _KEY, entry.key)
        item.setIcon(0, icon(entry.icon))
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(0, f"<p>{escape(entry.title)}</p>")
        item.setToolTip(1, f"<p>{escape(entry.tip)}</p>" if entry.tip else "")
        told = "<br>".join(escape(one) for one in (licence, entry.attribution) if one)
        item.setToolTip(3, f"<p>{told}</p>")
        if entry.key == OCCURRENCES:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
            item.setToolTip(0, f"<p>{escape(entry.title)}: always in a package</p>")
        else:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        state = Qt.CheckState.Checked if is_taken else Qt.CheckState.Unchecked
        item.setCheckState(0, state)
        self.addTopLevelItem(item)

    def _on_changed(self, item: QTreeWidgetItem, column: int) -> None:
        key = item.data(0, _KEY)
        if column != 0 or key is None:
            return
        if item.checkState(0) == Qt.CheckState.Checked:
            self._left_out.pop(key, None)
        elif key in self._entries:
            self._left_out[key] = self._entries[key]
        self.changed.emit()
