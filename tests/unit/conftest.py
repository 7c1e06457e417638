"""The unit tests run without QGIS; an import of it is an error, as it would be in plain Python."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from typing import Any

BLOCKED = ("qgis", "PyQt5", "PyQt6")


class NoQgis(MetaPathFinder):
    """Refuses to find QGIS and Qt."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: Any = None) -> None:
        """Raise for a blocked module; leave all others to the finders after this one."""
        if fullname.partition(".")[0] in BLOCKED:
            raise ModuleNotFoundError(f"{fullname} is blocked in unit tests", name=fullname)


loaded = [name for name in BLOCKED if name in sys.modules]
if loaded:
    raise RuntimeError(
        f"{loaded[0]} was imported before the unit tests; run them with "
        "-p no:pytest_qgis, or with make test-unit"
    )
sys.meta_path.insert(0, NoQgis())
