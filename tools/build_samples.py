"""Build sample_layers/asean_samples.gpkg from the facts in this repository.

The same facts with the same GDAL, PROJ and SQLite give the same bytes; which they were is written
to TOOLCHAIN.txt beside the file. Run with the Python that has GDAL's bindings:

    python3 tools/build_samples.py [OUTPUT]
"""

from __future__ import annotations

import csv
import hashlib
import json
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from osgeo import gdal, ogr, osr

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from amis_qgis_plugin.core import statistics  # noqa: E402
from amis_qgis_plugin.core.completeness import Completeness  # noqa: E402
from amis_qgis_plugin.core.mapping.field_map import (  # noqa: E402
    LATITUDE,
    LONGITUDE,
    FieldMap,
    FieldUse,
    SourceColumn,
)
from amis_qgis_plugin.core.phrases import counted  # noqa: E402
from amis_qgis_plugin.core.rows import SourceField, SourceLayer, SourceRow  # noqa: E402
from amis_qgis_plugin.core.schemas import OCCURRENCES as TABLE  # noqa: E402
from amis_qgis_plugin.core.sources import Source  # noqa: E402
from amis_qgis_plugin.workspace.gdal_calls import add_layer, sqlite  # noqa: E402
from amis_qgis_plugin.workspace.ingest import ingest  # noqa: E402
from amis_qgis_plugin.workspace.metadata import TableMetadata, write_metadata  # noqa: E402
from amis_qgis_plugin.workspace.registry import RegisteredLayer, register_layer  # noqa: E402
from amis_qgis_plugin.workspace.sources import write_source  # noqa: E402
from amis_qgis_plugin.workspace.styles import write_bundled_styles  # noqa: E402
from amis_qgis_plugin.workspace.tables import create_workspace  # noqa: E402

FACTS = ROOT / "sample_layers" / "facts"
STATISTICS = ROOT / "amis_qgis_plugin" / "core" / "data" / "statistics"
DATE = "2026-11-23"
SCHEMATIC = (
    "Schematic: drawn by hand at about one degree for orientation, not a survey's map; not for"
    " measuring, targeting or decisions."
)
PROJECT = "AMIS Explorer contributors"
USGS = "U.S. Geological Survey, Mineral Resources Online Spatial Data (mrdata.usgs.gov)"
PRODUCTION = "production_statistics"
NO_LICENCE = "No licence statement"
FIELDS = FieldMap(
    TABLE,
    {
        aligned: FieldUse((SourceColumn(column),))
        for aligned, column in (
            ("name", "name"),
            ("commodity_text", "commodities"),
            ("country_text", "country"),
            ("admin1", "admin1"),
            ("deposit_type_text", "deposit_type"),
            ("source_uri", "source_uri"),
            (LONGITUDE, "longitude"),
            (LATITUDE, "latitude"),
        )
    },
)
# The database of podiform chromite deposits lists, in every record, the minerals seen and the ten
# elements and oxides assayed; none of them but chromite is what the deposit is for.
PRODUCTS = {"podchrome": "chromite"}
TITLES = {
    TABLE: "Mineral occurrences (USGS records)",
    "schematic_structures": "Tectonic structures (schematic)",
    "schematic_provinces": "Tectonic provinces (schematic)",
    PRODUCTION: "ASEAN mineral production 2018-2022",
}
DESCRIPTIONS = {
    TABLE: "Mineral deposits and occurrences in ASEAN member states, from public-domain records"
    " of the U.S. Geological Survey, with commodity codes aligned to the CGI vocabulary and the"
    " original text beside them. Records, not deposits: several databases may have the same place."
    " A selection: regional databases hold more.",
    "schematic_structures": f"Major tectonic structures of South-East Asia. {SCHEMATIC}",
    "schematic_provinces": f"Tectonic provinces of South-East Asia. {SCHEMATIC}",
    PRODUCTION: f"Mine production by member and year, tables 1 and 11 of the {statistics.SOURCE}."
    " Values as printed, with the world's production and the share of it in the rows of 2022;"
    " contradictions in the source are carried as notes, not mended.",
}
REGISTRY = (
    RegisteredLayer(TABLE, TABLE, "mineral", TABLE),
    RegisteredLayer("schematic_structures", "faults", "geology", "schematic_structures", SCHEMATIC),
    RegisteredLayer(
        "schematic_provinces", "geological_units", "geology", "schematic_provinces", SCHEMATIC
    ),
    RegisteredLayer(PRODUCTION, "", "industry"),
)


def build(output: Path) -> Counter[str]:
    """Write the sample workspace; return the rows of each table."""
    output.unlink(missing_ok=True)
    gdal.SetConfigOption("OGR_CURRENT_DATE", f"{DATE}T00:00:00.000Z")
    dataset = create_workspace(output)
    counts: Counter[str] = Counter()
    for table, geometry in (
        ("schematic_structures", ogr.wkbLineString),
        ("schematic_provinces", ogr.wkbPolygon),
    ):
        counts[table] = add_schematic(dataset, table, geometry)
    counts += add_production(dataset)
    dataset = None
    deposits = list(csv.DictReader((FACTS / "asean_deposits.csv").open(encoding="utf-8")))
    for source in usgs_sources(deposits):
        rows = [row for row in deposits if row["source_dataset"] == source.layer]
        counts[TABLE] += take(output, source, rows)
    with sqlite(output, write=True) as connection:
        describe(connection, deposits, counts)
    vacuum(output)
    output.with_name("TOOLCHAIN.txt").write_text(tool_chain(), encoding="utf-8")
    return counts


def tool_chain() -> str:
    """Return the versions that the bytes of the file depend on, one a line."""
    proj = (osr.GetPROJVersionMajor(), osr.GetPROJVersionMinor(), osr.GetPROJVersionMicro())
    versions = {
        "GDAL": gdal.VersionInfo("RELEASE_NAME"),
        "PROJ": ".".join(str(number) for number in proj),
        "SQLite": sqlite3.sqlite_version,
    }
    return "".join(f"{name} {version}\n" for name, version in versions.items())


def take(output: Path, source: Source, rows: list[dict[str, str]]) -> int:
    """Align the facts of one source; return how many rows came in."""
    product = PRODUCTS.get(source.layer, "")
    fields = FIELDS.with_use("commodity_codes", FieldUse(constant=product))
    layer = SourceLayer(source.title, tuple(SourceField(name) for name in rows[0]), count=len(rows))
    taken = (SourceRow(row["source_record"], row) for row in rows)
    result = ingest(output, layer, taken, fields, source, records_edits=False)
    if result.rejected or result.rows_out != len(rows):
        raise SystemExit(f"{source.source_id}: rows are missing: {result}")
    return result.rows_out


def add_schematic(dataset: gdal.Dataset, table: str, geometry: int) -> int:
    """Add a hand-drawn layer from its GeoJSON."""
    columns = [(name, ogr.OFTString) for name in ("name", "kind", "source_id", "source_feature_id")]
    layer = add_layer(dataset, table, TITLES[table], geometry, columns, DESCRIPTIONS[table])
    drawn = json.loads((FACTS / f"{table}.geojson").read_text(encoding="utf-8"))
    layer.StartTransaction()
    for number, shape in enumerate(drawn["features"], start=1):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature["name"] = shape["properties"]["name"]
        feature["kind"] = shape["properties"]["kind"]
        feature["source_id"] = source_id_of(table)
        feature["source_feature_id"] = str(number)
        feature.SetGeometry(ogr.CreateGeometryFromJson(json.dumps(shape["geometry"])))
        layer.CreateFeature(feature)
    layer.CommitTransaction()
    return len(drawn["features"])


def add_production(dataset: gdal.Dataset) -> Counter[str]:
    """Add the production figures as a table without geometry; return the rows of each source."""
    text = ogr.OFTString
    columns = [
        ("source_table", text),
        ("country", text),
        ("label", text),
        ("commodity", text),
        ("unit", text),
        ("year", ogr.OFTInteger),
        ("value", ogr.OFTReal),
        ("value_as_printed", text),
        ("world_2022", ogr.OFTReal),
        ("share_of_world_2022_as_printed", text),
        ("notes", text),
        ("source_id", text),
    ]
    layer = add_layer(
        dataset, PRODUCTION, TITLES[PRODUCTION], ogr.wkbNone, columns, DESCRIPTIONS[PRODUCTION]
    )
    layer.StartTransaction()
    shares = {(one.table, one.country, one.label): one for one in statistics.world_shares()}
    counts: Counter[str] = Counter()
    for figure in statistics.production():
        notes = figure.notes
        feature = ogr.Feature(layer.GetLayerDefn())
        feature["source_table"] = figure.table
        feature["country"] = figure.country
        feature["label"] = figure.label
        feature["commodity"] = figure.commodity or None
        feature["unit"] = figure.unit
        feature["year"] = figure.year
        feature["value"] = figure.value
        feature["value_as_printed"] = figure.value_text or None
        share = shares.get((figure.table, figure.country, figure.label))
        if share is not None and figure.year == statistics.YEAR_OF_SHARES:
            feature["world_2022"] = share.world_2022
            feature["share_of_world_2022_as_printed"] = share.share_text or None
            notes = tuple(dict.fromkeys((*notes, *share.notes)))
        feature["notes"] = " ".join(sentence(note) for note in notes) or None
        feature["source_id"] = production_source(figure.table)
        counts[feature["source_id"]] += 1
        layer.CreateFeature(feature)
    layer.CommitTransaction()
    counts[PRODUCTION] = sum(counts.values())
    return counts


def sentence(note: str) -> str:
    """Return a note that another one may follow."""
    return note if note.endswith(".") else f"{note}."


def production_source(table: str) -> str:
    """Return the id of the source of a printed table of production figures."""
    return f"amcap-iv-table-{table}"


def source_id_of(table: str) -> str:
    """Return the id of the source of a table that has one source only."""
    return table.replace("_", "-")


def describe(
    connection: sqlite3.Connection, deposits: list[dict[str, str]], counts: Counter[str]
) -> None:
    """Write registry, sources, styles and metadata."""
    connection.execute(
        "UPDATE gpkg_contents SET identifier = ?, description = ? WHERE table_name = ?",
        (TITLES[TABLE], DESCRIPTIONS[TABLE], TABLE),
    )
    for entry in REGISTRY:
        register_layer(connection, entry)
        if entry.style:
            write_bundled_styles(connection, entry.table_name, entry.style)
    sources = [*usgs_sources(deposits), *other_sources(counts)]
    for source in sources:
        write_source(connection, source)
    for entry in REGISTRY:
        write_metadata(connection, metadata(connection, entry.table_name, sources))


def usgs_sources(deposits: list[dict[str, str]]) -> Iterator[Source]:
    """Yield one source for each USGS dataset among the facts."""
    digest = sha256(FACTS / "asean_deposits.csv")
    for name, rows in sorted(Counter(row["source_dataset"] for row in deposits).items()):
        uri = next(row["source_uri"] for row in deposits if row["source_dataset"] == name)
        yield Source(
            source_id=f"usgs-{name.replace('_', '-')}",
            table_name=TABLE,
            protocol="file",
            url=uri,
            layer=name,
            title=f"USGS mineral resources data: {name}",
            licence="Public domain (U.S. Geological Survey)",
            attribution=USGS,
            retrieved_at=DATE,
            completeness=Completeness.COMPLETE_UNPROVEN,
            evidence=f"Nothing of the plugin's list of facts is left out ({counted(rows, 'row')});"
            " the list is a selection and was not compared with the whole dataset.",
            feature_count=rows,
            digest=digest,
        )


def other_sources(counts: Counter[str]) -> Iterator[Source]:
    """Yield the sources of the schematic layers and of the production figures."""
    for table in ("schematic_structures", "schematic_provinces"):
        yield Source(
            source_id=source_id_of(table),
            table_name=table,
            protocol="drawn",
            url="",
            layer=table,
            title=TITLES[table],
            licence="CC0 1.0",
            attribution=f"{PROJECT} (schematic)",
            retrieved_at=DATE,
            completeness=Completeness.COMPLETE_UNPROVEN,
            evidence="Drawn for orientation; no list of all structures or provinces is claimed.",
            feature_count=counts[table],
            digest=sha256(FACTS / f"{table}.geojson"),
        )
    for table, file in statistics.TABLES:
        source_id = production_source(table)
        yield Source(
            source_id=source_id,
            table_name=PRODUCTION,
            protocol="file",
            url="",
            layer=f"table {table}",
            title=f"{statistics.SOURCE}, table {table}",
            licence="",  # the document states none
            attribution=statistics.SOURCE,
            retrieved_at=DATE,
            completeness=Completeness.COMPLETE_UNPROVEN,
            evidence="Copied from the printed table; the notes name where it contradicts itself."
            " The digest is that of the figures followed by the world shares.",
            feature_count=counts[source_id],
            digest=sha256(STATISTICS / f"{file}.csv", STATISTICS / f"{file}_world_share.csv"),
        )


def metadata(connection: sqlite3.Connection, table: str, sources: list[Source]) -> TableMetadata:
    """Return the metadata of a table."""
    of_table = [source for source in sources if source.table_name == table]
    box = connection.execute(
        "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ?", (table,)
    ).fetchone()
    return TableMetadata(
        table=table,
        title=TITLES[table],
        abstract=DESCRIPTIONS[table],
        licence="; ".join(sorted({one.licence for one in of_table} - {""})) or NO_LICENCE,
        rights="; ".join(sorted({source.attribution for source in of_table})),
        date=DATE,
        keywords=("minerals", "ASEAN"),
        extent=tuple(round(side, 4) for side in box) if box[0] is not None else None,
    )


def sha256(*paths: Path) -> str:
    """Return the digest of a file, or of several one after another, as sources record it."""
    return "sha256:" + hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def vacuum(path: Path) -> None:
    """Rewrite the file page by page, so that nothing depends on the order of the work."""
    connection = sqlite3.connect(path)
    connection.execute("VACUUM")
    connection.close()


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "sample_layers/asean_samples.gpkg"
    for name, number in build(target).items():
        print(f"{number:5d}  {name}")
    print(f"{target} {target.stat().st_size:,} bytes {sha256(target)}")
