"""How many features a WFS layer has, as far as the server tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from ..core.progress import Progress
from .answers import xml_of
from .errors import ServerException
from .service import Service, ServiceLayer
from .session import get

if TYPE_CHECKING:
    import requests


def hits(
    session: requests.Session,
    service: Service,
    layer: ServiceLayer,
    progress: Optional[Progress] = None,
) -> Optional[int]:
    """Return the number of features that a WFS states, or nothing when it does not tell.

    It is a statement, no proof: servers cap it at the most that they give in one answer. WFS 1.0
    has no such question.

    :raises ServiceError: when no usable answer came; a refusal of the question is no error.
    """
    if service.protocol != "wfs" or service.version.startswith("1.0"):
        return None
    is_2 = service.version.startswith("2")
    question = {
        "SERVICE": "WFS",
        "VERSION": service.version,
        "REQUEST": "GetFeature",
        "TYPENAMES" if is_2 else "TYPENAME": layer.name,
        "RESULTTYPE": "hits",
    }
    try:
        root = xml_of(get(session, service.url, question, progress=progress), "a count")
    except ServerException:
        return None
    stated = root.attributes.get("numberMatched") or root.attributes.get("numberOfFeatures", "")
    return int(stated) if stated.isdecimal() else None
