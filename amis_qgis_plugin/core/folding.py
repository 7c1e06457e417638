"""Makes names comparable: case, accents and the look-alike marks of many sources."""

from __future__ import annotations

import unicodedata

_DASHES = {ord(dash): "-" for dash in "\u2010\u2011\u2012\u2013\u2014\u2212\x96\x97"}
_QUOTES = {ord("\u2018"): "'", ord("\u2019"): "'", ord("\u201c"): '"', ord("\u201d"): '"'}
_INVISIBLE = {ord(mark): None for mark in "\u200b\u2060\ufeff\u00ad"}
_MARKS = {**_DASHES, **_QUOTES, **_INVISIBLE}
# One sound, typed as one sign or as two: Thai and Lao am. Unicode takes them for different texts.
_TWO_SIGNS = (("\u0e4d\u0e32", "\u0e33"), ("\u0ecd\u0eb2", "\u0eb3"))
_STROKES = str.maketrans({"đ": "d", "Đ": "D", "ł": "l", "ø": "o"})


def tidy(text: str) -> str:
    """Return ``text`` in Unicode NFC with plain dashes, quotes and single spaces.

    Combining marks stay: Vietnamese *chì* (lead) and *chi* differ by them.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_MARKS)
        for two, one in _TWO_SIGNS:
            text = text.replace(two, one)
    return " ".join(text.split())


def key(text: str) -> str:
    """Return the case-insensitive form of ``text`` under which names are compared."""
    return tidy(text).casefold()


def without_accents(text: str) -> str:
    """Return :func:`key` of ``text`` without Latin accents, for a search typed without them.

    Marks of other scripts (Thai and Khmer vowels) are letters and stay.
    """
    if text.isascii():
        return key(text)
    letters = []
    for letter in unicodedata.normalize("NFD", key(text).translate(_STROKES)):
        if "\u0300" <= letter <= "\u036f":
            continue
        letters.append(letter)
    return unicodedata.normalize("NFC", "".join(letters))
