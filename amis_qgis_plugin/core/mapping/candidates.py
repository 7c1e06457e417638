"""How well a column of a source suits an aligned field: by its name and by its values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Callable, Optional

from ..code_lists import COMMODITIES, COMMODITY_GROUPS, COUNTRIES
from ..schemas import Field, LayerType
from .column_values import ColumnValues
from .field_map import LATITUDE, LONGITUDE
from .field_names import NameHit, is_bare, is_of_groups, name_hits
from .refusals import is_refused

LEAST = 0.35
_ALIAS_COUNTS = 0.97
_OWN_CODE = 0.9
_EXCHANGED = 0.6
# What names groups says less than what names the things; of a code and its text the one that the
# values are not says less; "Name" over codes less than a name that says of what.
_OF_GROUPS, _BESIDE, _OF_CODES = 0.7, 0.95, 0.8
_WORDS_OF_OWN = frozenset((COMMODITIES, COMMODITY_GROUPS, COUNTRIES))
_LANGUAGES = {
    "en": "English", "fr": "French", "id": "Indonesian", "ms": "Malay", "vi": "Vietnamese",
    "th": "Thai", "km": "Khmer", "lo": "Lao", "my": "Burmese", "tl": "Tagalog", "pt": "Portuguese",
    "es": "Spanish", "zh": "Chinese", "ko": "Korean", "ja": "Japanese",
}  # fmt: skip
# What values may show without a name: the field, the least share, the confidence it gives.
_BY_VALUES = (
    ("commodity_text", 0.85, 0.7),
    ("country_text", 0.9, 0.75),
    ("deposit_type_text", 0.7, 0.55),
)
_GEOLOGY = ("geological_units", "contacts", "faults", "administrative_areas", "protected_areas")


@dataclass(frozen=True)
class Candidate:
    """A column that may fill an aligned field.

    :param confidence: from 0 to 1.
    :param basis: on what it rests, in words.
    :param named: how well the name alone says it, from 0 to 1.
    """

    field: str
    column: str
    confidence: float
    basis: str
    named: float


def candidates(column: ColumnValues, kind: LayerType) -> Iterator[Candidate]:
    """Yield every aligned field that a column may fill."""
    hits = _hits(column, kind)
    for name, hit in hits.items():
        if name == "identifier" and column.field.is_key:
            continue  # numbers that a copy of the file may give to other rows
        if is_refused(column, hit, kind):
            continue
        fit = fit_of(column, name, kind)
        confidence = hit.score * (0.5 if fit is None else 0.4 + 0.6 * fit)
        if confidence >= LEAST:
            yield Candidate(name, column.name, confidence, _basis(hit, fit, name), hit.score)
    for name, least, confidence in _BY_VALUES:
        if kind.has(name) and hits.get(name) is None and kind.layer_type_id not in _GEOLOGY:
            is_country = name == "country_text"
            share = column.clear_countries if is_country else fit_of(column, name, kind) or 0.0
            # A national layer says one country in all rows; one other word may be anything.
            is_told = len(column.counts) > 1 or (is_country and column.filled > 1)
            if share >= least and is_told and not column.are_long:
                words = f"{share:.0%} of the values are {_PLURALS[name]}"
                yield Candidate(name, column.name, confidence * share, words, 0.0)


def _hits(column: ColumnValues, kind: LayerType) -> dict[str, NameHit]:
    """Return what a column's name and alias may stand for, by aligned field."""
    hits = {hit.field: hit for hit in name_hits(column.name, kind.layer_type_id)}
    if column.field.alias and column.field.alias != column.name:
        for hit in name_hits(column.field.alias, kind.layer_type_id):
            _add(hits, hit, hit.field, _ALIAS_COUNTS)
    for hit in list(hits.values()):
        if hit.field == "commodity_text" and is_of_groups(column.name):
            hits[hit.field] = replace(hit, score=hit.score * _OF_GROUPS)
        elif hit.field == "name" and is_bare(column.name) and column.are_codes:
            hits[hit.field] = replace(hit, score=hit.score * _OF_CODES)
        elif kind.has(hit.field) and kind.field(hit.field).reads:
            _tell_words(hits, hit, column, kind)
    return hits


def _tell_words(
    hits: dict[str, NameHit], hit: NameHit, column: ColumnValues, kind: LayerType
) -> None:
    """Let a column that is named after a code be the text that it is read from, if it has words."""
    code = kind.field(hit.field)
    if hit.score < _OWN_CODE:
        del hits[hit.field]  # a code has a name of its own; its text is read anyway
    elif column.filled and code.code_list and code.code_list not in _WORDS_OF_OWN:
        text, less = code.reads[0], hit.field
        if column.are_codes_of(code.code_list):
            less = text
        else:
            _add(hits, hit, text, 1.0)
        if less in hits:
            hits[less] = replace(hits[less], score=hits[less].score * _BESIDE)


def _add(hits: dict[str, NameHit], hit: NameHit, field: str, counts: float) -> None:
    """Keep a hit for a field, where none says it better."""
    found = replace(hit, field=field, score=hit.score * counts)
    if field not in hits or found.score > hits[field].score:
        hits[field] = found


_PLURALS = {
    "commodity_text": "commodities",
    "country_text": "countries",
    "deposit_type_text": "deposit types",
}


def fit_of(column: ColumnValues, name: str, kind: LayerType) -> Optional[float]:
    """Return how well the values suit an aligned field, from 0 to 1; None for an empty column."""
    if not column.filled:
        return None
    if name in (LONGITUDE, LATITUDE):
        # Coordinates that are exchanged suit less, but are coordinates still.
        other = LATITUDE if name == LONGITUDE else LONGITUDE
        return max(column.degrees(name), _EXCHANGED * column.degrees(other))
    field = kind.field(name)
    special = _SPECIAL.get(name)
    if special is not None:
        return special(column)
    if field.type in ("real", "integer"):
        return column.numbers
    if field.type == "date":
        return column.dates
    return _fit_of_text(column, field, kind)


def _fit_of_text(column: ColumnValues, field: Field, kind: LayerType) -> float:
    lists = [one.code_list for one in kind.fields if field.name in one.reads[:1]]
    lists += [field.code_list] if field.code_list else []
    known = max((column.codes(one) for one in lists), default=0.0)
    if column.is_numeric:
        return max(known, 0.3)
    return 0.75 + 0.25 * known


def _fit_of_identifier(column: ColumnValues) -> float:
    if column.are_unique:
        return 1.0
    return 0.9 * (len(column.counts) / max(1, column.rows)) ** 2


def _fit_of_name(column: ColumnValues) -> float:
    if column.is_numeric or column.numbers > 0.8:
        return 0.1
    return 0.3 if column.are_long else 1.0


def _fit_of_deposit_type(column: ColumnValues) -> float:
    return 0.0 if column.is_numeric else 0.6 + 0.4 * column.deposit_types


def _commodities(column: ColumnValues) -> float:
    return column.commodities


def _scales(column: ColumnValues) -> float:
    return column.scales


def _countries(column: ColumnValues) -> float:
    return column.countries


def _fit_of_address(column: ColumnValues) -> float:
    return 0.2 + 0.8 * column.are_uris


_SPECIAL: dict[str, Callable[[ColumnValues], float]] = {
    "identifier": _fit_of_identifier,
    "name": _fit_of_name,
    "local_name": _fit_of_name,
    "occurrence_name": _fit_of_name,
    "owner": _fit_of_name,
    "holder": _fit_of_name,
    "commodity_text": _commodities,
    "commodity_codes": _commodities,
    "representative_commodity": _commodities,
    "map_scale": _scales,
    "country_text": _countries,
    "country": _countries,
    "deposit_type_text": _fit_of_deposit_type,
    "source_uri": _fit_of_address,
}


def _basis(hit: NameHit, fit: Optional[float], name: str) -> str:
    if hit.lang == "standard":
        said = f"name of the standard: {hit.known_as}"
    else:
        said = f"name: {hit.known_as} ({_LANGUAGES.get(hit.lang, hit.lang)})"
    if fit is None:
        return f"{said}; the column is empty"
    if name in ("commodity_text", "country_text"):
        return f"{said}; {fit:.0%} of the values are {_PLURALS[name]}"
    return said if fit > 0.5 else f"{said}; the values do not look like it"
