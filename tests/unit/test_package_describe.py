"""What a plan says, against counts made without it."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest
from package_samples import AREA, COPPER_PHILIPPINES, UNITS, UNITS_IN_AREA, build_workspace

from amis_qgis_plugin.core.countries import members
from amis_qgis_plugin.core.errors import AmisError, PackageError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.package_findings import UnmatchedTerms, package_findings
from amis_qgis_plugin.core.package_plan import PackagePlan, PlannedLayer
from amis_qgis_plugin.packages import formats
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.write import write_package
from amis_qgis_plugin.workspace.gdal_calls import sqlite

COPPER = OccurrenceFilter(commodities=("copper",), countries=("PHL",))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_workspace(tmp_path_factory.mktemp("workspace") / "small.gpkg")


def layer(plan: PackagePlan, table: str) -> PlannedLayer:
    return next(one for one in plan.layers if one.table == table)


def codes(plan: PackagePlan, severity: str) -> set[str]:
    return {finding.code for finding in plan.findings if finding.severity == severity}


def test_counts_of_every_kind_of_selection(workspace: Path) -> None:
    plan = describe_package(workspace, COPPER, area=AREA)
    assert layer(plan, "mineral_occurrences").features == len(COPPER_PHILIPPINES)
    assert layer(plan, "mineral_occurrences").available == 9
    assert layer(plan, "geological_units").features == len(UNITS_IN_AREA)
    assert layer(plan, "faults").features == 1
    assert layer(plan, "production").features == 3
    assert layer(plan, "notes").features == 1
    assert plan.occurrences == 6
    assert not plan.blocked


def test_units_in_the_area_agree_with_shapely(workspace: Path) -> None:
    pytest.importorskip("shapely")
    from shapely import geometry, wkt

    box = geometry.box(*AREA)
    expected = [name for name, text in UNITS if text and wkt.loads(text).intersects(box)]
    assert expected == list(UNITS_IN_AREA)


def test_area_is_the_given_one_the_filters_or_around_the_occurrences(workspace: Path) -> None:
    assert describe_package(workspace, COPPER, area=AREA).area == AREA
    box = (119.0, 5.0, 126.5, 17.0)
    assert describe_package(workspace, COPPER.with_values(extent=box)).area == box
    found = describe_package(workspace, COPPER, margin=1.0).area
    assert found == pytest.approx((119.9, 5.5, 127.0, 17.3), abs=0.001)


def test_only_chosen_tables_and_always_the_occurrences(workspace: Path) -> None:
    plan = describe_package(workspace, COPPER, tables=["notes"])
    assert [one.table for one in plan.layers] == ["mineral_occurrences", "notes"]
    assert plan.area is None
    with pytest.raises(PackageError, match="no table nonsense"):
        describe_package(workspace, COPPER, tables=["nonsense"])


def test_findings_name_what_is_wrong(workspace: Path) -> None:
    plan = describe_package(workspace, COPPER, area=AREA)
    assert codes(plan, "warning") == {"incomplete", "nowhere-left-out", "without-place"}
    assert {"unproven", "unmatched-terms", "notice", "boundaries"} <= codes(plan, "note")
    said = {finding.code: finding.message for finding in plan.findings}
    assert "12 are missing" in said["incomplete"]
    assert said["without-place"].startswith("1 of 6")
    severities = [finding.severity for finding in plan.findings]
    assert severities == sorted(severities, key=["error", "warning", "note"].index)


def test_a_source_that_gave_no_row_is_no_source_of_the_package(workspace: Path) -> None:
    plan = describe_package(workspace, COPPER, area=AREA)
    assert layer(plan, "mineral_occurrences").sources == ("survey",)
    assert "silent" not in {source.source_id for source in plan.sources}


def test_a_layer_with_nothing_in_the_area_is_left_out_and_said_so(workspace: Path) -> None:
    plan = describe_package(workspace, COPPER, area=(125.0, 18.0, 126.0, 19.0))
    assert "faults" not in {one.table for one in plan.layers}
    assert any(one.code == "nothing-in-area" and "Faults" in one.message for one in plan.findings)


def test_nothing_selected_blocks(workspace: Path) -> None:
    plan = describe_package(workspace, COPPER.with_values(countries=("BRN",)))
    assert plan.blocked
    assert plan.findings[0].code == "nothing-selected"


def test_an_area_across_the_antimeridian_takes_both_sides(workspace: Path) -> None:
    plan = describe_package(workspace, COPPER, area=(149.0, 5.0, 98.0, 30.0))
    # by bounding boxes: far away, around it all; not those between 98 and 149 east only
    assert layer(plan, "geological_units").features == 2


def test_no_area_at_all_is_refused(workspace: Path) -> None:
    with pytest.raises(AmisError, match="no area"):
        describe_package(workspace, COPPER, area=(1.0, 50.0, 2.0, 40.0))


def test_a_geopackage_that_is_no_workspace_is_refused(tmp_path: Path) -> None:
    from osgeo import ogr

    other = tmp_path / "other.gpkg"
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(other))
    dataset.CreateLayer("roads")
    dataset = None
    with pytest.raises(PackageError, match="no workspace"):
        describe_package(other, COPPER)


def test_the_samples_agree_with_their_facts(root: Path) -> None:
    samples = root / "sample_layers" / "asean_samples.gpkg"
    with (root / "sample_layers" / "facts" / "asean_deposits.csv").open(encoding="utf-8") as text:
        facts = list(csv.DictReader(text))
    copper = re.compile(r"\b(Cu|Copper|copper)\b")
    expected = [
        row for row in facts if row["country"] == "PHL" and copper.search(row["commodities"])
    ]
    plan = describe_package(samples, COPPER)
    assert plan.occurrences == len(expected) > 0
    assert layer(plan, "mineral_occurrences").available == len(facts)
    assert plan.estimated_bytes > 100_000


@pytest.mark.parametrize(
    "more", [{}, {"formats": ("geojson", "flatgeobuf")}, {"exchange": True, "language": ""}]
)
def test_the_size_is_about_what_is_written(root: Path, tmp_path: Path, more: Any) -> None:
    samples = root / "sample_layers" / "asean_samples.gpkg"
    chosen = {"maps": False, "pdf": False, "project": False, **more}
    plan = describe_package(samples, OccurrenceFilter(), title="p", **chosen)
    folder = write_package(plan, tmp_path / "p").path
    size = sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())
    assert 0.6 < plan.estimated_bytes / size < 1.6


def test_what_cannot_be_written_here_is_known_before(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "possible", lambda name: name != "geoparquet")
    samples = root / "sample_layers" / "asean_samples.gpkg"
    plan = describe_package(samples, COPPER, formats=("geoparquet", "flatgeobuf"))
    assert {"no-geoparquet", "only-with-place"} <= {one.code for one in plan.findings}


def test_an_area_around_all_is_the_area_around_a_filter_that_takes_all(root: Path) -> None:
    samples = root / "sample_layers" / "asean_samples.gpkg"
    every = tuple(one.iso3 for one in members())
    assert describe_package(samples, OccurrenceFilter()).area is not None
    one, other = (
        describe_package(samples, wanted, area_kind="around").area
        for wanted in (OccurrenceFilter(), OccurrenceFilter(countries=every))
    )
    assert one == other


def test_maps_formats_and_the_report_are_in_the_size(workspace: Path) -> None:
    bare = {"maps": False, "pdf": False, "project": False, "language": ""}
    alone = describe_package(workspace, COPPER, **bare).estimated_bytes
    for one in ({"maps": True}, {"project": True}, {"language": "en"}, {"formats": ("geojson",)}):
        assert describe_package(workspace, COPPER, **{**bare, **one}).estimated_bytes > alone


@pytest.mark.parametrize(
    ("terms", "uses", "told"),
    [
        (1, 1, "1 commodity term of the sources (1 use) is in no vocabulary"),
        (2, 1_200, "2 commodity terms of the sources (1,200 uses) are in no vocabulary"),
    ],
)
def test_unknown_terms_are_counted_in_plain_english(terms: int, uses: int, told: str) -> None:
    unmatched = UnmatchedTerms("commodity", terms, uses, ("Unobtainium",))
    found = package_findings((), (), (), (unmatched,), 0)
    assert [one.message for one in found if one.message.startswith(told)]


def test_occurrences_that_the_maps_do_not_show_are_told(workspace: Path) -> None:
    everywhere = describe_package(workspace, OccurrenceFilter(), language="")
    assert "off-the-map" not in {one.code for one in everywhere.findings}
    with sqlite(workspace) as connection:
        places = connection.execute(
            "SELECT minx, miny FROM rtree_mineral_occurrences_geom ORDER BY minx"
        ).fetchall()
    middle = (places[0][0] + places[-1][0]) / 2
    outside = sum(x > middle for x, _y in places)
    plan = describe_package(
        workspace, OccurrenceFilter(), area=(90.0, -20.0, middle, 30.0), language=""
    )
    (told,) = [one.message for one in plan.findings if one.code == "off-the-map"]
    assert 0 < outside < len(places) and told.startswith(f"{outside} of ")
