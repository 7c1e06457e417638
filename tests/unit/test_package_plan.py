"""File names and findings of a plan."""

from __future__ import annotations

import re

import pytest

from amis_qgis_plugin.core.findings import Finding, errors_first
from amis_qgis_plugin.core.package_findings import project_findings
from amis_qgis_plugin.core.package_plan import LONGEST_NAME, safe_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Copper, Philippines", "copper_philippines"),
        ("Mỏ đồng Việt Nam", "mo_dong_viet_nam"),
        ("../../etc/passwd", "etc_passwd"),
        ("C:\\temp\\x", "c_temp_x"),
        ("CON", "package_con"),
        ("lpt1", "package_lpt1"),
        ("ทองแดง", "package"),
        ("", "package"),
        ("a. ", "a"),
    ],
)
def test_safe_name(title: str, name: str) -> None:
    assert safe_name(title) == name


def test_a_long_name_is_cut_between_words() -> None:
    name = safe_name("copper or gold or silver or nickel or cobalt " * 5)
    assert len(name) <= LONGEST_NAME
    assert name.split("_")[-1] in ("copper", "or", "gold", "silver", "nickel", "cobalt")
    assert len(safe_name("x" * 200)) == LONGEST_NAME


def test_names_are_safe_everywhere() -> None:
    for title in ("a/b", "a:b", "a*?<>|b", "tab\there", "new\nline", "dot.", "ÅÄÖ & Ñ", "x" * 99):
        assert re.fullmatch(r"[a-z0-9_]{1,60}", safe_name(title)), title


def test_what_the_map_shows_and_the_package_lacks_is_named() -> None:
    found = {one.code: one for one in project_findings(["a.gpkg"], ["WFS {x}"], ["L"], ["M"])}
    assert list(found) == ["other-workspace", "live-left-out", "own-subset", "unsaved-edits"]
    assert all(one.severity == "warning" for one in found.values())
    assert "a.gpkg" in found["other-workspace"].message
    assert "WFS {x}" in found["live-left-out"].message
    assert project_findings([], [], [], []) == ()


def test_errors_come_first() -> None:
    order = ("note", "warning", "error", "note")
    ordered = errors_first(Finding(severity, "code", "") for severity in order)
    assert [one.severity for one in ordered] == ["error", "warning", "note", "note"]
