#!/usr/bin/env python3
"""Time of a click in the Filter panel on a workspace with very many occurrences.

    /usr/bin/python3 benchmarks/filter.py [--rows 1000000] [--repeat 5] [--file FILE.gpkg] [--json]

Makes a workspace (tools/many_occurrences.py, fixed seed; --file keeps it for the next time) and
lets each contender count, for several selections, how many occurrences stand behind every value of
every facet under the other facets:

    index            core/facet_counts.py on the index of the workspace
    QGIS             one QgsFeatureRequest with an expression for every set of other facets, without
                     geometry and with the fields that are counted, summed up in Python
    geopandas        a GeoDataFrame of the occurrences and the table of their commodities in memory,
                     as the workspace has them: masks of the other facets, a merge with the choices
                     that each commodity counts for, value_counts()
    ... sorted out   the same with that merge done beforehand, for commodities and for lists

All have to give the same counts. Then the map is drawn with the subset that the plugin sets, and
with one that a person writes by hand on the column of codes. Everything is measured in one run;
targets are printed beside what they are about, and nothing is asserted.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any, Callable

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from many_occurrences import make_workspace  # noqa: E402

from amis_qgis_plugin.core.commodities import load_commodities  # noqa: E402
from amis_qgis_plugin.core.critical_minerals import critical_lists  # noqa: E402
from amis_qgis_plugin.core.facet_counts import count_choices, prepare  # noqa: E402
from amis_qgis_plugin.core.facet_names import FACETS, GROUP, facet_labels  # noqa: E402
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter  # noqa: E402
from amis_qgis_plugin.core.workspace_sql import to_workspace_sql  # noqa: E402
from amis_qgis_plugin.workspace.facet_cache import kept_facets  # noqa: E402

OURS, QGIS, GEOPANDAS, SORTED_OUT = "index", "QGIS", "geopandas", "... sorted out"
SELECTIONS = (
    OccurrenceFilter(commodities=("copper",), countries=("PHL",)),
    OccurrenceFilter(commodities=("gold", "nickel"), countries=("IDN", "VNM")),
    OccurrenceFilter(groups=("battery",)),
    OccurrenceFilter(countries=("LAO", "MMR", "THA")),
    OccurrenceFilter(commodities=("tin",), mine_statuses=("operating",)),
    OccurrenceFilter(critical_lists=("EU-2024",), countries=("IDN",)),
)
# facet: column of the table, field of the filter
COLUMNS = {
    "country": ("country", "countries"),
    "deposit_model": ("deposit_model", "deposit_models"),
    "occurrence_type": ("occurrence_type", "occurrence_types"),
    "mine_status": ("mine_status", "mine_statuses"),
    "source": ("source_id", "sources"),
}
LAYER = "|layername=mineral_occurrences"
_FOR_QGIS = 2  # selections: it takes up to a minute for each
TARGETS = {"click_ms": 25, "times": 50, "build_seconds": 8, "memory_mb": 200, "stall_ms": 100}
Counts = dict[str, dict[str, int]]
Count = Callable[[OccurrenceFilter], Counts]


def main() -> int:
    """Run the contenders and print what they took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--file", type=Path, help="workspace to use; made when it is not there")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the tables")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="amis-benchmark-") as name:
        folder = Path(name)
        path = options.file or folder / "occurrences.gpkg"
        if not path.exists():
            make_workspace(path, options.rows)
        report = measure_all(path, folder, options.repeat)
    print(json.dumps(report, indent=2) if options.json else table(report))
    return 0 if report["same_counts"] else 1


def measure_all(path: Path, folder: Path, repeat: int) -> dict[str, Any]:
    """Return what everything took; the index comes first, while its memory can be told apart."""
    build, ours = with_index(path, folder)
    qgis = start_qgis()
    found = {
        OURS: measure(ours, repeat * 4),
        QGIS: measure(with_qgis(path), 1, SELECTIONS[:_FOR_QGIS])
        if qgis
        else {"skipped": "there is no QGIS here"},
    }
    for name, is_sorted_out in ((GEOPANDAS, False), (SORTED_OUT, True)):
        found[name] = (
            measure(with_geopandas(path, is_sorted_out), min(repeat, 3 if is_sorted_out else 1))
            if importlib.util.find_spec("geopandas")
            else {"skipped": "geopandas is not installed"}
        )
    counts = [result.pop("counts") for result in found.values() if "counts" in result]
    for result in found.values():
        if "seconds" in result:
            result["times_ours"] = result["seconds"] / found[OURS]["seconds"]
    return {
        "rows": build.pop("rows"),
        "choices": sum(len(one) for one in counts[0][0].values()),
        "repeat": repeat,
        "numpy": np.__version__,
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        "targets": TARGETS,
        "build": build,
        "same_counts": all(one == counts[0][: len(one)] for one in counts),
        "contenders": found,
        "map": draw_maps(path, repeat) if qgis else {},
    }


def measure(
    count: Count, repeat: int, selections: tuple[OccurrenceFilter, ...] = SELECTIONS
) -> dict[str, Any]:
    """Return the times of the selections and their counts."""
    seconds, counts = [], []
    for number in range(repeat):
        for wanted in selections:
            begin = time.perf_counter()
            found = count(wanted)
            seconds.append(time.perf_counter() - begin)
            if not number:
                counts.append(found)
    return {
        "first_seconds": seconds[0],
        "seconds": statistics.median(seconds),
        "slowest_seconds": max(seconds),
        "counts": counts,
    }


def with_index(path: Path, folder: Path) -> tuple[dict[str, Any], Count]:
    """Build the index of the plugin, tell what that took, and return how it counts."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin, cpu = time.perf_counter(), time.process_time()
    index = kept_facets(path, folder)
    prepare(index)
    seconds, cpu = time.perf_counter() - begin, time.process_time() - cpu
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.perf_counter()
    prepare(kept_facets(path, folder))
    again = time.perf_counter() - begin
    build = {
        "rows": index.count,
        "seconds": seconds,
        "cpu_seconds": cpu,
        "again_seconds": again,
        "index_mb": index.nbytes / 1e6,
        "peak_growth_mb": (after - before) / 1024,
    }

    def count(wanted: OccurrenceFilter) -> Counts:
        index._chosen.clear()  # a new selection: nothing of the last one helps
        return {facet: dict(one) for facet, one in count_choices(wanted, [index]).counts.items()}

    return build, count


def start_qgis() -> Any:
    """Return QGIS's application, or nothing where there is no QGIS."""
    if importlib.util.find_spec("qgis") is None:
        return None
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    return application


class Vocabulary:
    """What a code counts for, and what is listed under every facet."""

    def __init__(self) -> None:
        commodities = load_commodities()
        finds = {one.code: commodities.narrower(one.code) for one in commodities.all()}
        finds.update({GROUP + one.id: commodities.in_group(one.id) for one in commodities.groups()})
        lists = {one.list_id: one.codes for one in critical_lists()}
        self.finds = {"commodity": finds, "critical": lists}
        self.choices_of = {
            facet: {
                code: [choice for choice, codes in found.items() if code in codes]
                for code in (one.code for one in commodities.all())
            }
            for facet, found in self.finds.items()
        }

    def filled(self, facet: str, found: Any) -> dict[str, int]:
        """Return counts with a zero for every other value."""
        told = {str(value): int(count) for value, count in dict(found).items() if value}
        return {**dict.fromkeys(facet_labels(facet), 0), **told}


def with_qgis(path: Path) -> Count:
    """Return how QGIS counts: by requests with expressions."""
    from qgis.core import NULL, QgsFeatureRequest, QgsVectorLayer

    layer = QgsVectorLayer(f"{path}{LAYER}", "occurrences", "ogr")
    vocabulary = Vocabulary()
    completeness = dict(sources_of(path))
    flags = getattr(QgsFeatureRequest.Flag, "NoGeometry", None) or QgsFeatureRequest.NoGeometry
    names = ["commodity_codes", *(column for column, _field in COLUMNS.values())]

    def look(expression: str) -> dict[str, Counter[Any]]:
        request = QgsFeatureRequest()
        request.setFlags(flags)
        request.setSubsetOfAttributes(names, layer.fields())
        if expression:
            request.setFilterExpression(expression)
        found: dict[str, Counter[Any]] = {name: Counter() for name in names}
        for feature in layer.getFeatures(request):
            for name in names:
                found[name][feature[name]] += 1
        return found

    def count(wanted: OccurrenceFilter) -> Counts:
        looked: dict[str, dict[str, Counter[Any]]] = {}
        counts: Counts = {}
        for facet in FACETS:
            expression = by_hand(wanted, facet)
            if expression not in looked:
                looked[expression] = look(expression)
            found = looked[expression]
            if facet in COLUMNS:
                told = {v: n for v, n in found[COLUMNS[facet][0]].items() if v and v != NULL}
            elif facet == "completeness":
                told = Counter()
                for source, number in found["source_id"].items():
                    told[completeness[source]] += number
            else:
                told = Counter()
                of_code = vocabulary.choices_of[facet]
                for text, number in found["commodity_codes"].items():
                    own = text.split("; ")
                    for choice in {choice for code in own for choice in of_code[code]}:
                        told[choice] += number
            counts[facet] = vocabulary.filled(facet, told)
        return counts

    return count


def by_hand(wanted: OccurrenceFilter, leave_out: str = "") -> str:
    """Return a filter as a person writes it who looks for codes between separators."""
    parts = []
    for facet, sets in (("commodity", wanted.chosen_sets()), ("critical", wanted.listed_sets())):
        for codes in sets if facet != leave_out else ():
            alike = (
                f"'; ' || \"commodity_codes\" || ';' LIKE '%; {one};%'" for one in sorted(codes)
            )
            parts.append(f"({' OR '.join(alike)})")
    for facet, (column, field) in COLUMNS.items():
        values = getattr(wanted, field)
        if values and facet != leave_out:
            parts.append(f'"{column}" IN ({", ".join(repr(one) for one in values)})')
    return " AND ".join(parts)


def sources_of(path: Path) -> list[tuple[str, str]]:
    """Return the sources of a workspace with their completeness."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT source_id, completeness FROM amis_sources").fetchall()


def with_geopandas(path: Path, is_sorted_out: bool) -> Count:
    """Return how geopandas counts in memory.

    :param is_sorted_out: whether pairs of occurrence and choice are made beforehand.
    """
    import geopandas
    import pandas

    vocabulary = Vocabulary()
    columns = [column for column, _field in COLUMNS.values()]
    with closing(sqlite3.connect(path)) as connection:
        sql = f"SELECT fid, {', '.join(columns)} FROM mineral_occurrences ORDER BY fid"  # noqa: S608
        frame = pandas.read_sql_query(sql, connection, index_col="fid")
        pairs = pandas.read_sql_query(
            "SELECT occurrence, commodity FROM amis_occurrence_commodity", connection
        )
    frame["completeness"] = frame["source_id"].map(dict(sources_of(path)))
    frame = geopandas.GeoDataFrame(frame.astype("category"))
    position = pandas.Series(np.arange(len(frame)), index=frame.index)
    pairs["row"] = position.loc[pairs["occurrence"]].to_numpy()

    def choices_of(facet: str, some: Any) -> Any:
        """Return some of the pairs as pairs of occurrence and choice, each once."""
        of_code = vocabulary.choices_of[facet].items()
        listed = [(code, choice) for code, found in of_code for choice in found]
        choices = pandas.DataFrame(listed, columns=["commodity", "choice"])
        return some.merge(choices, on="commodity")[["row", "choice"]].drop_duplicates()

    tables = {}
    for facet in vocabulary.choices_of if is_sorted_out else ():
        tables[facet] = choices_of(facet, pairs).astype({"choice": "category"})
    commodity = pairs["commodity"].astype("category")
    named = {**COLUMNS, "completeness": ("completeness", "completeness")}

    def count(wanted: OccurrenceFilter) -> Counts:
        masks = {}
        for facet, sets in (
            ("commodity", wanted.chosen_sets()),
            ("critical", wanted.listed_sets()),
        ):
            for codes in sets:
                mask = np.zeros(len(frame), dtype=bool)
                mask[pairs.loc[commodity.isin(codes), "row"].to_numpy()] = True
                masks[facet] = mask
        for facet, (column, field) in named.items():
            if getattr(wanted, field):
                masks[facet] = frame[column].isin(getattr(wanted, field)).to_numpy()
        counts: Counts = {}
        for facet in FACETS:
            base = np.ones(len(frame), dtype=bool)
            for other, mask in masks.items():
                if other != facet:
                    base &= mask
            if facet in vocabulary.choices_of:
                of_rows = tables.get(facet, pairs)
                of_rows = of_rows.loc[base[of_rows["row"].to_numpy()]]
                if not is_sorted_out:
                    of_rows = choices_of(facet, of_rows)
                told = of_rows["choice"].value_counts()
            else:
                told = frame.loc[base, named[facet][0]].value_counts()
            counts[facet] = vocabulary.filled(facet, told)
        return counts

    return count


def draw_maps(path: Path, repeat: int) -> dict[str, Any]:
    """Return the median time of the first picture after a subset is set, ours and by hand."""
    from qgis.core import (
        QgsMapRendererSequentialJob,
        QgsMapSettings,
        QgsSingleSymbolRenderer,
        QgsSymbol,
        QgsVectorLayer,
    )
    from qgis.PyQt.QtCore import QSize

    layer = QgsVectorLayer(f"{path}{LAYER}", "occurrences", "ogr")
    layer.setRenderer(QgsSingleSymbolRenderer(QgsSymbol.defaultSymbol(layer.geometryType())))
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setExtent(layer.extent())
    settings.setOutputSize(QSize(900, 600))

    def draw(subset: str) -> float:
        layer.setSubsetString("")
        begin = time.perf_counter()
        layer.setSubsetString(subset)
        job = QgsMapRendererSequentialJob(settings)
        job.start()
        job.waitForFinished()
        return time.perf_counter() - begin

    found = {}
    for wanted in SELECTIONS:
        ours, hand = to_workspace_sql(wanted, has_names=True), by_hand(wanted)
        seconds: dict[str, list[float]] = {"ours": [], "by_hand": []}
        turns = [("ours", ours), ("by_hand", hand)]
        draw(hand)  # the rows are read from the disk once, for both
        for _number in range(repeat):
            for name, subset in turns:
                seconds[name].append(draw(subset))
            turns.reverse()  # who comes second is not always the same
        medians: dict[str, Any] = {name: statistics.median(one) for name, one in seconds.items()}
        found[json.dumps(wanted.to_dict())] = {**medians, "is_same": ours == hand}
    return found


def table(report: dict[str, Any]) -> str:
    """Return the results for a person to read."""
    build, targets = report["build"], report["targets"]
    lines = [
        f"{report['rows']:,} occurrences, {report['choices']} choices of {len(FACETS)} facets;"
        f" {len(SELECTIONS)} selections; numpy {report['numpy']}, load {report['load']}",
        "",
        f"index built in {build['seconds']:.1f} s ({build['cpu_seconds']:.1f} s of work), target"
        f" {targets['build_seconds']} s; kept, it is back in {build['again_seconds']:.1f} s",
        f"memory {build['index_mb']:.0f} MB, the process grew by {build['peak_growth_mb']:.0f} MB,"
        f" target {targets['memory_mb']} MB",
        "",
        f"{'':16}{'median ms':>11}{'slowest ms':>12}{'times ours':>12}",
    ]
    for name, result in report["contenders"].items():
        if "skipped" in result:
            lines.append(f"{name:16}skipped: {result['skipped']}")
            continue
        lines.append(
            f"{name:16}{result['seconds'] * 1000:11.1f}{result['slowest_seconds'] * 1000:12.1f}"
            f"{result['times_ours']:12.1f}"
        )
    lines += [
        f"targets: {targets['click_ms']} ms; the others {targets['times']} times as long",
        "all contenders agree" if report["same_counts"] else "COUNTS DIFFER",
        "",
        f"{'first picture after a click':64}{'ours s':>9}{'by hand s':>11}",
    ]
    lines += [
        f"{name:64}{one['ours']:9.2f}{one['by_hand']:11.2f}"
        f"{'  (one and the same subset)' if one['is_same'] else ''}"
        for name, one in report["map"].items()
    ]
    return "\n".join([*lines, "target: not slower than by hand"])


if __name__ == "__main__":
    sys.exit(main())
