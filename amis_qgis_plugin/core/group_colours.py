"""Colours of the commodity groups: those of the bundled map style, so that all drawings agree.

Readers with protanopia, deuteranopia and tritanopia can tell them apart: see the bundled style.
"""

from __future__ import annotations

GROUP_COLOURS = {
    "precious": "#f7e000",
    "base": "#cc3f0c",
    "ferrous": "#8f2f40",
    "battery": "#06a476",
    "ree": "#e07ac6",
    "specialty": "#0a4d78",
    "industrial": "#a3e3fa",
    "construction": "#c4ae5a",
    "gem": "#9a4fd6",
    "energy": "#1a1a1a",
    "other": "#78868f",
}
