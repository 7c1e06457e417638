"""Is a package whole? Every file against its checksum, every table against its count."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..core.manifest import MANIFEST, is_package_manifest, manifest_problems
from ..core.progress import Progress
from ..workspace.gdal_calls import sqlite_uri
from ..workspace.sql import count_rows, has_table
from .files import CANNOT_READ, PackageFiles, is_safe_name, open_package, read_json
from .sums import SUMS, parse_sums, sha256_of

_LARGEST_SUMS = 16 << 20
_OPEN_ELSEWHERE = ("-wal", "-shm", "-journal")


@dataclass(frozen=True)
class Problem:
    """One way in which a package is not what was written.

    :param file: path in the package.
    :param kind: ``changed``, ``missing``, ``added``, ``unreadable`` or ``count``.
    """

    file: str
    kind: str
    message: str


@dataclass(frozen=True)
class VerifyReport:
    """What verifying found.

    :param files: number of files that were looked at.
    """

    path: Path
    files: int
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether the package is whole."""
        return not self.problems


def verify_package(path: Path, progress: Progress | None = None) -> VerifyReport:
    """Check a package folder or zip file; nothing of it is changed.

    :raises PackageError: when it is no package, or a zip file that no package ever is.
    """
    progress = progress or Progress()
    progress.at(0.0, "Opening the package")
    with open_package(path) as files:
        problems: list[Problem] = []
        manifest = _read_manifest(files, problems)
        sums = _read_sums(files, problems)
        stated = {record["path"]: record for record in manifest.get("files", ())}
        problems += _not_as_listed(files, stated, sums)
        problems += _changed(files, stated, sums, progress.part(0.0, 0.9))
        progress.at(0.9, "Counting rows")
        if manifest:
            problems += _miscounted(files, manifest)
        progress.at(1.0, "Verified")
        ordered = sorted(set(problems), key=lambda problem: (problem.file, problem.kind))
        return VerifyReport(path, len(files.sizes), tuple(ordered))


def _read_manifest(files: PackageFiles, problems: list[Problem]) -> Mapping[str, Any]:
    """Return a valid manifest, or an empty one and the reason among the problems."""
    if MANIFEST not in files.sizes:
        problems.append(Problem(MANIFEST, "missing", "The manifest is not there."))
        return {}
    value = read_json(files, MANIFEST)
    if not is_package_manifest(value):
        problems.append(Problem(MANIFEST, "unreadable", "It is no manifest of a package."))
        return {}
    broken = manifest_problems(value)
    if broken:
        problems.append(Problem(MANIFEST, "unreadable", f"It breaks its schema: {broken[0]}."))
        return {}
    manifest: Mapping[str, Any] = value
    return manifest


def _read_sums(files: PackageFiles, problems: list[Problem]) -> Mapping[str, str]:
    if SUMS not in files.sizes:
        problems.append(Problem(SUMS, "missing", "The list of checksums is not there."))
        return {}
    sums = None
    if files.sizes[SUMS] <= _LARGEST_SUMS:
        try:
            with files.open(SUMS) as stream:
                sums = parse_sums(stream.read().decode("utf-8", "replace"))
        except CANNOT_READ:
            sums = None
    if sums is None or not all(map(is_safe_name, sums)):
        problems.append(Problem(SUMS, "unreadable", "It is no list of SHA-256 checksums."))
        return {}
    return sums


def _not_as_listed(
    files: PackageFiles, stated: Mapping[str, Any], sums: Mapping[str, str]
) -> Iterator[Problem]:
    """Find files that are missing, were added, or are links to somewhere else."""
    listed = {*stated, *sums}
    for name in sorted(listed - set(files.sizes) - set(files.links)):
        yield Problem(name, "missing", "It is listed but not there.")
    for name in files.links:
        yield Problem(name, "unreadable", "It is a link to some other file.")
    for name in sorted(set(files.sizes) - listed - {MANIFEST, SUMS}):
        in_use = name.endswith(_OPEN_ELSEWHERE)
        why = " A program has the GeoPackage open." if in_use else ""
        yield Problem(name, "added", f"It is there but not listed.{why}")
    if stated and sums:
        for name in sorted((set(stated) ^ set(sums)) - {MANIFEST}):
            where = "manifest" if name in stated else "list of checksums"
            yield Problem(name, "changed", f"Only the {where} names it.")


def _changed(
    files: PackageFiles, stated: Mapping[str, Any], sums: Mapping[str, str], progress: Progress
) -> Iterator[Problem]:
    """Read every listed file that is there and compare its checksum."""
    names = sorted({*stated, *sums} & set(files.sizes))
    whole = max(sum(files.sizes[name] for name in names), 1)
    done = 0
    for name in names:
        progress.at(done / whole, f"Checking {name}")
        done += files.sizes[name]
        record = stated.get(name)
        if record is not None and record["bytes"] != files.sizes[name]:
            sizes = f"{files.sizes[name]} bytes, {record['bytes']} were written"
            yield Problem(name, "changed", f"It has {sizes}.")
            continue
        expected = {sums.get(name), record["sha256"] if record else None} - {None}
        try:
            with files.open(name) as stream:
                digest = sha256_of(stream, progress)
        except CANNOT_READ as error:
            yield Problem(name, "unreadable", f"It cannot be read: {error}.")
            continue
        if expected != {digest}:
            yield Problem(name, "changed", "Its SHA-256 checksum is not the one that was written.")


def _miscounted(files: PackageFiles, manifest: Mapping[str, Any]) -> Iterable[Problem]:
    """Count the rows of the GeoPackage and compare with the manifest."""
    name = manifest["data"]
    sizes = {record["path"]: record["bytes"] for record in manifest["files"]}
    if name not in files.sizes or files.sizes[name] != sizes.get(name):
        return []  # missing or changed, as was reported; a stranger's file is not unpacked
    with tempfile.TemporaryDirectory(prefix="amis-verify-") as folder:
        try:
            return list(_counts(files.on_disk(name, Path(folder)), name, manifest["layers"]))
        except (*CANNOT_READ, sqlite3.DatabaseError) as error:
            return [Problem(name, "unreadable", f"Its tables cannot be read: {error}.")]


def _counts(geopackage: Path, name: str, layers: Iterable[Mapping[str, Any]]) -> Iterator[Problem]:
    address = f"{sqlite_uri(geopackage.resolve())}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        for layer in layers:
            table, stated = layer["table"], layer["rows_out"]
            if not has_table(connection, table):
                yield Problem(name, "count", f"The table {table} is not there.")
                continue
            found = count_rows(connection, table)
            if found != stated:
                yield Problem(name, "count", f"{table} has {found} rows, {stated} were written.")
