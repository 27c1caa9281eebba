"""Report mistakes in the files of a theme: the file, the line, and the text of that line."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from generator import frontmatter
from generator.report import BuildError, Diagnostic, warning
from generator.text import line_of
from generator.text.text_files import SAVE_AS_UTF8, UndecodableError, decode

LONGEST_QUOTE = 80
"""A message quotes at most this many characters of a name or a value."""


def shown(path: Path) -> str:
    """Return a theme file's path from ``themes/`` on, as its owner knows it."""
    parts = path.parts
    for start in ("themes", "_themes"):
        if start in parts:
            return "/".join(("themes", *parts[len(parts) - parts[::-1].index(start) :]))
    return path.name


def text_of(path: Path) -> str:
    """Return a file's text; empty when it cannot be read."""
    try:
        return decode(path.read_bytes())
    except (OSError, UndecodableError):
        return ""


def quote_line(path: Path, line: int | None) -> str | None:
    """Return the text of a line of a file, counted from 1; None when it is blank or missing."""
    return None if line is None else line_of(text_of(path), line)


def quoted(diagnostic: Diagnostic, path: Path) -> Diagnostic:
    """Return a diagnostic, with the text of the line that it is about."""
    return replace(diagnostic, quote=quote_line(path, diagnostic.line))


def remark(code: str, message: str, path: Path, line: int | None, hint: str) -> Diagnostic:
    """Return a warning about a line of a theme's file, with the text of that line."""
    return quoted(warning(code, message, shown(path), line, hint), path)


def read_yaml(path: Path) -> dict[str, frontmatter.Value]:
    """Return what a YAML file of a theme holds. Raises BuildError when it is invalid."""
    try:
        return frontmatter.parse(decode(path.read_bytes()), shown(path))
    except OSError as problem:
        raise unreadable(path, problem) from problem
    except UndecodableError as problem:
        raise BuildError(
            f"this is not UTF-8 text: {problem.reason}",
            code="theme.encoding",
            path=shown(path),
            line=problem.line,
            hint=SAVE_AS_UTF8,
            is_usage=True,
        ) from problem
    except BuildError as problem:
        problem.diagnostic = quoted(problem.diagnostic, path)
        raise


def unreadable(path: Path, problem: OSError) -> BuildError:
    """Return the error for an unreadable file or folder."""
    return BuildError(
        f"this cannot be read: {problem.strerror or problem}",
        code="theme.unreadable",
        path=shown(path),
        hint="Check its permissions, and that there is no folder in the place of a file.",
        is_usage=True,
    )


def mistake(
    message: str, path: Path, *keys: str, code: str, hint: str, shown_as: str = ""
) -> BuildError:
    """Return the error for the value at a path of ``keys`` in a YAML file."""
    line = frontmatter.positions(text_of(path)).get(keys)
    return BuildError(
        message,
        code=code,
        path=shown_as or shown(path),
        line=line,
        hint=hint,
        quote=quote_line(path, line),
        is_usage=True,
    )


def nearest(wrong: str, known: Iterable[str]) -> str | None:
    """Return the known name most similar to a wrong one; None if no name is similar."""
    near = difflib.get_close_matches(wrong, sorted(set(known) - {wrong}), n=1)
    return near[0] if near else None


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """Return the end of a message about an unknown name; empty when no known name is similar."""
    near = nearest(wrong, known)
    return f"; did you mean “{near}”?" if near else ""
