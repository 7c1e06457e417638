"""Wires the dialog of unknown terms to workspaces and to what is kept in the profile."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, Callable, Optional

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..core.checks.report import CheckReport, UnknownTerm
from ..core.errors import AmisError, Cancelled
from ..core.phrases import counted
from ..core.progress import Progress
from ..core.user_terms import UserTerm, UserTerms
from ..qgis_bridge.export import workspaces_of
from ..qgis_bridge.messages import Messages
from ..qgis_bridge.profile_store import read_json, read_terms, write_json, write_terms
from ..qgis_bridge.realignment import FindOutlines, outlines_again
from ..qgis_bridge.tasks import Task, as_amis_error
from ..workspace.field_maps import SourceMap
from ..workspace.realign import realign
from ..workspace.unmatched import read_unmatched, sources_to_realign
from .save_files import ask_file_to_read, ask_file_to_write
from .terms_dialog import TermsDialog

_KIND = "Terms (*.json)"


class TermsController(QObject):
    """Opens the dialog; keeps decisions, imports, exports, aligns again.

    ``aligned`` names a workspace whose rows were read anew.
    """

    aligned = pyqtSignal(object)

    def __init__(self, window: Any, project: QgsProject, messages: Messages) -> None:
        super().__init__(window)
        self._window, self._project, self._messages = window, project, messages
        self._report: Optional[CheckReport] = None
        self._task: Optional[Task] = None
        self.dialog: Optional[TermsDialog] = None

    def open(self, report: Optional[CheckReport] = None) -> TermsDialog:
        """Open the dialog on the terms of a check, else on those of the project's workspaces."""
        if self.dialog is None:
            dialog = self.dialog = TermsDialog(self._window)
            dialog.decided.connect(self._keep)
            dialog.forgotten.connect(self._forget_terms)
            dialog.origin_chosen.connect(lambda _origin: self._show())
            dialog.align_asked.connect(self._align)
            dialog.stop_asked.connect(self._stop)
            dialog.import_asked.connect(self._import)
            dialog.export_asked.connect(self._export)
            dialog.finished.connect(self._forget)
        self._report = report
        origins: list[tuple[str, Optional[Path]]] = []
        if report is not None:
            origins.append((f"Check of {report.layer}", None))
        origins += [(path.name, path) for path in workspaces_of(self._project)]
        self.dialog.offer_origins(origins or [("What was decided before", None)])
        self._show()
        self.dialog.open()
        return self.dialog

    def release(self) -> None:
        """Stop what is running and close the dialog; nobody asks any more."""
        self._stop()
        if self.dialog is not None:
            self.dialog.show_working(False)
            self.dialog.reject()
        self.deleteLater()

    def _show(self) -> None:
        """Show the terms of the origin that is chosen, with what was decided."""
        dialog = self.dialog
        if dialog is None:
            return
        try:
            terms, unknown = read_terms(), self._unknown()
            touched = self._touched(terms)
        except AmisError as error:
            dialog.show_state(str(error))
            return
        dialog.show_terms(unknown, terms)
        dialog.offer_align(len(touched))
        opened = sum(1 for one in unknown if terms.find(one.vocabulary, one.term) is None)
        dialog.show_state(f"{opened:,} of {len(unknown):,} unknown terms are not decided yet.")

    def _unknown(self) -> tuple[UnknownTerm, ...]:
        path = self.dialog.origin.currentData() if self.dialog else None
        if path is not None:
            return read_unmatched(path)
        return self._report.unmatched if self._report is not None else ()

    def _touched(self, terms: UserTerms) -> list[tuple[Path, SourceMap]]:
        """Return the sources of all workspaces that the decisions read otherwise."""
        return [
            (path, one)
            for path in workspaces_of(self._project)
            for one in sources_to_realign(path, terms)
        ]

    def _keep(self, decisions: list[UserTerm]) -> None:
        def changed(terms: UserTerms) -> UserTerms:
            for one in decisions:
                terms = terms.with_term(one)
            return terms

        self._change(changed)

    def _forget_terms(self, gone: list[tuple[str, str]]) -> None:
        def changed(terms: UserTerms) -> UserTerms:
            for vocabulary, term in gone:
                terms = terms.without(vocabulary, term)
            return terms

        self._change(changed)

    def _change(self, changed: Callable[[UserTerms], UserTerms]) -> None:
        try:
            write_terms(changed(read_terms()))
        except AmisError as error:
            self._say(str(error))
            return
        self._show()

    def _import(self) -> None:
        path = ask_file_to_read(self.dialog, "Import decisions", _KIND)
        if path is None:
            return
        try:
            taken = UserTerms.from_dict(read_json(path))
        except AmisError as error:
            self._say(f"{path.name}: {error}")
            return
        self._keep(list(taken))
        self._say(f"{len(taken):,} decisions were taken from {path.name}.")

    def _export(self) -> None:
        path = ask_file_to_write(self.dialog, "Export all decisions", _KIND, "amis-terms.json")
        if path is None:
            return
        try:
            terms = read_terms()
            write_json(path, terms.to_dict())
        except AmisError as error:
            self._say(str(error))
            return
        self._say(f"{len(terms):,} decisions are written to {path}.")

    def _align(self) -> None:
        dialog = self.dialog
        if dialog is None:
            return
        try:
            terms = read_terms()
            touched = self._touched(terms)
            find = outlines_again([one for _path, one in touched], self._project)
        except AmisError as error:
            self._say(str(error))
            return
        dialog.show_working(True)
        self._task = Task(
            "Aligning sources again",
            partial(_realign_all, touched, terms, find),
            partial(self._on_aligned, touched),
            self._on_failed,
            self._on_progress,
            owner=self,
        ).start()

    def _on_aligned(self, touched: list[tuple[Path, SourceMap]], rows: int) -> None:
        self._task = None
        for path in dict.fromkeys(path for path, _one in touched):
            self.aligned.emit(path)
        are = "is" if rows == 1 else "are"
        text = f"{counted(rows, 'row')} of {counted(len(touched), 'source')} {are} aligned again."
        self._messages.success(text)
        if self.dialog is not None:
            self.dialog.show_working(False)
            self._show()
            self._say(text)

    def _on_progress(self, percent: float, sentence: str) -> None:
        if self.dialog is not None:
            self.dialog.show_progress(percent, sentence)

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        if self.dialog is None:
            self._messages.error(error)
            return
        self.dialog.show_working(False)
        self._show()
        stopped = isinstance(error, Cancelled)
        self._say("Stopped." if stopped else str(as_amis_error(error)))

    def _say(self, text: str) -> None:
        if self.dialog is not None:
            self.dialog.show_state(text)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _forget(self, _result: int = 0) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = self._report = None


def _realign_all(
    touched: list[tuple[Path, SourceMap]],
    terms: UserTerms,
    find: FindOutlines,
    progress: Progress,
) -> int:
    """Align sources again, one after the other; return their rows."""
    rows = 0
    for number, (path, one) in enumerate(touched):
        part = progress.part(number / len(touched), (number + 1) / len(touched))
        done = realign(path, one.source_id, one.fields, terms, countries=find(one), progress=part)
        rows += done.rows
    return rows
