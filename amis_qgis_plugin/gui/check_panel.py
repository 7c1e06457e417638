"""The panel that checks a submission: what to check, by which rules, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..core.checks.report import CheckReport
from ..core.checks.rules import RuleSet, bundled_rules
from ..core.phrases import counted, under_filter
from ..core.schemas import layer_types
from ..qgis_bridge.compat import only_vector_layers
from .checkable_box import CheckableBox
from .findings_tree import FindingsTree
from .icons import icon


class CheckPanel(QWidget):
    """Shows a report and tells wishes; the controller knows layers."""

    check_asked = pyqtSignal()
    stop_asked = pyqtSignal()
    mapping_asked = pyqtSignal()
    terms_asked = pyqtSignal()
    rules_asked = pyqtSignal()
    html_asked = pyqtSignal()
    json_asked = pyqtSignal()
    layer_asked = pyqtSignal()
    row_asked = pyqtSignal(object)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.layer = QgsMapLayerComboBox(self)
        self.layer.setAccessibleName("Layer to check")
        only_vector_layers(self.layer)
        self.type = QComboBox(self)
        self.type.setAccessibleName("Layer type")
        self.type.addItem("as its fields suggest", "")
        for kind in layer_types():
            self.type.addItem(kind.title, kind.layer_type_id)
        self.rules = QComboBox(self)
        self.rules.setAccessibleName("Rule set")
        self.rules.activated.connect(self._on_rules)
        self.others = CheckableBox(
            "Other sources to look for duplicates in", "no other source", self
        )
        self.check = QPushButton(icon("check_layer"), "&Check", self)
        self.check.clicked.connect(lambda _checked: self._on_check())
        # Made here: the tabulator goes from widget to widget in the order of their making.
        self.mapping = _button("&Field mapping…", "Show how the layer's fields are read", self)
        self.mapping.clicked.connect(lambda _checked: self.mapping_asked.emit())
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 1000)
        self.progress.hide()
        self.summary = QLabel(self)
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setAccessibleName("Result of the check")
        self.tree = FindingsTree(self)
        self.tree.row_asked.connect(self.row_asked.emit)
        self.tree.advice_changed.connect(self._show_advice)
        self.advice = QLabel(self)
        self.advice.setWordWrap(True)
        self.advice.setTextFormat(Qt.TextFormat.PlainText)
        self.advice.setAccessibleName("What to do")
        self._working = False
        for box in (self.layer, self.type, self.rules):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(8)
        self._lay_out()
        self.offer_rules([bundled_rules()])
        self.show_state("Choose a layer. Nothing in it is changed.")
        self._offer(None)

    def sizeHint(self) -> QSize:
        """Ask for room for findings with their counts."""
        return QSize(330, 560)

    def offer_rules(self, rules: Sequence[RuleSet]) -> None:
        """Offer rule sets, and to read one from a file; the last one is chosen."""
        self.rules.clear()
        for one in rules:
            self.rules.addItem(f"{one.title}, {one.edition}", one)
            self.rules.setItemData(self.rules.count() - 1, one.basis, Qt.ItemDataRole.ToolTipRole)
        self.rules.setCurrentIndex(self.rules.count() - 1)
        self.rules.addItem("From a file…", None)

    def offered_rules(self) -> list[RuleSet]:
        """Return the rule sets that are offered."""
        offered = [self.rules.itemData(row) for row in range(self.rules.count())]
        return [one for one in offered if one is not None]

    def offer_others(self, layers: Sequence[tuple[str, str]]) -> None:
        """Offer layers, as (id, name), to look for duplicates in; what was chosen stays so."""
        chosen = self.others.keys()
        self.others.offer((layer_id, name, "") for layer_id, name in layers)
        self.others.show_keys(chosen)

    def show_working(self, working: bool) -> None:
        """Show whether rows are being looked at; the button stops it then."""
        self._working = working
        self.progress.setVisible(working)
        self.progress.setValue(0)
        self.check.setText("&Stop" if working else "&Check")
        for widget in (self.layer, self.type, self.rules, self.others):
            widget.setEnabled(not working)

    def show_progress(self, percent: float, sentence: str) -> None:
        """Show how far the check is."""
        self.progress.setValue(round(percent * 10))
        if sentence:
            self.show_state(sentence)

    def show_state(self, text: str) -> None:
        """Say what is going on, or the result in short."""
        self.summary.setText(text)

    def show_report(self, report: CheckReport) -> None:
        """Show what was found."""
        kind = next(one for one in layer_types() if one.layer_type_id == report.layer_type)
        counts = [counted(report.count(one), one) for one in ("error", "warning", "note")]
        self.show_state(
            f"{int(report.score)} of 100 for minimum information"
            f" ({report.rules.title}, {report.rules.edition}).\n"
            f"{counted(report.rows, 'row')}{under_filter(report.filter)} checked as"
            f" {kind.title.lower()}: {', '.join(counts)}."
            + "".join(f"\n{note}" for note in (*report.hints, *report.notes))
        )
        self.tree.show_report(report)
        self._show_advice("" if report.findings else "Nothing was found: it can be handed in.")
        self._offer(report)

    def clear_report(self) -> None:
        """Take the last report away, which is of another layer."""
        self.tree.clear()
        self._show_advice("")
        self._offer(None)

    def _offer(self, report: CheckReport | None) -> None:
        for button in (self.html, self.json, self.features):
            button.setEnabled(report is not None)
        self.terms.setEnabled(bool(report and report.unmatched))

    def _on_rules(self, row: int) -> None:
        if self.rules.itemData(row) is None:
            self.rules.setCurrentIndex(row - 1)
            self.rules_asked.emit()

    def _on_check(self) -> None:
        (self.stop_asked if self._working else self.check_asked).emit()

    def _show_advice(self, text: str) -> None:
        self.advice.setText(text)
        self.advice.setVisible(bool(text))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, widget in (
            ("&Layer", self.layer),
            ("&Type", self.type),
            ("&Rules", self.rules),
            ("&Duplicates in", self.others),
        ):
            form.addRow(text, widget)
        run = QHBoxLayout()
        run.addWidget(self.check)
        run.addWidget(self.mapping)
        run.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 4, 6, 6)
        layout.setSpacing(5)
        layout.addLayout(form)
        layout.addLayout(run)
        layout.addWidget(self.progress)
        layout.addWidget(self.summary)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.advice)
        for row in self._make_results():
            layout.addLayout(row)

    def _make_results(self) -> tuple[QHBoxLayout, QHBoxLayout]:
        self.html = _button("R&eport…", "Write the report to read and to print (HTML)", self)
        self.json = _button("&JSON…", "Write the report for programs", self)
        self.features = _button("Load &findings", "Add a point for each finding to the map", self)
        self.terms = _button("&Unknown terms…", "Say what unknown terms stand for", self)
        rows = (QHBoxLayout(), QHBoxLayout())
        for button, signal, row in (
            (self.html, self.html_asked, 0),
            (self.json, self.json_asked, 0),
            (self.features, self.layer_asked, 1),
            (self.terms, self.terms_asked, 1),
        ):
            button.clicked.connect(lambda _checked, signal=signal: signal.emit())
            rows[row].addWidget(button)
        return rows


def _button(text: str, tip: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setToolTip(tip)
    return button
