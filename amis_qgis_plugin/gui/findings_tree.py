"""The findings of a check by severity; rows are listed when a finding is opened."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from ..core.checks.kinds import SEVERITIES
from ..core.checks.report import CheckReport, Finding, RowFinding
from .icons import icon
from .two_line_delegate import DETAIL_ROLE, TwoLineDelegate

_MOST = 500
_ROLE = Qt.ItemDataRole.UserRole
_TITLES = {"error": "Errors", "warning": "Warnings", "note": "Notes"}
_ICONS = {"error": "incomplete", "warning": "unproven", "note": "help"}


class FindingsTree(QTreeWidget):
    """Severity, finding, rows.

    ``row_asked`` tells the finding about a row that the person wants to see;
    ``advice_changed`` what to do about the finding that is chosen.
    """

    row_asked = pyqtSignal(object)
    advice_changed = pyqtSignal(str)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Findings")
        self.setColumnCount(2)
        self.setHeaderLabels(["Finding", "Rows"])
        self.setItemDelegateForColumn(0, TwoLineDelegate(self))
        self.setAlternatingRowColors(True)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.itemExpanded.connect(self._list_rows)
        self.itemActivated.connect(self._on_activated)
        self.currentItemChanged.connect(self._on_current)

    def show_report(self, report: CheckReport) -> None:
        """Show the findings of a report, gravest first."""
        self.clear()
        for severity in SEVERITIES:
            findings = [one for one in report.findings if one.severity == severity]
            if not findings:
                continue
            top = QTreeWidgetItem([_TITLES[severity], f"{len(findings)}"])
            top.setIcon(0, icon(_ICONS[severity]))
            self.addTopLevelItem(top)
            for finding in findings:
                top.addChild(_finding_item(finding))
            top.setExpanded(severity != "note")

    def _list_rows(self, item: QTreeWidgetItem) -> None:
        """Make the rows of a finding when they are first looked at."""
        finding = item.data(0, _ROLE)
        if not isinstance(finding, Finding) or item.childCount():
            return
        rows = _told_rows(finding)
        item.addChildren([_row_item(row) for row in rows[:_MOST]])
        left = len(rows) - _MOST
        if left > 0:
            more = QTreeWidgetItem([f"{left:,} more: load the findings as a layer", ""])
            more.setFlags(Qt.ItemFlag.ItemIsEnabled)
            item.addChild(more)

    def _on_activated(self, item: QTreeWidgetItem, _column: int) -> None:
        row = item.data(0, _ROLE)
        if isinstance(row, RowFinding) and row.feature_id:
            self.row_asked.emit(row)

    def _on_current(self, item: Any, _before: Any) -> None:
        while item is not None:
            finding = item.data(0, _ROLE)
            if isinstance(finding, Finding):
                self.advice_changed.emit(finding.action)
                return
            item = item.parent()
        self.advice_changed.emit("")


def _finding_item(finding: Finding) -> QTreeWidgetItem:
    item = QTreeWidgetItem([finding.title, f"{finding.count:,}" * bool(finding.count)])
    where = f" ({finding.where})" if finding.where else ""
    if finding.where:
        item.setData(0, DETAIL_ROLE, finding.where)
        spoken = f"{finding.title}{where}"
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
    item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    item.setData(0, _ROLE, finding)
    told = "; ".join(finding.examples)
    item.setToolTip(0, f"{finding.title}{where}{f': {told}' if told else ''}")
    if _told_rows(finding):
        item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
    return item


def _told_rows(finding: Finding) -> list[RowFinding]:
    """Return the rows that say more than the finding itself."""
    return [row for row in finding.rows if row.feature_id or row.detail]


def _row_item(row: RowFinding) -> QTreeWidgetItem:
    text = ": ".join(filter(None, (row.called, row.detail)))
    item = QTreeWidgetItem([text, ""])
    item.setData(0, _ROLE, row)
    hint = "\nDouble-click to see it on the map" if row.feature_id else ""
    item.setToolTip(0, f"{text}{hint}")
    return item
