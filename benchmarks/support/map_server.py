"""A MapServer as surveys run it: its program kept running (FastCGI) behind nginx, with gzip."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

from osgeo import gdal, ogr, osr

PROGRAM = "/usr/lib/cgi-bin/mapserv"
LAYER = "occurrences"
COMMODITIES = ("Au; Cu", "Sn, W", "Ni, Co", "Cu-Au-Mo", "Bauxite", "Fe", "Cr", "Pb, Zn, Ag", "REE")
COUNTRIES = ("IDN", "PHL", "VNM", "MYS", "THA", "LAO", "MMR", "KHM")
FIELDS = (
    ("code", ogr.OFTInteger), ("name", ogr.OFTString), ("country", ogr.OFTString),
    ("commodity", ogr.OFTString), ("deposit_type", ogr.OFTString), ("status", ogr.OFTString),
    ("grade", ogr.OFTReal), ("tonnage", ogr.OFTReal), ("year", ogr.OFTInteger),
    ("remark", ogr.OFTString),
)  # fmt: skip

_MAP = """
MAP
  NAME "benchmark"
  EXTENT 95 -10 141 28
  UNITS DD
  SIZE 400 400
  PROJECTION "epsg:4326" END
  {output}
  WEB METADATA
    "ows_title" "Benchmark"
    "ows_onlineresource" "http://127.0.0.1:{port}/ows"
    "ows_enable_request" "*"
    "ows_srs" "EPSG:4326"
    {formats}
  END END
  LAYER
    NAME "{layer}"
    TYPE POINT
    STATUS ON
    CONNECTIONTYPE OGR
    CONNECTION "{data}"
    DATA "{layer}"
    TEMPLATE "none"
    PROJECTION "epsg:4326" END
    METADATA
      "ows_title" "Occurrences"
      "gml_include_items" "all"
      "gml_types" "auto"
      "gml_featureid" "code"
      {formats}
    END
  END
END
"""
_OUTPUT = """OUTPUTFORMAT
    NAME "geojson"
    DRIVER "OGR/GEOJSON"
    MIMETYPE "application/json; subtype=geojson"
    FORMATOPTION "STORAGE=stream"
    FORMATOPTION "FORM=SIMPLE"
  END"""
_NGINX = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
{user}
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    keepalive_requests 10000;
    gzip on;
    gzip_types *;
    location /ows {{
      fastcgi_pass unix:{folder}/mapserv.sock;
      fastcgi_param QUERY_STRING MAP=benchmark&$query_string;
      fastcgi_param REQUEST_METHOD $request_method;
      fastcgi_param CONTENT_TYPE $content_type;
      fastcgi_param CONTENT_LENGTH $content_length;
      fastcgi_param SERVER_NAME 127.0.0.1;
      fastcgi_param SERVER_PORT $server_port;
      fastcgi_param SCRIPT_NAME /ows;
      fastcgi_read_timeout 600;
      fastcgi_max_temp_file_size 1024m;
    }}
  }}
}}
"""


def is_there() -> str:
    """Return what lacks on this machine; empty when all is there."""
    if not Path(PROGRAM).exists():
        return "MapServer is not installed (Debian: cgi-mapserver)"
    return "" if shutil.which("nginx") else "nginx is not installed (Debian: nginx-light)"


def make_data(path: Path, count: int) -> None:
    """Write occurrences with ten attributes each, all over the ASEAN states."""
    dataset = gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
    system = osr.SpatialReference()
    system.ImportFromEPSG(4326)
    system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    layer = dataset.CreateLayer(LAYER, system, ogr.wkbPoint)
    for name, kind in FIELDS:
        layer.CreateField(ogr.FieldDefn(name, kind))
    layer.StartTransaction()
    row = ogr.Feature(layer.GetLayerDefn())
    for number in range(count):
        row.SetFID(-1)
        values = (
            number, f"Prospect {number}", COUNTRIES[number % 8], COMMODITIES[number % 9],
            "porphyry" if number % 3 else "epithermal", "active" if number % 5 else "closed",
            number % 1000 / 7, number % 5000 * 11.5, 1900 + number % 126,
            f"Reported in sheet {number % 400}, unit {number % 77}",
        )  # fmt: skip
        for (name, _kind), value in zip(FIELDS, values):
            row[name] = value
        x, y = (
            95.5 + number * 7919 % count * 45.0 / count,
            -9.5 + number * 104729 % count * 37.0 / count,
        )
        point = ogr.Geometry(ogr.wkbPoint)
        point.AddPoint_2D(round(x, 6), round(y, 6))
        row.SetGeometry(point)
        layer.CreateFeature(row)
    layer.CommitTransaction()


class MapServer:
    """MapServer with one layer; a context manager.

    :param processes: how many of its programs run.
    :param has_json: whether it gives GeoJSON besides GML.
    """

    def __init__(
        self, folder: Path, data: Path, processes: int = 4, *, has_json: bool = False
    ) -> None:
        self._folder, self._processes = folder, processes
        self._running: list[subprocess.Popen[bytes]] = []
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}/ows"
        formats = '"wfs_getfeature_formatlist" "gml,geojson"' if has_json else ""
        text = _MAP.format(
            port=self.port,
            layer=LAYER,
            data=data,
            formats=formats,
            output=_OUTPUT if has_json else "",
        )
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "benchmark.map").write_text(text, encoding="utf-8")
        (folder / "mapserver.conf").write_text(
            'CONFIG\n  ENV\n    MS_MAP_PATTERN "."\n  END\n  MAPS\n'
            f'    benchmark "{folder / "benchmark.map"}"\n  END\nEND\n',
            encoding="utf-8",
        )
        user = "user root;" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(
            _NGINX.format(folder=folder, port=self.port, user=user), encoding="utf-8"
        )

    def __enter__(self) -> MapServer:
        listening = socket.socket(socket.AF_UNIX)
        listening.bind(str(self._folder / "mapserv.sock"))
        listening.listen(64)
        environment = {**os.environ, "MAPSERVER_CONFIG_FILE": str(self._folder / "mapserver.conf")}
        for _number in range(self._processes):  # a program whose input is a socket speaks FastCGI
            self._running.append(
                subprocess.Popen(
                    [PROGRAM], stdin=listening.fileno(), env=environment,
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                )
            )  # fmt: skip
        listening.close()
        command = ["nginx", "-c", str(self._folder / "nginx.conf"), "-p", str(self._folder)]
        self._running.append(subprocess.Popen(command, stderr=subprocess.DEVNULL))
        _wait_for(self.port)
        return self

    def __exit__(self, *_error: object) -> None:
        for process in reversed(self._running):
            process.kill() if process.args == [PROGRAM] else process.terminate()
            process.wait(20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    for _try in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"nothing listens on port {port}")
