"""One look-up for every file that travels with the plugin, and for what it says of itself."""

from __future__ import annotations

import configparser
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

PACKAGE = Path(__file__).parent


def bundled(*parts: str) -> Path:
    """Return the path of a file or folder that ships with the plugin.

    In the installed zip everything lies inside the package folder; in a checkout ``icons``,
    ``sample_layers``, ``metadata.txt`` and ``LICENSE`` lie beside it. Both are looked at.

    :param parts: path segments, for example ``("icons", "amis.svg")``.
    :raises FileNotFoundError: naming the file, when it is in neither place.
    """
    for base in (PACKAGE, PACKAGE.parent):
        candidate = base.joinpath(*parts)
        if candidate.exists():
            return candidate
    raise FileNotFoundError(f"{'/'.join(parts)} does not ship with this copy of AMIS Explorer")


@lru_cache(maxsize=1)
def about_plugin() -> Mapping[str, str]:
    """Return what ``metadata.txt`` says of the plugin: ``version``, ``homepage`` and so on."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(bundled("metadata.txt"), encoding="utf-8")
    return dict(metadata["general"])
