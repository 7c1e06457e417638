"""How large the raster in a GeoTIFF is, read from its head alone.

Needs Python 3.8 or newer and nothing else: it goes into every package as a part of ``verify.py``.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, NamedTuple, Optional

from .counting import Uncountable
from .opening import CANNOT_READ

# Tags of TIFF 6.0; BigTIFF has the same.
_WIDTH, _LENGTH, _BANDS = 256, 257, 277
_NUMBERS = {1: "B", 3: "H", 4: "I", 16: "Q"}  # type of a value to its letter for struct
_LARGEST_HEAD = 1 << 20  # bytes: the writer puts the first directory right behind the beginning


class RasterSize(NamedTuple):
    """Columns, rows and bands."""

    columns: int
    rows: int
    bands: int


def size_of_tiff(stream: IO[bytes]) -> RasterSize:
    """Return the size of the first raster in a TIFF or BigTIFF file.

    :raises Uncountable: when it is none, or its directory does not lie at the beginning.
    """
    head = stream.read(_LARGEST_HEAD)
    order = {b"II": "<", b"MM": ">"}.get(head[:2])
    try:
        if order is None:
            raise Uncountable("it is no TIFF")
        version = struct.unpack_from(order + "H", head, 2)[0]
        if version not in (42, 43):
            raise Uncountable("it is no TIFF")
        is_big = version == 43
        start = struct.unpack_from(order + ("Q" if is_big else "I"), head, 8 if is_big else 4)[0]
        tags = _tags(head, order, start, is_big)
    except (struct.error, OverflowError):
        raise Uncountable("its first directory cannot be read") from None
    if tags.get(_WIDTH) is None or tags.get(_LENGTH) is None:
        raise Uncountable("it does not say how large it is")
    return RasterSize(tags[_WIDTH], tags[_LENGTH], tags.get(_BANDS, 1))


def wrong_sizes(files: Any, rasters: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Yield path, kind and sentence for every raster that is not as large as a manifest says.

    :param files: of a package.
    :param rasters: as the manifest has them.
    """
    for raster in rasters:
        name = raster["path"]
        stated = (raster["columns_out"], raster["rows_out"], raster["bands"])
        if name not in files.sizes:
            continue  # missing, as is reported elsewhere
        try:
            with files.open(name) as stream:
                found = size_of_tiff(stream)
        except (*CANNOT_READ, Uncountable) as error:
            yield name, "unreadable", f"Its size cannot be read: {error}."
            continue
        if found != stated:
            told = " × ".join(map(str, found))
            written = " × ".join(map(str, stated))
            yield name, "count", f"It has {told} columns, rows and bands; {written} were written."


def _tags(head: bytes, order: str, start: int, is_big: bool) -> dict[int, int]:
    """Return the numbers of a directory by their tags; entries that hold more are left out."""
    count_form, entry, value_at = ("Q", 20, 12) if is_big else ("H", 12, 8)
    count = struct.unpack_from(order + count_form, head, start)[0]
    place = start + struct.calcsize(count_form)
    found = {}
    for _number in range(min(count, 4096)):
        tag, kind = struct.unpack_from(order + "HH", head, place)
        form: Optional[str] = _NUMBERS.get(kind)
        if form is not None:
            found[tag] = struct.unpack_from(order + form, head, place + value_at)[0]
        place += entry
    return found
