"""Mines: a shape and a colour for what goes on there."""

from __future__ import annotations

from qgis.core import QgsMarkerSymbol, QgsVectorLayer

from styling.classes import Look, categorise, describe

MINES = "mines"
_DARK, _LIGHT = "#262626", "#ffffff"
# By the CGI's mine-status; what is closed for good is hollow.
LOOKS = (
    Look(
        "Operating",
        ("operating", "operating-continuously", "operating-intermittently"),
        {"name": "square", "color": "#0a4d78", "outline_color": _LIGHT},
    ),
    Look(
        "Under development",
        ("under-development", "construction", "feasibility", "pending-approval"),
        {"name": "equilateral_triangle", "color": "#f7c948", "outline_color": _DARK},
    ),
    Look(
        "Not operating, may again",
        ("not-operating", "care-and-maintenance", "retention"),
        {"name": "diamond", "color": "#d1603d", "outline_color": _LIGHT},
    ),
    Look(
        "Closed, historic or abandoned",
        ("closed", "historic", "abandoned"),
        {"name": "circle", "color": "#ffffff", "outline_color": "#3a3a3a", "outline_width": "0.5"},
    ),
    Look("Status not stated", (), {"name": "cross2", "color": "#78868f", "outline_color": "#78868f",
                                   "outline_width": "0.5"}),
)  # fmt: skip


def build_mines(layer: QgsVectorLayer) -> None:
    """Give a point layer with the fields of the mines its style."""
    codes = {look.label: list(look.concepts) for look in LOOKS}
    categorise(layer, "mine_status", LOOKS, codes, _marker)
    rows = {"Status": "mine_status", "Commodities": "commodity_text", "Owner": "owner"}
    describe(layer, MINES, "name", rows)


def _marker(style: dict[str, str]) -> QgsMarkerSymbol:
    return QgsMarkerSymbol.createSimple({"size": "3", "outline_width": "0.2", **style})
