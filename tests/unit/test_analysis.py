"""The analysis room: what is missing is said, and numbers agree with independent ones."""

from __future__ import annotations

import csv
import importlib.util
import math
import shutil
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from osgeo import ogr, osr

from amis_qgis_plugin.analysis.frames import occurrences_frame
from amis_qgis_plugin.analysis.libraries import how_to_get, library_states, reader, require
from amis_qgis_plugin.analysis.proximity import distance_to_nearest
from amis_qgis_plugin.core.commodity_parser import parse_commodities
from amis_qgis_plugin.core.errors import AmisError, MissingLibrary, WorkspaceError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_layers" / "asean_samples.gpkg"
OPTIONAL = ("geopandas", "shapely", "pandas", "pyproj")
# Old releases of these libraries deprecate parts of each other.
pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::UserWarning"
)


@pytest.fixture(scope="module")
def geopandas() -> Any:
    """Return geopandas, with PROJ's data found also from inside a virtual environment."""
    for name in (*OPTIONAL, reader()):
        if importlib.util.find_spec(name) is None:
            pytest.skip(f"needs {name}")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import geopandas
        import pyproj.datadir

        try:
            pyproj.datadir.get_data_dir()
        except pyproj.exceptions.DataDirError:
            folders = [path for path in osr.GetPROJSearchPaths() if Path(path, "proj.db").exists()]
            pyproj.datadir.set_data_dir(folders[0])
    return geopandas


# --- libraries ---------------------------------------------------------------------------------


def test_states_agree_with_what_can_be_imported() -> None:
    states = {state.name: state for state in library_states()}
    assert set(states) == {*OPTIONAL, reader()}
    for name, state in states.items():
        code = f"import warnings; warnings.simplefilter('ignore'); import {name} as m"
        run = subprocess.run(
            [sys.executable, "-c", f"{code}; print(m.__version__)"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert bool(state.version) == (run.returncode == 0), run.stderr
        public = state.version.partition("+")[0]  # Debian adds a part of its own
        assert public in (run.stdout.strip(), "?" if run.stdout else "")
        assert bool(state.how_to_get) == (not state.version)
        assert state.serves


def test_looking_at_the_states_imports_none_of_them() -> None:
    code = (
        "import sys; from amis_qgis_plugin.analysis.libraries import library_states;"
        "library_states(); import amis_qgis_plugin.analysis.frames;"
        "import amis_qgis_plugin.analysis.proximity;"
        f"print([name for name in {(*OPTIONAL, 'fiona', 'pyogrio')} if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


def test_a_missing_library_names_the_feature_and_the_next_step() -> None:
    with pytest.raises(MissingLibrary) as caught:
        require("amis_no_such_library", "A variogram")
    assert caught.value.subject == "amis_no_such_library"
    assert caught.value.message.startswith("A variogram needs")
    assert "amis_no_such_library" in caught.value.hint


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("import amis_not_there_either", "amis_not_there_either"),
        ("raise ImportError('DLL load failed')", "DLL load failed"),
        ("raise ValueError('numpy.dtype size changed')", "numpy.dtype size changed"),
    ],
)
def test_a_library_that_does_not_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, said: str
) -> None:
    (tmp_path / "amis_broken_library.py").write_text(source, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(MissingLibrary, match=said) as caught:
        require("amis_broken_library", "A variogram")
    assert caught.value.hint


@pytest.mark.parametrize(
    ("platform", "words"),
    [("linux", "apt install python3-pandas"), ("win32", "OSGeo4W"), ("darwin", "qgis.org")],
)
def test_the_next_step_fits_the_platform(platform: str, words: str) -> None:
    assert words in how_to_get("pandas", platform)


def test_what_is_here_is_returned() -> None:
    assert require("json", "This test").loads("1") == 1


# --- frames ------------------------------------------------------------------------------------


def facts() -> list[dict[str, str]]:
    path = ROOT / "sample_layers" / "facts" / "asean_deposits.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_copper_in_the_philippines(geopandas: Any) -> None:
    wanted = OccurrenceFilter(commodities=("copper",), countries=("PHL",))
    frame = occurrences_frame(SAMPLES, wanted)
    expected = {
        (row["source_record"], float(row["longitude"]), float(row["latitude"]))
        for row in facts()
        if row["country"] == "PHL" and "copper" in parse_commodities(row["commodities"]).codes
    }
    found = set(zip(frame["source_feature_id"], frame.geometry.x, frame.geometry.y))
    assert isinstance(frame, geopandas.GeoDataFrame)
    assert frame.crs.to_epsg() == 4326
    assert found == expected
    assert len(frame) == len(expected) > 50


def test_everything_nothing_and_a_box(geopandas: Any) -> None:
    assert len(occurrences_frame(SAMPLES)) == len(facts())
    assert len(occurrences_frame(SAMPLES, OccurrenceFilter(countries=("SGP",)))) == 0
    frame = occurrences_frame(SAMPLES, OccurrenceFilter(extent=(116.0001, 4.0001, 127.0, 21.0)))
    inside = [
        row
        for row in facts()
        if 116.0001 <= float(row["longitude"]) <= 127 and 4.0001 <= float(row["latitude"]) <= 21
    ]
    assert len(frame) == len(inside) > 0


def test_a_file_without_occurrences(geopandas: Any, tmp_path: Path) -> None:
    path = tmp_path / "roads.gpkg"
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    dataset.CreateLayer("roads")
    dataset = None
    with pytest.raises(WorkspaceError, match=r"roads\.gpkg"):
        occurrences_frame(path)
    with pytest.raises(WorkspaceError, match=r"gone\.gpkg"):
        occurrences_frame(tmp_path / "gone.gpkg")


def test_a_reader_that_passes_over_the_filter_is_found_out(
    geopandas: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = Path(shutil.copy(SAMPLES, tmp_path / "copy.gpkg"))
    whole = geopandas.read_file

    def without_condition(*arguments: Any, where: str = "", **options: Any) -> Any:
        return whole(*arguments, **options)

    monkeypatch.setattr(geopandas, "read_file", without_condition)
    assert len(occurrences_frame(path)) == 726
    with pytest.raises(MissingLibrary, match="cannot filter"):
        occurrences_frame(path, OccurrenceFilter(countries=("PHL",)))


# --- proximity ---------------------------------------------------------------------------------

SEMI_MAJOR, FLATTENING = 6_378_137.0, 1 / 298.257223563  # WGS 84


def meridian_arc(latitude: float) -> float:
    """Return the metres from the equator, by integrating the radius of curvature."""
    squared = FLATTENING * (2 - FLATTENING)
    angles = np.linspace(0, math.radians(latitude), 20_001)
    radii = SEMI_MAJOR * (1 - squared) / (1 - squared * np.sin(angles) ** 2) ** 1.5
    return float(((radii[1:] + radii[:-1]) / 2 * np.diff(angles)).sum())


def measure(geopandas: Any, points: list[Any], lines: list[Any]) -> list[float]:
    from shapely.geometry import LineString, MultiLineString, Point

    makers = [
        LineString(line) if not isinstance(line[0], list) else MultiLineString(line)
        for line in lines
    ]
    places = [Point(*point) if point is not None else None for point in points]
    found = distance_to_nearest(
        geopandas.GeoSeries(places, crs="EPSG:4326"), geopandas.GeoSeries(makers, crs="EPSG:4326")
    )
    assert found.name == "distance_m"
    return found.tolist()


@pytest.mark.parametrize("latitude", [0.001, 1.0, 10.0, -23.5, 45.0])
def test_from_the_meridian_to_the_equator(geopandas: Any, latitude: float) -> None:
    (found,) = measure(geopandas, [(105.3, latitude)], [[(95, 0), (141, 0)]])
    assert found == pytest.approx(abs(meridian_arc(latitude)), rel=5e-8, abs=0.001)


def test_along_the_equator_to_a_meridian(geopandas: Any) -> None:
    degree = SEMI_MAJOR * math.pi / 180
    found = measure(geopandas, [(101, 0), (99.5, 0), (100, 3)], [[(100, -5), (100, 5)]])
    assert found == pytest.approx([degree, degree / 2, 0], abs=0.01)


def test_a_published_geodesic(geopandas: Any) -> None:
    """Flinders Peak to Buninyong, 54,972.271 m on GRS80 (Geoscience Australia's test line)."""

    def degrees(whole: int, minutes: int, seconds: float) -> float:
        return whole + minutes / 60 + seconds / 3600

    flinders = (degrees(144, 25, 29.52440), -degrees(37, 57, 3.72030))
    buninyong = (degrees(143, 55, 35.38390), -degrees(37, 39, 10.15610))
    beyond = (buninyong[0] - 1, buninyong[1] + 0.6)
    (found,) = measure(geopandas, [flinders], [[buninyong, beyond]])
    assert found == pytest.approx(54_972.271, abs=0.001)


def test_against_walking_along_the_lines(geopandas: Any) -> None:
    """Measure to points every few metres of the real lines and take the smallest."""
    import pyproj

    rng = np.random.default_rng(7)
    dataset = ogr.Open(str(SAMPLES))
    layer = dataset.GetLayerByName("schematic_structures")
    lines = [feature.GetGeometryRef().GetPoints() for feature in layer]
    points = rng.uniform((92, -11), (141, 26), size=(12, 2))
    found = measure(geopandas, [tuple(point) for point in points], lines)
    geod = pyproj.Geod(ellps="WGS84")
    for point, metres in zip(points, found):
        best = math.inf
        for line in lines:
            for (x1, y1), (x2, y2) in zip(line, line[1:]):
                share = np.linspace(0, 1, 2001)
                low, high = 0.0, 1.0
                for _round in range(2):  # once along the whole segment, once around the best
                    share = np.linspace(low, high, 2001)
                    xs, ys = x1 + share * (x2 - x1), y1 + share * (y2 - y1)
                    _a, _b, every = geod.inv(
                        np.full(2001, point[0]), np.full(2001, point[1]), xs, ys
                    )
                    at = int(np.argmin(every))
                    best = min(best, float(every[at]))
                    step = (high - low) / 2000
                    low, high = max(share[at] - step, 0.0), min(share[at] + step, 1.0)
        assert metres == pytest.approx(best, abs=1.0)


def test_several_parts_and_no_part(geopandas: Any) -> None:
    parts = [[(100, -5), (100, 5)], [(120, -5), (120, 5)]]
    degree = SEMI_MAJOR * math.pi / 180
    found = measure(geopandas, [(101, 0), (119, 0), None], [parts])
    assert found[:2] == pytest.approx([degree, degree], abs=0.01)
    assert math.isnan(found[2])
    assert math.isnan(measure(geopandas, [(0, 0)], [])[0])


def test_other_coordinates_and_the_index_of_the_points(geopandas: Any) -> None:
    from shapely.geometry import LineString, Point

    points = geopandas.GeoSeries([Point(123.5, 10.0), Point(124.5, 9.0)], index=["b", "a"])
    points = points.set_crs("EPSG:4326")
    lines = geopandas.GeoSeries([LineString([(123, 8), (123, 12)])], crs="EPSG:4326")
    plain = distance_to_nearest(points, lines)
    assert list(plain.index) == ["b", "a"]
    # A line along zone 51's central meridian stays straight in UTM.
    projected = distance_to_nearest(
        geopandas.GeoDataFrame(geometry=points.to_crs("EPSG:32651")), lines.to_crs("EPSG:32651")
    )
    assert projected.tolist() == pytest.approx(plain.tolist(), abs=0.01)


def test_what_cannot_be_measured_is_refused(geopandas: Any) -> None:
    from shapely.geometry import LineString, Point

    line = LineString([(0, 0), (1, 1)])
    points = geopandas.GeoSeries([Point(0, 0)], crs="EPSG:4326")
    lines = geopandas.GeoSeries([line], crs="EPSG:4326")
    with pytest.raises(AmisError, match="no coordinate reference"):
        distance_to_nearest(geopandas.GeoSeries([Point(0, 0)]), lines)
    with pytest.raises(AmisError, match="not to a Polygon"):
        distance_to_nearest(points, geopandas.GeoSeries([Point(0, 0).buffer(1)], crs="EPSG:4326"))
    with pytest.raises(AmisError, match="not from a LineString"):
        distance_to_nearest(lines, lines)
