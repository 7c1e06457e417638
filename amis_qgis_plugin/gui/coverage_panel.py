"""The panel of coverage: the matrix, what is known of the current cell, and buttons."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any, Optional

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ..core.coverage import ALL, Cell, Coverage, State
from ..core.coverage_words import (
    NO_DATA,
    cell_words,
    foreseen_words,
    headline,
    layer_words,
    remarks,
)
from ..core.phrases import counted
from .coverage_legend import CoverageLegend
from .coverage_model import CoverageModel
from .coverage_view import CoverageView
from .filter_toolbar import FilterToolbar

EVERYTHING, PROJECT = "everything", "project"
_NOTHING_YET = (
    "There is nothing to count yet. Add a layer to the project, or a GeoPackage or a server to the"
    " Catalogue; take layers of a server offline to have their rows counted."
)
_MOST_LAYERS = 12  # told of one cell; the table that can be written names all


class CoveragePanel(QWidget):
    """Shows a coverage and tells wishes; the controller knows layers.

    ``cell_chosen`` tells a cell that the person wants to see, ``catalogue_asked`` the id of a
    theme to look for data of.
    """

    cell_chosen = pyqtSignal(object)
    catalogue_asked = pyqtSignal(str)
    refresh_asked = pyqtSignal()
    stop_asked = pyqtSignal()
    csv_asked = pyqtSignal()
    copy_asked = pyqtSignal()
    shown = pyqtSignal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.model = CoverageModel(self)
        self._working = False
        self.toolbar = self._make_toolbar()
        self.scope = self._make_scope()
        self.headline = _label("Coverage in words", self)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(6)
        self.progress.setAccessibleName("Progress of the count")
        policy = self.progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(policy)
        self.view = CoverageView(self.model, self)
        self.view.activated.connect(lambda _index: self._choose())
        self.view.selectionModel().currentChanged.connect(lambda *_both: self._tell_about())
        self.details = QTextBrowser(self)
        self.details.setAccessibleName("About the current cell")
        self.details.setMinimumHeight(70)
        self.show_button = QPushButton("&Show on the map", self)
        self.show_button.clicked.connect(lambda _checked: self._choose())
        self.find_button = QPushButton("&Look in the Catalogue", self)
        self.find_button.clicked.connect(lambda _checked: self._find())
        self.pages = self._make_pages()
        self._lay_out()
        self.view.addAction(self.copy_action)
        self.show_working(False)
        self.show_coverage(self.model.coverage)

    def sizeHint(self) -> QSize:
        """Ask for room for themes and some countries."""
        return QSize(420, 600)

    def showEvent(self, event: Any) -> None:
        """Tell that somebody looks."""
        super().showEvent(event)
        self.shown.emit()

    def show_coverage(self, coverage: Coverage) -> None:
        """Show what there is; an empty one says what to do."""
        self.model.show_coverage(coverage)
        said = " ".join((headline(coverage), *coverage.notes))
        self.headline.setText(" ".join(coverage.notes) if coverage.is_empty else said)
        self.headline.setVisible(bool(self.headline.text()))
        self.pages.setCurrentIndex(0 if coverage.is_empty else 1)
        for action in (self.csv_action, self.copy_action):
            action.setEnabled(not coverage.is_empty)
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(0, 0))
        self.view.viewport().update()
        self._tell_about()

    def show_working(self, working: bool) -> None:
        """Show whether rows are being counted; the same button stops it then."""
        self._working = working
        self.progress.setVisible(working)
        self.progress.setValue(0)
        said = "Stop counting" if working else "Count again"
        self.refresh_action.setText(said)
        self.refresh_action.setToolTip(said)
        self.toolbar.widgetForAction(self.refresh_action).setAccessibleName(said)

    def show_progress(self, percent: float, sentence: str) -> None:
        """Show how far the count is."""
        self.progress.setValue(round(percent * 10))
        self.progress.setToolTip(sentence)

    def current_cell(self) -> Optional[Cell]:
        """Return the cell that the keyboard is on."""
        return self.model.cell(self.view.currentIndex())

    def _choose(self) -> None:
        cell = self.current_cell()
        if cell is not None:
            self.cell_chosen.emit(cell)

    def _find(self) -> None:
        cell = self.current_cell()
        self.catalogue_asked.emit(cell.theme_id if cell is not None else ALL)

    def _on_refresh(self) -> None:
        (self.stop_asked if self._working else self.refresh_asked).emit()

    def _tell_about(self) -> None:
        cell = self.current_cell()
        if cell is None:
            self.details.clear()
            return
        coverage = self.model.coverage
        self.details.setHtml(_about(coverage, cell))
        is_there = cell.state is not State.MISSING
        self.show_button.setEnabled(is_there and (cell.theme_id, cell.country) != (ALL, ALL))

    def _make_toolbar(self) -> FilterToolbar:
        bar = FilterToolbar(self)
        self.refresh_action = bar.add("refresh", "Count again", self._on_refresh)
        self.csv_action = bar.add("table", "Write the table as CSV…", self.csv_asked.emit)
        self.copy_action = bar.add("copy", "Copy the table", self.copy_asked.emit)
        self.copy_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self.copy_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return bar

    def _make_scope(self) -> QComboBox:
        box = QComboBox(self)
        box.addItem("Catalogue and project", EVERYTHING)
        box.addItem("This project", PROJECT)
        box.setAccessibleName("What is counted")
        box.setToolTip("What is counted")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        box.activated.connect(lambda _row: self.refresh_asked.emit())
        return box

    def _make_pages(self) -> QStackedWidget:
        pages = QStackedWidget(self)
        empty = QWidget(pages)
        self.nothing = _label("What to do", empty)
        self.nothing.setText(_NOTHING_YET)
        self.open_button = QPushButton("&Open the Catalogue", empty)
        self.open_button.clicked.connect(lambda _checked: self.catalogue_asked.emit(ALL))
        inside = QVBoxLayout(empty)
        inside.addWidget(self.nothing)
        inside.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addStretch(1)
        pages.addWidget(empty)
        split = QSplitter(Qt.Orientation.Vertical, pages)
        split.setChildrenCollapsible(False)
        split.addWidget(self._make_upper())
        split.addWidget(self._make_lower())
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setSizes([420, 140])
        pages.addWidget(split)
        return pages

    def _make_upper(self) -> QWidget:
        return _column(self.view, CoverageLegend(self))

    def _make_lower(self) -> QWidget:
        buttons = QWidget(self)
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.show_button)
        row.addWidget(self.find_button)
        row.addStretch(1)
        return _column(self.details, buttons)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.toolbar)
        top.addWidget(self.scope, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 2, 4, 4)
        layout.setSpacing(3)
        layout.addLayout(top)
        layout.addWidget(self.progress)
        layout.addWidget(self.headline)
        layout.addWidget(self.pages, 1)
        order = (self.scope, self.view, self.details, self.show_button, self.find_button)
        for before, after in zip(order, order[1:]):
            QWidget.setTabOrder(before, after)


def _about(coverage: Coverage, cell: Cell) -> str:
    """Return what is known of a cell as HTML."""
    today = date.today()
    lines = [f"<b>{escape(cell_words(coverage, cell, today))}</b>"]
    is_whole = (cell.theme_id, cell.country) == (ALL, ALL)
    told = () if is_whole else cell.ordered[:_MOST_LAYERS]
    lines += [escape(layer_words(holding, part, today)) for holding, part in told]
    left = len(cell.pieces) - len(told)
    if told and left:
        lines.append(f"{counted(left, 'more layer')}.")
    if is_whole:
        lines += [escape(one) for one in remarks(coverage)]
    if cell.theme_id != ALL:
        lines.append(escape(foreseen_words(coverage, cell.theme_id)))
    if cell.state is State.MISSING or cell.theme_id == ALL:
        lines.append(f"<i>{escape(NO_DATA)}</i>")
    return "".join(f"<p style='margin:2px 0'>{line}</p>" for line in lines if line)


def _label(name: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAccessibleName(name)
    return label


def _column(upper: QWidget, lower: QWidget) -> QWidget:
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(3)
    layout.addWidget(upper, 1)
    layout.addWidget(lower)
    return box
