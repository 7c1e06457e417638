"""What a PDF that Qt wrote draws, without paths of nothing.

The halo of a space in a label along a line is a path without any point. Qt closes and fills it all
the same, and programs that read the file complain: there is no current point to close (ISO 32000-1,
8.5.2.1). What is left out here paints nothing; every other stream stays byte by byte.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

_LENGTH = re.compile(rb"/Length\s+(\d+)\s+0\s+R\b")
_STREAM = re.compile(rb"\bstream\r?\n")
_OTHERS = re.compile(rb"/(?:Length1|Image)\b")  # fonts and pictures
# Behind an operator that cannot stand inside of a path (8.2, figure 9), so that none has begun.
_NOTHING = re.compile(rb"(^|\n)((?:[^\n]* )?(?:cs|scn|SCN|gs|cm|d|q|Q))\nh (?:f\*?|S|B\*?)(?=\n)")


def without_empty_paths(objects: Mapping[int, bytes]) -> dict[int, bytes]:
    """Return the objects of a PDF without the paths that have no point.

    :param objects: by number, what stands between ``obj`` and ``endobj``.
    """
    found = dict(objects)
    for number, body in objects.items():
        stream = _STREAM.search(body)
        head = body[: stream.start()] if stream is not None else b""
        length = _LENGTH.search(head)
        if stream is None or length is None or b"/FlateDecode" not in head or _OTHERS.search(head):
            continue
        size = objects.get(int(length.group(1)), b"").strip()
        if not size.isdigit():
            continue
        end = stream.end() + int(size)
        drawn = _drawn(body[stream.end() : end])
        if drawn is not None:
            found[number] = body[: stream.end()] + drawn + body[end:]
            found[int(length.group(1))] = b"\n%d\n" % len(drawn)
    return found


def _drawn(packed: bytes) -> bytes | None:
    """Return a stream without paths of nothing, None where it has none or cannot be read."""
    try:
        content = zlib.decompress(packed)
    except zlib.error:
        return None
    mended, count = _NOTHING.subn(rb"\1\2", content)
    return zlib.compress(mended) if count else None
