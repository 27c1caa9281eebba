"""Describe problems for a browser, with the lines around each mistake."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from generator.render.themes.theme import builtin_themes
from generator.report import Diagnostic, error

_AROUND = 2
_MOST_SHOWN = 20
_LONGEST_LINE = 200


class ShownProblem(Struct, frozen=True):
    """A mistake: where it is (``path:line``), what it is, what to do, and the lines around it."""

    where: str
    message: str
    remedy: str
    line: int | None
    excerpt: tuple[tuple[int, str], ...]


def describe_problems(diagnostics: Iterable[Diagnostic], root: Path) -> tuple[ShownProblem, ...]:
    """Return problems as browsers show them; if there are very many, the first ones and a count."""
    found = tuple(dict.fromkeys(diagnostics))
    shown = []
    for one in found[:_MOST_SHOWN]:
        where = ":".join(str(part) for part in (one.path, one.line) if part is not None)
        excerpt = _excerpt(one, root)
        shown.append(ShownProblem(where, one.message, one.hint or "", one.line, excerpt))
    rest = len(found) - len(shown)
    more = ShownProblem("", f"and {rest:,} more", "The terminal lists them all.", None, ())
    return (*shown, more) if rest else tuple(shown)


def _excerpt(problem: Diagnostic, root: Path) -> tuple[tuple[int, str], ...]:
    """Return the lines around a mistake with their numbers; empty when they cannot be read."""
    if problem.path is None or problem.line is None:
        return ()
    own = root / problem.path
    path = own if own.is_file() else builtin_themes() / problem.path.removeprefix("themes/")
    try:
        lines = path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return ()
    first = max(problem.line - _AROUND, 1)
    shown = lines[first - 1 : problem.line + _AROUND]
    return tuple((n, line[:_LONGEST_LINE]) for n, line in enumerate(shown, first))


def describe_bug(bug: Exception, at: str) -> Diagnostic:
    """Return the error for a bug of ours, after which the preview goes on."""
    place = traceback.extract_tb(bug.__traceback__)[-1]
    return error(
        "bug",
        f"Microfiche itself failed {at}: {type(bug).__name__}: {bug} "
        f"({Path(place.filename).name}:{place.lineno})",
        hint="Please report this with what the terminal says. The preview goes on.",
    )
