"""What the codes of an ArcGIS layer stand for: lists of coded values, those of subtypes too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Optional

from .json_values import mapping_of, mappings_of, name_of, text_of

Meanings = Mapping[str, str]
_ENDING = "_text"


@dataclass(frozen=True)
class CodeLists:
    """The lists of a layer.

    :param beside: field with codes to the new field that holds their meaning.
    :param lists: field to codes and meanings, for the whole layer.
    :param subtype_field: the field whose value chooses among the lists below; empty for none.
    :param of_subtypes: its value to lists that hold in place of the layer's.
    """

    beside: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, Meanings] = field(default_factory=dict)
    subtype_field: str = ""
    of_subtypes: Mapping[str, Mapping[str, Meanings]] = field(default_factory=dict)

    def decoded(self, attributes: Mapping[str, Any]) -> dict[str, Any]:
        """Return the attributes, each code followed by a new one with what it stands for."""
        if not self.beside:
            return dict(attributes)
        own = self.of_subtypes.get(_key(attributes.get(self.subtype_field)), {})
        found: dict[str, Any] = {}
        for name, value in attributes.items():
            found[name] = value
            if name in self.beside:
                meanings = own.get(name, self.lists.get(name, {}))
                found[self.beside[name]] = _meaning(meanings, value)
        return found


def read_code_lists(data: Mapping[str, Any]) -> CodeLists:
    """Return the lists in the description of a layer."""
    fields = {name_of(one.get("name")): one for one in mappings_of(data.get("fields"))}
    lists = {name: _meanings(one.get("domain")) for name, one in fields.items()}
    subtype_field = name_of(data.get("typeIdField")) or name_of(data.get("subtypeField"))
    subtype_field = next(
        (name for name in fields if name and name.lower() == subtype_field.lower()), ""
    )
    types = mappings_of(data.get("types")) or mappings_of(data.get("subtypes"))
    keyed = {_key(one.get("id", one.get("code"))): one for one in types}
    if subtype_field and keyed and not lists.get(subtype_field):
        lists[subtype_field] = {key: text_of(one.get("name")) for key, one in keyed.items()}
    of_subtypes = {
        key: {name: _meanings(one) for name, one in mapping_of(each.get("domains")).items()}
        for key, each in keyed.items()
    }
    # A subtype that inherits says so in place of a list.
    of_subtypes = {
        key: {name: one for name, one in each.items() if one} for key, each in of_subtypes.items()
    }
    coded = [
        name for name in fields
        if name and (lists[name] or any(name in each for each in of_subtypes.values()))
    ]  # fmt: skip
    return CodeLists(_beside(coded, list(fields)), lists, subtype_field, of_subtypes)


def _meanings(domain: Any) -> dict[str, str]:
    coded = mappings_of(mapping_of(domain).get("codedValues"))
    return {_key(one.get("code")): text_of(one.get("name")) for one in coded}


def _meaning(meanings: Meanings, value: Any) -> Optional[str]:
    return None if value is None else meanings.get(_key(value))


def _key(code: Any) -> str:
    """Return a code as a text: 1 and 1.0 are the same one, as databases keep them."""
    if isinstance(code, float) and code.is_integer():
        return str(int(code))
    return "" if isinstance(code, bool) or not isinstance(code, (str, int, float)) else str(code)


def _beside(coded: list[str], names: list[str]) -> dict[str, str]:
    taken = {name.lower() for name in names}
    found = {}
    for name in coded:
        proposed, number = f"{name}{_ENDING}", 2
        while proposed.lower() in taken:
            proposed, number = f"{name}{_ENDING}_{number}", number + 1
        taken.add(proposed.lower())
        found[name] = proposed
    return found
