"""What is noted on a layer of its other side: where it is, its filter, its styles.

A live layer that shows its offline copy stays the same layer of the project, with its id. The note
is made of custom properties, so that the project keeps it. No login is in it; an entry of QGIS's
authentication database is named by its id.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Callable, Optional

from qgis.core import QgsProject
from qgis.PyQt.QtXml import QDomElement

from .layers import FIELD_MAP, LAYER_ID, LAYER_TYPE, WORKSPACE
from .live_maps import LOOKED
from .side_styles import Styles
from .subsets import BEFORE, OURS
from .twins import LivePlace, live_place, workspace_table

LIVE, OFFLINE = "live", "offline"
_NOTE, _STYLES = "amis/other_side", "amis/other_styles"
# What is noted on a layer about one of its sides and not about the other.
_OF_A_SIDE = (LAYER_ID, LAYER_TYPE, WORKSPACE, FIELD_MAP, LOOKED, BEFORE, OURS)


@dataclass(frozen=True)
class CopyPlace:
    """Where the offline copy of a layer is.

    :param path: in a project's file as the project stores paths, see :func:`keep_paths`.
    :param given: its subset when it was first shown, which is not of a person.
    :param subset: its subset when it was left.
    """

    path: str
    table: str
    source_id: str
    given: str = ""
    subset: str = ""


@dataclass(frozen=True)
class OtherSide:
    """What a layer goes back to.

    :param properties: what was noted on the layer on that side.
    """

    live: LivePlace
    copy: CopyPlace
    shows: str
    properties: dict[str, Any] = field(default_factory=dict)
    styles: Styles = field(default_factory=dict)


def read_note(layer: Any) -> Optional[OtherSide]:
    """Return what is noted on a layer; None where nothing is, or what is cannot be read."""
    try:
        noted = json.loads(str(layer.customProperty(_NOTE, "")))
        styles = json.loads(str(layer.customProperty(_STYLES, "")) or "{}")
        return OtherSide(
            LivePlace(**noted["live"]),
            CopyPlace(**noted["copy"]),
            str(noted["shows"]),
            dict(noted["properties"]),
            dict(styles),
        )
    except (ValueError, TypeError, KeyError):
        return None


def note_of(layer: Any, shows: str) -> Optional[OtherSide]:
    """Return what is noted on a layer, where that is about what the layer shows now.

    :param shows: ``LIVE`` or ``OFFLINE``; the side that the layer shows.
    """
    noted = read_note(layer)
    if noted is None or noted.shows != shows:
        return None
    if shows == OFFLINE:
        place = workspace_table(layer)
        return noted if place is not None and place[1] == noted.copy.table else None
    now = live_place(layer)
    is_same = now is not None and (now.protocol, now.url, now.layer) == (
        noted.live.protocol, noted.live.url, noted.live.layer,
    )  # fmt: skip
    return noted if is_same else None


def write_note(layer: Any, other: OtherSide) -> None:
    """Note on a layer what it goes back to."""
    layer.setCustomProperty(_NOTE, _as_text(other))
    layer.setCustomProperty(_STYLES, json.dumps(other.styles, ensure_ascii=False))


def properties_of(layer: Any) -> dict[str, Any]:
    """Return what is noted on a layer about the side that it shows."""
    found = {name: layer.customProperty(name) for name in _OF_A_SIDE}
    return {name: value for name, value in found.items() if isinstance(value, (str, bool, int))}


def put_properties(layer: Any, properties: dict[str, Any]) -> None:
    """Note on a layer what is to be noted about the side that it shows, and nothing else."""
    for name in _OF_A_SIDE:
        if name in properties:
            layer.setCustomProperty(name, properties[name])
        else:
            layer.removeCustomProperty(name)


def path_of(copy: CopyPlace, project: QgsProject) -> Path:
    """Return where a copy is."""
    return Path(project.pathResolver().readPath(copy.path))


def keep_paths(project: QgsProject) -> Callable[[], None]:
    """Let a project store the paths of copies as it stores its layers', mostly relative to itself.

    :return: ends it.
    """

    def store(layer: Any, element: QDomElement, _document: Any) -> None:
        other = read_note(layer)
        if other is not None:
            stored = str(project.pathResolver().writePath(str(path_of(other.copy, project))))
            _set_option(element, _NOTE, _as_text(_with_path(other, stored)))

    def find(_document: Any) -> None:
        for layer in project.mapLayers().values():
            other = read_note(layer)
            if other is not None:
                write_note(layer, _with_path(other, str(path_of(other.copy, project))))

    def end() -> None:
        project.writeMapLayer.disconnect(store)
        project.readProject.disconnect(find)

    project.writeMapLayer.connect(store)
    project.readProject.connect(find)
    return end


def _with_path(other: OtherSide, path: str) -> OtherSide:
    return replace(other, copy=replace(other.copy, path=path))


def _as_text(other: OtherSide) -> str:
    noted = asdict(other)
    noted.pop("styles")
    return json.dumps(noted, ensure_ascii=False)


def _set_option(element: QDomElement, name: str, value: str) -> None:
    """Set a custom property in the XML of a layer."""
    options = element.elementsByTagName("Option")
    for number in range(options.length()):
        option = options.at(number).toElement()
        if option.attribute("name") == name:
            option.setAttribute("value", value)
