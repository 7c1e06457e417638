"""Rows of workspaces by theme and country, against SQLite's and GDAL's own counting."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from aligning import field_map, source, take
from filtering import make_workspace
from osgeo import gdal, ogr, osr
from package_samples import build_workspace

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.core.coverage import ALL, NO_COUNTRY, Coverage, Holding, State
from amis_qgis_plugin.core.errors import Cancelled, WorkspaceError
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.workspace import coverage_cache
from amis_qgis_plugin.workspace.coverage import count_coverage, countries_met
from amis_qgis_plugin.workspace.coverage_cache import kept_coverage, kept_name

SAMPLES = Path(__file__).parents[2] / "sample_layers" / "asean_samples.gpkg"
BOXES = {
    "PHL": (116.8, 4.5, 126.7, 21.2),
    "IDN": (94.9, -11.1, 141.1, 6.0),
    "LAO": (100.0, 13.8, 107.8, 22.6),
    "SGP": (103.5, 1.1, 104.2, 1.6),
}


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLES, tmp_path / "samples.gpkg"))


def by_table(found: tuple[Holding, ...]) -> dict[str, Holding]:
    return {one.table: one for one in found}


def counts(holding: Holding) -> dict[str, int | None]:
    return {code: part.rows for code, part in holding.parts.items()}


def test_rows_by_country_are_those_that_sqlite_counts(samples: Path) -> None:
    found = by_table(count_coverage(samples, "Samples", BOXES))
    with closing(sqlite3.connect(samples)) as connection:
        for table in ("mineral_occurrences", "production_statistics"):
            expected = connection.execute(
                f"SELECT coalesce(country, ''), count(*) FROM {table} GROUP BY 1"
            )
            assert counts(found[table]) == dict(expected)
            assert not found[table].by_extent
            assert sum(n or 0 for n in counts(found[table]).values()) == found[table].rows


def test_a_table_without_countries_counts_what_meets_their_boxes(samples: Path) -> None:
    found = by_table(count_coverage(samples, "Samples", BOXES))
    dataset = gdal.OpenEx(str(samples), gdal.OF_VECTOR)
    for table in ("schematic_structures", "schematic_provinces"):
        layer = dataset.GetLayerByName(table)
        boxes = [feature.GetGeometryRef().GetEnvelope() for feature in layer]
        expected = {
            code: sum(
                x0 <= east and x1 >= west and y0 <= north and y1 >= south
                for x0, x1, y0, y1 in boxes
            )
            for code, (west, south, east, north) in BOXES.items()
        }
        assert counts(found[table]) == {code: n for code, n in expected.items() if n}
        assert found[table].by_extent
        assert found[table].rows == len(boxes)
        assert found[table].notice.startswith("Schematic")


def test_age_and_completeness_are_those_of_the_sources_with_rows_there(tmp_path: Path) -> None:
    path = tmp_path / "rows.gpkg"
    make_workspace(path, 5)
    with closing(sqlite3.connect(path)) as connection, connection:
        for number, (name,) in enumerate(
            connection.execute("SELECT source_id FROM amis_sources ORDER BY 1").fetchall()
        ):
            connection.execute(
                "UPDATE amis_sources SET retrieved_at = ? WHERE source_id = ?",
                (f"2026-0{number + 1}-15T10:00:00Z", name),
            )
    (holding,) = count_coverage(path, "rows", BOXES)
    worst = {"INCOMPLETE": 0, "COMPLETE_UNPROVEN": 1, "COMPLETE_PROVEN": 2}
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT coalesce(country, ''), s.retrieved_at, s.completeness"
            " FROM mineral_occurrences o JOIN amis_sources s ON s.source_id = o.source_id"
        ).fetchall()
    assert counts(holding) == Counter(row[0] for row in rows)
    for code, part in holding.parts.items():
        here = [row for row in rows if row[0] == code]
        assert part.retrieved == max(row[1] for row in here)[:10]
        assert part.completeness is not None
        assert part.completeness.value == min((row[2] for row in here), key=worst.__getitem__)


def test_the_newest_date_of_the_rows_is_told_and_none_that_lies_ahead(tmp_path: Path) -> None:
    path = tmp_path / "claims.gpkg"
    fields = field_map(
        "tenements", name="n", country="c", grant_date="g", expiry_date="e", retrieved_date="r"
    )
    given = [
        ({"n": "a", "c": "PHL", "g": "2019-05-01", "e": "2044-05-01", "r": "2024-02-03"}, None),
        ({"n": "b", "c": "PHL", "g": "2020-06-02", "e": "2020-01-01", "r": "2999-01-01"}, None),
        ({"n": "c", "c": "LAO", "g": None, "e": "2030-01-01", "r": None}, None),
    ]
    take(path, given, fields)
    (holding,) = count_coverage(path, "claims", BOXES)
    assert holding.theme_id == "industry"
    assert {code: part.dated for code, part in holding.parts.items()} == {
        "PHL": "2024-02-03",
        "LAO": "",
    }


def test_a_layer_of_a_package_s_kind_is_counted_whatever_its_tables_are(tmp_path: Path) -> None:
    """Projected lines have neither countries nor degrees: their rows tell no country."""
    found = count_coverage(build_workspace(tmp_path / "w.gpkg"), "w", BOXES)
    unplaced = [one for one in found if not one.is_placed]
    assert unplaced
    for one in unplaced:
        assert set(one.parts) <= {NO_COUNTRY}
        assert sum(n or 0 for n in counts(one).values()) == one.rows
    total = Coverage(found).cell(ALL, ALL).rows
    with closing(sqlite3.connect(tmp_path / "w.gpkg")) as connection:
        names = [
            name
            for (name,) in connection.execute(
                "SELECT table_name FROM gpkg_contents WHERE data_type IN ('features',"
                " 'attributes') AND table_name NOT LIKE 'amis_%' AND table_name <> 'layer_styles'"
            )
        ]
        rows = {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for name in names
        }
    known = {one.table for one in found if one not in Coverage(found).without_theme()}
    assert total == sum(n for name, n in rows.items() if name in known)


@pytest.mark.parametrize("index", [True, False])
def test_a_foreign_file_is_read_by_the_names_of_its_fields(tmp_path: Path, index: bool) -> None:
    path = tmp_path / "foreign.gpkg"
    dataset = gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
    degrees = osr.SpatialReference()
    degrees.ImportFromEPSG(4326)
    option = f"SPATIAL_INDEX={'YES' if index else 'NO'}"
    named = dataset.CreateLayer("mineral_deposits", degrees, ogr.wkbPoint, [option])
    named.CreateField(ogr.FieldDefn("Country", ogr.OFTString))
    bare = dataset.CreateLayer("geology_faults", degrees, ogr.wkbPoint, [option])
    for text, x, y in (
        ("Viet Nam", 106, 16), ("Việt Nam", 105, 21), ("Lao PDR", 102, 18), ("nowhere", 1, 1),
        (None, 2, 2),
    ):  # fmt: skip
        for layer in (named, bare):
            feature = ogr.Feature(layer.GetLayerDefn())
            if layer is named:
                feature["Country"] = text
            feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({x} {y})"))
            layer.CreateFeature(feature)
    named = bare = layer = dataset = None
    found = by_table(count_coverage(path, "foreign", BOXES))
    assert counts(found["mineral_deposits"]) == {"VNM": 2, "LAO": 1, NO_COUNTRY: 2}
    assert found["mineral_deposits"].theme_id == "mineral"
    faults = counts(found["geology_faults"])
    if index:
        assert faults == {"LAO": 3}  # two lie in Viet Nam: a box is coarse, and by_extent says so
        assert found["geology_faults"].by_extent
    else:
        assert set(faults) >= {"LAO", "SGP"}
        assert set(faults.values()) == {None}
    assert Coverage(tuple(found.values())).cell("geology", "LAO").state is State.OFFLINE


def test_boxes_meet_at_their_edges() -> None:
    assert countries_met((126.7, 0, 130, 4.5), BOXES) == ("PHL", "IDN")
    assert countries_met((126.71, 0, 130, 4.5), BOXES) == ("IDN",)
    assert countries_met((0, 0, 1, 1), BOXES) == ()


def test_a_count_is_stopped_in_the_middle(samples: Path) -> None:
    with pytest.raises(Cancelled):
        count_coverage(samples, "s", BOXES, Progress(is_cancelled=lambda: True))


def test_what_is_no_geopackage_is_said(tmp_path: Path) -> None:
    path = tmp_path / "page.gpkg"
    path.write_text("<html>", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="web page"):
        count_coverage(path, "p", BOXES)


def test_counts_are_kept_until_the_file_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, folder, calls = tmp_path / "w.gpkg", tmp_path / "kept", []
    make_workspace(path, 3)
    count = coverage_cache.count_coverage

    def counted(*given: object) -> tuple[Holding, ...]:
        calls.append(given[0])
        return count(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(coverage_cache, "count_coverage", counted)
    first = kept_coverage(path, "w", BOXES, folder)
    assert kept_coverage(path, "w", BOXES, folder) == first == count(path, "w", BOXES)
    assert len(calls) == 1
    with closing(sqlite3.connect(path)) as connection:  # as QGIS does when it shows a file
        connection.execute("PRAGMA journal_mode = WAL")
    assert kept_coverage(path, "w", BOXES, folder) == first
    assert len(calls) == 1
    take(path, [({"c": "SGP"}, None)], field_map(country="c"), "another")
    again = kept_coverage(path, "w", BOXES, folder)
    assert len(calls) == 2
    assert counts(again[0])["SGP"] == 1
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)  # a person's edit
    dataset.ExecuteSQL("UPDATE mineral_occurrences SET country = 'BRN' WHERE country = 'SGP'")
    dataset = None
    assert counts(kept_coverage(path, "w", BOXES, folder)[0])["BRN"] == 1
    kept_coverage(path, "w", {**BOXES, "BRN": (114, 4, 115.4, 5.1)}, folder)
    assert len(calls) == 4


def test_a_damaged_file_is_counted_anew_and_noted(samples: Path, tmp_path: Path) -> None:
    folder, notes = tmp_path / "kept", []
    first = kept_coverage(samples, "s", BOXES, folder)
    (folder / kept_name(samples)).write_text('{"stamp": 1', encoding="utf-8")
    assert kept_coverage(samples, "s", BOXES, folder, note=notes.append) == first
    assert len(notes) == 1 and "counted anew" in notes[0]


def test_a_folder_that_cannot_be_written_is_noted(samples: Path, tmp_path: Path) -> None:
    folder, notes = tmp_path / "kept", []
    folder.write_text("a file", encoding="utf-8")
    assert kept_coverage(samples, "s", BOXES, folder, note=notes.append)
    assert any("cannot be kept" in one for one in notes)


def test_one_source_alone_needs_no_reading_of_rows(tmp_path: Path) -> None:
    """The index of countries answers, as SQLite's own plan tells."""
    path = tmp_path / "one.gpkg"
    whole = replace(source("survey"), completeness=Completeness.COMPLETE_PROVEN)
    rows = [({"c": code}, None) for code in ("PHL", "PHL", "IDN", None)]
    take(path, rows, field_map(country="c"), given_source=whole)
    (holding,) = count_coverage(path, "one", BOXES)
    assert counts(holding) == {"PHL": 2, "IDN": 1, NO_COUNTRY: 1}
    assert holding.parts["PHL"].retrieved == "2026-11-25"
    with closing(sqlite3.connect(path)) as connection:
        plan = connection.execute(
            'EXPLAIN QUERY PLAN SELECT "country", count(*) FROM "mineral_occurrences" GROUP BY 1'
        ).fetchall()
    assert any("USING COVERING INDEX" in str(step) for *_ids, step in plan)
