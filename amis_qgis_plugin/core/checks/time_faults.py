"""What is wrong with the dates of a row, and which of its texts are of the Buddhist era."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..alignment import AlignedRow
from ..dates import buddhist_date
from ..figures import read_number
from ..mapping.field_map import FieldMap
from ..mapping.field_names import name_hits

Found = list[tuple[str, str, str]]
_RANGES = (
    ("start_date", "end_date"),
    ("application_date", "grant_date"),
    ("grant_date", "expiry_date"),
)
_PAST = ("start_date", "grant_date", "application_date", "sampling_date", "effective_date")
# 25/2543 is the number of a licence in its year: there is no 25th month.
_NUMBER_OF_YEAR = re.compile(r"\s*(\d+)\s*[/-]\s*\d{4}\s*")
_MONTHS = 12
_CLEARLY_NAMED = 0.6


class TimeFaults:
    """Looks at the dates of one layer's rows.

    :param columns: the fields of the source.
    :param today: ISO 8601, to tell dates in the future.
    """

    def __init__(self, fields: FieldMap, columns: Iterable[str], today: str) -> None:
        self._today = today
        self._dated = {
            column.name
            for field in fields.kind.fields
            if field.type == "date"
            for column in fields.use(field.name).columns
        }
        # Identifiers have years in them, but are no dates.
        self._numbered = {column.name for column in fields.use("identifier").columns}
        self._numbered |= {name for name in columns if _is_identifier(name, fields.layer_type)}

    def of(self, aligned: AlignedRow) -> Found:
        """Return kind, field and detail of dates out of order, and of past ones in the future."""
        values = aligned.values
        found = []
        for start, end in _RANGES:
            one, other = values.get(start), values.get(end)
            if isinstance(one, str) and isinstance(other, str):
                size = min(len(one), len(other))
                if one[:size] > other[:size]:
                    found.append(("date-order", end, f"{one} to {other}"))
        for name in _PAST:
            value = values.get(name)
            if isinstance(value, str) and value > self._today[: len(value)]:
                found.append(("date-future", name, value))
        return found

    def eras(self, attributes: Mapping[str, Any]) -> Found:
        """Return the Buddhist-era dates in fields of the source that no aligned date is read from.

        A text such as 10.2506 may be a month of that era, but in any field it is a number.
        """
        found = []
        for name, value in attributes.items():
            if name in self._dated or name in self._numbered:
                continue
            if isinstance(value, str) and _is_number_of_year(value):
                self._numbered.add(name)
                continue
            reading = buddhist_date(value)
            if reading is not None and read_number(value) is None:
                found.append(("buddhist-year", name, f"{value} is {reading.iso}"))
        return found

    def are_numbers(self, name: str) -> bool:
        """Whether a field of the source turned out to hold numbers such as 25/2543."""
        return name in self._numbered


def _is_number_of_year(text: str) -> bool:
    match = _NUMBER_OF_YEAR.fullmatch(text)
    return match is not None and int(match[1]) > _MONTHS


def _is_identifier(name: str, layer_type: str) -> bool:
    hits = name_hits(name, layer_type)
    return bool(hits) and hits[0].field == "identifier" and hits[0].score >= _CLEARLY_NAMED
