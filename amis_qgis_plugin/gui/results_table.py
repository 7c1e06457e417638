"""The table of wanted occurrences: looks and signals; it knows no layer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any, Optional

from qgis.PyQt.QtCore import QItemSelectionModel, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QAction,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QTableView,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from ..core.listings import Listing
from ..core.phrases import counted
from .icons import icon
from .results_model import ResultsModel

_WIDTHS = (320, 150)


class ResultsTable(QWidget):
    """Rows of one layer, with a box of layers where there are several.

    ``zoom_asked`` and ``select_asked`` tell the keys of rows, ``copy_asked`` the ranges of row
    numbers that are selected, ``layer_chosen`` the id of another layer.
    """

    zoom_asked = pyqtSignal(object)
    select_asked = pyqtSignal(object)
    copy_asked = pyqtSignal(object)
    layer_chosen = pyqtSignal(str)
    shown = pyqtSignal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.model = ResultsModel(self)
        self.layers = QComboBox(self)
        self.layers.setAccessibleName("Layer")
        self.layers.setMinimumContentsLength(12)
        self.layers.activated.connect(lambda _row: self.layer_chosen.emit(self.layer_id()))
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 0)
        self.progress.setMaximumHeight(6)
        self.progress.setTextVisible(False)
        self.view = self._make_view()
        self._lay_out()
        self.show_layers([], "")
        self.show_working(False)
        self._on_selection()

    def sizeHint(self) -> QSize:
        """Ask for some rows below the map."""
        return QSize(640, 220)

    def showEvent(self, event: Any) -> None:
        """Tell that somebody looks."""
        super().showEvent(event)
        self.shown.emit()

    def show_layers(self, layers: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer layers by id and name; with one there is nothing to choose."""
        self.layers.clear()
        for layer_id, name in layers:
            self.layers.addItem(name, layer_id)
        self.layers.setCurrentIndex(max(0, self.layers.findData(chosen)))
        self.layers.setVisible(len(layers) > 1)

    def layer_id(self) -> str:
        """Return the layer that is chosen; empty for none."""
        return str(self.layers.currentData() or "")

    def show_listing(self, listing: Optional[Listing], text: str = "") -> None:
        """Show rows.

        :param text: what to say above them; their number where it is empty.
        """
        self.model.show_listing(listing)
        number = len(listing) if listing is not None else 0
        self.said.setText(text or counted(number, "occurrence"))
        self._on_selection()

    def show_working(self, is_working: bool) -> None:
        """Show whether rows are being sorted."""
        self.progress.setVisible(is_working)

    def ranges(self) -> list[range]:
        """Return the numbers of the selected rows as ranges, in order."""
        found = {(one.top(), one.bottom() + 1) for one in self.view.selectionModel().selection()}
        return [range(*one) for one in sorted(found)]

    def keys(self) -> list[int]:
        """Return the keys of the selected rows."""
        listing = self.model.listing
        if listing is None:
            return []
        fids = listing.fids
        return list(chain.from_iterable(fids[one.start : one.stop] for one in self.ranges()))

    def release(self) -> None:
        """End the thread that reads pages."""
        self.model.release()

    def _on_selection(self, *_args: Any) -> None:
        has_some = bool(self.view.selectionModel().hasSelection())
        for action in (self.zoom_action, self.select_action, self.copy_action):
            action.setEnabled(has_some)

    def _make_view(self) -> QTableView:
        view = QTableView(self)
        view.setModel(self.model)
        view.setAccessibleName("Wanted occurrences")
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setAlternatingRowColors(True)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)  # Tab leaves the table
        view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + 6)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = view.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setStretchLastSection(True)
        # A header that knows the selection asks every row whether its column is selected.
        header.setSelectionModel(QItemSelectionModel(self.model, header))
        view.setSortingEnabled(True)
        for column, width in enumerate(_WIDTHS):
            view.setColumnWidth(column, width)
        view.activated.connect(lambda _index: self.zoom_asked.emit(self.keys()))
        view.selectionModel().selectionChanged.connect(self._on_selection)
        return view

    def _make_toolbar(self) -> QToolBar:
        bar = QToolBar(self)
        bar.setIconSize(QSize(18, 18))
        made = []
        for text, name, slot in (
            ("Zoom to the selected rows", "zoom_to", lambda: self.zoom_asked.emit(self.keys())),
            ("Select in the layer", "select_rows", lambda: self.select_asked.emit(self.keys())),
            ("Copy the selected rows", "copy", lambda: self.copy_asked.emit(self.ranges())),
        ):
            action = QAction(icon(name), text, self)
            action.triggered.connect(lambda _checked, do=slot: do())
            bar.addAction(action)
            made.append(action)
        self.zoom_action, self.select_action, self.copy_action = made
        self.copy_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self.copy_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.view.addAction(self.copy_action)
        return bar

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._make_toolbar())
        top.addWidget(self.layers)
        top.addWidget(self.said, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 2, 4, 4)
        layout.setSpacing(3)
        layout.addLayout(top)
        layout.addWidget(self.progress)
        layout.addWidget(self.view, 1)
