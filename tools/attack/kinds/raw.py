"""Bytes of any kind, and files that were once real: cut, doubled, spliced, in mixed encodings."""

from __future__ import annotations

from tools.attack.archive import Archive, Write
from tools.attack.dice import LINES, ODD_CHARACTERS, Dice

ENDINGS = (".txt", ".html", ".htm", ".xhtml", "", ".md", ".xml", ".TXT", ".pdf")
ENCODINGS = (
    "utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 cp1252 cp1250 cp1251 koi8-r cp1255 cp874 gb18030 "
    "big5 cp932 euc_jp cp949 iso2022_jp iso2022_kr hz utf-7 mac-roman cp437 cp500"
).split()
SIGNATURES = (
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"\x1f\x8b\x08",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xff\xfe\0\0",
    b"+/v8-",
    b"<?xml version='1.0' encoding='utf-16'?>",
    b"\0asm",
    b"{\\rtf1",
)


def random_bytes(dice: Dice) -> Archive:
    files = dice.few(lambda: Write(f"seeds/{dice.marker()}{dice.choice(ENDINGS)}", _bytes(dice)))
    return Archive((tuple(files),), is_warm=dice.often())


def _bytes(dice: Dice) -> bytes:
    number = dice.times()
    match dice.randrange(6):
        case 0:
            data = dice.randbytes(number)
        case 1:
            data = bytes(dice.choices(range(32, 127), k=number))
        case 2:
            data = bytes(dice.choices(b"\n\r\t aZ.\xc3\xa9\xe2\x80\x99\0", k=number))
        case 3:
            unit = dice.randbytes(dice.randint(1, 9))
            data = unit * (number // len(unit) + 1)
        case 4:
            text = "".join(
                chr(dice.choice((dice.randrange(0x300), dice.randrange(0xD800))))
                for _ in range(number // 3 + 1)
            )
            data = text.encode(dice.choice(ENCODINGS), "ignore")
        case _:
            data = dice.document().encode() + dice.randbytes(number)
    return dice.choice(SIGNATURES) + data if dice.often(0.2) else data


def mutants(dice: Dice) -> Archive:
    files = dice.few(lambda: Write(f"seeds/{dice.marker()}{dice.choice(ENDINGS)}", _mutant(dice)))
    return Archive((tuple(files),), is_warm=dice.often())


def _mutant(dice: Dice) -> bytes:
    text = _page(dice) if dice.often(0.4) else _dump(dice)
    data = text.encode(dice.choice(ENCODINGS) if dice.often(0.4) else "utf-8", "replace")
    for _ in range(dice.randint(0, 6)):
        start, end = sorted(dice.randrange(len(data) + 1) for _ in range(2))
        part = data[start:end]
        match dice.randrange(6):
            case 0:
                data = data[:start] + data[end:]
            case 1:
                data = data[:end] + part + data[end:]
            case 2:
                data = data[:start] + part[::-1] + data[end:]
            case 3:
                data = data[:start] + dice.choice(ODD_CHARACTERS).encode() + data[start:]
            case 4:
                data = data[:start] + part.upper() + data[end:]
            case _:
                data = (
                    data[:start]
                    + bytes((byte ^ 1 << dice.randrange(8)) for byte in part[:8])
                    + data[start + 8 :]
                )
        data = data[: dice.largest]
    return data


def _dump(dice: Dice) -> str:
    lines = dice.choices((*LINES, *dice.few(dice.sentence)), k=dice.randint(1, 80))
    return dice.document() + dice.choice(("\n", "\r\n", "\r", "\n\n")).join(lines)


def _page(dice: Dice) -> str:
    tags = "p div td li h1 h2 nav blockquote pre span a table article main header title".split()
    body = "".join(
        f"<{(tag := dice.choice(tags))} class={dice.choice(WORDS_OF_CLASSES)}>{line}</{tag}>\n"
        for line in dice.choices(LINES, k=30)
    )
    return f"<!doctype html><html><head><title>{dice.words(3)}</title></head><body><h1>{dice.words(3)}</h1><p>{dice.sentence()}</p>{body}</body></html>"


WORDS_OF_CLASSES = ("nav", "caption", "main", "x", "menu-bar", "byline", "date", '"a b c"')
