"""Texts that went through UTF-8 twice are told apart from texts of many languages."""

from __future__ import annotations

import json

import pytest

from amis_qgis_plugin.services.encoded_twice import encoded_twice

WORDS = (
    "São Tomé",
    "Mỏ vàng Bồng Miêu",
    "เหมืองทองคำ",
    "ແຮ່ຄຳ",
    "Gua Musang 5°",
    "Pāhang",
    "金山",
    "ñ",
)
HONEST = (
    *WORDS,
    "« café »", "« café\u00a0»", "CAFÉ\u00a0: 5", "Ü°", "Â", "naïve—“so”", "50 µm ± 2 Å", "Ðà Nẵng",
    "plain", "XÃ\u00a0BỒNG MIÊU", "NGÃ\u00a0BA",
)  # fmt: skip


@pytest.mark.parametrize("text", HONEST)
def test_honest_texts_are_left_alone(text: str) -> None:
    assert encoded_twice(text.encode("utf-8")) == ()
    assert encoded_twice(json.dumps({"name": text}).encode("ascii")) == ()


@pytest.mark.parametrize("text", WORDS)
def test_what_was_encoded_twice_is_noticed(text: str) -> None:
    twice = text.encode("utf-8").decode("latin-1")
    assert encoded_twice(twice.encode("utf-8"))
    assert twice == text or encoded_twice(f"<name>{twice}</name>".encode())


@pytest.mark.parametrize("text", ["São Tomé", "ñandú 5°", "ทองคำ"])
def test_windows_letters_in_between_are_no_hiding_place(text: str) -> None:
    twice = text.encode("utf-8").decode("cp1252", "replace")
    assert encoded_twice(twice.encode("utf-8"))


def test_json_may_write_letters_as_numbers() -> None:
    twice = "ñ".encode().decode("latin-1")
    assert encoded_twice(json.dumps({"name": twice}).encode("ascii"))
