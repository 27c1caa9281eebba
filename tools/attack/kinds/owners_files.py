"""The owner's own files, odd but not hostile: encodings, merge markers, truncation, wrong types."""

from __future__ import annotations

from tools.attack.archive import Action, Archive, Close, Folder, Link, Recode, Remove, Write
from tools.attack.dice import ODD_CHARACTERS, Dice
from tools.attack.kinds.front_matter import SCALARS
from tools.attack.kinds.injection import _attack

LEDGER = (
    "about/index.html\t-", "kettle.html\t-", "gone.html\t-", "old/page.html\t-", "2001/05/the-heron-at-the-weir.html\t" + "0" * 64, "../x.html\t-", "/etc/passwd\t-", "a\\b.html\t-", "x.html", "x.html -", "x.html\tabc", "", "\t-", "index.html\t-", "404.html\t-", "feed.xml\t-",
    "assets/x.css\t-", "con.html\t-", "a//b.html\t-", "./a.html\t-", "a/./b.html\t-", "é.html\t-", "e\u0301.html\t-", "%C3%A9.html\t-", "x" * 300 + ".html\t-", "a/" * 200 + "b.html\t-", "KETTLE.html\t-", "kettle.html/x.html\t-", "<<<<<<< HEAD", "=======", ">>>>>>> theirs", "# comment", "a b.html\t-", "\x00.html\t-", "x\x1b[2J.html\t-", ".hidden.html\t-", "robots.txt\t-", "manifest-sha256.txt\t-", "x.html?y\t-", "x.html#y\t-", "%OUTSIDE%/ran\t-", "..\t-", "a/../b.html\t-", "<script>.html\t-", "\"'.html\t-", "x.md\t-", "gone/index.html\t-", "topics/lost/index.html\t-", "1899/index.html\t-", "1899/13/index.html\t-", "99999/index.html\t-",
)  # fmt: skip
SETTINGS = "title description language base_url theme paginate date_order taxonomies defaults originals markdown formats feeds params gaps titel".split()
STRING_KEYS = ("about", "dates", "topics", "redirect", "nobody")
TEMPLATES = (
    "{{ page.title }}", "{% extends 'parent/document.html' %}", "{% extends 'document.html' %}", "{% include 'nobody.html' %}", "{% include '%OUTSIDE%/private/key.txt' %}", "{% include '../../../../private/key.txt' %}", "{% if %}", "{{ nobody }}", "{{ page.nobody.x }}", "{% block content %}", "{{ 1/0 }}", "\xff\xfe", "", "{% extends 'parent/base.html' %}{% block content %}{{ super() }}<p>mine</p>{% endblock %}",
    "{{ asset('nobody.css') }}", "{{ asset('../../theme.yaml') }}", "{% macro x() %}{{ x() }}{% endmacro %}{{ x() }}", "{% set x = cycler.__init__.__globals__ %}{{ x }}", "{{ site.__class__.__mro__ }}", "{{ page|nobody }}", "{{ page is nobody }}", "{% import 'base.html' as b %}{{ b }}", "{% include ['a', 'b'] %}", "{% include page.title %}", "{% trans %}x{% endtrans %}", "{{ '%s' % page }}", "{{ '{0.__class__}'.format(page) }}", "{{ (" * 300, "{% raw %}", "<<<<<<< mine\n=======\n>>>>>>> theirs\n", "{% extends 'parent/base.html' %}" * 2,
)  # fmt: skip


def saved_again(dice: Dice) -> Archive:
    """Return a ledger that an editor saves with other bytes but all its lines: none may be lost."""
    encoding = dice.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "utf-8"))
    gone = (Write("content/gone.md", b"---\ntitle: Gone\n---\nSoon gone.\n"),)
    again = Recode("content/urls.txt", encoding, dice.choice(("\n", "\r\n", "\r")))
    more = Write("seeds/after.txt", dice.document().encode())
    steps = (gone, (Remove("content/gone.md"),), (again,), (more,))
    return Archive(steps, ("urls.",))


def ledgers(dice: Dice) -> Archive:
    """Return content/urls.txt and content/furniture.txt as spoiled by editors, merges and disks."""
    steps: list[tuple[Action, ...]] = [
        (
            Write("seeds/lost.txt", dice.document().encode()),
            Write("content/gone.md", b"---\ntitle: Gone\n---\nSoon gone.\n"),
        )
    ]
    steps.append((Remove("content/gone.md"),))
    lines = dice.choices(LEDGER, k=dice.choice((1, 5, 40)))
    if dice.often(0.1):
        lines = [f"old{n}.html\t-" for n in range(min(dice.times(20), 3_000))]
    text = "\n".join(lines) + dice.choice(("", "\n"))
    encoding = dice.choice(
        ("utf-8",) * 4
        + ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "latin-1", "cp500")
    )
    spoiled = text.replace("\n", dice.choice(("\n", "\n", "\r\n", "\r"))).encode(
        encoding, "replace"
    )
    match dice.randrange(6):
        case 0:
            steps.append((Remove("content/urls.txt"), Folder("content/urls.txt")))
        case 1:
            steps.append((Close("content/urls.txt"),))
        case 2:
            steps.append(
                (
                    Remove("content/urls.txt"),
                    Link(
                        "content/urls.txt",
                        dice.choice(
                            (
                                "../../private/urls.txt",
                                "urls.txt",
                                "nowhere",
                                "/dev/null",
                                *dice.endless,
                            )
                        ),
                    ),
                )
            )
        case _:
            steps.append((Write("content/urls.txt", spoiled),))
    if dice.often(0.4):
        furniture = "\n".join(
            dice.choices(
                (
                    "[Hartwell Gazette]",
                    "Home | News",
                    "!By Ada Pike",
                    "\\# x",
                    "[",
                    "[]",
                    "x" * 5000,
                    "# c",
                    "",
                    "\x00",
                    "[a\n",
                    "A heron",
                    _attack(dice),
                ),
                k=20,
            )
        )
        steps.append((Write("content/furniture.txt", furniture.encode(encoding, "replace")),))
    steps.append((Write("seeds/after.txt", dice.document().encode()),))
    return Archive(
        tuple(steps), ("urls.", "furniture.", "url.clash", "content.", "folder."), forgets=True
    )


def _yaml(dice: Dice, keys: list[str] | tuple[str, ...]) -> str:
    values = dice.choice(
        (
            SCALARS,
            (
                "true",
                "[a]",
                "{a: b}",
                "'x'",
                "7",
                "-1",
                "null",
                "{topics: {minimum: x}}",
                "[{path: '**', values: {draft: true}}]",
                "{limit: 0}",
                "999999999999",
                "[{from: 1940, to: 1930, why: x}]",
                "en_XX",
                "Europe/Nowhere",
                "https://a.example/x/?y#z",
                "ftp://x",
                "../plain",
                "nobody",
            ),
        )
    )
    return "\n".join(f"{key}: {dice.choice(values)}" for key in dice.some(keys))


def _spoiled(dice: Dice, text: str) -> bytes:
    encoding = dice.choice(("utf-8",) * 6 + ("utf-16", "latin-1", "utf-8-sig"))
    data = text.encode(encoding, "replace")
    match dice.randrange(10):
        case 0:
            return data[: dice.randrange(len(data) + 1)]
        case 1:
            return b"<<<<<<< mine\n" + data + b"=======\n>>>>>>> theirs\n"
        case 2:
            return data + dice.choice(ODD_CHARACTERS).encode()
        case 3:
            return b"x: " + b"[" * dice.times() + b"]" * dice.choice((0, 9))
        case 4:
            return dice.randbytes(200)
    return data


def settings(dice: Dice) -> Archive:
    action: Action = Write("site.yaml", _spoiled(dice, _yaml(dice, SETTINGS)))
    steps: tuple[tuple[Action, ...], ...] = ((action,),)
    if dice.often(0.15):
        steps = (dice.choice(((Remove("site.yaml"), Folder("site.yaml")), (Close("site.yaml"),), (Remove("site.yaml"), Link("site.yaml", "site.yaml")), (Remove("site.yaml"),))),)  # fmt: skip
    return Archive(steps, ("",), is_usage=True, is_warm=True)


def themes(dice: Dice) -> Archive:
    """Return a theme of the owner's with an odd declaration, odd strings, templates or files."""
    actions: list[Action] = [
        Write("site.yaml", b'title: "The archive"\ntheme: mine\n'),
        Write("themes/mine/theme.yaml", b"name: mine\nextends: plain\ncontract: 1\n"),
    ]
    for _ in range(dice.randint(1, 3)):
        match dice.randrange(6):
            case 0:
                keys = (
                    "name",
                    "extends",
                    "contract",
                    "params",
                    "description",
                    "parameters",
                    "nobody",
                )
                actions.append(
                    Write(
                        "themes/mine/theme.yaml",
                        _spoiled(
                            dice,
                            "name: mine\nextends: plain\ncontract: 1\n" * dice.often()
                            + _yaml(dice, keys),
                        ),
                    )
                )
            case 1:
                actions.append(
                    Write(
                        f"themes/mine/strings/{dice.choice(('en', 'xx', 'de', 'x y'))}.yaml",
                        _spoiled(dice, _yaml(dice, STRING_KEYS)),
                    )
                )
            case 2 | 3:
                name = dice.choice(
                    ("document", "home", "base", "page", "partials/entry", "nobody", "redirect")
                )
                actions.append(
                    Write(
                        f"themes/mine/templates/{name}.html",
                        dice.choice(TEMPLATES).encode("latin-1", "replace"),
                    )
                )
            case 4:
                name = dice.choice(
                    (
                        "mine.css",
                        "a b.css",
                        "ö.css",
                        "x.js",
                        ".hidden",
                        "deep/er/x.png",
                        "index.html",
                        "evil.svg",
                        "x" * 200 + ".css",
                    )
                )
                actions.append(
                    Write(
                        f"themes/mine/static/{name}",
                        dice.choice(
                            (
                                b"p { color: red }",
                                b"@import url(nobody.css);",
                                b"p { background: url(../../x.png) }",
                                b"\xff\xfe",
                                b"url(" * 5000,
                                b"/*" * 5000,
                                b"'" * 9999,
                                b"\\" * 9999,
                            )
                        ),
                    )
                )
            case _:
                place = dice.choice(
                    (
                        "themes/mine/theme.yaml",
                        "themes/mine/templates/document.html",
                        "themes/mine/static/x.css",
                        "themes/mine/strings/en.yaml",
                        "themes/mine/templates",
                        "themes/mine/static",
                        "themes/mine",
                    )
                )
                odd: list[Action] = [
                    Folder(place),
                    Close(place),
                    Link(place, place.rpartition("/")[2]),
                    Link(place, dice.choice(dice.endless)),
                ]
                chosen = dice.choice(odd)
                actions += (
                    [Write(place, b"x"), chosen]
                    if isinstance(chosen, Close) and "." in place
                    else [chosen]
                )
    if dice.often(0.2):
        actions.append(
            Write(
                "themes/mine/templates/letter.html",
                dice.choice(TEMPLATES).encode("latin-1", "replace"),
            )
        )
        actions.append(
            Write(
                "content/letter.md",
                b"---\ntitle: A letter\ntemplate: letter.html\n---\nDear Ada.\n",
            )
        )
    return Archive((tuple(actions),), ("",), is_usage=True, is_warm=True, is_themed=True)
