"""The map from a source's fields to those of a layer type, as a value and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..commodities import PROFILES
from ..coordinates import BELOW_ZERO
from ..coordinates import LATITUDE as LATITUDE
from ..coordinates import LONGITUDE as LONGITUDE
from ..dates import ORDERS
from ..errors import FieldMapError, VocabularyError
from ..figures import DECIMAL_MARKS
from ..schemas import LayerType, layer_type
from .units import units_for

FORMAT, VERSION = "amis-field-map", 1
ROLES = ("", "major", "minor", "possible")


@dataclass(frozen=True)
class SourceColumn:
    """A field of the source and how it is read.

    :param role: rank of every commodity in it, where the source ranks by field; empty for none.
    :param is_flag: whether the field is named after a commodity and its values say yes or no.
    """

    name: str
    role: str = ""
    is_flag: bool = False


@dataclass(frozen=True)
class FieldUse:
    """What an aligned field is filled from.

    :param columns: fields of the source; texts are joined, of other types the first value counts.
    :param constant: the value of every row without one of its own.
    :param unit: unit of the source's numbers, or ``dmy`` or ``mdy`` for the order of its dates,
        or ``south`` or ``west`` for coordinates whose heading stands for the sign; empty where it
        is that of the aligned field.
    :param decimal: ``.`` or ``,``, the decimal mark of the source's numbers, by which ``1.250``
        is read; empty where nothing tells.
    """

    columns: tuple[SourceColumn, ...] = ()
    constant: str = ""
    unit: str = ""
    decimal: str = ""


@dataclass(frozen=True)
class FieldMap:
    """How a source becomes a layer type.

    :param layer_type: id of the layer type.
    :param uses: aligned field, or ``longitude`` and ``latitude`` for sources that carry their
        coordinates as attributes, to what it is filled from. A code field with a use of its own is
        read from that first, then from its text.
    :param profile: how commodity text is written at the source, one of
        ``commodities.PROFILES``.
    :raises FieldMapError: naming the field, when the layer type has no such field or a role, unit,
        decimal mark or profile is unknown.
    """

    layer_type: str
    uses: Mapping[str, FieldUse] = field(default_factory=dict)
    profile: str = ""

    def __post_init__(self) -> None:
        """Refuse what could not be applied."""
        _check(self, self.kind)

    @property
    def kind(self) -> LayerType:
        """The layer type."""
        return layer_type(self.layer_type)

    def use(self, name: str) -> FieldUse:
        """Return what an aligned field is filled from; nothing for one that is not mapped."""
        return self.uses.get(name, FieldUse())

    def columns(self) -> tuple[str, ...]:
        """Return every field of the source that is read, each once."""
        names = (column.name for use in self.uses.values() for column in use.columns)
        return tuple(dict.fromkeys(names))

    def with_use(self, name: str, use: FieldUse) -> FieldMap:
        """Return this map with an aligned field filled from something else."""
        uses = {**self.uses, name: use}
        kept = {key: value for key, value in uses.items() if value != FieldUse()}
        return replace(self, uses=kept)

    def missing_in(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the fields that the map reads and a source does not have."""
        there = set(names)
        return tuple(name for name in self.columns() if name not in there)

    def to_dict(self) -> dict[str, Any]:
        """Return the map as JSON can hold it."""
        order = [*(one.name for one in self.kind.fields), LONGITUDE, LATITUDE]
        return {
            "format": FORMAT,
            "version": VERSION,
            "layer_type": self.layer_type,
            "profile": self.profile,
            "fields": {name: _use_to_dict(self.uses[name]) for name in order if name in self.uses},
        }

    @classmethod
    def from_dict(cls, document: Any) -> FieldMap:
        """Return the map of a JSON document.

        :raises FieldMapError: saying what is wrong with it.
        """
        if not isinstance(document, Mapping) or document.get("format") != FORMAT:
            raise FieldMapError(
                "It is no field map.",
                hint="Use a JSON file that the field mapping dialog or amis:proposefieldmap wrote.",
            )
        if document.get("version") != VERSION:
            raise FieldMapError(
                f"Version {document.get('version')!r} of field maps is not {VERSION}.",
                hint="Use a map made with this version of the plugin.",
            )
        try:
            return cls(
                str(document["layer_type"]),
                {str(name): _use_of(use) for name, use in document["fields"].items()},
                _text(document, "profile"),
            )
        except KeyError as error:
            raise FieldMapError(f"The field map lacks {error}.") from error
        except (TypeError, AttributeError) as error:
            raise FieldMapError(f"A part of it is no part of a field map: {error}.") from error
        except VocabularyError as error:
            raise FieldMapError(error.message, subject=error.subject, hint=error.hint) from error


def units_of(kind: LayerType, name: str) -> tuple[str, ...]:
    """Return the units that a field's use may state beside the field's own; none for most.

    The order of dates and the half of an axis are stated like a unit.
    """
    if name in BELOW_ZERO:
        return (BELOW_ZERO[name],)
    if not kind.has(name):
        return ()
    return ORDERS if kind.field(name).type == "date" else units_for(kind.field(name).unit)[1:]


def decimal_marks(kind: LayerType, name: str) -> tuple[str, ...]:
    """Return the decimal marks that a field's use may state; none where it holds no numbers.

    Degrees need none: no angle has thousands of them.
    """
    is_number = kind.has(name) and kind.field(name).type in ("real", "integer")
    return DECIMAL_MARKS if is_number else ()


def _use_to_dict(use: FieldUse) -> dict[str, Any]:
    columns = [
        {
            "name": column.name,
            **({"role": column.role} if column.role else {}),
            **({"flag": True} if column.is_flag else {}),
        }
        for column in use.columns
    ]
    entry = {
        "columns": columns,
        "constant": use.constant,
        "unit": use.unit,
        "decimal": use.decimal,
    }
    return {name: value for name, value in entry.items() if value}


def _use_of(entry: Mapping[str, Any]) -> FieldUse:
    listed = entry.get("columns") or ()
    if isinstance(listed, str):
        raise TypeError(f"{listed!r} is no list of columns")
    columns = tuple(map(_column_of, listed))
    texts = (_text(entry, name) for name in ("constant", "unit", "decimal"))
    return FieldUse(columns, *texts)


def _column_of(entry: Any) -> SourceColumn:
    """Return a field of the source; its name alone will do."""
    if isinstance(entry, str):
        return SourceColumn(entry)
    return SourceColumn(str(entry["name"]), _text(entry, "role"), bool(entry.get("flag", False)))


def _text(entry: Mapping[str, Any], name: str) -> str:
    """Return a value as text; empty where it is missing or null."""
    value = entry.get(name)
    return "" if value is None else str(value)


def _check(fields: FieldMap, kind: LayerType) -> None:
    if fields.profile not in PROFILES:
        raise FieldMapError(f"{fields.profile!r} is no kind of commodity text.")
    for name, use in fields.uses.items():
        is_field = kind.has(name) and not kind.field(name).is_of_the_source
        if not is_field and name not in BELOW_ZERO:
            raise FieldMapError(f"{kind.title} has no field {name} to be filled.", subject=name)
        own = kind.field(name).unit if is_field else ""
        units = [*filter(None, [own]), *units_of(kind, name)]
        if use.unit and use.unit not in units:
            raise FieldMapError(
                f"{use.unit!r} is no unit of it.",
                subject=name,
                hint=f"Possible: {', '.join(units) or 'none'}.",
            )
        if use.decimal and use.decimal not in decimal_marks(kind, name):
            raise FieldMapError(f"{use.decimal!r} is no decimal mark of it.", subject=name)
        for column in use.columns:
            if column.role not in ROLES:
                raise FieldMapError(f"{column.role!r} is no rank.", subject=column.name)
