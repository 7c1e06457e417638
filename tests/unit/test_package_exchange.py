"""Tables for another agency, read with the csv module beside the schemas and the workspace."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from counting import copy_of_samples
from osgeo import ogr
from package_samples import CREATED, build_workspace

from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.package_choices import PackageChoices
from amis_qgis_plugin.core.package_profiles import bundled_profiles
from amis_qgis_plugin.core.schemas import layer_type, layer_types
from amis_qgis_plugin.core.standard_tables import MISSING, label_of, standard_table, uri_of
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.verify import verify_package
from amis_qgis_plugin.packages.write import write_package

COPPER = OccurrenceFilter(commodities=("copper",), countries=("PHL",))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_workspace(tmp_path_factory.mktemp("exchange") / "small.gpkg")


@pytest.fixture(scope="module")
def package(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    agency = bundled_profiles().find("agency").apply(PackageChoices(title="Copper"))
    plan = describe_package(workspace, COPPER, agency.with_values(formats=()))
    return write_package(plan, tmp_path_factory.mktemp("agency") / "out", created=CREATED).path


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_columns_are_the_properties_of_the_schema_in_their_order(package: Path, root: Path) -> None:
    schema = read(root / "amis_qgis_plugin" / "core" / "data" / "standard_properties.csv")
    expected = [
        row["property"]
        for row in schema
        if (row["model"], row["feature_type"]) == ("ERML-Lite 2.0.1", "MineralOccurrenceView")
    ]
    rows = read(package / "exchange" / "erl_mineral_occurrence_view.csv")
    assert list(rows[0]) == expected
    names = sorted(path.name for path in (package / "exchange").iterdir())
    assert names == [
        "erl_mineral_occurrence_view.csv",
        "gsmlp_geologic_unit_view.csv",
        "gsmlp_shear_displacement_structure_view.csv",
    ]


def test_rows_say_what_the_workspace_says(package: Path, workspace: Path) -> None:
    rows = {
        row["name"]: row for row in read(package / "exchange" / "erl_mineral_occurrence_view.csv")
    }
    with closing(sqlite3.connect(workspace)) as connection:
        found = connection.execute(
            "SELECT name, identifier, commodity_text, deposit_type_text FROM mineral_occurrences"
            " WHERE country = 'PHL' AND commodity_text != 'Nickel'"
        ).fetchall()
    assert len(rows) == len(found)
    for name, identifier, commodity, kind in found:
        row = rows["'" + name if name[0] in "=-" else name]
        assert (row["identifier"], row["commodity"]) == (identifier, commodity)
        assert row["mineralDepositModel"] == (kind or "")
    atlas = rows["Atlas"]
    assert atlas["representativeCommodity_uri"].endswith("/cgi/commodity-code/copper")
    assert "porphyry-copper" in atlas["mineralDepositModel_uri"]
    assert ogr.CreateGeometryFromWkt(atlas["shape"]).GetPoint_2D() == (123.83, 10.37)
    assert rows["Place unknown"]["shape"] == ""
    assert rows["'-Didipio"]["mineralDepositModel_uri"] == ""
    # what is required and not known says so
    assert atlas["mineralOccurrenceType_uri"] == MISSING


def test_shapes_of_other_systems_are_in_degrees(package: Path) -> None:
    rows = read(package / "exchange" / "gsmlp_shear_displacement_structure_view.csv")
    assert [row["name"] for row in rows] == ["in Luzon"]
    x, y, *_ = ogr.CreateGeometryFromWkt(rows[0]["shape"]).GetPoint(0)
    assert (x, y) == pytest.approx((121.13, 15.37), abs=0.01)
    assert rows[0]["identifier"]


def test_every_standard_of_a_layer_type_is_a_table() -> None:
    for one in layer_types():
        table = standard_table(one)
        assert (table is not None) == bool(one.standard)
        # a field may be of another feature type: an analysis of a sample, for one
        own = f"{one.standard}/"
        named = {f.corresponds_to for f in one.fields if f.corresponds_to.startswith(own)}
        used = {f.corresponds_to for p in table.properties for f in p.fields} if table else set()
        assert named == used, one.table


@pytest.mark.parametrize(
    ("code", "code_list", "end"),
    [
        ("gold", "commodities.csv", "cgi/commodity-code/gold"),
        ("operating", "status_codes.csv#mine", "cgi/mine-status/operating"),
        ("Cretaceous", "http://x.invalid/ischart/", "ischart/Cretaceous"),
        ("http://x.invalid/a b", "", "a b"),
        ("late in the Cretaceous", "http://x.invalid/ischart/", ""),
        ("nonsense", "commodities.csv", ""),
        ("PHL", "countries.csv", ""),
        ("x", "", ""),
    ],
)
def test_uris_of_codes(code: str, code_list: str, end: str) -> None:
    found = uri_of(code, code_list)
    assert found.endswith(end)
    assert bool(found) == bool(end)


@pytest.mark.parametrize(
    ("code", "code_list", "label"),
    [
        ("strike_slip_fault", "cgi_terms.csv#faulttype", "strike slip fault"),
        (
            "http://resource.geosciml.org/classifier/cgi/faulttype/thrust_fault",
            "cgi_terms.csv#faulttype",
            "thrust fault",
        ),
        ("Cretaceous", "http://x.invalid/ischart/", ""),
        ("nonsense", "cgi_terms.csv#faulttype", ""),
    ],
)
def test_labels_of_codes(code: str, code_list: str, label: str) -> None:
    assert label_of(code, code_list) == label


@pytest.mark.parametrize(
    ("kind", "row", "expected"),
    [
        (  # words that no field has are the label of the code
            "geological_units",
            {"unit_type": "lithologic_unit"},
            {"geologicUnitType": "lithologic unit", "geologicUnitType_uri": "/lithologic_unit"},
        ),
        (
            "faults",
            {"fault_type_text": "Sesar naik", "fault_type": "reverse_fault", "movement_type": ""},
            {"faultType": "Sesar naik", "faultType_uri": "/reverse_fault", "movementType": ""},
        ),
        (
            "faults",
            {"movement_type": "dip_slip", "deformation_style": "brittle"},
            {"movementType": "dip slip", "deformationStyle": "brittle deformation"},
        ),
        (
            "mineral_resources",
            {"category": "indicated-mineral-resource", "reporting_code": "x"},
            {
                "oreMeasureAssessmentCategory": "indicated mineral resource",
                "classificationMethodUsed": "",
            },
        ),
        (  # a layer that was not aligned tells the kind of a feature in one column
            "faults",
            {"kind": "strike-slip fault system"},
            {
                "faultType": "strike-slip fault system",
                "faultType_uri": "/faulttype/strike_slip_fault",
                "movementType": "strike slip",
                "movementType_uri": "/faultmovementtype/strike_slip",
                "deformationStyle": "",
            },
        ),
        (
            "faults",
            {"kind": "suture zone"},
            {"faultType": "suture zone", "faultType_uri": "", "movementType": ""},
        ),
        ("contacts", {"kind": "Zzz"}, {"contactType": "Zzz", "contactType_uri": "/0/missing"}),
        ("boreholes", {"kind": "deep"}, {"purpose": "", "drillingMethod": ""}),
    ],
)
def test_properties_of_kind_are_filled_where_the_data_says_it(
    kind: str, row: dict[str, str], expected: dict[str, str]
) -> None:
    table = standard_table(layer_type(kind))
    assert table is not None
    values = table.values(row)
    for name, said in expected.items():
        found = str(values[name])
        assert found.endswith(said) if name.endswith("_uri") and said else found == said, name


def test_schematic_layers_tell_kind_method_and_source(tmp_path: Path) -> None:
    plan = describe_package(copy_of_samples(tmp_path), COPPER, PackageChoices(exchange=True))
    folder = write_package(plan, tmp_path / "out", created=CREATED).path / "exchange"
    faults = read(folder / "gsmlp_shear_displacement_structure_view_schematic_structures.csv")
    units = read(folder / "gsmlp_geologic_unit_view_schematic_provinces.csv")
    assert {row["faultType"] for row in faults} >= {"subduction trench", "strike-slip fault system"}
    uris = {row["faultType"]: row["faultType_uri"].rpartition("/")[2] for row in faults}
    assert uris["strike-slip fault system"] == "strike_slip_fault"
    assert uris["subduction trench"] == "", "a trench is no fault: nothing is guessed"
    assert all(row["geologicUnitType"] for row in units)
    types = {row["geologicUnitType"]: row["geologicUnitType_uri"] for row in units}
    assert types["continental block"].endswith("geologicunittype/lithotectonic_unit")
    assert types["volcanic arc"] == ""
    for row in (*faults, *units):
        assert row["observationMethod"].startswith("Schematic: drawn by hand")
        assert row["source"].startswith("Tectonic ") and row["positionalAccuracy"] == ""
    (one, *_) = read(folder / "erl_mineral_occurrence_view.csv")
    assert one["source"].startswith("USGS mineral resources data: ")
    assert one["observationMethod"] == ""
    described = read(folder.parent / "data_dictionary.csv")
    meant = {(row["path"], row["column"]): row["meaning"] for row in described}
    path = "exchange/gsmlp_geologic_unit_view_schematic_provinces.csv"
    assert meant[path, "geologicUnitType"] == "Kind of unit."
    assert meant[path, "genericSymbolizer"] == "Not in the data."


def test_the_tables_are_counted_and_described(package: Path) -> None:
    assert verify_package(package).ok
    manifest = json.loads((package / "manifest.json").read_text("utf-8"))
    path = "exchange/erl_mineral_occurrence_view.csv"
    assert path in {one["path"] for one in manifest["files"]}
    step = next(one for one in manifest["steps"] if one["table"] == path)
    assert (step["step"], step["rows_in"], step["rows_out"]) == ("tabulated", 6, 6)
    described = read(package / "data_dictionary.csv")
    assert any(path in row.values() for row in described)
    assert "exchange/" in (package / "README.txt").read_text("utf-8")


def test_without_the_choice_there_are_none(workspace: Path, tmp_path: Path) -> None:
    result = write_package(describe_package(workspace, COPPER), tmp_path / "out", created=CREATED)
    assert not (result.path / "exchange").exists()
