"""Texts in a string, recognised: what tests of structure, metadata and content begin with."""

from __future__ import annotations

from hashlib import sha256
from textwrap import dedent

from generator.dates import DateOrder
from generator.model import Extract, LabelledText, Line, Mark, Role
from generator.pipeline.extract import recognise_text
from generator.readers.html import read_markup
from generator.readers.text import read_plain


def recognised(text: str, *, order: DateOrder = "ask", path: str = "page.txt") -> Extract:
    """Return what is recognised in a text; it may be indented as the test is."""
    plain = dedent(text).strip("\n")
    return recognise_text(read_plain(plain), path, _digest(plain), order)


def recognised_html(markup: str, *, order: DateOrder = "ask") -> Extract:
    """Return what is recognised in a page of HTML."""
    return recognise_text(read_markup(markup), "page.html", _digest(markup), order)


def labelled(rows: str) -> LabelledText:
    """Return a text whose lines have these roles: ``role|line``, one a row.

    The rest of a wrapped line stands in rows without a role, and ``li|line`` is a list item
    by its markup.
    """
    lines: list[Line] = []
    roles: list[Role] = []
    units: list[tuple[int, ...]] = []
    for number, row in enumerate(dedent(rows).strip("\n").split("\n"), 1):
        name, _, words = row.partition("|")
        role, is_marked = name.strip(), name.strip() == "li"
        lines.append(Line(number, words, Mark.LIST_ITEM if is_marked else None))
        if role:
            roles.append(Role.LIST_ITEM if is_marked else Role(role))
        else:
            roles.append(roles[-1])
        if not role:
            units[-1] = (*units[-1], number)
        elif roles[-1] is not Role.BLANK:
            units.append((number,))
    return LabelledText(tuple(lines), tuple(roles), ("gold",) * len(lines), tuple(units))


def lines_with(extract: Extract, *roles: Role) -> list[str]:
    """Return the lines that have one of these roles, in order."""
    return [extract.text.text(number) for number in extract.text.numbers(*roles)]


def role_of(extract: Extract, line: str) -> Role:
    """Return the role of the one line that reads so."""
    (number,) = (one.number for one in extract.text.lines if one.text.strip() == line)
    return extract.text.roles[number - 1]


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
