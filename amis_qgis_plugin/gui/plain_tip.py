"""Texts of data as tooltips: shown as they are, whatever signs are in them."""

from __future__ import annotations

from html import escape


def plain_tip(text: str) -> str:
    """Return a text so that Qt takes it for no markup, which could load pictures from elsewhere."""
    return f"<qt>{escape(text)}</qt>" if text else ""
