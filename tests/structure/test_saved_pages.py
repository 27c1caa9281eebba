"""What a careful editor would make of saved HTML: the cases in saved_pages.txt, one by one.

Each case is a fragment of a page and the Markdown wanted. Which lines are the document's own is not
the matter here: all of them are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.content.markdown_writer import write_markdown
from generator.model import LabelledText, Line, Mark, Role
from generator.readers.html import read_markup
from generator.render.markdown_to_html import render_markdown
from generator.structure import make_blocks
from generator.structure.logical_lines import join_lines

WORD = re.compile(r"[^\W_]+")
WAYS_BACK = {"a", "b", "back", "to", "text"}
"""The words of links that only lead back from notes, which are left out."""
CASES = Path(__file__).with_name("saved_pages.txt")
ROLES = {
    Mark.HEADING: Role.SUBHEAD,
    Mark.LIST_ITEM: Role.LIST_ITEM,
    Mark.IMAGE: Role.IMAGE_ALT,
    Mark.CAPTION: Role.CAPTION,
}


def cases() -> Iterator[pytest.param]:
    for case in re.split(r"^=== ", CASES.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        name, _, rest = case.partition("\n")
        markup, _, wanted = rest.partition("\n---\n")
        yield pytest.param(markup, wanted.strip("\n"), id=name)


def role_of(line: Line) -> Role:
    if line.is_blank:
        return Role.BLANK
    return ROLES.get(line.mark, Role.BODY) if line.mark else Role.BODY


def markdown_of(markup: str) -> str:
    lines = read_markup(f"<body>{markup}</body>").lines
    units = tuple(tuple(line.number for line in run) for run in join_lines(lines))
    text = LabelledText(lines, tuple(map(role_of, lines)), ("case",) * len(lines), units)
    return write_markdown(make_blocks(text)).strip("\n")


@pytest.mark.parametrize(("markup", "wanted"), [*cases()])
def test_a_page_becomes_the_markdown_that_an_editor_would_write(markup, wanted):
    assert markdown_of(markup) == wanted


@pytest.mark.parametrize(("markup", "wanted"), [*cases()])
def test_what_is_rendered_of_it_has_the_same_words(markup, wanted):
    body = LexborHTMLParser(render_markdown(wanted)).body
    assert body is not None
    body.strip_tags(["rt"])  # how a word is read aloud is no word of the line
    lines = read_markup(f"<body>{markup}</body>").lines
    read = {word for line in lines for word in WORD.findall(line.text)}
    shown = [body.text(separator=""), *(one.attributes["alt"] or "" for one in body.css("img"))]
    assert read - {*WORD.findall(" ".join(shown))} <= WAYS_BACK
