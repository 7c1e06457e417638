"""Other ways to look at the filter, plugged into its panel: table, charts, figures, saved filters.

Each is made when it is first opened, and told of the filter only while it is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from qgis.PyQt.QtCore import QObject, QPoint, QSize, Qt
from qgis.PyQt.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from .filter_controller import FilterController
from .filter_panel import FilterPanel
from .folding_section import FoldingSection
from .icons import icon

if TYPE_CHECKING:
    from .context_box import ContextBox
    from .facet_chart import FacetChart
    from .filter_parts import FilterParts
    from .periodic_table import PeriodicTable

_FIELDS = {"commodity": "commodities", "country": "countries"}


class FilterViews(QObject):
    """Adds sections and buttons to the panel and keeps them up to date.

    :param parts: makes the table of occurrences and the saved filters.
    """

    def __init__(self, panel: FilterPanel, filters: FilterController, parts: FilterParts) -> None:
        super().__init__(panel)
        self._panel, self._filters, self._parts = panel, filters, parts
        self.elements: Optional[PeriodicTable] = None
        self.context: Optional[ContextBox] = None
        self.charts: dict[str, FacetChart] = {}
        self._charts = FoldingSection("Charts", self._make_charts, panel)
        self._context = FoldingSection("Production", self._make_context, panel)
        for name, section in (("charts", self._charts), ("production", self._context)):
            panel.sections.add_section(name, section)
            section.folded.connect(self._show)
        self.periodic = self._make_switch()
        panel.sections.sections["commodity"].add_control(self.periodic)
        panel.toolbar.addSeparator()
        panel.toolbar.add("table", "Table of the occurrences shown", lambda: parts.results.open())
        self._saved = panel.toolbar.add("saved_filter", "Saved filters", self._offer_saved)
        panel.sections.order_tabs()
        filters.shown.connect(self._show)

    def _show(self, *_args: Any) -> None:
        """Bring what can be seen up to date."""
        wanted, counts = self._filters.wanted, self._filters.counts or {}
        if self.elements is not None and self.periodic.isChecked():
            self.elements.set_counts(counts.get("commodity"))
            self.elements.set_chosen(getattr(wanted, self._elements_field()))
        if self._charts.is_open:
            for facet, chart in self.charts.items():
                chart.set_counts(counts.get(facet), getattr(wanted, _FIELDS[facet]))
        if self.context is not None and self._context.is_open:
            self.context.show_choice(wanted.commodities, wanted.countries)

    def _elements_field(self) -> str:
        """Return what a click on an element sets, which *none of* turns round."""
        return "excluded" if self._panel.commodities.rules_out else "commodities"

    def _on_elements(self, codes: Any) -> None:
        self._panel.change({self._elements_field(): tuple(codes)})

    def _on_value(self, facet: str, value: str) -> None:
        """Choose a bar's value, or choose it no more; the bar of the rest opens the list."""
        if not value:
            self._panel.sections.sections[facet].open()
            return
        chosen = set(getattr(self._filters.wanted, _FIELDS[facet])) ^ {value}
        self._panel.change({_FIELDS[facet]: tuple(chosen)})

    def _make_charts(self) -> QWidget:
        from .facet_chart import FacetChart

        box = QWidget(self._charts)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(4, 0, 4, 4)
        layout.setSpacing(3)
        for facet, title in (("commodity", "By commodity"), ("country", "By country")):
            chart = self.charts[facet] = FacetChart(facet, box)
            chart.value_clicked.connect(self._on_value)
            layout.addWidget(QLabel(title, box))
            layout.addWidget(chart)
        return box

    def _make_context(self) -> QWidget:
        from .context_box import ContextBox

        self.context = ContextBox(self._context)
        return self.context

    def _make_switch(self) -> QToolButton:
        switch = QToolButton(self._panel)
        switch.setIcon(icon("periodic"))
        switch.setIconSize(QSize(16, 16))
        switch.setAutoRaise(True)
        switch.setCheckable(True)
        switch.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        switch.setToolTip("Choose elements in the periodic table")
        switch.setAccessibleName("Periodic table")
        switch.toggled.connect(self._switch)
        return switch

    def _switch(self, to_table: bool) -> None:
        """Show the periodic table in place of the list, or the list again."""
        section = self._panel.sections.sections["commodity"]
        if to_table and self.elements is None:
            from .periodic_table import PeriodicTable

            self.elements = PeriodicTable(section)
            self.elements.changed.connect(self._on_elements)
        section.show_instead(self.elements if to_table else None)
        self._panel.sections.order_tabs()
        self._show()

    def _offer_saved(self) -> None:
        button = self._panel.toolbar.widgetForAction(self._saved)
        place = button.mapToGlobal(QPoint(0, button.height()))
        self._parts.saved_filters.menu.popup(place)
