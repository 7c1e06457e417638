"""A real ArcGIS FeatureServer on loopback: Koop, which serves GeoJSON files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from loopback import free_port, wait_for_port

_FOLDER = Path(__file__).resolve().parents[2] / "build" / "koop"
DEPOSITS = 4500
NOT_THERE = "Koop is not installed (tools/setup.sh test does it where node and npm are)"


def find_koop() -> str:
    """Return the path of Koop's start, empty when it is not installed."""
    script = _FOLDER / "server.js"
    is_whole = script.exists() and (_FOLDER / ".amis-stamp").exists() and shutil.which("node")
    return str(script) if is_whole else ""


class Koop:
    """Koop with two files of its own, from start to stop.

    :ivar deposits: a file of points, more than the server's limit of 2,000.
    :ivar units: a file of areas, some of several parts and with holes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.deposits = _written(folder, "deposits", _deposits(DEPOSITS))
        self.units = _written(folder, "units", _units(300))
        self.port = free_port()

    def url_of(self, name: str) -> str:
        """Return the address of the service of a file."""
        return f"http://127.0.0.1:{self.port}/file-geojson/rest/services/{name}/FeatureServer"

    def start(self) -> Koop:
        """Start the program and wait until it listens."""
        with (self._folder / "koop.log").open("wb") as log:
            self._process = subprocess.Popen(
                ["node", find_koop(), str(self.port), "data"],
                cwd=self._folder,
                env={**os.environ, "SUPPRESS_NO_CONFIG_WARNING": "1"},
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


def _written(folder: Path, name: str, features: list[dict[str, Any]]) -> Path:
    path = folder / "data" / f"{name}.geojson"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def _feature(properties: dict[str, Any], kind: str, coordinates: Any) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _deposits(count: int) -> list[dict[str, Any]]:
    return [
        _feature(
            {
                "code": n,
                "name": f"Mỏ đồng {n} {'x' * (n % 200)}",  # longer than the length that is declared
                "grade": n / 7,
                "found": f"{1900 + n % 120}-03-0{1 + n % 9}T04:05:06Z",
                "remark": None if n % 3 else "null",
            },
            "Point",
            [round(105 + n * 37 % count * 17.5 / count, 6), round(-5 + n * 91 % count / count, 6)],
        )
        for n in range(1, count + 1)
    ]


def _square(x: float, y: float, side: float, is_hole: bool = False) -> list[list[float]]:
    ring = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    return ring[::-1] if is_hole else ring


def _units(count: int) -> list[dict[str, Any]]:
    found = []
    for n in range(count):
        x, y = 105 + n % 20 * 0.5, n // 20 * 0.5
        with_hole = [_square(x, y, 0.4), _square(x + 0.1, y + 0.1, 0.1, True)]
        island = [_square(x + 0.125, y + 0.125, 0.05)]
        if n % 3:
            found.append(_feature({"code": n}, "Polygon", with_hole[: n % 3]))
        else:
            found.append(_feature({"code": n}, "MultiPolygon", [with_hole, island]))
    return found
