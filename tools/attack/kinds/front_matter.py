"""Front matter in every form that YAML has, with values of wrong types for every key."""

from __future__ import annotations

import json
from collections.abc import Callable

from tools.attack.archive import EDITS, Action, Archive, Edit, Write
from tools.attack.dice import ODD_CHARACTERS, Dice

DIGEST = "0123456789abcdef" * 4
KEYS = (
    "title date date_text source source_url section authors language summary topics people places organisations related added seed updated "
    "rights draft status reason aliases template hidden published permalink tags categories keywords author lastmod modified lang "
    "description redirect_from publisher type slug topcis shelf path body params"
).split()
SCALARS = (
    "no", "yes", "true", "false", "null", "~", "''", '""', "2001", "2001-10-03", "2001-13-45", "9999999999999999999999", "-0", "1e999", "nan", ".inf", "0x1F", "1_000", "20:46", "1/0", "199X", "2001~",
    "-0043", "2001-02-30", "1914/1918", "../1914", "Y-17e7", "-99999", "10000-01-01", "2001-10-03T20:46:00+99:99", "2001-10-03T24:00:00Z", "!!int abc", "!!float y", "!!bool maybe", "!!timestamp 2001-13-45", "!!int ''", "!!binary x", "!!binary '=='", "!!set {a, b}", "!!omap [a: 1]",
    "!!pairs [a: 1]", "!!str 1", "!!null x", "!!python/object/apply:os.system ['touch %OUTSIDE%/ran']", "!local x", "!<tag:x> y", "&a b", "*a", "<<", "=", "|\n  block\n  text", ">-\n  folded\n  text", "[a, b]", "[]", "{}", "{a: b}", "[[a], {b: c}]", "{a: {b: {c: d}}}", "? a", "- a", "@x", "`x`", "%x",
    "'it''s'", '"\\x41\\u0000\\n\\e"', '"\\ud800"', "'\ud7ff'", '"../../../../../../../etc/passwd"', "%OUTSIDE%/private/key.txt", "/proc/self/cwd/seeds/heron.txt", "../../private/key.txt", "document.html", "letter.html", "parent/base.html", "base.html", "../base.html", "partials/policy.html", "''x", "a: b: c",
    "/", "..", ".", "//evil.example/x", "https://archive.example/", "?x", "#x", "/a/../../b", "a\\b", "con", "index.html", "404.html", "/urls.txt", "manifest-sha256.txt", "feed.xml", "assets/x", "robots.txt", "kettle.html", "/kettle", "%2e%2e/%2e%2e/x", "a%00b", '"a\\nb"', '"a\\tb\\rc"', '"\\u202e"', '"\\u0007"',
    "withdrawn", "draft", "published", "xx-YY-zz", "en-GB-oed", "../en", "zh-Hant", "x" * 300, "é" * 200, "0" * 5000, "[" * 30 + "]" * 30, "{a: " * 30 + "b" + "}" * 30, "#comment", "'unclosed", '"unclosed', "[unclosed", "{unclosed", "\tx", "a\tb", "x\u2028y", "x\x85y", "\ufeffx", "|+\n\n\n", "!!map [a]", "!!seq {a: b}", "0b2", "0o8", "!!int 0x", "!!float .", "!!float 1_e", "!!int 1:60", "190:20:30", "!!float 1:2:x",
)  # fmt: skip
SEED_VALUES = (
    "a.txt", "/etc/passwd", "../../private/key.txt", "%OUTSIDE%/private/key.txt", "heron.txt", "[a]", "{a: b}", "null", "''", "true", '"a\\nb"', "²", "1" * 5000, "1-999999999", "5-1", "1-", "-1", "1,,2", "0", "9" * 30, "١-٣", "1-2-3", "nan", "1e999", "-1", "inf", "0.5", "abc", DIGEST, DIGEST.upper(), "g" * 64, DIGEST[:63], "!!int x", "0.1.0", "../x", "{title: 9f2c}", "{title: [a]}", "{body: null}", "{[a]: b}", "1 - 3 , 5", "1, 2, x",
)  # fmt: skip
LARGE = (
    lambda n: "x: " + "[" * n + "]" * n, lambda n: "x: " + "{a: " * (n // 5) + "b" + "}" * (n // 5), lambda n: "\n".join(" " * k + "a:" for k in range(min(int(n**0.5), 1400))), lambda n: "x: " + "- " * (n // 2) + "a", lambda n: "x: " + "? " * (n // 2),
    lambda n: "\n".join(f"k{k}: v" for k in range(n // 9)), lambda n: "topics: [" + ", ".join(f"t{k}" for k in range(n // 8)) + "]", lambda n: "x: '" + "y" * n + "'", lambda n: "aliases: [" + ", ".join(f"/a{k}" for k in range(n // 8)) + "]", lambda n: "x" * n + ": y", lambda n: "x: |\n" + "  line\n" * (n // 7),
    lambda n: "related: [" + ", ".join(f"{{title: t{k}}}" for k in range(n // 14)) + "]", lambda n: "title: " + "a" * n, lambda n: "date: " + "2" * n, lambda n: "a: &a [x]\nb: " + "*a " * (n // 3), lambda n: "x: " + "&a " * (n // 3) + "b", lambda n: "x: " + "!" * n + " a", lambda n: "# c\n" * (n // 4), lambda n: "\n" * n, lambda n: "x: " + " " * n + "y",
    lambda n: "authors: [" + "Ada Pike, " * (n // 10) + "]", lambda n: "language: " + "a-" * (n // 2), lambda n: "source_url: http://" + "a." * (n // 2), lambda n: "template: " + "a/" * (n // 2) + "b.html", lambda n: "summary: '" + "[" * n + "'", lambda n: "date_text: '" + "1 " * (n // 2) + "'", lambda n: "x: \"" + "\\u0041" * (n // 6) + '"',
)  # fmt: skip
BODIES = (
    "Body text.\n",
    "",
    "---\n",
    "...\nx\n---\ny\n",
    "# T\n\nx\n",
    "\x00\x01",
    "\ufeff",
    "{{ x }} {% y %}\n",
)


def hand_written(dice: Dice) -> Archive:
    """Return handwritten content files, pages and terms with a few odd values or a huge one."""
    folders = ("content", "content", "content/2001/05", "content/pages", "content/topics")
    files: list[Action] = [
        Write(f"{dice.choice(folders)}/{dice.marker()}.md", _file(dice))
        for _ in range(dice.randint(3, 9))
    ]
    return Archive((tuple(files),), is_warm=dice.often())


def _file(dice: Dice) -> bytes:
    """Return a content file that is odd in one way, or in a few."""
    opening, closing, line_end, encoding = "---\n", "---\n", "\n", "utf-8"
    head = _head(dice)
    if dice.often(0.1):
        opening, closing = dice.choice(FENCES)
    if dice.often(0.1):
        line_end = dice.choice(("\r\n", "\r", "\u2028"))
    if dice.often(0.05):
        encoding = dice.choice(("utf-16", "latin-1", "cp500", "utf-8-sig"))
    text = f"{opening}{head}\n{closing}{dice.sentence()}\n{dice.choice(BODIES)}"
    data = text.replace("\n", line_end).encode(encoding, "replace")
    return data[: dice.randrange(len(data) + 1)] if dice.often(0.03) else data


def _head(dice: Dice) -> str:
    match dice.randrange(10):
        case 0 | 1:
            return _large(dice)
        case 2:
            return dice.choice(FORMS)(dice)
        case 3 | 4:
            return f"title: {dice.marker()}\n{_seed_block(dice)}"
        case _:
            title = [f"title: {dice.words(3)}"] * dice.often(0.7)
            keys = dice.sample(KEYS, dice.choice((1, 1, 2, 5)))
            return "\n".join(
                [*title, *(f"{key}: {_scalar(dice)}" for key in keys if key != "title")]
            )


FENCES = (
    ("--- \n", "...\n"), ("\ufeff---\n", "---\n"), ("\ufeff\ufeff---\n", "---\n"), ("---\n", ""), ("----\n", "---\n"), ("\n---\n", "---\n"), ("--- {a: b}\n", "---\n"), ("%YAML 1.2\n---\n", "---\n"), ("---\t\n", "--- \n"), (" ---\n", "---\n"), ("+++\n", "+++\n"),
)  # fmt: skip
FORMS: tuple[Callable[[Dice], str], ...] = (
    lambda dice: "{" + ", ".join(f"{key}: {_scalar(dice)}" for key in dice.some(KEYS)) + "}",
    lambda dice: json.dumps(dict.fromkeys(dice.some(KEYS), dice.choice((None, 1, -0.5, {}, [[]])))),
    lambda dice: json.dumps({key: key for key in dice.some(KEYS)}, indent=2),
    lambda dice: json.dumps(dice.some(KEYS)),
    lambda dice: "\n".join(f"  {key}: {_scalar(dice)}" for key in dice.some(KEYS)),
    lambda dice: "\n".join(f"{key}:\n- {_scalar(dice)}\n- {dice.marker()}" for key in dice.some(KEYS)),
    lambda dice: "\n".join(f"? {key}\n: {_scalar(dice)}" for key in dice.some(KEYS)),
    lambda dice: "\n".join(f'"{key}" : {_scalar(dice)} # mine' for key in dice.some(KEYS)),
    lambda dice: dice.choice(("just text", "- a\n- b", "a: 1\na: 2", "--- a: b", "? a\n: b\n? [c]\n: d", "a: 1\n---\nb: 2", "!!map {a: b}", "&a {b: *a}", "<<: {a: b}", "[a]: b", "{a: b}: c", "null: x", "1: y", "'': z", "? |\n  k\n: v", "!!set {a, b}", "? !!int a\n: b", "!!str a: b", "!!int x: b", "a: !!int\nb: c", "&x a: b", "? &x a\n: *x", "~: ~", "true: false", "a:b", "a: b #c: d")),
)  # fmt: skip


def _scalar(dice: Dice) -> str:
    value = dice.choice(SCALARS)
    if dice.often(0.1):
        value = json.dumps(dice.words(2) + dice.choice(ODD_CHARACTERS))
    return f"[{value}]" if dice.often(0.15) and "\n" not in value else value


def _seed_block(dice: Dice) -> str:
    values = {
        key: dice.choice(SEED_VALUES)
        for key in dice.some(("path", "sha256", "aside", "confidence", "converter", "digests"))
    }
    values = {"path": "a", "sha256": DIGEST, "aside": "''"} | values
    return (
        "seed: {"
        + ", ".join(
            f"{key}: {value if value[:1] in '{[' or dice.often(0.5) else json.dumps(value)}"
            for key, value in values.items()
        )
        + "}"
    )


def _large(dice: Dice) -> str:
    return dice.choice(LARGE)(min(dice.times(), 400_000))


def edited(dice: Dice) -> Archive:
    """Return converted files that their owner rewrites in another form, before seeds change."""
    seeds = {f"seeds/{dice.marker()}.txt": dice.document() for _ in range(dice.randint(1, 3))}
    first = tuple(Write(path, text.encode()) for path, text in seeds.items())
    edits = tuple(
        Edit(dice.randrange(9), dice.choice(sorted(EDITS)), f"{dice.marker()} own words")
        for _ in range(dice.randint(1, 4))
    )
    revised = tuple(
        Write(
            path,
            (
                text.replace("Hartwell", "Norway")
                + "\n\nThe seed was corrected, said Mr Arthur Pell.\n"
            ).encode(),
        )
        for path, text in seeds.items()
    )
    return Archive((first, edits, revised) if dice.often() else (first, (*edits, *revised)))
