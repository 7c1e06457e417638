"""The tree of the Catalogue: layers by theme, then the sources they come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from qgis.core import QgsMimeDataUtils
from qgis.PyQt.QtCore import QMimeData, QSortFilterProxyModel, Qt
from qgis.PyQt.QtGui import QStandardItem, QStandardItemModel

from ..core.catalogue import load_catalogue
from ..core.theme_guess import OTHER_THEME
from ..qgis_bridge.entries import Entry
from .icons import icon
from .two_line_delegate import DETAIL_ROLE

VALUE_ROLE = Qt.ItemDataRole.UserRole + 2
SEARCH_ROLE = Qt.ItemDataRole.UserRole + 3
DROP_KEY = "amis_explorer"
NO_LICENCE = "no licence statement"


@dataclass(frozen=True)
class SourceRow:
    """A source or a suggestion in the lower part of the tree.

    :param key: what the wiring class knows it by.
    :param removable: whether the person added it and may take it away.
    :param offers: what else its menu has: text and a name for it.
    """

    key: str
    title: str
    detail: str
    icon: str
    tooltip: str = ""
    removable: bool = False
    offers: tuple[tuple[str, str], ...] = ()


class CatalogueModel(QStandardItemModel):
    """Themes with their layers, then sources, then suggestions."""

    def show(
        self,
        entries: Sequence[Entry],
        sources: Sequence[SourceRow],
        suggestions: Sequence[SourceRow],
    ) -> None:
        """Fill the tree anew."""
        self.clear()
        for theme_id, title in _themes():
            under = [entry for entry in entries if entry.theme_id == theme_id]
            if under:
                head = _head(title, f"theme_{theme_id}")
                head.appendRows([_entry_item(entry, title) for entry in under])
                self.appendRow(head)
        self._add_sources("Sources", "samples", sources)
        self._add_sources("Suggested services (not verified)", "live", suggestions)

    def mimeTypes(self) -> list[str]:
        """Say what a dragged row can be dropped as."""
        return ["application/x-vnd.qgis.qgis.uri"]

    def mimeData(self, indexes: Iterable[Any]) -> QMimeData:
        """Return dragged layers as QGIS's map and layer panel take them."""
        uris = []
        for index in indexes:
            entry = index.data(VALUE_ROLE)
            if isinstance(entry, Entry):
                uri = QgsMimeDataUtils.Uri()
                uri.layerType = "custom"
                uri.providerKey = DROP_KEY
                uri.name = entry.title
                uri.uri = entry.entry_id
                uris.append(uri)
        return QgsMimeDataUtils.encodeUriList(uris)

    def _add_sources(self, title: str, icon_name: str, rows: Sequence[SourceRow]) -> None:
        if not rows:
            return
        head = _head(title, icon_name)
        for row in rows:
            item = QStandardItem(icon(row.icon), row.title)
            item.setEditable(False)
            item.setDragEnabled(False)
            tip = escape(row.tooltip or row.detail).replace("\n", "<br>")
            item.setToolTip(f"<qt>{tip}</qt>")
            item.setData(row.detail, DETAIL_ROLE)
            item.setData(row, VALUE_ROLE)
            item.setData(f"{row.title} {row.detail}", SEARCH_ROLE)
            item.setData(f"{row.title}. {row.detail}", Qt.ItemDataRole.AccessibleTextRole)
            head.appendRow(item)
        self.appendRow(head)


def search_proxy(model: CatalogueModel, parent: Any) -> QSortFilterProxyModel:
    """Return a view of the tree that can be narrowed by words in title, source or licence."""
    proxy = QSortFilterProxyModel(parent)
    proxy.setSourceModel(model)
    proxy.setRecursiveFilteringEnabled(True)
    proxy.setFilterRole(SEARCH_ROLE)
    proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return proxy


def _themes() -> list[tuple[str, str]]:
    themes = [(theme.theme_id, theme.title) for theme in load_catalogue().themes]
    return [*themes, (OTHER_THEME, "Other layers")]


def _head(title: str, icon_name: str) -> QStandardItem:
    item = QStandardItem(icon(icon_name), title)
    item.setEditable(False)
    item.setDragEnabled(False)
    font = item.font()
    font.setBold(True)
    item.setFont(font)
    item.setData("", SEARCH_ROLE)
    return item


def _entry_item(entry: Entry, theme: str) -> QStandardItem:
    item = QStandardItem(icon(entry.geometry or "live"), entry.title)
    item.setEditable(False)
    item.setDragEnabled(True)
    item.setData(_detail(entry), DETAIL_ROLE)
    item.setData(entry, VALUE_ROLE)
    about = (entry.title, entry.source_title, entry.licence, entry.attribution)
    words = (theme, *about, entry.description)
    item.setData(" ".join(words), SEARCH_ROLE)
    item.setData(f"{entry.title}. {_detail(entry)}", Qt.ItemDataRole.AccessibleTextRole)
    item.setToolTip("Double-click, press Enter or drag it to the map to add it")
    return item


def _detail(entry: Entry) -> str:
    kind = entry.geometry or "features"
    count = f"{entry.features:,} {_plural(kind)}" if entry.features is not None else kind
    parts = (count, entry.source_title, entry.licence or NO_LICENCE)
    return " · ".join(part for part in parts if part)


def _plural(kind: str) -> str:
    return {"table": "rows", "raster": "images"}.get(kind, f"{kind}s")
