"""Resolves one item of a commodity list into what the lexicon knows, guessing nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .commodity_lexicon import Entry, Lexicon, in_joined_script
from .folding import key

_LONGEST_NAME = 7
_EDGES = " .,*_\"'-%"
_WORD = re.compile(r"[^\W\d_]")
_SYMBOL = re.compile(r"[A-Z][a-z]{0,2}")
LANTHANIDES = [
    "La",
    "Ce",
    "Pr",
    "Nd",
    "Pm",
    "Sm",
    "Eu",
    "Gd",
    "Tb",
    "Dy",
    "Ho",
    "Er",
    "Tm",
    "Yb",
    "Lu",
]
_ELISION = re.compile(r"\b(?:de\s+)?[dl]['’]", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """What an item was read as: known parts with the words they came from, and the rest."""

    known: tuple[tuple[str, Entry], ...]
    unknown: tuple[str, ...]


def read_term(term: str, lexicon: Lexicon) -> Reading:
    """Return what ``term`` names: as a whole, as a row of symbols, or word by word.

    Words that only describe (``ore``, ``deposit``) are passed over beside a name; any other word
    that no name covers is handed back as unknown, and so is a term without any name.
    """
    written, term = term, term.strip(_EDGES)
    if not _WORD.search(term):
        return Reading((), ())
    entry = lexicon.whole(written) or lexicon.whole(term) or lexicon.whole(term.replace("_", " "))
    if entry is not None:
        return Reading(((term, entry),), ())
    parts = _range(term, lexicon) or _parts(term, lexicon)
    if parts is not None:
        return parts
    if in_joined_script(term):
        return _read_script(term, lexicon)
    if lexicon.profile == "fr" and _ELISION.search(written):
        return read_term(_ELISION.sub(" ", written), lexicon)
    return _read_words(written.replace("_", " ").split(), term, lexicon)


def _range(term: str, lexicon: Lexicon) -> Reading | None:
    """Return all lanthanides of ``La-Lu``; ``Nd-Pr`` and ``Ce-La`` are lists, not ranges."""
    first, dash, last = term.partition("-")
    if not dash or first not in LANTHANIDES or last not in LANTHANIDES:
        return None
    start, end = LANTHANIDES.index(first), LANTHANIDES.index(last)
    entries = [(symbol, lexicon.whole(symbol)) for symbol in LANTHANIDES[start : end + 1]]
    found = tuple((symbol, entry) for symbol, entry in entries if entry is not None)
    return Reading(found, ()) if len(found) > 2 else None


def _parts(term: str, lexicon: Lexicon) -> Reading | None:
    """Return the parts of ``Cu-Au``, ``Halite-potassium`` or ``K HAL GYP`` if all are known.

    In a row of symbols (``Cu-Pb-Xx``) one may be unknown.
    """
    for pieces in (term.split("-"), term.split()):
        if len(pieces) < 2:
            continue
        entries = [(piece, lexicon.whole(piece)) for piece in pieces]
        found = tuple((piece, entry) for piece, entry in entries if entry is not None)
        spaced = pieces == term.split()
        if len(found) == len(pieces) and (
            not spaced or all(lexicon.is_symbol(piece) for piece in pieces)
        ):
            return Reading(found, ())
        unknown = tuple(piece for piece, entry in entries if entry is None)
        if not spaced and len(found) > len(unknown) and all(map(_SYMBOL.fullmatch, pieces)):
            return Reading(found, unknown)
    return None


def _read_words(words: list[str], term: str, lexicon: Lexicon) -> Reading:
    known: list[tuple[str, Entry]] = []
    rest: list[str] = []
    position = 0
    while position < len(words):
        length = min(_LONGEST_NAME, len(words) - position)
        step = 1
        while length:
            written = " ".join(words[position : position + length])
            phrase = written.strip(_EDGES)
            abbreviated = written.endswith(".") and lexicon.is_symbol(phrase)
            found = () if abbreviated else _inside(phrase, lexicon)
            if found:
                known.extend(found)
                step = length
                break
            length -= 1
        else:
            word = words[position].strip(_EDGES)
            if _WORD.search(word) and key(word) not in lexicon.noise:
                rest.append(word)
        position += step
    if not known:
        return Reading((), (term,))
    return Reading(tuple(known), (" ".join(rest),) if rest else ())


def _inside(phrase: str, lexicon: Lexicon) -> tuple[tuple[str, Entry], ...]:
    entry = lexicon.inside(phrase)
    if entry is not None:
        return ((phrase, entry),)
    if " " not in phrase and "-" in phrase:
        span = _range(phrase, lexicon)
        if span is not None:
            return span.known
        pieces = [piece for piece in phrase.split("-") if key(piece) not in lexicon.noise]
        entries = [(piece, lexicon.inside(piece)) for piece in pieces]
        found = tuple((piece, entry) for piece, entry in entries if entry is not None)
        if found and len(found) == len(pieces):
            return found
    return ()


def _read_script(term: str, lexicon: Lexicon) -> Reading:
    """Read text without spaces between words: the longest name wins at every place."""
    known: list[tuple[str, Entry]] = []
    rest: list[str] = []
    position = 0
    folded = key(term)
    for match in lexicon.scripts.finditer(folded):
        rest.append(folded[position : match.start()])
        position = match.end()
        entry = lexicon.whole(match.group())
        if entry is not None:
            known.append((match.group(), entry))
    rest.append(folded[position:])
    unknown: list[str] = []
    for part in (part.strip(_EDGES) for part in rest):
        if not _WORD.search(part) or key(part) in lexicon.noise:
            continue
        if in_joined_script(part):
            unknown.append(part)
        else:
            # The case of Latin words matters for symbols: take them from the text as written.
            start = folded.find(part)
            written = term[start : start + len(part)] if len(term) == len(folded) else part
            reading = read_term(written, lexicon)
            known.extend(reading.known)
            unknown.extend(reading.unknown)
    return Reading(tuple(known), tuple(unknown) if known or unknown else (term,))
