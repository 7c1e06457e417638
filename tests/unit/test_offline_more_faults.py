"""In more modes of a bad WFS the rows are right, or nobody says that they are proven."""

from __future__ import annotations

from pathlib import Path

import pytest
from faults import Row
from test_offline_faults import download
from wfs_more_faults import LAST_RESORT, MORE_MODES, MoreFaults

from amis_qgis_plugin.core.completeness import Completeness


def expected(server: MoreFaults) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = list(server.rows)
    mode = server.mode
    if mode == "nil":
        rows = [(row[0], None, *row[2:]) if row[0] % 10 == 0 else row for row in server.rows]
    if "twins" in mode:
        rows = [(0, *row[1:]) if row[1] == "Twin" else row for row in server.rows]
    if mode.startswith("places-come-late"):
        rows = [(*row[:2], None, None) if row in server.rows[:60] else row for row in rows]
    if mode == "schema-html":
        rows = [(str(row[0]), *row[1:]) for row in rows]
    return rows


# What an older version does in another way than the newest: ids, totals, boxes, members.
IN_OLDER_VERSIONS = (
    "exception-in-member", "capped-in-order", "capped-in-order-no-extent", "startindex-plus-1",
    "wraps-at-the-end", "other-ids", "other-layer-in-page", "other-crs-late", "crs-mixed",
    "member-is-link-no-counts", "no-counts", "same-twins-gap", "count-over-limit-empty",
    "empty-for-ever-between-unknown", "first-page-empty-once-swapped", "places-come-late-swapped",
)  # fmt: skip
CASES = [
    *((mode, "2.0.0") for mode in MORE_MODES),
    *((mode, version) for version in ("1.1.0", "1.0.0") for mode in IN_OLDER_VERSIONS),
]


@pytest.mark.parametrize(("mode", "version"), CASES)
def test_rows_are_right_or_not_proven(mode: str, version: str, tmp_path: Path) -> None:
    with MoreFaults(mode, version) as server:
        taken, rows = download(server, tmp_path / "part")
        is_right = sorted(map(str, rows)) == sorted(map(str, expected(server)))
        if taken.completeness is Completeness.COMPLETE_PROVEN:
            assert is_right, taken.evidence.text()
        if taken.completeness is Completeness.COMPLETE_UNPROVEN:
            assert taken.evidence.doubts or "Not proven" in taken.evidence.text()
        if taken.completeness is Completeness.INCOMPLETE:
            assert not is_right or taken.evidence.missing or taken.evidence.stated


CERTAIN = (
    "comment-in-value", "cdata", "bom", "leading-blank", "namespace-changes", "utf-16", "nil",
    "exception-inside-at-once", "json-error-at-once", "gzip", "chunked", "trickle",
    "closes-silently", "retry-after-nonsense", "ids-change-case", "half-open-boxes",
    "startindex-plus-1", "startindex-from-1", "wraps-at-the-end", "refused-over-limit",
    "count-over-limit-empty", "empty-for-ever-between", "no-counts", "same-twins",
    "last-page-short", "json-rounded", "json-swapped", "json-other-crs",
    "places-come-late-swapped", "first-page-empty-once-swapped",
)  # fmt: skip


@pytest.mark.parametrize("mode", CERTAIN)
def test_what_can_be_proven_is(mode: str, tmp_path: Path) -> None:
    with MoreFaults(mode) as server:
        taken, rows = download(server, tmp_path / "part")
        assert taken.completeness is Completeness.COMPLETE_PROVEN, taken.evidence.text()
        assert sorted(map(str, rows)) == sorted(map(str, expected(server)))


def test_what_is_odd_is_told(tmp_path: Path) -> None:
    told = {
        "other-layer-in-page": "features of several types came: deposits, faults",
        "other-crs-late": "features came in EPSG:3857 instead of EPSG:4326",
        "crs-mixed": "features came in several reference systems: EPSG:3857, EPSG:4326",
        "json-then-gml": "the server changed the format on its way",
    }
    for mode, sentence in told.items():
        with MoreFaults(mode) as server:
            taken, _rows = download(server, tmp_path / mode)
            assert sentence in taken.evidence.doubts, mode


@pytest.mark.parametrize("version", ["2.0.0", "1.1.0", "1.0.0"])
def test_pages_without_end_come_to_an_end(version: str, tmp_path: Path) -> None:
    with MoreFaults("others-without-end", version) as server:
        taken, _rows = download(server, tmp_path / "part")
        assert server.pages < LAST_RESORT
    assert taken.completeness is not Completeness.COMPLETE_PROVEN


class HalfDeaf(MoreFaults):
    """Heeds ``gid <= 250`` in some of its answers only."""

    def selected(self, asked: dict[str, str]) -> list[Row]:
        """Return the rows, filtered or not."""
        rows = super().selected(asked)
        is_hits, start = asked.get("RESULTTYPE") == "hits", int(asked.get("STARTINDEX", 0))
        heeds = {
            "always": True, "hits-only": is_hits, "pages-only": not is_hits,
            "first-page-only": is_hits or not start, "later-pages-only": is_hits or bool(start),
        }[self.mode]  # fmt: skip
        is_filtered = "CQL_FILTER" in asked and heeds
        return [row for row in rows if row[0] <= 250] if is_filtered else rows


@pytest.mark.parametrize(
    "mode", ["always", "hits-only", "pages-only", "first-page-only", "later-pages-only"]
)
def test_a_filter_that_is_heeded_sometimes(mode: str, tmp_path: Path) -> None:
    with HalfDeaf(mode) as server:
        taken, rows = download(server, tmp_path / "part", attribute_filter="gid <= 250")
        is_right = sorted(map(str, rows)) == sorted(map(str, server.rows[:250]))
        is_proven = taken.completeness is Completeness.COMPLETE_PROVEN
        assert is_proven == (mode == "always"), taken.evidence.text()
        assert is_right or not is_proven
