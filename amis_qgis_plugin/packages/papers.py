"""Everything in a package beside the data itself: tables, texts, records, vocabularies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..core.manifest import Step, manifest_text
from ..core.package_plan import PackagePlan
from ..core.progress import Progress
from ..core.schemas import OCCURRENCES
from .documents import CITATION, TIME_FORMAT, citation
from .layer_metadata import write_records as write_metadata_records
from .layer_tables import write_layer_table
from .licence_texts import write_licences
from .names import table_path, write_text
from .records_of_rows import write_dictionary, write_records
from .report.language import language_of
from .sheets import Column, Sheet
from .texts import disclaimer, readme
from .verifier import SCHEMA
from .verify import VERIFIER, verifier_text
from .vocabularies import write_vocabularies

_REJECTED = "amis_rejected_rows"


@dataclass(frozen=True)
class Tables:
    """The CSV tables that were written, and the steps that they are."""

    sheets: tuple[Sheet, ...]
    steps: tuple[Step, ...]


def write_tables(plan: PackagePlan, geopackage: Path, folder: Path, progress: Progress) -> Tables:
    """Write every layer, record and vocabulary as CSV, and what their columns hold."""
    sheets, steps = [], []
    whole = max(sum(layer.features for layer in plan.layers), 1)
    done = 0
    for layer in plan.layers:
        part = progress.part(0.8 * done / whole, 0.8 * (done + layer.features) / whole)
        part.at(0.0, f"Writing the table of {layer.title}")
        sheet = write_layer_table(geopackage, layer, folder, table_path(layer.table), part)
        steps.append(Step("tabulated", layer.table, layer.features, sheet.rows))
        sheets.append(sheet)
        done += layer.features
    records = write_records(geopackage, folder, plan, progress.part(0.8, 1.0))
    rejected = next(one for one in records if one.path == table_path(_REJECTED))
    steps.append(Step("rejected", _REJECTED, rejected.rows, rejected.rows))
    sheets += [*records, *write_vocabularies(folder)]
    return Tables(tuple(sheets), tuple(steps))


def write_report(
    plan: PackagePlan,
    geopackage: Path,
    folder: Path,
    moment: datetime,
    software: Mapping[str, str],
    progress: Progress,
    world: Path | None = None,
) -> list[Sheet]:
    """Write the report's numbers as tables, and the report where the plan wants one.

    :param world: a map of the world's countries, to draw land from; nothing draws none.
    """
    # Imported here: numpy and jinja2 are asked for only now.
    from .report.numbers import write_report_tables
    from .report.render import REPORT, render_report
    from .report.tables import report_tables

    tables = report_tables(plan, geopackage, progress, moment)
    if plan.language:
        progress.at(1.0, "Writing the report")
        text = render_report(plan, tables, geopackage, moment, software, world)
        write_text(folder / REPORT, text)
    return write_report_tables(folder, tables)


def write_papers(
    plan: PackagePlan,
    geopackage: Path,
    folder: Path,
    moment: datetime,
    software: Mapping[str, str],
    sheets: tuple[Sheet, ...],
) -> tuple[Sheet, ...]:
    """Write the texts and records; return all tables, the data dictionary among them."""
    dictionary = write_dictionary(folder, sheets, language_of(plan).code)
    write_metadata_records(geopackage, folder, plan, moment)
    write_licences(folder, plan)
    texts = {
        "DISCLAIMER.txt": disclaimer(plan),
        CITATION: citation(plan, moment),
        VERIFIER: verifier_text(),
        SCHEMA: manifest_text(),
    }
    for name, text in texts.items():
        write_text(folder / name, text)
    there = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    created = moment.strftime(TIME_FORMAT)
    columns = _columns_of_layers(plan, sheets)
    write_text(folder / "README.txt", readme(plan, created, software, there, columns))
    return (*sheets, dictionary)


def _columns_of_layers(
    plan: PackagePlan, sheets: tuple[Sheet, ...]
) -> dict[str, tuple[Column, ...]]:
    """Return title to columns, the occurrences first."""
    language = language_of(plan)
    by_path = {sheet.path: sheet.columns for sheet in sheets}
    found = {}
    for layer in sorted(plan.layers, key=lambda layer: layer.table != OCCURRENCES):
        path = table_path(layer.table)
        found[f"{language.layer_title(layer.title)} ({path})"] = by_path[path]
    return found
