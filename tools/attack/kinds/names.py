"""What file systems can hold: links out of a folder or in circles, pipes, closed folders, odd
names."""

from __future__ import annotations

from tools.attack.archive import Action, Archive, Close, Folder, Link, Move, Special, Write
from tools.attack.dice import Dice

PLACES = ("seeds", "seeds/box", "content", "content/2001", "content/pages", "content/topics")
TARGETS = (
    "../../private/key.txt", "../../../private/key.txt", "../../private", "../../../private", "%OUTSIDE%/private/key.txt", "%OUTSIDE%/private", "%OUTSIDE%/private/key.html", "%OUTSIDE%/private/key.md", "%OUTSIDE%", "../..", "..", ".", "/", "/etc/passwd", "/proc/self/environ", "/proc/self/fd/0", "/dev/null", "/dev/stdin", "/proc/kmsg", "nowhere",
    "../seeds", "../content", "../output", "../.cache", "../site.yaml", "heron.txt", "../seeds/heron.txt", "hop", "hop/key.txt", "hop/../../private/key.txt", "x" * 255, "a/" * 1000 + "b", "",
)  # fmt: skip


def links(dice: Dice) -> Archive:
    actions: list[Action] = []
    for _ in range(dice.randint(1, 4)):
        match dice.randrange(7):
            case 0:
                actions += _fan(dice)
            case 1:
                place = dice.choice(PLACES)
                actions += [
                    Link(f"{place}/hop", "%OUTSIDE%/private"),
                    Link(f"{place}/two.txt", "hop/key.txt"),
                    Link(f"{place}/three", "hop"),
                ]
            case 2:
                name = f"{dice.choice(PLACES)}/me{dice.choice(('', '.txt', '.md', '.html'))}"
                actions.append(Link(name, name.rpartition("/")[2]))
            case 3:
                place = dice.choice(PLACES)
                actions += [
                    Link(f"{place}/one", "two"),
                    Link(f"{place}/two", "one"),
                    Link(f"{place}/up", ".."),
                ]
            case 4:
                actions.append(
                    Special(
                        f"{dice.choice(PLACES)}/pipe{dice.choice(('', '.txt', '.md'))}",
                        is_socket=dice.often(),
                    )
                )
            case _:
                name = f"{dice.choice(PLACES)}/{dice.marker()}{dice.choice(('', '.txt', '.md', '.html', '.png', '.csv'))}"
                actions.append(Link(name, dice.choice((*TARGETS, *dice.endless)) or "x"))
    if dice.often(0.3):
        # A link where a build writes: the folder of a new document, a page, one of our own files.
        place = dice.choice(
            (
                "content/2001",
                "content/2001/05",
                "output/2001",
                "output/assets",
                "output/kettle.html",
                "output/index.html",
                "content/urls.txt",
                "content/furniture.txt",
                "seeds/metadata.csv",
                "seeds/heron.txt",
                "content/kettle.md",
            )
        )
        actions.append(
            Link(place, "../" * place.count("/") + "../private" + "/key.txt" * ("." in place[1:]))
        )
    refusals = ("folder.", "urls.", "sheet.", "output.", "url.clash", "publish.", "lock")
    return Archive((tuple(actions),), refusals, is_warm=dice.often())


def _fan(dice: Dice) -> list[Action]:
    """Return n folders, each with two links to the one below: 2 to the n paths lead through."""
    top, depth = dice.choice(("seeds", "content")), dice.choice((2, 5, 18, 40))
    ending = "txt" if top == "seeds" else "md"
    fan: list[Action] = [Write(f"{top}/l0/x.{ending}", b"The story\n\nThe story of the mill.\n")]
    for n in range(1, depth + 1):
        fan += [Link(f"{top}/l{n}/{side}", f"../l{n - 1}") for side in "ab"]
    return fan


NAMES = (
    "a b", " a", "a ", "a.", "-a", "--root", "~", "#a", "%41", "%00", "a%2fb", "a?b", "a*b", "a:b", "a|b", 'a"b', "a'b", "a\\b", "..\\..\\x", "a<b>", "a&b", "a;b", "$(touch ran)", "`touch ran`", "{{ 7*7 }}", "[a](b)", "con", "aux.txt", "nul", "com1", "LPT9", "index", "404", "feed", "a\nb", "a\tb", "a\rb", "a\x1b[2Jb",
    "a\x07b", "a\x7fb", "a\x85b", "a\u2028b", "a\u202etxt.exe", "\u200b", "\ufeffa", "é", "e\u0301", "É", "ſ", "ß", "SS", "ss", "İ", "ı", "K", "ﬁ", "Ω", "Ω", "ه", "東京", "👩‍👩‍👧", "a\udce9b", "\udcff", "\udc80\udcfe", "x" * 240, "é" * 120, "漢" * 80, "a" * 100 + "/" + "b" * 100, "a/" * 40 + "b", "a/" * 120 + "b",
    "metadata", "metadata.csv/x", "heron", "HERON", "heron.original", "urls", "urls.txt/x", "pages/x", "topics/x", "2001/05/x", "output/x", ".hidden", "..x", "...", "__pycache__/x", "a.txt", "a.html", "a.TXT", "a.md", "a.original.txt", "a.edited-0a1b2c3d", "a.tmp", "Thumbs.db", "desktop.ini", ".DS_Store", "a~", "#a#", ".#a", "a.bak", "a.swp", "page-1", "robots", "assets/x", "undated/x", "manifest-sha256",
)  # fmt: skip


def names(dice: Dice) -> Archive:
    """Return files with odd names, some of which are almost the same."""
    actions: list[Action] = []
    for name in dice.choices(NAMES, k=dice.randint(1, 12)):
        folder = dice.choice((*PLACES, "seeds", "seeds"))
        ending = (
            dice.choice((".txt", ".html", ""))
            if folder.startswith("seeds")
            else dice.choice((".md", ".md", ".png", ".html", ""))
        )
        text = (
            dice.document()
            if ending != ".md"
            else f"---\ntitle: {dice.marker()}\n---\n{dice.sentence()}\n"
        )
        actions.append(Write(f"{folder}/{name}{ending}", text.encode()))
    if dice.often(0.15):
        depth = min(dice.times(1000, 20), 900)
        actions.append(Folder(dice.choice(("seeds/", "content/")) + "/".join(["d"] * depth)))
    if dice.often(0.05):
        actions += [
            Write(f"seeds/many/{n}.txt", b"The note\n\nA note.\n" + str(n).encode())
            for n in range(300)
        ]
    return Archive(
        (tuple(_apart(actions)),), ("url.clash", "folder.", "sheet.", "urls."), is_warm=dice.often()
    )


def _apart(actions: list[Action]) -> list[Action]:
    """Leave out files whose path must be a folder, or whose folder would be a file."""
    kept: list[Action] = []
    paths: set[str] = set()
    for action in actions:
        parts = action.path.split("/")
        above = {"/".join(parts[:n]) for n in range(1, len(parts))}
        if not above & paths and not any(path.startswith(f"{action.path}/") for path in paths):
            kept.append(action)
            paths.add(action.path)
    return kept


def closed(dice: Dice) -> Archive:
    """Return files and folders that cannot be read for a while, and then can again."""
    seeds = tuple(
        Write(f"seeds/box/{dice.marker()}.txt", dice.document().encode()) for _ in range(3)
    )
    pages = (
        Write("content/1999/mine.md", b"---\ntitle: Mine\n---\nBy hand.\n"),
        Write("content/pages/free.md", b"---\ntitle: Free\n---\nA page.\n"),
        Write("content/topics/kettles.md", b"---\ntitle: Kettles\naliases: [Pots]\n---\nOf tin.\n"),
        Write("content/pictures/a.png", b"\x89PNG"),
    )
    places = ("seeds", "content", "seeds/box", "content/1999", "content/2001", "content/pages", "content/topics", "content/pictures", "content/kettle.md", "content/1999/mine.md", "content/pages/free.md", "content/topics/kettles.md", "content/pictures/a.png", "seeds/heron.txt", "content/urls.txt", ".cache", ".cache/archive.state", "output", "output/2001", "output/index.html", "output/manifest-sha256.txt", "site.yaml")  # fmt: skip
    chosen = dice.some(places)
    mode = dice.choice((0, 0, 0, 0o400, 0o100, 0o500))
    shut = tuple(Close(place, mode) for place in chosen)
    opened = tuple(Close(place, 0o755) for place in sorted(chosen))
    more: tuple[Action, ...] = (
        (Write("seeds/more.txt", dice.document().encode()),) if dice.often() else ()
    )
    steps = (
        (*seeds, *pages),
        (*more, *shut),
        opened,
        (Move("content/1999/mine.md", "content/1998/mine.md"),),
    )
    return Archive(
        steps, ("",), is_usage="site.yaml" in chosen, forgets="content/urls.txt" in chosen
    )
