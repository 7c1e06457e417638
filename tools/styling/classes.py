"""Categories that stand for many codes: a class holds all that is narrower than what it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from qgis.core import (
    QgsAttributeTableConfig,
    QgsCategorizedSymbolRenderer,
    QgsRendererCategory,
    QgsVectorLayer,
)

from amis_qgis_plugin.core.cgi_terms import cgi_terms
from amis_qgis_plugin.core.schemas import layer_type

HIDDEN = ("fid", "source_feature_id", "source_geometry", "source_attributes")


class Look(NamedTuple):
    """How a class is called, of which concepts it is, and how it is drawn."""

    label: str
    concepts: tuple[str, ...]
    style: dict[str, str]


def codes_of(scheme: str, looks: Iterable[Look]) -> dict[str, list[str]]:
    """Return the codes of each class by its label, each code in the first class that has it."""
    broader = {one.notation: one.broader for one in cgi_terms() if one.scheme == scheme}

    def within(code: str, concepts: tuple[str, ...]) -> bool:
        return code in concepts or any(
            within(one, concepts) for one in broader.get(code, ()) if one != code
        )

    found: dict[str, list[str]] = {}
    taken: set[str] = set()
    for look in looks:
        found[look.label] = [
            code for code in broader if code not in taken and within(code, look.concepts)
        ]
        taken.update(found[look.label])
    return found


def categorise(
    layer: QgsVectorLayer,
    field: str,
    looks: Iterable[Look],
    codes: dict[str, list[str]],
    symbol: Callable[[dict[str, str]], object],
) -> None:
    """Draw a layer by classes of codes; the look without concepts is for all other rows."""
    categories = [
        QgsRendererCategory(
            codes[look.label] if look.concepts else "", symbol(look.style), look.label
        )
        for look in looks
    ]
    layer.setRenderer(QgsCategorizedSymbolRenderer(field, categories))


def describe(layer: QgsVectorLayer, kind: str, title: str, rows: dict[str, str]) -> None:
    """Name the fields, hide what is for programs, and say what the map tip tells.

    :param title: the field that names a feature.
    :param rows: label to field, for the map tip.
    """
    layer.setDisplayExpression(f'"{title}"')
    layer.setFieldAlias(layer.fields().lookupField("fid"), "Row")
    for field in layer_type(kind).fields:
        layer.setFieldAlias(layer.fields().lookupField(field.name), field.label)
    tip = "".join(_row(label, field) for label, field in rows.items())
    layer.setMapTipTemplate(f"<b>[% coalesce({escaped(title)}, 'Unnamed') %]</b>{tip}")
    config = QgsAttributeTableConfig()
    config.update(layer.fields())
    columns = config.columns()
    for column in columns:
        column.hidden = column.name in HIDDEN
    config.setColumns(columns)
    layer.setAttributeTableConfig(config)


def escaped(field: str) -> str:
    """Return an expression for a field's text that cannot bring HTML of its own."""
    return f"""replace("{field}", map('&', '&amp;', '<', '&lt;', '>', '&gt;', '"', '&quot;'))"""


def _row(label: str, field: str) -> str:
    """Return one line of a map tip, left out when it would be empty."""
    return f"[% coalesce('<br>{label}: ' || {escaped(field)}, '') %]"
