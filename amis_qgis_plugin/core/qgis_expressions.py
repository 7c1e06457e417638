"""An :class:`OccurrenceFilter` as a QGIS expression, for layers with the fields of a workspace.

It works with every provider, in QGIS's own reading of the rows. Main products and folded names are
asked for through the expression functions of this plugin, see ``qgis_bridge``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Optional

from .areas import Area, Box, Polygon, number
from .conditions import (
    COMMODITY_CODES,
    NAMES,
    SEPARATOR,
    AnyOf,
    Condition,
    InBox,
    OneOf,
    Sources,
    box_condition,
    completeness_of,
    fields_of,
)
from .occurrence_filter import MAJOR, OccurrenceFilter
from .quoting import expression_literal, identifier

LANGUAGE = "The QGIS expression"
_NEVER = "false"


def to_qgis_expression(
    wanted: OccurrenceFilter, *, crs: str = "", sources: Optional[Sources] = None
) -> str:
    """Return the expression that is true for the wanted rows.

    :param crs: the layer's reference system such as ``EPSG:32651``; empty where it is EPSG:4326.
    :param sources: source ids to their completeness, for a filter on that.
    :returns: an expression; empty when everything is wanted.
    :raises FilterError: for completeness without ``sources``.
    """
    majors = "amis_major_commodities()" if wanted.role == MAJOR else _tokens(COMMODITY_CODES)
    parts = [_shares(majors, codes) for codes in wanted.chosen_sets()]
    parts += [_shares(_tokens(COMMODITY_CODES), codes) for codes in wanted.listed_sets()]
    if wanted.excluded:
        shared = _shares(_tokens(COMMODITY_CODES), wanted.excluded_codes())
        parts.append(f"NOT coalesce({shared}, false)")
    found = [*fields_of(wanted), *completeness_of(wanted, LANGUAGE, sources)]
    parts += [_one_of(one) if isinstance(one, OneOf) else _NEVER for one in found]
    parts += [_has_word(word) for word in wanted.words()]
    place = f"transform($geometry, {expression_literal(crs)}, 'EPSG:4326')" if crs else "$geometry"
    if wanted.extent is not None:
        parts.append(_in_boxes(box_condition(wanted.extent), place))
    if wanted.area is not None:
        parts.append(_in_area(wanted.area, place))
    return " AND ".join(parts)


def _tokens(field: str) -> str:
    """Return the codes of a field; who edits it may leave out spaces, or type more of them."""
    written = f"replace({identifier(field)}, ' ', '')"
    return f"string_to_array({written}, {expression_literal(SEPARATOR.strip())})"


def _shares(tokens: str, codes: Iterable[str]) -> str:
    listed = ", ".join(expression_literal(code) for code in sorted(codes))
    return f"array_intersect({tokens}, array({listed}))" if listed else _NEVER


def _one_of(condition: OneOf) -> str:
    listed = ", ".join(expression_literal(value) for value in condition.values)
    return f"{identifier(condition.field)} IN ({listed})"


def _has_word(word: str) -> str:
    both = " || ' ' || ".join(f"coalesce({identifier(name)}, '')" for name in NAMES)
    return f"strpos(amis_folded({both}), {expression_literal(word)}) > 0"


def _in_boxes(condition: Condition, place: str) -> str:
    boxes = [condition] if isinstance(condition, InBox) else []
    if isinstance(condition, AnyOf):
        boxes = [one for one in condition.parts if isinstance(one, InBox)]
    return _either(_in_box(one.box, place) for one in boxes)


def _in_box(box: Box, place: str) -> str:
    west, south, east, north = map(number, box)
    in_x = f"x({place}) >= {west} AND x({place}) <= {east}"
    return f"({in_x} AND y({place}) >= {south} AND y({place}) <= {north})"


def _in_area(area: Area, place: str) -> str:
    """Each polygon is asked by itself: together they may overlap, which GEOS does not take."""
    return _either(_in_polygon(polygon, place) for polygon in area.polygons)


def _in_polygon(polygon: Polygon, place: str) -> str:
    shape = expression_literal(Area((polygon,)).wkt())
    return f"within({place}, geom_from_wkt({shape}))"


def _either(parts: Iterable[str]) -> str:
    listed = list(parts)
    return listed[0] if len(listed) == 1 else f"({' OR '.join(listed)})"
