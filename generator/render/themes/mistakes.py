"""Mistakes that show when a page is made: the template's line, and the nearest right name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import jinja2

from generator.render.contexts import names_of_contract
from generator.render.renderer import Renderer
from generator.render.themes.quoting import did_you_mean, quoted, shown
from generator.render.themes.theme import Theme
from generator.report import BuildError, Diagnostic, error

_CONTEXT_TYPE = re.compile(r"'generator\.[\w.]*?(\w+) object'")
_OF_A_TYPE = re.compile(r"(\w+) has no attribute")
_DEFINED = re.compile(r"\{%[-+]?\s*(?:block|macro)\s+(\w+)")
_UNKNOWN_TAG = re.compile(r"unknown tag '(\w+)'")
_IS_GRAMMAR = re.compile(r"\b(?:expected|got|unexpected|looking for)\b", re.IGNORECASE)
_TAGS = frozenset(
    """
    autoescape block call elif else endautoescape endblock endcall endfilter endfor endif endmacro
    endset endwith extends filter for from if import include macro set with
    """.split()
)
"""What Jinja's tags begin with."""
_OF_VIEWS = ("asset", "link")
"""The functions that only pages have, beside those of the renderer."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a theme something went wrong, and the names that are known there."""

    file: Path
    line: int
    names: tuple[str, ...] = ()


def describe_error(problem: Exception, renderer: Renderer, asking: str) -> Diagnostic | None:
    """Return what went wrong in a template: which file and line, and the nearest right name.

    ``asking`` names what is rendered: it is at fault when it asks for a template that is not
    there. None when no template has to do with it.
    """
    place = _find_place(problem, renderer.theme)
    is_missing = isinstance(problem, jinja2.TemplateNotFound)
    if place is None and not is_missing:
        return None
    message = str(getattr(problem, "message", None) or problem)
    message = _CONTEXT_TYPE.sub(r"\1", message).rstrip(".")
    if isinstance(problem, jinja2.TemplateNotFound):
        message = f"there is no template “{problem.name}”"
        meant = did_you_mean(str(problem.name), _templates(renderer))
    else:
        meant = _meant(message, renderer, place.names if place else ())
    told = error(
        "theme.template",
        f"{message}{meant}",
        path=shown(place.file) if place else asking,
        line=place.line if place else None,
        hint="docs/themes.md lists what each template is given.",
    )
    return quoted(told, place.file) if place else told


def locate_error(problem: BuildError, theme: Theme) -> Diagnostic:
    """Return what a function had to say that a template called, with the template's line."""
    place = _find_place(problem, theme)
    if place is None:
        return problem.diagnostic
    told = replace(problem.diagnostic, path=shown(place.file), line=place.line)
    return quoted(told, place.file)


def _find_place(problem: Exception, theme: Theme) -> _Place | None:
    if isinstance(problem, jinja2.TemplateSyntaxError):
        return _Place(Path(problem.filename or problem.name or ""), problem.lineno)
    folders = tuple(f"{layer.folder}{os.sep}" for layer in theme.layers)
    place = None
    trace = problem.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.startswith(folders):
            place = _Place(Path(name), trace.tb_lineno, tuple(trace.tb_frame.f_locals))
        trace = trace.tb_next
    return place


# The nearest right name


def _meant(message: str, renderer: Renderer, local: Iterable[str]) -> str:
    """Return which name was meant by the last one that a message of Jinja's quotes."""
    if tag := _UNKNOWN_TAG.search(message):
        return "" if tag[1] in _TAGS else did_you_mean(tag[1], _TAGS)
    between = message.split("'")[1::2]
    if not between or _IS_GRAMMAR.search(message):
        return ""
    known = _known(message, renderer, tuple(local))
    return next(filter(None, (did_you_mean(between[-1], names) for names in known)), "")


def _known(message: str, renderer: Renderer, local: tuple[str, ...]) -> Iterator[Iterable[str]]:
    """Yield the names that can be meant, the likeliest first."""
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
    yield _defined(renderer)


def _templates(renderer: Renderer) -> Iterator[str]:
    for name in renderer.environment.list_templates():
        yield from (name, f"parent/{name}")


def _defined(renderer: Renderer) -> set[str]:
    """Return the names of all blocks and macros."""
    folders = (layer.folder / "templates" for layer in renderer.theme.layers)
    paths = (path for folder in folders for path in folder.rglob("*.html"))
    return {name for path in paths for name in _DEFINED.findall(path.read_text("utf-8", "replace"))}
