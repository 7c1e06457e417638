"""Answers of ArcGIS REST's queries: a document, or the error that tells what came instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional

from ..core.errors import ServiceError
from . import bodies
from .answers import body_error, status_error, unexpected_xml
from .bodies import Body, classify
from .errors import AccessRefused, HttpFault, LoginNeeded, ServerException
from .json_values import number_of
from .patience import BUSY
from .session import Answer
from .urls import redact


def query_body(answer: Answer, wanted: str) -> Body:
    """Return the body of an answer, which is JSON.

    ArcGIS sends its errors with the HTTP status 200; they get the class of the status they name.

    :raises ServiceError: the class tells what came instead, see :mod:`.errors`.
    """
    body = classify(answer.body, answer.content_type)
    error: Optional[ServiceError] = None
    if body.kind == bodies.JSON_ERROR and (200 <= answer.status < 300 or answer.status == 400):
        error = _stated_error(answer, body)
    error = error or status_error(answer, body)
    if error is None and body.kind == bodies.XML:
        error = unexpected_xml(answer, body, wanted)
    elif error is None and body.kind != bodies.JSON:
        error = body_error(answer, body, wanted)
    if error is not None:
        raise error
    return body


def count_in(data: Mapping[str, Any]) -> Optional[int]:
    """Return the number in an answer to ``returnCountOnly``; None where there is none."""
    number = number_of(data.get("count"))
    return int(number) if number is not None and number >= 0 and number == int(number) else None


def ids_in(data: Mapping[str, Any]) -> Optional[list[int]]:
    """Return the numbers in an answer to ``returnIdsOnly``; None where it is no such answer."""
    if "objectIds" not in data:
        return None
    found = data["objectIds"]
    if found is None:  # ArcGIS writes this for none
        return []
    if not isinstance(found, list):
        return None
    numbers = [one if isinstance(one, int) else number_of(one) for one in found]
    return [int(one) for one in numbers if one is not None and one == int(one)]


def _stated_error(answer: Answer, body: Body) -> Optional[ServiceError]:
    code = body.code or str(answer.status)
    subject, said = redact(answer.url), f'The server says: "{body.text}" ({code})'
    if code == "400" or answer.status == 400:
        return ServerException(said, subject=subject, code=code)
    if code == "401":
        hint = "Choose a login from QGIS's authentication database."
        return LoginNeeded(said, subject=subject, hint=hint)
    if code == "403":
        return AccessRefused(said, subject=subject, hint="It may need a login.")
    if code.isdecimal() and int(code) in BUSY:
        wait = answer.headers.get("Retry-After", "").strip()[:40]
        return HttpFault(said, subject=subject, status=int(code), retry_after=wait)
    return None
