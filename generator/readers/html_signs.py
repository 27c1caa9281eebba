"""Tell from the first bytes of a file whether it is HTML, whatever the file is called.

Crawlers keep pages as ``story.asp``, ``index.php@id=3`` or without an extension. A text that only
speaks of HTML must not be taken for a page, so that several signs have to agree.
"""

from __future__ import annotations

import codecs
import re

_PROLOGUE = re.compile(r"(?is:\s+|<!--.*?--!?>|<\?.*?\?>|<!doctype\s[^<>]*>)*+")
"""What may come before the first element: comments, the XML declaration, the doctype."""
_DOCTYPE = re.compile(r"<!doctype\s+html\b", re.IGNORECASE)
_LONGEST_PROLOGUE = 65_536
_SAMPLE = 8_192
"""Characters after the prologue that are looked at."""
_FEWEST = 3
"""Tags of a page, at least."""
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)/?>", re.IGNORECASE)
_HEAD = "html head title meta link base script style body frameset"
_KNOWN = frozenset(
    f"{_HEAD} a abbr address article aside b big blockquote br center cite code dd div dl dt em "
    "fieldset figcaption figure font footer form frame h1 h2 h3 h4 h5 h6 header hr i iframe img "
    "input label li main map nav nobr noframes noscript object ol option p pre section select "
    "small span strong sub sup table tbody td textarea tfoot th thead tr tt u ul".split()
)
_BEGINNERS = _KNOWN - frozenset(
    "abbr b big br cite code em i input label li nobr option small span strong sub sup tt u".split()
)
"""Elements that a page may begin with; the others also begin sentences about markup."""
_HEADED = re.compile(r"<title>[^<>]*</title>|</head>\s*<body|<meta\s[^<>]*=", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""(?<=\s)[a-z][\w:-]*+\s*+=\s*+["'\w#/]""", re.IGNORECASE)
_ENDED = re.compile(r"</[a-z][a-z0-9]*\s*>\Z|-->\Z", re.IGNORECASE)
_ENOUGH = 2
"""Signs that have to agree."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def looks_like_html(data: bytes) -> bool:
    """Return whether bytes are an HTML document."""
    text = _start_of(data)
    prologue = _PROLOGUE.match(text)
    start = prologue.end() if prologue else 0
    sample = text[start : start + _SAMPLE]
    tags = [tag for tag in _TAG.finditer(sample) if tag[2].lower() in _KNOWN]
    if not tags or tags[0].start() or tags[0][2].lower() not in _BEGINNERS:
        return False
    has_doctype = _DOCTYPE.search(text, 0, start) is not None
    if has_doctype:
        return True
    is_page = tags[0][2].lower() in ("html", "head", "body", "frameset")
    if len(tags) < _FEWEST or not any(tag[1] for tag in tags):
        return is_page and _is_short_page(sample, tags)
    lines = [line.lstrip() for line in sample.split("\n") if line.strip()]
    is_adjacent = not sample[tags[0].end() : tags[1].start()].strip()
    signs = (
        is_adjacent,
        _HEADED.search(sample) is not None,
        sum(line.startswith("<") for line in lines) * 2 >= len(lines),
        _ENDED.search(data[-100:].decode("latin-1").rstrip()) is not None,
        sum(bool(_ATTRIBUTE.search(tag[3])) for tag in tags) > 1,
    )
    return sum(signs) >= _ENOUGH


def _is_short_page(sample: str, tags: list[re.Match[str]]) -> bool:
    """Return whether a page with hardly any tag is one: ``<body>`` and a text, ``<html>`` alone.

    In a sentence, a space follows a tag.
    """
    if len(tags) > 1 and sample[tags[0].end() : tags[1].start()].strip():
        return False
    return all(sample[tag.end() : tag.end() + 1] != " " for tag in tags[:2])


def _start_of(data: bytes) -> str:
    """Return the beginning of a file as text; for other encodings than Unicode, as Latin-1."""
    head = data[: _LONGEST_PROLOGUE + _SAMPLE]
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return head[len(bom) :].decode(encoding, "replace")
    if head[1:2] == b"\0" and head[:1] != b"\0":
        return head.decode("utf-16-le", "replace")
    if head[:1] == b"\0" and head[1:2] not in (b"\0", b""):
        return head.decode("utf-16-be", "replace")
    return head.decode("latin-1")
