"""A theme for a layer that does not say its own: told from the words in its title.

The words are ours, in English, Indonesian and Malay, Vietnamese and French; a layer without one of
them is listed under *Other layers*.
"""

from __future__ import annotations

import re

from .folding import key

OTHER_THEME = "other"

# In order: the first theme with a word in the title wins, so the narrower ones come first. A star
# stands for any ending, an underscore for the space inside a name.
_WORDS = (
    ("geochem", "geochem* géochim* stream-sediment sediment sediments assay* geokimia địa_hóa"),
    ("geophys", "geophys* géophys* magnet* gravity gravimetr* radiometric* aeromag* geofisika"
                " địa_vật_lý"),
    ("remote", "aster alos landsat sentinel* satellite* imagery"),
    ("industry", "mine mines mining plant plants smelter* refiner* tenement* concession* licence*"
                 " license* tambang pertambangan"),
    ("exploration", "drill* borehole* exploration report reports eksplorasi"),
    ("mineral", "mineral* occurrence* deposit* prospect* commodit* mrds ore ores critical khoáng*"
                " endapan gisement*"),
    ("context", "địa_hình admin* boundary boundaries"),
    ("geology", "geolog* géolog* litholog* fault* structure* contact contacts tectonic* province*"
                " stratigraph* formation* sedimentary basin* địa_chất"),
    ("context", "road* rail* port ports river* protected topograph* bathymetr*"),
)  # fmt: skip


def guess_theme(title: str) -> str:
    """Return the theme id whose words stand in the title, else ``other``."""
    words = re.findall(r"\w+(?:-\w+)?", key(title).replace("_", " "))
    text = f" {' '.join(words)} "
    for theme_id, names in _WORDS:
        for name in names.split():
            start = " " + name.replace("_", " ")
            if (start[:-1] if name.endswith("*") else start + " ") in text:
                return theme_id
    return OTHER_THEME
