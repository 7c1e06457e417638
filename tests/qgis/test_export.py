"""Planning and writing a package inside QGIS: whole, or as it was before."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from counting import OCCURRENCES, copy_of_samples, identifiers
from qgis.core import Qgis, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QElapsedTimer, QThread

from amis_qgis_plugin.core.errors import Cancelled, PackageError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.package_plan import PackagePlan
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.packages.verify import verify_package
from amis_qgis_plugin.packages.write import write_package
from amis_qgis_plugin.paths import about_plugin
from amis_qgis_plugin.qgis_bridge.export import (
    export_package,
    findings_of_project,
    plan_package,
    workspaces_of,
)
from amis_qgis_plugin.qgis_bridge.layer_filter import filter_workspace_layer
from amis_qgis_plugin.qgis_bridge.layers import LAYER_ID, make_workspace_layer
from amis_qgis_plugin.qgis_bridge.tasks import Task
from amis_qgis_plugin.workspace.contents import read_layers

COPPER = OccurrenceFilter(commodities=("copper",), countries=("PHL",))


@pytest.fixture
def workspace(qgis_app: Any, tmp_path: Path) -> Path:
    return copy_of_samples(tmp_path, "workspace.gpkg")


@pytest.fixture
def plan(workspace: Path) -> PackagePlan:
    return undrawn(plan_package(workspace, COPPER))


def undrawn(plan: PackagePlan) -> PackagePlan:
    """Return a plan without maps and PDF: they take seconds, and have tests of their own."""
    return replace(plan, maps=False, pdf=False)


def listing(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_plan_says_what_gdal_counts(plan: PackagePlan) -> None:
    assert plan.occurrences == len(identifiers(("copper",), countries=("PHL",)))
    (layer,) = (one for one in plan.layers if one.table == OCCURRENCES)
    assert layer.available == len(identifiers())


def test_what_is_written_is_what_was_planned(plan: PackagePlan, tmp_path: Path) -> None:
    result = export_package(plan, tmp_path / "package")
    assert dict(result.counts) == {layer.table: layer.features for layer in plan.layers}
    assert verify_package(result.path).ok
    assert (result.path / "project.qgz").is_file()


def test_the_manifest_names_the_programs(plan: PackagePlan, tmp_path: Path) -> None:
    result = export_package(plan, tmp_path / "package")
    manifest = json.loads((result.path / "manifest.json").read_text(encoding="utf-8"))
    text = json.dumps(manifest, ensure_ascii=False)
    assert Qgis.QGIS_VERSION in text
    assert about_plugin()["version"] in text


def test_nothing_selected_is_refused_and_nothing_is_written(
    workspace: Path, tmp_path: Path
) -> None:
    plan = plan_package(workspace, OccurrenceFilter(countries=("SGP",)))
    assert plan.blocked
    before = sorted(tmp_path.iterdir())
    with pytest.raises(PackageError, match="nothing to package"):
        export_package(plan, tmp_path / "package")
    assert sorted(tmp_path.iterdir()) == before


def test_stopping_at_any_moment_leaves_nothing_behind(plan: PackagePlan, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    steps: list[str] = []
    export_package(plan, tmp_path / "whole", Progress(lambda _at, text: steps.append(text)))
    assert "Writing the QGIS project" in steps
    for stop_at in range(0, len(steps), max(1, len(steps) // 12)):
        asked = iter(range(10_000))
        progress = Progress(is_cancelled=lambda asked=asked, at=stop_at: next(asked) >= at)
        with pytest.raises(Cancelled):
            export_package(plan, folder / "package", progress)
        assert list(folder.iterdir()) == [], f"stopped at check {stop_at}"


def test_a_package_that_is_there_survives_a_stopped_run(plan: PackagePlan, tmp_path: Path) -> None:
    result = export_package(plan, tmp_path / "package")
    before = listing(result.path)
    last = {"text": ""}

    def report(_at: float, text: str) -> None:
        last["text"] = text

    progress = Progress(report, lambda: last["text"] == "Writing the QGIS project")
    with pytest.raises(Cancelled):
        export_package(plan, tmp_path / "package", progress)
    assert listing(result.path) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["package", "workspace.gpkg"]


def test_a_project_that_cannot_be_written_leaves_the_old_package(
    plan: PackagePlan, tmp_path: Path
) -> None:
    result = export_package(plan, tmp_path / "package")
    before = listing(result.path)

    def fails(_geopackage: Path, _project: Path, _plan: PackagePlan) -> None:
        raise PackageError("QGIS cannot write the project.")

    with pytest.raises(PackageError):
        write_package(plan, tmp_path / "package", write_project=fails)
    assert listing(result.path) == before


def test_a_newer_package_takes_the_place_of_the_older(workspace: Path, tmp_path: Path) -> None:
    export_package(undrawn(plan_package(workspace, COPPER)), tmp_path / "package")
    gold = undrawn(plan_package(workspace, OccurrenceFilter(commodities=("gold",))))
    result = export_package(gold, tmp_path / "package")
    assert result.counts[OCCURRENCES] == len(identifiers(("gold",)))
    assert verify_package(result.path).ok
    assert len(list((result.path / "data").iterdir())) == 1


def test_somebody_elses_folder_is_refused(plan: PackagePlan, tmp_path: Path) -> None:
    mine = tmp_path / "thesis"
    mine.mkdir()
    (mine / "chapter1.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(PackageError, match="not touched"):
        export_package(plan, mine)
    assert listing(mine) == {"chapter1.txt": b"years of work"}


def test_layers_that_show_the_workspace_do_not_mind(
    workspace: Path, plan: PackagePlan, tmp_path: Path
) -> None:
    """The person has the workspace on the map, filtered, while it is packaged."""
    shown = [make_workspace_layer(one) for one in read_layers(workspace)]
    shown[0].setSubsetString('"fid" < 10')
    result = export_package(plan, tmp_path / "package")
    assert result.counts[OCCURRENCES] == plan.occurrences
    assert all(layer.isValid() and len(list(layer.getFeatures())) for layer in shown)


def occurrences_of(workspace: Path) -> QgsVectorLayer:
    """Return the layer that the Catalogue would make."""
    (layer,) = (one for one in read_layers(workspace) if one.table == OCCURRENCES)
    return make_workspace_layer(layer)


def codes(project: QgsProject, workspace: Path) -> set[str]:
    return {finding.code for finding in findings_of_project(project, workspace)}


def test_a_map_of_one_untouched_workspace_has_no_findings(
    empty_project: QgsProject, workspace: Path
) -> None:
    layer = occurrences_of(workspace)
    empty_project.addMapLayer(layer)
    filter_workspace_layer(layer, COPPER)
    assert workspaces_of(empty_project) == (workspace,)
    assert codes(empty_project, workspace) == set()


def test_what_the_map_shows_and_the_package_lacks_is_found(
    empty_project: QgsProject, workspace: Path, tmp_path: Path
) -> None:
    other = copy_of_samples(tmp_path, "other.gpkg")
    layers = [occurrences_of(workspace), occurrences_of(other)]
    empty_project.addMapLayers(layers)
    assert set(workspaces_of(empty_project)) == {workspace, other}
    (found,) = findings_of_project(empty_project, workspace)
    assert found.code == "other-workspace" and "other.gpkg" in found.message

    layers[1].setSubsetString("\"country\" = 'IDN'")
    assert codes(empty_project, workspace) == {"other-workspace"}, "it is not the one packaged"
    layers[0].setSubsetString("\"country\" = 'PHL'")
    filter_workspace_layer(layers[0], COPPER)
    assert codes(empty_project, workspace) == {"other-workspace", "own-subset"}

    layers[0].startEditing()
    layers[0].changeAttributeValue(next(layers[0].getFeatures("TRUE")).id(), 1, "changed")
    assert layers[0].isModified()
    assert codes(empty_project, workspace) == {"other-workspace", "own-subset", "unsaved-edits"}
    layers[0].rollBack()
    findings = findings_of_project(empty_project, workspace)
    plan = undrawn(plan_package(workspace, COPPER, findings=findings))
    severities = [one.severity for one in plan.findings]
    assert severities == sorted(severities, key=["error", "warning", "note"].index)
    result = export_package(plan, tmp_path / "package")
    assert "other.gpkg" in (result.path / "README.txt").read_text(encoding="utf-8")


def test_a_live_layer_is_named(empty_project: QgsProject, workspace: Path, tmp_path: Path) -> None:
    empty_project.addMapLayer(occurrences_of(workspace))
    live = QgsVectorLayer(
        "Point?crs=EPSG:4326&field=commodity:string", "A survey's server", "memory"
    )
    live.setCustomProperty(LAYER_ID, "wfs:https://example.org|a")
    empty_project.addMapLayer(live)
    (found,) = findings_of_project(empty_project, workspace)
    assert found.code == "live-left-out" and "A survey's server" in found.message


def test_it_works_off_the_main_thread(plan: PackagePlan, tmp_path: Path) -> None:
    """As the dialog does it: project, maps and PDF are made in the task's thread."""
    plan = replace(plan, maps=True, pdf=True)
    outcome: list[Any] = []
    threads: set[int] = set()

    def work(progress: Progress) -> Any:
        threads.add(threading.get_ident())
        return export_package(plan, tmp_path / "package", progress)

    Task("Export", work, outcome.append, outcome.append).start()
    wait_for(lambda: bool(outcome))
    assert not isinstance(outcome[0], Exception), outcome[0]
    assert threads != {threading.get_ident()}
    assert verify_package(tmp_path / "package").ok
    files = {record["path"] for record in manifest_of(tmp_path / "package")["files"]}
    assert {"report.pdf", "maps/main_map.pdf", "maps/main_map.png", "maps/locator.pdf"} <= files


def manifest_of(package: Path) -> dict[str, Any]:
    return dict(json.loads((package / "manifest.json").read_text(encoding="utf-8")))


def wait_for(condition: Callable[[], bool]) -> None:
    clock = QElapsedTimer()
    clock.start()
    while not condition():
        assert clock.elapsed() < 300_000
        QCoreApplication.processEvents()
        QThread.msleep(5)
