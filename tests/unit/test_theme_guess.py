"""Themes told from titles, in the languages that the module names."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amis_qgis_plugin.core.catalogue import load_catalogue
from amis_qgis_plugin.core.theme_guess import OTHER_THEME, guess_theme


@pytest.mark.parametrize(
    ("title", "theme"),
    [
        ("Mineral occurrences", "mineral"),
        ("MRDS deposits of Luzon", "mineral"),
        ("endapan_timah", "mineral"),
        ("Khoáng sản Việt Nam", "mineral"),
        ("Gisements de cuivre", "mineral"),
        ("Mines and quarries", "industry"),
        ("Mining concessions 2020", "industry"),
        ("Geological map 1:250 000", "geology"),
        ("Peta geologi lembar Bandung", "geology"),
        ("Carte géologique", "geology"),
        ("Bản đồ địa chất", "geology"),
        ("Sedimentary basins", "geology"),
        ("fault_lines", "geology"),
        ("Stream-sediment samples", "geochem"),
        ("Bản đồ địa hóa", "geochem"),
        ("Magnetic anomaly", "geophys"),
        ("aeromagnetics", "geophys"),
        ("Địa vật lý", "geophys"),
        ("Drillholes", "exploration"),
        ("Landsat mosaic", "remote"),
        ("Administrative boundaries", "context"),
        ("Province boundaries", "context"),
        ("Roads", "context"),
        ("Determined statements", OTHER_THEME),  # "mine", "state": words, not pieces of words
        ("Important airports", OTHER_THEME),
        ("", OTHER_THEME),
    ],
)
def test_titles(title: str, theme: str) -> None:
    assert guess_theme(title) == theme


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_way_accents_are_stored_does_not_matter(form: str) -> None:
    assert guess_theme(unicodedata.normalize(form, "KHOÁNG SẢN")) == "mineral"  # type: ignore[arg-type]


@given(st.text())
def test_any_text_gets_a_theme_of_the_catalogue(title: str) -> None:
    known = {theme.theme_id for theme in load_catalogue().themes} | {OTHER_THEME}
    assert guess_theme(title) in known
