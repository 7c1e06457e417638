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
_WITHIN_A_PART = "(?:(?!; ).)+?"  # else a gap at the end would take in the parts that follow
_WANTED = {_PART: ".+?", **dict.fromkeys(_NUMBERS, r"[\d,]+")}
_DEEPEST = 6  # of parts in parts: ours have three
_LONGEST = 2_000  # letters of a part: none of ours is as long


def said_in(language: str, text: str, depth: int = 0) -> str:
    """Return an English text in another language, as far as its sentences are known.

    :param language: ISO 639-1 code.
    :param depth: how many texts it is a part of.
    :raises VocabularyError: when the table is missing or damaged.
    """
    if language == ENGLISH or not text or depth > _DEEPEST:
        return text
    known = _known(language, text, depth)
    if known:
        return known
    sentences = _BETWEEN_SENTENCES.split(text)
    if len(sentences) > 1:
        return " ".join(said_in(language, one, depth + 1) for one in sentences)
    whole = text.rstrip(".")
    parts = whole.split(_BETWEEN_PARTS)
    if len(parts) > 1 or whole != text:
        said = (said_in(language, one, depth + 1) for one in parts)
        return _BETWEEN_PARTS.join(said) + text[len(whole) :]
    return text


@dataclass(frozen=True)
class _Pattern:
    """A sentence with gaps."""

    expression: re.Pattern[str]
    said: str


def _known(language: str, text: str, depth: int) -> str:
    """Return what the table says for a whole text; empty where it does not know it."""
    whole, patterns = _table(language)
    if text in whole:
        return whole[text]
    for one in patterns if len(text) <= _LONGEST else ():
        found = one.expression.fullmatch(text)
        if found:
            values = found.groupdict().items()
            return one.said.format(
                **{name: _value(language, name, said, depth) for name, said in values}
            )
    return ""


def _value(language: str, name: str, text: str, depth: int) -> str:
    if name == _PART:
        return said_in(language, text, depth + 1)
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
        wanted = _WANTED.get(name, _WITHIN_A_PART)
        found += f"{re.escape(english[end : gap.start()])}(?P<{name}>{wanted})"
        if counted:
            found += f" (?:{'|'.join(map(re.escape, counted.split('|')))})"
        end = gap.end()
    return re.compile(found + re.escape(english[end:]), re.DOTALL)


@lru_cache(maxsize=8)
def _thousands(language: str) -> str:
    marks = read_document("finding_texts.json")["/marks"]
    return str(marks.get(language, marks[ENGLISH])["thousands"])
