"""Names of codes in the languages that a report is written in.

English names stand in the vocabularies themselves. Those of other languages come from
``translations.csv`` first and, for commodities, from the labels among ``commodity_aliases.csv``.
What has no name in a language keeps its English one: a reader sees it, and it can be looked up.
"""

from __future__ import annotations

from functools import lru_cache

from .commodities import load_commodities
from .tables import read_table

ENGLISH = "en"
COMMODITY, COUNTRY, STATUS, MODEL = "commodity", "country", "status", "deposit_model"
GROUP, THEME, LAYER, COMPLETENESS = "group", "theme", "catalogue_layer", "completeness"
# Their codes are English words: labels in the bundled styles, titles of layer types and samples,
# and vocabularies that lack a term.
STYLE_CLASS, LAYER_TITLE, VOCABULARY = "style_class", "layer_title", "vocabulary"


def name_in(language: str, kind: str, code: str, english: str) -> str:
    """Return the name of a code in a language, or its English name where there is none.

    :param language: an ISO 639-1 code.
    :param kind: one of the kinds of ``translations.csv``, such as ``country``.
    :raises VocabularyError: when a table is missing or damaged.
    """
    if language == ENGLISH:
        return english
    found = _names(language).get((kind, code), "")
    if not found and kind == COMMODITY:
        found = _labels(language).get(code, "")
    return found or english


@lru_cache(maxsize=8)
def _names(language: str) -> dict[tuple[str, str], str]:
    return {
        (row["kind"], row["code"]): row["name"]
        for row in read_table("translations.csv")
        if row["lang"] == language
    }


@lru_cache(maxsize=8)
def _labels(language: str) -> dict[str, str]:
    """Return the labels that the CGI vocabulary or this project has for commodities."""
    found: dict[str, str] = {}
    for one in load_commodities().aliases:
        if one.lang == language and one.kind == "label":
            found.setdefault(one.code, one.alias)
    return found
