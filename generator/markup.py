"""HTML made ready for a parser: no page costs more memory or time than its length explains.

The rules for broken HTML make a few bytes cost much: elements such as ``<b>`` that are left open
are copied into every paragraph that follows, and elements inside one another are looked through
again for each tag. Here the former are renamed, so that nothing is copied, and the latter are
counted before anything is parsed. The count errs on the side of caution, whatever comments,
scripts and quotes hide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

RENAMED = "\x01"
"""Follows the names of elements that the parser must not copy."""

_COPIED = "b(?:ig)?|code|em|font|i|nobr|s(?:mall|trike|trong)?|tt|u"
"""The formatting elements of https://html.spec.whatwg.org/#formatting, without links."""
_SPACE = r"\ \t\n\f\r"
_VALUE = rf""" "[^"]*+" | '[^']*+' | [^{_SPACE}>"'] [^{_SPACE}>]*+ """
_ATTRIBUTE = rf"""
    [^{_SPACE}/>] [^{_SPACE}/>=]*+ (?: [{_SPACE}]*+ = [{_SPACE}]*+ (?:{_VALUE})?+ )?+"""
"""As a tokenizer reads it: https://html.spec.whatwg.org/#before-attribute-name-state."""
_PLAIN_ATTRIBUTE = _ATTRIBUTE.replace("[^", "[^<")
_NAME_END = rf"(?=[{_SPACE}/>])"
_FORMATTING = re.compile(rf"(</?(?=[bBcCeEfFiInNsStTuU])(?i:{_COPIED})){_NAME_END}")
"""The first letters only make the search faster."""
_LINK = re.compile(rf"(</?[aA]){_NAME_END}")
_LINK_TAG = re.compile(rf"</?[aA](?=[{_SPACE}/])(?:[{_SPACE}/]*+{_ATTRIBUTE})*+", re.VERBOSE)
_RENAMED = re.compile(rf"(?i:(</?(?:a|{_COPIED}))){RENAMED}")
_ATTRIBUTES = re.compile(_ATTRIBUTE, re.VERBOSE)
_TAG = re.compile(
    rf"""<(?i: (?P<end>/?) (?P<name>[a-z][^{_SPACE}/>"'<]*+)
               (?P<attributes> (?:[{_SPACE}/]*+ {_PLAIN_ATTRIBUTE})*+ [{_SPACE}/]*+ ) (?: > | \Z )
              | [a-z/!?] )""",
    re.VERBOSE,
)
"""A tag. Comments, and tags that are not written plainly, are found without a name."""
_LONG_TAG = re.compile(r"<[a-zA-Z][^<]{10000}")

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_ROOTS = frozenset("html head body".split())
_RAW = frozenset(
    "iframe noembed noframes noscript plaintext script style textarea title xmp".split()
)
"""Elements in which tags may be text, so that an end tag there ends nothing."""
_LOOSE = frozenset("dd dt li optgroup option p rb rp rt rtc".split())
"""Elements that end with the element around them."""
_REPEATED = frozenset("dd dt li option p td th tr".split())
"""Elements that end where another of their name begins."""
_ENDING = frozenset(
    "address article aside blockquote button center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup li main menu nav ol p pre section "
    "summary table tbody td tfoot th thead tr ul".split()
)
"""Elements that end the loose ones inside them."""
_DRAWINGS = frozenset({"svg", "g"})
_SHAPES = frozenset("circle ellipse line path polygon polyline rect stop use".split())
_BARRIER = "!"
"""Begins what may hide tags: what is open there counts as open to the end of the page."""

_FEW_TAGS, _SHORT = 8_000, 1_000_000
"""Pages with no more need no count."""
_TAG_BYTES, _ATTRIBUTE_BYTES, _LINK_BYTES = 250, 80, 200
_BYTES, _BYTES_A_CHARACTER = 40_000_000, 8
"""Memory that a parsed page may take."""
_STEPS, _STEPS_A_CHARACTER = 150_000_000, 200
"""Elements, attributes and options that a parser may look through: 2 to 3 nanoseconds each."""
_STEPS_AN_OPTION = 3
"""Every option of a list is looked at, this often, for each of them."""
_COPIES_AT_AN_END = 8
"""How often the end tag of a link may copy one that is left open."""


def parse(markup: str) -> LexborHTMLParser | None:
    """Return a page with its formatting elements renamed; None if it would cost too much.

    Text that looks like such a tag, in a title for example, is renamed too: see ``as_written``.
    """
    if is_costly(markup):
        return None
    if _may_copy_links(markup):
        markup = _renamed(_LINK, markup)
    return LexborHTMLParser(_renamed(_FORMATTING, markup))


def as_written(text: str) -> str:
    """Return a text or an attribute of a parsed page as the page has it."""
    return _RENAMED.sub(r"\1", text) if RENAMED in text else text


def is_costly(markup: str) -> bool:
    """Return whether parsing takes more memory or time than the length explains."""
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
    """Return whether the attributes of a link that is left open may fill the memory."""
    tags = _LINK_TAG.findall(markup)
    ends = sum(tag.startswith("</") for tag in tags)
    most = _most_bytes(markup) // (1 + markup.count("<") + _COPIES_AT_AN_END * ends)
    return any(
        _LINK_BYTES + len(tag) + _ATTRIBUTE_BYTES * len(_ATTRIBUTES.findall(tag)) > most
        for tag in tags
        if _LINK_BYTES + len(tag) * _ATTRIBUTE_BYTES // 2 > most
    )


@dataclass(slots=True)
class _Count:
    """What a parser has to do for a page, tag by tag."""

    open: list[str] = field(default_factory=list)
    deepest: int = 0
    attributes: int = 0
    rooted: int = 0
    """Attributes of html and body: all such tags give theirs to one element."""
    options: int = 0
    steps: int = 0

    def begin(self, name: str, attributes: str) -> None:
        number = len(_ATTRIBUTES.findall(attributes)) if attributes else 0
        self.attributes += number
        self.steps += number * number
        if name in _ROOTS:
            self.rooted += number
        elif name in _RAW:
            self.open.append(_BARRIER)
        elif not (name in _VOID or self._is_repeated(name) or self._is_shape(name, attributes)):
            self.open.append(name)
        if name == "option":
            self.options += 1
        elif name == "select":
            self.end_options()

    def end(self, name: str) -> None:
        last = len(self.open) - 1
        if name in _ENDING:
            while last >= 0 and self.open[last] != name and self.open[last] in _LOOSE:
                last -= 1
        if last >= 0 and self.open[last] == name:
            del self.open[last:]

    def end_options(self) -> None:
        self.steps += _STEPS_AN_OPTION * self.options * self.options
        self.options = 0

    def _is_repeated(self, name: str) -> bool:
        return name in _REPEATED and self.open[-1:] == [name]

    def _is_shape(self, name: str, attributes: str) -> bool:
        is_closed = name in _SHAPES and attributes.endswith("/")
        return is_closed and not _DRAWINGS.isdisjoint(self.open[-1:])


def _counted(markup: str) -> _Count:
    count = _Count()
    for tag in _TAG.finditer(markup):
        if not tag["name"]:
            count.open.append(_BARRIER)
        elif tag["end"]:
            count.end(tag["name"].lower())
        else:
            count.begin(tag["name"].lower(), tag["attributes"])
        count.deepest = max(count.deepest, len(count.open))
    count.end_options()
    count.steps += count.rooted * count.rooted
    return count
