"""Asking where a file is, or shall be; the folder is remembered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Optional

from qgis.PyQt.QtWidgets import QFileDialog

from ..qgis_bridge.settings import read_settings, write_settings


def ask_file_to_read(parent: Any, title: str, kind: str) -> Optional[Path]:
    """Return the file that the person chose; None when they did not.

    :param kind: as Qt writes it: ``Field maps (*.json)``.
    """
    name, _filter = QFileDialog.getOpenFileName(parent, title, read_settings().last_folder, kind)
    return _remembered(Path(name)) if name else None


def ask_file_to_write(parent: Any, title: str, kind: str, suggested: str) -> Optional[Path]:
    """Return the file to write; None when the person chose none.

    :param suggested: a file name whose ending is added to a name that has none.
    """
    place = Path(read_settings().last_folder) / suggested
    name, _filter = QFileDialog.getSaveFileName(parent, title, str(place), kind)
    if not name:
        return None
    ending = Path(suggested).suffix
    return _remembered(Path(name if name.lower().endswith(ending) else f"{name}{ending}"))


def _remembered(path: Path) -> Path:
    write_settings(replace(read_settings(), last_folder=str(path.parent)))
    return path
