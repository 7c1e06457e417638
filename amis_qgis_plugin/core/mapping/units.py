"""Units that sources use for the numbers of aligned fields.

Factors: 1 international foot = 0.3048 m, 1 international acre = 4046.8564224 m² (NIST Special
Publication 811, appendix B), 1 rai = 1600 m² (Thai metric rai).
"""

from __future__ import annotations

_FACTORS: dict[str, dict[str, float]] = {
    "m": {"m": 1.0, "km": 1000.0, "cm": 0.01, "ft": 0.3048},
    "ha": {"ha": 1.0, "km2": 100.0, "m2": 0.0001, "ac": 0.40468564224, "rai": 0.16},
    "Ma": {"Ma": 1.0, "ka": 0.001, "Ga": 1000.0},
}


def units_for(unit: str) -> tuple[str, ...]:
    """Return the units that can be turned into ``unit``, itself first; none for no unit."""
    return tuple(_FACTORS.get(unit, ()))


def factor(source_unit: str, unit: str) -> float:
    """Return what a number in ``source_unit`` is multiplied with; 1 where a unit is empty."""
    if not source_unit or not unit:
        return 1.0
    return _FACTORS[unit][source_unit]
