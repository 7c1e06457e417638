"""Filters in the languages of servers: MapServer and pygeoapi find what was wanted."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from filtering import SOURCES, Row, make_workspace, plain_filters, wanted_fids
from hypothesis import example, given, settings
from mapserver import LAYER, MapServer, find_mapserv
from osgeo import gdal
from pygeoapi_server import PROGRAMS, Pygeoapi, find_pygeoapi

from amis_qgis_plugin.core.cql2 import to_cql2_json, to_cql2_text
from amis_qgis_plugin.core.fes import ServedGeometry, to_fes
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter

HERE = Path(__file__).resolve().parent
SQL = (
    "SELECT fid + 0 AS row_key, geom, name, country, deposit_model, occurrence_type, mine_status,"
    " source_id, commodity_codes FROM mineral_occurrences WHERE geom IS NOT NULL"
)
HOSTILE = OccurrenceFilter(sources=tuple(SOURCES))
FEW = settings(max_examples=25, deadline=None)
QUERY = {
    "1.1": '<wfs:GetFeature xmlns:wfs="http://www.opengis.net/wfs" service="WFS" version="1.1.0">'
    '<wfs:Query typeName="{}">{}</wfs:Query></wfs:GetFeature>',
    "2.0": '<wfs:GetFeature xmlns:wfs="http://www.opengis.net/wfs/2.0" service="WFS"'
    ' version="2.0.0" count="100000"><wfs:Query typeNames="{}">{}</wfs:Query></wfs:GetFeature>',
}


@dataclass(frozen=True)
class Served:
    """A server of random rows; ``ask`` returns the rows of a filter in its language."""

    rows: list[Row]
    url: str
    ask: Callable[[Any], set[int]]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Row]]:
    path = tmp_path_factory.mktemp("languages") / "rows.gpkg"
    return path, [row for row in make_workspace(path, 7) if row.place is not None]


def _export(workspace: Path, target: Path, kind: str) -> Path:
    options = gdal.VectorTranslateOptions(
        format=kind, SQLStatement=SQL, SQLDialect="SQLite", layerName=LAYER
    )
    if gdal.VectorTranslate(str(target), str(workspace), options=options) is None:
        raise RuntimeError(f"GDAL could not write {target}")
    return target


@pytest.fixture(scope="module")
def survey(
    rows: tuple[Path, list[Row]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    if not find_mapserv():
        pytest.skip("MapServer is not installed (Debian: cgi-mapserver)")
    folder = tmp_path_factory.mktemp("survey")
    server = MapServer(folder)
    server.data.unlink()
    _export(rows[0], server.data, "GPKG")
    written = (folder / "amis.map").read_text(encoding="utf-8")
    everywhere = re.sub(r"(?m)^( +)EXTENT .*$", r"\1EXTENT -180 -90 180 90", written)
    (folder / "amis.map").write_text(everywhere, encoding="utf-8")
    server.start()

    def ask(document: str) -> set[int]:
        answer = requests.post(
            server.url, document.encode(), headers={"Content-Type": "text/xml"}, timeout=60
        )
        assert "Exception" not in answer.text, (answer.text, document)
        found = re.findall(r"<ms:row_key>(\d+)</ms:row_key>", answer.text)
        assert len(found) == len(set(found))
        return set(map(int, found))

    yield Served(rows[1], server.url, ask)
    server.stop()


class RowsPygeoapi(Pygeoapi):
    """pygeoapi with the rows and the provider of the tests that evaluates filters."""

    def __init__(self, folder: Path, data: Path) -> None:
        self._served = data
        super().__init__(folder, {"PYTHONPATH": str(HERE)})

    def _config(self, as_json: Path) -> dict[str, Any]:
        config = super()._config(as_json)
        config["resources"]["rows"] = self._resource(
            "Rows",
            {
                "name": "rows_provider.RowsProvider",
                "data": str(self._served),
                "id_field": "row_key",
            },
        )
        return config


@pytest.fixture(scope="module")
def as_json(rows: tuple[Path, list[Row]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not find_pygeoapi():
        pytest.skip("pygeoapi is not in build/pygeoapi-venv (tools/setup.sh test puts it there)")
    return _export(rows[0], tmp_path_factory.mktemp("json") / "rows.geojson", "GeoJSON")


@pytest.fixture(scope="module")
def api(
    rows: tuple[Path, list[Row]], as_json: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    server = RowsPygeoapi(tmp_path_factory.mktemp("api"), as_json).start()
    items = f"{server.features_url}/collections/rows/items"

    def ask(found: dict[str, Any]) -> set[int]:
        answer = requests.post(
            items, params={"limit": "1000", "filter-lang": "cql-json"}, json=found or None,
            headers={"Content-Type": "application/query-cql-json"}, timeout=60,
        )  # fmt: skip
        assert answer.status_code == 200, (answer.text, found)
        return {row["properties"]["row_key"] for row in answer.json()["features"]}

    yield Served(rows[1], items, ask)
    server.stop()


@pytest.mark.parametrize("version", ["1.1", "2.0"])
def test_mapserver_finds_what_was_wanted(survey: Served, version: str) -> None:
    @FEW
    @given(plain_filters)
    @example(HOSTILE)
    @example(OccurrenceFilter(critical_lists=("EU-2024",), excluded=("copper",)))
    def holds(wanted: OccurrenceFilter) -> None:
        geometry = ServedGeometry("msGeometry")
        text = to_fes(wanted, version, geometry=geometry, sources=SOURCES)
        found = survey.ask(QUERY[version].format(LAYER, text))
        assert found == wanted_fids(wanted, survey.rows), text

    holds()


def test_pygeoapi_finds_what_was_wanted(api: Served) -> None:
    @FEW
    @given(plain_filters)
    @example(HOSTILE)
    def holds(wanted: OccurrenceFilter) -> None:
        found = api.ask(to_cql2_json(wanted, sources=SOURCES))
        assert found == wanted_fids(wanted, api.rows)

    holds()


def test_text_says_what_json_says(rows: tuple[Path, list[Row]], as_json: Path) -> None:
    """Read by pygeofilter's parser of CQL2 text, in the environment of pygeoapi."""
    asked: list[OccurrenceFilter] = [HOSTILE]

    @FEW
    @given(plain_filters)
    def collect(wanted: OccurrenceFilter) -> None:
        asked.append(wanted)

    collect()
    plain = tuple(one for one in SOURCES if "'" not in one)  # that parser knows no doubled quote
    asked = [
        one.with_values(completeness=(), sources=tuple(set(one.sources) & set(plain)))
        for one in asked
    ]
    asked = [one for one in asked if not one.is_empty]
    texts = [to_cql2_text(one, sources=SOURCES) for one in asked]
    program = (
        "import json, sys\n"
        "from pygeofilter.parsers.cql2_text import parse\n"
        "from rows_provider import _value\n"
        "rows = json.load(open(sys.argv[1], encoding='utf-8'))['features']\n"
        "for text in json.load(sys.stdin):\n"
        "    tree = parse(text)\n"
        "    found = [one['properties']['row_key'] for one in rows if _value(tree, one) is True]\n"
        "    print(json.dumps(found))\n"
    )
    run = subprocess.run(
        [str(PROGRAMS / "python"), "-c", program, str(as_json)],
        input=json.dumps(texts), capture_output=True, text=True, check=False, cwd=HERE,
        env={"PYTHONPATH": str(HERE), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-2000:]
    answers = [set(json.loads(line)) for line in run.stdout.splitlines()]
    assert len(answers) == len(asked)
    for wanted, text, found in zip(asked, texts, answers):
        assert found == wanted_fids(wanted, rows[1]), text
