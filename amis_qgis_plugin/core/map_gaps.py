"""What a field map leaves open: fields of the source it does not read, fields nothing fills."""

from __future__ import annotations

from .mapping.field_map import LATITUDE, LONGITUDE, FieldMap, FieldUse
from .phrases import listed
from .rows import SourceLayer

_IDENTIFIER = "identifier"


def unread_fields(layer: SourceLayer, fields: FieldMap) -> tuple[str, ...]:
    """Return the fields of a source that a map reads nothing from.

    What a format has only to number its rows is none of them.
    """
    read = set(fields.columns())
    return tuple(one.name for one in layer.fields if one.name not in read and not one.is_key)


def unread_words(names: tuple[str, ...], most: int = 12) -> str:
    """Say which fields are not read and what becomes of them; empty where all are read."""
    if not names:
        return ""
    what = "its values" if len(names) == 1 else "their values"
    return f"Not read: {listed(names, most)}; {what} stay in source_attributes."


def is_filled(fields: FieldMap, name: str) -> bool:
    """Whether an aligned field is filled from anything: its own columns, or a text it reads.

    The country may always come from the place.
    """
    sources = (name, *fields.kind.field(name).reads)
    return name == "country" or any(fields.use(one) != FieldUse() for one in sources)


def unfilled_fields(fields: FieldMap) -> tuple[str, ...]:
    """Return the required fields that a map fills from nothing, in their order."""
    return tuple(
        one.name
        for one in fields.kind.fields
        if one.required and not one.is_of_the_source and not is_filled(fields, one.name)
    )


def unfilled_words(fields: FieldMap, has_geometry: bool = True) -> str:
    """Say which required fields nothing fills; empty where all are filled.

    :param has_geometry: whether places come with the rows, and not from fields.
    """
    names = [short_label(fields, name) for name in unfilled_fields(fields)]
    if not has_geometry:
        axes = (LONGITUDE, LATITUDE)
        names += [one.capitalize() for one in axes if not fields.use(one).columns]
    if not names:
        return ""
    return f"required: {', '.join(names)} {'has' if len(names) == 1 else 'have'} no source"


def lacks_weight(fields: FieldMap) -> bool:
    """Whether a required field is empty in all rows; an identifier is made up where none is."""
    return any(name != _IDENTIFIER for name in unfilled_fields(fields))


def short_label(fields: FieldMap, name: str) -> str:
    """Return the label of an aligned field without what tells it from its codes."""
    if not fields.kind.has(name):
        return name.replace("_", " ").capitalize()
    return fields.kind.field(name).label.partition(", as the source has")[0]


def words_for_no_crs(layer: SourceLayer) -> str:
    """Say that the places of a layer without a reference system are a guess; empty for others."""
    if not layer.geometry or layer.crs:
        return ""
    return (
        "The layer states no reference system: its coordinates are taken for degrees. If they are"
        " not, set it in Layer Properties > Source first."
    )
