"""Asking the servers of a workspace again, for what they have now."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Optional

from ...core.completeness import Completeness
from ...core.errors import AmisError, ServiceError, WorkspaceError
from ...core.mapping.field_map import FieldMap
from ...core.progress import Progress
from ...core.rows import SourceLayer
from ...core.sources import PAGED, Source
from ...core.user_terms import NO_TERMS, UserTerms
from ...services.errors import NotWhole
from ...services.pages import PageSource, revision_of
from ...services.patience import Patience
from ...services.service import Extent, ServiceLayer
from ...services.team import Connections
from ..changes import last_taking
from ..country_index import CountryIndex
from ..field_maps import SourceMap, read_source_maps
from ..packaged import must_not_be_packaged
from ..sources import read_sources
from .download import Wanted, download
from .elsewhere import note_elsewhere
from .limits import Limits
from .revisions import BY_TAGS, note_unchanged, read_revision
from .rows import source_key


@dataclass(frozen=True)
class Refreshed:
    """What became of one source.

    :param features: rows that came and are in the workspace.
    :param added: rows that the server did not have before; so for the next two.
    :param left: rows that the server has still, but no longer in the area or under the filter; None
        where it was not asked or does not tell, and they are among the removed.
    :param scope: ``area``, ``filter``, or both in words, where only a part of the layer was asked
        for: a removed row may just lie outside of it now. Empty where all of it was.
    :param conflicts: fields that both the server and a person changed, found this time.
    :param left_out: rows that the server has and a person removed; they stay removed.
    :param completeness: None where nothing is known because of an error.
    :param is_unchanged: whether the server said that nothing changed, and nothing was transferred.
    :param note: what a person should know besides.
    :param error: why there is no newer state; the rows are as they were then.
    """

    source_id: str
    title: str
    features: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0
    conflicts: int = 0
    left_out: int = 0
    completeness: Optional[Completeness] = None
    evidence: str = ""
    is_unchanged: bool = False
    note: str = ""
    error: str = ""
    scope: str = ""
    left: Optional[int] = None


def sources_of_servers(path: Path, source_id: str = "") -> tuple[tuple[Source, SourceMap], ...]:
    """Return the sources that were taken offline from servers, with their maps.

    :param source_id: the only one that is wanted; empty for all.
    :raises WorkspaceError: when the file cannot be read, or has no such source.
    """
    maps = {one.source_id: one for one in read_source_maps(path)}
    found = []
    for one in read_sources(path):
        kept = maps.get(one.source_id)
        if one.source_id == (source_id or one.source_id) and _is_download(one, kept):
            found.append((one, kept))
    if not found:
        raise WorkspaceError(
            "Nothing here was taken offline from a server.",
            subject=f"{path.name}: {source_id}" if source_id else path.name,
            hint="Align other sources again from their own layers.",
        )
    return tuple((one, kept) for one, kept in found if kept is not None)


def _is_download(source: Source, kept: Optional[SourceMap]) -> bool:
    """Whether a download made a source; layers of QGIS have other ids for their rows."""
    if kept is None or source.protocol not in PAGED:
        return False
    return kept.taking.key == source_key({n: str(v) for n, v in source.to_dict().items()})


def map_of_source(path: Path, layer: SourceLayer) -> Optional[FieldMap]:
    """Return the map by which a workspace aligned the same layer before; None without one.

    One that reads fields which the layer has no more is none.

    :raises WorkspaceError: when the workspace cannot be read.
    """
    if not path.exists() or not layer.key:
        return None
    for one in read_source_maps(path):
        if one.taking.key == layer.key and not one.fields.missing_in(layer.names()):
            return one.fields
    return None


def refresh_layer(
    source: PageSource,
    layer: ServiceLayer,
    path: Path,
    about: Source,
    kept: SourceMap,
    *,
    outlines: Callable[[], Optional[CountryIndex]] = lambda: None,
    terms: UserTerms = NO_TERMS,
    limits: Optional[Limits] = None,
    patience: Optional[Patience] = None,
    connections: Optional[Connections] = None,
    progress: Optional[Progress] = None,
) -> Refreshed:
    """Bring one source of a workspace to what its server has now.

    What a person edited stays; an incomplete answer leaves the rows as they are.

    :param about: the source as the workspace has it.
    :param kept: by which map it was aligned; it is again.
    :raises AmisError: as :func:`.download.download` does.
    """
    must_not_be_packaged(path)
    known = read_revision(path, about)
    if known.text and _is_unchanged(source, known.text):
        now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        by = str(getattr(source, "revision_words", BY_TAGS))
        evidence = note_unchanged(path, about, known.transferred_at, now, by)
        return Refreshed(
            about.source_id, about.title, about.feature_count, completeness=about.completeness,
            evidence=evidence, is_unchanged=True,
        )  # fmt: skip
    since = last_taking(path)
    extent = Extent(*map(float, about.extent.split(","))) if about.extent else None
    done = download(
        source,
        layer,
        Wanted(path, about.source_id, extent, renews=True),
        lambda _rows: kept.fields,
        outlines=outlines,
        terms=terms,
        limits=limits,
        patience=patience,
        connections=connections,
        progress=progress,
    )
    result, compared, scope = done.result, done.result.compared, _scope(about)
    left: Optional[int] = None
    if scope and compared.removed:
        with suppress(AmisError):  # the rows are in place by now
            left = note_elsewhere(source, path, about, since)
    return Refreshed(
        about.source_id,
        about.title,
        result.rows_out,
        compared.added,
        compared.changed,
        compared.removed - (left or 0),
        compared.conflicts,
        compared.left_out,
        result.completeness,
        done.taken.evidence.text(),
        note=_BLIND if compared.is_blind else "",
        scope=scope,
        left=left,
    )


def _scope(about: Source) -> str:
    """Return of what part of a layer a source is; empty for all of it."""
    parts = (("area", about.extent), ("filter", about.filter))
    return " or ".join(word for word, is_part in parts if is_part)


def failed(about: Source, error: AmisError) -> Refreshed:
    """Return what is to be said about a source that could not be refreshed."""
    one = Refreshed(about.source_id, about.title, about.feature_count, error=str(error))
    if isinstance(error, NotWhole):
        return replace(one, completeness=Completeness.INCOMPLETE, evidence=error.evidence)
    return one


def _is_unchanged(source: PageSource, known: str) -> bool:
    with suppress(ServiceError):  # whatever it is, the download will tell
        return revision_of(source, known=known) == known
    return False


_BLIND = (
    "This file did not record edits until now; rows that were edited by hand before are as the"
    " server has them."
)
