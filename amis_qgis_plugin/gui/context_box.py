"""What the ASEAN action plan prints about the chosen commodity and country, beside the filter."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any, Optional

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QFont
from qgis.PyQt.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.commodities import load_commodities
from ..core.phrases import counted
from ..core.production_context import (
    NOT_AVAILABLE,
    YEARS,
    ProductionContext,
    in_words,
    place_name,
    production_contexts,
    rank_in_words,
    share_in_words,
)
from .sparkline import Sparkline

MOST = 6  # rows; more would push the filter out of its own dock
_NOTHING = "The action plan prints no production figures for this choice."
_UNASKED = "Choose a commodity or a country to see what ASEAN's members produced."


class ContextBox(QWidget):
    """Production of the chosen commodities in the chosen countries, with source and doubts."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._shown: Optional[tuple[tuple[str, ...], tuple[str, ...]]] = None
        self.title = QLabel("Production 2018 to 2022", self)
        font = QFont(self.title.font())
        font.setBold(True)
        self.title.setFont(font)
        self.rows = QWidget(self)
        self._grid = QGridLayout(self.rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self.more = self._text()
        self.source = self._text()
        self.details = QToolButton(self)
        self.details.setCheckable(True)
        self.details.setAutoRaise(True)
        self.details.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.details.toggled.connect(self._show_details)
        self.notes = self._text()
        self._scroll = _scrolling(self.notes, self)
        self._scroll.hide()
        self._lay_out()
        self.show_choice((), ())

    def show_choice(self, commodities: Iterable[str], countries: Iterable[str]) -> None:
        """Show what is known of commodities in countries.

        :param commodities: codes; empty for all.
        :param countries: ISO 3166 alpha-3 codes; empty for the region as a whole.
        """
        choice = (tuple(commodities), tuple(countries))
        if choice == self._shown:
            return
        self._shown = choice
        self.show_contexts(production_contexts(*choice) if any(choice) else None)

    def show_contexts(self, found: Optional[tuple[ProductionContext, ...]]) -> None:
        """Show rows of figures; None says that nothing was chosen."""
        while self._grid.count():
            self._grid.takeAt(0).widget().deleteLater()
        told = (found or ())[:MOST]
        for number, context in enumerate(told):
            self._add_row(number, context)
        left = len(found or ()) - len(told)
        self.more.setText(_UNASKED if found is None else _NOTHING if not found else _more(left))
        self.more.setVisible(bool(self.more.text()))
        self.rows.setVisible(bool(told))
        self.source.setVisible(bool(told))
        self.source.setText("; ".join(dict.fromkeys(one.source for one in told)))
        notes = sum(len(one.notes) for one in told)
        text = f"Figures and {counted(notes, 'note')}" if notes else "Figures"
        self.details.setText(text)
        self.details.setVisible(bool(told))
        self.notes.setText("\n\n".join(map(_figures_and_notes, told)))
        self._show_details(self.details.isChecked())

    def _add_row(self, number: int, context: ProductionContext) -> None:
        head, about = _title(context), _about(context)
        words = QLabel(f"<b>{escape(head)}</b><br/>{escape(about)}", self.rows)
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setWordWrap(True)
        line = Sparkline(self.rows)
        line.show_values(context.values, _by_year(context))
        line.setVisible(any(context.texts))
        self._grid.addWidget(words, number, 0)
        self._grid.addWidget(line, number, 1, Qt.AlignmentFlag.AlignTop)

    def _show_details(self, are_shown: bool) -> None:
        self.details.setArrowType(Qt.ArrowType.DownArrow if are_shown else Qt.ArrowType.RightArrow)
        self._scroll.setVisible(are_shown and bool(self.notes.text()))

    def _text(self) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        by_mouse = Qt.TextInteractionFlag.TextSelectableByMouse
        label.setTextInteractionFlags(by_mouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        return label

    def _lay_out(self) -> None:
        small = QFont(self.source.font())
        small.setPointSizeF(max(7.0, small.pointSizeF() * 0.88))
        self.source.setFont(small)
        self.notes.setFont(small)
        self.notes.setAccessibleName("Figures by year, and notes on them")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        for widget in (self.title, self.more, self.rows, self.details, self._scroll, self.source):
            layout.addWidget(widget)


class _LowScroll(QScrollArea):
    """Never asks for more than a few lines: notes may be long, a dock is not."""

    def sizeHint(self) -> QSize:
        """Ask for the room of the text, at most eight lines."""
        size = super().sizeHint()
        inside = self.widget().heightForWidth(max(200, self.viewport().width()))
        size.setHeight(min(max(inside, 20) + 4, self.fontMetrics().height() * 8))
        return size


def _scrolling(widget: QWidget, parent: QWidget) -> QScrollArea:
    area = _LowScroll(parent)
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return area


def _title(context: ProductionContext) -> str:
    """Return what a row is about: place and commodity as printed."""
    return f"{place_name(context.place)}, {context.label}"


def _about(context: ProductionContext) -> str:
    """Return a row in words: last figure, share and rank, and that there are doubts."""
    year, figure = context.latest()
    parts = [f"{figure} in {year}" if year else ""]
    parts += [share_in_words(context.share), rank_in_words(context.rank)]
    if not context.rank and context.largest:
        parts.append(f"largest: {', '.join(place_name(one) for one, _ in context.largest[:3])}")
    if context.asked:
        label = load_commodities().get(context.asked).label
        parts.append(f"there are no figures for {label} alone")
    parts.append("see the notes" if context.notes else "")
    return "; ".join(part for part in parts if part) or "figures not available"


def _by_year(context: ProductionContext) -> str:
    """Return every year with its figure, one a line."""
    figures = (in_words(text, context.unit) if text else NOT_AVAILABLE for text in context.texts)
    lines = (f"{year}: {figure}" for year, figure in zip(YEARS, figures))
    return "\n".join((_title(context), *lines))


def _figures_and_notes(context: ProductionContext) -> str:
    notes = (f"Note: {note}" for note in context.notes)
    return "\n".join((_by_year(context), *notes))


def _more(left: int) -> str:
    return f"and {counted(left, 'row')} more; choose a commodity or a country" if left else ""
