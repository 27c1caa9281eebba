"""Read saved HTML as one line per block of the page, with what the markup says about the block.

Scripts, styles, drawings, frames and comments are dropped. All other text becomes lines, even
navigation, so that what is set aside can be seen. A blank line separates blocks, except where a
single line break divides them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.model import Mark, SourceText, Stated
from generator.readers.decoding import decode, refuse_huge_lines, refuse_wordless
from generator.readers.html_lines import BLOCKS, SILENT, Blocks, read_tags
from generator.text.markup import RENAMED, as_written, parse

_LOOKS_LIKE_HTML = re.compile(rb"\s*(?:<!doctype html|<html|<head|<body)", re.IGNORECASE)
_MARKS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Mark.HEADING),
    "li": Mark.LIST_ITEM,
    **dict.fromkeys(("figcaption", "caption"), Mark.CAPTION),
    **dict.fromkeys(("nav", "header", "footer", "aside", "form", "select"), Mark.ASIDE),
    "blockquote": Mark.QUOTE,
}
_NAMED = frozenset({"div", "ul", "ol", "table", "td", "p"})
"""Elements whose id or class may show that they are not part of the text."""
_ASIDE_NAMES = re.compile(
    r"\b(?:nav(?:igation|bar)?|menu|sidebar|footer|header|breadcrumbs?|skip|banner|ads?|advert\w*|"
    r"share|sharing|social|cookies?)\b"
)
_CAPTION_NAMES = re.compile(r"\b(?:caption|cutline)\b")
_HEAD = 20_000
"""Characters searched for the stated values of a page that costs too much to parse."""
_LINKS = frozenset({"a", f"a{RENAMED}"})
_WEB_ADDRESS = re.compile(r"https?://\S+$", re.IGNORECASE)
_META = {
    "title": ("og:title", "dc.title", "twitter:title"),
    "date": tuple(
        "article:published_time datepublished originalpublicationdate dc.date dc.date.issued "
        "dcterms.created date pubdate".split()
    ),
    "author": ("author", "dc.creator", "article:author"),
    "source": ("og:site_name", "dc.publisher", "publisher"),
    "source_url": ("og:url",),
}


def looks_like_html(data: bytes) -> bool:
    """Return whether bytes begin as an HTML document does."""
    return _LOOKS_LIKE_HTML.match(data[:1000].removeprefix(b"\xef\xbb\xbf")) is not None


def read(data: bytes) -> SourceText:
    """Return the lines of an HTML file; raises UnreadableSeed."""
    decoded = decode(data)
    source = read_markup(decoded.text, decoded.encoding)
    refuse_wordless("".join(line.text for line in source.lines))
    return source


def read_markup(markup: str, encoding: str = "utf-8") -> SourceText:
    """Return the lines of HTML that is already decoded; raises UnreadableSeed."""
    refuse_huge_lines(markup)
    page = parse(markup)
    if page is None:
        head = parse(markup[:_HEAD])
        stated = _stated(head) if head else Stated()
        return SourceText(read_tags(markup), encoding, stated, is_flat=True)
    blocks = Blocks()
    if page.body is not None:
        _walk(page.body, blocks)
    return SourceText(blocks.lines(), encoding, _stated(page))


class _Element(NamedTuple):
    """An element whose content is being gathered, and how to read that content."""

    node: LexborNode
    mark: Mark | None
    is_link: bool = False
    is_in_article: bool = False
    is_preformatted: bool = False


def _walk(body: LexborNode, blocks: Blocks) -> None:
    """Gather the text of a page, in a loop because hostile pages would exhaust the call stack."""
    around = [_Element(body, None)]
    node = body.child
    while around:
        if node is None:
            left = around.pop()
            if left.node.tag in BLOCKS:
                blocks.close()
            if left.mark is not None:
                blocks.marks.pop()
            node = left.node.next if around else None
        elif element := _enter(node, around[-1], blocks):
            around.append(element)
            node = node.child
        else:
            node = node.next


def _enter(node: LexborNode, inside: _Element, blocks: Blocks) -> _Element | None:
    """Gather a node; return its element if there may be text inside it, else None."""
    tag = node.tag
    if tag == "-text":
        text = node.text_content or ""
        blocks.add(text, is_link=inside.is_link, is_preformatted=inside.is_preformatted)
    elif tag == "img":
        blocks.add_picture(node.attributes.get("alt") or "")
    elif tag == "br":
        blocks.close(by_break=True)
    elif tag is not None and tag not in SILENT and not tag.startswith(("-", "_", "#")):
        mark = _mark_of(node, tag, inside)
        if tag in BLOCKS:
            blocks.close()
        if mark is not None:
            blocks.marks.append(mark)
        return _Element(
            node,
            mark,
            is_link=inside.is_link or tag in _LINKS,
            is_in_article=inside.is_in_article or tag in ("article", "main"),
            is_preformatted=inside.is_preformatted or tag == "pre",
        )
    return None


def _mark_of(node: LexborNode, tag: str, inside: _Element) -> Mark | None:
    if tag in ("body", "html", "main", "article"):
        return None
    attributes = node.attributes
    names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}".lower()
    aside = _ASIDE_NAMES.findall(names.replace("_", " ")) if tag in _NAMED else []
    if inside.is_in_article and (tag == "header" or aside == ["header"]):
        return None  # the article's header, with its headline; not the site's
    if aside:
        return Mark.ASIDE
    return Mark.CAPTION if _CAPTION_NAMES.search(names) else _MARKS.get(tag)


def _stated(page: LexborHTMLParser) -> Stated:
    metas = {
        str(name).lower(): " ".join(as_written(content).split())
        for node in page.css("meta[content]")
        if (name := node.attributes.get("property") or node.attributes.get("name"))
        and (content := node.attributes.get("content"))
    }
    found = {
        key: next((metas[name] for name in names if metas.get(name)), None)
        for key, names in _META.items()
    }
    root = page.css_first("html")
    title = page.css_first("head > title")
    canonical = page.css_first("link[rel=canonical]")
    address = (canonical.attributes.get("href") if canonical else None) or found["source_url"]
    printed = " ".join(as_written(title.text()).split()) if title else ""
    return Stated(
        title=found["title"] or printed or None,
        date=found["date"],
        author=found["author"],
        source=found["source"],
        source_url=address if address and _WEB_ADDRESS.match(address) else None,
        language=(root.attributes.get("lang") or None) if root else None,
    )
