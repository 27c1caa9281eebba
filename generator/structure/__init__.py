"""Lines to roles, roles to blocks. One kind of line a file; RULES is their order.

A rule sees the sheet as the rules before it left it, and returns the roles that it gives. To
change what a caption is, see captions.py; to add a kind of line, add a file and a row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.model import LabelledText, Role, SourceText
from generator.structure import (
    bylines,
    captions,
    clips,
    corrections,
    datelines,
    headline,
    list_items,
    main_text,
    pull_quotes,
    related,
    section_trail,
    standfirst,
    subheads,
)
from generator.structure.blocks import make_blocks
from generator.structure.confidence import estimate_confidence
from generator.structure.sheet import Sheet, make_sheet

__all__ = ["RULES", "estimate_confidence", "label_lines", "make_blocks"]

Rule = Callable[[Sheet], Mapping[int, Role]]

RULES: tuple[tuple[str, Rule], ...] = (
    ("main-text", main_text.find_main_text),
    ("section-trail", section_trail.find_section_trail),
    ("dateline", datelines.find_datelines),
    ("headline", headline.find_headline),
    ("byline", bylines.find_bylines),
    ("related", related.find_related),
    ("caption", captions.find_captions),
    ("pull-quote", pull_quotes.find_pull_quotes),
    ("clip", clips.find_clips),
    ("correction", corrections.find_corrections),
    ("list-item", list_items.find_list_items),
    ("subhead", subheads.find_subheads),
    ("standfirst", standfirst.find_standfirst),
)


def label_lines(source: SourceText) -> LabelledText:
    """Return the lines of a text with one role each: blank, furniture, or what a rule says."""
    sheet = make_sheet(source.lines)
    for name, rule in RULES:
        sheet = sheet.with_roles(rule(sheet), name)
    return _spread(sheet, source)


def _spread(sheet: Sheet, source: SourceText) -> LabelledText:
    roles = [Role.BLANK] * len(source.lines)
    rules = ["blank"] * len(source.lines)
    for unit, role, rule in zip(sheet.units, sheet.roles, sheet.rules, strict=True):
        for number in unit.lines:
            roles[number - 1] = role or Role.FURNITURE
            rules[number - 1] = rule if role else "no-rule"
    units = tuple(unit.lines for unit in sheet.units)
    return LabelledText(source.lines, tuple(roles), tuple(rules), units)
