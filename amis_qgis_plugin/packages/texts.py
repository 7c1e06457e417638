"""The texts of a package that a person reads first: README and disclaimer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ..core.package_plan import PackagePlan
from ..core.package_words import selection_word
from ..core.translations import ENGLISH
from .prose import bullets, document, heading, paragraph
from .report.language import Language, language_of, load_language
from .sheets import Column

_DATA = "data/"
_ALWAYS = ("manifest.json", "SHA256SUMS", "datapackage.json")
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
    """Return what the package is, what is in it and how to open it, in its language.

    :param created: time of writing, ISO 8601, UTC.
    :param files: paths of what is in it.
    :param dictionary: title of a layer to its columns.
    """
    language = language_of(plan)
    words: Mapping[str, str] = language.words["readme"]
    about = {"occurrences": plan.occurrences, "created": created, "workspace": plan.workspace.name}
    severities = language.words["severities"]
    return document(
        language.title(plan),
        paragraph(words["about"].format(programs=_programs(software), **about)),
        paragraph(words["other_language"]),
        heading(words["chosen"]),
        paragraph(language.words["filter_words"].format(words=language.filter(plan))),
        paragraph(_area(plan, language)),
        heading(words["contents"]),
        _layer_list(plan, language),
        _file_list(plan, files, language),
        heading(words["open"]),
        paragraph(_how_to_open(plan, "project.qgz" in files, words)),
        heading(words["prospectivity"]),
        paragraph(words["prospectivity_text"]),
        heading(words["limits"]),
        bullets(language.words["readme_limits"]),
        heading(words["found"]),
        bullets(f"{severities[one.severity]}: {one.said(language.code)}" for one in plan.findings),
        heading(words["whole"]),
        paragraph(words["whole_text"]),
        heading(words["signed"]),
        paragraph(words["signed_text"]),
        _SIGNED_WITH_SSH,
        paragraph(words["signed_pgp"]),
        _SIGNED_WITH_PGP,
        heading(words["dictionary"]),
        paragraph(words["dictionary_text"]),
        _dictionary(dictionary, language),
    )


def disclaimer(plan: PackagePlan) -> str:
    """Return what the package is not, and what nobody promises.

    In another language than English the English text, from which it was translated, stands below.
    """
    language, english = language_of(plan), load_language(ENGLISH)
    said = _disclaimer(plan, language)
    if language.code != english.code:
        original = language.words["disclaimer_file"]["original"]
        said += [heading(original), *_disclaimer(plan, english)]
    return document(language.words["disclaimer_file"]["title"], *said)


def _disclaimer(plan: PackagePlan, language: Language) -> list[str]:
    words = language.words["disclaimer_file"]
    notices = language.notices(plan)
    return [
        paragraph(words["no_report"]),
        paragraph(words["no_warranty"]),
        paragraph(language.boundaries),
        paragraph(words["care"]) if notices else "",
        bullets(notices),
    ]


def _area(plan: PackagePlan, language: Language) -> str:
    words = language.words["readme"]
    if not plan.area:
        return str(words["no_area"])
    said = words["area"].format(area=language.extent(plan))
    return f"{said} {words['cut']}" if plan.clipped else str(said)


def _layer_list(plan: PackagePlan, language: Language) -> str:
    words: Mapping[str, str] = language.words["readme"]
    lines = []
    for layer in plan.layers:
        line = words["layer"].format(
            title=language.layer_title(layer.title),
            table=layer.table,
            features=layer.features,
            available=layer.available,
            selection=words[f"selection_{selection_word(plan, layer)}"],
        )
        lines.append(f"{line} {language.said(layer.notice)}" if layer.notice else line)
    return bullets([*lines, *map(language.raster, plan.rasters)])


def _file_list(plan: PackagePlan, there: Collection[str], language: Language) -> str:
    told: Mapping[str, str] = language.words["readme_files"]
    files = {_data_path(plan) if name == _DATA else name: what for name, what in told.items()}
    shown = {
        name: what
        for name, what in files.items()
        if name in _ALWAYS or any(one == name or one.startswith(name) for one in there)
    }
    width = max(map(len, shown)) + 2
    return "\n".join(f"  {name:<{width}}{what}" for name, what in shown.items())


def _dictionary(tables: Mapping[str, Sequence[Column]], language: Language) -> str:
    words: Mapping[str, str] = language.words["readme"]
    parts = []
    for title, columns in tables.items():
        lines = []
        for column in columns:
            told = [language.said(column.meaning) or words["as_source"]]
            told += [words["unit"].format(unit=column.unit)] if column.unit else []
            told += [words["codes"].format(codes=column.code_list)] if column.code_list else []
            lines.append(f"{column.name} ({column.type}): {' '.join(told)}")
        parts.append(f"{title}\n\n{bullets(lines)}")
    return "\n\n".join(parts)


def _how_to_open(plan: PackagePlan, has_project: bool, words: Mapping[str, str]) -> str:
    return words["open_project" if has_project else "open_data"].format(data=_data_path(plan))


def _data_path(plan: PackagePlan) -> str:
    return f"{_DATA}{plan.name}.gpkg"


def _programs(software: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in sorted(software.items()))
