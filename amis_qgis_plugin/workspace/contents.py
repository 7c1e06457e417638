"""What a workspace or any other GeoPackage offers: its layers with type, source and licence."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path

from .check import check_geopackage
from .gdal_calls import sqlite
from .sources import Source, read_sources
from .sql import count_rows, has_table
from .statements import UNSTATED, Statement, read_statements

_NAMES_OF_KIND = {
    "point": "POINT MULTIPOINT",
    "line": "LINESTRING MULTILINESTRING CIRCULARSTRING COMPOUNDCURVE CURVE MULTICURVE",
    "polygon": "POLYGON MULTIPOLYGON CURVEPOLYGON SURFACE MULTISURFACE POLYHEDRALSURFACE TIN"
    " TRIANGLE",
}
_KIND_OF = {name: kind for kind, names in _NAMES_OF_KIND.items() for name in names.split()}


@dataclass(frozen=True)
class WorkspaceLayer:
    """One table that can be shown.

    :param geometry: ``point``, ``line``, ``polygon``, ``geometry`` or empty for a plain table.
    :param layer_type: id of the aligned layer type; empty in a foreign GeoPackage.
    :param theme_id: theme of the catalogue; empty when unknown.
    :param style: name of the bundled style.
    :param notice: what has to stand beside the layer, such as *schematic*.
    :param stated: what the file's own metadata says; it counts where no source is recorded.
    """

    path: Path
    table: str
    title: str
    description: str
    geometry: str
    features: int
    layer_type: str
    theme_id: str
    style: str
    notice: str
    sources: tuple[Source, ...]
    stated: Statement = UNSTATED

    @property
    def licence(self) -> str:
        """The licence statements of its sources, each once."""
        if not self.sources:
            return self.stated.licence
        return "; ".join(sorted({source.licence for source in self.sources if source.licence}))

    @property
    def attribution(self) -> str:
        """What has to be said when the layer is shown."""
        if not self.sources:
            return self.stated.rights
        told = {source.attribution for source in self.sources if source.attribution}
        return "; ".join(sorted(told))


def is_workspace(path: Path) -> bool:
    """Whether the GeoPackage carries this plugin's tables."""
    with sqlite(path) as connection:
        return has_table(connection, "amis_layers")


def read_layers(path: Path) -> tuple[WorkspaceLayer, ...]:
    """Return the layers of a GeoPackage, in the order of its registry.

    :raises WorkspaceError: when the file is no GeoPackage, is empty or is damaged.
    """
    names = check_geopackage(path)
    with sqlite(path) as connection:
        aligned = has_table(connection, "amis_layers")
        registry = _registry(connection) if aligned else {}
        stated = read_statements(connection)
        layers = [
            _layer(connection, path, name, registry.get(name), stated.get(name.lower(), UNSTATED))
            for name in names
        ]
    if not aligned:
        return tuple(layers)
    by_table: dict[str, list[Source]] = {}
    for source in read_sources(path):
        by_table.setdefault(source.table_name, []).append(source)
    order = list(registry)
    layers.sort(key=lambda layer: order.index(layer.table) if layer.table in order else len(order))
    return tuple(replace(one, sources=tuple(by_table.get(one.table, ()))) for one in layers)


def _registry(connection: sqlite3.Connection) -> dict[str, sqlite3.Row]:
    found = connection.execute("SELECT * FROM amis_layers ORDER BY id")
    return {row["table_name"]: row for row in found}


def _layer(
    connection: sqlite3.Connection,
    path: Path,
    table: str,
    entry: sqlite3.Row | None,
    stated: Statement,
) -> WorkspaceLayer:
    content = connection.execute(
        "SELECT identifier, description FROM gpkg_contents WHERE table_name = ?", (table,)
    ).fetchone()
    return WorkspaceLayer(
        path=path,
        table=table,
        title=content["identifier"] or table,
        description=content["description"] or stated.abstract,
        geometry=_geometry(connection, table),
        features=count_rows(connection, table),
        layer_type=entry["layer_type"] if entry else "",
        theme_id=entry["theme_id"] if entry else "",
        style=entry["style"] if entry else "",
        notice=entry["notice"] if entry else "",
        sources=(),
        stated=stated,
    )


def _geometry(connection: sqlite3.Connection, table: str) -> str:
    row = connection.execute(
        "SELECT geometry_type_name FROM gpkg_geometry_columns WHERE table_name = ?", (table,)
    ).fetchone()
    return _KIND_OF.get(str(row[0]).upper(), "geometry") if row is not None else ""
