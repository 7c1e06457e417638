"""What the Catalogue and the project have, read into a coverage; no server is asked anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsMapLayer,
    QgsMessageLog,
    QgsProject,
    QgsProviderRegistry,
)

from ..core.coverage import Coverage, Holding, Part
from ..core.errors import AmisError, Cancelled
from ..core.phrases import counted
from ..core.progress import Progress
from ..core.schemas import every_type
from ..core.theme_guess import guess_theme
from ..workspace.coverage import Box, countries_met
from ..workspace.coverage_cache import kept_coverage
from .compat import is_vector
from .entries import SHORT_NAMES, Entry
from .extents import layer_in_degrees, member_boxes
from .layers import LAYER_TYPE, THEME, layer_id, service_layer_id, workspace_layer_id
from .live_maps import kept_map
from .messages import TAG
from .twins import live_place, workspace_table, workspaces_of
from .world_map import world_map_file

if TYPE_CHECKING:
    from ..services.capabilities import Service
    from ..services.service import ServiceLayer
    from .settings import Server

_WORKSPACE = "workspace:"
_IN_PROJECT = "in the project"


@dataclass(frozen=True)
class Offered:
    """What a coverage is to be made of, as it was known on the main thread.

    :param workspaces: GeoPackages with what they are called.
    :param layers: of servers, and files of the project that are no GeoPackages, by what is
        known of them without asking or reading.
    :param boxes: around the member states.
    """

    workspaces: tuple[tuple[Path, str], ...] = ()
    layers: tuple[Holding, ...] = ()
    notes: tuple[str, ...] = ()
    boxes: Mapping[str, Box] = field(default_factory=dict, hash=False)


def offered(
    project: QgsProject,
    entries: Iterable[Entry] = (),
    servers: Iterable[tuple[Server, Optional[Service]]] = (),
) -> Offered:
    """Return what there is to look at; call it on the main thread.

    :param entries: layers of the Catalogue; none for the project alone.
    :param servers: of the Catalogue, with what they offer where they were read.
    """
    boxes, missing = country_boxes()
    notes = list(missing)
    files = {path: path.stem for path in workspaces_of(project) if path != world_map_file()}
    for entry in entries:
        if entry.entry_id.startswith(_WORKSPACE):
            name = entry.entry_id[len(_WORKSPACE) :].rpartition("|")[0]
            files[Path(name)] = entry.source_title
    read = [service for _server, service in servers]
    live = {one.key: one for service in read if service for one in _live_of(service, boxes)}
    for one in _in_project(project, boxes):
        known = live.get(one.key)  # a layer's field map tells more than its name at the server
        live[one.key] = replace(known, theme_id=one.theme_id) if known is not None else one
    unread = read.count(None)
    if unread:
        verb = "has not been contacted; its" if unread == 1 else "have not been contacted; their"
        notes.append(f"{counted(unread, 'server')} of the Catalogue {verb} layers are not counted.")
    return Offered(tuple(files.items()), tuple(live.values()), tuple(notes), boxes)


def read_coverage(what: Offered, progress: Optional[Progress] = None) -> Coverage:
    """Return the coverage; the first time it counts rows, so call it in a task.

    A file that cannot be read is a note, not an error.

    :raises Cancelled: when the person stopped it.
    """
    progress = progress or Progress()
    found, notes = list(what.layers), list(what.notes)
    for number, (path, title) in enumerate(what.workspaces):
        step = progress.part(number / len(what.workspaces), (number + 1) / len(what.workspaces))
        try:
            counts = kept_coverage(path, title, what.boxes, coverage_folder(), step, _note)
        except Cancelled:
            raise
        except AmisError as error:
            notes.append(f"{path.name} is not counted. {error.message}")
        else:
            found += [replace(one, key=workspace_layer_id(path, one.table)) for one in counts]
    return Coverage(tuple(found), tuple(notes))


def country_boxes() -> tuple[Mapping[str, Box], tuple[str, ...]]:
    """Return the boxes around the member states, or none and why; call it on the main thread."""
    try:
        return member_boxes(), ()
    except AmisError as error:
        return {}, (f"Only rows that tell their country are counted. {error.message}",)


def coverage_folder() -> Path:
    """Return the folder of the profile that keeps what was counted."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "amis_explorer" / "coverage"


def _live_of(service: Service, boxes: Mapping[str, Box]) -> Iterator[Holding]:
    """Yield the layers of a server that was read, those that QGIS can show."""
    title = f"{service.title or service.url} · {SHORT_NAMES[service.protocol]}"
    for layer in service.layers:
        if layer.name and (layer.queryable or service.protocol == "wms"):
            theme_id = guess_theme(f"{layer.title} {layer.name}")
            key = service_layer_id(service, layer.name)
            yield _by_extent(key, _title_of(layer), title, theme_id, layer.extent, boxes)


def _in_project(project: QgsProject, boxes: Mapping[str, Box]) -> Iterator[Holding]:
    """Yield the layers of the project that are no tables of a GeoPackage."""
    for layer in project.mapLayers().values():
        is_live = _is_live(layer)
        if layer.isValid() and (is_live or _is_file(layer)):
            extent = layer_in_degrees(layer, project)
            key = layer_id(layer) or layer.id()
            made = _by_extent(key, layer.name(), _IN_PROJECT, _theme_of(layer), extent, boxes)
            yield replace(made, is_live=is_live)


def _by_extent(
    key: str,
    title: str,
    source_title: str,
    theme_id: str,
    extent: Optional[Box],
    boxes: Mapping[str, Box],
) -> Holding:
    """Return a layer of which only the extent is known, as of a server."""
    codes = countries_met(extent, boxes) if extent is not None else ()
    return Holding(
        key=key,
        title=title,
        source_title=source_title,
        theme_id=theme_id,
        parts={code: Part() for code in codes},
        is_live=True,
        by_extent=True,
        is_placed=extent is not None,
    )


def _is_live(layer: QgsMapLayer) -> bool:
    """Whether a layer is read from a server each time; tiles of background maps are no data."""
    if is_vector(layer):
        return live_place(layer) is not None
    if layer.providerType() != "wms":
        return False
    parts = QgsProviderRegistry.instance().decodeUri("wms", layer.source())
    return bool(parts.get("layers"))


def _is_file(layer: QgsMapLayer) -> bool:
    """Whether a layer is a file on this machine that is no GeoPackage, a grid for example."""
    if layer.providerType() not in ("ogr", "gdal") or workspace_table(layer) is not None:
        return False
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    return Path(str(parts.get("path") or "")).is_file()


def _theme_of(layer: Any) -> str:
    """Return the theme of a layer: its own, that of its field map, or what its name tells."""
    fields = kept_map(layer)
    kind = fields.layer_type if fields is not None else layer.customProperty(LAYER_TYPE)
    by_type = (one.theme_id for one in every_type() if one.layer_type_id == kind)
    own = layer.customProperty(THEME) or next(by_type, "")
    return str(own) or guess_theme(layer.name())


def _title_of(layer: ServiceLayer) -> str:
    return layer.title or layer.name


def _note(text: str) -> None:
    QgsMessageLog.logMessage(text, TAG, Qgis.MessageLevel.Info, False)
