"""Faults: a colour and a line for each kind, with the signs that geological maps have."""

from __future__ import annotations

from qgis.core import (
    QgsLineSymbol,
    QgsMarkerLineSymbolLayer,
    QgsMarkerSymbol,
    QgsSimpleLineSymbolLayer,
    QgsVectorLayer,
)

from styling.classes import Look, categorise, codes_of, describe

FAULTS = "faults"
# Teeth and ticks stand on both sides of nothing: which side is up or down is not among the fields,
# so they sit on the line.
LOOKS = (
    Look("Thrust or reverse fault", ("reverse_fault", "thrust_fault"),
         {"line_color": "#b3261e", "sign": "filled_arrowhead"}),
    Look("Normal fault", ("normal_fault",), {"line_color": "#1f5fa8", "sign": "line"}),
    Look("Strike-slip fault", ("strike_slip_fault",),
         {"line_color": "#7a3fa0", "customdash": "4;1.2", "use_custom_dash": "1"}),
    Look("Oblique-slip fault", ("oblique_slip_fault",),
         {"line_color": "#0b7a66", "customdash": "3;1;0.6;1", "use_custom_dash": "1"}),
    Look("Other fault, or kind not stated", (), {"line_color": "#3c3c3c"}),
)  # fmt: skip


def build_faults(layer: QgsVectorLayer) -> None:
    """Give a line layer with the fields of the faults its style."""
    categorise(layer, "fault_type", LOOKS, codes_of("faulttype", LOOKS), _line)
    describe(layer, FAULTS, "name", {"Kind": "fault_type", "Movement": "movement_type"})


def _line(style: dict[str, str]) -> QgsLineSymbol:
    """Return a line on a pale casing, which keeps it clear of dark maps and of other lines."""
    sign = style.get("sign", "")
    properties = {one: value for one, value in style.items() if one != "sign"}
    symbol = QgsLineSymbol.createSimple(
        {"line_color": "255,255,255,150", "line_width": "0.95", "capstyle": "flat"}
    )
    symbol.appendSymbolLayer(
        QgsSimpleLineSymbolLayer.create(
            {"line_width": "0.45", "capstyle": "flat", "joinstyle": "round", **properties}
        )
    )
    if sign:
        marks = QgsMarkerLineSymbolLayer(True, 7)
        colour = style["line_color"]
        marker = {"name": sign, "color": colour, "outline_color": colour, "outline_width": "0.4",
                  "size": "1.9", "angle": "0" if sign == "line" else "90"}  # fmt: skip
        marks.setSubSymbol(QgsMarkerSymbol.createSimple(marker))
        symbol.appendSymbolLayer(marks)
    return symbol
