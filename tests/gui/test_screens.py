"""Docks and dialogs at 1366 by 768, light and dark: nothing clipped, nothing empty, all named.

The pictures are kept in build/screenshots for people to look at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QPoint, QRect, Qt
from qgis.PyQt.QtGui import QImage, QPalette
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QScrollBar,
    QSizeGrip,
    QTextEdit,
    QToolBar,
    QVBoxLayout,
    QWidget,
)
from surveys import write_survey
from wfs_faults import WfsFaults

from amis_qgis_plugin.core.catalogue import suggested_services
from amis_qgis_plugin.core.checks.report import UnknownTerm
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.user_terms import NO_TERMS
from amis_qgis_plugin.gui.completeness_dialog import CompletenessDialog
from amis_qgis_plugin.gui.filter_controller import FilterController
from amis_qgis_plugin.gui.filter_panel import FilterPanel
from amis_qgis_plugin.gui.filter_views import FilterViews
from amis_qgis_plugin.gui.server_dialog import ServerDialog
from amis_qgis_plugin.gui.suggestion_dialog import SuggestionDialog
from amis_qgis_plugin.qgis_bridge.messages import Messages
from amis_qgis_plugin.qgis_bridge.settings import Server
from amis_qgis_plugin.services import patience

INTERACTIVE = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QTextEdit)
COPPER_PHL = OccurrenceFilter(commodities=("copper",), countries=("PHL",))
Screenshot = Callable[..., Path]


@pytest.fixture
def window(iface: Any, plugin: Any, theme: str, settle: Callable[..., None]) -> Any:
    """Return the window at 1366 by 768 with both docks, the samples, and a filter."""
    window = iface.mainWindow()
    window.setGeometry(0, 0, 1366, 768)
    QgsProject.instance().setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    plugin.docks[2].hide()
    for dock in plugin.docks[:2]:
        dock.show()
        dock.raise_()
    plugin.docks[1].widget().sections.open_only(("commodity", "country"))
    for entry in plugin.catalogue.entries():
        plugin.catalogue.add(entry)
    iface.messageBar().clearWidgets()
    plugin.filter.set_filter(COPPER_PHL)
    settle(800)
    plugin.docks[1].widget().zoom_asked.emit()
    settle(800)
    return window


def test_main_window(window: Any, plugin: Any, theme: str, screenshot: Screenshot) -> None:
    plugin.docks[0].raise_()
    window.resizeDocks([plugin.docks[0]], [330], Qt.Orientation.Horizontal)  # as at first
    picture = screenshot(f"main-window-{theme}")
    assert_not_blank(picture)
    assert_dark(picture, theme)
    assert window.size().width() == 1366, "a dock or toolbar makes the window wider than the screen"
    assert window.size().height() == 768


def test_catalogue(window: Any, plugin: Any, theme: str, screenshot: Screenshot) -> None:
    panel = plugin.docks[0].widget()
    panel.tree.setCurrentIndex(panel.tree.model().index(0, 0, panel.tree.model().index(0, 0)))
    picture = screenshot(f"catalogue-{theme}", plugin.docks[0])
    assert_not_blank(picture)
    assert_dark(picture, theme)
    assert clipped(panel) == []


@pytest.mark.parametrize("width", [280, 300, 420])
def test_filter(
    window: Any,
    plugin: Any,
    theme: str,
    screenshot: Screenshot,
    settle: Callable[..., None],
    width: int,
) -> None:
    dock = plugin.docks[1]
    window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)
    panel = dock.widget()
    panel.commodities.tree.collapseAll()
    panel.set_filter(COPPER_PHL)  # opens what holds something chosen
    settle(200)
    panel.sections.verticalScrollBar().setValue(0)
    assert abs(dock.width() - width) <= 2
    picture = screenshot(f"filter-{width}-{theme}", dock)
    assert_not_blank(picture)
    assert_dark(picture, theme)
    assert clipped(dock.widget()) == []
    content = dock.widget().sections.widget()
    assert content.width() <= dock.widget().sections.viewport().width()
    assert clipped(content) == []


RICH = OccurrenceFilter(
    commodities=("copper", "gold"),
    groups=("battery",),
    excluded=("uranium",),
    critical_lists=("EU-2024",),
    countries=("PHL", "IDN", "LAO"),
    completeness=("COMPLETE_UNPROVEN",),
    extent=(95.0, -11.0, 141.0, 21.0),
)
OPENED = {
    "lists": (("commodity", "country"), OccurrenceFilter(commodities=("copper", "gold"))),
    "area": (("critical", "country", "area"), RICH),
    "models": (("deposit_model", "occurrence_type", "mine_status", "completeness"), RICH),
    "views": (
        ("commodity", "charts", "production"),
        OccurrenceFilter(commodities=("nickel", "copper"), countries=("PHL", "IDN")),
    ),
    "without": (("commodity",), OccurrenceFilter(commodities=("nickel",), excluded=("copper",))),
}


@pytest.fixture
def high_panel(window: Any, plugin: Any, iface: Any, settle: Callable[..., None]) -> Iterator[Any]:
    """Return a Filter panel 280 pixels wide on a high screen, made under the theme of the test."""
    panel = FilterPanel()
    panel.sections.open_only(())
    controller = FilterController(panel, QgsProject.instance(), Messages(iface.messageBar()))
    views = FilterViews(panel, controller, plugin.parts)
    panel.switch_periodic = views.periodic.setChecked
    host = QDialog()  # themes give it their ground
    layout = QVBoxLayout(host)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(panel)
    host.setGeometry(0, 0, 280, 1000)
    host.show()
    settle(300)
    yield panel
    controller.release()
    host.close()
    host.deleteLater()


@pytest.mark.parametrize("opened", OPENED)
def test_filter_at_full_height(
    high_panel: Any, theme: str, screenshot: Screenshot, settle: Callable[..., None], opened: str
) -> None:
    names, wanted = OPENED[opened]
    high_panel.sections.open_only(names)
    high_panel.switch_periodic(opened == "views")
    high_panel.choose(wanted)
    settle(300)
    high_panel.sections.verticalScrollBar().setValue(0)
    picture = screenshot(f"filter-full-{opened}-{theme}", high_panel.window())
    assert_not_blank(picture)
    assert_dark(picture, theme)
    assert high_panel.width() == 280
    assert clipped(high_panel) == []
    assert clipped(high_panel.sections.widget()) == []
    assert nameless(high_panel) == []


def test_filter_with_a_long_filter_and_a_problem(
    window: Any, plugin: Any, theme: str, screenshot: Screenshot, settle: Callable[..., None]
) -> None:
    """Many choices and a layer in editing: the sentences grow, the lists stay usable."""
    (layer,) = (
        one for one in QgsProject.instance().mapLayers().values() if "occurr" in one.name().lower()
    )
    layer.startEditing()
    wanted = OccurrenceFilter(
        commodities=("copper", "gold", "silver", "molybdenum", "rare-earth-element"),
        countries=("PHL", "IDN", "LAO", "VNM", "MMR"),
        critical_lists=("EU-2024",),
    )
    window.resizeDocks([plugin.docks[1]], [280], Qt.Orientation.Horizontal)
    plugin.filter.set_filter(wanted)
    settle(300)
    panel = plugin.docks[1].widget()
    picture = screenshot(f"filter-long-{theme}", plugin.docks[1])
    assert_not_blank(picture)
    assert panel.problems.isVisible()
    assert clipped(panel) == []
    assert panel.commodities.tree.height() >= 90
    layer.rollBack()


def test_filter_without_a_layer(
    iface: Any, plugin: Any, theme: str, screenshot: Screenshot, settle: Callable[..., None]
) -> None:
    plugin.docks[1].show()
    settle(300)
    panel = plugin.docks[1].widget()
    assert_not_blank(screenshot(f"filter-empty-{theme}", plugin.docks[1]))
    assert "Add a layer" in panel.summary.text()
    assert clipped(panel) == []


def test_export_dialog(
    window: Any, plugin: Any, theme: str, screenshot: Screenshot, wait_until: Callable[..., None]
) -> None:
    dialog = plugin.export.open(COPPER_PHL)
    wait_until(lambda: dialog.contents.topLevelItemCount() > 0)
    picture = screenshot(f"export-dialog-{theme}", dialog)
    assert_not_blank(picture)
    assert_dark(picture, theme)
    assert clipped(dialog) == []
    assert dialog.height() < 720 and dialog.width() < 1300, "it has to fit a laptop's screen"
    assert nameless(dialog) == []
    dialog.reject()


def test_take_offline(
    window: Any,
    plugin: Any,
    theme: str,
    screenshot: Screenshot,
    monkeypatch: pytest.MonkeyPatch,
    wait_until: Callable[..., None],
    tmp_path: Path,
) -> None:
    """Choosing, running, and how it ended: whole, and broken off."""
    monkeypatch.setattr(patience, "_FIRST_WAIT", 0.001)  # failures are asked again at once
    with WfsFaults(count=2500) as server, WfsFaults("good", "1.0.0", 30) as older:
        for one in (server, older):
            plugin.catalogue.open_server(Server("", one.url, "wfs"))
        wait_until(lambda: len(live_entries(plugin)) == 2, what="the servers' layers")
        keys = [one.entry_id for one in live_entries(plugin)]
        dialog = plugin.offline.open(keys=keys)
        dialog.target.setFilePath(str(tmp_path / "region.gpkg"))
        dialog.area.choose("country")
        dialog.area.country.setCurrentIndex(dialog.area.country.findData("IDN"))
        wait_until(lambda: "it is unknown" in dialog.total.text(), what="estimates")
        look_at(dialog, "take-offline", theme, screenshot)
        screenshot(f"main-window-take-offline-{theme}")
        for kind in ("view", "layer", "box", "all"):
            dialog.area.choose(kind)
            look_at(dialog, f"take-offline-{kind}", theme, screenshot)
        server.delay, server.mode = 0.6, "gone-late"
        wait_until(dialog.start.isEnabled)
        dialog.start.click()
        wait_until(lambda: " of 2,500 features" in dialog.sentence.text(), what="a page")
        look_at(dialog, "take-offline-running", theme, screenshot)
        server.delay = 0.0
        wait_until(lambda: dialog.pages.currentIndex() == 2, 240, what="the end")
        look_at(dialog, "take-offline-ended", theme, screenshot)
        dialog.another.click()
        dialog.layers.tick([key for key in keys if older.url in key])
        wait_until(dialog.resume.isVisible, what="the offer to go on")
        look_at(dialog, "take-offline-unfinished", theme, screenshot)
        dialog.close()
        plugin.docks[0].raise_()
        screenshot(f"main-window-taken-offline-{theme}")


def look_at(dialog: Any, name: str, theme: str, screenshot: Screenshot) -> None:
    picture = screenshot(f"{name}-{theme}", dialog)
    assert_not_blank(picture)
    assert_dark(picture, theme)
    QApplication.sendPostedEvents()  # a sentence that has just become longer is laid out first
    assert clipped(dialog) == []
    assert nameless(dialog) == []
    assert dialog.height() < 720 and dialog.width() < 1300, "it has to fit a laptop's screen"


def live_entries(plugin: Any) -> list[Any]:
    return [one for one in plugin.catalogue.entries() if one.live]


def test_server_dialog(window: Any, theme: str, screenshot: Screenshot) -> None:
    dialog = ServerDialog(window)
    dialog.url.setText("https://user:secret@example.org/ows")
    dialog.open()
    picture = screenshot(f"server-dialog-{theme}", dialog)
    assert_not_blank(picture)
    assert_dark(picture, theme)
    assert clipped(dialog) == []
    assert nameless(dialog) == []
    dialog.reject()
    dialog.deleteLater()


def test_suggestion_dialog(window: Any, theme: str, screenshot: Screenshot) -> None:
    longest = max(suggested_services(), key=lambda one: len(one.url) + len(one.notes))
    dialog = SuggestionDialog(longest, window)
    dialog.open()
    assert_not_blank(screenshot(f"suggestion-dialog-{theme}", dialog))
    assert clipped(dialog) == []
    assert nameless(dialog) == []
    dialog.reject()
    dialog.deleteLater()


def test_field_mapping(
    window: Any,
    plugin: Any,
    theme: str,
    screenshot: Screenshot,
    wait_until: Callable[..., None],
    tmp_path: Path,
) -> None:
    dialog = plugin.mapping.open(survey_layer(tmp_path))
    wait_until(lambda: "preview" in dialog.state.text(), what="a proposal")
    picture = screenshot(f"field-mapping-{theme}", dialog)
    assert_not_blank(picture)
    assert_dark(picture, theme)
    assert dialog.width() <= 1366 and dialog.height() <= 768 - 40
    assert clipped(dialog) == []
    assert nameless(dialog) == []
    # No hint can be clearer than the text of its theme: older ones write black on grey.
    of_text = contrast(dialog.licence, QPalette.ColorRole.Text)
    assert contrast(dialog.licence, QPalette.ColorRole.PlaceholderText) > min(4.5, of_text / 2)
    dialog.type.setCurrentIndex(dialog.type.findData("faults"))
    dialog.type.activated.emit(dialog.type.currentIndex())
    screenshot(f"field-mapping-needed-{theme}", dialog)
    assert clipped(dialog) == []
    dialog.reject()


@pytest.mark.parametrize("width", [300, 380])
def test_check(
    window: Any,
    plugin: Any,
    theme: str,
    screenshot: Screenshot,
    wait_until: Callable[..., None],
    settle: Callable[..., None],
    tmp_path: Path,
    width: int,
) -> None:
    dock = plugin.docks[2]
    dock.show()
    dock.raise_()
    window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)
    plugin.checking.show(survey_layer(tmp_path))
    plugin.checking.check()
    wait_until(lambda: plugin.checking.report is not None, what="a report")
    panel = plugin.checking.panel
    panel.tree.setCurrentItem(panel.tree.topLevelItem(0).child(0))
    panel.tree.topLevelItem(0).child(0).setExpanded(True)
    settle(200)
    assert abs(dock.width() - width) <= 2
    picture = screenshot(f"check-{width}-{theme}", dock)
    assert_not_blank(picture)
    assert_dark(picture, theme)
    screenshot(f"main-window-check-{theme}")
    assert clipped(panel) == []
    assert nameless(panel) == []
    assert window.size().height() == 768
    dialog = plugin.terms.open(plugin.checking.report)
    picture = screenshot(f"unknown-terms-{theme}", dialog)
    assert_not_blank(picture)
    assert_dark(picture, theme)
    assert clipped(dialog) == []
    assert nameless(dialog) == []
    for vocabulary, name in (("lithology", "of-a-list"), ("colours of maps", "not-mappable")):
        dialog.show_terms([UnknownTerm(vocabulary, "granodiorit anu", 12)], NO_TERMS)
        assert_dark(screenshot(f"unknown-terms-{name}-{theme}", dialog), theme)
        assert clipped(dialog) == []
    dialog.reject()
    dock.hide()


def test_completeness(
    window: Any, plugin: Any, iface: Any, theme: str, screenshot: Screenshot
) -> None:
    (layer,) = (
        one for one in QgsProject.instance().mapLayers().values() if "occurr" in one.name().lower()
    )
    layers = window.findChild(QWidget, "Layers")
    layers.show()
    layers.raise_()
    window.resizeDocks([layers], [330], Qt.Orientation.Horizontal)
    assert_not_blank(screenshot(f"layers-{theme}", layers))
    plugin.completeness.tell(layer)
    (dialog,) = window.findChildren(CompletenessDialog)
    picture = screenshot(f"completeness-dialog-{theme}", dialog)
    assert_not_blank(picture)
    assert_dark(picture, theme)
    assert clipped(dialog) == []
    assert nameless(dialog) == []
    dialog.reject()


def contrast(edit: QLineEdit, role: Any) -> float:
    """Return the contrast of a field's text or hint to its ground, as WCAG 2 reckons it."""
    palette = edit.palette()
    hint, back = palette.color(role), palette.color(QPalette.ColorRole.Base)
    share = hint.alphaF()

    def luminance(*colour: float) -> float:
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    seen = [
        share * one + (1 - share) * other
        for one, other in zip(hint.getRgbF()[:3], back.getRgbF()[:3])
    ]
    low, high = sorted((luminance(*seen), luminance(*back.getRgbF()[:3])))
    return (high + 0.05) / (low + 0.05)


def survey_layer(folder: Path) -> QgsVectorLayer:
    """Return a survey's layer, in the project."""
    path = write_survey(folder / "survey.gpkg")
    layer = QgsVectorLayer(f"{path}|layername=titik_mineral", "Titik mineral", "ogr")
    return QgsProject.instance().addMapLayer(layer)


def test_every_control_of_the_docks_has_a_name(plugin: Any, iface: Any) -> None:
    for dock in plugin.docks:
        dock.show()
        assert nameless(dock.widget()) == []
    toolbar = iface.mainWindow().findChild(QWidget, "AmisToolbar")
    bars = [toolbar, *(bar for dock in plugin.docks for bar in dock.findChildren(QToolBar))]
    for bar in bars:
        for action in (one for one in bar.actions() if not one.isSeparator()):
            assert action.text() and action.toolTip()
            assert not action.icon().isNull(), action.text()
            assert action.icon().availableSizes() or action.icon().pixmap(18, 18).width() > 0


def clipped(top: QWidget) -> list[str]:
    """Return the visible widgets that do not lie whole in their parent or lack room."""
    found = []
    for widget in top.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, (QScrollBar, QSizeGrip)):
            continue
        parent = widget.parentWidget()
        if in_scroll_area(widget, top) or isinstance(parent, (QLineEdit, QComboBox)):
            continue  # inside of one control Qt itself deals out the room
        name = f"{type(widget).__name__} {widget.objectName()} {said_by(widget)!r}"
        if widget.objectName() == "qt_toolbar_ext_button":
            found.append(f"a toolbar is cut: {name}")
        inside = QRect(widget.mapTo(parent, QPoint(0, 0)), widget.size())
        if not parent.rect().contains(inside):
            found.append(f"{name} at {inside} leaves {parent.rect()}")
        need = widget.minimumSizeHint()
        if need.width() > widget.width() or need.height() > widget.height():
            found.append(f"{name} has {widget.size()}, needs {need}")
        if isinstance(widget, QLabel) and widget.wordWrap() and widget.text():
            high = widget.heightForWidth(widget.width())
            if high > widget.height():
                found.append(f"{name} is {widget.height()} high, its text {high}")
    return found


def in_scroll_area(widget: QWidget, top: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not top:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def nameless(top: QWidget) -> list[str]:
    """Return the controls that a screen reader could not name."""
    buddies = {label.buddy() for label in top.findChildren(QLabel) if label.buddy() is not None}
    return [
        f"{type(widget).__name__} {widget.objectName()} in {type(widget.parentWidget()).__name__}"
        for widget in top.findChildren(QWidget)
        if isinstance(widget, INTERACTIVE)
        and widget.isVisible()
        and widget.objectName() not in ("qt_toolbar_ext_button", "qt_spinbox_lineedit")
        and not in_scroll_area(widget, top)
        and not isinstance(widget.parentWidget(), (QComboBox, QLineEdit))
        and widget not in buddies
        and not said_by(widget)
    ]


def said_by(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    said = widget.accessibleName() or (
        text() if isinstance(widget, (QAbstractButton, QLabel)) else ""
    )
    return str(said or (widget.toolTip() if isinstance(widget, QAbstractButton) else ""))[:60]


def assert_not_blank(picture: Path) -> None:
    """A picture has many colours and no single one covers nearly all of it."""
    colours = colours_of(picture)
    assert len(colours) > 40, f"{picture.name} has {len(colours)} colours"
    assert colours.most_common(1)[0][1] < 0.97 * sum(colours.values()), picture.name


def assert_dark(picture: Path, theme: str) -> None:
    """Most of a picture is dark in the dark theme and light in the light one."""
    colours = colours_of(picture)
    bright = sum(
        number
        for colour, number in colours.items()
        if (colour >> 16 & 255) + (colour >> 8 & 255) + (colour & 255) > 3 * 128
    )
    share = bright / sum(colours.values())
    assert share < 0.5 if theme == "dark" else share > 0.5, f"{picture.name}: {share:.0%} bright"


def colours_of(picture: Path) -> Counter[int]:
    image = QImage(str(picture))
    assert not image.isNull()
    return Counter(
        image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
    )
