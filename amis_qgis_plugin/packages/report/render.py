"""The report as one HTML file without anything from outside: text, tables, charts, maps.

Needs jinja2, which most QGIS have. Without it a package is written as before, without the report.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from html import escape, unescape
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...core.errors import MissingLibrary
from ...core.licences import licence_of, read_licence
from ...core.package_plan import PackagePlan
from ...core.statistics import SOURCE
from ...core.word_breaks import FREE, SOFT, marked
from .context import YEARS
from .language import Language, languages, load_language
from .layer_kinds import kind_of
from .maps import draw_maps
from .numbers import COUNTED, SHOWN, ReportTable
from .views import (
    band,
    by_country,
    charts,
    label_of,
    layer_matrix,
    regional,
    theme_matrix,
    with_footnotes,
)

if TYPE_CHECKING:
    import jinja2

__all__ = ["REPORT", "can_render", "languages", "render_report"]

REPORT = "report.html"
_WRITTEN = "%Y-%m-%d %H:%M UTC"
_HERE = Path(__file__).parent
_TEMPLATE = "report.html.j2"
_CELL = re.compile(r"(<t[dh]\b[^>]*>)(.*?)(</t[dh]>)", re.DOTALL)
_MARKUP = re.compile(r"(<[^>]+>)")
_LONGEST_WORD = 16  # letters, which the first column has on a telephone
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


def render_report(
    plan: PackagePlan,
    tables: Mapping[str, ReportTable],
    geopackage: Path,
    moment: datetime,
    software: Mapping[str, str],
    world: Path | None = None,
) -> str:
    """Return the report as HTML.

    :param tables: what :func:`..report.tables.report_tables` counted, by name.
    :param world: a map of the world's countries, to draw land from; nothing draws none.
    :raises MissingLibrary: when jinja2 is not here; it says what works without it.
    :raises PackageError: when there are no texts in the plan's language.
    """
    try:
        import jinja2
    except ImportError as error:
        raise MissingLibrary(WITHOUT_JINJA, subject="jinja2", hint=HOW_TO_GET_JINJA) from error
    language = load_language(plan.language)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(str(_HERE)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    _add_filters(environment, language)
    main, locator = draw_maps(plan, geopackage, language, world)
    page = environment.get_template(_TEMPLATE).render(
        lang=language.code,
        t=language.words,
        language=language,
        plan=plan,
        title=language.title(plan),
        main_map=main,
        locator=locator,
        has_land=world is not None,
        filter_words=language.filter(plan),
        area_words=language.extent(plan),
        created=moment.strftime(_WRITTEN),
        day=moment.date().isoformat(),
        programs=", ".join(f"{name} {version}" for name, version in sorted(software.items())),
        statistics=SOURCE,
        licence_of=licence_of,
        read_licence=read_licence,
        notices=language.notices(plan),
        surrounding_layers=[language.layer_title(one.title) for one in plan.layers if kind_of(one)],
        **_shown(tables, language),
    )
    return _CELL.sub(_with_breaks, page)


def _with_breaks(cell: re.Match[str]) -> str:
    """Return a cell of a table in whose long words a browser finds places for breaks."""
    parts = _MARKUP.split(cell[2])
    shown = (part if part.startswith("<") else _marked(part) for part in parts)
    return f"{cell[1]}{''.join(shown)}{cell[3]}"


def _marked(text: str) -> str:
    broken = marked(unescape(text), _LONGEST_WORD)
    if FREE not in broken and SOFT not in broken:
        return text
    # An element and no sign: who copies an address gets the address.
    return escape(broken, quote=False).replace(FREE, "<wbr>").replace(SOFT, "&shy;")


def _shown(tables: Mapping[str, ReportTable], language: Language) -> dict[str, Any]:
    """Return what the template shows of the tables."""
    records = {name: one.records() for name, one in tables.items()}
    production, notes = with_footnotes(records["production"])
    structures = {row["layer"] for row in records["by_distance"]}
    told = [row["country"] for row in records["by_country"] if row["country"]]
    lists = sorted(records["critical_lists"], key=lambda row: (-row["percent"], row["list"]))
    return {
        "tables": records,
        "summary": {row["key"]: row["value"] for row in records["summary"]},
        "told": {row["field"]: row for row in records["documentation"]},
        "days": [row["retrieved"] for row in records["source_ages"] if row["retrieved"]],
        "years": YEARS,
        "only_country": language.country(told[0]) if len(told) == 1 else "",
        "one_structure": structures.pop() if len(structures) == 1 else "",
        "charts": charts(tables, language),
        "counted": COUNTED,
        "shown": SHOWN,
        "label_of": label_of,
        "band": band,
        "crossed": by_country(tables["commodity_by_country"], language),
        "lists": lists,
        "matrix": theme_matrix(tables["coverage"]),
        "layer_rows": layer_matrix(tables["coverage_layers"]),
        "production": production,
        "production_notes": notes,
        "regional": regional(tables["regional"], language),
    }


def _add_filters(environment: jinja2.Environment, language: Language) -> None:
    from markupsafe import Markup, escape

    def fill(text: str, **gaps: Any) -> Markup:
        """Fill the gaps of a sentence; numbers are marked as such."""
        marked = {
            key: Markup('<span class="n">{}</span>').format(language.number(value))
            if isinstance(value, (int, float))
            else value
            for key, value in gaps.items()
        }
        return escape(text).format(**marked)

    environment.filters["n"] = language.number
    environment.filters["fill"] = fill
