"""The filter on workspace layers: it finds what GDAL finds and gives back what was there before."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from counting import OCCURRENCES, Box, copy_of_samples, identifiers, occurrences
from osgeo import gdal
from qgis.core import QgsFeatureRequest, QgsProject, QgsVectorLayer, edit

from amis_qgis_plugin.core.errors import Cancelled, FilterError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.paths import bundled
from amis_qgis_plugin.qgis_bridge.export import export_package, plan_package, workspaces_of
from amis_qgis_plugin.qgis_bridge.layer_filter import (
    Kind,
    clear_filter,
    filter_live_layer,
    filter_workspace_layer,
    occurrence_layers,
)
from amis_qgis_plugin.qgis_bridge.layers import make_workspace_layer, workspace_path
from amis_qgis_plugin.qgis_bridge.live_values import live_source, read_live_values
from amis_qgis_plugin.workspace.contents import read_layers

PHILIPPINES: Box = (116.0, 4.0, 127.0, 21.0)
RARE_EARTHS = (
    "rare-earth-element lree hree rare-earth-oxide monazite x-xenotime lanthanum cerium"
    " praseodymium neodymium promethium samarium europium gadolinium terbium dysprosium holmium"
    " erbium thulium ytterbium lutetium yttrium"
)


@pytest.fixture
def layer(qgis_app: Any, tmp_path: Path) -> QgsVectorLayer:
    return open_occurrences(copy_of_samples(tmp_path))


def open_occurrences(path: Path) -> QgsVectorLayer:
    return make_workspace_layer(next(one for one in read_layers(path) if one.table == OCCURRENCES))


def shown(layer: QgsVectorLayer) -> set[str]:
    return {feature["identifier"] for feature in layer.getFeatures()}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"commodities": ("copper",)}, {"any_of": [("copper",)]}),
        (
            {"commodities": ("copper", "gold"), "combine": "any"},
            {"any_of": [("copper", "gold")]},
        ),
        (
            {"commodities": ("copper", "gold"), "combine": "all"},
            {"any_of": [("copper",), ("gold",)]},
        ),
        ({"countries": ("PHL",)}, {"countries": ("PHL",)}),
        ({"countries": ("IDN", "MMR", "SGP")}, {"countries": ("IDN", "MMR", "SGP")}),
        (
            {"commodities": ("copper",), "countries": ("PHL",)},
            {"any_of": [("copper",)], "countries": ("PHL",)},
        ),
        # What is narrower is found too; what is wider is not.
        ({"commodities": ("chromium",)}, {"any_of": [("chromium", "chromite")]}),
        ({"commodities": ("chromite",)}, {"any_of": [("chromite",)]}),
        (
            {"commodities": ("iron",)},
            {"any_of": [("iron", "iron-ore", "magnetite", "hematite")]},
        ),
        ({"commodities": ("rare-earth-element",)}, {"any_of": [tuple(RARE_EARTHS.split())]}),
        ({"commodities": ("neodymium",)}, {"any_of": [("neodymium",)]}),
        ({"extent": PHILIPPINES}, {"box": PHILIPPINES}),
        (
            {"extent": (98.0, 6.0, 106.0, 21.0), "commodities": ("tin",), "countries": ("THA",)},
            {
                "box": (98.0, 6.0, 106.0, 21.0),
                "any_of": [("tin",)],
                "countries": ("THA",),
            },
        ),
    ],
    ids=str,
)
def test_it_shows_what_gdal_finds(
    layer: QgsVectorLayer, wanted: dict[str, Any], expected: dict[str, Any]
) -> None:
    found = identifiers(
        *expected.get("any_of", ()),
        countries=expected.get("countries", ()),
        box=expected.get("box"),
    )
    assert 0 < len(found) < len(occurrences())
    outcome = filter_workspace_layer(layer, OccurrenceFilter(**wanted))
    assert outcome.problem == ""
    assert shown(layer) == found
    assert outcome.shown == len(found) == layer.featureCount()


def test_copper_is_not_a_substring(layer: QgsVectorLayer) -> None:
    """``tin`` stands in ``platinum``; the filter on tin must not find platinum."""
    filter_workspace_layer(layer, OccurrenceFilter(commodities=("tin",)))
    codes = [set(feature["commodity_codes"].split("; ")) for feature in layer.getFeatures()]
    assert all("tin" in row for row in codes)
    assert len(codes) < sum("tin" in ";".join(row.codes) for row in occurrences())


@pytest.mark.parametrize("list_id", ["EU-2024", "US-2022"])
def test_critical_list(layer: QgsVectorLayer, list_id: str) -> None:
    """Everything found has a commodity of the list or an ore of one; nothing named is missed."""
    with bundled("core", "data", "critical_lists.csv").open(encoding="utf-8") as table:
        rows = [row for row in csv.DictReader(table) if row["list_id"] == list_id]
    related = {code for row in rows for code in row["related_codes"].split()}
    named = {code.strip(";") for row in rows for code in row["codes"].split()} - related
    named = {code for code in named if ":" not in code}
    assert len(named) > 20
    at_least = identifiers(tuple(named))
    filter_workspace_layer(layer, OccurrenceFilter(critical_lists=(list_id,)))
    assert at_least <= shown(layer)
    assert identifiers(("gold",)) - identifiers(tuple(named)), "no occurrence could tell"
    only_gold = {row.identifier for row in occurrences() if row.codes == {"gold"}}
    assert only_gold and not only_gold & shown(layer), f"gold is on no list {list_id}"


def test_words_in_the_name(layer: QgsVectorLayer) -> None:
    found = {row.identifier for row in occurrences() if "mount" in (row.name or "").lower()}
    assert found
    filter_workspace_layer(layer, OccurrenceFilter(text="MOUNT"))
    assert shown(layer) == found


def test_nothing_found_is_nothing_shown(layer: QgsVectorLayer) -> None:
    outcome = filter_workspace_layer(layer, OccurrenceFilter(countries=("SGP",)))
    assert (outcome.shown, outcome.problem, shown(layer)) == (0, "", set())


@pytest.mark.parametrize("text", ["x'); DROP TABLE mineral_occurrences; --", "100%", "a_b", '"'])
def test_what_is_typed_stays_data(layer: QgsVectorLayer, text: str) -> None:
    outcome = filter_workspace_layer(layer, OccurrenceFilter(text=text))
    assert outcome.problem == ""
    words = text.lower().split()
    expected = {r.identifier for r in occurrences() if all(w in r.name.lower() for w in words)}
    assert shown(layer) == expected
    clear_filter(layer)
    assert len(shown(layer)) == len(occurrences())


def test_clearing_gives_back_no_subset(layer: QgsVectorLayer) -> None:
    filter_workspace_layer(layer, OccurrenceFilter(commodities=("copper",)))
    outcome = clear_filter(layer)
    assert layer.subsetString() == ""
    assert outcome.shown == len(shown(layer)) == len(occurrences())


def test_a_subset_of_the_persons_own_is_kept_under_the_filter(layer: QgsVectorLayer) -> None:
    own = "\"country\" = 'PHL' OR \"country\" = 'IDN'"
    assert layer.setSubsetString(own)
    wanted = OccurrenceFilter(commodities=("copper",))
    filter_workspace_layer(layer, wanted)
    assert shown(layer) == identifiers(("copper",), countries=("PHL", "IDN"))
    filter_workspace_layer(layer, OccurrenceFilter(commodities=("gold",)))
    assert shown(layer) == identifiers(("gold",), countries=("PHL", "IDN"))
    clear_filter(layer)
    assert layer.subsetString() == own
    assert shown(layer) == identifiers(countries=("PHL", "IDN"))


def test_a_subset_changed_meanwhile_is_what_comes_back(layer: QgsVectorLayer) -> None:
    layer.setSubsetString("\"country\" = 'PHL'")
    filter_workspace_layer(layer, OccurrenceFilter(commodities=("copper",)))
    newest = "\"country\" = 'IDN'"
    assert layer.setSubsetString(newest)
    filter_workspace_layer(layer, OccurrenceFilter(commodities=("gold",)))
    assert shown(layer) == identifiers(("gold",), countries=("IDN",))
    clear_filter(layer)
    assert layer.subsetString() == newest


def test_a_subset_taken_away_meanwhile_does_not_come_back(layer: QgsVectorLayer) -> None:
    layer.setSubsetString("\"country\" = 'PHL'")
    filter_workspace_layer(layer, OccurrenceFilter(commodities=("copper",)))
    assert layer.setSubsetString("")
    filter_workspace_layer(layer, OccurrenceFilter(commodities=("gold",)))
    assert shown(layer) == identifiers(("gold",))
    clear_filter(layer)
    assert layer.subsetString() == ""


def test_filtering_often_does_not_pile_up(layer: QgsVectorLayer) -> None:
    layer.setSubsetString("\"country\" = 'PHL'")
    lengths = set()
    for _ in range(5):
        for code in ("copper", "silver"):
            filter_workspace_layer(layer, OccurrenceFilter(commodities=(code,)))
            lengths.add(len(layer.subsetString()))
    assert len(lengths) == 1


def test_a_layer_in_editing_is_left_alone_and_says_why(layer: QgsVectorLayer) -> None:
    layer.startEditing()
    assert clear_filter(layer).problem == "", "nothing had to change"
    outcome = filter_workspace_layer(layer, OccurrenceFilter(commodities=("copper",)))
    assert "edit" in outcome.problem
    assert outcome.shown == len(occurrences())
    assert layer.subsetString() == ""
    layer.rollBack()
    assert filter_workspace_layer(layer, OccurrenceFilter(commodities=("copper",))).problem == ""


def test_unsaved_edits_survive_a_filter(layer: QgsVectorLayer) -> None:
    first = next(layer.getFeatures(QgsFeatureRequest().setLimit(1)))
    layer.startEditing()
    layer.changeAttributeValue(first.id(), layer.fields().lookupField("name"), "edited")
    filter_workspace_layer(layer, OccurrenceFilter(commodities=("copper",)))
    assert layer.isModified()
    assert layer.getFeature(first.id())["name"] == "edited"
    layer.rollBack()


def test_a_whole_select_statement_is_left_alone_and_says_why(layer: QgsVectorLayer) -> None:
    own = "SELECT * FROM mineral_occurrences WHERE country = 'PHL'"
    assert layer.setSubsetString(own)
    outcome = filter_workspace_layer(layer, OccurrenceFilter(commodities=("copper",)))
    assert "SELECT" in outcome.problem
    assert layer.subsetString() == own
    assert outcome.shown == len(identifiers(countries=("PHL",)))
    assert clear_filter(layer).problem == ""
    assert layer.subsetString() == own


def test_the_filter_and_what_was_before_survive_the_project_file(
    layer: QgsVectorLayer, empty_project: QgsProject, tmp_path: Path
) -> None:
    own = "\"country\" = 'PHL'"
    layer.setSubsetString(own)
    empty_project.addMapLayer(layer)
    filter_workspace_layer(layer, OccurrenceFilter(commodities=("copper",)))
    assert empty_project.write(str(tmp_path / "p.qgz"))
    empty_project.clear()
    assert empty_project.read(str(tmp_path / "p.qgz"))
    ((again, kind),) = occurrence_layers(empty_project)
    assert kind is Kind.WORKSPACE
    assert shown(again) == identifiers(("copper",), countries=("PHL",))
    clear_filter(again)
    assert again.subsetString() == own


def test_no_subset_before_is_still_none_after_the_project_file(
    layer: QgsVectorLayer, empty_project: QgsProject, tmp_path: Path
) -> None:
    empty_project.addMapLayer(layer)
    filter_workspace_layer(layer, OccurrenceFilter(commodities=("copper",)))
    assert empty_project.write(str(tmp_path / "p.qgz"))
    empty_project.clear()
    assert empty_project.read(str(tmp_path / "p.qgz"))
    ((again, _kind),) = occurrence_layers(empty_project)
    filter_workspace_layer(again, OccurrenceFilter(commodities=("gold",)))
    assert shown(again) == identifiers(("gold",))
    clear_filter(again)
    assert again.subsetString() == ""
    assert len(shown(again)) == len(occurrences())


def test_only_occurrences_of_ours_are_filtered(empty_project: QgsProject, tmp_path: Path) -> None:
    path = copy_of_samples(tmp_path)
    for one in read_layers(path):
        empty_project.addMapLayer(make_workspace_layer(one))
    empty_project.addMapLayer(
        QgsVectorLayer(f"{path}|layername={OCCURRENCES}", "added by hand", "ogr")
    )
    found = occurrence_layers(empty_project)
    assert [(one.name(), kind) for one, kind in found] == [
        ("Mineral occurrences (USGS records)", Kind.WORKSPACE)
    ]


def test_values_are_read_from_what_was_shown_before(layer: QgsVectorLayer) -> None:
    layer.setSubsetString("\"country\" = 'PHL'")
    filter_workspace_layer(layer, OccurrenceFilter(commodities=("copper",)))
    source = live_source(layer)
    assert source.expected == len(identifiers(countries=("PHL",)))
    values = read_live_values(source)
    assert (values.of("country"), values.problem) == (("PHL",), "")
    found = {frozenset(text.split("; ")) for text in values.of("commodity_codes")}
    assert found == {row.codes for row in occurrences() if row.country == "PHL"} - {frozenset({""})}


def test_reading_values_can_be_stopped(layer: QgsVectorLayer) -> None:
    told: list[str] = []
    progress = Progress(lambda _fraction, text: told.append(text), lambda: len(told) == 2)
    with pytest.raises(Cancelled):
        read_live_values(live_source(layer), progress)
    assert told == ["200 features read", "400 features read"], "it went on after the stop"


def test_occurrences_of_a_foreign_file_are_filtered(
    empty_project: QgsProject, tmp_path: Path
) -> None:
    path = tmp_path / "foreign.gpkg"
    gdal.VectorTranslate(str(path), str(copy_of_samples(tmp_path)), layers=[OCCURRENCES])
    layer = open_occurrences(path)
    empty_project.addMapLayer(layer)
    assert occurrence_layers(empty_project) == [(layer, Kind.LIVE)]
    wanted = OccurrenceFilter(commodities=("copper",), countries=("PHL",))
    outcome = filter_live_layer(layer, wanted, read_live_values(live_source(layer)))
    assert outcome.problem == ""
    assert shown(layer) == identifiers(("copper",), countries=("PHL",))


def test_layers_of_a_packages_project_are_filtered_by_its_index(
    empty_project: QgsProject, tmp_path: Path
) -> None:
    plan = plan_package(copy_of_samples(tmp_path), OccurrenceFilter(countries=("PHL",)))
    package = export_package(plan, tmp_path / plan.name).path
    (project_file,) = package.rglob("*.qgz")
    assert empty_project.read(str(project_file))
    ((layer, kind),) = occurrence_layers(empty_project)
    assert kind is Kind.WORKSPACE
    outcome = filter_workspace_layer(layer, OccurrenceFilter(commodities=("copper",)))
    assert outcome.problem == ""
    assert shown(layer) == identifiers(("copper",), countries=("PHL",))
    assert workspaces_of(empty_project) == (workspace_path(layer),), "it can be exported again"


def test_occurrences_without_our_index_are_filtered_by_their_values(
    layer: QgsVectorLayer,
) -> None:
    """As those of a GeoPackage that somebody else made."""
    values = read_live_values(live_source(layer))
    wanted = OccurrenceFilter(commodities=("copper",), countries=("PHL",))
    outcome = filter_live_layer(layer, wanted, values)
    assert outcome.problem == ""
    assert shown(layer) == identifiers(("copper",), countries=("PHL",))
    clear_filter(layer)
    assert layer.subsetString() == ""


def test_a_subset_that_the_provider_refuses_gives_a_reason(qgis_app: Any, tmp_path: Path) -> None:
    """A file whose commodity index is gone cannot be filtered; it stays as it was."""
    import sqlite3
    from contextlib import closing

    path = copy_of_samples(tmp_path)
    layer = open_occurrences(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE amis_occurrence_commodity")
    outcome = filter_workspace_layer(layer, OccurrenceFilter(commodities=("copper",)))
    assert outcome.problem
    assert layer.subsetString() == ""
    assert len(shown(layer)) == len(occurrences())


def test_edits_on_a_filtered_layer_can_be_saved(layer: QgsVectorLayer) -> None:
    filter_workspace_layer(layer, OccurrenceFilter(commodities=("copper",)))
    first = next(layer.getFeatures())
    with edit(layer):
        layer.changeAttributeValue(first.id(), layer.fields().lookupField("admin1"), "edited")
    assert layer.getFeature(first.id())["admin1"] == "edited"


def test_unknown_words_are_refused_before_any_layer_is_touched() -> None:
    for wanted in ({"commodities": ("unobtainium",)}, {"countries": ("XXX",)}):
        with pytest.raises(FilterError):
            OccurrenceFilter(**wanted)
