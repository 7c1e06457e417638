"""Asking again for the sources that a layer shows: which, with which login, and how it ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable

from qgis.core import QgsProject

from ..core.errors import Cancelled, WorkspaceError
from ..core.progress import Progress
from ..core.sources import Source
from .layers import layers_of_workspace
from .settings import read_settings
from .switch_record import OFFLINE, note_of
from .twins import PROTOCOLS, plain_address

if TYPE_CHECKING:
    from ..workspace.offline.refresh import Refreshed


@dataclass(frozen=True)
class RefreshEnd:
    """How asking again ended.

    :param asked: the sources as they were before.
    :param done: what became of those that were asked; fewer where the person stopped it.
    :param since: the last taking before; what changed now came after it.
    """

    path: Path
    asked: tuple[Source, ...]
    done: tuple[Refreshed, ...]
    since: int

    @property
    def is_stopped(self) -> bool:
        """Whether the person stopped it."""
        return len(self.done) < len(self.asked)


def from_servers(sources: Iterable[Source]) -> list[Source]:
    """Return those that came from servers of features."""
    return [one for one in sources if one.protocol in PROTOCOLS.values()]


def refuse_unsaved(project: QgsProject, path: Path) -> None:
    """Refuse to change a workspace under edits that are not saved.

    :raises WorkspaceError: naming the layers that have some.
    """
    names = [one.name() for one in layers_of_workspace(project, path) if one.isModified()]
    if names:
        have = "has" if len(names) == 1 else "have"
        raise WorkspaceError(
            f"{', '.join(names)} {have} edits that are not saved.",
            subject=path.name,
            hint="Save them, or discard them, and try again.",
        )


def work_of_refresh(
    layer: Any, path: Path, shown: Sequence[Source], project: QgsProject
) -> Callable[[Progress], RefreshEnd]:
    """Return the work of refreshing what a layer shows; call this on the main thread.

    :param shown: the sources.
    :raises WorkspaceError: when no server can be asked for any of them.
    """
    from ..workspace.offline.refresh import sources_of_servers
    from .offline import refresh
    from .profile_store import read_terms
    from .realignment import outlines_again

    names = {one.source_id for one in shown}
    wanted = [pair for pair in sources_of_servers(path) if pair[0].source_id in names]
    if not wanted:
        raise WorkspaceError(
            "What this layer shows was not taken offline from a server.",
            subject=path.name,
            hint="Align it again from its own layer.",
        )
    asked = tuple(source for source, _kept in wanted)
    find_outlines = outlines_again([kept for _source, kept in wanted], project)
    logins = [_login(layer, one) for one in asked]
    terms = read_terms()

    def work(progress: Progress) -> RefreshEnd:
        from ..workspace.changes import last_taking

        since = last_taking(path)
        done: list[Refreshed] = []
        try:
            for number, (one, login) in enumerate(zip(asked, logins)):
                part = progress.part(number / len(asked), (number + 1) / len(asked))
                done += refresh(
                    path, one.source_id, authcfg=login, find_outlines=find_outlines, terms=terms,
                    progress=part,
                )  # fmt: skip
        except Cancelled:
            pass  # what was done stays done, and is told
        return RefreshEnd(path, asked, tuple(done), since)

    return work


def _login(layer: Any, source: Source) -> str:
    """Return the login of the layer's live side, else that of the server in the Catalogue."""
    place = plain_address(source.url)
    noted = note_of(layer, OFFLINE)
    if noted is not None and noted.live.authcfg and plain_address(noted.live.url) == place:
        return noted.live.authcfg
    known = (one for one in read_settings().servers if plain_address(one.url) == place)
    return next((one.authcfg for one in known if one.authcfg), "")
