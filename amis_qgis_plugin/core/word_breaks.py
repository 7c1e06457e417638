"""Where a long word may be broken: addresses after their signs, words of letters by syllable.

An identifier with digits gets no hyphen, which would be taken for a part of it. Syllables follow
the way Indonesian is written (``ng``, ``ny``, ``sy`` and ``kh`` are one sound), which does for a
long word of another language in Latin letters, too; other scripts are left to who draws them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Callable

FREE, SOFT = "\u200b", "\u00ad"  # signs of Unicode: a break may be here, without or with a hyphen
JOINED = "\u2060"  # and here may be none
LONGEST = 22  # letters that stand in a line everywhere
_ENDINGS = "csv|gpkg|html|json|pdf|png|qgz|tif|txt|xml"  # of files: they stay with the name
_AFTER_SIGN = re.compile(
    r"(?<=[\w)\]%][/\\_.,;:&?=#|+-])(?=[\w%(])(?!(?<=\.)(?:" + _ENDINGS + r")\b)|(?<=//)(?=\w)"
)
_ADDRESS = re.compile(r"[/\\_@\d]|\w\.(?=\w)")  # or a name that a program reads
_LETTERS = re.compile(r"([\W_]*)([^\W\d_]+)([\W_]*)")
_IDENTIFIER = re.compile(r"(?<![A-Z])[A-Z]{2,}(?:-\w+)+")
_DIGRAPHS = ("ng", "ny", "sy", "kh", "sh", "ch", "th", "ph", "gh")
_VOWELS = "aeiouy"
_SHORT, _ENDS = 10, 3  # letters of a word that has no hyphen; at its beginning and end


def parts_of(word: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a word, each with whether a hyphen is to be shown after it."""
    has_syllables = not _ADDRESS.search(word)
    for piece in _AFTER_SIGN.split(word):
        found = _LETTERS.fullmatch(piece) if has_syllables else None
        before, letters, after = found.groups() if found else ("", "", piece)
        *first, last = _syllables(letters)
        for part in first:
            yield before + part, True
            before = ""
        yield before + last + after, False


def folded(word: str, fits: Callable[[str], bool]) -> list[str]:
    """Return the lines of a word, as few as will do; hyphens are in them.

    :param fits: whether a line is short enough; one letter always goes into one.
    """
    lines, line, is_soft = [], "", False
    for part, has_hyphen in parts_of(word):
        if line and not fits(line + part + "-" * has_hyphen):
            lines.append(line + "-" * is_soft)
            line = ""
        line += part
        is_soft = has_hyphen
        while len(line) > 1 and not fits(line + "-" * has_hyphen):
            last = len(line) - 1
            kept = next((at for at in range(1, last) if not fits(line[: at + 1])), last)
            lines.append(line[:kept])
            line = line[kept:]
    return [*lines, line]


def marked(text: str, longest: int = LONGEST, free: str = FREE, soft: str = SOFT) -> str:
    """Return a text with marks in its words that are longer than a line has to bear.

    An identifier such as ``EU-2024-strategic`` has none where a line can bear it anyway.

    :param free: what marks a place without a hyphen.
    :param soft: what marks one where a hyphen is shown when a line ends there.
    """
    return "".join(
        _marked(one, free, soft) if len(one) > longest and not _is_kept(one) else one
        for one in re.split(r"(\s+)", text)
    )


def kept_whole(text: str) -> str:
    """Return a text whose identifiers, such as ``EU-2024-strategic``, are not broken at hyphens."""
    return _IDENTIFIER.sub(lambda found: found[0].replace("-", f"-{JOINED}"), text)


def _is_kept(word: str) -> bool:
    return len(word) <= LONGEST and bool(_IDENTIFIER.fullmatch(word.strip("();,.")))


def _marked(word: str, free: str, soft: str) -> str:
    parts = list(parts_of(word))
    ends = [soft if has_hyphen else free for _part, has_hyphen in parts[:-1]]
    return "".join(part + end for (part, _hyphen), end in zip(parts, [*ends, ""]))


def _syllables(word: str) -> list[str]:
    """Return a word of letters in pieces; one that is short is one."""
    if len(word) <= _SHORT:
        return [word]
    plain = "".join(unicodedata.normalize("NFD", letter)[0].lower() for letter in word)
    if not plain.isascii():
        return [word]
    starts = [at for at in _starts(plain) if _ENDS <= at <= len(word) - _ENDS]
    return [word[at:to] for at, to in zip([0, *starts], [*starts, len(word)])]


def _starts(plain: str) -> Iterator[int]:
    """Yield where syllables begin: before the last sound between two vowels."""
    for found in re.finditer(rf"(?<=[{_VOWELS}])[^{_VOWELS}\W]+(?=[{_VOWELS}])", plain):
        sounds = found[0]
        last = 2 if sounds.endswith(_DIGRAPHS) else 1
        yield found.end() - last
