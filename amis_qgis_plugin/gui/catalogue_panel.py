"""The Catalogue's widgets: search, tree and details. Shows values, tells wishes, knows no data."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QSize, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QAction,
    QLineEdit,
    QMenu,
    QSplitter,
    QTextBrowser,
    QToolBar,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ..core.catalogue import load_catalogue
from ..core.completeness import Completeness
from ..qgis_bridge.entries import Entry
from .catalogue_model import VALUE_ROLE, CatalogueModel, SourceRow, search_proxy
from .catalogue_packages import package_of
from .icons import icon
from .placeholders import show_hint
from .two_line_delegate import TwoLineDelegate

_ADD_LAYER = "/mActionAddLayer.svg"
_GEOPACKAGES = (".gpkg", ".sqlite", ".db")


class CataloguePanel(QWidget):
    """Layers by theme with a search field, and what is known about the current one."""

    entry_chosen = pyqtSignal(object)
    source_chosen = pyqtSignal(object)
    source_removed = pyqtSignal(object)
    offer_chosen = pyqtSignal(object, str)
    files_dropped = pyqtSignal(list)
    add_file_asked = pyqtSignal()
    add_server_asked = pyqtSignal()
    offline_asked = pyqtSignal(list)
    help_asked = pyqtSignal()
    shown = pyqtSignal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.model = CatalogueModel(self)
        self._proxy = search_proxy(self.model, self)
        self.search = self._make_search()
        self.tree = self._make_tree()
        self.details = QTextBrowser(self)
        self.details.setOpenExternalLinks(True)
        self.details.setAccessibleName("About the current layer")
        self.details.setMinimumHeight(90)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self.tree)
        split.addWidget(self.details)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setSizes([320, 110])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(4)
        layout.addWidget(self._make_toolbar())
        layout.addWidget(self.search)
        layout.addWidget(split, 1)
        self._tell_about(None)

    def show_rows(
        self, entries: list[Entry], sources: list[SourceRow], suggestions: list[SourceRow]
    ) -> None:
        """Fill the tree; themes and sources open, suggestions closed."""
        self.model.show(entries, sources, suggestions)
        self.tree.expandAll()
        if suggestions and not self.search.text():
            last = self._proxy.rowCount() - 1
            self.tree.collapse(self._proxy.index(last, 0))

    def show_theme(self, title: str) -> bool:
        """Go to a theme; where it has no layers, to the suggested services; say whether it has."""
        self.search.clear()
        heads = [self._proxy.index(row, 0) for row in range(self._proxy.rowCount())]
        found = next((head for head in heads if head.data() == title), None)
        if heads:
            shown = found or heads[-1]
            self.tree.expand(shown)
            self.tree.setCurrentIndex(shown)
            self.tree.scrollTo(shown, QAbstractItemView.ScrollHint.PositionAtTop)
            self.tree.setFocus()
        return found is not None

    def sizeHint(self) -> QSize:
        """Ask for room to read titles and licences."""
        return QSize(330, 440)

    def showEvent(self, event: Any) -> None:
        """Tell that somebody looks, once the window is painted."""
        super().showEvent(event)
        QTimer.singleShot(0, self._tell_shown)

    def dragEnterEvent(self, event: Any) -> None:
        """Take GeoPackages and packages from the file manager."""
        if _wanted(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: Any) -> None:
        """Tell which GeoPackages and packages were dropped."""
        self.files_dropped.emit(_wanted(event.mimeData()))
        event.acceptProposedAction()

    def _tell_shown(self) -> None:
        self.shown.emit()

    def _make_search(self) -> QLineEdit:
        field = QLineEdit(self)
        show_hint(field, "Search layers, sources, licences")
        field.setAccessibleName("Search the catalogue")
        field.setClearButtonEnabled(True)
        field.textChanged.connect(self._narrow)
        return field

    def _make_tree(self) -> QTreeView:
        tree = QTreeView(self)
        tree.setModel(self._proxy)
        tree.setHeaderHidden(True)
        tree.setItemDelegate(TwoLineDelegate(tree))
        tree.setIconSize(QSize(20, 20))
        tree.setIndentation(12)
        tree.setDragEnabled(True)
        tree.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        tree.setAccessibleName("Catalogue of layers by theme")
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.customContextMenuRequested.connect(self._show_menu)
        tree.activated.connect(self._choose)
        tree.selectionModel().currentChanged.connect(
            lambda now, _before: self._tell_about(now.data(VALUE_ROLE))
        )
        tree.setMinimumHeight(120)
        return tree

    def _make_toolbar(self) -> QToolBar:
        bar = QToolBar(self)
        bar.setIconSize(QSize(18, 18))
        for name, text, slot in (
            ("add_file", "Add a GeoPackage or a package…", self.add_file_asked.emit),
            ("add_server", "Add a server…", self.add_server_asked.emit),
            ("add", "Add the selected layers to the map", self._choose_selected),
            ("offline", "Take the selected layers offline…", self._ask_offline),
            ("help", "Help", self.help_asked.emit),
        ):
            drawn = QgsApplication.getThemeIcon(_ADD_LAYER) if name == "add" else icon(name)
            action = QAction(drawn, text, self)
            action.triggered.connect(lambda _checked, slot=slot: slot())
            bar.addAction(action)
        return bar

    def _narrow(self, text: str) -> None:
        self._proxy.setFilterFixedString(text)
        if text:
            self.tree.expandAll()

    def _choose(self, index: Any) -> None:
        value = index.data(VALUE_ROLE)
        if isinstance(value, Entry):
            self.entry_chosen.emit(value)
        elif isinstance(value, SourceRow):
            self.source_chosen.emit(value)

    def _choose_selected(self) -> None:
        for index in self.tree.selectionModel().selectedIndexes():
            self._choose(index)

    def _ask_offline(self) -> None:
        """Ask for the selected layers that are live; for none the dialog opens without them."""
        found = [index.data(VALUE_ROLE) for index in self.tree.selectionModel().selectedIndexes()]
        self.offline_asked.emit([one for one in found if isinstance(one, Entry) and one.live])

    def _show_menu(self, place: Any) -> None:
        value = self.tree.indexAt(place).data(VALUE_ROLE)
        menu = QMenu(self)
        if isinstance(value, Entry):
            menu.addAction("Add to the map", lambda: self.entry_chosen.emit(value))
            if value.live and value.geometry != "raster":
                menu.addAction(icon("offline"), "Take offline…", self._ask_offline)
        elif isinstance(value, SourceRow):
            menu.addAction("Open", lambda: self.source_chosen.emit(value))
            for text, name in value.offers:
                menu.addAction(text, lambda name=name: self.offer_chosen.emit(value, name))
            if value.removable:
                menu.addAction("Take out of the catalogue", lambda: self.source_removed.emit(value))
        if menu.actions():
            menu.exec(self.tree.viewport().mapToGlobal(place))

    def _tell_about(self, value: Any) -> None:
        self.details.setHtml(_about(value))


def _wanted(mime: Any) -> list[Path]:
    """Return the GeoPackages and packages among what is dragged."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in _GEOPACKAGES or package_of(path)]


def _about(value: Any) -> str:
    """Return what is known about the current row as HTML."""
    if isinstance(value, Entry):
        lines = [f"<b>{escape(value.title)}</b>"]
        if value.notice:
            lines.append(f"<i>{escape(value.notice)}</i>")
        if value.description:
            lines.append(escape(value.description))
        lines.append(f"Source: {escape(value.attribution or value.source_title)}")
        lines.append(f"Licence: {escape(value.licence or 'no licence statement')}")
        if value.completeness:
            lines.append(f"Completeness: {escape(Completeness(value.completeness).words)}")
    elif isinstance(value, SourceRow):
        about = escape(value.tooltip or value.detail).replace("\n", "<br>")
        lines = [f"<b>{escape(value.title)}</b>", about]
    else:
        catalogue = load_catalogue()
        lines = [
            f"<b>Catalogue {escape(catalogue.version)}: {escape(catalogue.title)}</b>",
            escape(catalogue.basis),
        ]
    return "".join(f"<p style='margin:2px 0'>{line}</p>" for line in lines)
