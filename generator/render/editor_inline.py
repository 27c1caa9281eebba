"""The inline forms that editors read and Python-Markdown does not.

These are bare addresses (``https://example.org``, ``www.example.org``, ``me@example.org``), links
by name (``[[Page]]``, ``[[Page#Part|words]]``, ``![[picture.png]]``), ``~~deleted~~`` words, and
tasks (``- [ ] to do``). Addresses in links, code and HTML tags stay as they are, and so does all
between the dollar signs of a formula.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import ETX, STX, AtomicString

from generator.render.editor_blocks import MARK
from generator.render.owners_text import OwnersText
from generator.text import slugify

_ADDRESS = re.compile(
    r"""
    `[^`]*+`                                     # code
  | <a\b[^<>]*+>[^<>]*+(?:</a\s*+>)?            # a link in HTML, another tag
  | <[^<>\s][^<>]*+>
  | !?\[[^\[\]]*+\](?:\([^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*)?  # a link in Markdown
  | (?<![\w/@=:.+\\-])
    (?P<address>
        (?:https?://|www\.)(?=[\w\[]) (?:[^\s<>"`\\]|\\[_*~&])+
      | [\w.+-]++@[\w-]++(?:\.[\w-]++)+
    )
    """,
    re.VERBOSE,
)
"""A bare address, or what an address is part of."""
_FORMULA = re.compile(
    r"(?P<code>`[^`]*+`)"
    r"|(?<![\\$\w])(?P<sign>\$\$?+)(?![\s$])(?:[^$\\`]|\\.)+(?<!\s)(?P=sign)(?![$\w])",
    re.DOTALL,
)
"""Code, or a formula: inside its signs it neither begins nor ends with a space."""
_FORMAL = re.compile(r"[^\w\s$]|_")
_PLAIN = re.compile(r"[^\s\[\]()]++")
_BY_NAME = re.compile(
    rf"!?\[\[((?:(?!{STX}124)[^\[\]\n|#])*)(\#(?:(?!{STX}124)[^\[\]\n|])*)?"
    rf"(?:(?:\||{STX}124{ETX})([^\[\]\n]*+))?\]\](?![(\[])"
)
_TRAILING = "?!.,:;*_~'\"…»”’"
_ESCAPED = re.compile(f"{STX}(\\d++){ETX}")
_CODE = re.compile(f"{MARK}(\\d++){MARK}")
_SIZE = re.compile(r"\d{1,5}(?:x\d{1,5})?")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".bmp", ".svg")
_SOUNDS = (".mp3", ".m4a", ".ogg", ".oga", ".wav", ".flac", ".opus")
_FILMS = (".mp4", ".webm", ".ogv", ".mov")
_TASK = re.compile(r"\[([ xX])\][ \n]")
_BLOCKS = frozenset({"ul", "ol", "p", "pre", "blockquote", "dl", "table", "div"})

_BLOCK_ELEMENTS = ("audio", "picture")
"""Elements that may stand alone, though Python-Markdown takes them for inline ones."""


class Forms(NamedTuple):
    """Which of the inline forms a text may have."""

    names: bool
    addresses: bool
    deletions: bool
    formulas: bool


def find_forms(text: str) -> Forms:
    """Return which forms a text may have, by their signs: most texts have none of them."""
    bare = text.count("://")
    if bare:
        bare -= text.count("](https://") + text.count("](http://")
    has_address = bool(bare) or "www." in text or "@" in text
    return Forms("[[" in text, has_address, "~~" in text, text.count("$") > 1)


def read_as_editors(
    markdown: Markdown, forms: Forms, code: Callable[[], list[str]], owner: Callable[[], OwnersText]
) -> None:
    """Add the forms to a converter; ``code`` and ``owner`` return those of its text."""
    markdown.block_level_elements.extend(_BLOCK_ELEMENTS)
    markdown.preprocessors.register(_CodeBlocks(markdown, code), "code of editors", 29)
    if forms.names:
        markdown.inlinePatterns.register(_LinksByName(markdown, owner), "links by name", 175)
    if forms.deletions and markdown.delimiters is not None:
        markdown.delimiters.add("~", "del", double=True)


class _CodeBlocks(Preprocessor):
    """Puts code into the text that ``editor_blocks`` has taken out of it."""

    def __init__(self, markdown: Markdown, code: Callable[[], list[str]]) -> None:
        super().__init__(markdown)
        self.code = code

    def run(self, lines: list[str]) -> list[str]:
        blocks = self.code()
        if not blocks:
            return lines
        store = self.md.htmlStash.store
        text = _CODE.sub(lambda found: store(blocks[int(found[1])]), "\n".join(lines))
        return text.split("\n")


def keep_formulas(root: Element) -> None:
    """Escape the signs between the dollar signs of formulas, so that they are shown as typed."""
    for element in root.iter():
        if element.text and "$" in element.text and not isinstance(element.text, AtomicString):
            element.text = _FORMULA.sub(_kept, element.text)


def _kept(found: re.Match[str]) -> str:
    return found[0] if found["code"] else _FORMAL.sub(_as_escape, found[0])


def _as_escape(sign: re.Match[str]) -> str:
    return f"{STX}{ord(sign[0])}{ETX}"


def link_addresses(root: Element) -> None:
    """Put the addresses that stand bare in a text into the form of links.

    This is one pass over each text: Python-Markdown begins anew for each match of a pattern.
    """
    for element in root.iter():
        if element.text and not isinstance(element.text, AtomicString):
            element.text = _ADDRESS.sub(_linked, element.text)


def _linked(found: re.Match[str]) -> str:
    if not found["address"]:
        return found[0]
    written = _without_end(found[0])
    address = written.replace("\\", "")
    host = address.partition("://")[2] or address
    if "." not in host.strip("."):
        return found[0]
    rest = found[0][len(written) :]
    if "://" in address:
        return f"<{address}>{rest}"
    scheme = "mailto:" if "@" in host.split("/")[0] else "http://"
    return f"[{written}]({scheme}{address}){rest}" if _PLAIN.fullmatch(address) else found[0]


def _without_end(address: str) -> str:
    """Return an address without the punctuation that belongs to the sentence around it."""
    while address and (address[-1] in _TRAILING or _is_closing(address)):
        address = address[:-1]
    return address


def _is_closing(address: str) -> bool:
    """Return whether an address ends with a bracket that it does not open."""
    opening = {")": "(", "]": "["}.get(address[-1])
    return opening is not None and address.count(address[-1]) > address.count(opening)


class _LinksByName(InlineProcessor):
    """Makes links of names in double brackets, and shows the pictures that they name."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, markdown: Markdown, owner: Callable[[], OwnersText]) -> None:
        super().__init__(_BY_NAME.pattern, markdown)
        self.owner = owner

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the name is Python-Markdown's
        self, match: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        del data
        name, part, words = (_plain(one or "") for one in match.groups())
        if name.lower() in self.md.references or not (name or part):
            return None, None, None
        made: Element | str | None = self._shown(name, words) if match[0][0] == "!" else None
        if made is None:
            made = self._linked(name, part, words, match[0])
        return made, match.start(), match.end()

    def _shown(self, name: str, words: str) -> Element | None:
        """Return the element that shows a file; None if the site has no such file to show."""
        address = self.owner().find_file(name) if name else None
        kind = "." + name.lower().rpartition(".")[2]
        if address is None or kind not in (*_PICTURES, *_SOUNDS, *_FILMS):
            return None
        if kind not in _PICTURES:
            return Element(
                "audio" if kind in _SOUNDS else "video", src=address, controls="controls"
            )
        picture = Element("img", src=address, alt="" if _SIZE.fullmatch(words) else words)
        if _SIZE.fullmatch(words):
            width, _, height = words.partition("x")
            picture.attrib |= {"width": width} | ({"height": height} if height else {})
        picture.set("alt", picture.get("alt") or name.rpartition("/")[2].rpartition(".")[0])
        return picture

    def _linked(self, name: str, part: str, words: str, written: str) -> Element | str:
        owner = self.owner()
        is_size = written[0] == "!" and _SIZE.fullmatch(words)
        shown = (words if not is_size else "") or " › ".join(filter(None, (name, part.strip("# "))))
        address = (owner.find_page(name) or owner.find_file(name)) if name else ""
        if address is None:
            sign = "!" if written[0] == "!" else ""
            owner.note("markdown.link-by-name", f"{sign}[[{name}{part}]]", written)
            return shown
        place = part.rpartition("#")[2].strip()
        fragment = f"#{slugify(place, fallback='section')}" if place and place[0] != "^" else ""
        if not address and not fragment:
            return shown
        link = Element("a", href=f"{address}{fragment}")
        link.text = AtomicString(shown)
        return link


def _plain(text: str) -> str:
    """Return a text of the inline patterns with its escapes as characters."""
    return _ESCAPED.sub(lambda found: chr(int(found[1])), text).strip()


def check_tasks(root: Element) -> None:
    """Give each item that is a task a box, ticked or not, and its words as the label of the box."""
    for item in root.iter("li"):
        holder = (
            item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
        )
        match = _TASK.match(holder.text or "")
        if match is None:
            continue
        item.set("class", " ".join(filter(None, (item.get("class"), "task"))))
        box = Element("input", type="checkbox", disabled="disabled")
        if match[1] != " ":
            box.set("checked", "checked")
        box.tail = f" {(holder.text or '')[match.end() :]}"
        label = Element("label")
        label.append(box)
        holder.text = None
        for child in [*holder]:
            if child.tag in _BLOCKS:
                break
            holder.remove(child)
            label.append(child)
        holder.insert(0, label)
