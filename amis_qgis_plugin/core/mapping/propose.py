"""A field map proposed for a source: by published schema, by name in many languages, by values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from ..commodities import ASSAY
from ..folding import key, without_accents
from ..rows import SourceLayer
from ..schemas import LayerType, layer_type, layer_types, plain_type
from ..tables import read_document
from .candidates import Candidate, candidates
from .column_values import ColumnValues, profile_of
from .commodity_columns import commodity_use
from .coordinate_columns import coordinate_uses
from .field_map import LATITUDE, LONGITUDE, FieldMap, FieldUse, SourceColumn, decimal_marks
from .field_names import is_bare, name_hits
from .refusals import technical_columns
from .standards import find_standard
from .units_in_names import unit_of

_BY_STANDARD = 0.98
# Fields that nearly every layer has: they say nothing about its type.
_COMMON = frozenset(("longitude", "latitude", "occurrence_name", "mine_name", "label"))
_TITLE_COUNTS, _WRONG_GEOMETRY = 1.2, 2.0
# A column of commodities for which a type has no place speaks against the type.
_LEFT_OUT = 1.0
_CLEARLY_NAMED = 0.6
# Layers of geology and mining reach this by their title or a few of their fields; roads, schools,
# parcels and weather stations stay below it.
LEAST_LIKELIHOOD = 0.9
_COORDINATES, _MOSTLY, _CODES = 0.9, 0.5, 0.6


@dataclass(frozen=True)
class Reason:
    """Why an aligned field is proposed to be filled so.

    :param confidence: from 0 to 1.
    """

    confidence: float
    basis: str


@dataclass(frozen=True)
class Proposal:
    """A field map with the reasons for it.

    :param standard: title of the published schema that the source follows; empty for none.
    :param reasons: aligned field to why it is filled so.
    """

    fields: FieldMap
    standard: str = ""
    reasons: Mapping[str, Reason] = field(default_factory=dict)


def propose(
    layer: SourceLayer, columns: Sequence[ColumnValues], layer_type_id: str = ""
) -> Proposal:
    """Return the field map that suits a source best.

    :param columns: a sample of its values, as ``sample_columns`` takes it.
    :param layer_type_id: the type of layer; empty to have it guessed.
    """
    if layer_type_id:
        return _proposal(layer, columns, layer_type(layer_type_id))
    proposals = [_proposal(layer, columns, kind) for kind in layer_types()]
    commodities = frozenset().union(*map(_commodity_columns, proposals))

    def suits(proposal: Proposal) -> float:
        leaves_out = commodities and not commodities & set(proposal.fields.columns())
        return likelihood(layer, proposal) - (_LEFT_OUT if leaves_out else 0.0)

    return max(proposals, key=suits)


def propose_or_plain(
    layer: SourceLayer, columns: Sequence[ColumnValues], layer_type_id: str = ""
) -> Proposal:
    """Return the same for a layer of which nobody said that it is of a type.

    Where none of them fits well enough, it is a plain layer: a wrong type would mislead more.
    """
    found = propose(layer, columns, layer_type_id)
    is_sure = bool(layer_type_id or found.standard) or likelihood(layer, found) >= LEAST_LIKELIHOOD
    return found if is_sure else _proposal(layer, columns, plain_type())


def likelihood(layer: SourceLayer, proposal: Proposal) -> float:
    """Return how well a proposal's layer type suits a source; only good for comparing types."""
    kind = proposal.fields.kind
    aliases = {column.name: column.alias for column in layer.fields}

    def distinction(name: str) -> float:
        columns = proposal.fields.use(name).columns
        said = columns[0].name if columns else ""
        names = (said, aliases.get(said, ""))
        return min(_distinction(name), *map(_distinction_of_name, names))

    score = sum(
        reason.confidence * distinction(name)
        for name, reason in proposal.reasons.items()
        if name not in _COMMON
    )
    required = [one.name for one in kind.fields if one.required and not one.is_of_the_source]
    found = sum(
        1 for name in required if name in proposal.reasons or _is_read(kind, name, proposal)
    )
    score *= 0.5 + 0.5 * found / len(required)
    if _title_says(kind, layer):
        score += _TITLE_COUNTS
    if layer.geometry in ("point", "line", "polygon") and layer.geometry not in (
        kind.geometry,
        *kind.also,
    ):
        score -= _WRONG_GEOMETRY
    if proposal.standard:
        score += 3.0
    return score


def _commodity_columns(proposal: Proposal) -> frozenset[str]:
    """Return the columns that clearly hold the commodities by a proposal."""
    reason = proposal.reasons.get("commodity_text")
    if reason is None or reason.confidence < _CLEARLY_NAMED:
        return frozenset()
    return frozenset(one.name for one in proposal.fields.use("commodity_text").columns)


@lru_cache(maxsize=256)
def _distinction(name: str) -> float:
    """Return how much a field says about the type of a layer: the less, the more types have it."""
    having = sum(1 for kind in layer_types() if kind.has(name))
    return 1.0 / having if having else 0.0


@lru_cache(maxsize=1 << 13)
def _distinction_of_name(name: str) -> float:
    """Return how much a column's name says about it: *status* is a field of nearly every type."""
    having = sum(
        any(hit.score >= _CLEARLY_NAMED for hit in name_hits(name, kind.layer_type_id))
        for kind in layer_types()
    )
    return 1.0 / having if having else 1.0


def _is_read(kind: LayerType, name: str, proposal: Proposal) -> bool:
    return any(text in proposal.reasons for text in kind.field(name).reads)


def _proposal(layer: SourceLayer, columns: Sequence[ColumnValues], kind: LayerType) -> Proposal:
    found = find_standard(layer.names())
    uses: dict[str, FieldUse] = {}
    reasons: dict[str, Reason] = {}
    title, profile = "", ""
    if found is not None and found[0].layer_type == kind.layer_type_id:
        title, profile = found[0].title, found[0].profile
        uses.update(found[1])
        reasons.update(dict.fromkeys(found[1], Reason(_BY_STANDARD, f"schema of {title}")))
    taken = {column.name for use in uses.values() for column in use.columns}
    taken |= technical_columns(layer)
    ranked = sorted(
        (one for column in columns if column.name not in taken for one in candidates(column, kind)),
        key=lambda one: -one.confidence,
    )
    by_name = {column.name: column for column in columns}
    if "commodity_text" not in uses and kind.has("commodity_text"):
        _add_commodities(ranked, columns, uses, reasons)
    if not layer.geometry and LONGITUDE not in uses:
        coordinates, basis = coordinate_uses(ranked, by_name)
        uses.update(coordinates)
        reasons.update(dict.fromkeys(coordinates, Reason(_COORDINATES, basis)))
    _assign(ranked, kind, by_name, uses, reasons)
    _tell_codes_from_names(ranked, by_name, uses, reasons)
    _tell_names_apart(uses, reasons, by_name)
    _tell_decimal_marks(uses, kind, by_name)
    read = uses.get("commodity_text", FieldUse()).columns
    names = [column.name for column in read if not column.is_flag]
    profile = profile or profile_of(by_name[name] for name in names if name in by_name)
    analytes = [by_name[one.name] for one in uses.get("analyte", FieldUse()).columns]
    if any(column.elements > _MOSTLY for column in analytes):
        profile = ASSAY
    return Proposal(FieldMap(kind.layer_type_id, uses, profile), title, reasons)


def _add_commodities(
    ranked: Sequence[Candidate],
    columns: Sequence[ColumnValues],
    uses: dict[str, FieldUse],
    reasons: dict[str, Reason],
) -> None:
    found = commodity_use([one for one in ranked if one.field == "commodity_text"], columns)
    if found is not None:
        uses["commodity_text"], confidence, basis = found
        reasons["commodity_text"] = Reason(confidence, basis)


def _assign(
    ranked: Sequence[Candidate],
    kind: LayerType,
    by_name: Mapping[str, ColumnValues],
    uses: dict[str, FieldUse],
    reasons: dict[str, Reason],
) -> None:
    """Give each aligned field the best column that no other field has taken."""
    taken = {column.name for use in uses.values() for column in use.columns}
    told_by_codes = _told_by_codes(ranked, kind)
    for one in ranked:
        if one.field in uses or one.column in taken or one.field in (LONGITUDE, LATITUDE):
            continue
        if one.field == "commodity_text":
            continue
        if not one.named and one.field in told_by_codes:
            continue
        column = by_name[one.column]
        unit = unit_of(column, kind.field(one.field))
        uses[one.field] = FieldUse((SourceColumn(one.column),), unit=unit)
        reasons[one.field] = Reason(one.confidence, one.basis + (f"; in {unit}" if unit else ""))
        taken.add(one.column)


def _told_by_codes(ranked: Sequence[Candidate], kind: LayerType) -> frozenset[str]:
    """Return the texts for which a column named after their code stands in.

    No other column is proposed for them by its values alone: where the code is silent, it would
    speak of something else.
    """
    return frozenset(
        text
        for one in ranked
        if one.named and one.confidence >= _CLEARLY_NAMED and kind.has(one.field)
        for text in kind.field(one.field).reads
    )


def _tell_codes_from_names(
    ranked: Iterable[Candidate],
    by_name: Mapping[str, ColumnValues],
    uses: dict[str, FieldUse],
    reasons: dict[str, Reason],
) -> None:
    """Let *Name* be the identifier where it holds codes and another field the names."""
    if "identifier" in uses or "name" not in uses:
        return
    taken = {column.name for use in uses.values() for column in use.columns}
    for one in ranked:
        column = by_name[one.column]
        is_left = one.field == "name" and one.column not in taken and is_bare(one.column)
        if is_left and column.are_codes and column.are_unique:
            uses["identifier"] = FieldUse((SourceColumn(one.column),))
            reasons["identifier"] = Reason(_CODES, f"{one.basis}; the values are codes")
            return


def _tell_names_apart(
    uses: dict[str, FieldUse], reasons: dict[str, Reason], by_name: Mapping[str, ColumnValues]
) -> None:
    """Let the name in Latin letters be the name, the one in another script the local name."""
    if "name" not in uses or "local_name" not in uses:
        return
    name, local = (by_name[uses[one].columns[0].name] for one in ("name", "local_name"))
    if name.latin < 0.5 <= local.latin:
        uses["name"], uses["local_name"] = uses["local_name"], uses["name"]
        reasons["name"], reasons["local_name"] = reasons["local_name"], reasons["name"]


def _tell_decimal_marks(
    uses: dict[str, FieldUse], kind: LayerType, by_name: Mapping[str, ColumnValues]
) -> None:
    """Keep with each field of numbers how its columns write decimals, where they agree."""
    for name, use in uses.items():
        if decimal_marks(kind, name):
            marks = {by_name[column.name].decimal_mark for column in use.columns} - {""}
            uses[name] = replace(use, decimal=marks.pop() if len(marks) == 1 else "")


def _title_says(kind: LayerType, layer: SourceLayer) -> bool:
    words = re.findall(r"[^\W_]+", key(f"{layer.title} {layer.layer}"))
    text = f" {' '.join(words)} "
    plain = without_accents(text)
    for name in _title_words().get(kind.layer_type_id, "").split():
        start = " " + name.replace("_", " ")
        wanted = start[:-1] if name.endswith("*") else f"{start} "
        if wanted in text or without_accents(wanted.strip()) in plain.split():
            return True
    return False


@lru_cache(maxsize=1)
def _title_words() -> dict[str, str]:
    words: dict[str, Any] = read_document("mapping_words.json")
    return dict(words["titles"])
