"""The texts of a package that a person reads: README, disclaimer and licences."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from ..core.package_findings import BOUNDARIES
from ..core.package_plan import PackagePlan
from ..core.schemas import OCCURRENCES
from ..core.sources import Source
from ..core.words import describe_extent, describe_filter

_WIDTH = 88
_SELECTIONS = {
    "filter": "chosen by the filter",
    "area": "whole features that touch the area",
    "whole": "the whole layer",
}
_COMPLETENESS = {
    "COMPLETE_PROVEN": "complete, proven",
    "COMPLETE_UNPROVEN": "not proven complete",
    "INCOMPLETE": "INCOMPLETE",
}
_NO_LICENCE = "no statement found: ask the provider before you pass it on"
_VOCABULARY_LICENCE = (
    "Commodity codes and deposit types follow vocabularies of the IUGS Commission for the "
    "Management and Application of Geoscience Information (CGI), http://resource.geosciml.org, "
    "licence CC BY 4.0. Codes that start with x- are additions of the program."
)


def readme(plan: PackagePlan, created: str, software: Mapping[str, str], has_project: bool) -> str:
    """Return what the package is, what is in it and how to open it.

    :param created: time of writing, ISO 8601, UTC.
    """
    return _document(
        plan.title,
        _paragraph(
            f"A prospectivity package with {plan.occurrences} mineral occurrences, written "
            f"{created} by {_programs(software)} from the workspace {plan.workspace.name}."
        ),
        _heading("What was chosen"),
        _paragraph(f"Mineral occurrences: {describe_filter(plan.wanted)}."),
        _paragraph(
            f"Area of the other layers: {describe_extent(plan.area)}, longitude and latitude on "
            "WGS 84 (EPSG:4326)."
            if plan.area
            else "No other layer was chosen by an area."
        ),
        _heading("What is in it"),
        _layer_list(plan),
        _file_list(plan, has_project),
        _heading("How to open it"),
        _paragraph(_how_to_open(plan, has_project)),
        _heading("What 'prospectivity' means here"),
        _paragraph(
            "The package is a documented selection of public data for people who look for mineral "
            "deposits. It holds no calculated map of favourability and no estimate of undiscovered "
            "resources, and it recommends no place."
        ),
        _heading("Limits"),
        _bullets(
            [
                "An occurrence in the list is no proof of an economic deposit, and a place without "
                "one is no proof of barren ground.",
                "Commodities, countries and deposit types were aligned from the words of the "
                "sources; those words stand beside them (commodity_text, country_text, "
                "deposit_type_text, source_attributes).",
                "Empty cells mean that the source says nothing.",
                "In the CSV, text that starts with = + - @ or a tab has an apostrophe (') in front "
                "of it, so that no spreadsheet runs it as a formula. Take it away to get the "
                "source's text; the GeoPackage has it unchanged.",
                "See also DISCLAIMER.txt.",
            ]
        ),
        _heading("What was found while it was made"),
        _bullets([f"{one.severity}: {one.message} {one.hint}".strip() for one in plan.findings]),
        _heading("Is it whole?"),
        _paragraph(
            "In this folder run: sha256sum --check SHA256SUMS (macOS: shasum -a 256 --check "
            "SHA256SUMS), or 'Verify prospectivity package' in QGIS with AMIS Explorer. Programs "
            "that open the GeoPackage for editing change it; work on a copy."
        ),
    )


def disclaimer(plan: PackagePlan) -> str:
    """Return what the package is not, and what nobody promises."""
    notices = [f"{layer.title}: {layer.notice}" for layer in plan.layers if layer.notice]
    return _document(
        "Disclaimer",
        _paragraph(
            "This package is no public report under JORC, NI 43-101, the PMRC (Philippines), the "
            "KCMI (Indonesia) or any other reporting code. No competent or qualified person has "
            "signed it. It holds no exploration results, mineral resources or ore reserves as "
            "those codes define them, and must not be quoted as if it did."
        ),
        _paragraph(
            "The data come from the sources in LICENCES.txt and are passed on as they were found. "
            "There is no warranty that they are right, complete, current or fit for any purpose. "
            "Check them at the source and in the field before you decide anything."
        ),
        _paragraph(BOUNDARIES),
        _paragraph("Some layers need care:") if notices else "",
        _bullets(notices),
    )


def licences(plan: PackagePlan) -> str:
    """Return licence and attribution of every source."""
    return _document(
        "Licences and attribution",
        _paragraph("Name these sources wherever the data or maps made from them are shown."),
        *(_source(plan, source) for source in plan.sources),
        _heading("Vocabularies"),
        _paragraph(_VOCABULARY_LICENCE),
    )


def _source(plan: PackagePlan, source: Source) -> str:
    titles = [layer.title for layer in plan.layers if source.source_id in layer.sources]
    facts = {
        "Layers": ", ".join(titles),
        "Licence": source.licence.strip() or _NO_LICENCE,
        "Attribution": source.attribution.strip() or "none asked for",
        "Where": source.url or "made for this program",
        "Retrieved": source.retrieved_at,
        "Completeness": f"{_COMPLETENESS[source.completeness.value]}. {source.evidence}".strip(),
    }
    return _heading(source.title) + "\n".join(
        textwrap.fill(f"{name}: {value}", _WIDTH, subsequent_indent="  ", break_long_words=False)
        for name, value in facts.items()
        if value
    )


def _layer_list(plan: PackagePlan) -> str:
    return _bullets(
        [
            f"{layer.title} ({layer.table}): {layer.features} of {layer.available} rows, "
            f"{_SELECTIONS[layer.selection]}." + (f" {layer.notice}" if layer.notice else "")
            for layer in plan.layers
        ]
    )


def _file_list(plan: PackagePlan, has_project: bool) -> str:
    files = {
        f"data/{plan.name}.gpkg": "all layers with styles, metadata, sources (OGC GeoPackage)",
        "project.qgz": "QGIS project that shows them" if has_project else "",
        "tables/mineral_occurrences.csv": "the occurrences for a spreadsheet (UTF-8)"
        if any(layer.table == OCCURRENCES for layer in plan.layers)
        else "",
        "LICENCES.txt": "licence and attribution of every source",
        "DISCLAIMER.txt": "what this package is not",
        "manifest.json": "filter, sources, counts and checksums for programs",
        "SHA256SUMS": "checksums of all files",
    }
    width = max(map(len, files)) + 2
    return "\n".join(f"  {name:<{width}}{what}" for name, what in files.items() if what)


def _how_to_open(plan: PackagePlan, has_project: bool) -> str:
    if has_project:
        return (
            "Open project.qgz in QGIS 3.22 or newer with a double click; no plugin and no network "
            "are needed. Keep it beside the folder data. On a phone, open the folder in QField. "
            f"Other programs open data/{plan.name}.gpkg."
        )
    return (
        f"There is no QGIS project in this package. Drag data/{plan.name}.gpkg into QGIS (3.22 or "
        "newer) or any other program that reads GeoPackage; QGIS finds the styles inside it. No "
        "plugin and no network are needed."
    )


def _programs(software: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in sorted(software.items()))


def _document(title: str, *parts: str) -> str:
    head = f"{title}\n{'=' * min(len(title), _WIDTH)}"
    return "\n\n".join([head, *(part.strip("\n") for part in parts if part)]) + "\n"


def _heading(text: str) -> str:
    return f"{text}\n{'-' * min(len(text), _WIDTH)}\n"


def _paragraph(text: str) -> str:
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _bullets(lines: list[str]) -> str:
    return "\n".join(
        textwrap.fill(
            line,
            _WIDTH,
            initial_indent="* ",
            subsequent_indent="  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in lines
    )
