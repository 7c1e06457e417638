"""Keeping everybody away from a layer while QGIS gives it another source.

QGIS deletes the old data provider of a layer before it makes the new one. That of a WFS runs the
events of the window while it waits for its server: a map that begins to draw, or a timer that looks
at the layer, meets a provider that is gone, and QGIS crashes. So timers and input wait meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Callable

from qgis.PyQt.QtCore import QCoreApplication, QEvent, QObject
from qgis.PyQt.QtNetwork import QNetworkReply
from qgis.PyQt.QtWidgets import QApplication

_INPUT = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.KeyPress,
    QEvent.Type.KeyRelease,
    QEvent.Type.Wheel,
    QEvent.Type.ContextMenu,
    QEvent.Type.Shortcut,
    QEvent.Type.ToolTip,
    QEvent.Type.Close,
)
# QGIS 3.22 looks at layers while it draws the window.
_DRAWING = (QEvent.Type.Paint, QEvent.Type.UpdateRequest)
_active: list[_Filter] = []
_waiting: list[Callable[[], Any]] = []


class _Filter(QObject):
    """Swallows timers and input; a timer that was swallowed comes again."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let nothing through that may look at a layer; timeouts of requests have to come."""
        kind = event.type()
        if kind == QEvent.Type.Timer:
            return not isinstance(QObject.parent(watched), QNetworkReply)
        if kind == QEvent.Type.Close:
            event.ignore()
        return kind in _INPUT or kind in _DRAWING


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let timers, input and ends of our tasks wait until the block is done."""
    application = QCoreApplication.instance()
    keeper = _Filter()
    _active.append(keeper)
    application.installEventFilter(keeper)
    try:
        yield
    finally:
        application.removeEventFilter(keeper)
        _active.remove(keeper)
        if not _active:
            for window in QApplication.topLevelWidgets():
                window.update()
            waiting, _waiting[:] = _waiting[:], []
            for call in waiting:
                call()


def when_undisturbed_ends(call: Callable[[], Any]) -> None:
    """Call a function now or, inside of :func:`undisturbed`, when that is over."""
    if _active:
        _waiting.append(call)
    else:
        call()
