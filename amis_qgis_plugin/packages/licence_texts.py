"""The folder ``LICENSES``: licence and attribution of every source, one file each and one list.

They are in the language of the package; what a source says stays in its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..core.licences import Licence, licence_of, read_licence
from ..core.package_plan import PackagePlan
from ..core.sources import Source
from .names import file_name, write_text
from .prose import bullets, document, facts, heading, paragraph
from .report.language import Language, language_of

FOLDER = "LICENSES"
INDEX = f"{FOLDER}/README.txt"


def write_licences(folder: Path, plan: PackagePlan) -> None:
    """Write a file for every source, one for the vocabularies, and the list of them all."""
    language = language_of(plan)
    words = language.words["licence_files"]
    for source in plan.sources:
        name = f"source_{file_name(source.source_id)}"
        text = document(source.title, _facts(plan, source, language))
        write_text(folder / FOLDER / f"{name}.txt", text)
    vocabularies = document(words["vocabularies"], paragraph(words["vocabulary_licence"]))
    write_text(folder / FOLDER / "vocabularies.txt", vocabularies)
    write_text(folder / INDEX, _index(plan, language))


def _index(plan: PackagePlan, language: Language) -> str:
    words = language.words["licence_files"]
    parts = [heading(one.title) + _facts(plan, one, language) for one in plan.sources]
    without, not_copied = _without_source(plan, language), _not_copied(plan, words)
    return document(
        words["index"],
        paragraph(words["name_them"]),
        *parts,
        heading(words["without_source"]) + bullets(without) if without else "",
        heading(words["not_copied"]) + bullets(not_copied) if not_copied else "",
        heading(words["vocabularies"]),
        paragraph(words["vocabulary_licence"]),
    )


def _facts(plan: PackagePlan, source: Source, language: Language) -> str:
    words, licence = language.words["licence_files"], licence_of(source)
    layers = [one.title for one in plan.layers if source.source_id in one.sources]
    completeness = language.completeness(source.completeness.words)
    return facts(
        {
            words["layers"]: ", ".join(map(language.layer_title, layers)),
            words["licence"]: source.licence.strip() or words["no_licence"],
            words["url"]: licence.url,
            words["passing_on"]: _allowed(licence, words),
            words["attribution"]: source.attribution.strip() or words["no_attribution"],
            words["where"]: source.url or words["no_address"],
            words["retrieved"]: source.retrieved_at,
            words["completeness"]: f"{completeness}. {language.said(source.evidence)}".strip(),
        }
    )


def _allowed(licence: Licence, words: Mapping[str, Any]) -> str:
    return str(words["allowed"].get(licence.terms, words["confirmed"]))


def _without_source(plan: PackagePlan, language: Language) -> list[str]:
    words = language.words["licence_files"]
    layers = [one for one in plan.layers if not one.sources]
    told = [(language.layer_title(one.title), one.licence, one.attribution) for one in layers]
    for raster in plan.rasters:
        allowed = f"{words['passing_on']}: {_allowed(read_licence(raster.licence), words)}"
        name = f"{raster.title} ({raster.path})"
        told.append((name, raster.licence, f"{allowed} {raster.attribution}"))
    return [f"{name}: {of or words['no_licence']}. {more}".strip() for name, of, more in told]


def _not_copied(plan: PackagePlan, words: Mapping[str, Any]) -> list[str]:
    told = []
    for one in plan.not_copied:
        where = words["look_there"].format(url=one.url) if one.url else words["nowhere"]
        said = words["forbids"].format(title=one.title, layer=one.layer, licence=one.licence)
        told.append(f"{said} {where}")
    return told
