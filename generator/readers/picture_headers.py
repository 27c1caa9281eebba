"""Tell pictures that browsers show from their first bytes, with their width and height.

Nothing is decoded: the sizes are read from the headers. A file whose header is damaged, or that is
not one of these formats, is no picture for us. SVG is none either, as it can run scripts.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable

from msgspec import Struct

_MOST_PIXELS = 100_000
"""A picture that claims to be wider or higher is damaged, or meant to exhaust memory."""
_FRAMES = frozenset({*range(0xC0, 0xD0)}) - {0xC4, 0xC8, 0xCC}
"""The markers of JPEG segments that state the size (ITU T.81, table B.1)."""
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
"""The markers of JPEG segments without a length."""
_AVIF = (b"avif", b"avis")
_SVG = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<!--.*?-->|<\?.*?\?>|<!doctype\s[^>]*>)*+<svg[\s>]",
                  re.DOTALL | re.IGNORECASE)  # fmt: skip
_HEAD = 65_536
_MOST_BOXES = 1_000


class PictureHeader(Struct, frozen=True):
    """The format of a picture, as the extension of its file, and its size in pixels."""

    extension: str
    width: int
    height: int


def read_header(data: bytes) -> PictureHeader | None:
    """Return what the header of a picture says; None if ``data`` is no picture to show."""
    for extension, (is_format, find_size) in _FORMATS.items():
        if not is_format(data):
            continue
        try:
            width, height = find_size(data)
        except (struct.error, IndexError, ValueError):
            return None
        is_sound = 0 < width <= _MOST_PIXELS and 0 < height <= _MOST_PIXELS
        return PictureHeader(extension, width, height) if is_sound else None
    return None


def is_drawing(data: bytes) -> bool:
    """Return whether bytes are a drawing in SVG."""
    return _SVG.match(data[:_HEAD]) is not None


def _png(data: bytes) -> tuple[int, int]:
    if data[12:16] != b"IHDR":
        raise ValueError
    return struct.unpack(">II", data[16:24])


def _gif(data: bytes) -> tuple[int, int]:
    return struct.unpack("<HH", data[6:10])


def _jpeg(data: bytes) -> tuple[int, int]:
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        if marker == 0xFF:
            at += 1  # a fill byte
        elif marker in _BARE:
            at += 2
        else:
            length: int = struct.unpack(">H", data[at + 2 : at + 4])[0]
            at += 2 + max(2, length)
    raise ValueError


def _webp(data: bytes) -> tuple[int, int]:
    match data[12:16]:
        case b"VP8 ":
            width, height = struct.unpack("<HH", data[26:30])
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            bits: int = struct.unpack("<I", data[21:25])[0]
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            width = int.from_bytes(data[24:27], "little") + 1
            return width, int.from_bytes(data[27:30], "little") + 1
    raise ValueError


def _bmp(data: bytes) -> tuple[int, int]:
    size: int = struct.unpack("<I", data[14:18])[0]
    if size == 12:
        return struct.unpack("<HH", data[18:22])
    width, height = struct.unpack("<ii", data[18:26])
    return width, abs(height)


def _is_bmp(data: bytes) -> bool:
    """Return whether bytes are a bitmap: two letters alone could also begin a text."""
    return (
        data[:2] == b"BM" and len(data) > 26 and data[6:10] == bytes(4) and data[15:18] == bytes(3)
    )


def _avif(data: bytes) -> tuple[int, int]:
    """Return the largest size that the properties of an AVIF file state (ISO 23008-12, ispe)."""
    sizes: list[tuple[int, int]] = []
    head, at = data[:_HEAD], 0
    for _ in range(_MOST_BOXES):
        at = head.find(b"ispe", at)
        if at < 0:
            break
        sizes.append(struct.unpack(">II", head[at + 8 : at + 16]))
        at += 4
    return max(sizes, key=lambda size: size[0] * size[1])


_Size = Callable[[bytes], tuple[int, int]]
_FORMATS: dict[str, tuple[Callable[[bytes], bool], _Size]] = {
    ".png": (lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"), _png),
    ".jpg": (lambda data: data.startswith(b"\xff\xd8\xff"), _jpeg),
    ".gif": (lambda data: data.startswith((b"GIF87a", b"GIF89a")), _gif),
    ".webp": (lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP", _webp),
    ".avif": (lambda data: data[4:8] == b"ftyp" and data[8:12] in _AVIF, _avif),
    ".bmp": (_is_bmp, _bmp),
}
