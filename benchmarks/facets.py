#!/usr/bin/env python3
"""Time to count every choice of the Filter panel after a new selection.

    /usr/bin/python3 benchmarks/facets.py [--rows 200000] [--repeat 5] [--json]

Makes occurrences (fixed seed) with one to four commodities and a country, and lets each contender
count, for several selections, how many occurrences stand behind every commodity, group and country
under the other facets. Preparation (reading, indexing) is told apart:

    bitsets          core/facets.py: one bit an occurrence and value, counted with numpy
    pandas masks     one boolean column a choice, made beforehand; the same columns in a geopandas
                     table take the same time
    sqlite GROUP BY  the commodity index and a table of choices in a file, joined and grouped

Every contender has to give the same counts. Budget for 1,000,000 rows: 25 ms.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any, Callable

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from amis_qgis_plugin.core.commodities import load_commodities  # noqa: E402
from amis_qgis_plugin.core.countries import members  # noqa: E402
from amis_qgis_plugin.core.facets import FacetIndex  # noqa: E402
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter  # noqa: E402

OURS, PANDAS, SQLITE = "bitsets", "pandas masks", "sqlite GROUP BY"
COMMODITY, COUNTRY = "commodity", "country"
SELECTIONS = (
    OccurrenceFilter(commodities=("copper",), countries=("PHL",)),
    OccurrenceFilter(commodities=("gold", "nickel"), countries=("IDN", "VNM")),
    OccurrenceFilter(groups=("battery",)),
    OccurrenceFilter(countries=("LAO", "MMR", "THA")),
)
Counts = dict[str, dict[str, int]]
Count = Callable[[OccurrenceFilter], Counts]


class Occurrences:
    """Made occurrences: a country each, and pairs of occurrence and commodity.

    :param rows: how many.
    """

    def __init__(self, rows: int) -> None:
        rng = np.random.default_rng(20_261_123)
        self.rows = rows
        self.codes = [one.code for one in load_commodities().all()]
        self.countries = [country.iso3 for country in members()]
        # A few commodities and countries are common, most are rare, as in real databases.
        self.country = _skewed(rng, len(self.countries), rows)
        row = np.repeat(np.arange(rows), rng.integers(1, 5, rows))
        keys = np.unique(row * len(self.codes) + _skewed(rng, len(self.codes), len(row)))
        self.pairs = np.column_stack(np.divmod(keys, len(self.codes)))
        vocabulary = load_commodities()
        self.choices = {code: vocabulary.narrower(code) for code in self.codes}
        self.choices.update(
            {f"group:{group.id}": vocabulary.in_group(group.id) for group in vocabulary.groups()}
        )


def main() -> int:
    """Run the contenders and print what they took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    options = parser.parse_args()
    data = Occurrences(options.rows)
    with tempfile.TemporaryDirectory(prefix="amis-benchmark-") as folder:
        found = {
            OURS: measure(lambda: with_bitsets(data), options.repeat),
            PANDAS: measure(lambda: with_pandas(data), options.repeat)
            if importlib.util.find_spec("pandas")
            else {"skipped": "pandas is not installed"},
            SQLITE: measure(lambda: with_sqlite(data, Path(folder)), min(options.repeat, 2)),
        }
    counts = [result.pop("counts") for result in found.values() if "counts" in result]
    report = {
        "rows": options.rows,
        "pairs": len(data.pairs),
        "choices": len(data.choices) + len(data.countries),
        "repeat": options.repeat,
        "same_counts": all(one == counts[0] for one in counts),
        "contenders": found,
    }
    for result in found.values():
        if "seconds" in result:
            result["times_ours"] = result["seconds"] / found[OURS]["seconds"]
    print(json.dumps(report, indent=2) if options.json else table(report))
    return 0 if report["same_counts"] else 1


def measure(prepare: Callable[[], Count], repeat: int) -> dict[str, Any]:
    """Return the time to prepare, the median time of a selection, and the counts."""
    begin = time.perf_counter()
    count = prepare()
    prepared = time.perf_counter() - begin
    seconds = []
    for _run in range(repeat):
        counts = []
        for wanted in SELECTIONS:
            begin = time.perf_counter()
            counts.append(count(wanted))
            seconds.append(time.perf_counter() - begin)
    return {
        "prepare_seconds": prepared,
        "first_seconds": seconds[0],
        "seconds": statistics.median(seconds),
        "slowest_seconds": max(seconds),
        "counts": counts,
    }


def table(report: dict[str, Any]) -> str:
    """Return the results for a person to read."""
    lines = [
        f"{report['rows']:,} occurrences, {report['pairs']:,} commodities of theirs,"
        f" {report['choices']} choices; {len(SELECTIONS)} selections, {report['repeat']} times",
        "",
        f"{'':16}{'median ms':>11}{'slowest ms':>12}{'times ours':>12}{'prepare s':>11}"
        f"{'first ms':>10}",
    ]
    for name, result in report["contenders"].items():
        if "skipped" in result:
            lines.append(f"{name:16}skipped: {result['skipped']}")
            continue
        lines.append(
            f"{name:16}{result['seconds'] * 1000:11.1f}{result['slowest_seconds'] * 1000:12.1f}"
            f"{result['times_ours']:12.1f}{result['prepare_seconds']:11.2f}"
            f"{result['first_seconds'] * 1000:10.1f}"
        )
    lines += ["", "all contenders agree" if report["same_counts"] else "COUNTS DIFFER"]
    return "\n".join(lines)


def with_bitsets(data: Occurrences) -> Count:
    """Prepare the plugin's own index."""
    index = FacetIndex.build(
        data.rows,
        {
            COMMODITY: {
                code: data.pairs[data.pairs[:, 1] == number, 0]
                for number, code in enumerate(data.codes)
            },
            COUNTRY: {
                iso3: np.flatnonzero(data.country == number)
                for number, iso3 in enumerate(data.countries)
            },
        },
    )
    choices = {COMMODITY: data.choices, COUNTRY: {c: frozenset({c}) for c in data.countries}}
    index.prepare(choices)

    def count(wanted: OccurrenceFilter) -> Counts:
        countries = (frozenset(wanted.countries),) if wanted.countries else ()
        return index.counts({COMMODITY: wanted.chosen_sets(), COUNTRY: countries}, choices)

    return count


def with_pandas(data: Occurrences) -> Count:
    """Prepare boolean columns in pandas."""
    import pandas

    codes = pandas.Series(data.codes)
    pairs = pandas.DataFrame({"row": data.pairs[:, 0], "code": codes.to_numpy()[data.pairs[:, 1]]})
    columns = {}
    for choice, narrower in data.choices.items():
        column = np.zeros(data.rows, dtype=bool)
        column[pairs.loc[pairs["code"].isin(narrower), "row"].to_numpy()] = True
        columns[choice] = column
    frame = pandas.DataFrame(columns)
    country = pandas.Series(pandas.Categorical.from_codes(data.country, data.countries))
    everything = pandas.Series(np.ones(data.rows, dtype=bool))

    def count(wanted: OccurrenceFilter) -> Counts:
        groups = [f"group:{group}" for group in wanted.groups]
        chosen = [*wanted.commodities, *groups]
        by_commodity = frame[chosen].any(axis=1) if chosen else everything
        by_country = country.isin(wanted.countries) if wanted.countries else everything
        behind = frame[by_country].sum()
        countries = country[by_commodity].value_counts()
        return {
            COMMODITY: {choice: int(number) for choice, number in behind.items()},
            COUNTRY: {iso3: int(countries[iso3]) for iso3 in data.countries},
        }

    return count


def with_sqlite(data: Occurrences, folder: Path) -> Count:
    """Prepare a database file with the tables of a workspace and one of choices."""
    path = folder / "occurrences.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(
            "CREATE TABLE occurrence (fid INTEGER PRIMARY KEY, country TEXT);"
            "CREATE TABLE link (commodity TEXT, occurrence INTEGER,"
            " PRIMARY KEY (commodity, occurrence)) WITHOUT ROWID;"
            "CREATE TABLE choice (choice TEXT, commodity TEXT,"
            " PRIMARY KEY (choice, commodity)) WITHOUT ROWID;"
        )
        connection.executemany(
            "INSERT INTO occurrence VALUES (?, ?)",
            ((fid, data.countries[number]) for fid, number in enumerate(data.country.tolist())),
        )
        connection.executemany(
            "INSERT INTO link VALUES (?, ?)",
            sorted((data.codes[code], row) for row, code in data.pairs.tolist()),
        )
        connection.executemany(
            "INSERT INTO choice VALUES (?, ?)",
            [(choice, code) for choice, found in data.choices.items() for code in found],
        )
        connection.executescript("CREATE INDEX by_country ON occurrence (country); ANALYZE;")

    def count(wanted: OccurrenceFilter) -> Counts:
        chosen = [code for one in wanted.chosen_sets() for code in one]
        with closing(sqlite3.connect(path)) as connection:
            commodities = connection.execute(
                "SELECT choice, count(DISTINCT occurrence) FROM choice JOIN link USING (commodity)"  # noqa: S608
                f" {_where('JOIN occurrence ON fid = occurrence WHERE country', wanted.countries)}"
                " GROUP BY choice",
                wanted.countries,
            ).fetchall()
            among = _where("SELECT occurrence FROM link WHERE commodity", chosen)
            countries = connection.execute(
                "SELECT country, count(*) FROM occurrence"  # noqa: S608
                f" {f'WHERE fid IN ({among})' if chosen else ''} GROUP BY country",
                chosen,
            ).fetchall()
        return {
            COMMODITY: {**dict.fromkeys(data.choices, 0), **dict(commodities)},
            COUNTRY: {**dict.fromkeys(data.countries, 0), **dict(countries)},
        }

    return count


def _where(start: str, values: Any) -> str:
    return f"{start} IN ({', '.join('?' * len(values))})" if values else ""


def _skewed(rng: np.random.Generator, kinds: int, size: int) -> Any:
    shares = 1 / np.arange(1, kinds + 1)
    return rng.choice(kinds, size=size, p=shares / shares.sum())


if __name__ == "__main__":
    sys.exit(main())
