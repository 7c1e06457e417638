"""The project file of a package that QGIS wrote, as the same bytes on every run.

QGIS gives new random ids to layers, symbols and parts of layouts, notes the time of the clock,
writes sets in the order of hash tables that are another in each process, and packs a file with a
random name. None of that means anything: the ids get names in the order in which they are met, the
time is that of the package, sets and attributes are sorted. What the project says stays as it is.
"""

from __future__ import annotations

import pyexpat
import re
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from .archive import zip_entry
from .as_written import LeftAsWritten

_DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
_SAVED, _SAVED_FORMAT = "saveDateTime", "%Y-%m-%dT%H:%M:%S"
_PROJECT, _STYLES = ".qgs", re.compile(r"^[A-Za-z0-9]+(_styles\.db)$")
_UUID = re.compile(
    r"(?<![0-9a-f])[0-9a-f]{8}([-_])[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}(?![0-9a-f])"
)
# Where QGIS writes ids that it made, also inside an attribute that holds a symbol as XML; an id of
# a source stands in other places, and stays.
_OWN = re.compile(
    r"\b(?:id|uuid|templateUuid|groupUuid|key)=(?:\"|&(?:amp;)*quot;)([^\"&<>]*)|<id>([^<]*)</id>"
)
# Elements whose children are a set: QGIS keeps them in hash tables, or in the order of random ids.
_SETS = frozenset(("individual-layer-settings", "projectlayers"))
_LAYER, _ANNOTATIONS = "maplayer", "items"
_HEIGHT = "zIndex"
_SYMBOL = "<symbol "


@dataclass
class _Element:
    name: str
    attributes: dict[str, str]
    children: list[_Element | str] = field(default_factory=list)

    def elements(self) -> Iterator[_Element]:
        """Yield the element and all below it, in order."""
        yield self
        for child in self.children:
            if isinstance(child, _Element):
                yield from child.elements()

    def text(self) -> str:
        return "".join(child for child in self.children if isinstance(child, str))


def steady_project(path: Path, moment: datetime) -> None:
    """Write a project file anew, so that it is the same whenever and wherever it was made.

    :param path: a ``.qgz``.
    :param moment: the time that the project and the files in it bear, UTC.
    :raises LeftAsWritten: when it is no project as QGIS writes them; it is left as it was then.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            files = {name: archive.read(name) for name in sorted(archive.namelist())}
        project = next(name for name in files if name.endswith(_PROJECT))
        document = _parsed(files.pop(project))
    except (zipfile.BadZipFile, StopIteration, pyexpat.ExpatError) as error:
        raise LeftAsWritten(
            f"Its ids and times cannot be replaced ({str(error) or 'it is empty'}).",
            subject=path.name,
            hint="Report this with the version of QGIS.",
        ) from error
    text = _DOCTYPE + _steady(document, moment)
    names = {name: _STYLES.sub(r"package\1", name) for name in files}
    for old, new in names.items():
        text = text.replace(old, new)
    made = {path.with_suffix(_PROJECT).name: text.encode("utf-8")}
    made.update({names[name]: data for name, data in files.items()})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in made.items():
            archive.writestr(zip_entry(name, moment), data)


def _parsed(data: bytes) -> _Element:
    """Return the tree of a document; white space between elements is left out.

    :raises pyexpat.ExpatError: when it is not well-formed.
    """
    root = _Element("", {})
    open_elements = [root]

    def start(name: str, attributes: dict[str, str]) -> None:
        made = _Element(name, attributes)
        open_elements[-1].children.append(made)
        open_elements.append(made)

    def end(_name: str) -> None:
        closed = open_elements.pop()
        if any(isinstance(child, _Element) for child in closed.children):
            kept = [one for one in closed.children if isinstance(one, _Element) or one.strip()]
            closed.children = kept

    parser = pyexpat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda text: open_elements[-1].children.append(text)
    parser.Parse(data, True)
    return next(child for child in root.children if isinstance(child, _Element))


def _steady(root: _Element, moment: datetime) -> str:
    """Return the text of a project with ids, order and time that are always the same."""
    if _SAVED in root.attributes:
        root.attributes[_SAVED] = moment.strftime(_SAVED_FORMAT)
    own = _own_ids(_written(root))
    names: dict[str, str] = {}
    for layer in sorted((one for one in root.elements() if one.name == _LAYER), key=_source_of):
        for found in _UUID.finditer(_child_text(layer, "id")):
            names[_plain(found)] = _made(len(names))
    for element in root.elements():
        if _is_set(element):
            element.children.sort(key=lambda child: _masked(child, own, names))
    text = _written(root)
    for found in _UUID.finditer(text):
        if _plain(found) in own:
            names.setdefault(_plain(found), _made(len(names)))
    return _UUID.sub(lambda found: _named(found, names), text)


def _own_ids(text: str) -> set[str]:
    """Return the ids that QGIS made for parts of this project."""
    told = (found.group(1) or found.group(2) for found in _OWN.finditer(text))
    return {_plain(found) for one in told for found in _UUID.finditer(one or "")}


def _is_set(element: _Element) -> bool:
    """Whether the order of the children means nothing; annotations are drawn by their heights."""
    children = [one for one in element.children if isinstance(one, _Element)]
    return element.name in _SETS or (
        element.name == _ANNOTATIONS and all(_HEIGHT in one.attributes for one in children)
    )


def _source_of(layer: _Element) -> tuple[str, str]:
    return _child_text(layer, "datasource"), _child_text(layer, "layername")


def _child_text(element: _Element, name: str) -> str:
    found = (one for one in element.children if isinstance(one, _Element) and one.name == name)
    return next((one.text() for one in found), "")


def _masked(child: _Element | str, own: set[str], names: dict[str, str]) -> str:
    """Return the text of an element by which it is sorted: without ids that have no name yet."""
    text = child if isinstance(child, str) else _written(child)
    known = {one: names.get(one, "") for one in own}
    return _UUID.sub(lambda found: _named(found, known), text)


def _plain(found: re.Match[str]) -> str:
    return found.group(0).replace("_", "-")


def _named(found: re.Match[str], names: dict[str, str]) -> str:
    """Return the name of an id, in its form: with the same signs between its parts."""
    name = names.get(_plain(found))
    return found.group(0) if name is None else name.replace("-", found.group(1))


def _made(number: int) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"amis-explorer:package-project:{number}"))


def _written(element: _Element, end: str = "\n") -> str:
    """Return an element as text, its attributes by name.

    :param end: what stands behind each element that lies among others.
    """
    told = (f' {name}="{_attribute(value)}"' for name, value in sorted(element.attributes.items()))
    start = f"<{element.name}{''.join(told)}"
    if not element.children:
        return f"{start}/>{end}"
    is_mixed = any(isinstance(child, str) for child in element.children)
    within = "" if is_mixed else end
    inside = "".join(
        _text(child) if isinstance(child, str) else _written(child, within)
        for child in element.children
    )
    return f"{start}>{within}{inside}</{element.name}>{end}"


def _text(value: str) -> str:
    escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\r", "&#xd;")


def _attribute(value: str) -> str:
    """Return the value of an attribute; one that holds a symbol has its attributes by name, too.

    Any other stays: a text of a person may be HTML, where white space has a meaning.
    """
    if value.startswith(_SYMBOL):
        with suppress(pyexpat.ExpatError):  # a text that only begins like one stays as it is
            value = _written(_parsed(value.encode("utf-8")), "")
    escaped = _text(value).replace('"', "&quot;")
    return escaped.replace("\n", "&#xa;").replace("\t", "&#x9;")
