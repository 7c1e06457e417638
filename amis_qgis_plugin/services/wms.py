"""The capabilities of a WMS: 1.1.1 and 1.3.0."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Optional

from .crs_names import crs_names
from .service import Extent, Service, ServiceLayer, extent_of, licence_text, statement
from .xml_tree import Element

_SIDES = ("westBoundLongitude", "southBoundLatitude", "eastBoundLongitude", "northBoundLatitude")
_PIXEL = 0.00028  # metres; the pixel that WMS and SLD reckon scales with


def is_wms(root: Element) -> bool:
    """Whether a document is the capabilities of a WMS."""
    return root.name in ("WMS_Capabilities", "WMT_MS_Capabilities")


def read_wms(root: Element, url: str) -> Service:
    """Return the service that the capabilities describe; layers that have a name, in order.

    :param url: the address of the service, as entered and cleaned.
    """
    about = root.first("Service") or root
    fees = statement(about.text_at("Fees"))
    constraints = statement(*about.texts_at("AccessConstraints"))
    contact = ("ContactInformation", "ContactPersonPrimary", "ContactOrganization")
    attribution = statement(about.text_at(*contact))
    inherited = ServiceLayer(
        name="",
        title="",
        formats=root.texts_at("Capability", "Request", "GetMap", "Format"),
        attribution=attribution,
        licence=licence_text(constraints, fees),
    )
    layers: list[ServiceLayer] = []
    for top in root.all("Capability", "Layer"):
        layers += _layers(top, inherited)
    return Service(
        "wms",
        root.attributes.get("version", ""),
        url,
        about.text_at("Title") or about.text_at("Name"),
        about.text_at("Abstract"),
        fees,
        constraints,
        attribution,
        tuple(layers),
    )


def _layers(element: Element, parent: ServiceLayer) -> Iterator[ServiceLayer]:
    """Yield a layer and those below it; what a layer does not say, its parent says for it."""
    name = element.text_at("Name")
    own_crs = crs_names(element.texts_at("CRS") + element.texts_at("SRS"))
    queryable = element.attributes.get("queryable")
    layer = replace(
        parent,
        name=name,
        title=element.text_at("Title") or name,
        abstract=element.text_at("Abstract"),
        extent=_extent(element) or parent.extent,
        crs=tuple(dict.fromkeys(own_crs + parent.crs)),
        keywords=element.texts_at("KeywordList", "Keyword"),
        max_scale_denominator=_max_scale(element) or parent.max_scale_denominator,
        queryable=queryable in ("1", "true") if queryable else parent.queryable,
        attribution=statement(element.text_at("Attribution", "Title")) or parent.attribution,
        is_group=element.first("Layer") is not None,
    )
    if name:
        yield layer
    for child in element.all("Layer"):
        yield from _layers(child, layer)


def _extent(element: Element) -> Optional[Extent]:
    box = element.first("EX_GeographicBoundingBox")
    if box is not None:
        return extent_of(*(box.text_at(side) for side in _SIDES))
    box = element.first("LatLonBoundingBox")
    if box is not None:
        return extent_of(*(box.attributes.get(key, "") for key in ("minx", "miny", "maxx", "maxy")))
    return None


def _max_scale(element: Element) -> Optional[float]:
    """Return the scale denominator beyond which nothing is drawn.

    WMS 1.1.1 gives the diagonal of a pixel on the ground, in metres, instead.
    """
    hint = element.first("ScaleHint")
    try:
        if hint is not None:
            value = float(hint.attributes.get("max", "0")) / math.sqrt(2) / _PIXEL
        else:
            value = float(element.text_at("MaxScaleDenominator") or 0)
    except ValueError:
        return None
    return value if 0 < value < 1e12 else None
