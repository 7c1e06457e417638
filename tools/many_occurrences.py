#!/usr/bin/env python3
"""Make a workspace with very many occurrences, for benchmarks and for trying out.

    /usr/bin/python3 tools/many_occurrences.py FILE.gpkg [--rows 1000000]

The tables are made and written by the plugin itself; what stands in the rows is drawn by a fixed
seed: one to four commodities, few of them common and most rare, a country, a deposit model, a kind
of occurrence, a mine status, one of six sources, names in three scripts.
"""

from __future__ import annotations

import argparse
import struct
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.append(str(ROOT))

from amis_qgis_plugin.core.commodities import load_commodities  # noqa: E402
from amis_qgis_plugin.core.completeness import Completeness  # noqa: E402
from amis_qgis_plugin.core.countries import members  # noqa: E402
from amis_qgis_plugin.core.deposit_types import deposit_types  # noqa: E402
from amis_qgis_plugin.core.schemas import OCCURRENCES, layer_types  # noqa: E402
from amis_qgis_plugin.core.sources import Source  # noqa: E402
from amis_qgis_plugin.paths import bundled  # noqa: E402
from amis_qgis_plugin.workspace.aligned_table import AlignedTable  # noqa: E402
from amis_qgis_plugin.workspace.gdal_calls import create_geopackage, sqlite  # noqa: E402
from amis_qgis_plugin.workspace.metadata import describe_table  # noqa: E402
from amis_qgis_plugin.workspace.sources import write_source  # noqa: E402
from amis_qgis_plugin.workspace.styles import write_style  # noqa: E402
from amis_qgis_plugin.workspace.tables import ensure_tables  # noqa: E402

SEED = 20_261_123
_BATCH = 20_000
_BOXES = {
    "BRN": (114.0, 4.0, 115.4, 5.1), "KHM": (102.3, 10.4, 107.6, 14.7),
    "IDN": (95.0, -11.0, 141.0, 6.0), "LAO": (100.1, 13.9, 107.7, 22.5),
    "MYS": (99.6, 0.9, 119.3, 7.4), "MMR": (92.2, 9.8, 101.2, 28.5),
    "PHL": (116.9, 4.6, 126.6, 21.1), "SGP": (103.6, 1.2, 104.1, 1.5),
    "THA": (97.3, 5.6, 105.6, 20.5), "TLS": (124.0, -9.5, 127.3, -8.1),
    "VNM": (102.1, 8.4, 109.5, 23.4),
}  # fmt: skip
_OCCURRENCE_TYPES = ("occurrence", "prospect", "deposit", "project", "unknown")
_MINE_STATUSES = ("historic", "operating", "closed", "care-and-maintenance", "under-development")
_FIRST = ("Bukit", "Gunung", "Mount", "Núi", "Đồi", "Sungai", "Barangay", "ดอย", "Kampong", "San")
_LAST = (
    "Mas", "Tembaga", "Timah", "Besi", "Vàng", "Đồng", "Chì", "ทอง", "Perak", "Isabel", "Baru",
    "Lama", "Selatan", "Utara", "Bạc", "Kaya", "Merah", "Hitam", "Putih", "Tinggi",
)  # fmt: skip


class Drawn:
    """What stands in the rows, column by column.

    :param rows: how many rows.
    """

    def __init__(self, rows: int, seed: int = SEED) -> None:
        rng = np.random.default_rng(seed)
        self.rows = rows
        self.codes = [one.code for one in load_commodities().all()]
        self.countries = [country.iso3 for country in members()]
        self.models = [None, *(one.notation for one in deposit_types())]
        self.types = [*_OCCURRENCE_TYPES, None]
        self.statuses = [None, *_MINE_STATUSES]
        self.sources = [f"survey-{number}" for number in range(1, 7)]
        self.country = skewed(rng, len(self.countries), rows)
        self.model = skewed(rng, len(self.models), rows)
        self.type = skewed(rng, len(self.types), rows)
        self.status = skewed(rng, len(self.statuses), rows)
        self.source = skewed(rng, len(self.sources), rows)
        row = np.repeat(np.arange(rows), rng.integers(1, 5, rows))
        keys = np.unique(row * len(self.codes) + skewed(rng, len(self.codes), len(row)))
        self.pair_row, self.pair_code = np.divmod(keys, len(self.codes))
        self.pair_role = rng.integers(0, 3, len(keys))
        boxes = np.array([_BOXES[iso3] for iso3 in self.countries])[self.country]
        self.x = boxes[:, 0] + rng.random(rows) * (boxes[:, 2] - boxes[:, 0])
        self.y = boxes[:, 1] + rng.random(rows) * (boxes[:, 3] - boxes[:, 1])
        self.first = rng.integers(0, len(_FIRST), rows)
        self.last = rng.integers(0, len(_LAST), rows)

    def batches(self, columns: list[str]) -> Iterator[list[tuple[Any, ...]]]:
        """Yield rows of (fid, geometry, values of the columns)."""
        groups = {one.code: (one.groups or ("",))[0] for one in load_commodities().all()}
        starts = np.searchsorted(self.pair_row, np.arange(self.rows + 1)).tolist()
        codes = [self.codes[number] for number in self.pair_code.tolist()]
        for begin in range(0, self.rows, _BATCH):
            rows = range(begin, min(begin + _BATCH, self.rows))
            part = slice(rows.start, rows.stop)
            own = [codes[starts[row] : starts[row + 1]] for row in rows]
            texts = [", ".join(one) for one in own]
            countries = _picked(self.countries, self.country[part])
            names = zip(_picked(_FIRST, self.first[part]), _picked(_LAST, self.last[part]), rows)
            filled = {
                "identifier": [f"https://example.org/occurrence/{row}" for row in rows],
                "name": [f"{first} {last} {row}" for first, last, row in names],
                "commodity_text": texts,
                "commodity_codes": ["; ".join(one) for one in own],
                "representative_commodity": [one[0] for one in own],
                "commodity_group": [groups[one[0]] for one in own],
                "country": countries,
                "country_text": countries,
                "country_basis": ["attribute"] * len(rows),
                "deposit_model": _picked(self.models, self.model[part]),
                "occurrence_type": _picked(self.types, self.type[part]),
                "mine_status": _picked(self.statuses, self.status[part]),
                "source_id": _picked(self.sources, self.source[part]),
                "source_feature_id": [str(row) for row in rows],
                "source_attributes": [
                    f'{{"OBJECTID": {row}, "COMMOD": "{text}", "REMARK": "drawn by a seed"}}'
                    for row, text in zip(rows, texts)
                ],
            }
            points = zip(self.x[part].tolist(), self.y[part].tolist())
            blobs = [struct.pack("<2sBBiBIdd", b"GP", 0, 1, 4326, 1, 1, x, y) for x, y in points]
            empty = [None] * len(rows)
            values = [filled.get(name, empty) for name in columns]
            yield list(zip((row + 1 for row in rows), blobs, *values))


def _picked(values: Sequence[Any], numbers: NDArray[np.int64]) -> list[Any]:
    return [values[number] for number in numbers.tolist()]


def skewed(rng: np.random.Generator, kinds: int, size: int) -> NDArray[np.int64]:
    """Return numbers of kinds, the first of them common and the last rare."""
    shares = 1 / np.arange(1, kinds + 1)
    return rng.choice(kinds, size=size, p=shares / shares.sum())


def make_workspace(path: Path, rows: int, seed: int = SEED) -> Drawn:
    """Write a workspace and return what stands in it."""
    drawn = Drawn(rows, seed)
    (kind,) = (one for one in layer_types() if one.layer_type_id == OCCURRENCES)
    create_geopackage(path)
    with sqlite(path, write=True) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -262144")
        connection.execute("BEGIN IMMEDIATE")
        ensure_tables(connection)
        table = AlignedTable(connection, kind, "point")
        table.prepare(kind.title, "", "mineral_occurrences")
        for batch in drawn.batches(table.columns[1:]):
            part = slice(batch[0][0] - 1, batch[-1][0])
            points = zip(batch, drawn.x[part].tolist(), drawn.y[part].tolist())
            table.insert(batch, [(row[0], (x, x, y, y)) for row, x, y in points])
        _write_index(connection, drawn)
        table.finish()
        _write_sources(connection, drawn)
        qml = bundled("styles", "mineral_occurrences.qml").read_text(encoding="utf-8")
        write_style(connection, OCCURRENCES, "mineral_occurrences", qml)
        describe_table(connection, OCCURRENCES, kind.title)
    return drawn


def _write_index(connection: Any, drawn: Drawn) -> None:
    # Sorted, and the second index made afterwards: SQLite then only appends.
    connection.execute("DROP INDEX amis_occurrence_commodity_by_occurrence")
    roles = ("major", "minor", "unranked")
    order = np.lexsort((drawn.pair_row, np.array(drawn.codes)[drawn.pair_code]))
    connection.executemany(
        "INSERT INTO amis_occurrence_commodity VALUES (?, ?, ?)",
        (
            (drawn.codes[code], row + 1, roles[role])
            for code, row, role in zip(
                drawn.pair_code[order].tolist(),
                drawn.pair_row[order].tolist(),
                drawn.pair_role[order].tolist(),
            )
        ),
    )
    ensure_tables(connection)


def _write_sources(connection: Any, drawn: Drawn) -> None:
    kinds = list(Completeness)
    for number, source_id in enumerate(drawn.sources):
        count = int((drawn.source == number).sum())
        write_source(
            connection,
            Source(
                source_id, OCCURRENCES, "file", "", "layer", f"Survey {number + 1}", "CC0 1.0",
                "A survey", "2026-11-25T00:00:00Z", kinds[number % 3], "", count, "",
            ),
        )  # fmt: skip


def main() -> int:
    """Make the file that the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    options = parser.parse_args()
    begin = time.perf_counter()
    make_workspace(options.path, options.rows)
    print(f"{options.path}: {options.rows:,} rows in {time.perf_counter() - begin:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
