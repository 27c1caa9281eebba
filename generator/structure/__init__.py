"""Give each line a role, and make blocks of the lines. One module per kind of line.

The line model estimates what each line is (line_model.py); then the rules decide, in the order
of RULES. A rule sees the lines as labelled by the rules before it, and returns the roles that it
gives. To change what a caption is, see captions.py; to add a kind of line, add a file and a row.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.frontmatter_keys import FURNITURE
from generator.model import CERTAIN, MAIN_TEXT, LabelledText, Line, Role, SourceText
from generator.structure import (
    bylines,
    captions,
    corrections,
    datelines,
    headline,
    list_items,
    main_text,
    media_clips,
    pull_quotes,
    related,
    section_trail,
    standfirst,
    subheads,
    text_frames,
    whole_shapes,
)
from generator.structure.blocks import make_blocks as make_blocks
from generator.structure.labelled_lines import LabelledLines, make_sheet
from generator.structure.main_text import is_page, select_main_text

if TYPE_CHECKING:
    from generator.structure.line_model import LineModel

RULES: tuple[tuple[str, Callable[[LabelledLines], Mapping[int, Role]]], ...] = (
    ("main-text", main_text.find_main_text),
    ("section-trail", section_trail.find_section_trail),
    ("dateline", datelines.find_datelines),
    ("stated-title", headline.find_stated_title),
    ("headline", headline.find_headline),
    ("byline", bylines.find_bylines),
    ("related", related.find_related),
    ("caption", captions.find_captions),
    ("pull-quote", pull_quotes.find_pull_quotes),
    ("clip", media_clips.find_clips),
    ("correction", corrections.find_corrections),
    ("list-item", list_items.find_list_items),
    ("subhead", subheads.find_subheads),
    ("standfirst", standfirst.find_standfirst),
    ("whole-shape", whole_shapes.find_whole_shapes),
    ("main-text", main_text.rescue_main_text),
)
_PLAIN = 0.95
"""Confidence in texts without any sign of a page, which are kept whole."""


def label_lines(
    source: SourceText, model: LineModel | None = None, furniture: Collection[str] = ()
) -> LabelledText:
    """Return the lines of a text with one role each: blank, furniture, or what a rule says.

    ``model`` defaults to the package's model for this kind of text: saved pages, whose lines have
    places, have a model of their own. ``furniture`` are lines, with single spaces, that are set
    aside regardless of the rules. Raises BuildError when the model of the package is needed and
    cannot be used.
    """
    sheet = replace(make_sheet(source.lines), stated=source.stated)
    if is_page(sheet.units):
        # Loads numpy, which is needed only where a page is read.
        from generator.structure.line_model import estimate_chances

        known = model or _model_for(source.lines)
        sheet = replace(sheet, chances=estimate_chances(sheet.units, source.lines, known))
    listed = {unit.index for unit in sheet.units if " ".join(unit.text.split()) in furniture}
    sheet = sheet.with_roles(dict.fromkeys(listed, Role.FURNITURE), FURNITURE)
    framing = text_frames.find_frames(sheet) - listed
    sheet = sheet.with_roles(dict.fromkeys(framing, Role.FURNITURE), "text-frame")
    selection = select_main_text(sheet, is_saved=_is_saved(source.lines))
    sheet = replace(sheet, selected=selection.kept)
    for name, rule in RULES:
        found = rule(sheet)
        sheet = sheet.with_roles({i: found[i] for i in found.keys() - listed - framing}, name)
    roles = [Role.BLANK] * len(source.lines)
    rules = ["blank"] * len(source.lines)
    for unit, role, name in zip(sheet.units, sheet.roles, sheet.rules, strict=True):
        for number in unit.lines:
            roles[number - 1] = role or Role.FURNITURE
            rules[number - 1] = name if role else "no-rule"
    units = tuple(unit.lines for unit in sheet.units)
    prose = sum(unit.words for unit in sheet.units if unit.is_prose) if sheet.is_page else 0
    return LabelledText(
        source.lines, tuple(roles), tuple(rules), units, sheet.chances, selection.expected, prose
    )


def estimate_confidence(text: LabelledText) -> float:
    """Return the probability (0 to 1) that the token F1 of the main text is 0.9 or more.

    The F1 that the line model expects falls into a band. The result is the band's share of
    texts that were read this well, counted on pages of sites that the model had not seen.
    """
    if not any(role in MAIN_TEXT for role in text.roles):
        return 0.0
    if text.chances is None:
        return _PLAIN
    bands = _model_for(text.lines).confidence
    band = bisect_right(bands, text.expected_f1 * CERTAIN, key=lambda band: band[0]) - 1
    return round(bands[max(0, band)][1] / CERTAIN, 2)


def _is_saved(lines: Sequence[Line]) -> bool:
    """Return whether lines are from saved HTML: then it is known where in the page they are."""
    return any(line.place is not None for line in lines)


def _model_for(lines: Sequence[Line]) -> LineModel:
    """Return the package's model for saved pages or for dumps."""
    # As above, not at the start of every program.
    from generator.structure.line_model import DUMPS, SAVED_PAGES, load_model

    return load_model(SAVED_PAGES if _is_saved(lines) else DUMPS)
