"""Icons, loaded by path so that nothing has to be compiled."""

from __future__ import annotations

from qgis.PyQt.QtGui import QIcon

from ..paths import bundled


def icon(name: str) -> QIcon:
    """Return the bundled icon with this name."""
    return QIcon(str(bundled("icons", f"{name}.svg")))
