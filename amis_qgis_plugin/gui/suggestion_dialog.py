"""What is known of a suggested service, before anything is contacted."""

from __future__ import annotations

from html import escape
from typing import Any

from qgis.PyQt.QtCore import Qt, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices, QGuiApplication
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout

from ..core.catalogue import SuggestedService

_ADVICE = {
    "portal": "This is a web page, not a service. Open it in a web browser, look for the address of"
    " a service or a layer, and add that address as a server.",
}
_OTHER = "This version cannot read it. Open the address in a web browser."
_READABLE = ("wfs", "wms", "ogcapi", "arcgis")


class SuggestionDialog(QDialog):
    """Shows agency, address and state of a suggestion; the person decides whether to open it."""

    try_asked = pyqtSignal()

    def __init__(self, service: SuggestedService, parent: Any = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Suggested service (not verified)")
        self.setMinimumWidth(480)
        readable = service.protocol.startswith(_READABLE)
        lines = [
            f"<b>{escape(service.title)}</b>",
            escape(service.agency),
            f"<code>{escape(service.url)}</code>",
            f"State: {escape(service.status)}. {escape(service.notes)}",
        ]
        if not readable:
            lines.append(_ADVICE.get(service.protocol, _OTHER))
        text = QLabel("".join(f"<p>{line}</p>" for line in lines), self)
        text.setTextFormat(Qt.TextFormat.RichText)
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        action = QDialogButtonBox.ButtonRole.ActionRole
        browse = buttons.addButton("Open in web browser", action)
        browse.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(service.url)))
        copy = buttons.addButton("Copy address", action)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(service.url))
        if readable:
            attempt = buttons.addButton("Try to read it", action)
            attempt.clicked.connect(self._try)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(text)
        layout.addWidget(buttons)

    def _try(self) -> None:
        self.accept()
        self.try_asked.emit()
