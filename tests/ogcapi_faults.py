"""An OGC API Features on loopback that serves known rows, and spoils its answers as a test says."""

from __future__ import annotations

import hashlib
import json
import time
from typing import Any, Optional
from urllib.parse import parse_qsl, urlencode

from faults import CAP, HTML, FaultHandler, Faults, Row, less_of_many

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
CORE = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core"
CQL2 = "http://www.opengis.net/spec/cql2/1.0/conf/cql2-text"
GEOJSON = "application/geo+json"
UTM = "http://www.opengis.net/def/crs/EPSG/0/32650"

# Families of faults; each is one behaviour of real servers or of what stands in front of them.
PAGING = (
    "good", "clipped", "clipped-next-keeps-limit", "limit-refused", "limit-ignored",
    "offset-ignored", "offset-ignored-capped", "offset-refused", "past-end-refused",
    "links-only", "links-only-tokens", "links-only-numbers", "next-loses-f", "next-loses-bbox",
    "next-wrong-host", "next-empty-host", "next-other-origin", "next-other-path",
    "next-vanishes", "next-vanishes-no-matched", "next-on-last", "next-loops", "next-cycles",
    "next-expires", "empty-page-between", "page-twice", "next-page-overlaps",
)  # fmt: skip
TOTALS = (
    "no-matched", "no-matched-capped", "hits-only", "matched-capped", "total-capped",
    "matched-zero", "matched-page", "matched-late", "matched-text", "returned-lies",
)  # fmt: skip
ROWS = (
    "unstable-gap", "unstable-random", "sort-ignored-gap", "no-ids", "no-ids-gap",
    "ids-per-page", "ids-random", "ids-random-gap", "same-id", "ids-shared", "duplicate-rows",
    "grows", "shrinks", "moves", "changes-value", "always-empty", "schema-differs",
    "numbers-as-text", "schema-lies", "feature-null",
    "half-characters",
)  # fmt: skip
PLACES = (
    "no-geometry", "mixed", "collections", "empty-geometry", "heights", "swapped",
    "swapped-sometimes", "swapped-bbox", "bbox-ignored", "bbox-refused", "extent-wrong",
    "no-extent", "content-crs", "crs-changes", "nested-deeply",
)  # fmt: skip
BODIES = (
    "html-200", "html-once", "html-late", "empty-body", "empty-once", "cut", "cut-once", "reset",
    "reset-once", "stall-once", "429", "429-date", "503", "500-big", "500-one", "gone-late",
    "500-first", "exception-200", "exception-once", "no-features", "esri-json", "bom", "f-refused",
    "bad-encoding", "less-of-many",
)  # fmt: skip
MODES = PAGING + TOTALS + ROWS + PLACES + BODIES

_LINKS_ONLY = (
    "links-only", "links-only-tokens", "links-only-numbers", "next-loops", "next-cycles",
    "next-expires", "next-vanishes", "next-vanishes-no-matched", "next-on-last", "next-loses-f",
    "next-loses-bbox", "next-wrong-host", "next-empty-host", "next-other-origin",
    "next-other-path",
)  # fmt: skip
_CLIPPED = (
    "clipped", "clipped-next-keeps-limit", "offset-ignored-capped", "no-matched-capped",
    "matched-capped", "no-geometry", "past-end-refused",
)  # fmt: skip


class OgcApiFaults(Faults):
    """Answers as an OGC API Features in one mode; remembers what it was asked.

    :ivar elsewhere: the origin that links name in the modes where they lead away.
    """

    def __init__(self, mode: str = "good", count: int = 350) -> None:
        super().__init__(_handler(self), mode, count)
        self.paths: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.elsewhere = "http://survey.invalid:8112"
        self.cql2 = False
        self.etags = ""  # content, constant, or always: 304 to everything
        self.unmodified = 0
        self.url = f"{self.origin}/api"
        self.items_url = f"{self.url}/collections/deposits/items"

    def items_asked(self) -> list[dict[str, str]]:
        """Return the questions for items."""
        return [one for path, one in zip(self.paths, self.asked) if path.endswith("/items")]

    # Documents

    def document(self, path: str) -> Optional[Any]:
        """Return what is at a path other than the items; None for nothing."""
        if path == "/api":
            rels = {"conformance": "conformance", "data": "collections"}
            links = [{"rel": rel, "href": f"{self.url}/{to}"} for rel, to in rels.items()]
            return {"title": "Survey", "links": links}
        if path == "/api/conformance":
            return {"conformsTo": [CORE, *([CQL2] if self.cql2 else [])]}
        if path == "/api/collections":
            return {"collections": [self.collection()], "links": []}
        if path.endswith("/queryables") and self.mode in ("numbers-as-text", "schema-lies"):
            kind = "boolean" if self.mode == "schema-lies" else "integer"
            properties = {
                "geometry": {"format": "geometry-any", "x-ogc-role": "primary-geometry"},
                "gid": {"type": kind}, "name": {"type": ["string", "null"]},
            }  # fmt: skip
            return {"type": "object", "properties": properties}
        return None

    def collection(self) -> dict[str, Any]:
        box = [-60, -50, -40, -30] if self.mode == "extent-wrong" else [105, -5, 122.5, 5.5]
        extent = {"spatial": {"bbox": [box], "crs": CRS84}}
        return {
            "id": "deposits",
            "title": "Deposits",
            "itemType": "feature",
            **({} if self.mode == "no-extent" else {"extent": extent}),
            "links": [{"rel": "items", "href": self.items_url, "type": GEOJSON}],
        }

    # Rows

    def selected(self, asked: dict[str, str]) -> list[Row]:
        rows = list(self.rows)
        if asked.get("sortby") and self.mode != "sort-ignored-gap":
            rows.sort(key=lambda row: row[("gid", "name").index(asked["sortby"])])
        box = asked.get("bbox")
        if box and self.mode != "bbox-ignored":
            a_min, b_min, a_max, b_max = (float(one) for one in box.split(","))
            if self.mode == "swapped-bbox":
                a_min, b_min, a_max, b_max = b_min, a_min, b_max, a_max
            rows = [row for row in rows if a_min <= row[2] <= a_max and b_min <= row[3] <= b_max]
            if self.mode in ("no-geometry", "empty-geometry"):
                rows = [row for row in rows if row[0] % 10]
        if self.cql2 and asked.get("filter", "").startswith("gid > "):
            rows = [row for row in rows if row[0] > int(asked["filter"][6:])]
        if "name" in asked:
            rows = [row for row in rows if row[1] == asked["name"]]
        return rows

    def limit(self, asked: dict[str, str]) -> int:
        count = int(asked.get("limit", 10))
        if self.mode in _CLIPPED:
            count = min(count, CAP)
        if self.mode in ("limit-ignored",):
            count = 10**9
        return count

    def start(self, asked: dict[str, str], count: int) -> int:
        """Return where a page begins, in the words of the mode."""
        mode = self.mode
        if mode in ("offset-ignored", "offset-ignored-capped", "offset-refused", "next-loops"):
            return 0
        if mode == "links-only-numbers":
            return (int(asked.get("page", 1)) - 1) * count
        if mode in _LINKS_ONLY:
            start = int(asked.get("after", 0))
            return start % (2 * CAP) if mode == "next-cycles" else start
        return int(asked.get("offset", 0))

    def page(self, asked: dict[str, str]) -> tuple[list[Row], Optional[int], int]:
        """Return the rows of a page, the total and where it begins."""
        mode, rows, count = self.mode, self.selected(asked), self.limit(asked)
        start = self.start(asked, count)
        total: Optional[int] = len(rows)
        if mode == "next-loses-bbox" and "after" in asked and "bbox" not in asked:
            rows = list(self.rows)
        if mode == "total-capped":
            rows = rows[:CAP]
            total = len(rows)
        if mode == "duplicate-rows":
            rows = [*rows, *rows[:5]]
            total = len(rows)
        if mode in ("matched-capped",):
            total = min(total or 0, CAP)
        if mode in ("matched-zero", "always-empty"):
            total = 0
        if mode in ("no-matched", "no-matched-capped", "next-vanishes-no-matched", "hits-only"):
            total = None
        if mode == "page-twice" and start >= CAP and self.once(f"twice{start}"):
            start = 0
        if mode == "unstable-random" and not asked.get("sortby"):
            shift = len(self.asked) * 7 % max(len(rows), 1)
            rows = rows[shift:] + rows[:shift]
        found = rows[start : start + count]
        gap = mode in ("unstable-gap", "no-ids-gap", "ids-random-gap") and not asked.get("sortby")
        if (gap or mode == "sort-ignored-gap") and start and len(found) > 2 and count > 5:
            found = [rows[start - 1], *found[1:]]  # one twice, one never
        if mode == "next-page-overlaps" and start and len(found) > 2:
            found = rows[start - 2 : start + count]
        if mode == "always-empty":
            found = []
        if mode == "empty-page-between" and start >= CAP and self.once("between"):
            found = []
        if mode == "less-of-many":
            found = less_of_many(found)
        if mode == "matched-page":
            total = len(found)
        if mode == "matched-late" and start + len(found) < len(rows):
            total = None
        return found, total, start

    # Answers

    def answer(self, asked: dict[str, str]) -> dict[str, Any]:
        rows, total, start = self.page(asked)
        features: list[Any] = [self.feature(row, at, start) for at, row in enumerate(rows)]
        if self.mode == "feature-null" and len(features) > 5:
            features[3] = None
        number = len(rows) + (3 if self.mode == "returned-lies" and len(rows) > 1 else 0)
        if asked.get("resulttype") == "hits" and self.mode == "hits-only":
            features, total, number = [], len(self.selected(asked)), 0
        told: dict[str, Any] = {
            "type": "FeatureCollection",
            "features": features,
            "numberReturned": number,
            "links": self.links(asked, start, len(rows), total),
        }
        if total is not None:
            told["numberMatched"] = str(total) if self.mode == "matched-text" else total
        if self.mode == "no-features":
            del told["features"]
        if self.mode == "esri-json":
            told["type"] = "Features"
        return told

    def links(
        self, asked: dict[str, str], start: int, received: int, total: Optional[int]
    ) -> list[dict[str, str]]:
        mode, behind = self.mode, start + received
        links = [{"rel": "self", "href": self.items_url}]
        is_last = behind >= len(self.selected(asked))
        if mode.startswith("next-vanishes") and behind >= CAP:
            return links
        if is_last and mode not in ("next-on-last", "next-loops", "next-cycles"):
            return links
        query = {name: value for name, value in asked.items() if name not in ("offset", "after")}
        if mode == "links-only-numbers":
            query["page"] = str(int(asked.get("page", 1)) + 1)
        elif mode in _LINKS_ONLY:
            query["after"] = str(behind)
        else:
            query["offset"] = str(behind)
        if mode == "next-loses-f":
            query.pop("f", None)
        if mode == "next-loses-bbox":
            query.pop("bbox", None)
        if mode in ("links-only-tokens", "next-expires"):
            query["token"] = "s3cret"  # as a server echoes what was added on the way
        base = {
            "next-wrong-host": "http://geoserver:8080/api/collections/deposits/items",
            "next-empty-host": "http://:8112/api/collections/deposits/items",
            "next-other-origin": f"{self.elsewhere}/api/collections/deposits/items",
            "next-other-path": f"{self.url}/next/{behind}",
        }.get(mode, self.items_url)
        href = f"{base}?{urlencode(query)}"
        return [{"rel": "next", "href": f"{href}&f=html", "type": "text/html"},
                *links, {"rel": "next", "href": href, "type": GEOJSON}]  # fmt: skip

    def identifier(self, row: Row, at: int) -> Any:
        mode = self.mode
        if mode in ("no-ids", "no-ids-gap", "duplicate-rows"):
            return None
        if mode == "ids-per-page":
            return at
        if mode == "same-id":
            return "deposits"
        if mode in ("ids-random", "ids-random-gap"):
            return f"{len(self.asked)}-{at}"
        return row[0] % 340 if mode == "ids-shared" else row[0]

    def feature(self, row: Row, at: int, start: int) -> dict[str, Any]:
        mode, (gid, name, x, y) = self.mode, row
        identifier = self.identifier(row, at)
        properties: dict[str, Any] = {"gid": gid, "name": name}
        if mode in ("numbers-as-text", "schema-lies"):
            properties["gid"] = str(gid)
        if mode == "schema-differs" and gid > 100:
            properties["grade"] = gid / 4
        if mode == "half-characters" and gid == 150:
            properties["name"] = "\ud800\0Deposit"
        is_swapped = mode == "swapped" or (mode == "swapped-sometimes" and start > 0)
        at_place: list[Any] = [y, x] if is_swapped else [x, y]
        if mode == "heights":
            at_place.append(gid / 2)
        shape: Any = {"type": "Point", "coordinates": at_place}
        if mode in ("no-geometry", "empty-geometry") and gid % 10 == 0:
            shape = {"type": "Point", "coordinates": []} if mode == "empty-geometry" else None
        if mode == "mixed" and gid % 10 == 0:
            shape = {"type": "LineString", "coordinates": [[x, y], [x, y]]}
        if mode == "collections" and gid % 10 == 0:
            shape = {"type": "GeometryCollection", "geometries": [shape]}
        if mode == "nested-deeply" and gid == 150:
            for _level in range(500):
                shape["coordinates"] = [shape["coordinates"]]
        return {
            "type": "Feature",
            **({} if identifier is None else {"id": identifier}),
            "geometry": shape,
            "properties": properties,
        }


def _handler(api: OgcApiFaults) -> type[FaultHandler]:
    class Handler(FaultHandler):
        usual_type, beginning = GEOJSON, '{"type":'

        def do_GET(self) -> None:
            path, _mark, query = self.path.partition("?")
            asked = dict(parse_qsl(query, keep_blank_values=True))
            api.paths.append(path)
            api.asked.append(asked)
            if self.stays_silent(api, self.path):
                return
            api.headers.append({name.lower(): value for name, value in self.headers.items()})
            try:
                if path == "/api/collections/deposits/items":
                    time.sleep(api.delay)
                    self._items(asked)
                    return
                document = api.document(path)
                if document is None:
                    self._refuse("Not found", 404)
                else:
                    self.send(json.dumps(document), 200, "application/json")
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def _items(self, asked: dict[str, str]) -> None:
            mode = api.mode
            count = api.limit(asked)
            start = api.start(asked, count)
            refusal = self._refusal(asked, start)
            if refusal:
                self._refuse(refusal)
            elif mode == "next-loses-f" and "f" not in asked and GEOJSON not in self._accepts():
                self.send(HTML, 200, "text/html")
            elif start >= CAP and self._spoiled(mode, start, asked):
                pass
            elif mode == "500-big" and count > 30:
                self.send("java.lang.OutOfMemoryError", 500, "text/plain")
            elif (mode == "500-one" and start <= 150 < start + count) or (
                mode == "500-first" and not start
            ):
                self.send("bad geometry", 500, "text/plain")
            else:
                told = api.answer(asked)
                api.change()
                text = json.dumps(told, ensure_ascii=False)
                body = text.encode("latin-1" if mode == "bad-encoding" else "utf-8")
                is_utm = mode == "crs-changes" and start >= CAP
                headers = {"Content-Crs": f"<{UTM if is_utm else CRS84}>"}
                has_crs = mode in ("content-crs", "crs-changes", "heights")
                tag = self._tag(body)
                asked_tag = self.headers.get("If-None-Match", "")
                if asked_tag and (api.etags == "always" or asked_tag == tag):
                    api.unmodified += 1
                    self.send_response(304)
                    self.end_headers()
                    return
                self.send(
                    b"\xef\xbb\xbf" + body if mode == "bom" else body,
                    headers={**(headers if has_crs else {}), **({"ETag": tag} if tag else {})},
                )

        def _tag(self, body: bytes) -> str:
            if not api.etags:
                return ""
            return '"1"' if api.etags == "constant" else f'"{hashlib.sha256(body).hexdigest()}"'

        def _accepts(self) -> str:
            return str(self.headers.get("Accept", ""))

        def _refusal(self, asked: dict[str, str], start: int) -> str:
            """Return why a question is refused; empty when it is not."""
            mode = api.mode
            if mode == "offset-refused" and "offset" in asked:
                return "Unknown parameter offset"
            if mode == "limit-refused" and int(asked.get("limit", 0)) > CAP:
                return "The limit is too high"
            if mode == "past-end-refused" and start and start >= len(api.selected(asked)):
                return "Offset out of range"
            if mode == "bbox-refused" and "bbox" in asked:
                return "No bbox here"
            if mode == "f-refused" and "f" in asked:
                return "Unknown parameter f"
            if mode == "next-expires" and start >= 2 * CAP:
                return "This cursor is no more"
            return ""

        def _refuse(self, why: str, status: int = 400) -> None:
            told = {"code": "InvalidParameterValue", "description": why}
            self.send(json.dumps(told), status, "application/json")

        def _spoiled(self, mode: str, start: int, asked: dict[str, str]) -> bool:
            """Answer in place of a page; false when the mode leaves this page alone."""
            is_done = self.spoil(api, mode, start)
            if is_done is not None:
                return is_done
            kind = mode.replace("-once", "")
            if kind in ("exception-200", "exception"):
                self._refuse("Out of memory", 200)
            elif kind == "cut":
                self.send(json.dumps(api.answer(asked))[:-200])
            else:
                return False
            return True

    return Handler
