"""Saved HTML: one line for each block of the page, with what its markup says of it.

Scripts, styles, drawings, frames and comments are no text; all other text of the page becomes a
line, navigation included, so that it is set aside in the open. Blank lines stand between blocks,
and none where a single line break divides them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.model import Line, Mark, SourceText, Stated
from generator.readers.decoding import UnreadableSeed, decode, refuse_huge_lines, refuse_wordless

_LOOKS_LIKE_HTML = re.compile(rb"\s*(?:<!doctype html|<html|<head|<body)", re.IGNORECASE)
_SILENT = frozenset({"script", "style", "template", "svg", "head", "iframe"})
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre "
    "section select option object summary table tbody td tfoot th thead tr ul".split()
)
_MARKS = {
    "h1": Mark.HEADING,
    "h2": Mark.HEADING,
    "h3": Mark.HEADING,
    "h4": Mark.HEADING,
    "h5": Mark.HEADING,
    "h6": Mark.HEADING,
    "li": Mark.LIST_ITEM,
    "figcaption": Mark.CAPTION,
    "caption": Mark.CAPTION,
    "nav": Mark.ASIDE,
    "header": Mark.ASIDE,
    "footer": Mark.ASIDE,
    "aside": Mark.ASIDE,
    "form": Mark.ASIDE,
    "select": Mark.ASIDE,
    "blockquote": Mark.QUOTE,
}
_NAMED = frozenset({"div", "ul", "ol", "table", "td", "p"})
"""Elements whose id or class may say that they are no part of the text."""
_ASIDE_NAMES = re.compile(
    r"\b(?:nav(?:igation|bar)?|menu|sidebar|footer|header|breadcrumbs?|skip|banner|ads?|advert\w*|"
    r"share|sharing|social|cookies?)\b"
)
_CAPTION_NAMES = re.compile(r"\b(?:caption|cutline)\b")
_NESTING = "div|ul|ol|dl|table|blockquote|span|font|b|i|em|strong|center|section|article|big|small"
_NESTING_TAG = re.compile(rf"<(/?)(?:{_NESTING})\b", re.IGNORECASE)
_DEEPEST = 10_000
"""Elements in one another. Tag soup reaches hundreds; a parser takes the square of it."""
_HUGE_TAG = re.compile(r"<[a-z][^<>]{50000}", re.IGNORECASE)
_WEB_ADDRESS = re.compile(r"https?://\S+$", re.IGNORECASE)
_META = {
    "title": ("og:title", "dc.title", "twitter:title"),
    "date": (
        "article:published_time",
        "datepublished",
        "originalpublicationdate",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "date",
        "pubdate",
    ),
    "author": ("author", "dc.creator", "article:author"),
    "source": ("og:site_name", "dc.publisher", "publisher"),
    "source_url": ("og:url",),
}


def looks_like_html(data: bytes) -> bool:
    """Say whether bytes without a telling file name begin as an HTML document does."""
    return _LOOKS_LIKE_HTML.match(data[:1000].removeprefix(b"\xef\xbb\xbf")) is not None


def read(data: bytes) -> SourceText:
    """Return the lines of an HTML file; raises UnreadableSeed."""
    decoded = decode(data)
    source = read_markup(decoded.text, decoded.encoding)
    refuse_wordless("".join(line.text for line in source.lines))
    return source


def read_markup(markup: str, encoding: str = "utf-8") -> SourceText:
    """Return the lines of HTML that is decoded already; raises UnreadableSeed."""
    refuse_huge_lines(markup)
    _refuse_deep_markup(markup)
    page = LexborHTMLParser(markup)
    return SourceText(_lines(page), encoding, _stated(page))


def _refuse_deep_markup(markup: str) -> None:
    """Raise UnreadableSeed for what takes a parser minutes: thousands of elements in another."""
    depths = accumulate(-1 if tag[1] else 1 for tag in _NESTING_TAG.finditer(markup))
    if max(depths, default=0) > _DEEPEST or _HUGE_TAG.search(markup):
        raise UnreadableSeed(
            "the markup is nested too deeply, or has a tag without an end",
            "seed.nested",
            hint="Save the page as text, or mend its markup.",
        )


def _lines(page: LexborHTMLParser) -> tuple[Line, ...]:
    blocks = _Blocks()
    if page.body is not None:
        _walk(page.body, blocks)
    blocks.close()
    lines: list[Line] = []
    for block in blocks.done:
        if lines and not block.is_joined:
            lines.append(Line(len(lines) + 1, ""))
        lines.append(Line(len(lines) + 1, block.text, block.mark))
    return tuple(lines) or (Line(1, ""),)


@dataclass(frozen=True, slots=True)
class _Block:
    text: str
    mark: Mark | None
    is_joined: bool = False


@dataclass(slots=True)
class _Blocks:
    """The blocks finished so far, and the one being gathered."""

    done: list[_Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    is_joined: bool = False
    """Whether a single line break, and no blank line, divides the next block from the last."""
    linked: int = 0
    marks: list[Mark] = field(default_factory=list)

    def add(self, text: str, *, is_link: bool) -> None:
        self.parts.append(text)
        if is_link:
            self.linked += len(text.strip())

    def close(self, *, by_break: bool = False) -> None:
        text = " ".join("".join(self.parts).split())
        if text:
            self.done.append(_Block(text, self._mark(text), self.is_joined))
        # A second break in a row, or a new element, makes a blank line.
        self.is_joined = by_break and bool(text)
        self.parts.clear()
        self.linked = 0

    def _mark(self, text: str) -> Mark | None:
        if Mark.ASIDE in self.marks:
            return Mark.ASIDE
        if self.linked >= len(text.replace(" ", "")) * 0.9:
            return (
                Mark.LINKS if not self.marks or self.marks[-1] is not Mark.HEADING else Mark.HEADING
            )
        return self.marks[-1] if self.marks else None


def _walk(root: LexborNode, blocks: _Blocks) -> None:
    """Gather the text below ``root``. A loop with its own stack: hostile pages nest deeply."""
    stack: list[_Step] = [_Step(root)]
    while stack:
        step = stack.pop()
        if step.is_end:
            _leave(step, blocks)
        else:
            stack.extend(_enter(step, blocks))


@dataclass(frozen=True, slots=True)
class _Step:
    node: LexborNode
    is_link: bool = False
    is_in_article: bool = False
    is_preformatted: bool = False
    is_end: bool = False
    mark: Mark | None = None


def _enter(step: _Step, blocks: _Blocks) -> Iterator[_Step]:
    """Take in a node; yield its children's steps so that the first is on top of the stack."""
    node, tag = step.node, step.node.tag
    if tag == "-text":
        _add_text(node.text_content or "", step, blocks)
    elif tag == "img":
        _add_picture(node, blocks)
    elif tag == "br":
        blocks.close(by_break=True)
    elif tag is not None and tag not in _SILENT and not tag.startswith(("-", "_", "#")):
        mark = _mark_of(step, tag)
        if tag in _BLOCKS:
            blocks.close()
        if mark is not None:
            blocks.marks.append(mark)
        yield _Step(node, is_end=True, mark=mark)
        is_link = step.is_link or tag == "a"
        is_in_article = step.is_in_article or tag in ("article", "main")
        for child in reversed(list(node.iter(include_text=True))):
            yield _Step(child, is_link, is_in_article, step.is_preformatted or tag == "pre")


def _add_text(text: str, step: _Step, blocks: _Blocks) -> None:
    """Take in text; where white space counts, its line breaks are breaks."""
    first, *others = text.split("\n") if step.is_preformatted else [text]
    blocks.add(first, is_link=step.is_link)
    for line in others:
        blocks.close(by_break=True)
        blocks.add(line, is_link=step.is_link)


def _leave(step: _Step, blocks: _Blocks) -> None:
    if step.node.tag in _BLOCKS:
        blocks.close()
    if step.mark is not None:
        blocks.marks.pop()


def _mark_of(step: _Step, tag: str) -> Mark | None:
    if tag in ("body", "html", "main", "article"):
        return None
    attributes = step.node.attributes
    names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}".lower()
    aside = _ASIDE_NAMES.findall(names.replace("_", " ")) if tag in _NAMED else []
    if step.is_in_article and (tag == "header" or aside == ["header"]):
        return None  # the article's own, with its headline; not the site's
    if aside:
        return Mark.ASIDE
    return Mark.CAPTION if _CAPTION_NAMES.search(names) else _MARKS.get(tag)


def _add_picture(node: LexborNode, blocks: _Blocks) -> None:
    alt = " ".join((node.attributes.get("alt") or "").split())
    if alt:
        blocks.close()
        mark = Mark.ASIDE if Mark.ASIDE in blocks.marks else Mark.IMAGE
        blocks.done.append(_Block(alt, mark))


def _stated(page: LexborHTMLParser) -> Stated:
    metas = {
        str(name).lower(): " ".join(content.split())
        for node in page.css("meta[content]")
        if (name := node.attributes.get("property") or node.attributes.get("name"))
        and (content := node.attributes.get("content"))
    }
    found = {
        field_name: next((metas[name] for name in names if metas.get(name)), None)
        for field_name, names in _META.items()
    }
    root = page.css_first("html")
    title = page.css_first("head > title")
    canonical = page.css_first("link[rel=canonical]")
    address = (canonical.attributes.get("href") if canonical else None) or found["source_url"]
    return Stated(
        title=found["title"] or (" ".join(title.text().split()) or None if title else None),
        date=found["date"],
        author=found["author"],
        source=found["source"],
        source_url=address if address and _WEB_ADDRESS.match(address) else None,
        language=(root.attributes.get("lang") or None) if root else None,
    )
