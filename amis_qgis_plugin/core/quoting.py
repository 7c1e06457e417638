"""Values and names as each language writes them: one function for each; all text is data."""

from __future__ import annotations

import re
from html import escape

from .errors import FilterError

_BACKSLASH_BEFORE_QUOTE = re.compile(r"\\(?:'|\Z)")
# What XML 1.0 cannot hold, not even as a reference (section 2.2).
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def literal(value: str) -> str:
    """Return the value as an SQL string literal; quotes in it stay data."""
    return "'" + value.replace("\0", "").replace("'", "''") + "'"


def sqlite_literal(value: str) -> str:
    """Return the value as SQLite's string literal, for filters of OGR layers in QGIS.

    QGIS cuts such a filter at two hyphens, before 3.28 even inside quotes: they are parted.
    """
    return literal(value).replace("--", "-'||'-").replace("--", "-'||'-")


def expression_literal(value: str) -> str:
    """Return the value as a QGIS expression's string literal, where backslashes escape."""
    return literal(value.replace("\\", "\\\\"))


def cql2_literal(value: str) -> str:
    """Return the value as CQL2 text writes it (OGC 21-065r2, ``characterLiteral``).

    :raises FilterError: when a backslash stands before a quote or at the end: it would make the
        quote a part of the text (``escapeQuote``), and nothing escapes the backslash.
    """
    if _BACKSLASH_BEFORE_QUOTE.search(value):
        raise FilterError(
            f"It cannot hold the text {value!r}: a backslash escapes the quote after it.",
            subject="CQL2 text",
            hint="Ask in CQL2 JSON.",
        )
    return literal(value)


def xml_text(value: str) -> str:
    """Return the value as text of an XML element.

    :raises FilterError: when it holds a character that XML cannot have.
    """
    if _NO_XML.search(value):
        raise FilterError(
            f"XML cannot hold the text {value!a}.",
            subject="OGC filter",
            hint="Leave out the control characters in it.",
        )
    return escape(value, quote=True).replace("\r", "&#13;")


def plain_identifier(name: str) -> str:
    """Return the name as ArcGIS REST takes it in a ``where``: bare, unless it is no plain word.

    Not every database behind it understands quotes, and bare names may have dots.
    """
    return name if re.fullmatch(r"[A-Za-z_][\w.]*", name, re.ASCII) else identifier(name)


def identifier(name: str) -> str:
    """Return the name as an SQL, CQL2 and QGIS column reference."""
    return '"' + name.replace("\0", "").replace('"', '""') + '"'


def like_pattern(text: str) -> str:
    r"""Return the text as a part of a ``LIKE`` pattern in which a backslash escapes."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
