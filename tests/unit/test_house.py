"""The house is in order: its index of icons, its metadata, the size and the age of its code."""

from __future__ import annotations

import ast
import configparser
import re
import statistics
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "amis_qgis_plugin"
LARGEST_FILE = 350  # lines

# Enumerations of Qt that are used through their class alone in Qt 5 but not in Qt 6.
UNSCOPED = re.compile(
    r"\bQt\.(AlignLeft|AlignRight|AlignCenter|AlignTop|AlignBottom|AlignVCenter|AlignHCenter|"
    r"DisplayRole|UserRole|EditRole|CheckStateRole|DecorationRole|ToolTipRole|FontRole|"
    r"Checked|Unchecked|PartiallyChecked|Horizontal|Vertical|LeftButton|RightButton|"
    r"ItemIs\w+|CaseInsensitive|CaseSensitive|MatchExactly|MatchContains|"
    r"\w+DockWidgetArea|CustomContextMenu|WaitCursor|Key_\w+|RichText|PlainText|"
    r"ElideRight|ScrollBarAlways\w+|NoFocus|StrongFocus|WindowModal|ApplicationModal)\b"
    r"|\bQ(MessageBox|DialogButtonBox)\.(Ok|Cancel|Yes|No|Close|Open|Save|Warning|Critical|"
    r"Information|Question|AcceptRole|RejectRole|ActionRole|Help)\b"
    r"|\bQDialog\.(Accepted|Rejected)\b"
    r"|\bQSizePolicy\.(Fixed|Expanding|Preferred|Minimum|Maximum|Ignored|MinimumExpanding)\b"
    r"|\bQFrame\.(NoFrame|HLine|VLine|StyledPanel|Box|Raised|Sunken|Plain)\b"
    r"|\bQAbstractItemView\.(NoSelection|SingleSelection|MultiSelection|ExtendedSelection|"
    r"SelectRows|SelectItems|NoEditTriggers|DragOnly|DropOnly|DragDrop)\b"
    r"|\bQHeaderView\.(Stretch|ResizeToContents|Interactive)\b"
    r"|\bQMetaType\.(Int|Double|QString|Bool|LongLong)\b"
    r"|\bQEvent\.(Type\b(?!\.)|KeyPress|MouseButtonPress|DeferredDelete|PaletteChange)"
)

REQUIRED_METADATA = {
    "name": "AMIS Explorer",
    "qgisMinimumVersion": "3.22",
    "qgisMaximumVersion": "4.99",
    "supportsQt6": "True",
    "version": "0.1.0",
    "hasProcessingProvider": "yes",
    "icon": "icons/amis.svg",
    "license": "GPL-3.0-or-later",
}
PRESENT_METADATA = (
    "description", "about", "author", "email", "tracker", "repository", "homepage", "tags",
    "category",
)  # fmt: skip


def package_files() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "__pycache__" not in path.parts)


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def metadata() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(ROOT / "metadata.txt", encoding="utf-8")
    return parser["general"]


def test_resources_index_is_the_icons_folder() -> None:
    resources = ElementTree.parse(ROOT / "resources.qrc").getroot()
    listed = sorted(item.text or "" for item in resources.iter("file"))
    there = sorted(f"icons/{path.name}" for path in (ROOT / "icons").iterdir())
    assert listed == there
    assert listed


@pytest.mark.parametrize("key", REQUIRED_METADATA)
def test_metadata_has_the_value(key: str) -> None:
    assert metadata()[key] == REQUIRED_METADATA[key]


@pytest.mark.parametrize("key", PRESENT_METADATA)
def test_metadata_says_something(key: str) -> None:
    assert metadata()[key].strip()


def test_metadata_names_an_icon_that_exists() -> None:
    assert (ROOT / metadata()["icon"]).is_file()


def test_metadata_and_pyproject_agree_on_the_version() -> None:
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{metadata()["version"]}"' in pyproject


def test_metadata_can_be_read_by_the_site() -> None:
    description = metadata()["description"]
    assert "\n" not in description
    assert re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", metadata()["email"])
    for key in ("homepage", "repository", "tracker"):
        assert metadata()[key].startswith("https://")


def test_licence_is_the_gpl() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "GNU GENERAL PUBLIC LICENSE" in text
    assert "Version 3, 29 June 2007" in text


def test_files_are_small() -> None:
    lines = {
        relative(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in package_files()
    }
    assert statistics.median(lines.values()) < 150
    assert {name: count for name, count in lines.items() if count > LARGEST_FILE} == {}


@pytest.mark.parametrize("path", package_files(), ids=relative)
def test_code_is_as_old_as_the_oldest_python(path: Path) -> None:
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 9))


@pytest.mark.parametrize("path", package_files(), ids=relative)
def test_code_runs_with_both_qts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = [match.group(0) for match in UNSCOPED.finditer(text)]
    found += re.findall(r"\bexec_\(", text)
    assert found == []


@pytest.mark.parametrize("path", package_files(), ids=relative)
def test_no_thread_of_qgis_asks_the_project(path: Path) -> None:
    """QGIS's counter of features does; when the project changes meanwhile, QGIS crashes."""
    text = path.read_text(encoding="utf-8")
    assert (
        re.findall(r"QgsVectorLayerFeatureCounter|countSymbolFeatures|showFeatureCount", text) == []
    )


@pytest.mark.parametrize(
    "line", ["Qt.AlignLeft", "QMessageBox.Yes", "Qt.Key_Escape", "QDialog.Accepted"]
)
def test_an_unscoped_enumeration_is_found(line: str) -> None:
    assert UNSCOPED.search(line)


@pytest.mark.parametrize(
    "line", ["Qt.AlignmentFlag.AlignLeft", "QMessageBox.StandardButton.Yes", "Qt.Key.Key_Escape"]
)
def test_a_scoped_one_is_not(line: str) -> None:
    assert not UNSCOPED.search(line)
