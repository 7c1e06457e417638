"""A real pygeoapi on loopback, in the environment that tools/setup.sh makes for it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any, Optional

from loopback import free_port, wait_for_port
from mapserver import MANY, ROOT, make_many
from osgeo import gdal

PROGRAMS = ROOT / "build" / "pygeoapi-venv" / "bin"
MOST_ITEMS = 1000
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"


def find_pygeoapi() -> str:
    """Return the path of pygeoapi's program, empty when it is not installed."""
    there = PROGRAMS / "pygeoapi"
    return str(there) if there.exists() and (PROGRAMS / "waitress-serve").exists() else ""


class Pygeoapi:
    """pygeoapi with the same places twice, from start to stop.

    The collection ``many`` is a GeoPackage, of which it states no totals on its pages;
    ``many_json`` is a file of GeoJSON.

    :ivar features_url: its landing page.
    :ivar data: what it serves, for reading it past the server.
    """

    def __init__(self, folder: Path, environment: Optional[dict[str, str]] = None) -> None:
        self.data = make_many(folder, MANY)
        as_json = folder / "many.geojson"
        if gdal.VectorTranslate(str(as_json), str(self.data), format="GeoJSON") is None:
            raise RuntimeError(f"GDAL could not write {as_json}")
        self.port = free_port()
        self.features_url = f"http://127.0.0.1:{self.port}"
        self._log = folder / "pygeoapi.log"
        config, openapi = folder / "pygeoapi.yml", folder / "openapi.yml"
        # YAML is a superset of JSON.
        config.write_text(json.dumps(self._config(as_json)), encoding="utf-8")
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
            "PYGEOAPI_CONFIG": str(config),
            "PYGEOAPI_OPENAPI": str(openapi),
            **(environment or {}),
        }
        command = [find_pygeoapi(), "openapi", "generate", str(config)]
        made = subprocess.run(
            [*command, "--output-file", str(openapi)],
            env=self._environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if made.returncode:
            raise RuntimeError(f"pygeoapi did not describe itself: {made.stderr[-2000:]}")

    def start(self) -> Pygeoapi:
        """Start the program and wait until it listens."""
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [str(PROGRAMS / "waitress-serve"), f"--listen=127.0.0.1:{self.port}",
                 "pygeoapi.flask_app:APP"],
                env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
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

    def _config(self, as_json: Path) -> dict[str, Any]:
        contact = (
            "name position address city stateorprovince postalcode country phone fax email url"
            " hours instructions role"
        )
        return {
            "server": {
                "bind": {"host": "127.0.0.1", "port": self.port},
                "url": "http://pygeoapi.invalid:5000",  # as behind a proxy
                "mimetype": "application/json; charset=UTF-8",
                "encoding": "utf-8",
                "language": "en-US",
                "limits": {"default_items": 10, "max_items": MOST_ITEMS},
                "map": {"url": "https://tiles.invalid/{z}/{x}/{y}.png", "attribution": "none"},
            },
            "logging": {"level": "ERROR"},
            "metadata": {
                "identification": {
                    "title": "AMIS test survey", "description": "Places", "keywords": ["geology"],
                    "keywords_type": "theme", "terms_of_service": "https://survey.invalid",
                    "url": "https://survey.invalid",
                },
                "license": {"name": "CC-BY 4.0", "url": "https://survey.invalid/licence"},
                "provider": {"name": "AMIS test survey", "url": "https://survey.invalid"},
                "contact": dict.fromkeys(contact.split(), "none"),
            },
            "resources": {
                "many": self._resource(
                    "Many places",
                    {"name": "SQLiteGPKG", "data": str(self.data), "id_field": "fid",
                     "table": "many"},
                ),
                "many_json": self._resource(
                    "Many places of a file",
                    {"name": "GeoJSON", "data": str(as_json), "id_field": "code"},
                ),
            },
        }  # fmt: skip

    @staticmethod
    def _resource(title: str, provider: dict[str, str]) -> dict[str, Any]:
        return {
            "type": "collection",
            "title": title,
            "description": title,
            "keywords": ["geology"],
            "links": [],
            "extents": {"spatial": {"bbox": [105, -5, 123, 6], "crs": CRS84}},
            "providers": [{"type": "feature", **provider}],
        }
