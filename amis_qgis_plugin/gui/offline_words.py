"""What the Take offline dialog says: areas, sizes, what was found beside it, and how it ended."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Optional

from ..core.completeness import Completeness
from ..core.errors import Cancelled
from ..core.phrases import counted, listed
from ..core.schemas import plain_type
from ..qgis_bridge.offline_batch import Ending, TargetFile, Wish
from ..qgis_bridge.tasks import as_amis_error
from ..services.errors import NoFeatures, NotWhole
from ..services.service import Extent
from ..workspace.offline.estimate import Estimate
from ..workspace.offline.unfinished import Unfinished, extent_text
from ..workspace.result_words import taken_words

UNKNOWN = "unknown"
_NAMES = 3
_UNITS = ((1e9, "GB", 1), (1e6, "MB", 1), (1e3, "kB", 0))
_MEANING = {
    Completeness.COMPLETE_PROVEN: "Everything that was asked for is in the workspace:"
    " counts that do not rest on each other agree.",
    Completeness.COMPLETE_UNPROVEN: "Nothing is known to be missing, but nothing proves that this"
    " is all of it.",
    Completeness.INCOMPLETE: "Something is missing. What came is in the workspace, and is marked"
    " as incomplete there.",
}


def size_words(number: Optional[int]) -> str:
    """Return a number of bytes for people."""
    if number is None:
        return UNKNOWN
    for unit, name, digits in _UNITS:
        if number >= unit:
            return f"{number / unit:,.{digits}f} {name}"
    return f"{number} bytes"


def area_words(extent: Optional[Extent]) -> str:
    """Return an area in degrees: ``95° E to 141.5° E, 11° S to 6° N``."""
    if extent is None:
        return "All that the layers have, wherever it lies."
    west, south, east, north = extent
    digits = 2 if min(east - west, north - south) >= 1 else 5
    lon = f"{_degrees(west, 'E', 'W', digits)} to {_degrees(east, 'E', 'W', digits)}"
    return f"{lon}, {_degrees(south, 'N', 'S', digits)} to {_degrees(north, 'N', 'S', digits)}"


def area_text(extent: Extent) -> str:
    """Return an area as it can be typed: west, south, east, north."""
    return extent_text(extent).replace(",", ", ")


def read_area(text: str) -> Optional[Extent]:
    """Return the area that was typed; None for what is no box on the earth."""
    if area_problem(text):
        return None
    return Extent(*map(float, _parts_of(text)))


def area_problem(text: str) -> str:
    """Return what is wrong with an area that was typed; empty for nothing."""
    parts = _parts_of(text)
    if not any(parts):
        return "Draw a box, or type west, south, east, north."
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        wrong = next(part for part in parts if not _is_number(part))
        return f"“{wrong}” is no number; write degrees such as 108.5, with commas between them."
    if len(numbers) != len(Extent._fields):
        return f"These are {len(numbers)} of 4 numbers: west, south, east, north."
    west, south, east, north = numbers
    if not all(-180 <= one <= 180 for one in (west, east)):
        return "West and east are degrees from -180 to 180."
    if not all(-90 <= one <= 90 for one in (south, north)):
        return "South and north are degrees from -90 to 90; the order is west, south, east, north."
    if west >= east:
        return "West has to be less than east: are the two swapped?"
    return "South has to be less than north: are the two swapped?" if south >= north else ""


def _parts_of(text: str) -> list[str]:
    return [part.strip() for part in text.replace(";", ",").split(",")]


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def features_words(found: Estimate) -> str:
    """Return how many features are to be expected."""
    if found.features is None:
        return UNKNOWN
    return f"{'at most ' if found.is_most else ''}{found.features:,}"


def about_size_words(found: Estimate) -> str:
    """Return how much there will be to transfer."""
    if found.byte_count is None:
        return UNKNOWN
    return f"{'at most' if found.is_most else 'about'} {size_words(found.byte_count)}"


def total_words(number: int, found: Sequence[Estimate], asking: int, has_area: bool) -> str:
    """Say what all chosen layers will bring.

    :param number: layers that are chosen.
    :param asking: how many of them are still being asked about.
    """
    if not number:
        return "Tick the layers to take."
    if not has_area:
        return f"{counted(number, 'layer')}."
    if asking:
        return f"Asking {'its server' if number == 1 else 'the servers'} how much there is…"
    told = [one for one in found if one.features is not None]
    if not told:
        whose = "its server does" if number == 1 else "the servers do"
        return f"{counted(number, 'layer')}; how much there is, {whose} not tell."
    features = sum(one.features or 0 for one in told)
    size = sum(one.byte_count or 0 for one in told)
    most = "at most " if any(one.is_most for one in told) else ""
    text = f"{counted(number, 'layer')}: {most}{counted(features, 'feature')}"
    left = number - len(told)
    rest = f" Of {left:,} of them it is unknown." if left else ""
    return f"{text}, about {size_words(size)} to transfer.{rest}"


def target_words(target: TargetFile, wishes: Iterable[Wish], extent: Optional[Extent]) -> list[str]:
    """Say what the chosen layers meet in the workspace and beside it."""
    if target.problem:
        return [target.problem]
    said = []
    area = extent_text(extent)
    for wish in wishes:
        unfinished = target.unfinished_of(wish.request)
        if unfinished is not None:
            said.append(_unfinished_words(wish.name, unfinished, area))
        there = target.sources_of(wish.request)
        same = [one for one in there if one.extent == area]
        if same:
            words = same[0].completeness.words
            said.append(
                f"{wish.name} is in {target.path.name} ({counted(same[0].feature_count, 'row')},"
                f" {words}) and is replaced by what is whole."
            )
        elif there:
            said.append(
                f"{target.path.name} has {wish.name} of another area already; what lies in both"
                " areas will be in it twice."
            )
    return said


def resumable_words(found: Sequence[Unfinished]) -> str:
    """Say which downloads beside the workspace were not finished."""
    names = [f"{one.layer} ({counted(one.features, 'feature')} so far)" for one in found]
    what = "An unfinished download" if len(found) == 1 else "Unfinished downloads"
    return f"{what} of this workspace: {listed(names, _NAMES)}."


def state_words(ending: Ending) -> str:
    """Return how it ended for a layer, in a few words."""
    if ending.done is not None:
        words = ending.done.result.completeness.words
        return f"{words[0].upper()}{words[1:]}"
    if isinstance(ending.error, Cancelled):
        return "Stopped"
    if isinstance(ending.error, NoFeatures):
        return "No features there"
    return "Incomplete, not taken over" if isinstance(ending.error, NotWhole) else "Not taken"


def ending_words(ending: Ending, path: Path) -> list[str]:
    """Return all that is known about how it ended for a layer, a paragraph each."""
    if ending.done is not None:
        result = ending.done.result
        said = [_MEANING[result.completeness], _type_words(ending)]
        said.append(ending.done.taken.evidence.text())
        return [*said, taken_words(path.name, result, ending.fields)] if ending.fields else said
    if isinstance(ending.error, Cancelled):
        return ["It was stopped. What came is kept beside the workspace; Go on goes on there."]
    error = as_amis_error(ending.error or Cancelled())
    if not isinstance(error, NotWhole):
        return [error.message, error.hint, error.subject]
    lacks = [str(one).rstrip(".") for one in json.loads(error.evidence or "{}").get("missing", ())]
    missing = f"Missing: {'; '.join(lacks)}." if lacks else ""
    return [missing, error.hint, error.message]


def type_title(ending: Ending) -> str:
    """Return what a layer was taken as; empty where it was not."""
    return ending.fields.kind.title if ending.done is not None and ending.fields else ""


def _type_words(ending: Ending) -> str:
    """Say what a layer was taken as, and who said so."""
    fields, wish = ending.fields, ending.wish
    if fields is None:
        return ""
    said = f"It was taken as {fields.kind.title}"
    if wish.layer_type:
        return f"{said}, as you chose."
    if wish.fields is not None and wish.fields.layer_type == fields.layer_type:
        return f"{said}, as its saved field map says."
    if fields.kind == plain_type():
        return f"{said}, with all its attributes: no layer type fits its title and fields well."
    return f"{said}: so its title, fields and values suggest. Field mapping shows how it was read."


def summary_words(endings: Sequence[Ending], path: Path) -> str:
    """Say in a sentence or two what is complete and what is not."""
    whole = [one.wish.name for one in endings if one.is_whole]
    left = [f"{one.wish.name} ({state_words(one).lower()})" for one in endings if one.is_left]
    empty = [one.wish.name for one in endings if one.is_empty]
    said = []
    if whole:
        rows = sum(one.done.result.rows_out for one in endings if one.is_whole and one.done)
        said.append(f"{path.name} has {listed(whole, _NAMES)}: {counted(rows, 'feature')}.")
    if empty:
        said.append(f"No features there, nothing added: {listed(empty, _NAMES)}.")
    if left:
        said.append(f"Not complete: {listed(left, _NAMES)}.")
    unproven = [
        one.wish.name
        for one in endings
        if one.done is not None and one.done.result.completeness is Completeness.COMPLETE_UNPROVEN
    ]
    if unproven:
        said.append(f"Not proven complete: {listed(unproven, _NAMES)}.")
    return " ".join(said)


def twice_words(names: Sequence[str]) -> str:
    """Say that live layers stay beside what was taken of them; empty for none."""
    if not names:
        return ""
    stays = "stays live" if len(names) == 1 else "stay live"
    return (
        f"{listed(names, _NAMES)} {stays} in the project, too; the Filter counts what both sides"
        " show once."
    )


def _unfinished_words(title: str, found: Unfinished, area: str) -> str:
    came = f"An unfinished download of {title} ({counted(found.features, 'feature')} so far)"
    if found.starts_anew:
        return f"{came} came to its end and was not whole; it starts anew."
    if found.extent != area:
        return f"{came} was for another area; for this one it starts anew."
    return f"{came} goes on where it stopped."


def _degrees(number: float, positive: str, negative: str, digits: int) -> str:
    text = f"{abs(number):.{digits}f}".rstrip("0").rstrip(".")
    return f"{text}°" if text == "0" else f"{text}° {positive if number > 0 else negative}"
