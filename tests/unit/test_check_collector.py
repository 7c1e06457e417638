"""Every kind of finding with the rows that have it, and the score, reckoned by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Optional, Union

import pytest
from aligning import field_map
from osgeo import ogr
from surveys import FIELDS as SURVEY_FIELDS
from surveys import write_survey

from amis_qgis_plugin.core.alignment import Aligner
from amis_qgis_plugin.core.checks.collector import CheckCollector
from amis_qgis_plugin.core.checks.kinds import check_kinds
from amis_qgis_plugin.core.checks.report import CheckReport, Finding
from amis_qgis_plugin.core.checks.rules import RuleSet, bundled_rules, rules_from
from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse, SourceColumn
from amis_qgis_plugin.core.rows import SourceField, SourceLayer, SourceRow
from amis_qgis_plugin.workspace.check_submission import OtherRow, check_submission
from amis_qgis_plugin.workspace.country_index import CountryIndex

TODAY = date(2026, 3, 4)
SITES = field_map(identifier="id", name="name", commodity_text="what", country_text="where")
MINES = field_map("mines", start_date="opened", end_date="closed", status_text="state")
HOLES = field_map("boreholes", identifier="id", length_m="depth")
UNITS = field_map("geological_units", name="name")
PLACED = field_map("mines", longitude="lon", latitude="lat")
SQUARES = (
    ("LAO", "POLYGON((100 10,101 10,101 11,100 11,100 10))"),
    ("THA", "POLYGON((102 10,103 10,103 11,102 11,102 10))"),
)
COMPLETE = {
    "abstract": "Where ore is.", "licence": "CC BY 4.0", "attribution": "© Survey",
    "date": "2026-01-01",
}  # fmt: skip
Geometry = Union[str, bytes, None]


@dataclass(frozen=True)
class Case:
    """A submission with one kind of fault, and the rows that have it; ids count from 1.

    :param column: the field that the finding is about.
    :param says: a part of the detail of the first row.
    """

    rows: tuple[tuple[dict[str, Any], Geometry], ...]
    expected: set[str]
    fields: FieldMap = SITES
    column: str = ""
    says: str = ""
    layer: Mapping[str, Any] = field(default_factory=dict)
    others: tuple[OtherRow, ...] = ()


def check(
    rows: Any,
    fields: FieldMap,
    /,
    *,
    rules: Optional[RuleSet] = None,
    others: Any = (),
    **layer: Any,
) -> CheckReport:
    """Check rows of (attributes, geometry as WKT or bytes); ``layer`` changes what it says."""
    listed = list(rows)
    names = dict.fromkeys([n for attributes, _shape in listed for n in attributes])
    names.update(dict.fromkeys(fields.columns()))
    about = SourceLayer(
        "Survey", tuple(map(SourceField, names)), "point", "EPSG:4326", len(listed), **COMPLETE
    )
    squares = [(iso3, ogr.CreateGeometryFromWkt(wkt)) for iso3, wkt in SQUARES]
    return check_submission(
        replace(about, **layer),
        (SourceRow(str(n), attributes, wkb(g)) for n, (attributes, g) in enumerate(listed, 1)),
        fields,
        rules or bundled_rules(),
        countries=CountryIndex(squares),
        others=others,
        today=TODAY,
    )


def wkb(geometry: Geometry) -> Optional[bytes]:
    if not isinstance(geometry, str):
        return geometry
    return bytes(ogr.CreateGeometryFromWkt(geometry).ExportToIsoWkb())


def site(number: int, **changes: Any) -> tuple[dict[str, Any], Geometry]:
    """Return a row without fault, 10 km from the next; ``at`` is its geometry."""
    at = changes.pop("at", f"POINT({100.05 + number * 0.1} 10.5)")
    row = {"id": f"S{number}", "name": f"Site {chr(64 + number)}", "what": "Cu", "where": "Laos"}
    return {**row, **changes}, at


def mine(number: int, opened: Any, closed: Any = "", **more: Any) -> tuple[dict[str, Any], str]:
    row = {"opened": opened, "closed": closed, "state": "operating", **more}
    return row, f"POINT({100.05 + number * 0.1} 10.5)"


def area(wkt: str, number: int = 1) -> tuple[dict[str, Any], str]:
    return {"name": f"Unit {number}"}, wkt


SQUARE = "POLYGON((100 10,100.1 10,100.1 10.1,100 10.1,100 10))"
BOW = "POLYGON((100 10,100.1 10.1,100.1 10,100 10.1,100 10))"
CURVE = "CURVEPOLYGON(CIRCULARSTRING(100 10,101 11,102 10,101 9,100 10))"
POLYGONS = {"geometry": "polygon"}
TWICE = {"name": "Same", "what": "Au", "where": "Laos"}
NO_IDS = field_map(name="name", commodity_text="what", country_text="where")
OTHER = OtherRow("9", "Atlas", (100.15, 10.50001), "USGS")

CASES: dict[str, Case] = {
    "field-not-found": Case(
        (site(1),), set(), field_map(identifier="id"), "commodity_text", "commodit"),
    "required-empty": Case((site(1), site(2, what=""), site(3, what=None)), {"2", "3"},
                           column="commodity_text"),
    "unmatched-term": Case((site(1), site(2, what="Unobtainium")), {"2"}, column="commodity",
                           says="Unobtainium"),
    "unreadable-number": Case(
        (({"id": "a", "depth": "12.5"}, None), ({"id": "b", "depth": "deep"}, None)), {"2"},
        HOLES, "length_m", "deep"),
    "unreadable-date": Case((mine(1, "2019"), mine(2, "soon")), {"2"}, MINES, "start_date", "soon"),
    "unreadable-coordinates": Case(
        (({"lon": "100.5", "lat": "10.5"}, None), ({"lon": "east", "lat": "10"}, None)), {"2"},
        PLACED, says="east 10", layer={"geometry": ""}),
    "buddhist-year": Case((mine(1, "2019"), mine(2, "25/05/2560")), {"2"}, MINES, "start_date",
                          "25/05/2560"),
    "date-order": Case((mine(1, "2001", "2002"), mine(2, "2012-05", "2011")), {"2"}, MINES,
                       "end_date", "2012-05 to 2011"),
    "date-future": Case((mine(1, "2026-03-04"), mine(2, "2026-03-05"), mine(3, "2026")), {"2"},
                        MINES, "start_date", "2026-03-05"),
    "identifier-twice": Case((site(1), site(2, id="S1"), site(3, id=""), site(4, id="")), {"2"},
                             column="identifier", says="S1, as row 1"),
    "identical-rows": Case(((TWICE, "POINT(100.5 10.5)"), (TWICE, "POINT(100.5 10.6)"),
                            (TWICE, "POINT(100.5 10.5)")), {"3"}, NO_IDS, says="same as row 1"),
    "same-place": Case((site(1), site(2), site(3, at="POINT(100.25 10.5005)")), {"2", "3"},
                       says="Site B: Site C, 56 m"),
    "same-name": Case((site(1), site(2, name="SITE-C", at="POINT(100.34 10.5)"), site(3)),
                      {"2", "3"}, says="SITE-C: Site C, 1093 m"),
    "same-name-unplaced": Case((site(1), site(2, name="SITE-C", at=None), site(3)), {"2"},
                               says="SITE-C: Site C"),
    "other-source": Case((site(1), site(2)), {"1"}, says="Atlas (USGS), 1 m", others=(OTHER,)),
    "country-disagrees": Case((site(1), site(2, where="Thailand"), site(3, where="")), {"2"},
                              column="country", says="says Thailand, lies in Lao"),
    "place-nowhere": Case((site(1), site(2, at="POINT(100.5 9)")), {"2"}, column="country",
                          says="says Lao"),
    "offshore": Case((site(1), site(2, at="POINT(100.5 9.9)")), {"2"}, column="country",
                     says="11 km off the coast of Lao"),
    "geometry-missing": Case((site(1), site(2, at=None)), {"2"}),
    "geometry-invalid": Case((area(SQUARE), area(BOW, 2)), {"2"}, UNITS, says="Self-intersection",
                             layer=POLYGONS),
    "geometry-unreadable": Case((site(1), site(2, at=b"\x01\x01\x00")), {"2"}, says="3 bytes"),
    "geometry-impossible": Case((site(1), site(2, at="POINT(500 10)")), {"2"}, says="500 10"),
    "geometry-swapped": Case((site(1), site(2, at="POINT(10.5 100.5)")), {"2"}, says="10.5 100.5"),
    "geometry-zero": Case((site(1), site(2, at="POINT(0 0)")), {"2"}, says="0 0"),
    "geometry-misfit": Case((area(SQUARE), area("LINESTRING(100 10,101 11)", 2)), {"2"}, UNITS,
                            says="a line in a table of polygons", layer=POLYGONS),
    "geometry-reduced": Case((site(1), site(2, at=SQUARE)), {"2"}, says="a polygon to a point"),
    "geometry-flattened": Case((site(1), site(2, at="POINT Z (100.5 10.5 300)")), {"2"}),
    "geometry-linearised": Case((area(SQUARE), area(CURVE, 2)), {"2"}, UNITS, layer=POLYGONS),
    "encoding-control": Case((site(1), site(2, name="San\x96Ann")), {"2"}, column="name",
                             says="San\\x96Ann (perhaps San–Ann)"),
    "encoding-lost": Case((site(1), site(2, note="Qu?ng Nam")), {"2"}, column="note",
                          says="Qu?ng Nam"),
    "encoding-mojibake": Case((site(1), site(2, name="Ca MÃ¡u")), {"2"}, column="name",
                              says="(perhaps Ca Máu)"),
    "encoding-entities": Case((site(1), site(2, name="A &amp; B")), {"2"}, column="name",
                              says="(perhaps A & B)"),
    "crs-missing": Case((site(1),), set(), layer={"crs": ""}),
    "crs-old-datum": Case((site(1, at="POINT(800000 2000000)"),), set(), says="EPSG:4240",
                          layer={"crs": "EPSG:24047"}),
    "licence-missing": Case((site(1),), set(), layer={"licence": ""}),
    "metadata-missing": Case((site(1),), set(), column="abstract", layer={"abstract": ""}),
    "no-rows": Case((), set()),
    "incomplete-reading": Case((site(1), site(2)), set(), says="2 of 1,002 rows",
                               layer={"count": 1002}),
}  # fmt: skip


def finding_of(report: CheckReport, code: str, name: str = "") -> Finding:
    found = [one for one in report.findings if one.code == code and name in ("", one.field)]
    assert len(found) == 1, [(one.code, one.field, one.count) for one in report.findings]
    return found[0]


def report_on(case: Case) -> CheckReport:
    return check(case.rows, case.fields, others=case.others, **case.layer)


def test_every_kind_has_a_case() -> None:
    assert set(CASES) == set(check_kinds())


@pytest.mark.parametrize("code", check_kinds())
def test_a_finding_names_exactly_the_rows_that_have_it(code: str) -> None:
    case = CASES[code]
    finding = finding_of(report_on(case), code, case.column)
    assert {row.feature_id for row in finding.rows} == (case.expected or {""})
    assert finding.count == len(case.expected)
    assert finding.field == case.column
    assert case.says.lower() in finding.rows[0].detail.lower()
    kind = check_kinds()[code]
    assert finding.title == kind.title
    assert finding.action in (kind.action, *kind.instead.values())
    assert finding.severity == check_kinds()[code].severity


def test_a_submission_without_fault_has_no_findings() -> None:
    report = check([site(number) for number in range(1, 9)], SITES)
    assert report.findings == ()
    assert report.unmatched == ()


def test_a_finding_counts_rows_and_not_what_is_wrong_in_them() -> None:
    rows = [site(1, what="Unobtainium, Vibranium"), site(2), site(3, what="Vibranium")]
    report = check(rows, SITES)
    finding = finding_of(report, "unmatched-term")
    assert [(row.feature_id, row.detail) for row in finding.rows] == [
        ("1", "Unobtainium"), ("1", "Vibranium"), ("3", "Vibranium"),
    ]  # fmt: skip
    assert finding.count == 2
    terms = [(one.vocabulary, one.term, one.count) for one in report.unmatched]
    assert terms == [("commodity", "Vibranium", 2), ("commodity", "Unobtainium", 1)]


def test_the_years_of_the_buddhist_era_are_kept_as_they_were() -> None:
    rows = [
        mine(1, "25/05/2560", surveyed="12 มกราคม พ.ศ. 2561", height=2500, note="Plot 2500"),
        mine(2, datetime(2543, 2, 28), surveyed="2561"),
    ]
    report = check(rows, MINES)
    found = {
        (one.field, row.feature_id): row.detail
        for one in report.findings
        if one.code == "buddhist-year"
        for row in one.rows
    }
    assert found == {
        ("start_date", "1"): "25/05/2560",
        ("surveyed", "1"): "12 มกราคม พ.ศ. 2561 is 2018-01-12",
        ("start_date", "2"): "2543-02-28T00:00:00",
    }
    assert {one.severity for one in report.findings if one.code == "buddhist-year"} == {"note"}
    assert "date-future" not in {one.code for one in report.findings}


def test_every_finding_about_a_survey_names_its_rows(tmp_path: Path) -> None:
    dataset = ogr.Open(str(write_survey(tmp_path / "survey.gpkg")))
    layer = dataset.GetLayer(0)
    rows = []
    for feature in layer:
        shape = feature.GetGeometryRef()
        point = bytes(shape.ExportToIsoWkb()) if shape else None
        rows.append(({name: feature.GetField(name) for name in SURVEY_FIELDS}, point))
    columns = {"identifier": "NO_ID", "name": "NAMA_LOKASI", "commodity_text": "KOMODITAS"}
    report = check(rows, field_map(country_text="NEGARA", **columns), licence="")
    told = {(one.code, one.field): {row.feature_id for row in one.rows} for one in report.findings}
    assert told == {
        ("geometry-missing", ""): {"7"},
        ("geometry-zero", ""): {"8"},
        ("encoding-mojibake", "NAMA_LOKASI"): {"6"},
        ("unmatched-term", "commodity"): {"4"},
        ("same-place", ""): {"3", "5"},
        ("buddhist-year", "TANGGAL"): {"6"},
        ("licence-missing", ""): {""},
    }


def codes_by_row(report: CheckReport) -> dict[str, set[str]]:
    """Return the kinds of findings of each row; those about the layer stand at an empty id."""
    found: dict[str, set[str]] = {}
    for one, row in report.each_row():
        found.setdefault(row.feature_id, set()).add(one.code)
    return found


def test_a_number_that_the_file_gives_its_rows_makes_none_of_them_different() -> None:
    """With a key, the rows of a file are found to be what the same rows without one are."""
    rows = [(dict(TWICE), "POINT(100.5 10.5)") for _ in range(3)]
    numbered = [({"fid": n, **row}, at) for n, (row, at) in enumerate(rows, 1)]
    plain = tuple(map(SourceField, TWICE))
    told = [
        codes_by_row(check(rows, NO_IDS, fields=plain)),
        codes_by_row(
            check(numbered, NO_IDS, fields=(SourceField("fid", "integer", is_key=True), *plain))
        ),
        codes_by_row(check(numbered, NO_IDS, fields=(SourceField("fid", "integer"), *plain))),
    ]
    assert told[0] == told[1]
    assert {n for n in "123" if "identical-rows" in told[0][n]} == {"2", "3"}
    assert "field-not-found" in told[0][""], "no identifier"
    assert not any("identical-rows" in codes for codes in told[2].values())


def test_rows_of_nothing_but_a_number_are_not_called_identical() -> None:
    rows = [({"fid": n}, "POINT(100.5 10.5)") for n in (1, 2)]
    fields = (SourceField("fid", "integer", is_key=True),)
    report = check(rows, FieldMap("mineral_occurrences"), fields=fields)
    assert "identical-rows" not in {one.code for one in report.findings}


AREAS = field_map("tenements", identifier="id", name="name", country_text="where")
NEXT = "POLYGON((100.1 10,100.2 10,100.2 10.1,100.1 10.1,100.1 10))"
TURNED = "POLYGON((100.1 10.1,100.1 10,100 10,100 10.1,100.1 10.1))"  # the square, the other way
FLAT = "POLYGON((100 10,100.1 10,100.1 10.0999,100 10.1,100 10))"


def tenement(number: int, name: str, at: Geometry) -> tuple[dict[str, Any], Geometry]:
    return {"id": f"T{number}", "name": name, "where": "Laos"}, at


def twins_of(report: CheckReport) -> dict[str, set[str]]:
    kinds = ("same-place", "same-name", "same-name-unplaced", "other-source")
    return {
        one.code: {row.feature_id for row in one.rows}
        for one in report.findings
        if one.code in kinds
    }


def test_areas_that_are_there_twice_are_found_and_neighbours_are_not() -> None:
    rows = [
        tenement(1, "Block A", SQUARE), tenement(2, "Block B", TURNED),
        tenement(3, "BLOCK-A", FLAT), tenement(4, "Block C", NEXT), tenement(5, "Block C", None),
    ]  # fmt: skip
    other = OtherRow("9", "block c", (100.151, 10.051), "Registry")
    report = check(rows, AREAS, others=(other,), **POLYGONS)
    assert twins_of(report) == {
        "same-place": {"1", "2"}, "same-name": {"3"}, "same-name-unplaced": {"5"},
        "other-source": {"4", "5"},
    }  # fmt: skip
    assert report.notes == (
        "Duplicates: lines and areas were compared by their shapes and, near each other, by their"
        " names; overlaps were not looked for.",
        "Duplicates: rows without a place compared by their names alone: 1.",
    )


def test_pieces_of_one_unit_are_no_twins_for_their_name() -> None:
    rows = [area(SQUARE), area(NEXT), area("POLYGON((101 10,102 10,102 11,101 10))", 2)]
    assert twins_of(check(rows, UNITS, **POLYGONS)) == {}
    assert twins_of(check([*rows, area(FLAT)], UNITS, **POLYGONS)) == {"same-name": {"1", "4"}}
    legend = [({"name": "Unit 1"}, None), ({"name": "Unit 1"}, None)]
    report = check(legend, UNITS, **POLYGONS)
    assert twins_of(report) == {}
    assert report.notes[-1].endswith("not compared, without a place and a name to go by: 2.")


@pytest.mark.parametrize("what", [
    "Cu?Au", "Cu, Au?", "Pb?,Zn?", "gold?silver", "Cu??Mo", "gold?silver; lead?zinc",
])  # fmt: skip
def test_a_commodity_that_is_not_sure_is_no_lost_letter(what: str) -> None:
    report = check([site(1), site(2, what=what)], SITES)
    assert "encoding-lost" not in codes_by_row(report).get("2", set())
    elsewhere = check([site(1), site(2, note="Cu?Au, Pb?Zn")], SITES)
    assert "encoding-lost" not in codes_by_row(elsewhere).get("2", set())


@pytest.mark.parametrize("what", ["qu?ng s?t", "???", "th?i vàng b?c"])
def test_letters_of_commodities_that_are_lost_are_found(what: str) -> None:
    found = finding_of(check([site(1), site(2, what=what)], SITES), "encoding-lost")
    assert ({row.feature_id for row in found.rows}, found.field) == ({"2"}, "what")


ICS = "http://resource.geosciml.org/classifier/ics/ischart/"


def test_ages_of_a_list_that_is_not_here_stay_as_they_are() -> None:
    fields = field_map("geological_units", name="name", representative_age="age")
    rows = [({"name": f"Unit {age}", "age": f"{ICS}{age}"}, f"POINT({n} 10)")
            for n, age in enumerate(("Permian", "LowerDevonian", "Ma"), 100)]  # fmt: skip
    report = check(rows, fields)
    assert report.unmatched == ()
    assert "unmatched-term" not in {one.code for one in report.findings}
    aligner = Aligner(fields, "s")
    for attributes, _at in rows:
        assert aligner.align(attributes, "1").values["representative_age"] == attributes["age"]
    nil = {"name": "x", "age": "http://www.opengis.net/def/nil/OGC/0/unknown"}
    assert aligner.align(nil, "1").values["representative_age"] is None


RULES = rules_from(
    {
        "format": "amis-check-rules", "version": 1, "id": "h", "title": "By hand", "edition": "1",
        "layer_items": [{"item": "licence", "weight": 4}, {"item": "date", "weight": 1}],
        "row_items": {
            "*": [{"fields": ["geometry"], "weight": 3}],
            "mineral_occurrences": [
                {"fields": ["identifier_of_source"], "weight": 2},
                {"fields": ["name", "local_name"], "weight": 1},
                {"fields": ["commodity_codes"], "weight": 5},
            ],
        },
    },
    "by hand",
)  # fmt: skip


def test_the_score_is_the_weighted_share_of_what_is_there() -> None:
    fields = SITES.with_use("local_name", FieldUse((SourceColumn("local"),)))
    rows = [
        site(1),
        site(2, at=None, id="", name="", local="Bukit"),
        site(3, id="", name="", what="Unobtainium"),
        site(4, at="POINT(500 10)", name="", what=""),
    ]
    report = check(rows, fields, rules=RULES, date="")
    assert [(one.title, one.weight, one.share) for one in report.score_items] == [
        ("layer: licence", 4.0, 1.0),
        ("layer: date", 1.0, 0.0),
        ("rows: place", 3.0, 0.75),
        ("rows: identifier of the source", 2.0, 0.5),
        ("rows: name or local name", 1.0, 0.5),
        ("rows: commodities, aligned codes", 5.0, 0.5),
    ]
    assert report.score == pytest.approx(100 * (4 + 0 + 2.25 + 1 + 0.5 + 2.5) / 16)


def test_the_score_of_a_full_and_of_an_empty_submission() -> None:
    assert check([site(1), site(2)], SITES, rules=RULES).score == 100
    bare = SourceLayer("", (), "", "", 0)
    nothing = CheckCollector(bare, FieldMap("mineral_occurrences"), RULES, today=TODAY).report()
    assert nothing.score == 0
    empty = replace(RULES, layer_items=(), row_items={"mineral_occurrences": ()})
    assert check([site(1)], SITES, rules=empty).score == 0


@pytest.mark.parametrize(
    ("identifier", "own"),
    [("1", True), ("x/1", True), ("https://example.org/id/1", True), ("", False), (None, False)],
)
def test_an_identifier_of_the_source_is_its_own_however_it_ends(identifier: Any, own: bool) -> None:
    report = check([site(1, id=identifier)], SITES, rules=RULES)
    shares = {one.title: one.share for one in report.score_items}
    assert shares["rows: identifier of the source"] == float(own)


def test_the_places_of_findings_are_those_of_their_rows() -> None:
    report = check([site(1, what="Unobtainium"), site(2, what="Unobtainium", at=None)], SITES)
    places = {row.feature_id: row.place for row in finding_of(report, "unmatched-term").rows}
    assert places == {"1": (pytest.approx(100.15), 10.5), "2": None}


def test_asking_twice_gives_the_same_report() -> None:
    layer = SourceLayer("L", (SourceField("n"),), "point", "EPSG:4326", 3, **COMPLETE)
    fields = field_map(commodity_text="n")
    collector = CheckCollector(layer, fields, RULES, today=TODAY)
    aligner = Aligner(fields, "submission")
    for number in "12":
        row = aligner.align({"n": number}, number)
        collector.add_row(number, {"n": number}, row, place=(1.0, 2.0), has_geometry=True)
    collector.add_other("7", "Atlas", (1.0, 2.0), "")
    report = collector.report()
    assert {one.code for one in report.findings} >= {
        "same-place", "incomplete-reading", "other-source",
    }  # fmt: skip
    assert finding_of(report, "other-source").rows[0].detail.endswith("(another source), 0 m away")
    assert collector.report() == report
