"""Prospectivity packages in the Catalogue: verified first, unpacked where they are zip files."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Optional

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..core.errors import AmisError, Cancelled
from ..core.phrases import counted
from ..packages.opening import MANIFEST
from ..qgis_bridge.entries import Entry
from ..qgis_bridge.messages import Messages
from ..qgis_bridge.package_entries import PackageSource, package_entries, read_package, state_of
from ..qgis_bridge.tasks import Task
from ..workspace.file_state import Stamp
from .catalogue_model import SourceRow
from .questions import ask

if TYPE_CHECKING:
    from ..packages.verify import VerifyReport

_SHOWN = 5  # problems in a question; amis:verifypackage lists them all
_OFFERS = (
    ("Verify again", "verify"),
    ("Compare with another version…", "compare"),
    ("Make a new version…", "renew"),
)
_ALGORITHMS = {
    "compare": ("amis:comparepackages", "BEFORE"),
    "renew": ("amis:renewpackage", "PACKAGE"),
}


def package_of(path: Path) -> Optional[Path]:
    """Return the package that a person means by a path: a folder, a zip file, its manifest."""
    if path.name == MANIFEST:
        path = path.parent
    # A look before the look: nobody waits for all files of a folder that is something else.
    may_be = (path / MANIFEST).is_file() if path.is_dir() else path.suffix.lower() == ".zip"
    if not may_be:
        return None
    from ..packages.files import is_package

    return path if is_package(path) else None


class CataloguePackages(QObject):
    """Knows which packages are whole, and asks before it shows one that is not.

    ``found`` tells a folder that belongs into the catalogue, ``changed`` that a package was
    verified.

    :param panel: the widget that questions are asked over.
    """

    found = pyqtSignal(object)
    changed = pyqtSignal()

    def __init__(self, panel: Any, messages: Messages) -> None:
        super().__init__(panel)
        self._panel, self._messages = panel, messages
        self._reports: dict[Path, tuple[Stamp, VerifyReport]] = {}
        self._failed: dict[Path, str] = {}
        self._tasks: dict[Path, Task] = {}
        self._waiting: dict[Path, list[Callable[[], Any]]] = {}
        self._allowed: set[tuple[Path, Stamp]] = set()
        self._new: set[Path] = set()
        self._dialog: Any = None  # Processing leaves it to us to keep its dialogs

    def release(self) -> None:
        """Stop verifying and unpacking."""
        tasks, self._tasks = self._tasks, {}
        self._waiting.clear()
        for task in tasks.values():
            task.cancel()

    def add(self, path: Path) -> None:
        """Take a package in: a folder as it is, a zip file once it is unpacked beside it."""
        if path in self._tasks:
            return
        self._new.add(path)
        if path.is_dir():
            self.found.emit(path)
            return
        from ..packages.unpack import unpacked_place

        try:
            place, is_there = unpacked_place(path)
        except AmisError as error:
            self._messages.error(error)
            return
        if is_there:
            self._new.add(place)
            self.found.emit(place)
        else:
            self._verify(path, partial(self._ask_to_unpack, path, place))

    def row_of(self, folder: Path) -> tuple[SourceRow, list[Entry]]:
        """Return a package as the Catalogue lists it, with its layers; begin to verify it."""
        try:
            source = read_package(folder)
            entries = list(package_entries(source))
        except AmisError as error:
            row = SourceRow(
                f"package:{folder}", folder.name, error.message, "export_package", str(error), True
            )
            return row, []
        if self._known(folder) is None and folder not in self._failed:
            self._verify(folder, partial(self._tell, source))
        layers = counted(len(entries), "layer")
        detail = f"{self._state(folder)} · package of {source.made_on} · {layers}"
        tip = [str(folder), f"Filter: {source.filter_words}"]
        if source.least is not None:
            tip.append(f"Completeness: {source.least.words}")
        tip += self._problems(folder)
        row = SourceRow(
            f"package:{folder}", source.title, detail, "export_package", "\n".join(tip), True,
            _OFFERS,
        )  # fmt: skip
        return row, entries

    def may_add(self, entry: Entry, add: Callable[[], Any]) -> bool:
        """Whether a layer of a package may be shown now.

        :param add: called later where the package is still being verified, or a person has to say
            that it may be shown all the same.
        """
        folder = Path(entry.package)
        report = self._known(folder)
        if report is None and folder not in self._failed:
            self._waiting.setdefault(folder, []).append(add)
            self._messages.info(f"{entry.title} is shown as soon as its package is verified.")
            if folder not in self._tasks:
                self._verify(folder, lambda _report: None)
            return False
        if (report is not None and report.ok) or (folder, state_of(folder)) in self._allowed:
            return True
        self._ask_to_show(folder, [add])
        return False

    def follow_offer(self, row: SourceRow, name: str) -> None:
        """Do what a person chose in the menu of a package."""
        folder = Path(row.key.partition(":")[2])
        if name == "verify":
            self._reports.pop(folder, None)
            self._failed.pop(folder, None)
            self._new.add(folder)
            self.changed.emit()
        elif name in _ALGORITHMS:
            algorithm, parameter = _ALGORITHMS[name]
            # Here: a QGIS without Processing's plugin has the catalogue all the same.
            from processing import createAlgorithmDialog

            self._dialog = createAlgorithmDialog(algorithm, {parameter: str(folder)})
            self._dialog.show()

    def _verify(self, path: Path, then: Callable[[VerifyReport], Any]) -> None:
        if path in self._tasks:
            return

        stamp = state_of(path)

        def done(report: VerifyReport) -> None:
            if self._tasks.pop(path, None) is not None:
                self._reports[path] = (stamp, report)
                then(report)
                self._go_on(path)

        def failed(error: Exception) -> None:
            if self._tasks.pop(path, None) is not None:
                stopped = isinstance(error, Cancelled)
                self._failed[path] = "not verified" if stopped else "cannot be verified"
                self._messages.error(error)
                self._go_on(path)

        from ..packages.verify import verify_package  # when the first package is there

        work = partial(verify_package, path)
        self._tasks[path] = Task(f"Verifying {path.name}", work, done, failed, owner=self).start()

    def _go_on(self, path: Path) -> None:
        """Show the state of a package, and the layers that waited for it."""
        waiting = self._waiting.pop(path, [])
        self.changed.emit()
        report = self._known(path)
        if report is not None and report.ok:
            for add in waiting:
                add()
        elif waiting:
            self._ask_to_show(path, waiting)

    def _tell(self, source: PackageSource, report: VerifyReport) -> None:
        """Say of a package that a person added how it is."""
        if source.folder not in self._new:
            return
        self._new.discard(source.folder)
        if report.ok:
            self._messages.success(f"{source.words}, is in the catalogue. It is whole.")
        else:
            count = counted(len(report.problems), "problem")
            first = report.problems[0]
            self._messages.warning(
                f"{source.words}, is not as it was written: {count}. {first.file}: {first.message}"
            )

    def _ask_to_unpack(self, archive: Path, place: Path, report: VerifyReport) -> None:
        told = "It is whole." if report.ok else "\n".join(self._problems(archive))
        text = (
            f"{archive.name} is a package in one file. To show its layers it has to be unpacked,"
            f" to {place}.\n\n{told}"
        )
        yes = "Unpack" if report.ok else "Unpack all the same"
        answer = partial(self._unpack, archive, place)
        ask(self._panel, "Unpack the package?", text, yes, answer)

    def _unpack(self, archive: Path, place: Path, goes_on: bool) -> None:
        self._new.discard(archive)
        if not goes_on or archive in self._tasks:
            return

        def done(folder: Path) -> None:
            if self._tasks.pop(archive, None) is not None:
                self._new.add(folder)
                self.found.emit(folder)

        def failed(error: Exception) -> None:
            if self._tasks.pop(archive, None) is not None:
                self._messages.error(error)

        from ..packages.unpack import unpack_package

        work = partial(unpack_package, archive, place)
        task = Task(f"Unpacking {archive.name}", work, done, failed, owner=self)
        self._tasks[archive] = task.start()

    def _ask_to_show(self, folder: Path, waiting: list[Callable[[], Any]]) -> None:
        def answered(goes_on: bool) -> None:
            if goes_on:
                self._allowed.add((folder, state_of(folder)))
                for add in waiting:
                    add()

        problems = "\n".join(self._problems(folder)) or "It could not be verified."
        text = f"The package {folder.name} is not as it was written.\n\n{problems}"
        ask(self._panel, "Show it all the same?", text, "Show", answered)

    def _known(self, path: Path) -> Optional[VerifyReport]:
        """Return what verifying found, if the package has not been written since."""
        stamp, report = self._reports.get(path, ((), None))
        return report if report is not None and stamp == state_of(path) else None

    def _state(self, folder: Path) -> str:
        report = self._known(folder)
        if report is None:
            return self._failed.get(folder, "being verified")
        return "verified" if report.ok else counted(len(report.problems), "problem")

    def _problems(self, path: Path) -> list[str]:
        report = self._known(path)
        problems = report.problems if report is not None else ()
        told = [f"{one.file}: {one.message}" for one in problems[:_SHOWN]]
        left = len(problems) - len(told)
        return [*told, f"and {left:,} more"] if left else told
