"""One occurrence from any source, written in the aligned fields; what it said before stays beside.

The aligned fields are those of the layer type ``mineral_occurrences`` (EarthResourceML-Lite names
where there is one).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Optional

from .commodities import load_commodities
from .commodity_parser import ParsedCommodities, parse_commodities
from .countries import match_country
from .deposit_types import DepositType, match_deposit_type


@dataclass(frozen=True)
class FieldMap:
    """Which source field holds what; empty where the source has none.

    :param profile: how commodity text is written at the source, for example ``mrds``.
    :param product: the one commodity that every row of the source is about, where its commodity
        field lists minerals and assays instead. The field's text is kept and gives no commodity.
    """

    identifier: str = ""
    name: str = ""
    commodities: str = ""
    country: str = ""
    admin1: str = ""
    deposit_type: str = ""
    source_uri: str = ""
    profile: str = ""
    product: str = ""


@dataclass(frozen=True)
class AlignedOccurrence:
    """One row of ``mineral_occurrences`` with its rows of the commodity index.

    :param values: aligned field to text; a missing value is ``None``.
    :param commodities: (code, role), each code once.
    :param unmatched: (vocabulary, term) for every term that no vocabulary knows.
    """

    values: Mapping[str, Optional[str]]
    commodities: tuple[tuple[str, str], ...]
    unmatched: tuple[tuple[str, str], ...]


def align_occurrence(
    attributes: Mapping[str, Any], fields: FieldMap, source_id: str, feature_id: str
) -> AlignedOccurrence:
    """Bring one source row into the aligned fields.

    :param attributes: the row as the source gave it; kept whole in ``source_attributes``: texts,
        numbers and lists as they are, dates as ISO 8601, bytes as hexadecimal digits.
    """

    def text(field: str) -> str:
        value = attributes.get(field) if field else None
        return "" if value is None else str(value).strip()

    parsed = parse_commodities(fields.product or text(fields.commodities), fields.profile)
    country = match_country(text(fields.country))
    deposit = match_deposit_type(text(fields.deposit_type))
    codes = _distinct(parsed)
    main = representative(tuple(codes), deposit)
    values = {
        "identifier": text(fields.identifier) or f"{source_id}/{feature_id}",
        "name": text(fields.name),
        "occurrence_type": "",
        "commodity_text": text(fields.commodities),
        "commodity_codes": "; ".join(codes),
        "representative_commodity": main,
        "commodity_group": _group(main),
        "country": country.iso3 if country else "",
        "country_text": text(fields.country),
        "admin1": text(fields.admin1),
        "deposit_model": deposit.notation if deposit else "",
        "deposit_type_text": text(fields.deposit_type),
        "mine_status": "",
        "source_uri": text(fields.source_uri),
        "source_id": source_id,
        "source_feature_id": feature_id,
        "source_attributes": json.dumps(
            {str(name): _as_json(value) for name, value in attributes.items()},
            ensure_ascii=False,
            sort_keys=True,
        ),
    }
    unmatched = [("commodity", term) for term in parsed.unmatched]
    if text(fields.country) and country is None:
        unmatched.append(("country", text(fields.country)))
    if text(fields.deposit_type) and deposit is None:
        unmatched.append(("deposit type", text(fields.deposit_type)))
    return AlignedOccurrence(
        {name: value or None for name, value in values.items()},
        tuple(codes.items()),
        tuple(unmatched),
    )


def _as_json(value: Any) -> Any:
    """Return a value that JSON can hold: what it has no type for becomes its text."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, Mapping):
        return {str(name): _as_json(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_json(one) for one in value]
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).hex()
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


def representative(codes: tuple[str, ...], deposit: Optional[DepositType]) -> str:
    """Return the commodity that stands for the occurrence on a map.

    The first named one that is a main commodity of the deposit type, else the first named one:
    sources rarely rank their commodities, so no other order is claimed.
    """
    main = deposit.main_commodities if deposit else ()
    return next((code for code in codes if code in main), codes[0] if codes else "")


def _distinct(parsed: ParsedCommodities) -> dict[str, str]:
    codes: dict[str, str] = {}
    for match in parsed.matches:
        codes.setdefault(match.code, match.role)
    return codes


def _group(code: str) -> str:
    if not code:
        return ""
    groups = load_commodities().get(code).groups
    return groups[0] if groups else "other"
