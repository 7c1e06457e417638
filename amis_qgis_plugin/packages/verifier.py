"""Is a prospectivity package whole? Needs Python 3.8 or newer and nothing else.

    python verify.py               checks the package that this file lies in
    python verify.py PACKAGE       checks a folder or a .zip
    python verify.py --signers FILE    and that one of these has signed it: an allowed-signers file
                                   or a public key of OpenSSH, or a public key of OpenPGP

Every file is compared with its SHA-256 checksum, the manifest with its schema, every table with
its number of rows, every raster with its size. Nothing is changed. The exit code is 0 when all is
as it was written, 1 when something is not, 2 when there is no package. Checksums show damage and
careless changes; they do not show who wrote a package. Signatures do: they are checked where
ssh-keygen or gpg is.
"""

from __future__ import annotations

import argparse
import contextlib
import re
import sqlite3
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Callable, NamedTuple, Optional, Union
from urllib.parse import quote

from .counting import COUNTERS, Uncountable
from .opening import (
    CANNOT_READ,
    LARGEST,
    MANIFEST,
    SUMS,
    FolderFiles,
    NoPackage,
    ZipFiles,
    is_safe_name,
    open_files,
    read_json,
    sha256_of,
)
from .raster_sizes import wrong_sizes
from .signatures import INVALID, SIGNATURES, TRUSTED, Signature, check_signatures

FORMAT, SCHEMA = "amis-explorer-package", "metadata/manifest.schema.json"
_SUM = re.compile(r"([0-9a-f]{64}) [ *]([^\n]+)")
_OPEN_ELSEWHERE = ("-wal", "-shm", "-journal")
_FIGURES = " QGIS keeps figures about a raster in it."
_TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "number": (int, float),
    "integer": int,
    "boolean": bool,
    "null": type(None),
}

SCHEMAS: Mapping[int, Any] = {}  # filled in where this goes into a package
Files = Union[FolderFiles, ZipFiles]
Tell = Callable[[float, str], None]


class Problem(NamedTuple):
    """One way in which a package is not what was written.

    :param file: path in the package.
    :param kind: ``changed``, ``missing``, ``added``, ``unreadable``, ``count`` or ``signature``.
    """

    file: str
    kind: str
    message: str


def check(files: Files, schemas: Mapping[int, Any], tell: Tell) -> list[Problem]:
    """Return everything that is not as it was written, by file.

    :param schemas: version of the format to JSON Schema; the package's own counts where the
        version is not among them.
    :param tell: called with a share from 0 to 1 and a sentence; may raise to stop the work.
    """
    problems = []
    manifest = _read_manifest(files, schemas, problems)
    sums = _read_sums(files, problems)
    stated = {record["path"]: record for record in manifest.get("files", ())}
    problems += _not_as_listed(files, stated, sums)
    problems += _changed(files, stated, sums, tell)
    tell(0.9, "Counting rows")
    if manifest:
        problems += _miscounted(files, manifest)
        problems += _miscounted_layers(files, manifest, lambda: tell(0.92, ""))
        problems += (Problem(*one) for one in wrong_sizes(files, manifest.get("rasters", ())))
    if not files.seal_holds(lambda: tell(0.95, "Checking the zip file")):
        problems.append(Problem(files.name, "changed", "The zip file is not as it was written."))
    return sorted(set(problems))


def unsigned(signatures: Iterable[Signature], signers: Optional[Path]) -> Iterator[Problem]:
    """Yield signatures that are not valid, and that none is of the signers where they are given."""
    states = []
    for one in signatures:
        states.append(one.state)
        if one.state == INVALID:
            yield Problem(one.file, "signature", one.message)
    if signers is not None and TRUSTED not in states:
        yield Problem(SUMS, "signature", "None of the signers given is known to have signed it.")


def format_sums(sums: Mapping[str, str]) -> str:
    """Return the text of ``SHA256SUMS`` for a mapping from path to digest."""
    return "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))


def parse_sums(text: str) -> Optional[Mapping[str, str]]:
    """Return path to digest; nothing when a line is no sum or a path is named twice."""
    sums = {}
    for line in text.splitlines():
        found = _SUM.fullmatch(line)
        if found is None or found.group(2) in sums:
            return None
        sums[found.group(2)] = found.group(1)
    return sums


def schema_problems(
    value: Any, schema: Mapping[str, Any], place: str = "manifest", root: Any = None
) -> Iterator[str]:
    """Yield where a value breaks a JSON Schema, as ``place: what``.

    Knows what the manifest's schema uses: type, const, enum, pattern, minimum, required,
    properties, items, minItems, maxItems and references to definitions.
    """
    root = schema if root is None else root
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    if "type" in schema and not _has_type(value, schema["type"]):
        yield f"{place}: is no {schema['type']}"
        return
    if "const" in schema and value != schema["const"]:
        yield f"{place}: is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place}: is none of {', '.join(map(str, schema['enum']))}"
    if "minimum" in schema and isinstance(value, (int, float)) and value < schema["minimum"]:
        yield f"{place}: is less than {schema['minimum']}"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{place}: does not match {schema['pattern']}"
    if isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{place}: has {len(value)} items"
        for position, item in enumerate(value):
            yield from schema_problems(item, schema.get("items", {}), f"{place}[{position}]", root)
    if isinstance(value, dict):
        yield from (f"{place}: lacks {n}" for n in schema.get("required", ()) if n not in value)
        for name, rule in schema.get("properties", {}).items():
            if name in value:
                yield from schema_problems(value[name], rule, f"{place}.{name}", root)


def _has_type(value: Any, wanted: Any) -> bool:
    names = [wanted] if isinstance(wanted, str) else wanted
    if isinstance(value, bool):
        return "boolean" in names
    return any(isinstance(value, _TYPES[name]) for name in names)


def _read_manifest(
    files: Files, schemas: Mapping[int, Any], problems: list[Problem]
) -> Mapping[str, Any]:
    """Return a valid manifest, or an empty one and the reason among the problems."""
    if MANIFEST not in files.sizes:
        problems.append(Problem(MANIFEST, "missing", "The manifest is not there."))
        return {}
    value = read_json(files, MANIFEST)
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        problems.append(Problem(MANIFEST, "unreadable", "It is no manifest of a package."))
        return {}
    version = value.get("format_version")
    schema = schemas.get(version) if isinstance(version, int) else None
    if schema is None and SCHEMA in files.sizes:
        schema = read_json(files, SCHEMA)
    try:
        broken = next(schema_problems(value, schema), "")
    except (TypeError, AttributeError, KeyError, re.error, RecursionError):
        broken = "there is no schema to read it by"
    if broken:
        problems.append(Problem(MANIFEST, "unreadable", f"It breaks its schema: {broken}."))
        return {}
    return value


def _read_sums(files: Files, problems: list[Problem]) -> Mapping[str, str]:
    if SUMS not in files.sizes:
        problems.append(Problem(SUMS, "missing", "The list of checksums is not there."))
        return {}
    text, sums = "", None
    if files.sizes[SUMS] <= LARGEST:
        with contextlib.suppress(*CANNOT_READ), files.open(SUMS) as stream:
            text = stream.read().decode("utf-8", "replace")
            sums = parse_sums(text)
    if not sums or not all(map(is_safe_name, sums)):
        problems.append(Problem(SUMS, "unreadable", "It is no list of SHA-256 checksums."))
        return {}
    if format_sums(sums) != text:
        problems.append(Problem(SUMS, "changed", "Its lines are not in the form they had."))
    return sums


def _not_as_listed(
    files: Files, stated: Mapping[str, Any], sums: Mapping[str, str]
) -> Iterator[Problem]:
    """Find files that are missing, were added, or are no plain files."""
    listed = {*stated, *sums}
    for name in listed - set(files.sizes) - set(files.odd):
        yield Problem(name, "missing", "It is listed but not there.")
    for name in files.odd:
        yield Problem(name, "unreadable", "It is a link to some other file, or no plain file.")
    for name in files.closed:
        yield Problem(name, "unreadable", "The folder cannot be looked into.")
    for name in set(files.sizes) - listed - {MANIFEST, SUMS, *SIGNATURES}:
        in_use = name.endswith(_OPEN_ELSEWHERE)
        why = " A program has the GeoPackage open." if in_use else ""
        why = _FIGURES if name.endswith(".aux.xml") else why
        yield Problem(name, "added", f"It is there but not listed.{why}")
    if stated and sums:
        for name in (set(stated) ^ set(sums)) - {MANIFEST}:
            where = "manifest" if name in stated else "list of checksums"
            yield Problem(name, "changed", f"Only the {where} names it.")


def _changed(
    files: Files, stated: Mapping[str, Any], sums: Mapping[str, str], tell: Tell
) -> Iterator[Problem]:
    """Read every listed file that is there and compare its checksum."""
    names = sorted({*stated, *sums} & set(files.sizes))
    whole, done = max(sum(files.sizes[name] for name in names), 1), 0
    for name in names:
        share = 0.9 * done / whole
        tell(share, f"Checking {name}")
        done += files.sizes[name]
        record = stated.get(name)
        if record is not None and record["bytes"] != files.sizes[name]:
            sizes = f"{files.sizes[name]} bytes, {record['bytes']} were written"
            why = _FIGURES if name.endswith(".aux.xml") else ""
            yield Problem(name, "changed", f"It has {sizes}.{why}")
            continue
        expected = {sums.get(name), record["sha256"] if record else None} - {None}
        try:
            with files.open(name) as stream:
                digest = sha256_of(stream, lambda share=share: tell(share, ""))
        except CANNOT_READ as error:
            yield Problem(name, "unreadable", f"It cannot be read: {error}.")
            continue
        if expected != {digest}:
            yield Problem(name, "changed", "Its SHA-256 checksum is not the one that was written.")


def _miscounted(files: Files, manifest: Mapping[str, Any]) -> list[Problem]:
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


def _miscounted_layers(
    files: Files, manifest: Mapping[str, Any], tick: Callable[[], None]
) -> Iterator[Problem]:
    """Count the features of the layers in further formats that can be counted without a library."""
    sizes = {record["path"]: record["bytes"] for record in manifest["files"]}
    for step in manifest.get("steps", ()):
        name, counter = step["table"], COUNTERS.get(Path(step["table"]).suffix)
        if step["step"] != "converted" or counter is None:
            continue
        if name not in files.sizes or files.sizes[name] != sizes.get(name):
            continue  # missing or changed, as was reported
        try:
            with files.open(name) as stream:
                found = counter(stream, tick)
        except (*CANNOT_READ, Uncountable) as error:
            yield Problem(name, "unreadable", f"Its features cannot be counted: {error}.")
            continue
        if found != step["rows_out"]:
            told = f"It has {found} features, {step['rows_out']} were written."
            yield Problem(name, "count", told)


def _counts(geopackage: Path, name: str, layers: Iterable[Mapping[str, Any]]) -> Iterator[Problem]:
    # Not Path.as_uri: SQLite takes no server name as that writes it.
    path = geopackage.resolve().as_posix()
    address = f"file://{'' if path.startswith('/') else '/'}{quote(path, safe='/:')}"
    connection = sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True)
    with contextlib.closing(connection):
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        there = {table for (table,) in tables}
        for layer in layers:
            table, stated = layer["table"], layer["rows_out"]
            if table not in there:
                yield Problem(name, "count", f"The table {table} is not there.")
                continue
            quoted = table.replace('"', '""')
            count = 'SELECT count(*) FROM "{}"'.format(quoted)  # noqa: S608,UP032 - quoted
            found = connection.execute(count).fetchone()[0]
            if found != stated:
                yield Problem(name, "count", f"{table} has {found} rows, {stated} were written.")


def main(arguments: list[str]) -> int:
    """Check, tell, return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # file names may be in any script
    here = Path(__file__).resolve().parent
    reader = argparse.ArgumentParser(prog="verify.py", description="Is a package whole?")
    reader.add_argument("package", nargs="?", type=Path, default=here, help="a folder or a .zip")
    reader.add_argument("--signers", type=Path, help="allowed signers, or a public key")
    given = reader.parse_args(arguments)
    if given.signers is not None and not given.signers.is_file():
        reader.error(f"there is no file {given.signers}")
    try:
        with open_files(given.package) as files:
            problems, count = (
                check(files, SCHEMAS, lambda _share, _sentence: None),
                len(files.sizes),
            )
            signatures = check_signatures(files, given.signers, lambda: None)
            problems = sorted({*problems, *unsigned(signatures, given.signers)})
    except NoPackage as error:
        print(f"{error.subject}: {error.message} {error.hint}".strip(), file=sys.stderr)
        return 2
    for one in signatures:
        print(f"{one.file}: {one.message}")
    for problem in problems:
        print(f"{problem.file!r}"[1:-1] + f": {problem.kind}: {problem.message}")
    print(f"{count} files checked, {len(problems)} problem(s).")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
