"""The field map of a source that is itself an aligned layer, as of another workspace."""

from __future__ import annotations

from typing import Optional

from ..rows import SourceLayer
from ..schemas import SOURCE_FIELDS, LayerType, layer_types
from .field_map import FieldMap, FieldUse, SourceColumn
from .propose import Proposal, Reason

TITLE = "AMIS Explorer workspace"
_REASON = Reason(1.0, "field of an aligned layer")
# On what a country rests is said anew: the country is an attribute now.
_SAID_ANEW = (*SOURCE_FIELDS, "country_basis", "commodity_group")


def own_proposal(layer: SourceLayer, layer_type_id: str = "") -> Optional[Proposal]:
    """Return a map that fills each field from itself; None where the source is no aligned layer.

    Codes are taken over as codes: by which profile and decisions they were read once, their texts
    do not tell.

    :param layer_type_id: the type of layer that is wanted; empty for the one that it has.
    """
    kind = _kind_of(layer)
    if kind is None or layer_type_id not in ("", kind.layer_type_id):
        return None
    names = [field.name for field in kind.fields if field.name not in _SAID_ANEW]
    uses = {name: FieldUse((SourceColumn(name),)) for name in names}
    fields = FieldMap(kind.layer_type_id, uses)
    return Proposal(fields, TITLE, dict.fromkeys(names, _REASON))


def _kind_of(layer: SourceLayer) -> Optional[LayerType]:
    """Return the type that has the most fields of those of which none is missing."""
    there = frozenset(layer.names())
    whole = [kind for kind in layer_types() if there.issuperset(one.name for one in kind.fields)]
    return max(whole, key=lambda kind: len(kind.fields), default=None)
