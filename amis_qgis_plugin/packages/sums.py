"""SHA-256 sums of files, in the form that ``sha256sum --check`` reads."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import BinaryIO

from ..core.manifest import FileRecord
from ..core.progress import Progress

SUMS = "SHA256SUMS"
CHUNK = 1 << 20
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")


def sha256_of(stream: BinaryIO, progress: Progress) -> str:
    """Return the digest of a stream in hexadecimal digits, read in pieces."""
    digest = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        progress.check()
        digest.update(chunk)
    return digest.hexdigest()


def record_of(path: Path, folder: Path, progress: Progress) -> FileRecord:
    """Return size and digest of one file below a folder."""
    with path.open("rb") as stream:
        digest = sha256_of(stream, progress)
    return FileRecord(path.relative_to(folder).as_posix(), path.stat().st_size, digest)


def records_of(folder: Path, progress: Progress) -> list[FileRecord]:
    """Return size and digest of every file below a folder, by path."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    whole = max(sum(path.stat().st_size for path in paths), 1)
    records: list[FileRecord] = []
    for path in paths:
        done = sum(record.bytes for record in records)
        progress.at(done / whole, f"Summing {path.name}")
        records.append(record_of(path, folder, progress))
    return sorted(records, key=lambda record: record.path)


def format_sums(records: Iterable[FileRecord]) -> str:
    """Return the text of ``SHA256SUMS``."""
    ordered = sorted(records, key=lambda record: record.path)
    return "".join(f"{record.sha256}  {record.path}\n" for record in ordered)


def parse_sums(text: str) -> Mapping[str, str] | None:
    """Return path to digest; nothing when a line is no sum or a path is named twice."""
    sums: dict[str, str] = {}
    for line in text.splitlines():
        found = _LINE.fullmatch(line)
        if found is None or found[2] in sums:
            return None
        sums[found[2]] = found[1]
    return sums
