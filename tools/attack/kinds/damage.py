"""What breaks between two builds: the cache, the output, files replaced by folders."""

from __future__ import annotations

from tools.attack.archive import Action, Archive, Folder, Link, Remove, Write
from tools.attack.dice import Dice

CACHE = ("archive.state", "last-build.json", "lock", "settings.state", "staging", "nobody")
OUTPUT = (
    "index.html",
    "kettle.html",
    "manifest-sha256.txt",
    "2001/05/index.html",
    "feed.xml",
    "assets",
    "2001",
    "2001/05",
    "topics/kettles/index.html",
    "mine.html",
    "kettle.html.new",
    "robots.txt",
)


def damage(dice: Dice) -> Archive:
    seeds = tuple(Write(f"seeds/{dice.marker()}.txt", dice.document().encode()) for _ in range(2))
    broken: list[Action] = []
    for _ in range(dice.randint(1, 4)):
        path = f".cache/{dice.choice(CACHE)}" if dice.often() else f"output/{dice.choice(OUTPUT)}"
        match dice.randrange(7):
            case 0:
                broken += [Remove(path), Folder(path)]
            case 1:
                broken += [Remove(path), Folder(path), Write(f"{path}/x", b"x")]
            case 2:
                broken += [
                    Remove(path),
                    Link(
                        path,
                        dice.choice(
                            (
                                path.rpartition("/")[2],
                                "/dev/null",
                                "nowhere",
                                "../../private/key.txt",
                                "../seeds/heron.txt",
                            )
                        ),
                    ),
                ]
            case 3:
                broken.append(Remove(path))
            case 4:
                broken.append(Write(path, b""))
            case 5:
                broken.append(Write(path, dice.randbytes(dice.choice((1, 30, 3000)))))
            case _:
                broken.append(
                    Write(path, b"[" * dice.times() if dice.often() else b"\xdb" + b"\x05" * 50)
                )
    more: tuple[Action, ...] = (
        (Write("seeds/more.txt", dice.document().encode()),) if dice.often() else ()
    )
    return Archive(
        (seeds, (*broken, *more)), ("output.", "publish.", "folder.", "lock", "page.", "manifest.")
    )
