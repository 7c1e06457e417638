"""Values as SQLite can hold them, and as they are read again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Optional

from ...core.attributes import attributes_to_json
from ...core.errors import WorkspaceError

_DECODER = json.JSONDecoder()


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


def kept_value(text: str, path: Path) -> Any:
    """Return a value that a file keeps as JSON.

    :raises WorkspaceError: when the file has another text than was written.
    """
    try:
        value, end = _DECODER.raw_decode(text)  # quicker than loads
        if end != len(text):
            raise ValueError(f"something stands behind character {end}")
    except (TypeError, ValueError) as error:
        raise _damaged(path, error) from error
    return value


def kept_attributes(text: str, path: Path) -> dict[str, Any]:
    """Return the attributes of a feature that a file keeps.

    :raises WorkspaceError: when the file has another text than was written.
    """
    value = kept_value(text, path)
    if not isinstance(value, dict):
        raise _damaged(path, "a feature has no attributes")
    return value


def kept_rows(
    db: sqlite3.Connection, statement: str, values: tuple[Any, ...], path: Path
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a reading statement.

    :param path: the file that is read.
    :raises WorkspaceError: when it cannot be read.
    """
    try:
        yield from db.execute(statement, values)
    except sqlite3.DatabaseError as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, reason: object) -> WorkspaceError:
    return WorkspaceError(
        f"What was downloaded so far cannot be read: {str(reason).rstrip('.')}.",
        subject=str(path),
        hint="Try again. If this file stays like that, delete it and take the layer offline anew."
        " The workspace is as it was.",
    )


def _is_encodable(text: str) -> bool:
    """Whether a text has bytes: half a pair of UTF-16, as JSON may have it, has none."""
    if text.isascii():
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
