"""Words for yes and no in fields that say whether a commodity is there."""

from __future__ import annotations

YES = frozenset(("1", "y", "yes", "true", "t", "x", "ya", "có", "oui", "sim", "ใช่", "✓"))
NO = frozenset(("0", "n", "no", "false", "f", "tidak", "không", "non", "não", "ไม่ใช่"))
