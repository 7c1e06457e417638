"""Tenements and geological units: colours with patterns, so that colour never stands alone."""

from __future__ import annotations

from qgis.core import (
    QgsFillSymbol,
    QgsLinePatternFillSymbolLayer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsPointPatternFillSymbolLayer,
    QgsVectorLayer,
)

from styling.classes import Look, categorise, codes_of, describe

TENEMENTS, UNITS = "tenements", "geological_units"
_LINES = {"/": 45.0, "\\": 135.0, "-": 0.0, "|": 90.0}

TENEMENT_LOOKS = (
    Look("Mining licence", ("tenement-mining",), {"fill": "#c1440e", "pattern": "/"}),
    Look("Exploration permit", ("tenement-exploration",), {"fill": "#1d6fa5", "pattern": "\\"}),
    Look("Licence of a stage not stated", (), {"fill": "#6b6b6b", "pattern": "."}),
)

# By the CGI's simple lithology, narrower concepts included; the first class that has a code wins.
UNIT_LOOKS = (
    Look("Ultramafic rocks", ("ultramafic_igneous_rock", "serpentinite"),
         {"fill": "#7b4fa3", "pattern": "|"}),
    Look("Unconsolidated material", ("unconsolidated_material", "sediment"),
         {"fill": "#fff3b8", "pattern": "."}),
    Look("Carbonate rocks", ("carbonate_sedimentary_material", "marble"),
         {"fill": "#7fc4e8", "pattern": "-"}),
    Look("Other sedimentary rocks", ("sedimentary_material",), {"fill": "#d9b97c", "pattern": ""}),
    Look("Volcanic rocks", ("fine_grained_igneous_rock", "fragmental_igneous_material",
                            "fragmental_igneous_rock"),
         {"fill": "#5f9e6e", "pattern": "v"}),
    Look("Plutonic and other igneous rocks", ("igneous_material", "igneous_rock"),
         {"fill": "#e0796b", "pattern": "+"}),
    Look("Metamorphic and fault rocks", ("composite_genesis_material", "metamorphic_rock"),
         {"fill": "#9c8aa5", "pattern": "\\"}),
    Look("Other rocks, or not stated", (), {"fill": "#e6e6e6", "pattern": ""}),
)  # fmt: skip
_MARKS = {".": "circle", "v": "triangle", "+": "cross"}


def build_tenements(layer: QgsVectorLayer) -> None:
    """Give a polygon layer with the fields of the tenements its style; what lies below shows."""
    codes = {look.label: list(look.concepts) for look in TENEMENT_LOOKS}
    categorise(layer, "tenement_type", TENEMENT_LOOKS, codes, _tenement)
    rows = {"Kind": "tenement_type_text", "Status": "status_text", "Holder": "holder",
            "Expires": "expiry_date"}  # fmt: skip
    describe(layer, TENEMENTS, "name", rows)


def build_units(layer: QgsVectorLayer) -> None:
    """Give a polygon layer with the fields of the geological units its style."""
    codes = codes_of("simplelithology", UNIT_LOOKS)
    categorise(layer, "lithology", UNIT_LOOKS, codes, _unit)
    rows = {"Lithology": "lithology_text", "Age": "age_text"}
    describe(layer, UNITS, "name", rows)


def _tenement(style: dict[str, str]) -> QgsFillSymbol:
    colour = style["fill"]
    symbol = QgsFillSymbol.createSimple(
        {"color": f"{_rgb(colour)},30", "outline_color": colour, "outline_width": "0.5"}
    )
    return _with_pattern(symbol, style["pattern"], f"{_rgb(colour)},150", 2.4)


def _unit(style: dict[str, str]) -> QgsFillSymbol:
    symbol = QgsFillSymbol.createSimple(
        {"color": style["fill"], "outline_color": "#4d4d4d", "outline_width": "0.15"}
    )
    return _with_pattern(symbol, style["pattern"], "40,40,40,120", 3.2)


def _with_pattern(
    symbol: QgsFillSymbol, pattern: str, colour: str, distance: float
) -> QgsFillSymbol:
    """Add lines or marks to a fill.

    :param distance: between them, in millimetres.
    """
    if pattern in _LINES:
        hatch = QgsLinePatternFillSymbolLayer()
        hatch.setLineAngle(_LINES[pattern])
        hatch.setDistance(distance)
        hatch.setSubSymbol(QgsLineSymbol.createSimple({"line_color": colour, "line_width": "0.2"}))
        symbol.appendSymbolLayer(hatch)
    elif pattern:
        marks = QgsPointPatternFillSymbolLayer()
        marks.setDistanceX(distance)
        marks.setDistanceY(distance)
        marks.setDisplacementX(distance / 2)
        marker = {"name": _MARKS[pattern], "color": colour, "outline_color": colour,
                  "size": "0.6" if pattern == "." else "1.1", "angle": "180" if pattern == "v" else
                  "0", "outline_width": "0.15"}  # fmt: skip
        marks.setSubSymbol(QgsMarkerSymbol.createSimple(marker))
        symbol.appendSymbolLayer(marks)
    return symbol


def _rgb(colour: str) -> str:
    return ",".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
