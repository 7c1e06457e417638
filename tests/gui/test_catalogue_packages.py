"""Prospectivity packages in the Catalogue: verified, shown read-only, unpacked, renewed."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from counting import OCCURRENCES, copy_of_samples, identifiers
from qgis.core import (
    QgsColorRampShader,
    QgsProject,
    QgsRasterLayer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtCore import QMimeData, QPointF, Qt, QUrl
from qgis.PyQt.QtGui import QColor, QDragEnterEvent, QDropEvent
from qgis.PyQt.QtTest import QSignalSpy
from qgis.PyQt.QtWidgets import QApplication, QMessageBox, QPushButton
from raster_samples import cells, write_raster
from test_screens import assert_dark

from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.verify import verify_package
from amis_qgis_plugin.packages.write import write_package
from amis_qgis_plugin.qgis_bridge.compat import LEAVES_READ_ONLY
from amis_qgis_plugin.qgis_bridge.package_rasters import rasters_of_layers
from amis_qgis_plugin.qgis_bridge.settings import read_settings

Wait = Callable[..., None]
VALUE_ROLE = Qt.ItemDataRole.UserRole + 2
DETAIL_ROLE = Qt.ItemDataRole.UserRole + 1
WANTED = OccurrenceFilter(commodities=("copper",), countries=("PHL",))
TITLE = "Copper of the Philippines"
GRID = "Magnetics, Luzon"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the package as a folder and as a zip file."""
    folder = tmp_path_factory.mktemp("made")
    plan = describe_package(copy_of_samples(folder), WANTED, title=TITLE)
    for name in ("copper", "copper.zip"):
        write_package(plan, folder / name)
    return folder


@pytest.fixture
def package(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made / "copper", tmp_path / "copper"))


def with_raster(folder: Path) -> Path:
    """Return a package with a grid that is drawn in colours of its own."""
    layer = QgsRasterLayer(str(write_raster(folder / "mag.tif", cells())), GRID, "gdal")
    shader = QgsRasterShader()
    ramp = QgsColorRampShader(0.0, 1000.0)
    ramp.setColorRampItemList(
        [QgsColorRampShader.ColorRampItem(value, QColor(value // 4, 60, 90), str(value))
         for value in (0, 500, 1000)]
    )  # fmt: skip
    shader.setRasterShaderFunction(ramp)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, shader)
    renderer.setClassificationMin(0.0)
    renderer.setClassificationMax(1000.0)
    layer.setRenderer(renderer)
    (raster,) = rasters_of_layers([layer])
    wanted = replace(raster, licence="CC BY 4.0", attribution="© Survey of Somewhere")
    plan = describe_package(copy_of_samples(folder), WANTED, title=TITLE, rasters=[wanted])
    return write_package(plan, folder / "copper").path


@pytest.fixture
def panel(plugin: Any, iface: Any, settle: Callable[..., None]) -> Iterator[Any]:
    dock = plugin.docks[0]
    dock.show()
    dock.raise_()
    iface.messageBar().clearWidgets()
    settle()
    yield dock.widget()
    for box in boxes():
        box.reject()


def index_of(panel: Any, title: str) -> Any:
    model = panel.tree.model()
    for head in range(model.rowCount()):
        parent = model.index(head, 0)
        for row in range(model.rowCount(parent)):
            if model.index(row, 0, parent).data() == title:
                return model.index(row, 0, parent)
    return None


def detail(panel: Any, title: str = TITLE) -> str:
    index = index_of(panel, title)
    return str(index.data(DETAIL_ROLE)) if index is not None else ""


def messages(iface: Any) -> str:
    return "\n".join(item.text() for item in iface.messageBar().items())


def boxes() -> list[Any]:
    return [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, QMessageBox) and one.isVisible()
    ]


def press(box: Any, text: str) -> None:
    (button,) = (one for one in box.findChildren(QPushButton) if text in one.text())
    button.click()


def drop(panel: Any, *paths: Path) -> bool:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    middle = panel.rect().center()
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(middle, actions, mime, buttons, Qt.KeyboardModifier.NoModifier)
    enter.ignore()
    QApplication.sendEvent(panel, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(middle), actions, mime, buttons, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(panel, event)
    return True


def sums(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def entry_of(plugin: Any, package: Path) -> Any:
    (entry,) = (
        one
        for one in plugin.catalogue.entries()
        if one.package == str(package) and one.entry_id.endswith(OCCURRENCES)
    )
    return entry


def test_a_package_is_listed_with_its_layers_and_verified(
    panel: Any, plugin: Any, iface: Any, package: Path, wait_until: Wait
) -> None:
    assert drop(panel, package)
    wait_until(lambda: detail(panel).startswith("verified"))
    assert "package of 20" in detail(panel)
    assert TITLE in messages(iface) and "whole" in messages(iface)
    assert read_settings().packages == (str(package),)
    entry = entry_of(plugin, package)
    assert entry.source_title.startswith(TITLE)
    assert entry.licence.startswith("Public domain") and entry.completeness
    assert entry.features == len(identifiers(("copper",), countries=("PHL",)))
    tip = index_of(panel, TITLE).data(Qt.ItemDataRole.ToolTipRole)
    assert "copper; Philippines" in tip
    panel.source_removed.emit(index_of(panel, TITLE).data(VALUE_ROLE))
    assert index_of(panel, TITLE) is None
    assert read_settings().packages == ()


def test_showing_and_filtering_it_changes_no_byte(
    panel: Any, plugin: Any, iface: Any, package: Path, wait_until: Wait, tmp_path: Path
) -> None:
    before = sums(package)
    drop(panel, package / "manifest.json")
    wait_until(lambda: detail(panel).startswith("verified"))
    layers = [
        plugin.catalogue.add(one)
        for one in plugin.catalogue.entries()
        if one.package == str(package)
    ]
    assert len(layers) > 2 and all(layer.isValid() for layer in layers)
    occurrences = next(one for one in layers if one.name().startswith("Mineral"))
    assert not occurrences.startEditing()
    assert occurrences.renderer().type() != "singleSymbol"  # the package's own style
    narrowed = WANTED.with_values(commodities=("gold",))
    expected = len(identifiers(("copper",), ("gold",), countries=("PHL",)))
    plugin.filter.set_filter(narrowed)
    if not LEAVES_READ_ONLY:  # it would write to the file; that is said, and all is shown
        expected = len(identifiers(("copper",), countries=("PHL",)))
        told = plugin.filter.outcomes()[0].problem
        assert "would change the package's file" in told
    wait_until(lambda: occurrences.featureCount() == expected, what="the filter")
    assert sums(package) == before
    plugin.filter.set_filter(OccurrenceFilter())
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "project.qgs"))
    project.clear()
    assert project.read(str(tmp_path / "project.qgs"))
    again = [one for one in project.mapLayers().values() if one.isValid()]
    assert len(again) == len(layers)
    assert not any(one.startEditing() for one in again)
    project.clear()
    assert sums(package) == before
    assert verify_package(package).ok


def test_its_rasters_are_offered_with_style_and_licence(
    panel: Any, plugin: Any, iface: Any, tmp_path: Path, wait_until: Wait,
    settle: Callable[..., None],
) -> None:  # fmt: skip
    package = with_raster(tmp_path)
    before = sums(package)
    drop(panel, package)
    wait_until(lambda: detail(panel).startswith("verified"))
    (entry,) = (one for one in plugin.catalogue.entries() if one.title == GRID)
    assert index_of(panel, GRID).data(DETAIL_ROLE) == f"raster · {entry.source_title} · CC BY 4.0"
    layer = plugin.catalogue.add(entry)
    assert layer.isValid() and plugin.catalogue.add(entry) is layer
    assert layer.renderer().type() == "singlebandpseudocolor"
    assert layer.metadata().licenses() == ["CC BY 4.0"]
    assert layer.metadata().rights() == ["© Survey of Somewhere"]
    iface.mapCanvas().setExtent(layer.extent())
    iface.mapCanvas().waitWhileRendering()
    QgsProject.instance().clear()
    settle()
    assert sums(package) == before


def test_one_that_is_not_whole_is_shown_only_when_a_person_says_so(
    panel: Any, plugin: Any, iface: Any, package: Path, wait_until: Wait
) -> None:
    (package / "README.txt").write_text("changed", encoding="utf-8")
    (package / "added.txt").write_text("added", encoding="utf-8")
    drop(panel, package)
    wait_until(lambda: "2 problems" in detail(panel))
    assert "not as it was written" in messages(iface)
    entry = entry_of(plugin, package)
    assert plugin.catalogue.add(entry) is None
    (box,) = boxes()
    assert "README.txt" in box.text() and "added.txt" in box.text()
    press(box, "Cancel")
    wait_until(lambda: not boxes())
    assert not QgsProject.instance().mapLayers()
    plugin.catalogue.add(entry)
    press(boxes()[0], "Show")
    wait_until(lambda: len(QgsProject.instance().mapLayers()) == 1)
    QgsProject.instance().clear()
    assert plugin.catalogue.add(entry) is not None  # asked once
    (package / "added.txt").unlink()
    shutil.copyfile(package / "README.txt", package / "README.txt.old")
    panel.offer_chosen.emit(index_of(panel, TITLE).data(VALUE_ROLE), "verify")
    wait_until(lambda: "2 problems" in detail(panel))


def test_a_layer_that_is_chosen_early_waits_for_the_verifying(
    panel: Any, plugin: Any, package: Path, wait_until: Wait
) -> None:
    drop(panel, package)
    assert "being verified" in detail(panel)
    assert plugin.catalogue.add(entry_of(plugin, package)) is None
    wait_until(lambda: len(QgsProject.instance().mapLayers()) == 1)
    assert detail(panel).startswith("verified")


def test_a_zip_file_is_unpacked_beside_it_after_a_question(
    panel: Any, plugin: Any, iface: Any, made: Path, tmp_path: Path, wait_until: Wait
) -> None:
    archive = Path(shutil.copyfile(made / "copper.zip", tmp_path / "copper.zip"))
    assert drop(panel, archive)
    wait_until(lambda: bool(boxes()))
    (box,) = boxes()
    assert str(tmp_path / "copper") in box.text() and "whole" in box.text()
    press(box, "Cancel")
    wait_until(lambda: not boxes())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copper.zip"]
    drop(panel, archive)
    wait_until(lambda: bool(boxes()))
    press(boxes()[0], "Unpack")
    wait_until(lambda: detail(panel).startswith("verified"))
    assert read_settings().packages == (str(tmp_path / "copper"),)
    assert verify_package(tmp_path / "copper").ok
    drop(panel, archive)  # it lies there already
    assert not boxes()
    assert len(read_settings().packages) == 1


def test_a_damaged_zip_file_says_what_is_wrong(
    panel: Any, made: Path, tmp_path: Path, wait_until: Wait
) -> None:
    archive = Path(shutil.copyfile(made / "copper.zip", tmp_path / "copper.zip"))
    with archive.open("r+b") as stream:
        stream.seek(-80, 2)
        stream.write(b"amis-explorer-package")
    drop(panel, archive)
    wait_until(lambda: bool(boxes()))
    assert "not as it was written" in boxes()[0].text()
    press(boxes()[0], "Cancel")
    wait_until(lambda: not boxes())


def test_what_is_no_package_is_not_taken(panel: Any, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "manifest.json").write_text("{}", encoding="utf-8")
    (tmp_path / "other.zip").write_bytes(b"PK")
    heard = QSignalSpy(panel.files_dropped)
    drop(panel, tmp_path / "folder", tmp_path / "other.zip")  # goes on to the main window
    assert len(heard) == 0


def test_a_package_that_vanished_is_named(
    panel: Any, plugin: Any, package: Path, wait_until: Wait
) -> None:
    drop(panel, package)
    wait_until(lambda: detail(panel).startswith("verified"))
    shutil.rmtree(package)
    plugin.catalogue.refresh()
    assert "no such file" in detail(panel, "copper")


def test_its_menu_opens_the_algorithms(
    panel: Any, package: Path, wait_until: Wait, settle: Callable[..., None]
) -> None:
    pytest.importorskip("processing", reason="this QGIS runs without the plugin Processing")
    drop(panel, package)
    wait_until(lambda: detail(panel).startswith("verified"))
    value = index_of(panel, TITLE).data(VALUE_ROLE)
    for name, title in (("compare", "compare two"), ("renew", "renew a")):
        panel.offer_chosen.emit(value, name)
        settle()
        found = [
            one
            for one in QApplication.topLevelWidgets()
            if one.isVisible() and title in one.windowTitle().lower()
        ]
        assert len(found) == 1, name
        found[0].close()
        settle()


def test_pictures(
    theme: str, panel: Any, plugin: Any, iface: Any, tmp_path: Path, wait_until: Wait,
    screenshot: Callable[..., Path],
) -> None:  # fmt: skip
    iface.mainWindow().setGeometry(0, 0, 1366, 768)
    package = with_raster(tmp_path)
    drop(panel, package)
    wait_until(lambda: detail(panel).startswith("verified"))
    layer = plugin.catalogue.add(plugin.catalogue.entries()[-1])
    iface.mapCanvas().setExtent(layer.extent())
    iface.mapCanvas().waitWhileRendering()
    panel.tree.setCurrentIndex(index_of(panel, GRID))
    screenshot(f"catalogue-package-raster-{theme}")
    (package / "README.txt").write_text("changed", encoding="utf-8")
    panel.offer_chosen.emit(index_of(panel, TITLE).data(VALUE_ROLE), "verify")
    wait_until(lambda: "1 problem" in detail(panel))
    panel.tree.setCurrentIndex(index_of(panel, TITLE))
    panel.tree.scrollTo(index_of(panel, TITLE))
    screenshot(f"catalogue-package-{theme}")
    assert_dark(screenshot(f"catalogue-package-panel-{theme}", panel), theme)
    plugin.catalogue.add(entry_of(plugin, package))
    wait_until(lambda: bool(boxes()))
    screenshot(f"catalogue-package-question-{theme}", boxes()[0])
    press(boxes()[0], "Cancel")
