"""The Processing provider ``amis``."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..paths import bundled
from .align_layer import AlignLayer
from .check_layer import CheckLayer
from .compare_packages import ComparePackages
from .coverage import CoverageTable
from .export_package import ExportPackage
from .export_packages import ExportPackages
from .facet_counts import FacetCounts
from .filter_occurrences import FilterOccurrences
from .list_layers import ListLayers
from .propose_field_map import ProposeFieldMap
from .refresh_offline import RefreshOffline
from .renew_package import RenewPackage
from .sign_package import SignPackage
from .take_offline import TakeOffline
from .verify_package import VerifyPackage


class AmisProvider(QgsProcessingProvider):
    """Offers the algorithms to the toolbox, models and ``qgis_process``."""

    def id(self) -> str:
        """Return the prefix of the algorithm ids."""
        return "amis"

    def name(self) -> str:
        """Return the name in the toolbox."""
        return "AMIS Explorer"

    def icon(self) -> QIcon:
        """Return the icon in the toolbox."""
        return QIcon(str(bundled("icons", "amis.svg")))

    def loadAlgorithms(self) -> None:
        """Add every algorithm."""
        for algorithm in (
            ListLayers,
            FilterOccurrences,
            FacetCounts,
            ProposeFieldMap,
            AlignLayer,
            CheckLayer,
            CoverageTable,
            TakeOffline,
            RefreshOffline,
            ExportPackage,
            ExportPackages,
            VerifyPackage,
            SignPackage,
            ComparePackages,
            RenewPackage,
        ):
            self.addAlgorithm(algorithm())
