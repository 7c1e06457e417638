"""The parameters that make a filter: every wish of the Filter panel, by name or code.

All are optional, so that models saved before a parameter was there stay valid.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Callable

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingAlgorithm,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterGeometry,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ..core.code_lists import codes_of
from ..core.commodities import GROUP_IDS
from ..core.completeness import Completeness
from ..core.errors import FilterError
from ..core.named_values import (
    commodities_named,
    country_named,
    deposit_model_named,
    list_named,
)
from ..core.occurrence_filter import (
    ANY_ROLE,
    MAJOR,
    MINE_STATUSES,
    OCCURRENCE_TYPES,
    OccurrenceFilter,
)
from .base import EXTENT

_FILTER, _TEXT, _POLYGON, _SOURCES = "FILTER", "TEXT", "POLYGON", "SOURCES"
_DIGITS = 17


def _single(named: Callable[[str], str]) -> Callable[[str], tuple[str, ...]]:
    return lambda term: (named(term),)


# parameter: field of the filter, title, how a term is read
_NAMED = {
    "COMMODITIES": (
        "commodities",
        "Commodities (codes or names, separated by commas)",
        commodities_named,
    ),
    "EXCLUDED": ("excluded", "Without these commodities (codes or names)", commodities_named),
    "CRITICAL_LIST": (
        "critical_lists",
        "Critical-minerals lists (ids such as EU-2024, separated by commas)",
        _single(list_named),
    ),
    "COUNTRIES": (
        "countries",
        "Countries (ISO codes or names, separated by commas)",
        _single(country_named),
    ),
    "DEPOSIT_TYPES": (
        "deposit_models",
        "Deposit types (CGI notations or names, separated by semicolons)",
        _single(deposit_model_named),
    ),
}
# parameter: field of the filter, title, value when it is off, value when it is on
_SWITCHES = {
    "COMBINE_ALL": ("combine", "All of the commodities in one occurrence", "any", "all"),
    "WITH_BROADER": (
        "with_broader",
        "Also records that only name a broader commodity",
        False,
        True,
    ),
    "MAJOR_ONLY": ("role", "Commodities as main products only", ANY_ROLE, MAJOR),
    "CRITICAL_ALL": ("combine_lists", "Critical on all of these lists, not on any", "any", "all"),
}
# parameter: field of the filter, title, the codes to choose from
_CHOSEN: dict[str, tuple[str, str, Callable[[], list[str]]]] = {
    "GROUPS": ("groups", "Commodity groups", lambda: list(GROUP_IDS)),
    "OCCURRENCE_TYPES": (
        "occurrence_types",
        "Kinds of occurrences",
        lambda: sorted(codes_of(OCCURRENCE_TYPES)),
    ),
    "MINE_STATUSES": (
        "mine_statuses",
        "Status of the mine",
        lambda: sorted(codes_of(MINE_STATUSES)),
    ),
    "COMPLETENESS": (
        "completeness",
        "Completeness of the source",
        lambda: [one.value for one in Completeness],
    ),
}
HELP = (
    "Commodities may be given by code, symbol or name in any of the vocabulary's languages;"
    " rare earths also find neodymium, neodymium finds neodymium only. Names of deposit types hold"
    " commas: separate them by semicolons.\n\n"
    "TEXT looks for all of its words in the names, whatever their accents and capitals. POLYGON is"
    " WKT, SOURCES are ids of the table amis_sources, separated by semicolons.\n\n"
    "FILTER is a filter as the Filter panel saves it, in JSON, for example"
    ' {"commodities": ["copper"], "countries": ["PHL"]}. What the other parameters say'
    " takes the place of that part of it."
)


def filter_parameters() -> Iterator[QgsProcessingParameterDefinition]:
    """Yield new definitions of the parameters, in the order in which they are shown."""
    for name in ("COMMODITIES", "EXCLUDED"):
        yield _string(name, _NAMED[name][1])
    yield _choice("GROUPS")
    for name in ("CRITICAL_LIST", "COUNTRIES", "DEPOSIT_TYPES"):
        yield _string(name, _NAMED[name][1])
    for name in ("OCCURRENCE_TYPES", "MINE_STATUSES"):
        yield _choice(name)
    yield _string(_TEXT, "Words in the name")
    for name, (_field, title, _off, _on) in _SWITCHES.items():
        yield QgsProcessingParameterBoolean(name, title, defaultValue=False, optional=True)
    yield QgsProcessingParameterExtent(EXTENT, "Area", optional=True)
    polygons = [QgsWkbTypes.GeometryType.PolygonGeometry]
    yield _advanced(
        QgsProcessingParameterGeometry(
            _POLYGON, "Within a polygon", optional=True, geometryTypes=polygons
        )
    )
    yield _advanced(_string(_SOURCES, "Sources (ids, separated by semicolons)"))
    yield _advanced(_choice("COMPLETENESS"))
    yield _advanced(_string(_FILTER, "Saved filter (JSON)", multiline=True))


def filter_of(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: Any
) -> OccurrenceFilter:
    """Return the filter that the parameters make.

    :raises FilterError: naming what no vocabulary knows.
    """

    def text(name: str) -> str:
        return str(algorithm.parameterAsString(parameters, name, context) or "").strip()

    values: dict[str, Any] = {}
    for name, (field, _title, named) in _NAMED.items():
        if text(name):
            values[field] = tuple(code for term in _terms(text(name), name) for code in named(term))
    for name, (field, title, _codes) in _CHOSEN.items():
        chosen = tuple(filter(None, algorithm.parameterAsEnumStrings(parameters, name, context)))
        if not chosen and parameters.get(name) not in (None, "", []):
            raise FilterError(
                f"{title}: it is none of the choices.", subject=f"{name} {parameters[name]}"
            )
        if chosen:
            values[field] = chosen
    for name, (field, _title, off, on) in _SWITCHES.items():
        if parameters.get(name) is not None:
            is_on = algorithm.parameterAsBoolean(parameters, name, context)
            values[field] = on if is_on else off
    if text(_TEXT):
        values["text"] = text(_TEXT)
    if text(_SOURCES):
        values["sources"] = tuple(_terms(text(_SOURCES), _SOURCES))
    extent = algorithm.extent(parameters, context)
    if extent is not None:
        values["extent"] = extent
    polygon = polygon_of(algorithm, parameters, context)
    if polygon:
        values["polygon"] = polygon
    saved = text(_FILTER)
    # What is not given stays as the saved filter has it; a switch that is off does, too.
    if saved:
        offs = {field: off for field, _title, off, _on in _SWITCHES.values()}
        values = {k: v for k, v in values.items() if k not in offs or v != offs[k]}
        return _saved(saved).with_values(**values)
    return OccurrenceFilter(**values)


def _saved(text: str) -> OccurrenceFilter:
    try:
        return OccurrenceFilter.from_dict(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise FilterError(
            f"It is no filter in JSON: {error}.",
            subject=_FILTER,
            hint='Give for example {"commodities": ["copper"]}.',
        ) from error


def polygon_of(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: Any,
    name: str = _POLYGON,
) -> str:
    """Return the polygon that a parameter asks for as WKT in degrees; empty where there is none.

    :raises FilterError: when it is none.
    """
    if parameters.get(name) in (None, ""):
        return ""
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    shape = algorithm.parameterAsGeometry(parameters, name, context, degrees)
    if shape.isNull():
        raise FilterError(
            "It is no polygon.",
            subject=f"{name} {parameters[name]}",
            hint="Give WKT such as POLYGON ((118 5, 127 5, 127 19, 118 5)).",
        )
    if QgsWkbTypes.isCurvedType(shape.wkbType()):
        shape.convertToStraightSegment()
    return str(shape.asWkt(_DIGITS))


def _terms(text: str, name: str) -> list[str]:
    """Return the terms of a list; names of deposit types and ids of sources may hold commas."""
    by_comma = name not in ("DEPOSIT_TYPES", _SOURCES)
    listed = (text.replace(";", ",") if by_comma else text).split("," if by_comma else ";")
    return [term.strip() for term in listed if term.strip()]


def _string(name: str, title: str, multiline: bool = False) -> QgsProcessingParameterString:
    return QgsProcessingParameterString(name, title, multiLine=multiline, optional=True)


def _choice(name: str) -> QgsProcessingParameterEnum:
    _field, title, codes = _CHOSEN[name]
    return QgsProcessingParameterEnum(
        name, title, codes(), allowMultiple=True, optional=True, usesStaticStrings=True
    )


def _advanced(parameter: QgsProcessingParameterDefinition) -> QgsProcessingParameterDefinition:
    flag = QgsProcessingParameterDefinition.Flag.FlagAdvanced
    parameter.setFlags(parameter.flags() | flag)
    return parameter
