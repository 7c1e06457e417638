"""The table of a field map: aligned field, what it is read from, why, sample values and result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from qgis.PyQt.QtCore import QSignalBlocker, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QProgressBar,
    QTreeWidget,
    QTreeWidgetItem,
)

from ..core.dates import ORDERS
from ..core.mapping.field_map import LATITUDE, LONGITUDE, FieldMap, FieldUse, SourceColumn
from ..core.mapping.propose import Reason
from ..core.mapping.units import units_for
from ..core.schemas import Field, LayerType
from .checkable_box import CheckableBox

_FIELD, _FROM, _SURE, _VALUES, _RESULT, _UNIT = range(6)
_HEADERS = ("Aligned field", "Read from", "Sure", "Values", "Result", "Unit")
_SPLIT_BY_RANK = "commodity_text"
BETWEEN = " | "  # values have commas and semicolons of their own
_ORDER_NAMES = {"dmy": "day first", "mdy": "month first"}


@dataclass(frozen=True)
class RowKey:
    """A row: an aligned field, or the part of it that has one rank."""

    field: str
    role: str = ""
    is_flag: bool = False


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
            (_SURE, 66),
            (_VALUES, 210),
            (_UNIT, 92),
        ):
            self.setColumnWidth(column, width)
        self._kind: LayerType | None = None
        self._rows: dict[RowKey, QTreeWidgetItem] = {}
        self._boxes: dict[RowKey, CheckableBox] = {}
        self._units: dict[str, QComboBox] = {}
        self._constants: dict[str, str] = {}

    def show_type(self, kind: LayerType, columns: Sequence[str], coordinates: bool) -> None:
        """Make the rows for a layer type and offer the columns of a source.

        :param coordinates: whether places come from attributes.
        """
        self.clear()
        self._kind = kind
        self._rows, self._boxes, self._units = {}, {}, {}
        for key, label, meaning in _rows_of(kind, coordinates):
            item = QTreeWidgetItem(["", "", "", "", "", ""])
            item.setText(_FIELD, label)
            item.setToolTip(_FIELD, f"<p>{meaning}</p>")
            self.addTopLevelItem(item)
            self._rows[key] = item
            self._add_box(key, item, label, columns)
            units = _units_of(kind, key)
            if units:
                self._add_units(key.field, item, label, units)

    def show_map(self, fields: FieldMap, reasons: Mapping[str, Reason]) -> None:
        """Show a map; aligned fields without a reason were chosen by the person."""
        self._constants = {name: use.constant for name, use in fields.uses.items() if use.constant}
        for key, item in self._rows.items():
            use = fields.use(key.field)
            names = [column.name for column in use.columns if _is_of(column, key)]
            box = self._boxes[key]
            box.show_keys(names)
            _mark_used(box, names)
            self._show_reason(item, key, names, use, reasons.get(key.field))
            if key.field in self._units:
                choice = self._units[key.field]
                with QSignalBlocker(choice):
                    choice.setCurrentIndex(max(0, choice.findData(use.unit)))

    def uses(self) -> dict[str, FieldUse]:
        """Return what the table says, as the uses of a field map."""
        found: dict[str, FieldUse] = {
            name: FieldUse(constant=constant) for name, constant in self._constants.items()
        }
        for key, box in self._boxes.items():
            names = box.keys()
            if not names:
                continue
            use = found.get(key.field, FieldUse())
            columns = tuple(SourceColumn(name, key.role, key.is_flag) for name in names)
            found[key.field] = replace(use, columns=(*use.columns, *columns))
        for name, choice in self._units.items():
            if name in found and choice.currentData():
                found[name] = replace(found[name], unit=choice.currentData())
        return found

    def show_values(self, values: Mapping[str, str], results: Mapping[str, str]) -> None:
        """Show sample values by column of the source, and results by aligned field."""
        for key, item in self._rows.items():
            names = self._boxes[key].keys()
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
        box = CheckableBox(f"{label}: read from", _default(self._kind, key), self)
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
            choice.addItem(_ORDER_NAMES.get(unit, unit) or "as it is", unit)
        choice.currentIndexChanged.connect(lambda _index: self.changed.emit())
        choice.setFrame(False)
        self._units[name] = choice
        self.setItemWidget(item, _UNIT, choice)

    def _on_checked(self, key: RowKey, names: Sequence[str]) -> None:
        _mark_used(self._boxes[key], names)
        self._show_reason(self._rows[key], key, names, FieldUse(), None)
        self.changed.emit()

    def _show_reason(
        self,
        item: QTreeWidgetItem,
        key: RowKey,
        names: Sequence[str],
        use: FieldUse,
        reason: Reason | None,
    ) -> None:
        self.removeItemWidget(item, _SURE)
        item.setText(_SURE, "")
        if not names:
            said = f"the same for all rows: {use.constant}" if use.constant else ""
            item.setToolTip(_SURE, said)
            required = self._is_required(key)
            item.setText(_SURE, "needed" if required and not use.constant else "")
            return
        if reason is None:
            item.setText(_SURE, "chosen")
            item.setToolTip(_SURE, "chosen by a person")
            return
        bar = QProgressBar(self)
        bar.setRange(0, 100)
        bar.setValue(round(100 * reason.confidence))
        bar.setToolTip(f"<p>{_escaped(reason.basis)}</p>")
        bar.setAccessibleName(f"{item.text(_FIELD)}: {reason.confidence:.0%} sure")
        self.setItemWidget(item, _SURE, bar)


def _rows_of(kind: LayerType, coordinates: bool) -> Sequence[tuple[RowKey, str, str]]:
    """Return key, label and meaning of each row, in the order of the layer type."""
    rows: list[tuple[RowKey, str, str]] = []
    for field in kind.fields:
        if field.is_of_the_source or field.name in ("country_basis", "minerals", "commodity_group"):
            continue
        label = f"{field.label} *" if field.required else field.label
        rows.append((RowKey(field.name), label, _meaning(field)))
        if field.name == _SPLIT_BY_RANK:
            rows += [
                (RowKey(field.name, "major"), "   … major ones", "Fields of major commodities."),
                (RowKey(field.name, "minor"), "   … minor ones", "Fields of minor commodities."),
                (
                    RowKey(field.name, "", True),
                    "   … one field for each",
                    "Fields named after a commodity that say yes or no.",
                ),
            ]
    if coordinates:
        rows += [
            (RowKey(LONGITUDE), "Longitude *", "Degrees east, WGS 84."),
            (RowKey(LATITUDE), "Latitude *", "Degrees north, WGS 84."),
        ]
    return rows


def _meaning(field: Field) -> str:
    said = field.meaning
    if field.reads:
        said += f" Without a field of its own it is read from {', '.join(field.reads)}."
    return f"{said} {field.corresponds_to}".strip()


def _is_of(column: SourceColumn, key: RowKey) -> bool:
    if key.field != _SPLIT_BY_RANK:
        return True
    role = column.role if column.role in ("major", "minor") else ""
    return (role, column.is_flag) == (key.role, key.is_flag)


def _default(kind: LayerType | None, key: RowKey) -> str:
    """Return what stands in a row that no column fills: codes come from the words beside them."""
    is_part = bool(key.role) or key.is_flag
    if kind is None or is_part or not kind.has(key.field):
        return "nothing"
    return "the words" if kind.field(key.field).reads else "nothing"


def _units_of(kind: LayerType, key: RowKey) -> Sequence[str]:
    if not kind.has(key.field):
        return ()
    field = kind.field(key.field)
    if field.type == "date":
        return ("", *ORDERS)
    units = units_for(field.unit)
    return ("", *units[1:]) if units else ()


def _mark_used(box: CheckableBox, names: Sequence[str]) -> None:
    """Name the columns in a tip: the box itself has room for one."""
    box.setToolTip(f"<p>{_escaped(', '.join(names))}</p>" if names else "")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
