"""One download of some layers: started, looked at, stopped, told, and brought into the project."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Callable, Optional

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..core.completeness import Completeness
from ..core.errors import AmisError, Cancelled
from ..core.phrases import listed
from ..qgis_bridge.country_outlines import world_index
from ..qgis_bridge.entries import workspace_entries
from ..qgis_bridge.layers import workspace_layer_id
from ..qgis_bridge.messages import Messages
from ..qgis_bridge.offline_batch import Ending, Wish, take_layers_offline, told_apart
from ..qgis_bridge.profile_store import read_terms
from ..qgis_bridge.project import add_layer_in_group
from ..qgis_bridge.tasks import Task
from ..qgis_bridge.twins import live_layers_of
from ..services.service import Extent
from ..workspace.glance import glance
from ..workspace.offline.download import Wanted
from .offline_words import area_words, ending_words, state_words, summary_words, twice_words
from .switch_controller import Switched

ShowCopy = Callable[[Path, str], Switched]
_EVERY = 200  # milliseconds between two looks
_NAMES = 3


class OfflineRun(QObject):
    """Takes layers in the background, one download at a time.

    ``told`` tells percent and sentence, ``taken`` the workspace that has new rows. ``ended`` tells
    the endings, the workspace, and both in a sentence; ``shown`` the same, once the person wants to
    see them.

    :param show_copy: lets live layers show a source of a workspace in place of their server.
    """

    told = pyqtSignal(float, str)
    taken = pyqtSignal(object)
    ended = pyqtSignal(object, object, str)
    shown = pyqtSignal(object, object, str)

    def __init__(
        self, owner: QObject, project: QgsProject, messages: Messages, show_copy: ShowCopy
    ) -> None:
        super().__init__(owner)
        self._project, self._messages, self._show_copy = project, messages, show_copy
        self._switches = False
        self._task: Optional[Task] = None
        self._wanted: Optional[Wanted] = None
        self._wishes: tuple[Wish, ...] = ()
        self._endings: tuple[Ending, ...] = ()
        self._kept: tuple[Ending, ...] = ()
        self._so_far: list[Ending] = []  # added to by the task, read here
        self.heading = ""
        self._told: tuple[tuple[Ending, ...], Path, str] = ((), Path(), "")
        self._clock = QTimer(self)
        self._clock.setInterval(_EVERY)
        self._clock.timeout.connect(self._look)

    @property
    def is_running(self) -> bool:
        """Whether layers are being taken."""
        return self._task is not None

    @property
    def path(self) -> Path:
        """The workspace of the last download."""
        return self._wanted.workspace if self._wanted is not None else Path()

    @property
    def so_far(self) -> tuple[tuple[Wish, Optional[Ending]], ...]:
        """The layers of the download that runs, with how it ended for those that have."""
        ended = [*self._so_far]
        waiting = self._wishes[len(ended) :]
        return (*((one.wish, one) for one in ended), *((wish, None) for wish in waiting))

    def start(
        self,
        wishes: Sequence[Wish],
        path: Path,
        extent: Optional[Extent],
        accepts: bool,
        switches: bool = False,
    ) -> None:
        """Take layers into a workspace.

        :param accepts: whether what came is kept although more is missing.
        :param switches: whether live layers of the project then show what came whole.
        :raises VocabularyError: when the person's terms cannot be read.
        """
        self._switches = switches
        self._run(wishes, Wanted(path, "", extent, accepts_incomplete=accepts), ())

    def go_on(self) -> None:
        """Take again those layers of the last download that are not whole.

        :raises VocabularyError: when the person's terms cannot be read.
        """
        if self._wanted is not None:
            left = [one.wish for one in self._endings if one.is_left]
            whole = tuple(one for one in self._endings if not one.is_left)
            self._run(left, self._wanted, whole)

    def stop(self) -> None:
        """Stop; what came is kept for the next time."""
        if self._task is not None:
            self._task.cancel()

    def _run(self, wishes: Sequence[Wish], wanted: Wanted, kept: tuple[Ending, ...]) -> None:
        if not wishes or self.is_running:
            return
        wishes = told_apart([*(one.wish for one in kept), *wishes])[len(kept) :]
        terms, so_far = read_terms(), list[Ending]()
        self._wishes, self._wanted, self._kept = tuple(wishes), wanted, kept
        self._so_far = so_far
        names = listed([one.name for one in wishes], _NAMES)
        self.heading = f"{names}\nto {wanted.workspace}\n{area_words(wanted.extent)}"
        self._messages.note(f"Taking offline: {' '.join(self.heading.splitlines())}")
        self._task = Task(
            f"Taking {names} offline",
            lambda progress: take_layers_offline(
                wishes,
                wanted,
                outlines=world_index,
                terms=terms,
                on_ending=so_far.append,
                progress=progress,
            ),
            self._on_done,
            self._on_failed,
            owner=self,
        ).start()
        self._clock.start()

    def _look(self) -> None:
        if self._task is not None:
            self.told.emit(*self._task.told)

    def _on_failed(self, error: Exception) -> None:
        self._on_done(tuple(Ending(wish, error=error) for wish in self._wishes))

    def _on_done(self, endings: tuple[Ending, ...]) -> None:
        self._task = None
        self._clock.stop()
        self._endings = (*self._kept, *endings)
        self._log(endings)
        said = [summary_words(self._endings, self.path)]
        if any(one.done is not None for one in endings):
            said += self._show_on_map(endings)
            self.taken.emit(self.path)
        told = (self._endings, self.path, " ".join(filter(None, said)))
        self.ended.emit(*told)
        self._tell(told)

    def _tell(self, told: tuple[tuple[Ending, ...], Path, str]) -> None:
        endings, _path, summary = told
        is_good = all(
            one.done is not None and one.done.result.completeness is Completeness.COMPLETE_PROVEN
            for one in endings
        )
        tell = self._messages.success if is_good else self._messages.warning
        self._told = told  # an older button shows the newest, which *Go on* acts on
        tell(summary, "Show what came", lambda: self.shown.emit(*self._told))

    def _log(self, endings: Sequence[Ending]) -> None:
        for one in endings:
            if one.error is not None and not isinstance(one.error, Cancelled):
                self._messages.note_unexpected(one.error)
                one.error.__traceback__ = None  # it holds what belongs to another thread
            said = " ".join(filter(None, ending_words(one, self.path)))
            self._messages.note(f"{one.wish.name}: {state_words(one)}. {said}")

    def _show_on_map(self, endings: Sequence[Ending]) -> list[str]:
        """Show what came: in the live layers themselves, else in tables of the workspace.

        :return: what a person has to know about it, a sentence each.
        """
        said, tables = [], set()
        for one in endings:
            if one.done is not None:
                words, is_shown = self._show_in_live_layers(one)
                said.append(words)
                tables |= set() if is_shown else {one.done.result.table}
        self._add_tables(tables)
        return said

    def _show_in_live_layers(self, ending: Ending) -> tuple[str, bool]:
        """Return what is to be said, and whether live layers show what came."""
        if ending.done is None:
            return "", False
        source_id = ending.done.result.source_id
        try:
            switched = Switched()
            if self._switches and ending.is_whole:
                switched = self._show_copy(self.path, source_id)
            sources = glance(self.path).sources
        except AmisError as error:
            return str(error), False
        left = [
            layer.name()
            for one in sources
            if one.source_id == source_id
            for layer in live_layers_of(one, self._project)
        ]
        words = " ".join(filter(None, (switched.words(), twice_words(left))))
        return words, bool(switched.names)

    def _add_tables(self, tables: Iterable[str]) -> None:
        """Add tables that have new rows, in a group named after the workspace."""
        path = self.path
        wanted = {workspace_layer_id(path, table) for table in tables}
        try:
            for entry in workspace_entries(path, path.stem):
                if entry.entry_id in wanted:
                    add_layer_in_group(self._project, entry.make(), path.stem)
        except AmisError as error:
            self._messages.error(error)
