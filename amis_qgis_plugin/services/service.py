"""What a server offers, whatever its protocol."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import NamedTuple, Optional

# Written where the owner said nothing. INSPIRE's forms suggest "no conditions apply", and mean
# the access to the service; it is no licence for the data.
_NO_STATEMENT = re.compile(
    r"|none|no|null|nil|n a|na|0|tbd|todo|not applicable|(conditions )?unknown"
    r"|(not |none |un)specified"
    r"|no (access constraint|condition|constraint|fee|limitation|restriction)s?"
    r"( appl(y|ies)( to access and use)?)?"
)


class Extent(NamedTuple):
    """A box in degrees, WGS 84, longitude before latitude."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True)
class ServiceLayer:
    """A layer of a server.

    :param name: what requests call it, with its prefix.
    :param extent: as advertised; nothing when there is none or it is impossible.
    :param crs: names as in :func:`.crs_names.crs_name`, the default first.
    :param formats: of images (WMS) or features (all others).
    :param queryable: whether it gives features, or answers about a place (WMS).
    :param max_scale_denominator: nothing is drawn at smaller scales than 1 to this.
    :param attribution: what the server wants shown beside the layer, else its owner.
    :param licence: what the server says about use; empty when it says nothing.
    :param is_group: whether the layer only gathers others.
    :param namespace: address of the prefix of the name, where it is known.
    :param url: the layer's own address, in protocols that give layers one (ArcGIS REST).
    :param geometry: ``point``, ``line``, ``polygon``, ``table``, or empty when it is not told.
    :param storage_crs: the reference system that the server keeps it in, where it is told.
    :param metadata_url: address of a page or document about the layer; empty for none.
    """

    name: str
    title: str
    abstract: str = ""
    extent: Optional[Extent] = None
    crs: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    max_scale_denominator: Optional[float] = None
    queryable: bool = False
    attribution: str = ""
    licence: str = ""
    is_group: bool = False
    namespace: str = ""
    url: str = ""
    geometry: str = ""
    storage_crs: str = ""
    metadata_url: str = ""


@dataclass(frozen=True)
class Service:
    """A server as it describes itself.

    :param protocol: ``wfs``, ``wms``, ``ogcapi`` or ``arcgis``.
    :param version: of WFS, WMS and OGC API Features; of the program for ArcGIS REST.
    :param url: the address entered, cleaned and cut to the service; requests go there and not to
        an advertised one.
    :param fees: as stated; empty when there is no statement.
    :param access_constraints: as stated; empty when there is no statement.
    :param attribution: who provides it.
    :param notes: what could not be listed, a sentence each.
    """

    protocol: str
    version: str
    url: str
    title: str
    abstract: str
    fees: str
    access_constraints: str
    attribution: str
    layers: tuple[ServiceLayer, ...]
    notes: tuple[str, ...] = ()

    @property
    def licence(self) -> str:
        """What the server states about use; empty when it states nothing."""
        return licence_text(self.access_constraints, self.fees)

    def layer(self, name: str) -> Optional[ServiceLayer]:
        """Return the layer of that name, if there is one."""
        return next((layer for layer in self.layers if layer.name == name), None)


def statement(*texts: str) -> str:
    """Return what a server states, or nothing when it only fills the field."""
    stated = (text.strip() for text in texts if not _NO_STATEMENT.fullmatch(_words(text)))
    return "; ".join(dict.fromkeys(stated))


def _words(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", text.lower()).split())


def licence_text(access_constraints: str, fees: str) -> str:
    """Return what a server states about use in one text; empty when it states nothing."""
    fees = f"Fees: {fees}" if fees else ""
    return ". ".join(part.rstrip(".") for part in (access_constraints, fees) if part)


def extent_of(west: str, south: str, east: str, north: str) -> Optional[Extent]:
    """Return the extent of four texts, or nothing when they are no box on the earth.

    Latitude and longitude that were written in the wrong order are exchanged when that is the
    only way to read them.
    """
    try:
        box = Extent(float(west), float(south), float(east), float(north))
    except ValueError:
        return None
    swapped = Extent(box.south, box.west, box.north, box.east)
    return next((one for one in (box, swapped) if _is_on_earth(one)), None)


def _is_on_earth(box: Extent) -> bool:
    numbers = (box.west, box.south, box.east, box.north)
    return (
        all(math.isfinite(number) for number in numbers)
        and any(numbers)
        and -180.5 <= box.west <= box.east <= 180.5
        and -90.5 <= box.south <= box.north <= 90.5
    )
