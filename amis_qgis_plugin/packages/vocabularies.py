"""A snapshot of the vocabularies: the words by which the package's codes can be read for ever."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from ..core.tables import DATA
from .sheets import Column, Sheet

FOLDER = "vocabularies"
# The file, and what it is: everything that a code in a package comes from.
_SNAPSHOT = {
    "commodities.csv": "Commodity codes, groups and hierarchy",
    "commodity_aliases.csv": "Names of commodities in fourteen languages, symbols, formulae",
    "commodity_links.csv": "From ore to metal, from member to group",
    "minerals.csv": "Minerals that are no products",
    "countries.csv": "Members of ASEAN",
    "other_countries.csv": "Other countries",
    "deposit_types.csv": "Mineral deposit models",
    "status_codes.csv": "States of mines and types of occurrences",
    "cgi_terms.csv": "Terms of geology and of reporting",
    "critical_lists.csv": "Lists of critical and strategic minerals",
}


def write_vocabularies(folder: Path) -> list[Sheet]:
    """Copy the bundled vocabularies as they are, byte by byte."""
    target = folder / FOLDER
    target.mkdir(parents=True)
    sheets = []
    for name, title in _SNAPSHOT.items():
        shutil.copyfile(DATA / name, target / name)
        with (target / name).open(encoding="utf-8", newline="") as text:
            lines = csv.reader(text)
            columns = tuple(Column(column) for column in next(lines))
            sheets.append(Sheet(f"{FOLDER}/{name}", title, columns, sum(1 for _row in lines)))
    return sheets
