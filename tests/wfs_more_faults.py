"""More ways in which a WFS spoils its answers: the text of pages, their framing, their order."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections.abc import Callable
from typing import Any, Optional

from faults import CAP, HTML, Row
from wfs_faults import EXCEPTION, WfsFaults

OTHER_CRS = "urn:ogc:def:crs:EPSG::3857"
JSON_ERROR = '{"error": {"code": 500, "message": "Unable to perform query", "details": []}}'
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    "<FeatureCollection>&b;</FeatureCollection>"
)

# What is spoilt on the pages behind the first one, and how.
TEXTS: dict[str, Callable[[str], str]] = {
    "exception-inside": lambda text: text.replace(
        "</FeatureCollection>", EXCEPTION + "</FeatureCollection>"
    ),
    "exception-in-member": lambda text: text.replace(
        "</FeatureCollection>", f"<member>{EXCEPTION}</member></FeatureCollection>"
    ),
    "exception-behind": lambda text: text + EXCEPTION,
    "comment-in-value": lambda text: text.replace("Deposit ", "Dep<!-- x -->osit "),
    "cdata": lambda text: text.replace("Deposit ", "Dep<![CDATA[osit ]]>"),
    "namespace-changes": lambda text: text.replace("t:", "u:").replace(
        "http://test", "http://test/2"
    ),
    "html-inside": lambda text: text.replace("</FeatureCollection>", "<html/></FeatureCollection>"),
    "bom": lambda text: "\ufeff" + text,
    "leading-blank": lambda text: "\n\n  " + text,
    "json-with-nulls": lambda text: text.replace('"features": [', '"features": [null, '),
    "json-trailing": lambda text: text + '\n{"error": "later"}',
    "entity-late": lambda text: BOMB,
    "json-error": lambda text: JSON_ERROR,
    "page-of-text": lambda text: "ORA-01555: snapshot too old",
    "collections-inside": lambda text: re.sub(
        r"<(\w+:)?(member|featureMember)>(.*?)</(?:\w+:)?(?:member|featureMember)>",
        r"<\2><FeatureCollection><\2>\3</\2></FeatureCollection></\2>",
        text,
        flags=re.DOTALL,
    ),
    "system-in-value": lambda text: text.replace("Deposit ", 'Deposit srsName="EPSG:3857" '),
    "attribute-like-a-tag": lambda text: text.replace("<t:name>", '<t:name unit="a/>">'),
    "id-without-bytes": lambda text: text.replace('id="', 'id="&#xD800;', 1),
    "total-beyond-all": lambda text: re.sub(
        r'(numberMatched|numberOfFeatures)="\d+"', rf'\1="{2**63 - 1}"', text
    ),
    "xhtml": lambda text: '<html xmlns="http://www.w3.org/1999/xhtml"><body>Log in</body></html>',
}
# The same once only, so that a second try gives the page.
TEXTS_ONCE = ("exception-inside", "exception-behind", "json-error", "xhtml", "page-of-text")
# How the bytes of the pages behind the first one travel.
FRAMES = (
    "gzip", "gzip-cut", "gzip-lies", "gzip-twice", "chunked", "chunked-early-end", "chunked-cut",
    "length-short", "trickle", "closes-silently", "http-1.0", "utf-16", "bytes-invalid",
    "status-206", "status-204", "status-202", "status-404", "status-401", "status-403",
    "redirect-loop", "redirect-to-login", "redirect-drops-query", "retry-after-nonsense",
)  # fmt: skip
# Which rows come, and what they say.
ORDERS = (
    "other-ids", "ids-change-case", "ids-on-first-page-only", "half-open-boxes",
    "capped-in-order", "capped-in-order-no-extent", "areas-capped-lower", "startindex-from-1",
    "startindex-plus-1", "startindex-wraps", "startindex-over-limit-is-first", "wraps-at-the-end",
    "other-layer-in-page", "other-layer-page", "total-per-page", "total-of-rest", "total-zero-late",
    "no-counts", "empty-for-ever-between", "empty-for-ever-between-unknown", "replays-previous",
    "other-crs-late", "other-crs-named-late", "crs-mixed", "null-geometry-late",
    "attribute-lacks-late", "value-cut-late", "member-is-link", "member-is-link-no-counts",
    "nil", "same-twins", "same-twins-gap", "json-rounded", "json-other-crs", "json-then-gml",
    "json-swapped", "json-null-feature", "hits-ignore-box", "deleted-late", "schema-html",
    "refused-over-limit", "count-over-limit-empty", "twins-without-ids",
    "last-page-short", "first-page-empty-once", "first-page-empty-once-swapped",
    "places-come-late", "places-come-late-swapped", "others-without-end",
)  # fmt: skip
MORE_MODES = (
    *TEXTS, *(f"{mode}-at-once" for mode in TEXTS_ONCE), *FRAMES, *ORDERS,
)  # fmt: skip
LAST_RESORT = 300  # pages after which a server ends that would go on for ever
_LIMIT = 200  # features behind which some servers page no further


class MoreFaults(WfsFaults):
    """A WFS that spoils its answers in one of :data:`MORE_MODES`."""

    def __init__(self, mode: str, version: str = "2.0.0", count: int = 350) -> None:
        super().__init__(mode, version, count)
        if "twins" in mode:
            self.rows = [
                (row[0], "Twin", 110.0, 1.0) if row[0] % 50 < 2 else row for row in self.rows
            ]

    def capabilities(self) -> str:
        """Offer GeoJSON in the modes about it."""
        text = super().capabilities()
        if self.mode == "capped-in-order-no-extent":
            start, end = text.find("<ows:WGS84"), text.find("</ows:WGS84BoundingBox>")
            text = text[:start] + text[end + 23 :] if start > 0 else text
        return text

    def schema(self) -> str:
        """Describe the fields, or not."""
        return HTML if self.mode == "schema-html" else super().schema()

    # Rows

    def selected(self, asked: dict[str, str]) -> list[Row]:
        """Return the rows of an area."""
        if self.mode == "hits-ignore-box" and asked.get("RESULTTYPE") == "hits":
            asked = {name: value for name, value in asked.items() if name != "BBOX"}
        rows = super().selected(asked)
        if self.mode == "half-open-boxes" and "BBOX" in asked:
            middle = sorted(row[2] for row in self.rows)[len(self.rows) // 2]
            rows = [row for row in rows if row[2] != middle]
        if self.mode.startswith("places-come-late") and "BBOX" in asked:
            rows = [row for row in rows if row not in self.rows[:60]]
        if self.mode.startswith("capped-in-order"):
            rows = sorted(rows, key=lambda row: row[2])[:CAP]
        if self.mode == "areas-capped-lower" and "BBOX" in asked:
            rows = rows[:20]
        return rows

    def features(self, asked: dict[str, str]) -> tuple[list[Row], Optional[int]]:
        """Return the rows of a page and the total."""
        mode, start = self.mode, int(asked.get("STARTINDEX", 0))
        count = int(asked.get("COUNT") or asked.get("MAXFEATURES") or 10**9)
        rows, total = self.selected(asked), len(self.selected(asked))
        moved = {
            "startindex-from-1": max(start - 1, 0),
            "startindex-plus-1": start + 1 if start else 0,
            "startindex-wraps": start % _LIMIT,
            "startindex-over-limit-is-first": 0 if start >= _LIMIT else start,
        }.get(mode, start)
        if mode in ("areas-capped-lower",) and start:
            return rows[:CAP], None  # it cannot page either
        if mode == "wraps-at-the-end" and rows:
            return [rows[at % len(rows)] for at in range(moved, moved + min(count, CAP))], total
        if mode == "count-over-limit-empty" and count > 120:
            return [], total
        page = rows[moved : moved + min(count, CAP)]
        if mode == "others-without-end" and self.pages < LAST_RESORT:  # each time others
            since = 1000 * (len(self.asked) + 1)
            page += [
                (since + n, f"Now {n}", 110.0, 1.0) for n in range(min(count, CAP) - len(page))
            ]
        if mode in ("other-ids", "same-twins-gap") and start and len(page) > 5:
            page = [rows[start - 1], *page[1:]]
        if mode.startswith("first-page-empty") and self.once("first"):
            page = []
        if mode.startswith("empty-for-ever") and CAP <= start < CAP + 50:
            page = []
        if mode == "last-page-short" and start + len(page) == len(rows) and len(page) > 1:
            page = page[:-1]
        if mode.startswith("places-come-late") and not start:
            page = page[:50]
        totals: dict[str, Optional[int]] = {
            "total-per-page": len(page), "total-of-rest": len(rows) - start,
            "total-zero-late": total if not start else 0, "areas-capped-lower": None,
            "empty-for-ever-between-unknown": None, "startindex-over-limit-is-first": None,
            "startindex-wraps": None,
        }  # fmt: skip
        return page, totals.get(mode, total)

    def change(self) -> None:
        """Let the data change behind the client's back."""
        super().change()
        if self.pages == 3 and self.mode == "deleted-late":
            self.rows = self.rows[:-1]

    def identifier(self, row: Row, at: int, start: int) -> str:
        """Return the id of a row on a page."""
        mode, plain = self.mode, f"deposits.{row[0]}"
        if mode == "other-ids":
            return f"{plain}.{at + start}"
        if mode == "ids-change-case" and len(self.asked) % 2:
            return plain.upper()
        if mode in ("twins-without-ids",) or (mode == "ids-on-first-page-only" and start):
            return ""
        if mode == "other-layer-page" and start:
            return f"faults.{row[0]}"
        return plain

    # Texts

    def member(self, row: Row, at: int, start: int, asked: dict[str, str]) -> str:
        """Return one feature as GML."""
        mode, late = self.mode, start >= CAP
        text = super().member(row, at, start, asked)
        tag = "member" if self.version.startswith("2") else "gml:featureMember"
        if row[1] == "Twin":  # the same is said under different ids
            text = text.replace(f"gid>{row[0]}<", "gid>0<")
        if (mode == "other-layer-page" and late) or (mode == "other-layer-in-page" and at == 7):
            text = text.replace("t:deposits", "t:faults")
        if mode in ("other-crs-late", "crs-mixed") and late and (at % 2 or mode[-1] == "e"):
            x, y = row[2] * 111319.49, row[3] * 111325.14
            begin, end = text.find("<gml:Point"), text.find("</gml:Point>")
            coordinates = f"<gml:pos>{x} {y}</gml:pos>"
            if self.version.startswith("1.0"):
                coordinates = f"<gml:coordinates>{x},{y}</gml:coordinates>"
            text = f'{text[:begin]}<gml:Point srsName="{OTHER_CRS}">{coordinates}{text[end:]}'
        if mode == "other-crs-named-late" and late and asked.get("SRSNAME"):
            text = text.replace(asked["SRSNAME"], OTHER_CRS)
        no_place = mode.startswith("places-come-late") and row in self.rows[:60]
        if (mode == "null-geometry-late" and late) or no_place:
            text = text[: text.find("<t:geom>")] + text[text.find("</t:geom>") + 9 :]
        if mode == "attribute-lacks-late" and late:
            text = text[: text.find("<t:name>")] + text[text.find("</t:name>") + 9 :]
        if mode == "value-cut-late" and late:
            text = text.replace("Deposit ", "De")
        if mode.startswith("member-is-link") and late and at == 5:
            return f'<{tag} xlink:href="#deposits.{row[0]}"/>'
        if mode == "nil" and row[0] % 10 == 0:
            begin, end = text.find("<t:name>"), text.find("</t:name>")
            text = f'{text[:begin]}<t:name xsi:nil="true"/>{text[end + 9 :]}'
        return text

    def gml(self, page: list[Row], total: Optional[int], asked: dict[str, str]) -> str:
        """Return a page as GML."""
        text = super().gml(page, total, asked)
        spaces = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        spaces += 'xmlns:xlink="http://www.w3.org/1999/xlink" '
        text = text.replace("<FeatureCollection ", f"<FeatureCollection {spaces}", 1)
        if self.mode in ("no-counts", "member-is-link-no-counts"):
            for name in ("numberMatched", "numberReturned", "numberOfFeatures"):
                text = text.replace(name, f"the{name}")
        return self.spoilt(text, int(asked.get("STARTINDEX", 0)))

    def json(self, page: list[Row], total: Optional[int], start: int = 0) -> str:
        """Return a page as GeoJSON."""
        told = json.loads(super().json(page, total))
        for feature in told["features"]:
            x, y = feature["geometry"]["coordinates"]
            feature["geometry"]["coordinates"] = {
                "json-rounded": [round(x, 1), round(y, 1)],
                "json-other-crs": [x * 111319.49, y * 111325.14],
                "json-swapped": [y, x],
            }.get(self.mode, [x, y])
        if self.mode == "json-null-feature" and len(page) > 60:
            told["features"][5] = None
            del told["numberReturned"]
        return self.spoilt(json.dumps(told), CAP if len(page) != 50 else 0)

    def spoilt(self, text: str, start: int) -> str:
        """Return the text of a page as the mode has it."""
        mode, is_once = self.mode.replace("-at-once", ""), self.mode.endswith("-at-once")
        if mode not in TEXTS or start < CAP or (is_once and not self.once(f"text{start}")):
            return text
        return TEXTS[mode](text)

    # Framing

    def answered(self, handler: Any, asked: dict[str, str]) -> bool:
        """Answer in place of the features; false when the mode does not."""
        mode, start = self.mode, int(asked.get("STARTINDEX", 0))
        if mode == "refused-over-limit" and start >= _LIMIT:
            handler.send(EXCEPTION, 400)
            return True
        if mode == "json-then-gml" and start:
            asked.pop("OUTPUTFORMAT", None)
        if mode == "replays-previous" and start and len(self.asked) % 3 == 0:
            for earlier in reversed(self.asked[:-1]):
                if earlier.get("REQUEST") == "GetFeature" and "RESULTTYPE" not in earlier:
                    asked.update({"STARTINDEX": earlier.get("STARTINDEX", "0")})
                    break
        if "LOGIN" in asked:
            handler.send(HTML, 200, "text/html")
            return True
        if start < CAP:
            return False
        elsewhere = {
            "redirect-loop": f"{self.url}?REQUEST=GetFeature&STARTINDEX={start}&again=1",
            "redirect-to-login": f"{self.url}?REQUEST=GetFeature&LOGIN=1",
            "redirect-drops-query": self.url,
        }.get(mode)
        if elsewhere:
            handler.send("", 302, headers={"Location": elsewhere})
            return True
        if mode.startswith("status-") and mode != "status-206":
            status = int(mode[-3:])
            text = {202: HTML, 403: "Too many.", 401: HTML, 404: HTML}.get(status, "")
            handler.send(text, status, "text/html")
            return True
        if mode == "retry-after-nonsense" and self.once(f"busy{start}"):
            handler.send("", 429, headers={"Retry-After": "-5 minutes"})
            return True
        return False

    def deliver(self, handler: Any, data: bytes, content_type: str, start: int) -> None:
        """Send a page as the mode has it."""
        mode = self.mode
        if start < CAP or mode not in FRAMES:
            handler.send(data, 200, content_type)
        elif mode.startswith("gzip"):
            packed = data if mode == "gzip-lies" else gzip.compress(data)
            packed = packed[: len(packed) * 2 // 3] if mode == "gzip-cut" else packed
            packed = gzip.compress(packed) if mode == "gzip-twice" else packed
            handler.send(packed, 200, content_type, headers={"Content-Encoding": "gzip"})
        elif mode.startswith("chunked"):
            _chunked(handler, data, content_type, mode)
        elif mode == "length-short":
            handler.send(data, 200, content_type, promised=len(data) - 300)
        elif mode == "trickle":
            _slowly(handler, data, content_type)
        elif mode in ("closes-silently", "http-1.0"):
            if mode == "http-1.0":
                handler.protocol_version = "HTTP/1.0"
            handler.send(data, 200, content_type)
            handler.close_connection = True
        elif mode == "utf-16":
            text = data.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
            handler.send(text.encode("utf-16"), 200, content_type)
        elif mode == "bytes-invalid":
            handler.send(data.replace("é".encode(), b"\xe9"), 200, content_type)
        else:
            handler.send(data, 206 if mode == "status-206" else 200, content_type)


def _chunked(handler: Any, data: bytes, content_type: str, mode: str) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", content_type)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    data = data if mode == "chunked" else data[: len(data) // 2]
    for at in range(0, len(data), 5000):
        part = data[at : at + 5000]
        handler.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
    if mode == "chunked-cut":
        handler.close_connection = True
    else:
        handler.wfile.write(b"0\r\n\r\n")


def _slowly(handler: Any, data: bytes, content_type: str) -> None:
    handler.send(data[:1], 200, content_type, promised=len(data))
    for at in range(1, len(data), 3000):
        time.sleep(0.02)
        handler.wfile.write(data[at : at + 3000])
