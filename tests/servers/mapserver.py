"""The real MapServer over the sample occurrences, run as CGI from a small server of ours."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from loopback import Handler, Site, serve

MAPSERV = Path("/usr/lib/cgi-bin/mapserv")
LAYER = "mineral_occurrences"
TITLE = "Sample occurrences"

_CONFIG = """\
CONFIG
  MAPS
    OCCURRENCES "{mapfile}"
  END
END
"""

_MAPFILE = """\
MAP
  NAME "occurrences"
  PROJECTION "init=epsg:4326" END
  EXTENT 90 -15 145 30
  SIZE 256 256
  IMAGECOLOR 255 255 255
  SYMBOL NAME "dot" TYPE ELLIPSE POINTS 1 1 END FILLED TRUE END
  WEB METADATA
    "ows_title" "{title}"
    "ows_abstract" "Deposits of ten countries, for tests"
    "ows_accessconstraints" "Public domain"
    "ows_onlineresource" "{url}/ows?"
    "ows_srs" "EPSG:4326 EPSG:3857 CRS:84"
    "ows_enable_request" "*"
  END END
  LAYER
    NAME "{layer}"
    TYPE POINT
    STATUS ON
    CONNECTIONTYPE OGR
    CONNECTION "{source}"
    DATA "{layer}"
    PROJECTION "init=epsg:4326" END
    TEMPLATE "none"
    METADATA
      "ows_title" "Mineral occurrences"
      "ows_abstract" "One row per deposit"
      "ows_keywordlist" "copper,ASEAN"
      "gml_include_items" "all"
      "gml_featureid" "identifier"
    END
    CLASS STYLE SYMBOL "dot" SIZE 6 COLOR 200 30 30 END END
  END
END
"""


@contextmanager
def mapserver(folder: Path, source: Path) -> Iterator[Site]:
    """Run MapServer at ``/ows`` for as long as the block lasts.

    :param folder: where its files are written.
    :param source: the GeoPackage with the table ``mineral_occurrences``.
    """
    mapfile, config = folder / "occurrences.map", folder / "mapserver.conf"
    config.write_text(_CONFIG.format(mapfile=mapfile), encoding="utf-8")

    class Cgi(Handler):
        """Hands each request to a mapserv of its own."""

        def answer(self, body: bytes) -> None:
            self.send(*_run(config, self.command, self.path, self.headers, body))

    with serve(Cgi) as site:
        text = _MAPFILE.format(title=TITLE, url=site.url, layer=LAYER, source=source)
        mapfile.write_text(text, encoding="utf-8")
        yield site


def _run(
    config: Path, method: str, target: str, headers: object, body: bytes
) -> tuple[int, str, bytes]:
    """Return status, content type and body of one CGI run."""
    query = target.partition("?")[2]
    environment = {
        **os.environ,
        "MAPSERVER_CONFIG_FILE": str(config),
        "REQUEST_METHOD": method,
        "QUERY_STRING": f"map=OCCURRENCES&{query}",
        "CONTENT_LENGTH": str(len(body)),
        "CONTENT_TYPE": headers.get("Content-Type", ""),
    }
    ran = subprocess.run(
        [str(MAPSERV)], env=environment, input=body, capture_output=True, check=False
    )
    head, _, content = ran.stdout.partition(b"\r\n\r\n")
    fields = dict(
        line.split(": ", 1) for line in head.decode("latin-1").splitlines() if ": " in line
    )
    status = int(fields.get("Status", "200").split()[0])
    return status, fields.get("Content-Type", "text/plain"), content
