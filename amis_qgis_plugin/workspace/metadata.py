"""Metadata inside the GeoPackage: ISO 19115 for every reader, QGIS's own for layer properties.

Follows the GeoPackage metadata extension (OGC 12-128r18, annex F.8).
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from html import escape

from .tables import EXTENSIONS_TABLE, timestamp

ISO_19139 = "http://www.isotc211.org/2005/gmd"
QGIS_METADATA = "http://mrcc.com/qgis.dtd"

_TABLES = """
CREATE TABLE gpkg_metadata (
  id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,
  md_scope TEXT NOT NULL DEFAULT 'dataset',
  md_standard_uri TEXT NOT NULL,
  mime_type TEXT NOT NULL DEFAULT 'text/xml',
  metadata TEXT NOT NULL DEFAULT ''
);
CREATE TABLE gpkg_metadata_reference (
  reference_scope TEXT NOT NULL,
  table_name TEXT,
  column_name TEXT,
  row_id_value INTEGER,
  timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  md_file_id INTEGER NOT NULL,
  md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id)
);
"""
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class TableMetadata:
    """What a reader has to know about one table.

    :param rights: what has to be said when the data is shown or passed on.
    :param date: ISO date of the state of the data.
    :param extent: (west, south, east, north) in degrees, or nothing for tables without geometry.
    """

    table: str
    title: str
    abstract: str
    licence: str
    rights: str
    date: str
    keywords: tuple[str, ...] = ()
    extent: tuple[float, float, float, float] | None = None
    more: MoreMetadata | None = None


@dataclass(frozen=True)
class MoreMetadata:
    """What a record that stands by itself tells besides: it is in no GeoPackage that says it.

    :param lineage: where the data came from and what was done to it.
    :param formats: name and version of every format that it lies in.
    :param links: address and name of places where more of it is.
    :param level: ``dataset`` or ``series``.
    """

    lineage: str
    formats: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    level: str = "dataset"


def write_metadata(connection: sqlite3.Connection, about: TableMetadata) -> None:
    """Store both renderings of a table's metadata, in place of older ones."""
    _prepare(connection)
    old = connection.execute(
        "SELECT md_file_id FROM gpkg_metadata_reference WHERE table_name = ?", (about.table,)
    ).fetchall()
    connection.execute("DELETE FROM gpkg_metadata_reference WHERE table_name = ?", (about.table,))
    connection.executemany("DELETE FROM gpkg_metadata WHERE id = ?", [(row[0],) for row in old])
    for standard, text in ((ISO_19139, iso_19139(about)), (QGIS_METADATA, qgis_metadata(about))):
        cursor = connection.execute(
            "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata)"
            " VALUES ('dataset', ?, 'text/xml', ?)",
            (standard, text),
        )
        connection.execute(
            "INSERT INTO gpkg_metadata_reference (reference_scope, table_name, timestamp,"
            " md_file_id) VALUES ('table', ?, ?, ?)",
            (about.table, timestamp(), cursor.lastrowid),
        )


def describe_table(connection: sqlite3.Connection, table: str, title: str) -> None:
    """Write the metadata that follow from the sources of a table."""
    sources = connection.execute(
        "SELECT title, licence, attribution, retrieved_at FROM amis_sources WHERE table_name = ?"
        " ORDER BY source_id",
        (table,),
    ).fetchall()
    box = connection.execute(
        "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ?", (table,)
    ).fetchone()

    def told(column: str) -> str:
        return "; ".join(dict.fromkeys(row[column] for row in sources if row[column]))

    write_metadata(
        connection,
        TableMetadata(
            table=table,
            title=title,
            abstract=f"{title} from {told('title') or 'no source'}, in aligned fields.",
            licence=told("licence"),
            rights=told("attribution"),
            date=max((row["retrieved_at"][:10] for row in sources), default=""),
            extent=tuple(box) if box is not None and box[0] is not None else None,
        ),
    )


def _prepare(connection: sqlite3.Connection) -> None:
    known = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE name = 'gpkg_metadata'"
    ).fetchone()
    if known is not None:
        return
    connection.execute(EXTENSIONS_TABLE)
    for statement in _TABLES.strip().split(";\n"):
        connection.execute(statement)
    for table in ("gpkg_metadata", "gpkg_metadata_reference"):
        connection.execute(
            "INSERT INTO gpkg_extensions VALUES (?, NULL, 'gpkg_metadata',"
            " 'http://www.geopackage.org/spec121/#extension_metadata', 'read-write')",
            (table,),
        )


def _escape(text: str) -> str:
    """Return the text for an XML element; characters that XML 1.0 cannot hold are left out."""
    return escape(_NOT_XML.sub("", text), quote=False)


def qgis_metadata(about: TableMetadata) -> str:
    """Return the metadata as QGIS's layer properties read it."""
    keywords = "".join(f"<keyword>{_escape(word)}</keyword>" for word in about.keywords)
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
        '<qgis version="3.22.0">'
        f"<identifier>{_escape(about.table)}</identifier><parentidentifier></parentidentifier>"
        "<language>ENG</language><type>dataset</type>"
        f"<title>{_escape(about.title)}</title><abstract>{_escape(about.abstract)}</abstract>"
        f'<keywords vocabulary="gmd:topicCategory">{keywords}</keywords>'
        "<links/><fees></fees>"
        f"<license>{_escape(about.licence)}</license><rights>{_escape(about.rights)}</rights>"
        "<encoding>UTF-8</encoding></qgis>"
    )


def iso_19139(about: TableMetadata) -> str:
    """Return the metadata as an ISO 19115:2003 record in ISO 19139 XML."""
    return (
        '<gmd:MD_Metadata xmlns:gmd="http://www.isotc211.org/2005/gmd"'
        ' xmlns:gco="http://www.isotc211.org/2005/gco"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<gmd:fileIdentifier>{_text(about.table)}</gmd:fileIdentifier>{_level(about.more)}"
        '<gmd:contact><gmd:CI_ResponsibleParty><gmd:organisationName gco:nilReason="unknown"/>'
        f"<gmd:role>{_code('CI_RoleCode', 'distributor')}</gmd:role>"
        "</gmd:CI_ResponsibleParty></gmd:contact>"
        f"<gmd:dateStamp><gco:Date>{_escape(about.date)}</gco:Date></gmd:dateStamp>"
        "<gmd:identificationInfo><gmd:MD_DataIdentification><gmd:citation><gmd:CI_Citation>"
        f"<gmd:title>{_text(about.title)}</gmd:title>"
        f"<gmd:date><gmd:CI_Date><gmd:date><gco:Date>{_escape(about.date)}</gco:Date></gmd:date>"
        f"<gmd:dateType>{_code('CI_DateTypeCode', 'revision')}</gmd:dateType>"
        "</gmd:CI_Date></gmd:date></gmd:CI_Citation></gmd:citation>"
        f"<gmd:abstract>{_text(about.abstract)}</gmd:abstract>"
        f"<gmd:credit>{_text(about.rights)}</gmd:credit>{_keywords(about)}"
        "<gmd:resourceConstraints><gmd:MD_LegalConstraints>"
        f"<gmd:useLimitation>{_text(about.licence)}</gmd:useLimitation>"
        "</gmd:MD_LegalConstraints></gmd:resourceConstraints>"
        f"<gmd:language>{_text('eng')}</gmd:language>{_topic(about.more)}{_extent(about)}"
        "</gmd:MD_DataIdentification></gmd:identificationInfo>"
        f"{_distribution(about.more)}{_lineage(about.more)}</gmd:MD_Metadata>"
    )


def _level(more: MoreMetadata | None) -> str:
    if more is None:
        return ""
    level = _code("MD_ScopeCode", more.level)
    return (
        f"<gmd:language>{_text('eng')}</gmd:language>"
        f"<gmd:characterSet>{_code('MD_CharacterSetCode', 'utf8')}</gmd:characterSet>"
        f"<gmd:hierarchyLevel>{level}</gmd:hierarchyLevel>"
        f"<gmd:hierarchyLevelName>{_text(more.level)}</gmd:hierarchyLevelName>"
    )


def _keywords(about: TableMetadata) -> str:
    if about.more is None or not about.keywords:
        return ""
    words = "".join(f"<gmd:keyword>{_text(word)}</gmd:keyword>" for word in about.keywords)
    return (
        f"<gmd:descriptiveKeywords><gmd:MD_Keywords>{words}</gmd:MD_Keywords>"
        "</gmd:descriptiveKeywords>"
    )


def _topic(more: MoreMetadata | None) -> str:
    if more is None:
        return ""
    topic = "<gmd:MD_TopicCategoryCode>geoscientificInformation</gmd:MD_TopicCategoryCode>"
    return (
        f"<gmd:characterSet>{_code('MD_CharacterSetCode', 'utf8')}</gmd:characterSet>"
        f"<gmd:topicCategory>{topic}</gmd:topicCategory>"
    )


def _distribution(more: MoreMetadata | None) -> str:
    if more is None:
        return ""
    formats = "".join(
        f"<gmd:distributionFormat><gmd:MD_Format><gmd:name>{_text(name)}</gmd:name>"
        f"<gmd:version>{_text(version)}</gmd:version></gmd:MD_Format></gmd:distributionFormat>"
        for name, version in more.formats
    )
    links = "".join(
        "<gmd:onLine><gmd:CI_OnlineResource>"
        f"<gmd:linkage><gmd:URL>{_escape(url)}</gmd:URL></gmd:linkage>"
        f"<gmd:name>{_text(name)}</gmd:name></gmd:CI_OnlineResource></gmd:onLine>"
        for url, name in more.links
    )
    options = f"<gmd:MD_DigitalTransferOptions>{links}</gmd:MD_DigitalTransferOptions>"
    transfer = f"<gmd:transferOptions>{options}</gmd:transferOptions>" if links else ""
    return (
        f"<gmd:distributionInfo><gmd:MD_Distribution>{formats}{transfer}"
        "</gmd:MD_Distribution></gmd:distributionInfo>"
    )


def _lineage(more: MoreMetadata | None) -> str:
    if more is None:
        return ""
    level = _code("MD_ScopeCode", more.level)
    return (
        "<gmd:dataQualityInfo><gmd:DQ_DataQuality><gmd:scope><gmd:DQ_Scope>"
        f"<gmd:level>{level}</gmd:level></gmd:DQ_Scope></gmd:scope><gmd:lineage><gmd:LI_Lineage>"
        f"<gmd:statement>{_text(more.lineage)}</gmd:statement></gmd:LI_Lineage></gmd:lineage>"
        "</gmd:DQ_DataQuality></gmd:dataQualityInfo>"
    )


def _text(value: str) -> str:
    return f"<gco:CharacterString>{_escape(value)}</gco:CharacterString>"


def _code(name: str, value: str) -> str:
    return (
        f'<gmd:{name} codeList="http://www.isotc211.org/2005/resources/codeList.xml#{name}"'
        f' codeListValue="{value}">{value}</gmd:{name}>'
    )


def _extent(about: TableMetadata) -> str:
    if about.extent is None:
        return ""
    west, south, east, north = about.extent
    sides = (
        ("westBoundLongitude", west),
        ("eastBoundLongitude", east),
        ("southBoundLatitude", south),
        ("northBoundLatitude", north),
    )
    box = "".join(
        f"<gmd:{name}><gco:Decimal>{value}</gco:Decimal></gmd:{name}>" for name, value in sides
    )
    return (
        "<gmd:extent><gmd:EX_Extent><gmd:geographicElement><gmd:EX_GeographicBoundingBox>"
        f"{box}</gmd:EX_GeographicBoundingBox></gmd:geographicElement></gmd:EX_Extent></gmd:extent>"
    )
