"""Asking for a server: an address, or one of the connections QGIS already has."""

from __future__ import annotations

from typing import Any

from qgis.gui import QgsAuthConfigSelect
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
)

from ..core.errors import AmisError
from ..qgis_bridge.connections import stored_connections
from ..qgis_bridge.entries import SHORT_NAMES
from ..qgis_bridge.settings import Server
from ..services.urls import clean_url, guess_protocol
from .placeholders import show_hint

_PROTOCOLS = (
    ("Find out", "auto"),
    ("WFS (features)", "wfs"),
    ("WMS (map images)", "wms"),
    ("OGC API Features", "ogcapi"),
    ("ArcGIS REST (features)", "arcgis"),
)


class ServerDialog(QDialog):
    """Takes an address and how to log in; contacts nobody itself."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Add a server")
        self.setMinimumWidth(520)
        self.stored = QComboBox(self)
        self.stored.addItem("Choose one of QGIS's connections…", None)
        for connection in stored_connections():
            label = f"{connection.title} ({SHORT_NAMES[connection.protocol]})"
            self.stored.addItem(label, connection)
        self.stored.setEnabled(self.stored.count() > 1)
        self.stored.currentIndexChanged.connect(lambda _row: self._take_over())
        self.url = QLineEdit(self)
        show_hint(self.url, "https://example.org/ows or …/rest/services")
        self.url.textChanged.connect(lambda _text: self._check())
        self.protocol = QComboBox(self)
        for label, value in _PROTOCOLS:
            self.protocol.addItem(label, value)
        self.login = QgsAuthConfigSelect(self)
        for choice in self.login.findChildren(QComboBox):
            choice.setAccessibleName("Log in with")
        self.hint = QLabel(self)
        self.hint.setWordWrap(True)
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        ok = QDialogButtonBox.StandardButton.Ok
        self.buttons = QDialogButtonBox(ok | QDialogButtonBox.StandardButton.Cancel, self)
        self.buttons.button(ok).setText("Add")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow("&Stored connection", self.stored)
        form.addRow("&Address", self.url)
        form.addRow("&Protocol", self.protocol)
        form.addRow("&Log in with", self.login)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.hint)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.url.setFocus()
        self._check()

    def server(self) -> Server:
        """Return what was entered, its address cleaned.

        :raises ServiceError: when the address cannot be one.
        """
        stored = self.stored.currentData()
        pasted = self.url.text()
        title = stored.title if stored is not None and stored.url == pasted else ""
        url, protocol = clean_url(pasted), self.protocol.currentData()
        told = guess_protocol(pasted)
        if protocol == "auto" and told != guess_protocol(url):
            protocol = told  # SERVICE=WMS says so, and does not belong to the server's address
        return Server(title, url, protocol, self.login.configId())

    def _take_over(self) -> None:
        connection = self.stored.currentData()
        if connection is not None:
            self.url.setText(connection.url)
            self.protocol.setCurrentIndex(max(0, self.protocol.findData(connection.protocol)))
            self.login.setConfigId(connection.authcfg)

    def _check(self) -> None:
        hint, ready = (
            "Passwords belong into QGIS's authentication database, never into the address.",
            True,
        )
        if not self.url.text().strip():
            ready = False
        else:
            try:
                clean_url(self.url.text())
            except AmisError as error:
                hint, ready = str(error), False
        self.hint.setText(hint)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(ready)
