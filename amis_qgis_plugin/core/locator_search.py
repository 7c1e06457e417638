"""What a few words typed into QGIS's locator bar may mean: commodities, countries, and a rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .commodities import load_commodities
from .commodity_lexicon import load_lexicon
from .countries import match_country, members
from .folding import tidy, without_accents
from .suggestions import suggest

_LONGEST = 4  # words of one name
_MOST = 6  # meanings of the words that are still being typed
_SHORTEST = 2  # letters from which on a rest is completed
_GUESSED = 5  # letters from which on it may be a slip of the pen


@dataclass(frozen=True)
class Meaning:
    """A wish that the words may express.

    :param commodities: codes.
    :param countries: ISO 3166 alpha-3 codes.
    :param is_guess: whether a name only looks like what was typed.
    """

    commodities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    is_guess: bool = False

    def in_words(self) -> str:
        """Return the wish as ``copper, gold; Philippines``."""
        vocabulary = load_commodities()
        names = {country.iso3: country.name for country in members()}
        parts = (
            ", ".join(vocabulary.get(code).label for code in self.commodities),
            ", ".join(names[code] for code in self.countries),
        )
        return "; ".join(part for part in parts if part)

    def also(self, other: Meaning) -> Meaning:
        """Return both wishes in one."""
        return Meaning(
            tuple(dict.fromkeys((*self.commodities, *other.commodities))),
            tuple(dict.fromkeys((*self.countries, *other.countries))),
            self.is_guess or other.is_guess,
        )


@dataclass(frozen=True)
class Reading:
    """What was typed, taken apart.

    :param sure: what names in full say.
    :param rest: the words that are no such name.
    :param meanings: wishes to offer, best first.
    """

    sure: Meaning
    rest: tuple[str, ...]
    meanings: tuple[Meaning, ...]


def read_words(text: str) -> Reading:
    """Return what the words of the locator bar may mean.

    Names are known in every language of the vocabularies and by symbol: *copper philippines*,
    *tembaga indonesia*, *Cu PHL*. Words that are no name yet are completed.
    """
    words = tidy(text).split()
    sure, rest = Meaning(), []
    place = 0
    while place < len(words):
        length, found = _named_at(words, place)
        if found is None:
            rest.append(words[place])
            length = 1
        else:
            sure = sure.also(found)
        place += length
    return Reading(sure, tuple(rest), tuple(_meanings(sure, rest, words)))


def _meanings(sure: Meaning, rest: Sequence[str], words: Sequence[str]) -> Iterator[Meaning]:
    if not rest:
        if sure != Meaning():
            yield sure
        return
    ending = " ".join(rest)
    if ending not in " ".join(words) or len(ending) < _SHORTEST:
        return  # words apart from each other belong to a name of something else
    found = list(dict.fromkeys(_completed(ending)))[:_MOST]
    if not found and len(rest) == 1 and len(ending) >= _GUESSED:
        found = list(_guessed(ending))
    yield from (sure.also(one) for one in found)


def _named_at(words: Sequence[str], place: int) -> tuple[int, Meaning | None]:
    """Return how many words from a place on are a name, and what it names."""
    lexicon = load_lexicon("")
    for length in range(min(_LONGEST, len(words) - place), 0, -1):
        phrase = " ".join(words[place : place + length])
        country = match_country(phrase)
        if country is not None:
            return length, Meaning(countries=(country.iso3,))
        entry = lexicon.whole(phrase)
        if entry is not None and entry.codes:
            return length, Meaning(commodities=entry.codes)
        bare = [code for code in load_commodities().search(phrase) if _is_name(phrase, code)]
        if bare:
            return length, Meaning(commodities=tuple(bare[:1]))
    return 0, None


def _is_name(phrase: str, code: str) -> bool:
    """Whether a phrase is a commodity's label, whatever its case."""
    return without_accents(phrase) == without_accents(load_commodities().get(code).label)


def _completed(ending: str) -> Iterator[Meaning]:
    """Yield what has a name that begins with, or contains, what is being typed."""
    wanted = without_accents(ending)
    for country in members():
        names = (country.name, *country.aliases)
        if any(without_accents(name).startswith(wanted) for name in names):
            yield Meaning(countries=(country.iso3,))
    for code in load_commodities().search(ending)[:_MOST]:
        yield Meaning(commodities=(code,))


def _guessed(ending: str) -> Iterator[Meaning]:
    for code in suggest("commodity", ending):
        yield Meaning(commodities=(code,), is_guess=True)
    known = {country.iso3 for country in members()}
    for iso3 in suggest("country", ending):
        if iso3 in known:
            yield Meaning(countries=(iso3,), is_guess=True)


def matches_words(text: str, words: Sequence[str]) -> bool:
    """Whether a text has every word, accents and case ignored."""
    folded = without_accents(text)
    return bool(words) and all(without_accents(word) in folded for word in words)
