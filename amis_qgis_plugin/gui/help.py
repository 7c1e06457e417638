"""The help that travels with the plugin, opened without a network."""

from __future__ import annotations

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices

from ..paths import bundled


def open_help() -> bool:
    """Open the help in the web browser; return whether the system could."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(bundled("help", "index.html"))))
