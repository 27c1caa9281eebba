"""Explain errors in making a page: the template's line, and the nearest right name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from traceback import walk_tb

import jinja2
from msgspec import Struct
from msgspec.structs import replace

from generator import frontmatter
from generator.render.contexts import names_of_contract, nouns_of_contract
from generator.render.renderer import Renderer
from generator.render.themes.jinja_messages import TAGS, Cause, find_cause
from generator.render.themes.quoting import (
    LONGEST_QUOTE,
    did_you_mean,
    quote_line,
    quoted,
    shown,
    text_of,
)
from generator.render.themes.theme import Layer, Theme
from generator.report import BuildError, Diagnostic, error
from generator.text import shorten

_CONTEXT_TYPE = re.compile(r"'generator\.(?:\w++\.)*+(\w++) object'")
"""How Jinja names an object of ours: ``'generator.MODULES.TYPE object'``."""
_OF_A_TYPE = re.compile(r"(\w+) has no attribute")
_DEFINED = re.compile(r"\{%[-+]?\s*(?:block|macro)\s+(\w+)")
_UNKNOWN_TAG = re.compile(r"unknown tag '(\w+)'")
_IS_GRAMMAR = re.compile(r"\b(?:expected|got|unexpected|looking for)\b", re.IGNORECASE)
_NAMES_OF_TEMPLATES = (
    "“theme eject --list” names all templates; “parent/FILE” is the file of the theme above yours."
)
_OF_VIEWS = ("asset", "link", "super")
"""Functions that only pages have, in addition to those of the renderer."""
_OF_PAGES = frozenset(["site", "page", "asset", "link"])
"""What each page is given, besides its nouns."""
_UNDEFINED = re.compile(r"'(\w++)' is undefined")
_HANDED_ON = (
    "Look at what this line hands on: docs/theme-reference.md lists what may be none, and what "
    "each partial takes."
)
_MACRO = "template"
"""What Jinja calls the code of a macro in a traceback; blocks and templates have other names."""
_PASSES_ON = re.compile(r"\{%[-+]?\s*extends\b|\bsuper\(\)")
"""Matches a line that only hands over to the parent template, so is not to blame."""


class _Place(Struct, frozen=True):
    """Where in a theme something went wrong, and the names known there."""

    file: Path
    line: int
    names: tuple[str, ...] = ()
    is_in_macro: bool = False


def describe_error(problem: Exception, renderer: Renderer, asking: str) -> Diagnostic | None:
    """Return what went wrong in a template: which file and line, and the nearest right name.

    ``asking`` names what is rendered: if it is this that asks for a missing template, the error is
    reported there. Return None when no template is involved.
    """
    place = _find_place(problem, renderer.theme)
    caller = _find_caller(problem, renderer.theme) or place
    if isinstance(problem, RecursionError):
        place = caller  # it is chance on which line a recursion ends
    if isinstance(problem, jinja2.TemplateNotFound):
        names = renderer.environment.list_templates()
        meant = did_you_mean(str(problem.name), (*names, *(f"parent/{name}" for name in names)))
        cause = Cause(f"there is no template “{problem.name}”{meant}", _NAMES_OF_TEMPLATES)
    elif place is None:
        return None
    else:
        cause = _cause(problem, place, renderer)
    if place is None or caller is None:
        return error("theme.template", cause.message, path=asking, hint=cause.hint)
    if caller is not place:  # report the error at the owner's own line, which led here
        said = f"{cause.message} (in {shown(place.file)}, line {place.line})"
        cause = Cause(said, _HANDED_ON)
    line = cause.line or caller.line
    told = error("theme.template", cause.message, shown(caller.file), line, cause.hint)
    return quoted(told, caller.file)


def _cause(problem: Exception, place: _Place, renderer: Renderer) -> Cause:
    """Return what is wrong at a place in a template, and the name probably meant."""
    message = str(getattr(problem, "message", None) or problem)
    message = _CONTEXT_TYPE.sub(r"\1", message).rstrip(".")
    if place.is_in_macro and (name := _UNDEFINED.match(message)) and _is_of_pages(name[1]):
        return _unseen(name[1], place.file)
    cause = find_cause(message, place.file, place.line)
    meant = "" if cause.is_known else _meant(message, renderer, place.names)
    return replace(cause, message=cause.message + meant)


def _is_of_pages(name: str) -> bool:
    return name in _OF_PAGES or name in nouns_of_contract()


def _unseen(name: str, file: Path) -> Cause:
    """Return why a macro does not see what the page is given."""
    return Cause(
        f"this macro does not see “{name}”: its file is imported without context",
        f"Import {file.name} “with context”, or hand “{name}” to the macro.",
        is_known=True,
    )


def describe_choices(chosen: Mapping[str, str | None], renderer: Renderer) -> Iterator[Diagnostic]:
    """Yield an error for each content file whose ``chosen`` template is not one for documents."""
    refused = {name for name in chosen.values() if name and renderer.template_of(name) != name}
    known = renderer.theme.document_templates()
    documents = (f"{card.url}.md" for card in renderer.archive.cards)
    pages = (page.source for page in renderer.archive.free_pages)
    for name in chain(documents, pages) if refused else ():
        template = chosen[name]
        if template not in refused:
            continue
        found = frontmatter.read(text_of(renderer.site.content / name), f"content/{name}")
        yield error(
            "theme.template",
            f"there is no template “{shorten(template, LONGEST_QUOTE)}” for documents"
            f"{did_you_mean(template[:LONGEST_QUOTE], known)}",
            path=f"content/{name}",
            line=found.lines.get("template"),
            hint="The document has the usual one until then. "
            f"Those for documents: {', '.join(known)}.",
        )


def locate_error(problem: BuildError, theme: Theme) -> Diagnostic:
    """Return the error of a function that a template called, located at the template's line."""
    place = _find_place(problem, theme)
    if place is None:
        return problem.diagnostic
    told = replace(problem.diagnostic, path=shown(place.file), line=place.line)
    return quoted(told, place.file)


def _find_place(problem: Exception, theme: Theme) -> _Place | None:
    if isinstance(problem, jinja2.TemplateSyntaxError):
        return _Place(Path(problem.filename or problem.name or ""), problem.lineno)
    places = _places(problem, theme.layers)
    return places[-1] if places else None


def _find_caller(problem: Exception, theme: Theme) -> _Place | None:
    """Return the last place in the owner's themes, if the error itself is in a built-in theme."""
    callers = _places(problem, [layer for layer in theme.layers if not layer.is_builtin])
    if not callers or callers[-1] == _places(problem, theme.layers)[-1]:
        return None
    for caller in reversed(callers):
        if not _PASSES_ON.search(quote_line(caller.file, caller.line) or ""):
            return caller
    return None


def _places(problem: Exception, layers: Iterable[Layer]) -> list[_Place]:
    """Return the places in templates of these themes that led to a problem, outermost first."""
    folders = tuple(f"{layer.folder}{os.sep}" for layer in layers)
    return [
        _Place(
            Path(frame.f_code.co_filename),
            line,
            tuple(frame.f_locals),
            frame.f_code.co_name == _MACRO,
        )
        for frame, line in walk_tb(problem.__traceback__)
        if frame.f_code.co_filename.startswith(folders)
    ]


# The nearest right name


def _meant(message: str, renderer: Renderer, local: Iterable[str]) -> str:
    """Return a suggestion for the last name that Jinja's message quotes; may be empty."""
    if tag := _UNKNOWN_TAG.search(message):
        return did_you_mean(tag[1], TAGS)
    between = message.split("'")[1::2]  # what is between quotation marks
    if not between or _IS_GRAMMAR.search(message):
        return ""
    known = _known(message, renderer, local)
    return next(filter(None, (did_you_mean(between[-1], names) for names in known)), "")


def _known(message: str, renderer: Renderer, local: Iterable[str]) -> Iterator[Iterable[str]]:
    """Yield groups of names that may be meant, likeliest first."""
    types = names_of_contract()
    if message.startswith("No filter named"):
        yield renderer.environment.filters
        return
    if message.startswith("No test named"):
        yield renderer.environment.tests
        return
    if message.startswith("'dict object'"):
        yield renderer.params
        return
    if (of_a_type := _OF_A_TYPE.match(message)) and of_a_type[1] in types:
        yield types[of_a_type[1]]
    fields_of_all = (name for names in types.values() for name in names)
    yield (*local, *renderer.params, *_OF_VIEWS, *renderer.functions, *fields_of_all)
    layers = renderer.theme.layers
    paths = (path for layer in layers for path in layer.files("templates").values())
    yield {name for path in paths for name in _DEFINED.findall(text_of(path))}
