"""Maps of a package as PDF and PNG: from any thread, whole, not blank, with what to do when not."""

from __future__ import annotations

import re
import shutil
import subprocess
import threading
import zlib
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from counting import copy_of_samples
from osgeo import gdal
from qgis.PyQt.QtCore import QCoreApplication, QElapsedTimer, QThread
from qgis.PyQt.QtGui import QImage

from amis_qgis_plugin.core.errors import Cancelled, PackageError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.package_plan import PackagePlan
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.write import write_package
from amis_qgis_plugin.qgis_bridge.package_drawings import QgisDrawings
from amis_qgis_plugin.qgis_bridge.package_maps import MAPS, export_maps
from amis_qgis_plugin.qgis_bridge.project_writer import package_project
from amis_qgis_plugin.qgis_bridge.tasks import Task

MOMENT = datetime(2025, 3, 4, 5, 6, 7, tzinfo=timezone.utc)
NAMES = ("geology", "locator", "main_map", "occurrences")


@pytest.fixture(scope="module")
def workspace(qgis_app: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_samples(tmp_path_factory.mktemp("maps"))


@pytest.fixture(scope="module")
def plan(workspace: Path) -> PackagePlan:
    return describe_package(workspace, OccurrenceFilter(commodities=("copper",)))


def draw_in_task(workspace: Path, folder: Path, plan: PackagePlan) -> tuple[Any, bool, int]:
    """Draw the maps as the Export dialog does.

    :returns: the outcome, whether it was off this thread, and how often this one ran meanwhile.
    """
    outcome: list[Any] = []
    threads: set[int] = set()

    def work(progress: Progress) -> None:
        threads.add(threading.get_ident())
        QgisDrawings().maps(workspace, folder, plan, MOMENT, progress)

    Task("Maps", work, outcome.append, outcome.append).start()
    rounds = wait_for(lambda: bool(outcome))
    return outcome[0], threading.get_ident() not in threads, rounds


def wait_for(condition: Callable[[], bool]) -> int:
    rounds = 0
    clock = QElapsedTimer()
    clock.start()
    while not condition():
        assert clock.elapsed() < 300_000
        QCoreApplication.processEvents()
        QThread.msleep(5)
        rounds += 1
    return rounds


@pytest.fixture(scope="module")
def drawn(workspace: Path, plan: PackagePlan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of maps that a task drew."""
    folder = tmp_path_factory.mktemp("drawn")
    outcome, is_off, rounds = draw_in_task(workspace, folder, plan)
    assert outcome is None, outcome
    assert is_off, "it was drawn on the main thread"
    # Eight exports: a handful of rounds would mean that each kept Python's lock to its end.
    assert rounds > 100, "the window stood still"
    return folder / MAPS


def test_each_layout_is_there_as_pdf_and_as_picture(drawn: Path) -> None:
    wanted = {f"{name}.{kind}" for name in NAMES for kind in ("pdf", "png")}
    assert {path.name for path in drawn.iterdir()} == wanted


def test_the_pictures_show_maps_and_legends(drawn: Path) -> None:
    for name in NAMES:
        image = QImage(str(drawn / f"{name}.png"))
        assert abs(image.width() - 2338) <= 2 and abs(image.height() - 1654) <= 2, "A4 at 200 dpi"
        scale = image.width() / 297.0
        for left, top, width, height in ((15, 31, 187, 133), (212, 126, 77, 40)):
            colors = {
                image.pixel(int(x * scale), int(y * scale))
                for x in range(left + 2, left + width - 2, 2)
                for y in range(top + 2, top + height - 2, 2)
            }
            assert len(colors) > 10, (name, "the map is blank")
        legend = [
            image.pixelColor(int(x * scale), int(y * scale)).lightness()
            for x in range(213, 288)
            for y in range(29, 108)
        ]
        assert min(legend) < 120, (name, "the legend is blank")
        edge = {image.pixel(x, 3) for x in range(image.width())}
        assert len(edge) == 1, "nothing reaches the edge of the page"


def test_the_pdf_says_what_it_is(drawn: Path, plan: PackagePlan) -> None:
    data = (drawn / "main_map.pdf").read_bytes()
    assert b"(D:20250304050607Z)" in data
    title = f"{plan.title}: Main map".encode("utf-16-be").hex().upper().encode("ascii")
    assert b"/Title <FEFF" + title in data
    assert b"/Author <FEFF" + "AMIS Explorer".encode("utf-16-be").hex().upper().encode() in data


def test_gdal_reads_the_pdf_and_it_is_not_blank(drawn: Path) -> None:
    if gdal.GetDriverByName("PDF") is None:
        pytest.skip("this GDAL reads no PDF")
    dataset = gdal.OpenEx(str(drawn / "main_map.pdf"), gdal.OF_RASTER, open_options=["DPI=60"])
    assert dataset is not None
    assert dataset.GetMetadataItem("AUTHOR") == "AMIS Explorer"
    values = dataset.GetRasterBand(1).ReadAsArray()
    assert values.shape[1] > values.shape[0], "landscape"
    assert len(set(values.flatten().tolist())) > 20


def closed_without_a_point(data: bytes) -> int:
    """Return how often a PDF closes a path that has no point, read operator by operator."""
    found = 0
    for start in re.finditer(rb"stream\r?\n", data):
        try:
            content = zlib.decompressobj().decompress(data[start.end() :])
        except zlib.error:
            continue
        is_begun = False
        for word in content.split() if content.startswith(b"/CSp") or b" cm\n" in content else ():
            if word in (b"m", b"re"):
                is_begun = True
            elif word in (b"f", b"f*", b"S", b"B", b"B*", b"n"):
                is_begun = False
            elif word == b"h":
                found += not is_begun
    return found


def test_no_map_closes_a_path_of_nothing(workspace: Path, tmp_path: Path) -> None:
    """Labels along the structures of Viet Nam have spaces, whose halo is a path without points."""
    wanted = OccurrenceFilter(countries=("VNM",))
    plan = describe_package(workspace, wanted, pdf=False)
    made = write_package(plan, tmp_path / "package", drawings=QgisDrawings(), created=MOMENT)
    files = sorted((made.path / MAPS).glob("*.pdf"))
    assert files
    for path in files:
        assert closed_without_a_point(path.read_bytes()) == 0, path.name
        program = shutil.which("pdftoppm")
        if program is not None:
            command = [program, "-r", "30", "-png", str(path), str(tmp_path / "page")]
            assert subprocess.run(command, capture_output=True, check=True).stderr == b"", path.name


def test_the_same_pictures_come_again(
    workspace: Path, plan: PackagePlan, drawn: Path, tmp_path: Path
) -> None:
    QgisDrawings().maps(workspace, tmp_path, plan, MOMENT, Progress())
    for name in NAMES:
        first = (drawn / f"{name}.png").read_bytes()
        assert first == (tmp_path / MAPS / f"{name}.png").read_bytes(), name


def test_stopping_between_maps_is_heeded(
    workspace: Path, plan: PackagePlan, tmp_path: Path
) -> None:
    said: list[str] = []
    progress = Progress(lambda _at, text: said.append(text), lambda: len(said) == 3)
    with pytest.raises(Cancelled):
        QgisDrawings().maps(workspace, tmp_path, plan, MOMENT, progress)
    assert len(list((tmp_path / MAPS).iterdir())) < len(NAMES)


def test_a_map_that_cannot_be_written_says_so(
    workspace: Path, plan: PackagePlan, tmp_path: Path
) -> None:
    (tmp_path / MAPS / "main_map.pdf").mkdir(parents=True)  # something is in the way
    with package_project(workspace, plan, MOMENT) as project, pytest.raises(PackageError) as caught:
        export_maps(project, tmp_path, plan, MOMENT, Progress())
    assert "Main map" in caught.value.message
    assert caught.value.subject == "maps/main_map.pdf"
    assert caught.value.hint
