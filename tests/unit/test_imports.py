"""Imports run one way, and nothing below the bridge needs QGIS."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "amis_qgis_plugin"

# Which rooms a room may import from, besides itself.
BELOW = {
    "paths": set(),
    "core": {"paths"},
    "services": {"paths", "core"},
    "workspace": {"paths", "core", "services"},
    "analysis": {"paths", "core", "services", "workspace"},
    "packages": {"paths", "core", "services", "workspace"},
}
BELOW["qgis_bridge"] = set(BELOW)
BELOW["algorithms"] = BELOW["gui"] = set(BELOW) - {"algorithms", "gui"}
BELOW["plugin"] = set(BELOW)
BELOW["__init__"] = {"plugin"}

WITHOUT_QGIS = ("paths", "core", "services", "workspace", "analysis", "packages")
NOT_IN_CORE = {"osgeo", "requests", "urllib", "http", "socket", "sqlite3", "lxml", "owslib"}
NOT_IN_CORE |= {"pandas", "geopandas", "shapely", "pyproj", "fiona", "pyogrio", "scipy"}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "__pycache__" not in path.parts)


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 2 else parts)


def room_of(module: str) -> str:
    """Return the room of ``amis_qgis_plugin.core.facets``: ``core``."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def imports_of(source: str, path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the absolute name of everything a module imports, wherever it does."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*start, *([node.module] if node.module else [])])
            if base == PACKAGE.name:  # "from .. import core" names the rooms after "import"
                yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)
            else:
                yield node.lineno, base


def offences(path: Path, source: str) -> list[str]:
    """Return what a module imports against the rules, one line each."""
    room = room_of(name_of(path))
    found = []
    for line, imported in imports_of(source, path):
        top = imported.split(".")[0]
        where = f"{path.relative_to(ROOT)}:{line} imports {imported}"
        if top == PACKAGE.name:
            target = room_of(imported)
            if target not in (room, *BELOW[room]):
                found.append(f"{where}: {room} may not know {target}")
        elif top in ("PyQt5", "PyQt6", "PySide2", "PySide6"):
            found.append(f"{where}: Qt comes from qgis.PyQt")
        elif top == "qgis" and room in WITHOUT_QGIS:
            found.append(f"{where}: there is no QGIS below qgis_bridge")
        elif room == "core" and (
            top in NOT_IN_CORE or (top == "numpy" and not path.name.startswith("facets"))
        ):
            found.append(f"{where}: core is the domain in plain Python")
    return found


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_run_one_way(path: Path) -> None:
    assert room_of(name_of(path)) in BELOW, f"{path} is in a room that the design does not know"
    assert offences(path, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("where", "source"),
    [
        ("core/x.py", "from ..services import http"),
        ("core/x.py", "from .. import workspace"),
        ("core/x.py", "def f():\n    import osgeo.ogr"),
        ("core/x.py", "import numpy as np"),
        ("core/deep/x.py", "from ...gui.dock import Dock"),
        ("workspace/x.py", "from amis_qgis_plugin.qgis_bridge import layers"),
        ("workspace/x.py", "from qgis.core import QgsProject"),
        ("analysis/x.py", "from ..packages.write import write"),
        ("gui/x.py", "from ..algorithms import provider"),
        ("gui/x.py", "from PyQt5.QtWidgets import QLabel"),
        ("paths.py", "from .core import errors"),
    ],
)
def test_an_arrow_against_the_order_is_found(where: str, source: str) -> None:
    assert len(offences(PACKAGE / where, source)) == 1


@pytest.mark.parametrize(
    ("where", "source"),
    [
        ("core/facets.py", "import numpy as np\nfrom .errors import AmisError"),
        ("packages/x.py", "from ..workspace.tables import create\nfrom osgeo import ogr"),
        ("gui/x.py", "from ..qgis_bridge import layers\nfrom qgis.PyQt.QtCore import Qt"),
        ("plugin.py", "from .gui.dock import Dock\nfrom .algorithms.provider import Provider"),
    ],
)
def test_an_arrow_along_the_order_is_not(where: str, source: str) -> None:
    assert offences(PACKAGE / where, source) == []


_IMPORT_ALL = """
import importlib, sys

class NoQgis:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("qgis", "PyQt5", "PyQt6"):
            raise ModuleNotFoundError(name + " is blocked", name=name)

sys.meta_path.insert(0, NoQgis())
for name in sys.argv[1:]:
    importlib.import_module(name)
    print(name)
"""


def test_everything_below_the_bridge_imports_without_qgis() -> None:
    names = [name_of(path) for path in modules() if room_of(name_of(path)) in WITHOUT_QGIS]
    assert len(names) > len(WITHOUT_QGIS)
    run = subprocess.run(
        [sys.executable, "-c", _IMPORT_ALL, *names],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == names


def test_importing_the_package_imports_nothing_heavy() -> None:
    heavy = ("numpy", "pandas", "geopandas", "scipy", "matplotlib", "osgeo", "requests")
    code = f"import sys, amis_qgis_plugin; print([m for m in {heavy} if m in sys.modules])"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
