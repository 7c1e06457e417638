"""Addresses of servers, as people paste them and as programs need them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Union
from urllib.parse import (
    SplitResult,
    parse_qsl,
    quote,
    unquote_plus,
    urlencode,
    urljoin,
    urlsplit,
    urlunsplit,
)

from .errors import BadAddress, SecretInAddress

# Parameters of one request; what is left when they are gone addresses the service itself.
_REQUEST_WORDS = (
    "service request version acceptversions acceptformats sections updatesequence "
    "typename typenames outputformat srsname bbox count maxfeatures startindex resulttype filter "
    "cql_filter featureid resourceid propertyname sortby namespace namespaces storedquery_id "
    "layers layer styles style format transparent bgcolor crs srs width height exceptions "
    "query_layers info_format feature_count x y i j time elevation sld f"
)
_REQUEST_KEYS = frozenset(_REQUEST_WORDS.split())
_PRIVATE_WORDS = (
    "token access_token accesstoken auth_token authtoken id_token refresh_token apikey api_key "
    "api-key x-api-key key authkey auth authorization password passwd pwd pass secret "
    "client_secret sig signature subscription-key ocp-apim-subscription-key sessionid session_id "
    "jsessionid"
)
_PRIVATE_KEYS = frozenset(_PRIVATE_WORDS.split())
_PATH_PRIVATE = re.compile(r";([A-Za-z_-]+)=([^/;]*)")
_BROWSER_SESSION = re.compile(r";jsessionid=[^/?#;]*", re.IGNORECASE)
_URL_IN_TEXT = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
_HIDDEN = "***"
# Paths in lower case. MapServer's program may be called /cgi-bin/mapserver: that is no ArcGIS.
_ARCGIS = re.compile(
    r"/rest/services(/|$)|/featureserver(/|$)|/arcgis(/rest)?/?$|/services/.+/mapserver/?$"
)
_OGCAPI = re.compile(r"/collections(/|\.|$)|/ogcapi|/ogc/features|/oapif|/wfs3(/|\.|$)")
_PORTAL = re.compile(r"/(home|apps)/.*(item|viewer|index)\.html$")


def clean_url(text: str) -> str:
    """Return the address of a service from what a person pasted.

    Takes addresses of single requests, of GetCapabilities and of GeoServer's web pages; keeps
    parameters that belong to the service itself, such as MapServer's ``map``.

    :raises SecretInAddress: when it carries a password, key or token.
    :raises BadAddress: when it cannot be the address of a server.
    """
    parts = _split(_BROWSER_SESSION.sub("", text))
    refuse_secrets(parts)
    path = quote(parts.path, safe="/%:;@!$&'()*+,=~-._")
    path = re.sub(r"(?i)/geoserver/web(/.*)?$", "/geoserver/ows", path)
    query = _without(parts, _REQUEST_KEYS)
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), path, query, ""))


def guess_protocol(text: str) -> str:
    """Return ``wfs``, ``wms``, ``ogcapi``, ``arcgis`` or, when nothing tells, ``auto``."""
    parts = urlsplit(text.strip())
    for key, value in _query(parts):
        if key.lower() == "service" and value.lower() in ("wfs", "wms"):
            return value.lower()
    path = parts.path.lower()
    if _ARCGIS.search(path) or (_PORTAL.search(path) and parts.query):
        return "arcgis"
    if _OGCAPI.search(path):
        return "ogcapi"
    asked = _protocol_of_request({key.lower(): value.lower() for key, value in _query(parts)})
    if asked:
        return asked
    named = {word for word in ("wfs", "wms") if re.search(rf"{word}(server)?(/|$|\.)", path)}
    return named.pop() if len(named) == 1 else "auto"


def _protocol_of_request(parameters: Mapping[str, str]) -> str:
    """Return the protocol of a single request that was pasted without its ``SERVICE``."""
    request = parameters.get("request", "")
    if request in ("getmap", "getfeatureinfo", "getlegendgraphic") or "layers" in parameters:
        return "wms"
    if request in ("getfeature", "describefeaturetype") or "typename" in parameters:
        return "wfs"
    return "wfs" if "typenames" in parameters else ""


def child_url(url: str, *segments: str) -> str:
    """Return the address of something below another in its path; its query stays."""
    parts = urlsplit(url)
    added = "/".join(quote(one, safe="/:@!$&'()*+,;=~-._") for one in segments)
    path = f"{parts.path.rstrip('/')}/{added}"
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


def server_address(protocol: str, url: str, layer: str) -> str:
    """Return the address of the server from that of one of its layers.

    :param url: of a layer, in protocols that give layers addresses of their own; or the server's.
    """
    endings: tuple[tuple[str, ...], ...] = ()
    if protocol == "ogcapi":
        endings = (("collections", layer, "items"), ("collections", layer))
    elif protocol == "arcgis" and layer:
        endings = ((layer,),)
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    for ending in endings:
        below = urlsplit(child_url("", *ending)).path
        if path.endswith(below):
            cut = path[: -len(below)]
            return urlunsplit((parts.scheme, parts.netloc, cut, parts.query, ""))
    return url


def rebased(href: str, asked: str) -> str:
    """Return where a link of an answer leads, at the server that was asked.

    Servers behind a proxy write the host, the port and the path that they have behind it: the
    link's own are not used where they differ from those that were asked.

    :param asked: the address that gave the answer.
    """
    own = urlsplit(asked)
    try:
        link = urlsplit(urljoin(asked, href))
    except ValueError:
        return ""
    path = own.path if last_word(link.path) == last_word(own.path) else link.path
    return urlunsplit((own.scheme, own.netloc, path, link.query, ""))


def without_parameter(url: str, name: str) -> str:
    """Return an address without a parameter, whatever its case."""
    parts = urlsplit(url)
    query = _without(parts, {name.lower()})
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def is_private(name: str) -> bool:
    """Whether a parameter of this name may carry a password, key or token."""
    return name.lower() in _PRIVATE_KEYS


def last_word(path: str) -> str:
    """Return the last part of a path, without the ending that some servers give it."""
    return path.rstrip("/").rpartition("/")[2].partition(".")[0]


def with_query(url: str, **parameters: Union[str, int]) -> str:
    """Return the address with parameters set; each replaces one of its name in any case."""
    parts = urlsplit(url)
    kept = _without(parts, {key.lower() for key in parameters})
    ours = urlencode(parameters, quote_via=quote, safe="/:,")
    query = "&".join(text for text in (kept, ours) if text)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def origin_of(url: str) -> tuple[str, str, int]:
    """Return scheme, host and port: where a login may be sent and where not.

    :raises BadAddress: when the address is not one of HTTP.
    """
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    try:
        port = parts.port or {"https": 443, "http": 80}[scheme]
    except (KeyError, ValueError):
        raise BadAddress("This is not an address of HTTP.", subject=redact(url)) from None
    return scheme, (parts.hostname or "").lower(), port


def redact(url: str) -> str:
    """Return an address fit for messages and logs: passwords, keys and tokens are hidden."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return _HIDDEN
    netloc = parts.netloc.rpartition("@")[2]
    if netloc != parts.netloc:
        netloc = f"{_HIDDEN}@{netloc}"
    path = _PATH_PRIVATE.sub(rf";\1={_HIDDEN}", parts.path)
    query = re.sub(
        r"([^&=]+)=([^&]*)",
        lambda pair: f"{pair[1]}={_HIDDEN}" if _is_private(pair[1], pair[2]) else pair[0],
        parts.query,
    )
    return urlunsplit((parts.scheme, netloc, path, query, ""))


def redact_text(text: str) -> str:
    """Return a text of a server or a library with the secrets of its addresses hidden."""
    return _URL_IN_TEXT.sub(lambda found: redact(found[0]), text)


def refuse_secrets(parts: SplitResult) -> None:
    """Refuse an address that carries a password, key or token.

    :raises SecretInAddress: naming what was found, never its value.
    """
    found = ""
    if "@" in parts.netloc:
        found = "a user name or password"
    for key, value in [*_query(parts), *_PATH_PRIVATE.findall(parts.path)]:
        if value and _is_private(key, value):
            found = f"the secret {key.rpartition('?')[2]}"
    if found:
        raise SecretInAddress(
            f"The address contains {found}.",
            subject=redact(urlunsplit(parts)),
            hint="Take it out, store the login in QGIS's authentication database (Settings > "
            "Options > Authentication) and choose it there.",
        )


def _is_private(key: str, value: str) -> bool:
    """Whether a parameter is a secret, or an address in it carries one, as behind a proxy."""
    key, value = unquote_plus(key), unquote_plus(value)
    if key.rpartition("?")[2].lower() in _PRIVATE_KEYS:
        return True
    if "://" not in value:
        return False
    try:
        inner = urlsplit(value)
    except ValueError:  # no address; what might be a login in it is not told
        return "@" in value
    return "@" in inner.netloc or any(_is_private(*pair) for pair in _query(inner))


def _split(text: str) -> SplitResult:
    """Return the parts of what was pasted, which has to be an address of HTTP."""
    pasted = re.sub(r"[\r\n\t]+", "", text).strip().strip("<>\"'“”‘’").strip()
    if not pasted:
        raise BadAddress("There is no address.", hint="Paste the address of a server.")
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*)://", pasted)
    if scheme is None:
        raise BadAddress(
            "The address has no https:// or http:// in front.",
            subject=_HIDDEN if "@" in pasted else redact(pasted),
            hint=f"Did you mean https://{pasted.lstrip('/')}?" if "@" not in pasted else "",
        )
    if scheme[1].lower() not in ("http", "https"):
        raise BadAddress(
            f"{scheme[1]}:// is no address of a server that can be read.",
            subject=redact(pasted),
            hint="It begins with https:// or http://.",
        )
    try:
        parts = urlsplit(pasted)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise BadAddress("The address is not well formed.", subject=redact(pasted)) from None
    if not re.fullmatch(r"[^\s/?#\\%]+", host):
        raise BadAddress(
            "The address names no server.",
            subject=redact(pasted),
            hint="After https:// comes the name of the server, for example https://example.org/ows.",
        )
    return parts


def _query(parts: SplitResult) -> list[tuple[str, str]]:
    return parse_qsl(parts.query, keep_blank_values=True)


def _without(parts: SplitResult, keys: AbstractSet[str]) -> str:
    """Return the query less some keys; what stays is written as it was."""
    kept = []
    for pair in parts.query.split("&"):
        key = unquote_plus(pair.partition("=")[0]).lower()
        if pair and key not in keys:
            kept.append(quote(pair, safe="/?%:;@!$'()*+,=~-._"))
    return "&".join(kept)
