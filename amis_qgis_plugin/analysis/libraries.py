"""Which optional libraries this Python has, what they serve, and how to get a missing one."""

from __future__ import annotations

import importlib
import sys
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from types import ModuleType

from ..core.errors import MissingLibrary

# What each library is for, in words a person can weigh: (name, purpose).
_SERVES = (
    ("geopandas", "tables of occurrences for analysis, GeoParquet"),
    ("shapely", "geometry outside QGIS"),
    ("pandas", "tables and statistics"),
    ("pyproj", "distances on the ellipsoid, coordinate systems"),
)
READERS = ("pyogrio", "fiona")
_READER_SERVES = "reading and writing files for geopandas"


@dataclass(frozen=True)
class LibraryState:
    """Whether one optional library is here.

    :param version: empty when the library is missing, ``?`` when it does not state its version.
    :param serves: what it is needed for.
    :param how_to_get: the next step on this platform; empty when the library is here.
    """

    name: str
    version: str
    serves: str
    how_to_get: str


def library_states() -> tuple[LibraryState, ...]:
    """Return the state of every optional library; looks them up without importing them.

    Of pyogrio and fiona, one is enough: the one that is used is told.
    """
    return (*(_state(name, serves) for name, serves in _SERVES), _state(reader(), _READER_SERVES))


def reader() -> str:
    """Return the library that geopandas reads files with: pyogrio where it is, else fiona."""
    return next((name for name in READERS if _is_here(name)), READERS[0])


def require(name: str, feature: str) -> ModuleType:
    """Import a library and return it.

    :param name: the module, such as ``geopandas``.
    :param feature: what it is needed for, as the subject of a sentence.
    :raises MissingLibrary: when it is not here or does not load, with what to do about it.
    """
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        missing = error.name or name
        raise MissingLibrary(
            f"{feature} needs the Python library {missing}, which this QGIS does not have."
            " Everything else works without it.",
            subject=name,
            hint=how_to_get(missing.partition(".")[0]),
        ) from error
    # A library built for another numpy fails with ValueError or AttributeError.
    except (ImportError, AttributeError, ValueError, OSError) as error:
        raise MissingLibrary(
            f"{feature} needs the Python library {name}, which is here but does not load: {error}.",
            subject=name,
            hint=f"Was it installed for another Python? {how_to_get(name)}",
        ) from error


def how_to_get(name: str, platform: str = sys.platform) -> str:
    """Return the step that brings a library into QGIS's Python.

    :param platform: as ``sys.platform`` has it.
    """
    if platform == "win32":
        return (
            "Close QGIS, start OSGeo4W Setup from the Start menu, choose Advanced Install, select"
            f" python3-{name}, finish, and start QGIS again."
        )
    if platform == "darwin":
        return f"Install the current QGIS from qgis.org: its Python has {name}."
    also = " (python3-fiona on Debian 12)" if name == "pyogrio" else ""
    return (
        f"On Debian and Ubuntu: sudo apt install python3-{name}{also}; elsewhere the package of the"
        " same name. Then start QGIS again."
    )


def _state(name: str, serves: str) -> LibraryState:
    if not _is_here(name):
        return LibraryState(name, "", serves, how_to_get(name))
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        version = "?"
    return LibraryState(name, version, serves, "")


def _is_here(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):  # refused by an import hook, or half imported
        return False
