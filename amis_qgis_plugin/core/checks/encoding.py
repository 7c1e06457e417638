"""Text that went through a wrong encoding, told by what it looks like, with what it may have been.

Known ways: Windows-1252 punctuation read as control characters, UTF-8 read as Windows-1252, Thai
TIS-620 and Vietnamese TCVN 5712:1993 (TCVN3, the ABC fonts) read as Windows-1252, HTML entities.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Optional

_CONTROL = re.compile("[\x80-\x9f\x00-\x08\x0b\x0c\x0e-\x1f]")
_GONE = re.compile("[\ufffd\ud800-\udfff]")  # the replacement character, half of a pair
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,6}|[A-Za-z]{2,8}\d?);")
# Other scripts write question marks without spaces; ``page?id=`` is an address.
_LATIN = "[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"
_QUESTIONS = re.compile(rf"{_LATIN}\?{{1,4}}(?!\w+=){_LATIN}|(?:^|\s)\?{{2,}}{_LATIN}|\?{{3,}}")
# In a list ``gold?silver`` may say that silver is not sure: damage is a scrap in two words.
_SCRAP = re.compile(rf"(?<!{_LATIN}){_LATIN}{{1,2}}\?[a-z]|{_LATIN}\?[a-z]{{1,2}}(?!{_LATIN})")
_SYMBOLS = re.compile(r"(?<![^\W\d_])[A-Z][a-z]?(?:\?{1,2}[A-Z][a-z]?)+(?![^\W\d_])")
_RUN = re.compile("[\x80-\xff\u0100-\u02ff\u2010-\u2122]{2,}")
_THAI_RUN = re.compile("[\xa1-\xfb]{4,}")
_THAI = re.compile("[\u0e01-\u0e5b]+")
# Letters of TCVN3 that stand inside words of no other language written in Latin-1.
# The middle dot, the soft hyphen and capitals do: they count in what may be a syllable only.
_TCVN3_SIGN = re.compile(
    r"[^\W\d_][®©ª«¬¨µ¶¹¸»¼½¾][^\W\d_]|(?:^|\W)®[^\W\d_]"
    r"|(?<![^\W\d_])[a-z®]{1,4}·(?:[imouy]|n[gh]?)(?![^\W\d_])"
    r"|(?<![^\W\d_])[b-df-hj-np-tv-xz®]{1,3}\xad[^\W\d_]{0,3}(?![^\W\d_])"
    r"|(?<![^\W\d_])[a-z®]{1,4}[\xc0-\xd6\xd8-\xde][a-z]{1,2}(?![^\W\d_])"
)
_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
    )
)


@dataclass(frozen=True)
class Damage:
    """A text that is damaged.

    :param code: kind of finding.
    :param likely: what the text may have been; empty where nobody can tell.
    """

    code: str
    likely: str = ""


@lru_cache(maxsize=1 << 15)
def damage_of(text: str, is_list: bool = False) -> Optional[Damage]:
    """Return how a text is damaged, or None.

    :param is_list: whether it lists commodities, where a question mark may mean *possible*.
    """
    if text.isascii():
        if _ENTITY.search(text) and html.unescape(text) != text:
            return Damage("encoding-entities", html.unescape(text))
        if _CONTROL.search(text):
            return Damage("encoding-control")
        return Damage("encoding-lost") if _lost(text, is_list) else None
    if _GONE.search(text):
        return Damage("encoding-lost")
    likely = _as_utf8(text) or _as_thai(text) or _as_tcvn3(text)
    if likely:
        return Damage("encoding-mojibake", likely)
    if _CONTROL.search(text):
        meant = _as_windows(text)
        return Damage("encoding-control", meant if meant != text else "")
    if _ENTITY.search(text) and html.unescape(text) != text:
        return Damage("encoding-entities", html.unescape(text))
    return Damage("encoding-lost") if _lost(text, is_list) else None


def damages(
    attributes: Mapping[str, Any], lists: frozenset[str] = frozenset()
) -> list[tuple[str, str, str]]:
    """Return kind, field and what is seen of every damaged text of a row.

    :param lists: the fields that list commodities.
    """
    found = []
    for name, value in attributes.items():
        if isinstance(value, str) and value:
            damage = damage_of(value, name in lists)
            if damage is not None:
                likely = f" (perhaps {damage.likely})" if damage.likely else ""
                found.append((damage.code, name, f"{_visible(value)[:80]}{likely[:90]}"))
    return found


def _visible(text: str) -> str:
    """Return a text in which escapes stand for what nobody can see."""
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode() for one in text
    )


def _lost(text: str, is_list: bool) -> bool:
    if "?" not in text or "://" in text:
        return False
    sure = _SYMBOLS.sub(_without_doubt, text)
    if is_list:
        return "???" in sure or sum(map(bool, map(_SCRAP.search, sure.split()))) > 1
    return _QUESTIONS.search(sure) is not None


def _without_doubt(symbols: re.Match[str]) -> str:
    """Return symbols of elements without the question marks between them: ``Cu?Au``.

    Capitals alone may be a word that lost a letter.
    """
    found = symbols[0]
    return found if found.isupper() else found.replace("?", " ")


def _as_utf8(text: str) -> str:
    """Return the text whose UTF-8 bytes were read as Windows-1252, or an empty one."""
    if not _RUN.search(text):
        return ""
    try:
        found = _bytes_of(text).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return ""
    if found == text:
        return ""
    return _as_utf8(found) or found  # it may have happened twice


def _as_thai(text: str) -> str:
    if not _THAI_RUN.search(text):
        return ""
    try:
        found = _bytes_of(text).decode("cp874")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return ""
    letters = [letter for letter in found if not letter.isascii()]
    thai = sum(1 for letter in letters if _THAI.match(letter))
    return found if thai == len(letters) else ""


def _as_tcvn3(text: str) -> str:
    if not _TCVN3_SIGN.search(text) or any(letter > "\xff" for letter in text):
        return ""
    found = "".join(_TCVN3.get(letter, letter) for letter in text)
    return found if found != text else ""


def _as_windows(text: str) -> str:
    return "".join(
        bytes([ord(letter)]).decode("cp1252", "ignore") if "\x80" <= letter <= "\x9f" else letter
        for letter in text
    )


def _bytes_of(text: str) -> bytes:
    """Return the bytes that were read as Windows-1252; its five gaps were read as Latin-1."""
    return b"".join(
        bytes([ord(letter)]) if "\x80" <= letter <= "\x9f" else letter.encode("cp1252")
        for letter in text
    )
