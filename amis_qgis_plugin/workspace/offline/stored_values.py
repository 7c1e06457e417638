"""Values as SQLite can hold them."""

from __future__ import annotations

import json
from typing import Any, Optional

from ...core.attributes import attributes_to_json


def stored_attributes(attributes: dict[str, Any]) -> str:
    """Return attributes as JSON, in the order in which they came."""
    text = attributes_to_json(attributes)
    return text if _is_encodable(text) else json.dumps(json.loads(text))


def with_bytes(text: str) -> str:
    """Return a text that has bytes: what has none is written as an escape."""
    return text if _is_encodable(text) else text.encode("utf-8", "backslashreplace").decode("utf-8")


def storable_number(number: Optional[int]) -> Optional[int]:
    """Return a number that SQLite holds; None for one that no layer has."""
    return None if number is None or number >= 2**63 else number


def _is_encodable(text: str) -> bool:
    """Whether a text has bytes: half a pair of UTF-16, as JSON may have it, has none."""
    if text.isascii():
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
