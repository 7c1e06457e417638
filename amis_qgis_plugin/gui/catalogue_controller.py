"""Wires the Catalogue to files, servers and the project."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Optional

from qgis.core import QgsProject
from qgis.gui import QgsCustomDropHandler
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QDialog, QFileDialog

from ..core.catalogue import SuggestedService, suggested_services
from ..core.errors import AmisError
from ..core.phrases import counted
from ..packages.opening import MANIFEST
from ..qgis_bridge.entries import (
    SHORT_NAMES,
    Entry,
    outline_entry,
    service_entries,
    workspace_entries,
)
from ..qgis_bridge.messages import Messages
from ..qgis_bridge.project import add_layer
from ..qgis_bridge.samples import sample_workspace
from ..qgis_bridge.settings import Server, Settings, read_settings, write_settings
from ..qgis_bridge.tasks import Task
from .catalogue_model import DROP_KEY, SourceRow
from .catalogue_packages import CataloguePackages, package_of
from .catalogue_panel import CataloguePanel

if TYPE_CHECKING:
    from ..services.capabilities import Service

SAMPLES_TITLE = "ASEAN samples"
_MOST_NOTES = 3  # in one message; a directory may have dozens of services that do not answer


class CatalogueController(QObject):
    """Knows what the Catalogue offers and adds it to the project.

    Nothing is read before the panel is shown, and no server before the person opens it.
    ``refreshed`` tells that servers were read, added or removed, or did not answer.
    """

    refreshed = pyqtSignal()

    def __init__(self, panel: CataloguePanel, project: QgsProject, messages: Messages) -> None:
        super().__init__(panel)
        self._panel = panel
        self._project = project
        self._messages = messages
        self._settings: Settings = read_settings()
        self._services: dict[tuple[str, str], Service] = {}
        self._reading: dict[tuple[str, str], Task] = {}
        self._entries: list[Entry] = []
        self._is_read = False
        self.drop_handler = DropHandler(self.add_by_id)
        self.packages = CataloguePackages(panel, messages)
        self.packages.found.connect(self._add_package)
        self.packages.changed.connect(self.refresh)
        panel.offer_chosen.connect(self.packages.follow_offer)
        panel.entry_chosen.connect(self.add)
        panel.source_chosen.connect(self._open_source)
        panel.source_removed.connect(self._remove_source)
        panel.files_dropped.connect(self.add_files)
        panel.add_file_asked.connect(self._ask_for_files)
        panel.add_server_asked.connect(self.ask_for_server)
        panel.shown.connect(self._read_once)

    def release(self) -> None:
        """Stop reading servers and close the dialogs; nobody asks any more."""
        self.packages.release()
        reading, self._reading = self._reading, {}
        for task in reading.values():
            task.cancel()
        for dialog in self._panel.findChildren(QDialog):
            dialog.reject()

    def entries(self) -> list[Entry]:
        """Return every layer on offer; reads the files when nobody has looked yet."""
        self._read_once()
        return list(self._entries)

    def add(self, entry: Entry) -> Optional[Any]:
        """Add a layer to the project; return it, or nothing when it could not be opened.

        One of a package waits until the package is verified.
        """
        if entry.package and not self.packages.may_add(entry, lambda: self._add_now(entry)):
            return None
        return self._add_now(entry)

    def _add_now(self, entry: Entry) -> Optional[Any]:
        try:
            layer = add_layer(self._project, entry.make(), entry.theme_id)
        except AmisError as error:
            self._messages.error(error)
            return None
        note = f" {entry.notice}" if entry.notice else ""
        self._messages.success(f"{entry.title} is in the project.{note}")
        return layer

    def add_by_id(self, entry_id: str) -> None:
        """Add the layer that was dropped."""
        for entry in self.entries():
            if entry.entry_id == entry_id:
                self.add(entry)

    def add_files(self, paths: list[Path]) -> None:
        """Add GeoPackages and packages; one that cannot be read is named and left out."""
        for path in paths:
            package = package_of(path)
            if package is not None:
                self.packages.add(package)
                continue
            try:
                list(workspace_entries(path, path.stem))
            except AmisError as error:
                self._messages.error(error)
            else:
                self._remember(self._settings.with_workspace(path))
        self.refresh()

    def refresh(self) -> None:
        """Show what is known now; asks no server."""
        self._is_read = True
        self._entries = [outline_entry()]
        rows = [self._read_samples()]
        for name in self._settings.workspaces:
            path = Path(name)
            detail = self._read_file(path, path.stem)
            rows.append(SourceRow(f"file:{path}", path.stem, detail, "offline", name, True))
        for name in self._settings.packages:
            row, found = self.packages.row_of(Path(name))
            self._entries += found
            rows.append(row)
        for server in self._settings.servers:
            service = self._services.get((server.url, server.protocol))
            if service is not None:
                self._entries += service_entries(service, server.authcfg)
            rows.append(_server_row(server, service))
        suggestions = [_suggestion_row(one) for one in suggested_services()]
        self._panel.show_rows(self._entries, rows, suggestions)
        self.refreshed.emit()

    def servers(self) -> list[tuple[Server, Optional[Service]]]:
        """Return the servers that were added, with what they offer once they were read."""
        known = self._settings.servers
        return [(one, self._services.get((one.url, one.protocol))) for one in known]

    def ask_for_server(self) -> None:
        """Let the person give an address, then read it."""
        from .server_dialog import ServerDialog

        dialog = ServerDialog(self._panel)
        dialog.accepted.connect(lambda: self.open_server(dialog.server()))
        _open_once(dialog)

    def open_server_of(self, key: str) -> None:
        """Read one of the servers that were added, by protocol and address."""
        for server in self._settings.servers:
            if f"{server.protocol} {server.url}" == key:
                self.open_server(server)

    def open_server_at(self, url: str) -> bool:
        """Read the servers that were added and lie at an address; return whether there are any."""
        at = url.partition("?")[0]
        found = [
            one for one in self._settings.servers
            if at.startswith(one.url.partition("?")[0].rstrip("/"))
        ]  # fmt: skip
        for server in found:
            self.open_server(server)
        return bool(found)

    def open_server(self, server: Server) -> None:
        """Read a server's capabilities in the background and list its layers.

        Asked again while it is being read, it does nothing.
        """
        from ..qgis_bridge.servers import read_server

        key = (server.url, server.protocol)
        if key in self._reading:
            return

        def done(service: Service) -> None:
            self._reading.pop(key, None)
            known = Server(
                service.title or server.title, service.url, service.protocol, server.authcfg
            )
            self._services[(known.url, known.protocol)] = service
            self._remember(self._settings.without_server(server).with_server(known))
            self.refresh()
            offers = f"{known.title or known.url} offers {counted(len(service.layers), 'layer')}."
            self._messages.success(" ".join((offers, *service.notes[:_MOST_NOTES])))

        def failed(error: Exception) -> None:
            if self._reading.pop(key, None) is not None:
                self._messages.error(error)
                self.refreshed.emit()

        self._reading[key] = Task(
            f"Reading {server.title or server.url}",
            partial(read_server, server),
            done,
            failed,
            owner=self,
        ).start()

    def _read_once(self) -> None:
        if not self._is_read:
            self.refresh()

    def _read_samples(self) -> SourceRow:
        """Add the layers of the samples to the entries; return their row."""
        try:
            path = sample_workspace()
        except AmisError as error:
            return SourceRow("file:", SAMPLES_TITLE, error.message, "samples", str(error))
        detail = self._read_file(path, SAMPLES_TITLE)
        return SourceRow(f"file:{path}", SAMPLES_TITLE, detail, "samples", str(path))

    def _read_file(self, path: Path, title: str) -> str:
        """Add the layers of a file to the entries; return what to say about the file."""
        try:
            found = list(workspace_entries(path, title))
        except AmisError as error:
            return error.message
        self._entries += found
        return f"{counted(len(found), 'layer')} · GeoPackage"

    def _remember(self, settings: Settings) -> None:
        # The Export dialog remembers a folder and choices meanwhile.
        now = read_settings()
        self._settings = replace(
            settings, last_folder=now.last_folder, package_choices=now.package_choices
        )
        write_settings(self._settings)

    def _add_package(self, folder: Path) -> None:
        self._remember(self._settings.with_package(folder))
        self.refresh()

    def _ask_for_files(self) -> None:
        names, _filter = QFileDialog.getOpenFileNames(
            self._panel,
            "Add GeoPackages or packages to the catalogue",
            read_settings().last_folder,
            f"GeoPackages and packages (*.gpkg *.zip {MANIFEST});;All files (*)",
        )
        if names:
            self.add_files([Path(name) for name in names])

    def _open_source(self, row: SourceRow) -> None:
        kind, _colon, key = row.key.partition(":")
        if kind == "server":
            self.open_server_of(key)
        elif kind == "suggestion":
            service = next(one for one in suggested_services() if one.url == key)
            self._open_suggestion(service)

    def _open_suggestion(self, service: SuggestedService) -> None:
        from .suggestion_dialog import SuggestionDialog

        dialog = SuggestionDialog(service, self._panel)
        dialog.try_asked.connect(
            lambda: self.open_server(Server(service.title, service.url, "auto"))
        )
        _open_once(dialog)

    def _remove_source(self, row: SourceRow) -> None:
        kind, _colon, key = row.key.partition(":")
        if kind == "file":
            self._remember(self._settings.without_workspace(Path(key)))
        elif kind == "package":
            self._remember(self._settings.without_package(Path(key)))
        elif kind == "server":
            for server in self._settings.servers:
                if f"{server.protocol} {server.url}" == key:
                    self._remember(self._settings.without_server(server))
        self.refresh()


class DropHandler(QgsCustomDropHandler):
    """Lets layers be dragged from the Catalogue to the map and the layer panel."""

    def __init__(self, add: Callable[[str], None]) -> None:
        super().__init__()
        self._add = add

    def customUriProviderKey(self) -> str:
        """Return the key of the layers that we drag."""
        return DROP_KEY

    def handleCustomUriDrop(self, uri: Any) -> None:
        """Add what was dropped."""
        self._add(uri.uri)


def _open_once(dialog: QDialog) -> None:
    """Show a dialog that is gone for good when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _server_row(server: Server, service: Optional[Service]) -> SourceRow:
    state = (
        counted(len(service.layers), "layer") if service else "not contacted · double-click to read"
    )
    return SourceRow(
        f"server:{server.protocol} {server.url}",
        server.title or server.url,
        f"{SHORT_NAMES.get(server.protocol, server.protocol.upper())} · {state}",
        "live",
        "\n".join((server.url, *(service.notes if service else ()))),
        True,
    )


def _suggestion_row(service: SuggestedService) -> SourceRow:
    return SourceRow(
        f"suggestion:{service.url}",
        f"{service.member or service.agency}: {service.title}",
        f"{service.protocol} · {service.status}",
        "live",
        f"{service.agency}. {service.url}. {service.notes}",
    )
