"""Readers that take one aligned field's value out of a source row, made once for a source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Callable, Optional

from .answers import YES
from .code_lists import match_code, vocabulary_name
from .commodity_parser import CERTAINTY, UNRANKED, ParsedCommodities, parse_commodities
from .dates import read_date
from .deposit_types import DepositType, deposit_types, match_deposit_types
from .figures import read_quantity, read_scale
from .main_group import main_group
from .mapping.field_map import FieldMap, FieldUse
from .mapping.units import factor, units_for
from .missing import text_of
from .schemas import Field
from .user_terms import UserTerms

Attributes = Mapping[str, Any]
Faults = tuple[tuple[str, str], ...]
_JOINED = "; "
_SCALE = "map_scale"
_LISTED = re.compile(r"\s*[,;/+&]\s*")


def text_of_columns(use: FieldUse) -> Callable[[Attributes], str]:
    """Return a reader that joins the texts of the columns, each text once."""
    names = tuple(column.name for column in use.columns)
    constant = use.constant
    if len(names) == 1:
        only = names[0]
        return lambda attributes: text_of(attributes.get(only)) or constant

    def read(attributes: Attributes) -> str:
        texts = (text_of(attributes.get(name)) for name in names)
        return _JOINED.join(dict.fromkeys(filter(None, texts))) or constant

    return read


def number_reader(use: FieldUse, field: Field) -> Callable[[Attributes], tuple[Any, Faults]]:
    """Return a reader of the first number, in the unit of the aligned field."""
    names = tuple(column.name for column in use.columns)
    scale = factor(use.unit, field.unit)
    whole = field.type == "integer"

    def read(attributes: Attributes) -> tuple[Any, Faults]:
        for value in [*(attributes.get(name) for name in names), use.constant]:
            text = text_of(value)
            if not text:
                continue
            if field.name == _SCALE:
                number, unit = read_scale(value, use.decimal), ""
            else:
                number, unit = read_quantity(value, use.decimal)
            is_other = bool(unit and field.unit) and unit not in units_for(field.unit)
            if number is None or is_other or (whole and not float(number).is_integer()):
                return None, (("unreadable-number", text),)
            # A unit behind the number counts before the one that the map states for all.
            own_scale = factor(unit, field.unit) if unit else scale
            return (int(number) if whole else number * own_scale), ()
        return None, ()

    return read


def date_reader(use: FieldUse) -> Callable[[Attributes], tuple[Any, Faults]]:
    """Return a reader of the first date, as ISO 8601 text."""
    names = tuple(column.name for column in use.columns)

    def read(attributes: Attributes) -> tuple[Any, Faults]:
        for value in [*(attributes.get(name) for name in names), use.constant]:
            text = text_of(value)
            if not text or text == "0":
                continue
            reading = read_date(value, use.unit)
            if reading is None:
                return None, (("unreadable-date", text),)
            return reading.iso, ((("buddhist-year", text),) if reading.buddhist else ())
        return None, ()

    return read


@dataclass(frozen=True)
class CodeReading:
    """A code with the texts of the row that were and were not understood.

    :param known: texts of the row that gave a code; empty where the code is the map's constant.
    """

    code: str
    known: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


class CodeReader:
    """Reads a code field: from its own columns first, then from the texts that it reads."""

    def __init__(self, fields: FieldMap, name: str, terms: UserTerms) -> None:
        field = fields.kind.field(name)
        self.vocabulary = vocabulary_name(field.code_list)
        self._code_list = field.code_list
        self._terms = terms
        # A text further back is another code's first: that one's reader tells when it is unknown.
        first = (name, *field.reads[:1])
        asked = [one for one in (name, *field.reads) if fields.use(one).columns]
        self._is_first = [one in first for one in asked]
        self._readers = [text_of_columns(FieldUse(fields.use(one).columns)) for one in asked]
        constants = (fields.use(one).constant for one in (name, *field.reads))
        self._constant = next(
            (code for code in map(self._code, filter(None, constants)) if code), ""
        )
        self._read_texts = lru_cache(maxsize=1 << 14)(self._read)
        self._read_one = self._readers[0] if len(self._readers) == 1 else None

    def read(self, attributes: Attributes) -> CodeReading:
        """Return the code of a row."""
        if self._read_one is not None:
            return self._read_texts((self._read_one(attributes),))
        return self._read_texts(tuple([read(attributes) for read in self._readers]))

    def _read(self, texts: tuple[str, ...]) -> CodeReading:
        unknown: list[str] = []
        for text, is_first in zip(texts, self._is_first):
            if not text:
                continue
            code, decided = self._one(text)
            if code:
                return CodeReading(code, (text,), tuple(unknown))
            parts = [text] if decided else text.split(_JOINED)
            codes = {part: self._one(part)[0] for part in parts}
            if is_first and not decided:
                unknown += [part for part in parts if self._is_unknown(part)]
            if len(set(filter(None, codes.values()))) == 1:  # two that differ are no answer
                known = tuple(part for part in parts if codes[part])
                return CodeReading(codes[known[0]], known, tuple(unknown))
        return CodeReading(self._constant, (), tuple(unknown))

    def _one(self, text: str) -> tuple[str, bool]:
        """Return the code of a single text, and whether a person decided about it."""
        decision = self._terms.find(self.vocabulary, text)
        code = decision.codes[0] if decision and decision.codes else self._code(text)
        return code, decision is not None

    def _is_unknown(self, text: str) -> bool:
        code, decided = self._one(text)
        return not (code or decided or self._all_known(text))

    def _code(self, text: str) -> str:
        return match_code(text, self._code_list)

    def _all_known(self, text: str) -> bool:
        """Whether a text lists known terms, of which none is the one."""
        if self.vocabulary == "deposit type":
            return len(match_deposit_types(text)) > 1
        parts = _LISTED.split(text)
        return len(parts) > 1 and all(map(self._code, parts))


@dataclass(frozen=True)
class CommodityReading:
    """What the commodity fields of a row hold, as values of the aligned fields by name."""

    values: Mapping[str, str]
    commodities: tuple[tuple[str, str], ...]
    unmatched: tuple[str, ...]


class CommodityReader:
    """Reads all commodity fields of a row: texts, ranked columns, flags, codes."""

    def __init__(self, fields: FieldMap, terms: UserTerms) -> None:
        use = fields.use("commodity_text")
        self._profile, self._terms = fields.profile, terms
        self._text_constant = use.constant
        self._flags = tuple(column.name for column in use.columns if column.is_flag)
        self._columns = tuple(column for column in use.columns if not column.is_flag)
        codes = fields.use("commodity_codes")
        self._codes_constant = codes.constant
        self._code_text = text_of_columns(FieldUse(codes.columns))
        self._main_text = text_of_columns(fields.use("representative_commodity"))
        self._interpret = lru_cache(maxsize=1 << 18)(self._read)

    def read(self, attributes: Attributes, deposit_model: str) -> CommodityReading:
        """Return the commodities of a row; rows that say the same are read once."""
        flags = (name for name in self._flags if text_of(attributes.get(name)).casefold() in YES)
        return self._interpret(
            tuple(text_of(attributes.get(column.name)) for column in self._columns),
            tuple(flags),
            self._code_text(attributes),
            self._main_text(attributes),
            deposit_model,
        )

    def _read(
        self, texts: tuple[str, ...], flags: tuple[str, ...], codes: str, main: str, deposit: str
    ) -> CommodityReading:
        flagged = [flag.replace("_", " ") for flag in flags]
        words = "; ".join(dict.fromkeys(filter(None, [*texts, *flagged]))) or self._text_constant
        parsed = [self._parse(codes, "")] if codes else []
        if self._codes_constant and not any(one.matches for one in parsed):
            parsed.append(self._parse(self._codes_constant, ""))
        elif not codes:
            parsed = self._parse_columns(texts, flagged)
        found = _merged(parsed)
        first = self._parse(main, "").codes if main else ()
        if first and not found:
            found = {first[0]: UNRANKED}
        kind = _deposit_types().get(deposit)
        chosen = first[0] if first else representative(found, kind)
        return CommodityReading(
            {
                "commodity_text": words,
                "commodity_codes": "; ".join(found),
                "representative_commodity": chosen,
                "commodity_group": main_group(chosen),
                "minerals": "; ".join(dict.fromkeys(t for one in parsed for t in one.minerals)),
            },
            tuple(found.items()),
            tuple(dict.fromkeys(term for one in parsed for term in one.unmatched)),
        )

    def _parse_columns(self, texts: tuple[str, ...], flags: list[str]) -> list[ParsedCommodities]:
        """Parse the columns of each rank together, in the order in which the ranks come."""
        by_role: dict[str, list[str]] = {}
        for column, text in zip(self._columns, texts):
            if text:
                by_role.setdefault(column.role, []).append(text)
        if flags:
            by_role.setdefault("", []).extend(flags)
        if not by_role and self._text_constant:
            by_role[""] = [self._text_constant]
        return [self._parse("; ".join(parts), role) for role, parts in by_role.items()]

    def _parse(self, text: str, role: str) -> ParsedCommodities:
        parsed = parse_commodities(text, self._profile, self._terms)
        return parsed.ranked(role) if role else parsed


def representative(codes: Mapping[str, str], deposit: Optional[DepositType]) -> str:
    """Return the commodity that stands for the row on a map.

    The first major one that is a main commodity of the deposit type, else the first major one;
    where the source ranks none as major, the first named ones stand in.

    :param codes: code to role, in the order of the source.
    """
    majors = [code for code, role in codes.items() if role == "major"] or list(codes)
    main = deposit.main_commodities if deposit else ()
    return next((code for code in majors if code in main), majors[0] if majors else "")


def _merged(parsed: Iterable[ParsedCommodities]) -> dict[str, str]:
    """Return code to its most certain role, in the order of the source."""
    roles: dict[str, str] = {}
    for match in (match for one in parsed for match in one.matches):
        before = roles.get(match.code)
        if before is None or CERTAINTY.index(match.role) < CERTAINTY.index(before):
            roles[match.code] = match.role
    return roles


@lru_cache(maxsize=1)
def _deposit_types() -> dict[str, DepositType]:
    return {kind.notation: kind for kind in deposit_types()}
