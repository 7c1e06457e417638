"""Proposing field maps for QGIS layers, aligning them into workspaces, and checking them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Optional

from qgis.core import Qgis, QgsVectorLayer

from ..core.checks.report import CheckReport
from ..core.checks.rules import RuleSet
from ..core.completeness import Completeness
from ..core.folding import without_accents
from ..core.mapping.column_values import ColumnValues, sample_columns
from ..core.mapping.field_map import FieldMap
from ..core.mapping.propose import Proposal, propose
from ..core.progress import Progress
from ..core.rows import SAMPLE_ROWS, SourceLayer
from ..core.sources import Source
from ..core.user_terms import UserTerms
from ..paths import about_plugin
from ..workspace.check_submission import OtherRow, check_submission
from ..workspace.country_index import CountryIndex
from ..workspace.field_maps import SourceMap, read_source_maps
from ..workspace.ingest import IngestResult, ingest
from ..workspace.realign import read_attributes, source_map
from ..workspace.row_aligner import RowAligner
from .layers import workspace_path
from .source_rows import LayerRows, place_of_source

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
        return replace(self, proposal=propose(self.about, self.columns, layer_type_id))


def sample_and_propose(rows: LayerRows, layer_type_id: str = "") -> Sampled:
    """Look at some rows of a layer and propose how its fields are read; asks servers."""
    return _sampled(rows.about, rows.sample(), layer_type_id)


def sample_of_workspace(path: Path, source_id: str) -> tuple[Sampled, SourceMap]:
    """Return what a source of a workspace said, from the rows that it has there, and its map.

    :raises WorkspaceError: when the workspace keeps no map of the source.
    """
    kept = source_map(path, source_id)
    attributes = read_attributes(path, kept, SAMPLE_ROWS)
    about = SourceLayer(source_id, kept.source_fields, kept.fields.kind.geometry)
    return _sampled(about, attributes, kept.fields.layer_type), kept


def maps_of_layer(layer: QgsVectorLayer) -> tuple[SourceMap, ...]:
    """Return the maps by which the rows of a workspace layer were aligned; none for other layers.

    :raises WorkspaceError: when the workspace keeps a map that cannot be read.
    """
    path = workspace_path(layer)
    if layer.providerType() != "ogr" or path.suffix.lower() != ".gpkg":
        return ()
    _url, table = place_of_source(layer)
    return tuple(one for one in read_source_maps(path) if table in one.fields.kind.tables())


def _sampled(
    about: SourceLayer, attributes: Sequence[Mapping[str, Any]], layer_type_id: str
) -> Sampled:
    columns = sample_columns(about.fields, attributes)
    proposal = propose(about, columns, layer_type_id)
    return Sampled(about, columns, tuple(attributes), proposal)


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
        filter=rows.layer.subsetString(),
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
    outlines: Outlines = lambda: None,
    terms: UserTerms,
    progress: Optional[Progress] = None,
) -> IngestResult:
    """Bring a layer into a workspace; may run on any thread.

    :param outlines: called here to read the country outlines, which takes a moment.
    """
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
    return check_submission(
        rows.about,
        rows.rows(),
        fields,
        rules,
        countries=outlines(),
        others=(row for other, its_map in others for row in _other_rows(other, its_map)),
        terms=terms,
        made_at=datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        software=f"AMIS Explorer {about_plugin()['version']}, QGIS {Qgis.QGIS_VERSION}",
        progress=progress,
    )


def name_map(sampled: Sampled) -> FieldMap:
    """Return the part of a proposed map that tells name and coordinates."""
    wanted = ("name", "local_name", "occurrence_name", "longitude", "latitude")
    fields = sampled.proposal.fields
    return replace(fields, uses={k: use for k, use in fields.uses.items() if k in wanted})


def _other_rows(rows: LayerRows, fields: FieldMap) -> Iterator[OtherRow]:
    aligner = RowAligner(rows.about, fields, "other")
    for row in rows.rows():
        placed = aligner.place(row)
        values = placed.aligned.values
        name = str(values.get("name") or values.get("occurrence_name") or "")
        yield OtherRow(row.feature_id, name, placed.geometry.place, rows.about.title)


def _protocol(layer: QgsVectorLayer) -> str:
    known = {"WFS": "wfs", "OAPIF": "ogcapi", "arcgisfeatureserver": "arcgis"}
    return known.get(layer.providerType(), "file")
