"""Live layers with fields and words of their country: by name, by a saved map, by values alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from mapserver import MapServer, find_mapserv
from osgeo import ogr, osr
from qgis.core import QgsProject, QgsVectorLayer

from amis_qgis_plugin.core.errors import ServiceError
from amis_qgis_plugin.core.live_fields import LiveFields
from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse, SourceColumn
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.core.user_terms import NO_TERMS
from amis_qgis_plugin.qgis_bridge.alignment import align_layer, sample_and_propose, source_of
from amis_qgis_plugin.qgis_bridge.layer_filter import (
    Kind,
    Outcome,
    clear_filter,
    filter_live_layer,
    occurrence_layers,
)
from amis_qgis_plugin.qgis_bridge.layers import make_wfs_layer
from amis_qgis_plugin.qgis_bridge.live_maps import (
    adopt_saved_map,
    keep_map,
    kept_map,
    live_fields_of,
    should_be_looked_at,
    take_proposal,
)
from amis_qgis_plugin.qgis_bridge.live_values import live_source, read_live_values
from amis_qgis_plugin.qgis_bridge.profile_store import forget_map, save_map, saved_map
from amis_qgis_plugin.qgis_bridge.servers import read_server
from amis_qgis_plugin.qgis_bridge.settings import Server
from amis_qgis_plugin.qgis_bridge.source_rows import layer_rows

CODES = ("copper", "gold", "nickel", "tin", "coal")
STATES = ("IDN", "PHL", "THA", "VNM")
# Layer: its fields, its words for the commodities, its names of the states.
LANGUAGES = {
    "titik_mineral": (
        ("KODE", "KOMODITAS", "NEGARA"),
        ("tembaga", "emas", "nikel", "timah", "batubara"),
        ("Indonesia", "Filipina", "Thailand", "Vietnam"),
    ),
    "diem_mo": (
        ("mã", "khoáng_sản", "quốc_gia"),
        ("đồng", "vàng", "niken", "thiếc", "than đá"),
        ("Indonesia", "Philippines", "Thái Lan", "Việt Nam"),
    ),
    "lae_rae": (
        ("รหัส", "ชนิดแร่", "ประเทศ"),
        ("ทองแดง", "ทองคำ", "นิกเกิล", "ดีบุก", "ถ่านหิน"),
        ("อินโดนีเซีย", "ฟิลิปปินส์", "ไทย", "เวียดนาม"),
    ),
}
ANONYMOUS, FLAGS, TWO = "anonim", "tanda", "dua"
COUNT = 48
_HEAD = """
MAP
  NAME "fields" SIZE 400 400 EXTENT 90 -12 142 30 UNITS DD
  PROJECTION "epsg:4326" END
  WEB METADATA
    "ows_title" "Fields" "ows_onlineresource" "{url}" "ows_enable_request" "*"
    "ows_srs" "EPSG:4326"
  END END
"""
_LAYER = """
  LAYER
    NAME "{name}" TYPE POINT STATUS ON TEMPLATE "none" EXTENT 90 -12 142 30
    CONNECTIONTYPE OGR CONNECTION "{data}" DATA "{name}"
    PROJECTION "epsg:4326" END
    METADATA
      "ows_title" "{name}" "gml_include_items" "all" "gml_types" "auto" "gml_featureid" "fid"
    END
    CLASS STYLE COLOR 0 0 0 SIZE 5 END END
  END
"""


def texts(words: tuple[str, ...], states: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield number, commodities and state of each row: one or two of the words; some have none."""
    pairs = cycle([(0,), (1, 2), (3,), (2, 0), (4,), (), (1,)])
    for number, chosen in zip(range(COUNT), pairs):
        yield str(number), ", ".join(words[one] for one in chosen), states[number % 5 % 4]


def write_data(path: Path) -> None:
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    system = osr.SpatialReference()
    system.ImportFromEPSG(4326)
    tables = {name: (fields, texts(*said)) for name, (fields, *said) in LANGUAGES.items()}
    _fields, words, states = LANGUAGES["titik_mineral"]
    tables[ANONYMOUS] = (("f1", "f2", "f3"), texts(words, states))
    tables[FLAGS] = (("NO", "EMAS", "NIKEL"), (("1", "ya", "tidak"), ("2", "tidak", "ya")))
    pairs = (("nikel", "kuarsa"), ("emas", "tembaga"), ("", "kuarsa"), ("nikel", "kobal, kuarsa"))
    tables[TWO] = (("NO", "UTAMA", "LAIN"), [(str(at), *pair) for at, pair in enumerate(pairs)])
    for name, (fields, rows) in tables.items():
        table = dataset.CreateLayer(name, system, ogr.wkbPoint)
        for field in fields:
            table.CreateField(ogr.FieldDefn(field, ogr.OFTString))
        for number, row in enumerate(rows):
            feature = ogr.Feature(table.GetLayerDefn())
            for field, value in zip(fields, row):
                if value:
                    feature[field] = value
            point = ogr.CreateGeometryFromWkt(f"POINT ({100 + number / 8} {number / 8})")
            feature.SetGeometry(point)
            table.CreateFeature(feature)
    feature = table = None
    dataset = None


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MapServer]:
    """Give a MapServer with a layer in each language, one without names, and one of flags."""
    if not find_mapserv():
        pytest.skip("MapServer is not installed (Debian: cgi-mapserver)")
    folder = tmp_path_factory.mktemp("fields")
    data = folder / "fields.gpkg"
    write_data(data)
    server = MapServer(folder)
    layers = [_LAYER.format(name=name, data=data) for name in (*LANGUAGES, ANONYMOUS, FLAGS, TWO)]
    text = "\n".join([_HEAD.format(url=server.url), *layers, "END"])
    (folder / "amis.map").write_text(text, encoding="utf-8")
    server.data = data
    yield server.start()
    server.stop()


def open_live(server: MapServer, name: str, version: str = "2.0.0") -> QgsVectorLayer:
    """Return a layer of the server as the Catalogue adds it."""
    service = read_server(Server("Fields", server.url_of(version), "wfs"), Progress())
    (found,) = (one for one in service.layers if one.name.rpartition(":")[2] == name)
    return make_wfs_layer(service, found)


def counted(server: MapServer, name: str, codes: set[str], states: set[str]) -> set[str]:
    """Return the numbers of the wanted rows by GDAL and the words above."""
    _fields, words, lands = LANGUAGES.get(name, LANGUAGES["titik_mineral"])
    code_of, state_of = dict(zip(words, CODES)), dict(zip(lands, STATES))
    dataset = ogr.Open(str(server.data))
    found = set()
    for feature in dataset.GetLayerByName(name):
        number, said, land = (feature.GetField(position) for position in range(3))
        has = {code_of[word] for word in (said or "").split(", ") if word}
        if has & codes and state_of[land] in states:
            found.add(number)
    assert 0 < len(found) < COUNT / 2
    return found


def numbers(layer: QgsVectorLayer) -> set[str]:
    return {feature.attributes()[0] for feature in layer.getFeatures()}


def apply(layer: QgsVectorLayer, codes: set[str], states: set[str] = frozenset()) -> Outcome:
    wanted = OccurrenceFilter(commodities=tuple(sorted(codes)), countries=tuple(sorted(states)))
    return filter_live_layer(layer, wanted, read_live_values(live_source(layer)))


@pytest.mark.parametrize("version", ["1.1.0", "2.0.0"])
@pytest.mark.parametrize("name", LANGUAGES)
def test_fields_and_words_of_the_country_are_filtered_by_the_server(
    served: MapServer, empty_project: QgsProject, name: str, version: str
) -> None:
    layer = open_live(served, name, version)
    empty_project.addMapLayer(layer)
    fields, words, _states = LANGUAGES[name]
    found = live_fields_of(layer)
    assert (found.commodities, found.countries) == ((fields[1],), (fields[2],))
    assert occurrence_layers(empty_project) == [(layer, Kind.LIVE)]
    before = len(served.seen)
    outcome = apply(layer, {"copper", "tin"}, {"IDN", "VNM"})
    expected = counted(served, name, {"copper", "tin"}, {"IDN", "VNM"})
    assert outcome.problem == ""
    assert numbers(layer) == expected
    assert outcome.shown == len(expected)
    filters = [seen["FILTER"] for seen in served.seen[before:] if seen.get("FILTER")]
    assert filters and all(words[0] in one and words[4] not in one for one in filters)
    assert clear_filter(layer).shown == COUNT


def test_a_saved_map_filters_a_layer_whose_names_say_nothing(
    served: MapServer, empty_project: QgsProject
) -> None:
    fields = FieldMap(
        "mineral_occurrences",
        {
            "commodity_text": FieldUse((SourceColumn("f2"),)),
            "country_text": FieldUse((SourceColumn("f3"),)),
        },
    )
    first = open_live(served, ANONYMOUS)
    save_map(first, fields)
    layer = open_live(served, ANONYMOUS)
    layer.setName("called otherwise")
    empty_project.addMapLayer(layer)
    try:
        assert occurrence_layers(empty_project) == []
        assert adopt_saved_map(layer)
        other = open_live(served, ANONYMOUS, "1.1.0")
        assert saved_map(other) is None, "the same name at another address is another source"
    finally:
        forget_map(first)
    assert occurrence_layers(empty_project) == [(layer, Kind.LIVE)]
    outcome = apply(layer, {"gold"}, {"PHL", "THA"})
    assert outcome.problem == ""
    assert numbers(layer) == counted(served, ANONYMOUS, {"gold"}, {"PHL", "THA"})


def test_values_alone_filter_a_layer_whose_names_say_nothing(served: MapServer) -> None:
    layer = open_live(served, ANONYMOUS)
    assert live_fields_of(layer) == LiveFields()
    assert should_be_looked_at(layer)
    proposal = sample_and_propose(layer_rows(layer), "mineral_occurrences").proposal
    assert take_proposal(layer, proposal)
    assert kept_map(layer).columns().count("f2") == 1
    outcome = apply(layer, {"nickel", "coal"}, {"IDN"})
    assert outcome.problem == ""
    assert numbers(layer) == counted(served, ANONYMOUS, {"nickel", "coal"}, {"IDN"})


def test_what_its_fields_do_not_allow_is_said(served: MapServer) -> None:
    layer = open_live(served, FLAGS)
    flags = tuple(SourceColumn(name, "", True) for name in ("EMAS", "NIKEL"))
    save_map(layer, FieldMap("mineral_occurrences", {"commodity_text": FieldUse(flags)}))
    try:
        outcome = apply(layer, {"gold"}, {"IDN"})
    finally:
        forget_map(layer)
    assert outcome.problem.startswith("it has no country field, so countries are not filtered")
    assert outcome.shown == len(numbers(layer)) == 1


def test_a_server_that_does_not_count_is_filtered_all_the_same(served: MapServer) -> None:
    """WFS 1.0.0 has no counting; that it shows some is no refusal."""
    layer = open_live(served, "titik_mineral", "1.0.0")
    outcome = apply(layer, {"copper"})
    assert outcome.problem == ""
    expected = counted(served, "titik_mineral", {"copper"}, set(STATES))
    assert numbers(layer) == expected
    assert outcome.shown in (-1, len(expected))


@pytest.mark.parametrize("version", ["1.0.0", "2.0.0"])
def test_a_live_layer_is_aligned_with_where_it_came_from(
    served: MapServer, tmp_path: Path, version: str
) -> None:
    path = tmp_path / "w.gpkg"
    layer = open_live(served, "lae_rae", version)
    result = align(layer, path)
    assert (result.rows_in, result.rows_out) == (COUNT, COUNT)
    with closing(sqlite3.connect(path)) as connection:
        (source,) = connection.execute("SELECT protocol, url, layer FROM amis_sources")
        found = {
            identifier
            for (identifier,) in connection.execute(
                "SELECT o.identifier FROM mineral_occurrences o JOIN amis_occurrence_commodity c"
                " ON c.occurrence = o.fid WHERE c.commodity = 'tin' AND o.country = 'THA'"
            )
        }
    assert source[:2] == ("wfs", served.url_of(version))
    assert source[2].rpartition(":")[2] == "lae_rae"
    assert found == counted(served, "lae_rae", {"tin"}, {"THA"})


@pytest.mark.parametrize("version", ["1.1.0", "2.0.0"])
def test_a_server_that_fails_takes_nothing_out_of_a_workspace(
    served: MapServer, tmp_path: Path, version: str
) -> None:
    """QGIS passes the failure off as a layer without features; what was there has to stay."""
    path = tmp_path / "w.gpkg"
    align(open_live(served, "diem_mo"), path)
    layer = open_live(served, "lae_rae", version)
    before = path.read_bytes()
    served.longest = 10
    try:
        result = align(layer, path)
    except ServiceError as error:
        assert "No features came" in str(error)
        assert path.read_bytes() == before
    else:  # QGIS 3.44 may have all features from its first look at the layer
        assert result.rows_out == COUNT
    finally:
        served.longest = 1_000_000


def align(layer: QgsVectorLayer, path: Path) -> Any:
    """Align a layer into a workspace as the one source of it."""
    rows = layer_rows(layer)
    fields = sample_and_propose(rows, "mineral_occurrences").proposal.fields
    return align_layer(rows, fields, path, source_of(rows, "live"), terms=NO_TERMS)


def test_rows_that_single_fields_do_not_tell_are_counted(served: MapServer) -> None:
    """Quartz is a product by itself and a gangue mineral beside nickel; WFS filters by fields."""
    layer = open_live(served, TWO)
    columns = (SourceColumn("UTAMA"), SourceColumn("LAIN"))
    keep_map(layer, FieldMap("mineral_occurrences", {"commodity_text": FieldUse(columns)}))
    outcome = apply(layer, {"quartz"})
    assert numbers(layer) == {"0", "2"}
    assert "1 feature says something else" in outcome.problem
    outcome = apply(layer, {"copper"})
    assert (numbers(layer), outcome.problem) == ({"1"}, "")
