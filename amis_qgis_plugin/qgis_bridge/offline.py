"""Taking layers of servers offline through QGIS's own network stack."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Callable, Optional, Union

from ..core.errors import AmisError, Cancelled, ServiceError
from ..core.mapping.field_map import FieldMap
from ..core.places import OFFSHORE_KM
from ..core.progress import Progress
from ..core.sources import Source
from ..core.user_terms import UserTerms
from ..services.capabilities import describe_service
from ..services.errors import NoFeatures, NotWhole
from ..services.page_sources import page_source
from ..services.patience import Patience
from ..services.service import Service, ServiceLayer
from ..services.urls import clean_url, server_address
from ..workspace.country_index import CountryIndex
from ..workspace.field_maps import WORLD_MAP, SourceMap
from ..workspace.offline.download import Downloaded, Wanted, download
from ..workspace.offline.kept import take_kept
from ..workspace.offline.refresh import Refreshed, failed, refresh_layer, sources_of_servers
from ..workspace.offline.rows import StoredRows
from ..workspace.offline.unfinished import Unfinished, unfinished_downloads
from ..workspace.targets import must_take_rows
from .alignment import Outlines, suggested_id
from .country_outlines import world_index
from .network import connections_for_qgis, session_for_qgis
from .realignment import FindOutlines

if TYPE_CHECKING:
    import requests

AUTO, WFS, WMS = "auto", "wfs", "wms"


@dataclass(frozen=True)
class OfflineRequest:
    """A layer of a server.

    :param layer: its name, with or without prefix, or its title; empty where there is one only.
    :param attribute_filter: in the language of the protocol: CQL or OGC's filter in XML for a WFS,
        CQL2 for an OGC API, SQL for ArcGIS.
    :param authcfg: id of an entry of QGIS's authentication database.
    """

    url: str
    layer: str
    protocol: str = AUTO
    attribute_filter: str = ""
    authcfg: str = ""


def take_offline(
    request: OfflineRequest,
    wanted: Wanted,
    fields_of: Callable[[StoredRows], FieldMap],
    *,
    outlines: Outlines = lambda: None,
    terms: UserTerms,
    progress: Optional[Progress] = None,
) -> Downloaded:
    """Take a layer offline; may run on any thread.

    Where the server cannot be asked at all and what came is wanted although more lacks, that is
    what an earlier try brought.

    :param wanted: with an empty source id for one made of the layer's title.
    :raises AmisError: as :func:`..workspace.offline.download.download` does.
    """
    progress = progress or Progress()
    must_take_rows(wanted.workspace)
    try:
        return _take(request, wanted, fields_of, outlines, terms, progress)
    except (NotWhole, NoFeatures):
        raise
    except ServiceError as error:
        left = _left_of(request, wanted) if wanted.accepts_incomplete else None
        kept = left and take_kept(
            left, wanted, error, fields_of, outlines=outlines, terms=terms, progress=progress
        )
        if kept is None:
            raise
        return kept


def _left_of(request: OfflineRequest, wanted: Wanted) -> Optional[Unfinished]:
    """Return what an earlier try left of the same layer, filter and area."""
    for one in unfinished_downloads(wanted.workspace):
        if is_record_of(one, request) and one.is_of_area(wanted.extent):
            return one
    return None


def is_record_of(one: Union[Source, Unfinished], request: OfflineRequest) -> bool:
    """Whether a record is of a layer, whatever the area; names count without their prefix."""
    there = server_address(one.protocol, one.url, one.layer)
    asked = server_address(one.protocol, clean_url(request.url), one.layer)
    if there != asked or one.filter != request.attribute_filter.strip():
        return False
    names = (one.layer.rpartition(":")[2], one.title)
    return request.layer.rpartition(":")[2] in names or request.layer in ("", one.title)


def _take(
    request: OfflineRequest,
    wanted: Wanted,
    fields_of: Callable[[StoredRows], FieldMap],
    outlines: Outlines,
    terms: UserTerms,
    progress: Progress,
) -> Downloaded:
    with session_for_qgis(request.authcfg, clean_url(request.url), progress) as session:
        service = describe_features(
            session, request.url, request.protocol, progress.part(0.0, 0.05)
        )
        layer = find_layer(service, request.layer)
        patience = Patience(progress.part(0.05, 0.1))
        source = page_source(session, service, layer, request.attribute_filter, patience=patience)
        if not wanted.source_id:
            wanted = replace(wanted, source_id=suggested_id(layer.title))
        return download(
            source, layer, wanted, fields_of, outlines=outlines, terms=terms,
            connections=connections_for_qgis(request.authcfg, clean_url(request.url)),
            progress=progress,
        )  # fmt: skip


def refresh(
    workspace: Path,
    source_id: str = "",
    *,
    authcfg: str = "",
    find_outlines: FindOutlines = lambda _kept: None,
    terms: UserTerms,
    progress: Optional[Progress] = None,
) -> tuple[Refreshed, ...]:
    """Ask the servers of a workspace again; may run on any thread.

    Each source is a piece of work of its own: what goes wrong with one is told in its result, and
    the others are refreshed all the same. Nothing that a person edited is overwritten.

    :param source_id: the only one that is wanted; empty for all that came from servers.
    :param find_outlines: made by :func:`.realignment.outlines_again` on the main thread.
    :param terms: what the person decided about terms; it counts before what the source was
        aligned by.
    :raises WorkspaceError: when there is nothing to refresh.
    :raises Cancelled: when the person stopped it; sources that were done stay done.
    """
    progress = progress or Progress()
    wanted = sources_of_servers(workspace, source_id)
    done = []
    for number, (about, kept) in enumerate(wanted):
        part = progress.part(number / len(wanted), (number + 1) / len(wanted))
        part.at(0.0, f"Refreshing {about.title}")
        outlines = _OutlinesAgain(kept, find_outlines)
        known = UserTerms([*kept.terms, *terms])
        try:
            one = _refreshed(workspace, about, kept, authcfg, outlines, known, part)
            notes = " ".join(filter(None, (one.note, outlines.note)))
            done.append(replace(one, note=notes))
        except Cancelled:
            raise
        except AmisError as error:
            done.append(failed(about, error))
    return tuple(done)


def _refreshed(
    workspace: Path,
    about: Source,
    kept: SourceMap,
    authcfg: str,
    outlines: Outlines,
    terms: UserTerms,
    progress: Progress,
) -> Refreshed:
    with session_for_qgis(authcfg, clean_url(about.url), progress) as session:
        service = describe_features(session, about.url, about.protocol, progress.part(0.0, 0.05))
        layer = find_layer(service, about.layer)
        patience = Patience(progress.part(0.05, 0.1))
        source = page_source(session, service, layer, about.filter, patience=patience)
        return refresh_layer(
            source, layer, workspace, about, kept,
            outlines=outlines, terms=terms,
            connections=connections_for_qgis(authcfg, clean_url(about.url)), progress=progress,
        )  # fmt: skip


class _OutlinesAgain:
    """The outlines by which a source was aligned; QGIS's world map where they are not at hand.

    :ivar note: says so, once they were asked for.
    """

    def __init__(self, kept: SourceMap, find: FindOutlines) -> None:
        self._kept, self._find = kept, find
        self.note = ""

    def __call__(self) -> Optional[CountryIndex]:
        """Return them; None where nobody looked countries up."""
        found, taking = self._find(self._kept), self._kept.taking
        if found is not None or not taking.outlines:
            return found
        if taking.outlines != WORLD_MAP:
            self.note = (
                "Countries were looked up in QGIS's world map: the layer of outlines that was used"
                " before is not in the project."
            )
        return world_index(OFFSHORE_KM if taking.offshore_km is None else taking.offshore_km)


def describe_features(
    session: requests.Session, url: str, protocol: str, progress: Optional[Progress] = None
) -> Service:
    """Return a server with layers of features; a WFS where an address has a WMS beside it.

    :param protocol: ``auto`` for what answers there.
    :raises ServiceError: when none answers.
    """
    patience = Patience(progress)
    service = patience.ask_until_free(lambda: describe_service(session, url, protocol, progress))
    if protocol == AUTO and service.protocol == WMS:
        return patience.ask_until_free(lambda: describe_service(session, url, WFS, progress))
    return service


def find_layer(service: Service, wanted: str) -> ServiceLayer:
    """Return a layer by its name, its name without prefix, or its title.

    :param wanted: empty for the only one, at the address of a single layer.
    :raises ServiceError: when none has it, or several.
    """
    if not wanted and len(service.layers) == 1:
        return service.layers[0]
    named = {
        "name": lambda one: one.name,
        "local": lambda one: one.name.rpartition(":")[2],
        "title": lambda one: one.title,
    }
    for name_of in named.values():
        found = [one for one in service.layers if name_of(one) == wanted]
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(one.name for one in found)
            raise ServiceError(f"Several layers are called so: {names}.", subject=wanted)
    offered = ", ".join(one.name for one in service.layers[:20])
    raise ServiceError(
        "The server has no layer of this name.",
        subject=wanted,
        hint=f"It has: {offered}." if offered else "It has no layers.",
    )
