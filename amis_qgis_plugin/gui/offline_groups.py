"""The heads of the layer tree: the project's live layers, then every server of the Catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Optional

from qgis.core import QgsProject

from ..core.sources import PAGED
from ..qgis_bridge.entries import SHORT_NAMES
from ..qgis_bridge.live_wishes import wishes_of_project, wishes_of_service
from ..qgis_bridge.settings import Server
from ..services.service import Service
from .offline_layers import Group

_PROJECT = "project"


def groups_of(
    project: QgsProject, servers: Iterable[tuple[Server, Optional[Service]]]
) -> Iterator[Group]:
    """Yield the groups; servers whose layers cannot be taken offline are left out."""
    live = tuple({key: (key, *rest) for key, *rest in wishes_of_project(project)}.values())
    if live:
        yield Group(_PROJECT, "Live layers of this project", "live", live)
    is_any = bool(live)
    for server, service in servers:
        protocol = service.protocol if service is not None else server.protocol
        if protocol in PAGED or (protocol == "auto" and service is None):
            is_any = True
            yield _group(server, service)
    if not is_any:
        yield Group(
            "none", "No servers yet", "add_server",
            state="Add a server in the Catalogue: Add a server…",
        )  # fmt: skip


def _group(server: Server, service: Optional[Service]) -> Group:
    name = server.title or server.url
    short = SHORT_NAMES.get(server.protocol, "")
    title = f"{name} · {short}" if short else name
    key = server_key(server)
    if service is None:
        state = "Asking what it offers…"
        return Group(key, title, "live", state=state, tip=server.url)
    found = tuple(wishes_of_service(service, server.authcfg))
    state = "" if found else "It has no layers of features."
    return Group(key, title, "live", found, state, server.url)


def server_key(server: Server) -> str:
    """Return what a server is known by, as in the Catalogue."""
    return f"{server.protocol} {server.url}"
