"""Reads dates as sources write them: ISO, day or month first, named months, Buddhist-era years.

The result is ISO 8601 with the precision of the source: ``1998``, ``1998-05`` or ``1998-05-17``.
Years 2400 to 2600 are of the Buddhist era, which Thailand, Lao PDR and Cambodia use beside the
common era: 543 years ahead of it (Thai calendar since 1941).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any, Optional

from .folding import key, tidy
from .tables import read_document

DAY_FIRST, MONTH_FIRST = "dmy", "mdy"
ORDERS = (DAY_FIRST, MONTH_FIRST)
_BUDDHIST, _AHEAD = range(2400, 2601), 543
_YEARS = range(1700, 2101)
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_EPOCH_MS = range(10**11, 4 * 10**12)  # 1973 to 2096, as ArcGIS writes dates
_TIME = r"(?:[T ]+\d{1,2}:\d{2}.*)?"
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})(?:[-/.](\d{{1,2}}))?{_TIME}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMERIC = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}){_TIME}")
_BUDDHIST_YEAR = re.compile(r"(?<!\d)2[45]\d\d(?!\d)")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_YEAR = re.compile(r"(\d{4})(?:\.0+)?")
_DAY_NAME_YEAR = re.compile(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th|er)?[-\s./]*)?(?:de )?([^\W\d_][^\d,]*?)"
    rf"[-\s./,]*(?:de )?(\d{{4}}){_TIME}"
)
_VIETNAMESE = re.compile(
    r"(?:(?:ngày )?(\d{1,2}) )?((?:tháng|thg) (?:\d{1,2}|[^\W\d]+(?: [^\W\d]+)??))"
    r"(?:,? |\s?[-/]\s?)(?:năm )?(\d{4})",
    re.IGNORECASE,
)
_ERA = re.compile(
    r"(?:ปี\s*)?(?:(พ\.?\s?ศ\.?|\bB\.?E\.?)|ค\.?\s?ศ\.?|\bA\.?D\.?)\s*(?=\d{4})"
    r"|(?<=\d{4})\s*(?:(B\.?E\.?)|A\.?D\.?|C\.?E\.?)$"
)
_NAME_DAY_YEAR = re.compile(r"([^\W\d_][^\d,]*?)[-\s./]+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")


@dataclass(frozen=True)
class DateReading:
    """A date in ISO 8601 and whether its year was one of the Buddhist era."""

    iso: str
    buddhist: bool = False


def read_date(value: Any, order: str = "") -> Optional[DateReading]:
    """Return the date that a value holds, or None where there is none or it could be two.

    :param order: ``dmy`` or ``mdy`` for figures such as 03/04/1998; without it only those are
        read of which one part cannot be a month.
    """
    if isinstance(value, datetime):
        return _reading(value.year, value.month, value.day)
    if isinstance(value, date):
        return _reading(value.year, value.month, value.day)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return _read_figure(value)
    return _read_text(str(value), order)


def buddhist_date(value: Any) -> Optional[DateReading]:
    """Return the date of the Buddhist era that a value is, in a field of any meaning, or None.

    A year alone may be any number: it counts only where the text names the era.
    """
    if isinstance(value, str):
        is_sure = _BUDDHIST_YEAR.search(value) and not _YEAR.fullmatch(tidy(value))
    else:
        is_sure = isinstance(value, date) and value.year in _BUDDHIST
    reading = read_date(value, DAY_FIRST) if is_sure else None
    return reading if reading is not None and reading.buddhist else None


def order_of(texts: Iterable[str]) -> str:
    """Return in which order a column writes day and month: ``dmy``, ``mdy``, or empty.

    Told by values of which one part is above 12; empty where none is, or where they disagree.
    """
    found = orders_of(texts)
    return next(iter(found)) if len(found) == 1 else ""


def orders_of(texts: Iterable[str]) -> frozenset[str]:
    """Return every order of day and month that the values of a column show."""
    found = set()
    for text in texts:
        match = _NUMERIC.fullmatch(tidy(text))
        if match is not None:
            first, second = int(match.group(1)), int(match.group(2))
            if first > 12 >= second:
                found.add(DAY_FIRST)
            elif second > 12 >= first:
                found.add(MONTH_FIRST)
    return frozenset(found)


def _read_figure(value: float) -> Optional[DateReading]:
    if value != value or value in (float("inf"), float("-inf")):
        return None
    whole = int(value)
    if whole in _EPOCH_MS:
        moment = _EPOCH + timedelta(milliseconds=whole)
        return _reading(moment.year, moment.month, moment.day)
    return _read_text(str(whole), "") if whole == value else None


@lru_cache(maxsize=1 << 14)
def _read_text(text: str, order: str) -> Optional[DateReading]:
    plain = tidy(text)
    era = _ERA.search(plain)
    if era is None:
        return _read_plain(plain, order)
    reading = _read_plain(_ERA.sub("", plain), order)
    is_wrong_era = reading is not None and reading.buddhist != bool(era.group(1) or era.group(2))
    return None if is_wrong_era else reading


def _read_plain(plain: str, order: str) -> Optional[DateReading]:
    match = _YEAR.fullmatch(plain)
    if match:
        return _reading(int(match.group(1)))
    match = _ISO.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if match:
        return _reading(*(int(part) for part in match.groups() if part))
    match = _NUMERIC.fullmatch(plain)
    if match:
        return _ordered(int(match.group(1)), int(match.group(2)), int(match.group(3)), order)
    match = _MONTH_YEAR.fullmatch(plain)
    if match:
        return _reading(int(match.group(2)), int(match.group(1)))
    return _named(plain)


def _ordered(first: int, second: int, year: int, order: str) -> Optional[DateReading]:
    if first == second or first > 12 or (order == DAY_FIRST and second <= 12):
        return _reading(year, second, first)
    if second > 12 or order == MONTH_FIRST:
        return _reading(year, first, second)
    return None


def _named(plain: str) -> Optional[DateReading]:
    match = _VIETNAMESE.fullmatch(plain) or _DAY_NAME_YEAR.fullmatch(plain)
    if match:
        day, name, year = match.groups()
    else:
        match = _NAME_DAY_YEAR.fullmatch(plain)
        if not match:
            return None
        name, day, year = match.groups()
    name = key(name).replace(" 0", " ")
    month = _months().get(name.strip(" .")) or _months().get(name.replace(" ", ""))
    if month is None:
        return None
    return _reading(int(year), month, int(day)) if day else _reading(int(year), month)


def _reading(year: int, month: int = 0, day: int = 0) -> Optional[DateReading]:
    buddhist = year in _BUDDHIST
    common = year - _AHEAD if buddhist else year
    if common not in _YEARS:
        return None
    if not month:
        return None if day else DateReading(f"{common:04d}", buddhist)
    try:
        found = date(common, month, day or 1)
    except ValueError:
        return None
    return DateReading(found.isoformat() if day else found.isoformat()[:7], buddhist)


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    words: dict[str, list[str]] = read_document("month_names.json")["months"]
    return {key(name).strip("."): int(month) for month, names in words.items() for name in names}
