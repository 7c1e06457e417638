"""The parameters that make the choices for a package: all that the Export dialog has.

All are optional. One that is not given is as the profile says, or else as it always is, so that
calls from before a parameter was there give what they gave.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qgis.core import (
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterGeometry,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ..core.errors import PackageError
from ..core.named_values import country_named
from ..core.package_choices import (
    AREA_KINDS,
    COUNTRIES,
    EXTENT,
    FORMATS,
    MARGIN_UNITS,
    POLYGON,
    PackageChoices,
)
from .base import AmisAlgorithm
from .filter_parameters import polygon_of

_TITLE, _LICENCES = "TITLE", "LICENCES_CONFIRMED"
_PROFILE, _LANGUAGE, _CRS, _TABLES = "PROFILE", "LANGUAGE", "CRS", "TABLES"
_KIND, _MARGIN, _UNIT, _FORMATS = "AREA_KIND", "MARGIN", "MARGIN_UNIT", "FORMATS"
_EXTENT, _POLYGON, _COUNTRIES = "AREA_EXTENT", "AREA_POLYGON", "AREA_COUNTRIES"
_NONE = "none"
_YES_NO = ("yes", "no")
# parameter: field of the choices, title
_SWITCHES = {
    "CLIP": ("clip", "Cut layers at the edge of the area"),
    "MAPS": ("maps", "Maps as files"),
    "PDF": ("pdf", "Report as PDF, too"),
    "PROJECT": ("project", "QGIS project"),
    "EXCHANGE": ("exchange", "Tables with the names of EarthResourceML-Lite and GeoSciML-Lite"),
}
HELP = (
    "PROFILE is the id of a profile: investor, geologist, agency, or one of your own. What the"
    " other parameters say takes the place of that part of it.\n\n"
    "AREA_KIND says where the other layers are taken from: filter (its extent, else its polygon,"
    " else around the occurrences), around (the occurrences, with MARGIN), extent, polygon or"
    " countries; AREA_EXTENT, AREA_POLYGON and AREA_COUNTRIES give these, or else the filter does."
    " CRS transforms the layers; without it they keep theirs. FORMATS and LANGUAGE may be none."
)


def package_parameters() -> Iterator[QgsProcessingParameterDefinition]:
    """Yield new definitions of the parameters, in the order in which they are shown."""
    yield _string(_TITLE, "Title")
    yield QgsProcessingParameterBoolean(
        _LICENCES,
        "I may pass on sources of unknown licence",
        defaultValue=False,
        optional=True,
    )
    yield _string(_PROFILE, "Profile (investor, geologist, agency or one of your own)")
    yield _choice(_KIND, "Kind of area of the other layers", AREA_KINDS)
    yield _advanced(QgsProcessingParameterExtent(_EXTENT, "Area: extent", optional=True))
    polygons = [QgsWkbTypes.GeometryType.PolygonGeometry]
    yield _advanced(
        QgsProcessingParameterGeometry(
            _POLYGON, "Area: polygon", optional=True, geometryTypes=polygons
        )
    )
    yield _advanced(_string(_COUNTRIES, "Area: countries (ISO codes or names, by commas)"))
    yield _advanced(
        QgsProcessingParameterNumber(
            _MARGIN,
            "Margin around the occurrences",
            QgsProcessingParameterNumber.Type.Double,
            optional=True,
            minValue=0,
        )
    )
    yield _advanced(_choice(_UNIT, "Unit of the margin", MARGIN_UNITS))
    yield _advanced(_string(_TABLES, "Layers besides the occurrences (tables, by commas)"))
    yield QgsProcessingParameterCrs(_CRS, "Reference system of the layers", optional=True)
    formats = (*FORMATS, _NONE)
    yield _choice(_FORMATS, "Formats beside the GeoPackage", formats, many=True)
    yield _string(_LANGUAGE, "Language of report, maps and README (en or id; none: no report)")
    for name, (_field, title) in _SWITCHES.items():
        yield _advanced(_choice(name, title, _YES_NO))


def choices_of(
    algorithm: AmisAlgorithm, parameters: dict[str, Any], context: Any
) -> PackageChoices:
    """Return the choices that the parameters make.

    :raises PackageError: when there is no such profile, or a value is none.
    :raises FilterError: when the extent, the polygon or a country is none.
    """
    values: dict[str, Any] = {}
    for name, (field, _title) in _SWITCHES.items():
        chosen = _chosen(algorithm, parameters, context, name)
        if chosen:
            values[field] = chosen == ["yes"]
    formats = _chosen(algorithm, parameters, context, _FORMATS)
    if formats:
        values["formats"] = tuple(one for one in formats if one != _NONE)
    language = _text(algorithm, parameters, context, _LANGUAGE)
    if language:
        values["language"] = "" if language == _NONE else language
    tables = _listed(_text(algorithm, parameters, context, _TABLES))
    if tables:
        values["tables"] = tuple(tables)
    if parameters.get(_CRS) not in (None, ""):
        values["crs"] = _crs(algorithm, parameters, context)
    values.update(_area(algorithm, parameters, context))
    values["title"] = _text(algorithm, parameters, context, _TITLE)
    values["licences_confirmed"] = algorithm.parameterAsBoolean(parameters, _LICENCES, context)
    return _profile(_text(algorithm, parameters, context, _PROFILE)).with_values(**values)


def _profile(profile_id: str) -> PackageChoices:
    if not profile_id:
        return PackageChoices()
    # Imported here: QGIS builds every algorithm at start-up.
    from ..qgis_bridge.package_profiles import package_profiles

    return package_profiles().find(profile_id).apply(PackageChoices())


def _area(algorithm: AmisAlgorithm, parameters: dict[str, Any], context: Any) -> dict[str, Any]:
    """Return the choices about the area; what is given without a kind says its kind."""
    values: dict[str, Any] = {}
    codes = [
        country_named(term) for term in _listed(_text(algorithm, parameters, context, _COUNTRIES))
    ]
    given = {
        EXTENT: ("extent", algorithm.extent(parameters, context, _EXTENT)),
        POLYGON: ("polygon", polygon_of(algorithm, parameters, context, _POLYGON)),
        COUNTRIES: ("countries", tuple(codes)),
    }
    for kind, (field, value) in given.items():
        if value:
            values[field] = value
            values["area_kind"] = kind
    kinds = _chosen(algorithm, parameters, context, _KIND)
    if kinds:
        values["area_kind"] = kinds[0]
    if parameters.get(_MARGIN) not in (None, ""):
        values["margin"] = algorithm.parameterAsDouble(parameters, _MARGIN, context)
    units = _chosen(algorithm, parameters, context, _UNIT)
    if units:
        values["margin_unit"] = units[0]
    return values


def _crs(algorithm: AmisAlgorithm, parameters: dict[str, Any], context: Any) -> str:
    crs = algorithm.parameterAsCrs(parameters, _CRS, context)
    if not crs.isValid() or not crs.authid():
        raise PackageError(
            "It is no reference system with a code.",
            subject=f"{_CRS} {parameters[_CRS]}",
            hint="Give one such as EPSG:32651.",
        )
    return str(crs.authid())


def _chosen(
    algorithm: AmisAlgorithm, parameters: dict[str, Any], context: Any, name: str
) -> list[str]:
    if parameters.get(name) in (None, "", []):
        return []
    chosen = [one for one in algorithm.parameterAsEnumStrings(parameters, name, context) if one]
    if not chosen:
        raise PackageError("It is none of the choices.", subject=f"{name} {parameters[name]}")
    return chosen


def _text(algorithm: AmisAlgorithm, parameters: dict[str, Any], context: Any, name: str) -> str:
    return str(algorithm.parameterAsString(parameters, name, context) or "").strip()


def _listed(text: str) -> list[str]:
    return [term.strip() for term in text.replace(";", ",").split(",") if term.strip()]


def _string(name: str, title: str) -> QgsProcessingParameterString:
    return QgsProcessingParameterString(name, title, optional=True)


def _choice(
    name: str, title: str, options: tuple[str, ...], many: bool = False
) -> QgsProcessingParameterEnum:
    return QgsProcessingParameterEnum(
        name, title, list(options), allowMultiple=many, optional=True, usesStaticStrings=True
    )


def _advanced(parameter: QgsProcessingParameterDefinition) -> QgsProcessingParameterDefinition:
    flag = QgsProcessingParameterDefinition.Flag.FlagAdvanced
    parameter.setFlags(parameter.flags() | flag)
    return parameter
