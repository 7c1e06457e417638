"""Finding out what a server offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from ..core.errors import ServiceError
from ..core.progress import Progress
from .answers import xml_of
from .errors import (
    AccessRefused,
    HttpFault,
    LoginNeeded,
    ServerException,
    UnexpectedAnswer,
    WrongService,
)
from .service import Extent, Service, ServiceLayer
from .session import get
from .urls import clean_url, guess_protocol, redact
from .wfs import is_wfs, read_wfs
from .wms import is_wms, read_wms
from .xml_tree import Element

if TYPE_CHECKING:
    import requests

__all__ = ["Extent", "Service", "ServiceLayer", "describe_service"]

PROTOCOLS = ("wfs", "wms")
_OLDER = {"wfs": "1.0.0", "wms": "1.1.1"}  # asked for when a server wants a version named
_NOT_READ = {
    "arcgis": "an ArcGIS REST directory",
    "ogcapi": "an OGC API",
    "wmts": "a WMTS (map tiles)",
    "wcs": "a WCS (grids)",
    "csw": "a catalogue service (CSW)",
    "wps": "a processing service (WPS)",
}
# What another protocol at the same address may still answer differently.
_MAY_BE_ANOTHER = (
    WrongService,
    ServerException,
    UnexpectedAnswer,
    HttpFault,
    LoginNeeded,
    AccessRefused,
)


def describe_service(
    session: requests.Session,
    url: str,
    protocol: str = "auto",
    progress: Optional[Progress] = None,
) -> Service:
    """Return what a server offers.

    :param url: as a person pastes it.
    :param protocol: ``wfs``, ``wms``, or ``auto``: what the address suggests, else WFS, then WMS.
    :raises ServiceError: saying what was found instead and what to do; the classes are in
        :mod:`.errors`.
    :raises Cancelled: when the person stopped it.
    """
    progress = progress or Progress()
    cleaned = clean_url(url)
    guess = guess_protocol(url)
    if guess == "arcgis" or protocol not in PROTOCOLS:
        _refuse_unread(guess, cleaned)
    first = protocol if protocol in PROTOCOLS else guess
    order = sorted(PROTOCOLS, key=lambda one: one != first)
    wanted = f"a {protocol.upper()}" if protocol in PROTOCOLS else "a WFS or WMS"
    failures: list[ServiceError] = []
    empty: Optional[Service] = None
    for step, one in enumerate(order):
        progress.at(step / len(order), f"Asking for a {one.upper()}")
        try:
            service = _read(session, cleaned, one, wanted, progress)
        except _MAY_BE_ANOTHER as error:
            failures.append(error)
            continue
        if protocol in PROTOCOLS and service.protocol != protocol:
            raise _other_answers(service, protocol, failures[:1])
        if protocol not in PROTOCOLS and not service.layers:
            empty = empty or service  # QGIS Server answers so for what its project does not publish
            continue
        progress.at(1.0, f"{len(service.layers)} layers")
        return service
    if protocol in PROTOCOLS:
        raise failures[0]
    if empty is not None:
        return empty
    raise _nothing_there(failures, order, cleaned)


def _read(
    session: requests.Session, url: str, protocol: str, wanted: str, progress: Progress
) -> Service:
    """Return what answers when one protocol is asked for; that may be the other one."""
    question = {"SERVICE": protocol.upper(), "REQUEST": "GetCapabilities"}
    try:
        root = xml_of(get(session, url, question, progress=progress), wanted)
    except ServerException as error:
        if "version" not in f"{error.code} {error.message}".lower():
            raise
        question["VERSION"] = _OLDER[protocol]
        root = xml_of(get(session, url, question, progress=progress), wanted)
    if is_wfs(root):
        return read_wfs(root, url)
    if is_wms(root):
        return read_wms(root, url)
    raise _not_capabilities(root, url, wanted)


def _refuse_unread(guess: str, url: str) -> None:
    if guess in _NOT_READ:
        raise WrongService(
            f"This is the address of {_NOT_READ[guess]}, which this version does not read.",
            subject=url,
            hint="Ask the server's owner for a WFS or WMS of the same data, or download a "
            "GeoPackage from there and add that.",
        )


def _other_answers(service: Service, asked: str, failures: list[ServiceError]) -> WrongService:
    there, asked = service.protocol.upper(), asked.upper()
    because = f" {failures[0].message}" if failures else ""
    return WrongService(
        f"There is a {there} at this address, but no {asked}.{because}",
        subject=service.url,
        hint=f"Choose {there} as the protocol, or ask the server's owner for the address of "
        f"the {asked}.",
        offered=service.protocol,
    )


def _not_capabilities(root: Element, url: str, wanted: str) -> ServiceError:
    space = root.namespace.lower()
    for kind in ("wmts", "wcs", "csw", "wps"):
        if f"/{kind}" in space and "capabilities" in root.name.lower():
            return WrongService(
                f"This is the address of {_NOT_READ[kind]}, not of {wanted}.",
                subject=redact(url),
                hint="Ask the server's owner for the address of its WFS or WMS.",
            )
    return UnexpectedAnswer(
        f"The server sent an XML document named {root.name}, not the capabilities of {wanted}.",
        subject=redact(url),
        hint="Check the address; it may lead to a document instead of a service.",
        kind="xml",
    )


def _nothing_there(failures: list[ServiceError], order: list[str], url: str) -> ServiceError:
    """Return one error for all that was tried: the common one, or what each protocol got."""
    if len({str(failure.message) for failure in failures}) == 1:
        return failures[0]
    tried = " ".join(
        f"Asked for a {protocol.upper()}: {failure.message}"
        for protocol, failure in zip(order, failures)
    )
    return WrongService(
        f"Neither a WFS nor a WMS answers at this address. {tried}",
        subject=redact(url),
        hint="Check the address, or ask the server's owner for the one of its WFS or WMS.",
    )
