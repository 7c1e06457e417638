"""The field maps of live layers: kept on the layer, taken from the profile, or told by values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Optional

from ..core.errors import AmisError
from ..workspace.file_state import has_commodity_index
from .compat import is_vector
from .layers import FIELD_MAP, LAYER_ID, workspace_path

if TYPE_CHECKING:
    from ..core.live_fields import LiveFields
    from ..core.mapping.field_map import FieldMap
    from ..core.mapping.propose import Proposal

LOOKED = "amis/values_looked_at"
# From here on what the values say is taken without asking: nine in ten of them are commodities.
_CLEAR = 0.6


def is_ours(layer: Any) -> bool:
    """Whether a layer is a vector layer that came from the Catalogue."""
    return is_vector(layer) and layer.isValid() and bool(layer.customProperty(LAYER_ID))


def live_fields_of(layer: Any) -> LiveFields:
    """Return the fields of a live layer that a filter can use: by its map, else by their names.

    A map that reads fields which the layer has no more counts as none.
    """
    from ..core.live_fields import fields_by_name, fields_of_map

    names, fields = layer.fields().names(), kept_map(layer)
    mapped = fields_of_map(fields) if fields is not None else None
    if mapped is not None and set(names).issuperset((*mapped.names(), *mapped.flags)):
        return mapped
    return fields_by_name(names)


def kept_map(layer: Any) -> Optional[FieldMap]:
    """Return the map that is kept on a layer, or None; a damaged one counts as none."""
    from ..core.mapping.field_map import FieldMap

    text = layer.customProperty(FIELD_MAP)
    if not isinstance(text, str) or not text:
        return None
    try:
        return FieldMap.from_dict(json.loads(text))
    except (ValueError, AmisError):
        return None


def keep_map(layer: Any, fields: FieldMap) -> None:
    """Keep a map on a layer, and so in its project."""
    layer.setCustomProperty(FIELD_MAP, map_as_text(fields))


def map_as_text(fields: FieldMap) -> str:
    """Return a map as it is kept on a layer."""
    return json.dumps(fields.to_dict(), ensure_ascii=False)


def adopt_saved_map(layer: Any) -> bool:
    """Keep on a layer what was saved for its source in the profile; say whether there was any.

    :raises FieldMapError: when the profile's file is damaged.
    """
    from .profile_store import saved_map

    if layer.customProperty(FIELD_MAP):
        return True
    fields = saved_map(layer)
    if fields is None or fields.missing_in(layer.fields().names()):
        return False
    keep_map(layer, fields)
    return True


def should_be_looked_at(layer: Any) -> bool:
    """Whether only the values of a live layer can tell where its commodities are.

    Tables of a workspace are what their type says: occurrences have an index, others are not
    filtered, whatever words stand in them.
    """
    from ..core.live_fields import fields_by_name

    if not is_ours(layer) or layer.customProperty(LOOKED) or layer.customProperty(FIELD_MAP):
        return False
    if layer.providerType() == "ogr" and has_commodity_index(workspace_path(layer)):
        return False
    return not fields_by_name(layer.fields().names()).commodities


def take_proposal(layer: Any, proposal: Proposal) -> bool:
    """Keep a proposal on a layer where its values leave no doubt; say whether they did."""
    layer.setCustomProperty(LOOKED, True)
    reason = proposal.reasons.get("commodity_text")
    if reason is None or reason.confidence < _CLEAR:
        return False
    keep_map(layer, proposal.fields)
    return True
