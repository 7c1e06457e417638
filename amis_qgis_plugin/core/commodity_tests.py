"""Questions to the commodities of one row, as codes or in the words of a source."""

from __future__ import annotations

from functools import lru_cache

from .commodities import load_commodities
from .critical_minerals import find_list
from .errors import FilterError
from .folding import key
from .named_values import commodities_named, list_named

ENGLISH = "en"


@lru_cache(maxsize=1 << 14)
def codes_in_text(text: str) -> frozenset[str]:
    """Return the codes in a text: a list of codes as it stands, all else read by the parser."""
    from .commodity_parser import parse_commodities

    vocabulary = load_commodities()
    listed = [part.strip() for part in text.split(";") if part.strip()]
    if all(part in vocabulary for part in listed):
        return frozenset(listed)
    return frozenset(parse_commodities(text).codes)


@lru_cache(maxsize=1024)
def codes_meant(terms: tuple[str, ...]) -> frozenset[str]:
    """Return the codes that names or codes stand for, with all that is narrower.

    :raises FilterError: naming the term, when no commodity has this name.
    """
    vocabulary = load_commodities()
    codes = [code for term in terms for code in commodities_named(term)]
    return frozenset().union(*(vocabulary.narrower(code) for code in codes))


@lru_cache(maxsize=256)
def codes_on_list(name: str) -> frozenset[str]:
    """Return the codes on a list of critical minerals given by id or title.

    :raises FilterError: naming it, when there is no such list.
    """
    return find_list(list_named(name)).codes


@lru_cache(maxsize=1024)
def commodity_name(term: str, language: str = ENGLISH) -> str:
    """Return a commodity's name in a language, its English name where there is no other.

    :param language: ISO 639-1 code.
    :raises FilterError: naming the term or the language, when it is unknown.
    """
    vocabulary = load_commodities()
    code = commodities_named(term)[0]
    spoken = {alias.lang for alias in vocabulary.aliases if len(alias.lang) == 2}
    if key(language) not in spoken | {ENGLISH}:
        raise FilterError(
            "The vocabulary has no names in this language.",
            subject=language,
            hint=f"Known: {', '.join(sorted(spoken))}.",
        )
    label = vocabulary.get(code).label
    if key(language) == ENGLISH:
        return label
    names = [
        alias for alias in vocabulary.aliases
        if alias.code == code and alias.lang == key(language) and not alias.profile
    ]  # fmt: skip
    names.sort(key=lambda alias: alias.kind != "label")
    return names[0].alias if names else label
