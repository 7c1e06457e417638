"""Sentences that stand in tables and records in English, said in another language.

What columns are called and mean, what a figure or a layer needs to be read with, and what speaks
for the completeness of a source are kept as English sentences, also in workspaces that were
written long ago. ``sentences.csv`` has each of them in other languages. ``{name}`` in one stands
for any words, ``{part}`` for words that are said again by this table, and ``{count}``, ``{left}``
and ``{total}`` for numbers, with ``{count:row|rows}`` for a number and its word.

A text of several sentences, or of several parts with semicolons between them, is said part by part.
A part that the table does not know is in the words of a source or a server, and stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .tables import read_document, read_table
from .translations import ENGLISH

_GAP = re.compile(r"\{(\w+)(?::([^}]*))?\}")
_NUMBERS = ("count", "left", "total")
_PART = "part"
_BETWEEN_SENTENCES = re.compile(r'(?<=[.!?]) (?=[A-Z0-9"])')
_BETWEEN_PARTS = "; "


def said_in(language: str, text: str) -> str:
    """Return an English text in another language, as far as its sentences are known.

    :param language: ISO 639-1 code.
    :raises VocabularyError: when the table is missing or damaged.
    """
    if language == ENGLISH or not text:
        return text
    known = _known(language, text)
    if known:
        return known
    sentences = _BETWEEN_SENTENCES.split(text)
    if len(sentences) > 1:
        return " ".join(said_in(language, one) for one in sentences)
    end = "." if text.endswith(".") else ""
    parts = text[: len(text) - len(end)].split(_BETWEEN_PARTS)
    if len(parts) > 1 or end:
        return _BETWEEN_PARTS.join(said_in(language, one) for one in parts) + end
    return text


@dataclass(frozen=True)
class _Pattern:
    """A sentence with gaps."""

    expression: re.Pattern[str]
    said: str


def _known(language: str, text: str) -> str:
    """Return what the table says for a whole text; empty where it does not know it."""
    whole, patterns = _table(language)
    if text in whole:
        return whole[text]
    for one in patterns:
        found = one.expression.fullmatch(text)
        if found:
            values = found.groupdict().items()
            return one.said.format(**{name: _value(language, name, said) for name, said in values})
    return ""


def _value(language: str, name: str, text: str) -> str:
    if name == _PART:
        return said_in(language, text)
    return text.replace(",", _thousands(language)) if name in _NUMBERS else text


@lru_cache(maxsize=8)
def _table(language: str) -> tuple[dict[str, str], tuple[_Pattern, ...]]:
    whole: dict[str, str] = {}
    patterns = []
    for row in read_table("sentences.csv"):
        if row["lang"] != language:
            continue
        if _GAP.search(row["english"]):
            patterns.append(_Pattern(_expression(row["english"]), row["said"]))
        else:
            whole[row["english"]] = row["said"]
    return whole, tuple(patterns)


def _expression(english: str) -> re.Pattern[str]:
    """Return what finds a sentence with gaps, and what stands in them."""
    found, end = "", 0
    for gap in _GAP.finditer(english):
        name, counted = gap.groups()
        wanted = r"[\d,]+" if name in _NUMBERS else ".+?"
        found += f"{re.escape(english[end : gap.start()])}(?P<{name}>{wanted})"
        if counted:
            found += f" (?:{'|'.join(map(re.escape, counted.split('|')))})"
        end = gap.end()
    return re.compile(found + re.escape(english[end:]), re.DOTALL)


@lru_cache(maxsize=8)
def _thousands(language: str) -> str:
    marks = read_document("finding_texts.json")["/marks"]
    return str(marks.get(language, marks[ENGLISH])["thousands"])
