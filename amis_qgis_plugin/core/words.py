"""A filter said in words, as a person reads it in a panel, a README, a manifest or a report.

The phrases of each language stand in ``filter_words.json``; a new language is a new entry there.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from .areas import Area
from .commodities import load_commodities
from .completeness import Completeness
from .countries import members
from .critical_minerals import find_list
from .deposit_types import deposit_types
from .errors import VocabularyError
from .occurrence_filter import MAJOR, Extent, OccurrenceFilter
from .status import status_codes
from .tables import read_document
from .translations import (
    COMMODITY,
    COMPLETENESS,
    COUNTRY,
    ENGLISH,
    GROUP,
    MODEL,
    STATUS,
    name_in,
)


def describe_filter(wanted: OccurrenceFilter, language: str = ENGLISH) -> str:
    """Return what a filter wants, for example ``copper or gold; Indonesia, Philippines``.

    :param language: an ISO 639-1 code.
    :raises VocabularyError: when there are no phrases in the language.
    """
    say = _Phrases(language)
    parts = (
        _commodities(wanted, say),
        _excluded(wanted, say),
        ", ".join(_country_names(wanted.countries, say)),
        _critical_lists(wanted, say),
        _deposit_models(wanted.deposit_models, say),
        _coded("kind", wanted.occurrence_types, say),
        _coded("mine_status", wanted.mine_statuses, say),
        say("name_with", names=say.either(wanted.text.split(), "and")) if wanted.text else "",
        say("source", names=say.either(wanted.sources)) if wanted.sources else "",
        _completeness(wanted.completeness, say),
        say("within", box=describe_extent(wanted.extent, language)) if wanted.extent else "",
        describe_area(wanted.area, language) if wanted.area else "",
    )
    return "; ".join(part for part in parts if part) or say("everything")


def describe_extent(extent: Extent, language: str = ENGLISH) -> str:
    """Return a box in degrees as ``118° E to 127° E, 5° N to 19.5° N``."""
    say = _Phrases(language)
    west, south, east, north = extent
    longitudes = (say.degrees(west, "EW"), say.degrees(east, "EW"))
    latitudes = (say.degrees(south, "NS"), say.degrees(north, "NS"))
    spans = (say("span", first=first, last=last) for first, last in (longitudes, latitudes))
    return ", ".join(spans)


def describe_area(area: Area, language: str = ENGLISH) -> str:
    """Return how many polygons there are, and the box around them."""
    say = _Phrases(language)
    count = len(area.polygons)
    box = describe_extent(area.box, language)
    return say("polygon", box=box) if count == 1 else say("polygons", count=str(count), box=box)


class _Phrases:
    """The phrases of one language: called with a key and what fills its gaps."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._texts = _phrases_of(language)

    def __call__(self, phrase: str, **filled: str) -> str:
        return self._texts[phrase].format(**filled)

    def either(self, words: Iterable[str], joined_by: str = "or") -> str:
        """Return ``a, b or c``."""
        listed = list(words)
        if len(listed) < 2:
            return "".join(listed)
        return f"{', '.join(listed[:-1])} {self(joined_by)} {listed[-1]}"

    def degrees(self, value: float, letters: str) -> str:
        """Return a longitude or latitude as ``118° E``."""
        letter = "" if value == 0 else f" {self(letters[0] if value > 0 else letters[1])}"
        number = f"{round(abs(value), 4):.7g}".replace(".", self("decimal_mark"))
        return f"{number}°{letter}"


@lru_cache(maxsize=8)
def _phrases_of(language: str) -> dict[str, str]:
    known: dict[str, dict[str, str]] = read_document("filter_words.json")
    if language not in known:
        raise VocabularyError(
            "there are no words for a filter in this language.",
            subject=language,
            hint=f"There is {', '.join(sorted(known))}.",
        )
    return known[language]


def _commodities(wanted: OccurrenceFilter, say: _Phrases) -> str:
    vocabulary = load_commodities()
    single = [_commodity(code, say) for code in wanted.commodities]
    titles = {
        group.id: name_in(say.language, GROUP, group.id, group.label).lower()
        for group in vocabulary.groups()
    }
    groups = [titles[group] for group in wanted.groups]
    if wanted.with_broader and single:
        single[-1] = say("broader", name=single[-1])
    said = _together(single, groups, wanted.combine, say)
    return say("main_product", names=said) if said and wanted.role == MAJOR else said


def _together(single: list[str], groups: list[str], combine: str, say: _Phrases) -> str:
    if combine == "any":
        return say.either(single + groups)
    together = say.either(single, "and")
    if not groups:
        return together
    any_of_groups = say.either(groups)
    return say("any_of_groups", names=together, groups=any_of_groups) if together else any_of_groups


def _commodity(code: str, say: _Phrases) -> str:
    return name_in(say.language, COMMODITY, code, load_commodities().get(code).label)


def _excluded(wanted: OccurrenceFilter, say: _Phrases) -> str:
    labels = [_commodity(code, say) for code in wanted.excluded]
    return say("without", names=say.either(labels)) if labels else ""


def _coded(phrase: str, codes: Iterable[str], say: _Phrases) -> str:
    labels = {one.code: one.label for one in status_codes()}
    named = [name_in(say.language, STATUS, code, labels.get(code, code)) for code in codes]
    return say(phrase, names=say.either(named)) if named else ""


def _completeness(values: Iterable[str], say: _Phrases) -> str:
    named = [
        name_in(say.language, COMPLETENESS, value, Completeness(value).words) for value in values
    ]
    return say("completeness", names=say.either(named)) if named else ""


def _country_names(codes: Iterable[str], say: _Phrases) -> list[str]:
    names = {country.iso3: country.name for country in members()}
    return [name_in(say.language, COUNTRY, code, names.get(code, code)) for code in codes]


def _critical_lists(wanted: OccurrenceFilter, say: _Phrases) -> str:
    titles = []
    for list_id in wanted.critical_lists:
        found = find_list(list_id)
        titles.append(f"{found.name} ({', '.join(filter(None, (found.issuer, found.year)))})")
    if not titles:
        return ""
    if len(titles) == 1:
        return say("on_list", names=titles[0])
    if wanted.combine_lists == "all":
        return say("on_all_lists", names=say.either(titles, "and"))
    return say("on_lists", names=say.either(titles))


def _deposit_models(notations: Iterable[str], say: _Phrases) -> str:
    labels = {kind.notation: kind.label for kind in deposit_types()}
    named = [
        name_in(say.language, MODEL, notation, labels.get(notation, notation))
        for notation in notations
    ]
    return say("deposit_type", names=say.either(named)) if named else ""
