"""Finding out what a server offers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Optional

from ..core.errors import ServiceError
from ..core.phrases import counted
from ..core.progress import Progress
from .addresses import NAMES, PROTOCOLS, Place, places_of, service_behind
from .answers import ask_json, unexpected_xml, xml_of
from .arcgis import is_arcgis, read_arcgis
from .bodies import XML, Body
from .errors import (
    AccessRefused,
    HttpFault,
    LoginNeeded,
    ServerException,
    UnexpectedAnswer,
    Unreachable,
    WrongService,
)
from .ogcapi import is_ogcapi, read_ogcapi
from .service import Extent, Service, ServiceLayer
from .session import get
from .urls import redact
from .wfs import is_wfs, read_wfs
from .wms import is_wms, read_wms

if TYPE_CHECKING:
    import requests

__all__ = ["PROTOCOLS", "Extent", "Service", "ServiceLayer", "describe_service"]

_ANY = "a WFS, WMS, OGC API Features or ArcGIS REST service"
_OLDER = {"wfs": "1.0.0", "wms": "1.1.1"}  # asked for when a server wants a version named
# What another protocol at the same server may still answer differently.
_MAY_BE_ANOTHER = (
    WrongService,
    ServerException,
    UnexpectedAnswer,
    HttpFault,
    LoginNeeded,
    AccessRefused,
)
_MOST_LOGINS = 2  # some servers lock an account after the third attempt that failed

_Failure = tuple[Place, ServiceError]


def describe_service(
    session: requests.Session,
    url: str,
    protocol: str = "auto",
    progress: Optional[Progress] = None,
    other_servers: bool = False,
) -> Service:
    """Return what a server offers.

    :param url: as a person pastes it: of a service, of one request, of a layer or a folder.
    :param protocol: ``wfs``, ``wms``, ``ogcapi``, ``arcgis``, or ``auto``: what the address
        suggests, else in this order.
    :param other_servers: whether a portal's page may lead to another server; not with a login,
        which would go there too.
    :raises ServiceError: saying what was found instead and what to do; the classes are in
        :mod:`.errors`.
    :raises Cancelled: when the person stopped it.
    """
    progress = progress or Progress()
    asked = protocol if protocol in PROTOCOLS else ""
    pasted = service_behind(session, url, progress, other_servers)
    places = places_of(pasted, asked)
    failures: list[_Failure] = []
    empty: Optional[Service] = None
    for step, place in enumerate(places):
        part = progress.part(step / len(places), (step + 1) / len(places))
        part.at(0.0, f"Asking for {NAMES[place.protocol]}")
        try:
            service = _read(session, place, NAMES.get(asked, _ANY), part)
        except _MAY_BE_ANOTHER as error:
            failures.append((place, error))
            if sum(isinstance(one, LoginNeeded) for _place, one in failures) >= _MOST_LOGINS:
                break
            continue
        except Unreachable as error:
            if not failures:
                raise
            failures.append((place, error))
            continue
        if asked and service.protocol != asked:
            raise _other_answers(service, asked, failures)
        if not asked and not service.layers:
            empty = empty or service  # QGIS Server answers so for what its project does not publish
            continue
        progress.at(1.0, f"The server has {counted(len(service.layers), 'layer')}")
        return service
    if empty is not None:
        return empty
    raise failures[0][1] if asked else _nothing_there(failures, pasted)


def _read(session: requests.Session, place: Place, wanted: str, progress: Progress) -> Service:
    """Return what answers at a place; that may be a service of another protocol."""
    if place.protocol in ("ogcapi", "arcgis"):
        return _read_json(session, place.url, wanted, progress)
    return _read_xml(session, place.url, place.protocol, wanted, progress)


def _read_xml(
    session: requests.Session, url: str, protocol: str, wanted: str, progress: Progress
) -> Service:
    question = {"SERVICE": protocol.upper(), "REQUEST": "GetCapabilities"}
    answer = get(session, url, question, progress=progress)
    try:
        root = xml_of(answer, wanted)
    except ServerException as error:
        if "version" not in f"{error.code} {error.message}".lower():
            raise
        question["VERSION"] = _OLDER[protocol]
        answer = get(session, url, question, progress=progress)
        root = xml_of(answer, wanted)
    if is_wfs(root):
        return read_wfs(root, url)
    if is_wms(root):
        return read_wms(root, url)
    raise unexpected_xml(answer, Body(XML, root=root), wanted)


def _read_json(session: requests.Session, url: str, wanted: str, progress: Progress) -> Service:
    data = ask_json(session, url, wanted, progress)
    if is_arcgis(data):
        return read_arcgis(session, data, url, progress)
    if is_ogcapi(data):
        return read_ogcapi(session, data, url, progress)
    raise UnexpectedAnswer(
        f"The server answered with JSON, not with {wanted}.",
        subject=redact(url),
        hint="Open the address in a browser to see what it is.",
        kind="json",
    )


def _other_answers(service: Service, asked: str, failures: Sequence[_Failure]) -> WrongService:
    there, wanted = NAMES[service.protocol], NAMES[asked].partition(" ")[2]
    because = f" {failures[0][1].message}" if failures else ""
    name = there.partition(" ")[2]
    return WrongService(
        f"There is {there} at this address, but no {wanted}.{because}",
        subject=service.url,
        hint=f"Choose {name} as the protocol, or ask the server's owner for the address of "
        f"the {wanted}.",
        offered=service.protocol,
    )


def _nothing_there(failures: Sequence[_Failure], pasted: str) -> ServiceError:
    """Return one error for all that was tried: the common one, a login, or what each got."""
    answers: dict[str, list[str]] = {}
    for place, failure in failures:
        answers.setdefault(failure.message, []).append(_asked(place))
    if len(answers) == 1:
        return failures[0][1]
    for _place, failure in failures:
        if isinstance(failure, LoginNeeded):  # only behind it the others can be told
            return failure
    tried = " ".join(
        f"Asked for {' and '.join(dict.fromkeys(names))}: {message}"
        for message, names in answers.items()
    )
    return WrongService(
        f"No service that can be read answers at this address. {tried}",
        subject=redact(pasted),
        hint="Check the address, or ask the server's owner for the one of the features or maps.",
    )


def _asked(place: Place) -> str:
    """Return what was asked for: a question for JSON is one for both protocols that speak it."""
    if place.protocol in ("wfs", "wms"):
        return NAMES[place.protocol]
    return f"{NAMES['ogcapi']} or {NAMES['arcgis']}"
