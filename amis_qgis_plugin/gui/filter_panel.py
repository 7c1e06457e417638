"""The Filter's widgets: they show a filter and tell the next one; they know no layer."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from qgis.PyQt.QtCore import QSize, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QFont, QKeySequence
from qgis.PyQt.QtWidgets import (
    QAction,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from ..core.occurrence_filter import OccurrenceFilter
from .critical_box import CriticalBox
from .facet_tree import FacetTree
from .filter_choices import GROUP, commodity_choices, country_choices
from .icons import icon


class FilterPanel(QWidget):
    """Commodities, countries and a list of critical minerals, with what they leave."""

    filter_changed = pyqtSignal(object)
    undo_asked = pyqtSignal()
    redo_asked = pyqtSignal()
    zoom_asked = pyqtSignal()
    export_asked = pyqtSignal()
    shown = pyqtSignal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._filter = OccurrenceFilter()
        self.summary = self._make_summary()
        self.problems = QLabel(self)
        self.problems.setWordWrap(True)
        self.problems.setTextFormat(Qt.TextFormat.PlainText)
        self.problems.hide()
        self.critical = CriticalBox(self)
        self.critical.changed.connect(
            lambda lists, combine: self._change(critical_lists=lists, combine_lists=combine)
        )
        self.combine = self._make_combine()
        self.commodities = FacetTree("Commodities", "Search commodities in any language", self)
        self.commodities.changed.connect(self._on_commodities)
        self.countries = FacetTree("Countries", "Search countries", self)
        self.countries.changed.connect(self._on_countries)
        self._lay_out()
        self.set_history(False, False)
        self._filled = False

    def sizeHint(self) -> QSize:
        """Ask for room for names with their counts."""
        return QSize(300, 560)

    def showEvent(self, event: Any) -> None:
        """Fill the lists the first time that somebody looks; start-up stays quick."""
        super().showEvent(event)
        QTimer.singleShot(0, self._fill_now)

    def set_filter(self, wanted: OccurrenceFilter) -> None:
        """Show a filter; emits nothing."""
        self._fill()
        self._filter = wanted
        groups = [GROUP + group for group in wanted.groups]
        self.commodities.set_chosen([*wanted.commodities, *groups])
        self.countries.set_chosen(wanted.countries)
        self.critical.show_choice(wanted.critical_lists, wanted.combine_lists)
        self.combine.blockSignals(True)
        self.combine.setCurrentIndex(max(0, self.combine.findData(wanted.combine)))
        self.combine.blockSignals(False)
        self.broader_action.setChecked(wanted.with_broader)
        self.clear_action.setEnabled(wanted != OccurrenceFilter())

    def set_counts(
        self, commodities: Mapping[str, int] | None, countries: Mapping[str, int] | None
    ) -> None:
        """Show what stands behind every choice; groups have keys that begin with ``group:``.

        Counts that are not known are None and shown as nothing.
        """
        self._fill()
        self.commodities.set_counts(commodities)
        self.countries.set_counts(countries)

    def set_summary(self, text: str, words: str, problems: str = "") -> None:
        """Show how many occurrences are left, the filter in words, and what did not work."""
        lines = [f"<b>{escape(text)}</b>", *([escape(words)] if words else [])]
        self.summary.setText("<br/>".join(lines))
        self.problems.setText(problems)
        self.problems.setVisible(bool(problems))

    def set_history(self, can_undo: bool, can_redo: bool) -> None:
        """Say whether there is something to undo and redo."""
        self.undo_action.setEnabled(can_undo)
        self.redo_action.setEnabled(can_redo)

    def _fill_now(self) -> None:
        self._fill()
        self.shown.emit()

    def _fill(self) -> None:
        if self._filled:
            return
        self._filled = True
        self.commodities.set_choices(commodity_choices())
        self.countries.set_choices(country_choices())
        self.critical.fill()

    def _on_commodities(self, keys: frozenset[str]) -> None:
        self._change(
            commodities=tuple(key for key in keys if not key.startswith(GROUP)),
            groups=tuple(key[len(GROUP) :] for key in keys if key.startswith(GROUP)),
        )

    def _on_broader(self, is_on: bool) -> None:
        self._change(with_broader=is_on)

    def _on_countries(self, keys: frozenset[str]) -> None:
        self._change(countries=tuple(keys))

    def _change(self, **changes: Any) -> None:
        self._filter = self._filter.with_values(**changes)
        self.filter_changed.emit(self._filter)

    def _make_summary(self) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setAccessibleName("Occurrences shown")
        return label

    def _make_combine(self) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName("How commodities combine")
        box.addItem("any of", "any")
        box.addItem("all of", "all")
        box.currentIndexChanged.connect(lambda _row: self._change(combine=box.currentData()))
        return box

    def _make_toolbar(self) -> QToolBar:
        bar = QToolBar(self)
        bar.setIconSize(QSize(18, 18))
        actions = {}
        for name, text, slot in (
            ("clear", "Clear the filter", lambda: self._change(**_nothing())),
            ("undo", "Undo the last change of the filter", self.undo_asked.emit),
            ("redo", "Redo the change of the filter", self.redo_asked.emit),
            ("zoom_to", "Zoom to the occurrences shown", self.zoom_asked.emit),
            ("broader", "Also records that only name a broader commodity", self._on_broader),
        ):
            action = QAction(icon(name), text, self)
            action.triggered.connect(slot)
            bar.addAction(action)
            actions[name] = action
        self.clear_action, self.undo_action = actions["clear"], actions["undo"]
        self.redo_action, self.broader_action = actions["redo"], actions["broader"]
        self.broader_action.setCheckable(True)
        for action, keys in (
            (self.undo_action, QKeySequence.StandardKey.Undo),
            (self.redo_action, QKeySequence.StandardKey.Redo),
        ):
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(action)
        return bar

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(_heading("Commodities", self))
        head.addStretch(1)
        head.addWidget(self.combine)
        above = QWidget(self)
        upper = QVBoxLayout(above)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(3)
        upper.addLayout(head)
        upper.addWidget(self.commodities, 1)
        below = QWidget(self)
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, 4, 0, 0)
        lower.setSpacing(3)
        lower.addWidget(_heading("Countries", self))
        lower.addWidget(self.countries, 1)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(above)
        split.addWidget(below)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        export = QPushButton(icon("export_package"), "Export prospectivity package…", self)
        export.clicked.connect(self.export_asked.emit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 4, 6, 6)
        layout.setSpacing(5)
        layout.addWidget(self._make_toolbar())
        layout.addWidget(self.summary)
        layout.addWidget(self.problems)
        layout.addWidget(self.critical)
        layout.addWidget(split, 1)
        layout.addWidget(export)


def _heading(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    font = QFont(label.font())
    font.setBold(True)
    label.setFont(font)
    return label


def _nothing() -> dict[str, Any]:
    return {
        "combine": "any",
        "with_broader": False,
        "commodities": (),
        "groups": (),
        "critical_lists": (),
        "combine_lists": "any",
        "countries": (),
        "text": "",
        "extent": None,
        "deposit_models": (),
        "sources": (),
    }
