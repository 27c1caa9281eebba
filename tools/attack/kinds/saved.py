"""What browsers and crawlers save, gone wrong: pages in parts, packed pages, pictures that are none."""

from __future__ import annotations

import gzip
import struct
from base64 import b64encode
from collections.abc import Iterator

from tools.attack.archive import Archive, Link, Write
from tools.attack.dice import Dice

ADDRESSES = (
    "{name}_files/{file}", "./{name}_files/../{name}_files/{file}", "../../private/key.txt", "%2e%2e/%2e%2e/private/key.txt", "/../{file}",
    "..\\..\\private\\key.txt", "file:///etc/passwd", "//{name}_files/{file}", "http://example.org/{file}", "http://[::1/{file}", "cid:{file}",
    "{name}_files/", "{name}_files/{file}?a=b#c", "javascript:alert(1)", "\0", "{name}.html", "../site.yaml", "metadata.csv",
)  # fmt: skip
STARTS = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 300, 200),
    b"GIF89a" + struct.pack("<HH", 300, 200),
    b"\xff\xd8\xff\xc0\0\x0b\x08\0\xc8\1\x2c\1\1\x11\0",
    b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x2b\1\0\xc7\0\0",
    b"\0\0\0\x20ftypavif\0\0\0\x14ispe\0\0\0\0\0\0\1\x2c\0\0\0\xc8",
    b"BM" + bytes(8) + b"\x36\0\0\0\x28\0\0\0" + struct.pack("<ii", 300, 200),
    b"\xff\xd8" + b"\xff\xe0\0\2" * 9,
    b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script>',
    b"",
)
ENDINGS = (".png", ".jpg", ".svg", ".html", ".php", "", ".md", ".PNG")


def pages(dice: Dice) -> Archive:
    """Return saved pages with their folders, which are saved again, moved away and linked."""
    steps = tuple(tuple(_saved(dice)) for _ in range(dice.randint(1, 3)))
    return Archive(steps, is_warm=dice.often(0.3))


def _saved(dice: Dice) -> Iterator[Write | Link]:
    name, files = dice.choice(("a", "b", "a b")), [f"p{n}{end}" for n, end in enumerate(ENDINGS)]
    page = _page(dice, name, files)
    match dice.choice(("folder", "parts", "packed", "unnamed")):
        case "folder":
            yield Write(f"seeds/{name}.html", page)
        case "parts":
            yield Write(f"seeds/{name}.mht", _parts(dice, page, files))
        case "packed":
            yield Write(f"seeds/{name}.html.gz", _packed(dice, page))
        case _:
            yield Write(f"seeds/{name}.php@id=3", page[: dice.times()] * dice.randint(1, 2))
    for file in dice.some(files):
        yield Write(f"seeds/{name}_files/{file}", _picture(dice))
    if dice.often(0.3):
        yield Link(
            f"seeds/{name}_files/p0.png", dice.choice(("../../../private/key.txt", "p0.png"))
        )


def _page(dice: Dice, name: str, files: list[str]) -> bytes:
    texts = [f"<p>{dice.sentence()}</p>" for _ in range(dice.randint(1, 4))]
    for _ in range(dice.randint(1, 6)):
        address = dice.choice(ADDRESSES).format(name=name, file=dice.choice(files))
        if dice.often(0.3):
            kind = dice.choice(("png", "svg+xml", "*", "png;name=../../x.html"))
            address = f"data:image/{kind};base64,{b64encode(_picture(dice)).decode()}"
        alt = dice.choice(("", dice.words(4), "](x){: .a }", "*", '" onerror="alert(1)'))
        texts.append(f'<p><img src="{address}" alt="{alt}"></p><p>{dice.sentence()}</p>')
    body = "\n".join(texts)
    return f"<!doctype html><title>{name}</title><h1>The {dice.words(3)}</h1>{body}".encode()


def _picture(dice: Dice) -> bytes:
    data = bytearray(dice.choice(STARTS) + dice.randbytes(dice.randint(0, 40)))
    if data and dice.often(0.3):
        data[dice.randrange(len(data))] = dice.randrange(256)
    return bytes(data[: dice.randint(0, 90)])


def _parts(dice: Dice, page: bytes, files: list[str]) -> bytes:
    edge = b"\n--edge\n" + b"\n--edge\n" * (dice.times(9) * dice.often(0.2))
    head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=edge\n"
    head += b"X: y\n" * (dice.times(5) * dice.often(0.2))
    parts = [b"Content-Type: text/html\n\n" + page]
    for file in dice.some(files):
        where = dice.choice((f"Content-ID: <{file}>", f"Content-Location: a_files/{file}"))
        fields = f"Content-Type: image/png\nContent-Transfer-Encoding: base64\n{where}\n\n"
        parts.append(fields.encode() + b64encode(_picture(dice)))
    return (
        head + edge + edge.join(dice.sample(parts, len(parts))) + b"\n--edge--\n" * dice.often(0.8)
    )


def _packed(dice: Dice, page: bytes) -> bytes:
    data = gzip.compress(page + b" <p> " * dice.times(), mtime=0)
    return data[: dice.randint(2, len(data))] if dice.often(0.3) else data
