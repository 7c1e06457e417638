"""Findings and results in words: whose row, which field, what to do, how many."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aligning import field_map, source, take
from test_check_collector import SITES, check, finding_of, site

from amis_qgis_plugin.core.checks.counts import counts_in_words, have_weight
from amis_qgis_plugin.core.checks.kinds import check_kinds
from amis_qgis_plugin.core.checks.report_html import report_html
from amis_qgis_plugin.core.errors import WorkspaceError
from amis_qgis_plugin.core.map_gaps import (
    lacks_weight,
    unfilled_words,
    unread_fields,
    unread_words,
    words_for_no_crs,
)
from amis_qgis_plugin.core.phrases import counted, listed, under_filter
from amis_qgis_plugin.core.rows import SourceField, SourceLayer
from amis_qgis_plugin.workspace.realign import RealignResult
from amis_qgis_plugin.workspace.result_words import needs_a_look, realigned_words, taken_words
from amis_qgis_plugin.workspace.sources import read_sources
from amis_qgis_plugin.workspace.targets import look_at_target

PLACED = field_map(identifier="id", name="name", commodity_text="what", longitude="x", latitude="y")
TABLE = {"geometry": "", "crs": ""}


def in_table(number: int, x: Any, y: Any, **changes: Any) -> tuple[dict[str, Any], None]:
    attributes, _shape = site(number, **changes)
    return {**attributes, "x": x, "y": y}, None


def test_rows_are_named_by_identifier_and_name() -> None:
    report = check([site(1), site(2, what="Unobtainium"), site(3, id="", what="")], SITES)
    (row,) = finding_of(report, "unmatched-term").rows
    assert (row.identifier, row.name, row.called) == ("S2", "Site B", "2 (S2, Site B)")
    (row,) = finding_of(report, "required-empty").rows
    assert (row.identifier, row.called) == ("", "3 (Site C)"), "no identifier is made up"
    told = {one["code"]: one["rows"] for one in report.to_dict()["findings"]}
    assert told["unmatched-term"][0] == {
        "id": "2", "identifier": "S2", "name": "Site B", "detail": "Unobtainium",
    }  # fmt: skip
    page = report_html(report)
    assert "<th>Identifier</th>" in page and "<td>S2</td><td>Site B</td>" in page


def test_twins_are_named_too() -> None:
    report = check([site(1), site(2), site(3, at="POINT(100.25 10.5005)")], SITES)
    assert {one.called for one in finding_of(report, "same-place").rows} == {
        "2 (S2, Site B)", "3 (S3, Site C)",
    }  # fmt: skip


def test_fields_are_named_as_people_know_them() -> None:
    fields = field_map("boreholes", identifier="id", drilling_method="HoleType", length_m="depth")
    rows = [({"id": "a", "HoleType": "thump", "depth": "deep", "note": "Qu?ng"}, "POINT(100 10)")]
    report = check(rows, fields)
    told = {one.code: (one.field, one.where) for one in report.findings}
    assert told["unmatched-term"] == ("drilling method", "Drilling method, from HoleType")
    assert told["unreadable-number"] == ("length_m", "Length (m), from depth")
    assert told["encoding-lost"] == ("note", "note")
    (found,) = (one for one in report.to_dict()["findings"] if one["code"] == "unreadable-number")
    assert (found["field"], found["label"], found["source_fields"]) == (
        "length_m", "Length (m)", ["depth"],
    )  # fmt: skip
    assert "A number cannot be read: Length (m), from depth" in report_html(report)


def test_a_code_is_said_to_come_from_the_words_it_is_read_from() -> None:
    report = check([site(1), site(2, where="Thailand")], SITES)
    assert finding_of(report, "country-disagrees").where == "Country (ISO code), from where"
    bare = check([site(1)], field_map(identifier="id"))
    assert finding_of(bare, "field-not-found").where == "Commodities"


def test_a_field_of_the_source_is_not_taken_for_the_aligned_one() -> None:
    fields = field_map(identifier="id", name="title", commodity_text="what")
    rows = [({"id": "1", "title": "A", "what": "Cu", "name": "Ca MÃ¡u"}, "POINT(100.5 10.5)")]
    assert finding_of(check(rows, fields), "encoding-mojibake").where == "name"


@pytest.mark.parametrize(
    ("code", "is_table", "says"),
    [
        ("geometry-swapped", False, "Swap X and Y coordinates"),
        ("geometry-swapped", True, "Exchange the values of the two coordinate fields"),
        ("geometry-zero", True, "leave both fields empty"),
        ("geometry-missing", True, "choose their fields in Field mapping"),
    ],
)
def test_advice_fits_layers_with_and_without_geometry(code: str, is_table: bool, says: str) -> None:
    x, y = {"geometry-swapped": (10.5, 100.5), "geometry-zero": (0, 0)}.get(code, ("", ""))
    if is_table:
        report = check([in_table(1, x, y)], PLACED, **TABLE)
    else:
        report = check([site(1, at=f"POINT({x} {y})")], SITES)
    assert says in finding_of(report, code).action
    assert ("Processing" in finding_of(report, code).action) != is_table


def test_advice_fits_the_field() -> None:
    mines = field_map("mines", name="name", status_text="state")
    rows = [({"name": "A", "state": ""}, "POINT(100.5 10.5)")]
    assert "code unknown" in finding_of(check(rows, mines), "required-empty").action
    free = check([site(1, what="")], SITES)
    assert finding_of(free, "required-empty").action == "Fill the value in."


@pytest.mark.parametrize(
    ("item", "place"),
    [
        ("title", "Source > Layer name"),
        ("abstract", "Metadata > Identification > Abstract"),
        ("attribution", "Metadata > Access > Rights"),
        ("date", "Metadata > Extent > Temporal"),
    ],
)
def test_missing_metadata_says_where_they_are_set(item: str, place: str) -> None:
    report = check([site(1)], SITES, **{item: ""})
    assert f"Layer Properties > {place}" in finding_of(report, "metadata-missing", item).action


def test_a_table_is_not_asked_for_a_reference_system() -> None:
    titles = {one.title for one in check([in_table(1, 100.5, 10.5)], PLACED, **TABLE).score_items}
    assert "layer: crs" not in titles and "layer: licence" in titles
    assert "layer: crs" in {one.title for one in check([site(1)], SITES).score_items}


@pytest.mark.parametrize(
    ("column", "values", "found"),
    [
        ("id", ["1/2543", "2/2543"], False),
        ("licence_no", ["1/2543", "2/2543"], False),
        ("plaint", ["1/2543", "25/2543"], False),
        ("plaint", ["25/2543", "1/2543"], False),
        ("surveyed", ["25/05/2543", "1/2543"], True),
    ],
)
def test_numbers_of_licences_are_no_dates(column: str, values: list[str], found: bool) -> None:
    fields = field_map("tenements", identifier="id")
    rows = [
        ({"id": f"T{n}", column: value}, f"POINT(100.{n} 10.5)") for n, value in enumerate(values)
    ]
    codes = {one.code for one in check(rows, fields).findings}
    assert ("buddhist-year" in codes) == found


def test_exchanged_coordinates_tell_where_the_row_probably_is() -> None:
    report = check([in_table(1, 10.5, 100.25), in_table(2, 0, 0)], PLACED, **TABLE)
    (swapped,) = finding_of(report, "geometry-swapped").rows
    assert (swapped.place, swapped.probable) == (None, (100.25, 10.5))
    (zero,) = finding_of(report, "geometry-zero").rows
    assert (zero.place, zero.probable) == (None, None)


def test_a_report_names_filter_unread_fields_and_hints() -> None:
    report = check([site(1, note="x")], SITES, filter="\"id\" <> 'S2'")
    document = report.to_dict()
    assert (document["filter"], document["not_read"]) == ("\"id\" <> 'S2'", ["note"])
    page = report_html(replace(report, hints=("X look like metres.",)))
    assert "The layer's filter was on" in page and "&quot;id&quot; &lt;&gt;" in page
    assert "Not read: note; its values stay in source_attributes." in page
    assert "X look like metres." in page
    plain = report_html(check([site(1)], SITES))
    assert "filter was on" not in plain and "Not read" not in plain


def test_counts_are_said_gravest_first_and_in_the_right_number() -> None:
    found = {"offshore": 3, "geometry-missing": 2, "geometry-swapped": 1, "country-disagrees": 1}
    assert counts_in_words(found) == (
        "1 place outside the stated country, 2 rows without a place,"
        " 1 place with longitude and latitude exchanged, 3 places off the coast"
    )
    assert counts_in_words(found, 2).endswith("a place, 2 more kinds of findings")
    assert have_weight(found) and not have_weight({"offshore": 3, "geometry-flattened": 1})


def test_every_finding_that_alignment_makes_has_words_for_its_number() -> None:
    others = ("buddhist-year", "country-disagrees", "place-nowhere", "offshore")
    for code, kind in check_kinds().items():
        if code.startswith(("geometry-", "unreadable-")) or code in others:
            assert len(kind.counted) == 2 or code == "geometry-invalid", code


def test_small_words() -> None:
    assert [counted(n, "row") for n in (0, 1, 1200)] == ["0 rows", "1 row", "1,200 rows"]
    assert listed("abc", 3) == "a, b, c" and listed("abcd", 2) == "a, b and 2 more"
    assert under_filter("") == ""
    assert under_filter("a  =\n1") == " under the layer's filter (a = 1)"
    assert len(under_filter("x" * 999)) < 160


def test_gaps_of_a_map_are_told() -> None:
    columns = (SourceField("fid", "integer", is_key=True), *map(SourceField, ("id", "kind", "no")))
    layer = SourceLayer("L", columns, "line")
    fields = field_map(identifier="id")
    assert unread_fields(layer, fields) == ("kind", "no")
    assert unread_words(("kind", "no")) == (
        "Not read: kind, no; their values stay in source_attributes."
    )
    assert unread_words(()) == ""
    assert unfilled_words(fields) == "required: Commodities has no source"
    assert unfilled_words(fields, has_geometry=False) == (
        "required: Commodities, Longitude, Latitude have no source"
    )
    assert lacks_weight(fields)
    whole = field_map(commodity_text="kind")
    assert unfilled_words(whole) == "required: Identifier has no source"
    assert not lacks_weight(whole), "an identifier is made up"
    mines = field_map("mines", identifier="id", status_text="kind")
    assert unfilled_words(mines) == "", "the status is read from the words"


FIELDS = field_map(identifier="id", name="name", commodity_text="what")
CLEAN = [({"id": "1", "name": "A", "what": "Cu"}, (100.5, 13.5))]


def test_a_clean_result_is_a_success(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    result = take(path, CLEAN, FIELDS)
    assert not needs_a_look(result, FIELDS)
    assert taken_words("w.gpkg", result, FIELDS) == (
        "1 of 1 row is in w.gpkg as survey; 0 unknown terms; not proven complete."
    )
    again = take(path, CLEAN, FIELDS)
    assert "1 row of an earlier run was replaced" in taken_words("w.gpkg", again, FIELDS)


def test_a_result_with_findings_says_them(tmp_path: Path) -> None:
    rows = [*CLEAN, ({"id": "2", "name": "B", "what": "Au"}, (13.5, 100.5)),
            ({"id": "3", "name": "C", "what": "Au, kryptonite"}, None),
            ({"id": "4", "name": "D", "what": "Au"}, None)]  # fmt: skip
    result = take(tmp_path / "w.gpkg", rows, FIELDS)
    assert needs_a_look(result, FIELDS)
    assert taken_words("w.gpkg", result, FIELDS) == (
        "4 of 4 rows are in w.gpkg as survey; 3 rows with findings: 2 rows without a place,"
        " 1 place with longitude and latitude exchanged; 1 unknown term; not proven complete."
    )


def test_a_result_without_rows_or_required_fields_is_no_success(tmp_path: Path) -> None:
    empty = take(tmp_path / "e.gpkg", [], FIELDS)
    assert needs_a_look(empty, FIELDS)
    assert taken_words("e.gpkg", empty, FIELDS).startswith("The layer has no rows")
    bare = field_map(identifier="id")
    result = take(tmp_path / "b.gpkg", CLEAN, bare)
    assert needs_a_look(result, bare)
    assert "required: Commodities has no source" in taken_words("b.gpkg", result, bare)


def test_rows_aligned_again_say_their_findings() -> None:
    result = RealignResult("survey", 1, {}, {"geometry-missing": 1}, 1)
    assert realigned_words(result) == (
        "1 row of survey is aligned again; 1 row with findings: 1 row without a place;"
        " 0 unknown terms."
    )
    assert needs_a_look(result, FIELDS)


def test_a_target_tells_what_would_be_lost(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    layer = SourceLayer("Another", (), "point", key="sha256:other")
    new = look_at_target(path, layer, source("survey"), False)
    assert not new.is_foreign and new.lost_words == ""
    take(path, CLEAN, FIELDS)
    other = replace(source("survey"), url="elsewhere.shp")
    lost = look_at_target(path, layer, other, False)
    assert lost.lost is not None and lost.lost.feature_count == 1
    assert "The source id survey is that of another source: A survey" in lost.lost_words
    assert "Its 1 row would be deleted." in lost.lost_words
    assert look_at_target(path, layer, other, True).lost is None, "it gets an id of its own"
    assert look_at_target(path, layer, source("survey"), False).lost is None, "the same again"


def test_a_target_that_is_no_workspace_is_told(tmp_path: Path) -> None:
    from osgeo import ogr

    path = tmp_path / "own.gpkg"
    ogr.GetDriverByName("GPKG").CreateDataSource(str(path)).CreateLayer("a")
    found = look_at_target(path, SourceLayer("A", ()), source("survey"), False)
    assert found.is_foreign
    assert found.foreign_words.startswith("own.gpkg is no workspace yet: 9 tables")


@pytest.mark.parametrize(
    ("name", "told", "next_step"),
    [
        ("missing/w.gpkg", "There is no such folder.", "Make the folder"),
        ("n" * 300 + ".gpkg", "The name of the file is too long.", "shorter"),
        ("empty.gpkg", "The file is empty (0 bytes).", "a new one"),
        ("text.gpkg", "It is no GeoPackage", "a new one"),
    ],
)
def test_a_target_that_takes_no_rows_is_told_with_what_to_do(
    tmp_path: Path, name: str, told: str, next_step: str
) -> None:
    (tmp_path / "empty.gpkg").touch()
    (tmp_path / "text.gpkg").write_text("no database", encoding="utf-8")
    with pytest.raises(WorkspaceError) as raised:
        look_at_target(tmp_path / name, SourceLayer("A", ()), source("survey"), False)
    assert told in raised.value.message
    assert next_step in raised.value.hint


def test_a_folder_that_may_not_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_asked: False)  # a superuser may write everywhere
    with pytest.raises(WorkspaceError, match="You may not write in this folder") as raised:
        look_at_target(tmp_path / "w.gpkg", SourceLayer("A", ()), source("survey"), False)
    assert raised.value.subject == str(tmp_path)


def test_a_geopackage_of_another_maker_is_not_called_damaged(tmp_path: Path) -> None:
    from osgeo import ogr

    path = tmp_path / "own.gpkg"
    ogr.GetDriverByName("GPKG").CreateDataSource(str(path)).CreateLayer("a")
    with pytest.raises(WorkspaceError) as raised:
        read_sources(path)
    assert raised.value.hint == "It is no workspace of AMIS Explorer. Choose another file."


def test_coordinates_of_no_reference_system_are_said_to_be_a_guess() -> None:
    assert "taken for degrees" in words_for_no_crs(SourceLayer("A", (), "point"))
    assert words_for_no_crs(SourceLayer("A", (), "point", crs="EPSG:4326")) == ""
    assert words_for_no_crs(SourceLayer("A table", ())) == ""
