"""The Filter's widgets: they show a filter and tell the next one; they know no layer.

Where other parts plug in:

- ``sections.add_section(name, FoldingSection(title, make))``: a folding part below the lists;
- ``toolbar.addAction(...)``: a button above them; ``add_menu`` for one with a menu;
- ``sections.sections["commodity"].add_control(...)``: a control beside a heading.

``filter_views.py`` does so for the charts, the periodic table and the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any, Optional

from qgis.PyQt.QtCore import QEvent, QSize, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QAction, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ..core.occurrence_filter import OccurrenceFilter
from .area_box import AreaBox
from .chip_bar import ChipBar
from .commodity_controls import ALL, ANY, CombineBox, CommodityControls
from .facet_model import Choice
from .filter_chips import chips_of
from .filter_sections import FilterSections
from .filter_toolbar import FilterToolbar
from .folding_section import FoldingSection
from .icons import icon
from .placeholders import show_hint

_TYPING = 300  # milliseconds after the last letter


class FilterPanel(QWidget):
    """What is wanted of the occurrences, and what that leaves."""

    filter_changed = pyqtSignal(object)
    undo_asked = pyqtSignal()
    redo_asked = pyqtSignal()
    zoom_asked = pyqtSignal()
    select_asked = pyqtSignal()
    export_asked = pyqtSignal()
    shown = pyqtSignal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._filter = OccurrenceFilter()
        self._sources: dict[str, str] = {}
        self._keys: dict[QAction, Any] = {}
        self._text = ""
        self.summary = self._make_label(Qt.TextFormat.RichText)
        self.summary.setAccessibleName("Occurrences shown")
        self.problems = self._make_label(Qt.TextFormat.PlainText)
        self.problems.hide()
        self.chips = ChipBar(self)
        self.chips.removed.connect(lambda chip: self.choose(chip.left))
        self.text = self._make_text()
        self.sections = FilterSections(self)
        self.sections.changed.connect(self.change)
        self.commodities = self.sections.trees["commodity"]
        self.countries = self.sections.trees["country"]
        self.critical = self.sections.trees["critical"]
        self._add_controls()
        self.area = AreaBox(self)
        self.area.hide()
        self.area_section = FoldingSection("Area", lambda: self.area, self)
        self.sections.add_section("area", self.area_section, before="deposit_model")
        self.toolbar = self._make_toolbar()
        self._lay_out()
        self.sections.order_tabs()
        self.set_history(False, False)
        self.set_filter(self._filter)

    def sizeHint(self) -> QSize:
        """Ask for room for names with their counts."""
        return QSize(300, 560)

    def showEvent(self, event: Any) -> None:
        """Fill the lists the first time that somebody looks; start-up stays quick."""
        super().showEvent(event)
        QTimer.singleShot(0, self._show_all)

    def set_filter(self, wanted: OccurrenceFilter) -> None:
        """Show a filter; emits nothing."""
        self._filter = wanted
        self.controls.set_filter(wanted)
        self.sections.set_filter(wanted)
        self.combine_lists.show_mode(wanted.combine_lists)
        self.combine_lists.setEnabled(len(wanted.critical_lists) > 1)
        self.chips.show_chips(chips_of(wanted, self._sources) if wanted != _NOTHING else [])
        self.area_section.header.set_badge("1" if wanted.extent or wanted.polygon else "")
        self.area.set_filter(wanted)
        self._show_text(wanted.text)
        self.clear_action.setEnabled(wanted != _NOTHING)

    def set_counts(self, counts: Optional[Mapping[str, Mapping[str, int]]]) -> None:
        """Show what stands behind every choice: facet name to choice to occurrences.

        Groups of commodities have keys that begin with ``group:``. Counts that are not known are
        None and shown as nothing.
        """
        self.sections.set_counts(counts)

    def set_sources(self, choices: list[Choice]) -> None:
        """Offer the sources of the project's layers."""
        self._sources = {one.key: one.label for one in choices}
        self.sections.offer("source", choices)

    def set_summary(self, text: str, words: str, problems: str = "", sentence: str = "") -> None:
        """Show how many occurrences are left, the filter in short, and what did not work.

        :param sentence: the whole filter in words, shown to who points at it.
        """
        said = f"<b>{escape(text)}</b>" + (f" · {escape(words)}" if words else "")
        self.summary.setText(said)
        self.summary.setToolTip(f"<qt>{escape(sentence)}</qt>" if sentence else "")
        self.summary.setAccessibleDescription(sentence)
        self.problems.setText(problems)
        self.problems.setVisible(bool(problems))

    def set_history(self, can_undo: bool, can_redo: bool) -> None:
        """Say whether there is something to undo and redo."""
        self.undo_action.setEnabled(can_undo)
        self.redo_action.setEnabled(can_redo)

    def change(self, changes: Mapping[str, Any]) -> None:
        """Choose the filter shown with some fields replaced."""
        self.choose(self._filter.with_values(**changes))

    def choose(self, wanted: OccurrenceFilter) -> None:
        """Choose a filter, as a person does with the widgets."""
        self._filter = wanted
        self.filter_changed.emit(wanted)

    def _show_all(self) -> None:
        self.sections.restore()
        self.shown.emit()

    def _clear(self) -> None:
        self.controls.reset()
        self.choose(_NOTHING)

    def _show_text(self, text: str) -> None:
        """Show words that are wanted now; what is being typed stays while the wish is the same."""
        if text != self._text and self.text.text().strip() != text:
            self._typing.stop()
            self.text.setText(text)
        self._text = text

    def _on_text(self) -> None:
        self._typing.stop()
        if self.text.text().strip() != self._filter.text:
            self.change({"text": self.text.text()})

    def _add_controls(self) -> None:
        commodities = self.sections.sections["commodity"]
        self.controls = CommodityControls(self.commodities, commodities)
        self.controls.changed.connect(self.change)
        self.combine = self.controls.combine
        self.broader_action = self.controls.broader_action
        commodities.add_control(self.combine)
        lists = self.sections.sections["critical"]
        self.combine_lists = CombineBox("How lists combine", (ANY, ALL), lists)
        self.combine_lists.setToolTip("Critical on one of the lists, or on every one of them")
        self.combine_lists.chosen.connect(lambda mode: self.change({"combine_lists": mode}))
        lists.add_control(self.combine_lists)

    def _make_label(self, kind: Any) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(kind)
        return label

    def _make_text(self) -> QLineEdit:
        edit = QLineEdit(self)
        show_hint(edit, "Words in the name")
        edit.setAccessibleName("Words in the name of an occurrence")
        edit.setClearButtonEnabled(True)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING)
        self._typing.timeout.connect(self._on_text)
        edit.textEdited.connect(lambda _text: self._typing.start())
        edit.returnPressed.connect(self._on_text)
        return edit

    def _make_toolbar(self) -> FilterToolbar:
        bar = FilterToolbar(self)
        self.clear_action = bar.add("clear", "Clear the filter", self._clear)
        self.undo_action = bar.add(
            "undo", "Undo the last change of the filter", self.undo_asked.emit
        )
        self.redo_action = bar.add("redo", "Redo the change of the filter", self.redo_asked.emit)
        bar.addSeparator()
        bar.add("zoom_to", "Zoom to the occurrences shown", self.zoom_asked.emit)
        bar.add(
            "select_rows", "Select the occurrences shown in their layers", self.select_asked.emit
        )
        options = bar.add_menu("options", "What else counts for commodities")
        options.addActions([self.controls.major_action, self.controls.broader_action])
        for action, keys in (
            (self.undo_action, QKeySequence.StandardKey.Undo),
            (self.redo_action, QKeySequence.StandardKey.Redo),
        ):
            self._give_key(action, keys)
        return bar

    def event(self, event: Any) -> bool:
        """Keep the keys of undo and redo for the filter while the panel has the focus.

        QGIS's own undo has the same ones; of two that could be meant Qt follows neither.
        """
        if event.type() == QEvent.Type.ShortcutOverride and self._action_of(event) is not None:
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: Any) -> None:
        """Undo or redo a change of the filter."""
        action = self._action_of(event)
        if action is None:
            super().keyPressEvent(event)
        else:
            action.trigger()

    def _action_of(self, event: Any) -> Optional[QAction]:
        for action, keys in self._keys.items():
            if event.matches(keys):
                return action
        return None

    def _give_key(self, action: QAction, keys: Any) -> None:
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(action)
        self._keys[action] = keys

    def _lay_out(self) -> None:
        export = QPushButton(icon("export_package"), "E&xport prospectivity package…", self)
        export.clicked.connect(self.export_asked.emit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 4, 6, 6)
        layout.setSpacing(5)
        layout.addWidget(self.toolbar)
        for widget in (self.summary, self.problems, self.chips, self.text):
            layout.addWidget(widget)
        layout.addWidget(self.sections, 1)
        layout.addWidget(export)


_NOTHING = OccurrenceFilter()
