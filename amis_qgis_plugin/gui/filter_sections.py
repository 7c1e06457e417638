"""The folding parts of the Filter panel, one below the other, with their lists of choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Optional

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QEvent, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFrame,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ..core.occurrence_filter import OccurrenceFilter
from .facet_model import Choice
from .facet_tree import FacetTree
from .filter_facets import FACETS, Facet, changes_for, marked_in
from .folding_section import FoldingSection

Counts = Optional[Mapping[str, Mapping[str, int]]]
_OPEN = "amis_explorer/filter_sections_open"
_OPEN_AT_FIRST = "commodity,country"


class FilterSections(QScrollArea):
    """Sections below each other, which scroll together.

    A list is filled when its section is first unfolded, so that start-up stays quick. ``changed``
    tells the fields of the filter that a person changed in a list.
    """

    changed = pyqtSignal(dict)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._filter = OccurrenceFilter()
        self._counts: Counts = None
        self._filled: set[str] = set()
        self._restored = False
        self.sections: dict[str, FoldingSection] = {}
        self.trees: dict[str, FacetTree] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget(self)
        self._layout = QVBoxLayout(content)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self._layout.addStretch(1)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        for facet in FACETS:
            self._add_facet(facet)

    def add_section(self, name: str, section: FoldingSection, before: str = "") -> None:
        """Put a section below the others, or before one of them.

        :param name: by which it is remembered whether it is open.
        """
        others = list(self.sections)
        at = others.index(before) if before else len(others)
        self.sections = {
            one: self.sections.get(one, section) for one in (*others[:at], name, *others[at:])
        }
        self._layout.insertWidget(at, section)
        section.folded.connect(self._on_folded)
        section.header.clicked.connect(partial(self._on_clicked, section))

    def restore(self) -> None:
        """Open what was open when QGIS was last used; done once, when somebody looks."""
        if self._restored:
            return
        self._restored = True
        opened = str(QgsSettings().value(_OPEN, _OPEN_AT_FIRST, type=str)).split(",")
        self.open_only(opened)

    def open_only(self, names: Sequence[str]) -> None:
        """Open these sections and fold the others."""
        self._restored = True
        for name, section in self.sections.items():
            section.open(name in names)

    def set_filter(self, wanted: OccurrenceFilter) -> None:
        """Show what a filter has chosen; emits nothing."""
        self._filter = wanted
        for facet in FACETS:
            chosen, without = marked_in(facet, wanted)
            number = len(getattr(wanted, facet.field))
            number += len(wanted.groups) + len(wanted.excluded) if facet.excludes else 0
            self.sections[facet.name].header.set_badge(str(number) if number else "")
            if facet.name in self._filled:
                self.trees[facet.name].set_chosen(chosen, without)

    def set_counts(self, counts: Counts) -> None:
        """Show what stands behind every choice.

        :param counts: facet name to choice to occurrences; a facet that is not in it, or None,
            is not counted.
        """
        self._counts = counts
        for name in self._filled:
            self.trees[name].set_counts((counts or {}).get(name))

    def offer(self, name: str, choices: Sequence[Choice]) -> None:
        """Offer choices that the vocabularies do not have, such as the sources there are."""
        self._filled.add(name)
        self.trees[name].set_choices(choices)
        self.trees[name].set_counts((self._counts or {}).get(name))
        facet = next(one for one in FACETS if one.name == name)
        self.trees[name].set_chosen(*marked_in(facet, self._filter))

    def order_tabs(self) -> None:
        """Let Tab go from heading to heading, with the controls and the list of each between."""
        before: Optional[QWidget] = None
        for section in self.sections.values():
            inside = [one for one in section.findChildren(QWidget) if self._takes_keys(one)]
            first = [section.header, *section.controls]
            for widget in (*first, *(one for one in inside if one not in first)):
                if before is not None:
                    QWidget.setTabOrder(before, widget)
                before = widget

    def clear_searches(self) -> None:
        """Empty every search field."""
        for tree in self.trees.values():
            tree.search.clear()

    def _add_facet(self, facet: Facet) -> None:
        section = FoldingSection(facet.title, partial(self._filled_tree, facet), self)
        tree = FacetTree(facet.title, facet.hint, section, excludes=facet.excludes)
        tree.hide()
        if facet.name in ("source", "critical"):  # titles of one issuer differ at the end
            tree.tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        tree.changed.connect(partial(self._on_changed, facet))
        tree.tree.fitted.connect(partial(self._make_room, tree.tree))
        tree.tree.moved.connect(partial(self._follow_keys, tree.tree))
        self.trees[facet.name] = tree
        self.add_section(facet.name, section)

    def _filled_tree(self, facet: Facet) -> FacetTree:
        if facet.name not in self._filled:
            self.offer(facet.name, facet.choices())
        return self.trees[facet.name]

    def _on_changed(self, facet: Facet, chosen: Any, without: Any) -> None:
        self.changed.emit(changes_for(facet, self._filter, chosen, without))

    def _on_folded(self) -> None:
        self.order_tabs()
        if self._restored:
            opened = [name for name, one in self.sections.items() if one.is_open]
            QgsSettings().setValue(_OPEN, ",".join(opened))

    def _on_clicked(self, section: FoldingSection, is_open: bool) -> None:
        if is_open:
            QTimer.singleShot(0, lambda: self._show(section))

    def _show(self, section: FoldingSection) -> None:
        """Bring a section that was just unfolded into view, its heading first."""
        self.ensureWidgetVisible(section, 0, 0)
        self.ensureWidgetVisible(section.header, 0, 0)

    def _make_room(self, tree: Any) -> None:
        """Lay out anew at once: left to Qt, each level waits for a turn of its own and flickers."""
        above, content = tree.parentWidget(), self.widget()
        while above is not None and above is not content:
            if above.layout() is not None:
                above.layout().activate()
            above = above.parentWidget()
        QCoreApplication.sendEvent(content, QEvent(QEvent.Type.LayoutRequest))

    def _follow_keys(self, tree: Any, row: Any) -> None:
        """Keep the row in view that the keys went to."""
        place = row.center()
        at = tree.viewport().mapTo(self.widget(), place)
        self.ensureVisible(at.x(), at.y(), 0, row.height())

    def _takes_keys(self, widget: QWidget) -> bool:
        """Whether Tab stops at a widget that is no part of another, such as the list of a box."""
        return (
            bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            and widget.window() is self.window()
            and not isinstance(widget.parent(), (QComboBox, QLineEdit))
        )
