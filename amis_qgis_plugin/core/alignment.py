"""One row from any source, written in the aligned fields; what it said before stays beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, Optional, Union

from .attributes import attributes_to_json
from .code_lists import COMMODITIES, COMMODITY_GROUPS, COUNTRIES, is_bundled
from .field_readers import (
    CodeReader,
    CodeReading,
    CommodityReader,
    date_reader,
    number_reader,
    text_of_columns,
)
from .mapping.field_map import FieldMap
from .missing import text_of
from .places import PlaceReading, decide_country
from .schemas import Field
from .user_terms import NO_TERMS, UserTerms

Value = Union[str, int, float, None]


@dataclass(frozen=True)
class RowNote:
    """Something about one row that a person should know.

    :param code: one of the codes in ``check_kinds.json``.
    :param field: the aligned field it is about; empty for the whole row.
    :param detail: what was found, in the row's own words.
    """

    code: str
    field: str = ""
    detail: str = ""


class AlignedRow(NamedTuple):
    """One row of a layer type with its rows of the commodity index.

    :param values: aligned field to value; a missing value is ``None``.
    :param commodities: (code, role), each code once.
    :param unmatched: (vocabulary, term) for every term that no vocabulary knows.
    :param notes: what was found on the way.
    """

    values: Mapping[str, Value]
    commodities: tuple[tuple[str, str], ...] = ()
    unmatched: tuple[tuple[str, str], ...] = ()
    notes: tuple[RowNote, ...] = ()


@dataclass(frozen=True)
class _Coded:
    """What the coded columns of a row say, whatever else is in it."""

    values: Mapping[str, Value]
    commodities: tuple[tuple[str, str], ...]
    unmatched: tuple[tuple[str, str], ...]
    country: Optional[CodeReading]


class Aligner:
    """Brings the rows of one source into a layer type.

    :param fields: how the source becomes the layer type.
    :param source_id: id of the source, written into every row.
    :param terms: what a person decided about unknown terms.
    """

    def __init__(self, fields: FieldMap, source_id: str, terms: UserTerms = NO_TERMS) -> None:
        kind = fields.kind
        self._source_id = source_id
        self._nothing: dict[str, Value] = dict.fromkeys(field.name for field in kind.fields)
        self._nothing["source_id"] = source_id
        self._texts: dict[str, Any] = {}
        self._others: dict[str, Any] = {}
        self._codes: list[tuple[str, CodeReader]] = []
        self._commodities = CommodityReader(fields, terms) if kind.has("commodity_codes") else None
        self._country = CodeReader(fields, "country", terms) if kind.has("country") else None
        self._coded_columns = _columns_of(fields)
        self._read_coded = lru_cache(maxsize=1 << 16)(self._coded)
        for field in kind.fields:
            self._add(field, fields, terms)

    def align(
        self,
        attributes: Mapping[str, Any],
        feature_id: str,
        place: Optional[PlaceReading] = None,
        source_geometry: str = "",
        text: str = "",
    ) -> AlignedRow:
        """Bring one row into the aligned fields.

        :param attributes: the row as the source gave it; kept whole in ``source_attributes``.
        :param feature_id: its id at the source.
        :param place: the country that its geometry lies in, where somebody looked.
        :param source_geometry: the geometry as WKT, where the row cannot keep it as it was.
        :param text: the attributes as JSON, where they came so.
        """
        coded = self._read_coded(tuple([_hashable(attributes.get(n)) for n in self._coded_columns]))
        values = self._nothing.copy()
        values.update(coded.values)
        notes: list[RowNote] = []
        for name, read in self._texts.items():
            values[name] = read(attributes) or None
        for name, read in self._others.items():
            values[name], faults = read(attributes)
            notes += [RowNote(code, name, detail) for code, detail in faults]
        if coded.country is not None and place is not None:
            notes += _decide_country(coded.country, values, place)
        if values["identifier"] is None:
            values["identifier"] = f"{self._source_id}/{feature_id}"
        values["source_feature_id"] = feature_id
        values["source_geometry"] = source_geometry or None
        values["source_attributes"] = text or attributes_to_json(attributes)
        return AlignedRow(values, coded.commodities, coded.unmatched, tuple(notes))

    def _coded(self, texts: tuple[Optional[str], ...]) -> _Coded:
        """Read everything that rests on code lists; rows that say the same are read once."""
        attributes = dict(zip(self._coded_columns, texts))
        values: dict[str, Value] = {}
        unmatched: dict[tuple[str, str], None] = {}
        self._read_codes(attributes, values, unmatched)
        commodities = self._read_commodities(attributes, values, unmatched)
        country = None if self._country is None else self._country.read(attributes)
        if country is not None:
            unmatched.update(dict.fromkeys(("country", text) for text in country.unknown))
            _decide_country(country, values, None)
        return _Coded(values, commodities, tuple(unmatched), country)

    def _add(self, field: Field, fields: FieldMap, terms: UserTerms) -> None:
        """Sort a field to those who read it."""
        use = fields.use(field.name)
        commodity = field.code_list in (COMMODITIES, COMMODITY_GROUPS) or field.name == "minerals"
        is_decided = field.code_list == COUNTRIES or field.name == "country_basis"
        if is_decided or commodity or field.is_of_the_source:
            return
        # Codes of a list that nobody has here are what the source says they are.
        is_known = bool(field.code_list) and is_bundled(field.code_list)
        if is_known and (field.reads or use.columns or use.constant):
            self._codes.append((field.name, CodeReader(fields, field.name, terms)))
        elif not use.columns and not use.constant:
            return
        elif field.type == "date":
            self._others[field.name] = date_reader(use)
        elif field.type in ("real", "integer"):
            self._others[field.name] = number_reader(use, field)
        elif field.name != "commodity_text":
            self._texts[field.name] = text_of_columns(use)

    def _read_codes(
        self,
        attributes: Mapping[str, Any],
        values: dict[str, Value],
        unmatched: dict[tuple[str, str], None],
    ) -> None:
        """Fill the code fields; a text is unknown when none of its readers knows it."""
        unknown: dict[str, str] = {}
        known: set[str] = set()
        for name, reader in self._codes:
            reading = reader.read(attributes)
            values[name] = reading.code or None
            known.update(reading.known)
            for text in reading.unknown:
                unknown.setdefault(text, reader.vocabulary)
        for text, vocabulary in unknown.items():
            if text not in known:
                unmatched[(vocabulary, text)] = None

    def _read_commodities(
        self,
        attributes: Mapping[str, Any],
        values: dict[str, Value],
        unmatched: dict[tuple[str, str], None],
    ) -> tuple[tuple[str, str], ...]:
        if self._commodities is None:
            return ()
        deposit = values.get("deposit_model")
        reading = self._commodities.read(attributes, deposit if isinstance(deposit, str) else "")
        for name, value in reading.values.items():
            if name in self._nothing:
                values[name] = value or None
        unmatched.update(dict.fromkeys(("commodity", term) for term in reading.unmatched))
        return reading.commodities


def _hashable(value: Any) -> Optional[str]:
    """Return a value as what readers of codes make of it, at once where it is a text."""
    return value if value is None or value.__class__ is str else text_of(value)


def _columns_of(fields: FieldMap) -> tuple[str, ...]:
    """Return the columns that readers of codes look at."""
    coded = (one for one in fields.kind.fields if not one.is_of_the_source)
    asked = [name for one in coded if one.code_list for name in (one.name, *one.reads)]
    asked += ["commodity_text", "commodity_codes", "representative_commodity", "minerals"]
    columns = (column.name for name in asked for column in fields.use(name).columns)
    return tuple(dict.fromkeys(columns))


def _decide_country(
    reading: CodeReading, values: dict[str, Value], place: Optional[PlaceReading]
) -> list[RowNote]:
    stated, for_all = (reading.code, "") if reading.known else ("", reading.code)
    decision = decide_country(stated, for_all, place)
    values["country"] = decision.iso3 or None
    values["country_basis"] = decision.basis or None
    if not decision.fault:
        return []
    return [RowNote(decision.fault, "country", decision.detail)]
