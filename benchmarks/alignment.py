#!/usr/bin/env python3
"""Time to read the commodity text of a million rows.

    /usr/bin/python3 benchmarks/alignment.py [--rows 1000000] [--json]

Two sets of texts (fixed seed): *as published* draws them from real texts of surveys (the checked
texts of the tests and the bundled samples), *all different* makes lists of one to five names,
nearly every row another. Contenders, in one process and one after the other:

    parser                 core/commodity_parser.py: codes, ranks, minerals, unknown terms
    explode-and-map        geopandas: split at commas and semicolons, explode, fold the case, map
                           each term by a dictionary of the same names; codes only

The peer has the same vocabulary as a plain dictionary, so the numbers of codes show what splitting
and mapping alone leave unread. Budget for 1,000,000 rows as published: 6 s on one core.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from amis_qgis_plugin.core.commodities import load_commodities  # noqa: E402
from amis_qgis_plugin.core.commodity_parser import parse_commodities  # noqa: E402

OURS, PEER = "parser", "explode-and-map"
Result = tuple[int, int]


def main() -> int:
    """Run the contenders on both sets and print what they took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    options = parser.parse_args()
    chance = random.Random(20_261_125)
    sets = {
        "as published": published(options.rows, chance),
        "all different": different(options.rows, chance),
    }
    report = {"rows": options.rows, "sets": {name: compare(one) for name, one in sets.items()}}
    print(json.dumps(report, indent=2) if options.json else table(report))
    return 0


def published(rows: int, chance: random.Random) -> list[str]:
    """Return texts of surveys, each as often as chance has it."""
    texts = []
    for parts, column in (
        (("tests", "data", "checked_commodities.csv"), "text"),
        (("sample_layers", "facts", "asean_deposits.csv"), "commodities"),
    ):
        with ROOT.joinpath(*parts).open(encoding="utf-8", newline="") as file:
            texts += [row[column] for row in csv.DictReader(file) if row[column]]
    return chance.choices(texts, k=rows)


def different(rows: int, chance: random.Random) -> list[str]:
    """Return lists of one to five names in any language."""
    names = [one.alias for one in load_commodities().aliases if not one.profile]
    return [", ".join(chance.choices(names, k=chance.randint(1, 5))) for _ in range(rows)]


def compare(texts: Sequence[str]) -> dict[str, Any]:
    """Return what each contender took and found."""
    found: dict[str, Any] = {"distinct": len(set(texts)), OURS: measure(with_parser, texts)}
    if importlib.util.find_spec("geopandas"):
        found[PEER] = measure(with_geopandas, texts)
        found["times_peer"] = found[OURS]["seconds"] / found[PEER]["seconds"]
    else:
        found[PEER] = {"skipped": "geopandas is not installed"}
    return found


def measure(read: Callable[[Sequence[str]], Result], texts: Sequence[str]) -> dict[str, Any]:
    """Return seconds, rows with a commodity, and codes found."""
    # Both build their look-ups before the clock runs; the parser starts with nothing read.
    parse_commodities("copper")
    parse_commodities.cache_clear()
    begin = time.perf_counter()
    rows, codes = read(texts)
    return {"seconds": time.perf_counter() - begin, "rows": rows, "codes": codes}


def with_parser(texts: Sequence[str]) -> Result:
    """Read every text with the plugin's parser."""
    rows = codes = 0
    for text in texts:
        found = len(parse_commodities(text).matches)
        rows += found > 0
        codes += found
    return rows, codes


def with_geopandas(texts: Sequence[str]) -> Result:
    """Split, explode and map every text as a plain script does."""
    import geopandas

    names = {one.alias.casefold(): one.code for one in load_commodities().aliases}
    table_ = geopandas.GeoDataFrame({"row": range(len(texts)), "text": texts})
    table_["text"] = table_["text"].str.split(r"[,;]", regex=True)
    exploded = table_.explode("text")
    exploded["code"] = exploded["text"].str.strip().str.casefold().map(names)
    known = exploded.dropna(subset=["code"]).drop_duplicates(["row", "code"])
    return int(known["row"].nunique()), len(known)


def table(report: dict[str, Any]) -> str:
    """Return the results for a person to read."""
    lines = [f"{report['rows']:,} rows"]
    for name, one in report["sets"].items():
        lines += ["", f"{name}: {one['distinct']:,} distinct texts"]
        for contender in (OURS, PEER):
            result = one[contender]
            if "skipped" in result:
                lines.append(f"  {contender:16}skipped: {result['skipped']}")
                continue
            lines.append(
                f"  {contender:16}{result['seconds']:7.2f} s, {result['rows']:,} rows with a"
                f" commodity, {result['codes']:,} codes"
            )
        if "times_peer" in one:
            lines.append(f"  the parser takes {one['times_peer']:.2f} times the peer's time")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
