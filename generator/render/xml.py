"""Escape text for XML. (The standard library's own helpers load its whole web client.)"""

from __future__ import annotations

import html


def escape(text: str) -> str:
    """Return ``text`` escaped for use between tags."""
    return html.escape(text, quote=False)


def quoteattr(text: str) -> str:
    """Return ``text`` as an attribute's value, quotes included."""
    return f'"{html.escape(text)}"'
