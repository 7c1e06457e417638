"""Which source is which, what is kept of how it was taken, and taking it again in QGIS."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from osgeo import ogr
from qgis.core import QgsProject, QgsVectorLayer
from surveys import ROWS, write_survey
from test_align_algorithm import (  # noqa: F401
    OCCURRENCES,
    Listening,
    align,
    attempt,
    features,
    memory_layer,
    provider,
    query,
)

from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.core.user_terms import NO_TERMS
from amis_qgis_plugin.qgis_bridge.alignment import maps_of_layer
from amis_qgis_plugin.qgis_bridge.realignment import work_of_realigning
from amis_qgis_plugin.qgis_bridge.source_rows import layer_digest, table_of_geopackage
from amis_qgis_plugin.workspace.realign import source_map

POINTS = "Point?crs=EPSG:4326&field=name:string&field=commodity:string&field=country:string"
# Inland, 109 km and 218 km east of the square of Viet Nam, and far out.
PLACES = [
    ("POINT (107 1)", ("inland", "gold", "")),
    ("POINT (108.98 1)", ("coast", "gold", "")),
    ("POINT (108.98 1)", ("says so", "gold", "Viet Nam")),
    ("POINT (108.98 1)", ("says otherwise", "gold", "Laos")),
    ("POINT (120 1)", ("far out", "gold", "Laos")),
    ("POINT (112 12.5)", ("at sea", "gold", "")),
    ("POINT (0 0)", ("zero", "Unobtainium", "Atlantis")),
]
SQUARE = "MultiPolygon (((106 0, 108 0, 108 2, 106 2, 106 0)))"


def counts(path: Path) -> dict[str, int]:
    """Return the rows of each source."""
    return dict(Counter(row["source_id"] for row in features(path)))


def write_csv(folder: Path, names: list[str]) -> str:
    folder.mkdir()
    path = folder / "occurrences.csv"
    rows = "".join(f"{name},gold\n" for name in names)
    path.write_text(f"name,commodity\n{rows}", encoding="utf-8")
    return str(path)


def test_files_of_one_name_in_two_folders_are_two_sources(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    first = write_csv(tmp_path / "d_IDN", ["a", "b", "c"])
    second = write_csv(tmp_path / "d_VNM", ["d", "e"])
    for layer in (first, second, first):
        align(layer, path)
    assert counts(path) == {"occurrences": 3, "occurrences-2": 2}
    Path(first).write_text("name,commodity\nf,gold\n", encoding="utf-8")
    align(first, path)
    assert counts(path) == {"occurrences": 1, "occurrences-2": 2}, "the same file, other rows"
    named = align(second, path, SOURCE_ID="occurrences")
    assert named["SOURCE_ID"] == "occurrences", "an id that a person gives is that source's"
    assert counts(path) == {"occurrences": 2, "occurrences-2": 2}


def test_layers_in_memory_are_known_by_their_ids(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    layers = [memory_layer(POINTS, PLACES[:number]) for number in (1, 2)]
    assert layers[0].name() == layers[1].name()
    for layer in (*layers, layers[0]):
        align(layer, path)
    assert sorted(counts(path).values()) == [1, 2]


def test_each_filter_of_a_layer_is_a_source(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    layer = QgsVectorLayer(write_csv(tmp_path / "d", ["a", "a", "b"]), "Points", "ogr")
    QgsProject.instance().addMapLayer(layer)
    for name in ("a", "b", "a"):
        assert layer.setSubsetString(f"\"name\" = '{name}'")
        align(layer, path)
    assert counts(path) == {"points": 2, "points-2": 1}
    filters = query(path, "SELECT source_id, filter FROM amis_sources ORDER BY source_id")
    assert filters == [("points", "\"name\" = 'a'"), ("points-2", "\"name\" = 'b'")]


def test_the_layers_of_one_file_are_told_apart(tmp_path: Path) -> None:
    path = write_survey(tmp_path / "survey.gpkg")
    dataset = ogr.Open(str(path), 1)
    dataset.CreateLayer("other", None, ogr.wkbPoint)
    dataset = None
    (tmp_path / "link").symlink_to(tmp_path)
    digests = {
        source: layer_digest(QgsVectorLayer(source, "x", "ogr"))
        for source in (
            f"{path}|layername=titik_mineral", f"{path}|layername=other", f"{path}|layerid=1",
            f"{tmp_path}/link/survey.gpkg|layername=titik_mineral",
        )
    }  # fmt: skip
    first, second, third, linked = digests.values()
    assert len({first, second, third}) == 3
    assert linked == first, "the same file by another path"


def test_no_password_and_no_path_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    align(write_csv(tmp_path / "secret_folder", ["a"]), path)
    ((key,),) = query(path, "SELECT source_key FROM amis_field_maps")
    assert key.startswith("sha256:") and len(key) == len("sha256:") + 64
    assert b"secret_folder" not in path.read_bytes()
    uri = "url='http://example.org/wfs' typename='a' username='{}' password='{}'"
    one, other = (QgsVectorLayer(uri.format("u", word), "x", "WFS") for word in ("p1", "p2"))
    assert layer_digest(one) == layer_digest(other), "who asks does not make it another source"


def dump(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, ids included, without the dates of contents."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        found = {}
        for (name,) in names.fetchall():
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
            shown = ", ".join(f'"{one}"' for one in columns if one != "last_change")
            found[name] = connection.execute(f"SELECT {shown} FROM {name} ORDER BY 1, 2").fetchall()
    return found


def outlines() -> QgsVectorLayer:
    return memory_layer("MultiPolygon?crs=EPSG:4326&field=ISO_A3:string", [(SQUARE, ("VNM",))])


def realign_all(path: Path) -> None:
    """Align every source of a workspace again, as the dialogs do."""
    for (source_id,) in query(path, "SELECT source_id FROM amis_field_maps"):
        fields = source_map(path, source_id).fields
        work_of_realigning(path, source_id, fields, NO_TERMS, QgsProject.instance())(Progress())


@pytest.mark.parametrize(
    ("given", "own", "gone", "name", "country"),
    [
        ({"OFFSHORE_KM": 200.0}, True, False, "coast", ("VNM", "coast")),
        ({"OFFSHORE_KM": 200.0}, True, True, "coast", ("VNM", "coast")),
        ({"OFFSHORE_KM": 20.0}, True, False, "coast", (None, None)),
        ({"LOOK_UP_COUNTRIES": False}, False, False, "coast", (None, None)),
        ({"OFFSHORE_KM": 500.0}, False, False, "at sea", ("VNM", "coast")),
        ({}, False, False, "at sea", (None, None)),
    ],
    ids=["own", "own is gone", "own, near", "nobody looks", "world, far", "world"],
)
def test_aligned_again_with_the_same_map_nothing_changes(
    tmp_path: Path, given: dict[str, Any], own: bool, gone: bool, name: str, country: Any
) -> None:
    path = tmp_path / "w.gpkg"
    layer = outlines() if own else None
    for _source in (1, 2):
        sent = {"COUNTRY_OUTLINES": layer.id()} if layer is not None else {}
        align(memory_layer(POINTS, PLACES), path, **given, **sent)
    told = {row["name"]: (row["country"], row["country_basis"]) for row in features(path)}
    assert told[name] == country
    if gone:
        QgsProject.instance().removeMapLayer(layer.id())
    before = dump(path)
    realign_all(path)
    after = dump(path)
    for table, rows in before.items():
        assert after[table] == rows, table


def test_outlines_that_changed_are_looked_up_anew(tmp_path: Path) -> None:
    """They are the layer of the first time, not a copy of it."""
    path, layer = tmp_path / "w.gpkg", outlines()
    align(memory_layer(POINTS, PLACES), path, COUNTRY_OUTLINES=layer.id())
    assert layer.dataProvider().changeAttributeValues({1: {0: "THA"}})
    realign_all(path)
    assert {row["name"]: row["country"] for row in features(path)}["inland"] == "THA"


@pytest.mark.parametrize("end", ["|layername=mineral_occurrences", "", "|layerid=0"])
def test_a_workspace_is_not_taken_into_itself(tmp_path: Path, end: str) -> None:
    path = tmp_path / "w.gpkg"
    align(memory_layer(POINTS, PLACES), path)
    before = path.read_bytes()
    (tmp_path / "link.gpkg").symlink_to(path)
    names = query(path, "SELECT table_name FROM gpkg_contents ORDER BY rowid")
    number = [name for (name,) in names].index(OCCURRENCES)
    end = end.replace("0", str(number))
    if not end and table_of_geopackage(QgsVectorLayer(str(path), "w", "ogr")) is None:
        pytest.skip("this QGIS opens no layer of it")
    for source in (str(path), str(tmp_path / "link.gpkg")):
        layer = QgsVectorLayer(f"{source}{end}", "Occurrences", "ogr")
        opened = table_of_geopackage(layer)
        if opened is None or opened[1] != OCCURRENCES:
            continue
        QgsProject.instance().addMapLayer(layer)
        _results, error = attempt(layer, path)
        assert "rows would come in twice" in error and "Align again" in error
        assert maps_of_layer(layer), "Align again is offered for it"
    assert len(features(path)) == len(PLACES)
    assert path.read_bytes() == before


def test_another_table_of_the_workspace_can_be_taken_in(tmp_path: Path) -> None:
    path = write_survey(tmp_path / "w.gpkg")
    align(memory_layer(POINTS, PLACES), path)
    align(f"{path}|layername=titik_mineral", path)
    assert sorted(counts(path).values()) == [len(PLACES), len(ROWS)]


def test_what_another_workspace_aligned_is_taken_as_it_is(tmp_path: Path) -> None:
    first, second = tmp_path / "first.gpkg", tmp_path / "second.gpkg"
    align(str(write_survey(tmp_path / "survey.gpkg")), first)
    feedback = Listening()
    layer = f"{first}|layername={OCCURRENCES}"
    results, error = attempt(layer, second, feedback, LAYER_TYPE="auto", TITLE="Taken over")
    assert not error
    assert results["ROWS_OUT"] == len(ROWS)
    told = "\n".join(feedback.infos)
    before, after = features(first), features(second)
    for old, new in zip(before, after):
        for name in (
            "identifier", "name", "commodity_text", "commodity_codes", "representative_commodity",
            "commodity_group", "country", "country_text", "admin1", "mine_status", "status_text",
            "place",
        ):  # fmt: skip
            assert new[name] == old[name], (name, told)
        assert new["source_id"] == results["SOURCE_ID"]
        said = json.loads(new["source_attributes"])
        assert (said["source_id"], said["identifier"]) == (old["source_id"], old["identifier"])
