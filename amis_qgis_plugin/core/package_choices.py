"""What a person chooses for a prospectivity package, as one value.

The Export dialog, Processing, profiles and the manifest all speak it. What comes of it, with the
rows of a workspace counted, is a :class:`.package_plan.PackagePlan`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Optional

from .areas import read_area
from .errors import PackageError
from .occurrence_filter import Extent, OccurrenceFilter

FORMATS = ("geojson", "flatgeobuf", "geoparquet")
BY_FILTER, AROUND, EXTENT, POLYGON, COUNTRIES = "filter", "around", "extent", "polygon", "countries"
AREA_KINDS = (BY_FILTER, AROUND, EXTENT, POLYGON, COUNTRIES)
DEGREES, KILOMETRES = "degrees", "km"
MARGIN_UNITS = (DEGREES, KILOMETRES)
MARGIN = 0.5
LANGUAGE = "en"
_LARGEST_MARGIN = {DEGREES: 45.0, KILOMETRES: 5000.0}
_CRS = re.compile(r"[A-Z][A-Z0-9_]*:[0-9]+")
_LANGUAGE = re.compile(r"(?:[a-z]{2,3})?")
_TEXTS = ("title", "area_kind", "margin_unit", "polygon", "crs", "language", "profile")
_SWITCHES = (
    *("clip", "maps", "pdf", "project", "exchange"),
    *("licences_confirmed", "zip"),
)
_LISTS = ("countries", "formats")


@dataclass(frozen=True)
class PackageChoices:
    """What a package is to be.

    :param title: what to call it; empty makes a title from the filter.
    :param tables: the layers to take besides the occurrences; nothing takes all.
    :param area_kind: where the other layers are taken from. ``filter``: the filter's extent or
        else its polygon, or else around the occurrences; ``around``: the box around the chosen
        occurrences with a margin; ``extent``, ``polygon`` and ``countries``: what is given here,
        or else what the filter has of it.
    :param margin: around the occurrences, in ``margin_unit``, degrees or km.
    :param extent: (west, south, east, north) in degrees, EPSG:4326; west greater than east
        crosses the antimeridian.
    :param polygon: WKT POLYGON or MULTIPOLYGON in degrees, EPSG:4326.
    :param countries: ISO 3166 alpha-3 codes.
    :param clip: whether lines and polygons are cut at the edge of the area.
    :param crs: the reference system of the data such as ``EPSG:32651``; empty keeps what they have.
    :param formats: what is written beside the GeoPackage, of :data:`FORMATS`.
    :param language: of the report, an ISO 639-1 code; empty for a package without one.
    :param maps: whether maps are drawn as files.
    :param pdf: whether the report is written as PDF too.
    :param project: whether a QGIS project is written.
    :param exchange: whether tables with the names of EarthResourceML-Lite and GeoSciML-Lite are
        written.
    :param licences_confirmed: a person's word that sources of unknown licence may be passed on.
    :param zip: whether it becomes one file in place of a folder.
    :param profile: the id of the profile that these come from; may be empty.
    :raises PackageError: when a value is none of these.
    :raises FilterError: when the extent, the polygon or a country is none.
    """

    title: str = ""
    tables: Optional[tuple[str, ...]] = None
    area_kind: str = BY_FILTER
    margin: float = MARGIN
    margin_unit: str = DEGREES
    extent: Optional[Extent] = None
    polygon: str = ""
    countries: tuple[str, ...] = ()
    clip: bool = False
    crs: str = ""
    formats: tuple[str, ...] = ()
    language: str = LANGUAGE
    maps: bool = True
    pdf: bool = True
    project: bool = True
    exchange: bool = False
    licences_confirmed: bool = False
    zip: bool = False
    profile: str = ""

    def __post_init__(self) -> None:
        """Bring the values into one form, so that equal choices are equal values."""
        _check_types(self)
        self._set("title", " ".join(self.title.split()))
        self._set("crs", self.crs.strip().upper())
        _check_words(self)
        self._set("margin", _margin(self.margin, self.margin_unit))
        place = OccurrenceFilter(extent=self.extent, countries=tuple(self.countries))
        self._set("extent", place.extent)
        self._set("countries", place.countries)
        self._set("polygon", read_area(self.polygon).wkt() if self.polygon else "")
        self._set("formats", tuple(one for one in FORMATS if one in self.formats))
        if self.tables is not None:
            self._set("tables", tuple(dict.fromkeys(self.tables)))

    def with_values(self, **changes: Any) -> PackageChoices:
        """Return these choices with some fields replaced.

        :raises PackageError: when there is no such field, or its value is none of its values.
        """
        _refuse_unknown(changes)
        return replace(self, **changes)

    def to_dict(self) -> dict[str, Any]:
        """Return all choices, as JSON can hold them."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(self).items()
        }

    @classmethod
    def from_dict(cls, values: Any) -> PackageChoices:
        """Read what :meth:`to_dict` wrote; what is not in it is as it always is.

        :raises PackageError: on unknown keys and wrong values.
        :raises FilterError: when the extent, the polygon or a country is none.
        """
        if not isinstance(values, Mapping):
            raise PackageError(f"{values!r} holds no choices for a package.")
        return cls().with_values(**values)

    def _set(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)


def _refuse_unknown(values: Mapping[str, Any]) -> None:
    known = [field.name for field in fields(PackageChoices)]
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise PackageError(
            f"Nobody can choose {', '.join(map(str, unknown))} for a package.",
            hint=f"There are {', '.join(known)}.",
        )


def _check_types(choices: PackageChoices) -> None:
    """Refuse values of another type, as files may have them."""
    for name in _TEXTS:
        if not isinstance(getattr(choices, name), str):
            raise _wrong(choices, name, "It is a text")
    for name in _SWITCHES:
        if not isinstance(getattr(choices, name), bool):
            raise _wrong(choices, name, "It is true or false")
    for name in _LISTS:
        if not _is_list_of_texts(getattr(choices, name)):
            raise _wrong(choices, name, "It is a list of texts")
    if choices.tables is not None and not _is_list_of_texts(choices.tables):
        raise _wrong(choices, "tables", "It is a list of texts, or nothing for all")


def _is_list_of_texts(value: Any) -> bool:
    is_list = isinstance(value, Sequence) and not isinstance(value, (str, bytes))
    return is_list and all(isinstance(one, str) for one in value)


def _check_words(choices: PackageChoices) -> None:
    """Refuse words that mean nothing here."""
    if choices.area_kind not in AREA_KINDS:
        raise _wrong(choices, "area_kind", f"It is one of {', '.join(AREA_KINDS)}")
    if choices.margin_unit not in MARGIN_UNITS:
        raise _wrong(choices, "margin_unit", f"It is one of {', '.join(MARGIN_UNITS)}")
    if not set(choices.formats) <= set(FORMATS):
        raise _wrong(choices, "formats", f"They are of {', '.join(FORMATS)}")
    if choices.crs and not _CRS.fullmatch(choices.crs):
        raise _wrong(choices, "crs", "It is an authority and a code such as EPSG:32651")
    if not _LANGUAGE.fullmatch(choices.language):
        raise _wrong(choices, "language", "It is a code of ISO 639-1 such as en, or empty")


def _margin(margin: Any, unit: str) -> float:
    largest = _LARGEST_MARGIN[unit]
    is_number = isinstance(margin, (int, float)) and not isinstance(margin, bool)
    if not is_number or not math.isfinite(margin) or not 0 <= margin <= largest:
        raise PackageError(
            f"{margin!r} is no margin around the occurrences.",
            subject="margin",
            hint=f"Give a number from 0 to {largest:g} {unit}.",
        )
    return float(margin)


def _wrong(choices: PackageChoices, name: str, hint: str) -> PackageError:
    return PackageError(
        f"{getattr(choices, name)!r} cannot be chosen.", subject=name, hint=f"{hint}."
    )
