"""A real MapServer on loopback: its CGI program behind a small HTTP server."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from osgeo import gdal, ogr, osr

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_layers" / "asean_samples.gpkg"
LAYER = "mineral_occurrences"
FIELDS = ("identifier", "name", "country", "commodity_text", "commodity_codes", "source_id")
MANY = 2500
TITLE = "Mineral occurrences of the ASEAN states"
LICENCE = "Public domain (U.S. Geological Survey)"
PROVIDER = "AMIS test survey"

_MAP = """
MAP
  NAME "amis"
  SIZE 400 400
  MAXSIZE 4096
  EXTENT 90 -12 142 30
  UNITS DD
  PROJECTION "epsg:4326" END
  SYMBOL
    NAME "dot"
    TYPE ELLIPSE
    POINTS 1 1 END
    FILLED TRUE
  END
  WEB
    METADATA
      "ows_title" "AMIS test server"
      "ows_abstract" "Mineral occurrences, served for tests"
      "ows_onlineresource" "{url}"
      "oga_onlineresource" "{features_url}"
      "ows_enable_request" "*"
      "ows_srs" "EPSG:4326 EPSG:3857 CRS:84"
      "ows_fees" "NONE"
      "ows_accessconstraints" "{licence}"
      "ows_keywordlist" "geology,minerals"
      "ows_contactorganization" "{provider}"
      "ows_contactperson" "Nobody"
      "ows_service_onlineresource" "{url}"
      "wms_feature_info_mime_type" "text/plain"
    END
  END
  LAYER
    NAME "{layer}"
    TYPE POINT
    STATUS ON
    CONNECTIONTYPE OGR
    CONNECTION "{data}"
    DATA "{layer}"
    TEMPLATE "none"
    MAXSCALEDENOM 50000000
    EXTENT {extent}
    PROJECTION "epsg:4326" END
    METADATA
      "ows_title" "{title}"
      "ows_abstract" "Deposits of gold, copper, nickel & more"
      "ows_keywordlist" "gold,copper"
      "gml_include_items" "all"
      "gml_types" "auto"
      "gml_featureid" "fid"
      "oga_featureid" "identifier"
      "wms_attribution_title" "U.S. Geological Survey"
    END
    CLASS
      STYLE SYMBOL "dot" COLOR 200 80 0 SIZE 6 END
    END
  END
  LAYER
    NAME "many"
    TYPE POINT
    STATUS ON
    CONNECTIONTYPE OGR
    CONNECTION "{many}"
    DATA "many"
    TEMPLATE "none"
    PROJECTION "epsg:4326" END
    METADATA
      "ows_title" "Many places"
      "gml_include_items" "all"
      "gml_types" "auto"
      "gml_featureid" "code"
      "wfs_srs" "EPSG:4326 EPSG:32650"
    END
  END
  LAYER
    NAME "many_without_ids"
    TYPE POINT
    STATUS ON
    CONNECTIONTYPE OGR
    CONNECTION "{many}"
    DATA "many"
    TEMPLATE "none"
    PROJECTION "epsg:4326" END
    METADATA
      "ows_title" "Many places without ids"
      "oga_enable_request" "!*"
      "gml_include_items" "all"
      "gml_types" "auto"
      "wfs_srs" "EPSG:4326 EPSG:32650"
    END
  END
  LAYER
    NAME "provinces"
    TYPE POLYGON
    STATUS ON
    CONNECTIONTYPE OGR
    CONNECTION "{samples}"
    DATA "schematic_provinces"
    TEMPLATE "none"
    PROJECTION "epsg:4326" END
    METADATA
      "ows_title" "Schematic provinces"
      "gml_include_items" "all"
      "gml_types" "auto"
      "gml_featureid" "fid"
    END
    CLASS
      STYLE COLOR 230 220 180 END
    END
  END
END
"""


def find_mapserv() -> str:
    """Return the path of MapServer's CGI program, empty when it is not installed."""
    there = Path("/usr/lib/cgi-bin/mapserv")
    return str(there) if there.exists() else shutil.which("mapserv") or ""


def make_many(folder: Path, count: int) -> Path:
    """Write places in and around Borneo, with fields of several types and some holes."""
    path = folder / "many.gpkg"
    dataset = gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
    system = osr.SpatialReference()
    system.ImportFromEPSG(4326)
    system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    layer = dataset.CreateLayer("many", system, ogr.wkbPoint)
    for name, kind in (("code", ogr.OFTInteger), ("name", ogr.OFTString), ("grade", ogr.OFTReal)):
        layer.CreateField(ogr.FieldDefn(name, kind))
    layer.StartTransaction()
    for number in range(count):
        row = ogr.Feature(layer.GetLayerDefn())
        row["code"] = number * 7
        row["name"] = f"Mỏ đồng {number} & <{number % 13}>"
        row["grade"] = number / 8
        x, y = 105 + number * 37 % count * 17.5 / count, -5 + number * 91 % count * 10.5 / count
        row.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({x:.6f} {y:.6f})"))
        layer.CreateFeature(row)
    layer.CommitTransaction()
    return path


def make_data(folder: Path) -> Path:
    """Write the occurrences of the samples, with a few fields, into a GeoPackage of their own."""
    path = folder / "occurrences.gpkg"
    options = gdal.VectorTranslateOptions(
        format="GPKG", layers=[LAYER], selectFields=list(FIELDS), layerName=LAYER
    )
    written = gdal.VectorTranslate(str(path), str(SAMPLES), options=options)
    if written is None:
        raise RuntimeError(f"GDAL could not read {LAYER} from {SAMPLES}")
    written = None
    return path


class MapServer:
    """MapServer for one map file, from ``start`` to ``stop``.

    :ivar seen: what it was asked, the parameters' names in capitals.
    :ivar features_url: the landing page of its OGC API Features.
    :ivar longest: the longest address it takes; nginx takes 8,000 letters, IIS 2,000.
    """

    def __init__(self, folder: Path) -> None:
        self.seen: list[dict[str, str]] = []
        self.longest = 1_000_000
        self.is_gone = False
        self.layer = LAYER
        self.data = make_data(folder)
        self.many = make_many(folder, MANY)
        source = gdal.OpenEx(str(self.data), gdal.OF_VECTOR)
        layer = source.GetLayerByName(LAYER)
        self.count = int(layer.GetFeatureCount())
        west, east, south, north = layer.GetExtent()
        self.extent = (west, south, east, north)
        self._server = ThreadingHTTPServer(
            ("127.0.0.1", 0), _handler(folder / "mapserver.conf", self)
        )
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}/ows"
        self.wfs_url = self.wms_url = self.url
        self.features_url = f"http://127.0.0.1:{self.port}/features"
        samples = shutil.copy(SAMPLES, folder / "samples.gpkg")
        text = _MAP.format(
            url=self.url, features_url=self.features_url, data=self.data, layer=LAYER,
            title=TITLE, licence=LICENCE, provider=PROVIDER, samples=samples, many=self.many,
            extent=f"{west} {south} {east} {north}",
        )  # fmt: skip
        (folder / "amis.map").write_text(text, encoding="utf-8")
        (folder / "mapserver.conf").write_text(
            f'CONFIG\n  ENV\n    MS_MAP_PATTERN "."\n  END\n  MAPS\n'
            f'    amis "{folder / "amis.map"}"\n  END\nEND\n',
            encoding="utf-8",
        )

    def url_of(self, version: str) -> str:
        """Return an address at which it knows one version of WFS only, as older servers do."""
        return f"http://127.0.0.1:{self.port}/only/{version}"

    def start(self) -> MapServer:
        """Listen, in a thread."""
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def stop(self) -> None:
        """Stop listening, on connections that are open too."""
        self.is_gone = True
        self._server.shutdown()
        self._server.server_close()


def _parameters(path: str, query: str) -> dict[str, str]:
    """Return what is asked, names in capitals, as a server of the path's version takes it."""
    pairs = parse_qsl(query, keep_blank_values=True)
    asked = {name.upper(): value for name, value in pairs}
    if path.startswith("/only/"):
        asked.pop("ACCEPTVERSIONS", None)
        asked["VERSION"] = path.rpartition("/")[2]
    return asked


def _handler(config: Path, server: MapServer) -> type[BaseHTTPRequestHandler]:
    program = find_mapserv()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else each answer waits 40 ms for its second packet

        def do_GET(self) -> None:
            self._run(b"")

        def do_POST(self) -> None:
            self._run(self.rfile.read(int(self.headers.get("Content-Length", "0"))))

        def _run(self, body: bytes) -> None:
            path, _mark, query = self.path.partition("?")
            asked = _parameters(path, query)
            if server.is_gone:
                self.close_connection = True
                return
            server.seen.append(asked)
            if len(self.path) > server.longest:
                self.send_error(414)
                return
            inside = path[len("/features") :] if path.startswith("/features") else None
            if inside is None:
                query = urlencode({"MAP": "amis", **asked})
            environment = {
                **os.environ,
                "MAPSERVER_CONFIG_FILE": str(config),
                "GATEWAY_INTERFACE": "CGI/1.1",
                "REQUEST_METHOD": self.command,
                "QUERY_STRING": query,
                "SCRIPT_NAME": path,
                "SERVER_NAME": "127.0.0.1",
                "SERVER_PORT": str(self.server.server_address[1]),
                "CONTENT_TYPE": self.headers.get("Content-Type", ""),
                "CONTENT_LENGTH": str(len(body)),
                "HTTP_ACCEPT": self.headers.get("Accept", ""),
            }
            if inside is not None:  # MapServer 8 knows its OGC API by the path behind its program
                environment["PATH_INFO"] = f"/amis/ogcapi{inside}"
            run = subprocess.run(
                [program], input=body, env=environment, capture_output=True, check=False
            )
            head, _gap, content = run.stdout.partition(b"\r\n\r\n")
            fields = dict(line.split(": ", 1) for line in head.decode("latin-1").split("\r\n"))
            self.send_response(int(fields.pop("Status", "200").split()[0]))
            for name, value in fields.items():
                if name.lower() != "content-length":
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *arguments: Any) -> None:
            """Say nothing."""

    return Handler
