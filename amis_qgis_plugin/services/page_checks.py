"""What a page of a WFS must be, besides well formed."""

from __future__ import annotations

from .errors import CannotFilter, UnexpectedAnswer
from .feature_gml import FeatureDocument
from .ogcapi_filter import Selection
from .urls import redact


def must_be_whole(document: FeatureDocument, url: str) -> None:
    """Refuse a page that says itself that something of it lacks.

    :raises UnexpectedAnswer: when it does.
    """
    if document.truncated:
        raise UnexpectedAnswer(
            f"The server stopped in the middle of the page: {document.truncated[:200]}",
            subject=redact(url),
            kind="truncated",
        )
    if document.returned is not None and document.returned > len(document.features):
        raise UnexpectedAnswer(
            f"The page says that it has {document.returned:,} features, but"
            f" {len(document.features):,} are in it.",
            subject=redact(url),
            kind="truncated",
        )


def must_fit(document: FeatureDocument, selection: Selection, asked: str, url: str) -> None:
    """Refuse features that the filter leaves out, where it only compares fields with values.

    :param asked: the filter, in its own words.
    :raises CannotFilter: when there are some.
    """
    if not all(selection.may_hold(one.attributes) for one in document.features):
        raise CannotFilter(
            f"The server does not heed the filter {asked}: it sent other features.",
            subject=redact(url),
            hint="Write it as an OGC filter in XML, or take all of the layer and filter it in"
            " QGIS.",
        )
