"""Fill in what Jekyll and Hugo would fill in, as far as it can be known here.

Links, figures, films and highlighted code become Markdown. Of anything else nobody but the program
of the old site knows what it stood for: it is shown as it was typed, and told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from generator.render.owners_text import OwnersText

_FENCE = re.compile(r"[ ]{0,3}(`{3,}+(?=[^`]*+\Z)|~{3,}+)")
_FORMS = re.compile(
    r"""
    `[^`\n]++`                                                            # code
  | \\?\{%-?+\s*+(?P<tag>[A-Za-z][\w-]*+)(?P<given>(?:[^%{}]|%(?!\}))*)%\}
  | \{\{(?P<sign>[<%])\s*+(?P<end>/?)\s*+(?P<name>[A-Za-z][\w./-]*+)
    (?P<words>(?:[^<>%{}]|[>%](?!\}\}))*)[>%]\}\}
  | \{\{-?+(?P<value>(?:[^{}<%]|\}(?!\}))*)\}\}
    """,
    re.VERBOSE,
)
_ARGUMENT = re.compile(
    r"""(?:([\w-]++)\s*+=\s*+)?(?:"([^"]*+)"|'([^']*+)'|`([^`]*+)`|([^\s"'`]++))"""
)
_BASE = re.compile(r"\s*+site\.(?:base)?url\s*+")
_RELATIVE = re.compile(r"""\s*+["']([^"']*+)["']\s*+\|\s*+(?:relative|absolute)_url\s*+""")
_HIGHLIGHT = "highlight"
_OPENED = re.compile(r"[ ]{0,3}\{[{%][<%-]?\s*+highlight\b(?![^\n]*(?:end|/)highlight)")
_SIGNS = {None: ("{%", "%}"), "<": ("{{<", ">}}"), "%": ("{{%", "%}}")}
_CODE_FENCE = "~~~~~~"
"""Longer than the fences that highlighted code is likely to have."""

FILMS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "gist": "https://gist.github.com/{}",
}
"""Shortcodes that show something of another site, with the address of its page there."""

Arguments = dict[str, str]
"""The arguments of a shortcode by name, or by number in words, from “0”."""


def fill_shortcodes(text: str, owner: OwnersText) -> str:
    """Return a text with its shortcodes filled in; those that cannot be are noted."""
    if "{{" not in text and "{%" not in text:
        return text
    parts = []
    for is_code, part in _parts(text):
        parts.append(part if is_code else _FORMS.sub(lambda found: _filled(found, owner), part))
    return "".join(parts)


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the parts of a text, each with whether it is fenced code."""
    fence = ""

    def is_code(line: str) -> bool:
        nonlocal fence
        match = _FENCE.match(line)
        if not fence:
            fence = match[1] if match else _HIGHLIGHT if _OPENED.match(line) else ""
            return bool(match)
        if fence == _HIGHLIGHT:
            fence = "" if _HIGHLIGHT in line else fence
        elif match and match[1].startswith(fence) and not line.strip(f" {fence[0]}\n"):
            fence = ""
            return True
        return bool(fence)

    for key, lines in groupby(text.splitlines(keepends=True), is_code):
        yield key, "".join(lines)


def _filled(found: re.Match[str], owner: OwnersText) -> str:
    written = found[0]
    if written[0] in "`\\":
        return written
    if (value := found["value"]) is not None:
        kind, filled = f"{{{{ {value.strip().partition(' ')[0]} }}}}", _value(value)
    else:
        name = found["tag"] or found["name"]
        opened, closed = _SIGNS[found["sign"]]
        kind = f"{opened} {name} {closed}"
        make = _MAKERS.get(f"{found['end'] or ''}{name}")
        filled = make(_arguments(found["given"] or found["words"] or ""), owner) if make else None
        if make is _page and filled is None:
            owner.note("markdown.link-by-name", " ".join(written.split()), written)
            return _shown(written)
    if filled is None:
        owner.note("markdown.shortcode", kind, written)
        return _shown(written)
    text = found.string
    if not found.start() or text[found.start() - 1] == "\n":
        filled = filled.removeprefix("\n")
    return filled.removesuffix("\n") if text[found.end() : found.end() + 1] == "\n" else filled


def _shown(written: str) -> str:
    """Return a shortcode in a form that Markdown shows as it was typed."""
    return written.replace("{", "\\{").replace("<", "&lt;")


def _arguments(words: str) -> Arguments:
    arguments: Arguments = {}
    for name, *values in _ARGUMENT.findall(words):
        arguments[name or str(len(arguments))] = "".join(values)
    return arguments


def _value(value: str) -> str | None:
    """Return the value of an expression, if it is a part of an address."""
    if _BASE.fullmatch(value):
        return ""
    relative = _RELATIVE.fullmatch(value)
    return relative[1] if relative else None


def _page(arguments: Arguments, owner: OwnersText) -> str | None:
    name, _, place = (arguments.get("0") or arguments.get("path") or "").partition("#")
    address = (owner.find_page(name) or owner.find_file(name)) if name else ""
    return None if address is None else f"{address}#{place}" if place else address or None


def _figure(arguments: Arguments, _: OwnersText) -> str | None:
    address = arguments.get("src") or arguments.get("0")
    if not address:
        return None
    caption = " – ".join(filter(None, map(arguments.get, ("title", "caption", "attr"))))
    alt = arguments.get("alt") or arguments.get("caption") or ""
    picture = f"![{alt}]({address.replace(' ', '%20')})"
    return f"\n\n{picture}  \n{caption}\n{{: .picture}}\n\n" if caption else f"\n\n{picture}\n\n"


def _film(form: str) -> Callable[[Arguments, OwnersText], str | None]:
    def make(arguments: Arguments, _: OwnersText) -> str | None:
        given = arguments.get("id") or "/".join(
            value for name, value in arguments.items() if name.isdigit()
        )
        return f"\n\n{form.format(given)}\n\n" if given else None

    return make


def _opened_code(arguments: Arguments, _: OwnersText) -> str:
    return f"\n{_CODE_FENCE}{arguments.get('0', '')}\n"


def _nothing(_: Arguments, __: OwnersText) -> str:
    return ""


_MAKERS: dict[str, Callable[[Arguments, OwnersText], str | None]] = {
    **dict.fromkeys(("post_url", "link", "ref", "relref"), _page),
    **{name: _film(form) for name, form in FILMS.items()},
    "figure": _figure,
    "highlight": _opened_code,
    **dict.fromkeys(("endhighlight", "/highlight"), lambda _, __: f"\n{_CODE_FENCE}\n"),
    **dict.fromkeys(("raw", "endraw", "/figure"), _nothing),
}
"""What can be filled in, by name; the name of what ends another shortcode begins with a slash."""
