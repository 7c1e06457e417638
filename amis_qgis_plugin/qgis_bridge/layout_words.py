"""What stands beside a map of a package: filter, sources, facts and limits, in its language."""

from __future__ import annotations

from datetime import datetime

from qgis.core import QgsBasicNumericFormat, QgsProject

from ..core.package_plan import PackagePlan
from ..core.words import describe_extent
from ..packages.report.language import Language


def degrees(language: Language, decimals: int) -> str:
    """Return the expression that labels a grid: ``120° E``, without sign, in any locale of QGIS."""
    east_west, north_south = (pair.split() for pair in language.degree_letters())
    mark = language.words["decimal_mark"]
    number = f"replace(to_string(round(abs(@grid_number), {decimals})), '.', '{mark}')"
    positive, negative = (
        f"if(@grid_axis = 'x', '{east}', '{north}')" for east, north in zip(east_west, north_south)
    )
    letter = f"if(@grid_number > 0, {positive}, {negative})"
    return f"{number} || '°' || if(abs(@grid_number) < 1e-9, '', ' ' || {letter})"


def number_format(language: Language) -> QgsBasicNumericFormat:
    """Return how the numbers of scale bars and legends are written."""
    form = QgsBasicNumericFormat()
    form.setThousandsSeparator(language.words["thousands_mark"])
    form.setDecimalSeparator(language.words["decimal_mark"])
    form.setShowTrailingZeros(False)
    return form


def sources(plan: PackagePlan, language: Language) -> str:
    """Return whom the data of a map come from."""
    words = language.words["maps"]
    told = [one.attribution or one.title for one in plan.sources]
    told += [layer.attribution for layer in plan.layers if layer.attribution and not layer.sources]
    told += [raster.attribution or raster.title for raster in plan.rasters]
    lines = list(dict.fromkeys([*filter(None, told), words["land_credit"]]))
    return str(words["sources"]).format(sources="; ".join(lines))


def what(plan: PackagePlan, language: Language) -> str:
    """Return what the filter wants and, where the title says that already, the area."""
    said = language.filter(plan)
    if said not in language.title(plan):
        return str(language.words["filter_words"]).format(words=said).rstrip(".")
    area = describe_extent(plan.area, language.code) if plan.area else ""
    return str(language.words["maps"]["area"]).format(area=area) if area else ""


def facts(project: QgsProject, plan: PackagePlan, moment: datetime, language: Language) -> str:
    """Return date, reference system, grid and number of occurrences.

    :param moment: the date that the map bears.
    """
    crs, words = project.crs(), language.words["maps"]
    return "\n".join(
        [
            words["date"].format(date=moment.date().isoformat()),
            words["map"].format(system=f"{crs.description()} ({crs.authid()})"),
            words["grid"],
            words["count"].format(count=language.number(plan.occurrences)),
            words["data"].format(path=f"data/{plan.name}.gpkg"),
        ]
    )


def limits(plan: PackagePlan, language: Language) -> str:
    """Return the sentence on boundaries, and what needs care."""
    return " ".join([language.boundaries, *language.notices(plan)])
