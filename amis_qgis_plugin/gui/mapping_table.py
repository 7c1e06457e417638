"""The table of a field map: aligned field, what it is read from, why, sample values and result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from qgis.PyQt.QtCore import QSignalBlocker, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
)

from ..core.mapping.field_map import LATITUDE, LONGITUDE, FieldMap, FieldUse, SourceColumn
from ..core.mapping.propose import Reason
from ..core.schemas import LayerType
from .checkable_box import CheckableBox
from .icons import icon
from .mapping_rows import (
    RowKey,
    choices_of_unit,
    default,
    is_of,
    name_of_unit,
    rows_of,
    unit_and_mark,
)
from .sure_delegate import SHARE_ROLE, SureDelegate

_FIELD, _FROM, _SURE, _VALUES, _RESULT, _UNIT = range(6)
_HEADERS = ("Aligned field", "Read from", "Sure", "Values", "Result", "Unit")
BETWEEN = " | "  # values have commas and semicolons of their own


class MappingTable(QTreeWidget):
    """Shows and changes a field map; knows no layer.

    ``changed`` is emitted when the person changes something, never by :meth:`show_map`.
    """

    changed = pyqtSignal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Field map")
        self.setColumnCount(len(_HEADERS))
        self.setHeaderLabels(list(_HEADERS))
        self.setRootIsDecorated(False)
        self.setAlternatingRowColors(True)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_RESULT, QHeaderView.ResizeMode.Stretch)
        for column, width in (
            (_FIELD, 230),
            (_FROM, 180),
            (_SURE, 88),
            (_VALUES, 210),
            (_UNIT, 92),
        ):
            self.setColumnWidth(column, width)
        self.setItemDelegateForColumn(_SURE, SureDelegate(self))
        self._kind: LayerType | None = None
        self._rows: dict[RowKey, QTreeWidgetItem] = {}
        self._boxes: dict[RowKey, CheckableBox] = {}
        self._units: dict[str, QComboBox] = {}
        self._shown: dict[str, FieldUse] = {}
        self._columns: dict[str, list[SourceColumn]] = {}

    def show_type(self, kind: LayerType, columns: Sequence[str], coordinates: bool) -> None:
        """Make the rows for a layer type and offer the columns of a source.

        :param coordinates: whether places come from attributes.
        """
        self.clear()
        self._kind = kind
        self._rows, self._boxes, self._units = {}, {}, {}
        self._shown, self._columns = {}, {}
        for key, label, meaning in rows_of(kind, coordinates):
            item = QTreeWidgetItem(["", "", "", "", "", ""])
            item.setText(_FIELD, label)
            item.setToolTip(_FIELD, f"<p>{meaning}</p>")
            self.addTopLevelItem(item)
            self._rows[key] = item
            self._add_box(key, item, label, columns)
            units = choices_of_unit(kind, key)
            if units:
                self._add_units(key.field, item, label, units)

    def show_map(self, fields: FieldMap, reasons: Mapping[str, Reason]) -> None:
        """Show a map; aligned fields without a reason were chosen by the person."""
        self._shown = dict(fields.uses)
        self._columns = {name: list(use.columns) for name, use in fields.uses.items()}
        for key, item in self._rows.items():
            use = fields.use(key.field)
            box = self._boxes[key]
            box.show_keys(column.name for column in self._columns_in(key))
            _mark_used(box, self._columns_in(key))
            self._show_reason(item, key, box.keys(), use, reasons.get(key.field))
            if key.field in self._units:
                choice = self._units[key.field]
                with QSignalBlocker(choice):
                    # A map may name the unit that the numbers are in anyway.
                    unit = use.unit + use.decimal
                    choice.setItemData(0, unit if choice.findData(unit) < 1 else "")
                    choice.setCurrentIndex(choice.findData(unit))
        self._mark_needed()

    def uses(self) -> dict[str, FieldUse]:
        """Return what the table says, as the uses of a field map.

        What it has no row for, and the order of the columns, is as the map had it.
        """
        found: dict[str, FieldUse] = {}
        for name in dict.fromkeys((*self._shown, *self._columns)):
            shown = self._shown.get(name, FieldUse())
            columns = tuple(self._columns.get(name, ()))
            unit, decimal = shown.unit, shown.decimal
            if name in self._units:
                unit, decimal = unit_and_mark(self._units[name].currentData())
            use = replace(shown, columns=columns, unit=unit, decimal=decimal)
            if (use == shown and name in self._shown) or columns or use.constant:
                found[name] = use
        return found

    def show_values(self, values: Mapping[str, str], results: Mapping[str, str]) -> None:
        """Show sample values by column of the source, and results by aligned field."""
        for key, item in self._rows.items():
            names = [column.name for column in self._columns_in(key)]
            told = BETWEEN.join(filter(None, (values.get(name, "") for name in names)))
            is_whole = not key.role and not key.is_flag
            result = results.get(key.field, "") if names or is_whole else ""
            for column, text in ((_VALUES, told), (_RESULT, result)):
                item.setText(column, text)
                item.setToolTip(column, f"<p>{_escaped(text)}</p>" if text else "")

    def show_only_used(self, only: bool) -> None:
        """Hide rows that are neither read from anything nor required."""
        for key, item in self._rows.items():
            used = bool(self._boxes[key].keys())
            item.setHidden(only and not used and not self._is_required(key))

    def _is_required(self, key: RowKey) -> bool:
        if self._kind is None or not self._kind.has(key.field):
            return key.field in (LONGITUDE, LATITUDE)
        return self._kind.field(key.field).required and not key.role and not key.is_flag

    def _add_box(
        self, key: RowKey, item: QTreeWidgetItem, label: str, columns: Sequence[str]
    ) -> None:
        box = CheckableBox(f"{label}: read from", default(self._kind, key), self)
        box.offer((name, name, "") for name in columns)
        box.chosen.connect(lambda names, key=key: self._on_checked(key, names))
        box.setFrame(False)
        self._boxes[key] = box
        self.setItemWidget(item, _FROM, box)

    def _add_units(
        self, name: str, item: QTreeWidgetItem, label: str, units: Sequence[str]
    ) -> None:
        choice = QComboBox(self)
        choice.setAccessibleName(f"{label}: unit of the source")
        for unit in units:
            choice.addItem(name_of_unit(unit), unit)
        choice.currentIndexChanged.connect(lambda _index: self.changed.emit())
        choice.setFrame(False)
        self._units[name] = choice
        self.setItemWidget(item, _UNIT, choice)

    def _columns_in(self, key: RowKey) -> Sequence[SourceColumn]:
        """Return the columns that a row stands for, in the order in which they count."""
        columns = self._columns.get(key.field, ())
        return [column for column in columns if is_of(column, key)]

    def _on_checked(self, key: RowKey, names: Sequence[str]) -> None:
        """Leave the columns that stay where they are; new ones come last."""
        box = self._boxes[key]
        before = {column.name for column in self._columns_in(key)}
        kept = [
            column
            for column in self._columns.get(key.field, ())
            if not is_of(column, key) or column.name in names or not box.offers(column.name)
        ]
        known = {
            one.name: one
            for one in self._shown.get(key.field, FieldUse()).columns
            if is_of(one, key)
        }
        kept += [
            known.get(name) or SourceColumn(name, key.role, key.is_flag)
            for name in names
            if name not in before
        ]
        self._columns[key.field] = kept
        _mark_used(box, self._columns_in(key))
        self._show_reason(self._rows[key], key, names, FieldUse(), None)
        self._mark_needed()
        self.changed.emit()

    def _show_reason(
        self,
        item: QTreeWidgetItem,
        key: RowKey,
        names: Sequence[str],
        use: FieldUse,
        reason: Reason | None,
    ) -> None:
        share = reason.confidence if reason is not None and names else None
        item.setData(_SURE, SHARE_ROLE, share)
        if not names:
            said, tip = "", f"the same for all rows: {use.constant}" if use.constant else ""
        elif reason is None:
            said, tip = "chosen", "chosen by a person"
        else:
            said, tip = f"{reason.confidence:.0%}", f"<p>{_escaped(reason.basis)}</p>"
        item.setText(_SURE, said)
        item.setToolTip(_SURE, tip)
        spoken = f"{item.text(_FIELD)}: {said} sure" if share is not None else ""
        item.setData(_SURE, Qt.ItemDataRole.AccessibleTextRole, spoken or None)

    def _mark_needed(self) -> None:
        """Mark required fields that nothing fills, neither themselves nor a text they read."""
        for key, item in self._rows.items():
            if not self._is_required(key):
                continue
            is_needed = not self._is_filled(key.field)
            font = item.font(_FIELD)
            font.setBold(is_needed)
            item.setFont(_FIELD, font)
            item.setIcon(_SURE, icon("incomplete") if is_needed else QIcon())
            if is_needed:
                item.setText(_SURE, "needed")
                item.setToolTip(_SURE, "required, and read from nothing")
            elif item.text(_SURE) == "needed":
                item.setText(_SURE, "")
                item.setToolTip(_SURE, "")

    def _is_filled(self, name: str) -> bool:
        """Whether the map as shown fills a field from anything."""
        is_aligned = self._kind is not None and self._kind.has(name)
        reads = self._kind.field(name).reads if self._kind is not None and is_aligned else ()
        shown = (self._shown.get(one, FieldUse()) for one in (name, *reads))
        has_columns = any(self._columns.get(one) for one in (name, *reads))
        return has_columns or any(one.constant for one in shown)


def _mark_used(box: CheckableBox, columns: Sequence[SourceColumn]) -> None:
    """Name the columns in a tip, in their order: the box itself has room for one."""
    said = ", ".join(f"{one.name} ({one.role})" if one.role else one.name for one in columns)
    box.setToolTip(f"<p>{_escaped(said)}</p>" if said else "")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
