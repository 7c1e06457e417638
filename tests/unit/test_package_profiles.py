"""Profiles of packages: the bundled ones are whole, broken ones are told by name and reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from amis_qgis_plugin.core.errors import AmisError, PackageError
from amis_qgis_plugin.core.package_choices import FORMATS, PackageChoices
from amis_qgis_plugin.core.package_profiles import (
    PackageProfile,
    bundled_profiles,
    read_profiles,
)

GOOD = {"id": "own", "title": "Own", "description": "Mine.", "choices": {"clip": True}}


def test_the_bundled_profiles_are_whole() -> None:
    found = bundled_profiles()
    assert found.problems == ()
    assert [one.profile_id for one in found.profiles] == ["investor", "geologist", "agency"]
    for one in found.profiles:
        assert PackageProfile.from_dict(one.to_dict()) == one
        assert one.apply(PackageChoices()).profile == one.profile_id
        # a profile says all that a person would be surprised by when it came from the one before
        kept = {"clip", "crs", "formats", "language", "maps", "pdf", "project", "exchange"}
        assert kept <= set(one.values)


def test_what_each_is_for() -> None:
    investor, geologist, agency = (
        one.apply(PackageChoices()) for one in bundled_profiles().profiles
    )
    assert investor.pdf and investor.maps and investor.language and not investor.formats
    assert geologist.formats == FORMATS and geologist.project and geologist.tables is None
    assert agency.exchange and not agency.pdf and agency.crs == "EPSG:4326"


def test_a_profile_leaves_alone_what_it_does_not_say() -> None:
    mine = PackageChoices(title="Mine", margin=2.0, licences_confirmed=True)
    found = PackageProfile.from_dict(GOOD).apply(mine)
    assert found == mine.with_values(clip=True, profile="own")


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        {},
        {**GOOD, "more": 1},
        {key: value for key, value in GOOD.items() if key != "title"},
        {**GOOD, "id": "Has Spaces"},
        {**GOOD, "id": 3},
        {**GOOD, "title": "  "},
        {**GOOD, "choices": []},
        {**GOOD, "choices": {"licences_confirmed": True}},
        {**GOOD, "choices": {"title": "x"}},
        {**GOOD, "choices": {"colour": "red"}},
        {**GOOD, "choices": {"formats": ["shapefile"]}},
        {**GOOD, "choices": {"extent": [1, 2]}},
    ],
)
def test_anything_else_is_no_profile(document: Any) -> None:
    with pytest.raises(AmisError):
        PackageProfile.from_dict(document)


def test_broken_files_are_told_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(GOOD), "utf-8")
    (tmp_path / "b.json").write_text("{", "utf-8")
    (tmp_path / "c.json").write_text(json.dumps({**GOOD, "choices": {"clip": 1}}), "utf-8")
    (tmp_path / "d.json").write_text(json.dumps({**GOOD, "title": "Again"}), "utf-8")
    (tmp_path / "e.json").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "notes.txt").write_text("no profile", "utf-8")
    (tmp_path / "f.json").mkdir()
    found = read_profiles(tmp_path)
    assert [one.title for one in found.profiles] == ["Own"]
    told = dict(problem.split(":", 1) for problem in found.problems)
    assert set(told) == {"b.json", "c.json", "d.json", "e.json", "f.json"}
    assert "clip" in told["c.json"]
    assert "id own" in told["d.json"]


def test_a_folder_that_is_not_there_has_none(tmp_path: Path) -> None:
    assert read_profiles(tmp_path / "nowhere") == read_profiles(tmp_path)


def test_a_file_of_ones_own_takes_the_place_of_a_bundled_one(tmp_path: Path) -> None:
    mine = {**GOOD, "id": "investor", "title": "Mine"}
    (tmp_path / "x.json").write_text(json.dumps(mine), "utf-8")
    found = bundled_profiles().with_others(read_profiles(tmp_path))
    assert [one.title for one in found.profiles] == ["Mine", "Geologist", "Agency exchange"]
    assert found.find("investor").values == {"clip": True}
    with pytest.raises(PackageError, match="investor, geologist, agency"):
        found.find("nobody")
