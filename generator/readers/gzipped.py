"""Unpack pages that a crawler has kept compressed."""

from __future__ import annotations

import zlib

from generator.readers.decoding import UnreadableSeed

SIGNATURE = b"\x1f\x8b"
MOST_BYTES = 16_000_000
"""The most that a page may unpack to; a few bytes can stand for gigabytes."""
_GZIP = 31
"""zlib's code for the gzip format."""


def unpack(data: bytes) -> bytes:
    """Return what a gzip file holds; what is missing at its end is left out.

    Raises UnreadableSeed if it is damaged or holds too much.
    """
    unpacker = zlib.decompressobj(_GZIP)
    try:
        page = unpacker.decompress(data, MOST_BYTES + 1)
    except zlib.error as problem:
        raise UnreadableSeed(
            f"the gzip file is damaged: {problem}",
            "seed.gzip",
            hint="Unpack the file by hand, or remove it from seeds/.",
        ) from problem
    if len(page) > MOST_BYTES:
        raise UnreadableSeed(
            f"the gzip file holds more than {MOST_BYTES:,} bytes, which is no page",
            "seed.too-long",
            hint="Unpack the file and divide it into its documents.",
        )
    return page
