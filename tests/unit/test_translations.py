"""Names of codes in other languages: each belongs to a code, and what is missing is English."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import amis_qgis_plugin
from amis_qgis_plugin.core.catalogue import load_catalogue
from amis_qgis_plugin.core.code_lists import VOCABULARIES
from amis_qgis_plugin.core.commodities import load_commodities
from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.core.countries import country_names, members
from amis_qgis_plugin.core.deposit_types import deposit_types
from amis_qgis_plugin.core.schemas import every_type
from amis_qgis_plugin.core.status import status_codes
from amis_qgis_plugin.core.tables import read_table
from amis_qgis_plugin.core.translations import name_in
from amis_qgis_plugin.packages.report.language import load_language

LANGUAGES = ("id",)
SAMPLES = (
    "Mineral occurrences (USGS records)",
    "Tectonic structures (schematic)",
    "Tectonic provinces (schematic)",
    "ASEAN mineral production 2018-2022",
)


def class_labels() -> set[str]:
    """Return the labels of classes in the bundled styles, without groups of commodities."""
    groups = {one.label for one in load_commodities().groups()}
    found = set()
    for path in (Path(amis_qgis_plugin.__file__).parent / "styles").glob("*.qml"):
        for category in ElementTree.parse(path).iter("category"):
            found.add(str(category.get("label")))
    return found - groups


def codes() -> dict[str, set[str]]:
    themes = load_catalogue().themes
    return {
        "commodity": {one.code for one in load_commodities().all()},
        "country": set(country_names()),
        "status": {one.code for one in status_codes()},
        "deposit_model": {one.notation for one in deposit_types()},
        "group": {one.id for one in load_commodities().groups()},
        "theme": {one.theme_id for one in themes},
        "catalogue_layer": {one.layer_id for theme in themes for one in theme.layers},
        "completeness": {one.value for one in Completeness},
        "style_class": class_labels(),
        "vocabulary": set(VOCABULARIES.values()),
        "layer_title": {one.title for one in every_type()} | set(SAMPLES),
    }


def test_every_name_belongs_to_one_code() -> None:
    rows = read_table("translations.csv")
    known = codes()
    for row in rows:
        assert row["code"] in known[row["kind"]], row
        assert row["lang"] in LANGUAGES
        assert row["name"] == row["name"].strip() != ""
    keys = [(row["kind"], row["code"], row["lang"]) for row in rows]
    assert len(keys) == len(set(keys))


def test_what_a_report_needs_has_a_name_in_every_language() -> None:
    whole = (
        "style_class",
        "commodity",
        "status",
        "group",
        "theme",
        "catalogue_layer",
        "completeness",
        "vocabulary",
    )
    for language in LANGUAGES:
        for kind in whole:
            missing = {code for code in codes()[kind] if name_in(language, kind, code, "") == ""}
            assert missing == set(), (language, kind)
        for country in members():
            assert name_in(language, "country", country.iso3, "") != ""


def test_names_come_from_the_table_then_the_labels_then_english() -> None:
    assert name_in("id", "commodity", "cobalt", "cobalt") == "kobalt"
    assert name_in("id", "commodity", "copper", "copper") == "tembaga"
    assert name_in("id", "deposit_model", "no-such-model", "No such") == "No such"
    assert name_in("en", "commodity", "copper", "copper") == "copper"


def test_a_label_that_a_person_gave_to_a_class_stays() -> None:
    language = load_language("id")
    assert language.style_class("precious", "Precious metals") == "Logam mulia"
    assert language.style_class("precious", "Gold rush") == "Gold rush"
    assert language.layer_title("Gold of my valley") == "Gold of my valley"
