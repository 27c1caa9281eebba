"""Read the addresses in style sheets: those of ``url()`` and ``@import``."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.model import FileFacts
from generator.text.css import find_references


def read_styles(data: bytes) -> FileFacts:
    """Return the addresses in a style sheet."""
    return FileFacts(assets=tuple(find_in_styles(data.decode("utf-8", "replace"))))


def find_in_styles(text: str) -> Iterator[str]:
    """Yield the addresses that a style sheet or a style attribute loads."""
    yield from (reference.address for reference in find_references(text))
