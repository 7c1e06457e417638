"""What an OGC API Features server offers: its landing page, conformance and collections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Optional
from urllib.parse import urljoin

from ..core.errors import ServiceError
from ..core.progress import Progress
from .answers import ask_json
from .crs_names import crs_name, crs_names
from .errors import UnexpectedAnswer, WrongService
from .json_values import mapping_of, mappings_of, name_of, names_of, number_of, text_of, texts_of
from .service import Extent, Service, ServiceLayer, extent_of, statement
from .urls import child_url, rebased, redact, redact_text

if TYPE_CHECKING:
    import requests

WANTED = "an OGC API Features"
_MOST_PAGES = 200  # of a list of collections; a server that goes on has lost its way
_REL = "http://www.opengis.net/def/rel/ogc/1.0/"
_FEATURES = re.compile(r"/(?:ogcapi-features-1|wfs-1)/([\d.]+)[^/]*/(?:conf|req)/core$")
# Every server gives this one without being asked for another.
_DEFAULT_CRS = "CRS:84"


@dataclass(frozen=True)
class _Common:
    """What the whole service says for its collections."""

    licence: str
    attribution: str
    crs: tuple[str, ...]
    url: str


def is_ogcapi(data: Any) -> bool:
    """Whether a document is the landing page of an OGC API, whatever it offers."""
    rels = _rels(mappings_of(mapping_of(data).get("links")))
    return not rels.isdisjoint(("conformance", f"{_REL}conformance", "data", f"{_REL}data"))


def read_ogcapi(
    session: requests.Session,
    landing: Mapping[str, Any],
    url: str,
    progress: Optional[Progress] = None,
) -> Service:
    """Return the service behind a landing page.

    :param landing: the landing page.
    :param url: its address; conformance and collections are asked for below it, where the standard
        has them, and not where links lead: those often name a host inside the owner's network.
    :raises ServiceError: when the collections do not come, or the API is not one of features.
    :raises Cancelled: when the person stopped it.
    """
    progress = progress or Progress()
    classes = _conformance(session, url, progress)
    version = next((found[1] for one in classes if (found := _FEATURES.search(one))), "")
    if classes and not version:
        raise WrongService(
            "There is an OGC API at this address, but it offers no features.",
            subject=redact(url),
            hint="It may offer maps, tiles or processes; ask the server's owner for the features.",
        )
    links = mappings_of(landing.get("links"))
    licence = _licence(links, url)
    attribution = statement(_first_text(landing, "attribution", "publisherName"))
    layers, notes = _layers(session, url, licence, attribution, progress)
    title = text_of(landing.get("title"))
    abstract = text_of(landing.get("description"))
    return Service("ogcapi", version, url, title, abstract, "", licence, attribution, layers, notes)


def read_conformance(
    session: requests.Session, url: str, progress: Optional[Progress] = None
) -> tuple[str, ...]:
    """Return the conformance classes.

    :param url: the address of the landing page.
    :raises ServiceError: when the server does not tell them.
    """
    data = ask_json(session, child_url(url, "conformance"), WANTED, progress)
    return names_of(mapping_of(data).get("conformsTo"))


def _conformance(session: requests.Session, url: str, progress: Progress) -> tuple[str, ...]:
    """Return the conformance classes; none where the server does not tell them."""
    try:
        return read_conformance(session, url, progress)
    except ServiceError:
        return ()


def _layers(
    session: requests.Session, url: str, licence: str, attribution: str, progress: Progress
) -> tuple[tuple[ServiceLayer, ...], tuple[str, ...]]:
    """Return the collections of features, and what there is to say about the list."""
    found: dict[str, ServiceLayer] = {}
    listed: set[str] = set()  # also what is no layer of features
    page_url, pages, stated = child_url(url, "collections"), 0, 0
    while page_url and pages < _MOST_PAGES:
        progress.at(1 - 1 / (1 + pages), f"{len(listed)} layers so far" if listed else "")
        pages += 1
        data = mapping_of(ask_json(session, page_url, WANTED, progress))
        if not isinstance(data.get("collections"), list):
            raise UnexpectedAnswer(
                "The server did not send a list of collections.",
                subject=redact(page_url),
                hint="Tell the server's owner.",
                kind="json",
            )
        page = mappings_of(data["collections"])
        new = set(map(_id, page)) - listed
        listed |= new
        stated = max(stated, int(number_of(data.get("numberMatched")) or 0))
        common = _Common(
            _licence(mappings_of(data.get("links")), url) or licence,
            statement(_first_text(data, "attribution")) or attribution,
            crs_names(names_of(data.get("crs"))),
            page_url,
        )
        for one in page:
            layer = _layer(one, common)
            if layer is not None:
                found.setdefault(layer.name, layer)
        # A page that brings nothing new is the end, wherever its links lead.
        page_url = _next(mappings_of(data.get("links")), page_url) if new else ""
    notes = ()
    if stated > len(listed) or page_url:
        notes = (f"The server lists {len(listed)} collections and says that it has more.",)
    return tuple(found.values()), notes


def _next(links: Iterable[Mapping[str, Any]], asked: str) -> str:
    """Return the address of the next page at the server that was asked; empty for none."""
    href = href_of(links, "next")
    return rebased(href, asked) if href else ""


def _layer(collection: Mapping[str, Any], common: _Common) -> Optional[ServiceLayer]:
    """Return a collection of features, or nothing for one of records, coverages or tiles."""
    name = _id(collection)
    links = mappings_of(collection.get("links"))
    item_type = name_of(collection.get("itemType")) or "feature"
    items = [one for one in links if one.get("rel") in ("items", "item", f"{_REL}items")]
    if not name or item_type != "feature" or (links and not items):
        return None
    types = (name_of(one.get("type")) for one in items)
    spatial = mapping_of(mapping_of(collection.get("extent")).get("spatial"))
    return ServiceLayer(
        name=name,
        title=text_of(collection.get("title")) or name,
        abstract=text_of(collection.get("description")),
        extent=_extent(spatial),
        crs=_crs(collection, common),
        keywords=texts_of(collection.get("keywords")),
        formats=tuple(dict.fromkeys(one for one in types if one and "html" not in one)),
        queryable=True,
        attribution=statement(_first_text(collection, "attribution", "publisherName"))
        or common.attribution,
        licence=_licence(links, common.url)
        or statement(_first_text(collection, "license"))
        or common.licence,
        storage_crs=crs_name(name_of(collection.get("storageCrs"))),
        metadata_url=_web_address(href_of(links, "describedby"), common.url),
    )


def _id(collection: Mapping[str, Any]) -> str:
    return name_of(collection.get("id")) or name_of(collection.get("name"))  # a draft's word


def _crs(collection: Mapping[str, Any], common: _Common) -> tuple[str, ...]:
    """Return the reference systems of a collection; ``#/crs`` stands for those of the service."""
    names: list[str] = []
    for text in names_of(collection.get("crs")):
        names += common.crs if text.startswith("#") else crs_names((text,))
    return tuple(dict.fromkeys(names)) or (_DEFAULT_CRS,)


def _extent(spatial: Mapping[str, Any]) -> Optional[Extent]:
    """Return the box around all boxes of an extent; nothing when it is not in CRS84.

    One that crosses the antimeridian becomes the whole band between its latitudes.
    """
    crs = name_of(spatial.get("crs")) or _DEFAULT_CRS
    boxes = spatial.get("bbox")
    if not isinstance(boxes, list) or crs_name(crs.rstrip("h")) != _DEFAULT_CRS:  # h: with heights
        return None
    if boxes and not isinstance(boxes[0], list):  # drafts of the standard had one box bare
        boxes = [boxes]
    found = [box for box in map(_box, boxes) if box is not None]
    if not found:
        return None
    west, south, east, north = zip(*found)
    return Extent(min(west), min(south), max(east), max(north))


def _box(numbers: Any) -> Optional[Extent]:
    values = [number_of(one) for one in numbers] if isinstance(numbers, list) else []
    if len(values) == 6:  # with heights
        values = [*values[:2], *values[3:5]]
    if len(values) != 4 or None in values:
        return None
    west, south, east, north = (float(one or 0) for one in values)
    if 180 >= west > east >= -180 and abs(south) <= 90 and abs(north) <= 90:
        west, east = -180.0, 180.0
    return extent_of(str(west), str(south), str(east), str(north))


def _licence(links: Iterable[Mapping[str, Any]], base: str) -> str:
    """Return titles and addresses of the licences that links lead to, each licence once."""
    found: dict[str, str] = {}
    for link in links:
        if link.get("rel") == "license":
            href = _web_address(name_of(link.get("href")), base)
            title = statement(text_of(link.get("title")))
            found.setdefault(title or href, href)
    parts = (
        f"{title} ({href})" if href and title != href else title for title, href in found.items()
    )
    return "; ".join(filter(None, parts))


def _web_address(href: str, base: str) -> str:
    """Return a link of a page as a whole address of HTTP, without secrets; empty for others."""
    try:
        address = urljoin(base, href) if href else ""
    except ValueError:
        return ""
    return redact_text(address) if address.startswith(("http://", "https://")) else ""


def href_of(links: Iterable[Mapping[str, Any]], rel: str) -> str:
    """Return where a link leads, the one to JSON if there are several."""
    fitting = [one for one in links if one.get("rel") == rel and name_of(one.get("href"))]
    fitting.sort(key=lambda one: "json" not in name_of(one.get("type")))
    return name_of(fitting[0]["href"]) if fitting else ""


def _rels(links: Iterable[Mapping[str, Any]]) -> set[str]:
    return {name_of(one.get("rel")) for one in links}


def _first_text(data: Mapping[str, Any], *names: str) -> str:
    return next((text for name in names if (text := text_of(data.get(name)))), "")
