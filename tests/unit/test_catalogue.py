"""The catalogue says honestly what it is, and no AMIS address is invented."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlparse

import pytest

from amis_qgis_plugin.core import catalogue as catalogue_module
from amis_qgis_plugin.core.catalogue import load_catalogue, suggested_services
from amis_qgis_plugin.core.countries import members
from amis_qgis_plugin.core.errors import VocabularyError
from amis_qgis_plugin.core.schemas import layer_types, themes

GEOMETRIES = {"point", "line", "polygon", "raster", "table"}


def test_the_catalogue_calls_itself_provisional() -> None:
    catalogue = load_catalogue()
    assert catalogue.title == "AMEXS-aligned (provisional)"
    assert catalogue.version
    assert "not public" in catalogue.basis
    assert "AMEXS-1" in catalogue.basis


def test_every_theme_and_layer_is_complete() -> None:
    catalogue = load_catalogue()
    assert [theme.order for theme in catalogue.themes] == list(range(1, 10))
    layers = [layer for theme in catalogue.themes for layer in theme.layers]
    assert len({layer.layer_id for layer in layers}) == len(layers) == 22
    for layer in layers:
        assert layer.title and layer.basis and layer.target_schema
        assert set(layer.geometry.split("/")) <= GEOMETRIES
        assert layer.priority in ("must", "should", "could")
    occurrence = next(layer for layer in layers if layer.layer_id == "occurrence")
    assert {"commodity", "country"} <= set(occurrence.filterable_by)


def test_themes_come_from_the_layer_types_and_every_type_has_a_layer() -> None:
    catalogue = load_catalogue()
    assert [(one.theme_id, one.title) for one in catalogue.themes] == [
        (one.theme_id, one.title) for one in themes()
    ]
    offered = {layer.layer_type: theme for theme in catalogue.themes for layer in theme.layers}
    for kind in layer_types():
        assert offered[kind.layer_type_id].theme_id == kind.theme_id
    occurrence = next(
        layer for theme in catalogue.themes for layer in theme.layers if layer.layer_id == "mine"
    )
    assert occurrence.target_schema == "ERML-Lite 2.0.1 MineView"


def test_services_are_suggestions_only() -> None:
    codes = {country.iso3 for country in members()} | {""}
    assert len(suggested_services()) == 5
    for service in suggested_services():
        assert service.status == "not verified"
        assert service.member in codes
        assert urlparse(service.url).scheme == "https"
        assert "@" not in service.url
        assert "amis" not in urlparse(service.url).netloc


def test_a_catalogue_of_a_newer_schema_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = json.dumps({"schema_version": 99, "themes": []})
    (tmp_path / "catalogue.json").write_text(newer, encoding="utf-8")
    monkeypatch.setattr("amis_qgis_plugin.core.tables.DATA", tmp_path)
    with pytest.raises(VocabularyError, match="99"):
        catalogue_module.load_catalogue.__wrapped__()


def test_a_damaged_catalogue_names_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "catalogue.json").write_text("{", encoding="utf-8")
    monkeypatch.setattr("amis_qgis_plugin.core.tables.DATA", tmp_path)
    with pytest.raises(VocabularyError, match=r"catalogue\.json"):
        catalogue_module.load_catalogue.__wrapped__()
