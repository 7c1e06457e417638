"""Answers of OGC API Features as pygeoapi, GeoServer, ldproxy and MapServer write them."""

from __future__ import annotations

from typing import Any

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
CORE = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core"
CONFORMANCE = {
    "conformsTo": ["http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core", CORE],
}
TILES_ONLY = {"conformsTo": ["http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core"]}


GEOJSON, HTML = "application/geo+json", "text/html"
INSIDE = "http://localhost:5000/collections"
COVERAGE = "http://www.opengis.net/def/rel/ogc/1.0/coverage"
CC_BY = "https://creativecommons.org/licenses/by/4.0/"


def link(rel: str, href: str, kind: str = "application/json", title: str = "") -> dict[str, str]:
    found = {"rel": rel, "href": href, "type": kind}
    return {**found, "title": title} if title else found


def landing(title: str, **more: Any) -> dict[str, Any]:
    links = [link("self", "/"), link("conformance", "/conformance"), link("data", "/collections")]
    return {"title": title, "links": links + more.pop("links", []), **more}


# Collections of every kind in one list, links to hosts of the owner's network, HTML first.
PYGEOAPI = {
    "collections": [
        {
            "id": "occurrences",
            "title": "Mineral occurrences",
            "description": "Gold &amp; copper",
            "keywords": ["gold", "copper"],
            "links": [
                link("items", f"{INSIDE}/occurrences/items?f=html", HTML),
                link("items", f"{INSIDE}/occurrences/items", GEOJSON),
                link("describedby", "https://survey.example/occurrences.html", "text/html"),
            ],
            "extent": {"spatial": {"bbox": [[95, -11, 141, 21]], "crs": CRS84}},
            "itemType": "feature",
            "crs": [CRS84, "http://www.opengis.net/def/crs/EPSG/0/32651"],
            "storageCrs": "http://www.opengis.net/def/crs/EPSG/0/32651",
        },
        {
            "id": "rainfall",
            "title": "A coverage",
            "links": [link(COVERAGE, "/collections/rainfall/coverage")],
        },
        {
            "id": "records",
            "itemType": "record",
            "links": [link("items", "/collections/records/items")],
        },
    ],
    "links": [],
}

# GeoServer names its systems once for all, and sends the licence it was given nowhere.
GEOSERVER = {
    "links": [link("self", "http://geoserver:8080/geoserver/ogc/features/v1/collections?f=json")],
    "crs": [CRS84, "http://www.opengis.net/def/crs/EPSG/0/3857"],
    "collections": [
        {
            "id": "geo:faults",
            "title": "Faults",
            "extent": {"spatial": {"bbox": [[170, -20, -170, 0]], "crs": CRS84}},
            "crs": ["#/crs"],
            "links": [link("items", "http://geoserver:8080/x", "application/geo+json")],
        }
    ],
}

# ldproxy has a licence as a link and an attribution for the whole API.
LDPROXY_LANDING = landing(
    "Geology of a state",
    description="Everything",
    attribution="&copy; State Survey",
    links=[
        link("license", CC_BY, HTML, "CC BY 4.0"),
        link("license", f"{CC_BY}rdf", "application/rdf+xml", "CC BY 4.0"),
    ],
)
LDPROXY = {
    "collections": [
        {
            "id": "boreholes",
            "title": "Boreholes",
            "extent": {
                "spatial": {"bbox": [[5, 50, 9, 53], [6.5, 49, 7, 51]], "crs": f"{CRS84}h"},
            },
            "crs": [CRS84],
            "links": [
                link("items", "https://host/boreholes/items", "application/geo+json"),
                link("license", "http://survey.example/open", "text/html", "Open, with reports"),
            ],
            "attribution": "Borehole Archive",
        },
        {
            "id": "mines",
            "links": [link("items", "https://host/mines/items", "application/geo+json")],
            "extent": {"spatial": {"bbox": [5.0, 50.0, 0.0, 9.0, 53.0, 900.0]}},
        },
    ]
}

# MapServer 8 without an address in its map file: doubled parts in links, a warning as a text.
MAPSERVER = {
    "collections": [
        {
            "id": "provinces",
            "itemType": "feature",
            "title": "Schematic provinces",
            "description": "<!-- Warning: unable to set the collection description. -->",
            "extent": {"spatial": {"bbox": [[92.7, -10.4, 141.0, 25.5]], "crs": CRS84}},
            "links": [
                link(
                    "items",
                    "http://127.0.0.1:80/amis/ogcapi/collections/collections/provinces/items?f=json",
                    "application/geo+json",
                )
            ],
        }
    ]
}


def paged(number: int, following: str = "") -> dict[str, Any]:
    """Return one page of a list, with one collection and where the next page is."""
    return {
        "collections": [
            {"id": f"layer{number}", "links": [link("items", f"/collections/layer{number}/items")]}
        ],
        "links": [link("next", following)] if following else [],
        "numberMatched": 3,
    }
