"""Keeps filters under names, in the project and in the profile; a menu and a dialog for them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, Callable, Optional

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QMenu, QToolButton

from ..core.errors import AmisError
from ..core.occurrence_filter import OccurrenceFilter
from ..core.phrases import counted
from ..core.saved_filters import NO_FILTERS, SavedFilter, SavedFilters
from ..core.words import describe_filter
from ..qgis_bridge.filter_store import (
    read_filter_file,
    read_profile_filters,
    read_project_filters,
    write_filter_file,
    write_profile_filters,
    write_project_filters,
)
from ..qgis_bridge.messages import Messages
from .icons import icon
from .plain_tip import plain_tip
from .save_files import ask_file_to_read, ask_file_to_write
from .saved_filters_dialog import PROFILE, PROJECT, TITLES, Picked, SavedFiltersDialog

_KIND = "Saved filters (*.json)"
_MOST_UNDONE = 50
_IN_MENU = 60  # letters of a name


class SavedFiltersController(QObject):
    """Saves, offers and manages filters by name.

    ``chosen`` tells a filter that the person wants to use.

    :param current: returns the filter of now.
    """

    chosen = pyqtSignal(object)

    def __init__(
        self,
        window: Any,
        project: QgsProject,
        messages: Messages,
        current: Callable[[], OccurrenceFilter],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._project = project
        self._messages = messages
        self._current = current
        self._dialog: Optional[SavedFiltersDialog] = None
        self._undo: list[tuple[str, dict[str, SavedFilters]]] = []
        self.menu = QMenu("Saved filters", window)
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self._fill_menu)
        for signal in (project.readProject, project.cleared):
            signal.connect(self._on_project_changed)

    def button(self, parent: Any) -> QToolButton:
        """Return a button that opens the menu; for a toolbar."""
        button = QToolButton(parent)
        button.setIcon(icon("saved_filter"))
        button.setToolTip("Saved filters")
        button.setAccessibleName("Saved filters")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(self.menu)
        return button

    def open(self) -> SavedFiltersDialog:
        """Show the dialog and return it."""
        if self._dialog is None:
            self._dialog = self._make_dialog()
        self._dialog.show_current(*self._words())
        self._dialog.show_state("")
        self._dialog.show()
        self._dialog.raise_()
        self._refresh()
        return self._dialog

    def follow(self, _wanted: OccurrenceFilter) -> None:
        """Let an open dialog say the filter of now."""
        if self._dialog is not None and self._dialog.isVisible():
            self._dialog.follow_current(*self._words())

    def release(self) -> None:
        """Close the dialog and let go of the project."""
        for signal in (self._project.readProject, self._project.cleared):
            signal.disconnect(self._on_project_changed)
        if self._dialog is not None:
            self._dialog.reject()
            self._dialog.deleteLater()
            self._dialog = None
        self.menu.deleteLater()
        self.deleteLater()

    def kept(self, place: str) -> SavedFilters:
        """Return the filters of the project or the profile.

        :raises FilterError: when they cannot be read.
        """
        return read_project_filters(self._project) if place == PROJECT else read_profile_filters()

    def save(self, place: str, name: str) -> None:
        """Keep the filter of now under a name; one that has the name is replaced."""
        with _Told(self._tell):
            one = SavedFilter(name, self._current())
            before = self.kept(place)
            verb = "replaced" if before.find(one.name) is not None else "saved"
            done = f"{one.name} is {verb} {TITLES[place].lower()}."
            self._keep({place: before.with_filter(one)}, done)

    def use(self, place: str, name: str) -> None:
        """Filter by a saved filter."""
        with _Told(self._tell):
            one = self.kept(place).find(name)
            if one is not None:
                self.chosen.emit(one.wanted)

    def rename(self, place: str, name: str, new: str) -> None:
        """Give a saved filter another name."""
        with _Told(self._tell):
            self._keep({place: self.kept(place).renamed(name, new)}, f"{name} is now {new}.")
        self._refresh()  # shows the old name where the new one was refused

    def delete(self, picked: Iterable[Picked]) -> None:
        """Delete saved filters; it can be undone."""
        with _Told(self._tell):
            names = list(picked)
            left = {place: self.kept(place) for place in dict.fromkeys(one for one, _ in names)}
            for place, name in names:
                left[place] = left[place].without(name)
            self._keep(left, f"{_named(names)} deleted.")

    def copy(self, picked: Iterable[Picked]) -> None:
        """Copy saved filters from the project to the profile, or the other way."""
        with _Told(self._tell):
            names = list(picked)
            kept = {place: self.kept(place) for place in TITLES}
            result = dict(kept)
            for place, name in names:
                one = kept[place].find(name)
                other = PROFILE if place == PROJECT else PROJECT
                result[other] = result[other].joined([one] if one is not None else [])
            changed = {place: result[place] for place in TITLES if result[place] != kept[place]}
            done = f"{_named(names)} copied." if changed else "They are there already."
            self._keep(changed, done)

    def undo(self) -> None:
        """Take back the last change of what is kept."""
        if not self._undo:
            return
        what, before = self._undo[-1]
        with _Told(self._tell):
            self._write(before)
            self._undo.pop()
            self._tell(f"Taken back: {what}")
        self._refresh()

    def bring(self, place: str) -> None:
        """Import filters from a JSON file that the person chooses."""
        path = ask_file_to_read(self._parent(), "Import saved filters", _KIND)
        if path is None:
            return
        with _Told(self._tell):
            found = read_filter_file(path)
            before = self.kept(place)
            after = before.joined(found)
            new = len(after) - len(before)
            done = f"{counted(new, 'filter')} imported from {path.name}"
            there = f"; {len(found) - new:,} were here already" if new < len(found) else ""
            self._keep({place: after} if new else {}, f"{done}{there}.")

    def send(self, picked: Iterable[Picked]) -> None:
        """Export the picked filters, or all, into a JSON file that the person chooses."""
        names = list(picked)
        path = ask_file_to_write(self._parent(), "Export saved filters", _KIND, "amis_filters.json")
        if path is None:
            return
        with _Told(self._tell):
            result = NO_FILTERS
            for place in TITLES:
                kept = self.kept(place)
                result = result.joined(
                    one for one in kept if not names or (place, one.name) in names
                )
            write_filter_file(path, result)
            self._tell(f"{counted(len(result), 'filter')} written to {path.name}.")

    def _keep(self, changed: dict[str, SavedFilters], done: str) -> None:
        """Write what has changed, remember how to take it back, and say so."""
        if changed:
            before = {place: self.kept(place) for place in changed}
            self._write(changed)
            self._undo = [*self._undo[-_MOST_UNDONE:], (done, before)]
        self._tell(done)
        self._refresh()

    def _write(self, filters: dict[str, SavedFilters]) -> None:
        if PROFILE in filters:  # the one that can fail comes first
            write_profile_filters(filters[PROFILE])
        if PROJECT in filters:
            write_project_filters(self._project, filters[PROJECT])

    def _tell(self, said: Any) -> None:
        """Say what was done or what is wrong, in the dialog while it shows."""
        if self._dialog is not None and self._dialog.isVisible():
            self._dialog.show_state(str(said))
        elif isinstance(said, Exception):
            self._messages.error(said)
        else:
            self._messages.success(said)

    def _on_project_changed(self, *_args: Any) -> None:
        self._undo = []  # it is about another project
        self._refresh()

    def _refresh(self) -> None:
        if self._dialog is None:
            return
        kept = {}
        for place in TITLES:
            with _Told(self._tell):
                kept[place] = self.kept(place)
        self._dialog.show_filters(kept.get(PROJECT, NO_FILTERS), kept.get(PROFILE, NO_FILTERS))
        self._dialog.show_undo(self._undo[-1][0] if self._undo else "")

    def _words(self) -> tuple[str, str]:
        words = describe_filter(self._current())
        return words, words[:1].upper() + words[1:]

    def _parent(self) -> Any:
        has_dialog = self._dialog is not None and self._dialog.isVisible()
        return self._dialog if has_dialog else self._window

    def _make_dialog(self) -> SavedFiltersDialog:
        dialog = SavedFiltersDialog(self._window)
        for signal, slot in (
            (dialog.used, self.use),
            (dialog.saved, self.save),
            (dialog.renamed, self.rename),
            (dialog.deleted, self.delete),
            (dialog.copied, self.copy),
            (dialog.undo_asked, self.undo),
            (dialog.import_asked, self.bring),
            (dialog.export_asked, self.send),
        ):
            # A rename ends an edit of the tree, which must not be filled anew meanwhile.
            signal.connect(slot, Qt.ConnectionType.QueuedConnection)
        return dialog

    def _fill_menu(self) -> None:
        self.menu.clear()
        for place, title in TITLES.items():
            with _Told(self._tell):
                kept = self.kept(place)
                if len(kept):
                    self.menu.addSection(title)
                for one in kept:
                    name = one.name if len(one.name) <= _IN_MENU else f"{one.name[:_IN_MENU]}…"
                    action = self.menu.addAction(name.replace("&", "&&"))
                    action.setToolTip(plain_tip(describe_filter(one.wanted)))
                    action.triggered.connect(partial(self._use_action, place, one.name))
        self.menu.addSeparator()
        self.menu.addAction("Save or manage filters…", lambda: self.open())

    def _use_action(self, place: str, name: str, _checked: bool = False) -> None:
        self.use(place, name)


class _Told:
    """Hands errors of ours to the one who tells them; others go on."""

    def __init__(self, tell: Callable[[Any], None]) -> None:
        self._tell = tell

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, _kind: Any, error: Any, _stack: Any) -> bool:
        """Tell an error of ours and go on behind the block."""
        if not isinstance(error, AmisError):
            return False
        self._tell(error)
        return True


def _named(picked: list[Picked]) -> str:
    """Return *Copper is*, or *3 filters are*."""
    if len(picked) == 1:
        return f"{picked[0][1]} is"
    return f"{counted(len(picked), 'filter')} are"
