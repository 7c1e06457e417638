"""Switching a layer of the project between a server and its offline copy, the layer staying itself.

The layer gets another data source; its id stays, and with it its place in legend, themes and
layouts. Each side keeps its own styles and filter; what fits goes over the first time.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, Optional

from qgis.core import QgsProject, QgsProviderRegistry, QgsVectorLayer

from ..core.completeness import Completeness
from ..core.errors import AmisError, ServiceError, WorkspaceError
from ..core.source_condition import of_source
from ..workspace.field_maps import SourceMap
from ..workspace.glance import GlanceLayer, glance, glance_map
from .compat import reason_of
from .entries import MAKERS
from .layers import (
    FIELD_MAP,
    LAYER_ID,
    LAYER_TYPE,
    NO_REASON,
    WORKSPACE,
    apply_style,
    service_layer_id,
    workspace_layer_id,
)
from .live_maps import map_as_text
from .own_filters import said_of_copy
from .side_styles import Styles, fitting, put_styles, styles_of
from .subsets import current_subset, own_subset
from .switch_choices import Reached
from .switch_record import (
    LIVE,
    OFFLINE,
    CopyPlace,
    OtherSide,
    note_of,
    path_of,
    properties_of,
    put_properties,
    write_note,
)
from .twins import (
    Copy,
    live_place,
    refuse_logins,
    sources_shown,
    workspace_table,
)
from .undisturbed import undisturbed


def to_offline(
    layer: QgsVectorLayer, workspace: Path, source_id: str, project: Optional[QgsProject] = None
) -> tuple[str, ...]:
    """Let a live layer show its offline copy.

    What the AMIS filter leaves of it is to be looked at anew afterwards.

    :param source_id: the source of the workspace; only its rows are shown.
    :param project: where paths are relative to; the running one when it is left out.
    :return: what a person has to know about it, a sentence each.
    :raises AmisError: when it cannot be; the layer is as it was.
    """
    project = project or QgsProject.instance()
    place = live_place(layer)
    if place is None:
        raise WorkspaceError("It is no live layer of features.", subject=layer.name())
    _refuse_edits(layer)
    refuse_logins(layer)
    chosen = _find_copy(workspace, source_id)
    registered = glance(workspace).layers.get(chosen.table, GlanceLayer("", "", ""))
    mapped, notes = _map_of(chosen), _about(chosen)
    copy = CopyPlace(str(workspace), chosen.table, source_id)
    noted = note_of(layer, LIVE)
    if noted is not None and _is_at(noted.copy, chosen, project):
        copy = replace(copy, given=noted.copy.given, subset=noted.copy.subset)
        known, styles = noted.properties, noted.styles
    else:
        given, problems = _given(own_subset(layer), source_id, mapped)
        notes += problems
        copy = replace(copy, given=given, subset=given)
        known, styles = {LAYER_TYPE: registered.layer_type}, {}
    of_live = _with_map(properties_of(layer), mapped, layer)
    left = OtherSide(place, copy, OFFLINE, of_live, styles_of(layer))
    parts = {"path": str(workspace), "layerName": chosen.table}
    uri = QgsProviderRegistry.instance().encodeUri("ogr", parts)
    _give_source(layer, "ogr", uri, copy.subset, left)
    stamp = f"{workspace_layer_id(workspace, chosen.table)}|{source_id}"
    put_properties(layer, {**known, LAYER_ID: stamp, WORKSPACE: str(workspace)})
    write_note(layer, left)
    notes += _dress(layer, left.styles, styles, lambda one: apply_style(one, registered.style))
    return tuple(notes)


def to_live(layer: QgsVectorLayer, reached: Optional[Reached] = None) -> tuple[str, ...]:
    """Let a layer that shows its offline copy show the server again.

    :param reached: what :func:`.switch_choices.reach` found; needed where it was never live.
    :return: what a person has to know about it, a sentence each.
    :raises AmisError: when it cannot be; the layer is as it was.
    """
    _refuse_edits(layer)
    noted, notes = note_of(layer, OFFLINE), []
    if noted is not None:
        if own_subset(layer) != noted.copy.given:
            notes.append("the filter that you gave the copy stays with the copy")
        other = noted
    elif reached is not None:
        other = _first_live(layer, reached)
    else:
        raise ServiceError("It is no offline copy of a live layer.", subject=layer.name())
    path = str((workspace_table(layer) or (other.copy.path,))[0])
    copy = replace(other.copy, path=path, subset=current_subset(layer))
    of_copy = properties_of(layer)
    for name in (LAYER_ID, WORKSPACE):  # they have a path in them and are made anew
        of_copy.pop(name, None)
    left = OtherSide(other.live, copy, LIVE, of_copy, styles_of(layer))
    _give_source(layer, other.live.provider, other.live.uri, None, left)
    put_properties(layer, other.properties)
    write_note(layer, left)
    notes += _dress(layer, left.styles, other.styles, lambda _one: None)
    return tuple(notes)


def _find_copy(workspace: Path, source_id: str) -> Copy:
    for one in glance(workspace).sources:
        if one.source_id == source_id:
            return Copy(workspace, one)
    raise WorkspaceError(
        f"The workspace has no source {source_id}.",
        subject=str(workspace),
        hint="Take the layer offline again.",
    )


def _is_at(noted: CopyPlace, copy: Copy, project: QgsProject) -> bool:
    """Whether what is noted about a copy is about this one."""
    at = (path_of(noted, project), noted.table, noted.source_id)
    return at == (copy.path, copy.table, copy.source.source_id)


def _first_live(layer: QgsVectorLayer, reached: Reached) -> OtherSide:
    """Return the live side of a layer that was never live, as the Catalogue would add it.

    :raises AmisError: when the server does not give it, or the layer shows other rows as well.
    """
    place, service = reached.place, reached.service
    found = live_place(MAKERS[place.protocol](service, reached.layer, place.authcfg))
    table = workspace_table(layer)
    sources = sources_shown(layer, glance(table[0])) if table is not None else ()
    if found is None or table is None or len(sources) != 1:
        raise ServiceError("It does not show the rows of one live layer.", subject=layer.name())
    copy = Copy(table[0], sources[0])
    stamp = service_layer_id(service, reached.layer.name)
    properties = _with_map({LAYER_ID: stamp, LAYER_TYPE: ""}, _map_of(copy), None)
    there = CopyPlace("", copy.table, sources[0].source_id, own_subset(layer))
    return OtherSide(found, there, OFFLINE, properties)


def _refuse_edits(layer: QgsVectorLayer) -> None:
    if layer.isEditable():
        raise WorkspaceError(
            "It is being edited.", subject=layer.name(), hint="Save your edits first, then switch."
        )


def _about(copy: Copy) -> list[str]:
    """Return what a person has to know about a copy that is not the whole layer."""
    notes, source = [], copy.source
    if source.completeness is Completeness.INCOMPLETE:
        notes.append("the copy is incomplete; take it offline again to go on")
    if source.extent or source.filter:
        part = " and ".join(
            word
            for word, is_part in (("an area", source.extent), ("a filter", source.filter))
            if is_part
        )
        notes.append(f"the copy is that of {part} only")
    return notes


def _given(own: str, source_id: str, mapped: Optional[SourceMap]) -> tuple[str, list[str]]:
    """Return the subset of a copy that is shown for the first time, and what lacks in it."""
    base = of_source(source_id)
    if not own:
        return base, []
    said = said_of_copy(own, mapped.types() if mapped is not None else {})
    if said is not None:
        return f"({base}) AND ({said})", []
    return base, [f"its own filter ({own}) cannot be used for the copy, which shows all its rows"]


def _map_of(copy: Copy) -> Optional[SourceMap]:
    """Return how a source was aligned; None too where that cannot be read."""
    with suppress(AmisError):
        return glance_map(copy.path, copy.source.source_id)
    return None


def _with_map(
    properties: dict[str, Any], mapped: Optional[SourceMap], layer: Optional[QgsVectorLayer]
) -> dict[str, Any]:
    """Let a live layer without a field map be read by that of its copy: both are filtered alike.

    :param layer: the live layer, where there is one; a map of other fields is of no use for it.
    """
    if mapped is None or properties.get(FIELD_MAP):
        return properties
    if layer is not None and mapped.fields.missing_in(layer.fields().names()):
        return properties
    return {**properties, FIELD_MAP: map_as_text(mapped.fields)}


def _give_source(
    layer: QgsVectorLayer, provider: str, uri: str, subset: Optional[str], left: OtherSide
) -> None:
    """Give a layer another source, or leave it as it was.

    :param subset: None where the source has it in itself.
    """
    before = (layer.source(), layer.providerType())
    layer.removeSelection()
    with undisturbed():
        layer.setDataSource(uri, layer.name(), provider)
    problem = "" if layer.isValid() else reason_of(layer, NO_REASON)
    if not problem and subset is not None and not layer.setSubsetString(subset):
        problem = reason_of(layer, "its filter is refused")
    if problem:
        with undisturbed():
            layer.setDataSource(before[0], layer.name(), before[1])
        put_styles(layer, left.styles)
        what = left.copy.path if left.shows == OFFLINE else left.live.url
        kind = WorkspaceError if left.shows == OFFLINE else ServiceError
        raise kind(f"QGIS cannot open it: {problem}.", subject=what)


def _dress(
    layer: QgsVectorLayer, before: Styles, kept: Styles, make: Callable[[Any], Any]
) -> list[str]:
    """Give a layer the styles of its new side; those that this side never had are fitted to it."""
    fresh = {name: qml for name, qml in before.items() if name not in kept}
    is_read = put_styles(layer, {**fitting(layer, fresh, make), **kept})
    layer.triggerRepaint()
    return [] if is_read else ["its style could not be put back"]
