"""What a layer can be switched to: its offline copy among the workspaces, its server's layer."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional, Union

from qgis.core import QgsProject

from ..core.errors import AmisError, Cancelled, ServiceError
from ..core.progress import Progress
from .entries import MAKERS
from .settings import Server, read_settings
from .switch_record import LIVE, OFFLINE, note_of, path_of
from .twins import (
    Copy,
    LivePlace,
    copies_of,
    is_called,
    live_place,
    plain_address,
    sources_shown,
    workspace_table,
)

if TYPE_CHECKING:
    from ..services.capabilities import Service, ServiceLayer


@dataclass(frozen=True)
class Reached:
    """A layer of a server that answers."""

    place: LivePlace
    service: Service
    layer: ServiceLayer


def offline_copy(layer: Any, paths: Iterable[Path], project: QgsProject) -> Optional[Copy]:
    """Return the offline copy that a live layer can show: the one that it showed, else the best.

    :param paths: the workspaces that are known.
    """
    place = live_place(layer)
    if place is None:
        return None
    noted = note_of(layer, LIVE)
    if noted is not None:
        from ..workspace.glance import glance

        path = path_of(noted.copy, project)
        with suppress(AmisError):
            for one in glance(path).sources:
                if one.source_id == noted.copy.source_id:
                    return Copy(path, one)
    return next(iter(copies_of(place, paths)), None)


def live_twin(layer: Any) -> Optional[LivePlace]:
    """Return the live layer that a layer with an offline copy can show.

    It is the one that it showed, else that from which all its rows were taken.
    """
    place = workspace_table(layer)
    if place is None:
        return None
    noted = note_of(layer, OFFLINE)
    if noted is not None:
        return noted.live
    from ..workspace.glance import glance

    with suppress(AmisError):
        sources = sources_shown(layer, glance(place[0]))
        if len(sources) == 1 and sources[0].protocol in MAKERS:
            one = sources[0]
            login = next((s.authcfg for s in read_settings().servers if s.url == one.url), "")
            return LivePlace(one.protocol, one.url, one.layer, login)
    return None


def reach(place: LivePlace, progress: Progress) -> Reached:
    """Ask a server whether it answers and still has a layer; call it in a task.

    :raises ServiceError: when it does not.
    """
    (found,) = reach_all([place], progress)
    if isinstance(found, AmisError):
        raise found
    return found


def reach_all(places: Iterable[LivePlace], progress: Progress) -> list[Union[Reached, AmisError]]:
    """Ask servers as :func:`reach` does, each server once; return errors in place of raising them.

    :raises Cancelled: when the person stopped it.
    """
    services: dict[Server, Union[Service, AmisError]] = {}
    found: list[Union[Reached, AmisError]] = []
    for place in places:
        server = Server("", place.url, place.protocol, place.authcfg)
        if server not in services:
            progress.at(0.0, f"Asking {place.url}")
            services[server] = _read(server, progress)
        answer = services[server]
        found.append(answer if isinstance(answer, AmisError) else _find(answer, place))
    return found


def _read(server: Server, progress: Progress) -> Union[Service, AmisError]:
    from .servers import read_server

    try:
        return read_server(server, progress)
    except Cancelled:
        raise
    except AmisError as error:
        return error


def _find(service: Service, place: LivePlace) -> Union[Reached, AmisError]:
    for layer in service.layers:
        is_named = bool(place.layer) and is_called(layer.name, place.layer)
        is_there = bool(layer.url) and plain_address(layer.url) == plain_address(place.url)
        if is_named or is_there:
            return Reached(place, service, layer)
    return ServiceError(
        "The server answers, but it has this layer no more.",
        subject=place.layer or place.url,
        hint="Read the server in the Catalogue to see what it has now.",
    )
