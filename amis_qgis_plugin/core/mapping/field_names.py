"""Which aligned field the name of a source's field says, in many languages.

Names are data (``field_names.csv``): aligned field, layer types, language, names. They compare
without case, accents, separators, namespaces and table prefixes; names that a shapefile cut at ten
characters are recognised.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..folding import tidy, without_accents
from ..schemas import LayerType, layer_type
from ..tables import read_document, read_table, split_list

WHOLE, CUT, PART, WEAK_PART = 1.0, 0.9, 0.55, 0.4
# ``second``: a district, where the same source may name the province in another field.
_WEIGHTS = {"": 1.0, "second": 0.85, "weak": 0.7}
_OWN_CODE = 0.97
_SHAPEFILE_LENGTH = 10
_SHORTEST_CUT = 6
# A name with spaces has no prefix: "Area (sq. km)", "Date granted (dd/mm/yyyy)", "Ref. No".
_PREFIX = re.compile(r"^(?:\w+://\S*/|\S*[.:])(?=\S)")
_GAPS = re.compile(
    r"[^\w]+|_+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=\D)(?=\d)|(?<=\d)(?=\D)"
)
# Words that say little by themselves: a part of a name that is only these is weak evidence.
_GENERIC = frozenset(read_document("mapping_words.json")["generic"])
# What the aligner works out from other fields is never read from one of the source.
_SAID_BY_OTHERS = ("minerals", "country_basis", "commodity_group")
_GROUPS = tuple(read_document("mapping_words.json")["groups"])


@dataclass(frozen=True)
class NameHit:
    """An aligned field that a name may stand for.

    :param score: from 0 to 1.
    :param lang: ISO 639-1 code of the language in which the name says so, or ``standard``.
    :param known_as: the listed name that was found.
    """

    field: str
    score: float
    lang: str
    known_as: str


@dataclass(frozen=True)
class _Known:
    field: str
    lang: str
    name: str
    squeezed: str
    tokens: tuple[str, ...]
    weight: float


def tokens_of(name: str) -> tuple[str, ...]:
    """Return the words of a field's name: ``DEPOSIT.CommodityType_1`` gives commodity, type, 1."""
    parts = (without_accents(part) for part in _GAPS.split(_bare(name)))
    return tuple(part for part in parts if part)


def stands_in_name(words: Iterable[str], name: str) -> bool:
    """Whether one of some words stands in a field's name; ``sec*`` is a word that begins so.

    Scripts without spaces have their words anywhere.
    """
    text, plain = f" {' '.join(tokens_of(name))} ", without_accents(name)
    return any(
        f" {word[:-1]}" in text
        if word.endswith("*")
        else f" {word} " in text or (not word.isascii() and without_accents(word) in plain)
        for word in words
    )


def is_of_groups(name: str) -> bool:
    """Whether a field's name speaks of groups or classes of things, and not of the things."""
    return stands_in_name(_GROUPS, name)


def is_bare(name: str) -> bool:
    """Whether a field's name is only such words as *name* or *code*, that many fields share."""
    return all(token in _GENERIC for token in tokens_of(name))


def _bare(name: str) -> str:
    """Return a name in Unicode NFC without namespace or table."""
    return _PREFIX.sub("", tidy(name))


def name_hits(name: str, layer_type_id: str) -> tuple[NameHit, ...]:
    """Return the aligned fields that a name may stand for, each once with its best score."""
    return _hits(name, layer_type_id)


@lru_cache(maxsize=1 << 13)
def _hits(name: str, layer_type_id: str) -> tuple[NameHit, ...]:
    tokens = tokens_of(name)
    joined = "".join(tokens)
    best: dict[str, NameHit] = {}
    for known in _known_names(layer_type_id):
        score = _score(name, joined, tokens, known)
        before = best.get(known.field)
        if score and (before is None or score > before.score):
            best[known.field] = NameHit(known.field, score, known.lang, known.name)
    return tuple(sorted(best.values(), key=lambda hit: -hit.score))


def _score(name: str, joined: str, tokens: tuple[str, ...], known: _Known) -> float:
    if not joined:
        return 0.0
    if joined == known.squeezed:
        return WHOLE * known.weight
    length = len(_bare(name))
    is_cut = length >= _SHAPEFILE_LENGTH - 1 and len(joined) >= _SHORTEST_CUT
    if is_cut and length <= _SHAPEFILE_LENGTH and known.squeezed.startswith(joined):
        return CUT * known.weight
    if _stands_in(known.tokens, tokens):
        generic = all(token in _GENERIC for token in known.tokens)
        share = len(known.squeezed) / len(joined)
        return (WEAK_PART if generic else PART + 0.3 * share) * known.weight
    return 0.0


def _stands_in(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    size = len(part)
    return any(whole[start : start + size] == part for start in range(len(whole) - size + 1))


@lru_cache(maxsize=32)
def _known_names(layer_type_id: str) -> tuple[_Known, ...]:
    kind = layer_type(layer_type_id)
    return tuple(_names_of_standard(kind)) + tuple(_names_of_table(kind))


def _names_of_standard(kind: LayerType) -> Iterator[_Known]:
    """Yield the aligned names themselves and the properties that they correspond to."""
    for field in kind.fields:
        if field.is_of_the_source or field.name in _SAID_BY_OTHERS:
            continue
        property_name = field.corresponds_to.rpartition("/")[2]
        # "Country" is the source's word for it; only beside a country_text is it our code.
        weight = _OWN_CODE if field.reads else 1.0
        for name, counts in ((field.name, weight), (property_name, 1.0)):
            tokens = tokens_of(name)
            if tokens:
                yield _Known(field.name, "standard", name, "".join(tokens), tokens, counts)


def _names_of_table(kind: LayerType) -> Iterator[_Known]:
    for row in read_table("field_names.csv"):
        field, types = row["field"], row["layer_types"].split()
        if types and kind.layer_type_id not in types:
            continue
        if not kind.has(field) and field not in ("longitude", "latitude"):
            continue
        weight = _WEIGHTS[row["weight"]]
        for name in split_list(row["names"]):
            tokens = tokens_of(name)
            yield _Known(field, row["lang"], name, "".join(tokens), tokens, weight)
