"""A table model over a listing: pages come from a thread when somebody looks at them."""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Optional

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, pyqtSignal

from ..core.listings import COLUMNS, TITLES, ListedRow, Listing
from .plain_tip import plain_tip

PAGE = 100
_KEPT = 80  # pages
_WAITING = "…"


class PageReader(QObject):
    """Reads pages one after the other on a thread of its own.

    ``came`` tells the listing, the number of the page, and its rows or the error in their place.
    """

    came = pyqtSignal(object, int, object)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="amis-pages")

    def ask(self, listing: Listing, page: int) -> None:
        """Read a page; ``came`` is told on the main thread."""
        self._pool.submit(self._read, listing, page)

    def release(self) -> None:
        """Drop what waits, and wait for the page that is being read."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _read(self, listing: Listing, page: int) -> None:
        try:
            found: Any = listing.page(page * PAGE, (page + 1) * PAGE)
        except Exception as error:  # told on the main thread
            found = error
        self.came.emit(listing, page, found)


class ResultsModel(QAbstractTableModel):
    """Rows of a listing; a row that is not read yet shows an ellipsis.

    ``failed`` tells an error in reading, once for each listing; ``sort_asked`` a column and
    whether it goes down.
    """

    failed = pyqtSignal(object)
    sort_asked = pyqtSignal(str, bool)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._listing: Optional[Listing] = None
        self._pages: OrderedDict[int, list[ListedRow]] = OrderedDict()
        self._asked: set[int] = set()
        self._has_failed = False
        self._reader = PageReader(self)
        self._reader.came.connect(self._on_page)

    @property
    def listing(self) -> Optional[Listing]:
        """What is shown; None before anything was."""
        return self._listing

    def show_listing(self, listing: Optional[Listing]) -> None:
        """Show other rows; nothing is read before a view asks."""
        self.beginResetModel()
        self._listing = listing
        self._pages.clear()
        self._asked.clear()
        self._has_failed = False
        self.endResetModel()

    def release(self) -> None:
        """End the thread."""
        self._reader.release()

    def rowCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are; known without reading them."""
        return 0 if parent.isValid() or self._listing is None else len(self._listing)

    def columnCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Any, role: int = 0) -> Any:
        """Return the title of a column, or the number of a row."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return TITLES[COLUMNS[section]]
        return f"{section + 1:,}"

    def data(self, index: Any, role: int = 0) -> Any:
        """Return the text of a cell; asks for its page where that has not been read."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        page, place = divmod(index.row(), PAGE)
        rows = self._pages.get(page)
        if rows is None:
            self._ask(page)
            return _WAITING if role == Qt.ItemDataRole.DisplayRole else None
        text = rows[place].text(COLUMNS[index.column()]) if place < len(rows) else ""
        return text if role == Qt.ItemDataRole.DisplayRole else plain_tip(text)

    def sort(self, column: int, order: Any = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for the listing in another order; the view calls this for a click on a title."""
        if 0 <= column < len(COLUMNS):
            self.sort_asked.emit(COLUMNS[column], order == Qt.SortOrder.DescendingOrder)

    def _ask(self, page: int) -> None:
        if self._listing is not None and page not in self._asked:
            self._asked.add(page)
            self._reader.ask(self._listing, page)

    def _on_page(self, listing: Any, page: int, found: Any) -> None:
        if listing is not self._listing:
            return  # an older listing's
        if isinstance(found, Exception):
            if not self._has_failed:
                self._has_failed = True
                self.failed.emit(found)
            return
        self._pages[page] = found
        while len(self._pages) > _KEPT:
            dropped, _rows = self._pages.popitem(last=False)
            self._asked.discard(dropped)
        last = min((page + 1) * PAGE, self.rowCount()) - 1
        self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, len(COLUMNS) - 1))
