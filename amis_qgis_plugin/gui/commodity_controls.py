"""How chosen commodities combine, in words, and what else counts for them."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QAction, QComboBox

from ..core.occurrence_filter import ANY_ROLE, MAJOR, OccurrenceFilter
from .facet_tree import FacetTree
from .filter_facets import turned_round

ANY, ALL, NONE = "any", "all", "none"
_WORDS = {ANY: "any of", ALL: "all of", NONE: "none of"}


class CombineBox(QComboBox):
    """*any of*, *all of*, perhaps *none of*; ``chosen`` tells which, showing one emits nothing."""

    chosen = pyqtSignal(str)

    def __init__(self, name: str, modes: tuple[str, ...], parent: Any = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        for mode in modes:
            self.addItem(_WORDS[mode], mode)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.currentIndexChanged.connect(lambda _row: self.chosen.emit(self.currentData()))

    def show_mode(self, mode: str) -> None:
        """Show a mode; emits nothing."""
        self.blockSignals(True)
        self.setCurrentIndex(max(0, self.findData(mode)))
        self.blockSignals(False)

    def wheelEvent(self, event: Any) -> None:
        """Leave the wheel to the panel: scrolling past must not change the filter."""
        event.ignore()


class CommodityControls(QObject):
    """Keeps *none of* apart from the other ways to combine.

    With *none of*, a tick rules a commodity out; with the others it does so from the menu of its
    row or with the minus key. ``changed`` tells the fields of the filter that change.
    """

    changed = pyqtSignal(dict)

    def __init__(self, tree: FacetTree, parent: Any = None) -> None:
        super().__init__(parent)
        self._tree = tree
        self._filter = OccurrenceFilter()
        self.combine = CombineBox("How commodities combine", (ANY, ALL, NONE), parent)
        self.combine.setToolTip("An occurrence has any, all, or none of the chosen commodities")
        self.combine.chosen.connect(self._on_mode)
        self.major_action = QAction("Only where it is a &main product", self)
        self.broader_action = QAction("Also records that only name a &broader commodity", self)
        for action in (self.major_action, self.broader_action):
            action.setCheckable(True)
        self.major_action.triggered.connect(
            lambda is_on: self.changed.emit({"role": MAJOR if is_on else ANY_ROLE})
        )
        self.broader_action.triggered.connect(
            lambda is_on: self.changed.emit({"with_broader": is_on})
        )

    def set_filter(self, wanted: OccurrenceFilter) -> None:
        """Show how a filter combines commodities; emits nothing."""
        before, self._filter = self._filter, wanted
        is_emptied = _has_wishes(before) and not _has_wishes(wanted)
        if is_emptied or (_has_chosen(wanted) and not _has_chosen(before)):
            self.reset()  # a tick in an emptied list chooses, as it does beside what is chosen
        self.combine.show_mode(NONE if self._tree.rules_out else wanted.combine)
        self.major_action.setChecked(wanted.role == MAJOR)
        self.broader_action.setChecked(wanted.with_broader)

    def reset(self) -> None:
        """Let ticks choose again, as in an empty filter."""
        self._tree.rules_out = False

    def _on_mode(self, mode: str) -> None:
        was_none = self._tree.rules_out
        self._tree.rules_out = mode == NONE
        changes: dict[str, Any] = {} if mode == NONE else {"combine": mode}
        if was_none != (mode == NONE):
            changes.update(turned_round(self._filter, mode == NONE))
        self.changed.emit(changes)


def _has_chosen(wanted: OccurrenceFilter) -> bool:
    return bool(wanted.commodities or wanted.groups)


def _has_wishes(wanted: OccurrenceFilter) -> bool:
    return bool(wanted.commodities or wanted.groups or wanted.excluded)
