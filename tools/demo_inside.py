"""The steps of the demo, run inside QGIS by tools/demo.py.

Each step is a generator that yields while it waits, so that QGIS's event loop goes on and the
window behaves as it does for a person.
"""

import csv
import json
import os
import sqlite3
import time
import traceback
from contextlib import closing
from pathlib import Path

from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.utils import iface, plugins

PLUGIN = "amis_qgis_plugin"
PATIENCE = 60.0

task = json.loads(os.environ["AMIS_DEMO"])
OUTPUT = Path(task["output"])
report = {"steps": [], "finished": False}


def show_plugin():
    """Wait for the window with the plugin in it."""
    yield from until(lambda: iface.mainWindow().isVisible() and PLUGIN in plugins)
    if not task["stay"]:
        iface.mainWindow().setGeometry(0, 0, 1366, 768)
    yield from until(lambda: plugins[PLUGIN].catalogue.entries())
    yield from pause(0.7)  # the window has its size now; give the picture a readable catalogue
    docks = [plugins[PLUGIN].docks[0]]
    iface.mainWindow().resizeDocks(docks, [330], Qt.Orientation.Horizontal)
    return f"QGIS {Qgis.QGIS_VERSION}, AMIS Explorer loaded"


def add_samples():
    """Add every layer of the samples and the country outlines."""
    project = QgsProject.instance()
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    entries = plugins[PLUGIN].catalogue.entries()
    added = [plugins[PLUGIN].catalogue.add(entry) for entry in entries]
    yield from pause(0.5)
    styled = sum(layer is not None and layer.isValid() for layer in added)
    expect(styled == len(entries), f"{styled} of {len(entries)} layers opened")
    return f"{styled} layers in {len(project.layerTreeRoot().children())} theme groups"


def set_filter():
    """Filter to copper in the Philippines and compare with a count by SQLite."""
    from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
    from amis_qgis_plugin.paths import bundled

    wanted = OccurrenceFilter(commodities=("copper",), countries=("PHL",))
    plugins[PLUGIN].filter.set_filter(wanted)
    yield from until(lambda: "of 726" in plugins[PLUGIN].docks[1].widget().summary.text())
    shown = sum(outcome.shown for outcome in plugins[PLUGIN].filter.outcomes())
    with (
        closing(sqlite3.connect(bundled("sample_layers", "asean_samples.gpkg"))) as samples,
        samples,
    ):
        counted = samples.execute(
            "SELECT count(*) FROM mineral_occurrences WHERE country = 'PHL'"
            " AND '; ' || commodity_codes || ';' LIKE '%; copper;%'"
        ).fetchone()[0]
    expect(shown == counted > 0, f"{shown} shown, {counted} counted in the samples")
    plugins[PLUGIN].docks[1].widget().zoom_asked.emit()
    iface.messageBar().clearWidgets()
    return f"copper, Philippines: {shown} of 726 occurrences shown, {counted} counted by SQLite"


def export_package():
    """Write a package through the Export dialog, as a person would."""
    exporter = plugins[PLUGIN].export
    dialog = exporter.open(plugins[PLUGIN].filter.wanted)
    dialog.folder.setFilePath(str(OUTPUT))
    yield from until(lambda: dialog.destination() is not None)
    yield from pause(0.5)
    dialog.grab().save(str(OUTPUT / picture("export-dialog")))
    destination = dialog.destination()
    dialog.write_asked.emit()
    yield from until(lambda: exporter.dialog is None)
    report["package"] = str(destination)
    files = sum(path.is_file() for path in destination.rglob("*"))
    return f"{destination}, {files} files"


def verify_package():
    """Check the package that was written."""
    from amis_qgis_plugin.packages.verify import verify_package

    found = verify_package(Path(report["package"]))
    expect(found.ok, "; ".join(problem.message for problem in found.problems))
    yield from pause(0.1)
    return f"{found.files} files checked, sums, manifest and row counts agree"


def align_survey():
    """Check and align a layer with a schema of its own, as a survey might hand it in."""
    import processing

    survey = write_survey(OUTPUT / "survey.csv")
    layer = QgsVectorLayer(str(survey), "survey", "ogr")
    checked = processing.run(
        "amis:checklayer", {"INPUT": layer, "HTML": str(OUTPUT / "survey-check.html")}
    )
    yield from pause(0.1)
    aligned = processing.run(
        "amis:alignlayer", {"INPUT": layer, "WORKSPACE": str(OUTPUT / "survey.gpkg")}
    )
    rows = sum(1 for _line in survey.open(encoding="utf-8")) - 1
    kept = aligned["ROWS_OUT"] + aligned["REJECTED"]
    expect(rows == aligned["ROWS_IN"] == kept > 0, f"{rows} rows in, {kept} accounted for")
    with closing(sqlite3.connect(OUTPUT / "survey.gpkg")) as workspace, workspace:
        coded = workspace.execute(
            "SELECT count(*) FROM mineral_occurrences WHERE commodity_codes IS NOT NULL"
        ).fetchone()[0]
    expect(coded == rows, f"{coded} of {rows} rows have commodity codes")
    return f"{rows} rows aligned, all with commodity codes; check: {checked['SCORE']:.0f} of 100"


def write_survey(path):
    """Write the Indonesian records of the samples in fields of another kind; return the file."""
    facts = Path(task["root"]) / "sample_layers" / "facts" / "asean_deposits.csv"
    names = {
        "name": "NAMA_LOKASI",
        "commodities": "KOMODITAS",
        "longitude": "BUJUR",
        "latitude": "LINTANG",
    }
    with (
        facts.open(encoding="utf-8", newline="") as file,
        path.open("w", encoding="utf-8", newline="") as out,
    ):
        writer = csv.writer(out)
        writer.writerow([*names.values(), "NEGARA"])
        for row in csv.DictReader(file):
            if row["country"] == "IDN" and row["commodities"]:
                writer.writerow([*(row[name] for name in names), "Republik Indonesia"])
    return path


def take_picture():
    """Save the main window."""
    canvas = iface.mapCanvas()
    canvas.refresh()
    yield from pause(1.0)
    yield from until(lambda: not canvas.isDrawing())
    path = OUTPUT / picture("screenshot")
    expect(iface.mainWindow().grab().save(str(path)), "Qt could not save it")
    return str(path)


STEPS = (
    show_plugin,
    add_samples,
    set_filter,
    export_package,
    verify_package,
    align_survey,
    take_picture,
)


def picture(name):
    """Return the file name of a picture in the current theme."""
    return f"{name}-dark.png" if task["dark"] else f"{name}.png"


def expect(true, otherwise):
    """Fail the step with a sentence unless something is so."""
    if not true:
        raise RuntimeError(otherwise)


def until(condition):
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not condition():
        expect(time.monotonic() < end, f"nothing happened for {PATIENCE:.0f} seconds")
        yield


def pause(seconds):
    """Wait for a while."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield


def all_steps():
    """Go through the steps; the first that fails is the last."""
    for step in STEPS:
        entry = {"name": step.__name__.replace("_", " "), "done": False, "what": ""}
        report["steps"].append(entry)
        try:
            entry["what"] = yield from step()
            entry["done"] = True
        except Exception as error:
            traceback.print_exc()
            entry["what"] = f"{type(error).__name__}: {error}"
            return
    report["finished"] = True


def go_on(steps):
    """Do the next piece, or end."""
    try:
        next(steps)
        QTimer.singleShot(50, lambda: go_on(steps))
    except StopIteration:
        Path(task["report"]).write_text(json.dumps(report, indent=1), encoding="utf-8")
        if not task["stay"]:
            os._exit(0)  # no question about the unsaved project


QTimer.singleShot(500, lambda: go_on(all_steps()))
