"""A real QGIS Server on loopback, by the small HTTP server that comes with it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from loopback import free_port, wait_for_port
from mapserver import LAYER, TITLE, make_data
from qgis.core import QgsProject, QgsVectorLayer


def find_qgis_server() -> str:
    """Return the path of QGIS's development server, empty when it is not installed."""
    return shutil.which("qgis_mapserver") or ""


class QgisServer:
    """QGIS Server for a project with the occurrences of the samples, from start to stop.

    :ivar url: its WFS and WMS.
    :ivar features_url: the landing page of its OGC API Features.
    :ivar data: what it serves, for reading it past the server.
    """

    def __init__(self, folder: Path) -> None:
        self._project = folder / "survey.qgs"
        self._log = folder / "server.log"
        self.data = make_data(folder)
        _write_project(self.data, self._project)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        self.features_url = f"{self.url}wfs3"

    def start(self) -> QgisServer:
        """Start the program and wait until it listens."""
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [find_qgis_server(), "-p", str(self._project), f"127.0.0.1:{self.port}"],
                env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        wait_for_port(self.port, 60)
        return self

    def stop(self) -> None:
        """End the program."""
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _write_project(data: Path, path: Path) -> None:
    project = QgsProject()
    layer = QgsVectorLayer(f"{data}|layername={LAYER}", TITLE, "ogr")
    project.addMapLayer(layer)
    project.writeEntry("WFSLayers", "/", [layer.id()])
    project.writeEntry("WFSLayersPrecision", layer.id(), 8)
    if not project.write(str(path)):
        raise RuntimeError(f"QGIS could not write {path}")
