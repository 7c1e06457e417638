"""The capabilities of a WFS: 1.0, 1.1 and 2.0."""

from __future__ import annotations

from typing import Optional

from .crs_names import crs_names
from .service import Extent, Service, ServiceLayer, extent_of, licence_text, statement
from .xml_tree import Element


def is_wfs(root: Element) -> bool:
    """Whether a document is the capabilities of a WFS."""
    return root.name == "WFS_Capabilities"


def read_wfs(root: Element, url: str) -> Service:
    """Return the service that the capabilities describe.

    :param url: the address of the service, as entered and cleaned.
    """
    version = root.attributes.get("version", "")
    about = root.first("ServiceIdentification") or root.first("Service") or root
    fees = statement(about.text_at("Fees"))
    constraints = statement(*about.texts_at("AccessConstraints"))
    provider = root.first("ServiceProvider")
    attribution = statement(provider.text_at("ProviderName")) if provider else ""
    common = {
        "licence": licence_text(constraints, fees),
        "attribution": attribution,
        "queryable": True,
    }
    formats = _output_formats(root)
    types = root.all("FeatureTypeList", "FeatureType")
    layers = tuple(_layer(one, root, formats, common) for one in types if one.text_at("Name"))
    title = about.text_at("Title") or about.text_at("Name")
    abstract = about.text_at("Abstract")
    return Service("wfs", version, url, title, abstract, fees, constraints, attribution, layers)


def _layer(
    element: Element, root: Element, formats: tuple[str, ...], common: dict[str, object]
) -> ServiceLayer:
    name = element.text_at("Name")
    references: tuple[str, ...] = ()
    for tag in ("DefaultCRS", "DefaultSRS", "SRS", "OtherCRS", "OtherSRS"):
        references += element.texts_at(tag)
    words = element.texts_at("Keywords", "Keyword")
    if not words:  # WFS 1.0 has them in one text
        joined = element.text_at("Keywords")
        words = tuple(word.strip() for word in joined.split(",") if word.strip())
    return ServiceLayer(
        name=name,
        title=element.text_at("Title") or name,
        abstract=element.text_at("Abstract"),
        extent=_extent(element),
        crs=crs_names(references),
        keywords=words,
        formats=element.texts_at("OutputFormats", "Format") or formats,
        namespace=_namespace(element, root, name),
        **common,  # type: ignore[arg-type]
    )


def _extent(element: Element) -> Optional[Extent]:
    box = element.first("WGS84BoundingBox")
    if box is not None:
        lower = box.text_at("LowerCorner").replace(",", " ").split()
        upper = box.text_at("UpperCorner").replace(",", " ").split()
        return extent_of(*lower[:2], *upper[:2]) if len(lower) > 1 and len(upper) > 1 else None
    box = element.first("LatLongBoundingBox")
    if box is not None:
        return extent_of(*(box.attributes.get(key, "") for key in ("minx", "miny", "maxx", "maxy")))
    return None


def _output_formats(root: Element) -> tuple[str, ...]:
    """Return the formats of GetFeature, where the whole service has the same."""
    for operation in root.all("OperationsMetadata", "Operation"):
        if operation.attributes.get("name") == "GetFeature":
            for parameter in operation.all("Parameter"):
                if parameter.attributes.get("name", "").lower() == "outputformat":
                    return parameter.texts_at("AllowedValues", "Value") or parameter.texts_at(
                        "Value"
                    )
    formats = root.first("Capability", "Request", "GetFeature", "ResultFormat")
    return tuple(child.name for child in formats.children) if formats is not None else ()


def _namespace(element: Element, root: Element, name: str) -> str:
    prefix, colon, _local = name.rpartition(":")
    if not colon:
        return ""
    own = element.first("Name")
    for place in (own, element, root):
        if place is not None and prefix in place.declares:
            return place.declares[prefix]
    return ""
