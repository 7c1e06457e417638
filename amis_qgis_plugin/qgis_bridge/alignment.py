"""Proposing field maps for QGIS layers, aligning them into workspaces, and checking them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional, Union

from qgis.core import Qgis, QgsVectorLayer

from ..core.checks.report import CheckReport
from ..core.checks.rules import RuleSet
from ..core.completeness import Completeness
from ..core.errors import WorkspaceError
from ..core.folding import without_accents
from ..core.map_gaps import unread_fields
from ..core.mapping.column_values import ColumnValues, sample_columns
from ..core.mapping.coordinate_columns import metres_for_degrees, words_for_metres
from ..core.mapping.field_map import FieldMap
from ..core.mapping.own_fields import own_proposal
from ..core.mapping.propose import Proposal, propose, propose_or_plain
from ..core.mapping.wide_analyses import wide_analyses, words_for_wide_analyses
from ..core.progress import Progress
from ..core.rows import SAMPLE_ROWS, SourceLayer
from ..core.sources import Source
from ..core.user_terms import UserTerms
from ..paths import about_plugin
from ..workspace.check_submission import OtherRow, check_submission, digest_of_shape
from ..workspace.country_index import CountryIndex
from ..workspace.field_maps import SourceMap, read_source_maps
from ..workspace.ingest import ingest
from ..workspace.ingest_result import IngestResult
from ..workspace.realign import read_attributes, source_map
from ..workspace.registry import is_aligned_table
from ..workspace.row_aligner import RowAligner
from ..workspace.sources import with_unused_id
from .source_rows import LayerRows, table_of_geopackage

if TYPE_CHECKING:
    from ..workspace.offline.rows import StoredRows

_UNSAFE = re.compile(r"[^a-z0-9]+")
Outlines = Callable[[], Optional[CountryIndex]]


@dataclass(frozen=True)
class Sampled:
    """A source with a sample of its rows and the map that is proposed for it.

    :param attributes: the rows of the sample.
    """

    about: SourceLayer
    columns: tuple[ColumnValues, ...]
    attributes: tuple[Mapping[str, Any], ...]
    proposal: Proposal

    def proposed_as(self, layer_type_id: str) -> Sampled:
        """Return the same with a proposal for another type of layer."""
        return replace(self, proposal=_proposed(self.about, self.columns, layer_type_id))


def sample_and_propose(rows: Union[LayerRows, StoredRows], layer_type_id: str = "") -> Sampled:
    """Look at some rows of a layer and propose how its fields are read; asks servers."""
    return _sampled(rows.about, rows.sample(), layer_type_id)


def sample_or_plain(rows: Union[LayerRows, StoredRows], layer_type_id: str = "") -> Sampled:
    """Do the same for a layer that may be of no type: it is a plain one then."""
    about = rows.about
    attributes = rows.sample()
    columns = sample_columns(about.fields, attributes)
    proposal = own_proposal(about, layer_type_id) or propose_or_plain(about, columns, layer_type_id)
    return Sampled(about, columns, tuple(attributes), proposal)


def sample_of_workspace(path: Path, source_id: str) -> tuple[Sampled, SourceMap]:
    """Return what a source of a workspace said, from the rows that it has there, and its map.

    :raises WorkspaceError: when the workspace keeps no map of the source.
    """
    kept = source_map(path, source_id)
    attributes = read_attributes(path, kept, SAMPLE_ROWS)
    geometry = kept.fields.kind.geometry
    about = SourceLayer(source_id, kept.source_fields, geometry, crs="EPSG:4326")
    return _sampled(about, attributes, kept.fields.layer_type), kept


def maps_of_layer(layer: QgsVectorLayer) -> tuple[SourceMap, ...]:
    """Return the maps by which the rows of a workspace layer were aligned; none for other layers.

    :raises WorkspaceError: when the workspace keeps a map that cannot be read.
    """
    found = table_of_geopackage(layer)
    if found is None:
        return ()
    path, table = found
    return tuple(one for one in read_source_maps(path) if table in one.fields.kind.tables())


def _sampled(
    about: SourceLayer, attributes: Sequence[Mapping[str, Any]], layer_type_id: str
) -> Sampled:
    columns = sample_columns(about.fields, attributes)
    proposal = _proposed(about, columns, layer_type_id)
    return Sampled(about, columns, tuple(attributes), proposal)


def _proposed(about: SourceLayer, columns: Sequence[ColumnValues], layer_type_id: str) -> Proposal:
    return own_proposal(about, layer_type_id) or propose(about, columns, layer_type_id)


def hints_of(
    about: SourceLayer, fields: FieldMap, columns: Sequence[ColumnValues]
) -> tuple[str, ...]:
    """Return what in a layer no map can read as it is, and what to do about it."""
    unread = set(unread_fields(about, fields))
    said = [words_for_wide_analyses(wide_analyses(f for f in about.fields if f.name in unread))]
    if not about.geometry:
        said.append(words_for_metres(metres_for_degrees(fields, columns)))
    return tuple(filter(None, said))


def source_of(rows: LayerRows, source_id: str = "") -> Source:
    """Return the source record of a layer as far as it is known before its rows are read."""
    about = rows.about
    return Source(
        source_id=source_id or suggested_id(about.title),
        table_name="",
        protocol=_protocol(rows.layer),
        url=about.url,
        layer=about.layer,
        title=about.title,
        licence=about.licence,
        attribution=about.attribution,
        retrieved_at=datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        completeness=Completeness.INCOMPLETE,
        evidence="",
        feature_count=0,
        digest="",
        filter=rows.about.filter,
    )


def suggested_id(title: str) -> str:
    """Return a source id made of a title: small letters, digits and hyphens."""
    return _UNSAFE.sub("-", without_accents(title)).strip("-")[:60] or "source"


def align_layer(
    rows: LayerRows,
    fields: FieldMap,
    workspace: Path,
    source: Source,
    *,
    may_rename: bool = False,
    outlines: Outlines = lambda: None,
    terms: UserTerms,
    progress: Optional[Progress] = None,
) -> IngestResult:
    """Bring a layer into a workspace; may run on any thread.

    :param may_rename: whether the source gets another id where its own is that of another source;
        without it the rows of that one are replaced.
    :param outlines: called here to read the country outlines, which takes a moment.
    :raises WorkspaceError: when the layer is itself what alignment wrote into the workspace.
    """
    _must_come_from_elsewhere(rows, workspace)
    if may_rename:
        source = with_unused_id(workspace, source, rows.about.key)
    return ingest(
        workspace,
        rows.about,
        rows.rows(),
        fields,
        source,
        countries=outlines(),
        terms=terms,
        progress=progress,
    )


def check_layer(
    rows: LayerRows,
    fields: FieldMap,
    rules: RuleSet,
    *,
    outlines: Outlines = lambda: None,
    others: Sequence[tuple[LayerRows, FieldMap]] = (),
    terms: UserTerms,
    progress: Optional[Progress] = None,
) -> CheckReport:
    """Check a layer as a submission; may run on any thread, changes nothing.

    :param others: layers of other sources that may have the same things, with their maps.
    """
    # Only of tables the values have to tell what their coordinates are.
    is_table = not rows.about.geometry
    columns = sample_columns(rows.about.fields, rows.sample()) if is_table else ()
    return check_submission(
        rows.about,
        rows.rows(),
        fields,
        rules,
        hints=hints_of(rows.about, fields, columns),
        countries=outlines(),
        others=(row for other, its_map in others for row in _other_rows(other, its_map)),
        terms=terms,
        made_at=datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        software=f"AMIS Explorer {about_plugin()['version']}, QGIS {Qgis.QGIS_VERSION}",
        progress=progress,
    )


def _must_come_from_elsewhere(rows: LayerRows, workspace: Path) -> None:
    if rows.geopackage is None or not workspace.is_file():
        return
    path, table = rows.geopackage
    if path.samefile(workspace) and is_aligned_table(workspace, table):
        raise WorkspaceError(
            f"{table} is what alignment made in this workspace; its rows would come in twice.",
            subject=rows.about.title,
            hint="Use Align again in Field mapping to read them anew, or align the source's own"
            " layer.",
        )


def _other_rows(rows: LayerRows, fields: FieldMap) -> Iterator[OtherRow]:
    aligner = RowAligner(rows.about, fields, "other")
    for row in rows.rows():
        placed = aligner.place(row)
        values = placed.aligned.values
        named = (values.get(one) for one in ("name", "occurrence_name", "local_name"))
        name = str(next(filter(None, named), ""))
        kept = placed.geometry
        shape = digest_of_shape(kept.blob)
        yield OtherRow(row.feature_id, name, kept.place, rows.about.title, shape)


def _protocol(layer: QgsVectorLayer) -> str:
    known = {"WFS": "wfs", "OAPIF": "ogcapi", "arcgisfeatureserver": "arcgis"}
    return known.get(layer.providerType(), "file")
