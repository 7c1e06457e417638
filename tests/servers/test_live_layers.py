"""WFS and WMS layers as QGIS loads them through us, compared with the file behind the server."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from mapserver import LICENCE, TITLE, MapServer
from nginx_front import LOGIN_WORD, Nginx
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsMapRendererCustomPainterJob,
    QgsMapSettings,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage, QPainter

from amis_qgis_plugin.core.errors import ServiceError
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.qgis_bridge.layers import (
    LAYER_ID,
    layer_id,
    make_wfs_layer,
    make_wms_layer,
)
from amis_qgis_plugin.qgis_bridge.servers import read_server
from amis_qgis_plugin.qgis_bridge.settings import Server
from amis_qgis_plugin.services.capabilities import Service

ROWS = 726


pytestmark = pytest.mark.usefixtures("empty_project")


@pytest.fixture
def wfs(mapserver: MapServer) -> Service:
    return read_server(Server("Test", mapserver.url, "wfs"), Progress())


@pytest.fixture
def wms(mapserver: MapServer) -> Service:
    return read_server(Server("Test", mapserver.url, "wms"), Progress())


def places(layer: QgsVectorLayer) -> dict[str, tuple[float, float]]:
    found = {}
    for feature in layer.getFeatures():
        point = feature.geometry().asPoint()
        found[feature["identifier"]] = (round(point.x(), 5), round(point.y(), 5))
    return found


@pytest.mark.parametrize("version", ["1.0.0", "1.1.0", "2.0.0"])
def test_wfs_brings_every_deposit_to_its_place(
    mapserver: MapServer, deposits: tuple[Any, ...], version: str
) -> None:
    wfs = read_server(Server("Test", mapserver.url_of(version), "wfs"), Progress())
    assert wfs.version == version
    layer = make_wfs_layer(wfs, wfs.layers[0])
    brought = places(layer)
    assert len(brought) == ROWS
    expected = {row.identifier: (round(row.x, 5), round(row.y, 5)) for row in deposits}
    assert brought == pytest.approx(expected)


def test_wfs_layer_says_where_it_is_from(wfs: Service, empty_project: QgsProject) -> None:
    layer = make_wfs_layer(wfs, wfs.layers[0])
    assert layer.customProperty(LAYER_ID) == layer_id(layer)
    assert wfs.url in layer_id(layer)
    assert layer.name() == TITLE
    assert layer.metadata().licenses() == [LICENCE]
    empty_project.addMapLayer(layer)
    assert layer.featureCount() == ROWS


def test_wfs_behind_a_password(nginx: Nginx, authcfg: str) -> None:
    server = Server("Test", nginx.auth_url, "wfs", authcfg)
    service = read_server(server, Progress())
    layer = make_wfs_layer(service, service.layers[0], authcfg)
    assert authcfg in layer.source()
    assert LOGIN_WORD not in layer.source()
    assert layer.isValid()


def test_wfs_layer_that_is_not_there(wfs: Service) -> None:
    gone = dataclasses.replace(wfs.layers[0], name="no_such_layer")
    with pytest.raises(ServiceError, match="no_such_layer"):
        make_wfs_layer(wfs, gone)


def picture(layer: object, extent: QgsRectangle, crs: str) -> QImage:
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(QgsCoordinateReferenceSystem(crs))
    settings.setExtent(extent)
    settings.setOutputSize(QSize(400, 400))
    settings.setBackgroundColor(QColor("white"))
    image = QImage(settings.outputSize(), QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    job = QgsMapRendererCustomPainterJob(settings, painter)
    job.start()
    job.waitForFinished()
    painter.end()
    return image


def is_red(image: QImage, extent: QgsRectangle, place: QgsPointXY) -> bool:
    """Whether the picture is red at a place, give or take a pixel."""
    column = (place.x() - extent.xMinimum()) / extent.width() * image.width()
    row = (extent.yMaximum() - place.y()) / extent.height() * image.height()
    colour = QColor(image.pixel(int(column), int(row)))
    return colour.red() > 150 and colour.green() < 120


def red_pixels(image: QImage) -> int:
    return sum(
        QColor(image.pixel(x, y)).green() < 120
        for x in range(image.width())
        for y in range(image.height())
    )


def test_wms_draws_the_deposits_where_they_are(wms: Service, deposits: tuple[Any, ...]) -> None:
    layer = make_wms_layer(wms, next(one for one in wms.layers if one.title == TITLE))
    extent = QgsRectangle(116, 4, 128, 16)  # the Philippines, in degrees east and north
    image = picture(layer, extent, "EPSG:4326")
    inside = [row for row in deposits if 116.5 < row.x < 127.5 and 4.5 < row.y < 15.5]
    assert len(inside) > 20
    drawn = sum(is_red(image, extent, QgsPointXY(row.x, row.y)) for row in inside)
    assert drawn >= 0.95 * len(inside)
    assert 0 < red_pixels(image) < 0.2 * image.width() * image.height()


def test_wms_is_blank_where_nothing_is(wms: Service) -> None:
    layer = make_wms_layer(wms, next(one for one in wms.layers if one.title == TITLE))
    assert red_pixels(picture(layer, QgsRectangle(60, -60, 70, -50), "EPSG:4326")) == 0
