"""What QGIS only writes into its log when a server fails: it shows an empty layer in its place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSlot

_TAGS = ("WFS", "OAPIF", "ArcGIS")
_ANSWERED = ("server replied", "exception")


class _Ear(QObject):
    """Hears the log; what other threads wrote arrives when events are sent to it."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    @pyqtSlot(str, str)
    def listen(self, text: str, tag: str) -> None:
        """Keep what the provider of a server says."""
        if tag in _TAGS:
            self.heard.append(text)


@contextmanager
def listening() -> Iterator[list[str]]:
    """Give a list that has, after the block, what the providers of servers logged inside of it."""
    ear, log = _Ear(), QgsApplication.messageLog()
    log.messageReceived.connect(ear.listen)
    try:
        yield ear.heard
    finally:
        # Downloads run in threads of their own: their messages wait in the queue.
        QCoreApplication.sendPostedEvents(ear)
        log.messageReceived.disconnect(ear.listen)


def failure_in(heard: list[str]) -> str:
    """Say how a server failed, by the first thing that was logged; empty for nothing."""
    if not heard:
        return ""
    text = " ".join(heard[0].split())
    reason = text.rpartition(": ")[2].rstrip(".")
    if any(word in text.lower() for word in _ANSWERED):
        return f"its server refused the filter: {reason}"
    return f"its server did not answer: {reason}"
