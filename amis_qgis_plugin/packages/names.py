"""Names of files that every system can hold and that stay told apart, and texts in them."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from ..core.package_plan import LONGEST_NAME, safe_name

LONGEST_PATH = 200  # characters, with the package's own folder; Windows takes 260 in all
_SAFE = re.compile(r"[a-z0-9][a-z0-9_-]*")
_DIGITS = 8


def file_name(text: str) -> str:
    """Return a file name without ending for a table or a source.

    A name that is safe already stays; any other gets digits of its checksum, so that two names
    never become one.
    """
    plain = safe_name(text)
    is_safe = len(text) <= LONGEST_NAME and _SAFE.fullmatch(text) is not None
    if is_safe and plain in (text, text.replace("-", "_").strip("_")):
        return text
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return f"{plain[: LONGEST_NAME - _DIGITS - 1].rstrip('_')}_{digest}"


def table_path(table: str) -> str:
    """Return where the CSV table of a layer lies in a package."""
    return f"tables/{file_name(table)}.csv"


def write_text(path: Path, text: str) -> None:
    """Write a text the same way on every system."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(text)
