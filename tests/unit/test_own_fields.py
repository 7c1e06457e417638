"""Aligned layers as sources: every field is filled from itself."""

from __future__ import annotations

from typing import Any

import pytest

from amis_qgis_plugin.core.alignment import Aligner
from amis_qgis_plugin.core.mapping.own_fields import own_proposal
from amis_qgis_plugin.core.rows import SourceField, SourceLayer
from amis_qgis_plugin.core.schemas import layer_types


def layer_of(kind: Any, without: str = "", *more: str) -> SourceLayer:
    names = ["fid", *(one.name for one in kind.fields if one.name != without), *more]
    return SourceLayer("Taken over", tuple(map(SourceField, names)), kind.geometry, "EPSG:4326")


@pytest.mark.parametrize("kind", layer_types(), ids=lambda kind: kind.table)
def test_each_type_knows_its_own_fields(kind: Any) -> None:
    found = own_proposal(layer_of(kind, "", "another"))
    assert found is not None
    assert found.fields.layer_type == kind.layer_type_id
    for name, use in found.fields.uses.items():
        assert [column.name for column in use.columns] == [name]
    assert "source_attributes" not in found.fields.uses
    assert own_proposal(layer_of(kind), kind.layer_type_id) is not None
    other = "mines" if kind.layer_type_id != "mines" else "faults"
    assert own_proposal(layer_of(kind), other) is None
    assert own_proposal(layer_of(kind, "source_attributes")) is None


def test_codes_are_taken_over_whatever_the_text_would_give() -> None:
    """*or* is gold in French only; that it was French, the aligned layer does not tell."""
    kind = next(one for one in layer_types() if one.layer_type_id == "mineral_occurrences")
    found = own_proposal(layer_of(kind))
    assert found is not None
    row = {
        "commodity_text": "or, étain", "commodity_codes": "gold; tin",
        "representative_commodity": "tin", "country": "LAO", "country_text": "Lao", "name": "x",
        "mine_status": "historic", "status_text": "abandonné", "identifier": "s/7",
    }  # fmt: skip
    aligned = Aligner(found.fields, "new").align(row, "1")
    for name in ("commodity_text", "commodity_codes", "representative_commodity", "country",
                 "country_text", "status_text", "name", "identifier"):  # fmt: skip
        assert aligned.values[name] == row[name], name
    assert aligned.values["source_id"] == "new"
    assert aligned.unmatched == ()
