"""Findings: what is worth knowing about a package, said in the language of its reader.

What they say stands in ``finding_texts.json``, by key and language: the sentence and what to do
about it. ``{name}`` stands for a value, ``{title!t}`` for the title of a layer of data,
``{vocabulary!v}`` for a vocabulary and ``{notice!n}`` for a sentence of the records in the reader's
language, ``{count:row|rows}`` for a number with its word, ``{count:,}`` for one alone with the
marks of thousands, ``{titles}`` for a list of which the first are named, ``{ids:10}`` for one of
which ten are. The part of a key before a slash is the finding's code.
"""

from __future__ import annotations

import string
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Optional, Union

from .sentences import said_in
from .tables import read_document
from .translations import ENGLISH, LAYER_TITLE, VOCABULARY, name_in

SEVERITIES = ("error", "warning", "note")
_SHOWN = 3
_KINDS = {"t": LAYER_TITLE, "v": VOCABULARY}
_SENTENCE = "n"
Value = Union[str, int, "Words", tuple[str, ...], tuple[int, ...]]


@dataclass(frozen=True)
class Words:
    """A text of ``finding_texts.json`` with the values that stand in it.

    :param values: names and values; a value may be words itself.
    """

    key: str
    values: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True)
class Finding:
    """Something to know before a package is written.

    :param severity: ``error`` blocks the package, ``warning`` and ``note`` go into its manifest.
    :param code: stable short name of the kind of finding.
    :param message: what was found, naming the layer or source, in English.
    :param hint: what to do about it, in English; may be empty.
    :param words: what says the same in other languages; nothing where it is English only.
    """

    severity: str
    code: str
    message: str
    hint: str = ""
    words: Optional[Words] = field(default=None, compare=False, repr=False)

    def to_dict(self) -> dict[str, str]:
        """Return the finding as the manifest has it."""
        return {
            "severity": self.severity,
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
        }

    def said(self, language: str) -> str:
        """Return message and hint.

        :param language: ISO 639-1 code; English stands in for one without these texts.
        """
        told = say(self.words, language) if self.words else (self.message, self.hint)
        return " ".join(one for one in told if one)


def words(key: str, **values: Value) -> Words:
    """Return a text with its values."""
    return Words(key, tuple(values.items()))


def finding(key: str, **values: Value) -> Finding:
    """Return a finding by its key in ``finding_texts.json``.

    :raises VocabularyError: when the table is missing or damaged.
    """
    told = words(key, **values)
    return Finding(_texts()[key]["severity"], key.partition("/")[0], *say(told, ENGLISH), told)


def errors_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings by severity."""
    return tuple(sorted(findings, key=lambda one: SEVERITIES.index(one.severity)))


def say(told: Words, language: str) -> tuple[str, str]:
    """Return a sentence and its hint, which may be empty.

    :param language: ISO 639-1 code; English stands in for one without these texts.
    """
    texts = _texts()[told.key]
    language = language if language in texts else ENGLISH
    sentence = _Sentence(language)
    message, hint = (sentence.format(text, **dict(told.values)).strip() for text in texts[language])
    return message, hint


class _Sentence(string.Formatter):
    """Puts values into a text as a language has them."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._marks = _texts()["/marks"][language]

    def convert_field(self, value: Any, conversion: Optional[str]) -> Any:
        if conversion == _SENTENCE:
            return said_in(self._language, value)
        if conversion not in _KINDS:
            return super().convert_field(value, conversion)
        return name_in(self._language, _KINDS[conversion], value, value)

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, Words):
            return say(value, self._language)[0]
        if isinstance(value, tuple):
            return self._listed(value, int(format_spec or _SHOWN))
        if isinstance(value, int) and format_spec == ",":
            return self._number(value)
        if isinstance(value, int) and format_spec:
            one, _, many = format_spec.partition("|")
            return f"{self._number(value)} {one if value == 1 else many or one}"
        return str(value)

    def _listed(self, values: tuple[Any, ...], most: int) -> str:
        mark = ", " if isinstance(values[0], int) else "; "
        shown, left = mark.join(map(str, values[:most])), len(values) - most
        return self._marks["more"].format(shown=shown, left=left) if left > 0 else shown

    def _number(self, value: int) -> str:
        return f"{value:,}".replace(",", self._marks["thousands"])


@lru_cache(maxsize=1)
def _texts() -> dict[str, Any]:
    return dict(read_document("finding_texts.json"))
