"""SHA-256 sums of files, in the form that ``sha256sum --check`` reads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..core.manifest import FileRecord
from ..core.progress import Progress
from . import verifier
from .opening import sha256_of


def record_of(path: Path, folder: Path, progress: Progress) -> FileRecord:
    """Return size and digest of one file below a folder."""
    with path.open("rb") as stream:
        digest = sha256_of(stream, progress.check)
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
    return verifier.format_sums({record.path: record.sha256 for record in records})
