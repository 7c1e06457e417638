"""What is remembered comes back as it was, and damaged content harms nobody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsSettings

from amis_qgis_plugin.qgis_bridge.settings import (
    Server,
    Settings,
    read_settings,
    write_settings,
)

KEY = "amis_explorer/settings"
GOOD = Server("Survey", "https://example.org/ows", "wfs", "abc1234")


@pytest.fixture(autouse=True)
def forget(qgis_app: Any) -> Iterator[None]:
    QgsSettings().remove(KEY)
    yield
    QgsSettings().remove(KEY)


def test_nothing_is_remembered_at_first() -> None:
    assert read_settings() == Settings()


def test_what_was_written_comes_back_with_its_types() -> None:
    settings = Settings(
        workspaces=("/data/ป่า.gpkg", 'C:\\with "quotes"\\a;b.gpkg'),
        servers=(GOOD, Server("", "https://example.org/wms", "wms")),
        last_folder="/home/somebody",
        packages=("/data/copper",),
    )
    write_settings(settings)
    assert read_settings() == settings


def test_it_survives_the_settings_file() -> None:
    write_settings(Settings(workspaces=("/data/ป่า, 100%.gpkg",)))
    QgsSettings().sync()
    assert read_settings().workspaces == ("/data/ป่า, 100%.gpkg",)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "null",
        "[]",
        "5",
        '"text"',
        '{"workspaces": "abc"}',
        '{"workspaces": [1, null, ["a"]]}',
        '{"servers": {"a": 1}}',
        '{"servers": ["x", 5, {"title": "t"}, {"title": 1, "url": 2, "protocol": 3}]}',
        '{"last_folder": 7}',
        '{"of_a_newer_version": true}',
    ],
)
def test_damaged_content_counts_as_never_said(content: str) -> None:
    QgsSettings().setValue(KEY, content)
    assert read_settings() == Settings()


def test_a_value_of_another_type_counts_as_never_said() -> None:
    QgsSettings().setValue(KEY, ["a", "b"])
    assert read_settings() == Settings()


def test_one_bad_piece_does_not_take_the_good_ones_with_it() -> None:
    good = {"title": "Survey", "url": "https://example.org/ows", "protocol": "wfs"}
    content = {
        "workspaces": ["/a.gpkg", 3],
        "servers": [good, {"url": None}],
        "last_folder": None,
        "of_a_newer_version": {},
    }
    QgsSettings().setValue(KEY, json.dumps(content))
    expected = Server("Survey", "https://example.org/ows", "wfs")
    assert read_settings() == Settings(("/a.gpkg",), (expected,), "")


def test_a_workspace_is_known_once() -> None:
    settings = Settings().with_workspace(Path("/a.gpkg")).with_workspace(Path("/b.gpkg"))
    assert settings.with_workspace(Path("/a.gpkg")).workspaces == ("/a.gpkg", "/b.gpkg")
    assert settings.without_workspace(Path("/a.gpkg")).workspaces == ("/b.gpkg",)


def test_a_server_replaces_the_one_with_its_address_and_protocol() -> None:
    renamed = Server("New name", GOOD.url, "wfs")
    maps = Server("Maps", GOOD.url, "wms")
    settings = Settings().with_server(GOOD).with_server(maps).with_server(renamed)
    assert settings.servers == (maps, renamed)
    assert settings.without_server(maps).servers == (renamed,)


def test_no_password_is_stored() -> None:
    """A server has no field that could hold one; the login is an id of QGIS's database."""
    write_settings(Settings(servers=(GOOD,)))
    stored = json.loads(QgsSettings().value(KEY))["servers"][0]
    assert set(stored) == {"title", "url", "protocol", "authcfg"}
