"""Paths of nothing are taken out of what a PDF draws; everything else stays as it is."""

from __future__ import annotations

import zlib

import pytest

from amis_qgis_plugin.packages.pdf_drawn import without_empty_paths

PATH = b"1 2 m\n3 4 l\n5 6 l\nh f\n"
BEFORE = b"q\n/CSp cs 1 1 1 scn\n/GState11 gs\n"


def pdf_objects(content: bytes, extra: bytes = b"") -> dict[int, bytes]:
    packed = zlib.compress(content, 1)
    head = b"\n<<\n%b/Length 5 0 R\n/Filter /FlateDecode\n>>\nstream\n" % extra
    return {4: head + packed + b"\nendstream\n", 5: b"\n%d\n" % len(packed), 6: b"\n<< >>\n"}


def content_of(objects: dict[int, bytes]) -> bytes:
    packed = objects[4].partition(b"stream\n")[2][: int(objects[5])]
    assert objects[4].endswith(b">>\nstream\n" + packed + b"\nendstream\n")
    return zlib.decompress(packed)


@pytest.mark.parametrize("operator", [b"h f", b"h f*", b"h S", b"h B", b"h B*"])
@pytest.mark.parametrize("before", [BEFORE, b"q\n", b"Q\n", b"1 0 0 1 0 0 cm\n", b"[]0  d\n"])
def test_a_path_without_a_point_is_left_out(operator: bytes, before: bytes) -> None:
    objects = pdf_objects(PATH + before + operator + b"\nQ\n" + PATH)
    made = without_empty_paths(objects)
    assert content_of(made) == PATH + before + b"Q\n" + PATH
    assert made[6] == objects[6]


def test_two_of_them_are_left_out() -> None:
    made = without_empty_paths(pdf_objects(2 * (BEFORE + b"h f\nQ\n")))
    assert content_of(made) == 2 * (BEFORE + b"Q\n")


@pytest.mark.parametrize("content", [PATH, BEFORE + PATH, b"1 2 3 4 re\nh f\n", b"h W n\n" + PATH])
def test_what_paints_or_cuts_stays_byte_by_byte(content: bytes) -> None:
    objects = pdf_objects(content)
    assert without_empty_paths(objects) == objects


@pytest.mark.parametrize("extra", [b"/Length1 12\n", b"/Subtype /Image\n"])
def test_fonts_and_pictures_stay(extra: bytes) -> None:
    objects = pdf_objects(BEFORE + b"h f\n", extra)
    assert without_empty_paths(objects) == objects


def test_what_cannot_be_read_stays() -> None:
    objects = pdf_objects(PATH)
    broken = {**objects, 4: objects[4].replace(b"stream\n", b"stream\nxx", 1)}
    assert without_empty_paths(broken) == broken
    assert without_empty_paths({4: objects[4]}) == {4: objects[4]}
