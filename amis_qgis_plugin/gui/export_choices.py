"""The part of the Export dialog that says what a package is to be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Optional

from qgis.core import QgsCoordinateReferenceSystem, QgsVectorLayer
from qgis.gui import QgsProjectionSelectionWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QToolButton,
    QWidget,
)

from ..core.package_choices import PackageChoices
from ..core.package_profiles import PackageProfile, Profiles
from .checkable_box import CheckableBox
from .export_area import ExportArea
from .icons import icon
from .plain_tip import plain_tip

_FORMATS = (
    ("geojson", "GeoJSON", "For the web and for programs: degrees, one file for each layer"),
    ("flatgeobuf", "FlatGeobuf", "For large layers: one file each, with a spatial index"),
    ("geoparquet", "GeoParquet", "For analysis; needs a library that not every QGIS has"),
)
_LANGUAGES = {"en": "English", "id": "Bahasa Indonesia"}
_OWN = "Own choices"


class ExportChoices(QWidget):
    """Profile, area, reference system, formats, report; tells when one of them changed.

    :param languages: codes of the languages that there are reports in.
    :param layers: layers of polygons that may be the area.
    :param has_polygon: whether the filter has a polygon.
    """

    changed = pyqtSignal()
    copy_asked = pyqtSignal(object)

    def __init__(
        self,
        profiles: Profiles,
        languages: Sequence[str],
        layers: Sequence[QgsVectorLayer],
        has_polygon: bool,
        parent: Any = None,
    ) -> None:
        super().__init__(parent)
        self._profiles = profiles
        self._base = PackageChoices()
        self.profile, self.copy = self._make_profiles()
        self.area = ExportArea(layers, has_polygon, self)
        self.clip = QCheckBox("&Cut layers at the edge of the area", self)
        self.crs = self._make_crs()
        self.formats = CheckableBox("Formats beside the GeoPackage", "Only the GeoPackage", self)
        self.formats.offer(_FORMATS)
        self.language = self._make_languages(languages)
        self.pdf = QCheckBox("as P&DF, too", self)
        self.maps = QCheckBox("&Maps as files", self)
        self.project = QCheckBox("&QGIS project", self)
        self.exchange = QCheckBox("E&xchange tables (EarthResourceML, GeoSciML)", self)
        self.exchange.setToolTip(
            "Tables with the names of EarthResourceML-Lite and GeoSciML-Lite, in exchange/"
        )
        self._lay_out()
        self._connect()
        self.show_choices(self._base)

    def choices(self) -> PackageChoices:
        """Return what is chosen; title, folder and licences are the dialog's."""
        crs = self.crs.crs()
        chosen = self._base.with_values(
            **self.area.values(),
            clip=self.clip.isChecked(),
            crs=crs.authid() if crs.isValid() else "",
            formats=self.formats.keys(),
            language=self.language.currentData(),
            pdf=self.pdf.isChecked(),
            maps=self.maps.isChecked(),
            project=self.project.isChecked(),
            exchange=self.exchange.isChecked(),
            profile="",
        )
        found = self._profile()
        is_of_profile = found is not None and found.apply(chosen) == chosen.with_values(
            profile=found.profile_id
        )
        return chosen.with_values(profile=found.profile_id) if found and is_of_profile else chosen

    def show_choices(self, choices: PackageChoices) -> None:
        """Show choices; nothing is told."""
        self.blockSignals(True)
        self._base = choices.with_values(title="", licences_confirmed=False, zip=False)
        self.area.show_choices(choices)
        self.clip.setChecked(choices.clip)
        self.crs.setCrs(QgsCoordinateReferenceSystem(choices.crs))
        self.formats.show_keys(choices.formats)
        self.language.setCurrentIndex(max(0, self.language.findData(choices.language)))
        for name in ("pdf", "maps", "project", "exchange"):
            getattr(self, name).setChecked(getattr(choices, name))
        self._show_profile(choices.profile)
        self._show_report()
        self.blockSignals(False)

    def _profile(self) -> Optional[PackageProfile]:
        key = self.profile.currentData()
        return self._profiles.find(key) if key else None

    def _show_profile(self, profile_id: str) -> None:
        self.profile.blockSignals(True)
        self.profile.setCurrentIndex(max(0, self.profile.findData(profile_id)))
        self.profile.blockSignals(False)
        found = self._profile()
        self.copy.setEnabled(found is not None)
        self.profile.setToolTip(plain_tip(found.description) if found else "")

    def _take_profile(self) -> None:
        found = self._profile()
        chosen = self.choices().with_values(profile="")
        self.show_choices(found.apply(chosen) if found else chosen)
        self.changed.emit()

    def _on_changed(self) -> None:
        self._show_report()
        self._show_profile(self.choices().profile)
        self.changed.emit()

    def _show_report(self) -> None:
        self.pdf.setEnabled(bool(self.language.currentData()))

    def _make_profiles(self) -> tuple[QComboBox, QToolButton]:
        box = QComboBox(self)
        box.setAccessibleName("Profile")
        box.setMinimumContentsLength(12)
        box.addItem(_OWN, "")
        for one in self._profiles.profiles:
            box.addItem(one.title, one.profile_id)
            tip = plain_tip(one.description)
            box.setItemData(box.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        button = QToolButton(self)
        button.setIcon(icon("copy"))
        button.setToolTip("Copy this profile to a file of your own, to edit it")
        button.setAccessibleName("Copy this profile to edit it")
        return box, button

    def _make_crs(self) -> QgsProjectionSelectionWidget:
        widget = QgsProjectionSelectionWidget(self)
        options = QgsProjectionSelectionWidget.CrsOption
        widget.setNotSetText("Each layer keeps its own")
        widget.setOptionVisible(options.CrsNotSet, True)
        for name in ("LayerCrs", "DefaultCrs"):
            widget.setOptionVisible(getattr(options, name), False)
        for box in widget.findChildren(QComboBox):
            box.setAccessibleName("Reference system of the layers")
            box.setMinimumContentsLength(12)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        for button in widget.findChildren(QToolButton):
            button.setAccessibleName("Choose another reference system")
        return widget

    def _make_languages(self, languages: Sequence[str]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName("Language of the report")
        for code in languages:
            box.addItem(_LANGUAGES.get(code, code), code)
        box.addItem("No report", "")
        return box

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow("&Profile", _side_by_side(self.profile, self.copy))
        form.labelForField(form.itemAt(0, QFormLayout.ItemRole.FieldRole).widget()).setBuddy(
            self.profile
        )
        form.addRow("&Area", self.area)
        form.addRow("", self.clip)
        form.addRow("Re&ference system", self.crs)
        form.addRow("F&ormats", self.formats)
        form.addRow("&Report", _side_by_side(self.language, self.pdf))
        form.labelForField(form.itemAt(5, QFormLayout.ItemRole.FieldRole).widget()).setBuddy(
            self.language
        )
        form.addRow("", _side_by_side(self.maps, self.project))
        form.addRow("", self.exchange)

    def _connect(self) -> None:
        self.profile.currentIndexChanged.connect(lambda _index: self._take_profile())
        self.copy.clicked.connect(lambda: self.copy_asked.emit(self._profile()))
        self.area.changed.connect(self._on_changed)
        self.crs.crsChanged.connect(lambda _crs: self._on_changed())
        self.formats.chosen.connect(lambda _keys: self._on_changed())
        self.language.currentIndexChanged.connect(lambda _index: self._on_changed())
        for box in (self.clip, self.pdf, self.maps, self.project, self.exchange):
            box.toggled.connect(lambda _on: self._on_changed())


def _side_by_side(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    for number, widget in enumerate(widgets):
        layout.addWidget(widget, 0 if number else 1)
    return holder
