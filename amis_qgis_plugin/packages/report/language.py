"""The language of a report: its texts, its numbers, its names for codes.

The texts of a language are ``i18n/<language>.json``; a new language is a new file with the same
keys, and a new part of ``core/data/filter_words.json``, ``finding_texts.json``,
``translations.csv`` and ``sentences.csv``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ...core.catalogue import load_catalogue
from ...core.commodities import load_commodities
from ...core.completeness import Completeness
from ...core.countries import country_names
from ...core.deposit_types import deposit_types
from ...core.errors import PackageError
from ...core.findings import say, words
from ...core.package_plan import PackagePlan, PlannedLayer
from ...core.package_rasters import PlannedRaster, describe_cut
from ...core.package_words import describe_place, selection_word
from ...core.sentences import said_in
from ...core.status import status_codes
from ...core.translations import (
    COMMODITY,
    COMPLETENESS,
    COUNTRY,
    ENGLISH,
    GROUP,
    LAYER,
    LAYER_TITLE,
    MODEL,
    STATUS,
    STYLE_CLASS,
    THEME,
    VOCABULARY,
    name_in,
)
from ...core.words import describe_filter

_I18N = Path(__file__).parent / "i18n"
_PLAIN_NUMBER = re.compile(r"(-?)(\d+)(\.\d+)?")
_DECIMALS = re.compile(r"(?<=\d)\.(?=\d)")
NOTHING = "–"


def languages() -> tuple[str, ...]:
    """Return the languages that there are texts for, as ISO 639-1 codes."""
    return tuple(sorted(path.stem for path in _I18N.glob("*.json")))


def load_language(code: str) -> Language:
    """Return a language.

    :raises PackageError: when there are no texts in it.
    """
    if code not in languages():
        raise PackageError(
            "There is no report in this language.",
            subject=code,
            hint=f"There is {', '.join(languages())}.",
        )
    return Language(code, json.loads((_I18N / f"{code}.json").read_text(encoding="utf-8")))


def language_of(plan: PackagePlan) -> Language:
    """Return the language that the texts of a package are in; English where it has no report.

    :raises PackageError: when there are no texts in it.
    """
    return load_language(plan.language or ENGLISH)


@dataclass(frozen=True)
class Language:
    """One language.

    :param code: ISO 639-1.
    :param words: the texts by their keys.
    """

    code: str
    words: dict[str, Any]

    def number(self, value: Any) -> str:
        """Return a number as a person reads it, thousands parted; a dash where there is none."""
        if value is None or value == "":
            return NOTHING
        if isinstance(value, float):
            is_long = value.is_integer() and abs(value) >= 100
            return self.marked(f"{value:,.0f}" if is_long else f"{value:,}")
        return self.marked(f"{value:,}") if isinstance(value, int) else self.printed(str(value))

    def printed(self, text: str) -> str:
        """Return a published figure: no digit more or less, with this language's marks.

        What is more than digits and a decimal point, such as ``<0.1``, keeps its other signs.
        """
        found = _PLAIN_NUMBER.fullmatch(text)
        if found:
            sign, whole, rest = found.groups()
            return self.marked(f"{sign}{int(whole):,}{rest or ''}")
        return _DECIMALS.sub(self.words["decimal_mark"], text)

    def degree_letters(self) -> tuple[str, str]:
        """Return the letters of east and west, and of north and south."""
        return self.words["letters_ew"], self.words["letters_ns"]

    def title(self, plan: PackagePlan) -> str:
        """Return the title of a package: a person's own, or the filter in this language."""
        if plan.title != f"Mineral occurrences: {describe_filter(plan.wanted)}":
            return plan.title
        said = describe_filter(plan.wanted, self.code)
        return str(self.words["filter_words"]).format(words=said).rstrip(".")

    def filter(self, plan: PackagePlan) -> str:
        """Return the filter of a package in words."""
        return describe_filter(plan.wanted, self.code)

    def extent(self, plan: PackagePlan) -> str:
        """Return the area of a package in words; empty where it has none."""
        return describe_place(plan, self.code)

    def selection(self, plan: PackagePlan, layer: PlannedLayer) -> str:
        """Return how the rows of a layer were chosen."""
        return str(self.words[f"selection_{selection_word(plan, layer)}"])

    def raster(self, raster: PlannedRaster) -> str:
        """Return what a raster is and how it was made of its file."""
        return str(self.words["readme"]["raster"]).format(
            title=raster.title,
            path=raster.path,
            size=self.marked(raster.size),
            bands=raster.bands,
            made=describe_cut(raster, self.code),
        )

    def commodity(self, code: str) -> str:
        """Return the name of a commodity."""
        known = load_commodities()
        return name_in(self.code, COMMODITY, code, known.get(code).label if code in known else code)

    def commodities(self, codes: str, most: int = 0) -> str:
        """Return the names of codes that semicolons part.

        :param most: how many are named at most; 0 names all.
        """
        named = [self.commodity(code.strip()) for code in codes.split(";") if code.strip()]
        shown = named[:most] if most else named
        return ", ".join(shown) + (" …" if len(shown) < len(named) else "")

    def country(self, code: str) -> str:
        """Return the name of a country."""
        return name_in(self.code, COUNTRY, code, country_names().get(code, code))

    def status(self, code: str) -> str:
        """Return the name of a state of mining or a type of occurrence."""
        return name_in(self.code, STATUS, code, _status_labels().get(code, code))

    def model(self, code: str) -> str:
        """Return the name of a deposit model."""
        return name_in(self.code, MODEL, code, _model_labels().get(code, code))

    def theme(self, theme_id: str) -> str:
        """Return the title of a theme of the catalogue."""
        return name_in(self.code, THEME, theme_id, _themes()[theme_id])

    def layer(self, layer_id: str) -> str:
        """Return the title of a layer of the catalogue."""
        return name_in(self.code, LAYER, layer_id, _layers()[layer_id])

    def vocabulary(self, name: str) -> str:
        """Return the name of a vocabulary from the one under which unknown terms are told."""
        return name_in(self.code, VOCABULARY, name, name)

    def layer_title(self, title: str) -> str:
        """Return the title of a layer of data; one that a person or a source gave stays."""
        return name_in(self.code, LAYER_TITLE, title, title)

    def said(self, text: str) -> str:
        """Return sentences of the data's records; the words of a source or server stay."""
        return said_in(self.code, text)

    @property
    def boundaries(self) -> str:
        """What lines and names of countries do not say."""
        return say(words("boundaries"), self.code)[0]

    def notices(self, plan: PackagePlan) -> list[str]:
        """Return what needs care, layer by layer."""
        told = [one for one in plan.layers if one.notice]
        return [f"{self.layer_title(one.title)}: {self.said(one.notice)}" for one in told]

    def style_class(self, value: str, label: str) -> str:
        """Return the label of a class in a legend.

        :param value: of the class, which is a group of commodities or anything else.
        :param label: as the style has it; one that is not of this project stays.
        """
        if _group_labels().get(value) == label:
            return name_in(self.code, GROUP, value, label)
        return name_in(self.code, STYLE_CLASS, label, label)

    def completeness(self, words: str) -> str:
        """Return a completeness in this language from its English words; empty for none."""
        value = next((one.value for one in Completeness if one.words == words), "")
        return name_in(self.code, COMPLETENESS, value, words) if value else words

    def marked(self, english: str) -> str:
        """Return a number in English form (``1,204.5``) with this language's marks."""
        marks = {",": self.words["thousands_mark"], ".": self.words["decimal_mark"]}
        return "".join(marks.get(sign, sign) for sign in english)


@lru_cache(maxsize=1)
def _group_labels() -> dict[str, str]:
    return {one.id: one.label for one in load_commodities().groups()}


@lru_cache(maxsize=1)
def _status_labels() -> dict[str, str]:
    return {one.code: one.label for one in status_codes()}


@lru_cache(maxsize=1)
def _model_labels() -> dict[str, str]:
    return {one.notation: one.label for one in deposit_types()}


@lru_cache(maxsize=1)
def _themes() -> dict[str, str]:
    return {one.theme_id: one.title for one in load_catalogue().themes}


@lru_cache(maxsize=1)
def _layers() -> dict[str, str]:
    return {one.layer_id: one.title for theme in load_catalogue().themes for one in theme.layers}
