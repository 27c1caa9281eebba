"""What the build says of texts that are not shown as their owners wrote them.

A page keeps remarks, not messages: those about the same thing on many pages become one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec import Struct, msgpack

from generator.render.owners_text import Flaw
from generator.report import Diagnostic, warning
from generator.text import printable, shorten

_POLICY = "docs/policy.md says how."
_LONGEST = 120
"""The most characters of a text that a message quotes."""


class Remark(Struct, frozen=True):
    """A flaw of a page's text, how often it is there, and where first; ``line`` may be unknown."""

    code: str
    what: str
    count: int
    path: str
    line: int | None = None


class Rule(Struct, frozen=True):
    """A kind of flaw; {what} is a part of its texts. ``is_of_site``: told once for all pages."""

    message: str
    hint: str
    is_of_site: bool = False


RULES: dict[str, Rule] = {
    "markdown.script": Rule(
        "{what} is taken out: nothing runs that a text brings",
        f"Put it into the theme, or take it out of the text; {_POLICY}",
    ),
    "markdown.frame": Rule(
        "{what} is taken out: a page shows no other page",
        f"Link to its address, or name its host in site.yaml under embeds or allow; {_POLICY}",
    ),
    "markdown.field": Rule(
        "{what} is taken out: a text has no fields to fill in",
        f"Put the form into the theme, or link to it; {_POLICY}",
    ),
    "markdown.element": Rule(
        "{what} is taken out, its words stay: no text has this element",
        "Use an element of docs/markdown.md, or write &lt; for the sign <.",
        is_of_site=True,
    ),
    "markdown.style": Rule(
        "{what} is taken out: how a page looks is for its theme to say",
        "Give the element a class, and the theme a rule for it.",
    ),
    "markdown.attribute": Rule(
        "{what} is taken out: no text has this attribute here",
        "Take it out, or use one of docs/markdown.md.",
        is_of_site=True,
    ),
    "markdown.remote": Rule(
        "“{what}” is not loaded: it is not of this site",
        f"Put the file into content/, or allow its origin in site.yaml; {_POLICY}",
        is_of_site=True,
    ),
    "markdown.scheme": Rule(
        "the address “{what}” is taken out of a link: its scheme is not one of docs/markdown.md",
        "Write an address of the web, or only the words.",
    ),
    "markdown.link-by-name": Rule(
        "the link {what} leads nowhere: no page or file has this name; its words stay",
        "Write a title, a file name without .md, or an alias of the archive.",
        is_of_site=True,
    ),
    "markdown.shortcode": Rule(
        "{what} is shown as it is written: no program fills it in here",
        "Write what it stood for; docs/markdown.md lists what is understood.",
        is_of_site=True,
    ),
}
"""The kinds of flaws, by code."""


def make_remarks(flaws: dict[Flaw, int], path: str, text: str, body: str) -> tuple[Remark, ...]:
    """Return the remarks on a text, the ``body`` of the ``text`` of a content file."""
    start = max(text.rfind(body), 0)
    folded = text.casefold()
    remarks = []
    for flaw, count in flaws.items():
        at = folded.find(flaw.needle.casefold(), start)
        line = text.count("\n", 0, at) + 1 if at >= 0 else None
        what = shorten(printable(flaw.what), _LONGEST)
        remarks.append(Remark(flaw.code, what, count, path, line))
    return tuple(remarks)


_PACKED = msgpack.Decoder(tuple[Remark, ...])


def pack_remarks(remarks: tuple[Remark, ...]) -> bytes:
    """Return the remarks on a page as bytes, which are empty if there are none."""
    return msgpack.encode(remarks) if remarks else b""


def tell_remarks(packed: Iterable[bytes]) -> Iterator[Diagnostic]:
    """Yield a warning for each remark, or for all remarks of one kind on the same thing.

    ``packed`` has the remarks on each page.
    """
    of_site: dict[tuple[str, str], list[Remark]] = {}
    for remark in chain.from_iterable(_PACKED.decode(some) for some in packed if some):
        if RULES[remark.code].is_of_site:
            of_site.setdefault((remark.code, remark.what), []).append(remark)
        else:
            yield _told(remark, _often(remark.count, 1))
    for same in of_site.values():
        first = min(same, key=lambda one: (one.path, one.line or 0))
        yield _told(first, _often(sum(one.count for one in same), len(same)))


def _often(times: int, texts: int) -> str:
    if texts > 1:
        return f" ({times:,} times in {texts:,} texts)"
    return f" ({times:,} times)" if times > 1 else ""


def _told(remark: Remark, more: str) -> Diagnostic:
    rule = RULES[remark.code]
    message = rule.message.format(what=remark.what) + more
    return warning(remark.code, message, path=remark.path, line=remark.line, hint=rule.hint)
