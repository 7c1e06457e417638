"""A WFS on loopback that serves known rows, and spoils its answers in the way a test names."""

from __future__ import annotations

import hashlib
import json
import time
from typing import Any, Optional
from urllib.parse import parse_qsl

from faults import CAP, FaultHandler, Faults, Row, less_of_many

EXCEPTION = (
    '<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1" version="2.0.0">'
    '<ows:Exception exceptionCode="NoApplicableCode"><ows:ExceptionText>Out of memory'
    "</ows:ExceptionText></ows:Exception></ows:ExceptionReport>"
)

# Families of faults; each is one behaviour of real servers or of what stands in front of them.
MODES = (
    "good", "capped", "hits-capped", "total-capped", "hits-ignored", "hits-exception",
    "hits-zero", "no-startindex", "no-startindex-capped", "startindex-refused",
    "matched-unknown", "unstable-gap", "unstable-random", "sort-ignored-gap", "no-ids",
    "no-ids-gap", "ids-per-page", "ids-random", "ids-random-gap", "same-id",
    "exception-200", "exception-once", "html-200", "html-once", "empty-body", "empty-once",
    "cut-xml", "cut-once", "reset", "reset-once", "stall-once", "429", "429-date", "503",
    "500-big", "500-one", "500-first", "truncated", "returned-lies", "illegal", "illegal-reference",
    "bad-encoding", "swapped", "swapped-sometimes", "swapped-bbox", "bbox-ignored",
    "bbox-refused", "grows", "shrinks", "moves", "changes-value", "empty-page-between",
    "page-twice", "no-geometry", "json", "json-no-ids", "json-cut", "html-late", "gone-late",
    "duplicate-rows", "next-page-overlaps", "extent-wrong", "no-extent",
    "always-empty", "ids-shared", "count-ignored", "less-of-many",
)  # fmt: skip


class WfsFaults(Faults):
    """Answers as a WFS of one version, in one mode; remembers what it was asked."""

    changes_at = 3

    def __init__(self, mode: str = "good", version: str = "2.0.0", count: int = 350) -> None:
        super().__init__(_handler(self), mode, count)
        self.version = version
        self.etags = ""  # content, weak, constant, or always: 304 to everything
        self.unmodified = 0
        self.url = f"{self.origin}/wfs"

    # What is answered

    def capabilities(self) -> str:
        is_2 = self.version.startswith("2")
        box = "-60 -50 -40 -30" if self.mode == "extent-wrong" else "105 -5 122.5 5.5"
        w, s, e, n = box.split()
        formats = "<OutputFormats><Format>text/xml</Format>{}</OutputFormats>".format(
            "<Format>application/json</Format>" if self.mode.startswith("json") else ""
        )
        if self.version.startswith("1.0"):
            extent, crs, formats = (
                f'<LatLongBoundingBox minx="{w}" miny="{s}" maxx="{e}" maxy="{n}"/>',
                "<SRS>EPSG:4326</SRS>",
                "",
            )
        else:
            extent = (
                f"<ows:WGS84BoundingBox><ows:LowerCorner>{w} {s}</ows:LowerCorner>"
                f"<ows:UpperCorner>{e} {n}</ows:UpperCorner></ows:WGS84BoundingBox>"
            )
            name = "DefaultCRS" if is_2 else "DefaultSRS"
            crs = f"<{name}>urn:ogc:def:crs:EPSG::4326</{name}>"
        if self.mode == "no-extent":
            extent = ""
        space = "http://www.opengis.net/wfs/2.0" if is_2 else "http://www.opengis.net/wfs"
        return (
            f'<?xml version="1.0"?><WFS_Capabilities version="{self.version}" xmlns="{space}" '
            'xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:t="http://test"><FeatureTypeList>'
            f"<FeatureType><Name>t:deposits</Name><Title>Deposits</Title>{crs}{formats}{extent}"
            "</FeatureType></FeatureTypeList></WFS_Capabilities>"
        )

    def schema(self) -> str:
        return (
            '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" '
            'xmlns:gml="http://www.opengis.net/gml/3.2"><xs:element name="deposits" '
            'type="depositsType"/><xs:complexType name="depositsType"><xs:complexContent>'
            '<xs:extension base="gml:AbstractFeatureType"><xs:sequence>'
            '<xs:element name="gid" type="xs:int"/><xs:element name="name" type="xs:string"/>'
            '<xs:element name="geom" type="gml:PointPropertyType"/>'
            "</xs:sequence></xs:extension></xs:complexContent></xs:complexType></xs:schema>"
        )

    def selected(self, asked: dict[str, str]) -> list[Row]:
        rows = list(self.rows)
        if asked.get("SORTBY") and self.mode != "sort-ignored-gap":
            rows.sort(key=lambda row: row[("gid", "name").index(asked["SORTBY"].split()[0])])
        ids = asked.get("RESOURCEID") or asked.get("FEATUREID")
        if ids and self.mode != "ids-ignored":
            rows = [row for row in rows if f"deposits.{row[0]}" in ids.split(",")]
        box = asked.get("BBOX")
        if box and self.mode != "bbox-ignored":
            numbers = [float(one) for one in box.split(",")[:4]]
            a_min, b_min, a_max, b_max = numbers
            if self.y_first(asked, box) != (self.mode == "swapped-bbox"):
                a_min, b_min, a_max, b_max = b_min, a_min, b_max, a_max
            rows = [row for row in rows if a_min <= row[2] <= a_max and b_min <= row[3] <= b_max]
            if self.mode == "no-geometry":
                rows = [row for row in rows if row[0] % 10]
        return rows

    def y_first(self, asked: dict[str, str], box: str = "") -> bool:
        if self.version.startswith("1.0"):
            return False
        name = box.split(",")[4] if box.count(",") > 3 else asked.get("SRSNAME", "urn:")
        return name.startswith(("urn:", "http"))

    def features(self, asked: dict[str, str]) -> tuple[list[Row], Optional[int]]:
        """Return the rows of a page and the total."""
        mode, rows = self.mode, self.selected(asked)
        count = int(asked.get("COUNT") or asked.get("MAXFEATURES") or 10**9)
        start = int(asked.get("STARTINDEX", 0))
        total: Optional[int] = len(rows)
        if mode == "total-capped":
            rows = rows[:CAP]
            total = len(rows)
        if mode == "duplicate-rows":
            rows = [*rows, *rows[:5]]
            total = len(rows)
        if mode in ("capped", "hits-capped", "no-startindex-capped", "no-geometry"):
            count = min(count, CAP)
        if mode in ("no-startindex", "no-startindex-capped"):
            start = 0
        if mode == "matched-unknown":
            total = None
        if mode == "page-twice" and start >= CAP and self.once(f"twice{start}"):
            start = 0
        if mode == "unstable-random" and not asked.get("SORTBY"):
            shift = len(self.asked) * 7 % max(len(rows), 1)
            rows = rows[shift:] + rows[:shift]
        if mode == "count-ignored":
            count = 10**9
        page = rows[start : start + count]
        gap = mode in ("unstable-gap", "no-ids-gap", "ids-random-gap") and not asked.get("SORTBY")
        if (gap or mode == "sort-ignored-gap") and start and len(page) > 2 and count > 5:
            page = [rows[start - 1], *page[1:]]  # one twice, one never
        if mode == "next-page-overlaps" and start and len(page) > 2:
            page = rows[start - 2 : start + count]
        if mode == "always-empty":
            page, total = [], 0
        if mode == "less-of-many":
            page = less_of_many(page)
        if mode == "empty-page-between" and start >= CAP and self.once("between"):
            page = []
        return page, total

    def answered(self, _handler: Any, _asked: dict[str, str]) -> bool:
        """Answer in place of the features; false when the mode does not."""
        return False

    def deliver(self, handler: Any, data: bytes, content_type: str, _start: int) -> None:
        """Send a page of features, with an entity tag where they are on."""
        digest = hashlib.sha256(data).hexdigest()
        tags = {"content": f'"{digest}"', "weak": f'W/"{digest}"', "constant": '"1"'}
        tag = tags.get(self.etags, f'"{digest}"')
        asked = handler.headers.get("If-None-Match", "")
        if asked and (asked == tag or self.etags == "always"):
            self.unmodified += 1
            handler.send_response(304)
            handler.send_header("ETag", tag)
            handler.end_headers()
            return
        handler.send(data, 200, content_type, headers={"ETag": tag} if self.etags else {})

    def gml(self, page: list[Row], total: Optional[int], asked: dict[str, str]) -> str:
        is_2 = self.version.startswith("2")
        wfs = "http://www.opengis.net/wfs/2.0" if is_2 else "http://www.opengis.net/wfs"
        gml = "http://www.opengis.net/gml/3.2" if is_2 else "http://www.opengis.net/gml"
        number = len(page) + (3 if self.mode == "returned-lies" and len(page) > 1 else 0)
        if is_2:
            matched = "unknown" if total is None else total
            counts = f' numberMatched="{matched}" numberReturned="{number}"'
        else:
            counts = f' numberOfFeatures="{number}"' if self.version.startswith("1.1") else ""
        start = int(asked.get("STARTINDEX", 0))
        members = [self.member(row, at, start, asked) for at, row in enumerate(page)]
        cut = ""
        if self.mode == "truncated" and len(page) > 20:
            members, cut = members[:20], f"<truncatedResponse>{EXCEPTION}</truncatedResponse>"
            counts = counts.replace(f'numberReturned="{number}"', 'numberReturned="20"')
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><FeatureCollection xmlns="{wfs}" '
            f'xmlns:gml="{gml}" xmlns:t="http://test"{counts}>{"".join(members)}{cut}'
            "</FeatureCollection>"
        )

    def identifier(self, row: Row, at: int, start: int) -> str:
        if self.mode in ("no-ids", "no-ids-gap", "duplicate-rows"):
            return ""
        if self.mode == "ids-per-page":
            return f"deposits.{at}"
        if self.mode == "same-id":
            return "deposits"
        if self.mode in ("ids-random", "ids-random-gap"):
            return f"deposits.fid-{len(self.asked)}-{at}"
        if self.mode == "ids-shared":
            return f"deposits.{row[0] % 340}"
        return f"deposits.{row[0]}"

    def member(self, row: Row, at: int, start: int, asked: dict[str, str]) -> str:
        is_2 = self.version.startswith("2")
        gid, name, x, y = row
        identifier = self.identifier(row, at, start)
        attribute = f' gml:id="{identifier}"' if identifier else ""
        if self.version.startswith("1.0"):
            attribute = attribute.replace("gml:id", "fid")
        y_first = self.y_first(asked) != self.mode.endswith("swapped")
        if self.mode == "swapped-sometimes" and start:
            y_first = not y_first
        a, b = (y, x) if y_first else (x, y)
        srs = asked.get("SRSNAME", "")
        srs = f' srsName="{srs}"' if srs else ""
        if self.version.startswith("1.0"):
            point = f"<gml:Point{srs}><gml:coordinates>{a!r},{b!r}</gml:coordinates></gml:Point>"
        else:
            point = f"<gml:Point{srs}><gml:pos>{a!r} {b!r}</gml:pos></gml:Point>"
        shape = "" if self.mode == "no-geometry" and gid % 10 == 0 else f"<t:geom>{point}</t:geom>"
        text = name.replace("&", "&amp;").replace("<", "&lt;")
        if self.mode == "illegal" and gid % 50 == 0:
            text += "\x01"
        if self.mode == "illegal-reference" and gid % 50 == 0:
            text += "&#x1;"
        tag = "member" if is_2 else "gml:featureMember"
        return (
            f"<{tag}><t:deposits{attribute}><t:gid>{gid}</t:gid><t:name>{text}</t:name>{shape}"
            f"</t:deposits></{tag}>"
        )

    def json(self, page: list[Row], total: Optional[int]) -> str:
        features = [
            {
                "type": "Feature",
                **({} if self.mode == "json-no-ids" else {"id": f"deposits.{gid}"}),
                "geometry": {"type": "Point", "coordinates": [x, y]},
                "properties": {"gid": gid, "name": name},
            }
            for gid, name, x, y in page
        ]
        told = {"type": "FeatureCollection", "features": features, "numberMatched": total,
                "numberReturned": len(page)}  # fmt: skip
        return json.dumps(told)


def _handler(wfs: WfsFaults) -> type[FaultHandler]:
    class Handler(FaultHandler):
        beginning = "<FeatureCollection>"

        def do_GET(self) -> None:
            self._answer(self.path.partition("?")[2])

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            self._answer(body.decode("ascii"))

        def _answer(self, query: str) -> None:
            pairs = parse_qsl(query, keep_blank_values=True)
            asked = {name.upper(): value for name, value in pairs}
            wfs.asked.append(asked)
            if self.stays_silent(wfs, query):
                return
            try:
                request = asked.get("REQUEST", "")
                if request == "GetCapabilities":
                    self.send(wfs.capabilities())
                elif request == "DescribeFeatureType":
                    self.send(wfs.schema())
                elif asked.get("RESULTTYPE") == "hits":
                    self._hits(asked)
                else:
                    time.sleep(wfs.delay)
                    self._features(asked)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def _hits(self, asked: dict[str, str]) -> None:
            mode = wfs.mode
            if mode == "hits-exception":
                self.send(EXCEPTION)
                return
            if mode == "hits-ignored":
                self._features(asked)
                return
            total = len(wfs.selected(asked)) + 5 * (mode == "duplicate-rows")
            if mode in ("hits-capped", "total-capped"):
                total = min(total, CAP)
            if mode in ("hits-zero", "always-empty"):
                total = 0
            name = "numberMatched" if wfs.version.startswith("2") else "numberOfFeatures"
            space = "http://www.opengis.net/wfs"
            self.send(f'<FeatureCollection xmlns="{space}" {name}="{total}"/>')

        def _features(self, asked: dict[str, str]) -> None:
            if wfs.answered(self, asked):
                return
            mode = wfs.mode
            start = int(asked.get("STARTINDEX", 0))
            count = int(asked.get("COUNT") or asked.get("MAXFEATURES") or 10**9)
            late = start >= CAP
            if (mode == "startindex-refused" and "STARTINDEX" in asked) or (
                mode == "bbox-refused" and "BBOX" in asked
            ):
                self.send(EXCEPTION)
            elif late and self._spoiled(mode, start):
                pass
            elif mode == "500-big" and count > 30:
                self.send("java.lang.OutOfMemoryError", 500, "text/plain")
            elif (mode == "500-one" and start <= 150 < start + count) or (
                mode == "500-first" and not start
            ):
                self.send("bad geometry", 500, "text/plain")
            else:
                page, total = wfs.features(asked)
                wfs.change()
                if "json" in asked.get("OUTPUTFORMAT", ""):
                    text = wfs.json(page, total)
                    cut = mode == "json-cut" and late and wfs.once("cut")
                    data = (text[:-30] if cut else text).encode()
                    wfs.deliver(self, data, "application/json", start)
                    return
                text = wfs.gml(page, total, asked)
                encoding = "latin-1" if mode == "bad-encoding" else "utf-8"
                wfs.deliver(self, text.encode(encoding), "text/xml", start)

        def _spoiled(self, mode: str, start: int) -> bool:
            """Answer in place of a page; false when the mode leaves this page alone."""
            is_done = self.spoil(wfs, mode, start)
            if is_done is not None:
                return is_done
            kind = mode.replace("-once", "")
            if kind in ("exception-200", "exception"):
                self.send(EXCEPTION)
            elif kind in ("cut-xml", "cut"):
                page, total = wfs.features({"STARTINDEX": str(start), "COUNT": "50"})
                self.send(wfs.gml(page, total, {})[:-200])
            else:
                return False
            return True

    return Handler
