"""ArcGIS REST: folders, feature services, maps with groups, single layers, and refusals."""

from __future__ import annotations

from typing import Any

import arcgis_documents as documents
import pytest
from json_serving import as_json, documents_at

from amis_qgis_plugin.services import arcgis
from amis_qgis_plugin.services.arcgis_layer import (
    describe_arcgis_layer,
    extent_in_degrees,
    read_arcgis_layer,
)
from amis_qgis_plugin.services.capabilities import Service, describe_service
from amis_qgis_plugin.services.errors import LoginNeeded, UnexpectedAnswer
from amis_qgis_plugin.services.session import make_session

BASE = "/arcgis/rest/services"
OCCURRENCES = f"{BASE}/Geology/Mineral_Occurrences/FeatureServer"
MAPS = f"{BASE}/Geology/Maps/MapServer"
ALL: dict[str, Any] = {
    BASE: documents.ROOT,
    f"{BASE}/Geology": documents.GEOLOGY_FOLDER,
    f"{BASE}/Closed": documents.TOKEN_NEEDED,
    f"{BASE}/Basemap/MapServer": documents.NOT_STARTED,
    OCCURRENCES: documents.FEATURE_SERVER,
    f"{OCCURRENCES}/layers": documents.ALL_LAYERS,
    f"{OCCURRENCES}/0": documents.LAYER,
    MAPS: documents.MAP_SERVER,
}


def described(path: str, paths: dict[str, Any] = ALL, protocol: str = "auto") -> Service:
    with documents_at(paths) as server, make_session() as session:
        return describe_service(session, server.url + path, protocol)


def test_a_feature_server_with_the_details_of_its_layers() -> None:
    with documents_at(ALL) as server, make_session() as session:
        service = describe_service(session, server.url + OCCURRENCES)
    assert [(one.path, one.query) for one in server.asked] == [
        (OCCURRENCES, {"f": "json"}),
        (f"{OCCURRENCES}/layers", {"f": "json"}),
    ]
    assert (service.protocol, service.version) == ("arcgis", "10.81")
    assert service.url == server.url + OCCURRENCES
    assert service.title == "Mineral Occurrences"
    assert service.abstract == "Occurrences & prospects of the survey"
    assert (service.attribution, service.licence) == ("Geological Survey", "")
    nickel, assays = service.layers
    assert (nickel.name, nickel.title, nickel.geometry) == ("0", "Nickel", "point")
    assert nickel.url == f"{service.url}/0"
    assert nickel.abstract == "Laterite nickel"
    assert nickel.attribution == "Geological Survey, laterite team"
    assert nickel.extent == pytest.approx((100, -10, 110, 10), abs=0.01)
    assert nickel.crs == ("EPSG:3857",)
    assert nickel.formats == ("JSON", "geoJSON", "PBF")
    assert nickel.max_scale_denominator == 577790
    assert nickel.queryable and nickel.licence == ""
    assert (assays.name, assays.geometry, assays.attribution) == ("1", "table", "Geological Survey")
    assert assays.queryable


def test_a_feature_server_that_fails_at_the_details_is_listed_from_its_root() -> None:
    failing = {**ALL, f"{OCCURRENCES}/layers": as_json({"error": {"code": 500, "message": ""}})}
    nickel, assays = described(OCCURRENCES, failing).layers
    assert (nickel.title, nickel.geometry, nickel.queryable) == ("Nickel", "point", True)
    assert nickel.extent == pytest.approx((100, 0, 120, 20), abs=0.01)
    assert nickel.attribution == "Geological Survey"
    assert assays.geometry == "table"


def test_a_map_server_lists_what_is_in_its_groups() -> None:
    service = described(MAPS)
    assert service.title == "Geological map of the peninsula"
    faults, selangor, scan = service.layers
    assert (faults.name, faults.title) == ("1", "Geology: Faults")
    assert (selangor.name, selangor.title) == ("3", "Geology: Units: Selangor")
    assert (faults.max_scale_denominator, selangor.max_scale_denominator) == (250000, None)
    assert (faults.queryable, selangor.queryable, scan.queryable) == (True, True, False)
    assert faults.extent is None, "its metres are not reckoned into degrees here"
    assert faults.crs == ("EPSG:3168",)


def test_a_folder_is_read_with_the_folders_in_it() -> None:
    with documents_at(ALL) as server, make_session() as session:
        service = describe_service(session, server.url + BASE)
    names = [(one.name, one.title) for one in service.layers]
    assert names == [
        ("Geology/Mineral_Occurrences/FeatureServer/0", "Mineral Occurrences: Nickel"),
        ("Geology/Mineral_Occurrences/FeatureServer/1", "Mineral Occurrences: Assays"),
        ("Geology/Maps/MapServer/1", "Maps: Geology: Faults"),
        ("Geology/Maps/MapServer/3", "Maps: Geology: Units: Selangor"),
        ("Geology/Maps/MapServer/4", "Maps: Scan"),
    ]
    assert service.layers[2].url == f"{server.url}{MAPS}/1"
    closed, basemap = service.notes
    assert "folder Closed is not listed" in closed and "Token Required" in closed
    assert "Basemap (MapServer) is not listed" in basemap and "not started" in basemap
    asked = [one.path for one in server.asked]
    assert len(asked) == len(set(asked)) == 6, "one request for a folder or service, none for tools"


def test_a_folder_below_the_directory() -> None:
    service = described(f"{BASE}/Geology")
    assert len(service.layers) == 5
    assert service.title == "127.0.0.1: Geology"
    assert service.notes == ()


def test_a_large_directory_is_listed_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arcgis, "MOST_SERVICES", 2)
    monkeypatch.setattr(arcgis, "MOST_FOLDERS", 1)
    many = {**ALL, f"{BASE}/Basemap/MapServer": documents.MAP_SERVER}
    service = described(BASE, many)
    assert {one.name.rpartition("/")[0] for one in service.layers} == {
        "Basemap/MapServer",
        "Geology/Mineral_Occurrences/FeatureServer",
    }
    assert service.notes == (
        "Only the first 1 of 2 folders are listed.",
        "Only the first 2 of 3 services are listed; add the address of a folder or a service to"
        " see others.",
    )


def test_a_folder_of_which_nothing_can_be_read_is_an_error() -> None:
    with pytest.raises(LoginNeeded, match="Token Required"):
        described(f"{BASE}/Geology", {f"{BASE}/Geology": documents.GEOLOGY_FOLDER, **_closed()})


def _closed() -> dict[str, Any]:
    return {OCCURRENCES: documents.TOKEN_NEEDED, MAPS: documents.TOKEN_NEEDED}


@pytest.mark.parametrize("pasted", ["/0", "/0/", "/0?f=pjson", "/0/query?where=1%3D1&outFields=*"])
def test_a_single_layer(pasted: str) -> None:
    service = described(OCCURRENCES + pasted)
    assert service.url.endswith("/FeatureServer/0")
    (layer,) = service.layers
    assert (layer.name, layer.title, layer.url) == ("0", "Nickel", service.url)
    assert service.title == "Mineral Occurrences: Nickel"
    assert layer.extent == pytest.approx((100, -10, 110, 10), abs=0.01)


@pytest.mark.parametrize("answer", [documents.TOKEN_NEEDED, documents.TOKEN_OLD])
@pytest.mark.parametrize("protocol", ["auto", "arcgis"])
def test_a_token_error_with_status_200_asks_for_a_login(answer: Any, protocol: str) -> None:
    with pytest.raises(LoginNeeded, match="Token") as caught:
        described(OCCURRENCES, {OCCURRENCES: answer}, protocol)
    assert "authentication database" in caught.value.hint


def test_another_error_with_status_200_is_told() -> None:
    with pytest.raises(UnexpectedAnswer, match="not started"):
        described(MAPS, {MAPS: documents.NOT_STARTED}, protocol="arcgis")


def test_the_details_of_a_layer() -> None:
    with documents_at(ALL) as server, make_session() as session:
        layer = describe_arcgis_layer(session, f"{server.url}{OCCURRENCES}/0")
    assert [(one.name, one.type, one.alias) for one in layer.fields] == [
        ("OBJECTID_1", "integer", ""),
        ("SITE", "string", "Name of the site"),
        ("STATUS", "integer", ""),
        ("GRADE", "real", ""),
        ("VISITED", "datetime", ""),
        ("KEY", "string", ""),
    ]
    assert layer.fields[2].codes == {"1": "active", "2": "closed"}
    assert layer.object_id_field == "OBJECTID_1"
    assert (layer.max_record_count, layer.supports_pagination) == (1000, True)
    assert (layer.geometry, layer.crs, layer.can_query) == ("point", "EPSG:3857", True)


def test_a_layer_of_an_old_server_without_paging_names_its_numbers_by_type() -> None:
    old = {key: documents.LAYER[key] for key in ("id", "name", "type", "fields", "geometryType")}
    layer = read_arcgis_layer(old)
    assert layer.object_id_field == "OBJECTID_1"
    assert (layer.supports_pagination, layer.max_record_count) == (False, 0)
    assert not layer.can_query


def test_what_is_no_layer_is_told() -> None:
    with (
        documents_at(ALL) as server,
        make_session() as session,
        pytest.raises(UnexpectedAnswer, match="description of a layer"),
    ):
        describe_arcgis_layer(session, server.url + BASE)


@pytest.mark.parametrize(
    ("extent", "expected"),
    [
        ((100.0, -10, "110", 10, {"wkid": 4326}), (100, -10, 110, 10)),
        ((11131949.079, 0, 12245143.987, 1118889.975, {"wkid": 102100}), (100, 0, 110, 10)),
        ((11131949.079, 0, 12245143.987, 1118889.975, {"wkid": 3857}), (100, 0, 110, 10)),
        ((11131949.079, 0, 12245143.987, 1118889.975, {"wkid": 102113}), (100, 0, 110, 10)),
        (("NaN", "NaN", "NaN", "NaN", {"wkid": 4326}), None),
        ((None, None, None, None, {"wkid": 4326}), None),
        ((0, 0, 1, 1, {"wkt": 'PROJCS["somewhere"]'}), None),
        ((200000, 100000, 600000, 700000, {"wkid": 3168}), None),
        ((0, 0, 1e300, 1e300, {"wkid": 102100}), None),
    ],
)
def test_an_extent_in_degrees(extent: tuple[Any, ...], expected: Any) -> None:
    names = ("xmin", "ymin", "xmax", "ymax", "spatialReference")
    found = extent_in_degrees(dict(zip(names, extent)))
    assert found == (expected if expected is None else pytest.approx(expected, abs=1e-6))


@pytest.mark.parametrize("value", [None, [], "x", 3, {"layers": 3, "capabilities": []}])
def test_nonsense_is_no_service_and_breaks_nothing(value: Any) -> None:
    if arcgis.is_arcgis(value):
        assert described(MAPS, {MAPS: value}).layers == ()
    assert read_arcgis_layer(value if isinstance(value, dict) else {}).fields == ()
