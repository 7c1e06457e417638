"""Taking a layer into a workspace from the dialog: looks at the file, asks, aligns, tells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Optional

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..core.errors import Cancelled
from ..core.mapping.field_map import FieldMap
from ..core.sources import Source
from ..core.user_terms import UserTerms
from ..qgis_bridge.alignment import align_layer
from ..qgis_bridge.country_outlines import world_index
from ..qgis_bridge.messages import Messages
from ..qgis_bridge.realignment import work_of_realigning
from ..qgis_bridge.source_rows import LayerRows
from ..qgis_bridge.tasks import Task, as_amis_error
from ..workspace.result_words import needs_a_look
from ..workspace.targets import Target, look_at_target
from .mapping_dialog import MappingDialog
from .mapping_words import aligned_words
from .questions import ask
from .readings import Work

_TITLE = "Align into workspace"
_UNTOUCHED = "Nothing was changed."


@dataclass(frozen=True)
class Wanted:
    """What a person wants to take in.

    :param may_rename: whether the source gets another id where its own is that of another one.
    """

    rows: LayerRows
    fields: FieldMap
    terms: UserTerms
    path: Path
    source: Source
    may_rename: bool


class Aligning(QObject):
    """Aligns in the background for one dialog at a time; one work at a time.

    ``aligned`` names the workspace that has new rows.
    """

    aligned = pyqtSignal(object)

    def __init__(self, owner: QObject, messages: Messages) -> None:
        super().__init__(owner)
        self._messages = messages
        self._task: Optional[Task] = None
        self._dialog: Optional[MappingDialog] = None

    def take(self, dialog: MappingDialog, wanted: Wanted) -> None:
        """Take a layer into a workspace; ask first where others would lose by it."""
        about = wanted.rows.about
        self._run(
            dialog,
            f"Looking at {wanted.path.name}",
            lambda _progress: look_at_target(wanted.path, about, wanted.source, wanted.may_rename),
            partial(self._on_looked, wanted),
        )

    def again(
        self, dialog: MappingDialog, path: Path, source_id: str, wanted: tuple[FieldMap, UserTerms]
    ) -> None:
        """Align again what a workspace has of a source.

        :raises WorkspaceError: when the workspace keeps no map of it.
        """
        fields, terms = wanted
        work = work_of_realigning(path, source_id, fields, terms, QgsProject.instance())
        done = partial(self._on_aligned, path, fields)
        self._run(dialog, f"Aligning {source_id}", work, done)

    def stop(self) -> None:
        """Stop what is running; the workspace is what it was."""
        if self._task is not None:
            self._task.cancel()

    def forget(self) -> None:
        """Let go of the dialog, which is closed."""
        self._dialog = None

    def _run(self, dialog: MappingDialog, title: str, work: Work, done: Any) -> None:
        self._dialog = dialog
        dialog.show_working(True)
        self._task = Task(title, work, done, self._on_failed, self._on_progress, owner=self).start()

    def _on_looked(self, wanted: Wanted, target: Target) -> None:
        self._task = None
        if self._dialog is None:
            return
        if target.is_foreign:
            self._ask(wanted, target.foreign_words, "Add them")
        elif target.lost_words:
            self._ask(wanted, target.lost_words, "Delete and replace")
        else:
            self._go_on(wanted, True)

    def _ask(self, wanted: Wanted, text: str, yes: str) -> None:
        if self._dialog is not None:
            self._dialog.show_state(text)
            ask(self._dialog, _TITLE, text, yes, partial(self._go_on, wanted))

    def _go_on(self, wanted: Wanted, is_wanted: bool) -> None:
        if self._dialog is None:
            return
        if not is_wanted:
            self._end(_UNTOUCHED)
            return
        self._run(
            self._dialog,
            f"Aligning {wanted.rows.about.title}",
            lambda progress: align_layer(
                wanted.rows,
                wanted.fields,
                wanted.path,
                wanted.source,
                may_rename=wanted.may_rename,
                outlines=world_index,
                terms=wanted.terms,
                progress=progress,
            ),
            partial(self._on_aligned, wanted.path, wanted.fields),
        )

    def _on_aligned(self, path: Path, fields: FieldMap, result: Any) -> None:
        self._task = None
        text = aligned_words(path, result, fields)
        self._end(text)
        tell = self._messages.warning if needs_a_look(result, fields) else self._messages.success
        tell(text)
        self.aligned.emit(path)

    def _on_progress(self, percent: float, sentence: str) -> None:
        if self._dialog is not None:
            self._dialog.show_progress(percent, sentence)

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        if self._dialog is None:
            self._messages.error(error)
            return
        stopped = isinstance(error, Cancelled)
        self._end(f"Stopped. {_UNTOUCHED}" if stopped else str(as_amis_error(error)))

    def _end(self, text: str) -> None:
        if self._dialog is not None:
            self._dialog.show_working(False)
            self._dialog.show_state(text)
