"""The choices for a package: one form for equal wishes, typed errors, a round trip through JSON."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from package_samples import AREA, CREATED, build_workspace

from amis_qgis_plugin.core.errors import AmisError, FilterError, PackageError
from amis_qgis_plugin.core.manifest import manifest_schemas
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.package_choices import FORMATS, PackageChoices
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.verify import verify_package
from amis_qgis_plugin.packages.write import write_package

COPPER = OccurrenceFilter(commodities=("copper",), countries=("PHL",))
TRIANGLE = "POLYGON ((119 9, 122 9, 122 12, 119 9))"
SQUARE = "POLYGON ((119 9, 122 9, 122 12, 119 12, 119 9))"
EVERYTHING = PackageChoices(
    title=" Copper  of Luzon ",
    tables=("faults", "faults", "notes"),
    area_kind="polygon",
    margin=25,
    margin_unit="km",
    extent=AREA,
    polygon="POLYGON((119 9,122 9,122 12,119 9))",
    countries=("PHL", "IDN"),
    clip=True,
    crs="epsg:32651 ",
    formats=("geoparquet", "geojson"),
    language="",
    maps=False,
    pdf=False,
    project=False,
    exchange=True,
    licences_confirmed=True,
    zip=True,
    profile="agency",
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_workspace(tmp_path_factory.mktemp("choices") / "small.gpkg")


def test_equal_wishes_are_equal_values() -> None:
    assert EVERYTHING.title == "Copper of Luzon"
    assert EVERYTHING.tables == ("faults", "notes")
    assert EVERYTHING.polygon == TRIANGLE
    assert EVERYTHING.countries == ("IDN", "PHL")
    assert EVERYTHING.crs == "EPSG:32651"
    assert EVERYTHING.formats == ("geojson", "geoparquet")
    assert hash(EVERYTHING) == hash(EVERYTHING.with_values())


@pytest.mark.parametrize("choices", [PackageChoices(), EVERYTHING])
def test_choices_come_back_from_json(choices: PackageChoices) -> None:
    text = json.dumps(choices.to_dict())
    assert PackageChoices.from_dict(json.loads(text)) == choices


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"colour": "red"}, "colour"),
        ({"title": 3}, "title"),
        ({"tables": "faults"}, "tables"),
        ({"tables": [1]}, "tables"),
        ({"area_kind": "moon"}, "area_kind"),
        ({"margin": -1}, "margin"),
        ({"margin": math.nan}, "margin"),
        ({"margin": True}, "margin"),
        ({"margin": 46}, "margin"),
        ({"margin_unit": "miles"}, "margin_unit"),
        ({"extent": [1, 2, 3]}, ""),
        ({"extent": [1, 50, 2, 40]}, ""),
        ({"polygon": "POINT (1 2)"}, "polygon"),
        ({"countries": ["XXX"]}, ""),
        ({"clip": "yes"}, "clip"),
        ({"crs": "UTM 51"}, "crs"),
        ({"formats": ["shapefile"]}, "formats"),
        ({"formats": "geojson"}, "formats"),
        ({"language": "english"}, "language"),
        ({"maps": 1}, "maps"),
        ({"licences_confirmed": None}, "licences_confirmed"),
    ],
)
def test_wrong_values_are_told_with_their_names(values: dict[str, Any], named: str) -> None:
    with pytest.raises((PackageError, FilterError)) as caught:
        PackageChoices.from_dict(values)
    assert named in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize("values", [None, [], "text", 3])
def test_anything_else_holds_no_choices(values: Any) -> None:
    with pytest.raises(PackageError):
        PackageChoices.from_dict(values)


def test_the_schema_has_every_choice() -> None:
    schema = manifest_schemas()[2]["$defs"]["choices"]
    assert list(schema["properties"]) == schema["required"] == list(PackageChoices().to_dict())
    assert tuple(schema["properties"]["formats"]["items"]["enum"]) == FORMATS


def test_a_margin_in_kilometres_is_as_wide_at_the_highest_latitude(workspace: Path) -> None:
    plan = describe_package(workspace, COPPER, margin=100.0, margin_unit="km")
    west, south, east, north = plan.area or (0, 0, 0, 0)
    # the places of copper in the Philippines: 120.9 to 126.0 E, 6.5 to 16.3 N
    assert 6.5 - south == pytest.approx(100 / 111.195, abs=2e-4)
    assert north - 16.3 == pytest.approx(100 / 111.195, abs=2e-4)
    km_at_the_north = 111.195 * math.cos(math.radians(north))
    assert (120.9 - west) * km_at_the_north == pytest.approx(100, abs=0.1)
    assert (east - 126.0) * km_at_the_north == pytest.approx(100, abs=0.1)
    assert plan.margin_degrees == pytest.approx(100 / 111.195, abs=1e-4)


def test_the_kind_of_area_says_where_it_comes_from(workspace: Path) -> None:
    box = (119.0, 5.0, 126.5, 17.0)
    other = (120.0, 6.0, 125.0, 16.0)
    with_box = COPPER.with_values(extent=box)
    assert describe_package(workspace, with_box).area == box
    assert describe_package(workspace, with_box, area_kind="extent").area == box
    assert describe_package(workspace, with_box, area=other).area == other
    around = describe_package(workspace, with_box, area_kind="around", margin=0.0).area
    assert around not in (box, None)
    plan = describe_package(workspace, COPPER.with_values(polygon=SQUARE), area_kind="polygon")
    assert (plan.area, plan.polygon) == ((119.0, 9.0, 122.0, 12.0), SQUARE)
    given = describe_package(workspace, COPPER, area_kind="polygon", polygon=TRIANGLE)
    assert given.polygon == TRIANGLE


@pytest.mark.parametrize("kind", ["extent", "polygon"])
def test_an_area_that_nobody_gave_is_refused(workspace: Path, kind: str) -> None:
    with pytest.raises(PackageError, match="neither the choices nor the filter"):
        describe_package(workspace, COPPER, area_kind=kind)


def test_countries_need_outlines(workspace: Path) -> None:
    with pytest.raises(PackageError, match="no country outlines"):
        describe_package(workspace, COPPER, area_kind="countries")
    asked = []

    def outlines(codes: Any) -> str:
        asked.append(tuple(codes))
        return SQUARE

    plan = describe_package(workspace, COPPER, area_kind="countries", outlines=outlines)
    assert asked == [("PHL",)]
    assert plan.polygon == SQUARE
    assert "outlines-as-area" in [finding.code for finding in plan.findings]
    with pytest.raises(PackageError, match="neither"):
        describe_package(workspace, OccurrenceFilter(), area_kind="countries", outlines=outlines)


def test_a_polygon_takes_what_touches_it_and_not_what_only_its_box_has(workspace: Path) -> None:
    found = {
        kind: {layer.table: layer.features for layer in plan.layers}
        for kind, plan in {
            "square": describe_package(workspace, COPPER, area_kind="polygon", polygon=SQUARE),
            # the unit *inside*, 120 to 121 E and 10 to 11 N, touches the triangle in its corner
            "triangle": describe_package(workspace, COPPER, area_kind="polygon", polygon=TRIANGLE),
            "beside": describe_package(
                workspace,
                COPPER,
                area_kind="polygon",
                polygon="POLYGON ((119 9, 122 9, 122 9.5, 119.5 9.5, 119.5 12, 119 12, 119 9))",
            ),
        }.items()
    }
    assert found["square"]["geological_units"] == 2
    assert found["triangle"]["geological_units"] == 2
    assert found["beside"]["geological_units"] == 1


def test_languages_and_systems_that_are_not_there_are_refused(workspace: Path) -> None:
    with pytest.raises(PackageError, match="'xx'"):
        describe_package(workspace, COPPER, language="xx")
    for crs in ("EPSG:999999", "EPSG:4978", "EPSG:5773"):
        with pytest.raises(AmisError, match=crs):
            describe_package(workspace, COPPER, crs=crs)


def test_the_manifest_gives_the_choices_back(workspace: Path, tmp_path: Path) -> None:
    choices = EVERYTHING.with_values(crs="", clip=False, tables=None)
    plan = describe_package(workspace, COPPER, choices)
    assert (plan.formats, plan.maps, plan.pdf, plan.profile, plan.language) == (
        ("geojson", "geoparquet"),
        False,
        False,
        "agency",
        "",
    )
    plain = describe_package(workspace, COPPER, choices.with_values(formats=()))
    result = write_package(plain, tmp_path / "out", created=CREATED)
    manifest = json.loads((result.path / "manifest.json").read_text("utf-8"))
    assert PackageChoices.from_dict(manifest["choices"]) == plain.choices
    again = describe_package(
        workspace,
        OccurrenceFilter.from_dict(manifest["filter"]),
        PackageChoices.from_dict(manifest["choices"]),
    )
    assert again == plain
    assert manifest["polygon"] == TRIANGLE
    assert verify_package(result.path).ok
