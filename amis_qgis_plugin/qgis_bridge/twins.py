"""Which live layer and which offline copy are the same layer of a server."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional
from urllib.parse import urlsplit

from qgis.core import QgsDataSourceUri, QgsProject, QgsProviderRegistry

from ..core.completeness import Completeness
from ..core.errors import AmisError, ServiceError
from ..core.source_condition import sources_left
from ..core.sources import Source
from .compat import is_vector
from .subsets import current_subset

if TYPE_CHECKING:
    from ..workspace.glance import Glance

_HEADER = re.compile(r"http-header:(?!referer)", re.IGNORECASE)  # may be one of authorisation
PROTOCOLS = {"WFS": "wfs", "OAPIF": "ogcapi", "arcgisfeatureserver": "arcgis"}


@dataclass(frozen=True)
class LivePlace:
    """Where a live layer is read from.

    :param uri: its source as QGIS has it, its filter included; empty while it is unknown.
    """

    protocol: str
    url: str
    layer: str
    authcfg: str = ""
    uri: str = ""
    provider: str = ""


@dataclass(frozen=True)
class Copy:
    """The rows of a source in a workspace."""

    path: Path
    source: Source

    @property
    def table(self) -> str:
        """The table that the rows are in."""
        return self.source.table_name


def live_place(layer: Any) -> Optional[LivePlace]:
    """Return where a live layer of features is read from; None for other layers."""
    protocol = PROTOCOLS.get(layer.providerType()) if is_vector(layer) else None
    if protocol is None:
        return None
    uri = QgsDataSourceUri(layer.source())
    name = uri.param("typename") or uri.table()
    place = (protocol, uri.param("url"), name, uri.authConfigId())
    return LivePlace(*place, layer.source(), layer.providerType())


def refuse_logins(layer: Any) -> None:
    """Refuse a live layer whose source has a login in it, which must not be written down.

    :raises ServiceError: saying where a login belongs.
    """
    from ..services.urls import redact, refuse_secrets

    uri = QgsDataSourceUri(layer.source())
    if uri.username() or uri.password() or _HEADER.search(layer.source()):
        raise ServiceError(
            "Its source has a login in it, which must not be noted beside the layer.",
            subject=redact(uri.param("url")),
            hint="Store the login in QGIS's authentication database (Settings > Options >"
            " Authentication), choose it for the layer's server, and add the layer again.",
        )
    refuse_secrets(urlsplit(uri.param("url")))


def workspace_table(layer: Any) -> Optional[tuple[Path, str]]:
    """Return the GeoPackage and the table that a layer reads; None for other layers.

    The file is not opened. Where the layer names no table, the table is empty.
    """
    if not is_vector(layer) or layer.providerType() != "ogr":
        return None
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    path = Path(str(parts.get("path") or ""))
    return (path, str(parts.get("layerName") or "")) if path.suffix.lower() == ".gpkg" else None


def sources_shown(layer: Any, seen: Glance) -> tuple[Source, ...]:
    """Return the sources of a workspace whose rows a layer shows, the least complete first."""
    place = workspace_table(layer)
    if place is None:
        return ()
    table = place[1] or next(iter(seen.layers), "")
    left = sources_left(current_subset(layer))
    found = seen.sources_of(table)
    return tuple(one for one in found if left is None or one.source_id in left)


def workspaces_of(project: QgsProject) -> list[Path]:
    """Return the GeoPackages that layers of a project read, each once."""
    found = (workspace_table(layer) for layer in project.mapLayers().values())
    return list(dict.fromkeys(place[0] for place in found if place is not None))


def live_layers_of(source: Source, project: QgsProject) -> list[Any]:
    """Return the live layers of a project which are the same layer of a server as a source."""
    places = ((layer, live_place(layer)) for layer in project.mapLayers().values())
    return [layer for layer, place in places if place is not None and is_of(source, place)]


def copies_of(place: LivePlace, paths: Iterable[Path]) -> list[Copy]:
    """Return the copies of a live layer in workspaces, the best first.

    Whole before incomplete, everything before a part, later before earlier. A file that cannot be
    read has none.
    """
    from ..workspace.glance import glance

    found = []
    for path in dict.fromkeys(paths):
        with suppress(AmisError):
            found += [Copy(path, one) for one in glance(path).sources if is_of(one, place)]
    return sorted(found, key=_rank, reverse=True)


def is_of(source: Source, place: LivePlace) -> bool:
    """Whether a source is what a live layer is read from."""
    if source.protocol != place.protocol:
        return False
    from ..services.urls import server_address

    ours, theirs = plain_address(source.url), plain_address(place.url)
    if place.protocol == "arcgis" and not place.layer:
        return theirs in (ours, f"{ours}/{source.layer}")
    ours, theirs = (
        plain_address(server_address(one.protocol, one.url, one.layer)) for one in (source, place)
    )
    return ours == theirs and is_called(source.layer, place.layer)


def _rank(copy: Copy) -> tuple[bool, bool, str]:
    source = copy.source
    is_whole = source.completeness is not Completeness.INCOMPLETE
    return is_whole, not (source.extent or source.filter), source.retrieved_at


def is_called(one: str, other: str) -> bool:
    """Whether two names are the same; one of them may lack the prefix."""
    (first, local), (second, other_local) = (name.rpartition(":")[::2] for name in (one, other))
    return local == other_local and (first == second or not (first and second))


def plain_address(url: str) -> str:
    """Return an address as it is compared: the same with and without what does not matter."""
    from ..services.urls import clean_url, redact

    try:
        plain = clean_url(url)
    except AmisError:
        plain = redact(url)
    parts = urlsplit(plain)
    query = "&".join(sorted(one for one in parts.query.split("&") if one))
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}?{query}".rstrip("?")
