"""Every layer type proves itself: names, types, code lists, standards and themes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from amis_qgis_plugin.core.catalogue import load_catalogue
from amis_qgis_plugin.core.code_lists import codes_of
from amis_qgis_plugin.core.errors import VocabularyError
from amis_qgis_plugin.core.schemas import (
    FIELD_TYPES,
    GEOMETRIES,
    SOURCE_FIELDS,
    layer_type,
    layer_types,
    standard_properties,
)

OCCURRENCE_FIELDS = [
    "identifier",
    "name",
    "local_name",
    "occurrence_type_text",
    "occurrence_type",
    "commodity_text",
    "commodity_codes",
    "representative_commodity",
    "commodity_group",
    "minerals",
    "country",
    "country_text",
    "country_basis",
    "admin1",
    "deposit_model",
    "deposit_type_text",
    "host_unit",
    "age_text",
    "status_text",
    "mine_status",
    "mine_name",
    "observation_method",
    "positional_accuracy",
    "reference",
    "source_uri",
    "source_id",
    "source_feature_id",
    "source_geometry",
    "source_attributes",
]
NEEDED = {
    "mineral_occurrences",
    "mines",
    "processing_plants",
    "mineral_resources",
    "geological_units",
    "contacts",
    "faults",
    "boreholes",
    "geochemical_samples",
    "geophysical_surveys",
    "tenements",
    "protected_areas",
    "infrastructure",
    "administrative_areas",
}
UNITS = {"", "m", "Ma", "ha"}


def test_every_layer_type_holds_together(root: Path) -> None:
    themes = {theme.theme_id for theme in load_catalogue().themes}
    data = root / "amis_qgis_plugin" / "core" / "data"
    known = {(p.model, p.feature_type, p.name) for p in standard_properties()}
    assert {kind.layer_type_id for kind in layer_types()} == NEEDED
    assert len({kind.table for kind in layer_types()}) == len(NEEDED)
    for kind in layer_types():
        assert re.fullmatch("[a-z][a-z_0-9]*", kind.table)
        assert kind.theme_id in themes
        assert kind.geometry in GEOMETRIES
        assert set(kind.also) <= set(GEOMETRIES) - {kind.geometry}
        if kind.standard:
            model, _, feature_type = kind.standard.rpartition(" ")
            assert (model, feature_type) in {(m, t) for m, t, _name in known}
        assert kind.title
        names = [field.name for field in kind.fields]
        assert len(set(names)) == len(names)
        assert names[0] == "identifier"
        assert tuple(names[-4:]) == SOURCE_FIELDS
        for field in kind.fields:
            assert re.fullmatch("[a-z][a-z_0-9]*", field.name)
            assert field.type in FIELD_TYPES
            assert field.meaning.endswith(".")
            assert field.unit in UNITS
            assert not field.unit or field.type == "real"
            assert isinstance(field.required, bool)
            if field.code_list and not field.code_list.startswith("http"):
                assert (data / field.code_list.partition("#")[0]).is_file(), field
                assert codes_of(field.code_list), field
            for text in field.reads:
                assert kind.field(text).type == "text"
                assert not kind.field(text).code_list
                assert field.code_list or field.name == "minerals"
            if field.corresponds_to:
                place, _, name = field.corresponds_to.rpartition("/")
                model, _, feature_type = place.rpartition(" ")
                assert (model, feature_type, name) in known, field


def test_the_table_of_occurrences_is_what_workspaces_write() -> None:
    kind = layer_type("mineral_occurrences")
    assert [field.name for field in kind.fields] == OCCURRENCE_FIELDS
    assert {field.type for field in kind.fields} == {"text"}
    assert kind.theme_id == "mineral"
    commodity = kind.field("commodity_text")
    assert commodity.corresponds_to == "ERML-Lite 2.0.1 MineralOccurrenceView/commodity"


@pytest.mark.parametrize(
    ("type_id", "model", "view"),
    [
        ("mineral_occurrences", "ERML-Lite 2.0.1", "MineralOccurrenceView"),
        ("mines", "ERML-Lite 2.0.1", "MineView"),
        ("geological_units", "GeoSciML-Lite 4.1", "GeologicUnitView"),
        ("faults", "GeoSciML-Lite 4.1", "ShearDisplacementStructureView"),
        ("boreholes", "GeoSciML-Lite 4.1", "BoreholeView"),
    ],
)
def test_what_a_standard_requires_has_a_field(type_id: str, model: str, view: str) -> None:
    required = {
        p.name
        for p in standard_properties()
        if p.model == model and p.feature_type == view and p.required and p.name != "shape"
    }
    assert required
    served = {
        field.corresponds_to.rpartition("/")[2]
        for field in layer_type(type_id).fields
        if field.corresponds_to.startswith(f"{model} {view}/")
    }
    # A text and its URI twin are served by one aligned field.
    missing = {
        name
        for name in required - served
        if name.replace("_uri", "") not in served and f"{name}_uri" not in served
    }
    assert not missing


def test_unknown_layer_type_and_field() -> None:
    with pytest.raises(VocabularyError, match=r"volcanoes.*Known"):
        layer_type("volcanoes")
    with pytest.raises(VocabularyError, match=r"mines\.colour"):
        layer_type("mines").field("colour")


def test_a_code_that_is_required_can_be_read_from_a_text() -> None:
    for kind in layer_types():
        for field in kind.fields:
            if field.code_list and field.required and field.name != "country":
                assert field.reads, (kind.table, field.name)


def test_each_kind_of_geometry_has_its_table() -> None:
    kind = layer_type("infrastructure")
    assert [kind.table_for(one) for one in ("line", "point", "polygon", "")] == [
        "infrastructure",
        "infrastructure_points",
        "infrastructure_areas",
        "infrastructure",
    ]
    assert kind.kind_for("point") == "point"
    assert layer_type("mineral_occurrences").kind_for("polygon") == "point"
