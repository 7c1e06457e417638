"""How many features a GeoJSON or FlatGeobuf file holds, read as a stream: memory stays flat.

Needs Python 3.8 or newer and nothing else: it goes into every package as a part of ``verify.py``.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterator, Mapping
from typing import IO, Callable

from .opening import CHUNK, LARGEST

# GeoJSON (RFC 7946) as GDAL writes it: one line for each feature.
_FEATURES = re.compile(rb'"features"\s*:\s*\[\s*')
# FlatGeobuf 3 (flatgeobuf.org, header.fbs): the places of two fields in the header's table.
_MAGIC = b"fgb\x03fgb"
_COUNT_FIELD, _NODE_FIELD, _USUAL_NODE = 8, 9, 16
_NODE_BYTES = 40
_TICK_EVERY = 10_000

Tick = Callable[[], None]


class Uncountable(ValueError):
    """A file is not of the form in which it was written."""


def features_of_geojson(stream: IO[bytes], tick: Tick) -> int:
    """Return the number of features; every one is read as JSON.

    :param tick: called now and then; may raise to stop the work.
    :raises Uncountable: when it is no collection of features, one to a line.
    """
    if not any(_FEATURES.fullmatch(line.strip()) for line in _lines(stream)):
        raise Uncountable("it has no list of features")
    count = 0
    for line in _lines(stream):
        text = line.strip()
        if text in (b"]", b"],"):
            return count
        if not text:
            continue
        count += 1
        if count % _TICK_EVERY == 0:
            tick()
        try:
            feature = json.loads(text[:-1] if text.endswith(b",") else text)
        except (ValueError, RecursionError):
            raise Uncountable(f"feature {count} is no JSON") from None
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            raise Uncountable(f"entry {count} is no feature")
    raise Uncountable("its list of features has no end")


def features_of_flatgeobuf(stream: IO[bytes], tick: Tick) -> int:
    """Return the number of features that lie in the file, whatever its header says.

    :raises Uncountable: when it is no FlatGeobuf, is cut off, or its header says another number.
    """
    if stream.read(8)[: len(_MAGIC)] != _MAGIC:
        raise Uncountable("it is no FlatGeobuf")
    header = _exactly(stream, _size(stream.read(4)))
    try:
        stated, node = _header_numbers(header)
    except (struct.error, IndexError):
        raise Uncountable("its header cannot be read") from None
    _skip(stream, _index_bytes(stated, node))
    count = 0
    while True:
        start = stream.read(4)
        if not start:
            break
        _skip(stream, _size(start))
        count += 1
        if count % _TICK_EVERY == 0:
            tick()
    if stated and stated != count:
        raise Uncountable(f"its header says {stated} features, {count} are there")
    return count


COUNTERS: Mapping[str, Callable[[IO[bytes], Tick], int]] = {
    ".geojson": features_of_geojson,
    ".fgb": features_of_flatgeobuf,
}


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    while True:
        line = stream.readline(LARGEST)
        if not line:
            return
        if len(line) == LARGEST:
            raise Uncountable("a line is far too long")
        yield line


def _size(piece: bytes) -> int:
    if len(piece) != 4:
        raise Uncountable("it is cut off")
    return int(struct.unpack("<I", piece)[0])


def _exactly(stream: IO[bytes], size: int) -> bytes:
    piece = stream.read(size) if size <= LARGEST else b""
    if len(piece) != size:
        raise Uncountable("it is cut off")
    return piece


def _skip(stream: IO[bytes], size: int) -> None:
    """Read past some bytes; a stream out of a zip cannot jump."""
    while size > 0:
        piece = stream.read(min(size, CHUNK))
        if not piece:
            raise Uncountable("it is cut off")
        size -= len(piece)


def _header_numbers(header: bytes) -> tuple[int, int]:
    """Return the number of features and the size of an index node, by FlatBuffers' own rules."""
    (table,) = struct.unpack_from("<I", header, 0)
    vtable = table - struct.unpack_from("<i", header, table)[0]
    if vtable < 0:
        raise IndexError
    (length,) = struct.unpack_from("<H", header, vtable)

    def number(field: int, form: str, usual: int) -> int:
        place = 4 + 2 * field
        offset = struct.unpack_from("<H", header, vtable + place)[0] if place < length else 0
        return int(struct.unpack_from(form, header, table + offset)[0]) if offset else usual

    return number(_COUNT_FIELD, "<Q", 0), number(_NODE_FIELD, "<H", _USUAL_NODE)


def _index_bytes(features: int, node: int) -> int:
    """Return the size of the packed R-tree; there is none where either number is nought."""
    if not features or node < 2:
        return 0
    nodes, level = features, features
    while True:
        level = -(-level // node)
        nodes += level
        if level == 1:
            return nodes * _NODE_BYTES
