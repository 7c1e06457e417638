"""What a layer tells about land and people, known by its type or its title."""

from __future__ import annotations

import re

from ...core.package_plan import PlannedLayer

PROTECTED, INFRASTRUCTURE, SETTLEMENTS = "protected", "infrastructure", "settlements"
_TYPES = {"protected_areas": PROTECTED, "infrastructure": INFRASTRUCTURE}
# Settlements have no layer type of their own: a layer is known by its title.
_SETTLEMENT = re.compile(
    r"\b(settlements?|villages?|towns?|cities|populated places|permukiman|desa|kota)\b", re.I
)


def kind_of(layer: PlannedLayer) -> str:
    """Return what a layer tells about land and people; empty for nothing."""
    if not layer.geometry:
        return ""
    found = _TYPES.get(layer.layer_type, "")
    return SETTLEMENTS if not found and _SETTLEMENT.search(layer.title) else found
