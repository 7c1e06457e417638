"""Values and bodies are read as they were written, or stay the texts that they are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from amis_qgis_plugin.core.errors import ServiceError
from amis_qgis_plugin.services.arcgis_counts import Counts
from amis_qgis_plugin.services.bodies import classify
from amis_qgis_plugin.services.errors import HttpFault, Unreachable
from amis_qgis_plugin.services.feature_gml import real_number, typed, whole_number
from amis_qgis_plugin.services.feature_json import read_json
from amis_qgis_plugin.services.patience import Patience
from amis_qgis_plugin.services.urls import redact

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("12", "integer", 12),
        ("-7", "integer", -7),
        (" 12 ", "integer", 12),
        ("1_1", "integer", "1_1"),
        ("000001", "integer", "000001"),
        ("१२", "integer", "१२"),
        ("12.50", "real", 12.5),
        ("1e-3", "real", 0.001),
        ("4.4285714285714288", "real", 4.428571428571429),
        ("120.2500000000000000000", "real", 120.25),
        ("1_0.5", "real", "1_0.5"),
        ("1234567890123456789.0001", "real", "1234567890123456789.0001"),
    ],
)
def test_a_number_that_cannot_be_kept_stays_a_text(text: str, kind: str, value: Any) -> None:
    assert typed(text, kind) == value and type(typed(text, kind)) is type(value)


def test_what_is_no_number_is_told() -> None:
    for read, text in ((whole_number, "007"), (real_number, "१.५"), (whole_number, "x")):
        with pytest.raises(ValueError, match=text):
            read(text)


def test_a_field_that_is_called_bbox_is_none_of_the_servers_boxes() -> None:
    def read(value: Any) -> dict[str, Any]:
        one = {"type": "Feature", "id": "1", "geometry": None, "properties": {"bbox": value}}
        return read_json({"features": [one]}, {}).features[0].attributes

    assert read("north") == {"bbox": "north"}
    assert read([1, 2]) == {"bbox": [1, 2]}
    assert read([1.0, 2.0, 3, 4]) == {}


def test_a_place_of_json_fg_is_odd() -> None:
    one = {"type": "Feature", "id": "1", "geometry": None, "properties": {}}
    assert read_json({"features": [one]}, {}).oddities == ()
    (odd,) = read_json({"features": [{**one, "place": {"type": "Point"}}]}, {}).oddities
    assert "JSON-FG" in odd


@pytest.mark.parametrize("told", ["application/json; charset=ISO-8859-1", "application/json"])
def test_json_is_utf_8_whatever_is_said_of_it(told: str) -> None:
    body = classify('{"name": "Gunung é"}'.encode(), told)
    assert body.data == {"name": "Gunung é"} and not body.mended
    latin = classify('{"name": "é"}'.encode("latin-1"), "application/json; charset=ISO-8859-1")
    assert latin.data == {"name": "é"}


def test_an_address_that_is_none_is_no_crash() -> None:
    assert "http://[" in redact("https://example.org/ows?crs=http://[x")
    assert "secret" not in redact("https://example.org/ows?crs=http://me:secret@[x")


_KEEP = """
from osgeo import gdal, ogr
from amis_qgis_plugin.workspace.kept_geometry import GeometryKeeper
shape = ogr.CreateGeometryFromWkt("POLYGON ((120 5, 121 5))")
{}
kept = GeometryKeeper("polygon", "EPSG:4326").keep(bytes(shape.ExportToWkb()))
print(kept.blob is not None or kept.source_wkt)
"""


@pytest.mark.parametrize("set_up", ["gdal.UseExceptions(); ogr.UseExceptions()", ""])
def test_a_ring_that_is_none_is_no_crash(set_up: str) -> None:
    """Other plugins let GDAL raise, in a process of their own here: it cannot be taken back."""
    command = [sys.executable, "-c", _KEEP.format(set_up)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "True"), done.stderr


def test_a_question_within_a_question_is_put_once_each_time() -> None:
    patience, asked = Patience(sleep=lambda _seconds: None), []

    def silent() -> None:
        asked.append(True)
        raise Unreachable("It is silent.")

    with pytest.raises(ServiceError):
        patience.ask(lambda: patience.ask(lambda: patience.ask(silent)))
    assert len(asked) == patience.tries
    with pytest.raises(ServiceError):
        patience.ask(silent)
    assert len(asked) == 2 * patience.tries


class _Flaky:
    """A layer that fails at its first question for a count, or at all of them."""

    def __init__(self, failures: int) -> None:
        self.failures, self.asked = failures, []

    def count(self, _question: Any) -> int:
        return self._answered("count")

    def ids(self, _question: Any) -> tuple[list[int], str]:
        return [1] * self._answered("list"), "OBJECTID"

    def _answered(self, name: str) -> int:
        self.asked.append(name)
        if name == "count" and self.asked.count("count") <= self.failures:
            raise HttpFault("It failed.", status=502)
        return 7


@pytest.mark.parametrize(("failures", "asked"), [(1, "count count"), (99, "count count list")])
def test_a_count_that_fails_once_is_asked_for_again(failures: int, asked: str) -> None:
    outer, counts = Patience(sleep=lambda _seconds: None), Counts(Patience(sleep=lambda _s: None))
    layer: Any = _Flaky(failures)
    assert outer.ask(lambda: counts.number(layer, {})) == 7
    assert layer.asked == asked.split()
    assert outer.ask(lambda: counts.number(layer, {})) == 7
