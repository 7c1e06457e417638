"""Layers that are only viewed: their fields by map, by name or by values, and what is filtered."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

import pytest
from aligning import field_map
from counting import copy_of_samples
from osgeo import ogr, osr
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer, QgsVectorLayer

from amis_qgis_plugin.core.errors import FieldMapError
from amis_qgis_plugin.core.live_fields import LiveFields, fields_by_name
from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse, SourceColumn
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.user_terms import UserTerm, UserTerms
from amis_qgis_plugin.qgis_bridge.alignment import sample_and_propose
from amis_qgis_plugin.qgis_bridge.layer_filter import (
    Kind,
    Outcome,
    clear_filter,
    filter_live_layer,
    occurrence_layers,
)
from amis_qgis_plugin.qgis_bridge.layers import FIELD_MAP, make_workspace_layer, stamp
from amis_qgis_plugin.qgis_bridge.live_maps import (
    adopt_saved_map,
    is_ours,
    keep_map,
    kept_map,
    live_fields_of,
    should_be_looked_at,
    take_proposal,
)
from amis_qgis_plugin.qgis_bridge.live_values import live_source, read_live_values
from amis_qgis_plugin.qgis_bridge.profile_store import save_map
from amis_qgis_plugin.qgis_bridge.source_rows import layer_rows
from amis_qgis_plugin.workspace.contents import read_layers

# Main commodity, others, deposit type, country, and which codes and which state that is.
ROWS: tuple[tuple[tuple[Optional[str], ...], set[str], str], ...] = (
    (("tembaga", "emas; perak", "porfiri", "Indonesia"), {"copper", "gold", "silver"}, "IDN"),
    (("đồng", None, "porphyry copper", "Việt Nam"), {"copper"}, "VNM"),
    (("thiếc", "vonfram", None, "Việt Nam"), {"tin", "tungsten"}, "VNM"),
    (("ดีบุก", None, None, "ประเทศไทย"), {"tin"}, "THA"),
    (("ทองคำ", "ทองแดง", None, "ประเทศไทย"), {"gold", "copper"}, "THA"),
    (("nikel", "kobalt", "laterite nickel", "Indonesia"), {"nickel", "cobalt"}, "IDN"),
    (("tanso", None, "porphyry copper", "Pilipinas"), {"copper"}, "PHL"),
    ((None, "emas", None, "Indonesia"), {"gold"}, "IDN"),
    ((None, None, None, None), set(), ""),
)
FIELDS = ("main", "other", "typ", "land")
TWO_FIELDS = FieldMap(
    "mineral_occurrences",
    {
        "commodity_text": FieldUse((SourceColumn("main", "major"), SourceColumn("other", "minor"))),
        "country_text": FieldUse((SourceColumn("land"),)),
        "deposit_type_text": FieldUse((SourceColumn("typ"),)),
    },
)


def write(path: Path, fields: tuple[str, ...], rows: Any) -> QgsVectorLayer:
    """Write rows into a GeoPackage and return a layer as the Catalogue adds it."""
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    system = osr.SpatialReference()
    system.ImportFromEPSG(4326)
    table = dataset.CreateLayer("points", system, ogr.wkbPoint)
    for name in ("no", *fields):
        table.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    for number, row in enumerate(rows):
        feature = ogr.Feature(table.GetLayerDefn())
        feature["no"] = str(number)
        for name, value in zip(fields, row):
            if value is not None:
                feature[name] = value
        table.CreateFeature(feature)
    feature = table = dataset = None
    layer = QgsVectorLayer(f"{path}|layername=points", "Points", "ogr")
    stamp(layer, "test:points", "", "")
    return layer


@pytest.fixture
def live(qgis_app: Any, tmp_path: Path) -> QgsVectorLayer:
    """Give a layer whose names say nothing of commodities."""
    return write(tmp_path / "points.gpkg", FIELDS, [values for values, _codes, _iso in ROWS])


def expected(*any_of: set[str], countries: tuple[str, ...] = ()) -> set[str]:
    """Return the numbers of the rows that have a code of every set, by the table above."""
    return {
        str(number)
        for number, (_values, codes, iso) in enumerate(ROWS)
        if all(codes & one for one in any_of) and (not countries or iso in countries)
    }


def shown(layer: QgsVectorLayer) -> set[str]:
    return {feature["no"] for feature in layer.getFeatures()}


def apply(layer: QgsVectorLayer, terms: UserTerms = UserTerms(), **wanted: Any) -> Outcome:  # noqa: B008
    values = read_live_values(live_source(layer))
    return filter_live_layer(layer, OccurrenceFilter(**wanted), values, terms)


def test_only_vector_layers_from_the_catalogue_are_ours(
    live: QgsVectorLayer, tmp_path: Path
) -> None:
    assert is_ours(live)
    by_hand = QgsVectorLayer(live.source(), "by hand", "ogr")
    missing = QgsVectorLayer(str(tmp_path / "gone.gpkg"), "gone", "ogr")
    picture = QgsRasterLayer(str(tmp_path / "gone.tif"), "gone")
    for layer in (missing, picture):
        stamp(layer, "test:x", "", "")
    assert not any(map(is_ours, (by_hand, missing, picture, None)))


def test_a_map_tells_the_fields_that_no_name_tells(
    live: QgsVectorLayer, empty_project: QgsProject
) -> None:
    empty_project.addMapLayer(live)
    assert live_fields_of(live) == LiveFields()
    assert occurrence_layers(empty_project) == []
    keep_map(live, TWO_FIELDS)
    assert live_fields_of(live) == LiveFields(("main", "other"), ("land",), ("typ",), "")
    assert occurrence_layers(empty_project) == [(live, Kind.LIVE)]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"commodities": ("copper",)}, expected({"copper"})),
        ({"commodities": ("gold", "tin")}, expected({"gold", "tin"})),
        ({"commodities": ("gold", "copper"), "combine": "all"}, expected({"gold"}, {"copper"})),
        ({"countries": ("IDN", "THA")}, expected(countries=("IDN", "THA"))),
        (
            {"commodities": ("copper",), "countries": ("THA", "PHL")},
            expected({"copper"}, countries=("THA", "PHL")),
        ),
        ({"commodities": ("lead",)}, set()),
        ({"countries": ("SGP",)}, set()),
    ],
    ids=str,
)
def test_two_fields_in_four_languages_are_filtered_through_a_map(
    live: QgsVectorLayer, wanted: dict[str, Any], found: set[str]
) -> None:
    keep_map(live, TWO_FIELDS)
    outcome = apply(live, **wanted)
    assert outcome.problem == ""
    assert shown(live) == found
    assert outcome.shown == len(found)
    assert clear_filter(live).shown == len(ROWS)
    assert live.subsetString() == ""


def test_deposit_types_are_filtered_through_a_map(live: QgsVectorLayer) -> None:
    keep_map(live, TWO_FIELDS)
    outcome = apply(live, deposit_models=("laterite-nickel",))
    assert (outcome.problem, shown(live)) == ("", {"5"})


def test_what_the_person_decided_counts_on_live_layers(qgis_app: Any, tmp_path: Path) -> None:
    rows = [("batu pelangi", "Indonesia"), ("tembaga", "Indonesia")]
    layer = write(tmp_path / "p.gpkg", ("KOMODITAS", "NEGARA"), rows)
    assert apply(layer, commodities=("silica",)).shown == 0
    terms = UserTerms([UserTerm("commodity", "Batu Pelangi", ("silica",))])
    assert apply(layer, terms, commodities=("silica",)).problem == ""
    assert shown(layer) == {"0"}


@pytest.mark.parametrize(
    ("uses", "wanted", "told"),
    [
        ({"commodity_text": ("main",)}, {"countries": ("IDN",)}, "it has no country field"),
        ({"country_text": ("land",)}, {"commodities": ("gold",)}, "it has no commodity field"),
        ({"commodity_text": ("main",)}, {"text": "x"}, "names and areas"),
        ({"commodity_text": ("main",)}, {"deposit_models": ("skarn",)}, "deposit types"),
    ],
)
def test_what_cannot_be_filtered_is_said(
    live: QgsVectorLayer, uses: dict[str, Any], wanted: dict[str, Any], told: str
) -> None:
    uses = {name: FieldUse(tuple(map(SourceColumn, columns))) for name, columns in uses.items()}
    keep_map(live, FieldMap("mineral_occurrences", uses))
    outcome = apply(live, **wanted)
    assert told in outcome.problem
    assert shown(live) == expected(), "what is not understood takes nothing away"


def test_fields_that_say_yes_or_no_are_filtered_by_their_yes(qgis_app: Any, tmp_path: Path) -> None:
    rows = [("ya", "tidak", "Indonesia"), ("tidak", "ya", "Indonesia"), ("ya", "ya", "Malaysia")]
    layer = write(tmp_path / "p.gpkg", ("EMAS", "TEMBAGA", "NEGARA"), rows)
    flags = FieldUse((SourceColumn("EMAS", "", True), SourceColumn("TEMBAGA", "", True)))
    uses = {"commodity_text": flags, "country_text": FieldUse((SourceColumn("NEGARA"),))}
    keep_map(layer, FieldMap("mineral_occurrences", uses))
    outcome = apply(layer, commodities=("gold",), countries=("IDN",))
    assert outcome.problem == ""
    assert shown(layer) == {"0"}
    assert apply(layer, commodities=("copper",)).problem == ""
    assert shown(layer) == {"1", "2"}


def test_a_map_is_kept_in_the_project(
    live: QgsVectorLayer, empty_project: QgsProject, tmp_path: Path
) -> None:
    keep_map(live, TWO_FIELDS)
    empty_project.addMapLayer(live)
    assert empty_project.write(str(tmp_path / "p.qgz"))
    empty_project.clear()
    assert empty_project.read(str(tmp_path / "p.qgz"))
    (layer,) = empty_project.mapLayers().values()
    assert kept_map(layer) == TWO_FIELDS
    assert live_fields_of(layer).commodities == ("main", "other")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": "amis-field-map", "version": 7}'])
def test_a_damaged_map_on_a_layer_counts_as_none(live: QgsVectorLayer, text: str) -> None:
    live.setCustomProperty(FIELD_MAP, text)
    assert kept_map(live) is None
    assert live_fields_of(live) == LiveFields()


def test_a_map_of_fields_that_are_gone_counts_as_none(qgis_app: Any, tmp_path: Path) -> None:
    """A server that renamed its field is filtered by what its names say now."""
    layer = write(tmp_path / "p.gpkg", ("KOMODITAS", "NEGARA"), [("emas", "Indonesia")])
    keep_map(layer, field_map(commodity_text="MINERAL", country_text="NEGARA"))
    assert live_fields_of(layer) == LiveFields(("KOMODITAS",), ("NEGARA",))
    assert apply(layer, commodities=("gold",)).shown == 1


def test_the_map_saved_for_a_source_is_taken(live: QgsVectorLayer) -> None:
    assert not adopt_saved_map(live)
    save_map(live, TWO_FIELDS)
    assert adopt_saved_map(live)
    again = QgsVectorLayer(live.source(), "again", "ogr")
    assert kept_map(again) is None
    assert adopt_saved_map(again)
    assert kept_map(again) == TWO_FIELDS


def test_a_saved_map_for_other_fields_is_not_taken(live: QgsVectorLayer) -> None:
    save_map(live, field_map(commodity_text="was_there_last_year"))
    live.removeCustomProperty(FIELD_MAP)
    assert not adopt_saved_map(live)
    assert kept_map(live) is None


def test_a_damaged_profile_is_an_error(live: QgsVectorLayer) -> None:
    path = Path(QgsApplication.qgisSettingsDirPath()) / "amis_explorer" / "field_maps.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{", encoding="utf-8")
    try:
        with pytest.raises(FieldMapError, match=r"field_maps\.json"):
            adopt_saved_map(live)
    finally:
        path.unlink()


def test_only_a_layer_whose_names_say_nothing_is_looked_at_and_once(
    live: QgsVectorLayer, tmp_path: Path
) -> None:
    named = write(tmp_path / "p.gpkg", ("KOMODITAS",), [("emas",)])
    assert not should_be_looked_at(named)
    assert should_be_looked_at(live)
    assert take_proposal(live, sample_and_propose(layer_rows(live), "mineral_occurrences").proposal)
    assert not should_be_looked_at(live)
    live.removeCustomProperty(FIELD_MAP)
    assert not should_be_looked_at(live), "what it was told is not asked again"


def test_values_tell_the_fields_that_no_name_tells(live: QgsVectorLayer) -> None:
    proposal = sample_and_propose(layer_rows(live), "mineral_occurrences").proposal
    assert take_proposal(live, proposal)
    fields = live_fields_of(live)
    assert fields.commodities[0] == "main"
    assert fields.countries == ("land",)
    outcome = apply(live, commodities=("tin",), countries=("THA", "VNM"))
    assert outcome.problem == ""
    assert shown(live) == expected({"tin"}, countries=("THA", "VNM"))


def test_values_that_leave_doubt_are_not_taken(qgis_app: Any, tmp_path: Path) -> None:
    rows = [("Jalan Merdeka", "12"), ("Gold Coast Road", "7"), ("Tin Shui Wai", "3")]
    layer = write(tmp_path / "p.gpkg", ("f1", "f2"), rows)
    proposal = sample_and_propose(layer_rows(layer), "mineral_occurrences").proposal
    assert not take_proposal(layer, proposal)
    assert kept_map(layer) is None
    assert live_fields_of(layer) == LiveFields()
    assert not should_be_looked_at(layer)


def test_other_tables_of_a_workspace_are_not_looked_at_for_commodities(
    qgis_app: Any, tmp_path: Path
) -> None:
    path = copy_of_samples(tmp_path)
    tables = {one.table: make_workspace_layer(one) for one in read_layers(path)}
    provinces = tables["schematic_provinces"]
    assert is_ours(provinces) and not fields_by_name(provinces.fields().names()).commodities
    assert not any(map(should_be_looked_at, tables.values()))
