"""The report as one HTML file without anything from outside: text, tables, charts, maps.

Needs jinja2, which most QGIS have. Without it a package is written as before, without the report.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from importlib import util
from pathlib import Path
from typing import Any

from ...core.errors import MissingLibrary, PackageError
from ...core.licences import licence_of
from ...core.package_plan import PackagePlan
from ...core.statistics import SOURCE
from ...core.words import describe_extent, describe_filter
from ..documents import TIME_FORMAT
from .charts import bar_chart
from .maps import draw_maps
from .numbers import ReportTable

REPORT = "report.html"
_HERE = Path(__file__).parent
_TEMPLATE = "report.html.j2"
_SHOWN = 15
_COUNTED = (
    *("by_commodity", "by_country", "by_deposit_model"),
    *("by_mine_status", "by_occurrence_type"),
)
_SURROUNDINGS = ("protected_areas", "infrastructure", "administrative_areas")
WITHOUT_JINJA = (
    "The report needs the Python library jinja2, which is not here. Everything else of the package"
    " is written without it, the numbers of the report among it."
)
HOW_TO_GET_JINJA = (
    "Debian and Ubuntu: apt install python3-jinja2. Windows and macOS: it comes with QGIS's own"
    " installer."
)


def can_render() -> bool:
    """Whether the library that the report needs is here; it is not imported for that."""
    return util.find_spec("jinja2") is not None


def languages() -> tuple[str, ...]:
    """Return the languages that there are texts for, as ISO 639-1 codes."""
    return tuple(sorted(path.stem for path in (_HERE / "i18n").glob("*.json")))


def render_report(
    plan: PackagePlan,
    tables: Mapping[str, ReportTable],
    geopackage: Path,
    moment: datetime,
    software: Mapping[str, str],
) -> str:
    """Return the report as HTML.

    :param tables: what :func:`..report.tables.report_tables` counted, by name.
    :raises MissingLibrary: when jinja2 is not here; it says what works without it.
    :raises PackageError: when there are no texts in the plan's language.
    """
    try:
        import jinja2
    except ImportError as error:
        raise MissingLibrary(WITHOUT_JINJA, subject="jinja2", hint=HOW_TO_GET_JINJA) from error
    words = _words(plan.language)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(str(_HERE)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["n"] = shown_number
    main, locator = draw_maps(plan, geopackage, (words["map_title"], words["locator_title"]))
    return environment.get_template(_TEMPLATE).render(
        lang=plan.language,
        t=words,
        plan=plan,
        tables={name: one.records() for name, one in tables.items()},
        matrix=_matrix(tables["coverage"]),
        charts=_charts(tables, words),
        counted=_COUNTED,
        shown=_SHOWN,
        main_map=main,
        locator=locator,
        filter_words=describe_filter(plan.wanted),
        area_words=describe_extent(plan.area) if plan.area else "",
        created=moment.strftime(TIME_FORMAT),
        programs=", ".join(f"{name} {version}" for name, version in sorted(software.items())),
        statistics=SOURCE,
        licence_of=licence_of,
        notices=[f"{one.title}: {one.notice}" for one in plan.layers if one.notice],
        surroundings=[one.title for one in plan.layers if one.layer_type in _SURROUNDINGS],
    )


def shown_number(value: Any) -> str:
    """Return a number as a person reads it, thousands parted; a dash where there is none."""
    if value is None or value == "":
        return "–"
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() and abs(value) >= 100 else f"{value:,}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _words(language: str) -> dict[str, Any]:
    path = _HERE / "i18n" / f"{language}.json"
    if language not in languages():
        raise PackageError(
            "There is no report in this language.",
            subject=language,
            hint=f"There is {', '.join(languages())}.",
        )
    words: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return words


def _charts(tables: Mapping[str, ReportTable], words: Mapping[str, Any]) -> dict[str, str]:
    charts = {}
    for name in _COUNTED:
        rows = tables[name].records()[:_SHOWN]
        bars = [(row["label"] or words["not_told"], row["occurrences"]) for row in rows]
        charts[name] = bar_chart(words[name], bars)
    rows = tables["by_unit"].records()[:_SHOWN]
    charts["by_unit"] = bar_chart(
        words["by_unit"],
        [(row["unit"] or words["not_told"], row["occurrences"]) for row in rows],
        [row["expected"] for row in rows],
    )
    return charts


def _matrix(coverage: ReportTable) -> dict[str, Any]:
    """Return the rows of each theme by country, with all countries that there are."""
    records = coverage.records()
    countries = sorted({row["country"] for row in records if row["country"]})
    themes: dict[str, dict[str, Any]] = {}
    for row in records:
        theme = themes.setdefault(
            row["theme"],
            {"newest": row["newest"], "completeness": row["completeness"], "rows": {}},
        )
        theme["rows"][row["country"]] = row["rows"]
    return {"countries": countries, "themes": themes}
