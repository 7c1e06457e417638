"""A theme for a layer that does not say its own: told from the words in its title.

The words are ours, in English, Indonesian and Malay, Vietnamese and French; a layer without one of
them is listed under *Other layers*.
"""

from __future__ import annotations

import re

OTHER_THEME = "other"

# In order: the first theme with a word in the title wins, so the narrower ones come first.
_WORDS = (
    ("geochem", "geochem stream-sediment sediment assay geokimia"),
    ("geophys", "geophys magnet gravity radiometric aeromag geofisika"),
    ("remote", "aster alos landsat sentinel satellite imagery"),
    ("industry", "mine mines mining plant smelter refinery tenement concession licence tambang"),
    ("exploration", "drill borehole exploration report eksplorasi"),
    ("mineral", "mineral minerals occurrence occurrences deposit deposits prospect commodity mrds"
                " ore critical mineralisation khoáng endapan gisement"),
    ("geology", "geology geological geologi geologic lithology fault faults structure contact"
                " tectonic province stratigraph formation địa"),
    ("context", "boundary boundaries admin road rail port river protected topography bathymetry"),
)  # fmt: skip


def guess_theme(title: str) -> str:
    """Return the theme id whose words stand in the title, else ``other``."""
    found = set(re.findall(r"\w+(?:-\w+)?", title.casefold().replace("_", " ")))
    for theme_id, words in _WORDS:
        for word in words.split():
            if word in found or (len(word) > 6 and any(one.startswith(word) for one in found)):
                return theme_id
    return OTHER_THEME
