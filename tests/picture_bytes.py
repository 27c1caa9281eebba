"""Tiny pictures in each format, made here, and pages that show them."""

from __future__ import annotations

import struct
import zlib


def png(width: int = 320, height: int = 200, shade: int = 0) -> bytes:
    """Return a PNG picture; two shades make two different files."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + bytes([shade]) * width) * height
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def gif(width: int = 320, height: int = 200) -> bytes:
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0, 0, 0) + b";"


def jpeg(width: int = 320, height: int = 200) -> bytes:
    start = b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + bytes(9)
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\1\x11\0"
    return start + frame + b"\xff\xd9"


def webp(width: int = 320, height: int = 200) -> bytes:
    canvas = bytes(4) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", len(canvas)) + canvas
    return b"RIFF" + struct.pack("<I", len(body)) + body


def avif(width: int = 320, height: int = 200) -> bytes:
    size = struct.pack(">I4sIII", 20, b"ispe", 0, width, height)
    return struct.pack(">I4s4sI", 16, b"ftyp", b"avif", 0) + size


def bmp(width: int = 320, height: int = 200) -> bytes:
    info = struct.pack("<IiiHHIIiiII", 40, width, -height, 1, 24, 0, 0, 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54, 0, 0, 54) + info


PICTURES = {
    ".avif": avif,
    ".bmp": bmp,
    ".gif": gif,
    ".jpg": jpeg,
    ".png": png,
    ".webp": webp,
}

DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><script>x</script></svg>'
)

ABOVE = (
    "The weir above Holm gave way shortly before midnight, and by morning the lower meadows lay "
    "under a yard of brown water."
)
BELOW = (
    "Nobody was hurt, but eleven families were taken in by the chapel school, where the women of "
    "the parish had lit the stoves."
)


def page(picture: str = "", *, title: str = "The weir", below: str = "") -> str:
    """Return a page that shows a picture, given as markup, between two paragraphs."""
    return (
        f"<!DOCTYPE html>\n<html><head><title>{title}</title></head><body><article>\n"
        f"<h1>{title}</h1>\n<p>3 October 1997</p>\n<p>{ABOVE}</p>\n{picture}\n<p>{BELOW}</p>\n"
        f"{below}</article></body></html>\n"
    )
