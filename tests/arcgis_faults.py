"""An ArcGIS layer on loopback that serves known rows, and spoils its answers as a test names it."""

from __future__ import annotations

import json
import re
import time
from typing import Any
from urllib.parse import parse_qsl

from faults import CAP, FaultHandler, Faults, Row, less_of_many

PATH = "/arcgis/rest/services/Geology/Deposits/FeatureServer"
DEGREES = {"wkid": 4326, "latestWkid": 4326}

# Families of faults; each is one behaviour of real servers or of what stands in front of them.
MODES = (
    "good", "capped", "capped-unadvertised", "count-capped", "count-error", "count-500",
    "count-missing", "count-zero", "total-capped", "everything-capped", "lists-capped",
    "lists-error", "lists-and-count-error", "exceeds-empty", "exceeds-empty-once",
    "exceeds-always", "exceeds-never", "offset-ignored", "offset-refused", "offset-error",
    "order-refused", "order-ignored-gap", "unstable-gap", "unstable-random", "ids-random-order",
    "ids-hashed", "ids-duplicate", "ids-same", "ids-missing", "ids-per-page", "no-oid-name",
    "id-query-ignored", "id-query-refused", "fewer-silently", "error-200", "error-once",
    "error-429", "html-200", "html-once", "html-late", "empty-body", "empty-once", "cut-json",
    "cut-once", "reset", "reset-once", "stall-once", "429", "429-date", "503", "500-big",
    "500-first", "500-one", "500-one-json",
    "skips-above-cap", "no-geometry", "nan-geometry", "box-ignored",
    "box-refused", "box-text-refused", "grows", "shrinks", "moves", "changes-value",
    "page-twice", "next-page-overlaps", "extent-wrong", "no-extent", "always-empty",
    "crs-changes", "crs-ignored", "no-description", "swapped", "gone-late",
    "one-hidden", "drops-first", "features-null", "deleted-between", "less-of-many",
)  # fmt: skip


class ArcgisFaults(Faults):
    """Answers as one layer, in one mode; remembers what it was asked.

    :param pages: whether it knows ``resultOffset``; servers before 10.3 do not.
    :param is_table: whether its rows have no places.
    """

    def __init__(
        self, mode: str = "good", pages: bool = True, count: int = 350, is_table: bool = False
    ) -> None:
        super().__init__(_handler(self), mode, count)
        self.can_page, self.is_table = pages, is_table
        self.edited = 0  # milliseconds since 1970; 0 for a server that does not tell
        if mode == "ids-hashed":
            self.rows = [(n * 1999 % 100_003 + 10**9, *rest) for n, *rest in self.rows]
        self.url = f"{self.origin}{PATH}"

    # What is answered

    def service(self) -> dict[str, Any]:
        line = {"id": 0, "name": "Deposits", "type": "Feature Layer", "parentLayerId": -1}
        found = {
            "currentVersion": 10.81,
            "serviceDescription": "",
            "capabilities": "Query",
            "maxRecordCount": self.most(),
            "layers": [line],
            "tables": [],
            "spatialReference": DEGREES,
        }
        return {**found, "fullExtent": self.extent()}

    def extent(self) -> Any:
        w, s, e, n = (-60, -50, -40, -30) if self.mode == "extent-wrong" else (105, -5, 122.5, 5.5)
        if self.mode == "no-extent":
            return None
        return {"xmin": w, "ymin": s, "xmax": e, "ymax": n, "spatialReference": DEGREES}

    def most(self) -> int:
        if self.mode in ("capped-unadvertised", "fewer-silently"):
            return 1000
        return CAP if "capped" in self.mode or self.mode == "skips-above-cap" else 1000

    def layer(self) -> dict[str, Any]:
        found = {
            "currentVersion": 10.81 if self.can_page else 10.0,
            "id": 0,
            "name": "Deposits",
            "type": "Table" if self.is_table else "Feature Layer",
            "extent": self.extent(),
            "capabilities": "Query",
            "maxRecordCount": self.most(),
            "fields": [
                {"name": "OBJECTID", "type": "esriFieldTypeOID", "alias": "OBJECTID"},
                {"name": "name", "type": "esriFieldTypeString", "alias": "name", "length": 8},
            ],
        }
        if self.edited:
            found["editingInfo"] = {"lastEditDate": self.edited}
        if not self.is_table:
            found["geometryType"] = "esriGeometryPoint"
        if self.can_page:
            found["advancedQueryCapabilities"] = {"supportsPagination": True}
        if self.mode != "no-oid-name":
            found["objectIdField"] = "OBJECTID"
        else:
            found["fields"] = []
        return found

    def selected(self, asked: dict[str, str]) -> list[Row]:
        """Return the rows that a question is about, in their order."""
        rows = list(self.rows)
        for sign, number in re.findall(r"OBJECTID (>=|<=|>) (\d+)", asked.get("where", "")):
            rows = [row for row in rows if _holds(row[0], sign, int(number))]
        if "objectIds" in asked and self.mode != "id-query-ignored":
            numbers = set(map(int, asked["objectIds"].split(",")))
            rows = [row for row in rows if row[0] in numbers]
        box = asked.get("geometry")
        if box and self.mode != "box-ignored":
            if box.startswith("{"):
                told = json.loads(box)
                w, s, e, n = (told[side] for side in ("xmin", "ymin", "xmax", "ymax"))
            else:
                w, s, e, n = (float(one) for one in box.split(","))
            if self.mode == "swapped":
                w, s, e, n = s, w, n, e
            rows = [row for row in rows if w <= row[2] <= e and s <= row[3] <= n]
            if self.mode in ("no-geometry", "nan-geometry"):
                rows = [row for row in rows if row[0] % 10]
        return rows

    def features(self, asked: dict[str, str]) -> tuple[list[Row], bool]:
        """Return the rows of a page, and whether the limit was exceeded."""
        mode, rows = self.mode, self.selected(asked)
        count = int(asked.get("resultRecordCount") or 10**9)
        start = int(asked.get("resultOffset", 0)) if self.can_page else 0
        is_ordered = bool(asked.get("orderByFields")) and mode != "order-ignored-gap"
        if is_ordered:
            at = 1 if asked["orderByFields"].startswith("name") else 0
            rows.sort(key=lambda row: row[at])
        if not self.can_page:
            count = 10**9
        if mode == "total-capped" or mode == "everything-capped":
            rows = rows[:CAP]
        if mode == "drops-first" or (mode == "skips-above-cap" and CAP < count < 10**9):
            start += 7
        cap = 30 if mode == "fewer-silently" else CAP
        if "capped" in mode or mode in (
            "fewer-silently", "skips-above-cap", "exceeds-always", "no-geometry", "gone-late",
        ):  # fmt: skip
            count = min(count, cap)
        if mode == "offset-ignored":
            start = 0
        if mode == "page-twice" and start >= CAP and self.once(f"twice{start}"):
            start = 0
        if mode == "unstable-random" and not is_ordered:
            shift = len(self.asked) * 7 % max(len(rows), 1)
            rows = rows[shift:] + rows[:shift]
        page = rows[start : start + count]
        gap = mode in ("unstable-gap", "order-ignored-gap") and not is_ordered
        if gap and start and len(page) > 2 and count > 5:
            page = [rows[start - 1], *page[1:]]  # one twice, one never
        if mode == "next-page-overlaps" and start and len(page) > 2:
            page = rows[start - 2 : start + count]
        exceeds = start + len(page) < len(rows)
        if mode == "always-empty":
            page, exceeds = [], False
        if mode == "less-of-many":
            page = less_of_many(page)
        # What an offset counts off is more than what the query then finds there.
        if mode == "exceeds-empty" and 100 <= start < 200:
            page, exceeds = [], True
        elif mode == "exceeds-empty" and start >= 200:
            page = rows[start - 100 : start - 100 + count]
            exceeds = start - 100 + len(page) < len(rows)
        if mode == "exceeds-empty-once" and start >= CAP and self.once("between"):
            page, exceeds = [], True
        if mode == "one-hidden":
            page = [row for row in page if row[0] != 150]
        if mode == "deleted-between" and self.pages > 2:
            page = [row for row in page if row[0] not in (150, 340)]
        if mode == "exceeds-always":
            exceeds = True
        if mode in ("exceeds-never", "fewer-silently"):
            exceeds = False
        return page, exceeds

    def change(self) -> None:
        """Let the data change behind the client's back, while it pages."""
        super().change()
        if self.mode == "deleted-between" and self.pages == 3:
            self.rows = [row for row in self.rows if row[0] not in (150, 340)]

    def feature_set(self, page: list[Row], exceeds: bool, start: int) -> dict[str, Any]:
        reference: dict[str, int] = DEGREES
        if self.mode == "crs-ignored" or (self.mode == "crs-changes" and start >= CAP):
            reference = {"wkid": 4755, "latestWkid": 4755}
        found: dict[str, Any] = {
            "objectIdFieldName": "OBJECTID",
            "spatialReference": reference,
            "features": [self.feature(row, at) for at, row in enumerate(page)],
        }
        if self.mode == "no-oid-name":
            del found["objectIdFieldName"]
        if self.mode == "features-null" and not page:
            found["features"] = None
        return {**found, "exceededTransferLimit": True} if exceeds else found

    def feature(self, row: Row, at: int) -> dict[str, Any]:
        number, name, x, y = row
        if self.mode == "ids-per-page":
            number = at
        elif self.mode == "ids-same":
            number = 7
        elif self.mode == "ids-duplicate":
            number = row[0] % 340
        attributes: dict[str, Any] = {"OBJECTID": number, "name": name}
        if self.mode == "ids-missing":
            del attributes["OBJECTID"]
        geometry: Any = {"x": y, "y": x} if self.mode == "swapped" else {"x": x, "y": y}
        if self.mode in ("no-geometry", "nan-geometry") and row[0] % 10 == 0:
            geometry = {"x": "NaN", "y": "NaN"} if self.mode == "nan-geometry" else None
        if self.is_table:
            return {"attributes": attributes}
        return {"attributes": attributes, "geometry": geometry}

    def listed(self, asked: dict[str, str]) -> Any:
        """Return the answer to ``returnIdsOnly``."""
        if self.mode in ("lists-error", "lists-and-count-error"):
            return fault(400, "Failed to execute query.")
        numbers = [row[0] for row in self.selected(asked)]
        if self.mode == "ids-random-order":
            numbers = numbers[1::2] + numbers[0::2]
        if self.mode == "ids-duplicate":
            numbers = [number % 340 for number in numbers]
        if self.mode in ("lists-capped", "everything-capped"):
            numbers = numbers[:CAP]
        if self.mode == "always-empty":
            numbers = []
        return {"objectIdFieldName": "OBJECTID", "objectIds": numbers or None}

    def counted(self, asked: dict[str, str]) -> Any:
        """Return the answer to ``returnCountOnly``."""
        mode = self.mode
        if mode in ("count-error", "lists-and-count-error"):
            return fault(400, "Failed to execute query.")
        if mode == "count-missing":
            return self.feature_set(*self.features(asked), 0)
        total = len(self.selected(asked))
        if mode in ("count-capped", "total-capped", "everything-capped"):
            total = min(total, CAP)
        return {"count": 0 if mode in ("count-zero", "always-empty") else total}


def fault(code: int, message: str) -> dict[str, Any]:
    """Return an error as ArcGIS writes it, with the HTTP status 200."""
    return {"error": {"code": code, "message": message, "details": []}}


def _holds(value: int, sign: str, number: int) -> bool:
    return {">": value > number, ">=": value >= number, "<=": value <= number}[sign]


def _handler(arcgis: ArcgisFaults) -> type[FaultHandler]:
    class Handler(FaultHandler):
        usual_type, beginning = "application/json;charset=utf-8", '{"features": ['

        def do_GET(self) -> None:
            self._answer(self.path.partition("?")[2])

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            self._answer(body.decode("ascii"))

        def _answer(self, query: str) -> None:
            asked = dict(parse_qsl(query, keep_blank_values=True))
            path = self.path.partition("?")[0].rstrip("/")
            arcgis.asked.append(asked)
            if self.stays_silent(arcgis, query):
                return
            try:
                if path == PATH:
                    self.send(arcgis.service())
                elif path == f"{PATH}/layers":
                    self.send({"layers": [arcgis.layer()], "tables": []})
                elif path == f"{PATH}/0":
                    is_told = arcgis.mode != "no-description"
                    self.send(arcgis.layer() if is_told else fault(500, "Not now"))
                elif path == f"{PATH}/0/query":
                    self._query(asked)
                else:
                    self.send(fault(400, "Invalid URL"))
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def _query(self, asked: dict[str, str]) -> None:
            mode = arcgis.mode
            is_text = "geometry" in asked and not asked["geometry"].startswith("{")
            if (mode == "box-refused" and "geometry" in asked) or (
                mode == "box-text-refused" and is_text
            ):
                self.send(fault(400, "'geometry' is invalid"))
            elif mode == "id-query-refused" and "objectIds" in asked:
                self.send(fault(400, "Invalid or missing input parameters."))
            elif asked.get("returnCountOnly") == "true":
                if mode == "count-500":
                    self.send("java.lang.NullPointerException", 500, "text/plain")
                else:
                    self.send(arcgis.counted(asked))
            elif asked.get("returnIdsOnly") == "true":
                self.send(arcgis.listed(asked))
            else:
                time.sleep(arcgis.delay)
                self._features(asked)

        def _features(self, asked: dict[str, str]) -> None:
            mode = arcgis.mode
            rows, _exceeds = arcgis.features(asked)
            start = int(asked.get("resultOffset", 0))
            late = start >= CAP or any(row[0] % 10**9 > 150 for row in rows[:1])
            is_heavy = any(row[0] == (1 if mode == "500-first" else 150) for row in rows)
            if (mode == "offset-refused" and "resultOffset" in asked) or (
                mode == "order-refused" and "orderByFields" in asked
            ):
                self.send(fault(400, "Invalid or missing input parameters."))
            elif mode == "offset-error" and "resultOffset" in asked:
                self.send(fault(500, "Pagination is not supported."))
            elif late and self._spoiled(mode, start or rows[0][0]):
                pass
            elif mode == "500-big" and len(rows) > 30:
                self.send("java.lang.OutOfMemoryError", 500, "text/plain")
            elif mode in ("500-one", "500-first") and is_heavy:
                self.send("bad geometry", 500, "text/plain")
            elif mode == "500-one-json" and is_heavy:
                self.send(fault(500, "Error performing query operation"))
            else:
                page, exceeds = arcgis.features(asked)
                arcgis.change()
                self.send(arcgis.feature_set(page, exceeds, start))

        def _spoiled(self, mode: str, start: int) -> bool:
            """Answer in place of a page; false when the mode leaves this page alone."""
            is_done = self.spoil(arcgis, mode, start)
            if is_done is not None:
                return is_done
            kind = mode.replace("-once", "")
            if kind in ("error-200", "error"):
                self.send(fault(500, "Error performing query operation"))
            elif kind == "error-429":
                self.send(fault(429, "Too many requests"))
            elif kind in ("cut-json", "cut"):
                self.send(json.dumps(arcgis.feature_set(arcgis.rows[:50], True, 0))[:-80])
            else:
                return False
            return True

    return Handler
