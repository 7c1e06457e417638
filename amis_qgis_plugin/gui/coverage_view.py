"""The table of the coverage: themes stay at the left while countries scroll."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from .coverage_delegate import CoverageDelegate
from .coverage_model import CoverageModel


class CoverageView(QTableView):
    """Cells that arrow keys reach; Enter and a double click choose one, Tab leaves the table."""

    def __init__(self, model: CoverageModel, parent: Any = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(CoverageDelegate(self))
        self.setAccessibleName("Coverage by theme and country")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setMinimumHeight(120)
        self.setIconSize(QSize(16, 16))
        countries, themes = self.horizontalHeader(), self.verticalHeader()
        countries.setMinimumSectionSize(self.sizeHintForIndex(model.index(0, 0)).width())
        # As wide as there is room, but never too narrow for a number: then it scrolls.
        countries.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        countries.setAccessibleName("Countries")
        themes.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        themes.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        themes.setAccessibleName("Themes")
        for header in (countries, themes):
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
