"""The folder ``LICENSES``: licence and attribution of every source, one file each and one list."""

from __future__ import annotations

from pathlib import Path

from ..core.licences import CONDITIONS, FREE, QUOTED, licence_of, read_licence
from ..core.package_plan import PackagePlan
from ..core.package_rasters import PlannedRaster
from ..core.sources import Source
from .names import file_name, write_text
from .prose import bullets, document, facts, heading, paragraph

FOLDER = "LICENSES"
INDEX = f"{FOLDER}/README.txt"
_NO_LICENCE = "no statement found: ask the provider before you pass it on"
_ALLOWED = {
    FREE: "It may be passed on when the source is named.",
    CONDITIONS: "It may be passed on under the conditions of the licence only.",
    QUOTED: "Figures are quoted with their source.",
}
_CONFIRMED = "Not known. Whoever made the package said that it may be passed on."
VOCABULARY_LICENCE = (
    "Commodity codes and deposit types follow vocabularies of the IUGS Commission for the "
    "Management and Application of Geoscience Information (CGI), http://resource.geosciml.org, "
    "licence CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/). Changed: a selection, with "
    "names, groups and links added. Codes that start with x- are additions of the program."
)


def write_licences(folder: Path, plan: PackagePlan) -> None:
    """Write a file for every source, one for the vocabularies, and the list of them all."""
    for source in plan.sources:
        name = f"source_{file_name(source.source_id)}"
        text = document(source.title, _facts(plan, source))
        write_text(folder / FOLDER / f"{name}.txt", text)
    vocabularies = document("Vocabularies", paragraph(VOCABULARY_LICENCE))
    write_text(folder / FOLDER / "vocabularies.txt", vocabularies)
    write_text(folder / INDEX, _index(plan))


def _index(plan: PackagePlan) -> str:
    parts = [heading(one.title) + _facts(plan, one) for one in plan.sources]
    return document(
        "Licences and attribution",
        paragraph("Name these sources wherever the data or maps made from them are shown."),
        *parts,
        heading("Layers of no recorded source") + bullets(_without_source(plan))
        if _without_source(plan)
        else "",
        heading("Listed and not copied") + bullets(_not_copied(plan)) if plan.not_copied else "",
        heading("Vocabularies"),
        paragraph(VOCABULARY_LICENCE),
    )


def _facts(plan: PackagePlan, source: Source) -> str:
    licence = licence_of(source)
    titles = [layer.title for layer in plan.layers if source.source_id in layer.sources]
    return facts(
        {
            "Layers": ", ".join(titles),
            "Licence": source.licence.strip() or _NO_LICENCE,
            "Text of the licence": licence.url,
            "Passing on": _ALLOWED.get(licence.copying, _CONFIRMED),
            "Attribution": source.attribution.strip() or "none asked for",
            "Where": source.url or "made for this program",
            "Retrieved": source.retrieved_at,
            "Completeness": f"{source.completeness.words}. {source.evidence}".strip(),
        }
    )


def _without_source(plan: PackagePlan) -> list[str]:
    layers = [
        f"{layer.title}: {layer.licence or _NO_LICENCE}. {layer.attribution}".strip()
        for layer in plan.layers
        if not layer.sources
    ]
    return layers + [
        f"{one.title} ({one.path}): {one.licence or _NO_LICENCE}. {_allowed(one)} {one.attribution}"
        for one in plan.rasters
    ]


def _allowed(raster: PlannedRaster) -> str:
    return _ALLOWED.get(read_licence(raster.licence).copying, f"Passing on: {_CONFIRMED}")


def _not_copied(plan: PackagePlan) -> list[str]:
    return [
        f"{one.title} ({one.layer}): its licence forbids copying ({one.licence}). "
        f"{'Look at it there: ' + one.url if one.url else 'No address is known.'}"
        for one in plan.not_copied
    ]
