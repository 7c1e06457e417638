"""What an ArcGIS REST directory offers: folders, services and single layers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Optional
from urllib.parse import unquote, urlsplit

from ..core.errors import ServiceError
from ..core.progress import Progress
from .answers import ask_json
from .arcgis_layer import (
    WANTED,
    can_query,
    extent_in_degrees,
    geometry_of,
    max_scale,
    native_crs,
)
from .json_values import mapping_of, mappings_of, name_of, names_of, text_of
from .service import Extent, Service, ServiceLayer, statement
from .urls import child_url

if TYPE_CHECKING:
    import requests

# A directory is asked once for each folder and each service in it.
MOST_FOLDERS = 30
MOST_SERVICES = 60
_KINDS = ("FeatureServer", "MapServer")
_PROGRAMS = ("System", "Utilities", "Hosted/System")  # folders of tools, without layers
_DEEPEST = 10  # groups in groups


@dataclass(frozen=True)
class _Common:
    """What a service says for its layers."""

    url: str
    capabilities: str
    attribution: str
    extent: Optional[Extent]
    crs: str
    formats: tuple[str, ...]


def is_arcgis(data: Any) -> bool:
    """Whether a document is a folder, a service or a layer of ArcGIS REST."""
    keys = set(mapping_of(data))
    is_directory = "currentVersion" in keys and not keys.isdisjoint(("services", "folders"))
    is_service = {"layers", "tables"} & keys and not keys.isdisjoint(
        ("currentVersion", "serviceDescription", "mapName", "capabilities")
    )
    is_layer = {"id", "name", "type"} <= keys and not keys.isdisjoint(("fields", "geometryType"))
    return bool(is_directory or is_service or is_layer)


def read_arcgis(
    session: requests.Session,
    data: Mapping[str, Any],
    url: str,
    progress: Optional[Progress] = None,
) -> Service:
    """Return the service that a document of ArcGIS REST stands for.

    :param data: a folder, a service or a layer.
    :param url: its address.
    :raises ServiceError: when a folder gives none of its services.
    :raises Cancelled: when the person stopped it.
    """
    progress = progress or Progress()
    if "layers" in data or "tables" in data:
        return _service(data, url, _details(session, url, progress))
    if "services" in data or "folders" in data:
        return _directory(session, data, url, progress)
    common = _common(data, url.rpartition("/")[0])
    layer = _layer(data, {}, common, text_of(data.get("name")))
    title = f"{_name_in(url)}: {layer.title}"
    version = name_of(data.get("currentVersion"))
    return Service(
        "arcgis", version, url, title, layer.abstract, "", "", layer.attribution, (layer,)
    )


def _service(data: Mapping[str, Any], url: str, details: Mapping[str, Any]) -> Service:
    """Return a service.

    :param details: id of a layer to its whole description, as far as there is one.
    """
    common = _common(data, url)
    summaries = mappings_of(data.get("layers"))
    tables = [{"type": "Table", **one} for one in mappings_of(data.get("tables"))]
    names = {name_of(one.get("id")): one for one in summaries}
    layers = [
        _layer(one, mapping_of(details.get(name_of(one.get("id")))), common, _title(one, names))
        for one in (*summaries, *tables)
        if name_of(one.get("id")) and not _is_group(one)
    ]
    about = mapping_of(data.get("documentInfo"))
    description = text_of(data.get("description")) or text_of(data.get("serviceDescription"))
    return Service(
        "arcgis",
        name_of(data.get("currentVersion")),
        url,
        text_of(about.get("Title")) or _name_in(url),
        description,
        "",
        "",
        common.attribution,
        tuple(layers),
    )


def _details(session: requests.Session, url: str, progress: Progress) -> dict[str, Any]:
    """Return the whole descriptions of all layers, from one request; nothing when it fails.

    Servers before 10.0 have no such resource, and heavy ones fail at it: the service's own page
    has what a list needs.
    """
    try:
        data = mapping_of(ask_json(session, child_url(url, "layers"), WANTED, progress))
    except ServiceError:
        return {}
    found = mappings_of(data.get("layers")) + mappings_of(data.get("tables"))
    return {name_of(one.get("id")): one for one in found}


def _common(data: Mapping[str, Any], url: str) -> _Common:
    return _Common(
        url=url,
        capabilities=name_of(data.get("capabilities")),
        attribution=statement(text_of(data.get("copyrightText"))),
        extent=extent_in_degrees(data.get("fullExtent")),
        crs=native_crs(data),
        formats=_formats(data),
    )


def _layer(
    summary: Mapping[str, Any], details: Mapping[str, Any], common: _Common, title: str
) -> ServiceLayer:
    """Return a layer from the line of its service and, where it is there, its description."""
    both = {**summary, **details}
    name = name_of(both.get("id"))
    crs = native_crs(both) or common.crs
    return ServiceLayer(
        name=name,
        title=title or name,
        abstract=text_of(both.get("description")),
        extent=extent_in_degrees(both.get("extent")) if "extent" in both else common.extent,
        crs=(crs,) if crs else (),
        formats=_formats(both) or common.formats,
        max_scale_denominator=max_scale(both),
        queryable=can_query(both, common.capabilities),
        attribution=statement(text_of(both.get("copyrightText"))) or common.attribution,
        url=f"{common.url}/{name}",
        geometry=geometry_of(both),
        storage_crs=crs,
    )


def _title(layer: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the name of a layer behind those of the groups that it is in."""
    names: list[str] = []
    one: Optional[Mapping[str, Any]] = layer
    while one is not None and len(names) < _DEEPEST:
        names.append(text_of(one.get("name")))
        one = by_id.get(name_of(one.get("parentLayerId")))
    return ": ".join(filter(None, reversed(names)))


def _is_group(layer: Mapping[str, Any]) -> bool:
    """Whether a layer only gathers others: it cannot be asked for anything."""
    return name_of(layer.get("type")) == "Group Layer" or bool(layer.get("subLayerIds"))


def _directory(
    session: requests.Session, data: Mapping[str, Any], url: str, progress: Progress
) -> Service:
    """Return all layers of a folder, and of the folders in it."""
    root = re.split(r"(?i)(?<=/rest/services)", url, maxsplit=1)[0].rstrip("/")
    notes: list[str] = []
    failures: list[ServiceError] = []
    names = list(_services_in(session, data, root, progress, notes, failures))
    if len(names) > MOST_SERVICES:
        notes.append(
            f"Only the first {MOST_SERVICES} of {len(names)} services are listed; add the address"
            " of a folder or a service to see others."
        )
    layers: list[ServiceLayer] = []
    for number, (name, kind) in enumerate(names[:MOST_SERVICES]):
        progress.at(0.3 + 0.7 * number / len(names), f"Reading {name}")
        address = child_url(root, *name.split("/"), kind)
        try:
            one = mapping_of(ask_json(session, address, WANTED, progress))
        except ServiceError as error:
            failures.append(error)
            notes.append(f"{name} ({kind}) is not listed: {error.message}")
            continue
        short = name.rpartition("/")[2].replace("_", " ")
        for layer in _service(one, address, {}).layers:
            layers.append(
                replace(layer, name=f"{name}/{kind}/{layer.name}", title=f"{short}: {layer.title}")
            )
    if failures and not layers:
        raise failures[0]
    title = urlsplit(url).hostname or ""
    folder = url[len(root) :].strip("/")
    title = f"{title}: {unquote(folder)}" if folder else title
    version = name_of(data.get("currentVersion"))
    return Service("arcgis", version, url, title, "", "", "", "", tuple(layers), tuple(notes))


def _services_in(
    session: requests.Session,
    data: Mapping[str, Any],
    root: str,
    progress: Progress,
    notes: list[str],
    failures: list[ServiceError],
) -> Iterator[tuple[str, str]]:
    """Yield name and kind of the services of a directory and, one level down, of its folders."""
    yield from _listed(data)
    folders = [one for one in names_of(data.get("folders")) if one not in _PROGRAMS]
    if len(folders) > MOST_FOLDERS:
        notes.append(f"Only the first {MOST_FOLDERS} of {len(folders)} folders are listed.")
    for number, folder in enumerate(folders[:MOST_FOLDERS]):
        progress.at(0.3 * number / len(folders), f"Reading the folder {folder}")
        try:
            inside = ask_json(session, child_url(root, *folder.split("/")), WANTED, progress)
        except ServiceError as error:
            failures.append(error)
            notes.append(f"The folder {folder} is not listed: {error.message}")
            continue
        yield from _listed(mapping_of(inside))


def _listed(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield name and kind of the services of one folder.

    Where the same service is there for features and for maps, the one for features is enough.
    """
    found = [
        (name_of(one.get("name")), name_of(one.get("type")))
        for one in mappings_of(data.get("services"))
    ]
    for name, kind in found:
        if name and kind in _KINDS and not (kind == _KINDS[1] and (name, _KINDS[0]) in found):
            yield name, kind


def _formats(data: Mapping[str, Any]) -> tuple[str, ...]:
    stated = name_of(data.get("supportedQueryFormats"))
    return tuple(word.strip() for word in stated.split(",") if word.strip())


def _name_in(url: str) -> str:
    """Return the name of a service as its address has it."""
    found = re.search(r"(?i)/([^/]+)/(?:Feature|Map|Image)Server(?:/|$)", urlsplit(url).path)
    return unquote(found[1]).replace("_", " ") if found else urlsplit(url).hostname or url
