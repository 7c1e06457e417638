"""Words that sources write where there is no value."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from .names import is_nil
from .tables import read_document

_WORDS = frozenset(read_document("parser_words.json")["missing"])
# In any case, but for one: Nan is a province of Thailand, NaN is no number.
_IN_ANY_CASE = frozenset(word.casefold() for word in _WORDS) - {"nan"}


def text_of(value: Any) -> str:
    """Return a value as text; empty where the source says that there is none.

    Whole numbers lose the ``.0`` that a column of real numbers gives them.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        text = value.strip()
        return "" if text in _WORDS or text.casefold() in _IN_ANY_CASE or is_nil(text) else text
    if isinstance(value, float):
        if value != value:
            return ""
        return str(int(value)) if value.is_integer() and abs(value) <= 2**53 else repr(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return "; ".join(filter(None, map(text_of, value)))
    return str(value).strip()
