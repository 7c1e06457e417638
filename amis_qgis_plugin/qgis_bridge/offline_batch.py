"""Several layers offline, one after the other; and what they will bring, before they are taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Callable, Optional
from urllib.parse import urlsplit

from ..core.completeness import Completeness
from ..core.errors import AmisError, Cancelled
from ..core.mapping.field_map import FieldMap
from ..core.progress import Progress
from ..core.sources import Source
from ..core.user_terms import UserTerms
from ..services.errors import NoFeatures
from ..services.page_sources import page_source
from ..services.patience import Patience
from ..services.service import Extent
from ..services.urls import clean_url
from ..workspace.contents import is_workspace
from ..workspace.offline.download import Downloaded, Wanted
from ..workspace.offline.estimate import Estimate, estimate
from ..workspace.offline.rows import StoredRows
from ..workspace.offline.unfinished import Unfinished, unfinished_downloads
from ..workspace.sources import read_sources
from ..workspace.targets import must_take_rows
from .alignment import Outlines, sample_or_plain, suggested_id
from .network import session_for_qgis
from .offline import OfflineRequest, describe_features, find_layer, is_record_of, take_offline


@dataclass(frozen=True)
class Wish:
    """A layer that a person wants offline.

    :param title: what the person sees.
    :param fields: the map that was saved for it; None for a proposal from what comes.
    :param layer_type: the type that the person chose; empty to have it told by what comes.
    :param shown: what tells it from others of the same title; empty where the title does.
    """

    request: OfflineRequest
    title: str
    fields: Optional[FieldMap] = field(default=None, compare=False)
    layer_type: str = field(default="", compare=False)
    shown: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        """What it is called beside others."""
        return self.shown or self.title


def told_apart(wishes: Sequence[Wish]) -> tuple[Wish, ...]:
    """Return layers under names that tell them apart: with the layer's own name, or its server.

    The source id stays that of the title.
    """
    names = [one.title for one in wishes]
    for detail in (lambda one: one.request.layer, lambda one: urlsplit(one.request.url).netloc):
        details: dict[str, set[str]] = {}
        for name, one in zip(names, wishes):
            details.setdefault(name, set()).add(detail(one))
        names = [
            f"{name} ({detail(one)})" if len(details[name]) > 1 else name
            for name, one in zip(names, wishes)
        ]
    return tuple(replace(one, shown=name) for one, name in zip(wishes, names))


@dataclass(frozen=True)
class Ending:
    """How it ended for one layer.

    :param done: None when nothing came into the workspace.
    :param fields: the map by which its rows were read.
    :param error: why not; :class:`Cancelled` when the person stopped it.
    """

    wish: Wish
    done: Optional[Downloaded] = None
    fields: Optional[FieldMap] = None
    error: Optional[Exception] = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is known to lack."""
        is_there = self.done is not None
        return is_there and self.done.result.completeness is not Completeness.INCOMPLETE

    @property
    def is_empty(self) -> bool:
        """Whether the layer has nothing where it was asked for; no layer was added then."""
        return isinstance(self.error, NoFeatures)

    @property
    def is_left(self) -> bool:
        """Whether asking the server again may bring more."""
        return not self.is_whole and not self.is_empty


@dataclass(frozen=True)
class TargetFile:
    """What lies where the layers shall go.

    :param is_foreign: whether the file is there and no workspace.
    :param problem: why it cannot be read; empty when it can, or is not there.
    """

    path: Path
    is_foreign: bool = False
    sources: tuple[Source, ...] = ()
    unfinished: tuple[Unfinished, ...] = ()
    problem: str = ""

    def unfinished_of(self, request: OfflineRequest) -> Optional[Unfinished]:
        """Return the download of a layer that can go on, whatever its area was."""
        return next((one for one in self.unfinished if is_record_of(one, request)), None)

    def sources_of(self, request: OfflineRequest) -> tuple[Source, ...]:
        """Return what the workspace has of a layer."""
        return tuple(one for one in self.sources if is_record_of(one, request))


def look_at_file(path: Path) -> TargetFile:
    """Return what a file is that layers shall be taken into; may run on any thread."""
    unfinished = unfinished_downloads(path) if path.parent.is_dir() else ()
    try:
        must_take_rows(path)
        if not path.exists():
            return TargetFile(path, unfinished=unfinished)
        if not is_workspace(path):
            return TargetFile(path, is_foreign=True, unfinished=unfinished)
        return TargetFile(path, sources=read_sources(path), unfinished=unfinished)
    except AmisError as error:
        return TargetFile(path, problem=str(error))


def estimate_layer(
    request: OfflineRequest, extent: Optional[Extent], progress: Progress
) -> Estimate:
    """Ask a server what a layer has in an area; may run on any thread.

    :raises AmisError: when it does not give the layer.
    """
    with session_for_qgis(request.authcfg, clean_url(request.url), progress) as session:
        service = describe_features(session, request.url, request.protocol, progress)
        layer = find_layer(service, request.layer)
        # Somebody waits for an answer: a server that fails twice is unknown for now.
        patience = Patience(progress, tries=2, longest_wait=5.0)
        source = page_source(session, service, layer, request.attribute_filter, patience=patience)
        return estimate(source, layer.extent, extent, patience, layer)


def take_layers_offline(
    wishes: Sequence[Wish],
    wanted: Wanted,
    *,
    outlines: Outlines = lambda: None,
    terms: UserTerms,
    on_ending: Callable[[Ending], None] = lambda _ending: None,
    progress: Optional[Progress] = None,
) -> tuple[Ending, ...]:
    """Take layers into one workspace; may run on any thread.

    What fails for one does not stop the others. When the person stops it, the one that runs and
    those behind it end as :class:`Cancelled`.

    :param wanted: what holds for all; its source id is not used.
    :param on_ending: called on the same thread when a layer has ended.
    """
    progress = progress or Progress()
    outlines = lru_cache(maxsize=1)(outlines)  # read once for all
    endings: list[Ending] = []
    used: set[str] = set()
    stopped: Optional[Cancelled] = None
    for number, wish in enumerate(wishes):
        if stopped is not None:
            endings.append(Ending(wish, error=stopped))
            continue
        source_id = _source_id(wish, wanted.workspace, used)
        used.add(source_id)
        part = _told_of(progress, wish.name, number, len(wishes))
        ending = _take(wish, replace(wanted, source_id=source_id), outlines, terms, part)
        endings.append(ending)
        on_ending(ending)
        stopped = ending.error if isinstance(ending.error, Cancelled) else None
    return tuple(endings)


def proposed_fields(
    rows: StoredRows, kept: Optional[FieldMap] = None, layer_type: str = ""
) -> FieldMap:
    """Return the map that was saved for a source where it fits its rows, else a proposal.

    :param layer_type: the type that is wanted; empty to have it told by the rows.
    """
    fits = kept is not None and layer_type in ("", kept.layer_type)
    if kept is not None and fits and not kept.missing_in(rows.about.names()):
        return kept
    return sample_or_plain(rows, layer_type).proposal.fields


def _take(
    wish: Wish, wanted: Wanted, outlines: Outlines, terms: UserTerms, progress: Progress
) -> Ending:
    chosen: list[FieldMap] = []

    def fields_of(rows: StoredRows) -> FieldMap:
        chosen.append(proposed_fields(rows, wish.fields, wish.layer_type))
        return chosen[-1]

    try:
        progress.at(0.0, "asking the server")
        done = take_offline(
            wish.request, wanted, fields_of, outlines=outlines, terms=terms, progress=progress
        )
    except Exception as error:  # told as the end of this layer; the others go on
        return Ending(wish, error=error)
    return Ending(wish, done, chosen[-1] if chosen else None)


def _told_of(progress: Progress, title: str, number: int, of: int) -> Progress:
    """Return the progress of one layer, whose sentences say which it is."""
    which = f"{title} ({number + 1} of {of})" if of > 1 else title
    part = progress.part(number / of, (number + 1) / of)
    return part.with_words(lambda sentence: f"{which}: {sentence}" if sentence else "")


def _source_id(wish: Wish, workspace: Path, used: Iterable[str]) -> str:
    """Return the id that a layer's unfinished download has, else one that none has.

    A side store is named by the id: under the id of another layer its download would be lost.
    """
    taken = set(used)
    for one in unfinished_downloads(workspace):
        if is_record_of(one, wish.request) and one.source_id not in taken:
            return one.source_id
        taken.add(one.source_id)
    first = name = suggested_id(wish.title)
    number = 1
    while name in taken:
        number += 1
        name = f"{first}-{number}"
    return name
