"""Filters said in words."""

from __future__ import annotations

import re

import pytest

from amis_qgis_plugin.core.critical_minerals import critical_lists
from amis_qgis_plugin.core.errors import VocabularyError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.tables import read_document
from amis_qgis_plugin.core.words import describe_extent, describe_filter


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (OccurrenceFilter(), "all occurrences"),
        (OccurrenceFilter(combine="all"), "all occurrences"),
        (OccurrenceFilter(commodities=("copper",), countries=("PHL",)), "copper; Philippines"),
        (
            OccurrenceFilter(commodities=("gold", "copper"), countries=("PHL", "IDN")),
            "copper or gold; Indonesia, Philippines",
        ),
        (OccurrenceFilter(commodities=("gold", "copper"), combine="all"), "copper and gold"),
        (
            OccurrenceFilter(commodities=("gold", "copper", "silver"), groups=("battery",)),
            "copper, gold, silver or battery minerals",
        ),
        (
            OccurrenceFilter(commodities=("gold",), groups=("battery", "ree"), combine="all"),
            "gold and any of battery minerals or rare earths",
        ),
        (OccurrenceFilter(text="batu  hijau"), "name with batu and hijau"),
        (OccurrenceFilter(sources=("b", "a")), "source a or b"),
        (
            OccurrenceFilter(extent=(117.0, -5.25, 127.0, 19.5)),
            "within 117° E to 127° E, 5.25° S to 19.5° N",
        ),
        (
            OccurrenceFilter(
                commodities=("gold", "copper"), role="major", excluded=("tin", "lead")
            ),
            "copper or gold as a main product; without lead or tin",
        ),
        (OccurrenceFilter(role="major"), "all occurrences"),
        (
            OccurrenceFilter(occurrence_types=("deposit", "prospect"), mine_statuses=("closed",)),
            "kind mineral deposit or prospect; mine status closed",
        ),
        (
            OccurrenceFilter(completeness=("INCOMPLETE", "COMPLETE_UNPROVEN")),
            "sources not proven complete or incomplete",
        ),
        (
            OccurrenceFilter(polygon="POLYGON ((117 -5, 127 -5, 127 19.5, 117 -5))"),
            "inside a polygon in 117° E to 127° E, 5° S to 19.5° N",
        ),
        (
            OccurrenceFilter(
                polygon="MULTIPOLYGON (((117 0, 127 0, 127 9)), ((90 0, 91 0, 91 9)))"
            ),
            "inside 2 polygons in 90° E to 127° E, 0° to 9° N",
        ),
    ],
)
def test_filter_in_words(wanted: OccurrenceFilter, words: str) -> None:
    assert describe_filter(wanted) == words


def test_a_list_is_named_with_issuer_and_year() -> None:
    dated = next(one for one in critical_lists() if one.year)
    words = describe_filter(OccurrenceFilter(critical_lists=(dated.list_id,)))
    assert words == f"on the list {dated.name} ({dated.issuer}, {dated.year})"


def test_every_value_shows_in_the_words() -> None:
    wanted = OccurrenceFilter(
        commodities=("copper",),
        critical_lists=tuple(one.list_id for one in critical_lists()[:2]),
        countries=("VNM", "LAO"),
        deposit_models=("porphyry-copper",) if _has_model("porphyry-copper") else (),
    )
    words = describe_filter(wanted)
    assert "Viet Nam" in words or "Vietnam" in words
    assert "copper" in words
    for one in critical_lists()[:2]:
        assert one.name in words


def test_small_numbers_keep_their_decimals() -> None:
    assert describe_extent((116.53321, 0.0, 126.8818, 0.5)) == (
        "116.5332° E to 126.8818° E, 0° to 0.5° N"
    )


def _has_model(notation: str) -> bool:
    from amis_qgis_plugin.core.deposit_types import deposit_types

    return any(kind.notation == notation for kind in deposit_types())


def test_the_words_are_indonesian() -> None:
    wanted = OccurrenceFilter(
        commodities=("gold", "rare-earth-element"),
        groups=("battery",),
        role="major",
        excluded=("tin",),
        countries=("PHL", "KHM"),
        deposit_models=("porphyry-copper-gold",),
        mine_statuses=("closed",),
        completeness=("COMPLETE_PROVEN",),
        extent=(117.0, -5.25, 127.0, 19.5),
    )
    assert describe_filter(wanted, "id") == (
        "emas, logam tanah jarang atau mineral baterai sebagai produk utama; tanpa timah; "
        "Kamboja, Filipina; tipe endapan Porfiri tembaga ± emas; status tambang ditutup; "
        "sumber lengkap, terbukti; di dalam 117° BT sampai 127° BT, 5,25° LS sampai 19,5° LU"
    )
    assert describe_filter(OccurrenceFilter(), "id") == "semua keterdapatan"
    assert describe_extent((-5.0, 0.0, 5.0, 1.5), "id") == "5° BB sampai 5° BT, 0° sampai 1,5° LU"


def test_every_language_has_every_phrase() -> None:
    known = read_document("filter_words.json")
    for texts in known.values():
        assert set(texts) == set(known["en"])
        for phrase, text in known["en"].items():
            assert re.findall(r"\{\w+\}", texts[phrase]) == re.findall(r"\{\w+\}", text)
    with pytest.raises(VocabularyError, match="There is en, id"):
        describe_filter(OccurrenceFilter(), "xx")
