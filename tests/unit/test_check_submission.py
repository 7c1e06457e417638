"""Real layers checked: counts are those that pandas, geopandas and PROJ read in the same files."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from aligning import field_map, point_wkb
from osgeo import gdal, ogr
from surveys import FIELDS as SURVEY_FIELDS
from surveys import write_survey

from amis_qgis_plugin.core.checks.report import CheckReport, RowFinding
from amis_qgis_plugin.core.checks.rules import bundled_rules
from amis_qgis_plugin.core.errors import Cancelled, WorkspaceError
from amis_qgis_plugin.core.mapping.field_map import FieldMap
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.core.rows import SourceField, SourceLayer, SourceRow
from amis_qgis_plugin.core.user_terms import UserTerm, UserTerms
from amis_qgis_plugin.workspace.check_submission import OtherRow, check_submission, datum_of
from amis_qgis_plugin.workspace.country_index import CountryIndex

pandas = pytest.importorskip("pandas", reason="needs pandas as an independent reader")
geopandas = pytest.importorskip("geopandas", reason="needs geopandas as an independent reader")
pyproj = pytest.importorskip("pyproj", reason="needs pyproj as an independent measure")

TODAY = date(2026, 3, 4)
USGS_MAP = field_map(
    identifier="record_id", name="name", commodity_text="commod_raw", country_text="country_raw",
    deposit_type_text="dep_type_raw", reference="reference", longitude="lon", latitude="lat",
)  # fmt: skip
SURVEY_MAP = field_map(identifier="NO_ID", name="NAMA_LOKASI", commodity_text="KOMODITAS")
# Names that the outlines do not have.
STATED = {
    "Burma": "MMR", "Myanmar (Burma)": "MMR", "Union Of Myanmar": "MMR", "Christmas Island": "CXR",
    "Micronesia, Federated States of": "FSM",
}  # fmt: skip


@dataclass(frozen=True)
class Usgs:
    """The USGS occurrences as this project reads them, and as pandas does; ids count from 1."""

    rows: list[dict[str, str]]
    frame: Any
    outlines: Path
    report: CheckReport


def layer_of(rows: list[dict[str, Any]], geometry: str = "", crs: str = "") -> SourceLayer:
    return SourceLayer("A survey", tuple(map(SourceField, rows[0])), geometry, crs, len(rows))


def numbered(rows: list[dict[str, Any]]) -> Iterator[SourceRow]:
    return (SourceRow(str(number), row) for number, row in enumerate(rows, start=1))


def check(layer: SourceLayer, rows: Any, fields: FieldMap, **options: Any) -> CheckReport:
    return check_submission(layer, rows, fields, bundled_rules(), today=TODAY, **options)


@pytest.fixture(scope="module")
def usgs(shared_data: Path) -> Usgs:
    path = shared_data / "occurrences" / "usgs_occurrences_asean_all.csv"
    outlines = shared_data / "boundaries" / "region_admin0_ne50m_bbox.geojson"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    countries = CountryIndex.read(outlines)
    report = check(layer_of(rows), numbered(rows), USGS_MAP, countries=countries)
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
    frame.index = [str(number) for number in range(1, len(frame) + 1)]
    return Usgs(rows, frame, outlines, report)


def found(report: CheckReport, code: str) -> list[RowFinding]:
    return [row for one, row in report.each_row() if one.code == code]


def ids(report: CheckReport, code: str) -> set[str]:
    return {row.feature_id for row in found(report, code)}


def metres_between(points: Any, others: Any) -> Any:
    """Return the distances of all pairs on the project's sphere, by the haversine formula."""
    x, y = (np.radians(np.asarray(one)) for one in (points.geometry.x, points.geometry.y))
    u, v = (np.radians(np.asarray(one)) for one in (others.geometry.x, others.geometry.y))
    across = np.cos(y)[:, None] * np.cos(v)[None, :] * np.sin((x[:, None] - u) / 2) ** 2
    return 2 * 6371008.8 * np.arcsin(np.sqrt(np.sin((y[:, None] - v) / 2) ** 2 + across))


def placed(frame: Any) -> Any:
    """Return the rows with coordinates, as geopandas has points."""
    there = frame[(frame.lon != "") & (frame.lat != "")]
    points = geopandas.points_from_xy(there.lon.astype(float), there.lat.astype(float))
    return geopandas.GeoDataFrame(there, geometry=points, crs=4326)


def kilometres_off(point: Any, shape: Any) -> float:
    """Return how far a shape is, in the azimuthal equidistant projection around the point."""
    from shapely.geometry import Point, box
    from shapely.ops import transform

    near = shape.intersection(box(point.x - 1, point.y - 1, point.x + 1, point.y + 1))
    if near.is_empty:
        return float("inf")
    around = f"+proj=aeqd +lon_0={point.x} +lat_0={point.y} +ellps=WGS84"
    project = pyproj.Transformer.from_crs(4326, around, always_xy=True).transform
    return float(transform(project, near).distance(Point(0, 0))) / 1000


def country_and_distance(points: Any, outlines: Any) -> tuple[dict[str, str], dict[str, float]]:
    """Return for each point the country that it lies in or nearest to, and how far off."""
    country: dict[str, str] = {}
    for code, shape in zip(outlines.ISO_A3, outlines.geometry):
        for number in points.index[points.intersects(shape)]:
            country[number] = code
    far = dict.fromkeys(country, 0.0)
    for number in points.index.difference(list(country)):
        at = points.geometry[number]
        off = [(kilometres_off(at, one), code)
               for code, one in zip(outlines.ISO_A3, outlines.geometry)]  # fmt: skip
        far[number], country[number] = min(off)
    return country, far


def test_counts_of_missing_values_and_repeated_identifiers(usgs: Usgs) -> None:
    frame, report = usgs.frame, usgs.report
    assert report.rows == len(frame) == 1397
    assert usgs.rows == frame.to_dict("records")  # as they were before the check
    assert ids(report, "geometry-missing") == set(frame.index[frame.lon == ""])
    assert ids(report, "required-empty") == set(frame.index[frame.commod_raw == ""])
    again = frame.record_id.duplicated(keep="first") & (frame.record_id != "")
    assert ids(report, "identifier-twice") == set(frame.index[again])
    assert ids(report, "identical-rows") == set(frame.index[frame.duplicated(keep="first")])
    control = frame.name.str.contains("[\x80-\x9f]")
    assert ids(report, "encoding-control") == set(frame.index[control])
    assert control.sum() == 2


def test_decimal_degrees_are_no_months_of_the_buddhist_era(usgs: Usgs) -> None:
    assert (usgs.frame.lat == "10.2506").any()
    assert ids(usgs.report, "buddhist-year") == set()


def test_places_outside_the_stated_country_are_those_of_geopandas(usgs: Usgs) -> None:
    outlines = geopandas.read_file(usgs.outlines)
    outlines = outlines[outlines.ISO_A3 != "-99"]  # dependencies without a code of their own
    points = placed(usgs.frame)
    country, far = country_and_distance(points, outlines)
    codes = dict(STATED)
    for name in ("NAME", "NAME_LONG", "FORMAL_EN"):
        codes.update({str(text): code for text, code in zip(outlines[name], outlines.ISO_A3)})
    assert set(points.country_raw) - set(codes) == {""}
    # Near 1 km and 50 km off a coast the ellipsoid and the sphere may decide otherwise.
    doubtful = {n for n, km in far.items() if abs(km - 1) < 0.02 or abs(km - 50) < 0.5}
    assert len(doubtful) < 5
    outside = {
        number
        for number, text in points.country_raw.items()
        if text and far[number] <= 1 and country[number] != codes[text]
    }
    assert len(outside) > 5
    assert ids(usgs.report, "country-disagrees") - doubtful == outside - doubtful
    offshore = {number for number, km in far.items() if 1 < km <= 50}
    assert ids(usgs.report, "offshore") - doubtful == offshore - doubtful
    outlined = set(outlines.ISO_A3)
    nowhere = {
        number
        for number, text in points.country_raw.items()
        if text and codes[text] in outlined and far[number] > 50
    }
    assert ids(usgs.report, "place-nowhere") - doubtful == nowhere - doubtful
    for row in found(usgs.report, "offshore"):
        match = re.match(r"(\d+) km", row.detail)
        assert match is not None
        assert int(match.group(1)) == pytest.approx(far[row.feature_id], abs=1)


def test_rows_at_one_place_and_of_one_name_are_those_of_all_pairs(usgs: Usgs) -> None:
    points = placed(usgs.frame)
    metres = metres_between(points, points)
    np.fill_diagonal(metres, np.inf)
    near = metres <= 100
    assert ids(usgs.report, "same-place") == set(points.index[near.any(axis=1)])
    names = points.name.str.lower().str.replace(r"[^\w;&#?]|_", "", regex=True).to_numpy()
    says_nothing = np.isin(names, ["unnamed", "unknown", "noname"]) | (points.name.str.len() < 3)
    same = (names[:, None] == names[None, :]) & ~says_nothing.to_numpy()[:, None]
    assert ids(usgs.report, "same-name") == set(
        points.index[(same & ~near & (metres <= 5000)).any(axis=1)]
    )


def test_another_source_is_found_where_geopandas_has_a_point(usgs: Usgs, shared_data: Path) -> None:
    known = geopandas.read_file(shared_data / "occurrences" / "usgs_occurrences_asean11.gpkg")
    others = [
        OtherRow(str(n), "", (point.x, point.y), "USGS") for n, point in enumerate(known.geometry)
    ]
    report = check(layer_of(usgs.rows), numbered(usgs.rows), USGS_MAP, others=others)
    points = placed(usgs.frame)
    expected = set(points.index[(metres_between(points, known) <= 100).any(axis=1)])
    assert len(expected) > 800
    assert ids(report, "other-source") == expected
    assert len(found(report, "other-source")) == len(expected)
    assert report.notes[0].startswith("Countries of places were not looked up")
    unplaced = usgs.frame[(usgs.frame.lon == "") | (usgs.frame.lat == "")]
    names = usgs.frame.name.str.lower().str.replace(r"[^\w;&#?]|_", "", regex=True)
    says_something = (names.str.len() > 2) & ~names.isin(["unnamed", "unknown", "noname"])
    named = int(says_something[unplaced.index].sum())
    assert 0 < named < len(unplaced)
    assert usgs.report.notes == (
        f"Duplicates: rows without a place compared by their names alone: {named}.",
        "Duplicates: rows not compared, without a place and a name to go by:"
        f" {len(unplaced) - named}.",
    )
    again = names.isin(names[says_something & names.duplicated(keep=False)])
    assert ids(usgs.report, "same-name-unplaced") == set(unplaced.index[again[unplaced.index]])


def test_the_score_is_what_pandas_reckons(usgs: Usgs) -> None:
    frame, rules = usgs.frame, bundled_rules()
    weights = {one.fields: one.weight for one in rules.row_items["mineral_occurrences"]}
    shares = {one.title: one.share for one in usgs.report.score_items}
    filled = {
        ("name", "local_name"): (frame.name != "").mean(),
        ("identifier_of_source",): (frame.record_id != "").mean(),
        ("reference", "source_uri"): (frame.reference != "").mean(),
        ("deposit_model", "deposit_type_text"): (frame.dep_type_raw != "").mean(),
        ("commodity_codes",): (frame.commod_raw != "").mean(),
        ("country",): shares["rows: country (iso code)"],
        ("occurrence_type", "mine_status"): 0.0,
        ("positional_accuracy",): 0.0,
    }
    assert filled.keys() == weights.keys()
    there = sum(weights[name] * share for name, share in filled.items())
    there += 3 * (frame.lon != "").mean() + 1  # places; of the layer only its title is stated
    # A table without geometry is not asked for a reference system.
    asked = [one for one in rules.layer_items if one.fields != ("crs",)]
    whole = sum(weights.values()) + 3 + sum(one.weight for one in asked)
    assert usgs.report.score == pytest.approx(100 * there / whole)
    assert shares["rows: country (iso code)"] > 0.99


def test_unknown_terms_are_counted_as_pandas_counts_the_texts(usgs: Usgs) -> None:
    counts = usgs.frame.dep_type_raw.value_counts()
    terms = [one for one in usgs.report.unmatched if one.vocabulary == "deposit type"]
    assert len(terms) > 20
    assert {one.term: one.count for one in terms} == {t.term: counts[t.term] for t in terms}
    decided = UserTerms([UserTerm("deposit type", terms[0].term, meaning="ignored")])
    again = check(layer_of(usgs.rows), numbered(usgs.rows), USGS_MAP, terms=decided)
    left = {one.term for one in again.unmatched if one.vocabulary == "deposit type"}
    assert left == {one.term for one in terms[1:]}


def test_invalid_areas_are_those_of_shapely() -> None:
    from shapely.geometry import Polygon
    from shapely.validation import explain_validity

    corners = np.random.default_rng(5).uniform(100, 101, (300, 5, 2))
    shapes = [Polygon(one) for one in corners]
    rows = [SourceRow(str(n), {"n": n}, shape.wkb) for n, shape in enumerate(shapes)]
    layer = SourceLayer("A", (SourceField("n"),), "polygon", "EPSG:4326", len(rows))
    report = check(layer, rows, FieldMap("geological_units"))
    invalid = {str(number) for number, shape in enumerate(shapes) if not shape.is_valid}
    assert 50 < len(invalid) < 290
    assert ids(report, "geometry-invalid") == invalid
    for row in found(report, "geometry-invalid"):
        reason = explain_validity(shapes[int(row.feature_id)]).partition("[")[0]
        assert row.detail.startswith(reason)


@pytest.mark.parametrize("crs", ["EPSG:32648", "EPSG:24047", "EPSG:3857", "EPSG:4326"])
def test_places_are_in_degrees_whatever_the_layer_is_in(crs: str) -> None:
    system = pyproj.CRS.from_user_input(crs)
    places = [(102.0, 18.0), (103.5, 17.25), (100.25, 15.5)]
    to_layer = pyproj.Transformer.from_crs(system.geodetic_crs, system, always_xy=True)
    rows = [
        SourceRow(str(n), {"what": "Unobtainium"}, point_wkb(to_layer.transform(*place)))
        for n, place in enumerate(places)
    ]
    layer = SourceLayer("A", (SourceField("what"),), "point", crs, 3)
    report = check(layer, rows, field_map(commodity_text="what"))
    for row, place in zip(found(report, "unmatched-term"), places):
        assert row.place is not None
        far = pyproj.Geod(ellps="WGS84").inv(*place, *row.place)[2]
        assert far < (1000 if crs == "EPSG:24047" else 0.01)  # Indian 1975 lies 400 m off
    assert datum_of(crs) == {"EPSG:24047": "4240"}.get(crs, "4326")
    assert bool(found(report, "crs-old-datum")) == (crs == "EPSG:24047")


def survey_rows(path: Path) -> Iterator[SourceRow]:
    dataset = ogr.Open(str(path))
    layer = dataset.GetLayer(0)
    for feature in layer:
        shape = feature.GetGeometryRef()
        attributes = {name: feature.GetField(name) for name in SURVEY_FIELDS}
        wkb = bytes(shape.ExportToIsoWkb()) if shape else None
        yield SourceRow(str(feature.GetFID()), attributes, wkb)


@pytest.mark.parametrize("exceptions", [False, True])
def test_the_file_is_not_changed_however_gdal_tells_of_errors(
    tmp_path: Path, exceptions: bool
) -> None:
    path = write_survey(tmp_path / "survey.gpkg")
    before = path.read_bytes()
    layer = SourceLayer("Titik", tuple(map(SourceField, SURVEY_FIELDS)), "point", "EPSG:4326", 9)
    damaged = SourceRow("9", {"NO_ID": "9", "KOMODITAS": "emas"}, b"\x01\x03\x00")
    was = gdal.GetUseExceptions()
    for module in (gdal, ogr):
        module.UseExceptions() if exceptions else module.DontUseExceptions()
    try:
        report = check(layer, [*survey_rows(path), damaged], SURVEY_MAP)
        assert (gdal.GetUseExceptions(), ogr.GetUseExceptions()) == (exceptions, exceptions)
    finally:
        for module in (ogr, gdal):
            module.UseExceptions() if was else module.DontUseExceptions()
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["survey.gpkg"]
    assert ids(report, "geometry-unreadable") == {"9"}
    assert ids(report, "geometry-invalid") == set()
    assert ids(report, "geometry-missing") == {"7"}


SITES = [{"name": f"Site {number}"} for number in range(1700)]


@pytest.mark.parametrize("asked", [0, 1, 3, 4])
def test_stopping_ends_the_check_soon_and_without_a_report(asked: int) -> None:
    taken: list[str] = []

    def rows() -> Iterator[SourceRow]:
        for row in numbered(SITES):
            taken.append(row.feature_id)
            yield row

    answers = iter([False] * asked + [True])
    progress = Progress(is_cancelled=lambda: next(answers))
    with pytest.raises(Cancelled):
        check(layer_of(SITES), rows(), field_map(name="name"), progress=progress)
    assert len(taken) == min(1700, 500 * (asked + 1))


def test_comparing_with_other_sources_can_be_stopped() -> None:
    taken: list[int] = []
    stop = False

    def others() -> Iterator[OtherRow]:
        nonlocal stop
        for number in range(5000):
            taken.append(number)
            stop = number > 600
            yield OtherRow(str(number), "", (1.0, 2.0), "Atlas")

    progress = Progress(is_cancelled=lambda: stop)
    rows = SITES[:3]
    with pytest.raises(Cancelled):
        check(layer_of(rows), numbered(rows), field_map(name="name"), others=others(),
              progress=progress)  # fmt: skip
    assert len(taken) == 1000


def test_progress_goes_from_nothing_to_the_whole() -> None:
    told: list[tuple[float, str]] = []
    progress = Progress(lambda share, words: told.append((share, words)))
    report = check(layer_of(SITES), numbered(SITES), field_map(name="name"), progress=progress)
    shares = [share for share, _words in told]
    assert shares == sorted(shares)
    assert (len(shares), shares[-1]) == (5, 1.0)
    assert told[0][1] == "Checking A survey: 500 rows"
    assert told[-1][1] == f"{len(report.findings)} findings, score {report.score:.0f}"


def test_what_does_not_fit_is_a_typed_error() -> None:
    rows = [{"name": "A"}]
    with pytest.raises(WorkspaceError, match=r"A survey.*what, which the layer does not have"):
        check(layer_of(rows), numbered(rows), field_map(name="name", commodity_text="what"))
    with pytest.raises(WorkspaceError, match="PROJ does not know this reference system"):
        check(layer_of(rows, "point", "EPSG:999999"), numbered(rows), field_map(name="name"))
