"""Splits the text of a commodity field into items, each with the rank the source gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .commodities import PROFILES
from .commodity_exclusions import without_exclusions
from .commodity_lexicon import COMMAS, Lexicon, choice_words, parser_words
from .commodity_terms import LANTHANIDES, read_term
from .folding import key, tidy

EXCLUDED = "excluded"
_NUMBER = r"\d+(?:[.,]\d+)*"
_SPLIT = re.compile(r"(\+/-|±|\s-+\s|\.\s|[,;:=@/|+&>()\[\]{}\n\r\t\\、，；：。•·၊။])")
_LINES = re.compile(r"\r\n?|\n")
# Figures, brackets, other separators, signs and the marks that we put in place of whole names.
_VOWEL_SIGNS = "\u0300-\u036f\u0e31-\u0e4e\u0eb1-\u0ece\u102b-\u103e\u1056-\u109d\u17b4-\u17d3"
_SAYS_MORE = re.compile(rf"[^\w\s'’{_VOWEL_SIGNS}-]|[\d_\n\r\t\ue000-\uf8ff]|\s-|-\s|^-|-$")
_EDGES = " .,*\"'-~<>%#"
_PLACEHOLDER = re.compile("[\ue000-\uf8ff]")
_FIRST_PLACEHOLDER, _PLACEHOLDERS = 0xE000, 6400
_URI = re.compile(r"https?://[^\s,;|\"<>]+")
_SHORTEST_WORD = 3
_FIGURES = re.compile(r"[\d/]")
_SYMBOLS = "|".join(LANTHANIDES)
# "La - Lu" is one term as "La-Lu" is; in "La - Ce - Lu" the dashes part a list.
_SPACED_RANGE = re.compile(rf"(?<![\w-])(?<!- )({_SYMBOLS}) - ({_SYMBOLS})(?!\w|\s*-)")
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_POSSIBLE = frozenset(("+/-", "±"))
_LISTING, _LABELLING = frozenset((",", ";", "/")), frozenset((":", "="))


@dataclass(frozen=True)
class Item:
    """One item of a list; ``role`` is empty when the source does not rank it."""

    term: str
    role: str


def items(text: str, lexicon: Lexicon) -> list[Item]:
    """Return the items of ``text`` in order, grades and units removed.

    ``+/-``, ``±`` and a question mark make an item *possible*; ranking words in front, behind,
    in parentheses or as a label rank it major, minor or possible; what the text excludes in so many
    words has the rank ``EXCLUDED``.
    """
    rest, left_out = without_exclusions(text)
    return [*_Reader(lexicon).read(rest), *(Item(words, EXCLUDED) for words in left_out)]


def plain_parts(text: str, lexicon: Lexicon) -> list[str] | None:
    """Return the parts between commas if each reads the same whatever stands around it, or None.

    Most texts are lists of plain names: read part by part, a million different lists cost little.
    """
    parts = text.split(",") if ";" not in text else COMMAS.split(text)
    before = ""
    for part in parts:
        ends = _ends_of_plain(part, lexicon)
        if ends is None or (before, ends[0]) in lexicon.across_commas:
            return None
        before = ends[1]
    return parts


@lru_cache(maxsize=1 << 16)
def _ends_of_plain(part: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """Return the first and last word, folded, of a part that only names things, or None."""
    if _SAYS_MORE.search(part):
        return None
    found = items(part, lexicon)
    words = key(part).split()
    if not found or any(item.role for item in found) or words[0] in choice_words(lexicon.profile):
        return None
    return words[0], words[-1]


class _Reader:
    """Walks through the pieces between separators and keeps track of ranks."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._found: list[Item] = []
        self._label = ""
        self._carried = ""
        self._depth = 0

    def read(self, text: str) -> list[Item]:
        lines = "\n".join(map(tidy, _LINES.split(text))) if _LINES.search(text) else tidy(text)
        kept: list[str] = []

        def keep(match: re.Match[str]) -> str:
            if len(kept) == _PLACEHOLDERS:
                return match.group()
            kept.append(match.group())
            return chr(_FIRST_PLACEHOLDER + len(kept) - 1)

        if " - " in lines:
            lines = _SPACED_RANGE.sub(r"\1-\2", lines)
        if "://" in lines:
            lines = _URI.sub(_uri_as_name, lines)
        if not lines.isascii():
            lines = _PLACEHOLDER.sub(" ", lines)
        if _FIGURES.search(lines):
            lines = _grades().sub(" ", lines)
        protected = self._lexicon.compounds.sub(keep, lines)
        before = ""
        pieces = _SPLIT.split(protected)
        for position in range(0, len(pieces), 2):
            after = pieces[position + 1] if position + 1 < len(pieces) else ""
            self._depth = max(0, self._depth + (before in _OPENING) - (before in _CLOSING))
            for joined, part in self._joined(pieces[position], before.strip(), kept):
                self._take(part, "and" if joined else before.strip(), after.strip())
            if after.strip() == "" and "\n" in after:
                self._label = ""
            before = after
        return self._found

    def _joined(self, piece: str, before: str, kept: list[str]) -> Iterator[tuple[bool, str]]:
        """Yield the parts of a piece between joining words, and whether one stood before it."""
        pattern = _joining_words(self._lexicon.profile == "mrds")
        for position, joined in enumerate(pattern.split(piece)):
            is_listed = position > 0 or (before in _LISTING and bool(self._found))
            parts = self._chosen(joined, is_listed, kept)
            for number, part in enumerate(parts):
                yield position + number > 0 or len(part) < len(joined), part

    def _chosen(self, piece: str, is_listed: bool, kept: list[str]) -> list[str]:
        """Return the parts between words such as *or*, which join where both sides are known.

        Anything else they may be, such as French gold, stays to be read.

        :param is_listed: whether something stands before the piece, so that it may begin with one.
        """
        parts = _choice_words(self._lexicon.profile).split(piece)
        if len(parts) > 1:
            first = 1 if is_listed and not parts[0].strip() else 0
            parts = [_restored(part, kept) for part in parts[first:]]
            if all(map(self._is_known, parts)):
                return parts
        return [_restored(piece, kept)]

    def _is_known(self, piece: str) -> bool:
        term = tidy(piece).strip(_EDGES)
        _role, rest, _leading = self._rank(term)
        reading = read_term(rest or term, self._lexicon)
        return bool(reading.known) and not reading.unknown

    def _take(self, piece: str, before: str, after: str) -> None:
        doubtful = "?" in piece
        is_in_brackets = before == "(" and bool(self._found)
        # "Fluor (F)" says the same twice, though F alone would be fluorite.
        if is_in_brackets and self._lexicon.is_symbol_of(piece.strip(), self._found[-1].term):
            return
        written = tidy(piece.replace("?", " "))
        term = written.strip(_EDGES)
        point = "." if written.endswith(".") else ""
        if before not in ("and", "&"):
            self._carried = ""
        if not term:
            if doubtful and self._found:
                self._rank_last("possible")
            return
        role, rest, leading = self._rank(term)
        if role and not self._without_noise(rest):
            self._take_label(role, before, after)
            return
        if (self._depth or after in _LABELLING) and self._only_describes(term):
            return  # "Minerals: Cu", "gold (placer, vein)"
        if role and not leading and after == ":":
            # "Main: Cu  By-product: Au" has no separator before its second label.
            self._found.append(Item(rest, self._carried or self._label))
            self._label = role
            return
        if doubtful or (before in _POSSIBLE and not role):
            role, leading = "possible", False
        if leading:
            self._carried = role
        self._found.append(Item((rest or term) + point, role or self._carried or self._label))

    def _take_label(self, role: str, before: str, after: str) -> None:
        if after in (":", "=") or not self._found or before in (";", ""):
            self._label = role
        else:
            self._rank_last(role)

    def _rank_last(self, role: str) -> None:
        self._found[-1] = Item(self._found[-1].term, role)

    def _rank(self, term: str) -> tuple[str, str, bool]:
        """Return rank, the rest of the term, and whether the ranking word stood in front."""
        if self._lexicon.whole(term) is not None and key(term) not in _roles():
            return "", term, False
        folded = key(term)
        if _single_ranking_words().isdisjoint(folded.split()):
            return "", term, False
        for words, role, label_only in _ranking_words():
            if folded == words:
                return role, "", True
            if folded.startswith(words + " "):
                rest = term[len(words) :].strip(_EDGES)
                if not label_only or not self._without_noise(rest):
                    return role, rest, True
            if not label_only and folded.endswith(" " + words):
                rest = term[: -len(words)].strip(_EDGES)
                return role, re.sub(r"\s(?:as|a|sebagai)$", "", rest), False
        return "", term, False

    def _only_describes(self, term: str) -> bool:
        """Whether a term only says what the names beside it are; "AS" may be a symbol too."""
        is_name = len(term) < _SHORTEST_WORD or self._lexicon.whole(term) is not None
        return not is_name and not self._without_noise(term)

    def _without_noise(self, term: str) -> str:
        words = (word for word in term.split() if key(word) not in self._lexicon.noise)
        return " ".join(words)


def _uri_as_name(match: re.Match[str]) -> str:
    """Return the term that a vocabulary URI ends in; nil URIs say that there is none."""
    uri = match.group()
    if "/def/nil/" in uri:
        return " "
    return _CAPITAL.sub(" ", re.split(r"[/#]", uri.rstrip("/#"))[-1])


def _restored(piece: str, kept: list[str]) -> str:
    """Return a piece with the names that were kept whole in place of their marks."""
    if not kept:
        return piece
    return _PLACEHOLDER.sub(lambda mark: kept[ord(mark.group()) - _FIRST_PLACEHOLDER], piece)


@lru_cache(maxsize=len(PROFILES))
def _choice_words(profile: str) -> re.Pattern[str]:
    """Match the words that offer a choice, in small letters: elsewhere they may be symbols."""
    words = "|".join(map(re.escape, choice_words(profile)))
    return re.compile(rf"(?:^|(?<=\s))(?:{words})(?=\s|$)")


@lru_cache(maxsize=2)
def _joining_words(lower_only: bool) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in parser_words()["connectors"] if word != "&")
    # MRDS writes andalusite as AND.
    flags = re.RegexFlag(0) if lower_only else re.IGNORECASE
    return re.compile(rf"(?:^|(?<=\s))(?:{words})(?=\s|$)", flags)


@lru_cache(maxsize=1)
def _grades() -> re.Pattern[str]:
    """Match a figure with its unit, and a unit on its own that holds a slash."""
    units = sorted(parser_words()["units"], key=lambda unit: -len(unit))
    signs = "|".join(re.escape(unit) for unit in units if not unit[-1].isalnum())
    names = "|".join(re.escape(unit) for unit in [*units, "t", "g"] if unit[-1].isalnum())
    slashed = "|".join(re.escape(unit) for unit in units if "/" in unit)
    unit = rf"(?:{signs}|(?:{names})(?![^\W\d_]))"
    span = rf"[<>~≈≥≤]?\s*{_NUMBER}(?:\s*(?:-|to|s/d|sampai|–)\s*{_NUMBER})?\s*"
    start = r"(?:(?<![\w.,])|(?=[<>≈≥≤]))"
    return re.compile(rf"{start}{span}{unit}|(?<![\w/])(?:{slashed})(?![\w/])", re.IGNORECASE)


@lru_cache(maxsize=1)
def _ranking_words() -> tuple[tuple[str, str, bool], ...]:
    """Return ranking words, longest first, each with its rank and whether it is only a label."""
    found = [
        (key(word), role, label_only)
        for table, label_only in (("roles", False), ("label_only_roles", True))
        for role, words in parser_words()[table].items()
        for word in words
    ]
    return tuple(sorted(found, key=lambda entry: -len(entry[0])))


@lru_cache(maxsize=1)
def _roles() -> frozenset[str]:
    return frozenset(words for words, _, label_only in _ranking_words() if not label_only)


@lru_cache(maxsize=1)
def _single_ranking_words() -> frozenset[str]:
    return frozenset(word for words, _, _ in _ranking_words() for word in words.split())
