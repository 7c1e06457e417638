"""The layers in other formats beside the GeoPackage: GeoJSON, FlatGeobuf and GeoParquet.

One file for each layer with geometry, straight from the finished GeoPackage, feature by feature,
so that memory stays flat. Rows are joined to all other tables of the package by ``fid``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from osgeo import gdal

from ..core.errors import PackageError, WorkspaceError
from ..core.findings import Finding, finding
from ..core.manifest import Step
from ..core.package_plan import PackagePlan, PlannedLayer
from ..core.progress import Progress
from ..workspace.blobs import wkb_of
from ..workspace.gdal_calls import gdal_errors, open_vector, sqlite
from ..workspace.sql import columns_of, statement
from .counting import COUNTERS, Uncountable
from .geoparquet import count_parquet_rows, has_pyarrow, write_parquet
from .names import file_name

CONVERTED, _NO_PLACE = "converted", "only-with-place"
# GDAL keeps about 200 bytes for each feature while it makes the index of a FlatGeobuf; above this
# number there is none, so that memory stays flat.
INDEXED_UP_TO = 100_000
_Z_BIT, _Z_THOUSANDS = 0x80000000, (1, 3)


@dataclass(frozen=True)
class Format:
    """A format that layers may be written in beside the GeoPackage.

    :param driver: GDAL's name of it.
    """

    title: str
    ending: str
    driver: str
    media_type: str


FORMATS_BY_ID: Mapping[str, Format] = {
    "geojson": Format("GeoJSON", ".geojson", "GeoJSON", "application/geo+json"),
    "flatgeobuf": Format("FlatGeobuf", ".fgb", "FlatGeobuf", "application/flatgeobuf"),
    "geoparquet": Format("GeoParquet", ".parquet", "Parquet", "application/vnd.apache.parquet"),
}


@dataclass(frozen=True)
class LayerFile:
    """A layer that was written in a further format.

    :param path: in the package, with forward slashes.
    :param rows_in: rows of the layer in the GeoPackage.
    :param rows_out: rows of the file, counted in it.
    """

    format_id: str
    path: str
    title: str
    rows_in: int
    rows_out: int


def format_named(format_id: str) -> Format:
    """Return a format by its id.

    :raises PackageError: when there is none.
    """
    if format_id not in FORMATS_BY_ID:
        raise PackageError(
            "There is no such format.",
            subject=format_id,
            hint=f"Choose of {', '.join(FORMATS_BY_ID)}.",
        )
    return FORMATS_BY_ID[format_id]


def possible(format_id: str) -> bool:
    """Whether a format can be written here.

    :raises PackageError: when there is no such format.
    """
    if gdal.GetDriverByName(format_named(format_id).driver) is not None:
        return True
    return format_id == "geoparquet" and has_pyarrow()


def findings(formats: Iterable[str]) -> tuple[Finding, ...]:
    """Return what has to be known about the formats that a plan wants.

    :raises PackageError: when there is no such format.
    """
    found = []
    for format_id in dict.fromkeys(formats):
        title = format_named(format_id).title
        if not possible(format_id):
            driver = FORMATS_BY_ID[format_id].driver
            found.append(finding(f"no-{format_id}", title=title, driver=driver))
        elif format_id == "flatgeobuf":
            found.append(finding(_NO_PLACE))
    return tuple(found)


def write_formats(
    plan: PackagePlan, geopackage: Path, folder: Path, progress: Progress
) -> tuple[LayerFile, ...]:
    """Write every layer with geometry in the formats of the plan that are possible here.

    GeoJSON follows RFC 7946: longitude and latitude on WGS 84 with seven decimals. The others keep
    the reference system of the layer.

    :param geopackage: finished and closed.
    :raises PackageError: when a file does not hold the rows that it has to.
    :raises WorkspaceError: when GDAL cannot write one.
    :raises Cancelled: when the person stopped it.
    """
    layers = [layer for layer in plan.layers if layer.geometry]
    formats = [one for one in dict.fromkeys(plan.formats) if possible(one)]
    wanted = [(one, layer) for one in formats for layer in layers]
    files = []
    for number, (format_id, layer) in enumerate(wanted):
        part = progress.part(number / len(wanted), (number + 1) / len(wanted))
        files.append(_write(format_id, layer, geopackage, folder, part))
    return tuple(files)


def steps_of(files: Iterable[LayerFile]) -> list[Step]:
    """Return the steps of the manifest that the files are."""
    return [Step(CONVERTED, one.path, one.rows_in, one.rows_out) for one in files]


def with_counts(plan: PackagePlan, geopackage: Path) -> PackagePlan:
    """Return a plan that says what FlatGeobuf leaves out, in place of that it may do so."""
    if not any(one.code == _NO_PLACE for one in plan.findings):
        return plan
    found = [one for one in plan.findings if one.code != _NO_PLACE]
    for layer in (one for one in plan.layers if one.geometry):
        whole, placed = _counts(geopackage, layer.table)
        if placed < whole:
            path, count = layer_path("flatgeobuf", layer.table), whole - placed
            told = finding(f"{_NO_PLACE}/counted", title=layer.title, count=count, path=path)
            found.append(told)
    return replace(plan, findings=tuple(found))


def layer_path(format_id: str, table: str) -> str:
    """Return where a layer lies in a package."""
    return f"data/{format_id}/{file_name(table)}{FORMATS_BY_ID[format_id].ending}"


def _in_ogr_sql(table: str) -> str:
    """Return a name as GDAL's own SQL takes it: a backslash before quotation marks."""
    escaped = table.replace('"', '\\"')
    return f'"{escaped}"'


def _write(
    format_id: str, layer: PlannedLayer, geopackage: Path, folder: Path, progress: Progress
) -> LayerFile:
    path = layer_path(format_id, layer.table)
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    form = FORMATS_BY_ID[format_id]
    told = f"Writing {layer.title} as {form.title}"
    progress.at(0.0, told)
    whole, placed = _counts(geopackage, layer.table)
    expected = placed if format_id == "flatgeobuf" else whole
    if format_id == "geojson":
        options = ["-preserve_fid", "-lco", "RFC7946=YES", "-lco", "COORDINATE_PRECISION=7"]
        options += [
            "-sql",
            " ".join(["SELECT * FROM", _in_ogr_sql(layer.table)]),
            "-dialect",
            "OGRSQL",
        ]
        source = open_vector(geopackage)
        _translate(source, target, layer.table, options, progress, told)
    elif gdal.GetDriverByName(form.driver) is not None:
        index = "YES" if placed <= INDEXED_UP_TO else "NO"
        options = ["-lco", f"SPATIAL_INDEX={index}"] if format_id == "flatgeobuf" else []
        # GDAL's own SQL is what makes the key a column.
        query = " ".join(["SELECT FID AS fid, * FROM", _in_ogr_sql(layer.table)])
        options += ["-dialect", "OGRSQL", "-sql", query]
        source = _with_count(geopackage, layer.table, expected, format_id == "flatgeobuf")
        try:
            _translate(source, target, layer.table, options, progress, told)
        except WorkspaceError:  # a geometry is of another kind than the layer declares
            target.unlink(missing_ok=True)
            options += [
                "-nlt",
                "GEOMETRYZ" if _has_heights(geopackage, layer.table) else "GEOMETRY",
            ]
            _translate(source, target, layer.table, options, progress, told)
    else:
        write_parquet(geopackage, layer.table, target, progress, told)
    source = None  # closes the GeoPackage
    return LayerFile(format_id, path, layer.title, whole, _checked(target, expected, progress))


def _checked(target: Path, expected: int, progress: Progress) -> int:
    """Return the rows of a file, counted in it.

    :raises PackageError: when they are not as many as they have to be.
    """
    counter = COUNTERS.get(target.suffix)
    try:
        if counter is None:
            found = count_parquet_rows(target)
        else:
            with target.open("rb") as stream:
                found = counter(stream, progress.check)
    except Uncountable as error:
        raise PackageError(
            f"What was written cannot be read: {error}.", subject=target.name
        ) from error
    if found != expected:
        raise PackageError(
            f"It has {found} features, {expected} were to be written.",
            subject=target.name,
            hint="Leave this format out of the package.",
        )
    return found


def _counts(geopackage: Path, table: str) -> tuple[int, int]:
    """Return the rows of a table, and how many of them have a place."""
    source = open_vector(geopackage)
    queries = [statement("SELECT count(*) FROM {}", table)]
    queries.append(f"{queries[0]} WHERE {_has_place(geopackage, table)}")
    with gdal_errors(geopackage.name):
        whole, placed = (_number(source, query) for query in queries)
    return whole, placed


def _number(source: gdal.Dataset, query: str) -> int:
    result = source.ExecuteSQL(query)
    if result is None:
        raise WorkspaceError(f"GDAL cannot count: {gdal.GetLastErrorMsg()}", subject=query)
    number = int(result.GetNextFeature().GetField(0))
    source.ReleaseResultSet(result)
    return number


def _has_place(geopackage: Path, table: str) -> str:
    column = _structure(geopackage, table)[0]
    return statement("{} IS NOT NULL AND NOT ST_IsEmpty({})", column, column)


def _has_heights(geopackage: Path, table: str) -> bool:
    """Whether any geometry of a table has heights, by the type in its well-known binary.

    Types are those of GeoPackage 1.3 (ISO: the thousands tell), or of PostGIS (the highest bit).
    """
    query = statement("SELECT {} FROM {}", _structure(geopackage, table)[0], table)
    with sqlite(geopackage) as connection:
        for (blob,) in connection.execute(query):
            binary = wkb_of(blob) or bytes(5)
            kind = int.from_bytes(binary[1:5], "little" if binary[0] else "big")
            if kind & _Z_BIT or kind // 1000 in _Z_THOUSANDS:
                return True
    return False


def _structure(geopackage: Path, table: str) -> tuple[str, list[str]]:
    """Return the geometry column of a table, and all columns."""
    with sqlite(geopackage) as connection:
        (column,) = connection.execute(
            "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", (table,)
        ).fetchone()
        return column, columns_of(connection, table)


def _with_count(geopackage: Path, table: str, features: int, only_placed: bool) -> gdal.Dataset:
    """Open a layer with its number of features told, for without it GDAL tells no progress.

    :param only_placed: leaves out what has no place: GDAL's FlatGeobuf drops, refuses or stumbles
        over it, depending on its version.
    """
    query = statement("SELECT {} FROM {}", _structure(geopackage, table)[1], table)
    query += f" WHERE {_has_place(geopackage, table)}" if only_placed else ""
    text = (
        f'<OGRVRTDataSource><OGRVRTLayer name="{escape(table)}">'
        f"<SrcDataSource>{escape(str(geopackage))}</SrcDataSource>"
        f"<SrcSQL>{escape(query)}</SrcSQL><FeatureCount>{features}</FeatureCount>"
        "</OGRVRTLayer></OGRVRTDataSource>"
    )
    with gdal_errors(geopackage.name):
        source = gdal.OpenEx(text, gdal.OF_VECTOR)
        if source is None:
            raise PackageError(
                f"GDAL cannot open it: {gdal.GetLastErrorMsg()}", subject=geopackage.name
            )
    return source


def _translate(
    source: gdal.Dataset,
    target: Path,
    table: str,
    options: Sequence[str],
    progress: Progress,
    told: str,
) -> None:
    """Let GDAL write one layer; what stops the progress stops GDAL."""
    stopped: list[BaseException] = []

    def report(share: float, _message: str, _data: object) -> int:
        try:
            progress.at(share, told)
        except BaseException as error:  # GDAL would swallow it: raised again below
            stopped.append(error)
            return 0
        return 1

    parsed = gdal.VectorTranslateOptions(
        options=["-nomd", "-nln", table, *options],
        format=next(one.driver for one in FORMATS_BY_ID.values() if one.ending == target.suffix),
        callback=report,
    )
    made = None
    try:
        with gdal_errors(target.name):
            made = gdal.VectorTranslate(str(target), source, options=parsed)
            if made is None:
                said = gdal.GetLastErrorMsg()
                raise WorkspaceError(f"GDAL cannot write it: {said}", subject=target.name)
    finally:
        made = None  # closes the file
        if stopped:
            raise stopped[0]
