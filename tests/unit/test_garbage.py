"""Garbage is looked for seldom only while somebody wants it so."""

from __future__ import annotations

import gc

import pytest

from amis_qgis_plugin.core.garbage import seldom_collected


def test_what_was_set_before_comes_back_with_the_last_one() -> None:
    before = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold()[0] > before[0]
        with pytest.raises(ValueError, match="inner"), seldom_collected():
            raise ValueError("inner")
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_threshold() == before


def test_who_switched_it_off_is_left_alone() -> None:
    before = gc.get_threshold()
    gc.set_threshold(0)
    try:
        with seldom_collected():
            assert gc.get_threshold()[0] == 0
    finally:
        gc.set_threshold(*before)
