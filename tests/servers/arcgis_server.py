"""An ArcGIS Server of our own on loopback: recorded descriptions, and queries that are answered.

It plays what ArcGIS REST 10.8 says and does as far as QGIS asks for it: folders, a feature service
and a map service, their layers, and queries for numbers, counts and features. A ``where`` is
carried out by SQLite, so that a filter that ArcGIS could not read fails here too.
"""

from __future__ import annotations

import json
import math
import re
import sqlite3
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from osgeo import ogr

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_layers" / "asean_samples.gpkg"
TABLE = "mineral_occurrences"
FIELDS = ("identifier", "name", "country", "commodity_text", "commodity_codes", "source_id")
COPYRIGHT = "U.S. Geological Survey"
TITLE = "Mineral occurrences of the ASEAN states"
SERVICES = "/arcgis/rest/services"
FEATURES = f"{SERVICES}/Geology/Mineral_Occurrences/FeatureServer"
MAPS = f"{SERVICES}/Geology/Maps/MapServer"
_RADIUS = 6378137.0
_VERSION = 10.81
_MERCATOR = {"wkid": 102100, "latestWkid": 3857}
# Database servers behind ArcGIS take standardised SQL; double quotes and foreign functions fail.
_FOREIGN = re.compile(r"\"|\b(ilike|regexp_match|coalesce|array)\b", re.IGNORECASE)


def mercator(x: float, y: float) -> tuple[float, float]:
    """Return a place of degrees in metres of Web Mercator."""
    up = math.log(math.tan(math.pi / 4 + math.radians(y) / 2))
    return math.radians(x) * _RADIUS, up * _RADIUS


class ArcgisServer:
    """The occurrences of the samples behind an ArcGIS REST directory, from start to stop.

    :ivar seen: path and parameters of what it was asked, names in lower case.
    :ivar closed: the service that demands a token; empty for none.
    :ivar needs_token: whether it answers everything with a demand for a token, status 200.
    :ivar refuses_where: whether it refuses every filter, as servers do that switched them off.
    :ivar is_table: whether its layer has no places.
    :ivar most: the most features in one answer.
    """

    def __init__(self) -> None:
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.needs_token = self.refuses_where = self.is_table = False
        self.closed = ""
        self.most = 1000
        self._lock = threading.Lock()
        self._rows = self._filled()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"
        self.directory_url = self.origin + SERVICES
        self.url = self.origin + FEATURES
        self.map_url = self.origin + MAPS

    def start(self) -> ArcgisServer:
        """Listen, in a thread."""
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def stop(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()
        self._rows.close()

    def answer(self, path: str, asked: dict[str, str]) -> Any:
        """Return the value that a path is answered with; nothing for a path that is not there."""
        if self.needs_token or (self.closed and f"/{self.closed}/" in path):
            return _error(499, "Token Required")
        layer = re.fullmatch(f"({FEATURES}|{MAPS})/(0|1)(/query)?", path)
        if layer and not layer[3]:
            return self._layer(layer[1] == FEATURES, layer[2])
        if layer:
            with self._lock:
                return self._query(asked)
        return {
            SERVICES: {"currentVersion": _VERSION, "folders": ["Geology"], "services": []},
            f"{SERVICES}/Geology": {
                "currentVersion": _VERSION,
                "folders": [],
                "services": [
                    {"name": "Geology/Mineral_Occurrences", "type": "FeatureServer"},
                    {"name": "Geology/Maps", "type": "MapServer"},
                ],
            },
            FEATURES: self._service("Query", [_summary(0, TITLE, -1)]),
            f"{FEATURES}/layers": {"layers": [self._layer(True, "0")], "tables": []},
            MAPS: self._service(
                "Map,Query,Data", [_group(0, "Minerals", [1]), _summary(1, TITLE, 0)]
            ),
        }.get(path)

    def _filled(self) -> sqlite3.Connection:
        source = ogr.Open(str(SAMPLES))
        rows = sqlite3.connect(":memory:", check_same_thread=False)
        columns = ", ".join(f"{name} TEXT" for name in FIELDS)
        rows.execute(
            f"CREATE TABLE layer (OBJECTID INTEGER PRIMARY KEY, x REAL, y REAL, {columns})"
        )
        for row in source.GetLayer(TABLE):
            at = row.GetGeometryRef()
            values = [at.GetX(), at.GetY(), *(row.GetField(name) for name in FIELDS)]
            rows.execute(f"INSERT INTO layer VALUES (NULL{', ?' * len(values)})", values)
        self.count = int(rows.execute("SELECT count(*) FROM layer").fetchone()[0])
        return rows

    def _extent(self) -> dict[str, Any]:
        (west, south, east, north) = self._rows.execute(
            "SELECT min(x), min(y), max(x), max(y) FROM layer"
        ).fetchone()
        (xmin, ymin), (xmax, ymax) = mercator(west, south), mercator(east, north)
        box = {"xmin": xmin, "ymin": ymin, "xmax": xmax, "ymax": ymax}
        return {**box, "spatialReference": _MERCATOR}

    def _service(self, capabilities: str, layers: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "currentVersion": _VERSION,
            "serviceDescription": "Played for tests",
            "mapName": "Layers",
            "maxRecordCount": self.most,
            "supportedQueryFormats": "JSON",
            "capabilities": capabilities,
            "copyrightText": COPYRIGHT,
            "spatialReference": _MERCATOR,
            "fullExtent": self._extent(),
            "layers": layers,
            "tables": [],
        }

    def _layer(self, is_feature_service: bool, number: str) -> dict[str, Any]:
        fields = [{"name": "OBJECTID", "type": "esriFieldTypeOID", "alias": "OBJECTID"}]
        fields += [
            {"name": name, "type": "esriFieldTypeString", "alias": name, "length": 2000}
            for name in FIELDS
        ]
        found = {
            **_summary(int(number), TITLE, -1),
            "currentVersion": _VERSION,
            "description": "Deposits of gold, copper, nickel &amp; more",
            "copyrightText": COPYRIGHT,
            "extent": self._extent(),
            "hasZ": False,
            "hasM": False,
            "displayField": "name",
            "maxRecordCount": self.most,
            "advancedQueryCapabilities": {"supportsPagination": True},
            "supportsPagination": True,
            "capabilities": "Query" if is_feature_service else "Map,Query,Data",
            "fields": fields,
        }
        if self.is_table:
            found = {key: found[key] for key in found if key not in ("geometryType", "extent")}
            found["type"] = "Table"
        return {**found, "objectIdField": "OBJECTID"} if is_feature_service else found

    def _query(self, asked: dict[str, str]) -> Any:
        where = asked.get("where") or "1=1"
        plain = where.replace("(", "").replace(")", "").replace(" ", "")
        if plain != "1=1" and (self.refuses_where or _FOREIGN.search(_without_texts(where))):
            return _error(400, "'where' clause is invalid")
        if "objectids" in asked:
            where += (
                f" AND OBJECTID IN ({','.join(map(str, map(int, asked['objectids'].split(','))))})"
            )
        if asked.get("geometry"):
            where += f" AND {_inside(asked)}"
        try:
            rows = self._rows.execute(
                f"SELECT * FROM layer WHERE {where} ORDER BY OBJECTID"
            ).fetchall()
        except sqlite3.Error:
            return _error(400, "'where' clause is invalid")
        if asked.get("returncountonly") == "true":
            return {"count": len(rows)}
        if asked.get("returnidsonly") == "true":
            return {"objectIdFieldName": "OBJECTID", "objectIds": [row[0] for row in rows] or None}
        return self._features(rows, asked)

    def _features(self, rows: list[tuple[Any, ...]], asked: dict[str, str]) -> dict[str, Any]:
        start = int(asked.get("resultoffset") or 0)
        most = min(self.most, int(asked.get("resultrecordcount") or self.most))
        wanted = asked.get("outfields", "*")
        names = ("OBJECTID", *FIELDS)
        features = []
        for row in rows[start : start + most]:
            values = dict(zip(names, (row[0], *row[3:])))
            kept = names if wanted == "*" else [one for one in wanted.split(",") if one in names]
            feature: dict[str, Any] = {"attributes": {name: values[name] for name in kept}}
            if asked.get("returngeometry", "true") == "true" and not self.is_table:
                x, y = row[1:3] if asked.get("outsr") == "4326" else mercator(*row[1:3])
                feature["geometry"] = {"x": x, "y": y}
            features.append(feature)
        return {
            "objectIdFieldName": "OBJECTID",
            "geometryType": "esriGeometryPoint",
            "spatialReference": {"wkid": int(asked.get("outsr") or 102100)},
            "features": features,
            "exceededTransferLimit": start + most < len(rows),
        }


def _without_texts(where: str) -> str:
    return re.sub(r"'(?:[^']|'')*'", "''", where)


def _inside(asked: dict[str, str]) -> str:
    sides = [float(one) for one in asked["geometry"].split(",")]
    if asked.get("insr", "102100") != "4326":
        sides = [
            math.degrees(value / _RADIUS)
            if place % 2 == 0
            else math.degrees(math.atan(math.sinh(value / _RADIUS)))
            for place, value in enumerate(sides)
        ]
    west, south, east, north = sides
    return f"x BETWEEN {west} AND {east} AND y BETWEEN {south} AND {north}"


def _summary(number: int, name: str, parent: int) -> dict[str, Any]:
    return {
        "id": number,
        "name": name,
        "parentLayerId": parent,
        "subLayerIds": None,
        "minScale": 50000000,
        "maxScale": 0,
        "type": "Feature Layer",
        "geometryType": "esriGeometryPoint",
    }


def _group(number: int, name: str, inside: list[int]) -> dict[str, Any]:
    kind = {"type": "Group Layer", "geometryType": None, "subLayerIds": inside}
    return {**_summary(number, name, -1), **kind}


def _error(code: int, message: str) -> dict[str, Any]:
    return {"error": {"code": code, "message": message, "details": []}}


def _handler(server: ArcgisServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else each answer waits 40 ms for its second packet

        def do_GET(self) -> None:
            self._send(urlsplit(self.path).query)

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", "0"))
            self._send(self.rfile.read(length).decode())

        def _send(self, query: str) -> None:
            path = urlsplit(self.path).path.rstrip("/")
            pairs = parse_qsl(query, keep_blank_values=True)
            asked = {name.lower(): value for name, value in pairs}
            server.seen.append((path, asked))
            value = server.answer(path, asked)
            if value is None:
                value = _error(400, "Invalid URL")
            is_json = asked.get("f") in ("json", "pjson")
            page = b"<html><head><title>ArcGIS REST Services Directory</title></head></html>"
            body = json.dumps(value).encode() if is_json else page
            self.send_response(200)
            kind = "application/json" if is_json else "text/html"
            self.send_header("Content-Type", f"{kind};charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: Any) -> None:
            """Say nothing."""

    return Handler
