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

from ..core.figures import DECIMAL_MARKS
from ..core.mapping.field_map import (
    LATITUDE,
    LONGITUDE,
    FieldMap,
    FieldUse,
    SourceColumn,
    decimal_marks,
    units_of,
)
from ..core.mapping.propose import Reason
from ..core.schemas import Field, LayerType
from .checkable_box import CheckableBox

_FIELD, _FROM, _SURE, _VALUES, _RESULT, _UNIT = range(6)
_HEADERS = ("Aligned field", "Read from", "Sure", "Values", "Result", "Unit")
_SPLIT_BY_RANK = "commodity_text"
BETWEEN = " | "  # values have commas and semicolons of their own
_UNIT_NAMES = {"dmy": "day first", "mdy": "month first", "south": "all south", "west": "all west"}
_MARK_NAMES = {",": "1.234,5", ".": "1,234.5"}


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
                unit, decimal = _unit_and_mark(self._units[name].currentData())
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
            choice.addItem(_name_of_unit(unit), unit)
        choice.currentIndexChanged.connect(lambda _index: self.changed.emit())
        choice.setFrame(False)
        self._units[name] = choice
        self.setItemWidget(item, _UNIT, choice)

    def _columns_in(self, key: RowKey) -> Sequence[SourceColumn]:
        """Return the columns that a row stands for, in the order in which they count."""
        columns = self._columns.get(key.field, ())
        return [column for column in columns if _is_of(column, key)]

    def _on_checked(self, key: RowKey, names: Sequence[str]) -> None:
        """Leave the columns that stay where they are; new ones come last."""
        box = self._boxes[key]
        before = {column.name for column in self._columns_in(key)}
        kept = [
            column
            for column in self._columns.get(key.field, ())
            if not _is_of(column, key) or column.name in names or not box.offers(column.name)
        ]
        known = {
            one.name: one
            for one in self._shown.get(key.field, FieldUse()).columns
            if _is_of(one, key)
        }
        kept += [
            known.get(name) or SourceColumn(name, key.role, key.is_flag)
            for name in names
            if name not in before
        ]
        self._columns[key.field] = kept
        _mark_used(box, self._columns_in(key))
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
    """Whether a row stands for a column: flags have one row of whatever rank, others one a rank."""
    if key.field != _SPLIT_BY_RANK:
        return True
    if column.is_flag or key.is_flag:
        return column.is_flag == key.is_flag
    return (column.role if column.role in ("major", "minor") else "") == key.role


def _default(kind: LayerType | None, key: RowKey) -> str:
    """Return what stands in a row that no column fills: codes come from the words beside them."""
    is_part = bool(key.role) or key.is_flag
    if kind is None or is_part or not kind.has(key.field):
        return "nothing"
    return "the words" if kind.field(key.field).reads else "nothing"


def _units_of(kind: LayerType, key: RowKey) -> Sequence[str]:
    units = ("", *units_of(kind, key.field))
    marks = ("", *decimal_marks(kind, key.field))
    choices = tuple(unit + mark for mark in marks for unit in units)
    return choices if len(choices) > 1 else ()


def _unit_and_mark(unit: str) -> tuple[str, str]:
    """Return a choice of the list of units as unit and decimal mark."""
    return (unit[:-1], unit[-1]) if unit.endswith(DECIMAL_MARKS) else (unit, "")


def _name_of_unit(choice: str) -> str:
    unit, mark = _unit_and_mark(choice)
    said = f"{_MARK_NAMES.get(mark, '')} {_UNIT_NAMES.get(unit, unit)}".strip()
    return said or "as it is"


def _mark_used(box: CheckableBox, columns: Sequence[SourceColumn]) -> None:
    """Name the columns in a tip, in their order: the box itself has room for one."""
    said = ", ".join(f"{one.name} ({one.role})" if one.role else one.name for one in columns)
    box.setToolTip(f"<p>{_escaped(said)}</p>" if said else "")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
