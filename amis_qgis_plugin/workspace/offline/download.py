"""A layer of a server into a workspace: taken, judged, aligned, and only then put in place."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Callable, Optional

from ...core.completeness import Completeness
from ...core.errors import AmisError, ServiceError, WorkspaceError
from ...core.garbage import seldom_collected
from ...core.mapping.field_map import FieldMap
from ...core.progress import Progress
from ...core.sources import Source
from ...core.user_terms import NO_TERMS, UserTerms
from ...services.errors import NoFeatures, NotWhole
from ...services.pages import PageSource, revision_of
from ...services.patience import Patience
from ...services.service import Extent, ServiceLayer
from ...services.team import Connections, Team
from ...services.urls import redact
from ..country_index import CountryIndex
from ..earned import Earned
from ..ingest import ingest
from ..ingest_result import IngestResult
from ..sources import read_sources, with_unused_id
from .layer_note import note_layer
from .limits import Limits
from .looking import Frame
from .meanwhile import Meanwhile
from .revisions import write_revision
from .rows import StoredRows, source_key
from .store import SideStore
from .take import Taken, side_store_path, take
from .unfinished import extent_text

_TAKING = 0.7  # share of the work
_LOOK_ALIKE = (
    "If you expect some, ask again later: an empty layer and a failing server look the same."
)


@dataclass(frozen=True)
class Wanted:
    """What is taken offline, and where to.

    :param source_id: proposed; another source that has it keeps it, and this one gets a number.
    :param extent: in degrees; None for everything.
    :param accepts_incomplete: whether what came is put into the workspace although more lacks.
    :param replaces_complete: whether it may then take the place of rows that are complete.
    :param renews: whether the id is that of the very source, whatever its server is called now.
    """

    workspace: Path
    source_id: str
    extent: Optional[Extent] = None
    accepts_incomplete: bool = False
    replaces_complete: bool = False
    renews: bool = False


@dataclass(frozen=True)
class Downloaded:
    """What came of it."""

    taken: Taken
    result: IngestResult


def download(
    source: PageSource,
    layer: ServiceLayer,
    wanted: Wanted,
    fields_of: Callable[[StoredRows], FieldMap],
    *,
    outlines: Callable[[], Optional[CountryIndex]] = lambda: None,
    terms: UserTerms = NO_TERMS,
    limits: Optional[Limits] = None,
    patience: Optional[Patience] = None,
    connections: Optional[Connections] = None,
    progress: Optional[Progress] = None,
) -> Downloaded:
    """Take a layer whole and align it into a workspace.

    :param fields_of: chooses the field map once the rows are there.
    :param connections: how further connections are made; None for the source's own only.
    :raises NotWhole: when something lacks and that is not accepted; the next run goes on there.
    :raises NoFeatures: when there is nothing to be added.
    :raises ServiceError: when the server gave nothing.
    :raises WorkspaceError: when the workspace or the map does not fit.
    :raises Cancelled: when the person stopped it; the next run goes on there.
    """
    progress = progress or Progress()
    if not wanted.workspace.parent.is_dir():
        raise WorkspaceError("There is no such folder.", subject=str(wanted.workspace.parent))
    patience = patience or Patience(progress.part(0.0, _TAKING))
    with seldom_collected(), ExitStack() as open_ones:
        team = open_ones.enter_context(Team(source, connections, patience.progress))
        sample = source.prepare(team.together)
        extent = extent_text(wanted.extent)
        identity = {**source.identity, "url": redact(source.identity["url"]), "extent": extent}
        about = source_record(layer, wanted, identity)
        if not wanted.renews:
            about = with_unused_id(wanted.workspace, about, source_key(identity))
        path = side_store_path(wanted.workspace, about.source_id)
        store = open_ones.enter_context(SideStore(path, identity))
        note_layer(store, layer, source.fields(), about.source_id)
        is_resumed = store.resumed and store.count() > 0
        if is_resumed:
            progress.at(0.0, f"Going on behind {store.count():,} features of an earlier run")

        def rows_seen(frame: Frame) -> StoredRows:
            return StoredRows(store, frame, layer, source.fields(), identity)

        meanwhile = Meanwhile(store, wanted.workspace, about, rows_seen, fields_of, outlines, terms)
        open_ones.callback(meanwhile.stop)  # throws away what nobody has finished
        taken = take(
            source, store, sample, advertised=layer.extent, extent=wanted.extent,
            limits=limits, patience=patience, team=team, on_looked=meanwhile.begin,
        )  # fmt: skip
        rows = rows_seen(taken.frame)
        if not rows.count():
            _must_not_lose_all(wanted, about, store)
        done = land(
            rows, store, taken, wanted, about, fields_of, meanwhile=meanwhile,
            outlines=outlines, terms=terms, progress=progress.part(_TAKING, 1.0),
        )  # fmt: skip
    # What came in an earlier run may have changed before this one.
    _keep_revision(None if is_resumed else source, taken, wanted.workspace, done.result.source_id)
    return done


def land(
    rows: StoredRows,
    store: SideStore,
    taken: Taken,
    wanted: Wanted,
    about: Source,
    fields_of: Callable[[StoredRows], FieldMap],
    *,
    outlines: Callable[[], Optional[CountryIndex]],
    terms: UserTerms,
    progress: Optional[Progress],
    meanwhile: Optional[Meanwhile] = None,
) -> Downloaded:
    """Align what came into the workspace, where it is good enough; forget it once it is whole.

    :param meanwhile: what was aligned while it came.
    :raises NotWhole: when something lacks and that is not accepted.
    :raises NoFeatures: when there is nothing to be added.
    :raises WorkspaceError: when the workspace or the map does not fit.
    """
    if not wanted.renews:  # somebody may have taken the id meanwhile
        about = with_unused_id(wanted.workspace, about, rows.about.key)
    _must_do(taken, wanted, about, store.path)
    _must_have_rows(rows, taken, wanted, about, store)
    fields = fields_of(rows)
    earned = Earned(taken.completeness, taken.evidence.text(), rows.digest())
    result = meanwhile.finish(rows, fields, earned, progress) if meanwhile is not None else None
    result = result or ingest(
        wanted.workspace,
        rows.about,
        rows.rows(),
        fields,
        about,
        countries=outlines(),
        terms=terms,
        earned=earned,
        side=store.aligned_path,
        progress=progress,
    )
    if taken.completeness is not Completeness.INCOMPLETE:
        store.remove()
    return Downloaded(taken, result)


def _keep_revision(
    source: Optional[PageSource], taken: Taken, workspace: Path, source_id: str
) -> None:
    """Keep by what a refresh can tell that nothing changed, where the rows are proven.

    The rows are in place by now: whatever goes wrong here costs a refresh that transfers all.
    """
    with suppress(AmisError):
        text = ""
        if source is not None and taken.completeness is Completeness.COMPLETE_PROVEN:
            with suppress(ServiceError):
                text = revision_of(source, received=taken.evidence.received)
        (about,) = [one for one in read_sources(workspace) if one.source_id == source_id]
        write_revision(workspace, about, text)


def source_record(
    layer: ServiceLayer, wanted: Wanted, identity: dict[str, str], source_id: str = ""
) -> Source:
    """Return the record of a source as far as it is known before its rows are there.

    :param source_id: the id that it has; empty for the one that is wanted.
    """
    return Source(
        source_id=source_id or wanted.source_id,
        table_name="",
        protocol=identity["protocol"],
        url=identity["url"],
        layer=layer.name,
        title=layer.title,
        licence=layer.licence,
        attribution=layer.attribution,
        retrieved_at=datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        completeness=Completeness.INCOMPLETE,
        evidence="",
        feature_count=0,
        digest="",
        filter=identity.get("filter", ""),
        extent=identity["extent"],
    )


def _must_not_lose_all(wanted: Wanted, about: Source, store: SideStore) -> None:
    """Refuse nothing at all in the place of rows: a failing server may look like an empty one."""
    there = read_sources(wanted.workspace) if wanted.workspace.exists() else ()
    if wanted.replaces_complete or not any(
        one.source_id == about.source_id and one.feature_count for one in there
    ):
        return
    store.remove()  # the next run asks anew
    raise NotWhole(
        "The server gives no features, where it had some before.",
        subject=about.title,
        hint="The rows of the earlier run stay as they are. If the layer is really empty now, take"
        " it again and let it take the place of rows that are complete.",
    )


def _must_have_rows(
    rows: StoredRows, taken: Taken, wanted: Wanted, about: Source, store: SideStore
) -> None:
    """Add no layer without features; one that the workspace has may have become empty."""
    there = read_sources(wanted.workspace) if wanted.workspace.exists() else ()
    if rows.count() or any(one.source_id == about.source_id for one in there):
        return
    if taken.completeness is Completeness.INCOMPLETE:
        raise NotWhole(
            f"Nothing came of the layer. {taken.evidence.text()}",
            subject=about.title,
            hint="There is nothing to be kept. Run it again later.",
            evidence=taken.evidence.to_json(),
        )
    store.remove()
    parts = [word for word, asked in (("area", about.extent), ("filter", about.filter)) if asked]
    where = f" in the {' and under the '.join(parts)}" if about.extent else ""
    where = where or (" under the filter" if about.filter else "")
    raise NoFeatures(
        f"No features{where}: the server gives none, and no layer was added.",
        subject=about.title,
        hint="If you expect some, take a larger area or all of it." if parts else _LOOK_ALIKE,
        evidence=taken.evidence.to_json(),
    )


def _must_do(taken: Taken, wanted: Wanted, about: Source, store: Path) -> None:
    """Refuse an incomplete download that is not accepted, or would take a good one's place."""
    if taken.completeness is not Completeness.INCOMPLETE:
        return
    is_good = wanted.workspace.exists() and any(
        one.source_id == about.source_id and one.completeness is not Completeness.INCOMPLETE
        for one in read_sources(wanted.workspace)
    )
    if wanted.accepts_incomplete and (wanted.replaces_complete or not is_good):
        return
    kept = "The complete rows of an earlier run stay as they are. " if is_good else ""
    raise NotWhole(
        f"The layer is INCOMPLETE. {taken.evidence.text()}",
        subject=about.title,
        hint=f"{kept}What came is kept in {store.name} beside the workspace; run it again and it"
        " goes on there.",
        evidence=taken.evidence.to_json(),
    )
