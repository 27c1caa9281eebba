"""Term files whose names, aliases and broader terms form circles, are many, or are odd."""

from __future__ import annotations

import json

from tools.attack.archive import Action, Archive, Write
from tools.attack.dice import ODD_CHARACTERS, Dice
from tools.attack.kinds.front_matter import SCALARS
from tools.attack.kinds.injection import _attack

FOLDERS = ("topics", "people", "places", "organisations", "section", "source")
KEYS = ("title", "aliases", "broader", "same_as", "hidden", "titel", "seed", "date")


def terms(dice: Dice) -> Archive:
    match dice.randrange(4):
        case 0:
            files = _circle(dice)
        case 1:
            files = _many(dice)
        case _:
            files = [
                Write(f"content/{dice.choice(FOLDERS)}/{_name(dice)}.md", _term(dice))
                for _ in range(dice.randint(1, 6))
            ]
    documents: list[Action] = [
        Write(f"content/{dice.marker()}.md", _document(dice)) for _ in range(dice.randint(1, 4))
    ]
    steps = ((*files, *documents),) if dice.often() else (tuple(documents), tuple(files))
    return Archive(steps, is_warm=dice.often())


def _name(dice: Dice) -> str:
    return dice.choice(
        (
            dice.marker(),
            dice.marker(),
            "Kettles",
            "kettles",
            "index",
            "sub/deep",
            "feed.xml",
            "by-number",
            "page-1",
            "con",
            "été",
            "e\u0301te\u0301",
            "a b",
            "x" * 120,
            "..x",
            "?",
            "%2e",
        )
    )


def _term(dice: Dice) -> bytes:
    values = [
        f"{key}: {dice.choice((*SCALARS, json.dumps(_attack(dice)), '[Kettles]', '[kettles, KETTLES, kéttles]', json.dumps(dice.choice(ODD_CHARACTERS))))}"
        for key in dice.some(KEYS)
    ]
    return ("---\n" + "\n".join(values) + f"\n---\n{_attack(dice)}\n").encode("utf-8", "replace")


def _circle(dice: Dice) -> list[Action]:
    number = dice.choice((1, 2, 3, 50))
    return [
        Write(
            f"content/topics/ring{n}.md",
            f"---\ntitle: Ring{n}\naliases: [Ring{(n + 1) % number}, Round]\nbroader: [Ring{(n + 1) % number}, Ring{n}]\n---\n".encode(),
        )
        for n in range(number)
    ]


def _many(dice: Dice) -> list[Action]:
    number = min(dice.times(2000), 500)
    files: list[Action] = [
        Write(f"content/topics/t{n}.md", f"---\ntitle: T{n}\nbroader: [T{n + 1}]\n---\n".encode())
        for n in range(number)
    ]
    spellings = json.dumps([f"kettle {n}" for n in range(dice.times(12))])
    return [
        *files,
        Write(
            "content/topics/wide.md",
            f"---\ntitle: Wide\naliases: {spellings}\nbroader: {spellings}\n---\n".encode(),
        ),
    ]


def _document(dice: Dice) -> bytes:
    names = json.dumps(
        [
            dice.choice(
                (
                    "Kettles",
                    "kettle",
                    "Ring1",
                    "T1",
                    _attack(dice),
                    dice.words(2),
                    "",
                    " ",
                    ".",
                    "/",
                    "index",
                    "\u200b",
                    "ﬁ",
                    "İ",
                    "a" * 300,
                )
            )
            for _ in range(dice.randint(1, 30))
        ]
    )
    return f"---\ntitle: {dice.marker()}\ntopics: {names}\npeople: {names}\nsection: {names}\n---\n{dice.sentence()}\n".encode(
        "utf-8", "replace"
    )
