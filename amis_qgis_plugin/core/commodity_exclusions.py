"""What a text leaves out in so many words: "all minerals except gold", "la tourbe exceptée"."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .commodity_lexicon import in_joined_script, parser_words

_CLAUSE = r"[^;.()\[\]{}\n]"
_WORD = re.compile(r"[^\W\d_]+")
_ITEM = r"[^,;.()\[\]{}\n]"


def without_exclusions(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text without what it excludes, and the words that do so.

    What follows a word such as *except* is excluded to the end of its clause; before a word such
    as *excluded* only its own item is.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).replace("\u2019", "'")
    if not _may_exclude(text):
        return text, ()
    pattern = _pattern()
    left_out = tuple(match.group().strip(" ,") for match in pattern.finditer(text))
    return pattern.sub(" ", text), left_out


def _may_exclude(text: str) -> bool:
    """Tell quickly that a text has none of the words, as nearly all have none."""
    spaced, joined = _first_words()
    if not spaced.isdisjoint(_WORD.findall(text.lower())):
        return True
    return not text.isascii() and any(word in text for word in joined)


@lru_cache(maxsize=1)
def _first_words() -> tuple[frozenset[str], tuple[str, ...]]:
    words = [*parser_words()["except"], *parser_words()["excepted"]]
    spaced = (word for word in words if not in_joined_script(word))
    firsts = frozenset(_WORD.findall(word.lower())[0] for word in spaced)
    return firsts, tuple(filter(in_joined_script, words))


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    before, after = (_any_of(parser_words()[name]) for name in ("except", "excepted"))
    return re.compile(rf"{before}{_CLAUSE}*|{_ITEM}*{after}", re.IGNORECASE)


def _any_of(words: list[str]) -> str:
    """Match a word of the list, whole in scripts that put spaces between words."""
    longest_first = sorted(words, key=len, reverse=True)
    spaced = (re.escape(word) for word in longest_first if not in_joined_script(word))
    whole = "|".join(spaced).replace(r"\ ", r"\s+")
    joined = "".join(f"|{re.escape(word)}" for word in longest_first if in_joined_script(word))
    return rf"(?:(?<![^\W\d_])(?:{whole})(?![^\W\d_]){joined})"
