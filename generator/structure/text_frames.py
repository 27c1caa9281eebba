"""Find what is around a text for certain: the running heads of Word, the links around a message.

Archives of mailing lists print a message as it was typed, between lists of links to other messages.
These have the words of titles, so that nothing but their places shows what they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from generator.model import Element, Line, Mark, SpanKind
from generator.structure.labelled_lines import LabelledLines, LogicalLine
from generator.structure.placed_pieces import PRINTED

_RUNNING_HEADS = frozenset({"mso-header", "mso-footer"})
"""Styles of Word. Some people give them to ordinary paragraphs."""
_LONGEST_RUNNING_HEAD = 4
_MOST_TOLD = 0.7
"""How many words a page says around a typed message, for each of its own, at most."""
_LONGEST_LABEL = 4
"""Words beside a link to another message, such as “Previous message:”."""
_FEWEST_BESIDE = 3
"""Links into the same folder of a site, at least, if they are written in full."""
_PAGES = ("html", "htm", "shtml", "xhtml", "php", "asp", "aspx")


def find_frames(sheet: LabelledLines) -> frozenset[int]:
    """Return the indexes of the units that are around a text and no part of it."""
    return frozenset({*_running_heads(sheet), *_links_around_message(sheet)})


def _running_heads(sheet: LabelledLines) -> Iterator[int]:
    known: dict[Element, bool] = {}
    for unit in sheet.units:
        place = _line(sheet, unit).place
        if place is None or unit.words > _LONGEST_RUNNING_HEAD or unit.ends_sentence:
            continue
        if _is_inside(place.element, _is_running_head, known):
            yield unit.index


def _links_around_message(sheet: LabelledLines) -> Iterator[int]:
    typed, others = [], []
    known: dict[Element, bool] = {}
    for unit in sheet.units:
        place = _line(sheet, unit).place
        if place is not None and _is_inside(place.element, _is_printed, known):
            typed.append(unit)
        elif unit.mark is not Mark.HEADING:
            others.append(unit)
    if not typed:
        return
    labelled = {unit.index: _links_with_label(_line(sheet, unit)) for unit in others}
    told = sum(unit.words for unit in others if not labelled[unit.index])
    if told > _MOST_TOLD * sum(unit.words for unit in typed):
        return
    beside = Counter(_folder_of(one) for found in labelled.values() for one in found)
    for index, found in labelled.items():
        folders = [_folder_of(one) for one in found]
        if found and all(one == "" or (one and beside[one] >= _FEWEST_BESIDE) for one in folders):
            yield index


def _is_inside(
    element: Element, is_meant: Callable[[Element], bool], known: dict[Element, bool]
) -> bool:
    """Return whether an element, or one around it, is meant; ``known`` are those looked at."""
    chain: list[Element] = []
    around: Element | None = element
    while around is not None and around not in known:
        chain.append(around)
        around = around.parent
    found = around is not None and known[around]
    for one in reversed(chain):
        found = known[one] = found or is_meant(one)
    return found


def _is_running_head(element: Element) -> bool:
    return not _RUNNING_HEADS.isdisjoint(element.names)


def _is_printed(element: Element) -> bool:
    return element.tag in PRINTED


def _links_with_label(line: Line) -> list[str]:
    """Return the addresses in a line that has nothing but links and what they are called."""
    links = [span for span in line.spans if span.kind is SpanKind.LINK]
    if not links or line.place is None:
        return []
    label, place = "", 0
    for link in links:
        label += line.text[place : link.start]
        place = link.end
    label = label.strip() + line.text[place:]
    is_label = label.endswith(":") or not any(map(str.isalnum, label))
    if len(label.split()) > _LONGEST_LABEL or not (
        is_label or any(one.tag == "li" for one in line.place.path)
    ):
        return []
    return [link.value for link in links]


def _folder_of(address: str) -> str | None:
    """Return the folder of a page that a link leads to, "" if it is written as in the same site;
    None for what is no other page: places in this one, mail, files.
    """
    path = address.partition("#")[0].partition("?")[0]
    folder, _, name = path.rpartition("/")
    is_full = path.lower().startswith(("http://", "https://"))
    _, dot, extension = name.rpartition(".")
    if not address.partition("#")[0] or (dot and extension.lower() not in _PAGES):
        return None
    if is_full:
        return folder
    return None if ":" in path else ""


def _line(sheet: LabelledLines, unit: LogicalLine) -> Line:
    return sheet.lines[unit.lines[0] - 1]
