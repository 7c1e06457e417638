"""Reading and using the Filter dock from a test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from counting import OCCURRENCES, identifiers, occurrences
from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QStyle, QStyleOptionViewItem, QToolBar, QToolButton

ALL = len(occurrences())


def shown(layer: QgsVectorLayer) -> set[str]:
    return {feature["identifier"] for feature in layer.getFeatures()}


def find(tree: Any, key: str) -> Any:
    """Return the index of a choice as the tree shows it; invalid when it is filtered away."""

    def below(parent: Any) -> Any:
        model = tree.tree.model()
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            if index.data(Qt.ItemDataRole.UserRole + 1) == key:
                return index
            found = below(index)
            if found is not None:
                return found
        return None

    return below(tree.tree.rootIndex())


def keys(tree: Any) -> set[str]:
    """Return the keys of all choices that the search leaves."""

    def below(parent: Any) -> set[str]:
        model, found = tree.tree.model(), set()
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            found |= {index.data(Qt.ItemDataRole.UserRole + 1)} | below(index)
        return found

    return below(tree.tree.rootIndex())


def count_of(tree: Any, key: str) -> str:
    index = find(tree, key)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole) if index is not None else None
    return said.rpartition(", ")[2] if said else ""


def click(tree: Any, key: str) -> None:
    """Click into the check box of a choice."""
    unfold(tree)
    index = find(tree, key)
    assert index is not None, f"{key} is not shown"
    tree.tree.expand(index.parent())
    for _ in range(100):  # the tree takes the height of its rows
        QTest.qWait(20)
        if tree.tree.height() >= tree.tree.sizeHint().height():
            break
    option = QStyleOptionViewItem()
    option.initFrom(tree.tree)
    option.rect = tree.tree.visualRect(index)
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    box = tree.tree.style().subElementRect(
        QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, tree.tree
    )
    place = box.center() if box.isValid() else option.rect.topLeft() + QPoint(8, 8)
    assert tree.tree.viewport().rect().contains(place), f"{place} of {tree.tree.viewport().rect()}"
    QTest.mouseClick(tree.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)


def unfold(tree: Any) -> None:
    """Click the heading above a list, unless the list is shown."""
    section = tree.parentWidget()
    if not section.is_open:
        QTest.mouseClick(section.header, Qt.MouseButton.LeftButton)


def headline(panel: Any) -> str:
    return str(panel.summary.text())


def copper() -> set[str]:
    return identifiers(("copper",))


def entry_is(entry: Any, path: Path) -> bool:
    return bool(entry.entry_id == f"workspace:{path}|{OCCURRENCES}")


def button_of(panel: Any, action: Any) -> QToolButton:
    (bar,) = panel.findChildren(QToolBar)
    return bar.widgetForAction(action)
