"""The texts of a package that a person reads first: README and disclaimer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ..core.package_findings import BOUNDARIES
from ..core.package_plan import PackagePlan
from ..core.package_rasters import describe_cut, describe_size
from ..core.package_words import describe_place, describe_selection
from ..core.words import describe_filter
from .prose import bullets, document, heading, paragraph
from .sheets import Column

_FILES = {
    "data/geojson/": "the layers as GeoJSON (RFC 7946): WGS 84, id is fid",
    "data/flatgeobuf/": "the layers as FlatGeobuf, without rows that have no place",
    "data/geoparquet/": "the layers as GeoParquet",
    "data/rasters/": "the rasters (GeoTIFF), each with its style for QGIS (.qml)",
    "LICENSES/": "licence and attribution of every source",
    "DISCLAIMER.txt": "what this package is not",
    "CITATION.cff": "how to cite it",
    "data_dictionary.csv": "what every column of every table holds",
    "tables/": "every layer and record as CSV (UTF-8), rejected records with reasons",
    "exchange/": "layers with the names of EarthResourceML-Lite and GeoSciML-Lite (CSV)",
    "vocabularies/": "the vocabularies that the codes come from, as they were",
    "metadata/": "ISO 19139 records of the layers, schema of the manifest",
    "datapackage.json": "the tables for programs (Frictionless Data Package)",
    "manifest.json": "filter, sources, counts, steps and checksums for programs",
    "verify.py": "checks all this; needs only Python",
    "SHA256SUMS": "checksums of all files",
}
_HOW_SIGNED = (
    "Signing is left to whoever makes a package. A signature speaks of SHA256SUMS, and SHA256SUMS "
    "of every other file: check both. Get the signer's public key from the signer, by another way "
    "than the package. If SHA256SUMS.sig is here, it was signed with an SSH key. Write a file "
    "allowed_signers with one line: a name, a space and the public key. Then either of:"
)
_SIGNED_WITH_SSH = (
    "  python verify.py --signers allowed_signers\n"
    "  ssh-keygen -Y verify -f allowed_signers -I NAME -n amis-explorer -s SHA256SUMS.sig < "
    "SHA256SUMS"
)
_SIGNED_WITH_PGP = "  gpg --verify SHA256SUMS.asc SHA256SUMS"


def readme(
    plan: PackagePlan,
    created: str,
    software: Mapping[str, str],
    files: Collection[str],
    dictionary: Mapping[str, Sequence[Column]],
) -> str:
    """Return what the package is, what is in it and how to open it.

    :param created: time of writing, ISO 8601, UTC.
    :param files: paths of what is in it.
    :param dictionary: title of a layer to its columns.
    """
    has_project = "project.qgz" in files
    return document(
        plan.title,
        paragraph(
            f"A prospectivity package with {plan.occurrences} mineral occurrences, written "
            f"{created} by {_programs(software)} from the workspace {plan.workspace.name}."
        ),
        heading("What was chosen"),
        paragraph(f"Mineral occurrences: {describe_filter(plan.wanted)}."),
        paragraph(
            f"Area of the other layers: {describe_place(plan)}, longitude and latitude on WGS 84 "
            f"(EPSG:4326).{' They are cut at its edge.' if plan.clipped else ''}"
            if plan.area
            else "No other layer was chosen by an area."
        ),
        heading("What is in it"),
        _layer_list(plan),
        _file_list(plan, files),
        heading("How to open it"),
        paragraph(_how_to_open(plan, has_project)),
        heading("What 'prospectivity' means here"),
        paragraph(
            "The package is a documented selection of data for people who look for mineral "
            "deposits. It holds no calculated map of favourability and no estimate of undiscovered "
            "resources, and it recommends no place."
        ),
        heading("Limits"),
        bullets(
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
        heading("What was found while it was made"),
        bullets([f"{one.severity}: {one.message} {one.hint}".strip() for one in plan.findings]),
        heading("Is it whole?"),
        paragraph(
            "In this folder run: python verify.py (Python 3.8 or newer), or: sha256sum --check "
            "SHA256SUMS (macOS: shasum -a 256 --check SHA256SUMS), or 'Verify prospectivity "
            "package' in QGIS with AMIS Explorer. Programs that open the GeoPackage for editing "
            "change it; work on a copy."
        ),
        heading("Who signed it?"),
        paragraph(_HOW_SIGNED),
        _SIGNED_WITH_SSH,
        paragraph(
            "If SHA256SUMS.asc is here, it was signed with an OpenPGP key. With that key in your "
            "key ring:"
        ),
        _SIGNED_WITH_PGP,
        heading("Data dictionary"),
        paragraph("All other tables are told in data_dictionary.csv."),
        _dictionary(dictionary),
    )


def disclaimer(plan: PackagePlan) -> str:
    """Return what the package is not, and what nobody promises."""
    notices = [f"{layer.title}: {layer.notice}" for layer in plan.layers if layer.notice]
    return document(
        "Disclaimer",
        paragraph(
            "This package is no public report under JORC, NI 43-101, the PMRC (Philippines), the "
            "KCMI (Indonesia) or any other reporting code. No competent or qualified person has "
            "signed it. It holds no exploration results, mineral resources or ore reserves as "
            "those codes define them, and must not be quoted as if it did."
        ),
        paragraph(
            "The data come from the sources in LICENSES/README.txt and are passed on as they were "
            "found. There is no warranty that they are right, complete, current or fit for any "
            "purpose. Check them at the source and in the field before you decide anything."
        ),
        paragraph(BOUNDARIES),
        paragraph("Some layers need care:") if notices else "",
        bullets(notices),
    )


def _layer_list(plan: PackagePlan) -> str:
    return bullets(
        [
            f"{layer.title} ({layer.table}): {layer.features} of {layer.available} rows, "
            f"{describe_selection(plan, layer)}." + (f" {layer.notice}" if layer.notice else "")
            for layer in plan.layers
        ]
        + [
            f"{raster.title} ({raster.path}): {describe_size(raster)}, {describe_cut(raster)}."
            for raster in plan.rasters
        ]
    )


def _file_list(plan: PackagePlan, there: Collection[str]) -> str:
    files = {
        "report.html": "the report: open it in any browser, or print it",
        "report.pdf": "the same on pages, to print and to pass on",
        "maps/": "maps as PDF and as pictures (PNG)",
        "report/": "every number of the report as CSV",
        f"data/{plan.name}.gpkg": "all layers with styles, metadata, sources (OGC GeoPackage)",
        "project.qgz": "QGIS project that shows them",
        **_FILES,
    }
    always = ("manifest.json", "SHA256SUMS", "datapackage.json")
    shown = {
        name: what
        for name, what in files.items()
        if name in always or any(one == name or one.startswith(name) for one in there)
    }
    width = max(map(len, shown)) + 2
    return "\n".join(f"  {name:<{width}}{what}" for name, what in shown.items())


def _dictionary(tables: Mapping[str, Sequence[Column]]) -> str:
    parts = []
    for title, columns in tables.items():
        lines = []
        for column in columns:
            told = [column.meaning or "As the source has it."]
            told += [f"Unit: {column.unit}."] if column.unit else []
            told += [f"Codes: {column.code_list}."] if column.code_list else []
            lines.append(f"{column.name} ({column.type}): {' '.join(told)}")
        parts.append(f"{title}\n\n{bullets(lines)}")
    return "\n\n".join(parts)


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
