"""The dialog of unknown terms: what each stands for, decided once for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Optional

from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import QSignalBlocker, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from ..core.checks.report import UnknownTerm
from ..core.code_lists import VOCABULARIES
from ..core.folding import key
from ..core.suggestions import choices, suggest
from ..core.user_terms import COMMODITY, IGNORED, MINERAL, UserTerm, UserTerms
from .placeholders import show_hint

_TERM, _VOCABULARY, _ROWS, _MEANS = range(4)
_ROLE = Qt.ItemDataRole.UserRole
_SAID = {MINERAL: "a mineral, no product", IGNORED: "nothing: it is passed over"}
_MAPPABLE = frozenset(VOCABULARIES.values())
_COMPARED = 10  # selected terms for which codes are suggested
_NO_CODE = "Choose what it stands for from the list, or type a part of its name."


class TermsDialog(QDialog):
    """Shows terms and decisions and tells new ones; the controller keeps them.

    ``decided`` tells decisions to keep, ``forgotten`` terms whose decision shall go.
    """

    decided = pyqtSignal(object)
    forgotten = pyqtSignal(object)
    origin_chosen = pyqtSignal(object)
    align_asked = pyqtSignal()
    stop_asked = pyqtSignal()
    import_asked = pyqtSignal()
    export_asked = pyqtSignal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Unknown terms")
        self.resize(820, 560)
        self._rows: Sequence[UnknownTerm] = ()
        self._terms = UserTerms()
        self._working = False
        self.origin = QComboBox(self)
        self.origin.setAccessibleName("Where the terms are from")
        self.origin.currentIndexChanged.connect(
            lambda _row: self.origin_chosen.emit(self.origin.currentData())
        )
        self.search = QgsFilterLineEdit(self)
        self.search.setShowSearchIcon(True)
        show_hint(self.search, "Search terms")
        self.search.setAccessibleName("Search terms")
        self.search.textChanged.connect(lambda _text: self._hide())
        self.only_open = QCheckBox("&Only what is not decided", self)
        self.only_open.toggled.connect(lambda _on: self._hide())
        self.tree = self._make_tree()
        self.meaning = self._make_meaning()
        self.state = QLabel(self)
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 1000)
        self.progress.hide()
        self._lay_out()
        self._on_selection()

    def offer_origins(self, origins: Sequence[tuple[str, Optional[Path]]]) -> None:
        """Offer where terms can be from, as (title, workspace); the first is chosen."""
        self.origin.blockSignals(True)
        self.origin.clear()
        for title, path in origins:
            self.origin.addItem(title, path)
        self.origin.blockSignals(False)

    def show_terms(self, rows: Sequence[UnknownTerm], terms: UserTerms) -> None:
        """Show unknown terms, and every decision that was taken before."""
        with QSignalBlocker(self.tree):  # what is offered is looked for once, at the end
            self._fill_tree(rows, terms)
        self._hide()
        self._on_selection()

    def _fill_tree(self, rows: Sequence[UnknownTerm], terms: UserTerms) -> None:
        chosen = {(one.vocabulary, one.term) for one in self._selected()}
        self._rows, self._terms = rows, terms
        shown = {(row.vocabulary, key(row.term)) for row in rows}
        older = [
            UnknownTerm(one.vocabulary, one.term, 0)
            for one in terms
            if (one.vocabulary, key(one.term)) not in shown
        ]
        self.tree.clear()
        for row in (*rows, *older):
            decision = terms.find(row.vocabulary, row.term)
            item = QTreeWidgetItem(
                [row.term, row.vocabulary, f"{row.count:,}" * bool(row.count), _means(decision)]
            )
            item.setTextAlignment(_ROWS, Qt.AlignmentFlag.AlignRight)
            item.setData(_TERM, _ROLE, row)
            for column in (_TERM, _MEANS):
                item.setToolTip(column, item.text(column))
            self.tree.addTopLevelItem(item)
            item.setSelected((row.vocabulary, row.term) in chosen)
        if self.tree.topLevelItemCount() and not self.tree.selectedItems():
            self.tree.setCurrentItem(self.tree.topLevelItem(0))

    def show_state(self, text: str) -> None:
        """Say what is going on."""
        self.state.setText(text)

    def offer_align(self, sources: int) -> None:
        """Offer to align again the sources that the decisions touch."""
        self.align.setEnabled(bool(sources))
        counted = f"{sources} source{'s' * (sources != 1)} " if sources else ""
        self.align.setText(f"&Align {counted}again")

    def show_working(self, working: bool) -> None:
        """Show whether sources are being aligned."""
        self._working = working
        self.progress.setVisible(working)
        self.progress.setValue(0)
        for widget in (self.tree, self.origin, self.align, *self._deciding):
            widget.setEnabled(not working)
        if not working:
            self._on_selection()

    def show_progress(self, percent: float, sentence: str) -> None:
        """Show how far the work is."""
        self.progress.setValue(round(percent * 10))
        self.show_state(sentence)

    def reject(self) -> None:
        """Stop the work, or close."""
        if self._working:
            self.stop_asked.emit()
        else:
            super().reject()

    def decide(self, codes: Sequence[str] = (), meaning: str = "") -> None:
        """Tell the decision about the terms that are selected."""
        self.decided.emit(
            [UserTerm(one.vocabulary, one.term, tuple(codes), meaning) for one in self._selected()]
        )

    def _decide_by_code(self) -> None:
        code = self._code()
        if code:
            self.decide([code])
        else:
            self.show_state(_NO_CODE)

    def _code(self) -> str:
        """Return the code whose name is chosen or typed in full; empty for none."""
        row = self.meaning.findText(
            self.meaning.currentText().strip(), Qt.MatchFlag.MatchFixedString
        )
        return str(self.meaning.itemData(row) or "") if row >= 0 else ""

    def _selected(self) -> list[UnknownTerm]:
        return [item.data(_TERM, _ROLE) for item in self.tree.selectedItems()]

    def _hide(self) -> None:
        """Hide what the search or the checkbox leaves out."""
        wanted = key(self.search.text())
        for number in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(number)
            row = item.data(_TERM, _ROLE)
            decided = self._terms.find(row.vocabulary, row.term) is not None
            left_out = decided and self.only_open.isChecked()
            item.setHidden(left_out or wanted not in key(row.term))

    def _on_selection(self) -> None:
        """Offer the codes for the terms that are selected: suggestions first, then all."""
        selected = self._selected()
        vocabularies = {one.vocabulary for one in selected}
        is_one = len(vocabularies) == 1 and vocabularies <= _MAPPABLE
        for widget in self._deciding:
            widget.setEnabled(is_one)
        self.mineral.setEnabled(vocabularies == {COMMODITY})
        self._say_what_to_choose(vocabularies)
        terms = [self._terms.find(one.vocabulary, one.term) for one in selected]
        self.forget.setEnabled(any(term is not None for term in terms))
        self.meaning.clear()
        if not is_one:
            return
        names = choices(vocabularies.pop())
        _fill(self.meaning, names, [code for code in _suggested(selected) if code in names])

    def _say_what_to_choose(self, vocabularies: set[str]) -> None:
        """Say in the empty box what can be chosen for the terms that are selected, or why not."""
        said = "choose, or type a part of its name"
        if not vocabularies:
            said = "select a term"
        elif len(vocabularies) > 1:
            said = "select terms of one vocabulary"
        elif not vocabularies <= _MAPPABLE:
            said = f"terms of {', '.join(vocabularies)} cannot be mapped"
        show_hint(self.meaning.lineEdit(), said)

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget(self)
        tree.setAccessibleName("Terms")
        tree.setHeaderLabels(["Term", "Vocabulary", "Rows", "Stands for"])
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setAlternatingRowColors(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = tree.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(_TERM, QHeaderView.ResizeMode.Interactive)
        for column, width in ((_TERM, 300), (_VOCABULARY, 120), (_ROWS, 80)):
            tree.setColumnWidth(column, width)
        tree.itemSelectionChanged.connect(self._on_selection)
        return tree

    def _make_meaning(self) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName("Stands for")
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.completer().setFilterMode(Qt.MatchFlag.MatchContains)
        box.completer().setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        box.setMinimumContentsLength(24)
        return box

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        label = QLabel("&From", self)
        label.setBuddy(self.origin)
        top.addWidget(label)
        top.addWidget(self.origin, 1)
        top.addWidget(self.search, 1)
        top.addWidget(self.only_open)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self.tree, 1)
        layout.addLayout(self._make_decisions())
        layout.addWidget(self.state)
        layout.addWidget(self.progress)
        layout.addLayout(self._make_buttons())

    def _make_decisions(self) -> QHBoxLayout:
        row = QHBoxLayout()
        label = QLabel("&Stands for", self)
        label.setBuddy(self.meaning)
        use = self._button("&Use", "Read the selected terms so from now on", self._decide_by_code)
        self.mineral = self._button(
            "A &mineral", "It is in the rock and no product", lambda: self.decide((), MINERAL)
        )
        ignore = self._button(
            "&Nothing", "The words mean nothing here and are passed over", self._ignore
        )
        self.forget = self._button(
            "Fo&rget", "Drop what was decided about the selected terms", self._forget
        )
        self._deciding = (self.meaning, use, self.mineral, ignore, self.forget)
        row.addWidget(label)
        row.addWidget(self.meaning, 1)
        for button in (use, self.mineral, ignore, self.forget):
            row.addWidget(button)
        return row

    def _ignore(self) -> None:
        self.decide((), IGNORED)

    def _forget(self) -> None:
        self.forgotten.emit([(one.vocabulary, one.term) for one in self._selected()])

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for text, tip, signal in (
            ("&Import…", "Take decisions from a JSON file, besides your own", self.import_asked),
            ("&Export…", "Write all decisions to a JSON file", self.export_asked),
        ):
            row.addWidget(self._button(text, tip, signal.emit))
        row.addStretch(1)
        self.align = self._button(
            "&Align again", "Read the rows of the workspace anew by the decisions", self._align
        )
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        row.addWidget(self.align)
        row.addWidget(close)
        return row

    def _align(self) -> None:
        self.align_asked.emit()

    def _button(self, text: str, tip: str, slot: Any) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: slot())
        return button


def _means(decision: Optional[UserTerm]) -> str:
    if decision is None:
        return ""
    names = choices(decision.vocabulary)
    return _SAID.get(decision.meaning) or ", ".join(names.get(one, one) for one in decision.codes)


def _suggested(terms: Sequence[UnknownTerm]) -> list[str]:
    """Return codes that terms may mean; of many terms only the first few are compared."""
    found = [one.suggestions or suggest(one.vocabulary, one.term) for one in terms[:_COMPARED]]
    return list(dict.fromkeys(code for codes in found for code in codes))


def _fill(box: QComboBox, names: Mapping[str, str], suggested: Sequence[str]) -> None:
    """Offer codes by their names: what is suggested, a line, then all by name."""
    for code in suggested:
        box.addItem(names[code], code)
    if suggested:
        box.insertSeparator(box.count())
    for code, name in sorted(names.items(), key=lambda one: one[1].lower()):
        box.addItem(name, code)
    box.setCurrentIndex(0 if suggested else -1)
    box.setEditText(names[suggested[0]] if suggested else "")
