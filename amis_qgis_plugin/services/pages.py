"""Features page by page: what every protocol hands to the engine that takes a layer offline.

A page source knows how its protocol asks; it keeps no rows and decides nothing about completeness.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Callable, NamedTuple, Optional, Protocol

from ..core.rows import SourceField

if TYPE_CHECKING:
    import requests

GML, GEOJSON, ESRIJSON, WKB = "gml", "geojson", "esrijson", "wkb"


class Box(NamedTuple):
    """A box in the numbers of the answers themselves: first and second coordinate as they come."""

    a_min: float
    b_min: float
    a_max: float
    b_max: float


@dataclass(frozen=True)
class Cursor:
    """Where a page begins.

    :param start: features in front of it.
    :param token: what the server gave to go on with, where it did; a page that has one can only
        be had behind the page that gave it.
    """

    start: int = 0
    token: str = ""


class PageFeature(NamedTuple):
    """One feature as the server has it.

    :param feature_id: empty where the server gives none.
    :param geometry: a text in ``geometry_form``, or well-known binary; None where there is none.
    :param geometry_form: ``gml``, ``geojson``, ``esrijson`` or ``wkb``.
    """

    feature_id: str
    attributes: dict[str, Any]
    geometry: Any = None
    geometry_form: str = GML


@dataclass(frozen=True)
class Page:
    """One answer.

    :param stated_total: number of all features, where the page tells it.
    :param crs: reference system as the answer names it; empty where it does not.
    :param repaired: what had to be mended before the body could be read; empty for nothing.
    :param oddities: what speaks against features that can be read: another reference system than
        those before, another kind of feature.
    :param following: where the next page begins, reckoned from what was received.
    :param digest: ``sha256:`` and the digest of the body.
    :param ending: on a page without features, by what else than its emptiness the end shows.
    :param is_counted_off: whether the server counted off to where it begins; false where it was
        asked for by numbers that had been listed before, so that its place tells nothing.
    :param remarks: what a person wants to know about how it was asked for, a sentence each.
    """

    features: tuple[PageFeature, ...]
    byte_count: int = 0
    digest: str = ""
    stated_total: Optional[int] = None
    crs: str = ""
    repaired: str = ""
    oddities: tuple[str, ...] = ()
    following: Cursor = field(default_factory=Cursor)
    ending: str = ""
    is_counted_off: bool = True
    remarks: tuple[str, ...] = ()


Together = Callable[[Sequence[Callable[[Any], Any]]], list[Any]]


def ask_singly(_questions: Sequence[Callable[[Any], Any]]) -> list[Any]:
    """Answer no question beforehand: there is one connection, and some may not be needed."""
    return [None] * len(_questions)


class PageSource(Protocol):
    """A layer of a server that hands over its features page by page.

    :ivar identity: what tells this request from every other: address, layer, filter, format.
    :ivar sort_by: set by the engine to a field that is unique; empty for the server's own order.
    :ivar can_filter_area: whether a box can be asked for together with all else that is asked.
    :ivar spellings: number of ways in which a box can be written for this server.
    :ivar spelling: the way that is used, set by the engine that tries them.
    :ivar crs: reference system asked for, as :func:`.crs_names.crs_name` has it; may be empty.
    """

    identity: dict[str, str]
    sort_by: str
    can_filter_area: bool
    spellings: int
    spelling: int
    crs: str

    def prepare(self, together: Together = ask_singly) -> Page:
        """Find out how this server wants to be asked; return a few features as they will come.

        :param together: asks several questions at once where it can.
        :raises ServiceError: when it gives features in no way.
        """

    def fields(self) -> tuple[SourceField, ...]:
        """Return the fields as the server declares them; none where it does not."""

    def page(self, at: Cursor, count: int, box: Optional[Box] = None) -> Page:
        """Return one page.

        :param count: features asked for; 0 for as many as the server gives.
        :raises ServiceError: when none came that can be believed.
        """

    def total(self, box: Optional[Box] = None) -> Optional[int]:
        """Return the number of features that the server states; None where it does not tell."""

    def filter_is_obeyed(self) -> Optional[bool]:
        """Return whether the server heeds the attribute filter; None where nothing tells."""

    def with_session(self, session: requests.Session) -> PageSource:
        """Return the same questions asked through another session, for another thread."""


class Revised(Protocol):
    """A page source that can tell cheaply whether its layer has changed; not all can."""

    def revision(self, known: str = "", received: int = 0) -> str:
        """Return a text that changes when the data do; empty where that is not known.

        The number of features is part of it. What holds for some of the features only is none.

        :param known: the revision of an earlier download. A source that can compare but not tell
            returns it where it still holds.
        :param received: number of features that this download received.
        """


def revision_of(source: PageSource, known: str = "", received: int = 0) -> str:
    """Return the revision of a source; empty where it has none.

    :raises ServiceError: when no usable answer came.
    """
    asked = getattr(source, "revision", None)
    return str(asked(known=known, received=received)) if asked is not None else ""
