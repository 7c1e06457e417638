"""What changed from one version of a package to another: choices, sources, layers, rows, words."""

from __future__ import annotations

import csv
import io
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..core.errors import PackageError
from ..core.progress import Progress
from .compare_rows import (
    ADDED,
    CHANGED,
    NEWER,
    OLDER,
    REMOVED,
    RowChange,
    RowCounts,
    both_open,
    changes_of,
    count_changes,
    pair_rows,
    rows_of,
    shape_of,
)
from .files import PackageFiles, open_package
from .manifests import manifest_in
from .opening import CANNOT_READ
from .vocabularies import FOLDER as VOCABULARIES

# What of a manifest is no choice: it says what came out, and is compared in its own way.
_OUTCOMES = frozenset(
    [
        "format",
        "format_version",
        "name",
        "created",
        "area_crs",
        "data",
        "project",
        "steps",
        "layers",
        "rasters",
        "sources",
        "not_copied",
        "findings",
        "files",
        "filter_in_words",
    ]
)
_HINT = "Verify the package."


@dataclass(frozen=True)
class Difference:
    """One thing that has another value now.

    :param name: what it is, parts of it after dots: ``filter.countries``.
    :param before: nothing where it was not there.
    """

    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class SourceChange:
    """A source or raster that came, went or was taken again.

    :param change: ``added``, ``removed`` or ``changed``.
    """

    source_id: str
    title: str
    change: str
    fields: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class LayerChange:
    """What became of one layer.

    :param before: rows in the older package; nothing where it had no such layer.
    :param columns_added: columns that only the newer package has.
    :param crs: reference system before and after, where it is another; geometry is not compared
        then.
    """

    table: str
    title: str
    before: int | None
    after: int | None
    rows: RowCounts
    columns_added: tuple[str, ...] = ()
    columns_removed: tuple[str, ...] = ()
    crs: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether both packages have the layer, with the same columns and rows."""
        counts = self.rows
        differ = counts.added or counts.removed or counts.changed
        lacks = self.before is None or self.after is None
        return not (differ or lacks or self.columns_added or self.columns_removed or self.crs)


@dataclass(frozen=True)
class VocabularyChange:
    """A vocabulary of which the packages carry different versions: lines that came and went."""

    path: str
    added: int
    removed: int


@dataclass(frozen=True)
class Version:
    """One of the two packages."""

    path: Path
    title: str
    created: str


@dataclass(frozen=True)
class Comparison:
    """What changed from an older package to a newer one.

    :param choices: what was chosen: filter, area, title, parameters, programs.
    :param rasters: as sources, by their path; ``sha256`` differs where their cells do.
    :param findings_added: what was found that had not been found before, in words.
    """

    older: Version
    newer: Version
    choices: tuple[Difference, ...] = ()
    sources: tuple[SourceChange, ...] = ()
    layers: tuple[LayerChange, ...] = ()
    vocabularies: tuple[VocabularyChange, ...] = ()
    findings_added: tuple[str, ...] = ()
    findings_removed: tuple[str, ...] = ()
    rasters: tuple[SourceChange, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether nothing changed but the date."""
        found = (self.findings_added, self.findings_removed)
        told = any((self.choices, self.sources, self.rasters, self.vocabularies, *found))
        return not told and all(layer.is_same for layer in self.layers)

    @property
    def rows(self) -> Counter[str]:
        """How many rows of all layers were added, removed and changed."""
        counts: Counter[str] = Counter()
        for layer in self.layers:
            counts[ADDED] += layer.rows.added
            counts[REMOVED] += layer.rows.removed
            counts[CHANGED] += layer.rows.changed
        return counts


@dataclass(frozen=True)
class _Opened:
    path: Path
    files: PackageFiles
    manifest: Mapping[str, Any]
    geopackage: Path
    tables: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def version(self) -> Version:
        return Version(self.path, str(self.manifest["title"]), str(self.manifest["created"]))


def compare_packages(older: Path, newer: Path, progress: Progress | None = None) -> Comparison:
    """Compare two versions of a package, folders or zip files; neither is changed.

    Rows are told by their source and their id there, else by feature id, and compared column by
    column in SQL, so that memory does not grow with the number of rows.

    :raises PackageError: when one of them is no package or cannot be read.
    """
    progress = progress or Progress()
    with _both(older, newer, progress) as (before, after):
        layers = tuple(_layers(before, after, progress.part(0.1, 1.0)))
        old_findings, new_findings = _findings(before.manifest), _findings(after.manifest)
        progress.at(1.0, "Compared")
        return Comparison(
            older=before.version,
            newer=after.version,
            choices=tuple(_choices(before.manifest, after.manifest)),
            sources=tuple(_came_and_went(*map(_sources, (before.manifest, after.manifest)))),
            rasters=tuple(_came_and_went(*map(_rasters, (before.manifest, after.manifest)))),
            layers=layers,
            vocabularies=tuple(_vocabularies(before, after)),
            findings_added=tuple(one for one in new_findings if one not in old_findings),
            findings_removed=tuple(one for one in old_findings if one not in new_findings),
        )


def differing_rows(
    older: Path, newer: Path, progress: Progress | None = None
) -> Iterator[RowChange]:
    """Yield every row that differs between two packages, layer by layer.

    :raises PackageError: when one of them is no package or cannot be read.
    """
    progress = progress or Progress()
    with ExitStack() as stack:
        before, after = stack.enter_context(_both(older, newer, progress))
        connection = stack.enter_context(both_open(before.geopackage, after.geopackage, progress))
        tables = list({**before.tables, **after.tables})
        for number, table in enumerate(tables):
            progress.at(0.1 + 0.9 * number / len(tables), f"Listing rows of {table}")
            if table not in after.tables:
                found = rows_of(connection, table, REMOVED, OLDER)
            elif table not in before.tables:
                found = rows_of(connection, table, ADDED, NEWER)
            else:
                shape = shape_of(connection, table)
                pair_rows(connection, shape)
                found = changes_of(connection, shape)
            for row in found:
                progress.check()
                yield row


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    """Yield the values in which two JSON objects differ, what lies deeper under dotted names."""
    for name in {**before, **after}:
        one, other = before.get(name), after.get(name)
        if isinstance(one, dict) and isinstance(other, dict):
            for found in differing(one, other):
                yield Difference(f"{name}.{found.name}", found.before, found.after)
        elif one != other:
            yield Difference(name, one, other)


@contextmanager
def _both(older: Path, newer: Path, progress: Progress) -> Iterator[tuple[_Opened, _Opened]]:
    with ExitStack() as stack:
        progress.at(0.0, f"Opening {older.name}")
        before = _open(older, stack)
        progress.at(0.05, f"Opening {newer.name}")
        yield before, _open(newer, stack)


def _open(path: Path, stack: ExitStack) -> _Opened:
    """Open a package; the GeoPackage of a zip file is unpacked for as long as it is needed."""
    files = stack.enter_context(open_package(path))
    manifest = manifest_in(files, path)
    data = str(manifest["data"])
    if data not in files.sizes:
        raise PackageError(f"It lacks its GeoPackage {data}.", subject=str(path), hint=_HINT)
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="amis-compare-"))
    try:
        geopackage = files.on_disk(data, Path(folder))
    except CANNOT_READ as error:
        raise PackageError(f"It cannot be read: {error}.", subject=str(path), hint=_HINT) from error
    tables = {layer["table"]: layer for layer in manifest["layers"]}
    return _Opened(path, files, manifest, geopackage, tables)


def _choices(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    """Yield what was chosen otherwise; what a manifest of another format lacks is not."""
    lacking = set(before) ^ set(after)
    left_out = _OUTCOMES | lacking
    yield from differing(
        {name: value for name, value in before.items() if name not in left_out},
        {name: value for name, value in after.items() if name not in left_out},
    )


def _sources(manifest: Mapping[str, Any]) -> Mapping[str, Any]:
    return {one["source_id"]: one for one in manifest["sources"]}


def _rasters(manifest: Mapping[str, Any]) -> Mapping[str, Any]:
    sums = {one["path"]: one["sha256"] for one in manifest["files"]}
    return {
        one["path"]: {**one, "sha256": sums.get(one["path"])} for one in manifest.get("rasters", ())
    }


def _came_and_went(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> Iterator[SourceChange]:
    for source_id in {**earlier, **later}:
        old, new = earlier.get(source_id), later.get(source_id)
        if old is None or new is None:
            known = new or old or {}
            yield SourceChange(source_id, known["title"], REMOVED if new is None else ADDED)
        elif old != new:
            yield SourceChange(source_id, new["title"], CHANGED, tuple(differing(old, new)))


def _layers(before: _Opened, after: _Opened, progress: Progress) -> Iterator[LayerChange]:
    tables = {**before.tables, **after.tables}
    with both_open(before.geopackage, after.geopackage, progress) as connection:
        for number, (table, stated) in enumerate(tables.items()):
            progress.at(number / len(tables), f"Comparing {stated['title']}")
            rows = [one.tables[table]["rows_out"] if table in one.tables else None
                    for one in (before, after)]  # fmt: skip
            if rows[0] is None or rows[1] is None:
                counts = RowCounts(added=rows[1] or 0, removed=rows[0] or 0)
                yield LayerChange(table, stated["title"], rows[0], rows[1], counts)
                continue
            shape = shape_of(connection, table)
            pair_rows(connection, shape)
            counts = count_changes(connection, shape)
            both = counts.changed + counts.unchanged
            yield LayerChange(
                table, stated["title"], both + counts.removed, both + counts.added, counts,
                shape.added, shape.removed,
                shape.systems if shape.systems[0] != shape.systems[1] else (),
            )  # fmt: skip


def _findings(manifest: Mapping[str, Any]) -> list[str]:
    return [f"{one['severity']}: {one['message']}" for one in manifest.get("findings", ())]


def _vocabularies(before: _Opened, after: _Opened) -> Iterator[VocabularyChange]:
    sums = [
        {one["path"]: one["sha256"] for one in opened.manifest["files"]
         if one["path"].startswith(f"{VOCABULARIES}/")}
        for opened in (before, after)
    ]  # fmt: skip
    for path in sorted({**sums[0], **sums[1]}):
        if sums[0].get(path) != sums[1].get(path):
            old, new = (_lines(opened.files, path) for opened in (before, after))
            yield VocabularyChange(path, sum((new - old).values()), sum((old - new).values()))


def _lines(files: PackageFiles, path: str) -> Counter[Sequence[str]]:
    """Return the lines of a vocabulary; vocabularies are small, whatever the package."""
    if path not in files.sizes:
        return Counter()
    with files.open(path) as stream:
        text = stream.read().decode("utf-8", "replace")
    return Counter(map(tuple, csv.reader(io.StringIO(text, newline=""))))
