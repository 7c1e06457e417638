"""The findings of a check by severity; rows are listed when a finding is opened."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from ..core.checks.kinds import SEVERITIES
from ..core.checks.report import CheckReport, Finding, RowFinding
from .icons import icon

_MOST = 500
_ROLE = Qt.ItemDataRole.UserRole
_TITLES = {"error": "Errors", "warning": "Warnings", "note": "Notes"}
_ICONS = {"error": "incomplete", "warning": "unproven", "note": "help"}


class FindingsTree(QTreeWidget):
    """Severity, finding, rows.

    ``row_asked`` tells feature id and place of a row that the person wants to see;
    ``advice_changed`` what to do about the finding that is chosen.
    """

    row_asked = pyqtSignal(str, object)
    advice_changed = pyqtSignal(str)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Findings")
        self.setColumnCount(2)
        self.setHeaderLabels(["Finding", "Rows"])
        self.setUniformRowHeights(True)
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
        item.addChildren([_row_item(row) for row in finding.rows[:_MOST]])
        left = len(finding.rows) - _MOST
        if left > 0:
            more = QTreeWidgetItem([f"{left:,} more: load the findings as a layer", ""])
            more.setFlags(Qt.ItemFlag.ItemIsEnabled)
            item.addChild(more)

    def _on_activated(self, item: QTreeWidgetItem, _column: int) -> None:
        row = item.data(0, _ROLE)
        if isinstance(row, RowFinding) and row.feature_id:
            self.row_asked.emit(row.feature_id, row.place)

    def _on_current(self, item: Any, _before: Any) -> None:
        while item is not None:
            finding = item.data(0, _ROLE)
            if isinstance(finding, Finding):
                self.advice_changed.emit(finding.action)
                return
            item = item.parent()
        self.advice_changed.emit("")


def _finding_item(finding: Finding) -> QTreeWidgetItem:
    where = f" ({finding.field})" if finding.field else ""
    item = QTreeWidgetItem([f"{finding.title}{where}", f"{finding.count:,}" * bool(finding.count)])
    item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    item.setData(0, _ROLE, finding)
    told = "; ".join(finding.examples)
    item.setToolTip(0, f"{finding.title}{where}{f': {told}' if told else ''}")
    shown = QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator
    item.setChildIndicatorPolicy(shown)
    return item


def _row_item(row: RowFinding) -> QTreeWidgetItem:
    text = f"{row.feature_id}: {row.detail}" if row.feature_id and row.detail else ""
    item = QTreeWidgetItem([text or row.detail or row.feature_id, ""])
    item.setData(0, _ROLE, row)
    item.setToolTip(0, text or row.detail or "Double-click to see it on the map")
    return item
