"""Read a document's metadata from its labelled lines, each value with its evidence.

One module per value. Unknown stays unknown: a value that nothing states is None.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.dates import DateOrder
from generator.metadata.authors import find_authors
from generator.metadata.date import Dating, find_date
from generator.metadata.language import find_language
from generator.metadata.page import PageRows
from generator.metadata.related import find_related
from generator.metadata.section import find_section
from generator.metadata.source import find_source
from generator.metadata.summary import find_summary
from generator.metadata.title import find_title
from generator.model import MAIN_TEXT, Block, Finding, LabelledText, Mark, Metadata, Role, Stated

_LONGEST = 30
"""Words; a longer line is running text, regardless of what else it contains."""
_NEAR = 8
"""Lines above the main text in which a heading belongs to it."""
_FREE = MAIN_TEXT | {Role.FURNITURE, Role.CAPTION, Role.SECTION}


class Fields(Struct, frozen=True):
    """A document's title, date and authors; each helps to find the others."""

    title: Finding[str] | None
    dating: Dating
    authors: Finding[tuple[str, ...]] | None


def read_fields(text: LabelledText, stated: Stated, order: DateOrder) -> Fields:
    """Return the title, the date and the authors; ``order`` is the owner's setting."""
    page = PageRows(text, order)
    title = find_title(page, stated)
    at = page.row_of(title.line) if title else -1
    dating = find_date(page, stated, at)
    dated = page.row_of(dating.date.line) if dating.date else -1
    return Fields(title, dating, find_authors(page, stated, at, dated))


def mark_fields(text: LabelledText, fields: Fields) -> LabelledText:
    """Return the text with the role of each field given to the line that prints it.

    A long line, or one whose role is not in _FREE, retains its role. A line becomes a title only
    if the text has no title, or if the body would otherwise repeat the line.
    """
    roles, rules = list(text.roles), list(text.rules)
    if fields.title is not None and fields.title.line is None:
        # What looked like the headline is not the title that the markup states.
        start = next(iter(text.numbers(*MAIN_TEXT)), 0)
        for number in text.numbers(Role.TITLE):
            is_near = number >= start - _NEAR and text.lines[number - 1].mark is Mark.HEADING
            roles[number - 1] = Role.SUBHEAD if is_near else Role.FURNITURE
    line = fields.title.line if fields.title else None
    is_repeated = line is not None and roles[line - 1] in MAIN_TEXT
    found: dict[Role, Finding[Any] | None] = {
        Role.TITLE: fields.title if is_repeated or not text.numbers(Role.TITLE) else None,
        Role.BYLINE: fields.authors,
        Role.DATE: fields.dating.date,
    }
    for role, finding in found.items():
        if finding is None:
            continue
        lines = next((unit for unit in text.units if finding.line in unit), ())
        is_short = sum(len(text.text(number).split()) for number in lines) <= _LONGEST
        if is_short and all(roles[number - 1] in _FREE for number in lines):
            for number in lines:
                roles[number - 1], rules[number - 1] = role, finding.rule
    return replace(text, roles=tuple(roles), rules=tuple(rules))


def read_metadata(
    text: LabelledText, blocks: Sequence[Block], stated: Stated, fields: Fields
) -> Metadata:
    """Return what a document says about itself; ``fields`` is what read_fields found."""
    return Metadata(
        title=fields.title,
        date=fields.dating.date,
        date_text=fields.dating.date_text,
        source=find_source(text, stated),
        source_url=Finding(stated.source_url, "markup") if stated.source_url else None,
        section=find_section(text),
        authors=fields.authors,
        language=find_language(text, stated),
        summary=find_summary(text, blocks),
        related=find_related(text, fields.dating.year),
    )
