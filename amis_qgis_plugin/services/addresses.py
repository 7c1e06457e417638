"""Where a service may be that belongs to an address: the places that are asked, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Optional
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from .answers import ask_json
from .errors import WrongService
from .json_values import mapping_of, name_of, text_of
from .urls import clean_url, guess_protocol, origin_of, redact

if TYPE_CHECKING:
    import requests

    from ..core.progress import Progress

PROTOCOLS = ("wfs", "wms", "ogcapi", "arcgis")
NAMES = {
    "wfs": "a WFS",
    "wms": "a WMS",
    "ogcapi": "an OGC API Features",
    "arcgis": "an ArcGIS REST service",
}
_DIRECTORY = re.compile(r"(.*?/rest/services)(/.*)?", re.IGNORECASE)
_SERVER = re.compile(r"(.*?/(?:Feature|Map)Server(?:/\d+)?)(?:/.*)?", re.IGNORECASE)
# Of SOAP, and of the WFS and WMS that an ArcGIS Server has beside its REST.
_BESIDE = re.compile(
    r"(.*)/services(/.+?/(?:Map|Feature)Server)(?:/W[FM]SServer)?/?", re.IGNORECASE
)
_SITE = re.compile(
    r"(.*/arcgis)(?:/(?:rest|services|manager|admin|help|index\.html).*)?/?", re.IGNORECASE
)
_ITEM = re.compile(r"(.*)/home/item\.html", re.IGNORECASE)
_VIEWER = re.compile(r".*/(?:home|apps)/.*\.html", re.IGNORECASE)
_INSIDE_API = re.compile(r"(.*?)/(?:collections(?:\.\w+)?(?:/.*)?|conformance/?)", re.IGNORECASE)
_API = re.compile(r"(.*?)/(?:ogcapi|oapif|wfs3(?:\.\w+)?|ogc/features)(?:/.*)?", re.IGNORECASE)
_GEOSERVER = re.compile(r"(.*?/geoserver)(?:/.*)?", re.IGNORECASE)
_QGIS_SERVER = re.compile(r"(.*/qgis_mapserv(?:er)?(?:\.\w+)?)/?", re.IGNORECASE)
# Parameters of one request for items; others, such as QGIS Server's MAP, belong to the service.
_ITEM_WORDS = (
    "limit offset bbox bbox-crs datetime filter filter-lang filter-crs crs sortby properties lang f"
    " skipgeometry"
)
_ITEM_KEYS = frozenset(_ITEM_WORDS.split())


@dataclass(frozen=True)
class Place:
    """A place to ask for a service of one protocol."""

    protocol: str
    url: str

    @property
    def question(self) -> tuple[str, str]:
        """What is asked there: OGC API and ArcGIS REST both answer to the same one."""
        return ("json" if self.protocol in ("ogcapi", "arcgis") else self.protocol, self.url)


def places_of(pasted: str, asked: str = "") -> list[Place]:
    """Return where a service may be that belongs to an address, in the order of asking.

    :param pasted: the address.
    :param asked: the one protocol that is wanted. Of the others only those are looked for that are
        cheap to confuse with it, or that the address speaks of: a slow server is not asked for all.
        When empty, what the address suggests comes first, then all as in :data:`PROTOCOLS`.
    :raises BadAddress: when it cannot be the address of a server, or carries a secret.
    """
    cleaned, guess = clean_url(pasted), guess_protocol(pasted)
    order = sorted(PROTOCOLS, key=lambda one: one != (asked or guess))
    if asked:
        likely = {asked, guess, "wfs", "wms"}
        if _arcgis_path(urlsplit(cleaned).path):
            likely.add("arcgis")
        order = [one for one in order if one in likely]
    found: dict[tuple[str, str], Place] = {}
    for protocol in order:
        for url in _addresses(cleaned, protocol):
            place = Place(protocol, url)
            found.setdefault(place.question, place)
    return list(found.values())


def service_behind(
    session: requests.Session,
    pasted: str,
    progress: Optional[Progress] = None,
    other_servers: bool = False,
) -> str:
    """Return the address of the service that a page of an ArcGIS portal shows.

    :param other_servers: whether it may be at another server than the page. Not with a login: that
        belongs to the server that was entered.
    :returns: any other address as it is; no server is asked about it.
    :raises BadAddress: when it cannot be the address of a server, or carries a secret.
    :raises ServiceError: when the portal does not tell, or the page is not of a service, or of one
        that is not to be gone to.
    :raises Cancelled: when the person stopped it.
    """
    page = clean_url(pasted)
    shown = _shown(session, pasted, progress)
    if not shown:
        return pasted
    if not other_servers and origin_of(clean_url(shown)) != origin_of(page):
        raise WrongService(
            "This page of a portal shows a service at another server.",
            subject=redact(pasted),
            hint=f"If you trust that server, add its address itself: {clean_url(shown)}",
        )
    return shown


def _shown(session: requests.Session, pasted: str, progress: Optional[Progress]) -> str:
    """Return the address that a page of a portal shows; empty for any other address."""
    parts = urlsplit(pasted.strip())
    asked = dict(parse_qsl(parts.query))
    item = _ITEM.fullmatch(parts.path)
    if item and re.fullmatch(r"[0-9a-fA-F]{32}", asked.get("id", "")):
        path = f"{item[1]}/sharing/rest/content/items/{asked['id']}"
        about = urlunsplit((parts.scheme, parts.netloc, path, "", ""))
        data = mapping_of(ask_json(session, clean_url(about), "an item of a portal", progress))
        address, kind = name_of(data.get("url")), text_of(data.get("type"))
        if not address:
            raise WrongService(
                f"This is the page of an item of a portal ({kind or 'of no type'}), not a service.",
                subject=redact(pasted),
                hint="Look for a feature layer or a map service there and take its address.",
            )
        return address
    if _VIEWER.fullmatch(parts.path) and guess_protocol(asked.get("url", "")) == "arcgis":
        return asked["url"]
    return ""


def _addresses(url: str, protocol: str) -> Iterator[str]:
    """Yield the addresses at which a service of a protocol may answer."""
    parts = urlsplit(url)
    if protocol == "arcgis":
        path = _arcgis_path(parts.path)
        yield _with_path(url, path or parts.path.rstrip("/") or "/", is_bare=bool(path))
    elif protocol == "ogcapi":
        inside = _INSIDE_API.fullmatch(parts.path)
        if inside:
            yield _without_item_keys(_with_path(url, inside[1] or "/"))
        else:
            # A slash at the end makes MapServer write links with two of them.
            path = re.sub(r"(?i)/wfs3\.\w+$", "/wfs3", parts.path.rstrip("/"))
            yield _with_path(url, path or "/")
            yield from _apis_beside(url)
    else:
        yield from _ows_addresses(url, protocol)


def _arcgis_path(path: str) -> str:
    """Return the path of the folder, service or layer that a path of ArcGIS is about."""
    directory = _DIRECTORY.fullmatch(path)
    if directory:
        server = _SERVER.fullmatch(directory[2] or "")
        return directory[1] + (server[1] if server else (directory[2] or "").rstrip("/"))
    beside = _BESIDE.fullmatch(path)
    if beside:
        return f"{beside[1]}/rest/services{beside[2]}"
    bare = re.fullmatch(r"(?i)(.*/FeatureServer(?:/\d+)?)(?:/.*)?", path)
    if bare:
        return bare[1]
    site = _SITE.fullmatch(path)
    if site:
        return f"{site[1]}/rest/services"
    return f"{path.rstrip('/')}/services" if path.rstrip("/").lower().endswith("/rest") else ""


def _apis_beside(url: str) -> Iterator[str]:
    """Yield where servers of known make have their OGC API beside their WFS and WMS."""
    path = urlsplit(url).path
    geoserver = _GEOSERVER.fullmatch(path)
    if geoserver and not _API.fullmatch(path):
        yield _with_path(url, f"{geoserver[1]}/ogc/features/v1")
    qgis = _QGIS_SERVER.fullmatch(path)
    if qgis:
        yield _with_path(url, f"{qgis[1]}/wfs3")


def _ows_addresses(url: str, protocol: str) -> Iterator[str]:
    """Yield where a WFS or WMS may be, for an address of another protocol at the same server."""
    path = urlsplit(url).path
    directory = _DIRECTORY.fullmatch(path)
    server = (
        re.fullmatch(r"(?i)(/.+?/MapServer)(?:/.*)?", directory[2] or "") if directory else None
    )
    if directory and server:
        base = re.sub(r"(?i)/rest/services$", "/services", directory[1])
        yield _with_path(url, f"{base}{server[1]}/{protocol.upper()}Server", True)
        return
    inside, api = _INSIDE_API.fullmatch(path), _API.fullmatch(path)
    if api or inside:
        path = (api or inside)[1]  # type: ignore[index]
        if _GEOSERVER.fullmatch(path):
            path = f"{path}/ows"
        yield _without_item_keys(_with_path(url, path or "/"))
        return
    yield url


def _with_path(url: str, path: str, is_bare: bool = False) -> str:
    """Return an address with another path; a bare one has no query."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, path, "" if is_bare else parts.query, ""))


def _without_item_keys(url: str) -> str:
    parts = urlsplit(url)
    kept = [
        pair
        for pair in parts.query.split("&")
        if pair and pair.partition("=")[0].lower() not in _ITEM_KEYS
    ]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "&".join(kept), ""))
