"""The Processing algorithms, run by Processing and in a model."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from counting import OCCURRENCES, copy_of_samples, identifiers, occurrences
from feedback import Feedback
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterString,
    QgsProject,
    QgsProperty,
    QgsRemappingSinkDefinition,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QEvent

from amis_qgis_plugin import classFactory
from amis_qgis_plugin.algorithms.provider import AmisProvider
from amis_qgis_plugin.core.package_choices import PackageChoices
from amis_qgis_plugin.packages.verify import verify_package

COPPER_PHL = {"COMMODITIES": "copper", "COUNTRIES": "PHL"}


def rows(path: Path, table: str = "") -> set[str]:
    """Return the identifiers in a vector file by GDAL."""
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_READONLY)
    layer = dataset.GetLayerByName(table) if table else dataset.GetLayer(0)
    return {row.GetField("identifier") for row in layer}


def run(name: str, feedback: Feedback | None = None, **parameters: Any) -> dict[str, Any]:
    """Run an algorithm of the registry; an error of it is raised."""
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"amis:{name}")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    feedback = feedback or Feedback()
    ok, reason = algorithm.checkParameterValues(parameters, context)
    assert ok, reason
    results, ok = algorithm.run(parameters, context, feedback)
    assert ok, feedback.errors
    return dict(results)


@pytest.fixture
def workspace(tmp_path: Path) -> str:
    return str(copy_of_samples(tmp_path, "workspace.gpkg"))


@pytest.mark.parametrize(
    ("given", "any_of", "countries"),
    [
        ({}, [], ()),
        ({"COMMODITIES": "copper"}, [("copper",)], ()),
        ({"COMMODITIES": "Cu; emas", "COUNTRIES": "Philippines, IDN"}, "gold", ("PHL", "IDN")),
        ({"COUNTRIES": "Viet Nam; Lao PDR"}, [], ("VNM", "LAO")),
        ({"COMMODITIES": "Coltan"}, [("niobium", "tantalum")], ()),
    ],
    ids=["all", "code", "symbol and Indonesian", "names", "a name of two"],
)
def test_filter_counts_what_gdal_counts(
    provider: AmisProvider,
    workspace: str,
    tmp_path: Path,
    given: dict[str, str],
    any_of: Any,
    countries: tuple[str, ...],
) -> None:
    any_of = [("copper", "gold")] if any_of == "gold" else any_of
    expected = identifiers(*any_of, countries=countries)
    output = tmp_path / "out.gpkg"
    result = run("filteroccurrences", WORKSPACE=workspace, OUTPUT=str(output), **given)
    assert rows(output) == expected
    assert result["COUNT"] == len(expected)
    assert result["TOTAL"] == len(occurrences())


def test_filter_by_area_in_another_reference_system(
    provider: AmisProvider, workspace: str, tmp_path: Path
) -> None:
    # 100 to 130 degrees east, 1 to 19.7 degrees north
    web_mercator = "11131949.079,14471533.803,111325.143,2237525.468 [EPSG:3857]"
    output = tmp_path / "out.gpkg"
    run("filteroccurrences", WORKSPACE=workspace, EXTENT=web_mercator, OUTPUT=str(output))
    assert rows(output) == identifiers(box=(100.0, 1.0, 130.0, 19.7))


def test_filter_by_critical_list(provider: AmisProvider, workspace: str, tmp_path: Path) -> None:
    output = tmp_path / "out.gpkg"
    run("filteroccurrences", WORKSPACE=workspace, CRITICAL_LIST="EU-2024", OUTPUT=str(output))
    found = rows(output)
    assert identifiers(("nickel",)) <= found
    assert not {row.identifier for row in occurrences() if row.codes == {"gold"}} & found


def test_filter_keeps_fields_and_places(
    provider: AmisProvider, workspace: str, tmp_path: Path
) -> None:
    output = tmp_path / "out.gpkg"
    run("filteroccurrences", WORKSPACE=workspace, OUTPUT=str(output), **COPPER_PHL)
    places = {row.identifier: (row.x, row.y) for row in occurrences()}
    dataset = gdal.OpenEx(str(output), gdal.OF_VECTOR)
    for row in dataset.GetLayer(0):
        point = row.GetGeometryRef()
        assert (point.GetX(), point.GetY()) == places[row.GetField("identifier")]
        assert "copper" in row.GetField("commodity_codes")
    assert dataset.GetLayer(0).GetSpatialRef().GetAuthorityCode(None) == "4326"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"COMMODITIES": "unobtainium"}, "unobtainium"),
        ({"COMMODITIES": "copper, ore"}, "ore"),
        ({"COMMODITIES": "old"}, "gold"),
        ({"COMMODITIES": "ead"}, "lead"),
        ({"COMMODITIES": "stone"}, "stone"),
        ({"COMMODITIES": "ium"}, "ium"),
        ({"COMMODITIES": "goethite"}, "goethite"),
        ({"COUNTRIES": "Atlantis"}, "Atlantis"),
        ({"CRITICAL_LIST": "MARS-2030"}, "MARS-2030"),
    ],
)
def test_unknown_words_end_with_an_error_that_names_them(
    provider: AmisProvider, workspace: str, tmp_path: Path, given: dict[str, str], told: str
) -> None:
    feedback = Feedback()
    output = tmp_path / "out.gpkg"
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("amis:filteroccurrences")
    parameters = {"WORKSPACE": workspace, "OUTPUT": str(output), **given}
    _results, ok = algorithm.run(parameters, QgsProcessingContext(), feedback)
    assert not ok
    assert any(told in error for error in feedback.errors)
    assert not output.exists()


def test_export_then_verify_then_notice_a_change(
    provider: AmisProvider, workspace: str, tmp_path: Path
) -> None:
    folder = tmp_path / "package"
    result = run("exportpackage", WORKSPACE=workspace, OUTPUT=str(folder), **COPPER_PHL)
    expected = identifiers(("copper",), countries=("PHL",))
    assert result["COUNT"] == len(expected)
    (geopackage,) = (folder / "data").glob("*.gpkg")
    assert rows(geopackage, OCCURRENCES) == expected
    assert result["LAYERS"] == 4
    checked = run("verifypackage", PACKAGE=str(folder))
    assert checked["PROBLEMS"] == 0
    assert checked["FILES"] == sum(path.is_file() for path in folder.rglob("*"))
    (folder / "README.txt").write_text("changed", encoding="utf-8")
    told = run("verifypackage", PACKAGE=str(folder), FAIL=False)
    assert told["PROBLEMS"] == 1
    assert "README.txt" in told["REPORT"]


def test_sign_while_exporting_or_afterwards_then_verify(
    provider: AmisProvider, workspace: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("ssh-keygen") is None:
        pytest.skip("there is no ssh-keygen here")
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    for name in ("mine", "other"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / name)]
        subprocess.run(command, check=True)
    key, public, other = (str(tmp_path / name) for name in ("mine", "mine.pub", "other.pub"))
    zipped, folder = str(tmp_path / "signed.zip"), tmp_path / "package"
    quick = {"MAPS": "no", "PDF": "no", **COPPER_PHL}
    run("exportpackage", WORKSPACE=workspace, OUTPUT=zipped, SIGN_WITH=key, **quick)
    checked = run("verifypackage", PACKAGE=zipped, SIGNERS=public)
    assert checked["PROBLEMS"] == 0
    assert "trusted" in checked["SIGNATURES"]
    run("exportpackage", WORKSPACE=workspace, OUTPUT=str(folder), **quick)
    assert run("verifypackage", PACKAGE=str(folder), SIGNERS=public, FAIL=False)["PROBLEMS"] == 1
    signed = run("signpackage", PACKAGE=str(folder), SIGN_WITH=key)
    assert Path(signed["SIGNATURE"]) == folder / "SHA256SUMS.sig"
    assert signed["SIGNER"].startswith("SHA256:")
    assert run("verifypackage", PACKAGE=str(folder))["PROBLEMS"] == 0
    told = run("verifypackage", PACKAGE=str(folder), SIGNERS=other, FAIL=False)
    assert told["PROBLEMS"] == 2
    assert "invalid" in told["SIGNATURES"]


def test_a_sink_that_takes_nothing_is_an_error(
    provider: AmisProvider, workspace: str, tmp_path: Path
) -> None:
    """A GeoPackage that allows two rows at most, as a full disk would."""
    full = tmp_path / "full.gpkg"
    run("filteroccurrences", WORKSPACE=workspace, OUTPUT=str(full), COUNTRIES="SGP")
    with closing(sqlite3.connect(full)) as connection, connection:
        (table,) = connection.execute("SELECT table_name FROM gpkg_contents").fetchone()
        connection.execute(
            f'CREATE TRIGGER full BEFORE INSERT ON "{table}"'
            f' WHEN (SELECT count(*) FROM "{table}") > 1'
            " BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
        )
    feedback = Feedback()
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("amis:filteroccurrences")
    sink = f"ogr:dbname='{full}' table=\"{table}\" (geom)"
    definition = QgsProcessingOutputLayerDefinition(sink)
    layer = QgsVectorLayer(f"{full}|layername={table}", "full", "ogr")
    mapping = {
        field.name(): QgsProperty.fromField(field.name())
        for field in layer.fields()
        if field.name() != "fid"
    }
    remapping = QgsRemappingSinkDefinition()
    remapping.setDestinationFields(layer.fields())
    remapping.setDestinationCrs(layer.crs())
    remapping.setDestinationWkbType(layer.wkbType())
    remapping.setFieldMap(mapping)
    definition.setRemappingDefinition(remapping)
    layer = None
    parameters = {"WORKSPACE": workspace, "OUTPUT": definition}
    _results, ok = algorithm.run(parameters, QgsProcessingContext(), feedback)
    assert not ok
    (told,) = feedback.errors
    assert told.startswith("Could not write feature into OUTPUT")


def test_export_as_one_file(provider: AmisProvider, workspace: str, tmp_path: Path) -> None:
    output = tmp_path / "package.zip"
    result = run("exportpackage", WORKSPACE=workspace, OUTPUT=str(output), **COPPER_PHL)
    assert result["OUTPUT"] == str(output)
    assert zipfile.is_zipfile(output)
    assert verify_package(output).ok


def test_an_export_takes_what_the_dialog_has(
    provider: AmisProvider, workspace: str, tmp_path: Path
) -> None:
    said = {
        "PROFILE": "agency",
        "AREA_POLYGON": "POLYGON ((117 5, 127 5, 127 19, 117 5))",
        "CLIP": "yes",
        "CRS": "EPSG:32651",
        "FORMATS": ["none"],
        "LANGUAGE": "none",
        "PROJECT": "no",
        "TITLE": "Cut",
    }
    folder = tmp_path / "package"
    run("exportpackage", WORKSPACE=workspace, OUTPUT=str(folder), **said, **COPPER_PHL)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    choices = PackageChoices.from_dict(manifest["choices"])
    expected = PackageChoices(
        title="Cut",
        area_kind="polygon",
        polygon="POLYGON ((117 5, 127 5, 127 19, 117 5))",
        clip=True,
        crs="EPSG:32651",
        language="",
        maps=False,
        pdf=False,
        project=False,
        exchange=True,
        profile="agency",
    )
    assert choices == expected
    assert (manifest["clipped"], manifest["crs"]) == (True, "EPSG:32651")
    assert not (folder / "report.html").exists()
    assert not (folder / "project.qgz").exists()
    assert run("verifypackage", PACKAGE=str(folder))["PROBLEMS"] == 0


def test_an_export_of_countries(provider: AmisProvider, workspace: str, tmp_path: Path) -> None:
    folder = tmp_path / "package"
    run(
        "exportpackage",
        WORKSPACE=workspace,
        OUTPUT=str(folder),
        AREA_COUNTRIES="Philippines",
        FORMATS="none",
        **COPPER_PHL,
    )
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert manifest["choices"]["area_kind"] == "countries"
    assert manifest["choices"]["countries"] == ["PHL"]
    west, south, east, north = manifest["area"]
    assert 116 < west < 119 and 4 < south < 6.5 and 126 < east < 127 and 18 < north < 22
    assert manifest["polygon"].startswith("MULTIPOLYGON")


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ({"PROFILE": "nobody"}, "nobody"),
        ({"AREA_KIND": "moon"}, "AREA_KIND"),
        ({"CLIP": "perhaps"}, "CLIP"),
        ({"AREA_KIND": "polygon"}, "polygon"),
        ({"LANGUAGE": "xx"}, "xx"),
        ({"CRS": "EPSG:1"}, "EPSG:1"),
        ({"MARGIN": 99, "AREA_KIND": "around"}, "99"),
    ],
)
def test_a_choice_that_is_none_is_told(
    provider: AmisProvider, workspace: str, tmp_path: Path, said: dict[str, Any], named: str
) -> None:
    with pytest.raises(AssertionError, match=named):
        run("exportpackage", WORKSPACE=workspace, OUTPUT=str(tmp_path / "p"), **said, **COPPER_PHL)


def test_stopping_an_export_leaves_nothing(
    provider: AmisProvider, workspace: str, tmp_path: Path
) -> None:
    class Stops(Feedback):
        def pushInfo(self, text: str) -> None:
            if "project" in text:
                self.cancel()

    algorithm = QgsApplication.processingRegistry().createAlgorithmById("amis:exportpackage")
    parameters = {"WORKSPACE": workspace, "OUTPUT": str(tmp_path / "package"), **COPPER_PHL}
    feedback = Stops()
    _results, ok = algorithm.run(parameters, QgsProcessingContext(), feedback)
    assert feedback.isCanceled()
    assert not ok
    assert [path.name for path in tmp_path.iterdir()] == ["workspace.gpkg"]


def test_every_algorithm_has_help_an_icon_and_honest_names(provider: AmisProvider) -> None:
    assert sorted(one.id() for one in provider.algorithms()) == [
        "amis:alignlayer",
        "amis:checklayer",
        "amis:comparepackages",
        "amis:coverage",
        "amis:exportpackage",
        "amis:exportpackages",
        "amis:facetcounts",
        "amis:filteroccurrences",
        "amis:listlayers",
        "amis:proposefieldmap",
        "amis:refreshoffline",
        "amis:renewpackage",
        "amis:signpackage",
        "amis:takeoffline",
        "amis:verifypackage",
    ]
    for algorithm in provider.algorithms():
        assert algorithm.shortHelpString()
        assert not algorithm.icon().isNull()
        for parameter in algorithm.parameterDefinitions():
            assert parameter.description()
    names = {
        parameter.name()
        for algorithm in provider.algorithms()
        for parameter in algorithm.parameterDefinitions()
    }
    assert {"WORKSPACE", "COMMODITIES", "COUNTRIES", "EXTENT", "OUTPUT"} <= names


def test_a_model_filters_packages_and_verifies(
    provider: AmisProvider, workspace: str, tmp_path: Path
) -> None:
    model = QgsProcessingModelAlgorithm("copper", "test")
    for name in ("commodity", "place"):
        model.addModelParameter(
            QgsProcessingParameterString(name, name), QgsProcessingModelParameter(name)
        )
    static = QgsProcessingModelChildParameterSource.fromStaticValue
    asked = QgsProcessingModelChildParameterSource.fromModelParameter
    made = QgsProcessingModelChildParameterSource.fromChildOutput
    add_child(
        model,
        "filter",
        "amis:filteroccurrences",
        {"WORKSPACE": static(workspace), "COMMODITIES": asked("commodity")},
        output="OUTPUT",
    )
    add_child(
        model,
        "export",
        "amis:exportpackage",
        {
            "WORKSPACE": static(workspace),
            "COMMODITIES": asked("commodity"),
            "OUTPUT": asked("place"),
        },
    )
    add_child(
        model,
        "verify",
        "amis:verifypackage",
        {"PACKAGE": made("export", "OUTPUT"), "FAIL": static(True)},
    )
    context, feedback = QgsProcessingContext(), Feedback()
    parameters = {
        "commodity": "nickel",
        "place": str(tmp_path / "package"),
        "filter:found": str(tmp_path / "found.gpkg"),
    }
    ok, problems = model.validate()
    assert ok, problems
    _results, ok = model.run(parameters, context, feedback)
    assert ok, feedback.errors
    expected = identifiers(("nickel",))
    assert rows(tmp_path / "found.gpkg") == expected
    (geopackage,) = (tmp_path / "package" / "data").glob("*.gpkg")
    assert rows(geopackage, OCCURRENCES) == expected


def add_child(
    model: QgsProcessingModelAlgorithm,
    child_id: str,
    algorithm: str,
    sources: dict[str, Any],
    output: str = "",
) -> None:
    child = QgsProcessingModelChildAlgorithm(algorithm)
    child.setChildId(child_id)
    for name, source in sources.items():
        child.addParameterSources(name, [source])
    if output:
        found = QgsProcessingModelOutput("found")
        found.setChildId(child_id)
        found.setChildOutputName(output)
        child.setModelOutputs({"found": found})
    model.addChildAlgorithm(child)


def test_twenty_loads_leave_no_provider_and_no_algorithm(qgis_app: Any) -> None:
    registry = QgsApplication.processingRegistry()
    before = [one.id() for one in registry.algorithms()], len(registry.providers())
    for _ in range(20):
        plugin = classFactory(None)
        plugin.initProcessing()
        assert registry.algorithmById("amis:filteroccurrences") is not None
        plugin.unload()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert registry.providerById("amis") is None
    assert ([one.id() for one in registry.algorithms()], len(registry.providers())) == before
