"""The styles of a layer that is read from one of two places: each place keeps its own.

All named styles of the layer are meant. Their names are the same on both sides, so that map themes,
which know styles by name, hold; what is in them belongs to a side.
"""

from __future__ import annotations

from typing import Any, Callable

from qgis.core import (
    Qgis,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeatureRequest,
    QgsMapLayerStyle,
    QgsRenderContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

from .compat import reopened

Styles = dict[str, str]
_LOOKED_AT = 200  # rows by which it is told whether a style draws anything
_ANY_FIELD = QgsFeatureRequest.ALL_ATTRIBUTES


def styles_of(layer: QgsVectorLayer) -> Styles:
    """Return the styles of a layer as QML by name, without what else is noted on the layer."""
    manager = layer.styleManager()
    current = manager.currentStyle()
    return {
        name: _current(layer) if name == current else _bare(manager.style(name).xmlData())
        for name in manager.styles()
    }


def put_styles(layer: QgsVectorLayer, styles: Styles) -> bool:
    """Give a layer styles under the names that it has; say whether QGIS could read the shown one.

    :param styles: names that are missing in them keep what they have; others are passed over.
    """
    manager = layer.styleManager()
    current = manager.currentStyle()
    for name in manager.styles():
        if name in styles and name != current:
            manager.removeStyle(name)
            manager.addStyle(name, QgsMapLayerStyle(styles[name]))
    return current not in styles or _take(layer, styles[current])


def fitting(layer: QgsVectorLayer, styles: Styles, make: Callable[[Any], Any]) -> Styles:
    """Return styles for a layer that is now read from elsewhere, the same where they fit.

    One fits when the fields that it draws and labels by are there, and it draws some of the first
    rows.

    :param styles: those that it had before.
    :param make: gives a layer the style that stands in where one does not fit.
    """
    found = {}
    for name, qml in styles.items():
        twin = reopened(layer)
        is_kept = _take(twin, qml) and fits(twin)
        found[name] = qml if is_kept else _replaced(layer, twin, make)
    return found


def fits(layer: QgsVectorLayer) -> bool:
    """Whether a layer has the fields that its style draws and labels by, and draws something."""
    context = _context(layer)
    wanted = set(layer.renderer().usedAttributes(context)) if layer.renderer() else set()
    labels = layer.labeling() if layer.labelsEnabled() else None
    for provider in labels.subProviders() if labels is not None else ():
        wanted |= set(labels.settings(provider).referencedFields(context))
    diagrams = layer.diagramRenderer()
    if diagrams is not None:
        wanted |= set(diagrams.referencedFields(context))
    there = set(layer.fields().names())
    missing = wanted - there - {_ANY_FIELD}
    return all(_is_expression_of(there, one) for one in missing) and _draws(layer, context)


def _is_expression_of(names: set[str], text: str) -> bool:
    """Whether a text is an expression on some fields; renderers classify by one as by a field."""
    expression = QgsExpression(text)
    return not expression.hasParserError() and set(expression.referencedColumns()) <= names


def _draws(layer: QgsVectorLayer, context: QgsRenderContext) -> bool:
    """Whether some of the first rows are drawn; a layer without rows says nothing against it.

    A server is not asked for rows here: that would keep the window waiting.
    """
    if layer.renderer() is None or layer.providerType() != "ogr":
        return True
    renderer, fields = layer.renderer().clone(), layer.fields()
    features = list(layer.getFeatures(QgsFeatureRequest().setLimit(_LOOKED_AT)))
    renderer.startRender(context, fields)
    try:
        drawn = []
        for feature in features:
            context.expressionContext().setFeature(feature)
            drawn.append(renderer.willRenderFeature(feature, context))
    finally:
        renderer.stopRender(context)
    return any(drawn) or not drawn


def _replaced(layer: QgsVectorLayer, old: QgsVectorLayer, make: Callable[[Any], Any]) -> str:
    """Return the style that stands in for one, with its opacity, its blending and its scales."""
    twin = reopened(layer)
    make(twin)
    twin.setOpacity(old.opacity())
    twin.setBlendMode(old.blendMode())
    if old.hasScaleBasedVisibility():
        twin.setScaleBasedVisibility(True)
        twin.setMinimumScale(old.minimumScale())
        twin.setMaximumScale(old.maximumScale())
    return _current(twin)


def _context(layer: QgsVectorLayer) -> QgsRenderContext:
    context = QgsRenderContext()
    scopes = QgsExpressionContextUtils.globalProjectLayerScopes(layer)
    context.setExpressionContext(QgsExpressionContext(scopes))
    context.expressionContext().setFields(layer.fields())
    return context


def _current(layer: QgsVectorLayer) -> str:
    """Return the style that a layer has now; of one that cannot be read, that of its project."""
    document = QDomDocument()
    kept = layer.originalXmlProperties()
    if layer.isValid() or not kept:
        layer.exportNamedStyle(document)
    else:
        document.setContent(kept)
        root = document.documentElement()
        root.setTagName("qgis")
        root.setAttribute("version", Qgis.QGIS_VERSION)
    return _without_properties(document)


def _bare(qml: str) -> str:
    document = QDomDocument()
    document.setContent(qml)
    return _without_properties(document)


def _without_properties(document: QDomDocument) -> str:
    """Return a style without the properties that are noted on the layer: they are no style."""
    root = document.documentElement()
    noted = root.firstChildElement("customproperties")
    if not noted.isNull():
        root.removeChild(noted)
    return str(document.toString(-1))


def _take(layer: QgsVectorLayer, qml: str) -> bool:
    document = QDomDocument()
    document.setContent(qml)
    return bool(layer.importNamedStyle(document)[0])
