"""Answers of ArcGIS REST as ArcGIS Server 10.x and hosted services write them, in short."""

from __future__ import annotations

from typing import Any

WEB_MERCATOR = {"wkid": 102100, "latestWkid": 3857}
DEGREES = {"wkid": 4326, "latestWkid": 4326}
KERTAU = {"wkid": 3168, "latestWkid": 3168}

ROOT = {
    "currentVersion": 10.81,
    "folders": ["Geology", "System", "Utilities", "Closed"],
    "services": [
        {"name": "Basemap", "type": "MapServer"},
        {"name": "Find", "type": "GeocodeServer"},
        {"name": "Elevation", "type": "ImageServer"},
    ],
}
GEOLOGY_FOLDER = {
    "currentVersion": 10.81,
    "folders": [],
    "services": [
        {"name": "Geology/Mineral_Occurrences", "type": "FeatureServer"},
        {"name": "Geology/Mineral_Occurrences", "type": "MapServer"},
        {"name": "Geology/Maps", "type": "MapServer"},
    ],
}
# ArcGIS sends its errors with the HTTP status 200.
TOKEN_NEEDED = {"error": {"code": 499, "message": "Token Required", "details": []}}
TOKEN_OLD = {"error": {"code": 498, "message": "Invalid Token", "details": []}}
NOT_STARTED = {
    "error": {"code": 500, "message": "Service Geology/Maps/MapServer not started", "details": []}
}

FEATURE_SERVER: dict[str, Any] = {
    "currentVersion": 10.81,
    "serviceDescription": "<div>Occurrences &amp; prospects<br/>of the survey</div>",
    "hasVersionedData": False,
    "maxRecordCount": 2000,
    "supportedQueryFormats": "JSON, geoJSON, PBF",
    "capabilities": "Query,Extract",
    "description": "",
    "copyrightText": "Geological Survey",
    "spatialReference": WEB_MERCATOR,
    # 100 E 0 N to 120 E 20 N
    "fullExtent": {
        "xmin": 11131949.079327,
        "ymin": 0,
        "xmax": 13358338.895193,
        "ymax": 2273030.926988,
        "spatialReference": WEB_MERCATOR,
    },
    "layers": [
        {
            "id": 0,
            "name": "Nickel",
            "parentLayerId": -1,
            "defaultVisibility": True,
            "subLayerIds": None,
            "minScale": 577790,
            "maxScale": 0,
            "type": "Feature Layer",
            "geometryType": "esriGeometryPoint",
        }
    ],
    "tables": [{"id": 1, "name": "Assays"}],
}
LAYER: dict[str, Any] = {
    "currentVersion": 10.81,
    "id": 0,
    "name": "Nickel",
    "type": "Feature Layer",
    "description": "Laterite <b>nickel</b>",
    "copyrightText": "Geological Survey, laterite team",
    "geometryType": "esriGeometryPoint",
    "minScale": 577790,
    "maxScale": 0,
    "extent": {
        "xmin": 11131949.079327,
        "ymin": -1118889.974858,
        "xmax": 12245143.98726,
        "ymax": 1118889.974858,
        "spatialReference": WEB_MERCATOR,
    },
    "displayField": "SITE",
    "objectIdField": "OBJECTID_1",
    "maxRecordCount": 1000,
    "supportsPagination": False,
    "advancedQueryCapabilities": {"supportsPagination": True, "supportsOrderBy": True},
    "capabilities": "Query",
    "fields": [
        {"name": "OBJECTID_1", "type": "esriFieldTypeOID", "alias": "OBJECTID_1"},
        {"name": "SITE", "type": "esriFieldTypeString", "alias": "Name of the site", "length": 128},
        {
            "name": "STATUS",
            "type": "esriFieldTypeSmallInteger",
            "alias": "STATUS",
            "domain": {
                "type": "codedValue",
                "name": "status",
                "codedValues": [{"name": "active", "code": 1}, {"name": "closed", "code": 2}],
            },
        },
        {"name": "GRADE", "type": "esriFieldTypeDouble", "alias": "GRADE"},
        {"name": "VISITED", "type": "esriFieldTypeDate", "alias": "VISITED"},
        {"name": "KEY", "type": "esriFieldTypeGlobalID", "alias": "KEY"},
        {"name": "SHAPE", "type": "esriFieldTypeGeometry", "alias": "SHAPE"},
    ],
}
ALL_LAYERS = {"layers": [LAYER], "tables": [{"id": 1, "name": "Assays", "type": "Table"}]}

# A map of ArcMap: layers in groups, annotation, a picture, a mouse-made title.
MAP_SERVER: dict[str, Any] = {
    "currentVersion": 10.3,
    "serviceDescription": "",
    "mapName": "Layers",
    "description": "",
    "copyrightText": "",
    "supportsDynamicLayers": False,
    "layers": [
        {"id": 0, "name": "Geology", "parentLayerId": -1, "subLayerIds": [1, 2], "minScale": 0},
        {"id": 1, "name": "Faults", "parentLayerId": 0, "subLayerIds": None, "minScale": 250000},
        {"id": 2, "name": "Units", "parentLayerId": 0, "subLayerIds": [3], "minScale": 0},
        {"id": 3, "name": "Selangor", "parentLayerId": 2, "subLayerIds": None, "minScale": 0},
        {
            "id": 4,
            "name": "Scan",
            "type": "Raster Layer",
            "parentLayerId": -1,
            "subLayerIds": None,
        },
    ],
    "tables": [],
    "spatialReference": KERTAU,
    "fullExtent": {
        "xmin": 200000, "ymin": 100000, "xmax": 600000, "ymax": 700000,
        "spatialReference": KERTAU,
    },
    "documentInfo": {"Title": "Geological map of the peninsula", "Author": ""},
    "capabilities": "Map,Query,Data",
    "supportedQueryFormats": "JSON, AMF",
}  # fmt: skip
