"""AMIS Explorer: ASEAN minerals data in QGIS, found, filtered, taken offline and packaged.

Importing this package imports nothing else: QGIS reads it at start-up for every user, whether
they open the plugin or not.
"""

from __future__ import annotations

from typing import Any


def classFactory(iface: Any) -> Any:  # noqa: N802 - the name QGIS calls
    """Give QGIS the plugin object.

    :param iface: the running ``QgisInterface``.
    """
    from .plugin import AmisExplorer

    return AmisExplorer(iface)
