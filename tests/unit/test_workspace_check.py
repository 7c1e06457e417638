"""A file that is no GeoPackage: the message says what it is and what to do next."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from osgeo import gdal, ogr

from amis_qgis_plugin.core.errors import WorkspaceError
from amis_qgis_plugin.workspace.check import check_geopackage
from amis_qgis_plugin.workspace.contents import read_layers
from amis_qgis_plugin.workspace.gdal_calls import sqlite_uri

SAMPLES = Path(__file__).resolve().parents[2] / "sample_layers" / "asean_samples.gpkg"


def _zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("data.gpkg", "x")
    return stream.getvalue()


FOREIGN = {
    "zip": (_zip(), "zip archive", "Unpack"),
    "html": (b"<!DOCTYPE html><html><body>Please log in</body></html>", "web page", "login"),
    "html without doctype": (b"\r\n\r\n  <HTML><head></head></HTML>", "web page", "login"),
    "html after much space": (b"\n" * 60 + b"<html></html>", "web page", "login"),
    "xml": (b'<?xml version="1.0"?><a/>', "XML", "GML"),
    "xml with byte order mark": (b'\xef\xbb\xbf<?xml version="1.0"?><a/>', "XML", "GML"),
    "json": (b'{"type": "FeatureCollection"}', "JSON", "GeoJSON"),
    "json list": (b'[{"type": "Feature"}]', "JSON", "GeoJSON"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "PDF", "provider"),
    "empty": (b"", "empty", "again"),
    "noise": (b"\x00\x01\x02\x03" * 20, "some other format", ".gpkg"),
    "one byte": (b"x", "some other format", ".gpkg"),
    "cut header": (b"SQLite form", "some other format", ".gpkg"),
}


def refusal(path: Path) -> WorkspaceError:
    """Return the refusal, which always names the file, what was found and the next step."""
    with pytest.raises(WorkspaceError) as caught:
        check_geopackage(path)
    assert path.name in str(caught.value)
    assert caught.value.message
    assert caught.value.hint, "no next step"
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize("kind", FOREIGN)
def test_other_formats(tmp_path: Path, kind: str) -> None:
    content, what, hint = FOREIGN[kind]
    path = tmp_path / "ASEAN minerals.gpkg"
    path.write_bytes(content)
    error = refusal(path)
    assert what in error.message
    assert hint in error.hint
    assert path.read_bytes() == content


def test_missing(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "gone.gpkg").message
    assert not (tmp_path / "gone.gpkg").exists()


def test_folder(tmp_path: Path) -> None:
    (tmp_path / "folder.gpkg").mkdir()
    assert "folder" in refusal(tmp_path / "folder.gpkg").message


def test_sqlite_that_is_no_geopackage(tmp_path: Path) -> None:
    path = tmp_path / "notes.gpkg"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE notes (id INTEGER)")
        connection.commit()
    assert "gpkg_contents" in refusal(path).message


def test_geopackage_without_layers(tmp_path: Path) -> None:
    path = tmp_path / "empty.gpkg"
    gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
    assert "no layers" in refusal(path).message


def test_geopackage_with_pictures_only(tmp_path: Path) -> None:
    path = tmp_path / "raster.gpkg"
    raster = gdal.GetDriverByName("GPKG").Create(str(path), 4, 4, 1, gdal.GDT_Byte)
    raster.SetGeoTransform((100, 1, 0, 10, 0, -1))
    raster = None
    assert "no layers" in refusal(path).message


@pytest.mark.parametrize("kept", [0.02, 0.5, 0.99])
def test_cut_off_download(tmp_path: Path, kept: float) -> None:
    path = tmp_path / "cut.gpkg"
    whole = SAMPLES.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(WorkspaceError, match=r"cut\.gpkg") as caught:
        read_layers(path)
    assert "cut off" in caught.value.hint


def test_damaged_pages(tmp_path: Path) -> None:
    path = tmp_path / "damaged.gpkg"
    whole = bytearray(SAMPLES.read_bytes())
    whole[16:4096] = b"\xff" * 4080
    path.write_bytes(bytes(whole))
    assert "SQLite says" in refusal(path).message


def test_layers_without_service_tables() -> None:
    dataset = ogr.Open(str(SAMPLES))
    listed = {dataset.GetLayer(i).GetName() for i in range(dataset.GetLayerCount())}
    assert "amis_sources" in listed
    assert check_geopackage(SAMPLES) == (
        "mineral_occurrences",
        "production_statistics",
        "schematic_provinces",
        "schematic_structures",
    )


@pytest.mark.parametrize("name", ["a b.gpkg", "100%25.gpkg", "what?#.gpkg", "mỏ đồng.gpkg"])
def test_file_names_that_mean_something_in_a_uri(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(SAMPLES.read_bytes())
    assert len(check_geopackage(path)) == 4


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PurePosixPath("/data/a b.gpkg"), "file:///data/a%20b.gpkg"),
        (PureWindowsPath("C:\\data\\a#b.gpkg"), "file:///C:/data/a%23b.gpkg"),
        # A server name between the second and third slash is what SQLite refuses.
        (PureWindowsPath("\\\\server\\share\\a.gpkg"), "file:////server/share/a.gpkg"),
    ],
)
def test_sqlite_uris(path: PurePosixPath | PureWindowsPath, uri: str) -> None:
    assert sqlite_uri(path) == uri
