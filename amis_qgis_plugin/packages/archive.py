"""One zip file from a folder, the same bytes from the same files."""

from __future__ import annotations

import os
import stat
import zipfile
from datetime import datetime
from pathlib import Path

from ..core.progress import Progress
from .opening import CHUNK, SEAL, SEAL_DIGITS, sha256_of

_OLDEST = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_NEEDS_ZIP64 = 1 << 31


def write_zip(folder: Path, target: Path, top: str, moment: datetime, progress: Progress) -> None:
    """Pack a folder.

    :param top: the folder that all files lie in when the zip is unpacked.
    :param moment: the time that every entry bears, UTC.
    """
    paths = sorted(
        (path for path in folder.rglob("*") if path.is_file()),
        key=lambda path: path.relative_to(folder).as_posix(),
    )
    whole = max(sum(path.stat().st_size for path in paths), 1)
    done = 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in paths:
            name = path.relative_to(folder).as_posix()
            huge = path.stat().st_size >= _NEEDS_ZIP64
            entry = zip_entry(f"{top}/{name}", moment)
            with path.open("rb") as source, archive.open(entry, "w", force_zip64=huge) as sink:
                while chunk := source.read(CHUNK):
                    progress.at(done / whole, f"Packing {name}")
                    sink.write(chunk)
                    done += len(chunk)
        archive.comment = SEAL + b"0" * SEAL_DIGITS
    _seal(target, progress)


def zip_entry(name: str, moment: datetime) -> zipfile.ZipInfo:
    """Return an entry of a zip that says nothing of this machine.

    :param moment: the time that it bears; a zip knows none before 1980.
    """
    entry = zipfile.ZipInfo(name, max(moment.timetuple()[:6], _OLDEST))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = _UNIX
    entry.external_attr = (stat.S_IFREG | 0o644) << 16
    return entry


def _seal(archive: Path, progress: Progress) -> None:
    """Put the checksum of all that stands before it into the zip's comment.

    The checksums inside speak of the files; this one of the bytes between them, too.
    """
    with archive.open("r+b") as stream:
        sealed = stream.seek(-SEAL_DIGITS, os.SEEK_END)
        stream.seek(0)
        digest = sha256_of(stream, progress.check, sealed)
        stream.seek(sealed)
        stream.write(digest.encode("ascii"))
