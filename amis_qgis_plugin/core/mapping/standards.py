"""Schemas that surveys publish under a name of their own, recognised by their fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..errors import VocabularyError
from ..tables import read_document
from .field_map import FieldUse, SourceColumn


@dataclass(frozen=True)
class Standard:
    """A published schema.

    :param signature: fields that a source needs, all of them, to be taken for one of it.
    :param uses: aligned field to the published fields that fill it.
    """

    id: str
    title: str
    layer_type: str
    profile: str
    signature: tuple[str, ...]
    uses: Mapping[str, FieldUse]


@lru_cache(maxsize=1)
def standards() -> tuple[Standard, ...]:
    """Return every published schema that is known here.

    :raises VocabularyError: when the file is damaged.
    """
    try:
        return tuple(
            _standard(entry) for entry in read_document("field_standards.json")["standards"]
        )
    except (KeyError, TypeError) as error:
        raise VocabularyError(f"an entry lacks {error}.", subject="field_standards.json") from error


def find_standard(names: Iterable[str]) -> tuple[Standard, dict[str, FieldUse]] | None:
    """Return the schema that a source follows and its uses in the source's own spelling, or None.

    :param names: fields of the source; case and a prefix up to the last point do not matter.
    """
    own = {name.rpartition(".")[2].rpartition(":")[2].casefold(): name for name in names}
    fitting = [one for one in standards() if all(name.casefold() in own for name in one.signature)]
    if not fitting:
        return None
    best = max(fitting, key=lambda one: len(one.signature))
    uses = {}
    for field, use in best.uses.items():
        columns = tuple(
            SourceColumn(own[column.name.casefold()], column.role)
            for column in use.columns
            if column.name.casefold() in own
        )
        if columns:
            uses[field] = FieldUse(columns)
    return best, uses


def _standard(entry: Mapping[str, Any]) -> Standard:
    return Standard(
        entry["id"],
        entry["title"],
        entry["layer_type"],
        entry["profile"],
        tuple(entry["signature"]),
        {field: FieldUse(tuple(map(_column, names))) for field, names in entry["fields"].items()},
    )


def _column(text: str) -> SourceColumn:
    name, _colon, role = text.partition(":")
    return SourceColumn(name, role)
