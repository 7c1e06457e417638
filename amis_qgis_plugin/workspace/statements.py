"""What a GeoPackage's own metadata says about its tables: licence, rights and abstract.

Reads the GeoPackage metadata extension (OGC 12-128r18, annex F.8) with QGIS's layer metadata and
ISO 19115 records, whoever wrote them.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from ..services.xml_tree import Element, XmlFault, decode, parse_xml
from .sql import has_table

_RECORDS = """
SELECT lower(coalesce(reference.table_name, '')) AS table_name, record.metadata
FROM gpkg_metadata AS record
JOIN gpkg_metadata_reference AS reference ON reference.md_file_id = record.id
WHERE reference.reference_scope IN ('geopackage', 'table') AND record.mime_type = 'text/xml'
ORDER BY record.md_standard_uri LIKE '%qgis%' DESC, record.id
"""
# The names of the elements, QGIS's first, then those of ISO 19139 and ISO 19115-3.
_LICENCE = ("license", "useLimitation", "otherConstraints")
_RIGHTS = ("rights", "credit")
_ABSTRACT = ("abstract",)


@dataclass(frozen=True)
class Statement:
    """What is said; each is empty when nothing is.

    :param rights: what has to be said when the data is shown or passed on.
    """

    licence: str = ""
    rights: str = ""
    abstract: str = ""

    def or_else(self, other: Statement) -> Statement:
        """Return this statement, its gaps filled from another."""
        return Statement(
            self.licence or other.licence,
            self.rights or other.rights,
            self.abstract or other.abstract,
        )


UNSTATED = Statement()


def read_statements(connection: sqlite3.Connection) -> dict[str, Statement]:
    """Return the statements by table name in small letters.

    Licence and rights of the whole file hold for every table that says nothing itself; records
    that are no XML are passed over.
    """
    found: dict[str, Statement] = {}
    tables = ("gpkg_metadata", "gpkg_metadata_reference")
    if not all(has_table(connection, table) for table in tables):
        return found
    for table, text in connection.execute(_RECORDS).fetchall():
        said = _statement(text)
        found[table] = found.get(table, UNSTATED).or_else(said)
    whole = found.pop("", UNSTATED)
    whole = Statement(whole.licence, whole.rights)
    names = connection.execute("SELECT lower(table_name) FROM gpkg_contents").fetchall()
    return {name: found.get(name, UNSTATED).or_else(whole) for (name,) in names}


def _statement(record: str | bytes) -> Statement:
    try:
        root = parse_xml(record if isinstance(record, str) else decode(record))
    except XmlFault:
        return UNSTATED
    if root.name not in ("qgis", "MD_Metadata"):
        return UNSTATED
    return Statement(_texts(root, _LICENCE), _texts(root, _RIGHTS), _texts(root, _ABSTRACT))


def _texts(root: Element, names: tuple[str, ...]) -> str:
    """Return the texts in all elements of some names, each once."""
    told = (
        " ".join(part.text.strip() for part in element.walk()).strip()
        for element in root.walk()
        if element.name in names
    )
    return "; ".join(dict.fromkeys(" ".join(text.split()) for text in told if text))
