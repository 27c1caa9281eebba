"""Parse HTML without spending more memory or time than its length justifies.

The rules for broken HTML let a few bytes cost much: unclosed elements such as ``<b>`` are copied
into every paragraph that follows, and each tag starts a new search of all open elements. So the
elements that would be copied are renamed, and the open elements are counted before parsing. The
count errs on the side of caution, regardless of what comments, scripts and quotes hide.
"""

from __future__ import annotations

import re

from msgspec import Struct, field
from selectolax.lexbor import LexborHTMLParser

RENAMED = "\x01"
"""Follows the names of elements that the parser must not copy."""

_COPIED = "b(?:ig)?|code|em|font|i|nobr|s(?:mall|trike|trong)?|tt|u"
"""The formatting elements of https://html.spec.whatwg.org/#formatting, without links."""
_SPACE = r"\ \t\n\f\r"
_VALUE = rf""" "[^"]*+" | '[^']*+' | [^{_SPACE}>"'] [^{_SPACE}>]*+ """
_ATTRIBUTE = rf"""
    [^{_SPACE}/>] [^{_SPACE}/>=]*+ (?: [{_SPACE}]*+ = [{_SPACE}]*+ (?:{_VALUE})?+ )?+"""
"""As a tokeniser reads it: https://html.spec.whatwg.org/#before-attribute-name-state."""
_PLAIN_ATTRIBUTE = _ATTRIBUTE.replace("[^", "[^<")
_NAME_END = rf"(?=[{_SPACE}/>])"
_FORMATTING = re.compile(rf"(</?(?=[bBcCeEfFiInNsStTuU])(?i:{_COPIED})){_NAME_END}")
"""The look-ahead at the first letter only makes the search faster."""
_CROSSED = re.compile(
    r"(<(b|i|em|strong)>)([^<>]*+)</(?!\2>)(b|i|em|strong)>([^<>]*+)</\2>", re.IGNORECASE
)
"""The end of an element inside another that began before it: ``<i>old</b> mill</i>``."""
_FARTHEST = 2_000
"""Characters before such an end that are searched for the beginning of the outer element."""
_LINK = re.compile(rf"(</?[aA]){_NAME_END}")
_LINK_TAG = re.compile(rf"</?[aA](?=[{_SPACE}/])(?:[{_SPACE}/]*+{_ATTRIBUTE})*+", re.VERBOSE)
_RENAMED = re.compile(rf"(?i:(</?(?:a|{_COPIED}))){RENAMED}")
_ATTRIBUTES = re.compile(_ATTRIBUTE, re.VERBOSE)
_TAG = re.compile(
    rf"""<(?i: !--[^<]*?-->
             | (?P<end>/?) (?P<name>[a-z][^{_SPACE}/>"'<]*+)
               (?P<attributes> (?:[{_SPACE}/]*+ {_PLAIN_ATTRIBUTE})*+ [{_SPACE}/]*+ ) (?: > | \Z )
             | (?P<odd>[a-z/!?]) )""",
    re.VERBOSE,
)
"""A tag or a comment. If its syntax is unusual, only its beginning is matched (``odd``)."""
_LONG_TAG = re.compile(r"<[a-zA-Z][^<]{10000}")

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_ROOTS = frozenset("html head body".split())
_RAW = frozenset(
    "iframe noembed noframes noscript plaintext script style textarea title xmp".split()
)
"""Elements in which tags may be text, so that an end tag there closes nothing."""
_LOOSE = frozenset("dd dt li optgroup option p rb rp rt rtc".split())
"""Elements that are closed together with the element around them."""
_ENDED_ITEMS = {
    "p": frozenset({"p"}),
    "li": frozenset({"li"}),
    "option": frozenset({"option"}),
    **dict.fromkeys(("dd", "dt"), frozenset({"dd", "dt"})),
}
"""Elements, and the open elements that their start tag closes."""
_ENDING = frozenset(
    "address article aside blockquote button center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup li main menu nav ol p pre section "
    "summary table tbody td tfoot th thead tr ul".split()
)
"""Elements whose end tag closes the loose elements inside them."""
_ENDED_ROWS = {
    **dict.fromkeys(("td", "th"), frozenset({"td", "th"})),
    "tr": frozenset({"td", "th", "tr"}),
    **dict.fromkeys(
        ("tbody", "thead", "tfoot"), frozenset({"td", "th", "tr", "tbody", "thead", "tfoot"})
    ),
}
"""Parts of a table, and the open parts that their start tag closes."""
_DRAWINGS = frozenset({"svg", "g"})
_SHAPES = frozenset("circle ellipse line path polygon polyline rect stop use".split())
_HIDING, _ODD = "!", "?"
"""Marks for what may hide tags, and for a tag of which only the beginning is known. These and all
elements that are open around them count as open to the end of the page."""
_EDGES = frozenset({"template", "svg", "math", _HIDING, _ODD})
"""Elements that a part of a table may not close."""

_MOST_IN_A_CELL = 50
"""Open elements that are searched for the enclosing table."""
_FEW_TAGS, _SHORT = 8_000, 1_000_000
"""Tags and characters up to which a page need not be counted."""
_TAG_BYTES, _ATTRIBUTE_BYTES, _LINK_BYTES = 250, 80, 200
"""Bytes of memory per tag, per attribute and per copy of a link."""
_BYTES, _BYTES_A_CHARACTER = 40_000_000, 8
"""Bytes of memory that a parsed page may take."""
_STEPS, _STEPS_A_CHARACTER = 250_000_000, 300
"""Elements, attributes and options that a parser may visit, at 2 to 3 nanoseconds each."""
_STEPS_AN_OPTION = 3
"""How often every option of a list is visited for each of its options."""
_COPIES_AT_AN_END = 8
"""Copies of an unclosed link that the end tag of a link may make."""


def parse(markup: str) -> LexborHTMLParser | None:
    """Return the parsed page, its formatting elements renamed; None if it would cost too much.

    Text that looks like such a tag, as in a title, is renamed too: see ``as_written``.
    """
    if is_costly(markup):
        return None
    markup = _CROSSED.sub(_uncrossed, markup)
    if _may_copy_links(markup):
        markup = _renamed(_LINK, markup)
    return LexborHTMLParser(_renamed(_FORMATTING, markup))


def as_written(text: str) -> str:
    """Return a text or an attribute of a parsed page with the renaming undone."""
    return _RENAMED.sub(r"\1", text) if RENAMED in text else text


def _uncrossed(crossed: re.Match[str]) -> str:
    """Return elements that cross one another as browsers show them: the inner one is in two parts.

    A stray end tag crosses nothing.
    """
    opening, inner, words, outer, rest = crossed.groups()
    above = crossed.string[max(0, crossed.start() - _FARTHEST) : crossed.start()].lower()
    if above.rfind(f"<{outer.lower()}") <= above.rfind(f"</{outer.lower()}"):
        return crossed[0]
    return f"{opening}{words}</{inner}></{outer}>{opening}{rest}</{inner}>"


def is_costly(markup: str) -> bool:
    """Return whether parsing may take more memory or time than the length justifies."""
    tags = markup.count("<")
    if tags * _TAG_BYTES > _most_bytes(markup):
        return True
    if tags <= _FEW_TAGS and len(markup) <= _SHORT and not _LONG_TAG.search(markup):
        return False
    count = _counted(markup)
    memory = tags * _TAG_BYTES + count.attributes * _ATTRIBUTE_BYTES
    steps = count.steps + count.deepest * tags
    return memory > _most_bytes(markup) or steps > _STEPS + _STEPS_A_CHARACTER * len(markup)


def _renamed(tags: re.Pattern[str], markup: str) -> str:
    parts = tags.split(markup)
    parts[1::2] = [tag + RENAMED for tag in parts[1::2]]
    return "".join(parts)


def _most_bytes(markup: str) -> int:
    return _BYTES + _BYTES_A_CHARACTER * len(markup)


def _may_copy_links(markup: str) -> bool:
    """Return whether copies of an unclosed link may take too much memory."""
    tags = _LINK_TAG.findall(markup)
    ends = sum(tag.startswith("</") for tag in tags)
    most = _most_bytes(markup) // (1 + markup.count("<") + _COPIES_AT_AN_END * ends)
    return any(
        _LINK_BYTES + len(tag) + _ATTRIBUTE_BYTES * len(_ATTRIBUTES.findall(tag)) > most
        for tag in tags
        # A tag has at most one attribute per two characters.
        if _LINK_BYTES + len(tag) * _ATTRIBUTE_BYTES // 2 > most
    )


class _Count(Struct):
    """An upper estimate, made tag by tag, of the work that a parser has with a page."""

    open: list[str] = field(default_factory=list)
    deepest: int = 0
    attributes: int = 0
    rooted: int = 0
    """Attributes of html, head and body tags, counted as if all were on one element."""
    options: int = 0
    steps: int = 0
    knows_tables: bool = True
    """Whether each table that is open here is also open for the parser."""

    def begin(self, name: str, attributes: str) -> None:
        number = len(_ATTRIBUTES.findall(attributes)) if attributes else 0
        self.attributes += number
        self.steps += number * number
        is_shape = name in _SHAPES and attributes.endswith("/")
        if name in _ROOTS:
            self.rooted += number
        elif not (name in _VOID or (is_shape and self.open and self.open[-1] in _DRAWINGS)):
            self._end_those_before(name)
            self.open.append(name)
        if name == "option":
            self.options += 1
        elif name == "select":
            self.end_options()

    def end(self, name: str) -> None:
        if name == "table":
            table = self._table()
            if table is not None:
                del self.open[table:]
            elif "table" in self.open:
                self.knows_tables = False
            return
        place = len(self.open) - 1
        if name in _ENDING:
            while place >= 0 and self.open[place] != name and self.open[place] in _LOOSE:
                place -= 1
        if place >= 0 and self.open[place] == name:
            del self.open[place:]

    def hide(self) -> None:
        if self.open[-1:] != [_HIDING]:
            self.open.append(_HIDING)

    def end_options(self) -> None:
        self.steps += _STEPS_AN_OPTION * self.options * self.options
        self.options = 0

    def _end_those_before(self, name: str) -> None:
        """End the items or the parts of a table that a start tag closes."""
        if items := _ENDED_ITEMS.get(name):
            place = len(self.open) - 1 - (self.open[-1:] == ["p"] and name != "p")
            if place >= 0 and self.open[place] in items:
                del self.open[place:]
        elif rows := _ENDED_ROWS.get(name):
            table = self._table() if self.knows_tables else None
            if table is not None:
                inside = range(table + 1, len(self.open))
                first = next((at for at in inside if self.open[at] in rows), len(self.open))
                del self.open[first:]

    def _table(self) -> int | None:
        """Return the index in ``open`` of the enclosing table, or None if it is not near."""
        last = len(self.open) - 1
        for place in range(last, max(-1, last - _MOST_IN_A_CELL), -1):
            if self.open[place] == "table":
                return place
            if self.open[place] in _EDGES:
                break
        return None


def _counted(markup: str) -> _Count:
    count = _Count()
    raw = ""
    for tag in _TAG.finditer(markup):
        name = (tag["name"] or "").lower()
        if raw and not (tag["end"] and name == raw):
            count.hide()
        if tag["odd"]:
            count.hide() if tag["odd"] in "/!?" else count.open.append(_ODD)
        elif name and name in _RAW:
            pass
        elif tag["end"]:
            count.end(name)
        elif name:
            count.begin(name, tag["attributes"])
        raw = name if name in _RAW and not tag["end"] else ""
        count.deepest = max(count.deepest, len(count.open))
    count.end_options()
    count.steps += count.rooted * count.rooted
    return count
