"""Metadata in the GeoPackage: read back by lxml, OWSLib's ISO reader and GDAL."""

from __future__ import annotations

import sqlite3
import warnings
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from osgeo import gdal, ogr

from amis_qgis_plugin.workspace.gdal_calls import add_layer, sqlite
from amis_qgis_plugin.workspace.metadata import (
    ISO_19139,
    QGIS_METADATA,
    TableMetadata,
    iso_19139,
    qgis_metadata,
    write_metadata,
)
from amis_qgis_plugin.workspace.tables import create_workspace

SAMPLES = Path(__file__).resolve().parents[2] / "sample_layers" / "asean_samples.gpkg"
NAMESPACES = {
    "gmd": "http://www.isotc211.org/2005/gmd",
    "gco": "http://www.isotc211.org/2005/gco",
}
# In the order of the XML schema of ISO 19139, for the elements that we write.
SCHEMA_ORDER = ("fileIdentifier", "contact", "dateStamp", "identificationInfo")
IDENTIFICATION_ORDER = (
    "citation", "abstract", "credit", "resourceConstraints", "language", "extent",
)  # fmt: skip
ABOUT = TableMetadata(
    table="faults",
    title="Faults & <folds> 'of' \"Luzon\"",
    abstract="Drawn by hand. Mỏ đồng.",
    licence="CC0 1.0",
    rights="© The Survey & Sons",
    date="2026-11-23",
    keywords=("faults", "a<b"),
    extent=(116.5, 4.0, 127.0, 21.25),
)
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def text_at(record: etree._Element, path: str) -> str:
    (found,) = record.xpath(f"{path}/gco:CharacterString", namespaces=NAMESPACES)
    return found.text or ""


def test_iso_19139_by_xpath() -> None:
    record = etree.fromstring(iso_19139(ABOUT).encode(), PARSER)
    assert etree.QName(record).localname == "MD_Metadata"
    identification = "gmd:identificationInfo/gmd:MD_DataIdentification"
    assert text_at(record, "gmd:fileIdentifier") == "faults"
    title = text_at(record, f"{identification}/gmd:citation/gmd:CI_Citation/gmd:title")
    assert title == ABOUT.title
    assert text_at(record, f"{identification}/gmd:abstract") == ABOUT.abstract
    assert text_at(record, f"{identification}/gmd:credit") == ABOUT.rights
    licence = f"{identification}/gmd:resourceConstraints/gmd:MD_LegalConstraints/gmd:useLimitation"
    assert text_at(record, licence) == ABOUT.licence
    for parent, order in ((record, SCHEMA_ORDER), (record[-1][0], IDENTIFICATION_ORDER)):
        assert tuple(etree.QName(child).localname for child in parent) == order


def test_iso_19139_by_another_reader() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the reader's own deprecations
        iso = pytest.importorskip("owslib.iso", reason="needs OWSLib to read ISO 19139")
        record = iso.MD_Metadata(etree.fromstring(iso_19139(ABOUT).encode(), PARSER))
    found = record.identification
    found = found[0] if isinstance(found, list) else found
    assert record.datestamp == ABOUT.date
    assert found.title == ABOUT.title
    assert found.abstract == ABOUT.abstract
    assert found.uselimitation == [ABOUT.licence]
    box = found.bbox or found.extent.boundingBox
    sides = tuple(float(side) for side in (box.minx, box.miny, box.maxx, box.maxy))
    assert sides == ABOUT.extent


def test_a_table_without_geometry_has_no_extent() -> None:
    plain = TableMetadata("t", "T", "", "", "", "2026-01-01")
    record = etree.fromstring(iso_19139(plain).encode(), PARSER)
    assert not record.xpath("//gmd:extent", namespaces=NAMESPACES)


@given(st.text(max_size=40))
def test_any_text_makes_well_formed_xml(text: str) -> None:
    about = TableMetadata(text, text, text, text, text, "2026-01-01", (text,))
    for rendered in (iso_19139(about), qgis_metadata(about)):
        record = etree.fromstring(rendered.encode(), PARSER)
        kept = {(one.text or "") for one in record.iter() if one.tag is not etree.Comment}
        readable = "".join(c for c in text if c.isprintable()).strip()
        if readable == text:
            assert text in kept


def test_both_renderings_are_stored_and_referenced(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    dataset = create_workspace(path)
    add_layer(dataset, "faults", "Faults", ogr.wkbLineString, [])
    dataset = None
    with sqlite(path, write=True) as connection:
        write_metadata(connection, ABOUT)
        write_metadata(connection, TableMetadata("other", "Other", "", "", "", "2026-01-01"))
        write_metadata(connection, ABOUT)
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT r.table_name, m.md_standard_uri FROM gpkg_metadata_reference r"
            " JOIN gpkg_metadata m ON m.id = r.md_file_id ORDER BY 1, 2"
        ).fetchall()
        count = connection.execute("SELECT count(*) FROM gpkg_metadata").fetchone()
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert rows == [
        (table, standard)
        for table in ("faults", "other")
        for standard in sorted((ISO_19139, QGIS_METADATA))
    ]
    assert count == (4,)
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    found = _gdal_metadata(dataset.GetLayerByName("faults"))
    documents = [value for value in found if "MD_Metadata" in value]
    assert documents == [iso_19139(ABOUT)]


def _gdal_metadata(layer: ogr.Layer) -> list[str]:
    """Return every metadata document that GDAL hands out for a layer."""
    found = dict(layer.GetMetadata() or {})
    for domain in layer.GetMetadataDomainList() or []:
        values = layer.GetMetadata(domain) or {}
        found.update(values if isinstance(values, dict) else dict(enumerate(values)))
    return list(found.values())


def test_metadata_in_a_workspace_of_plain_tables(tmp_path: Path) -> None:
    """GDAL makes gpkg_extensions only with the first spatial index."""
    path = tmp_path / "tables.gpkg"
    add_layer(create_workspace(path), "figures", "Figures", ogr.wkbNone, [])
    with sqlite(path, write=True) as connection:
        write_metadata(connection, TableMetadata("figures", "F", "", "", "", "2026-01-01"))
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            "SELECT DISTINCT extension_name FROM gpkg_extensions ORDER BY 1"
        ).fetchall()
    assert found == [("gpkg_metadata",)]
    dataset = ogr.Open(str(path))
    assert dataset.GetLayerByName("figures").GetFeatureCount() == 0


def test_the_samples_describe_every_layer() -> None:
    with closing(sqlite3.connect(f"{SAMPLES.as_uri()}?mode=ro&immutable=1", uri=True)) as opened:
        rows = opened.execute(
            "SELECT r.table_name, m.metadata FROM gpkg_metadata_reference r"
            " JOIN gpkg_metadata m ON m.id = r.md_file_id WHERE m.md_standard_uri = ?",
            (ISO_19139,),
        ).fetchall()
        boxes = {
            name: box
            for name, *box in opened.execute(
                "SELECT table_name, min_x, max_x, min_y, max_y FROM gpkg_contents"
                " WHERE data_type = 'features'"
            )
        }
    assert {name for name, _text in rows} == {*boxes, "production_statistics"}
    for name, text in rows:
        record = etree.fromstring(text.encode(), PARSER)
        sides = [float(side.text) for side in record.iterfind(".//{*}Decimal")]
        assert sides == pytest.approx(boxes.get(name, []), abs=1e-4)
        assert text_at(record, ".//gmd:useLimitation")
        assert text_at(record, ".//gmd:credit")
