"""The algorithms on packages: in batches, compared, made again; and the models of the documents."""

from __future__ import annotations

import csv
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from counting import OCCURRENCES, copy_of_samples, identifiers
from feedback import Feedback
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingModelAlgorithm,
    QgsProject,
)
from wfs_faults import WfsFaults

from amis_qgis_plugin.packages.verify import verify_package

ROOT = Path(__file__).resolve().parents[2]
MODELS = ROOT / "docs" / "models"
# Maps and PDF take their time, and have tests of their own.
PLAIN = {"MAPS": "no", "PDF": "no"}
COPPER_PHL = {"COMMODITIES": "copper", "COUNTRIES": "PHL"}
pytestmark = pytest.mark.usefixtures("provider")


@pytest.fixture
def workspace(tmp_path: Path) -> str:
    return str(copy_of_samples(tmp_path, "workspace.gpkg"))


def try_to(name: str, **parameters: Any) -> tuple[dict[str, Any], bool, Feedback]:
    """Run an algorithm of the registry; return results, whether it went well, what it said."""
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"amis:{name}")
    context, feedback = QgsProcessingContext(), Feedback()
    context.setProject(QgsProject.instance())
    ok, reason = algorithm.checkParameterValues(parameters, context)
    assert ok, reason
    results, ok = algorithm.run(parameters, context, feedback)
    return dict(results), ok, feedback


def run(name: str, **parameters: Any) -> dict[str, Any]:
    """Run an algorithm; an error of it fails the test."""
    results, ok, feedback = try_to(name, **parameters)
    assert ok, feedback.errors
    return results


def change(path: Path | str, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in found.fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(statement)


def table(path: str | Path) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def count_in(package: Path) -> int:
    (geopackage,) = (package / "data").glob("*.gpkg")
    dataset = gdal.OpenEx(str(geopackage), gdal.OF_VECTOR | gdal.OF_READONLY)
    return int(dataset.GetLayerByName(OCCURRENCES).GetFeatureCount())


def test_a_batch_is_written_and_goes_on(workspace: str, tmp_path: Path) -> None:
    folder = tmp_path / "packages"
    asked = {
        "WORKSPACE": workspace,
        "COMMODITIES": "nickel, gold",
        "COUNTRIES": "PHL, SGP",
        "TITLE": "Batch",
        **PLAIN,
        "OUTPUT": str(folder),
    }
    results = run("exportpackages", **asked)
    assert (results["PACKAGES"], results["UP_TO_DATE"], results["SKIPPED"]) == (2, 0, 2)
    listed = {(row["country"], row["commodity"]): row for row in table(results["INDEX"])}
    for commodity in ("nickel", "gold"):
        package = folder / f"phl_{commodity}"
        assert verify_package(package).ok
        assert count_in(package) == len(identifiers((commodity,), countries=("PHL",)))
        assert (package / "project.qgz").is_file()
        assert "Batch" in (package / "README.txt").read_text(encoding="utf-8")
        assert "no occurrence" in listed["SGP", commodity]["reason"]
    (folder / "phl_gold" / "README.txt").unlink()
    results = run("exportpackages", RESUME=True, **asked)
    assert (results["PACKAGES"], results["UP_TO_DATE"], results["SKIPPED"]) == (1, 1, 2)
    assert verify_package(folder / "phl_gold").ok


def test_a_batch_ends_with_an_error_that_names_what_failed(workspace: str, tmp_path: Path) -> None:
    (tmp_path / "phl_copper").mkdir()
    (tmp_path / "phl_copper" / "mine.txt").touch()
    _results, ok, feedback = try_to(
        "exportpackages", WORKSPACE=workspace, OUTPUT=str(tmp_path), ZIP=False, **COPPER_PHL
    )
    assert not ok
    assert "Copper, Philippines" in feedback.errors[0]
    assert (tmp_path / "phl_copper" / "mine.txt").exists()
    _results, ok, feedback = try_to(
        "exportpackages", WORKSPACE=workspace, OUTPUT=str(tmp_path / "x"), TEXT="zzzznothing"
    )
    assert not ok
    assert "Widen it" in feedback.errors[0]
    assert not (tmp_path / "x").exists()


@pytest.fixture
def package(workspace: str, tmp_path: Path) -> Path:
    folder = tmp_path / "package"
    run("exportpackage", WORKSPACE=workspace, OUTPUT=str(folder), **PLAIN, **COPPER_PHL)
    return folder


def test_a_package_is_renewed_and_what_changed_is_told(
    workspace: str, package: Path, tmp_path: Path
) -> None:
    older = tmp_path / "older"
    shutil.copytree(package, older)
    asked = {"PACKAGE": str(package), "WORKSPACE": workspace}
    results = run("renewpackage", REPLACE=True, **asked)
    assert results["SAME"] is True
    before = count_in(package)
    change(workspace, "UPDATE mineral_occurrences SET name = 'Renamed' WHERE fid ="
           " (SELECT min(occurrence) FROM amis_occurrence_commodity JOIN mineral_occurrences"
           " ON fid = occurrence WHERE commodity = 'copper' AND country = 'PHL')")  # fmt: skip
    report = tmp_path / "report.html"
    results = run("renewpackage", REPLACE=True, REPORT=str(report), **asked)
    assert (results["ADDED"], results["REMOVED"], results["CHANGED"]) == (0, 0, 1)
    assert results["OUTPUT"] == str(package)
    assert verify_package(package).ok
    assert count_in(package) == before
    assert "1 changed" in report.read_text(encoding="utf-8")

    rows, report = tmp_path / "rows.csv", tmp_path / "report.json"
    results = run(
        "comparepackages", BEFORE=str(older), AFTER=str(package), ROWS=str(rows), REPORT=str(report)
    )
    assert (results["CHANGED"], results["SAME"]) == (1, False)
    (line,) = table(rows)
    assert (line["field"], line["after"], line["table"]) == ("name", "Renamed", OCCURRENCES)
    assert '"changed": 1' in report.read_text(encoding="utf-8")
    target = tmp_path / "beside.zip"
    results = run("renewpackage", PACKAGE=str(older), WORKSPACE=workspace, OUTPUT=str(target))
    assert verify_package(target).ok
    assert run("comparepackages", BEFORE=str(package), AFTER=str(target))["SAME"]


def test_a_new_version_is_signed_by_the_key_that_is_given(
    workspace: str, package: Path, tmp_path: Path
) -> None:
    program = shutil.which("ssh-keygen")
    if program is None:
        pytest.skip("there is no ssh-keygen here")
    key, target = tmp_path / "key", tmp_path / "new.zip"
    subprocess.run([program, "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    asked = {"PACKAGE": str(package), "WORKSPACE": workspace, "OUTPUT": str(target)}
    run("renewpackage", SIGN_WITH=str(key), **asked)
    report = verify_package(target, signers=key.with_suffix(".pub"))
    assert report.ok
    assert [one.state for one in report.signatures] == ["trusted"]


def test_errors_name_the_package(workspace: str, package: Path, tmp_path: Path) -> None:
    target = str(tmp_path / "new")
    _results, ok, feedback = try_to(
        "renewpackage", PACKAGE=str(tmp_path), WORKSPACE=workspace, OUTPUT=target
    )
    assert not ok
    assert "no package" in feedback.errors[0]
    _results, ok, feedback = try_to("renewpackage", PACKAGE=str(package), WORKSPACE=workspace)
    assert not ok
    assert "no place" in feedback.errors[0]
    change(workspace, "UPDATE amis_sources SET source_id = 'other ' || source_id")
    _results, ok, feedback = try_to(
        "renewpackage", PACKAGE=str(package), WORKSPACE=workspace, OUTPUT=target
    )
    assert not ok
    assert "none of the sources" in feedback.errors[0]
    _results, ok, feedback = try_to("comparepackages", BEFORE=str(package), AFTER=workspace)
    assert not ok
    assert "workspace.gpkg" in feedback.errors[0]


def model(name: str) -> QgsProcessingModelAlgorithm:
    """Return a model of the documents as the toolbox reads it."""
    read = QgsProcessingModelAlgorithm()
    assert read.fromFile(str(MODELS / f"{name}.model3"))
    read.initAlgorithm()
    ok, problems = read.validate()
    assert ok, problems
    return read


def run_model(name: str, **parameters: Any) -> None:
    context, feedback = QgsProcessingContext(), Feedback()
    algorithm = model(name)
    # QGIS 3.22 calls what a step writes by the step, too: "export:Packages".
    written = [one.name() for one in algorithm.destinationParameterDefinitions()]
    called = {one.rpartition(":")[2].lower(): one for one in written}
    parameters = {called.get(key, key): value for key, value in parameters.items()}
    ok, reason = algorithm.checkParameterValues(parameters, context)
    assert ok, reason
    _results, ok = algorithm.run(parameters, context, feedback)
    assert ok, feedback.errors


def test_every_model_of_the_documents_is_run_here() -> None:
    names = {path.stem for path in MODELS.glob("*.model3")}
    assert names == {"packages_by_country", "refresh_and_renew"}


def test_the_model_of_a_batch(workspace: str, tmp_path: Path) -> None:
    folder = tmp_path / "packages"
    asked = {"workspace": workspace, "commodities": "nickel", "countries": "IDN"}
    run_model("packages_by_country", **asked, packages=str(folder))
    assert verify_package(folder / "idn_nickel").ok
    run_model("packages_by_country", **asked, packages=str(folder))
    (row,) = table(folder / "index.csv")
    assert row["state"] == "up to date"


def test_the_model_that_refreshes_and_renews(tmp_path: Path) -> None:
    workspace, package = tmp_path / "region.gpkg", tmp_path / "package"
    with WfsFaults(count=30) as server:
        run(
            "takeoffline", URL=server.url, LAYER="deposits", WORKSPACE=str(workspace),
            LAYER_TYPE="mineral_occurrences",
        )  # fmt: skip
        said = {"WORKSPACE": str(workspace), "OUTPUT": str(package), **PLAIN}
        run("exportpackage", LICENCES_CONFIRMED=True, **said)
        assert count_in(package) == 30
        server.rows = [*server.rows[1:], (9001, "New", 110.0, 1.0), (9002, "Newer", 110.0, 2.0)]
        run_model("refresh_and_renew", workspace=str(workspace), package=str(package))
    assert count_in(package) == 31
    assert verify_package(package).ok
