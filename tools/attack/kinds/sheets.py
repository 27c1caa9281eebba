"""The sheet beside the seeds: every column, every value, every way to spoil a table."""

from __future__ import annotations

import csv
import io

from tools.attack.archive import Archive, Write
from tools.attack.dice import ODD_CHARACTERS, Dice
from tools.attack.kinds.front_matter import KEYS, SCALARS
from tools.attack.kinds.injection import _attack

CELLS = (*SCALARS, "-", "—", "a;b|c", "=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "x" * 40_000, ";" * 3000, "03/10/2001", "31/02/2001", "c. 1890", "1 May 99999", "00:00", "1 " * 2000, "May " * 3000, "²/²/2001", "١٢/٣/٢٠٠١")  # fmt: skip
PATHS = ("heron.txt", "./heron.txt", "seeds/heron.txt", "plain\\lantern.html", "../content/kettle.md", "/etc/passwd", "%OUTSIDE%/private/key.txt", "heron.txt\n", "", "#x", "*", "e\u0301.txt", "a" * 5000, "metadata.csv", "nobody.txt")  # fmt: skip


def templates(dice: Dice) -> Archive:
    """Return documents whose template is outside the themes: a seed with code, or a secret."""
    code = "{{ cycler.__init__.__globals__.os.popen('touch %OUTSIDE%/ran').read() }}"
    name = dice.marker()
    seed = Write(f"seeds/{name}.txt", f"{dice.document()}\n{code}\n".encode())
    up = "../" * dice.choice((1, 3, 6, 12))
    targets = (f"/proc/self/cwd/seeds/{name}.txt", f"/proc/self/cwd/one/seeds/{name}.txt", f"%OUTSIDE%/one/seeds/{name}.txt", "%OUTSIDE%/private/key.txt", f"{up}%OUTSIDE%/one/seeds/{name}.txt", f"{up}%OUTSIDE%/private/key.txt", f"../../../seeds/{name}.txt", f"./{up}seeds/{name}.txt")  # fmt: skip
    rows = "".join(f"{name}.txt,{target}\n" for target in [dice.choice(targets)])
    by_sheet = Write("seeds/metadata.csv", f"path,template\n{rows}".encode())
    head = f"---\ntitle: {name}\ntemplate: '{dice.choice(targets)}'\n---\n{dice.sentence()}\n"
    by_hand = Write(f"content/{name}.md", head.encode())
    return Archive(((seed, dice.choice((by_sheet, by_hand))),), ("sheet.",), is_warm=dice.often())


def sheets(dice: Dice) -> Archive:
    own = {f"{dice.marker()}.txt": dice.document() for _ in range(dice.randint(0, 3))}
    seeds = tuple(Write(f"seeds/{name}", text.encode()) for name, text in own.items())
    sheet = Write("seeds/metadata.csv", _sheet(dice, [*own, *PATHS]))
    steps = (
        ((*seeds, sheet),),
        (seeds, (sheet,)),
        ((*seeds, sheet), (Write("seeds/metadata.csv", _sheet(dice, [*own, *PATHS])),)),
    )
    return Archive(
        dice.choice(steps),
        ("sheet.",),
        is_warm=dice.often(),
        settings="taxonomies: {rivers: {}}\n" * dice.often(0.3),
    )


def _sheet(dice: Dice, paths: list[str]) -> bytes:
    delimiter = dice.choice(",;\t")
    names = [
        "path",
        *dice.some([*KEYS, "rivers", "", "Path", "path", "my key", "x" * 200, "a: b", "é"]),
    ]
    dice.shuffle(names)
    number = dice.choice((1, 3, 10, min(dice.times(60), 20_000)))
    table = io.StringIO()
    writer = csv.writer(
        table, delimiter=delimiter, lineterminator=dice.choice(("\n", "\r\n", "\r"))
    )
    writer.writerow(names)
    for n in range(number):
        path = dice.choice(paths) if dice.often(0.7) else f"seed{n}.txt"
        writer.writerow(
            [path if name == "path" else _cell(dice, n) for name in names]
            + ["x"] * dice.choice((0, 0, 0, 0, 0, 1))
        )
        if table.tell() > max(dice.largest, 1000):
            break
    data = (dice.choice(("", "# comment\n", "complete\n", "\n\n")) + table.getvalue()).encode(
        dice.choice(("utf-8",) * 6 + ("utf-16", "utf-8-sig", "latin-1", "utf-32")), "replace"
    )
    match dice.randrange(14):
        case 0:
            return data[: dice.randrange(len(data))]
        case 1:
            return data.replace(b"path", b"paht")
        case 2:
            return data + b'"unclosed'
        case 3:
            return dice.randbytes(2000)
        case 4:
            return data[:300] + b"\0" + data[300:]
    return data


def _cell(dice: Dice, row: int) -> str:
    if row > 50:
        return f"v{row}"
    match dice.randrange(5):
        case 0:
            return dice.words(2)
        case 1:
            return _attack(dice)
        case 2:
            return dice.words(1) + dice.choice(ODD_CHARACTERS)
        case _:
            return dice.choice(CELLS)[: dice.largest]
