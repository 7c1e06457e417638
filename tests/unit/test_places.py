"""Where a row lies and in which country: attribute, geometry, both, and what cannot be right."""

from __future__ import annotations

import itertools
from typing import Any, Optional

import pytest
from aligning import field_map
from osgeo import gdal, ogr

from amis_qgis_plugin.core.countries import country_names
from amis_qgis_plugin.core.errors import WorkspaceError
from amis_qgis_plugin.core.mapping.column_values import sample_columns
from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse, SourceColumn
from amis_qgis_plugin.core.mapping.propose import propose
from amis_qgis_plugin.core.places import CountryDecision, PlaceReading, decide_country
from amis_qgis_plugin.core.rows import SourceField, SourceLayer, SourceRow
from amis_qgis_plugin.workspace.country_index import CountryIndex
from amis_qgis_plugin.workspace.row_aligner import PlacedRow, RowAligner

PLACES = (
    None,
    PlaceReading("THA"),
    PlaceReading("MYS"),
    PlaceReading("THA", 12.4),
    PlaceReading("MYS", 12.4),
    PlaceReading("", 50.0),
)
SQUARES = {"THA": (100, 14), "MYS": (102, 4), "EGY": (14, 28), "VNM": (91, 12)}


@pytest.fixture(scope="module")
def countries() -> CountryIndex:
    """Return square countries of four degrees, and Laos as a valley around Viet Nam."""
    wkt = "POLYGON (({0} {1}, {2} {1}, {2} {3}, {0} {3}, {0} {1}))"
    shapes = {iso3: wkt.format(x, y, x + 4, y + 4) for iso3, (x, y) in SQUARES.items()}
    shapes["LAO"] = "POLYGON ((90 10, 96 10, 96 16, 95 16, 95 11, 91 11, 91 16, 90 16, 90 10))"
    return CountryIndex((iso3, ogr.CreateGeometryFromWkt(one)) for iso3, one in shapes.items())


@pytest.mark.parametrize("stated", ["", "THA", "IDN"])
@pytest.mark.parametrize("for_all", ["", "THA", "VNM"])
@pytest.mark.parametrize("place", PLACES)
def test_what_is_said_stands_and_what_disagrees_is_told(
    stated: str, for_all: str, place: Optional[PlaceReading]
) -> None:
    found = decide_country(stated, for_all, place)
    said = stated or for_all
    nowhere = place is not None and not place.iso3
    offshore = place is not None and place.offshore_km > 0
    if said:
        assert (found.iso3, found.basis) == (said, "attribute" if stated else "source")
    elif place is None or nowhere:
        assert found == CountryDecision()
    else:
        assert (found.iso3, found.basis) == (place.iso3, "coast" if offshore else "place")
    names = {"THA": "Thailand", "MYS": "Malaysia", "IDN": "Indonesia", "VNM": "Viet Nam"}
    if place is None or (nowhere and not said):
        assert (found.fault, found.detail) == ("", "")
    elif nowhere:
        assert found.fault == "place-nowhere"
        assert found.detail == f"says {names[said]}, no country is within 50 km"
    elif offshore:
        off = f"12 km off the coast of {names[place.iso3]}"
        if said in ("", place.iso3):
            assert (found.fault, found.detail) == ("offshore", off)
        else:
            assert found.fault == "country-disagrees"
            assert found.detail == f"says {names[said]}, lies {off}"
    else:
        differs = said not in ("", place.iso3)
        assert found.fault == ("country-disagrees" if differs else "")
        assert bool(found.detail) == differs


def test_a_disagreement_names_both_countries_whatever_they_are() -> None:
    names = country_names()
    for said, lies in itertools.permutations(("LAO", "TLS", "PNG", "CHN", "XKX"), 2):
        found = decide_country(said, "", PlaceReading(lies))
        assert found.iso3 == said
        assert found.detail == f"says {names.get(said, said)}, lies in {names.get(lies, lies)}"


@pytest.mark.parametrize("said", ["THA", "MYS", "IDN"])
def test_off_two_coasts_a_place_may_be_either_country_s(said: str) -> None:
    place = PlaceReading("MYS", 12.4, (("MYS", 12.4), ("THA", 30.6)))
    found = decide_country(said, "", place)
    if said == "IDN":
        assert found.detail == "says Indonesia, lies 12 km off the coast of Malaysia"
        assert found.fault == "country-disagrees"
    else:
        name = {"THA": "31 km off the coast of Thailand", "MYS": "12 km off the coast of Malaysia"}
        assert (found.iso3, found.fault, found.detail) == (said, "offshore", name[said])


def test_outlines_without_the_stated_country_prove_nothing_at_sea(countries: CountryIndex) -> None:
    for wkt, codes_of_row in (("POINT (120 15)", []), ("POINT (104.2 15)", ["offshore"])):
        row = placed(wkt, countries, where="Indonesia")
        assert (row.aligned.values["country"], codes(row)) == ("IDN", codes_of_row)


def placed(
    wkt: Any, countries: CountryIndex, fields: Optional[FieldMap] = None, **attributes: Any
) -> PlacedRow:
    """Return a row of a layer in degrees aligned with its place; text is WKT, bytes are WKB."""
    fields = fields or field_map(country_text="where")
    names = {*attributes, *fields.columns()}
    layer = SourceLayer("S", tuple(map(SourceField, sorted(names))), "point", "EPSG:4326", 1)
    wkb = bytes(ogr.CreateGeometryFromWkt(wkt).ExportToIsoWkb()) if wkt else None
    return RowAligner(layer, fields, "survey", countries=countries).place(
        SourceRow("1", attributes, wkb)
    )


def codes(row: PlacedRow) -> list[str]:
    return [note.code for note in row.aligned.notes]


@pytest.mark.parametrize(
    ("wkt", "where", "country", "basis", "notes"),
    [
        ("POINT (101 15)", "", "THA", "place", []),
        ("POINT (101 15)", "Siam", "THA", "attribute", []),
        ("POINT (101 15)", "Malaysia", "MYS", "attribute", ["country-disagrees"]),
        ("POINT (101 15)", "Atlantis", "THA", "place", []),
        ("POINT (104.2 15)", "", "THA", "coast", ["offshore"]),
        ("POINT (104.2 15)", "Laos", "LAO", "attribute", ["country-disagrees"]),
        ("POINT (104.2 15)", "Thailand", "THA", "attribute", ["offshore"]),
        ("POINT (120 15)", "", None, None, []),
        ("POINT (120 15)", "Laos", "LAO", "attribute", ["place-nowhere"]),
        # Exchanged numbers lie in another country, or nowhere: they are never looked up.
        ("POINT (15 101)", "", None, None, ["geometry-swapped"]),
        ("POINT (15 101)", "Thailand", "THA", "attribute", ["geometry-swapped"]),
        ("POINT (0 0)", "", None, None, ["geometry-zero"]),
        ("POINT (0 0)", "Laos", "LAO", "attribute", ["geometry-zero"]),
        ("POINT (190 15)", "", None, None, ["geometry-impossible"]),
        ("POINT (101 -95)", "Laos", "LAO", "attribute", ["geometry-impossible"]),
        ("POINT EMPTY", "", None, None, ["geometry-missing"]),
        (None, "Laos", "LAO", "attribute", ["geometry-missing"]),
    ],
)
def test_a_row_gets_its_country_from_what_can_be_trusted(
    countries: CountryIndex, wkt: Any, where: str, country: Any, basis: Any, notes: list[str]
) -> None:
    row = placed(wkt, countries, where=where)
    assert row.aligned.values["country"] == country
    assert row.aligned.values["country_basis"] == basis
    assert row.aligned.values["country_text"] == (where or None)
    assert codes(row) == notes


def test_numbers_that_would_lie_elsewhere_when_exchanged_are_not_moved(
    countries: CountryIndex,
) -> None:
    """(15, 101) is told; (15, 30) is a place in Egypt and stays there."""
    assert placed("POINT (15 30)", countries).aligned.values["country"] == "EGY"
    swapped = placed("POINT (15 101)", countries)
    assert (swapped.geometry.blob, swapped.geometry.source_wkt) == (None, "POINT (15.0 101.0)")
    assert swapped.geometry.place is None


def test_without_outlines_only_attributes_tell(countries: CountryIndex) -> None:
    layer = SourceLayer("S", (SourceField("where"),), "point", "EPSG:4326", 1)
    wkb = bytes(ogr.CreateGeometryFromWkt("POINT (101 15)").ExportToIsoWkb())
    aligner = RowAligner(layer, field_map(country_text="where"), "survey")
    assert aligner.place(SourceRow("1", {"where": ""}, wkb)).aligned.values["country"] is None
    said = aligner.place(SourceRow("1", {"where": "Malaysia"}, wkb)).aligned
    assert (said.values["country"], said.notes) == ("MYS", ())


def test_a_country_stated_for_all_rows_is_held_against_the_place(countries: CountryIndex) -> None:
    fields = field_map(country_text="where").with_use(
        "country", FieldUse((SourceColumn("where"),), "Malaysia")
    )
    row = placed("POINT (101 15)", countries, fields, where="")
    assert row.aligned.values["country"] == "MYS"
    assert row.aligned.values["country_basis"] == "source"
    assert codes(row) == ["country-disagrees"]


@pytest.mark.parametrize("exceptions", [False, True])
@pytest.mark.parametrize(
    ("kind", "wkt", "country"),
    [
        # The centre of each lies in Viet Nam, the thing itself does not.
        ("infrastructure", "LINESTRING (90.5 15.5, 90.5 10.5, 95.5 10.5, 95.5 15.5)", "LAO"),
        ("infrastructure", "MULTILINESTRING ((92 10.5, 95 10.5), (90.5 15.9, 90.5 11))", "LAO"),
        ("tenements", "POLYGON ((90.1 10.1, 95.9 10.1, 95.9 15.9, 95.7 15.9, 95.7 10.3,"
         " 90.3 10.3, 90.3 15.9, 90.1 15.9, 90.1 10.1))", "LAO"),
        # Of two parts the greater one counts.
        ("infrastructure", "MULTILINESTRING ((101 15, 101.1 15), (103 5, 105 5))", "MYS"),
        ("tenements", "MULTIPOLYGON (((103 5, 105 5, 105 7, 103 5)),"
         " ((101 15, 101.1 15, 101 15.1, 101 15)))", "MYS"),
    ],
)  # fmt: skip
def test_lines_and_areas_lie_where_a_point_on_them_lies(
    countries: CountryIndex, kind: str, wkt: str, country: str, exceptions: bool
) -> None:
    before = gdal.GetUseExceptions()
    (gdal.UseExceptions if exceptions else gdal.DontUseExceptions)()
    try:
        fields = FieldMap(kind)
        geometry = "line" if kind == "infrastructure" else "polygon"
        layer = SourceLayer("S", (), geometry, "EPSG:4326", 1)
        shape = ogr.CreateGeometryFromWkt(wkt)
        aligner = RowAligner(layer, fields, "survey", countries=countries)
        row = aligner.place(SourceRow("1", {}, bytes(shape.ExportToIsoWkb())))
        point = ogr.Geometry(ogr.wkbPoint)
        point.AddPoint_2D(*row.geometry.place)
        assert shape.Distance(point) < 1e-9
    finally:
        (gdal.UseExceptions if before else gdal.DontUseExceptions)()
    found = row.aligned.values
    assert (found["country"], found["country_basis"]) == (country, "place")


COORDINATES = field_map(longitude="x", latitude="y", country_text="where")


@pytest.mark.parametrize(
    ("x", "y", "point"),
    [
        (101.5, 14.25, (101.5, 14.25)),
        ("101.5", " 14.25 ", (101.5, 14.25)),
        ("101,5", "14,25", (101.5, 14.25)),
        ("101°30'00\"E", "14°15'N", (101.5, 14.25)),
        ("101 30 0 E", "14 15 0 N", (101.5, 14.25)),
        ("110° 30' BT", "1° 15' LS", (110.5, -1.25)),
        ("-70.5", "-33", (-70.5, -33.0)),
    ],
)
def test_coordinates_may_stand_in_attributes(
    countries: CountryIndex, x: Any, y: Any, point: Any
) -> None:
    row = placed(None, countries, COORDINATES, x=x, y=y)
    assert row.geometry.place == pytest.approx(point)
    assert codes(row) == []


@pytest.mark.parametrize(
    ("x", "y", "note"),
    [
        ("0", "0", "geometry-zero"),
        ("14.25", "101.5", "geometry-swapped"),
        ("500000", "1500000", "geometry-impossible"),
        ("east", "14", "unreadable-coordinates"),
        ("101.5", "", "unreadable-coordinates"),
        ("101°75'E", "14", "unreadable-coordinates"),
        ("", None, "geometry-missing"),
        ("N/A", "<Null>", "geometry-missing"),
    ],
)
def test_what_is_wrong_with_coordinates_is_told(
    countries: CountryIndex, x: Any, y: Any, note: str
) -> None:
    row = placed(None, countries, COORDINATES, x=x, y=y)
    assert row.geometry.place is None
    assert codes(row) == [note]
    assert row.aligned.values["country"] is None


def test_a_geometry_counts_before_coordinates_in_attributes(countries: CountryIndex) -> None:
    row = placed("POINT (101 15)", countries, COORDINATES, x="103", y="5")
    assert row.geometry.place == (101, 15)
    empty = placed("POINT EMPTY", countries, COORDINATES, x="103", y="5")
    assert (empty.geometry.place, empty.aligned.values["country"]) == ((103, 5), "MYS")


def test_the_first_coordinate_that_is_there_counts(countries: CountryIndex) -> None:
    both = FieldUse((SourceColumn("lon_gps"), SourceColumn("lon_map")))
    fields = field_map(latitude="y").with_use("longitude", both)
    row = placed(None, countries, fields, lon_gps=None, lon_map=103, y=5)
    assert row.geometry.place == (103, 5)


def test_a_map_that_reads_what_the_layer_lacks_is_refused() -> None:
    layer = SourceLayer("Wells", (SourceField("where"),), "point", "EPSG:4326", 1)
    with pytest.raises(WorkspaceError, match=r"Wells.*x, y"):
        RowAligner(layer, COORDINATES, "survey")


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        ({"X": ["100.5", "101.2"], "Y": ["14.1", "15.2"]}, ("X", "Y")),
        ({"X": ["14.1", "15.2"], "Y": ["100.5", "101.2"]}, ("Y", "X")),  # as some surveys have it
        ({"Toa do X": ["21.5", "22.1"], "Toa do Y": ["105.1", "104.2"]}, ("Toa do Y", "Toa do X")),
        ({"Bujur": ["106° 30' BT"], "Lintang": ["6° 12' LS"]}, ("Bujur", "Lintang")),
        ({"LONG_DD": ["100,5"], "LAT_DD": ["14,1"]}, ("LONG_DD", "LAT_DD")),
        ({"lon": ["-70.5", "-71"], "lat": ["-33.1", "-32"]}, ("lon", "lat")),
        ({"lat": ["-33.1", "-32"], "lon": ["14.5", "15"]}, ("lon", "lat")),  # no proof, no exchange
        ({"X": ["500000", "510000"], "Y": ["1500000", "1510000"]}, None),  # metres, not degrees
        ({"lon": [None, None], "lat": [None, None]}, None),
        ({"lat": ["14.1"], "name": ["A"]}, None),
        ({"lon": ["east", "west"], "lat": ["north", "south"]}, None),
    ],
)
def test_columns_of_coordinates_are_found_where_there_is_no_geometry(
    table: dict[str, list[Any]], wanted: Optional[tuple[str, str]]
) -> None:
    fields = tuple(map(SourceField, table))
    rows = [dict(zip(table, row)) for row in zip(*table.values())]
    columns = sample_columns(fields, rows)
    for geometry in ("", "point"):
        layer = SourceLayer("Layer 1", fields, geometry, "", len(rows))
        uses = propose(layer, columns, "mineral_occurrences").fields.uses
        found = [uses[name].columns[0].name for name in ("longitude", "latitude") if name in uses]
        assert found == (list(wanted) if wanted and not geometry else [])
