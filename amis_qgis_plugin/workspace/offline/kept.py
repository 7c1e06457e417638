"""What an earlier try brought of a layer, for when its server does not answer any more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Optional

from ...core.errors import ServiceError
from ...core.evidence import Evidence
from ...core.mapping.field_map import FieldMap
from ...core.phrases import counted
from ...core.progress import Progress
from ...core.user_terms import NO_TERMS, UserTerms
from ...services.pages import Box
from ..country_index import CountryIndex
from .axes import Axes
from .download import Downloaded, Wanted, land, source_record
from .layer_note import noted_layer
from .looking import Frame
from .rows import StoredRows
from .store import SideStore
from .take import Taken, side_store_path
from .unfinished import Unfinished, stored_identity


def take_kept(
    left: Unfinished,
    wanted: Wanted,
    failure: ServiceError,
    fields_of: Callable[[StoredRows], FieldMap],
    *,
    outlines: Callable[[], Optional[CountryIndex]] = lambda: None,
    terms: UserTerms = NO_TERMS,
    progress: Optional[Progress] = None,
) -> Optional[Downloaded]:
    """Bring into a workspace what an earlier try left beside it; the next run goes on all the same.

    :param left: the download that was not finished.
    :param failure: why the server cannot be asked for the rest.
    :return: None where nothing came, or not enough is known of it.
    :raises NotWhole: when that would take the place of rows that are complete.
    :raises WorkspaceError: when the workspace or the map does not fit.
    """
    path = side_store_path(wanted.workspace, left.source_id)
    identity = stored_identity(path)
    if not identity:
        return None
    with SideStore(path, identity) as store:
        told = store.get("layer")
        if not told or not store.get("axes") or not store.get("ground") or not store.count():
            return None
        noted, taken = noted_layer(told), _taken(store, failure)
        rows = StoredRows(store, taken.frame, noted.layer, noted.fields, identity)
        about = source_record(noted.layer, wanted, identity, noted.source_id)
        return land(
            rows, store, taken, wanted, about, fields_of,
            outlines=outlines, terms=terms, progress=progress,
        )  # fmt: skip


def _taken(store: SideStore, failure: ServiceError) -> Taken:
    received, why = store.count(), failure.message.rstrip(".")
    stated = tuple(("numberMatched on the pages", one) for one in store.get("stated", []))
    lacks = f"what comes after {counted(received, 'feature')} of an earlier try; {why}"
    evidence = Evidence(received, stated, missing=(lacks,))
    crs, boxes = store.get("ground")
    frame = Frame(Axes(*store.get("axes")), crs, tuple(Box(*one) for one in boxes))
    return Taken(evidence, frame, failure)
